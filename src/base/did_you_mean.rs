//! The only user of `strsim`: the known name that a misspelt one probably means.

use crate::base::slug::field_key;

/// Returns whether two names differ by one slip of the hand, or by capitals alone.
pub(crate) fn is_one_slip(name: &str, other: &str) -> bool {
    let (name, other) = (name.to_lowercase(), other.to_lowercase());
    strsim::damerau_levenshtein(&name, &other) <= 1
}

/// Returns the candidate nearest to a misspelt name, compared by folded keys; `None` when no candidate is near.
///
/// A candidate is near within one Damerau–Levenshtein edit for each three letters of the name, and at least one.
pub(crate) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let key = field_key(name);
    // Any two names of two letters are near each other: nothing is proposed for them.
    let max_edits = match key.chars().count() {
        0..=2 => 0,
        length => (length / 3).max(1),
    };
    candidates
        .map(|candidate| (field_key(candidate), candidate))
        // Each letter more or less is an edit, so a greater difference in length alone excludes a candidate.
        .filter(|(other, _)| other.len().abs_diff(key.len()) <= max_edits)
        .map(|(other, candidate)| (strsim::damerau_levenshtein(&key, &other), candidate))
        .filter(|(distance, _)| *distance <= max_edits)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
