//! Former addresses: each becomes a small page that leads to where its words are now.

use crate::base::address::Address;
use crate::base::path::RelPath;
use crate::input::front_matter::head_text::HeadText;
use crate::input::front_matter::node::Located;
use crate::input::front_matter::old_addresses::OldAddress;
use crate::input::front_matter::vocabulary::finding;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText, Place};
use crate::model::indexes::{BodyIx, DocIx, TopicIx};
use crate::model::reference_diagnostics::unknown_provision;
use crate::model::target::DocumentRef;
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::plan::Site;
use crate::site::route::{List, Route};
use crate::site::sections::not_held_address;
use crate::site::url_table::{UrlTable, identity_place};

/// A former address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The page that it leads to.
    pub to: RedirectTarget,
}

/// The pages to which former addresses lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectTarget {
    /// A document.
    Document(DocIx),
    /// A provision of a followed document, by index.
    Provision(DocIx, usize),
    /// A topic.
    Topic(TopicIx),
    /// A body.
    Body(BodyIx),
}

impl RedirectTarget {
    /// The page itself.
    pub fn route(self) -> Route {
        match self {
            RedirectTarget::Document(index) => Route::Document(index),
            RedirectTarget::Provision(index, position) => Route::Provision(index, position),
            RedirectTarget::Topic(topic) => Route::List(List::Topic(topic), PageOfList::Front),
            RedirectTarget::Body(body) => Route::List(List::Body(body), PageOfList::Front),
        }
    }
}

/// UrlTable the former addresses that editors wrote; what stands in their way is reported.
pub(super) fn declared(site: &Site, claims: &mut UrlTable, texts: &dyn Fn(&RelPath) -> String) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    let mut taken = Vec::new();
    let mut lead = |from: SiteAddress, to: RedirectTarget| claim(claims, &mut redirects, from, to);
    for index in site.register.indexes() {
        of_document(site, index, &mut lead, &mut taken);
    }
    of_vocabularies(site, texts, &mut lead, &mut taken);
    for (place, address) in taken {
        let finding = old_address_taken(site, claims, &redirects, (place, &address));
        claims.findings.push(finding);
    }
    for index in site.register.indexes() {
        claims.findings.extend(unknown_places(site, index));
    }
    redirects
}

/// Adds the automatic addresses of documents whose file has come.
pub(super) fn hand_over(site: &Site, claims: &mut UrlTable, mut redirects: Vec<Redirect>) -> Vec<Redirect> {
    for (index, row) in &site.graph.before_files {
        claim(
            claims,
            &mut redirects,
            not_held_address((row.kind.as_ref(), &row.number, row.date), ""),
            RedirectTarget::Document(*index),
        );
    }
    redirects
}

fn claim(claims: &mut UrlTable, redirects: &mut Vec<Redirect>, from: SiteAddress, to: RedirectTarget) -> bool {
    // A folder cannot stand where a file does: `feed.xml/` beside `feed.xml`.
    let mut folders = from
        .as_str()
        .match_indices('/')
        .map(|(at, _)| SiteAddress::file(&from.as_str()[..at]));
    if folders.any(|folder| claims.holder(&folder).is_some()) {
        return false;
    }
    let is_free = claims.claim(from, Route::Redirect(redirects.len()));
    if is_free {
        redirects.push(Redirect { to });
    }
    is_free
}

/// UrlTable an address for a redirect; `false` where another page has it.
type RedirectSink<'a> = dyn FnMut(SiteAddress, RedirectTarget) -> bool + 'a;

fn of_document(site: &Site, index: DocIx, lead: &mut RedirectSink<'_>, taken: &mut Vec<(Place, SiteAddress)>) {
    let document = site.register.document(index);
    let own = site.address_of(DocumentRef::Held(index));
    let provision_pages = || {
        let numbered = document.provisions.iter().enumerate();
        let followed = document.head.follow && document.has_own_text();
        numbered.filter(move |(_, provision)| followed && provision.is_numbered())
    };
    let mut old_places: Vec<(&Address, usize)> = Vec::new();
    for (old, position) in document.places.old() {
        if provision_pages().any(|(followed, _)| followed == *position) {
            old_places.push((old, *position));
        }
    }
    for written in &document.head.old_addresses {
        let OldAddress::Page(path) = &written.value else {
            continue;
        };
        let old = SiteAddress::file(path.clone());
        if !lead(old.clone(), RedirectTarget::Document(index)) {
            taken.push((document.head_place(&written.at), old));
            continue;
        }
        if path.ends_with('/') {
            let now = provision_pages().map(|(position, provision)| (&provision.address, position));
            for (address, position) in now.chain(old_places.iter().copied()) {
                lead(
                    old.below(&address.path_part()),
                    RedirectTarget::Provision(index, position),
                );
            }
        }
    }
    for (old, position) in old_places {
        lead(own.below(&old.path_part()), RedirectTarget::Provision(index, position));
    }
}

fn of_vocabularies(
    site: &Site,
    texts: &dyn Fn(&RelPath) -> String,
    lead: &mut RedirectSink<'_>,
    taken: &mut Vec<(Place, SiteAddress)>,
) {
    let vocabulary = &site.register.vocabulary;
    let mut row = |file: Option<&(RelPath, HeadText)>, written: &[Located<OldAddress>], to: RedirectTarget| {
        for written in written {
            let OldAddress::Page(path) = &written.value else {
                continue;
            };
            let old = SiteAddress::file(path.clone());
            if let (false, Some(file)) = (lead(old.clone(), to), file) {
                let place = finding(file, &texts(&file.0), &written.at, Code::OldAddressTaken).place;
                taken.push((place, old));
            }
        }
    };
    for topic in site.register.topic_indexes() {
        let written = &site.register.topics[topic.get()].old_addresses;
        row(vocabulary.topics.file.as_ref(), written, RedirectTarget::Topic(topic));
    }
    for body in site.register.body_indexes() {
        let written = &site.register.bodies[body.get()].old_addresses;
        row(vocabulary.bodies.file.as_ref(), written, RedirectTarget::Body(body));
    }
}

/// An old address that a page of the site has.
fn old_address_taken(
    site: &Site,
    claims: &UrlTable,
    redirects: &[Redirect],
    (place, address): (Place, &SiteAddress),
) -> Diagnostic {
    let finding = Diagnostic::new(Code::OldAddressTaken, place).with("address", address.to_string());
    let holder = match claims.holder(address) {
        Some(Route::Redirect(position)) => Some(redirects[position].to.route()),
        holder => holder,
    };
    match holder {
        Some(Route::Document(index)) => finding.label(identity_place(&site.register, index), LabelText::FirstHere),
        _ => finding,
    }
}

/// Former addresses of places that lead nowhere, or that a provision still has.
fn unknown_places(site: &Site, index: DocIx) -> Vec<Diagnostic> {
    let document = site.register.document(index);
    let mut found = Vec::new();
    for written in &document.head.old_addresses {
        let OldAddress::Place { old, new } = &written.value else {
            continue;
        };
        if document.provision_at(new).is_none() {
            let wanted = Located::new(new.to_string(), written.at.clone());
            found.push(unknown_provision(document, document, &wanted));
        } else if !document.places.old().iter().any(|(handed, _)| handed == old) {
            let place = document.head_place(&written.at);
            found.push(Diagnostic::new(Code::OldAddressTaken, place).with("address", format!("#{old}")));
        }
    }
    found
}
