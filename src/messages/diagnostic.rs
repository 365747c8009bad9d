//! Diagnostics of content: values with a place, turned into text only when printed.

use std::sync::Arc;

use crate::base::date::PartialDate;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::messages::catalogue::text_keys;
use crate::messages::code::{Code, Severity};
use crate::messages::phrase::Phrase;

/// A place in a file; without a span, the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: RelPath,
    /// The bytes of its text.
    pub span: Option<Span>,
}

impl Place {
    /// The file as a whole.
    pub fn file(path: &RelPath) -> Self {
        Place {
            path: path.clone(),
            span: None,
        }
    }

    /// Some bytes of a file.
    pub fn at(path: &RelPath, span: Span) -> Self {
        Place {
            path: path.clone(),
            span: Some(span),
        }
    }
}

text_keys! {
    "label",
    /// What is at a further place of a diagnostic.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum LabelText {
        FirstHere: "The other of two places that collide.",
        Candidate: "One of several that match.",
        NewHome: "Where something may have moved.",
    }
}

/// A further place of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosticLabel {
    /// Where.
    pub place: Place,
    /// What is there.
    pub text: LabelText,
}

/// Some bytes of a file, and the text that replaces them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes of the diagnostic's file that are replaced.
    pub span: Span,
    /// The text that replaces them.
    pub replacement: String,
}

/// A change that fixes a diagnostic without a person's judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The edit that is nearest to the diagnostic.
    pub edit: TextEdit,
    /// The edits elsewhere in the file without which the first would lose words.
    pub further: Vec<TextEdit>,
}

impl Fix {
    /// All its edits.
    pub fn edits(&self) -> impl Iterator<Item = &TextEdit> {
        std::iter::once(&self.edit).chain(&self.further)
    }
}

/// A value that fills a text of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Argument {
    /// Words of the content, the same in every language.
    Literal(String),
    /// A part whose text is in the catalogue.
    Phrase(Box<Phrase>),
    /// A date, in the short form.
    Date(PartialDate),
}

impl<T: Into<String>> From<T> for Argument {
    fn from(text: T) -> Self {
        Argument::Literal(text.into())
    }
}

impl From<PartialDate> for Argument {
    fn from(date: PartialDate) -> Self {
        Argument::Date(date)
    }
}

impl From<Phrase> for Argument {
    fn from(phrase: Phrase) -> Self {
        Argument::Phrase(Box::new(phrase))
    }
}

/// A problem in content. Cheap to clone: those of an unchanged file are reported again after each edit of another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The problem.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// Values for the texts of the code, by name.
    pub arguments: Arc<Vec<(&'static str, Argument)>>,
    /// Further places: both ends of a conflict.
    pub labels: Vec<DiagnosticLabel>,
    /// A machine-applicable change.
    pub fix: Option<Box<Fix>>,
    /// Whether it is an error though its code is a warning.
    pub(crate) is_raised: bool,
}

impl Diagnostic {
    /// Makes a diagnostic at a place.
    pub fn new(code: Code, place: Place) -> Self {
        Diagnostic {
            code,
            place,
            arguments: Arc::default(),
            labels: Vec::new(),
            fix: None,
            is_raised: false,
        }
    }

    /// Adds a value for the text.
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        let arguments = Arc::make_mut(&mut self.arguments);
        // Few have more than two, and a large site has many warnings.
        arguments.reserve_exact(1);
        arguments.push((name, value.into()));
        self
    }

    /// Makes it an error, whatever its code is.
    pub fn raised(mut self) -> Self {
        self.is_raised = true;
        self
    }

    /// Adds a further place.
    pub fn label(mut self, place: Place, text: LabelText) -> Self {
        self.labels.push(DiagnosticLabel { place, text });
        self
    }

    /// Adds the change that fixes it; a second one belongs to the first.
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.also_fix(span, replacement);
        self
    }

    /// Adds an edit to the change that fixes it.
    pub fn also_fix(&mut self, span: Span, replacement: impl Into<String>) {
        let replacement = replacement.into();
        let edit = TextEdit { span, replacement };
        match &mut self.fix {
            Some(fix) => fix.further.push(edit),
            None => {
                let further = Vec::new();
                self.fix = Some(Box::new(Fix { edit, further }));
            }
        }
    }

    /// How serious it is.
    pub fn severity(&self) -> Severity {
        match self.is_raised {
            true => Severity::Error,
            false => self.code.severity(),
        }
    }

    /// Returns whether a machine may fix it without a person's judgement, and the fix is known.
    pub fn is_safely_fixed(&self) -> bool {
        self.code.is_safely_fixed() && (self.fix.is_some() || self.code.is_of_whole_file())
    }

    /// Returns whether it stops publication.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }
}

/// A value, with the diagnostics reported while making it.
#[derive(Clone, Debug, PartialEq)]
pub struct WithDiagnostics<T> {
    /// The value.
    pub value: T,
    /// The diagnostics, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Sorts diagnostics by severity, causes before what may follow from them, then by file and place; removes duplicates.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_unstable_by(|a, b| rank(a).cmp(&rank(b)));
    diagnostics.dedup();
}

/// The key by which diagnostics are sorted.
fn rank(found: &Diagnostic) -> impl Ord + '_ {
    let is_consequence = found.code.may_follow();
    (
        found.severity(),
        is_consequence,
        &found.place,
        found.code,
        &found.arguments,
    )
}
