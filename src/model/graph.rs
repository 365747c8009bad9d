//! Everything that one file says of another, resolved, with the inverse computed.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::court;
use super::index::DocIx;
use super::lookup::{Candidate, Meaning};
use super::mentions::{Mentioned, mentioned};
use super::not_held::{Groups, NotHeld, NotHeldTable};
use super::register::Register;
use super::relations::{Edge, FoundIn, Ground, Node};
use super::resolve::{self, Manner, Spot, Target, Wanted, Written, cited_meaning, wanted};
use super::used::{DatesSoFar, is_own_number, number_use};
use crate::base::address::Address;
use crate::base::code::Code;
use crate::base::diagnostic::{Checked, Diagnostic, Place};
use crate::base::fold::nfc;
use crate::base::kind::Form;
use crate::base::phrase::Phrase;
use crate::base::relation::{Origin, RelationKind};
use crate::input::body::{LinkRef, LinkTarget, Standing, Voice};
use crate::input::document::Document;
use crate::input::head::{Holding, RelationEntry};
use crate::input::lint;
use crate::input::mention::NumberedMention;
use crate::input::reference::Reference;

/// The resolved references of a site. Side tables, keyed by the register's indexes.
#[derive(Debug)]
pub struct Graph {
    /// For each document, where its mentions lead.
    pub mentioned: Vec<Mentioned>,
    /// For each document, where each of its links leads.
    pub links: Vec<Vec<Target>>,
    /// Documents known only from citations.
    pub not_held: NotHeldTable,
    /// Documents with a file as citations alone would know them: their pages before the file came.
    pub before_files: Vec<(DocIx, NotHeld)>,
    /// All relations, in order of the acting document.
    pub edges: Vec<Edge>,
    /// For each document, the edges that begin there.
    pub outgoing: Vec<Vec<usize>>,
    /// For each document, the edges that end there.
    pub incoming: Vec<Vec<usize>>,
    /// For each document not held, the edges that end there.
    pub incoming_not_held: Vec<Vec<usize>>,
}

impl Graph {
    /// The edges that end at a document.
    pub fn edges_to(&self, node: Node) -> impl Iterator<Item = &Edge> {
        let list = match node {
            Node::Held(index) => &self.incoming[index.get()],
            Node::NotHeld(index) => &self.incoming_not_held[index.get()],
        };
        list.iter().map(|edge| &self.edges[*edge])
    }

    /// The edges that begin at a document.
    pub fn edges_from(&self, index: DocIx) -> impl Iterator<Item = &Edge> {
        self.outgoing[index.get()].iter().map(|edge| &self.edges[*edge])
    }
}

/// Resolves everything at once.
pub fn link(register: &Register) -> Checked<Graph> {
    let mut findings = Vec::new();
    let groups = gather(register);
    let (not_held, before_files) = finish(register, &groups);
    let documents = register.entries.len();
    let graph = Graph {
        mentioned: Vec::with_capacity(documents),
        links: Vec::with_capacity(documents),
        edges: Vec::new(),
        outgoing: vec![Vec::new(); documents],
        incoming: vec![Vec::new(); documents],
        incoming_not_held: vec![Vec::new(); not_held.rows.len()],
        not_held,
        before_files,
    };
    let mut linker = Linker {
        register,
        groups: &groups,
        graph,
        findings: &mut findings,
        seen: HashSet::new(),
    };
    let indexes: Vec<DocIx> = register.indexes().collect();
    let tables = (&groups, &linker.graph.not_held);
    let read: Vec<Checked<Mentioned>> = indexes
        .par_iter()
        .map(|index| mentioned(register, tables, *index))
        .collect();
    for (index, read) in indexes.into_iter().zip(read) {
        linker.findings.extend(read.findings);
        linker.document(index, read.value);
    }
    let graph = linker.graph;
    court::hear(register, &graph, &mut findings);
    Checked { value: graph, findings }
}

/// Gathers the dated citations of documents without a file: undated ones are decided against them.
fn gather(register: &Register) -> Groups {
    let mut groups = Groups::default();
    for_each_number(register, |document, cited, _| {
        let wanted = number_use(document, cited);
        let missing = cited
            .date
            .filter(|_| cited_meaning(register, &Groups::default(), wanted, Manner::Written) == Meaning::New);
        if let Some(date) = missing {
            groups.add(cited, Some(date));
        }
    });
    groups.drop_vague();
    groups
}

/// Adds the undated citations that nothing explains, and closes the groups; those of documents with a file
/// tell where their pages stood before.
fn finish(register: &Register, dated: &Groups) -> (NotHeldTable, Vec<(DocIx, NotHeld)>) {
    let mut all = Groups::default();
    let mut held: BTreeMap<DocIx, Groups> = BTreeMap::new();
    for_each_number(register, |document, cited, manner| {
        match cited_meaning(register, dated, number_use(document, cited), manner) {
            Meaning::New => all.add(cited, cited.date),
            Meaning::One(Candidate::Cited(date)) => all.add(cited, Some(date)),
            Meaning::One(Candidate::Held(index)) if register.document(index).path != document.path => {
                held.entry(index).or_default().add(cited, cited.date);
            }
            Meaning::One(Candidate::Held(_)) | Meaning::Several(_) => {}
        }
    });
    let rows = |(index, mut groups): (DocIx, Groups)| {
        groups.drop_vague();
        groups.drop_undated();
        groups.finish().rows.into_iter().map(move |row| (index, row))
    };
    (all.finish(), held.into_iter().flat_map(rows).collect())
}

/// Says whether the words of a mention or link make a citation: not those of the site about a document,
/// nor those of a page of the site about itself.
fn is_citing(document: &Document, voice: Voice) -> bool {
    voice == Voice::Document && !is_site_page(document)
}

/// Says whether a file is a page of the site about itself; one without `loại` may be anybody's.
fn is_site_page(document: &Document) -> bool {
    document.kind.form == Form::Page && document.head.kind.is_some()
}

/// Goes over every number that can make a document not held known: not those of the site's own words.
fn for_each_number(register: &Register, mut visit: impl FnMut(&Document, &NumberedMention, Manner)) {
    let lexicon = &register.vocabulary.lexicon;
    for entry in &register.entries {
        let document = &*entry.document;
        let mut dates = DatesSoFar::default();
        for mention in &document.tables.mentions {
            let Some(cited) = mention.number() else { continue };
            let cites = is_citing(document, mention.standing.voice) && !is_own_number(document, cited);
            if cites && !dates.is_short(cited) {
                visit(document, &dates.dated(cited), Manner::Text);
            }
        }
        let links = document.tables.links.iter().filter_map(|link| match &link.target {
            LinkTarget::Wiki(reference) | LinkTarget::Quote(reference) => reference.document.as_deref(),
            LinkTarget::Address(_) => None,
        });
        let relations = document
            .head
            .relations
            .iter()
            .filter_map(|entry| entry.target.value.document.as_deref());
        for text in links.chain(relations) {
            if let Wanted::Number(cited) = wanted(text, lexicon) {
                visit(document, &cited, Manner::Written);
            }
        }
    }
}

struct Linker<'a, 'f> {
    register: &'a Register,
    groups: &'a Groups,
    graph: Graph,
    findings: &'f mut Vec<Diagnostic>,
    /// Citations of the document at hand already made into an edge: each place cites each target once.
    seen: HashSet<(Option<usize>, Node, Option<Spot>)>,
}

impl Linker<'_, '_> {
    fn document(&mut self, index: DocIx, found: Mentioned) {
        let document = self.register.document(index);
        for relation in &document.head.relations {
            self.relation(index, relation);
        }
        self.check_files(document);
        let links: Vec<Target> = document
            .tables
            .links
            .iter()
            .map(|link| self.link(index, link))
            .collect();
        let in_text = document
            .tables
            .mentions
            .iter()
            .map(|mention| &mention.standing)
            .zip(&found.targets);
        let in_text = in_text
            .enumerate()
            .map(|(at, standing)| (FoundIn::Mention(at, found.ends.get(&at).copied()), standing));
        let linked = document.tables.links.iter().map(|link| &link.standing).zip(&links);
        let linked = linked.enumerate().map(|(at, found)| (FoundIn::Link(at), found));
        let mut all: Vec<_> = in_text.chain(linked).collect();
        all.sort_by_key(|(_, (standing, _))| standing.span.start);
        self.seen.clear();
        for (found_in, (standing, target)) in all {
            self.cite(index, found_in, standing, target);
        }
        self.graph.mentioned.push(found);
        self.graph.links.push(links);
    }

    fn link(&mut self, index: DocIx, link: &LinkRef) -> Target {
        let document = self.register.document(index);
        let span = link.standing.span;
        match &link.target {
            LinkTarget::Wiki(reference) | LinkTarget::Quote(reference) => {
                self.reference(index, reference, &|| document.place(span))
            }
            LinkTarget::Address(address) => self.address(index, address, &|| document.place(span)),
        }
    }

    fn reference(&mut self, index: DocIx, reference: &Reference, place: &dyn Fn() -> Place) -> Target {
        let written = Written {
            holder: index,
            reference,
            place,
        };
        resolve::reference(
            self.register,
            (self.groups, &self.graph.not_held),
            written,
            self.findings,
        )
    }

    /// A link by address: to the web, to a place here, to a file of the site.
    fn address(&mut self, index: DocIx, address: &str, place: &dyn Fn() -> Place) -> Target {
        if lint::scheme(address).is_some() || address.starts_with("//") {
            return Target::External(address.to_owned());
        }
        let decoded = nfc(&lint::percent_decoded(address)).into_owned();
        let (path, fragment) = match decoded.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment.to_owned())),
            None => (decoded.as_str(), None),
        };
        let path = path.split('?').next().unwrap_or(path);
        if path.starts_with('/') {
            return Target::SiteAddress(decoded);
        }
        let reference = Reference {
            document: None,
            provision: fragment,
            words: None,
        };
        if path.is_empty() {
            return self.reference(index, &reference, place);
        }
        let found = self.register.document(index).path.sibling(path);
        if let Some(other) = found.as_ref().and_then(|path| self.register.with_file(path)) {
            let written = Written {
                holder: index,
                reference: &reference,
                place,
            };
            return resolve::spot(self.register, other, written, self.findings);
        }
        if found.as_ref().is_some_and(|path| self.register.absent.has_file(path)) {
            return Target::Nothing;
        }
        if let Some(file) = found.and_then(|path| self.register.attachment_at(&path)) {
            return Target::File(file);
        }
        let finding = Diagnostic::new(Code::BrokenLink, place());
        self.findings
            .push(finding.with("value", address).with("help", Phrase::CheckPath));
        Target::Nothing
    }

    /// Files to download must be there.
    fn check_files(&mut self, document: &Document) {
        for file in &document.head.files {
            let path = document.path.sibling(&file.path.value);
            let Some(found) = path.and_then(|path| self.register.attachment_at(&path)) else {
                let finding = Diagnostic::new(Code::BrokenLink, document.head_place(&file.path.at));
                self.findings
                    .push(finding.with("value", &file.path.value).with("help", Phrase::CheckPath));
                continue;
            };
            let digest = &self.register.attachments[found].sha256;
            if let Some(declared) = file
                .sha256
                .as_ref()
                .filter(|declared| !declared.value.eq_ignore_ascii_case(digest))
            {
                let finding = Diagnostic::new(Code::ChangedFile, document.head_place(&declared.at));
                self.findings
                    .push(finding.with("value", &file.path.value).with("found", digest));
            }
        }
    }

    /// A mention or link in the document's own words makes a citation.
    fn cite(&mut self, from: DocIx, found_in: FoundIn, standing: &Standing, target: &Target) {
        let Some((to, to_spot)) = target.end() else { return };
        let to_site = matches!(to, Node::Held(index) if is_site_page(self.register.document(index)));
        let first = to != Node::Held(from)
            && !to_site
            && is_citing(self.register.document(from), standing.voice)
            && !self.repeats_declaration(from, to, to_spot.as_ref())
            && self.seen.insert((standing.provision, to, to_spot.clone()));
        if first {
            self.push(Edge {
                from,
                from_provision: standing.provision,
                to,
                to_spot,
                kind: RelationKind::Cites,
                origin: Origin::Text,
                ground: None,
                details: Vec::new(),
                found_in: Some(found_in),
            });
        }
    }

    /// The site's own write-ups say in words what their head declares: that is not a citation more.
    fn repeats_declaration(&self, from: DocIx, to: Node, to_spot: Option<&Spot>) -> bool {
        self.register.document(from).kind.form == Form::Writeup
            && self
                .graph
                .edges_from(from)
                .any(|edge| edge.origin != Origin::Text && edge.to == to && edge.to_spot.as_ref() == to_spot)
    }

    fn relation(&mut self, from: DocIx, entry: &RelationEntry) {
        let document = self.register.document(from);
        let place = || document.head_place(&entry.target.at);
        let target = self.reference(from, &entry.target.value, &place);
        let Some((to, to_spot)) = target.end() else { return };
        let from_provision = entry.from.as_ref().and_then(|written| {
            let address = Address::new(written.value.trim_start_matches('#'));
            let found = address.and_then(|address| document.addresses.get(&address).copied());
            if found.is_none() && !document.broken {
                self.findings
                    .push(resolve::unknown_provision(document, document, written));
            }
            found
        });
        let ground = entry.ground.as_ref().map(|written| self.ground(from, &written.value));
        let origin = match (&ground, entry.kind, document.kind.form, document.holding) {
            (Some(_), ..) => Origin::Other,
            (None, RelationKind::SameSubject, _, _) => Origin::Site,
            (None, _, Form::Official, Some(Holding::Full | Holding::Extract)) => Origin::Document,
            (None, ..) => Origin::Site,
        };
        let details = details(entry);
        self.push(Edge {
            from,
            from_provision,
            to,
            to_spot,
            kind: entry.kind,
            origin,
            ground,
            details,
            found_in: None,
        });
    }

    /// Who says so: a document of the site where the words name one, else the words.
    fn ground(&mut self, from: DocIx, text: &str) -> Ground {
        let reference = Reference::parse(text);
        let known = match reference
            .document
            .as_deref()
            .map(|text| wanted(text, &self.register.vocabulary.lexicon))
        {
            Some(Wanted::Number(_)) | None => true,
            Some(Wanted::Name(name)) => !resolve::named(self.register, &name).is_empty(),
        };
        if !known {
            return Ground::Words(text.to_owned());
        }
        let document = self.register.document(from);
        let place = || Place::file(&document.path);
        match self.reference(from, &reference, &place) {
            target @ (Target::Held(..) | Target::NotHeld(..)) => Ground::Target(target),
            _ => Ground::Words(text.to_owned()),
        }
    }

    fn push(&mut self, edge: Edge) {
        let position = self.graph.edges.len();
        self.graph.outgoing[edge.from.get()].push(position);
        match edge.to {
            Node::Held(index) => self.graph.incoming[index.get()].push(position),
            Node::NotHeld(index) => self.graph.incoming_not_held[index.get()].push(position),
        }
        self.graph.edges.push(edge);
    }
}

/// Further words of a declaration. `sơ kết`, `tổng kết` and `kiểm tra` are one relation: what the editor
/// wrote is kept.
fn details(entry: &RelationEntry) -> Vec<String> {
    let term = (entry.kind == RelationKind::Reviews).then(|| entry.term.to_owned());
    term.into_iter().chain(entry.details.iter().cloned()).collect()
}
