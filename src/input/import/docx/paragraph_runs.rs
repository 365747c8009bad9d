//! The content of a paragraph of a .docx while it is read, and the paragraph in parts where pages break.

use crate::input::import::docx::word_styles::{RunSettings, Style};
use crate::input::import::run_builder::{RunBuilder, RunLook};
use crate::input::import::source_text::{SourceBlock, SourceParagraph, SourceRun, SourceScript};
use crate::input::import::symbol_fonts::{SymbolFont, drawn};
use crate::input::old_fonts::FontEncoding;

/// A page break inside a paragraph.
pub(super) const PAGE_BREAK: char = '\u{c}';

/// The content of a paragraph while it is read.
#[derive(Default)]
pub(super) struct ParagraphRuns<'t> {
    pub(super) style: Style<'t>,
    /// The blocks of text boxes that are anchored in it.
    pub(super) boxes: Vec<SourceBlock>,
    /// The letters that tracked changes deleted, and those they inserted.
    pub(super) deleted: String,
    pub(super) inserted: String,
    pub(super) runs: RunBuilder,
}

impl ParagraphRuns<'_> {
    /// Adds letters that are text: those of a font of signs are the signs.
    pub(super) fn push_letters(&mut self, text: &str, look: &RunSettings<'_>, link: Option<&str>) {
        let font = |name: Option<&str>| name.and_then(SymbolFont::of_font);
        match (font(look.ascii_font), font(look.font)) {
            (None, None) => self.push(text, look, link),
            fonts => self.push_drawn(text, fonts, look, link),
        }
    }

    /// Adds letters as fonts of signs draw them.
    pub(super) fn push_drawn(
        &mut self,
        text: &str,
        fonts: (Option<SymbolFont>, Option<SymbolFont>),
        look: &RunSettings<'_>,
        link: Option<&str>,
    ) {
        let is_start = self.runs.text().trim().is_empty();
        match drawn(text, fonts, is_start) {
            Some(signs) => self.push(&signs, &RunSettings { font: None, ..*look }, link),
            None => self.push(text, look, link),
        }
    }

    /// Adds letters of a look.
    pub(super) fn push(&mut self, text: &str, look: &RunSettings<'_>, link: Option<&str>) {
        let look = RunLook {
            is_bold: look.is_bold == Some(true),
            is_italic: look.is_italic == Some(true),
            script: look.script.unwrap_or(SourceScript::Normal),
            encoding: look.font.and_then(FontEncoding::of_font),
            is_upper: look.is_upper == Some(true),
        };
        self.runs.push(text, &look, link);
    }
}

/// Adds a paragraph as blocks: in parts, where it has page breaks. Its number stays with its first words.
pub(super) fn split_at_page_breaks(paragraph: SourceParagraph, runs: Vec<SourceRun>, blocks: &mut Vec<SourceBlock>) {
    if !runs.iter().any(|run| run.text.contains(PAGE_BREAK)) {
        blocks.push(SourceBlock::Paragraph(SourceParagraph { runs, ..paragraph }));
        return;
    }
    let mut pages: Vec<Vec<SourceRun>> = vec![Vec::new()];
    for run in runs {
        let text = run.text.clone();
        for (at, piece) in text.split(PAGE_BREAK).enumerate() {
            if at > 0 {
                pages.push(Vec::new());
            }
            let is_needed = !piece.is_empty() || run.note.is_some() || run.image.is_some();
            if let Some(page) = pages.last_mut().filter(|_| is_needed) {
                page.push(SourceRun {
                    text: piece.to_owned(),
                    ..run.clone()
                });
            }
        }
    }
    let mut next = Some(paragraph);
    let last = pages.len() - 1;
    for (at, runs) in pages.into_iter().enumerate() {
        let is_numbered = next
            .as_ref()
            .is_some_and(|paragraph| paragraph.number.is_some() || paragraph.is_bullet);
        if !runs.is_empty() || at == last && is_numbered {
            let line = next.as_ref().map_or(0, |paragraph| paragraph.line);
            let paragraph = next.take().unwrap_or(SourceParagraph {
                line,
                ..SourceParagraph::default()
            });
            let rest = SourceParagraph {
                number: None,
                is_bullet: false,
                runs: Vec::new(),
                ..paragraph.clone()
            };
            blocks.push(SourceBlock::Paragraph(SourceParagraph { runs, ..paragraph }));
            next = Some(rest);
        }
        blocks.extend((at < last).then_some(SourceBlock::PageBreak));
    }
}
