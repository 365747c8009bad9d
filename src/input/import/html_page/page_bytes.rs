//! Decodes the bytes of a page: its mark, what it says of itself, or what its bytes are.

use crate::base::fold::nfc;
use crate::input::old_fonts::windows_1258;
use crate::messages::import_text::ImportProblem;

/// The most bytes before the name of the encoding.
const PRESCAN_BYTES: usize = 4096;

/// The letters of Windows-1252 for the bytes 0x80 to 0x9F, as browsers read them (Encoding Standard).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Decodes a page, and takes the part that was copied out of a clipboard.
///
/// # Errors
/// Where no known encoding reads it.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, ImportProblem> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest)?,
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes)?,
        [b'<', 0, _, 0, ..] => wide(bytes, u16::from_le_bytes)?,
        _ => by_name(bytes)?,
    };
    Ok(without_clipboard_head(text))
}

fn utf8(bytes: &[u8]) -> Result<String, ImportProblem> {
    String::from_utf8(bytes.to_vec()).map_err(|_| ImportProblem::NotText)
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportProblem> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).map_err(|_| ImportProblem::NotText)
}

/// Decodes bytes by the encoding that the page names; UTF-8 wherever they are.
fn by_name(bytes: &[u8]) -> Result<String, ImportProblem> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN_BYTES)]).to_ascii_lowercase();
    let named = start
        .split("charset=")
        .nth(1)
        .map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
    let named = named
        .and_then(|rest| rest.split(['"', '\'', '>', ';', ' ', '/']).next())
        .unwrap_or_default();
    match named {
        "utf-8" | "utf8" => Err(ImportProblem::NotText),
        "windows-1258" | "cp1258" => Ok(nfc(&latin(bytes).chars().map(windows_1258).collect::<String>()).into_owned()),
        // Without a name browsers take this one, too; fonts of old encodings are decoded later.
        _ => Ok(latin(bytes)),
    }
}

fn latin(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(*byte) - 0x80],
        _ => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

/// Windows puts offsets before HTML on its clipboard, and marks what was copied.
fn without_clipboard_head(text: String) -> String {
    if !text.starts_with("Version:") {
        return text;
    }
    text.find('<').map_or(String::new(), |start| text[start..].to_owned())
}
