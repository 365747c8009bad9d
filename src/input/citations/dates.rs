//! Reads dates as texts write them: in figures, in words, with Roman months, as month or year alone.
//!
//! Takes normalized text; what the date belongs to, `date_context` decides.

use crate::base::date::PartialDate;
use crate::base::roman::roman_value;

/// A date at the beginning of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WrittenDate {
    /// The date; `None` if no calendar has it.
    pub(crate) date: Option<PartialDate>,
    /// The length of its words.
    pub(crate) length: usize,
}

/// The numbers of a date: year, month, day.
type Numbers = (i16, Option<i16>, Option<i16>);

/// Reads the date at the beginning of `words`. `follows_ngay`: `ngày` is before it, so that a year of two figures is
/// one.
pub(crate) fn written_date(words: &str, follows_ngay: bool) -> Option<WrittenDate> {
    let first = words.chars().next()?;
    if !first.is_alphanumeric() {
        return None;
    }
    let in_figures = || first.is_ascii_digit().then(|| figures(words, follows_ngay)).flatten();
    let read = [iso(words), in_figures(), in_words(words), month(words), year(words)];
    let ((year, month, day), length) = read.into_iter().flatten().next()?;
    let is_cut = words[length..].starts_with(|next: char| next.is_ascii_digit());
    (!is_cut).then(|| WrittenDate {
        date: PartialDate::from_numbers(year, month, day).ok(),
        length,
    })
}

/// `2008-08-05`
fn iso(words: &str) -> Option<(Numbers, usize)> {
    let mut reader = Reader::of(words);
    let year = reader.digits(4..=4)?;
    reader.sign("-")?;
    let month = reader.digits(2..=2)?;
    reader.sign("-")?;
    let day = reader.digits(2..=2)?;
    Some(((year, Some(month), Some(day)), reader.at))
}

/// `15/3/2012`, `15-3-2012`, `15.3.2012`, `15/III/2012`, `15/3/12`
fn figures(words: &str, follows_ngay: bool) -> Option<(Numbers, usize)> {
    let mut reader = Reader::of(words);
    let day = reader.digits(1..=2)?;
    reader.separator()?;
    let month = reader.digits(1..=2).or_else(|| reader.roman())?;
    reader.separator()?;
    let year = reader.year(follows_ngay)?;
    Some(((year, Some(month), Some(day)), reader.at))
}

/// `15 tháng 3 năm 2012`, `mười lăm tháng ba năm 2012`, `15 tháng 3/2012`
fn in_words(words: &str) -> Option<(Numbers, usize)> {
    let mut reader = Reader::of(words);
    if reader.word("mồng").or_else(|| reader.word("mùng")).is_some() {
        reader.blanks();
    }
    let day = reader.digits(1..=2).or_else(|| reader.spoken())?;
    reader.blanks();
    let (month, year) = reader.month_and_year()?;
    Some(((year, Some(month), Some(day)), reader.at))
}

/// `tháng 3 năm 2012`, `tháng 3/2012`, `tháng ba năm 2012`
fn month(words: &str) -> Option<(Numbers, usize)> {
    let mut reader = Reader::of(words);
    let (month, year) = reader.month_and_year()?;
    Some(((year, Some(month), None), reader.at))
}

/// `năm 2012`
fn year(words: &str) -> Option<(Numbers, usize)> {
    let mut reader = Reader::of(words);
    reader.word("năm")?;
    reader.blanks();
    let year = reader.digits(4..=4)?;
    Some(((year, None, None), reader.at))
}

/// `(2008)`, `(8/2008)`: month or year alone in brackets.
pub(crate) fn in_brackets(words: &str) -> Option<WrittenDate> {
    let inside = words.strip_prefix('(')?;
    let mut reader = Reader::of(inside);
    let (year, month) = match reader.digits(4..=4) {
        Some(year) => (year, None),
        None => {
            let month = reader.digits(1..=2)?;
            reader.sign("/").or_else(|| reader.sign("-"))?;
            (reader.digits(4..=4)?, Some(month))
        }
    };
    let is_year = (1900..2100).contains(&year) && inside[reader.at..].starts_with(')');
    is_year.then(|| WrittenDate {
        date: PartialDate::from_numbers(year, month, None).ok(),
        length: reader.at + 2,
    })
}

/// Numbers in words, by the last syllable; `năm` is a year behind `mười`.
const SPOKEN: [(&str, i16); 15] = [
    ("giêng", 1),
    ("một", 1),
    ("mốt", 1),
    ("hai", 2),
    ("ba", 3),
    ("bốn", 4),
    ("tư", 4),
    ("năm", 5),
    ("lăm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
    ("chạp", 12),
];

/// Reads the parts of a date one after the other; a part that is not there moves nothing.
struct Reader<'t> {
    words: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn of(words: &'t str) -> Self {
        Reader { words, at: 0 }
    }

    fn rest(&self) -> &'t str {
        &self.words[self.at..]
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
    }

    fn sign(&mut self, sign: &str) -> Option<()> {
        self.rest().strip_prefix(sign)?;
        self.at += sign.len();
        Some(())
    }

    /// A number of this many digits.
    fn digits(&mut self, count: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let digits = self.rest().bytes().take(5).take_while(u8::is_ascii_digit).count();
        let number = count
            .contains(&digits)
            .then(|| self.rest()[..digits].parse().ok())
            .flatten()?;
        self.at += digits;
        Some(number)
    }

    /// A year of four digits, or of two where that is allowed.
    fn year(&mut self, may_be_short: bool) -> Option<i16> {
        if let Some(year) = self.digits(4..=4) {
            return Some(year);
        }
        let year = may_be_short.then(|| self.digits(2..=2)).flatten()?;
        Some(if year < FIRST_SHORT_YEAR {
            2000 + year
        } else {
            1900 + year
        })
    }

    /// `/`, `-` or `.`, with a blank at either side.
    fn separator(&mut self) -> Option<()> {
        let rest = self.rest();
        let signs = rest.strip_prefix(' ').unwrap_or(rest);
        let behind = match signs.strip_prefix(['-', '.']) {
            Some(behind) => behind,
            None => Some(signs.trim_start_matches('/')).filter(|behind| behind.len() < signs.len())?,
        };
        self.at = self.words.len() - behind.strip_prefix(' ').unwrap_or(behind).len();
        Some(())
    }

    /// A word in any case.
    fn word(&mut self, word: &str) -> Option<()> {
        let mut letters = self.rest().chars();
        for expected in word.chars() {
            letters.next()?.to_lowercase().eq([expected]).then_some(())?;
        }
        self.at = self.words.len() - letters.as_str().len();
        Some(())
    }

    /// A Roman month.
    fn roman(&mut self) -> Option<i16> {
        let length = self.rest().bytes().take_while(|byte| b"IVX".contains(byte)).count();
        let value = roman_value(&self.rest()[..length]).filter(|value| (1..=12).contains(value))?;
        self.at += length;
        i16::try_from(value).ok()
    }

    /// A number in words up to 39.
    fn spoken(&mut self) -> Option<i16> {
        let (first, mut end) = syllable(self.words, self.at)?;
        let mut number = spoken_value(&first)?;
        let mut next = syllable(self.words, end + 1);
        if let Some((_, after)) = next.take_if(|(tens, _)| tens == "mươi") {
            (number, end) = (number * 10, after);
            next = syllable(self.words, end + 1);
        }
        let unit = next.filter(|(unit, _)| number >= 10 && unit != "năm");
        if let Some((value, after)) = unit.and_then(|(unit, after)| Some((spoken_value(&unit)?, after)))
            && value < 10
        {
            (number, end) = (number + value, after);
        }
        self.at = end;
        Some(number)
    }

    /// `tháng 3 năm 2012`, `tháng 3/2012`
    fn month_and_year(&mut self) -> Option<(i16, i16)> {
        self.word("tháng")?;
        self.blanks();
        let month = self.digits(1..=2).or_else(|| self.roman()).or_else(|| self.spoken())?;
        if self.separator().is_none() {
            self.sign(",");
            self.blanks();
            self.word("năm")?;
            self.blanks();
        }
        Some((month, self.digits(4..=4)?))
    }
}

/// The syllable at a byte in lower case, and its end.
fn syllable(words: &str, at: usize) -> Option<(String, usize)> {
    let rest = words.get(at..)?;
    let length = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
    (length > 0).then(|| (rest[..length].to_lowercase(), at + length))
}

fn spoken_value(syllable: &str) -> Option<i16> {
    let found = SPOKEN.iter().find(|(name, _)| *name == syllable);
    found.map(|(_, value)| *value)
}

/// Years of two figures from this one on are of the last century.
const FIRST_SHORT_YEAR: i16 = 45;

#[cfg(test)]
mod tests {
    use super::written_date;

    #[test]
    fn one_date_has_many_spellings() {
        for text in [
            "15/3/2012",
            "15-3-2012",
            "15.03.2012",
            "15//3/2012",
            "15 - 3 - 2012",
            "15/III/2012",
            "15/3/12",
            "15 tháng 3 năm 2012",
            "15 tháng 3, năm 2012",
            "15 THÁNG 3 NĂM 2012",
            "15 tháng ba năm 2012",
            "15 tháng Ba năm 2012",
            "mười lăm tháng ba năm 2012",
            "15 tháng 3/2012",
            "2012-03-15",
        ] {
            let found = written_date(text, true).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                found.date.map(|date| date.iso()).as_deref(),
                Some("2012-03-15"),
                "{text}"
            );
            assert_eq!(found.length, text.len(), "{text}");
        }
        let iso = |text: &str| Some(written_date(text, false)?.date?.iso());
        assert_eq!(iso("mồng năm tháng tám năm 2008").as_deref(), Some("2008-08-05"));
        assert_eq!(
            iso("ba mươi mốt tháng mười hai năm 2008").as_deref(),
            Some("2008-12-31")
        );
        assert_eq!(iso("tháng mười năm 2008").as_deref(), Some("2008-10"));
        assert_eq!(iso("tháng 3/2012").as_deref(), Some("2012-03"));
        assert_eq!(iso("năm 2012").as_deref(), Some("2012"));
        assert_eq!(iso("15/3/12"), None);
        assert_eq!(iso("15/3/20123"), None);
        assert_eq!(written_date("31/2/2012", false).map(|found| found.date), Some(None));
    }
}
