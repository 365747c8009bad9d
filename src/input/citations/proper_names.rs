//! Computes one key for all spellings of a proper name: `Nghị quyết TW7 (khóa X)`, `Nghị quyết Trung ương bảy khóa X`.

use std::sync::LazyLock;

use regex::Regex;

use crate::base::fold::name_key;
use crate::base::pattern::Pattern;
use crate::base::roman::roman_value;
use crate::base::word_list::WordList;
use crate::input::citations::names::{ORDINAL, PLENUM, may_begin_name, names};
use crate::input::citations::normalized_text::NormalizedText;

/// The ordinal of a congress, wherever a name has it.
static CONGRESS_ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?:(?:thứ|hội|Đảng|ĐH) ([IVXL]{{1,7}}|[0-9]{{1,2}})|thứ ({ORDINAL}))(?:[^\p{{L}}]|$)"
    ))
    .expect("a constant pattern")
});
/// The party organization that held a congress: `Đảng bộ tỉnh Thái Nguyên`.
static CONGRESS_OF: Pattern = Pattern::new(r"Đảng bộ ((?:tỉnh|thành phố|huyện|thị xã|khối)?(?: ?\p{Lu}\p{L}*){0,4})");
/// The ordinal of a plenum and its term.
static PLENUM_ORDINALS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?:thứ|[Tt]rung ương|T\.?[WƯ]\.?)(?: Đảng)? ?((?i:{ORDINAL}))\b.*?[Kk]h[oó][aá] ?([IVX]{{1,7}}|[0-9]{{1,2}})"
    ))
    .expect("a constant pattern")
});
/// `năm` before the year of a law.
static LAW_YEAR: Pattern = Pattern::new(r",? (?:năm )?((?:19|20)[0-9]{2})$");

/// Returns the key that all spellings of a proper name share: `Nghị quyết TW7 (khóa X)` and `Nghị quyết Hội nghị lần
/// thứ bảy Ban Chấp hành Trung ương khóa X`. `None` if the text is not a proper name.
pub(crate) fn proper_key(name: &str) -> Option<String> {
    let normalized = NormalizedText::of(name.trim());
    let text = normalized.text();
    if !may_begin_name(text) {
        return None;
    }
    let found = names(text)
        .into_iter()
        .next()
        .filter(|found| found.range == (0..text.len()))?;
    key_of(text, found.kind)
}

/// The key of a proper name in a normalized text.
pub(crate) fn key_of(text: &str, kind: &str) -> Option<String> {
    match kind {
        "Nghị quyết" | "Kết luận" => plenum_key(text).or_else(|| congress_key(text)),
        _ => {
            let year = LAW_YEAR.captures(text);
            let bare = year.as_ref().map_or(text, |year| &text[..text.len() - year[0].len()]);
            let year = year.and_then(|year| year.get(1)).map_or("", |year| year.as_str());
            let mut name = name_key(bare);
            if !year.is_empty() {
                // The year identifies it: a new edition, or the state of a constitution, adds nothing.
                name.truncate(name.trim_end_matches(" (sửa đổi)").len());
                if name.starts_with("hiến pháp nước ") {
                    name.truncate("hiến pháp".len());
                }
            }
            Some(format!("{name} {year}").trim_end().to_owned())
        }
    }
}

fn plenum_key(text: &str) -> Option<String> {
    let found = PLENUM.find(text).and_then(|_| PLENUM_ORDINALS.captures(text))?;
    let (plenum, term) = (ordinal(found.get(1)?.as_str())?, ordinal(found.get(2)?.as_str())?);
    let is_conclusion = text.starts_with("Kết luận");
    let kind = if is_conclusion {
        "kết luận"
    } else {
        "nghị quyết"
    };
    Some(format!("{kind} hội nghị trung ương {plenum} khóa {term}"))
}

fn congress_key(text: &str) -> Option<String> {
    let congress = match CONGRESS_ORDINAL.captures(text) {
        Some(found) => ordinal(found.get(1).or(found.get(2))?.as_str())?.to_string(),
        None => text.get(text.find("nhiệm kỳ")?..)?.replace(' ', ""),
    };
    let whose = CONGRESS_OF.captures(text);
    let whose = whose.map_or("đảng", |whose| whose.get(1).map_or("", |whose| whose.as_str()));
    // The organization must be known, since every commune holds a congress.
    (!whose.trim().is_empty()).then(|| format!("nghị quyết đại hội {} {congress}", name_key(whose)))
}

/// An ordinal in figures, Roman figures or words.
fn ordinal(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let lower = text.to_lowercase().replace("tư", "bốn");
    if let Some(at) = ORDINAL_WORDS.iter().position(|word| word == lower) {
        return u32::try_from(at + 1).ok();
    }
    roman_value(&text.to_uppercase())
}

const ORDINAL_WORDS: WordList =
    WordList("nhất|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|mười ba|mười bốn|mười lăm");

#[cfg(test)]
mod tests {
    use super::proper_key;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for spellings in [
            &[
                "Nghị quyết TW7 (khóa X)",
                "Nghị quyết Trung ương 7 khóa X",
                "Nghị quyết Trung ương 7 (khoá X)",
                "Nghị quyết Trung ương bảy khóa X",
                "Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa X",
                "Nghị quyết Hội nghị Trung ương 7, khóa X",
                "nghị quyết Hội nghị lần thứ 7 Ban Chấp hành Trung ương Đảng khóa X",
            ][..],
            &[
                "Nghị quyết Đại hội Đảng toàn quốc lần thứ XI",
                "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XI của Đảng",
                "Nghị quyết Đại hội XI của Đảng",
                "Nghị quyết Đại hội lần thứ XI của Đảng",
                "nghị quyết Đại hội đại biểu toàn quốc lần thứ 11 của Đảng",
            ],
            &[
                "Nghị quyết Đại hội Đảng bộ tỉnh Thái Nguyên lần thứ XVIII",
                "Nghị quyết Đại hội Đại biểu Đảng bộ tỉnh Thái Nguyên lần thứ XVIII",
            ],
            &[
                "Luật Đất đai năm 2013",
                "Luật Đất đai 2013",
                "Luật Đất đai (sửa đổi) năm 2013",
            ],
            &[
                "Hiến pháp năm 2013",
                "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013",
            ],
        ] {
            let keys: Vec<_> = spellings.iter().map(|name| proper_key(name)).collect();
            assert!(
                keys[0].is_some() && keys.iter().all(|key| *key == keys[0]),
                "{spellings:?}: {keys:?}"
            );
        }
        for (left, right) in [
            ("Nghị quyết Trung ương 7 khóa X", "Nghị quyết Trung ương 7 khóa XI"),
            ("Nghị quyết Trung ương 4 khóa X", "Nghị quyết Trung ương 6 khóa X"),
            (
                "Nghị quyết Đại hội XI của Đảng",
                "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI",
            ),
            (
                "Nghị quyết Đại hội Đảng bộ tỉnh Bắc Kạn lần thứ XI",
                "Nghị quyết Đại hội Đảng bộ tỉnh Thái Nguyên lần thứ XI",
            ),
            ("Luật Đất đai năm 2013", "Luật Đất đai năm 2024"),
        ] {
            assert_ne!(proper_key(left), proper_key(right));
        }
        assert_eq!(proper_key("Nghị quyết của Đảng"), None);
        assert_eq!(proper_key("Quyết định 393-QĐ/TU"), None);
    }
}
