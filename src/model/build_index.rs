//! Builds the document index: looks up each document's kind, topics and issuer, and enters its keys into the tables.
//!
//! Takes parsed files and vocabularies; gives the index with the diagnostics on duplicates and unknown names.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::base::address::Address;
use crate::base::fingerprint::Fingerprint;
use crate::base::fold::{fold, is_composed, nfc};
use crate::base::path::RelPath;
use crate::input::front_matter::node::Located;
use crate::input::front_matter::places::PlaceRow;
use crate::input::front_matter::vocabulary::{BodyRow, TopicRow, Vocabulary};
use crate::input::snapshot::Attachment;
use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::document_index::{DocumentIndex, IndexedDocument, NameTables, NumberTables};
use crate::model::excluded::Excluded;
use crate::model::identity::{duplicate, same_document};
use crate::model::indexes::{BodyIx, DocIx};
use crate::model::key_table::KeyTable;
use crate::model::link_unit::{LinkUnit, SymbolKey};
use crate::model::place_table::PlaceTable;
use crate::model::reference_diagnostics::unknown_provision;
use crate::model::superior_circles::check_superiors;
use crate::model::vocabularies::{
    KindTable, VocabularyTable, check_duplicates, check_links, find_co_issuers, find_issuer, find_topics,
};

/// The files that an index is built from, besides the vocabularies.
#[derive(Debug)]
pub struct IndexInput {
    /// Parsed files, by path.
    pub documents: Vec<Arc<LinkUnit>>,
    /// Files that are not on the site.
    pub excluded: Excluded,
    /// Files published as they are.
    pub attachments: Vec<Attachment>,
}

/// Builds the index of all documents and checks the vocabularies.
pub fn build_index(
    input: IndexInput,
    vocabulary: Arc<Vocabulary>,
    texts: &dyn Fn(&RelPath) -> String,
) -> WithDiagnostics<DocumentIndex> {
    let documents = input.documents;
    let mut diagnostics = Vec::new();
    let mut tables = IndexTables::new(&documents, &vocabulary);
    let entries = || -> Vec<IndexedDocument> {
        let all = documents.iter().map(Arc::clone);
        all.map(|document| entry_of(document, &mut tables, &vocabulary, &mut diagnostics))
            .collect()
    };
    let keys = || rayon::join(|| numbers(&documents), || names(&documents));
    let (entries, ((numbers, twins), names)) = rayon::join(entries, keys);
    let IndexTables { topics, bodies, kinds } = tables;
    check_declarations(&vocabulary, texts, &mut diagnostics);
    check_links(&vocabulary, &topics, &bodies, texts, &mut diagnostics);
    check_superiors(&vocabulary, &bodies, texts, &mut diagnostics);
    diagnostics.extend(twins);
    let by_composed_path = (documents.iter().enumerate())
        .filter(|(_, document)| !is_composed(document.path.as_str()))
        .map(|(position, document)| (nfc(document.path.as_str()).into_owned(), DocIx::new(position)))
        .collect();
    let site_pages = (0..documents.len()).filter(|position| documents[*position].is_site_page());
    let index = DocumentIndex {
        site_pages: site_pages.map(DocIx::new).collect(),
        entries,
        kinds: kinds.rows,
        topics: topics.rows,
        by_symbol: by_symbol(&bodies.rows),
        body_keys: bodies.rows.iter().map(|body| Fingerprint::of(&body.name)).collect(),
        bodies: bodies.rows,
        body_names: bodies.names,
        places: PlaceTable::new(&vocabulary),
        by_attachment: attachment_positions(&input.attachments),
        by_composed_path,
        attachments: input.attachments,
        excluded: input.excluded,
        vocabulary,
        numbers,
        names,
    };
    WithDiagnostics {
        value: index,
        diagnostics,
    }
}

/// Reports slugs and names that a vocabulary file declares twice.
fn check_declarations(vocabulary: &Vocabulary, texts: &dyn Fn(&RelPath) -> String, diagnostics: &mut Vec<Diagnostic>) {
    let topics = vocabulary.topics.rows.iter();
    let topics = topics.map(|row| (row.slug.as_str(), row.name.as_str(), row.at.as_ref()));
    check_duplicates(vocabulary.topics.file.as_ref(), topics, texts, diagnostics);
    let bodies = vocabulary.bodies.rows.iter();
    let bodies = bodies.map(|row| (row.slug.as_str(), row.name.as_str(), row.at.as_ref()));
    check_duplicates(vocabulary.bodies.file.as_ref(), bodies, texts, diagnostics);
    // A commune's name repeats from district to district.
    let whole_name = |row: &PlaceRow| match &row.within {
        Some(within) => format!("{}, {within}", row.name),
        None => row.name.clone(),
    };
    let names: Vec<String> = vocabulary.places.rows.iter().map(whole_name).collect();
    let place_rows = names.iter().zip(&vocabulary.places.rows);
    let place_rows = place_rows.map(|(name, row)| (name.as_str(), name.as_str(), Some(&row.at)));
    check_duplicates(vocabulary.places.file.as_ref(), place_rows, texts, diagnostics);
}

/// The position of each attachment by its path, composed: macOS writes file names decomposed.
fn attachment_positions(attachments: &[Attachment]) -> HashMap<String, usize> {
    let positions = attachments.iter().enumerate();
    let positions = positions.map(|(position, file)| (nfc(file.path.as_str()).into_owned(), position));
    positions.collect()
}

fn by_symbol(bodies: &[BodyRow]) -> FxHashMap<String, BodyIx> {
    let mut by_symbol = FxHashMap::default();
    for (position, body) in bodies.iter().enumerate() {
        for symbol in &body.symbols {
            by_symbol.entry(fold(symbol)).or_insert(BodyIx::new(position));
        }
    }
    by_symbol
}

/// The vocabularies while documents are added.
struct IndexTables {
    topics: VocabularyTable<TopicRow>,
    bodies: VocabularyTable<BodyRow>,
    kinds: KindTable,
}

impl IndexTables {
    fn new(documents: &[Arc<LinkUnit>], vocabulary: &Vocabulary) -> Self {
        IndexTables {
            topics: VocabularyTable::new(&vocabulary.topics.rows, |row| (&row.slug, &row.name, &row.other_names)),
            bodies: VocabularyTable::new(&vocabulary.bodies.rows, |row| (&row.slug, &row.name, &row.other_names)),
            kinds: KindTable::new(documents, vocabulary),
        }
    }
}

fn entry_of(
    document: Arc<LinkUnit>,
    tables: &mut IndexTables,
    vocabulary: &Vocabulary,
    diagnostics: &mut Vec<Diagnostic>,
) -> IndexedDocument {
    let topics = find_topics(
        &document,
        (&document.head.topics, &document.topics),
        &mut tables.topics,
        vocabulary,
        diagnostics,
    );
    let mut provision_topics = BTreeMap::new();
    for (address, names) in &document.head.provision_topics {
        let keys: Vec<Fingerprint> = names.iter().map(|name| Fingerprint::of(&name.value)).collect();
        let found = find_topics(&document, (names, &keys), &mut tables.topics, vocabulary, diagnostics);
        provision_topics.extend(provision_of(&document, address, diagnostics).map(|index| (index, found)));
    }
    let mut short_names = BTreeMap::new();
    for (address, name) in &document.head.short_names {
        short_names.extend(provision_of(&document, address, diagnostics).map(|index| (index, name.clone())));
    }
    let issuer = find_issuer(&document, &mut tables.bodies, vocabulary, diagnostics);
    let co_issuers = find_co_issuers(&document, &mut tables.bodies, vocabulary, diagnostics);
    let kind = tables.kinds.index_of(&document);
    IndexedDocument {
        kind,
        issuer,
        co_issuers,
        topics,
        provision_topics,
        short_names,
        issued: document.head.date.as_ref().map(|date| date.value),
        printed: document.head.number.as_ref().map(|number| number.value.printed_key()),
        plainly_printed: document.lookup_keys.printed,
        localities: OnceLock::new(),
        document,
    }
}

/// The provision at an address of the head; reports one that the document does not have.
fn provision_of(document: &LinkUnit, address: &Located<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
    let index = Address::new(&address.value).and_then(|address| document.provision_at(&address));
    if index.is_none() && !document.broken {
        diagnostics.push(unknown_provision(document, document, address));
    }
    index
}

/// Enters numbers and paths into tables; reports documents that are already there.
fn numbers(documents: &[Arc<LinkUnit>]) -> (NumberTables, Vec<Diagnostic>) {
    let mut tables = NumberTables {
        by_number: KeyTable::with_capacity(documents.len()),
        by_path: KeyTable::with_capacity(documents.len()),
    };
    let mut diagnostics = Vec::new();
    for (position, document) in documents.iter().enumerate() {
        let index = DocIx::new(position);
        let rivals = match document.symbol_keys.first() {
            Some(SymbolKey::Number(number)) => tables.by_number.get(*number),
            Some(SymbolKey::Path(path)) => tables.by_path.get(*path),
            _ => &[],
        };
        let mut rivals = rivals.iter().map(|rival| &documents[rival.get()]);
        let twin = rivals.find(|rival| same_document(rival, document));
        diagnostics.extend(twin.map(|twin| duplicate(twin, document, &document.lookup_keys.paths[0])));
        for symbol_key in &document.symbol_keys {
            match symbol_key {
                SymbolKey::Number(key) => tables.by_number.add(*key, index),
                SymbolKey::Path(key) => tables.by_path.add(*key, index),
                SymbolKey::Name(_)
                | SymbolKey::DeclaredName(_)
                | SymbolKey::ProperName(_)
                | SymbolKey::Beginning(_) => {}
            }
        }
    }
    (tables, diagnostics)
}

/// Enters the names of documents into tables.
fn names(documents: &[Arc<LinkUnit>]) -> NameTables {
    let mut tables = NameTables {
        by_name: KeyTable::with_capacity(2 * documents.len()),
        ..NameTables::default()
    };
    for (position, document) in documents.iter().enumerate() {
        let index = DocIx::new(position);
        for symbol_key in &document.symbol_keys {
            match symbol_key {
                SymbolKey::Name(key) => tables.by_name.add(*key, index),
                SymbolKey::DeclaredName(key) => {
                    tables.declared.insert(*key);
                }
                SymbolKey::ProperName(key) => tables.by_proper_name.add(*key, index),
                SymbolKey::Beginning(key) => {
                    tables.beginnings.insert(*key);
                }
                SymbolKey::Number(_) | SymbolKey::Path(_) => {}
            }
        }
    }
    tables
}
