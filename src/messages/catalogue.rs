//! The catalogue of messages: a code and its values become text in a language.

use crate::messages::code::{Code, Severity};
use crate::messages::diagnostic::{Argument, Diagnostic, LabelText};
use crate::messages::{catalogue_en, catalogue_vi, notices_en, notices_vi, phrases_en, phrases_vi};

/// A language of messages; each has a table of the same shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt
    Vietnamese,
    /// English
    English,
}

impl Language {
    /// The language of a code such as `vi`, `en` or `vi_VN.UTF-8`; `None` for any other.
    pub fn from_code(code: &str) -> Option<Language> {
        match code.split(['_', '-', '.']).next() {
            Some("vi") => Some(Language::Vietnamese),
            Some("en") => Some(Language::English),
            _ => None,
        }
    }
}

/// The text of one code: what was found, why it matters, what to write instead.
#[derive(Clone, Copy, Debug)]
pub struct MessageText {
    /// What was found; `{name}` stands for a value.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to write instead.
    pub help: &'static str,
}

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What was found.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// What to write instead.
    pub help: String,
}

/// Puts a finding into words.
pub fn message(finding: &Diagnostic, language: Language) -> Message {
    let text = text_of(finding.code, language);
    let values: Vec<(&str, String)> = finding
        .arguments
        .iter()
        .map(|(name, value)| (*name, in_words(value, language)))
        .collect();
    Message {
        title: fill(text.title, &values),
        why: fill(text.why, &values),
        help: fill(text.help, &values),
    }
}

fn in_words(value: &Argument, language: Language) -> String {
    match (value, language) {
        (Argument::Literal(text), _) => text.clone(),
        (Argument::Date(date), _) => date.to_string(),
        (Argument::Phrase(phrase), Language::Vietnamese) => phrases_vi::phrase(phrase),
        (Argument::Phrase(phrase), Language::English) => phrases_en::phrase(phrase),
    }
}

/// The unfilled text of a code.
pub fn text_of(code: Code, language: Language) -> MessageText {
    match language {
        Language::Vietnamese => catalogue_vi::text_of(code),
        Language::English => catalogue_en::text_of(code),
    }
}

/// The word for a severity.
pub fn severity_word(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::Vietnamese, Severity::Error) => "lỗi",
        (Language::Vietnamese, Severity::Warning) => "cảnh báo",
        (Language::Vietnamese, Severity::Hint) => "gợi ý",
        (Language::English, Severity::Error) => "error",
        (Language::English, Severity::Warning) => "warning",
        (Language::English, Severity::Hint) => "hint",
    }
}

/// The words at a further place.
pub fn label_words(text: LabelText, language: Language) -> &'static str {
    match (language, text) {
        (Language::Vietnamese, LabelText::FirstHere) => "chỗ kia ở đây",
        (Language::Vietnamese, LabelText::Candidate) => "có thể là văn bản này",
        (Language::Vietnamese, LabelText::NewHome) => "có lẽ nay ở đây",
        (Language::English, LabelText::FirstHere) => "the other one is here",
        (Language::English, LabelText::Candidate) => "it may be this document",
        (Language::English, LabelText::NewHome) => "it may be here now",
    }
}

/// Words of a report that belong to no code.
#[derive(Clone, Copy, Debug)]
pub struct ReportWords {
    /// What parts whole numbers from fractions.
    pub decimal_point: char,
    /// Before the reason.
    pub why: &'static str,
    /// Before the advice.
    pub help: &'static str,
    /// Totals; `{errors}`, `{warnings}` and `{hints}` are filled in.
    pub totals: &'static str,
    /// No finding at all; `{files}` is filled in.
    pub clean: &'static str,
    /// Findings beyond the first; `{n}` is filled in.
    pub more: &'static str,
    /// One line for all findings of one code; `{code}` and `{n}` are filled in.
    pub per_code: &'static str,
    /// Findings that `--fix` mends; `{n}` is filled in.
    pub fixable: &'static str,
    /// Where the rest can be seen.
    pub see_check: &'static str,
    /// What a build made.
    pub built: &'static str,
    /// What a build that changed nothing found.
    pub unchanged: &'static str,
    /// Where a code is explained.
    pub see_explain: &'static str,
    /// The published site stays as it was.
    pub left_alone: &'static str,
}

/// Words of reports in a language.
pub fn report_words(language: Language) -> ReportWords {
    match language {
        Language::Vietnamese => notices_vi::REPORT,
        Language::English => notices_en::REPORT,
    }
}

/// Replaces each `{name}` by its value; a name without value stays as it is.
pub fn fill<V: AsRef<str>>(text: &str, values: &[(&str, V)]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let tail = &rest[open..];
        let named = tail.find('}').and_then(|close| {
            let value = values.iter().find(|(name, _)| *name == &tail[1..close])?;
            Some((close, value.1.as_ref()))
        });
        match named {
            Some((close, value)) => {
                out.push_str(value);
                rest = &tail[close + 1..];
            }
            None => {
                out.push('{');
                rest = &tail[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// What the host has to say that is no finding about content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The source folder is not there.
    NoSource,
    /// A file or folder could not be read or written.
    Machine,
    /// The output is a file.
    OutputIsFile,
    /// Output and source overlap.
    OutputOverlapsSource,
    /// The output holds files that are not ours.
    OutputNotOurs,
    /// The manifest of the output cannot be read.
    UnreadableManifest,
    /// A symbolic link stands in the output.
    LinkInOutput,
    /// A file that congbo did not write stands where a page should go.
    ForeignFile,
    /// A person or the system ended the build.
    Stopped,
    /// Another build is at work.
    Busy,
    /// A superfluous file was changed by hand and is left.
    Kept,
    /// A line of input is no passage.
    BadPassage,
    /// No such code, but one is near.
    NearCode,
    /// No such code.
    NoCode,
    /// The changes of a file follow.
    FixFile,
    /// Its byte order mark goes.
    FixMark,
    /// Its line ends become plain.
    FixLineEnds,
    /// Its letters are composed.
    FixComposed,
    /// Lines before and after.
    FixLines,
    /// So much was mended.
    Fixed,
    /// Nothing could be.
    NothingToFix,
    /// A file changed while it was looked at.
    FixChanged,
    /// The published addresses were written.
    AddressesWritten,
    /// They are as they were.
    AddressesUnchanged,
    /// They were not written, because something is in error.
    AddressesNotWritten,
    /// The preview is ready.
    Serving,
    /// The preview can be reached from other machines.
    OpenToOthers,
    /// The preview cannot have its port.
    NoPort,
    /// The system watches no more folders.
    WatchLimit,
    /// The system cannot watch folders.
    WatchRefused,
    /// The disk sends no events.
    WatchSilent,
    /// Nothing is wrong any more.
    Mended,
}

/// The unfilled text of a notice.
pub fn notice_text(notice: Notice, language: Language) -> &'static str {
    match language {
        Language::Vietnamese => notices_vi::notice(notice),
        Language::English => notices_en::notice(notice),
    }
}
