//! The register: every document with its identity, every vocabulary with its users.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::fingerprint::Fingerprint;
use crate::base::fold::{name_key, nfc};
use crate::base::number::DocNumber;
use crate::base::path::RelPath;
use crate::input::body::markup::Markup;
use crate::input::citations::lexicon::KindRow;
use crate::input::document::Document;
use crate::input::front_matter::vocabulary::{BodyRow, TopicRow, Vocabulary};
use crate::input::snapshot::Attachment;
use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::excluded::Excluded;
use crate::model::identity::{duplicate, same_document};
use crate::model::indexes::{BodyIx, DocIx, KindIx, TopicIx};
use crate::model::link_unit::{LinkUnit, SymbolKey};
use crate::model::names::Names;
use crate::model::vocabularies::{Kinds, VocabularyTable, check_duplicates, check_links, find_issuer, find_topics};

/// A document in the register.
#[derive(Clone, Debug)]
pub struct IndexedDocument {
    /// The parsed file.
    pub document: Arc<LinkUnit>,
    /// Its kind.
    pub kind: KindIx,
    /// Its issuer.
    pub issuer: Option<BodyIx>,
    /// Its topics.
    pub topics: Vec<TopicIx>,
    /// Topics of its provisions, by their index.
    pub provision_topics: BTreeMap<usize, Vec<TopicIx>>,
    /// The date on the document: with kind and issuer what a citation is held against.
    pub issued: Option<PartialDate>,
    /// Its number as printed.
    pub printed: Option<Fingerprint>,
    /// The same, where its page's address follows from kind, date and number.
    pub plainly_printed: Option<Fingerprint>,
}

impl IndexedDocument {
    /// The date on the document, or the year of a model.
    pub fn date(&self) -> Option<PartialDate> {
        use crate::input::front_matter::metadata::Years;
        self.issued.or(match &self.document.head.years {
            Years::Known(years) => years.last().map(|year| PartialDate::Year(*year)),
            Years::Absent | Years::Unknown => None,
        })
    }

    /// The last part of its address.
    pub fn slug(&self) -> &str {
        &self.document.called.slug
    }
}

/// All documents of a site.
#[derive(Debug)]
pub struct DocumentIndex {
    /// Documents, by path.
    pub entries: Vec<IndexedDocument>,
    /// Configuration and vocabularies as read.
    pub vocabulary: Arc<Vocabulary>,
    /// Kinds in use or declared.
    pub kinds: Vec<KindRow>,
    /// Topics, declared ones first.
    pub topics: Vec<TopicRow>,
    /// Bodies, declared ones first.
    pub bodies: Vec<BodyRow>,
    /// Names of bodies.
    pub body_names: Names,
    /// The keys of their names.
    body_keys: Vec<Fingerprint>,
    /// Files published as they are.
    pub attachments: Vec<Attachment>,
    /// Files that are left out.
    pub absent: Excluded,
    /// Pages of the site about itself: most sites have few.
    site_pages: FxHashSet<DocIx>,
    numbers: Numbers,
    names: DocumentNames,
    by_attachment: HashMap<String, usize>,
}

/// Documents by what each has but once.
#[derive(Debug, Default)]
struct Numbers {
    by_number: ByKey,
    by_path: ByKey,
}

/// Documents by their names.
#[derive(Debug, Default)]
struct DocumentNames {
    by_name: ByKey,
    beginnings: FxHashSet<Fingerprint>,
    declared: FxHashSet<Fingerprint>,
    by_proper_name: ByKey,
}

/// Documents by a key; nearly all keys lead to one.
type ByKey = FxHashMap<Fingerprint, IndexMatch>;

/// One document, or several in their order.
#[derive(Debug)]
enum IndexMatch {
    One([DocIx; 1]),
    Several(Vec<DocIx>),
}

impl IndexMatch {
    fn as_slice(&self) -> &[DocIx] {
        match self {
            IndexMatch::One(only) => only,
            IndexMatch::Several(all) => all,
        }
    }

    /// Adds the newest document, unless it is there.
    fn push(&mut self, index: DocIx) {
        match self {
            IndexMatch::One([only]) if *only == index => {}
            IndexMatch::One([only]) => *self = IndexMatch::Several(vec![*only, index]),
            IndexMatch::Several(all) if all.last() == Some(&index) => {}
            IndexMatch::Several(all) => all.push(index),
        }
    }
}

fn found(table: &ByKey, key: Fingerprint) -> &[DocIx] {
    table.get(&key).map_or(&[], IndexMatch::as_slice)
}

fn add(table: &mut ByKey, key: Fingerprint, index: DocIx) {
    table
        .entry(key)
        .and_modify(|known| known.push(index))
        .or_insert(IndexMatch::One([index]));
}

impl DocumentIndex {
    /// Every index, in order.
    pub fn indexes(&self) -> impl Iterator<Item = DocIx> + use<> {
        (0..self.entries.len()).map(DocIx::new)
    }

    /// The entry of a document.
    pub fn entry(&self, index: DocIx) -> &IndexedDocument {
        &self.entries[index.get()]
    }

    /// The parsed file of a document.
    pub fn document(&self, index: DocIx) -> &Document {
        &self.entries[index.get()].document
    }

    /// The HTML of a document's body.
    pub fn markup(&self, index: DocIx) -> &Markup {
        self.document(index).markup(&self.vocabulary.lexicon)
    }

    /// The same with what linking asks of it.
    pub(super) fn object(&self, index: DocIx) -> &LinkUnit {
        &self.entries[index.get()].document
    }

    /// Says whether a file is a page of the site about itself.
    pub(super) fn is_site_page(&self, index: DocIx) -> bool {
        self.site_pages.contains(&index)
    }

    /// The kind of a document.
    pub fn kind_of(&self, index: DocIx) -> &KindRow {
        &self.kinds[self.entry(index).kind.get()]
    }

    /// Every kind's index.
    pub fn kind_indexes(&self) -> impl Iterator<Item = KindIx> + use<> {
        (0..self.kinds.len()).map(KindIx::new)
    }

    /// Every topic's index.
    pub fn topic_indexes(&self) -> impl Iterator<Item = TopicIx> + use<> {
        (0..self.topics.len()).map(TopicIx::new)
    }

    /// Every body's index.
    pub fn body_indexes(&self) -> impl Iterator<Item = BodyIx> + use<> {
        (0..self.bodies.len()).map(BodyIx::new)
    }

    /// Documents that bear a number, however it is spelled.
    pub fn with_number(&self, number: &DocNumber) -> &[DocIx] {
        found(&self.numbers.by_number, number.key())
    }

    /// The same by the key of the number.
    pub(super) fn with_number_key(&self, number: Fingerprint) -> &[DocIx] {
        found(&self.numbers.by_number, number)
    }

    /// Cheap test whether words may begin with a name, by the key of their first words.
    pub fn may_begin_name(&self, beginning: Fingerprint) -> bool {
        self.names.beginnings.contains(&beginning)
    }

    /// Says whether a document declares a name (`tên gọi khác`), so that it is more than a title.
    pub fn is_declared_name(&self, name: &str) -> bool {
        self.names.declared.contains(&Fingerprint::of(&name_key(name)))
    }

    /// Documents that a proper name names, by the key of its spellings.
    pub fn with_proper_name(&self, key: &str) -> &[DocIx] {
        found(&self.names.by_proper_name, Fingerprint::of(key))
    }

    /// Documents that a name names.
    pub fn with_name(&self, name: &str) -> &[DocIx] {
        found(&self.names.by_name, Fingerprint::of(&name_key(name)))
    }

    /// The documents of `kind/slug`, or of a page's slug: several where a number was used again.
    pub fn with_path_key(&self, key: &str) -> &[DocIx] {
        found(&self.numbers.by_path, Fingerprint::of(key.trim_matches('/')))
    }

    /// The document of a file.
    pub fn with_file(&self, path: &RelPath) -> Option<DocIx> {
        let found = self.entries.binary_search_by(|entry| entry.document.path.cmp(path));
        found.ok().map(DocIx::new)
    }

    /// The position of an attachment; its name may be decomposed, as macOS writes it.
    pub fn attachment_at(&self, path: &RelPath) -> Option<usize> {
        self.by_attachment.get(path.as_str()).copied()
    }

    /// Every text by which a document may be named, for "did you mean".
    pub fn known_names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| {
            let head = &entry.document.head;
            let number = head.number.as_ref().map(|number| number.value.printed());
            let title = entry.document.title_text.as_deref();
            number
                .into_iter()
                .chain(title)
                .chain(head.other_names.iter().map(|name| name.value.as_str()))
        })
    }

    /// A body and those above it, from the nearest to the highest; a circle is walked once.
    pub fn above(&self, body: BodyIx) -> Vec<BodyIx> {
        let mut chain = vec![body];
        let mut at = body;
        while let Some(name) = &self.bodies[at.get()].superior {
            match self.find_body(&name.value) {
                Some(superior) if !chain.contains(&superior) => {
                    chain.push(superior);
                    at = superior;
                }
                _ => break,
            }
        }
        chain
    }

    /// The key of a body's name.
    pub fn body_key(&self, body: BodyIx) -> Fingerprint {
        self.body_keys[body.get()]
    }

    /// The body of a name.
    pub fn find_body(&self, name: &str) -> Option<BodyIx> {
        self.body_names.find(name).map(BodyIx::new)
    }
}

/// What a register is made of besides the vocabularies.
#[derive(Debug)]
pub struct LinkUnits {
    /// Parsed files, by path.
    pub documents: Vec<Arc<LinkUnit>>,
    /// Files that are left out.
    pub absent: Excluded,
    /// Files published as they are.
    pub attachments: Vec<Attachment>,
}

/// Puts all documents together; keys are made unique and vocabularies checked.
pub fn build(
    objects: LinkUnits,
    vocabulary: Arc<Vocabulary>,
    texts: &dyn Fn(&RelPath) -> String,
) -> WithDiagnostics<DocumentIndex> {
    let LinkUnits {
        documents,
        absent,
        attachments,
    } = objects;
    let mut findings = Vec::new();
    let mut tables = IndexTables {
        topics: VocabularyTable::new(&vocabulary.topics.rows, |row| (&row.slug, &row.name, &row.other_names)),
        bodies: VocabularyTable::new(&vocabulary.bodies.rows, |row| (&row.slug, &row.name, &row.other_names)),
        kinds: Kinds::new(&documents, &vocabulary),
    };
    let (entries, ((numbers, twins), names)) = rayon::join(
        || -> Vec<IndexedDocument> {
            let entry =
                |document: &Arc<LinkUnit>| entry_of(Arc::clone(document), &mut tables, &vocabulary, &mut findings);
            documents.iter().map(entry).collect()
        },
        || rayon::join(|| numbers(&documents), || names(&documents)),
    );
    let IndexTables { topics, bodies, kinds } = tables;
    let topic_rows = vocabulary
        .topics
        .rows
        .iter()
        .map(|row| (row.slug.as_str(), row.name.as_str(), row.at.as_ref()));
    check_duplicates(vocabulary.topics.file.as_ref(), topic_rows, texts, &mut findings);
    let body_rows = vocabulary
        .bodies
        .rows
        .iter()
        .map(|row| (row.slug.as_str(), row.name.as_str(), row.at.as_ref()));
    check_duplicates(vocabulary.bodies.file.as_ref(), body_rows, texts, &mut findings);
    check_links(&vocabulary, &topics, &bodies, texts, &mut findings);
    let positions = attachments.iter().enumerate();
    let by_attachment = positions
        .map(|(position, file)| (nfc(file.path.as_str()).into_owned(), position))
        .collect();
    findings.extend(twins);
    let site_pages = (0..documents.len()).filter(|position| documents[*position].is_site_page());
    let register = DocumentIndex {
        site_pages: site_pages.map(DocIx::new).collect(),
        entries,
        kinds: kinds.rows,
        topics: topics.rows,
        body_keys: bodies.rows.iter().map(|body| Fingerprint::of(&body.name)).collect(),
        bodies: bodies.rows,
        body_names: bodies.names,
        attachments,
        absent,
        vocabulary,
        numbers,
        names,
        by_attachment,
    };
    WithDiagnostics {
        value: register,
        findings,
    }
}

/// The vocabularies while documents are taken in.
struct IndexTables {
    topics: VocabularyTable<TopicRow>,
    bodies: VocabularyTable<BodyRow>,
    kinds: Kinds,
}

fn entry_of(
    document: Arc<LinkUnit>,
    tables: &mut IndexTables,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Diagnostic>,
) -> IndexedDocument {
    let topics = find_topics(
        &document,
        (&document.head.topics, &document.topics),
        &mut tables.topics,
        vocabulary,
        findings,
    );
    let mut provision_topics = BTreeMap::new();
    for (address, names) in &document.head.provision_topics {
        let keys: Vec<Fingerprint> = names.iter().map(|name| Fingerprint::of(&name.value)).collect();
        let found = find_topics(&document, (names, &keys), &mut tables.topics, vocabulary, findings);
        let index = Address::new(&address.value).and_then(|address| document.provision_at(&address));
        match index {
            Some(index) => {
                provision_topics.insert(index, found);
            }
            None if document.broken => {}
            None => findings.push(super::resolve::unknown_provision(&document, &document, address)),
        }
    }
    let issuer = find_issuer(&document, &mut tables.bodies, vocabulary, findings);
    let kind = tables.kinds.index_of(&document);
    IndexedDocument {
        kind,
        issuer,
        topics,
        provision_topics,
        issued: document.head.date.as_ref().map(|date| date.value),
        printed: document.head.number.as_ref().map(|number| number.value.printed_key()),
        plainly_printed: document.called.printed,
        document,
    }
}

/// Puts numbers, addresses and files into tables; reports documents that were there already.
fn numbers(documents: &[Arc<LinkUnit>]) -> (Numbers, Vec<Diagnostic>) {
    let mut tables = Numbers::default();
    let mut findings = Vec::new();
    tables.by_number.reserve(documents.len());
    tables.by_path.reserve(documents.len());
    for (position, document) in documents.iter().enumerate() {
        let index = DocIx::new(position);
        let rivals = match document.handles.first() {
            Some(SymbolKey::Number(number)) => found(&tables.by_number, *number),
            Some(SymbolKey::Path(path)) => found(&tables.by_path, *path),
            _ => &[],
        };
        let twin = rivals
            .iter()
            .find(|other| same_document(&documents[other.get()], document));
        findings.extend(twin.map(|twin| duplicate(&documents[twin.get()], document, &document.called.paths[0])));
        for handle in &document.handles {
            match handle {
                SymbolKey::Number(key) => add(&mut tables.by_number, *key, index),
                SymbolKey::Path(key) => add(&mut tables.by_path, *key, index),
                SymbolKey::Name(_)
                | SymbolKey::DeclaredName(_)
                | SymbolKey::ProperName(_)
                | SymbolKey::Beginning(_) => {}
            }
        }
    }
    (tables, findings)
}

/// Puts the names of documents into tables.
fn names(documents: &[Arc<LinkUnit>]) -> DocumentNames {
    let mut tables = DocumentNames::default();
    tables.by_name.reserve(2 * documents.len());
    for (position, document) in documents.iter().enumerate() {
        let index = DocIx::new(position);
        for handle in &document.handles {
            match handle {
                SymbolKey::Name(key) => add(&mut tables.by_name, *key, index),
                SymbolKey::DeclaredName(key) => {
                    tables.declared.insert(*key);
                }
                SymbolKey::ProperName(key) => add(&mut tables.by_proper_name, *key, index),
                SymbolKey::Beginning(key) => {
                    tables.beginnings.insert(*key);
                }
                SymbolKey::Number(_) | SymbolKey::Path(_) => {}
            }
        }
    }
    tables
}

/// Says whether two files were reported as one document: their addresses clash of necessity.
pub fn is_reported_twin(register: &DocumentIndex, left: DocIx, right: DocIx) -> bool {
    let (left, right) = (register.document(left), register.document(right));
    let number = |document: &Document| document.head.number.as_ref().map(|number| number.value.key());
    number(left) == number(right) && same_document(left, right)
}
