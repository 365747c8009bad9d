//! Roman numerals.

/// The value of a Roman numeral in capitals up to C, canonical or not; `None` for a text with other letters.
pub(crate) fn roman_value(text: &str) -> Option<u32> {
    let digit = |letter| Some([1, 5, 10, 50, 100]["IVXLC".find(letter)?]);
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    let next = digits.iter().skip(1).chain([&0]);
    let is_subtracted = |(digit, next): (&u32, &u32)| digit < next;
    let subtracted: u32 = digits
        .iter()
        .zip(next)
        .filter(|pair| is_subtracted(*pair))
        .map(|(digit, _)| digit)
        .sum();
    Some(digits.iter().sum::<u32>() - 2 * subtracted)
}

/// The Roman numeral of a number below 400.
pub(crate) fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        let count = rest / value;
        out.push_str(&sign.repeat(count as usize));
        rest -= count * value;
    }
    out
}

/// The value of a Roman numeral in capitals that is written in its only correct form.
pub(crate) fn canonical_roman(text: &str) -> Option<u32> {
    roman_value(text).filter(|value| (1..400).contains(value) && roman(*value) == text)
}
