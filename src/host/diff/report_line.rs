//! The lines of a report, in pieces that each format marks in its own way.

use crate::base::word_diff::{WordRun, WordState};
use crate::edition::diff::difference::FieldChange;
use crate::messages::catalogue::{Language, fill};
use crate::messages::diff_text::DiffText;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words of the program or of the content.
    Text(String),
    /// Words that a reader looks for first.
    Strong(String),
    /// An address, a path, or what is to be written.
    Code(String),
    /// Words that are gone.
    Removed(String),
    /// Words that came.
    Added(String),
}

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReportLine {
    /// Its place: 0 for the name of a page, 1 for an entry of a list.
    pub(super) level: usize,
    /// Its pieces.
    pub(super) pieces: Vec<Piece>,
}

impl ReportLine {
    /// An entry of a list.
    pub(super) fn entry(pieces: Vec<Piece>) -> Self {
        ReportLine { level: 1, pieces }
    }
}

/// A part of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// Its heading.
    pub(super) heading: DiffText,
    /// Its lines.
    pub(super) lines: Vec<ReportLine>,
}

/// The most changes of one page, and places within a line.
pub(super) const MAX_CHANGES: usize = 15;

/// The most files within a line.
pub(super) const MAX_FILES: usize = 4;

/// The language of a report, and the words of its catalogue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording {
    /// The language.
    pub(super) language: Language,
}

impl Wording {
    /// A text of the catalogue.
    pub(super) fn text(&self, text: DiffText) -> &'static str {
        text.text(self.language)
    }

    /// The first entries of a list in one line.
    pub(super) fn list(&self, entries: &[String], max: usize) -> String {
        let first: Vec<&str> = entries.iter().take(max).map(String::as_str).collect();
        match entries.len().checked_sub(max).filter(|more| *more > 0) {
            Some(more) => format!(
                "{}, {}",
                first.join(", "),
                counted(DiffText::MoreLines, more, self.language)
            ),
            None => first.join("; "),
        }
    }

    /// The name of a field in the language of the report.
    pub(super) fn field_name(&self, field: &FieldChange) -> String {
        match self.language {
            Language::Vietnamese => field.term.to_owned(),
            Language::English => field.name.replace('_', " "),
        }
    }

    /// The name of a relation in the language of the report.
    pub(super) fn relation_term(&self, term: &str, name: &str) -> String {
        match self.language {
            Language::Vietnamese => term.to_owned(),
            Language::English => name.replace('_', " "),
        }
    }
}

/// The words that are kept before and after a change.
const CONTEXT: usize = 8;

/// The most words of one run that are shown.
const MAX_WORDS: usize = 60;

/// The most letters of one run that are shown: a word of a text without blanks may be long.
const MAX_LETTERS: usize = 500;

/// The pieces of a text of the catalogue, with a piece in place of each `{name}`.
pub(super) fn pieces(text: &str, values: &[(&str, Piece)]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('{') {
        let Some((name, after)) = tail.split_once('}') else {
            break;
        };
        if !before.is_empty() {
            out.push(Piece::Text(before.to_owned()));
        }
        let value = values.iter().find(|(known, _)| *known == name);
        out.extend(value.map(|(_, piece)| piece.clone()));
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest.to_owned()));
    }
    out
}

/// A text of the catalogue with a count.
pub(super) fn counted(text: DiffText, count: usize, language: Language) -> String {
    fill(text.text(language), &[("n", count.to_string())])
}

/// The words of a change, those around it cut to a few.
pub(super) fn word_pieces(runs: &[WordRun], language: Language) -> Vec<Piece> {
    let last = runs.len().saturating_sub(1);
    let mut out: Vec<Piece> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        if at > 0 && !run.is_glued {
            out.push(Piece::Text(" ".to_owned()));
        }
        out.push(match run.state {
            WordState::Kept => Piece::Text(around(&run.words, at > 0, at < last)),
            WordState::Removed => Piece::Removed(shortened(&run.words, language)),
            WordState::Added => Piece::Added(shortened(&run.words, language)),
        });
    }
    out
}

/// The ends of kept words that are beside a change.
fn around(words: &str, is_after: bool, is_before: bool) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    let kept = CONTEXT * (usize::from(is_after) + usize::from(is_before));
    if all.len() <= kept.max(1) + 2 {
        return words.to_owned();
    }
    let head = all[..CONTEXT].join(" ");
    let tail = all[all.len() - CONTEXT..].join(" ");
    match (is_after, is_before) {
        (true, true) => format!("{head} … {tail}"),
        (true, false) => format!("{head} …"),
        (false, true) => format!("… {tail}"),
        (false, false) => format!("{head} …"),
    }
}

/// The first words of a text, and how many more there are.
pub(super) fn shortened(words: &str, language: Language) -> String {
    let count = words.split_whitespace().count();
    let mut shown: String = words.split_whitespace().take(MAX_WORDS).collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = shown.char_indices().nth(MAX_LETTERS) {
        shown.truncate(end);
        shown.push('…');
    }
    match count.checked_sub(MAX_WORDS).filter(|more| *more > 0) {
        Some(more) => format!("{shown} {}", counted(DiffText::MoreWords, more, language)),
        None => shown,
    }
}
