//! The day from which a document is in force, as its own text states it: `Nghị định này có hiệu lực thi hành từ ngày …`.
//!
//! Only the clause about the document as a whole counts, never quoted text, never a clause about a part or about another
//! document. What a text makes depend on something else (`sau 45 ngày kể từ ngày ký`) is no day.

use std::ops::Range;

use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::input::body::provisions::{Provision, ProvisionKind};
use crate::input::citations::dates::written_date;
use crate::input::citations::normalized_text::NormalizedText;
use crate::input::citations::sentence::around;
use crate::input::document::Document;
use crate::model::number_usage::used_on;

/// The day from which a document is in force, and where its text says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedDate {
    /// The day.
    pub date: PartialDate,
    /// The provision.
    pub provision: usize,
    /// The sentence.
    pub sentence: String,
}

/// Finds the day from which a document is in force; `None` where its text states none, or two.
pub fn stated_effective(document: &Document) -> Option<StatedDate> {
    if document.kind.form != Form::Official || !document.has_own_text() {
        return None;
    }
    let own = used_on(document);
    let rows = document.provisions.iter().enumerate();
    let rows = rows.filter(|(_, row)| !row.repeats_parent() && !is_quotation(&document.provisions, row));
    let mut found: Option<StatedDate> = None;
    for (provision, row) in rows {
        let Some((date, clause)) = in_words(&row.words, &document.kind.name, own) else {
            continue;
        };
        match &found {
            Some(known) if known.date != date => return None,
            Some(_) => {}
            None => {
                let sentence = around(&row.words, clause).0;
                found = Some(StatedDate {
                    date,
                    provision,
                    sentence,
                });
            }
        }
    }
    // A day before that of the document is a slip, or the day of something else.
    found.filter(|found| own.is_none_or(|own| own.not_after(found.date)))
}

/// Returns whether a provision is quoted text, or in it.
fn is_quotation(rows: &[Provision], row: &Provision) -> bool {
    let mut around = std::iter::successors(Some(row), |row| row.parent().map(|parent| &rows[parent]));
    around.any(|row| row.row == ProvisionKind::Quotation)
}

/// The words of a clause about force.
const IN_FORCE: &str = "có hiệu lực";
/// Maximum length of the words between the document and its force, in bytes.
const MAX_BETWEEN: usize = 400;

/// The day from which the words of a provision say that `kind này` is in force, and the clause.
fn in_words(words: &str, kind: &str, own: Option<PartialDate>) -> Option<(PartialDate, Range<usize>)> {
    // A cheap look: lines of the source may break the words.
    if !words.contains("hiệu") {
        return None;
    }
    let normalized = NormalizedText::of(words);
    let text = normalized.text();
    // `Thông tư liên tịch` calls itself `Thông tư này` too.
    let short = kind.match_indices(' ').nth(1).map(|(at, _)| &kind[..at]);
    let subjects = [Some(kind), short]
        .into_iter()
        .flatten()
        .map(|kind| format!("{kind} này "));
    let (start, behind) = subjects.into_iter().find_map(|subject| clause_behind(text, &subject))?;
    let (date, rest) = day(behind, own)?;
    let end = text.len() - rest.len();
    Some((date, normalized.original(start..end)))
}

/// The place at which a text says of its subject that it is in force, and the words behind.
fn clause_behind<'t>(text: &'t str, subject: &str) -> Option<(usize, &'t str)> {
    text.match_indices(subject).find_map(|(start, _)| {
        let behind = &text[start + subject.len()..];
        let is_first = text[..start].trim_end_matches([' ', '\u{a0}']).is_empty() || ends_sentence(&text[..start]);
        let at = behind
            .find(IN_FORCE)
            .filter(|at| is_first && is_between(&behind[..*at]))?;
        Some((start, &behind[at + IN_FORCE.len()..]))
    })
}

/// Returns whether a new sentence, or part of one, begins behind some words.
fn ends_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(' ');
    before.ends_with(['.', ';', ':']) && !before.contains(['“', '"', '”'])
}

/// Returns whether words between a document and its force speak of the document still: `đã được … thông qua ngày … và `,
/// `thay thế Quyết định số 5 và `.
fn is_between(between: &str) -> bool {
    let is_open = |sign: &char| matches!(sign, '.' | ';' | ':' | '“' | '”' | '"');
    let has_end = between
        .chars()
        .zip(between.chars().skip(1))
        .any(|(sign, next)| is_open(&sign) && next == ' ');
    let is_joint = between.ends_with(" và ") || (between.contains("thông qua") && between.ends_with(", "));
    between.is_empty() || (is_joint && !has_end && between.len() <= MAX_BETWEEN)
}

/// The day behind `có hiệu lực`, and the rest.
fn day(behind: &str, own: Option<PartialDate>) -> Option<(PartialDate, &str)> {
    let behind = behind.strip_prefix(" thi hành").unwrap_or(behind);
    let behind = behind.strip_prefix(" kể").unwrap_or(behind);
    let behind = behind.strip_prefix(" bắt đầu").unwrap_or(behind);
    let behind = behind.strip_prefix(" từ ")?;
    let behind = ["00 giờ 00 ", "00 giờ ", "0 giờ "]
        .iter()
        .find_map(|hour| behind.strip_prefix(hour))
        .unwrap_or(behind);
    let words = behind.strip_prefix("ngày ").unwrap_or(behind);
    let is_day = |date: &PartialDate| matches!(date, PartialDate::Day(_));
    if let Some(rest) = ["ký ban hành", "ký", "ban hành"]
        .iter()
        .find_map(|verb| words.strip_prefix(verb))
    {
        let ends =
            rest.is_empty() || rest.starts_with(['.', ',', ';']) || CONTINUED.iter().any(|next| rest.starts_with(next));
        return own.filter(is_day).filter(|_| ends).map(|date| (date, rest));
    }
    let written = written_date(words, true)?;
    let date = written.date.filter(is_day)?;
    Some((date, &words[written.length..]))
}

/// Words behind `kể từ ngày ký` that leave its meaning.
const CONTINUED: [&str; 8] = [
    " và ",
    " thay thế",
    " đến ",
    " (",
    " cho đến",
    " bãi bỏ",
    " áp dụng",
    " trừ ",
];

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::base::date::PartialDate;

    #[test]
    fn the_clause_about_the_whole_document_gives_the_day() {
        let own = PartialDate::parse("15/5/2025").ok();
        let found = |words: &str| in_words(words, "Nghị định", own).map(|(date, _)| date.to_string());
        for (words, date) in [
            (
                "Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.",
                "1/7/2025",
            ),
            (
                "Nghị định này có hiệu lực thi hành kể từ ngày 01/7/2025, trừ khoản 2 Điều này.",
                "1/7/2025",
            ),
            ("Nghị định này có hiệu lực kể từ ngày ký ban hành.", "15/5/2025"),
            (
                "Nghị định này có hiệu lực từ ngày ký và thay thế Nghị định số 5/2020/NĐ-CP.",
                "15/5/2025",
            ),
            (
                "Nghị định này thay thế Nghị định số 5/2020/NĐ-CP và có hiệu lực từ ngày 1/7/2025.",
                "1/7/2025",
            ),
            (
                "Điều khoản chung. Nghị định này có hiệu\nlực thi hành từ ngày 1/7/2025.",
                "1/7/2025",
            ),
            (
                "Nghị định này có hiệu lực thi hành từ 0 giờ ngày 01 tháng 7 năm 2025.",
                "1/7/2025",
            ),
        ] {
            assert_eq!(found(words).as_deref(), Some(date), "{words}");
        }
        for words in [
            "Nghị định này có hiệu lực thi hành sau 45 ngày kể từ ngày ký.",
            "Nghị định này có hiệu lực sau 15 ngày, kể từ ngày đăng Công báo.",
            "Nghị định này có hiệu lực từ ngày Luật Giá có hiệu lực thi hành.",
            "Nghị định này có hiệu lực từ ngày    tháng    năm 2025.",
            "Khoản 2 Điều 5 Nghị định này có hiệu lực từ ngày 1/7/2026.",
            "Hồ sơ nộp trước ngày Nghị định này có hiệu lực từ ngày 1/7/2025 được giải quyết.",
            "Thông tư này có hiệu lực từ ngày 1/7/2025.",
            "Nghị định này thay thế Nghị định số 5/2020/NĐ-CP có hiệu lực từ ngày 1/7/2020.",
            "như sau: “Điều 5. Nghị định này có hiệu lực từ ngày 1/7/2025.”",
            "Nghị định này có hiệu lực đến hết ngày 1/7/2025.",
        ] {
            assert_eq!(found(words), None, "{words}");
        }
    }
}
