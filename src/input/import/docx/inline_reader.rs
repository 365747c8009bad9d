//! Reads what is inside a paragraph of a .docx: runs, fields, links, tracked changes, drawings.

use crate::input::import::docx::document_reader::{DocumentReader, Field, NoteKind, all_text, chosen};
use crate::input::import::docx::form_fields::{choice, printed};
use crate::input::import::docx::paragraph_runs::{PAGE_BREAK, ParagraphRuns};
use crate::input::import::docx::symbols::{printed_signs, symbol};
use crate::input::import::docx::word_styles::{RunSettings, is_on};
use crate::input::import::source_text::{ImageId, SourceImage};
use crate::input::office::xml_tree::Element;
use crate::messages::import_text::{DoubtReason, RepairRule};

impl<'t> DocumentReader<'t> {
    /// Reads the content of a paragraph, or of an element inside one.
    pub(super) fn read_inline(&mut self, element: Element<'t>, runs: &mut ParagraphRuns<'t>, link: Option<&str>) {
        for child in element.children() {
            match child.name() {
                "r" => self.read_run(child, runs, link),
                "hyperlink" => {
                    let target = child.attribute("id").and_then(|id| self.relationships.get(id));
                    let address = target
                        .filter(|target| target.is_external)
                        .map(|target| target.target.as_str());
                    self.read_inline(child, runs, address.or(link));
                }
                "ins" | "moveTo" => {
                    let before = runs.runs.length();
                    self.read_inline(child, runs, link);
                    let text = runs.runs.text();
                    runs.inserted.push_str(&text[before..]);
                }
                "del" | "moveFrom" => runs.deleted.push_str(&all_text(child)),
                "fldSimple" => {
                    self.fields.push(Field {
                        instruction: child.attribute("instr").unwrap_or_default().to_owned(),
                        is_result: true,
                        ..Field::default()
                    });
                    self.read_inline(child, runs, link);
                    self.fields.pop();
                }
                "smartTag" | "customXml" | "sdt" | "sdtContent" | "dir" | "bdo" | "rubyBase" => {
                    self.read_inline(child, runs, link);
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(child) {
                        self.read_inline(chosen, runs, link);
                    }
                }
                "oMath" | "oMathPara" => {
                    let text = all_text(child);
                    self.doubt(DoubtReason::Equation, text.clone());
                    runs.push(&text, &RunSettings::default(), None);
                }
                _ => {}
            }
        }
    }

    fn read_run(&mut self, run: Element<'t>, runs: &mut ParagraphRuns<'t>, link: Option<&str>) {
        let settings = run.child("rPr");
        let style = settings.and_then(|settings| settings.child("rStyle")?.value());
        let own = settings.map(RunSettings::read).unwrap_or_default();
        let look = self.styles.look(own, style, &runs.style);
        if look.is_hidden == Some(true) {
            let text = all_text(run);
            if !text.trim().is_empty() && !self.is_in_instruction() {
                self.doubt(DoubtReason::HiddenText, text);
            }
            self.read_field_marks(run, runs);
            return;
        }
        if look.is_struck == Some(true) && !all_text(run).trim().is_empty() {
            self.doubt(DoubtReason::Struck, all_text(run));
        }
        self.read_run_content(run, &look, runs, link);
    }

    fn read_run_content(
        &mut self,
        run: Element<'t>,
        look: &RunSettings<'t>,
        runs: &mut ParagraphRuns<'t>,
        link: Option<&str>,
    ) {
        let mut has_own_mark = false;
        for child in run.children() {
            let of_field = self.field_link();
            let link = link.or(of_field.as_deref());
            let is_shown = !self.is_in_instruction();
            match child.name() {
                "fldChar" | "instrText" => self.read_field_mark(child, runs),
                _ if !is_shown => {}
                "t" if !has_own_mark => {
                    let text = child.text().replace(['\n', '\r'], " ");
                    match look.font.and_then(|font| printed_signs(font, &text)) {
                        Some(signs) => runs.push(&signs, &RunSettings { font: None, ..*look }, link),
                        None => runs.push(&text, look, link),
                    }
                }
                "tab" | "ptab" => runs.push("\t", look, link),
                "cr" => runs.push("\n", look, link),
                "br" if child.attribute("type") == Some("page") => runs.push(&PAGE_BREAK.to_string(), look, None),
                "br" => runs.push("\n", look, link),
                "noBreakHyphen" => runs.push("-", look, link),
                "softHyphen" => runs.push("\u{ad}", look, link),
                "sym" => runs.push(&symbol(child), &RunSettings { font: None, ..*look }, link),
                "footnoteReference" | "endnoteReference" => {
                    // The text of the run is then the mark that the author chose.
                    has_own_mark = child.attribute("customMarkFollows").is_some_and(is_on);
                    let is_footnote = child.name() == "footnoteReference";
                    let kind = if is_footnote {
                        NoteKind::Footnote
                    } else {
                        NoteKind::Endnote
                    };
                    let note = child.attribute("id").and_then(|id| self.read_note(kind, id));
                    note.into_iter().for_each(|note| runs.runs.push_note(note));
                }
                "commentReference" => child.attribute("id").into_iter().for_each(|id| self.report_comment(id)),
                "drawing" | "pict" => self.read_drawing(child, &mut String::new(), runs),
                "object" => self.read_object(child, runs),
                "ruby" => self.read_inline(child, runs, link),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(child) {
                        self.read_run_content(chosen, look, runs, link);
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads a drawing: its pictures, and the text of its boxes.
    fn read_drawing(&mut self, drawing: Element<'t>, alt: &mut String, runs: &mut ParagraphRuns<'t>) {
        for child in drawing.children() {
            match child.name() {
                "txbxContent" => {
                    let outer = std::mem::take(&mut self.fields);
                    let mut boxed = Vec::new();
                    self.read_blocks(child, &mut boxed);
                    self.fields = outer;
                    let text = all_text(child);
                    if !text.trim().is_empty() {
                        self.repair(RepairRule::TextBox, text.clone(), text);
                        runs.boxes.append(&mut boxed);
                    }
                }
                "blip" => self.add_image(child.attribute("embed").or(child.attribute("link")), alt, runs),
                "imagedata" => self.add_image(child.attribute("id"), alt, runs),
                "textpath" => {
                    let text = child.attribute("string").unwrap_or_default();
                    runs.push(text, &RunSettings::default(), None);
                }
                "chart" | "relIds" => self.doubt(DoubtReason::Object, alt.clone()),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(child) {
                        self.read_drawing(chosen, alt, runs);
                    }
                }
                "docPr" | "cNvPr" => {
                    let named = [child.attribute("descr"), child.attribute("title")]
                        .into_iter()
                        .flatten();
                    if let Some(text) = named.filter(|text| !text.trim().is_empty()).find(|_| alt.is_empty()) {
                        text.clone_into(alt);
                    }
                }
                _ => {
                    child
                        .attribute("alt")
                        .filter(|_| alt.is_empty())
                        .into_iter()
                        .for_each(|text| text.clone_into(alt));
                    self.read_drawing(child, alt, runs);
                }
            }
        }
    }

    /// Adds the picture of a relationship.
    fn add_image(&mut self, id: Option<&str>, alt: &str, runs: &mut ParagraphRuns<'t>) {
        let Some(target) = id.and_then(|id| self.relationships.get(id)) else {
            return;
        };
        let name = target.target.rsplit('/').next().unwrap_or_default().to_owned();
        self.image_parts.push(if target.is_external {
            String::new()
        } else {
            target.target.clone()
        });
        self.out.images.push(SourceImage {
            alt: words_of_alt(alt),
            name,
            bytes: Vec::new(),
        });
        runs.runs.push_image(ImageId(self.out.images.len() - 1));
    }

    /// Reports an object of another program; one of Word's own is a drawing.
    fn read_object(&mut self, object: Element<'t>, runs: &mut ParagraphRuns<'t>) {
        let mut inside = object.descendants();
        let Some(embedded) = inside.find(|inner| inner.name() == "OLEObject") else {
            return self.read_drawing(object, &mut String::new(), runs);
        };
        let program = embedded.attribute("ProgID").unwrap_or_default();
        let is_equation = program.starts_with("Equation");
        let reason = if is_equation {
            DoubtReason::Equation
        } else {
            DoubtReason::Object
        };
        self.doubt(reason, program.to_owned());
    }

    /// Returns whether what is read is an instruction for Word and not printed.
    fn is_in_instruction(&self) -> bool {
        self.fields.iter().any(|field| !field.is_result)
    }

    /// The address that the innermost field of a link leads to.
    fn field_link(&self) -> Option<String> {
        self.fields.iter().rev().find_map(|field| {
            let rest = field.instruction.trim().strip_prefix("HYPERLINK")?;
            let address = rest.trim().strip_prefix('"')?.split('"').next()?;
            (!address.is_empty()).then(|| address.to_owned())
        })
    }

    fn read_field_marks(&mut self, run: Element<'t>, runs: &mut ParagraphRuns<'t>) {
        for child in run
            .children()
            .filter(|child| matches!(child.name(), "fldChar" | "instrText"))
        {
            self.read_field_mark(child, runs);
        }
    }

    fn read_field_mark(&mut self, mark: Element<'t>, runs: &mut ParagraphRuns<'t>) {
        match (mark.name(), mark.attribute("fldCharType")) {
            ("instrText", _) => {
                let text = mark.text();
                self.fields
                    .last_mut()
                    .into_iter()
                    .for_each(|field| field.instruction.push_str(&text));
            }
            (_, Some("begin")) => self.fields.push(Field {
                choice: choice(mark),
                ..Field::default()
            }),
            (_, Some("separate")) => self.fields.last_mut().into_iter().for_each(|field| {
                field.is_result = true;
                field.result_from = runs.runs.length();
            }),
            (_, Some("end")) => self.end_field(runs),
            (_, Some(_) | None) => {}
        }
    }

    /// Ends a field; one for which Word stores no result prints something by itself.
    fn end_field(&mut self, runs: &mut ParagraphRuns<'t>) {
        let Some(field) = self.fields.pop() else { return };
        if self.is_in_instruction() {
            return;
        }
        let is_empty = !field.is_result || field.result_from == runs.runs.length();
        if let Some(choice) = field.choice.filter(|_| is_empty) {
            runs.push(&choice, &RunSettings::default(), None);
        } else if !field.is_result {
            match printed(&field.instruction) {
                Some(Ok(sign)) => runs.push(&sign, &RunSettings::default(), None),
                Some(Err(reason)) => self.doubt(reason, field.instruction.trim().to_owned()),
                None => {}
            }
        }
    }
}

/// The words of an alternative text. Word fills in the name of the file where none was written.
fn words_of_alt(alt: &str) -> String {
    let alt = alt.trim();
    let ending = alt.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_file = ["png", "jpg", "jpeg", "gif", "bmp", "emf", "wmf", "tif", "tiff"].contains(&ending.as_str());
    if is_file { String::new() } else { alt.to_owned() }
}
