//! Reads a .docx (ECMA-376): what Word prints, within limits of size and depth.
//!
//! Takes the bytes of a file; gives a [`SourceText`]. Knows nothing of what the words mean.

mod document_reader;
mod field_values;
mod inline_reader;
mod numbering;
mod paragraph_runs;
mod symbols;
mod word_fields;
mod word_styles;
mod word_tables;

use std::collections::BTreeSet;

use crate::input::import::docx::document_reader::{DocumentReader, Parts, all_text};
use crate::input::import::file_kind::FileKind;
use crate::input::import::import_report::Doubt;
use crate::input::import::source_text::{SourceLines, SourceText};
use crate::input::office::archive::Archive;
use crate::input::office::relationships::Relationships;
use crate::input::office::xml_tree::{Element, XmlTree};
use crate::messages::import_text::{DoubtReason, ImportProblem};

/// The most bytes of all pictures that are taken over.
const MAX_IMAGE_BYTES: usize = 32 << 20;

/// Reads a .docx.
///
/// # Errors
/// Where it is none, is damaged or protected, exceeds the limits, or holds no words.
pub fn read(bytes: &[u8]) -> Result<SourceText, ImportProblem> {
    let kind = FileKind::of(bytes);
    if kind != FileKind::Archive {
        return Err(kind.problem_as_docx());
    }
    let mut archive = Archive::open(bytes)?;
    let main = main_part(&mut archive)?;
    let main_bytes = archive.read(&main)?.ok_or(ImportProblem::Damaged)?;
    let document = XmlTree::parse(&main_bytes)?;
    drop(main_bytes);
    let parts = read_parts(&mut archive, &main)?;
    let body = document.root().child("body").ok_or(ImportProblem::Damaged)?;
    let (mut source, image_parts) = DocumentReader::new(&parts).read(body);
    source.lines = SourceLines::AreParagraphs;
    report_heads(&mut archive, &parts.relationships, body, &mut source)?;
    read_images(&mut archive, &image_parts, &mut source)?;
    source.worded()
}

/// The name of the part with the text. An archive of another format is recognised by its parts.
fn main_part(archive: &mut Archive<'_>) -> Result<String, ImportProblem> {
    let relationships = Relationships::of(archive, "")?;
    let named = relationships.part("officeDocument").map(str::to_owned);
    let main = named
        .filter(|name| archive.has(name))
        .unwrap_or_else(|| "word/document.xml".to_owned());
    let others = [
        ("xl/workbook.xml", ".xlsx"),
        ("ppt/presentation.xml", ".pptx"),
        ("xl/workbook.bin", ".xlsb"),
    ];
    if let Some((_, format)) = others.iter().find(|(part, _)| main == *part || archive.has(part)) {
        return Err(ImportProblem::Unsupported(format));
    }
    if archive.has(&main) {
        return Ok(main);
    }
    Err(match archive.read("mimetype")?.as_deref() {
        Some(b"application/vnd.oasis.opendocument.text") => ImportProblem::Unsupported(".odt"),
        Some(b"application/epub+zip") => ImportProblem::Unsupported(".epub"),
        Some(_) | None => ImportProblem::Unsupported(".zip"),
    })
}

/// Reads the parts that a text refers to.
fn read_parts(archive: &mut Archive<'_>, main: &str) -> Result<Parts, ImportProblem> {
    let relationships = Relationships::of(archive, main)?;
    let mut tree = |kind: &str| {
        let bytes = relationships
            .part(kind)
            .map(|name| archive.read(name))
            .transpose()?
            .flatten();
        bytes.map(|bytes| XmlTree::parse(&bytes)).transpose()
    };
    let (styles, numbering) = (tree("styles")?, tree("numbering")?);
    let (footnotes, endnotes, comments) = (tree("footnotes")?, tree("endnotes")?, tree("comments")?);
    let mut of = |kind: &str| {
        let part = relationships.part(kind).map(|part| Relationships::of(archive, part));
        part.transpose().map(Option::unwrap_or_default)
    };
    let (of_footnotes, of_endnotes) = (of("footnotes")?, of("endnotes")?);
    Ok(Parts {
        styles,
        numbering,
        footnotes,
        endnotes,
        comments,
        relationships,
        of_footnotes,
        of_endnotes,
    })
}

/// Reports the words of page heads and feet, which are left out; each once.
fn report_heads(
    archive: &mut Archive<'_>,
    relationships: &Relationships,
    body: Element<'_>,
    source: &mut SourceText,
) -> Result<(), ImportProblem> {
    let mut reported = BTreeSet::new();
    let references = body
        .descendants()
        .filter(|element| matches!(element.name(), "headerReference" | "footerReference"));
    let names: BTreeSet<&str> = references
        .filter_map(|reference| Some(relationships.get(reference.attribute("id")?)?.target.as_str()))
        .collect();
    for name in names {
        let Some(bytes) = archive.read(name)? else { continue };
        let tree = XmlTree::parse(&bytes)?;
        // A watermark is a shape of letters.
        let shapes = tree.root().descendants().filter(|element| element.name() == "textpath");
        let shapes = shapes.filter_map(|element| element.attribute("string").map(str::to_owned));
        for text in std::iter::once(all_text(tree.root())).chain(shapes) {
            let text = text.trim();
            if text.contains(char::is_alphabetic) && reported.insert(text.to_owned()) {
                source.doubts.push(Doubt {
                    reason: DoubtReason::HeaderFooter,
                    line: 0,
                    text: text.to_owned(),
                });
            }
        }
    }
    Ok(())
}

/// Reads the bytes of the pictures; those beyond the limit stay without.
fn read_images(archive: &mut Archive<'_>, parts: &[String], source: &mut SourceText) -> Result<(), ImportProblem> {
    let mut total = 0;
    for (image, part) in source.images.iter_mut().zip(parts) {
        if total < MAX_IMAGE_BYTES {
            image.bytes = archive.read(part)?.unwrap_or_default();
            total += image.bytes.len();
        }
    }
    Ok(())
}
