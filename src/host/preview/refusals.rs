//! Prints why requests were refused: each refused name once, under `--verbose` every request.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use crate::host::command::print_notice;
use crate::host::preview::hosts::without_port;
use crate::host::preview::request::{Rejection, Request};
use crate::host::report::{self, TerminalStyle, Values, Verbosity};
use crate::messages::notice::Notice;

/// The most names that are printed: a sender of ever new names fills no terminal.
const MAX_NAMES: usize = 8;

/// The most characters that are printed of what a request says.
const MAX_SHOWN: usize = 100;

/// A refused request: why, and what the answer says beside its status.
#[derive(Debug)]
pub(super) struct Refused {
    /// Why.
    pub(super) rejection: Rejection,
    /// A sentence for whoever reads the answer.
    pub(super) sentence: Option<String>,
}

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        Refused {
            rejection,
            sentence: None,
        }
    }
}

/// Where the preview answers, and the names that it refused so far.
#[derive(Debug)]
pub(super) struct Refusals {
    verbosity: Verbosity,
    /// The address to open instead.
    own_url: String,
    names: Mutex<BTreeSet<String>>,
}

impl Refusals {
    /// No name was refused yet.
    pub(super) fn new(verbosity: Verbosity, own_url: String) -> Self {
        Refusals {
            verbosity,
            own_url,
            names: Mutex::default(),
        }
    }

    /// Prints what a person at the terminal should know of a refused request.
    pub(super) fn note(&self, rejection: Rejection, request: &Request<'_>, style: TerminalStyle) -> Refused {
        let shown = |text: &str| text.chars().take(MAX_SHOWN).collect::<String>();
        if self.verbosity == Verbosity::Verbose {
            let (_, status) = rejection.answer();
            let (method, path) = (shown(request.method), shown(request.target));
            let values: Values<'_> = &[("method", &method), ("path", &path), ("status", &status.trim())];
            print_notice(&mut io::stderr(), style, Notice::RequestRefused, values);
        }
        let host = request.host().filter(|_| rejection == Rejection::Host);
        let Some(name) = host.map(|host| shown(without_port(host))) else {
            return Refused::from(rejection);
        };
        let values: Values<'_> = &[("name", &name), ("url", &self.own_url)];
        let sentence = report::notice(Notice::HostRefused, values, style.language);
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() < MAX_NAMES && names.insert(name) {
            let _ = writeln!(io::stderr(), "{sentence}");
        }
        Refused {
            rejection,
            sentence: Some(sentence),
        }
    }
}
