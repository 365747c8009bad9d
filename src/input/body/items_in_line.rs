//! Hints at items that stand in one line (`1. một; 2. hai`) and so are none.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::body::blocks::{Marker, Token};
use crate::input::body::label::LabelStyle;
use crate::input::body::label_parser::candidates;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// Reports the first item of a paragraph that another item follows in the same line.
///
/// Only `1.` and `a)` count: `(1)` and `1)` number the parts of a sentence in printed documents too.
pub(super) fn report(path: &RelPath, marker: Option<&Marker>, tokens: &[Token], diagnostics: &mut Vec<Diagnostic>) {
    let texts = tokens.iter().filter_map(|token| match token {
        Token::Text(words, span) => Some((words.as_str(), *span)),
        _ => None,
    });
    let marker = marker.map_or("", |marker| &marker.printed);
    for (words, span) in texts {
        if let Some((at, label)) = first_item(words, marker) {
            let start = (span.start + at).min(span.end);
            let place = Place::at(path, Span::new(start, (start + label.len()).min(span.end)));
            diagnostics.push(Diagnostic::new(Code::ItemsInLine, place).with("label", label));
            return;
        }
    }
}

/// The place and label of an item in a line, before or behind which is another one.
fn first_item(words: &str, marker: &str) -> Option<(usize, String)> {
    for (end, _) in words.match_indices("; ") {
        let at = end + "; ".len();
        let Some((first, second)) = pair(&words[at..]) else {
            continue;
        };
        let before = &words[..end];
        let begins_behind = |sign: &str| before.rfind(&[sign, first, " "].concat()).map(|at| at + sign.len());
        let behind = [": ", "; "].into_iter().find_map(begins_behind);
        if let Some(at) = behind {
            return Some((at, first.to_owned()));
        }
        if marker == first || before.starts_with(&[first, " "].concat()) {
            return Some((at, second.to_owned()));
        }
    }
    None
}

/// For a text that begins with a second item: the label of the first one, and its own.
fn pair(words: &str) -> Option<(&'static str, &'static str)> {
    const PAIRS: [(&str, &str, LabelStyle); 2] = [("1.", "2.", LabelStyle::Arabic), ("a)", "b)", LabelStyle::Letter)];
    let (first, second, style) = PAIRS.into_iter().find(|(_, second, _)| words.starts_with(second))?;
    let is_label = candidates(words, false)
        .iter()
        .any(|label| label.style == style && label.printed == second);
    is_label.then_some((first, second))
}
