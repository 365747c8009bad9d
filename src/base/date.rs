//! Civil dates as official documents write them, with no more precision than written.

use std::fmt;

use jiff::civil::Date;
use regex::Match;

use crate::base::pattern::Pattern;

/// A day, a month or a year; ordered by its beginning, the less precise one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i16),
    /// Year and month (1–12).
    Month(i16, i8),
    /// A whole civil date.
    Day(Date),
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// The text has none of the forms of a date.
    Form,
    /// The form is right but no calendar has that day or month, as in 31/02/2011.
    Impossible,
}

static DAY: Pattern = Pattern::new(
    r"(?i)^(?:ngày\s*)?([0-9]{1,2})\s*(?:/+|-|\.|\s*tháng\s*)\s*([0-9]{1,2})\s*(?:/+|-|\.|\s*năm\s*)\s*([0-9]{4})$",
);
static MONTH: Pattern = Pattern::new(r"(?i)^(?:tháng\s*)?([0-9]{1,2})\s*(?:/+|-|\.|\s*năm\s*)\s*([0-9]{4})$");
static YEAR: Pattern = Pattern::new(r"(?i)^(?:năm\s*)?([0-9]{4})$");
static ISO: Pattern = Pattern::new(r"^([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?$");

impl PartialDate {
    /// Parses `29/8/2011`, `ngày 29 tháng 8 năm 2011`, `2011-08-29`, `10/2010`, `2010` and the like.
    ///
    /// # Errors
    /// [`DateError::Form`] for any other text, [`DateError::Impossible`] for a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim().trim_end_matches(['.', ',', ';']);
        if let Some(found) = ISO.captures(text) {
            return Self::from_parts(found.get(3), found.get(2), found.get(1));
        }
        if let Some(found) = DAY.captures(text) {
            return Self::from_parts(found.get(1), found.get(2), found.get(3));
        }
        if let Some(found) = MONTH.captures(text) {
            return Self::from_parts(None, found.get(1), found.get(2));
        }
        let found = YEAR.captures(text).ok_or(DateError::Form)?;
        Self::from_parts(None, None, found.get(1))
    }

    /// Makes a date from the numbers of a text that has the form of a date: year; month and year; or day, month and year.
    pub fn of_numbers(text: &str) -> Option<Self> {
        let rows = text.split(|letter: char| !letter.is_ascii_digit());
        let rows = rows.filter(|row| !row.is_empty());
        let numbers: Vec<i16> = rows.map(|row| row.parse().ok()).collect::<Option<_>>()?;
        let date = match numbers.as_slice() {
            [year] => Self::from_numbers(*year, None, None),
            [month, year] => Self::from_numbers(*year, Some(*month), None),
            [day, month, year] => Self::from_numbers(*year, Some(*month), Some(*day)),
            _ => return None,
        };
        date.ok()
    }

    /// Parses a text that has no form of a date but can mean only one date: `2011/08/29`, `29\\8\\2011`, `29, 8, 2011`.
    pub fn certain(text: &str) -> Option<Self> {
        let separators = |letter: char| letter.is_whitespace() || "/\\.-,_|".contains(letter);
        let parts: Vec<&str> = text.split(separators).filter(|part| !part.is_empty()).collect();
        let number = |part: &str| part.parse::<i16>().ok().filter(|_| part.len() <= 4);
        let numbers: Vec<i16> = parts.iter().map(|part| number(part)).collect::<Option<_>>()?;
        match (numbers.as_slice(), parts.first()?.len(), parts.last()?.len()) {
            ([year, month, day], 4, 1 | 2) | ([day, month, year], 1 | 2, 4) => {
                Self::from_numbers(*year, Some(*month), Some(*day)).ok()
            }
            ([year, month], 4, 1 | 2) | ([month, year], 1 | 2, 4) => Self::from_numbers(*year, Some(*month), None).ok(),
            _ => None,
        }
    }

    fn from_parts(
        day: Option<Match<'_>>,
        month: Option<Match<'_>>,
        year: Option<Match<'_>>,
    ) -> Result<Self, DateError> {
        let read = |part: Match<'_>| part.as_str().parse::<i16>().map_err(|_| DateError::Form);
        let year = year.map(read).transpose()?.ok_or(DateError::Form)?;
        Self::from_numbers(year, month.map(read).transpose()?, day.map(read).transpose()?)
    }

    /// Makes a date from numbers; a day needs a month.
    ///
    /// # Errors
    /// [`DateError::Impossible`] for a day or month that does not exist.
    pub fn from_numbers(year: i16, month: Option<i16>, day: Option<i16>) -> Result<Self, DateError> {
        if !(1..=9999).contains(&year) {
            return Err(DateError::Impossible);
        }
        let small = |number: i16| i8::try_from(number).map_err(|_| DateError::Impossible);
        match (month, day) {
            (None, _) => Ok(PartialDate::Year(year)),
            (Some(month), None) if (1..=12).contains(&month) => Ok(PartialDate::Month(year, small(month)?)),
            (Some(_), None) => Err(DateError::Impossible),
            (Some(month), Some(day)) => {
                let date = Date::new(year, small(month)?, small(day)?);
                date.map(PartialDate::Day).map_err(|_| DateError::Impossible)
            }
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        match self {
            PartialDate::Year(year) | PartialDate::Month(year, _) => year,
            PartialDate::Day(date) => date.year(),
        }
    }

    /// The month, 1–12, where it is known.
    pub fn month(self) -> Option<i8> {
        match self {
            PartialDate::Year(_) => None,
            PartialDate::Month(_, month) => Some(month),
            PartialDate::Day(date) => Some(date.month()),
        }
    }

    /// Year, month and day, 0 where unknown: the key by which lists are sorted.
    pub fn order_key(self) -> (i16, i8, i8) {
        match self {
            PartialDate::Year(year) => (year, 0, 0),
            PartialDate::Month(year, month) => (year, month, 0),
            PartialDate::Day(date) => (date.year(), date.month(), date.day()),
        }
    }

    /// Formats as ISO 8601 with the known precision: `2011`, `2011-08`, `2011-08-29`.
    pub fn iso(self) -> String {
        match self {
            PartialDate::Year(year) => format!("{year:04}"),
            PartialDate::Month(year, month) => format!("{year:04}-{month:02}"),
            PartialDate::Day(date) => date.to_string(),
        }
    }

    /// Returns whether `other` may be the same date: equal as far as both are precise.
    pub fn agrees_with(self, other: PartialDate) -> bool {
        let (mine, theirs) = (self.order_key(), other.order_key());
        mine.0 == theirs.0
            && (mine.1 == 0 || theirs.1 == 0 || mine.1 == theirs.1)
            && (mine.2 == 0 || theirs.2 == 0 || mine.2 == theirs.2)
    }

    /// Returns whether this date cannot be after `other`, as far as both are precise.
    pub fn not_after(self, other: PartialDate) -> bool {
        self.agrees_with(other) || self.order_key() <= other.order_key()
    }
}

/// The short Vietnamese form: `29/8/2011`, `8/2011`, `2011`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(f, "{year}"),
            PartialDate::Month(year, month) => write!(f, "{month}/{year}"),
            PartialDate::Day(date) => write!(f, "{}/{}/{}", date.day(), date.month(), date.year()),
        }
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order_key().cmp(&other.order_key())
    }
}

#[cfg(test)]
mod tests {
    use super::{DateError, PartialDate};

    #[test]
    fn parses_every_spelling() {
        for text in "29/8/2011, 29-8-2011, 29.08.2011, 2011-08-29, ngày 29 tháng 8 năm 2011".split(", ") {
            let date = PartialDate::parse(text).expect(text);
            assert_eq!(date.iso(), "2011-08-29", "{text}");
            assert_eq!(date.to_string(), "29/8/2011");
        }
        assert_eq!(PartialDate::parse("25//02/2010").expect("a slip").iso(), "2010-02-25");
        let month = PartialDate::parse("tháng 10 năm 2010");
        assert_eq!(month.expect("a month").iso(), "2010-10");
        assert_eq!(PartialDate::parse("10/2010").expect("a month").to_string(), "10/2010");
        assert_eq!(PartialDate::parse("năm 2010").expect("a year"), PartialDate::Year(2010));
    }

    #[test]
    fn distinguishes_impossible_from_malformed() {
        assert_eq!(PartialDate::parse("31/02/2011"), Err(DateError::Impossible));
        assert_eq!(PartialDate::parse("13/2011"), Err(DateError::Impossible));
        assert_eq!(PartialDate::parse("hôm qua"), Err(DateError::Form));
    }

    #[test]
    fn a_slip_with_one_meaning_is_certain() {
        let certain = |text: &str| PartialDate::certain(text).map(|date| date.to_string());
        for text in ["2011/08/29", r"29\8\2011", "29, 8, 2011", "29_8_2011"] {
            assert_eq!(certain(text).as_deref(), Some("29/8/2011"), "{text}");
        }
        for text in ["29/8/11", "8/11", "31/2/2011", "hôm qua", "29", ""] {
            assert_eq!(certain(text), None, "{text}");
        }
    }
}
