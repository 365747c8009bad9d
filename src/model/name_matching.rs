//! Names in a text: the longest that the register knows.

use crate::input::citations::mention::NamedReference;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;

/// The longest name of the register with which some words begin, however it is spelled.
pub(super) fn longest_name<'r>(register: &'r DocumentIndex, titled: &NamedReference) -> Option<(usize, &'r [DocIx])> {
    let NamedReference {
        words,
        beginning,
        ends,
        proper,
    } = titled;
    let proper = proper
        .as_ref()
        .map(|proper| (proper.end, register.with_proper_name(&proper.key)))
        .filter(|(_, found)| !found.is_empty());
    let from = proper.map_or(0, |(end, _)| end);
    let written = register.may_begin_name(*beginning).then(|| {
        let named = |end: usize| {
            let name = &words[..ends[end].0];
            let found = register.with_name(name);
            // Nobody declared a title to be a name: where the words go on, they are another document's.
            let goes_on = goes_on(&words[ends[end].0..]);
            let counts = !found.is_empty() && (!goes_on || register.is_declared_name(name));
            counts.then_some((end, found))
        };
        (from..ends.len()).rev().find_map(named)
    });
    written.flatten().or(proper)
}

/// Says whether words go on behind a name so that they may belong to it.
fn goes_on(rest: &str) -> bool {
    let next = rest.trim_start_matches(['”', '"']);
    let Some(next) = next.strip_prefix(' ') else {
        return next.starts_with(char::is_alphanumeric);
    };
    let word = next.split([' ', ',', '.', ';', ':', ')']).next().unwrap_or("");
    !matches!(
        word,
        "" | "và" | "là" | "đã" | "được" | "có" | "thì" | "hoặc" | "để" | "cũng" | "nhằm"
    )
}
