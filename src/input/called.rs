//! The keys of the names under which a document may be cited. They come from its file alone, so they are worked out
//! where the file is parsed, and not at each linking.

use super::head::Head;
use super::lexicon::Kind;
use super::proper::proper_key;
use crate::base::fold::name_key;

/// The keys of a document's names.
#[derive(Clone, Debug, Default)]
pub struct Called {
    /// Of every name that leads to it.
    pub names: Vec<String>,
    /// Of its proper names, which have many spellings; of a law with the year of its date too.
    pub proper: Vec<String>,
}

/// Works out the keys of a document's names.
pub(super) fn called(head: &Head, title: Option<&str>, kind: &Kind) -> Called {
    Called {
        names: names(head, title, kind),
        proper: proper(head, title, kind),
    }
}

fn names(head: &Head, title: Option<&str>, kind: &Kind) -> Vec<String> {
    let mut keys: Vec<String> = head.other_names.iter().map(|name| name_key(&name.value)).collect();
    if let Some(title) = title {
        let title = name_key(title);
        keys.push(format!("{} {title}", name_key(&kind.name)));
        keys.push(title);
    }
    keys
}

fn proper(head: &Head, title: Option<&str>, kind: &Kind) -> Vec<String> {
    let mut keys: Vec<String> = head
        .other_names
        .iter()
        .filter_map(|name| proper_key(&name.value))
        .collect();
    if let (Some(title), Some(date)) = (title, &head.date) {
        let name = format!("{} {title}", kind.name);
        keys.extend(proper_key(&name));
        keys.extend(proper_key(&format!("{name} {}", date.value.year())));
    }
    keys.sort();
    keys.dedup();
    keys
}
