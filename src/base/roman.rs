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
