//! Turns the texts of a head into HTML templates, each with its place in the file.

use std::ops::Range;

use crate::input::body::html_template::{BodyReferences, HtmlTemplate};
use crate::input::body::html_writer::WriterContext;
use crate::input::body::linked_text::linked;
use crate::input::front_matter::fields::FieldId;
use crate::input::front_matter::head_text::HeadText;
use crate::input::front_matter::metadata::{Metadata, ResultEntry, Source};
use crate::input::front_matter::node::{Located, NodePath};

/// Turns texts of a head into HTML, each with its place.
pub(crate) struct MetadataText<'a> {
    /// The whole file.
    pub(crate) file: &'a str,
    /// The head as it is written, for places.
    pub(crate) text: &'a HeadText,
    /// The head as it was read.
    pub(crate) head: &'a Metadata,
    /// Collects the mentions and links of the texts.
    pub(crate) references: &'a mut BodyReferences,
}

impl MetadataText<'_> {
    fn at(&mut self, text: &str, at: Option<&NodePath>, context: &WriterContext<'_>) -> HtmlTemplate {
        // Finding a place may parse the head again: it is found only if the text may contain a mention or link.
        let may_name = |range: Range<usize>| text[range].starts_with(char::is_uppercase);
        let may_mention = text.contains(|c: char| c.is_ascii_digit() || c == '[')
            || context.lexicon.kind_words(text).any(|(range, _)| may_name(range));
        let place = at.filter(|_| may_mention).map(|at| self.text.span(self.file, at));
        linked(text, place.unwrap_or_default(), self.references, context)
    }

    /// A text with its place.
    pub(crate) fn located(
        &mut self,
        text: Option<&Located<String>>,
        context: &WriterContext<'_>,
    ) -> Option<HtmlTemplate> {
        text.map(|text| self.at(&text.value, Some(&text.at), context))
    }

    /// A text without a place of its own; the place of its field's name is used.
    pub(crate) fn of(&mut self, text: &str, field: FieldId, context: &WriterContext<'_>) -> HtmlTemplate {
        let head = self.head;
        let key = head.written.iter().find(|(id, _)| *id == field).map(|(_, at)| at);
        self.at(text, key, context)
    }

    /// The change notes.
    pub(crate) fn updates(&mut self, context: &WriterContext<'_>) -> Vec<HtmlTemplate> {
        let updates = self.head.updates.iter();
        updates
            .map(|update| self.of(&update.note, FieldId::Updates, context))
            .collect()
    }

    /// A source, as one line.
    pub(crate) fn source(&mut self, source: &Source, context: &WriterContext<'_>) -> HtmlTemplate {
        match source {
            Source::Line(line) => self.at(&source_line(source), Some(&line.at), context),
            Source::Parts { .. } => self.of(&source_line(source), FieldId::Sources, context),
        }
    }

    /// A result's content and its source.
    pub(crate) fn result(
        &mut self,
        result: &ResultEntry,
        context: &WriterContext<'_>,
    ) -> (HtmlTemplate, Option<HtmlTemplate>) {
        let source = result
            .source
            .as_ref()
            .map(|source| self.of(source, FieldId::Results, context));
        (self.of(&result.content, FieldId::Results, context), source)
    }

    /// The ground of a statement; a reference to a document becomes a link.
    pub(crate) fn ground(
        &mut self,
        ground: Option<&Located<String>>,
        context: &WriterContext<'_>,
    ) -> Option<HtmlTemplate> {
        let ground = ground?;
        Some(self.at(&reference_line(&ground.value), Some(&ground.at), context))
    }
}

/// A source as one line of words.
fn source_line(source: &Source) -> String {
    match source {
        Source::Line(line) => reference_line(&line.value),
        Source::Parts {
            name,
            date,
            url,
            retrieved,
            sha256,
            has_full_text: _,
        } => {
            let retrieved = retrieved.as_ref().map(|date| format!("truy cập {date}"));
            let digest = sha256.as_ref().map(|digest| format!("sha256 {digest}"));
            let parts = [Some(name.clone()), date.clone(), url.clone(), retrieved, digest];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    }
}

/// Puts a line that is only a reference to a provision into `[[…]]`.
fn reference_line(line: &str) -> String {
    match line.contains('#') && !line.contains([' ', '[']) {
        true => format!("[[{line}]]"),
        false => line.to_owned(),
    }
}
