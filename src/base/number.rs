//! Numbers of documents, `393-QĐ/TU`, as printed and as compared.

use std::fmt;

use crate::base::fingerprint::Fingerprint;
use crate::base::fold::{fold, is_dash, looks_like};
use crate::base::slug::slug;

/// The number and symbol of a document (số ký hiệu).
///
/// Party form `393-QĐ/TU`, state form `30/2020/NĐ-CP` and `80/QĐ-UBND`, laws `45/2019/QH14`, old
/// `31-QĐ-TW` and `24/QĐ`, letters `5973/UBND-KT` (Hướng dẫn 36-HD/VPTW; Nghị định 30/2020/NĐ-CP).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocNumber {
    printed: Box<str>,
    folded: Box<str>,
    /// The byte of `printed` at which the symbols begin.
    symbols: usize,
    year: Option<i16>,
    /// Whether no other document has it.
    is_unique: bool,
    /// The fingerprints of `folded` and of `printed`.
    keys: [Fingerprint; 2],
}

impl DocNumber {
    /// Parses a number, with any blanks and dashes inside; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let printed = canonical(text);
        let digits = printed.find(|letter: char| !letter.is_ascii_digit())?;
        if digits == 0 || digits > 6 {
            return None;
        }
        let digits = digits + further_ordinal(&printed[digits..]);
        let (ordinal, rest) = printed.split_at(digits);
        let suffix_end = rest.find(['-', '/'])?;
        let (suffix, rest) = rest.split_at(suffix_end);
        if suffix.chars().count() > 1 || !suffix.chars().all(char::is_alphabetic) {
            return None;
        }
        let first = rest[1..].split(['-', '/']).next()?;
        let year = first.parse().ok();
        let year = year.filter(|year| rest.starts_with('/') && (1900..2100).contains(year));
        let symbols = match year {
            Some(_) => rest.get(1 + first.len() + 1..)?,
            None => &rest[1..],
        };
        let mut previous = "";
        let all_symbols = symbols.split(['-', '/']).all(|part| {
            let is_right = is_symbol(part) || is_series(previous, part);
            previous = part;
            is_right
        });
        if !all_symbols {
            return None;
        }
        let folded = fold_parts((ordinal, suffix), year, symbols);
        let symbols = printed.len() - symbols.len();
        Some(DocNumber::new(printed, folded, symbols, year))
    }

    /// Makes a number with a year instead of its symbol: `Luật 54/2024`.
    pub fn of_year(ordinal: &str, year: i16) -> Option<Self> {
        let (first, further) = ordinal.split_once('.').unwrap_or((ordinal, ""));
        let is_valid = |digits: &str| digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let printed = format!("{ordinal}/{year}");
        let symbols = printed.len();
        let folded = || fold_parts((ordinal, ""), Some(year), "");
        let is_number = !first.is_empty() && is_valid(first) && is_valid(further);
        is_number.then(|| DocNumber::new(printed, folded(), symbols, Some(year)))
    }

    /// Makes a number without a symbol, as decrees of the first years have it: `Nghị định số 359, ngày 9-9-1946`.
    pub fn bare(digits: &str) -> Option<Self> {
        let number = digits.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        let suffix = &digits[number.len()..];
        let is_valid = (1..=6).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        let folded = || fold_parts((number, suffix), None, "");
        (is_valid && suffix.len() <= 1).then(|| DocNumber::new(digits.to_owned(), folded(), digits.len(), None))
    }

    fn new(printed: String, folded: String, symbols: usize, year: Option<i16>) -> Self {
        let is_unique = year.is_some() && split_symbols(&printed[symbols..]).any(is_national_symbol);
        DocNumber {
            is_unique,
            keys: [Fingerprint::of(&folded), Fingerprint::of(&printed)],
            printed: printed.into(),
            folded: folded.into(),
            symbols,
            year,
        }
    }

    /// The fingerprint of [`DocNumber::folded`].
    pub fn key(&self) -> Fingerprint {
        self.keys[0]
    }

    /// The fingerprint of [`DocNumber::printed`].
    pub fn printed_key(&self) -> Fingerprint {
        self.keys[1]
    }

    /// The canonical printed form: no blanks, plain hyphens, leading zeros kept.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// The form that is compared: folded, no leading zeros, one separator. `4-da-tu` for `04–ĐA/TU`.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The address part: `01-ctr-bdvtu`.
    pub fn slug(&self) -> String {
        slug(&self.printed)
    }

    /// The symbols after the ordinal and the year: `QĐ`, `TU`.
    pub fn symbols(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        split_symbols(&self.printed[self.symbols..])
    }

    /// Returns whether it is an ordinal alone.
    pub fn is_bare(&self) -> bool {
        self.symbols == self.printed.len()
    }

    /// Returns the number in the form of its issuer's system, where it is printed in the form of the other: the Party
    /// writes `393-QĐ/TU`, the state `80/QĐ-UBND` (Hướng dẫn 36-HD/VPTW; Nghị định 30/2020/NĐ-CP). `None` where it is
    /// right, or where the symbol belongs to neither system.
    pub fn in_its_system(&self) -> Option<String> {
        let symbols: Vec<&str> = self.symbols().collect();
        let [kind @ .., issuer] = symbols.as_slice() else {
            return None;
        };
        if kind.is_empty() || self.year.is_some() {
            return None;
        }
        let ordinal = &self.printed[..self.printed.find(['-', '/'])?];
        let signs = if is_party_symbol(issuer) {
            ['-', '/']
        } else if is_state_symbol(issuer) {
            ['/', '-']
        } else {
            return None;
        };
        let right = format!("{ordinal}{}{}{}{issuer}", signs[0], kind.join("-"), signs[1]);
        // `31-QĐ-TW` is a form of its own, older than either.
        let is_old = self.printed.matches('-').count() == symbols.len();
        (*right != *self.printed && !is_old).then_some(right)
    }

    /// Returns whether it identifies a document alone: it has a year, and its symbol is that of a body of which there is
    /// one (`63/2025/QH15`, `35/2025/NĐ-CP`). Numbers of the Party begin again with each term, and each province has a
    /// `12/2020/QĐ-UBND`.
    pub fn is_unique(&self) -> bool {
        self.is_unique
    }

    /// Returns whether it is that of a committee of the Party or of one of its offices, whose numbers begin again with
    /// each term rather than with each year.
    pub(crate) fn is_of_party(&self) -> bool {
        self.year.is_none() && self.symbols().next_back().is_some_and(is_party_symbol)
    }

    /// The year inside a state number (`30/2020/NĐ-CP`).
    pub fn year(&self) -> Option<i16> {
        self.year
    }
}

impl fmt::Display for DocNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

/// Returns whether a symbol is that of a committee of the Party or of one of its offices and commissions: `TW`, `TU`, `HU`, `VPTW`, `BDVTU`.
fn is_party_symbol(symbol: &str) -> bool {
    ["TW", "TU", "HU", "ĐU", "ThU"].iter().any(|end| symbol.ends_with(end))
}

/// Returns whether a symbol is that of a state organ that signs in its own name.
fn is_state_symbol(symbol: &str) -> bool {
    matches!(symbol, "UBND" | "HĐND" | "CP" | "TTg" | "VPCP")
}

/// Returns whether a symbol is that of a national body or of what only national bodies issue.
fn is_national_symbol(symbol: &str) -> bool {
    let numbered = |name: &str| {
        let term = symbol.strip_prefix(name);
        term.is_some_and(|term| term.bytes().all(|letter| letter.is_ascii_digit()))
    };
    NATIONAL_SYMBOLS.contains(&symbol) || ["QH", "UBTVQH", "HĐNN"].into_iter().any(numbered)
}

/// Symbols of national bodies, and of the circulars of ministers.
const NATIONAL_SYMBOLS: [&str; 56] = [
    "CP", "TTg", "HĐBT", "CTN", "HĐTP", "VPCP", "TT", "TTLT", "TTLN", "TTCP", "KTNN", "NHNN", "VKSTC", "VKSNDTC",
    "TANDTC", "UBDT", "BCA", "BCN", "BCT", "BDTTG", "BGDĐT", "BGD&ĐT", "BGD", "BGTVT", "BKH", "BKHCN", "BKH&CN",
    "BKHĐT", "BKH&ĐT", "BLĐTBXH", "BNG", "BNN", "BNNMT", "BNNPTNT", "BNN&PTNT", "BNV", "BQP", "BTC", "BTM", "BTNMT",
    "BTP", "BTS", "BTTTT", "BTTT", "BVHTT", "BVHTTDL", "BXD", "BYT", "BBCVT", "BNgG", "BTL", "BĐG", "TLĐ", "UBTVQH",
    "HĐCP", "BVHTT&DL",
];

fn canonical(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in super::fold::nfc(text).chars() {
        match letter {
            letter if letter.is_whitespace() || matches!(letter, '\u{ad}' | '\u{200b}') => {}
            letter if is_dash(letter) => out.push('-'),
            'Ð' | 'Ɖ' => out.push('Đ'),
            'ƣ' => out.push('ư'),
            'Ƣ' => out.push('Ư'),
            letter => out.push(looks_like(letter).unwrap_or(letter)),
        }
    }
    // `TƯ` is an older spelling of `TW` (Trung ương) and must not fold into `TU` (Tỉnh ủy).
    match out.contains(['Ư', '.']) {
        true => out.replace("T.Ư", "TW").replace("T.W", "TW").replace("TƯ", "TW"),
        false => out,
    }
}

/// Returns the length of a second ordinal after a point, with which the Government numbers what follows from one law
/// (`66.16/2026/NQ-CP`).
fn further_ordinal(rest: &str) -> usize {
    let further = rest.strip_prefix('.').unwrap_or("");
    let after = further.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let has_year = after.starts_with("/19") || after.starts_with("/20");
    match further.len() - after.len() {
        digits @ 1..=2 if has_year => digits + 1,
        _ => 0,
    }
}

fn is_symbol(part: &str) -> bool {
    let mut letters = part.chars();
    let starts_well = letters.next().is_some_and(char::is_alphabetic);
    // `TTLT-BTC-BKH&ĐT`: ministries with two names.
    starts_well
        && part.ends_with(char::is_alphanumeric)
        && letters.all(|letter| letter.is_alphanumeric() || matches!(letter, '&' | '.'))
        && part.chars().count() <= 24
}

/// Returns whether a part is the series of a decree of the first years: `102-SL/L-004`.
fn is_series(previous: &str, part: &str) -> bool {
    previous == "L" && part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Splits the symbols; an ordinal alone has none.
fn split_symbols(symbols: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    symbols.split(['-', '/']).filter(|symbol| !symbol.is_empty())
}

fn fold_parts((ordinal, suffix): (&str, &str), year: Option<i16>, symbols: &str) -> String {
    let ordinal = match ordinal.trim_start_matches('0') {
        "" => "0",
        significant => significant,
    };
    let first = [ordinal, &fold(suffix)].concat();
    let year = year.map(|year| year.to_string());
    let parts = std::iter::once(first).chain(year);
    parts
        .chain(split_symbols(symbols).map(fold))
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::DocNumber;

    fn number(text: &str) -> DocNumber {
        DocNumber::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
    }

    #[test]
    fn compares_spellings() {
        for text in ["04-ĐA/TU", "04 – ĐA/TU", "4 -ĐA/TU", "04-Ða / TU", "04-ĐA/TU"] {
            assert_eq!(number(text).folded(), "4-da-tu", "{text}");
        }
        assert_eq!(number("62-KL/TƯ").folded(), number("62-KL/TW").folded());
        assert_ne!(number("62-KL/TU").folded(), number("62-KL/TW").folded());
        assert_eq!(number("393 -QĐ/TU").printed(), "393-QĐ/TU");
    }

    #[test]
    fn parses_every_form() {
        let forms = "30/2020/NĐ-CP 80/QĐ-UBND 45/2019/QH14 31-QĐ-TW 24/QĐ 5973/UBND-KT 12a/KH-UBND 66.16/2026/NQ-CP \
                     19/2012/TTLT-BTC-BKH&ĐT-BTTTT 10-LCT/HĐNN7";
        for text in forms.split(' ') {
            assert_eq!(number(text).printed(), text);
        }
        assert_eq!(number("30/2020/NĐ-CP").year(), Some(2020));
        assert_eq!(number("10-LCT/HĐNN7").year(), None);
        assert!(number("63/2025/QH15").is_unique() && number("48/2013/TT-BTC").is_unique());
        assert!(!number("12/2020/QĐ-UBND").is_unique() && !number("393-QĐ/TU").is_unique());
        assert!(number("30/2020/NĐ-CP").symbols().eq(["NĐ", "CP"]));
        assert!(DocNumber::bare("359").is_some_and(|number| number.is_bare() && number.symbols().next().is_none()));
    }

    #[test]
    fn returns_the_form_of_the_issuers_system() {
        for (text, right) in [
            ("393/QĐ-TU", Some("393-QĐ/TU")),
            ("05/QĐ/TW", Some("05-QĐ/TW")),
            ("80-QĐ/UBND", Some("80/QĐ-UBND")),
            ("393-QĐ/TU", None),
            ("80/QĐ-UBND", None),
            ("31-QĐ-TW", None),
            ("30/2020/NĐ-CP", None),
            ("5973/UBND-KT", None),
            ("24/QĐ", None),
        ] {
            assert_eq!(number(text).in_its_system().as_deref(), right, "{text}");
        }
    }

    #[test]
    fn refuses_dates_amounts_and_ratios() {
        let amounts = "27/6/2011 2011-2015 3/4 0208-3855.123 10";
        let parts = "QĐ/TU 1234567-QĐ/TU 30/2020 30/2020/ 30/2020//CP 12- 12/ 12-QĐ/";
        for text in amounts.split(' ').chain(parts.split(' ')) {
            assert!(DocNumber::parse(text).is_none(), "{text}");
        }
    }
}
