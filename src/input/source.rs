//! One text file as bytes become text.

use std::sync::Arc;

use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::fold::{is_composed, nfc};
use crate::base::path::RelPath;
use crate::base::span::Span;

/// A text file of the site. Line breaks are `\n` and a byte order mark is gone, whatever the disk held.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it stands.
    pub path: RelPath,
    /// Its text; empty when it could not be decoded.
    pub text: Arc<str>,
    /// What the bytes had to be forgiven for.
    pub findings: Vec<Diagnostic>,
}

impl SourceFile {
    /// Decodes the bytes of a file.
    pub fn decode(path: RelPath, bytes: &[u8]) -> Self {
        let mut findings = Vec::new();
        check_name(&path, &mut findings);
        let text = match decode_text(&path, bytes, &mut findings) {
            Ok(text) => text,
            Err(finding) => {
                findings.push(*finding);
                String::new()
            }
        };
        SourceFile {
            path,
            text: text.into(),
            findings,
        }
    }

    /// Says whether the file could be read as text.
    pub fn is_readable(&self) -> bool {
        !self
            .findings
            .iter()
            .any(|finding| matches!(finding.code, Code::NotUtf8 | Code::NulByte))
    }
}

fn check_name(path: &RelPath, findings: &mut Vec<Diagnostic>) {
    if !is_composed(path.as_str()) {
        findings.push(
            Diagnostic::new(Code::NameNotComposed, Place::file(path))
                .with("name", path.name())
                .with("proposal", nfc(path.name())),
        );
    }
}

fn decode_text(path: &RelPath, bytes: &[u8], findings: &mut Vec<Diagnostic>) -> Result<String, Box<Diagnostic>> {
    let not_utf8 =
        |encoding: &str| Box::new(Diagnostic::new(Code::NotUtf8, Place::file(path)).with("encoding", encoding));
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(not_utf8("UTF-16"));
    }
    if bytes.contains(&0) {
        return Err(
            match bytes.iter().filter(|byte| **byte == 0).count() * 3 > bytes.len() {
                true => not_utf8("UTF-16"),
                false => Box::new(Diagnostic::new(Code::NulByte, Place::file(path))),
            },
        );
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(&format!("byte {}", error.valid_up_to() + 1)))?;
    let start = Place::at(path, Span::new(0, 0));
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => {
            findings.push(Diagnostic::new(Code::ByteOrderMark, start));
            rest
        }
        None => text,
    };
    let first_return = text.find('\r');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if let Some(at) = first_return {
        findings.push(Diagnostic::new(
            Code::CarriageReturns,
            Place::at(path, Span::new(at, at).clamped(&text)),
        ));
    }
    if let Some(span) = first_decomposed(&text) {
        findings.push(Diagnostic::new(Code::NotComposed, Place::at(path, span)));
    }
    Ok(text)
}

/// Finds the first word that is not in NFC.
fn first_decomposed(text: &str) -> Option<Span> {
    if is_composed(text) {
        return None;
    }
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if !is_composed(word) {
            return Some(Span::new(at, at + word.trim_end().len()));
        }
        at += word.len();
    }
    None
}
