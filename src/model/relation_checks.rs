//! Reports declared relations that cannot hold: to the document itself, in a circle, or from an older document to a later
//! one that it is to change.
//!
//! What only a text states is left alone: originals are printed as they are, and other checks compare what they cite.

use rustc_hash::FxHashMap;

use crate::base::date::PartialDate;
use crate::base::relation::RelationKind;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::phrase::Phrase;
use crate::messages::relation_problem::RelationProblem;
use crate::model::document_index::DocumentIndex;
use crate::model::identity::display_name;
use crate::model::indexes::DocIx;

/// A relation that a head declares to a document with a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct DeclaredRelation {
    /// Its position among the relations of the head.
    pub entry: usize,
    /// Which relation.
    pub kind: RelationKind,
    /// The other document.
    pub to: DocIx,
}

/// Relations of which no circle can be: what replaces a document is not replaced by it.
const ONE_WAY: [&[RelationKind]; 6] = [
    &[RelationKind::Replaces, RelationKind::Repeals],
    &[RelationKind::Amends],
    &[RelationKind::BasedOn],
    &[RelationKind::Implements],
    &[RelationKind::Guides],
    &[RelationKind::Continues],
];

/// Documents that a message names of a circle.
const MAX_NAMED: usize = 6;

/// Checks the declared relations of all documents, which are in the order of the documents.
pub(super) fn check(documents: &DocumentIndex, declared: &[Vec<DeclaredRelation>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, relations) in documents.indexes().zip(declared) {
        for relation in relations {
            found.extend(alone(documents, index, relation));
        }
    }
    for kinds in ONE_WAY {
        circles(documents, declared, kinds, &mut found);
    }
    found
}

/// Reports a relation that its two ends show to be impossible.
fn alone(documents: &DocumentIndex, index: DocIx, relation: &DeclaredRelation) -> Option<Diagnostic> {
    let is_one_way = ONE_WAY.iter().any(|kinds| kinds.contains(&relation.kind));
    if relation.to == index {
        return is_one_way.then(|| report(documents, index, relation, RelationProblem::ToItself));
    }
    let changes = [RelationKind::Replaces, RelationKind::Repeals, RelationKind::Amends];
    if !changes.contains(&relation.kind) {
        return None;
    }
    let (own, other) = (documents.entry(index).date()?, documents.entry(relation.to).date()?);
    let problem = || RelationProblem::Later(own.to_string(), other.to_string());
    is_before(own, other).then(|| report(documents, index, relation, problem()))
}

/// Returns whether a day is before another one; years and months are compared only where they differ.
fn is_before(own: PartialDate, other: PartialDate) -> bool {
    !own.agrees_with(other) && own.order_key() < other.order_key() && own.year() <= other.year()
}

/// Reports each circle of relations once, at the first of its documents.
fn circles(
    documents: &DocumentIndex,
    declared: &[Vec<DeclaredRelation>],
    kinds: &[RelationKind],
    found: &mut Vec<Diagnostic>,
) {
    let next = |index: DocIx| {
        let relations = declared[index.get()].iter();
        relations.filter(move |relation| kinds.contains(&relation.kind) && relation.to != index)
    };
    let mut states: FxHashMap<DocIx, State> = FxHashMap::default();
    for start in documents.indexes() {
        if states.contains_key(&start) || next(start).next().is_none() {
            continue;
        }
        // A walk in depth, with the relation by which each document was left.
        let mut path: Vec<(DocIx, Vec<&DeclaredRelation>)> = vec![(start, next(start).collect())];
        states.insert(start, State::OnPath(0));
        while let Some((index, left)) = path.last_mut() {
            let Some(relation) = left.pop() else {
                states.insert(*index, State::Done);
                path.pop();
                continue;
            };
            match states.get(&relation.to) {
                Some(State::Done) => {}
                Some(State::OnPath(at)) => {
                    let circle: Vec<DocIx> = path[*at..].iter().map(|(index, _)| *index).collect();
                    let holder = path.last().map_or(start, |(index, _)| *index);
                    found.push(report(documents, holder, relation, named(documents, &circle)));
                }
                None => {
                    states.insert(relation.to, State::OnPath(path.len()));
                    path.push((relation.to, next(relation.to).collect()));
                }
            }
        }
    }
}

/// Where the walk is with a document.
enum State {
    /// On the path that is walked, at this position.
    OnPath(usize),
    /// All that follows from it was walked.
    Done,
}

fn named(documents: &DocumentIndex, circle: &[DocIx]) -> RelationProblem {
    let name = |index: &DocIx| display_name(documents.document(*index));
    let mut names: Vec<String> = circle.iter().take(MAX_NAMED).map(name).collect();
    if circle.len() > MAX_NAMED {
        names.push("…".to_owned());
    }
    names.extend(circle.first().map(name));
    RelationProblem::Circle(names.join(" → "))
}

fn report(
    documents: &DocumentIndex,
    index: DocIx,
    relation: &DeclaredRelation,
    problem: RelationProblem,
) -> Diagnostic {
    let document = documents.document(index);
    let entry = &document.head.relations[relation.entry];
    Diagnostic::new(Code::ImpossibleRelation, document.head_place(&entry.target.at))
        .with("term", entry.term)
        .with("problem", Phrase::Impossible(problem))
}
