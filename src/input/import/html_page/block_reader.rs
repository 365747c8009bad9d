//! Walks a page: its blocks become paragraphs and tables.

use std::collections::HashMap;

use crate::input::import::html_page::counted_lists::CountedLists;
use crate::input::import::html_page::element_look::{Inherited, begins_page, is_block, is_hidden, is_struck};
use crate::input::import::html_page::html_tree::{HtmlTree, MAX_DEPTH, Node};
use crate::input::import::html_page::list_marks::{ListCounter, ListMark, word_depth, word_mark};
use crate::input::import::html_page::page_notes::PageNotes;
use crate::input::import::html_page::page_styles::{Declarations, Stylesheet};
use crate::input::import::import_report::{Doubt, Repair};
use crate::input::import::joined_runs::{as_paragraphs, trimmed};
use crate::input::import::run_builder::RunBuilder;
use crate::input::import::source_text::{
    ImageId, NoteId, SourceBlock, SourceImage, SourceLines, SourceNote, SourceParagraph, SourceText,
};
use crate::input::import::symbol_fonts::drawn;
use crate::input::old_fonts::is_unicode;
use crate::messages::import_text::{DoubtReason, ImportProblem, RepairRule};

/// How many notes may be inside each other.
const MAX_OPEN_NOTES: usize = 4;

/// What a walk knows.
pub(super) struct PageReader<'t> {
    pub(super) sheet: &'t Stylesheet,
    notes: &'t PageNotes<'t>,
    pub(super) out: SourceText,
    line: u32,
    fonts_are_stale: bool,
    /// The notes that were read, by the elements that hold them.
    notes_read: HashMap<usize, NoteId>,
    /// The lists that style sheets count.
    counted: CountedLists,
    /// How many notes are being read, each inside the one before.
    open_notes: usize,
    is_too_deep: bool,
}

/// Blocks while they are read, and the paragraph that is open.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<SourceBlock>,
    runs: RunBuilder,
    /// The mark of the next paragraph.
    mark: Option<ListMark>,
}

impl<'t> PageReader<'t> {
    /// Prepares the walk of a page.
    pub(super) fn new(sheet: &'t Stylesheet, notes: &'t PageNotes<'t>, tree: &HtmlTree) -> Self {
        let mut texts = tree.root().with_descendants().filter_map(Node::text);
        PageReader {
            sheet,
            notes,
            out: SourceText {
                lines: SourceLines::AreParagraphs,
                ..SourceText::default()
            },
            line: 0,
            fonts_are_stale: texts.any(is_unicode),
            notes_read: HashMap::new(),
            counted: CountedLists::read(tree.root()),
            open_notes: 0,
            is_too_deep: false,
        }
    }

    /// Reads a page.
    ///
    /// # Errors
    /// Where it is nested too deeply.
    pub(super) fn read(mut self, root: Node<'t>) -> Result<SourceText, ImportProblem> {
        let mut flow = Flow::default();
        let inherited = Inherited::default();
        self.read_parts(root, inherited, &mut flow);
        self.flush(inherited, &mut flow);
        self.read_other_notes(root, &mut flow);
        if self.is_too_deep {
            return Err(ImportProblem::TooDeep);
        }
        self.out.blocks = flow.blocks;
        Ok(self.out)
    }

    /// Reads what is inside an element.
    pub(super) fn read_parts(&mut self, parent: Node<'t>, inherited: Inherited<'t>, flow: &mut Flow) {
        self.is_too_deep |= inherited.depth > MAX_DEPTH;
        if self.is_too_deep {
            return;
        }
        for node in parent.children() {
            match node.text() {
                Some(text) => push_text(text, inherited, flow),
                None if node.name().is_empty() => {}
                None => self.read_element(node, inherited, flow),
            }
        }
    }

    fn read_element(&mut self, node: Node<'t>, inherited: Inherited<'t>, flow: &mut Flow) {
        let sheet = self.sheet;
        let styles = sheet.of(node);
        if self.is_left_out(node, &styles) {
            return;
        }
        let own = inherited.with(node, &styles);
        if is_struck(node, &styles) {
            self.doubt(DoubtReason::Struck, node.all_text());
        }
        if begins_page(&styles) {
            self.flush(inherited, flow);
            flow.blocks.push(SourceBlock::PageBreak);
        }
        match node.name() {
            "br" if begins_page(&styles) => {}
            "br" => flow.runs.push("\n", &inherited.look, None),
            "img" => self.add_image(node, flow),
            "table" => {
                self.flush(inherited, flow);
                self.read_table(node, own, flow);
            }
            "ol" | "ul" => {
                self.flush(inherited, flow);
                self.read_list(node, &styles, own, flow);
                self.flush(own, flow);
            }
            "a" if self.notes.of_mark(node).is_some() => {
                match self.notes.of_mark(node).and_then(|note| self.read_note(note)) {
                    Some(note) => flow.runs.push_note(note),
                    None => self.read_parts(node, own, flow),
                }
            }
            "span" if styles.own("mso-tab-count").is_some() => flow.runs.push("\t", &own.look, None),
            "span" if styles.own("mso-list") == Some("ignore") => {
                let depth = flow.mark.as_ref().map_or(0, |mark| mark.depth);
                flow.mark = Some(word_mark(&node.all_text(), self.first_font(node), depth));
            }
            "hr" => self.flush(inherited, flow),
            name if is_block(name) => self.read_block(node, &styles, own, flow),
            _ => self.read_parts(node, own, flow),
        }
    }

    /// Returns whether an element is not a part of the text; what it says is reported.
    fn is_left_out(&mut self, node: Node<'t>, styles: &Declarations<'_>) -> bool {
        let class = node.attribute("class").unwrap_or_default().to_ascii_lowercase();
        let element = styles.own("mso-element").unwrap_or_default();
        let reason = match node.name() {
            "script" | "style" | "head" | "title" | "template" | "meta" | "link" | "input" | "noframes" => return true,
            "del" => {
                self.repair(RepairRule::Deleted, node.all_text(), String::new());
                return true;
            }
            "ins" => {
                self.repair(RepairRule::Inserted, String::new(), node.all_text());
                return false;
            }
            "svg" | "iframe" | "object" | "embed" | "video" | "audio" | "canvas" | "applet" => {
                let text = node.all_text();
                self.doubt(DoubtReason::Object, text);
                return true;
            }
            "math" => {
                self.doubt(DoubtReason::Equation, node.all_text());
                return false;
            }
            "div" if matches!(node.attribute("title"), Some("header" | "footer")) => DoubtReason::HeaderFooter,
            _ if matches!(element, "header" | "footer") => DoubtReason::HeaderFooter,
            _ if element.starts_with("comment") || class.starts_with("msocom") => DoubtReason::Comment,
            _ if self.notes.is_note(node) || self.notes.is_back_link(node) => return true,
            _ if is_hidden(node, styles) => DoubtReason::HiddenText,
            _ => return false,
        };
        let text = node.all_text();
        if text.contains(char::is_alphanumeric) {
            self.doubt(reason, text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        true
    }

    fn read_block(&mut self, node: Node<'t>, styles: &Declarations<'_>, own: Inherited<'t>, flow: &mut Flow) {
        self.flush(own, flow);
        if let Some(depth) = word_depth(styles) {
            flow.mark = Some(ListMark {
                depth,
                ..ListMark::default()
            });
        }
        let before = flow.blocks.len();
        self.read_parts(node, own, flow);
        self.flush(own, flow);
        if node.name() == "p" && flow.blocks.len() == before {
            self.line += 1;
            flow.blocks
                .push(SourceBlock::Paragraph(SourceParagraph::plain(self.line, "")));
        }
        if styles.own("page-break-after") == Some("always") {
            flow.blocks.push(SourceBlock::PageBreak);
        }
    }

    fn read_list(&mut self, list: Node<'t>, styles: &Declarations<'_>, own: Inherited<'t>, flow: &mut Flow) {
        let mut counter = ListCounter::new(list, styles, own.lists);
        let inside = Inherited {
            lists: own.lists.saturating_add(1),
            ..own
        };
        for node in list.children() {
            if node.name() != "li" {
                match node.text() {
                    Some(text) => push_text(text, inside, flow),
                    None if node.name().is_empty() => {}
                    None => self.read_element(node, inside, flow),
                }
                continue;
            }
            self.flush(inside, flow);
            let item_styles = self.sheet.of(node);
            if self.is_left_out(node, &item_styles) {
                continue;
            }
            // Google Docs wraps an inner list in an item without a mark of its own.
            let has_own_words = node
                .children()
                .any(|part| !matches!(part.name(), "ol" | "ul") && has_words(part));
            flow.mark = has_own_words.then(|| self.counted.mark(list, counter.mark(node, &item_styles)));
            let item = inside.with(node, &item_styles);
            self.read_parts(node, item, flow);
            self.flush(item, flow);
            flow.mark = None;
        }
    }

    /// Ends the open paragraph.
    pub(super) fn flush(&mut self, inherited: Inherited<'t>, flow: &mut Flow) {
        if flow.runs.is_empty() {
            return;
        }
        let runs = std::mem::take(&mut flow.runs);
        let line = self.line + 1;
        let runs = trimmed(runs.finish(self.fonts_are_stale, line, &mut self.out.repairs));
        if runs.is_empty() {
            return;
        }
        self.line = line;
        let mark = flow.mark.take().unwrap_or_default();
        flow.blocks.push(SourceBlock::Paragraph(SourceParagraph {
            line,
            number: mark.number,
            is_bullet: mark.is_bullet,
            depth: mark.depth,
            level: inherited.level,
            is_centered: inherited.is_centered,
            runs,
        }));
    }

    /// Reads an element into paragraphs of its own; a table inside it becomes lines.
    pub(super) fn read_apart(&mut self, node: Node<'t>, inherited: Inherited<'t>) -> Vec<SourceBlock> {
        let mut flow = Flow::default();
        self.read_parts(node, inherited, &mut flow);
        self.flush(inherited, &mut flow);
        flow.blocks
    }

    /// Blocks as paragraphs: a table among them becomes lines.
    pub(super) fn paragraphs(&mut self, blocks: Vec<SourceBlock>) -> Vec<SourceParagraph> {
        as_paragraphs(blocks, |text| self.doubt(DoubtReason::NestedTable, text))
    }

    /// Reads the note of a mark once; `None` where notes are nested too deeply.
    fn read_note(&mut self, note: Node<'t>) -> Option<NoteId> {
        if let Some(known) = self.notes_read.get(&note.id()) {
            return Some(*known);
        }
        if self.open_notes >= MAX_OPEN_NOTES {
            return None;
        }
        let id = NoteId(self.out.notes.len());
        self.out.notes.push(SourceNote::default());
        self.notes_read.insert(note.id(), id);
        self.open_notes += 1;
        let blocks = self.read_apart(note, Inherited::default());
        let mut paragraphs = self.paragraphs(blocks);
        self.open_notes -= 1;
        // A blank separates the words of a note from its mark.
        if let Some(run) = paragraphs.first_mut().and_then(|first| first.runs.first_mut()) {
            run.text = run.text.trim_start().to_owned();
        }
        self.out.notes[id.0].paragraphs = paragraphs;
        Some(id)
    }

    /// Reads the notes whose marks are not shown: their words are a part of the page.
    fn read_other_notes(&mut self, root: Node<'t>, flow: &mut Flow) {
        for note in root.with_descendants().filter(|node| self.notes.is_note(*node)) {
            if !self.notes_read.contains_key(&note.id()) {
                self.read_parts(note, Inherited::default(), flow);
                self.flush(Inherited::default(), flow);
            }
        }
    }

    fn add_image(&mut self, node: Node<'t>, flow: &mut Flow) {
        let source = node.attribute("src").unwrap_or_default();
        let inline = source
            .strip_prefix("data:")
            .and_then(|data| data.split_once(";base64,"));
        let bytes = inline.and_then(|(_, data)| data_encoding::BASE64.decode(data.trim().as_bytes()).ok());
        let kind = inline.map(|(kind, _)| kind.rsplit('/').next().unwrap_or_default());
        let path = source.split(['?', '#']).next().unwrap_or_default();
        let named = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let name = kind.map_or(named, |kind| format!("image{}.{kind}", self.out.images.len() + 1));
        let alt = node.attribute("alt").unwrap_or_default().trim().to_owned();
        self.out.images.push(SourceImage {
            alt,
            name,
            bytes: bytes.unwrap_or_default(),
        });
        flow.runs.push_image(ImageId(self.out.images.len() - 1));
    }

    /// The first font that is named inside an element, or by it.
    fn first_font(&self, node: Node<'t>) -> Option<&'t str> {
        let named = |inner: Node<'t>| {
            let fonts = inner.attribute("style")?.split_once("font-family:")?.1;
            let first = fonts.split([',', ';']).next()?.trim().trim_matches(['"', '\'']);
            Some(first)
        };
        let above = node.parent().and_then(named);
        node.with_descendants().find_map(named).or(above)
    }

    pub(super) fn doubt(&mut self, reason: DoubtReason, text: String) {
        let line = self.line + 1;
        self.out.doubts.push(Doubt { reason, line, text });
    }

    fn repair(&mut self, rule: RepairRule, before: String, after: String) {
        if !before.trim().is_empty() || !after.trim().is_empty() {
            let line = self.line + 1;
            self.out.repairs.push(Repair {
                rule,
                line,
                before,
                after,
            });
        }
    }
}

/// Adds text, with one blank for any number of them and of line breaks, as browsers show it.
fn push_text(text: &str, inherited: Inherited<'_>, flow: &mut Flow) {
    if inherited.is_preformatted {
        flow.runs.push(text, &inherited.look, inherited.link);
        return;
    }
    let mut shown = String::with_capacity(text.len());
    let mut takes_blank = flow.runs.takes_blank();
    for letter in text.chars() {
        let is_blank = matches!(letter, ' ' | '\n' | '\r' | '\t' | '\u{c}');
        if !is_blank {
            shown.push(letter);
        } else if takes_blank {
            shown.push(' ');
        }
        takes_blank = !is_blank;
    }
    let signs = drawn(&shown, (inherited.symbols, inherited.symbols), false);
    flow.runs
        .push(signs.as_deref().unwrap_or(&shown), &inherited.look, inherited.link);
}

fn has_words(node: Node<'_>) -> bool {
    let mut nodes = node.with_descendants();
    nodes.any(|node| node.name() == "img" || node.text().is_some_and(|text| !text.trim().is_empty()))
}
