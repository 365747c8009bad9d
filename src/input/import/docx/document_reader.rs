//! Walks the body of a .docx: paragraphs with their printed numbers, tables, notes, text boxes.

use std::collections::HashMap;

use crate::input::import::docx::numbering::Numbering;
use crate::input::import::docx::paragraph_runs::{ParagraphRuns, split_at_page_breaks};
use crate::input::import::docx::word_styles::{ParagraphSettings, RunSettings, Style, Styles};
use crate::input::import::import_report::{Doubt, Repair};
use crate::input::import::joined_runs::as_paragraphs;
use crate::input::import::source_text::{NoteId, SourceBlock, SourceNote, SourceParagraph, SourceRun, SourceText};
use crate::input::office::relationships::Relationships;
use crate::input::office::xml_tree::{Element, XmlTree};
use crate::input::old_fonts::{FontEncoding, is_unicode};
use crate::messages::import_text::{DoubtReason, RepairRule};

/// The parts of a document that its text refers to.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) styles: Option<XmlTree>,
    pub(super) numbering: Option<XmlTree>,
    pub(super) footnotes: Option<XmlTree>,
    pub(super) endnotes: Option<XmlTree>,
    pub(super) comments: Option<XmlTree>,
    pub(super) relationships: Relationships,
    /// The relationships of the footnotes and of the endnotes.
    pub(super) of_footnotes: Relationships,
    pub(super) of_endnotes: Relationships,
}

/// What a walk knows.
pub(super) struct DocumentReader<'t> {
    pub(super) styles: Styles<'t>,
    pub(super) numbering: Numbering<'t>,
    /// Those of the part that is read.
    pub(super) relationships: &'t Relationships,
    pub(super) fields: Vec<Field>,
    pub(super) out: SourceText,
    /// The pictures by the names of their parts, in the order of [`SourceText::images`].
    pub(super) image_parts: Vec<String>,
    /// The number of the paragraph that is read, from 1.
    pub(super) line: u32,
    /// Whether texts in fonts of before Unicode are Unicode elsewhere in the document.
    pub(super) fonts_are_stale: bool,
    parts: &'t Parts,
    notes: HashMap<(NoteKind, &'t str), Element<'t>>,
    comments: HashMap<&'t str, Element<'t>>,
    is_in_note: bool,
    /// Letters of paragraphs whose mark a tracked change deleted: they belong to the next one.
    joined: Option<ParagraphRuns<'t>>,
}

/// Where a note is printed.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    /// At the foot of its page.
    Footnote,
    /// At the end of the document.
    Endnote,
}

/// A field: its instruction, then what Word prints for it.
#[derive(Default)]
pub(super) struct Field {
    pub(super) instruction: String,
    pub(super) is_result: bool,
    /// What a field of a form prints, where Word stores no result.
    pub(super) choice: Option<String>,
    /// The length of the paragraph's text at which the result begins.
    pub(super) result_from: usize,
}

impl<'t> DocumentReader<'t> {
    /// Prepares the walk of a document.
    pub(super) fn new(parts: &'t Parts) -> Self {
        let notes = by_id(parts.footnotes.as_ref(), "footnote").map(|(id, note)| ((NoteKind::Footnote, id), note));
        let endnotes = by_id(parts.endnotes.as_ref(), "endnote").map(|(id, note)| ((NoteKind::Endnote, id), note));
        DocumentReader {
            styles: Styles::read(parts.styles.as_ref()),
            numbering: Numbering::read(parts.numbering.as_ref()),
            relationships: &parts.relationships,
            fields: Vec::new(),
            out: SourceText::default(),
            image_parts: Vec::new(),
            line: 0,
            fonts_are_stale: false,
            parts,
            notes: notes.chain(endnotes).collect(),
            comments: by_id(parts.comments.as_ref(), "comment").collect(),
            is_in_note: false,
            joined: None,
        }
    }

    /// Reads the body of a document.
    pub(super) fn read(mut self, body: Element<'t>) -> (SourceText, Vec<String>) {
        self.fonts_are_stale = self.has_unicode_in_old_fonts(body);
        let mut blocks = Vec::new();
        self.read_blocks(body, &mut blocks);
        self.out.blocks = blocks;
        (self.out, self.image_parts)
    }

    /// Reads the paragraphs and tables inside an element.
    pub(super) fn read_blocks(&mut self, container: Element<'t>, blocks: &mut Vec<SourceBlock>) {
        for element in container.children() {
            match element.name() {
                "p" => self.read_paragraph(element, blocks),
                "tbl" => self.read_table(element, blocks),
                "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" | "moveTo" => self.read_blocks(element, blocks),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.read_blocks(chosen, blocks);
                    }
                }
                "del" | "moveFrom" => self.report_deleted(&all_text(element)),
                "altChunk" => self.doubt(DoubtReason::Object, String::new()),
                "oMath" | "oMathPara" => {
                    let text = all_text(element);
                    self.doubt(DoubtReason::Equation, text.clone());
                    blocks.push(SourceBlock::Paragraph(SourceParagraph::plain(self.line, &text)));
                }
                _ => {}
            }
        }
    }

    /// Reads the paragraphs inside an element; those of its tables as well, a row as one with tabs.
    pub(super) fn read_paragraphs(&mut self, container: Element<'t>) -> Vec<SourceParagraph> {
        let mut blocks = Vec::new();
        self.read_blocks(container, &mut blocks);
        as_paragraphs(blocks, |text| self.doubt(DoubtReason::NestedTable, text))
    }

    fn read_paragraph(&mut self, element: Element<'t>, blocks: &mut Vec<SourceBlock>) {
        self.line += 1;
        let line = self.line;
        let own = element.child("pPr");
        let style_id = own.and_then(|own| own.child("pStyle")?.value());
        let style = self.styles.of_paragraph(style_id);
        let settings = own.map(ParagraphSettings::read).unwrap_or_default().or(style.paragraph);
        let mark = own.and_then(|own| own.child("rPr"));
        let mut runs = self.joined.take().unwrap_or_default();
        runs.style = style;
        self.read_inline(element, &mut runs, None);
        self.report_changes(&mut runs);
        let boxes = std::mem::take(&mut runs.boxes);
        let is_deleted = mark.is_some_and(|mark| mark.children().any(|at| matches!(at.name(), "del" | "moveFrom")));
        if is_deleted {
            self.joined = Some(runs);
            blocks.extend(boxes);
            return;
        }
        let list_style = style_id.filter(|_| settings.list.is_some());
        let mut paragraph = SourceParagraph {
            line,
            level: heading_level(&settings, &style),
            is_centered: settings.is_centered == Some(true),
            ..SourceParagraph::default()
        };
        let mark = mark.map(RunSettings::read).unwrap_or_default();
        self.number(&settings, list_style, &mark.or(style.run), &mut paragraph);
        let text = runs.runs.finish(self.fonts_are_stale, line, &mut self.out.repairs);
        if is_contents(&style) {
            self.repair(RepairRule::Contents, plain_text(&text), String::new());
            return;
        }
        let begins_page = settings.begins_page == Some(true);
        blocks.extend(begins_page.then_some(SourceBlock::PageBreak));
        split_at_page_breaks(paragraph, text, blocks);
        blocks.extend(boxes);
        let section = own.and_then(|own| own.child("sectPr"));
        let section_kind = section.map(|section| section.child("type").and_then(Element::value));
        let ends_page = section_kind.is_some_and(|kind| kind != Some("continuous"));
        blocks.extend(ends_page.then_some(SourceBlock::PageBreak));
    }

    /// Gives a paragraph its automatic number or bullet.
    fn number(
        &mut self,
        settings: &ParagraphSettings<'t>,
        style: Option<&str>,
        look: &RunSettings<'t>,
        paragraph: &mut SourceParagraph,
    ) {
        let Some(number) = self.numbering.next(settings, style) else {
            return;
        };
        paragraph.depth = u8::try_from(number.level).unwrap_or(0);
        paragraph.is_bullet = number.is_bullet;
        let encoding = number.font.or(look.font).and_then(FontEncoding::of_font);
        let decoded = encoding.and_then(|encoding| encoding.decode(&number.text, self.fonts_are_stale));
        let text = decoded.unwrap_or(number.text);
        // A plus is printed as a mark of its own level; all other bullets say the same.
        let is_printed = !number.is_bullet || text == "+";
        if number.is_doubtful {
            self.doubt(DoubtReason::Number, text.clone());
        }
        paragraph.number = (is_printed && !text.is_empty()).then_some(text);
    }

    /// Reports what tracked changes deleted and inserted in a paragraph.
    fn report_changes(&mut self, runs: &mut ParagraphRuns<'t>) {
        let deleted = std::mem::take(&mut runs.deleted);
        self.report_deleted(&deleted);
        let inserted = std::mem::take(&mut runs.inserted);
        if !inserted.trim().is_empty() {
            self.repair(RepairRule::Inserted, String::new(), inserted);
        }
    }

    /// Reports letters that a tracked change deleted.
    pub(super) fn report_deleted(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.repair(RepairRule::Deleted, text.to_owned(), String::new());
        }
    }

    /// Reads a note where the text refers to it.
    pub(super) fn read_note(&mut self, kind: NoteKind, id: &str) -> Option<NoteId> {
        // A damaged file may have a note that refers to itself.
        if self.is_in_note {
            return None;
        }
        let note = *self.notes.get(&(kind, id))?;
        let of_note = match kind {
            NoteKind::Footnote => &self.parts.of_footnotes,
            NoteKind::Endnote => &self.parts.of_endnotes,
        };
        let outer = (
            std::mem::replace(&mut self.relationships, of_note),
            std::mem::take(&mut self.fields),
            self.joined.take(),
        );
        self.is_in_note = true;
        let mut paragraphs = self.read_paragraphs(note);
        // A blank separates the words of a note from its mark.
        if let Some(run) = paragraphs.first_mut().and_then(|first| first.runs.first_mut()) {
            run.text = run.text.trim_start().to_owned();
        }
        self.is_in_note = false;
        (self.relationships, self.fields, self.joined) = outer;
        self.out.notes.push(SourceNote { paragraphs });
        Some(NoteId(self.out.notes.len() - 1))
    }

    /// Reports a comment where the text refers to it.
    pub(super) fn report_comment(&mut self, id: &str) {
        if let Some(comment) = self.comments.get(id) {
            let text = all_text(*comment);
            self.doubt(DoubtReason::Comment, text);
        }
    }

    /// Reports what an editor has to look at.
    pub(super) fn doubt(&mut self, reason: DoubtReason, text: String) {
        let line = self.line;
        self.out.doubts.push(Doubt { reason, line, text });
    }

    pub(super) fn repair(&mut self, rule: RepairRule, before: String, after: String) {
        let line = self.line;
        self.out.repairs.push(Repair {
            rule,
            line,
            before,
            after,
        });
    }

    /// Returns whether some text in a font of before Unicode is Unicode.
    fn has_unicode_in_old_fonts(&self, body: Element<'t>) -> bool {
        let is_old = |font: Option<&str>| font.and_then(FontEncoding::of_font).is_some();
        // Most documents name no such font anywhere.
        let in_styles = self.styles.all().any(|style| is_old(style.run.font));
        let mut runs = body.descendants().filter(|element| element.name() == "r");
        runs.any(|run| {
            let font = run.child("rPr").and_then(|look| RunSettings::read(look).font);
            let is_old = is_old(font) || in_styles && font.is_none();
            is_old
                && run
                    .children()
                    .any(|text| text.name() == "t" && is_unicode(&text.text()))
        })
    }
}

/// The elements of a name by their ids.
fn by_id<'t>(tree: Option<&'t XmlTree>, name: &'static str) -> impl Iterator<Item = (&'t str, Element<'t>)> {
    let elements = tree.into_iter().flat_map(|tree| tree.root().children());
    elements
        .filter(move |element| element.name() == name)
        .filter_map(|element| Some((element.attribute("id")?, element)))
}

/// The one of several forms of a content that a reader of today shows (ECMA-376, part 3, 9.3).
pub(super) fn chosen(alternatives: Element<'_>) -> Option<Element<'_>> {
    alternatives.child("Choice").or(alternatives.child("Fallback"))
}

/// All letters inside an element, also deleted ones; a blank between paragraphs.
pub(super) fn all_text(element: Element<'_>) -> String {
    let mut out = String::new();
    for inner in element.descendants() {
        match inner.name() {
            "t" | "delText" => out.push_str(&inner.text()),
            "p" | "tab" | "br" if !out.is_empty() => out.push(' '),
            _ => {}
        }
    }
    out
}

/// The level of a heading, from 1.
fn heading_level(settings: &ParagraphSettings<'_>, style: &Style<'_>) -> Option<u8> {
    let of_name = style
        .name
        .to_lowercase()
        .strip_prefix("heading ")
        .and_then(|level| level.parse().ok());
    let level = settings.outline.map(|outline| outline + 1).or(of_name)?;
    (1..=9).contains(&level).then_some(level)
}

/// Returns whether paragraphs of a style are a table of contents, which Word makes from the headings.
fn is_contents(style: &Style<'_>) -> bool {
    let name = style.name.to_lowercase();
    name.strip_prefix("toc ")
        .is_some_and(|level| level == "heading" || level.parse::<u8>().is_ok())
}

fn plain_text(runs: &[SourceRun]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
