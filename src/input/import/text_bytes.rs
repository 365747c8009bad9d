//! Decodes the bytes of a text: UTF-8, UTF-16 with its mark, and the encodings of before Unicode.

use crate::base::fold::nfc;
use crate::base::syllable::is_syllable;
use crate::input::front_matter::fields::field_named;
use crate::input::import::import_report::Repair;
use crate::input::import::plain_text;
use crate::input::import::source_text::SourceText;
use crate::input::old_encodings;
use crate::input::old_fonts::{FontEncoding, windows_1258};
use crate::messages::import_text::{ImportProblem, RepairRule};
use crate::messages::phrase::OldEncoding;

/// Reads the bytes of a text.
///
/// # Errors
/// Where they are no text, or hold no words.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<SourceText, ImportProblem> {
    let text = decoded(bytes)?;
    if has_head(&text) {
        return Err(ImportProblem::HasHead);
    }
    let (text, mut repairs) = in_unicode(text)?;
    let mut source = plain_text::read(&text)?;
    let name = name.to_ascii_lowercase();
    source.is_markdown = name.ends_with(".md") || name.ends_with(".markdown");
    source.repairs.append(&mut repairs);
    Ok(source)
}

/// A text with the letters that an old encoding means, and the repairs.
fn in_unicode(text: String) -> Result<(String, Vec<Repair>), ImportProblem> {
    let Some(found) = old_encodings::find(&text) else {
        return Ok((text, Vec::new()));
    };
    let by_font = |font: FontEncoding| -> String {
        let line = |line: &str| font.decode(line, true).unwrap_or_else(|| line.to_owned());
        text.split_inclusive('\n').map(line).collect()
    };
    let (right, rule) = match found.encoding {
        OldEncoding::Twice => {
            let right = old_encodings::decoded(&text).ok_or(ImportProblem::NotText)?;
            (right, RepairRule::DoubleEncoding)
        }
        OldEncoding::Tcvn3 => (
            by_font(FontEncoding::Tcvn3),
            RepairRule::OldEncoding("TCVN3".to_owned()),
        ),
        OldEncoding::Vni => (by_font(FontEncoding::Vni), RepairRule::OldEncoding("VNI".to_owned())),
    };
    let repairs = changed_lines(&text, &right, &rule);
    Ok((right, repairs))
}

/// The signs of Windows-1252 that documents use among the bytes 0x80 to 0x9F.
const WINDOWS_SIGNS: [(u8, char); 7] = [
    (0x85, '…'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x96, '–'),
    (0x97, '—'),
];

/// Text of one byte a letter: in an old encoding of fonts, which is found later, or in Windows-1258.
fn one_byte_text(bytes: &[u8]) -> Result<String, ImportProblem> {
    let letter = |byte: &u8| {
        let sign = WINDOWS_SIGNS.iter().find(|(known, _)| known == byte);
        sign.map_or(char::from(*byte), |(_, sign)| *sign)
    };
    let text: String = bytes.iter().map(letter).collect();
    if !is_text(&text) {
        return Err(ImportProblem::NotText);
    }
    if old_encodings::find(&text).is_some() {
        return Ok(text);
    }
    let vietnamese = nfc(&text.chars().map(windows_1258).collect::<String>()).into_owned();
    let words = vietnamese
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_ascii());
    let (mut right, mut all) = (0, 0);
    for word in words {
        all += 1;
        right += usize::from(is_syllable(&word.to_lowercase()));
    }
    match all >= 3 && right * 10 >= all * 8 {
        true => Ok(vietnamese),
        false => Err(ImportProblem::NotText),
    }
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

/// Returns whether a text has a head as the files of a site have it.
fn has_head(text: &str) -> bool {
    let mut lines = text
        .trim_start_matches('\u{feff}')
        .lines()
        .filter(|line| !line.trim().is_empty());
    let is_fence = lines.next().is_some_and(|line| line.trim_end() == "---");
    let is_field = |line: &str| {
        line.split_once(':')
            .is_some_and(|(name, _)| field_named(name).is_some())
    };
    is_fence && lines.take(6).filter(|line| is_field(line)).count() > 1
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
        Ok(_) => Err(ImportProblem::NotText),
        Err(_) => one_byte_text(bytes),
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
    // Those above 0x80 may be letters that were read in a wrong encoding.
    let is_control =
        |letter: &char| letter.is_ascii_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}');
    let controls = text.chars().filter(is_control).count();
    controls * 50 <= text.chars().count()
}
