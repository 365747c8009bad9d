//! Marks the places of the pictures of a source, until their files have names.

use crate::input::import::file_kind::FileKind;
use crate::input::import::markdown_escapes::escaped;
use crate::input::import::source_text::{SourceBlock, SourceParagraph, SourceText};

/// A picture whose file is written beside the document.
#[derive(Clone, Debug)]
pub(crate) struct DraftImage {
    /// What is in the body in place of the name of its file.
    pub(crate) mark: String,
    /// Its alternative text, as Markdown.
    pub(crate) alt: String,
    /// The name of its file inside the source.
    pub(crate) name: String,
    /// How the name of its file ends.
    pub(crate) extension: &'static str,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// Marks the pictures that browsers show; gives them, and the names of all others.
pub(super) fn mark(source: &mut SourceText) -> (Vec<DraftImage>, Vec<(String, String)>) {
    let mut shown: Vec<Option<DraftImage>> = Vec::with_capacity(source.images.len());
    let mut others = Vec::new();
    for (at, image) in std::mem::take(&mut source.images).into_iter().enumerate() {
        let words: Vec<&str> = image.alt.split_whitespace().collect();
        match extension(&image.bytes) {
            Some(extension) => shown.push(Some(DraftImage {
                mark: format!("\u{f8f0}{at}\u{f8f1}"),
                alt: escaped(&words.join(" ")).replace(']', "\\]"),
                name: image.name,
                extension,
                bytes: image.bytes,
            })),
            None => {
                others.push((image.name, image.alt));
                shown.push(None);
            }
        }
    }
    let notes = source.notes.iter_mut().flat_map(|note| &mut note.paragraphs);
    let mut paragraphs: Vec<&mut SourceParagraph> = notes.collect();
    for block in &mut source.blocks {
        match block {
            SourceBlock::Paragraph(paragraph) => paragraphs.push(paragraph),
            SourceBlock::Table(table) => {
                let cells = table.rows.iter_mut().flatten();
                paragraphs.extend(cells.flat_map(|cell| &mut cell.paragraphs));
            }
            SourceBlock::PageBreak => {}
        }
    }
    for run in paragraphs.into_iter().flat_map(|paragraph| &mut paragraph.runs) {
        let image = run.image.and_then(|image| shown.get(image.0)?.as_ref());
        if run.image.is_some() {
            run.link = image.map(|image| format!("![{}]({})", image.alt, image.mark));
        }
    }
    (shown.into_iter().flatten().collect(), others)
}

/// The ending of a picture that every browser shows.
fn extension(bytes: &[u8]) -> Option<&'static str> {
    match FileKind::of(bytes) {
        FileKind::Picture("PNG") => Some("png"),
        FileKind::Picture("JPEG") => Some("jpg"),
        FileKind::Picture("GIF") => Some("gif"),
        FileKind::Picture("WebP") => Some("webp"),
        FileKind::Picture(_)
        | FileKind::Empty
        | FileKind::Archive
        | FileKind::OldWord
        | FileKind::Encrypted
        | FileKind::OldOffice
        | FileKind::Pdf
        | FileKind::Rtf
        | FileKind::Html
        | FileKind::Program
        | FileKind::Other => None,
    }
}
