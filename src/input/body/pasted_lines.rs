//! Recognizes lines of a printed document that are fields of the head: each alone, or by the lines before it.

use std::ops::RangeInclusive;

use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::base::pattern::Pattern;
use crate::base::slug::field_key;
use crate::base::word_list::WordList;
use crate::input::front_matter::fields::FieldId;

/// What a line of a pasted head is, with the value of its field where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PastedLine {
    /// A line that the page prints by itself: quốc hiệu, tiêu ngữ, tiêu đề of the Party; the system whose bodies have it.
    Printed(&'static str),
    /// `Số 393-QĐ/TU`; no value where the number is left open.
    Number(Option<String>),
    /// `Thái Nguyên, ngày 29 tháng 8 năm 2011`.
    PlaceAndDate(String, String),
    /// `Nơi nhận:`
    Recipients,
    /// `T/M BAN THƯỜNG VỤ`
    SigningForm,
    /// `PHÓ BÍ THƯ`
    Role,
}

impl PastedLine {
    /// The system whose bodies print the line, as `hệ thống` names it; empty for a line of either.
    pub(crate) fn system(&self) -> &'static str {
        match self {
            PastedLine::Printed(system) => system,
            PastedLine::Number(_)
            | PastedLine::PlaceAndDate(..)
            | PastedLine::Recipients
            | PastedLine::SigningForm
            | PastedLine::Role => "",
        }
    }

    /// The field that holds the line; `None` if the page prints it by itself.
    pub(crate) fn field(&self) -> Option<FieldId> {
        match self {
            PastedLine::Printed(_) => None,
            PastedLine::Number(_) => Some(FieldId::Number),
            PastedLine::PlaceAndDate(..) => Some(FieldId::Place),
            PastedLine::Recipients => Some(FieldId::Recipients),
            PastedLine::SigningForm => Some(FieldId::SigningForm),
            PastedLine::Role => Some(FieldId::SignerRole),
        }
    }
}

/// Lines of a letterhead that the page prints by itself, folded.
const PRINTED_BY_PAGE: WordList =
    WordList("dang-cong-san-viet-nam|cong-hoa-xa-hoi-chu-nghia-viet-nam|doc-lap-tu-do-hanh-phuc");

/// Beginnings of the lines above a signature (thể thức đề ký), folded.
const SIGNING_FORMS: [&str; 10] = ["t-m", "tm", "k-t", "kt", "t-l", "tl", "t-u-q", "tuq", "q", "quyen"];

static NUMBER: Pattern = Pattern::new(r"^(?i:số)\s*:?\s*([0-9]+[\w\s]*[-/–][-/–\w\s]+)$");
static PLACE_AND_DATE: Pattern =
    Pattern::new(r"^(\p{Lu}[\p{L}\s]+),\s*(ngày\s+[0-9]+\s+tháng\s+[0-9]+\s+năm\s+[0-9]{4})$");
static RECIPIENTS: Pattern = Pattern::new(r"^(?i:nơi nhận)\s*:?$");
static ROLE: Pattern = Pattern::new(r"^(?:TRƯỞNG BAN|Trưởng ban|BÍ THƯ|PHÓ BÍ THƯ|CHỦ TỊCH)$");

/// The lengths of a number behind its first sign, and of a place, in letters.
const NUMBER_LETTERS: RangeInclusive<usize> = 5..=32;
const PLACE_LETTERS: RangeInclusive<usize> = 3..=31;

/// Recognizes a line that is a part of a head wherever it stands.
pub(crate) fn pasted_line(line: &str) -> Option<PastedLine> {
    // No letter is longer than four bytes.
    if line.is_empty() || line.len() > 4 * 60 || line.chars().count() > 60 {
        return None;
    }
    let first = line.chars().find(|letter| letter.is_alphanumeric())?;
    if "ĐđDdÐðƉɖCc".contains(first) && PRINTED_BY_PAGE.contains(&field_key(line)) {
        let is_party = field_key(line).starts_with("dang");
        return Some(PastedLine::Printed(if is_party { "đảng" } else { "nhà nước" }));
    }
    let is_of = |group: &str, lengths: &RangeInclusive<usize>| lengths.contains(&group.chars().count());
    if matches!(first, 's' | 'S')
        && let Some(number) = NUMBER.captures(line).and_then(|found| found.get(1))
        && is_of(number.as_str(), &NUMBER_LETTERS)
    {
        let number = DocNumber::parse(number.as_str());
        return Some(PastedLine::Number(number.map(|number| number.to_string())));
    }
    if line.contains(',')
        && line.contains("ngày")
        && let Some(found) = PLACE_AND_DATE.captures(line)
        && let (Some(place), Some(date)) = (found.get(1), found.get(2))
        && is_of(place.as_str(), &PLACE_LETTERS)
    {
        let date = PartialDate::parse(date.as_str()).map_or_else(|_| date.as_str().to_owned(), |date| date.to_string());
        return Some(PastedLine::PlaceAndDate(place.as_str().to_owned(), date));
    }
    if matches!(first, 'n' | 'N') && RECIPIENTS.is_match(line) {
        return Some(PastedLine::Recipients);
    }
    if matches!(first, 'T' | 'B' | 'P' | 'C') && ROLE.is_match(line) {
        return Some(PastedLine::Role);
    }
    is_signing_form(line).then_some(PastedLine::SigningForm)
}

/// Returns whether a line is a form of signing. The sign belongs to the form (`T/M`, `TM.`): `TL - ĐĐ: 1/500` is a scale
/// and a place.
fn is_signing_form(line: &str) -> bool {
    let form = line.split_whitespace().next().unwrap_or("");
    if !form.contains(['/', '.']) || line.chars().any(char::is_lowercase) {
        return false;
    }
    let key = field_key(line);
    let signs = |form: &str| key.strip_prefix(form).is_some_and(|rest| rest.starts_with('-'));
    SIGNING_FORMS.iter().any(|form| signs(form))
}

/// Beginnings of the posts of signers, in capitals.
const ROLES: WordList = WordList(
    "BÍ THƯ|PHÓ BÍ THƯ|TRƯỞNG BAN|PHÓ TRƯỞNG BAN|CHỦ TỊCH|PHÓ CHỦ TỊCH|CHÁNH VĂN PHÒNG|PHÓ CHÁNH VĂN PHÒNG|\
     ỦY VIÊN|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|TỔNG BÍ THƯ|THƯỜNG TRỰC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|PHÓ THỦ TƯỚNG|CHỦ NHIỆM|\
     PHÓ CHỦ NHIỆM|VỤ TRƯỞNG|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG",
);

/// Returns whether a line near a signature is the post of the signer.
pub(crate) fn is_role(line: &str) -> bool {
    is_in_capitals(line) && ROLES.begin(line)
}

/// Returns whether a line below a post may be the signer: two to six words, each with a capital letter at its beginning
/// alone.
pub(crate) fn is_name(line: &str) -> bool {
    let is_word = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.clone().count() < 8 && letters.all(char::is_lowercase)
    };
    let words = line.split(' ');
    (2..=6).contains(&words.clone().count()) && words.into_iter().all(is_word)
}

/// Returns whether a line has letters, and none of them in lower case.
pub(crate) fn is_in_capitals(line: &str) -> bool {
    line.contains(char::is_alphabetic) && !line.contains(char::is_lowercase)
}

/// Returns whether a line is a rule as documents print it below an issuer or a title.
pub(crate) fn is_rule(line: &str) -> bool {
    line.chars().all(|letter| "-–—_*=~. ".contains(letter))
}

/// The bodies that issue documents, in capitals as letterheads print them, and as sentences write them. Behind those of
/// the second list only a place follows, so that the spelling of the whole is certain.
const COMMITTEES: [(&str, &str); 9] = [
    ("TỈNH ỦY", "Tỉnh ủy"),
    ("THÀNH ỦY", "Thành ủy"),
    ("HUYỆN ỦY", "Huyện ủy"),
    ("THỊ ỦY", "Thị ủy"),
    ("ĐẢNG ỦY", "Đảng ủy"),
    ("ỦY BAN NHÂN DÂN", "Ủy ban nhân dân"),
    ("UBND", "UBND"),
    ("HỘI ĐỒNG NHÂN DÂN", "Hội đồng nhân dân"),
    ("HĐND", "HĐND"),
];
const OFFICES: [(&str, &str); 15] = [
    ("BAN CHẤP HÀNH TRUNG ƯƠNG", "Ban Chấp hành Trung ương"),
    ("BAN CHẤP HÀNH ĐẢNG BỘ", "Ban Chấp hành Đảng bộ"),
    ("BAN THƯỜNG VỤ", "Ban Thường vụ"),
    ("BAN DÂN VẬN", "Ban Dân vận"),
    ("BAN TUYÊN GIÁO", "Ban Tuyên giáo"),
    ("BAN TỔ CHỨC", "Ban Tổ chức"),
    ("BỘ CHÍNH TRỊ", "Bộ Chính trị"),
    ("BAN BÍ THƯ", "Ban Bí thư"),
    ("VĂN PHÒNG", "Văn phòng"),
    ("CHÍNH PHỦ", "Chính phủ"),
    ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
    ("QUỐC HỘI", "Quốc hội"),
    ("SỞ", "Sở"),
    ("BỘ", "Bộ"),
    ("PHÒNG", "Phòng"),
];

/// Words before the name of a place, which sentences write in lower case.
const PLACE_WORDS: WordList = WordList("tỉnh|huyện|xã|phường|quận|thành phố|thị xã|thị trấn");

/// Returns whether a line in capitals is the place of the body in the line above.
pub(crate) fn is_place(line: &str) -> bool {
    let line = line.to_lowercase();
    let is_begin = |word: &str| line.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    PLACE_WORDS.iter().any(is_begin)
}

/// An issuer in capitals as sentences write it, and whether that spelling is certain.
pub(crate) fn issuer(line: &str) -> Option<(String, bool)> {
    if !is_in_capitals(line) {
        return None;
    }
    let line = line.replace("UỶ", "ỦY");
    if let Some((committee, rest)) = body_at_start(&COMMITTEES, &line) {
        // A committee without its place continues in the next line, unless it is behind an office.
        let name = place_name(rest);
        let is_certain = !name.is_empty();
        return Some((joined(&[committee, &name]), is_certain));
    }
    let (office, rest) = body_at_start(&OFFICES, &line)?;
    match body_at_start(&COMMITTEES, rest) {
        Some((committee, rest)) => Some((joined(&[office, committee, &place_name(rest)]), true)),
        None => Some((joined(&[office, &place_name(rest)]), false)),
    }
}

/// The body that begins a line in capitals, and the rest of the line.
fn body_at_start<'t>(bodies: &[(&str, &'static str)], line: &'t str) -> Option<(&'static str, &'t str)> {
    let rest_of = |capitals: &str| {
        let rest = line.strip_prefix(capitals)?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
    };
    bodies
        .iter()
        .find_map(|(capitals, body)| Some((*body, rest_of(capitals)?)))
}

/// The name of a place in capitals as sentences write it: `tỉnh Bắc Kạn`.
fn place_name(capitals: &str) -> String {
    let lower = capitals.to_lowercase();
    let (word, name) = PLACE_WORDS
        .iter()
        .find_map(|word| Some((word, lower.strip_prefix(word)?.strip_prefix(' ')?)))
        .unwrap_or(("", &lower));
    let name: Vec<String> = name.split(' ').map(capitalized).collect();
    joined(&[word, &name.join(" ")])
}

fn joined(parts: &[&str]) -> String {
    let words: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    words.join(" ")
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_name, is_role, issuer};

    #[test]
    fn issuers_are_written_as_in_sentences() {
        for (line, value, certain) in [
            ("TỈNH ỦY BẮC KẠN", "Tỉnh ủy Bắc Kạn", true),
            ("UBND TỈNH HÀ GIANG", "UBND tỉnh Hà Giang", true),
            (
                "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI",
                "Ủy ban nhân dân thành phố Hà Nội",
                true,
            ),
            ("BAN DÂN VẬN", "Ban Dân vận", false),
            ("BAN DÂN VẬN TỈNH ỦY", "Ban Dân vận Tỉnh ủy", true),
            ("VĂN PHÒNG HĐND TỈNH HÀ GIANG", "Văn phòng HĐND tỉnh Hà Giang", true),
            ("ỦY BAN NHÂN DÂN", "Ủy ban nhân dân", false),
        ] {
            assert_eq!(issuer(line), Some((value.to_owned(), certain)), "{line}");
        }
        assert_eq!(issuer("Tỉnh ủy Bắc Kạn"), None);
        assert_eq!(issuer("CHƯƠNG I"), None);
    }

    #[test]
    fn posts_and_names_of_signers() {
        assert!(is_role("PHÓ BÍ THƯ THƯỜNG TRỰC") && !is_role("Phó Bí thư"));
        assert!(is_name("Nguyễn Văn A") && is_name("Trần Thị Thu Hà"));
        assert!(!is_name("Tỉnh ủy") && !is_name("NGUYỄN VĂN A") && !is_name("A"));
    }
}
