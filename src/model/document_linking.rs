//! Links one document: turns its mentions, links and relations into targets and edges.
//!
//! Takes the tables of all documents; the results of other documents do not matter here.

use rustc_hash::FxHashSet;

use crate::base::address::Address;
use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::base::position::Position;
use crate::base::relation::{Origin, RelationKind};
use crate::base::web_address::with_scheme;
use crate::input::body::html_template::{LinkRef, LinkTarget};
use crate::input::body::link_targets;
use crate::input::citations::reference::Reference;
use crate::input::front_matter::metadata::{Holding, RelationEntry};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;
use crate::model::citation_checks::{CitedFacts, check_document, separator};
use crate::model::document_specifier::DocumentSpecifier;
use crate::model::graph::LinkedMentions;
use crate::model::indexes::DocIx;
use crate::model::link_tables::LinkTables;
use crate::model::link_unit::{CitationSource, LinkUnit, PossibleCitation};
use crate::model::mention_linking::link_mentions;
use crate::model::number_lookup::NumberLookups;
use crate::model::reference_diagnostics::unknown_provision;
use crate::model::relation_checks::DeclaredRelation;
use crate::model::relations::{Edge, FoundIn, Ground};
use crate::model::resolve::{self, WrittenReference};
use crate::model::site_link::{self, SiteLink};
use crate::model::target::{DocumentRef, Location, Target};

/// The result of linking one document, besides its edges.
pub(super) struct LinkedDocument<'r> {
    pub(super) mentions: LinkedMentions,
    pub(super) links: Vec<Target>,
    pub(super) cited_facts: CitedFacts<'r>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) declared: Vec<DeclaredRelation>,
}

/// Resolves every reference of a document; gives its edges and the rest of the result.
pub(super) fn link_document<'r>(
    tables: LinkTables<'r, '_>,
    lookups: &NumberLookups,
) -> (Vec<Edge>, LinkedDocument<'r>) {
    let documents = tables.documents;
    let mentions = link_mentions(tables, lookups);
    let mut linker = DocumentLinker {
        tables,
        index: lookups.index,
        document: documents.link_unit(lookups.index),
        edges: Vec::new(),
        declared: Vec::new(),
        diagnostics: mentions.diagnostics,
        seen: FxHashSet::default(),
    };
    let links = linker.link_all(&mentions.value);
    let cited_facts = check_document(documents, (&mentions.value.targets, lookups), &mut linker.diagnostics);
    let linked = LinkedDocument {
        cited_facts,
        mentions: mentions.value,
        links,
        diagnostics: linker.diagnostics,
        declared: linker.declared,
    };
    (linker.edges, linked)
}

struct DocumentLinker<'r, 't> {
    tables: LinkTables<'r, 't>,
    index: DocIx,
    document: &'r LinkUnit,
    edges: Vec<Edge>,
    declared: Vec<DeclaredRelation>,
    diagnostics: Vec<Diagnostic>,
    /// Citations already made into an edge: each place cites each target once.
    seen: FxHashSet<(Option<usize>, DocumentRef, Option<Location>)>,
}

impl DocumentLinker<'_, '_> {
    /// Links the document; gives the targets of its links.
    fn link_all(&mut self, mentions: &LinkedMentions) -> Vec<Target> {
        let document = self.document;
        for (position, relation) in document.head.relations.iter().enumerate() {
            self.add_relation(position, relation);
        }
        self.check_files();
        let links = document.references.links.iter();
        let links: Vec<Target> = links.map(|link| self.resolve_link(link)).collect();
        self.seen.reserve(document.possible_citations.len());
        self.edges.reserve(document.possible_citations.len());
        for citation in &document.possible_citations {
            let (found_in, target) = match citation.source {
                CitationSource::Mention(at) => {
                    let end = mentions.ends.get(&at.get()).map(|end| Position::new(*end));
                    (FoundIn::Mention(at, end), &mentions.targets[at.get()])
                }
                CitationSource::Link(at) => (FoundIn::Link(at), &links[at.get()]),
            };
            self.add_citation(found_in, citation, target);
        }
        links
    }

    fn resolve_link(&mut self, link: &LinkRef) -> Target {
        let document = self.document;
        let span = link.occurrence.span;
        match &link.target {
            LinkTarget::Wiki(reference) => self.resolve_wiki(reference, &|| document.place(span)),
            LinkTarget::Quote(reference) => {
                let reported = self.diagnostics.len();
                let target = self.resolve_wiki(reference, &|| document.place(span));
                if self.diagnostics.len() == reported && !self.has_words(&target) {
                    let written = document.source().get(span.start..span.end).unwrap_or("");
                    let diagnostic = Diagnostic::new(Code::QuoteWithoutText, document.place(span));
                    self.diagnostics.push(diagnostic.with("value", written));
                }
                target
            }
            LinkTarget::Address(address) => {
                let target = self.resolve_address(address, &|| document.place(span));
                let is_image = document
                    .source()
                    .get(span.start..)
                    .is_some_and(|words| words.starts_with("!["));
                if is_image && matches!(target, Target::Held(..)) {
                    self.report_broken_link(address, document.place(span));
                    return Target::Unresolved;
                }
                target
            }
        }
    }

    /// Returns whether the site has the words of a quoted provision.
    fn has_words(&self, target: &Target) -> bool {
        let Target::Held(index, Some(Location::Provision(_))) = target else {
            return false;
        };
        self.tables.documents.document(*index).has_own_text()
    }

    fn resolve_reference(&mut self, reference: &Reference, place: &dyn Fn() -> Place) -> Target {
        let written = WrittenReference {
            holder: self.index,
            reference,
            place,
        };
        resolve::resolve_reference(self.tables, written, &mut self.diagnostics)
    }

    /// Resolves a link by address: to the web, to a location in this document, or to a file of the site.
    fn resolve_address(&mut self, address: &str, place: &dyn Fn() -> Place) -> Target {
        if link_targets::scheme(address).is_some() || address.starts_with("//") {
            return Target::External(address.to_owned());
        }
        if with_scheme(address).is_some() || link_targets::file_of_own_machine(address).is_some() {
            // Its file reports it, with what to write.
            return Target::Unresolved;
        }
        let link = SiteLink::parse(address);
        if link.path.starts_with('/') {
            return Target::SiteAddress(Box::new(link));
        }
        let reference = Reference {
            document: None,
            provision: link.fragment,
            words: None,
        };
        if link.path.is_empty() {
            return self.resolve_reference(&reference, place);
        }
        let documents = self.tables.documents;
        let found = self.document.path.sibling(&link.path);
        if let Some(other) = found.as_ref().and_then(|path| documents.with_file(path)) {
            let written = WrittenReference {
                holder: self.index,
                reference: &reference,
                place,
            };
            return resolve::locate(documents, other, written, &mut self.diagnostics);
        }
        if found.as_ref().is_some_and(|path| documents.excluded.has_file(path)) {
            return Target::Unresolved;
        }
        let as_written = || self.document.path.sibling(&site_link::as_file_name(address));
        let attachment = |path: RelPath| documents.attachment_at(&path);
        if let Some(file) = found.and_then(attachment).or_else(|| as_written().and_then(attachment)) {
            return Target::File(file);
        }
        self.report_broken_link(address, place());
        Target::Unresolved
    }

    /// Resolves `[[…]]`, and reports a number that it prints otherwise than its document.
    fn resolve_wiki(&mut self, reference: &Reference, place: &dyn Fn() -> Place) -> Target {
        let target = self.resolve_reference(reference, place);
        let documents = self.tables.documents;
        if let (Target::Held(index, _), Some(written), None) = (&target, &reference.document, &reference.words) {
            let specifier = DocumentSpecifier::parse(written, &documents.vocabulary.lexicon);
            if let DocumentSpecifier::Number(cited) = specifier {
                self.diagnostics
                    .extend(separator(documents.document(*index), &cited, place));
            }
        }
        target
    }

    fn report_broken_link(&mut self, path: &str, place: Place) {
        let diagnostic = Diagnostic::new(Code::BrokenLink, place).with("value", path);
        let help = match path.contains('\\') {
            true => Phrase::DidYouMean(path.replace('\\', "/")),
            false => Phrase::CheckPath,
        };
        self.diagnostics.push(diagnostic.with("help", help));
    }

    /// Checks that files to download exist and have not changed.
    fn check_files(&mut self) {
        let (documents, document) = (self.tables.documents, self.document);
        for file in &document.head.files {
            let path = document.path.sibling(&file.path.value);
            let Some(found) = path.and_then(|path| documents.attachment_at(&path)) else {
                self.report_broken_link(&file.path.value, document.head_place(&file.path.at));
                continue;
            };
            let digest = &documents.attachments[found].sha256;
            let declared = file.sha256.as_ref();
            let changed = declared.filter(|declared| !declared.value.eq_ignore_ascii_case(digest));
            self.diagnostics.extend(changed.map(|declared| {
                let diagnostic = Diagnostic::new(Code::ChangedFile, document.head_place(&declared.at));
                diagnostic.with("value", &file.path.value).with("found", digest)
            }));
        }
    }

    /// Adds the edge of a mention or link in the document's own words.
    fn add_citation(&mut self, found_in: FoundIn, citation: &PossibleCitation, target: &Target) {
        let Some((to, to_location)) = target.end() else { return };
        let provision = citation.provision.map(Position::get);
        let documents = self.tables.documents;
        let to_site = matches!(to, DocumentRef::Held(index) if documents.is_site_page(index));
        let first = to != DocumentRef::Held(self.index)
            && !to_site
            && !self.repeats_declaration(to, to_location.as_ref())
            && self.seen.insert((provision, to, to_location.clone()));
        if first {
            let kind = self.stated_kind(citation.states, to);
            self.edges.push(Edge {
                from: self.index,
                from_provision: provision,
                to,
                to_location,
                kind,
                origin: Origin::Text,
                ground: None,
                details: Box::default(),
                found_in: Some(found_in),
            });
        }
    }

    /// The relation that a citation states: one that is declared, or that the text stated before, is cited only.
    fn stated_kind(&self, kind: RelationKind, to: DocumentRef) -> RelationKind {
        let is_known = |edge: &Edge| edge.to == to && edge.kind == kind;
        if kind == RelationKind::Cites || self.edges.iter().any(is_known) || self.is_later(to) {
            return RelationKind::Cites;
        }
        kind
    }

    /// Returns whether a document is dated after this one.
    fn is_later(&self, node: DocumentRef) -> bool {
        let date = match node {
            DocumentRef::Held(index) => self.tables.documents.entry(index).issued,
            DocumentRef::Stub(index) => self.tables.stubs.rows[index.get()].date,
        };
        let own = self.tables.documents.entry(self.index).issued;
        date.zip(own).is_some_and(|(date, own)| !date.not_after(own))
    }

    /// Returns whether a write-up of the site repeats in words what its head declares: that is no further citation.
    fn repeats_declaration(&self, to: DocumentRef, to_location: Option<&Location>) -> bool {
        let leads_there = |edge: &Edge| edge.to == to && edge.to_location.as_ref() == to_location;
        let mut declared = self.edges.iter().filter(|edge| edge.origin != Origin::Text);
        self.document.kind.form == Form::Writeup && declared.any(leads_there)
    }

    fn add_relation(&mut self, position: usize, entry: &RelationEntry) {
        let document = self.document;
        let place = || document.head_place(&entry.target.at);
        let target = self.resolve_reference(&entry.target.value, &place);
        let Some((to, to_location)) = target.end() else { return };
        if let DocumentRef::Held(to) = to {
            self.declared.push(DeclaredRelation {
                entry: position,
                kind: entry.kind,
                to,
            });
        }
        let from_provision = entry.from.as_ref().and_then(|written| {
            let address = Address::new(written.value.trim_start_matches('#'));
            let found = address.and_then(|address| document.provision_at(&address));
            if found.is_none() && !document.broken {
                self.diagnostics.push(unknown_provision(document, document, written));
            }
            found
        });
        let ground = entry.ground.as_ref();
        let ground = ground.map(|written| Box::new(self.resolve_ground(&written.value)));
        let origin = match (&ground, entry.kind, document.kind.form, document.holding) {
            (Some(_), ..) => Origin::Other,
            (None, RelationKind::SameSubject, _, _) => Origin::Site,
            (None, _, Form::Official, Some(Holding::Full | Holding::Extract)) => Origin::Document,
            (None, ..) => Origin::Site,
        };
        self.edges.push(Edge {
            from: self.index,
            from_provision,
            to,
            to_location,
            kind: entry.kind,
            origin,
            ground,
            details: details(entry),
            found_in: None,
        });
    }

    /// Resolves the source of a relation: a document of the site if the text names one, else words.
    fn resolve_ground(&mut self, text: &str) -> Ground {
        let documents = self.tables.documents;
        let reference = Reference::parse(text);
        let specify = |text: &String| DocumentSpecifier::parse(text, &documents.vocabulary.lexicon);
        let known = match reference.document.as_ref().map(specify) {
            Some(DocumentSpecifier::Number(_)) | None => true,
            Some(DocumentSpecifier::Name(name)) => !resolve::documents_named(documents, &name).is_empty(),
        };
        if !known {
            return Ground::Words(text.to_owned());
        }
        let document = self.document;
        let place = || Place::file(&document.path);
        match self.resolve_reference(&reference, &place) {
            target @ (Target::Held(..) | Target::Stub(..)) => Ground::Target(target),
            _ => Ground::Words(text.to_owned()),
        }
    }
}

/// Further words of a declaration. `sơ kết`, `tổng kết` and `kiểm tra` are one relation: what the editor wrote is kept.
fn details(entry: &RelationEntry) -> Box<[String]> {
    let term = (entry.kind == RelationKind::Reviews).then(|| entry.term.to_owned());
    term.into_iter().chain(entry.details.iter().cloned()).collect()
}
