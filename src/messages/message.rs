//! A diagnostic in words: its code and values become text in a language.

use crate::messages::catalogue::{Language, ToText, fill, text};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Argument, Diagnostic};

/// The text of one code, in which `{name}` stands for a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MessageText {
    /// What is wrong.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to write instead.
    pub help: &'static str,
}

/// A diagnostic in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    /// What is wrong.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// What to write instead.
    pub help: String,
}

/// Returns the words of a diagnostic.
pub(crate) fn message(diagnostic: &Diagnostic, language: Language) -> Message {
    let text = text_of(diagnostic.code, language);
    let in_words = |argument: &Argument| match argument {
        Argument::Literal(text) => text.clone(),
        Argument::Date(date) => date.to_string(),
        Argument::Phrase(phrase) => phrase.to_text(language),
    };
    let arguments = diagnostic.arguments.iter();
    let values: Vec<(&str, String)> = arguments.map(|(name, value)| (*name, in_words(value))).collect();
    Message {
        title: fill(text.title, &values),
        why: fill(text.why, &values),
        help: fill(text.help, &values),
    }
}

/// Returns the text of a code, with the places for values as they are.
pub(crate) fn text_of(code: Code, language: Language) -> MessageText {
    let part = |part: &str| text(&format!("code.{}.{part}", code.name()), language);
    MessageText {
        title: part("title"),
        why: part("why"),
        help: part("help"),
    }
}
