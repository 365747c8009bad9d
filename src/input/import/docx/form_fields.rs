//! What fields print for which Word stores no result: choices of a form, signs by their code; and which of them print
//! something that cannot be worked out.

use crate::input::import::docx::symbols::sign_of;
use crate::input::office::xml_tree::Element;
use crate::messages::import_text::DoubtReason;

/// What a form field prints (`ffData`): the chosen entry of a list, or a box with or without its cross.
pub(super) fn choice(begin: Element<'_>) -> Option<String> {
    let data = begin.child("ffData")?;
    if let Some(list) = data.child("ddList") {
        let number = |name: &str| list.child(name)?.value()?.parse::<usize>().ok();
        let chosen = number("result").or(number("default")).unwrap_or(0);
        let mut entries = list.children().filter(|child| child.name() == "listEntry");
        return entries.nth(chosen)?.value().map(str::to_owned);
    }
    let is_set = |mark: Element<'_>| mark.value().is_none_or(|value| !matches!(value, "0" | "false" | "off"));
    let check = data.child("checkBox")?;
    let mark = check.child("checked").or(check.child("default"));
    let sign = if mark.is_some_and(is_set) { "☒" } else { "☐" };
    Some(sign.to_owned())
}

/// What a field without a result prints, by its instruction: the sign of a code, or what is doubtful; `None` for fields
/// that print nothing.
pub(super) fn printed(instruction: &str) -> Option<Result<String, DoubtReason>> {
    let mut words = instruction.split_whitespace();
    match words.next()?.to_ascii_uppercase().as_str() {
        "SYMBOL" => {
            let code = words.next()?;
            let code = match code.strip_prefix("0x") {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
                None => code.parse().ok(),
            };
            let font = instruction
                .split("\\f")
                .nth(1)
                .map(|rest| rest.trim().trim_matches('"'));
            let font = font.and_then(|rest| rest.split(['"', '\\']).next()).unwrap_or_default();
            Some(Ok(sign_of(font.trim(), code?)))
        }
        "EQ" => Some(Err(DoubtReason::Equation)),
        "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" | "LISTNUM" => Some(Err(DoubtReason::Number)),
        _ => None,
    }
}
