//! Reports bodies whose superiors lead back to themselves.

use std::cmp::Reverse;

use crate::base::path::RelPath;
use crate::input::front_matter::vocabulary::{BodyRow, Vocabulary, diagnostic};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::model::vocabularies::{MAX_EXACT_PLACES, VocabularyTable};

/// The most bodies of a circle that are named.
const MAX_NAMED: usize = 5;

/// Reports each circle once, at the first of its bodies in the file.
pub(super) fn check_superiors(
    vocabulary: &Vocabulary,
    bodies: &VocabularyTable<BodyRow>,
    texts: &dyn Fn(&RelPath) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(file) = &vocabulary.bodies.file else { return };
    let rows = &vocabulary.bodies.rows;
    let superior_of = |row: &BodyRow| {
        let found = bodies.names.find(&row.superior.as_ref()?.value)?;
        // Bodies that only documents name follow the declared ones, and have no superior.
        (found < rows.len()).then_some(found)
    };
    let superiors: Vec<Option<usize>> = rows.iter().map(superior_of).collect();
    let circles = circles(&superiors);
    let text = if circles.is_empty() {
        String::new()
    } else {
        texts(&file.0)
    };
    for (count, circle) in circles.iter().enumerate() {
        let first = &rows[circle[0]];
        let Some(written) = &first.superior else { continue };
        let mut names: Vec<&str> = circle.iter().map(|index| rows[*index].name.as_str()).collect();
        if names.len() > MAX_NAMED {
            names.truncate(MAX_NAMED);
            names.push("…");
        }
        names.push(&first.name);
        let found = match count < MAX_EXACT_PLACES {
            true => diagnostic(file, &text, &written.at, Code::SuperiorCircle),
            false => Diagnostic::new(Code::SuperiorCircle, Place::file(&file.0)),
        };
        diagnostics.push(found.with("name", &first.name).with("names", names.join(" → ")));
    }
}

/// The circles of a table in which each entry leads to one other at most; each begins with its first entry.
fn circles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut walk_of: Vec<Option<usize>> = vec![None; next.len()];
    let mut circles = Vec::new();
    for start in 0..next.len() {
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| walk_of[*index].is_none()) {
            walk_of[index] = Some(start);
            at = next[index];
        }
        let Some(met) = at.filter(|index| walk_of[*index] == Some(start)) else {
            continue;
        };
        let mut circle = vec![met];
        let mut at = next[met];
        while let Some(index) = at.filter(|index| *index != met) {
            circle.push(index);
            at = next[index];
        }
        let first = circle.iter().enumerate().max_by_key(|(_, index)| Reverse(**index));
        let first = first.map_or(0, |(position, _)| position);
        circle.rotate_left(first);
        circles.push(circle);
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn each_circle_is_found_once() {
        type Case<'a> = (&'a [Option<usize>], &'a [&'a [usize]]);
        let cases: [Case<'_>; 5] = [
            (&[], &[]),
            (&[Some(1), None], &[]),
            (&[Some(0)], &[&[0]]),
            (&[Some(2), Some(1), Some(3), Some(2)], &[&[1], &[2, 3]]),
            (&[Some(1), Some(2), Some(0), Some(2)], &[&[0, 1, 2]]),
        ];
        for (next, expected) in cases {
            let mut found = circles(next);
            found.sort();
            assert_eq!(found, expected, "{next:?}");
        }
    }
}
