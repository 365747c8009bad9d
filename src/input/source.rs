//! Decodes the bytes of a text file: encoding, line breaks, unfinished merges.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::byte_scan;
use crate::base::clean_text::edits_if_any;
use crate::base::edit::{Edit, EditKind, applied};
use crate::base::fold::{is_composed, nfc};
use crate::base::path::RelPath;
use crate::base::pattern::Pattern;
use crate::base::span::Span;
use crate::input::citations::reference::Reference;
use crate::input::letter_diagnostics::{old_encoding, report_edits, unreadable_letters};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;

/// Path of the file that keeps the published addresses: its reader reports an unfinished merge line by line.
pub(crate) const ADDRESS_LOCK_PATH: &str = "content/addresses.lock";

/// A text file of the site after its edits: with `\n` line breaks, without a byte order mark and without
/// characters that are not seen, whatever the bytes had.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path from the site's folder.
    pub path: RelPath,
    /// Its text; if it could not be decoded, the part that excerpts can show.
    pub text: Arc<str>,
    /// The diagnostics of its name and bytes.
    pub diagnostics: Vec<Diagnostic>,
    /// The files with tables that it shows.
    pub tables: Arc<[TableFile]>,
}

/// A file with a table that a document shows as a part of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    /// Its name, as the document has it.
    pub name: String,
    /// Its path from the site's folder, if it can have one.
    pub path: Option<RelPath>,
    /// What it holds.
    pub content: TableContent,
}

/// The content of a file with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableContent {
    /// There is no such file.
    Missing,
    /// It is longer than [`MAX_TABLE_BYTES`].
    TooLarge,
    /// Its bytes.
    Held(Arc<[u8]>),
}

/// The longest file that is shown as a table.
pub(crate) const MAX_TABLE_BYTES: usize = 512 << 10;

impl SourceFile {
    /// Decodes the bytes of a file.
    pub fn decode(path: RelPath, bytes: &[u8]) -> Self {
        let mut diagnostics = Vec::new();
        check_name(&path, &mut diagnostics);
        let text = match readable(&path, bytes) {
            Err(unreadable) => {
                let Unreadable { diagnostic, shown } = *unreadable;
                diagnostics.push(diagnostic);
                shown.into()
            }
            Ok(text) => match merge_conflict(&path, text) {
                Some((diagnostic, shown)) => {
                    diagnostics.push(diagnostic);
                    shown
                }
                None => normalize(&path, text, &mut diagnostics),
            },
        };
        let tables = tables(&path, &text);
        SourceFile {
            path,
            text: Arc::from(&*text),
            diagnostics,
            tables,
        }
    }

    /// Gives the files with tables their content.
    pub fn fill_tables(&mut self, content: impl Fn(&RelPath) -> TableContent) {
        let filled = self.tables.iter().map(|table| TableFile {
            content: table.path.as_ref().map_or(TableContent::Missing, &content),
            ..table.clone()
        });
        self.tables = filled.collect();
    }

    /// Returns whether two reads produced equal content. Shared buffers are compared by pointer.
    pub fn is_same(&self, other: &SourceFile) -> bool {
        let same_text = Arc::ptr_eq(&self.text, &other.text) || self.text == other.text;
        let same_tables = Arc::ptr_eq(&self.tables, &other.tables) || self.tables == other.tables;
        same_text && same_tables && self.path == other.path && self.diagnostics == other.diagnostics
    }

    /// Returns whether the file could be decoded as text without an unfinished merge.
    pub fn is_readable(&self) -> bool {
        let is_fatal = |diagnostic: &Diagnostic| {
            matches!(
                diagnostic.code,
                Code::NotUtf8 | Code::NulByte | Code::MergeConflict | Code::OldEncoding | Code::DoubleEncoding
            )
        };
        !self.diagnostics.iter().any(is_fatal)
    }
}

/// Returns whether a file of this name holds a table.
pub(crate) fn is_table_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".csv") || name.ends_with(".xlsx")
}

/// The files with tables that a text names in `![[…]]`.
fn tables(path: &RelPath, text: &str) -> Arc<[TableFile]> {
    let mut names: Vec<String> = Vec::new();
    for inside in text.split("![[").skip(1) {
        let inside = inside.split("]]").next().unwrap_or_default();
        let name = Reference::parse(inside).document;
        names.extend(name.filter(|name| is_table_name(name) && !names.contains(name)));
    }
    let table = |name: String| TableFile {
        path: path.sibling(&name),
        name,
        content: TableContent::Missing,
    };
    names.into_iter().map(table).collect()
}

fn check_name(path: &RelPath, diagnostics: &mut Vec<Diagnostic>) {
    if !is_composed(path.as_str()) {
        let diagnostic = Diagnostic::new(Code::NameNotComposed, Place::file(path)).with("name", path.name());
        diagnostics.push(diagnostic.with("proposal", nfc(path.name())));
    }
}

/// The diagnostic of bytes that are not text, and the text that excerpts can show of them.
struct Unreadable {
    diagnostic: Diagnostic,
    shown: String,
}

/// Decodes bytes as UTF-8 without zero bytes.
fn readable<'b>(path: &RelPath, bytes: &'b [u8]) -> Result<&'b str, Box<Unreadable>> {
    let unreadable = |diagnostic, shown| Box::new(Unreadable { diagnostic, shown });
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if marked || zeros * 3 > bytes.len() {
        let diagnostic = Diagnostic::new(Code::NotUtf8, Place::file(path)).with("encoding", "UTF-16");
        return Err(unreadable(diagnostic, String::new()));
    }
    let shown = || String::from_utf8_lossy(bytes).replace('\0', "\u{fffd}");
    let at = |byte: usize| Place::at(path, Span::new(byte, byte + '\u{fffd}'.len_utf8()));
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        // Each zero byte before the place takes three bytes in the shown text.
        let place = at(byte + 2 * bytes[..byte].iter().filter(|byte| **byte == 0).count());
        let diagnostic = Diagnostic::new(Code::NotUtf8, place).with("encoding", Phrase::InvalidByte(byte + 1));
        unreadable(diagnostic, shown())
    })?;
    match byte_scan::position(bytes, |byte| byte == 0) {
        Some(zero) => Err(unreadable(Diagnostic::new(Code::NulByte, at(zero)), shown())),
        None => Ok(text),
    }
}

/// A line that git writes if it cannot merge two versions of a file (gitattributes(5), `conflict-marker-size`; `|`
/// comes with `merge.conflictStyle` diff3).
static CONFLICT_MARKER: Pattern = Pattern::new(r"(?mR)^(?:<<<<<<<|>>>>>>>|=======|\|\|\|\|\|\|\|)(?: .*)?$");

/// The diagnostic of an unfinished merge at its first line, and the text for its excerpt. Such a file is not parsed,
/// since both versions would be published. The reader of `addresses.lock` reports such lines itself.
fn merge_conflict<'t>(path: &RelPath, text: &'t str) -> Option<(Diagnostic, Cow<'t, str>)> {
    let may_mark = |first: u8, second: u8, third: u8| {
        let is_sign = (first == b'<') | (first == b'>') | (first == b'=') | (first == b'|');
        is_sign & (first == second) & (second == third)
    };
    let is_of_content = path.as_str() != ADDRESS_LOCK_PATH && byte_scan::holds(text.as_bytes(), may_mark);
    let is_conflict = is_of_content && CONFLICT_MARKER.is_match(text);
    is_conflict.then(|| {
        let shown = normalize(path, text, &mut Vec::new());
        let found = CONFLICT_MARKER
            .find(&shown)
            .expect("line ends do not make a marker another line");
        let span = Span::new(found.start(), found.end());
        let diagnostic = Diagnostic::new(Code::MergeConflict, Place::at(path, span)).with("marker", found.as_str());
        (diagnostic, shown)
    })
}

/// Applies the edits of a text and reports them, and decomposed letters. Text in an old encoding keeps its letters,
/// since some of them look like invisible ones.
fn normalize<'t>(path: &RelPath, text: &'t str, diagnostics: &mut Vec<Diagnostic>) -> Cow<'t, str> {
    let found = edits_if_any(text);
    let may_be_unreadable = found.is_some();
    let mut edits = found.unwrap_or_default();
    let is_of_file = |edit: &Edit| matches!(edit.kind, EditKind::ByteOrderMark | EditKind::LineEnd);
    let encoding = old_encoding(path, text, &edits);
    if encoding.is_some() {
        edits.retain(is_of_file);
    }
    let text = applied(text, &edits);
    report_edits(path, &edits, diagnostics);
    if let Some(diagnostic) = encoding {
        diagnostics.push(diagnostic);
        return text;
    }
    if may_be_unreadable {
        diagnostics.extend(unreadable_letters(path, &text));
    }
    if let Some(span) = first_decomposed(&text) {
        diagnostics.push(Diagnostic::new(Code::NotComposed, Place::at(path, span)));
    }
    text
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
