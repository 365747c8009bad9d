//! The text of a document as its format gives it, before anything in it is recognised: what every reader makes.

use crate::input::import::import_report::{Doubt, Repair};
use crate::messages::import_text::ImportProblem;

/// A document as a reader found it.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    /// Its paragraphs, tables and page breaks, in reading order.
    pub blocks: Vec<SourceBlock>,
    /// Its footnotes and endnotes.
    pub notes: Vec<SourceNote>,
    /// Its pictures, which the text refers to by [`SourceRun::image`].
    pub images: Vec<SourceImage>,
    /// What its paragraphs are.
    pub lines: SourceLines,
    /// Whether its text is Markdown, whose signs are its own.
    pub is_markdown: bool,
    /// What the reader changed.
    pub repairs: Vec<Repair>,
    /// What the reader is not sure of, or left out.
    pub doubts: Vec<Doubt>,
}

/// What the paragraphs of a source are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceLines {
    /// Lines of a text: some may continue the one before. An empty line is a paragraph without runs.
    #[default]
    MayBeWrapped,
    /// Lines of printed pages, which are wrapped at their margin.
    ArePrinted,
    /// Paragraphs of a word processor.
    AreParagraphs,
}

/// A block of a source.
#[derive(Clone, Debug)]
pub enum SourceBlock {
    /// A paragraph, or a line of a text.
    Paragraph(SourceParagraph),
    /// A table. Readers also make one of a letterhead or of signatures that are a table without borders.
    Table(SourceTable),
    /// The start of a new page.
    PageBreak,
}

/// A paragraph of a source.
#[derive(Clone, Debug, Default)]
pub struct SourceParagraph {
    /// Its line in the source, or the number of the paragraph; from 1.
    pub line: u32,
    /// Its automatic number as Word prints it, with its sign: `1.`, `a)`, `Điều 3.`.
    pub number: Option<String>,
    /// Whether it has an automatic bullet.
    pub is_bullet: bool,
    /// How deep it is in automatic lists, from 0.
    pub depth: u8,
    /// Its level, if the source marks it as a heading.
    pub level: Option<u8>,
    /// Whether the source centres it.
    pub is_centered: bool,
    /// Its text. A tab inside is `\t`, a line break inside is `\n`.
    pub runs: Vec<SourceRun>,
}

/// A piece of text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRun {
    /// Its letters, in Unicode: the reader has decoded old encodings and left out deleted text.
    pub text: String,
    /// Whether it is bold.
    pub is_bold: bool,
    /// Whether it is italic.
    pub is_italic: bool,
    /// Whether it is raised or lowered.
    pub script: SourceScript,
    /// The footnote whose mark this is; the run then has no text.
    pub note: Option<NoteId>,
    /// The picture that is here; the run then has no text.
    pub image: Option<ImageId>,
    /// The address that the run links to.
    pub link: Option<String>,
}

/// How high letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceScript {
    /// On the line.
    #[default]
    Normal,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

/// The place of a footnote in [`SourceText::notes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteId(pub usize);

/// A footnote or endnote.
#[derive(Clone, Debug, Default)]
pub struct SourceNote {
    /// Its paragraphs.
    pub paragraphs: Vec<SourceParagraph>,
}

/// The place of a picture in [`SourceText::images`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImageId(pub usize);

/// A picture of a source.
#[derive(Clone, Debug, Default)]
pub struct SourceImage {
    /// Its alternative text; empty if the source has none.
    pub alt: String,
    /// The name of its file inside the source, such as `image1.png`.
    pub name: String,
    /// Its bytes; empty if the source does not hold them.
    pub bytes: Vec<u8>,
}

/// A table of a source.
#[derive(Clone, Debug, Default)]
pub struct SourceTable {
    /// Its line in the source, or the number of its first paragraph; from 1.
    pub line: u32,
    /// Its caption, if the source marks one.
    pub caption: Option<String>,
    /// How many of its first rows are headers, if the source marks them.
    pub header_rows: usize,
    /// Whether it is drawn with borders: a letterhead or a block of signatures is not.
    pub has_borders: bool,
    /// Its rows.
    pub rows: Vec<Vec<SourceCell>>,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct SourceCell {
    /// Its paragraphs.
    pub paragraphs: Vec<SourceParagraph>,
    /// How many columns it spans; 1 for a plain cell.
    pub columns: usize,
    /// How many rows it spans; 1 for a plain cell, 0 for a cell that the one above covers.
    pub rows: usize,
}

impl Default for SourceCell {
    fn default() -> Self {
        SourceCell {
            paragraphs: Vec::new(),
            columns: 1,
            rows: 1,
        }
    }
}

impl SourceText {
    /// Refuses a source without a word: one of pictures is a scan.
    pub(crate) fn worded(self) -> Result<Self, ImportProblem> {
        match (self.has_words(), self.images.is_empty()) {
            (true, _) => Ok(self),
            (false, true) => Err(ImportProblem::Empty),
            (false, false) => Err(ImportProblem::Scan),
        }
    }

    /// Returns whether it has words, whatever else it has.
    pub fn has_words(&self) -> bool {
        let is_worded = |paragraph: &SourceParagraph| paragraph.text().contains(char::is_alphanumeric);
        let has_note = self.notes.iter().flat_map(|note| &note.paragraphs).any(is_worded);
        let in_blocks = self.blocks.iter().any(|block| match block {
            SourceBlock::Paragraph(paragraph) => is_worded(paragraph),
            SourceBlock::Table(table) => {
                let mut cells = table.rows.iter().flatten();
                cells.any(|cell| cell.paragraphs.iter().any(is_worded))
            }
            SourceBlock::PageBreak => false,
        });
        in_blocks || has_note
    }
}

impl SourceRun {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        SourceRun {
            text: text.into(),
            ..SourceRun::default()
        }
    }
}

impl SourceParagraph {
    /// A paragraph of plain text at a line; without runs where the text is empty.
    pub fn plain(line: u32, text: &str) -> Self {
        let runs = (!text.is_empty()).then(|| SourceRun::plain(text));
        SourceParagraph {
            line,
            runs: runs.into_iter().collect(),
            ..SourceParagraph::default()
        }
    }

    /// Its letters, without its automatic number and without marks.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}
