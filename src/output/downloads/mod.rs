//! The text of a followed document as files to download: plain text, and for word processors.
//!
//! Both are written from the same paragraphs, so that neither says more or less than the other; for programs there is
//! `akoma_ntoso`. Must not know HTML.

mod docx;
mod paragraphs;
mod plain_text;

use std::io::{self, Write};

use crate::model::indexes::DocIx;
use crate::output::akoma_ntoso;
use crate::output::page_context::PageContext;
use crate::site::route::DownloadFormat;

/// Writes a document as a file.
///
/// # Errors
/// The failure of the writer.
pub(super) fn write(
    context: PageContext<'_>,
    index: DocIx,
    format: DownloadFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    let paragraphs = || paragraphs::paragraphs(context, index);
    match format {
        DownloadFormat::Text => plain_text::write(&paragraphs(), out),
        DownloadFormat::Word => docx::write(&paragraphs(), out),
        DownloadFormat::AkomaNtoso => akoma_ntoso::write(context, index, out),
    }
}
