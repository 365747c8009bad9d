//! Imports a document from a word processor: any supported format becomes one Markdown file and a report.
//!
//! Takes bytes with their file name; gives Markdown and an [`import_report`]. May use `citations`, `front_matter` and
//! `body`; must not know the disk, a clock, or any file of the site.
//!
//! A reader per format (`plain_text`, …) makes a [`source_text::SourceText`]; the stages behind it know no format.

mod blank_columns;
mod broken_references;
mod bullets;
mod clean_letters;
mod column_tables;
pub(crate) mod docx;
pub(crate) mod draft;
pub(crate) mod file_kind;
pub(crate) mod head_fields;
mod head_lines;
mod head_patterns;
mod heading_levels;
pub(crate) mod html_page;
pub(crate) mod import_report;
mod inline_writer;
mod issuer_names;
mod joined_runs;
mod layout_lines;
mod letterhead;
mod line_breaks;
mod markdown_escapes;
mod markdown_writer;
mod number_format;
mod odd_letters;
mod old_text;
mod page_furniture;
mod parts;
mod pdf_pages;
pub(crate) mod pdf_text;
mod pdf_words;
pub(crate) mod picture_marks;
mod placed_lines;
pub(crate) mod plain_text;
pub(crate) mod printed_words;
mod run_builder;
mod scripted_letters;
mod signature_block;
mod signers;
pub mod source_text;
mod stamps;
mod symbol_fonts;
mod tab_tables;
mod table_writer;
mod text_bytes;
mod text_columns;
mod text_openings;
pub(crate) mod word_check;
mod wrapped_lines;

use crate::input::citations::lexicon::Lexicon;
use crate::input::import::file_kind::FileKind;
use crate::input::import::source_text::SourceText;
use crate::messages::import_text::ImportProblem;

/// What a source holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ImportContent<'a> {
    /// The bytes of a file.
    Bytes(&'a [u8]),
    /// What `pdftotext` made of a .pdf file.
    PdfText(&'a str),
}

/// Reads a source, whatever its format.
///
/// # Errors
/// Where it cannot be read.
pub(crate) fn read(name: &str, content: ImportContent<'_>) -> Result<SourceText, ImportProblem> {
    match content {
        ImportContent::Bytes(bytes) => match FileKind::of(bytes) {
            FileKind::Archive => docx::read(bytes),
            FileKind::Html => html_page::read(bytes),
            FileKind::Other if is_page(name) => html_page::read(bytes),
            FileKind::Other => text_bytes::read(name, bytes),
            kind @ (FileKind::Empty
            | FileKind::OldWord
            | FileKind::Encrypted
            | FileKind::OldOffice
            | FileKind::Picture(_)
            | FileKind::Pdf
            | FileKind::Rtf
            | FileKind::Program) => Err(kind.problem_as_docx()),
        },
        ImportContent::PdfText(text) => pdf_text::read(text),
    }
}

/// Makes the body of a document of some bytes, as an import does, without a site; `None` where they are refused.
pub fn import_body(name: &str, bytes: &[u8]) -> Option<String> {
    let words = String::from_utf8_lossy(bytes);
    let content = match name.ends_with(".pdf") {
        true => ImportContent::PdfText(&words),
        false => ImportContent::Bytes(bytes),
    };
    let source = read(name, content).ok()?;
    Some(draft::draft(source, &Lexicon::built_in()).body)
}

/// Returns whether a file is called a page of HTML: what a clipboard holds has no head that shows it.
fn is_page(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".html") || name.ends_with(".htm")
}
