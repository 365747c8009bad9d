//! Kinds, topics and bodies while the index is built: looked up, or added where the vocabulary is open.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::fingerprint::Fingerprint;
use crate::base::fold::name_key;
use crate::base::path::RelPath;
use crate::base::slug::name_slug;
use crate::input::citations::lexicon::KindRow;
use crate::input::document::Document;
use crate::input::front_matter::head_text::HeadText;
use crate::input::front_matter::node::{Located, NodePath};
use crate::input::front_matter::vocabulary::{BodyRow, TopicRow, Vocabulary, diagnostic, help_for};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText, Place};
use crate::model::indexes::{BodyIx, KindIx, TopicIx};
use crate::model::link_unit::LinkUnit;
use crate::model::vocabulary_names::{VocabularyNames, split_names};

/// The kinds of a site: those declared or in use, in the order of the lexicon, then by name.
pub(super) struct KindTable {
    pub(super) rows: Vec<KindRow>,
    by_slug: FxHashMap<String, usize>,
}

impl KindTable {
    pub(super) fn new(documents: &[Arc<LinkUnit>], vocabulary: &Vocabulary) -> Self {
        let lexicon = vocabulary.lexicon.rows();
        let used = documents
            .iter()
            .map(|document| (document.kind.slug.as_str(), &***document));
        let used: BTreeMap<&str, &Document> = used.collect();
        let declared = lexicon.iter().filter(|row| used.contains_key(row.kind.slug.as_str()));
        let mut rows: Vec<KindRow> = declared.cloned().collect();
        for (slug, document) in used {
            if !rows.iter().any(|row| row.kind.slug == slug) {
                rows.push(KindRow {
                    kind: document.kind.clone(),
                    abbreviations: Vec::new(),
                    description: None,
                });
            }
        }
        let by_slug = rows.iter().enumerate();
        let by_slug = by_slug.map(|(index, row)| (row.kind.slug.clone(), index)).collect();
        KindTable { rows, by_slug }
    }

    pub(super) fn index_of(&mut self, document: &Document) -> KindIx {
        let index = self.by_slug.get(&document.kind.slug);
        KindIx::new(*index.expect("every kind in use has a row"))
    }
}

/// A vocabulary, which grows if it is open.
pub(super) struct VocabularyTable<T> {
    pub(super) rows: Vec<T>,
    pub(super) names: VocabularyNames,
}

impl<T: Clone> VocabularyTable<T> {
    pub(super) fn new(rows: &[T], names_of: impl Fn(&T) -> (&String, &String, &Vec<String>)) -> Self {
        let mut names = VocabularyNames::default();
        for (index, row) in rows.iter().enumerate() {
            let (slug, name, _) = names_of(row);
            names.add_slug(slug, index);
            names.add(name, index);
        }
        for (index, row) in rows.iter().enumerate() {
            names_of(row).2.iter().for_each(|name| names.add(name, index));
        }
        VocabularyTable {
            rows: rows.to_vec(),
            names,
        }
    }

    /// The position of a name; one that an open vocabulary does not have is added as a new row.
    fn find_or_add(&mut self, name: &str, is_closed: bool, new_row: impl Fn(&str) -> T) -> Option<usize> {
        if is_closed {
            return self.names.find(name);
        }
        Some(self.names.find_folded(name).unwrap_or_else(|| {
            let index = self.rows.len();
            self.names.add(name, index);
            self.names.add_slug(&name_slug(name), index);
            self.rows.push(new_row(name));
            index
        }))
    }
}

/// The most diagnostics of one file that are shown at their exact place: finding one parses the file again.
pub(super) const MAX_EXACT_PLACES: usize = 50;

/// An entry of a vocabulary file: slug, name, and its position in the file.
type Declaration<'a> = (&'a str, &'a str, Option<&'a NodePath>);

/// Reports entries that share a slug or name with an earlier one.
pub(super) fn check_duplicates<'a>(
    file: Option<&(RelPath, HeadText)>,
    rows: impl Iterator<Item = Declaration<'a>>,
    texts: &dyn Fn(&RelPath) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(file) = file else { return };
    let mut seen: HashMap<String, &NodePath> = HashMap::new();
    let mut count = 0;
    for (slug, name, at) in rows {
        let Some(at) = at else { continue };
        let keys = [
            (slug, format!("slug {slug}")),
            (name, format!("tên {}", name_key(name))),
        ];
        let mut twins = keys.iter().filter_map(|(value, key)| Some((*value, *seen.get(key)?)));
        if let Some((value, first)) = twins.next() {
            count += 1;
            if count > MAX_EXACT_PLACES {
                diagnostics.push(Diagnostic::new(Code::DuplicateEntry, Place::file(&file.0)).with("value", value));
                continue;
            }
            let text = texts(&file.0);
            let other = diagnostic(file, &text, first, Code::DuplicateEntry).place;
            let found = diagnostic(file, &text, at, Code::DuplicateEntry);
            diagnostics.push(found.with("value", value).label(other, LabelText::FirstHere));
        }
        for (_, key) in keys {
            seen.entry(key).or_insert(at);
        }
    }
}

/// The topics that a field names; a name that an open vocabulary does not have is added.
pub(super) fn find_topics(
    document: &Document,
    (written, keys): (&[Located<String>], &[Fingerprint]),
    table: &mut VocabularyTable<TopicRow>,
    vocabulary: &Vocabulary,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<TopicIx> {
    if written.is_empty() {
        return Vec::new();
    }
    // Nearly all values are spelled as they are declared.
    let spelled = keys.iter().map(|key| table.names.spelled(*key).map(TopicIx::new));
    if let Some(whole) = spelled.collect() {
        return distinct(whole);
    }
    let whole: Option<Vec<usize>> = written.iter().map(|name| table.names.find(&name.value)).collect();
    if let Some(whole) = whole {
        return distinct(whole.into_iter().map(TopicIx::new).collect());
    }
    let texts: Vec<String> = written.iter().map(|name| name.value.clone()).collect();
    let split = split_names(&texts, &|name| table.names.find(name).is_some());
    let mut found = Vec::new();
    let mut found_unknown = 0;
    for (at, name) in split {
        match table.find_or_add(&name, vocabulary.topics.is_closed(), open_topic) {
            Some(position) => found.push(TopicIx::new(position)),
            None => {
                let known = table.rows.iter().flat_map(|row| [row.name.as_str(), row.slug.as_str()]);
                let place = match found_unknown < MAX_EXACT_PLACES {
                    true => document.head_place(&written[at].at),
                    false => Place::file(&document.path),
                };
                found_unknown += 1;
                let diagnostic = Diagnostic::new(Code::UnknownTopic, place);
                diagnostics.push(unknown_name(diagnostic, &name, known, "topics.yaml"));
            }
        }
    }
    distinct(found)
}

/// Completes the report of a name that a vocabulary does not have: with the nearest one, or where to declare it.
fn unknown_name<'a>(
    diagnostic: Diagnostic,
    name: &str,
    known: impl Iterator<Item = &'a str>,
    file: &'static str,
) -> Diagnostic {
    diagnostic.with("value", name).with("help", help_for(name, known, file))
}

fn distinct(mut found: Vec<TopicIx>) -> Vec<TopicIx> {
    found.sort_unstable();
    found.dedup();
    found
}

fn open_topic(name: &str) -> TopicRow {
    TopicRow {
        slug: name_slug(name),
        name: name.to_owned(),
        other_names: Vec::new(),
        description: None,
        group: None,
        related: Vec::new(),
        old_addresses: Vec::new(),
        at: None,
    }
}

/// The body that issued a document; a name that an open vocabulary does not have is added.
pub(super) fn find_issuer(
    document: &LinkUnit,
    table: &mut VocabularyTable<BodyRow>,
    vocabulary: &Vocabulary,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<BodyIx> {
    if let Some(found) = table.names.spelled(document.issuer?) {
        return Some(BodyIx::new(found));
    }
    find_body(document, document.head.issuer.as_ref()?, table, vocabulary, diagnostics)
}

/// The other bodies that issued a joint document.
pub(super) fn find_co_issuers(
    document: &LinkUnit,
    table: &mut VocabularyTable<BodyRow>,
    vocabulary: &Vocabulary,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<BodyIx> {
    let written = document.head.co_issuers.iter();
    written
        .filter_map(|issuer| find_body(document, issuer, table, vocabulary, diagnostics))
        .collect()
}

fn find_body(
    document: &Document,
    issuer: &Located<String>,
    table: &mut VocabularyTable<BodyRow>,
    vocabulary: &Vocabulary,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<BodyIx> {
    let position = table.find_or_add(&issuer.value, vocabulary.bodies.is_closed(), open_body);
    if position.is_none() {
        let known = table.rows.iter().map(|row| row.name.as_str());
        let diagnostic = Diagnostic::new(Code::UnknownBody, document.head_place(&issuer.at));
        diagnostics.push(unknown_name(diagnostic, &issuer.value, known, "bodies.yaml"));
    }
    position.map(BodyIx::new)
}

fn open_body(name: &str) -> BodyRow {
    BodyRow {
        slug: name_slug(name),
        name: name.to_owned(),
        other_names: Vec::new(),
        symbols: Vec::new(),
        superior: None,
        system: None,
        from: None,
        to: None,
        terms: Vec::new(),
        note: None,
        old_addresses: Vec::new(),
        at: None,
    }
}

/// A diagnostic at an entry of a vocabulary file, or at the file where there were many before it.
fn at_entry(
    file: &(RelPath, HeadText),
    texts: &dyn Fn(&RelPath) -> String,
    (at, before): (&NodePath, usize),
    code: Code,
) -> Diagnostic {
    match before < MAX_EXACT_PLACES {
        true => diagnostic(file, &texts(&file.0), at, code),
        false => Diagnostic::new(code, Place::file(&file.0)),
    }
}

/// Checks `gần với` and `cấp trên` of the vocabulary files.
pub(super) fn check_links(
    vocabulary: &Vocabulary,
    topics: &VocabularyTable<TopicRow>,
    bodies: &VocabularyTable<BodyRow>,
    texts: &dyn Fn(&RelPath) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(file) = &vocabulary.topics.file {
        let related = vocabulary.topics.rows.iter().flat_map(|row| &row.related);
        let unknown = related.filter(|name| topics.names.find(&name.value).is_none());
        for (count, name) in unknown.enumerate() {
            let known = topics.rows.iter().map(|row| row.slug.as_str());
            let diagnostic = at_entry(file, texts, (&name.at, count), Code::UnknownTopic);
            diagnostics.push(unknown_name(diagnostic, &name.value, known, "topics.yaml"));
        }
    }
    if let Some(file) = &vocabulary.bodies.file {
        let superiors = vocabulary.bodies.rows.iter().filter_map(|row| row.superior.as_ref());
        let unknown = superiors.filter(|name| bodies.names.find(&name.value).is_none());
        for (count, name) in unknown.enumerate() {
            let known = bodies.rows.iter().map(|row| row.slug.as_str());
            let diagnostic = at_entry(file, texts, (&name.at, count), Code::UnknownBody);
            diagnostics.push(unknown_name(diagnostic, &name.value, known, "bodies.yaml"));
        }
    }
}
