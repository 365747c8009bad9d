//! Compares names of bodies by their words alone: whether two names can be those of one body.

use crate::base::fold::name_key;
use crate::base::word_list::WordList;

/// Bodies of the whole country: they do not differ in their place.
const NATIONAL: WordList = WordList("trung ương|chính phủ|quốc hội|bộ chính trị|ban bí thư|nhà nước");

/// Returns whether two names are those of bodies in two places: `xã Đông` and `xã Đống`.
pub(super) fn are_names_of_two_places(left: &str, right: &str) -> bool {
    let is_longer = is_longer_place(left, right) || is_longer_place(right, left);
    let (left, right) = (full_key(left), full_key(right));
    let is_national = |key: &str| NATIONAL.iter().any(|body| key.contains(body));
    let is_part = left.contains(&right) || right.contains(&left);
    let differ = is_longer || (!is_part && differ_in_place(&left, &right));
    differ && !is_national(&left) && !is_national(&right)
}

/// Returns whether a name is that of another with a longer place: `xã Đông Sơn` is not `xã Đông`, as `Tỉnh ủy Bắc Kạn` may be
/// `Tỉnh ủy`.
fn is_longer_place(long: &str, short: &str) -> bool {
    let rest = long.strip_prefix(short).and_then(|rest| rest.strip_prefix(' '));
    let last = short.rsplit(' ').next().unwrap_or(short);
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
    };
    let next = rest.map_or("", |rest| rest.split(' ').next().unwrap_or(rest));
    is_name(last) && is_name(next) && !BODY_WORDS.contains(&next.to_lowercase())
}

/// Words with which the name of a superior body may begin.
const BODY_WORDS: WordList = WordList("tỉnh|thành|huyện|đảng|trung|xã|phường|quận|thị|khối|ban|hội|khóa|khoá|nhiệm");

/// The key of a name without abbreviations.
fn full_key(name: &str) -> String {
    let key = name_key(name);
    match ABBREVIATIONS.iter().find(|(short, _)| key.starts_with(short)) {
        Some((short, long)) => format!("{long}{}", &key[short.len()..]),
        None => key,
    }
}

/// Abbreviated names of local bodies.
const ABBREVIATIONS: [(&str, &str); 3] = [
    ("ubnd ", "ủy ban nhân dân "),
    ("hđnd ", "hội đồng nhân dân "),
    ("ubmttq ", "ủy ban mặt trận tổ quốc "),
];

/// Returns whether two names are those of similar bodies in two places: alike in their first words, then different to
/// the end.
pub(super) fn differ_in_place(left: &str, right: &str) -> bool {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    let pairs = left.iter().zip(&right);
    let alike = pairs.take_while(|(left, right)| left == right).count();
    alike >= 2 && alike < left.len() && alike < right.len()
}

#[cfg(test)]
mod tests {
    use super::are_names_of_two_places;

    #[test]
    fn bodies_of_two_places_are_told_apart_by_their_names() {
        for (left, right) in [
            ("Ủy ban nhân dân xã Đông", "Ủy ban nhân dân xã Đống"),
            ("Ủy ban nhân dân xã Đông", "Ủy ban nhân dân xã Đông Sơn"),
            ("UBND xã Đông", "Ủy ban nhân dân xã Tây"),
            ("Tỉnh ủy Bắc Kạn", "Tỉnh ủy Thái Nguyên"),
            ("Ủy ban nhân dân tỉnh Bắc Kạn", "Ủy ban nhân dân thành phố Thái Nguyên"),
        ] {
            assert!(are_names_of_two_places(left, right), "{left}, {right}");
            assert!(are_names_of_two_places(right, left), "{right}, {left}");
        }
        for (left, right) in [
            ("Tỉnh ủy", "Tỉnh ủy Bắc Kạn"),
            ("UBND xã Đông", "Ủy ban nhân dân xã Đông"),
            ("Uỷ ban nhân dân xã Đông", "Ủy ban nhân dân xã Đông"),
            ("Ban Bí thư khóa X", "Ban Bí thư Trung ương Đảng"),
            ("Tỉnh ủy Thái Nguyên", "Tỉnh ủy Thái Nguyên khóa XVIII"),
            ("Ban Dân vận", "Ban Dân vận Tỉnh ủy"),
        ] {
            assert!(!are_names_of_two_places(left, right), "{left}, {right}");
        }
    }
}
