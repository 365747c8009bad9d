//! What a field of a .docx prints where its result is not stored (ECMA-376, part 1, 17.16.5).

use crate::input::import::docx::symbols::letter_of;
use crate::input::import::docx::word_styles::is_on;
use crate::input::import::symbol_fonts::SymbolFont;
use crate::input::office::xml_tree::Element;

/// A field while it is read: its instruction, then what Word prints for it.
#[derive(Default)]
pub(super) struct Field {
    pub(super) instruction: String,
    /// Whether its result is read.
    pub(super) is_result: bool,
    /// Whether its result has letters or pictures.
    pub(super) has_words: bool,
    /// Whether it is hidden.
    pub(super) is_hidden: bool,
    /// What was chosen or ticked in it, if it is one of a form.
    pub(super) form_value: Option<String>,
}

/// What a field without a result prints.
pub(super) enum FieldValue {
    /// Nothing that belongs to the text.
    Nothing,
    /// Text that its instruction or form holds.
    Text(String),
    /// A letter, and its font if it is one of signs.
    Sign(char, Option<SymbolFont>),
    /// An equation, of which these are the letters.
    Equation(String),
    /// A number that Word counts.
    Number,
    /// Words that the source does not hold.
    Unknown,
}

/// Fields that print nothing, or what belongs to a page and not to the text.
const SILENT: [&str; 26] = [
    "",
    "TC",
    "XE",
    "TA",
    "RD",
    "SET",
    "ASK",
    "FILLIN",
    "PRIVATE",
    "ADVANCE",
    "PRINT",
    "NEXT",
    "NEXTIF",
    "SKIPIF",
    "HYPERLINK",
    "FORMTEXT",
    "INDEX",
    "TOC",
    "TOA",
    "ADDIN",
    "COMMENTS",
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "BIDIOUTLINE",
];

/// What a field without a result prints.
pub(super) fn value_of(field: &Field) -> FieldValue {
    let instruction = field.instruction.trim();
    let (name, rest) = instruction.split_once(char::is_whitespace).unwrap_or((instruction, ""));
    let name = name.to_ascii_uppercase();
    let is_hidden_number = name == "SEQ" && rest.contains("\\h");
    match name.as_str() {
        "EQ" => FieldValue::Equation(equation_letters(rest)),
        "SYMBOL" => symbol_of(rest).map_or(FieldValue::Unknown, |(letter, font)| FieldValue::Sign(letter, font)),
        "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" | "LISTNUM" => FieldValue::Number,
        "FORMDROPDOWN" | "FORMCHECKBOX" => field.form_value.clone().map_or(FieldValue::Unknown, FieldValue::Text),
        "MACROBUTTON" | "GOTOBUTTON" => {
            let shown = rest
                .trim()
                .split_once(char::is_whitespace)
                .map(|(_, shown)| shown.trim());
            shown.map_or(FieldValue::Nothing, |shown| FieldValue::Text(shown.to_owned()))
        }
        _ if SILENT.contains(&name.as_str()) || is_hidden_number => FieldValue::Nothing,
        // Word prints an empty result as it is.
        _ if field.is_result => FieldValue::Nothing,
        _ => FieldValue::Unknown,
    }
}

/// What was chosen or ticked in a field of a form, which its first mark holds.
pub(super) fn form_value(mark: Element<'_>) -> Option<String> {
    let form = mark.child("ffData")?;
    if let Some(list) = form.child("ddList") {
        let chosen = list.child("result").or(list.child("default")).and_then(Element::value);
        let chosen: usize = chosen.map_or(Some(0), |chosen| chosen.parse().ok())?;
        let mut entries = list.children().filter(|entry| entry.name() == "listEntry");
        return entries.nth(chosen)?.value().map(str::to_owned);
    }
    let ticks = form.child("checkBox")?;
    let tick = ticks.child("checked").or(ticks.child("default"));
    let is_ticked = tick.is_some_and(|tick| tick.value().is_none_or(is_on));
    Some(if is_ticked { "☒" } else { "☐" }.to_owned())
}

/// The letter of a field `SYMBOL`: a code or a letter, and the font behind `\f`.
fn symbol_of(rest: &str) -> Option<(char, Option<SymbolFont>)> {
    let rest = rest.trim();
    let written = rest.split_whitespace().next()?.trim_matches('"');
    let font = rest
        .split_once("\\f")
        .map(|(_, behind)| behind.trim_start())
        .unwrap_or_default();
    let font = match font.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => font.split_whitespace().next(),
    };
    let code = match written.strip_prefix("0x").or(written.strip_prefix("0X")) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => written.parse().ok(),
    };
    let code = code.or_else(|| written.chars().next().map(u32::from))?;
    letter_of(code, font.unwrap_or_default())
}

/// The letters of an equation: a fraction of two plain numbers or words as `1/2`, of others what is no switch.
fn equation_letters(rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    let mut pieces = rest.split('\\');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let switch = piece.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric());
        let is_fraction = piece[..piece.len() - switch.len()].eq_ignore_ascii_case("f");
        match switch.strip_prefix('(').filter(|_| is_fraction).and_then(fraction) {
            Some((over, under, behind)) => out.push_str(&format!("{over}/{under}{behind}")),
            None => out.push_str(switch),
        }
    }
    let letters = out.replace(['(', ')', ';'], " ");
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Both parts of a fraction without parts of their own, and what follows it.
fn fraction(inside: &str) -> Option<(&str, &str, &str)> {
    let (parts, behind) = inside.split_once(')')?;
    let (over, under) = parts.split_once(';').or(parts.split_once(','))?;
    let is_plain = |part: &str| !part.trim().is_empty() && !part.contains(['(', ';']);
    (is_plain(over) && is_plain(under)).then(|| (over.trim(), under.trim(), behind))
}

#[cfg(test)]
mod tests {
    use super::{equation_letters, symbol_of};
    use crate::input::import::symbol_fonts::SymbolFont;

    #[test]
    fn equations_and_symbols() {
        for (written, letters) in [
            ("\\f(1;2)", "1/2"),
            ("2 \\F(a,b) kg", "2 a/b kg"),
            ("\\r(3;x)", "3 x"),
            ("\\s\\up8(tổng)", "tổng"),
            ("\\f(\\r(3;x);2)", "3 x 2"),
        ] {
            assert_eq!(equation_letters(written), letters);
        }
        let wingdings = Some(SymbolFont::Wingdings);
        assert_eq!(symbol_of("254 \\f Wingdings \\s 14"), Some(('\u{f0fe}', wingdings)));
        assert_eq!(symbol_of("0xFC \\f \"Wingdings\""), Some(('\u{f0fc}', wingdings)));
        assert_eq!(symbol_of("8805 \\u"), Some(('≥', None)));
    }
}
