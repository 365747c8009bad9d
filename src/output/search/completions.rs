//! What is proposed while somebody types: numbers, provisions of the programme, topics, titles, places, bodies.
//!
//! A file is an object: `texts` (how the list and the groups are called), `numbers`, `provisions`, `topics`, `titles`, `places`, `bodies`, each a list of pairs: what is
//! sought when the row is chosen, and what is shown beside it. A small site has one file; in a large one an entry is in
//! the files of the beginnings (two letters) under which somebody may type it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use crate::base::fold::fold;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::page_context::PageContext;
use crate::output::search::exact_answers::numbered_provisions;
use crate::output::search::numbers::number_of;
use crate::output::search::search_items::SearchItem;
use crate::output::views::excerpt::shortened;
use crate::site::search_layout::{DIGEST_SEED, digest};

/// The most bytes of a file.
const MAX_FILE_BYTES: usize = 30_000;

/// The letters of titles and of what is shown beside: the first with which a file is small enough.
const LENGTHS: [usize; 5] = [72, 56, 40, 24, 12];

/// The most documents that one file proposes, the newest, where there are several files.
const MAX_DOCUMENTS_OF_A_FILE: usize = 250;

/// The letters by which entries are divided among files.
const BEGINNING: usize = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Group {
    Numbers,
    Provisions,
    Topics,
    Titles,
    Places,
    Bodies,
}

/// An entry: what is sought, what is shown beside it.
#[derive(Clone, Debug)]
struct Entry {
    group: Group,
    value: String,
    beside: String,
}

/// What the list says: its name, how many rows it has, the names of the groups.
#[derive(Serialize)]
struct Texts<'a> {
    list: &'a str,
    count: &'a str,
    groups: Vec<&'a str>,
}

#[derive(Serialize)]
struct CompletionFile<'a> {
    texts: &'a Texts<'a>,
    #[serde(flatten)]
    groups: BTreeMap<Group, Vec<Vec<String>>>,
}

/// Writes the files of completions.
pub(super) fn write(context: PageContext<'_>, files: usize, items: &[SearchItem]) -> Vec<Vec<u8>> {
    let mut by_file: Vec<Vec<Entry>> = vec![Vec::new(); files];
    for entry in entries(context, items) {
        let found: BTreeSet<usize> = beginnings(&entry).map(|beginning| file_of(&beginning, files)).collect();
        for file in found {
            by_file[file].push(entry.clone());
        }
    }
    if files > 1 {
        by_file.iter_mut().for_each(keep_newest);
    }
    let texts = Texts {
        list: context.texts.get("search.completions"),
        count: context.texts.get("search.completion_count"),
        groups: context.texts.get("search.completion_groups").split('|').collect(),
    };
    by_file.iter().map(|entries| write_file(&texts, entries)).collect()
}

fn file_of(beginning: &str, files: usize) -> usize {
    digest(DIGEST_SEED, beginning) as usize % files
}

/// Returns the beginnings under which an entry is found: that of each word of a name, that of the first of a title or
/// a number, of which there are too many.
fn beginnings(entry: &Entry) -> impl Iterator<Item = String> {
    let words = match entry.group {
        Group::Numbers | Group::Titles | Group::Provisions => 1,
        Group::Topics | Group::Places | Group::Bodies => usize::MAX,
    };
    let folded = fold(&entry.value);
    let found: Vec<String> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(words)
        .map(|word| word.chars().take(BEGINNING).collect())
        .collect();
    found.into_iter()
}

fn keep_newest(entries: &mut Vec<Entry>) {
    let mut documents = 0;
    entries.retain(|entry| {
        let is_document = matches!(entry.group, Group::Numbers | Group::Titles);
        documents += usize::from(is_document);
        !is_document || documents <= MAX_DOCUMENTS_OF_A_FILE
    });
}

/// Returns all entries: documents from the newest, the others in their own order.
fn entries(context: PageContext<'_>, items: &[SearchItem]) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut add = |group: Group, value: &str, beside: &str| {
        found.push(Entry {
            group,
            value: value.to_owned(),
            beside: beside.to_owned(),
        });
    };
    for (address, beside) in provisions(context) {
        add(Group::Provisions, &address, &beside);
    }
    let mut places: BTreeSet<String> = BTreeSet::new();
    for item in items.iter().rev() {
        match *item {
            SearchItem::Topic(index) => add(Group::Topics, &context.topic(index).name, ""),
            SearchItem::Body(index) => add(Group::Bodies, &context.body(index).name, ""),
            SearchItem::Document(node) => {
                if let Some((number, kind)) = number_of(context.site, node) {
                    add(Group::Numbers, number.printed(), &beside_number(context, node, kind));
                } else if let DocumentRef::Held(index) = node
                    && let Some(title) = &context.document(index).title_text
                {
                    add(Group::Titles, title, "");
                }
                if let DocumentRef::Held(index) = node {
                    places.extend(place_names(context, index));
                }
            }
        }
    }
    for place in places {
        add(Group::Places, &place, "");
    }
    found
}

/// Returns the addresses of programmes, each with its words; with the number of programmes where several have it.
fn provisions(context: PageContext<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String, usize)> = Vec::new();
    let mut positions: HashMap<String, usize> = HashMap::new();
    for programme in context.site.programmes.documents() {
        for (_, address, words) in numbered_provisions(context, programme) {
            match positions.get(&address) {
                Some(position) => found[*position].2 += 1,
                None => {
                    positions.insert(address.clone(), found.len());
                    found.push((address, words, 1));
                }
            }
        }
    }
    let beside = |words: String, count: usize| match count {
        1 => words,
        more => context
            .texts
            .format("programmes.in_several", &[("n", &more.to_string())]),
    };
    found
        .into_iter()
        .map(|(address, words, count)| (address, beside(words, count)))
        .collect()
}

/// Returns the names of a document's places, of then and of today; villages are too many.
fn place_names(context: PageContext<'_>, index: DocIx) -> Vec<String> {
    let places = context.site.documents.localities(index).iter();
    let names = places.flat_map(|place| place.names[place.commune()..].iter().chain(&place.now));
    names.cloned().collect()
}

/// Returns the kind of a numbered document and what it is about.
fn beside_number(context: PageContext<'_>, node: DocumentRef, kind: &str) -> String {
    let title = match node {
        DocumentRef::Held(index) => context.document(index).title_text.as_deref(),
        DocumentRef::Stub(index) => context.stub(index).subject(),
    };
    match title {
        Some(title) if kind.is_empty() => title.to_owned(),
        Some(title) => format!("{kind} · {title}"),
        None => kind.to_owned(),
    }
}

fn write_file(texts: &Texts<'_>, entries: &[Entry]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for length in LENGTHS {
        bytes = file_with(texts, entries, length);
        if bytes.len() <= MAX_FILE_BYTES {
            break;
        }
    }
    bytes
}

fn file_with(texts: &Texts<'_>, entries: &[Entry], length: usize) -> Vec<u8> {
    let mut groups: BTreeMap<Group, Vec<Vec<String>>> = BTreeMap::new();
    for entry in entries {
        let value = match entry.group {
            Group::Titles => shortened(&entry.value, length.max(40)).replace(" …", ""),
            _ => entry.value.clone(),
        };
        let beside = shortened(&entry.beside, length);
        let pair = if beside.is_empty() {
            vec![value]
        } else {
            vec![value, beside]
        };
        groups.entry(entry.group).or_default().push(pair);
    }
    serde_json::to_vec(&CompletionFile { texts, groups }).expect("texts are JSON")
}
