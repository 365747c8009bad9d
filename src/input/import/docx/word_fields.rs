//! Follows the fields of a .docx: what is an instruction, what a result, and what a field prints without one.

use crate::input::import::docx::document_reader::DocumentReader;
use crate::input::import::docx::field_values::{Field, FieldValue, form_value, value_of};
use crate::input::import::docx::paragraph_runs::ParagraphRuns;
use crate::input::import::docx::word_styles::RunSettings;
use crate::input::office::xml_tree::Element;
use crate::messages::import_text::DoubtReason;

impl<'t> DocumentReader<'t> {
    /// Returns whether what is read is an instruction for Word and not printed.
    pub(super) fn is_in_instruction(&self) -> bool {
        self.fields.iter().any(|field| !field.is_result)
    }

    /// The address that the innermost field of a link leads to.
    pub(super) fn field_link(&self) -> Option<String> {
        self.fields.iter().rev().find_map(|field| {
            let rest = field.instruction.trim().strip_prefix("HYPERLINK")?;
            let address = rest.trim().strip_prefix('"')?.split('"').next()?;
            (!address.is_empty()).then(|| address.to_owned())
        })
    }

    /// Reads the marks of fields in a hidden run: what such a field prints is hidden too.
    pub(super) fn read_hidden_field_marks(&mut self, run: Element<'t>, runs: &mut ParagraphRuns<'t>) {
        let is_mark = |child: &Element<'_>| matches!(child.name(), "fldChar" | "instrText");
        for child in run.children().filter(is_mark) {
            self.read_field_mark(child, runs, &RunSettings::default());
            if child.attribute("fldCharType") == Some("begin") {
                self.fields
                    .iter_mut()
                    .rev()
                    .take(1)
                    .for_each(|field| field.is_hidden = true);
            }
        }
    }

    /// Reads a mark of a field, or a part of its instruction.
    pub(super) fn read_field_mark(&mut self, mark: Element<'t>, runs: &mut ParagraphRuns<'t>, look: &RunSettings<'t>) {
        match (mark.name(), mark.attribute("fldCharType")) {
            ("instrText", _) => {
                let text = mark.text();
                self.fields
                    .last_mut()
                    .into_iter()
                    .for_each(|field| field.instruction.push_str(&text));
            }
            (_, Some("begin")) => self.fields.push(Field {
                form_value: form_value(mark),
                ..Field::default()
            }),
            (_, Some("separate")) => self
                .fields
                .last_mut()
                .into_iter()
                .for_each(|field| field.is_result = true),
            (_, Some("end")) => self.end_field(runs, look),
            (_, Some(_) | None) => {}
        }
    }

    /// Ends a field. Where it printed nothing, the source may hold what Word prints, or the editor has to see it.
    pub(super) fn end_field(&mut self, runs: &mut ParagraphRuns<'t>, look: &RunSettings<'t>) {
        let Some(field) = self.fields.pop() else { return };
        if field.has_words || field.is_hidden || self.is_in_instruction() {
            return;
        }
        let instruction = || field.instruction.trim().to_owned();
        match value_of(&field) {
            FieldValue::Nothing => return,
            FieldValue::Text(text) => runs.push(&text, look, None),
            FieldValue::Sign(letter, font) => {
                let look = RunSettings { font: None, ..*look };
                runs.push_drawn(&letter.to_string(), (font, font), &look, None);
            }
            FieldValue::Equation(letters) => {
                self.doubt(DoubtReason::Equation, letters.clone());
                runs.push(&letters, look, None);
            }
            FieldValue::Number => self.doubt(DoubtReason::Number, instruction()),
            FieldValue::Unknown => self.doubt(DoubtReason::Field, instruction()),
        }
        self.fields.iter_mut().for_each(|outer| outer.has_words = true);
    }
}
