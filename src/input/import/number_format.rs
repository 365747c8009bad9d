//! Writes the number of a list in the format of a word processor (ECMA-376, part 1, 17.18.59).

use crate::base::roman::roman;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// `1`.
    Digits,
    /// Digits, with as many zeros as an example has: `001`.
    Padded(usize),
    /// `a`, `b`, … `z`, `aa`, `bb`.
    Letters { is_upper: bool },
    /// `i`, `ii`.
    Roman { is_upper: bool },
    /// `một`, `hai`.
    Vietnamese,
    /// No number: a sign.
    Bullet,
    /// Nothing at all.
    None,
}

impl NumberFormat {
    /// The format of a name of Word; one of `custom` is given by an example such as `001, 002`. Formats that official
    /// Vietnamese texts do not use are digits.
    pub(crate) fn of_word(name: &str, example: Option<&str>) -> Self {
        match name {
            "decimalZero" => NumberFormat::Padded(2),
            "lowerLetter" => NumberFormat::Letters { is_upper: false },
            "upperLetter" => NumberFormat::Letters { is_upper: true },
            "lowerRoman" => NumberFormat::Roman { is_upper: false },
            "upperRoman" => NumberFormat::Roman { is_upper: true },
            "vietnameseCounting" => NumberFormat::Vietnamese,
            "bullet" => NumberFormat::Bullet,
            "none" => NumberFormat::None,
            "custom" => {
                let first = example.and_then(|example| example.split(',').next());
                NumberFormat::Padded(first.map_or(1, |first| first.trim().len().min(10)))
            }
            _ => NumberFormat::Digits,
        }
    }
}

/// Writes a number.
pub(crate) fn formatted(format: NumberFormat, number: u32) -> String {
    match format {
        NumberFormat::Digits => number.to_string(),
        NumberFormat::Padded(width) => format!("{number:0width$}"),
        NumberFormat::Letters { is_upper } => cased(letters(number), is_upper),
        NumberFormat::Roman { is_upper } if number < 4000 => {
            let thousands = "M".repeat((number / 1000) as usize);
            let hundreds = ["", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"][(number / 100 % 10) as usize];
            cased(
                format!("{thousands}{hundreds}{}", roman(number % 100)).to_lowercase(),
                is_upper,
            )
        }
        NumberFormat::Roman { .. } => number.to_string(),
        NumberFormat::Vietnamese => vietnamese(number),
        NumberFormat::Bullet | NumberFormat::None => String::new(),
    }
}

fn cased(text: String, is_upper: bool) -> String {
    if is_upper { text.to_uppercase() } else { text }
}

/// The letters of a number: behind `z` comes `aa`, then `bb`. Word knows no `đ` here.
fn letters(number: u32) -> String {
    let Some(place) = number.checked_sub(1) else {
        return String::new();
    };
    let letter = char::from(b'a' + u8::try_from(place % 26).unwrap_or(0));
    letter.to_string().repeat((place / 26 + 1).min(30) as usize)
}

/// A number up to 99 in words; others in digits.
fn vietnamese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    let digit = |digit: u32| DIGITS[digit as usize % 10];
    let last = match (number / 10, number % 10) {
        (0, last) => return digit(last).to_owned(),
        (_, 0) => String::new(),
        (tens, 1) if tens > 1 => " mốt".to_owned(),
        (_, 5) => " lăm".to_owned(),
        (_, last) => format!(" {}", digit(last)),
    };
    match number / 10 {
        1 => format!("mười{last}"),
        tens @ 2..=9 => format!("{} mươi{last}", digit(tens)),
        _ => number.to_string(),
    }
}
