//! Findings about content: values with a place, turned into text only when printed.

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
        /// The other of two places that collide.
        FirstHere,
        /// One of several that match.
        Candidate,
        /// Where something may have moved.
        NewHome,
    }
}

/// A further place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosticLabel {
    /// Where.
    pub place: Place,
    /// What is there.
    pub text: LabelText,
}

/// A change that mends a finding without a person's judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The bytes of the finding's own file that go.
    pub span: Span,
    /// What comes instead.
    pub replacement: String,
}

/// A value for the catalogue's text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Argument {
    /// Words of the content itself, the same in every language.
    Literal(String),
    /// A piece that the catalogue puts into words.
    Phrase(Phrase),
    /// A date, in the short form.
    Date(PartialDate),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Argument::Literal(text.to_owned())
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Argument::Literal(text.clone())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Argument::Literal(text)
    }
}

impl From<std::borrow::Cow<'_, str>> for Argument {
    fn from(text: std::borrow::Cow<'_, str>) -> Self {
        Argument::Literal(text.into_owned())
    }
}

impl From<PartialDate> for Argument {
    fn from(date: PartialDate) -> Self {
        Argument::Date(date)
    }
}

impl From<Phrase> for Argument {
    fn from(phrase: Phrase) -> Self {
        Argument::Phrase(phrase)
    }
}

/// One finding. Cheap to clone: those of a file that stays as it is are found again at each edit of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// Values for the catalogue's text, by name.
    pub arguments: Arc<Vec<(&'static str, Argument)>>,
    /// Further places: both ends of a conflict.
    pub labels: Vec<DiagnosticLabel>,
    /// A machine-applicable change.
    pub fix: Option<Box<Fix>>,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: Code, place: Place) -> Self {
        Diagnostic {
            code,
            place,
            arguments: Arc::default(),
            labels: Vec::new(),
            fix: None,
        }
    }

    /// Adds a value for the text.
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        Arc::make_mut(&mut self.arguments).push((name, value.into()));
        self
    }

    /// Adds a further place.
    pub fn label(mut self, place: Place, text: LabelText) -> Self {
        self.labels.push(DiagnosticLabel { place, text });
        self
    }

    /// Adds the change that mends it.
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Box::new(Fix {
            span,
            replacement: replacement.into(),
        }));
        self
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Says whether a machine may mend it without a person's judgement, and how is known.
    pub fn is_safely_fixed(&self) -> bool {
        self.code.is_safely_fixed() && (self.fix.is_some() || self.code.is_of_whole_file())
    }

    /// Says whether it stops publication.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }
}

/// A value together with what was found while making it.
#[derive(Clone, Debug, PartialEq)]
pub struct WithDiagnostics<T> {
    /// The value.
    pub value: T,
    /// The findings, in no particular order.
    pub findings: Vec<Diagnostic>,
}

/// Sorts findings by file and place, then by code; equal ones are kept once.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| (&a.place, a.code, &a.arguments).cmp(&(&b.place, b.code, &b.arguments)));
    findings.dedup();
}
