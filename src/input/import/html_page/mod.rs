//! Reads a page of HTML: what Word, LibreOffice and Google Docs save or put on the clipboard.
//!
//! Takes bytes; gives the words that a browser shows, never a tag. Nothing in a page is run or loaded.

mod block_reader;
mod counted_lists;
mod element_look;
mod html_tables;
mod html_tree;
mod list_marks;
mod page_bytes;
mod page_notes;
mod page_styles;

use crate::input::import::html_page::block_reader::PageReader;
use crate::input::import::html_page::html_tree::HtmlTree;
use crate::input::import::html_page::page_bytes::decoded;
use crate::input::import::html_page::page_notes::PageNotes;
use crate::input::import::html_page::page_styles::Stylesheet;
use crate::input::import::source_text::SourceText;
use crate::messages::import_text::ImportProblem;

/// The most bytes of a page.
const MAX_PAGE_BYTES: usize = 32 << 20;

/// Reads a page.
///
/// # Errors
/// Where it is no text, exceeds the limits, or holds no words.
pub fn read(bytes: &[u8]) -> Result<SourceText, ImportProblem> {
    if bytes.len() > MAX_PAGE_BYTES {
        return Err(ImportProblem::TooLarge(MAX_PAGE_BYTES >> 20));
    }
    let text = decoded(bytes)?;
    let tree = HtmlTree::parse(&text)?;
    let sheet = Stylesheet::read(tree.root());
    let notes = PageNotes::find(tree.root());
    let source = PageReader::new(&sheet, &notes, &tree).read(tree.root())?;
    source.worded()
}
