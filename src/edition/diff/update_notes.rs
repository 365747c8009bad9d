//! The note (`cập nhật`) that tells readers of a page what changed, in the words of an editor.

use crate::base::word_diff::{WordRun, WordState, joined_words};
use crate::edition::diff::difference::{FieldChange, PartChange, ProvisionChange, Renumbering};
use crate::input::front_matter::fields::{FieldId, field_row};
use crate::messages::catalogue::{Language, ToText};
use crate::messages::diff_text::UpdateNote;

/// The most letters of words that a note quotes.
const MAX_QUOTED: usize = 60;

/// The most sentences that quote words.
const MAX_QUOTES: usize = 3;

/// The most places that a sentence names.
const MAX_PLACES: usize = 5;

/// What a page's changes are worth telling; `None` where nothing is, or where the head has a new note already.
pub(super) fn update_note(
    (fields, provisions, renumbered): (&[FieldChange], &[ProvisionChange], &[Renumbering]),
    language: Language,
) -> Option<String> {
    let term = |id: FieldId| field_row(id).term;
    if fields.iter().any(|field| field.term == term(FieldId::Updates)) {
        return None;
    }
    let is_new_text = |field: &&FieldChange| field.term == term(FieldId::Holding);
    if fields.iter().find(is_new_text).is_some_and(is_whole_now) {
        return Some(UpdateNote::FullText.to_text(language));
    }
    let mut sentences = quotes(provisions, language);
    if sentences.is_empty() {
        sentences = by_sort(provisions.iter(), language);
    }
    if !renumbered.is_empty() {
        let pair = |one: &Renumbering| UpdateNote::Renumbered(one.from.clone(), one.to.clone()).to_text(language);
        let pairs: Vec<String> = renumbered.iter().map(pair).collect();
        sentences.push(UpdateNote::Renumbering(list(&pairs, language)).to_text(language));
    }
    let names: Vec<String> = fields.iter().map(|field| field_name(field, language)).collect();
    if !names.is_empty() {
        sentences.push(UpdateNote::Changed(list(&names, language)).to_text(language));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn field_name(field: &FieldChange, language: Language) -> String {
    match language {
        Language::Vietnamese => field.term.to_owned(),
        Language::English => field.name.replace('_', " "),
    }
}

/// Returns whether a change of `toàn văn` says that the whole text is here now.
fn is_whole_now(field: &FieldChange) -> bool {
    joined_words(&field.words, WordState::Removed) == "có"
}

/// A sentence with the words of each change, if there are few and all are short; else none.
fn quotes(provisions: &[ProvisionChange], language: Language) -> Vec<String> {
    if provisions.len() > MAX_QUOTES {
        return Vec::new();
    }
    let quoted = |change: &ProvisionChange| match &change.kind {
        PartChange::Words(runs) => quote(&change.place, runs, language),
        PartChange::Added(_) | PartChange::Removed(_) | PartChange::Moved(_) => None,
    };
    provisions
        .iter()
        .map(quoted)
        .collect::<Option<Vec<String>>>()
        .unwrap_or_default()
}

/// The one change of words of a place, where both are short.
fn quote(place: &str, runs: &[WordRun], language: Language) -> Option<String> {
    let words = |state: WordState| {
        let mut found = runs.iter().filter(|run| run.state == state);
        let first = found.next().map_or("", |run| run.words.as_str());
        found.next().is_none().then(|| first.to_owned())
    };
    let (removed, added) = (words(WordState::Removed)?, words(WordState::Added)?);
    if removed.chars().count() > MAX_QUOTED || added.chars().count() > MAX_QUOTED {
        return None;
    }
    let place = place.to_owned();
    let note = match (removed.is_empty(), added.is_empty()) {
        (true, _) => UpdateNote::WordsAdded(place, added),
        (_, true) => UpdateNote::WordsRemoved(place, removed),
        (false, false) => UpdateNote::Words(place, removed, added),
    };
    Some(note.to_text(language))
}

/// A sentence for what was changed, one for what was added, one for what was removed, one for what was moved.
fn by_sort<'p>(provisions: impl Iterator<Item = &'p ProvisionChange> + Clone, language: Language) -> Vec<String> {
    let places = |is_meant: &dyn Fn(&PartChange) -> bool| -> Vec<String> {
        let found = provisions.clone().filter(|change| is_meant(&change.kind));
        found.map(|change| change.place.clone()).collect()
    };
    type Sort = (fn(&PartChange) -> bool, fn(String) -> UpdateNote);
    let sorts: [Sort; 4] = [
        (|kind| matches!(kind, PartChange::Words(_)), UpdateNote::Changed),
        (|kind| matches!(kind, PartChange::Added(_)), UpdateNote::Added),
        (|kind| matches!(kind, PartChange::Removed(_)), UpdateNote::Removed),
        (|kind| matches!(kind, PartChange::Moved(_)), UpdateNote::Moved),
    ];
    sorts
        .iter()
        .map(|(is_meant, note)| (places(is_meant), note))
        .filter(|(places, _)| !places.is_empty())
        .map(|(places, note)| note(list(&places, language)).to_text(language))
        .collect()
}

/// The first entries of a list, and how many more there are.
fn list(entries: &[String], language: Language) -> String {
    let mark = match entries.iter().any(|entry| entry.contains(',')) {
        true => "; ",
        false => ", ",
    };
    let first = entries[..entries.len().min(MAX_PLACES)].join(mark);
    match entries.len().checked_sub(MAX_PLACES).filter(|more| *more > 0) {
        Some(more) => UpdateNote::More(first, more).to_text(language),
        None => first,
    }
}
