//! Reports brackets that were meant as a link and are none: `[chữ](tệp có cách.md)`, `[chữ] (địa chỉ)`, `[[393-QĐ/TU]`.
//!
//! Takes the bytes of brackets that stayed signs. Must not report those of a text: `[2]`, `[…]`, `[sic] (trích)`.

use std::ops::Range;

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::web_address::with_scheme;
use crate::input::body::link_targets::{file_of_own_machine, is_address};
use crate::input::body::sign_text::shown;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{LinkProblem, Phrase};

/// Maximum length of a link, and of the words before it that are looked at, in bytes: lines may be very long.
const MAX_REACH: usize = 600;

/// Maximum number of brackets of a body that are reported without a fix: more of them have one cause.
const MAX_REPORTED: usize = 20;

/// Brackets that were meant as a link.
struct UnreadLink {
    range: Range<usize>,
    problem: LinkProblem,
    /// The change that makes a link of them.
    fix: Option<(Range<usize>, String)>,
}

/// Reports brackets at some bytes of a file.
pub(super) fn report((path, text): (&RelPath, &str), brackets: &[usize], diagnostics: &mut Vec<Diagnostic>) {
    let mut done = 0;
    let mut without_fix = 0;
    for at in brackets.iter().copied() {
        if at < done {
            continue;
        }
        if without_fix == MAX_REPORTED {
            return;
        }
        let Some(found) = judge(text, at, done) else { continue };
        done = found.range.end;
        let diagnostic = Diagnostic::new(
            Code::UnreadLink,
            Place::at(path, Span::new(found.range.start, found.range.end)),
        )
        .with("text", shown(&text[found.range.clone()]))
        .with("help", Phrase::Link(found.problem));
        diagnostics.push(match found.fix {
            Some((range, words)) => diagnostic.fix(Span::new(range.start, range.end), words),
            None => {
                without_fix += 1;
                diagnostic
            }
        });
    }
}

/// Decides what the bracket at a byte was meant as; nothing before `from` belongs to it.
fn judge(text: &str, at: usize, from: usize) -> Option<UnreadLink> {
    let reach = Span::new(at.saturating_sub(MAX_REACH).max(from), at + MAX_REACH).clamped(text);
    let before = text[reach.start..at].rsplit('\n').next().unwrap_or("");
    let rest = text[at..reach.end.max(at)].split('\n').next().unwrap_or("");
    if rest.starts_with("[[") {
        return open_reference(rest, at);
    }
    if rest.starts_with("]]") {
        return closed_reference(before, at);
    }
    if !rest.starts_with('[') {
        return None;
    }
    let words = &rest[1..matching(rest, ('[', ']'))?];
    let behind = &rest[words.len() + 2..];
    let link = Brackets { at, before, words };
    if behind.starts_with('(') {
        return link.with_address(behind);
    }
    let gap = behind.len() - behind.trim_start_matches(char::is_whitespace).len();
    if behind[gap..].starts_with('(') {
        return link.apart(behind, gap);
    }
    link.swapped()
}

/// `[[393-QĐ/TU` or `[[393-QĐ/TU]`, in a text that begins so.
fn open_reference(rest: &str, at: usize) -> Option<UnreadLink> {
    let inside = &rest[2..];
    if let Some((name, _)) = inside.split_once("]]") {
        // Between two brackets at each end there is nothing.
        return name.trim().is_empty().then(|| UnreadLink {
            range: at..at + name.len() + "[[]]".len(),
            problem: LinkProblem::LoneBrackets,
            fix: None,
        });
    }
    let close = inside.find(']').filter(|close| is_reference(&inside[..*close]));
    let Some(close) = close else {
        return Some(UnreadLink {
            range: at..at + 2 + inside.split(char::is_whitespace).next().unwrap_or("").len(),
            problem: LinkProblem::LoneBrackets,
            fix: None,
        });
    };
    let end = at + 2 + close + 1;
    Some(UnreadLink {
        range: at..end,
        problem: LinkProblem::HalfReference(format!("[[{}]]", shown(&inside[..close]))),
        fix: Some((end..end, "]".to_owned())),
    })
}

/// `393-QĐ/TU]]` or `[393-QĐ/TU]]`, by the words before the brackets.
fn closed_reference(before: &str, at: usize) -> Option<UnreadLink> {
    let opened = before.matches('[').count();
    let open = opened.saturating_sub(before.matches(']').count());
    if open > 1 {
        // Brackets in brackets: `[xem [2]]`.
        return None;
    }
    let name = before.rsplit_once('[').map(|(_, name)| name).filter(|_| open == 1);
    match name.filter(|name| is_reference(name)) {
        Some(name) => {
            let start = at - name.len() - 1;
            Some(UnreadLink {
                range: start..at + 2,
                problem: LinkProblem::HalfReference(format!("[[{}]]", shown(name))),
                fix: Some((start..start, "[".to_owned())),
            })
        }
        None => Some(UnreadLink {
            range: at..at + 2,
            problem: LinkProblem::LoneBrackets,
            fix: None,
        }),
    }
}

/// Returns whether words between brackets may name a document: a number, a key, a name.
fn is_reference(words: &str) -> bool {
    !words.trim().is_empty() && !words.contains(['[', ']', '(', ')'])
}

/// Words in square brackets at some byte.
struct Brackets<'b> {
    at: usize,
    before: &'b str,
    words: &'b str,
}

impl Brackets<'_> {
    /// The byte behind the closing bracket.
    fn end(&self) -> usize {
        self.at + self.words.len() + 2
    }

    /// The sign before an image.
    fn sign(&self) -> &'static str {
        if self.before.ends_with('!') { "!" } else { "" }
    }

    fn start(&self) -> usize {
        self.at - self.sign().len()
    }

    fn written(&self, address: &str) -> String {
        format!("{}[{}]({address})", self.sign(), shown(self.words))
    }

    /// `[words](address)` with something in the address that ends it early.
    fn with_address(&self, behind: &str) -> Option<UnreadLink> {
        let Some(close) = matching(behind, ('(', ')')) else {
            return self.unclosed(&behind[1..]);
        };
        let inside = &behind[1..close];
        let address = inside.trim();
        let place = self.end() + 1..self.end() + close;
        let (problem, new) = match file_of_own_machine(address) {
            Some(name) => (LinkProblem::OwnMachine(name), None),
            None => match with_blanks(address) {
                Some(new) => (LinkProblem::BlankInAddress(self.written(&new)), Some(new)),
                // A number in brackets is the mark of a note or list.
                None if !self.words.contains(char::is_alphabetic) => return None,
                None => (LinkProblem::Other, None),
            },
        };
        Some(UnreadLink {
            range: self.start()..place.end + 1,
            problem,
            fix: new.map(|new| (place, new)),
        })
    }

    /// `[words](address` with no closing bracket on the line.
    fn unclosed(&self, behind: &str) -> Option<UnreadLink> {
        let address = behind.split(char::is_whitespace).next().unwrap_or("");
        let is_last = address.len() == behind.trim_end().len() && address.ends_with(|end: char| end.is_alphanumeric());
        let end = self.end() + 1 + address.len();
        is_address(address).then(|| UnreadLink {
            range: self.start()..end,
            problem: LinkProblem::Unclosed,
            fix: is_last.then(|| (end..end, ")".to_owned())),
        })
    }

    /// `[words] (address)`.
    fn apart(&self, behind: &str, gap: usize) -> Option<UnreadLink> {
        let close = gap + matching(&behind[gap..], ('(', ')'))?;
        let address = &behind[gap + 1..close];
        is_address(address).then(|| UnreadLink {
            range: self.start()..self.end() + close + 1,
            problem: LinkProblem::BlankBetween(self.written(address)),
            fix: Some((self.end()..self.end() + gap, String::new())),
        })
    }

    /// `(words)[address]`.
    fn swapped(&self) -> Option<UnreadLink> {
        let (_, words) = self.before.strip_suffix(')')?.rsplit_once('(')?;
        if !is_address(self.words) || words.trim().is_empty() || words.contains(['[', ']']) {
            return None;
        }
        let range = self.at - words.len() - 2..self.end();
        let new = format!("[{words}]({})", self.words);
        Some(UnreadLink {
            range: range.clone(),
            problem: LinkProblem::Swapped(shown(&new)),
            fix: Some((range, new)),
        })
    }
}

/// An address with blanks in the form that Markdown reads; `None` if it is no address, or has none.
fn with_blanks(address: &str) -> Option<String> {
    if !address.contains(char::is_whitespace) || address.contains(['<', '>', '"']) || !is_address(address) {
        return None;
    }
    let address = with_scheme(address).unwrap_or_else(|| address.to_owned());
    Some(match address.contains("://") {
        true => address.replace(char::is_whitespace, "%20"),
        false => format!("<{address}>"),
    })
}

/// The byte of the bracket that closes the one with which a text begins.
fn matching(text: &str, (open, close): (char, char)) -> Option<usize> {
    let mut depth = 0usize;
    for (at, letter) in text.char_indices() {
        match letter {
            letter if letter == open => depth += 1,
            letter if letter == close && depth == 1 => return Some(at),
            letter if letter == close => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}
