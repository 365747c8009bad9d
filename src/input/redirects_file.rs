//! Reads `content/redirects.txt`: addresses of lists that were published and are part of other pages now.
//!
//! One redirect a line, as hosts write them: the former address, a blank, the address that it leads to, with an anchor
//! (`/so-theo-doi/2019/ /so-theo-doi/#tu-lieu`). Lines that begin with `#` are comments.

use crate::base::span::Span;
use crate::input::front_matter::old_addresses::OldAddress;
use crate::input::source::SourceFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WrittenRedirect {
    /// The former address, without the leading slash.
    pub from: String,
    /// The page that it leads to, without the leading slash; empty for the home page.
    pub to: String,
    /// The anchor on that page, without `#`.
    pub anchor: Option<String>,
    /// The place of the line.
    pub place: Place,
}

/// Reads the file; a line that cannot be read is reported and left out.
pub(crate) fn read(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Vec<WrittenRedirect> {
    diagnostics.extend(file.diagnostics.iter().cloned());
    let mut found = Vec::new();
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let place = Place::at(&file.path, span);
        match redirect(line, &place) {
            Some(redirect) => found.push(redirect),
            None => {
                let found = Diagnostic::new(Code::BadOldAddress, place).with("value", line);
                diagnostics.push(found.with("help", Phrase::RedirectLine));
            }
        }
    }
    found
}

fn redirect(line: &str, place: &Place) -> Option<WrittenRedirect> {
    let (from, to) = line.split_once(char::is_whitespace)?;
    let OldAddress::Page(from) = OldAddress::parse(from)? else {
        return None;
    };
    let (page, anchor) = match to.trim().split_once('#') {
        Some((page, anchor)) => (page, Some(anchor.to_owned())),
        None => (to.trim(), None),
    };
    let to = match page {
        "/" => String::new(),
        page => match OldAddress::parse(page)? {
            OldAddress::Page(path) => path,
            OldAddress::Place { .. } => return None,
        },
    };
    Some(WrittenRedirect {
        from,
        to,
        anchor,
        place: place.clone(),
    })
}
