//! Recognizes the beginning of a text that is attached to a document: `PHỤ LỤC II`, `QUY CHẾ` issued with a decision.
//!
//! Numbers begin again in it; the addresses in it begin with a name of its own.

use crate::base::fold::fold;
use crate::base::pattern::Pattern;
use crate::base::roman::canonical_roman;
use crate::input::body::label_parser::is_upper_case;

/// `Phụ lục`, alone or with its number.
static ANNEX: Pattern = Pattern::new(
    r"^(?i:phụ lục)(?:[ \u{a0}]+(?i:(?:số[ \u{a0}]+)?)([IVXLC]+|[0-9]{1,3}|[A-ZĐ]))?[.:]?(?:[\s\u{a0}]*[-–:.]?[\s\u{a0}]+(\S.*))?$",
);

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
    let title = taken.get(2).map_or("", |title| title.as_str());
    if !title.is_empty() && !is_upper_case(title) {
        return None;
    }
    let number = taken.get(1).map_or("", |number| number.as_str());
    let number = match (canonical_roman(number), number.parse::<u32>()) {
        (Some(value), _) | (None, Ok(value)) => value.to_string(),
        (None, Err(_)) => number.to_lowercase(),
    };
    Some(format!("pl{number}"))
}

/// The first part of the addresses in a text that a decision issues: `qc` for `QUY CHẾ LÀM VIỆC`.
pub(crate) fn issued_address(words: &str) -> Option<String> {
    let words = words.trim();
    let is_issued = |begin: &&&str| {
        let rest = words.strip_prefix(**begin);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let kind = ISSUED.iter().find(is_issued).filter(|_| is_upper_case(words))?;
    Some(kind.split(' ').filter_map(|word| fold(word).chars().next()).collect())
}

#[cfg(test)]
mod tests {
    use super::{annex_address, issued_address};

    #[test]
    fn annexes_have_addresses_by_their_number() {
        for (words, address) in [
            ("PHỤ LỤC", Some("pl")),
            ("Phụ lục II", Some("pl2")),
            ("PHỤ LỤC SỐ 03", Some("pl3")),
            ("Phụ lục I. DANH MỤC HỒ SƠ", Some("pl1")),
            ("Phụ lục II kèm theo Quyết định này", None),
            ("Phụ lục này", None),
        ] {
            assert_eq!(annex_address(words).as_deref(), address, "{words}");
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
