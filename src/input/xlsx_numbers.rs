//! Writes the number of a cell as Excel shows it with Vietnamese settings: `1.234,5`, `15%`, `05/06/2024`
//! (ECMA-376, part 1, 18.8.30).

use jiff::ToSpan;
use jiff::civil::date;

/// How a cell shows its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CellFormat {
    shape: NumberShape,
    /// Words before and behind the number: `đồng`.
    before: String,
    behind: String,
}

/// What a number is shown as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum NumberShape {
    /// With the digits that it has.
    #[default]
    General,
    /// With this many decimals, in groups of three digits or not.
    Fixed {
        decimals: usize,
        is_grouped: bool,
    },
    /// As a share of a hundred, with this many decimals.
    Percent {
        decimals: usize,
    },
    Date,
    Month,
    Year,
    Time,
    DateTime,
}

impl CellFormat {
    /// A format that every file has, by its number.
    pub(super) fn built_in(id: &str) -> Self {
        let fixed = |decimals, is_grouped| NumberShape::Fixed { decimals, is_grouped };
        let shape = match id {
            "1" => fixed(0, false),
            "2" => fixed(2, false),
            "3" | "37" | "38" | "41" | "42" => fixed(0, true),
            "4" | "39" | "40" | "43" | "44" => fixed(2, true),
            "9" => NumberShape::Percent { decimals: 0 },
            "10" => NumberShape::Percent { decimals: 2 },
            "14" | "15" | "16" => NumberShape::Date,
            "17" => NumberShape::Month,
            "18" | "19" | "20" | "21" => NumberShape::Time,
            "22" => NumberShape::DateTime,
            _ => NumberShape::General,
        };
        CellFormat {
            shape,
            ..CellFormat::default()
        }
    }

    /// A format of the file: `#,##0.0 "đồng"`. Its first part is for positive numbers.
    pub(super) fn of_code(code: &str) -> Self {
        let mut signs = String::new();
        let (mut before, mut behind) = (String::new(), String::new());
        let mut letters = code.chars().peekable();
        let mut is_quoted = false;
        while let Some(letter) = letters.next() {
            let literal = match letter {
                '"' => {
                    is_quoted = !is_quoted;
                    continue;
                }
                _ if is_quoted => Some(letter),
                ' ' => Some(letter),
                ';' => break,
                '\\' => letters.next(),
                // A blank of the width of a sign, and a sign that fills the cell.
                '_' | '*' => {
                    letters.next();
                    continue;
                }
                // A colour, a condition, or the language of a date.
                '[' => {
                    letters.by_ref().find(|letter| *letter == ']');
                    continue;
                }
                _ => None,
            };
            match literal {
                Some(literal) if signs.is_empty() => before.push(literal),
                Some(literal) => behind.push(literal),
                None => signs.push(letter.to_ascii_lowercase()),
            }
        }
        let shape = shape_of(&signs);
        let is_moment = !matches!(
            shape,
            NumberShape::General | NumberShape::Fixed { .. } | NumberShape::Percent { .. }
        );
        if is_moment {
            return CellFormat {
                shape,
                ..CellFormat::default()
            };
        }
        CellFormat { shape, before, behind }
    }
}

fn shape_of(signs: &str) -> NumberShape {
    let decimals = || {
        signs
            .split_once('.')
            .map_or(0, |(_, rest)| rest.chars().filter(|sign| "0#?".contains(*sign)).count())
    };
    let has = |sign: char| signs.contains(sign);
    match () {
        () if signs.contains("general") || signs.trim().is_empty() || signs == "@" => NumberShape::General,
        () if has('d') && (has('h') || has('s')) => NumberShape::DateTime,
        () if has('d') => NumberShape::Date,
        () if has('y') && has('m') => NumberShape::Month,
        () if has('y') => NumberShape::Year,
        () if has('h') || has('s') => NumberShape::Time,
        () if has('%') => NumberShape::Percent { decimals: decimals() },
        () => NumberShape::Fixed {
            decimals: decimals(),
            is_grouped: has(','),
        },
    }
}

/// Writes a number in a format.
pub(super) fn shown(number: f64, format: &CellFormat, counts_from_1904: bool) -> String {
    let words = match format.shape {
        NumberShape::General => general(number),
        NumberShape::Fixed { decimals, is_grouped } => fixed(number, decimals, is_grouped),
        NumberShape::Percent { decimals } => format!("{}%", fixed(number * 100.0, decimals, false)),
        NumberShape::Date | NumberShape::Month | NumberShape::Year | NumberShape::Time | NumberShape::DateTime => {
            moment(number, format.shape, counts_from_1904).unwrap_or_else(|| general(number))
        }
    };
    format!("{}{words}{}", format.before, format.behind)
}

/// A number with the digits that it has; Excel shows eleven at most.
fn general(number: f64) -> String {
    let whole = format!("{:.0}", number.abs().trunc()).len();
    let text = format!("{:.*}", 10usize.saturating_sub(whole), number);
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    text.replace('.', ",")
}

fn fixed(number: f64, decimals: usize, is_grouped: bool) -> String {
    // Half a unit is rounded up in a spreadsheet; the shortest decimal form of the number decides.
    let nudged = number + number.signum() * number.abs() * f64::EPSILON;
    let text = format!("{nudged:.*}", decimals.min(15));
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if is_grouped && at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let comma = if rest.is_empty() { "" } else { "," };
    format!("{sign}{grouped}{comma}{rest}")
}

/// A day, counted from the end of 1899 or from 1904, with the part of it that has passed.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a number of days is within the range of both"
)]
fn moment(number: f64, shape: NumberShape, counts_from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let start = if counts_from_1904 {
        date(1904, 1, 1)
    } else {
        date(1899, 12, 30)
    };
    let minutes = (number * 24.0 * 60.0).round() as i64;
    let day = start.checked_add((minutes / 1440).days()).ok()?;
    let time = format!("{:02}:{:02}", minutes % 1440 / 60, minutes % 60);
    let (year, month, day) = (day.year(), day.month(), day.day());
    Some(match shape {
        NumberShape::Date => format!("{day:02}/{month:02}/{year}"),
        NumberShape::Month => format!("{month:02}/{year}"),
        NumberShape::Year => year.to_string(),
        NumberShape::DateTime => format!("{day:02}/{month:02}/{year} {time}"),
        NumberShape::Time => time,
        NumberShape::General | NumberShape::Fixed { .. } | NumberShape::Percent { .. } => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{CellFormat, shown};

    #[test]
    fn writes_numbers_as_excel_shows_them() {
        for (number, code, expected) in [
            (1234.5, "General", "1234,5"),
            (0.1 + 0.2, "General", "0,3"),
            (2011.0, "General", "2011"),
            (1_234_567.0, "#,##0", "1.234.567"),
            (1234.567, "#,##0.00", "1.234,57"),
            (-5.0, "0", "-5"),
            (0.155, "0.0%", "15,5%"),
            (0.5, "0%", "50%"),
            (45_448.0, "dd/mm/yyyy", "05/06/2024"),
            (45_448.0, "[$-42A]d \"tháng\" m", "05/06/2024"),
            (45_448.0, "mm/yyyy", "06/2024"),
            (0.5, "hh:mm", "12:00"),
            (12.0, "#,##0 \"hộ\"", "12 hộ"),
            (12.0, "0_);(0)", "12"),
            (3.0, "@", "3"),
        ] {
            assert_eq!(shown(number, &CellFormat::of_code(code), false), expected, "{code}");
        }
        assert_eq!(shown(1500.0, &CellFormat::built_in("3"), false), "1.500");
        assert_eq!(shown(0.25, &CellFormat::built_in("9"), false), "25%");
        assert_eq!(shown(43_987.0, &CellFormat::built_in("14"), true), "06/06/2024");
    }
}
