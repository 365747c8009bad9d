//! A document as plain text in UTF-8: a blank line after each paragraph.

use std::io::{self, Write};

use crate::output::downloads::paragraphs::{ParagraphStyle, TextParagraph};

pub(super) fn write(paragraphs: &[TextParagraph], out: &mut dyn Write) -> io::Result<()> {
    for paragraph in paragraphs {
        if paragraph.style == ParagraphStyle::Note {
            out.write_all(b"---\n")?;
        }
        writeln!(out, "{}\n", paragraph.text)?;
    }
    Ok(())
}
