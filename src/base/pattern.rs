//! Constant regular expressions, compiled when they are first used.
//!
//! In them `\p{L}` and `\p{Lu}` are the letters and capitals of the Latin script, which Vietnamese is written in: with
//! those of all scripts, compiling them took a sixth of the time of building a small site (docs/PERFORMANCE.md).

use std::ops::Deref;
use std::sync::OnceLock;

use regex::Regex;

/// A constant regular expression. Use it as a `static`: it is a `Regex` that is compiled once.
pub(crate) struct Pattern {
    source: &'static str,
    compiled: OnceLock<Regex>,
}

impl Pattern {
    /// The pattern that is written in `source`.
    pub(crate) const fn new(source: &'static str) -> Self {
        let compiled = OnceLock::new();
        Pattern { source, compiled }
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        let compile = || Regex::new(&with_latin_letters(self.source)).expect("a constant pattern");
        self.compiled.get_or_init(compile)
    }
}

fn with_latin_letters(source: &str) -> String {
    let source = source.replace(r"\p{Lu}", r"[\p{Lu}&&[A-ZÀ-ɏḀ-ỿ]]");
    source.replace(r"\p{L}", "[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]")
}
