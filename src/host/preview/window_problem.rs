//! What goes wrong in the window: a status, and words for the person who uses it.

use std::fmt;
use std::io;

use serde_json::json;

use crate::base::path::RelPath;
use crate::host::preview::reply::Reply;
use crate::messages::catalogue::{Language, ToText, fill};
use crate::messages::import_text::ImportProblem;
use crate::messages::window_text::WindowText;

/// Why the window gets nothing: a status, and words in the language of the site.
pub(super) struct Problem {
    status: u16,
    words: Box<dyn Fn(Language) -> String + Send>,
    /// The file that holds an imported document already.
    held: Option<String>,
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Problem({})", self.status)
    }
}

impl Problem {
    fn new(status: u16, words: impl Fn(Language) -> String + Send + 'static) -> Self {
        Problem {
            status,
            words: Box::new(words),
            held: None,
        }
    }

    /// The answer that shows it.
    pub(super) fn reply(self, language: Language) -> Reply {
        let words = (self.words)(language);
        Reply::json(self.status, &json!({ "problem": words, "held": self.held }))
    }

    /// A source that cannot be imported.
    pub(super) fn import(problem: &ImportProblem) -> Self {
        let problem = problem.clone();
        Problem::new(422, move |language| problem.to_text(language))
    }

    /// A problem with a file.
    pub(super) fn about(status: u16, text: WindowText, path: &str) -> Self {
        let path = path.to_owned();
        Problem::new(status, move |language| fill(text.text(language), &[("path", &path)]))
    }

    /// A problem with a field.
    pub(super) fn named(text: WindowText, name: &str) -> Self {
        let name = name.to_owned();
        Problem::new(422, move |language| fill(text.text(language), &[("name", &name)]))
    }

    /// A problem without values.
    pub(super) fn plain(status: u16, text: WindowText) -> Self {
        Problem::new(status, move |language| text.text(language).to_owned())
    }

    /// A document that is in a file already.
    pub(super) fn held(path: &RelPath) -> Self {
        let held = path.to_string();
        Problem {
            held: Some(held),
            ..Problem::about(409, WindowText::Held, path.as_str())
        }
    }

    /// A file that the system did not write.
    pub(super) fn not_written(path: &RelPath, error: &io::Error) -> Self {
        let values = [path.to_string(), error.to_string()];
        Problem::new(500, move |language| {
            let [path, reason] = &values;
            fill(
                WindowText::NotWritten.text(language),
                &[("path", path), ("reason", reason)],
            )
        })
    }
}
