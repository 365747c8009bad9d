//! Reads plain text and Markdown: each line becomes a paragraph, each form feed a page break.

use crate::input::import::source_text::{SourceBlock, SourceLines, SourceParagraph, SourceText};
use crate::messages::import_text::ImportProblem;

/// Reads a text that was decoded.
///
/// # Errors
/// Where it holds no words.
pub(crate) fn read(text: &str) -> Result<SourceText, ImportProblem> {
    if !text.contains(char::is_alphanumeric) {
        return Err(ImportProblem::Empty);
    }
    let mut source = SourceText {
        lines: SourceLines::MayBeWrapped,
        ..SourceText::default()
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, number) in text.split('\n').zip(1..) {
        let mut parts = line.trim_end_matches('\r').split('\u{c}').peekable();
        while let Some(part) = parts.next() {
            let is_beside_break = part.is_empty() && line.contains('\u{c}');
            if !is_beside_break {
                let paragraph = SourceParagraph::plain(number, part.trim_end());
                source.blocks.push(SourceBlock::Paragraph(paragraph));
            }
            if parts.peek().is_some() {
                source.blocks.push(SourceBlock::PageBreak);
            }
        }
    }
    Ok(source)
}
