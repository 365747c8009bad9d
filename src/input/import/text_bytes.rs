//! Decodes the bytes of a text: UTF-8, UTF-16 with its mark, and the encodings of before Unicode.

use crate::input::import::import_report::Repair;
use crate::input::import::plain_text;
use crate::input::import::source_text::SourceText;
use crate::input::old_encodings;
use crate::messages::import_text::{ImportProblem, RepairRule};
use crate::messages::phrase::OldEncoding;

/// Reads the bytes of a text.
///
/// # Errors
/// Where they are no text, or hold no words.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<SourceText, ImportProblem> {
    let text = decoded(bytes)?;
    let (text, mut repairs) = match old_encodings::find(&text) {
        Some(found) if found.encoding == OldEncoding::Twice => match old_encodings::decoded(&text) {
            Some(right) => {
                let repairs = changed_lines(&text, &right, &RepairRule::DoubleEncoding);
                (right, repairs)
            }
            None => return Err(ImportProblem::NotText),
        },
        Some(_) | None => (text, Vec::new()),
    };
    let mut source = plain_text::read(&text)?;
    let name = name.to_ascii_lowercase();
    source.is_markdown = name.ends_with(".md") || name.ends_with(".markdown");
    source.repairs.append(&mut repairs);
    Ok(source)
}

/// The repair of each line that differs.
fn changed_lines(before: &str, after: &str, rule: &RepairRule) -> Vec<Repair> {
    let pairs = before.lines().zip(after.lines()).zip(1..);
    let changed = pairs.filter(|((before, after), _)| before != after);
    changed
        .map(|((before, after), line)| Repair {
            rule: rule.clone(),
            line,
            before: before.trim().to_owned(),
            after: after.trim().to_owned(),
        })
        .collect()
}

fn decoded(bytes: &[u8]) -> Result<String, ImportProblem> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(ImportProblem::Empty);
    }
    match bytes {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    if bytes.contains(&0) {
        return Err(ImportProblem::NotText);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if is_text(text) => Ok(text.to_owned()),
        Ok(_) | Err(_) => Err(ImportProblem::NotText),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportProblem> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    let text = String::from_utf16(&units)
        .ok()
        .filter(|text| rest.is_empty() && is_text(text));
    text.ok_or(ImportProblem::NotText)
}

/// Returns whether a text has no more control characters than a text of a word processor has.
fn is_text(text: &str) -> bool {
    let is_control = |letter: &char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}');
    let controls = text.chars().filter(is_control).count();
    controls * 50 <= text.chars().count()
}
