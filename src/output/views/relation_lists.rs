//! Relations and citations of a document or provision, both ways.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::html::escaped;
use crate::base::kind::Form;
use crate::base::relation::{Origin, RelationKind};
use crate::model::indexes::DocIx;
use crate::model::relations::{Edge, Ground};
use crate::model::target::{DocumentRef, Location, Target};
use crate::output::render_template::marked;
use crate::output::views::entries::{DocumentEntry, entry};
use crate::output::views::{Link, PageContext, document_names};
use crate::site::plan::CITING;
use crate::site::route::Route;

/// Relations of one kind and direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelationGroup {
    /// The legal portals' term: `Theo tinh thần`, `Được vận dụng tại`.
    pub label: String,
    /// English name of the relation.
    pub r#type: &'static str,
    /// From which end it is read.
    #[serde(skip)]
    pub direction: Direction,
    /// Whether it reads the same from both ends.
    #[serde(skip)]
    pub is_symmetric: bool,
    /// The relations.
    pub items: Vec<RelationItem>,
}

/// One relation, seen from one of its ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelationItem {
    /// The document at the other end.
    pub entry: DocumentEntry,
    /// The provision of this document.
    pub from: Option<Link>,
    /// The provision of the other one.
    pub to: Option<Link>,
    /// Who says so.
    pub origin: &'static str,
    /// Who says so, in words.
    pub origin_html: String,
    /// Further words.
    pub detail_html: Option<String>,
}

/// A document that this one cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitedRow {
    /// The document.
    #[serde(flatten)]
    pub entry: DocumentEntry,
    /// Where it is cited.
    pub addresses: Vec<Link>,
}

/// Who cites a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitedBy {
    /// Number of citing documents.
    pub total: usize,
    /// By kind, then by date.
    pub groups: Vec<CitingGroup>,
    /// The page with the next hundred.
    pub more_url: Option<String>,
}

/// Citing documents of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitingGroup {
    /// The kind's name.
    pub kind: String,
    /// The documents.
    pub items: Vec<CitingItem>,
}

/// One citing document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitingItem {
    /// The document.
    pub entry: DocumentEntry,
    /// Each place of it that cites.
    pub places: Vec<CitingPlace>,
}

/// One citation, seen from the cited document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitingPlace {
    /// `mục II.2.1`
    pub from_label: String,
    /// The very provision that cites.
    pub from_url: String,
    /// The provision that is cited.
    pub to: Option<Link>,
    /// The sentence, the citation marked.
    pub sentence_html: String,
}

/// One end of the relations to show: a whole document, or some provisions of it.
#[derive(Clone, Copy)]
pub struct RelationSubject<'a> {
    /// The document.
    pub node: DocumentRef,
    /// The provisions, by index; `None` for the whole document.
    pub provisions: Option<&'a [usize]>,
}

impl RelationSubject<'_> {
    fn has_spot(&self, spot: Option<&Location>) -> bool {
        match (self.provisions, spot) {
            (None, _) => true,
            (Some(own), Some(Location::Provision(provision))) => own.contains(provision),
            (Some(_), _) => false,
        }
    }

    fn has_provision(&self, provision: Option<usize>) -> bool {
        self.provisions
            .is_none_or(|own| provision.is_some_and(|provision| own.contains(&provision)))
    }
}

/// Says whether a relation that reads the same from both ends is stated by the document itself, too: two files
/// that class each other say one thing.
fn is_said_here(context: PageContext<'_>, node: DocumentRef, edge: &Edge) -> bool {
    let DocumentRef::Held(index) = node else {
        return false;
    };
    let provision = |spot: &Option<Location>| match spot {
        Some(Location::Provision(at)) => Some(*at),
        Some(Location::Unchecked(_)) | None => None,
    };
    let mirrors = |own: &Edge| {
        own.kind == edge.kind
            && own.to == DocumentRef::Held(edge.from)
            && own.from_provision == provision(&edge.to_location)
            && provision(&own.to_location) == edge.from_provision
    };
    edge.kind.is_symmetric() && context.site.graph.edges_from(index).any(mirrors)
}

/// A direction in which a relation is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// As the subject states it.
    Forward,
    /// As it is stated of the subject.
    Inverse,
}

/// Declared relations of a subject, grouped by term, both ways.
pub fn relations(context: PageContext<'_>, subject: RelationSubject<'_>) -> Vec<RelationGroup> {
    relations_where(context, subject, |_, _| true)
}

/// Those of the declared relations of a subject that a page does not show otherwise.
pub fn relations_where(
    context: PageContext<'_>,
    subject: RelationSubject<'_>,
    keep: impl Fn(RelationKind, Direction) -> bool,
) -> Vec<RelationGroup> {
    let mut groups: BTreeMap<(RelationKind, bool), Vec<(DocumentRef, RelationItem)>> = BTreeMap::new();
    let is_declared = |edge: &&Edge| edge.kind != RelationKind::Cites || edge.origin != Origin::Text;
    let near_end = |edge: &Edge| {
        let provision = edge.from_provision?;
        Some(place_link(
            context,
            DocumentRef::Held(edge.from),
            &Location::Provision(provision),
        ))
    };
    let far_end = |edge: &Edge| edge.to_location.as_ref().map(|spot| place_link(context, edge.to, spot));
    if let DocumentRef::Held(index) = subject.node {
        let declared = context.site.graph.edges_from(index).filter(is_declared);
        for edge in declared.filter(|edge| subject.has_provision(edge.from_provision)) {
            let row = item(context, edge, edge.to, near_end(edge), far_end(edge));
            groups.entry((edge.kind, false)).or_default().push((edge.to, row));
        }
    }
    let incoming = context.site.graph.edges_to(subject.node).filter(is_declared);
    let incoming = incoming.filter(|edge| !is_said_here(context, subject.node, edge));
    for edge in incoming.filter(|edge| subject.has_spot(edge.to_location.as_ref())) {
        let other = DocumentRef::Held(edge.from);
        let row = item(context, edge, other, far_end(edge), near_end(edge));
        groups
            .entry((edge.kind, !edge.kind.is_symmetric()))
            .or_default()
            .push((other, row));
    }
    groups
        .into_iter()
        .filter(|((kind, inverse), _)| keep(*kind, direction(*inverse)))
        .map(|((kind, inverse), items)| group(context, kind, inverse, items))
        .collect()
}

fn direction(inverse: bool) -> Direction {
    if inverse {
        Direction::Inverse
    } else {
        Direction::Forward
    }
}

fn group(
    context: PageContext<'_>,
    kind: RelationKind,
    inverse: bool,
    mut items: Vec<(DocumentRef, RelationItem)>,
) -> RelationGroup {
    items.sort_by_key(|(node, item)| (date_key(context, *node), item.entry.url.clone()));
    let direction = if inverse { "inverse" } else { "forward" };
    let key = format!("relations.{}.{direction}", kind.name());
    let label = context.texts.get(&key).to_owned();
    RelationGroup {
        label,
        r#type: kind.name(),
        direction: self::direction(inverse),
        is_symmetric: kind.is_symmetric(),
        items: items.into_iter().map(|(_, item)| item).collect(),
    }
}

fn date_key(context: PageContext<'_>, node: DocumentRef) -> Option<(i16, i8, i8)> {
    let date = match node {
        DocumentRef::Held(index) => context.site.register.entry(index).date(),
        DocumentRef::NotHeld(index) => context.site.graph.not_held.rows[index.get()].date,
    };
    date.map(PartialDate::order_key)
}

fn item(
    context: PageContext<'_>,
    edge: &Edge,
    other: DocumentRef,
    from: Option<Link>,
    to: Option<Link>,
) -> RelationItem {
    let origin_html = origin_html(context, edge, other);
    let detail = (!edge.details.is_empty()).then(|| escaped(&edge.details.join("; ")));
    RelationItem {
        entry: entry(context, other),
        from,
        to,
        origin: edge.origin.name(),
        origin_html,
        detail_html: detail,
    }
}

/// Who says that a relation holds, in words.
pub fn origin_html(context: PageContext<'_>, edge: &Edge, other: DocumentRef) -> String {
    match (edge.origin, &edge.ground) {
        (Origin::Document, _) => escaped(&context.texts.view("origin_document", &[])),
        (Origin::Site, _) => escaped(&classed_by_site(context, edge, other)),
        (Origin::Text, _) => escaped(&context.texts.view("origin_text", &[])),
        (Origin::Other, ground) => {
            let source = ground
                .as_ref()
                .map(|ground| ground_html(context, ground))
                .unwrap_or_default();
            // The words around the source are the interface's own and hold no markup.
            context.texts.view("origin_other", &[("source", &source)])
        }
    }
}

/// A write-up classed with the programme says which provision, and that its source says no more.
fn classed_by_site(context: PageContext<'_>, edge: &Edge, other: DocumentRef) -> String {
    let register = &context.site.register;
    let is_write_up = register.document(edge.from).kind.form == Form::Writeup;
    let to_programme = other == edge.to && context.site.programme.map(DocumentRef::Held) == Some(edge.to);
    if edge.kind != RelationKind::SameSubject || !is_write_up || !to_programme || implements(context, edge) {
        return context.texts.view("origin_site", &[]);
    }
    let provision = match &edge.to_location {
        Some(spot) => document_names::spot(context.site, context.texts, edge.to, spot),
        None => document_names::short(context.site, context.texts, edge.to),
    };
    context.texts.view("same_subject_site", &[("provision", &provision)])
}

/// Says whether a document declares that it carries out the other end of an edge.
fn implements(context: PageContext<'_>, edge: &Edge) -> bool {
    let mut own = context.site.graph.edges_from(edge.from);
    own.any(|own| own.kind == RelationKind::Implements && own.to == edge.to)
}

fn ground_html(context: PageContext<'_>, ground: &Ground) -> String {
    let (node, spot) = match ground {
        Ground::Words(words) => return escaped(words),
        Ground::Target(Target::Held(index, spot)) => (DocumentRef::Held(*index), spot.clone()),
        Ground::Target(Target::NotHeld(index, address)) => {
            (DocumentRef::NotHeld(*index), address.clone().map(Location::Unchecked))
        }
        Ground::Target(_) => return String::new(),
    };
    let name = document_names::short(context.site, context.texts, node);
    let (name, url) = match &spot {
        Some(spot) => {
            let link = place_link(context, node, spot);
            (format!("{}, {name}", link.title), link.url)
        }
        None => (name, context.url(context.site.address_of(node))),
    };
    format!("<a href=\"{}\">{}</a>", escaped(&url), escaped(&name))
}

/// A link to a place in a document.
pub fn place_link(context: PageContext<'_>, node: DocumentRef, spot: &Location) -> Link {
    let title = document_names::spot(context.site, context.texts, node, spot);
    let page = context.url(context.site.address_of(node));
    let url = match (node, spot) {
        (DocumentRef::Held(index), Location::Provision(provision)) => {
            format!("{page}#{}", document_names::anchor(context.site, index, *provision))
        }
        (_, Location::Unchecked(_)) | (DocumentRef::NotHeld(_), _) => page,
    };
    Link { title, url }
}

/// The documents that a subject's words cite, in order of first mention.
pub fn cites(context: PageContext<'_>, index: DocIx, provisions: Option<&[usize]>) -> Vec<CitedRow> {
    let subject = RelationSubject {
        node: DocumentRef::Held(index),
        provisions,
    };
    let mut found: Vec<CitedRow> = Vec::new();
    let mut positions: HashMap<DocumentRef, usize> = HashMap::new();
    let mut seen: HashSet<(DocumentRef, Address)> = HashSet::new();
    let edges = context
        .site
        .graph
        .edges_from(index)
        .filter(|edge| edge.origin == Origin::Text);
    for edge in edges.filter(|edge| subject.has_provision(edge.from_provision)) {
        let position = *positions.entry(edge.to).or_insert_with(|| {
            let addresses = Vec::new();
            let entry = entry(context, edge.to);
            found.push(CitedRow { entry, addresses });
            found.len() - 1
        });
        let Some(provision) = edge.from_provision else { continue };
        if seen.insert((edge.to, document_names::anchor(context.site, index, provision))) {
            let link = place_link(context, DocumentRef::Held(index), &Location::Provision(provision));
            found[position].addresses.push(link);
        }
    }
    found
}

/// Who cites a subject: the documents of one page of a hundred, by kind and date.
pub fn cited_by(context: PageContext<'_>, subject: RelationSubject<'_>, page: usize) -> CitedBy {
    let documents = citing_documents(context, subject);
    let total = documents.len();
    let mut groups: Vec<CitingGroup> = Vec::new();
    for (index, edges) in documents.into_iter().skip((page - 1) * CITING).take(CITING) {
        let kind = context.site.register.document(index).kind.name.clone();
        let places = edges.iter().map(|edge| citing_place(context, edge)).collect();
        let item = CitingItem {
            entry: entry(context, DocumentRef::Held(index)),
            places,
        };
        match groups.last_mut().filter(|group| group.kind == kind) {
            Some(group) => group.items.push(item),
            None => groups.push(CitingGroup {
                kind,
                items: vec![item],
            }),
        }
    }
    let next = context.site.address(Route::Citing(subject.node, page + 1));
    let more_url = next
        .filter(|_| subject.provisions.is_none())
        .map(|address| context.url(address));
    CitedBy {
        total,
        groups,
        more_url,
    }
}

/// The documents that cite a subject, by kind and date, each with its citations.
fn citing_documents<'a>(context: PageContext<'a>, subject: RelationSubject<'_>) -> Vec<(DocIx, Vec<&'a Edge>)> {
    let mut by_document: BTreeMap<DocIx, Vec<&Edge>> = BTreeMap::new();
    let edges = context
        .site
        .graph
        .edges_to(subject.node)
        .filter(|edge| edge.origin == Origin::Text);
    for edge in edges.filter(|edge| subject.has_spot(edge.to_location.as_ref())) {
        by_document.entry(edge.from).or_default().push(edge);
    }
    let mut documents: Vec<(DocIx, Vec<&Edge>)> = by_document.into_iter().collect();
    documents.sort_by_cached_key(|(index, _)| {
        let row = context.site.register.entry(*index);
        (
            is_page(row.document.kind.form),
            row.kind,
            row.date().map(PartialDate::order_key),
            *index,
        )
    });
    documents
}

fn is_page(form: Form) -> bool {
    form == Form::Page
}

fn citing_place(context: PageContext<'_>, edge: &Edge) -> CitingPlace {
    let from = DocumentRef::Held(edge.from);
    let from_url = match edge.from_provision {
        Some(provision) => place_link(context, from, &Location::Provision(provision)).url,
        None => context.url(context.site.address_of(from)),
    };
    let sentence = edge.sentence(&context.site.register);
    let from_label = from_label(context, edge, sentence.as_ref().map(|(text, _)| text.as_str()));
    let sentence_html = sentence.map(|(text, range)| marked(&text, &range)).unwrap_or_default();
    CitingPlace {
        from_label,
        from_url,
        to: edge.to_location.as_ref().map(|spot| place_link(context, edge.to, spot)),
        sentence_html,
    }
}

/// What the citing place is called; of what stands neither in a provision nor in the title (a footnote) the
/// text alone is known.
fn from_label(context: PageContext<'_>, edge: &Edge, sentence: Option<&str>) -> String {
    let document = context.site.register.document(edge.from);
    let in_title = |sentence: &str| {
        document
            .title_text
            .as_deref()
            .is_some_and(|title| title.contains(sentence))
    };
    match (edge.from_provision, sentence) {
        (None, Some(sentence)) if !in_title(sentence) => context.texts.view("whole_text", &[]),
        _ => document_names::place(document, context.texts, edge.from_provision),
    }
}
