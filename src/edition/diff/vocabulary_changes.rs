//! Topics and bodies that came, changed or went; one that was renamed is one line, however many pages show its name.

use crate::edition::diff::difference::{EntryChange, FieldChange, VocabularyChange, VocabularySort};
use crate::edition::diff::field_changes::field_change;
use crate::input::front_matter::vocabulary::{BodyRow, TopicRow};
use crate::site::planned_site::Site;

/// An entry of a vocabulary with its values as text.
struct Entry {
    slug: String,
    name: String,
    other_names: Vec<String>,
    values: Vec<((&'static str, &'static str), String)>,
}

/// The entries of both vocabularies that differ.
pub(super) fn vocabulary_changes(base: &Site, head: &Site) -> Vec<VocabularyChange> {
    let topics = |site: &Site| -> Vec<Entry> {
        let rows = site.documents.topics.iter();
        rows.filter(|row| row.at.is_some()).map(topic).collect()
    };
    let bodies = |site: &Site| -> Vec<Entry> {
        let rows = site.documents.bodies.iter();
        rows.filter(|row| row.at.is_some()).map(body).collect()
    };
    let mut changes = compared(VocabularySort::Topic, topics(base), &topics(head));
    changes.extend(compared(VocabularySort::Body, bodies(base), &bodies(head)));
    changes
}

fn topic(row: &TopicRow) -> Entry {
    let related: Vec<&str> = row.related.iter().map(|related| related.value.as_str()).collect();
    Entry {
        slug: row.slug.clone(),
        name: row.name.clone(),
        other_names: row.other_names.clone(),
        values: vec![
            (("tên", "name"), row.name.clone()),
            (("tên khác", "other names"), row.other_names.join("; ")),
            (("mô tả", "description"), row.description.clone().unwrap_or_default()),
            (("nhóm", "group"), row.group.clone().unwrap_or_default()),
            (("gần với", "related"), related.join("; ")),
        ],
    }
}

fn body(row: &BodyRow) -> Entry {
    let date = |date: Option<crate::base::date::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let superior = row.superior.as_ref().map(|superior| superior.value.clone());
    let terms: Vec<String> = row.terms.iter().map(ToString::to_string).collect();
    Entry {
        slug: row.slug.clone(),
        name: row.name.clone(),
        other_names: row.other_names.clone(),
        values: vec![
            (("tên", "name"), row.name.clone()),
            (("tên khác", "other names"), row.other_names.join("; ")),
            (("ký hiệu", "symbols"), row.symbols.join("; ")),
            (("cấp trên", "superior"), superior.unwrap_or_default()),
            (("từ", "from"), date(row.from)),
            (("đến", "to"), date(row.to)),
            (("nhiệm kỳ", "terms"), terms.join("; ")),
            (("ghi chú", "note"), row.note.clone().unwrap_or_default()),
        ],
    }
}

fn compared(sort: VocabularySort, former: Vec<Entry>, present: &[Entry]) -> Vec<VocabularyChange> {
    let mut is_paired = vec![false; present.len()];
    let mut changes = Vec::new();
    for before in former {
        let now = position(&before, present, &is_paired);
        let change = match now {
            Some(at) => {
                is_paired[at] = true;
                let fields = field_changes(&before, &present[at]);
                (!fields.is_empty()).then(|| (present[at].name.clone(), EntryChange::Changed(fields)))
            }
            None => Some((before.name, EntryChange::Removed)),
        };
        changes.extend(change.map(|(name, change)| VocabularyChange { sort, name, change }));
    }
    let added = present.iter().zip(is_paired).filter(|(_, is_paired)| !is_paired);
    changes.extend(added.map(|(entry, _)| VocabularyChange {
        sort,
        name: entry.name.clone(),
        change: EntryChange::Added,
    }));
    changes
}

/// The entry that a former one is now: by its address, its name, or a name that one of both keeps of the other.
fn position(before: &Entry, present: &[Entry], is_paired: &[bool]) -> Option<usize> {
    let find = |is_it: &dyn Fn(&Entry) -> bool| {
        let mut free = present.iter().enumerate().filter(|(at, _)| !is_paired[*at]);
        free.find(|(_, entry)| is_it(entry)).map(|(at, _)| at)
    };
    let is_kept = |entry: &Entry| {
        entry.other_names.contains(&before.name)
            || before.other_names.contains(&entry.name)
            || entry.other_names.iter().any(|name| before.other_names.contains(name))
    };
    find(&|entry| entry.name == before.name)
        .or_else(|| find(&|entry| entry.slug == before.slug))
        .or_else(|| find(&is_kept))
}

fn field_changes(before: &Entry, now: &Entry) -> Vec<FieldChange> {
    let pairs = before.values.iter().zip(&now.values);
    let changes = pairs.filter_map(|((names, before), (_, now))| field_change(*names, before, now));
    changes.collect()
}
