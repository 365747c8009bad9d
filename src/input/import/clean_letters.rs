//! Repairs the letters of a source: broken fonts, decomposed and invisible letters, bullets, blanks that are missing.
//!
//! Each repair needs no judgement and is reported. Runs of blanks stay: they part columns.

use crate::base::fold::{is_composed, nfc};
use crate::base::syllable::is_syllable;
use crate::base::unseen::{Unseen, unseen};
use crate::base::word_bullets;
use crate::input::import::import_report::Repair;
use crate::input::import::source_text::{SourceBlock, SourceParagraph, SourceText};
use crate::messages::import_text::RepairRule;

/// Letters of broken fonts that no Vietnamese word has, each with the intended one.
const MISUSED: [(char, char); 6] = [('ƣ', 'ư'), ('Ƣ', 'Ư'), ('Ð', 'Đ'), ('ð', 'đ'), ('Ɖ', 'Đ'), ('ɖ', 'đ')];

/// Repairs the letters of all paragraphs of a source.
pub(super) fn clean(source: &mut SourceText) {
    let mut repairs = Vec::new();
    for block in &mut source.blocks {
        match block {
            SourceBlock::Paragraph(paragraph) => clean_paragraph(paragraph, Place::Text, &mut repairs),
            SourceBlock::Table(table) => {
                let cells = table.rows.iter_mut().flatten();
                let paragraphs = cells.flat_map(|cell| &mut cell.paragraphs);
                paragraphs.for_each(|paragraph| clean_paragraph(paragraph, Place::Cell, &mut repairs));
            }
            SourceBlock::PageBreak => {}
        }
    }
    for note in &mut source.notes {
        let paragraphs = note.paragraphs.iter_mut();
        paragraphs.for_each(|paragraph| clean_paragraph(paragraph, Place::Text, &mut repairs));
    }
    source.repairs.append(&mut repairs);
}

/// Where a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// In a cell, a sign before a figure or alone is no bullet.
    Cell,
}

fn clean_paragraph(paragraph: &mut SourceParagraph, place: Place, repairs: &mut Vec<Repair>) {
    let line = paragraph.line;
    for run in &mut paragraph.runs {
        // Nearly every line is as it should be.
        if run.text.is_ascii() && !run.text.contains(|letter| unseen(letter).is_some()) {
            continue;
        }
        for (rule, change) in STEPS {
            let after = change(&run.text);
            if after != run.text {
                repairs.extend(rule.clone().and_then(|rule| repair(rule, line, &run.text, &after)));
                run.text = after;
            }
        }
    }
    if place == Place::Text || !keeps_sign(paragraph) {
        clean_bullet(paragraph, repairs);
    }
    for run in &mut paragraph.runs {
        let (after, changes) = with_missing_blanks(&run.text);
        if !changes.is_empty() {
            run.text = after;
            repairs.extend(changes.into_iter().map(|(before, after)| Repair {
                rule: RepairRule::MissingBlank,
                line,
                before,
                after,
            }));
        }
    }
}

/// A change of a text, and the rule that reports it; blanks are not reported, since they are not seen.
type Step = (Option<RepairRule>, fn(&str) -> String);

const STEPS: [Step; 4] = [
    (Some(RepairRule::Gha), with_meant_letters),
    (Some(RepairRule::Composed), composed),
    (None, with_plain_blanks),
    (Some(RepairRule::Invisible), without_unseen),
];

fn with_meant_letters(text: &str) -> String {
    let meant = |letter: char| {
        MISUSED
            .iter()
            .find(|(misused, _)| *misused == letter)
            .map(|(_, meant)| *meant)
    };
    text.chars().map(|letter| meant(letter).unwrap_or(letter)).collect()
}

fn composed(text: &str) -> String {
    match is_composed(text) {
        true => text.to_owned(),
        false => nfc(text).into_owned(),
    }
}

fn with_plain_blanks(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        letter => letter,
    };
    text.chars().map(plain).collect()
}

fn without_unseen(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(sort) = unseen(letter) else {
            out.push(letter);
            continue;
        };
        let is_between =
            out.ends_with(char::is_alphanumeric) && letters.peek().is_some_and(|next| next.is_alphanumeric());
        match sort {
            Unseen::LineBreak => out.push('\n'),
            Unseen::Gap if is_between => out.push(' '),
            Unseen::Hyphen if is_between => out.push('-'),
            Unseen::Gap | Unseen::Hyphen | Unseen::Joiner => {}
        }
    }
    out
}

/// Signs of symbol fonts that fill a cell by themselves, each with the sign of Unicode.
const ALONE: [(char, &str); 5] = [
    ('\u{f0fc}', "✓"),
    ('\u{f06f}', "☐"),
    ('\u{f0b7}', "•"),
    ('\u{f0a7}', "▪"),
    ('\u{f02d}', "-"),
];

/// Returns whether the sign at the start of a cell is a part of what it says: a minus before a figure, or a sign alone.
/// Signs of symbol fonts become those of Unicode.
fn keeps_sign(paragraph: &mut SourceParagraph) -> bool {
    let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
    let mut letters = text.trim().chars();
    let Some(sign) = letters.next() else { return false };
    let words = letters.as_str().trim_start();
    let is_minus =
        matches!(sign, '–' | '—' | '−' | '\u{f02d}') && words.starts_with(|next: char| next.is_ascii_digit());
    if !is_minus && !words.is_empty() {
        return false;
    }
    let known = ALONE.iter().find(|(own, _)| *own == sign);
    let holder = paragraph.runs.iter_mut().find(|run| run.text.contains(sign));
    if let (Some((_, plain)), Some(run)) = (known, holder) {
        run.text = run.text.replacen(sign, plain, 1);
    }
    true
}

/// Turns a bullet at the start of a paragraph into the mark of a list.
fn clean_bullet(paragraph: &mut SourceParagraph, repairs: &mut Vec<Repair>) {
    let line = paragraph.line;
    let Some(first) = paragraph.runs.first_mut() else {
        return;
    };
    // An en dash is what Word makes of a hyphen at the start of a line.
    let dash = first
        .text
        .trim_start()
        .strip_prefix(['–', '—', '−'])
        .filter(|rest| rest.starts_with([' ', '\t']));
    let words = match (word_bullets::at_start(&first.text), dash) {
        (Some(bullet), _) => first.text[bullet.end..].to_owned(),
        (None, Some(rest)) => rest.trim_start().to_owned(),
        (None, None) => return,
    };
    let sign = first.text.trim_start().chars().next().map(|sign| match sign {
        // Only a font of symbols shows it.
        '\u{e000}'..='\u{f8ff}' => format!("U+{:04X}", u32::from(sign)),
        sign => sign.to_string(),
    });
    repairs.push(Repair {
        rule: RepairRule::Bullet,
        line,
        before: sign.unwrap_or_default(),
        after: "-".to_owned(),
    });
    first.text = words;
    paragraph.is_bullet = true;
}

/// Inserts the blanks that are missing between sentences, `dân.Vận`; gives what changed.
pub(super) fn with_missing_blanks(text: &str) -> (String, Vec<(String, String)>) {
    let mut out = String::with_capacity(text.len());
    let mut changes = Vec::new();
    let mut done = 0;
    for (at, _) in text.match_indices('.') {
        let is_letter = |letter: char| letter.is_alphabetic();
        let before = text[..at].rsplit(|letter| !is_letter(letter)).next().unwrap_or("");
        let behind = &text[at + 1..];
        let after = behind.split(|letter| !is_letter(letter)).next().unwrap_or("");
        let is_sentence = before.chars().count() > 1
            && before.ends_with(char::is_lowercase)
            && after.starts_with(char::is_uppercase)
            && after.chars().skip(1).all(char::is_lowercase)
            && is_syllable(&before.to_lowercase())
            && is_syllable(&after.to_lowercase())
            // Both plain: it may be the name of a site.
            && !(before.is_ascii() && after.is_ascii());
        if is_sentence {
            out.push_str(&text[done..=at]);
            out.push(' ');
            done = at + 1;
            changes.push((format!("{before}.{after}"), format!("{before}. {after}")));
        }
    }
    out.push_str(&text[done..]);
    (out, changes)
}

/// The repair of a text: the words that differ alone.
pub(super) fn repair(rule: RepairRule, line: u32, before: &str, after: &str) -> Option<Repair> {
    let (mut old, mut new): (Vec<&str>, Vec<&str>) =
        (before.split_whitespace().collect(), after.split_whitespace().collect());
    if old == new {
        return None;
    }
    while let (Some(one), Some(other)) = (old.last(), new.last())
        && one == other
    {
        old.pop();
        new.pop();
    }
    let same = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    Some(Repair {
        rule,
        line,
        before: old[same..].join(" "),
        after: new[same..].join(" "),
    })
}

#[cfg(test)]
mod tests {
    use super::{with_missing_blanks, without_unseen};

    #[test]
    fn blanks_between_sentences() {
        for (text, read) in [
            ("của nhân dân.Vận động các", "của nhân dân. Vận động các"),
            ("TP.Thái Nguyên", "TP.Thái Nguyên"),
            ("danvan.Example.vn", "danvan.Example.vn"),
            ("ngày 1.Tháng", "ngày 1.Tháng"),
        ] {
            assert_eq!(with_missing_blanks(text).0, read);
        }
    }

    #[test]
    fn unseen_letters_go() {
        assert_eq!(without_unseen("công\u{ad} tác\u{200b}dân\u{feff}"), "công tác dân");
    }
}
