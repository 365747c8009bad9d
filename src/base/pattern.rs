//! Constant regular expressions, compiled when they are first used.

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
        let compile = || Regex::new(self.source).expect("a constant pattern");
        self.compiled.get_or_init(compile)
    }
}
