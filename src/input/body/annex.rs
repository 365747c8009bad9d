//! Recognizes the beginning of a text that is attached to a document: `PHỤ LỤC II`, `QUY CHẾ` issued with a decision.
//!
//! Numbers begin again in it; the addresses in it begin with a name of its own.

use regex::Captures;

use crate::base::fold::fold;
use crate::base::pattern::Pattern;
use crate::base::roman::canonical_roman;
use crate::input::body::label::is_upper_case;

/// `Phụ lục`, alone or with its number and title: `Phụ lục số 02-A`, `PHỤ LỤC IIa. DANH MỤC`, `Phụ lục 1: Danh mục`.
static ANNEX: Pattern = Pattern::new(
    r"^(?i:phụ lục)(?:[ \u{a0}]+(?i:(?:số[ \u{a0}]+)?)((?:[IVXLC]+[a-zđ]?|[0-9]{1,3}[A-Za-zĐđ]?|[A-ZĐ])(?:[-–.][0-9]{1,2}|[-–][A-Za-zĐđ]|/[A-ZĐ]{1,4})*))?(?:\s*([-–:.]))?(?:\s+(\S.*))?$",
);

/// The number of a form: `Mẫu số 01`, `BIỂU MẪU SỐ 2. ĐƠN XIN`.
static FORM: Pattern = Pattern::new(
    r"^(?i:biểu mẫu|mẫu|biểu)[ \u{a0}]+(?i:số)[ \u{a0}]+((?:[IVXLC]+|[0-9]{1,3})[A-Za-zĐđ]?(?:[-–./][0-9A-ZĐ]{1,4})*)(?:\s*([-–:.]))?(?:\s+(\S.*))?$",
);

/// Maximum length of the name of a text that a decision issues, in bytes.
const MAX_ISSUED_LENGTH: usize = 300;

/// The first words of texts that a decision issues, in capitals. The address is made of their initials.
const ISSUED: [&str; 16] = [
    "QUY CHẾ",
    "QUY ĐỊNH",
    "QUY TRÌNH",
    "QUY HOẠCH",
    "QUY CHUẨN",
    "NỘI QUY",
    "ĐIỀU LỆ",
    "CHƯƠNG TRÌNH",
    "KẾ HOẠCH",
    "ĐỀ ÁN",
    "PHƯƠNG ÁN",
    "HƯỚNG DẪN",
    "CHIẾN LƯỢC",
    "DANH MỤC",
    "DANH SÁCH",
    "ĐỀ CƯƠNG",
];

/// The first part of the addresses in an annex that begins with these words: `pl` for `PHỤ LỤC`, `pl2` for
/// `Phụ lục II`. None where the words only mention one (`Phụ lục II kèm theo …`).
pub(crate) fn annex_address(words: &str) -> Option<String> {
    let words = words.trim();
    let taken = words.starts_with(['P', 'p']).then(|| ANNEX.captures(words)).flatten()?;
    numbered("pl", &taken)
}

/// The first part of the addresses in a form: `mau1` for `MẪU SỐ 01`.
pub(crate) fn form_address(words: &str) -> Option<String> {
    let words = words.trim();
    let taken = words.starts_with(['M', 'B']).then(|| FORM.captures(words)).flatten()?;
    numbered("mau", &taken)
}

/// An address of a base and the number that a pattern took; none where the words behind it are no title.
fn numbered(base: &str, taken: &Captures<'_>) -> Option<String> {
    let title = taken.get(3).map_or("", |title| title.as_str());
    let is_named = taken.get(2).is_some() && title.starts_with(char::is_uppercase) && !title.ends_with(['.', ';', ',']);
    let is_bracketed = title.starts_with('(') && title.ends_with(')');
    if !(title.is_empty() || is_upper_case(title) || is_named || is_bracketed) {
        return None;
    }
    let number = taken.get(1).map_or("", |number| number.as_str());
    let end = number.find(['-', '–', '.', '/']).unwrap_or(number.len());
    let (first, rest) = number.split_at(end);
    let is_figure = first.starts_with(|first: char| first.is_ascii_digit());
    let is_own = |letter: char| match is_figure {
        true => letter.is_ascii_digit(),
        false => letter.is_uppercase(),
    };
    let letter = first.trim_start_matches(is_own);
    let own = &first[..first.len() - letter.len()];
    let value = match (canonical_roman(own), own.parse::<u32>()) {
        (Some(value), _) | (None, Ok(value)) => value.to_string(),
        (None, Err(_)) => own.to_lowercase(),
    };
    let rest = rest.to_lowercase().replace(['–', '.', '/'], "-");
    Some(format!("{base}{value}{}{rest}", letter.to_lowercase()))
}

/// The first part of the addresses in a text that a decision issues, if its name is not in capitals: `Quy chế tiếp dân`.
pub(crate) fn issued_in_small_letters(words: &str) -> Option<String> {
    let is_name = words.len() < MAX_ISSUED_LENGTH && !words.ends_with(['.', ';', ':', ',']);
    let is_begin = |kind: &&&str| {
        let begin = words
            .get(..kind.len())
            .filter(|begin| begin.starts_with(char::is_uppercase));
        begin.is_some_and(|begin| begin.chars().flat_map(char::to_uppercase).eq(kind.chars()))
            && !words[kind.len()..].starts_with(char::is_alphanumeric)
    };
    let kind = ISSUED.iter().find(is_begin).filter(|_| is_name)?;
    Some(initials(kind))
}

/// The first part of the addresses in a text that a decision issues: `qc` for `QUY CHẾ LÀM VIỆC`.
pub(crate) fn issued_address(words: &str) -> Option<String> {
    let words = words.trim();
    let is_issued = |begin: &&&str| {
        let rest = words.strip_prefix(**begin);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let kind = ISSUED.iter().find(is_issued).filter(|_| is_upper_case(words))?;
    Some(initials(kind))
}

fn initials(kind: &str) -> String {
    kind.split(' ').filter_map(|word| fold(word).chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::{annex_address, form_address, issued_address};

    #[test]
    fn annexes_have_addresses_by_their_number() {
        for (words, address) in [
            ("PHỤ LỤC", Some("pl")),
            ("Phụ lục II", Some("pl2")),
            ("PHỤ LỤC SỐ 03", Some("pl3")),
            ("Phụ lục I. DANH MỤC HỒ SƠ", Some("pl1")),
            ("Phụ lục số 02-A", Some("pl2-a")),
            ("PHỤ LỤC 1A", Some("pl1a")),
            ("Phụ lục IIa", Some("pl2a")),
            ("PHỤ LỤC SỐ 3.1", Some("pl3-1")),
            ("Phụ lục 07/TD", Some("pl7-td")),
            ("Phụ lục 1: Danh mục hồ sơ", Some("pl1")),
            ("PHỤ LỤC I (Kèm theo Quyết định số 9-QĐ/TU)", Some("pl1")),
            ("PHỤ LỤC CÁC XÃ", Some("pl")),
            ("Phụ lục 1: Danh mục hồ sơ;", None),
            ("Phụ lục II kèm theo Quyết định này", None),
            ("Phụ lục này", None),
        ] {
            assert_eq!(annex_address(words).as_deref(), address, "{words}");
        }
    }

    #[test]
    fn forms_have_addresses_by_their_number() {
        for (words, address) in [
            ("MẪU SỐ 01", Some("mau1")),
            ("Mẫu số 02a. Đơn xin", Some("mau2a")),
            ("Biểu mẫu số 3", Some("mau3")),
            ("Mẫu số 01 ban hành kèm theo Quyết định này", None),
        ] {
            assert_eq!(form_address(words).as_deref(), address, "{words}");
        }
    }

    #[test]
    fn issued_texts_have_addresses_by_their_initials() {
        for (words, address) in [
            ("QUY CHẾ TIẾP DÂN", Some("qc")),
            ("ĐỀ ÁN", Some("da")),
            ("CHƯƠNG TRÌNH HÀNH ĐỘNG", Some("ct")),
            ("Quy chế tiếp dân", None),
            ("QUY CHẾT", None),
        ] {
            assert_eq!(issued_address(words).as_deref(), address, "{words}");
        }
    }
}
