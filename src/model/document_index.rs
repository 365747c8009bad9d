//! The document index: every document with its kind, issuer and topics, found by number, path, name or file.
//!
//! Is built by [`build_index`](super::build_index::build_index); must not know how references are resolved.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::date::PartialDate;
use crate::base::fingerprint::Fingerprint;
use crate::base::fold::{fold, name_key, nfc};
use crate::base::number::DocNumber;
use crate::base::path::RelPath;
use crate::input::body::markup::Markup;
use crate::input::citations::lexicon::KindRow;
use crate::input::document::Document;
use crate::input::front_matter::vocabulary::{BodyRow, TopicRow, Vocabulary};
use crate::input::snapshot::Attachment;
use crate::model::excluded::Excluded;
use crate::model::identity::same_document;
use crate::model::indexes::{BodyIx, DocIx, KindIx, TopicIx};
use crate::model::key_table::KeyTable;
use crate::model::last_modified::last_year;
use crate::model::link_unit::LinkUnit;
use crate::model::place_table::{Locality, PlaceTable};
use crate::model::vocabulary_names::VocabularyNames;

/// A document in the index.
#[derive(Clone, Debug)]
pub struct IndexedDocument {
    /// The parsed file.
    pub document: Arc<LinkUnit>,
    /// Its kind.
    pub kind: KindIx,
    /// Its issuer; of a joint document the first.
    pub issuer: Option<BodyIx>,
    /// The other issuers of a joint document.
    pub co_issuers: Vec<BodyIx>,
    /// Its topics.
    pub topics: Vec<TopicIx>,
    /// Topics of its provisions, by their index.
    pub provision_topics: BTreeMap<usize, Vec<TopicIx>>,
    /// Short names of its provisions, by their index.
    pub short_names: BTreeMap<usize, String>,
    /// The date on the document; with kind and issuer, a citation must agree with it.
    pub issued: Option<PartialDate>,
    /// The key of its number as printed.
    pub printed: Option<Fingerprint>,
    /// The same key, where the address of its page follows from kind, date and number.
    pub plainly_printed: Option<Fingerprint>,
    /// The places that it is about, found when they are first asked for: each list that names it asks again.
    pub(super) localities: OnceLock<Box<[Locality]>>,
}

impl IndexedDocument {
    /// The date on the document; for a model (điển hình), the last of its years.
    pub fn date(&self) -> Option<PartialDate> {
        self.issued.or_else(|| last_year(&self.document.head.years))
    }

    /// All its issuers, as printed.
    pub fn issuers(&self) -> impl Iterator<Item = BodyIx> {
        self.issuer.into_iter().chain(self.co_issuers.iter().copied())
    }

    /// The last part of its address.
    pub fn slug(&self) -> &str {
        &self.document.lookup_keys.slug
    }
}

/// All documents of a site.
#[derive(Debug)]
pub struct DocumentIndex {
    /// Documents, by path.
    pub entries: Vec<IndexedDocument>,
    /// Configuration and vocabularies, as parsed.
    pub vocabulary: Arc<Vocabulary>,
    /// Kinds in use or declared.
    pub kinds: Vec<KindRow>,
    /// Topics, declared ones first.
    pub topics: Vec<TopicRow>,
    /// Bodies, declared ones first.
    pub bodies: Vec<BodyRow>,
    /// Places of places.yaml.
    pub places: PlaceTable,
    /// Names of bodies.
    pub body_names: VocabularyNames,
    /// The keys of their names.
    pub(super) body_keys: Vec<Fingerprint>,
    /// The first body of each folded symbol.
    pub(super) by_symbol: FxHashMap<String, BodyIx>,
    /// Files published as they are.
    pub attachments: Vec<Attachment>,
    /// Files that are not on the site.
    pub excluded: Excluded,
    /// Pages of the site about itself: most sites have few.
    pub(super) site_pages: FxHashSet<DocIx>,
    pub(super) numbers: NumberTables,
    pub(super) names: NameTables,
    pub(super) by_attachment: HashMap<String, usize>,
    /// Documents whose path is not composed, by their path in NFC.
    pub(super) by_composed_path: HashMap<String, DocIx>,
}

/// Documents by their numbers and by their `kind/slug` paths.
#[derive(Debug, Default)]
pub(super) struct NumberTables {
    pub(super) by_number: KeyTable,
    pub(super) by_path: KeyTable,
}

/// Documents by their names.
#[derive(Debug, Default)]
pub(super) struct NameTables {
    pub(super) by_name: KeyTable,
    pub(super) beginnings: FxHashSet<Fingerprint>,
    pub(super) declared: FxHashSet<Fingerprint>,
    pub(super) by_proper_name: KeyTable,
}

impl DocumentIndex {
    /// Every index, in order.
    pub fn indexes(&self) -> impl Iterator<Item = DocIx> + use<> {
        (0..self.entries.len()).map(DocIx::new)
    }

    /// The places that a write-up is about, in written order.
    pub(crate) fn localities(&self, index: DocIx) -> &[Locality] {
        let entry = self.entry(index);
        let written = entry.document.head.localities.iter();
        let find = || written.flat_map(|words| self.places.localities(words)).collect();
        entry.localities.get_or_init(find)
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
    pub fn markup(&self, index: DocIx) -> Arc<Markup> {
        self.document(index).markup(&self.vocabulary.lexicon)
    }

    /// The parsed file of a document with the data that the linker needs.
    pub(super) fn link_unit(&self, index: DocIx) -> &LinkUnit {
        &self.entries[index.get()].document
    }

    /// Returns whether a file is a page of the site about itself.
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

    /// Documents with a number, however it is spelled.
    pub fn with_number(&self, number: &DocNumber) -> &[DocIx] {
        self.numbers.by_number.get(number.key())
    }

    /// The same by the key of the number.
    pub(super) fn with_number_key(&self, number: Fingerprint) -> &[DocIx] {
        self.numbers.by_number.get(number)
    }

    /// Returns whether words may begin with a name, by the key of their first words: a cheap test.
    pub fn may_begin_name(&self, beginning: Fingerprint) -> bool {
        self.names.beginnings.contains(&beginning)
    }

    /// Returns whether a document declares a name (`tên gọi khác`), so that it is more than a title.
    pub fn is_declared_name(&self, name: &str) -> bool {
        self.names.declared.contains(&Fingerprint::of(&name_key(name)))
    }

    /// Documents with a proper name, by the key of its spellings.
    pub fn with_proper_name(&self, key: &str) -> &[DocIx] {
        self.names.by_proper_name.get(Fingerprint::of(key))
    }

    /// Documents with a name.
    pub fn with_name(&self, name: &str) -> &[DocIx] {
        self.names.by_name.get(Fingerprint::of(&name_key(name)))
    }

    /// The documents of `kind/slug`, or of a page's slug: several where a number was used again.
    pub fn with_path_key(&self, key: &str) -> &[DocIx] {
        self.numbers.by_path.get(Fingerprint::of(key.trim_matches('/')))
    }

    /// The document of a file; its name may be decomposed, as macOS writes it.
    pub fn with_file(&self, path: &RelPath) -> Option<DocIx> {
        let at = |path: &str| {
            let found = self
                .entries
                .binary_search_by(|entry| entry.document.path.as_str().cmp(path));
            found.ok().map(DocIx::new)
        };
        let composed = nfc(path.as_str());
        let other = || at(&composed).or_else(|| self.by_composed_path.get(&*composed).copied());
        at(path.as_str()).or_else(other)
    }

    /// The position of an attachment; its name may be decomposed, as macOS writes it.
    pub fn attachment_at(&self, path: &RelPath) -> Option<usize> {
        self.by_attachment.get(&*nfc(path.as_str())).copied()
    }

    /// Every text by which a document may be named, for "did you mean".
    pub fn known_names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| {
            let head = &entry.document.head;
            let number = head.number.as_ref().map(|number| number.value.printed());
            let title = entry.document.title_text.as_deref();
            let others = head.other_names.iter().map(|name| name.value.as_str());
            number.into_iter().chain(title).chain(others)
        })
    }

    /// A body and its superiors, from the nearest to the highest; ends where a superior occurs twice.
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

    /// The body whose symbol ends a number.
    pub(crate) fn symbol_owner(&self, number: &DocNumber) -> Option<BodyIx> {
        let symbol = number.symbols().next_back()?;
        self.by_symbol.get(&fold(symbol)).copied()
    }
}

/// Returns whether two files were reported as one document: their addresses then clash necessarily.
pub(crate) fn is_reported_twin(documents: &DocumentIndex, left: DocIx, right: DocIx) -> bool {
    let (left, right) = (documents.document(left), documents.document(right));
    let number = |document: &Document| document.head.number.as_ref().map(|number| number.value.key());
    number(left) == number(right) && same_document(left, right)
}
