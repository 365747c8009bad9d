//! Former addresses: each becomes a small page that redirects to the present one.

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::path::RelPath;
use crate::input::front_matter::head_text::HeadText;
use crate::input::front_matter::node::Located;
use crate::input::front_matter::old_addresses::OldAddress;
use crate::input::front_matter::vocabulary::diagnostic;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText, Place};
use crate::messages::phrase::Phrase;
use crate::model::indexes::{DocIx, StubIx};
use crate::model::provision_backlinks::year_of;
use crate::model::reference_diagnostics::unknown_provision;
use crate::model::stubs::kind_slug;
use crate::model::target::DocumentRef;
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::planned_site::Site;
use crate::site::route::{List, RedirectTarget, Route};
use crate::site::sections::{law_address, not_held_address};
use crate::site::url_table::{UrlTable, identity_place};

/// Reserves the former addresses that editors declared, behind the redirects that exist; reports those that another page
/// has.
pub(super) fn reserve_declared(
    site: &Site,
    urls: &mut UrlTable,
    mut redirects: Vec<RedirectTarget>,
    texts: &dyn Fn(&RelPath) -> String,
) -> Vec<RedirectTarget> {
    let mut taken = Vec::new();
    let mut redirect = |from: SiteAddress, to: RedirectTarget| reserve(urls, &mut redirects, from, to);
    for index in site.documents.indexes() {
        of_document(site, index, &mut redirect, &mut taken);
    }
    of_vocabularies(site, texts, &mut redirect, &mut taken);
    for (place, address, of) in taken {
        let diagnostic = old_address_taken(site, urls, &redirects, (place, &address, of));
        urls.diagnostics.push(diagnostic);
    }
    for index in site.documents.indexes() {
        urls.diagnostics.extend(unknown_places(site, index));
    }
    redirects
}

/// Reserves the addresses that documents had as stubs, before their file was added.
pub(super) fn reserve_former_stubs(
    site: &Site,
    urls: &mut UrlTable,
    mut redirects: Vec<RedirectTarget>,
) -> Vec<RedirectTarget> {
    for (index, row) in &site.graph.before_files {
        let year = row.date.map(PartialDate::year).or(row.number.year());
        let address = not_held_address((row.kind.as_ref(), &row.number.slug(), year), "");
        reserve(urls, &mut redirects, address, Route::Document(*index).into());
    }
    for (node, law) in &site.graph.named_laws {
        let page = match node {
            DocumentRef::Held(index) => Route::Document(*index),
            DocumentRef::Stub(index) => Route::Stub(*index),
        };
        reserve(urls, &mut redirects, law_address(law), page.into());
    }
    for index in site.graph.stubs.indexes() {
        let row = &site.graph.stubs.rows[index.get()];
        if row.is_of_place {
            let address = not_held_address((row.kind.as_ref(), &row.slug(), row.year()), "");
            reserve(urls, &mut redirects, address, list_of(site, index));
        }
    }
    redirects
}

/// The list in which a document that is not held is found with others of its kind and year.
fn list_of(site: &Site, index: StubIx) -> RedirectTarget {
    let row = &site.graph.stubs.rows[index.get()];
    let slug = kind_slug(row.kind.as_ref());
    let section = site.sections.iter().position(|section| section.slug == slug);
    let list = section.map_or(List::MissingTexts, |section| {
        List::SectionYear(section, year_of(&site.documents, &site.graph, DocumentRef::Stub(index)))
    });
    let own = || Route::List(list, PageOfList::Latest).into();
    site.list_places.get(&list).cloned().unwrap_or_else(own)
}

/// Reserves an address for a redirect; returns `false` where another page has it.
pub(super) fn reserve(
    urls: &mut UrlTable,
    redirects: &mut Vec<RedirectTarget>,
    from: SiteAddress,
    to: RedirectTarget,
) -> bool {
    let is_free = !is_fixed(&from) && urls.reserve_apart(from, Route::Redirect(redirects.len()));
    if is_free {
        redirects.push(to);
    }
    is_free
}

/// Returns whether an address is that of a file which hosts and programs request at a fixed place, whether or not the
/// site has it today: a part of the sitemap, the checksums, the domain's name for GitHub Pages.
fn is_fixed(from: &SiteAddress) -> bool {
    let first = from.as_str().split('/').next().unwrap_or("").to_ascii_lowercase();
    let is_sitemap_part = first.starts_with("sitemap-") && first.ends_with(".xml");
    is_sitemap_part
        || matches!(
            first.as_str(),
            "cname" | "_headers" | "_redirects" | "sha256sums" | "sitemap.xml"
        )
}

/// The most former addresses that are shown at their exact place: finding one reads the head again.
const MAX_EXACT_PLACES: usize = 300;

/// A former address that a page has: where it is written, the address, and the document that declares it.
type TakenAddress = (Place, SiteAddress, Option<DocIx>);

/// Reserves an address for a redirect; returns `false` where another page has it.
type RedirectSink<'a> = dyn FnMut(SiteAddress, RedirectTarget) -> bool + 'a;

fn of_document(site: &Site, index: DocIx, redirect: &mut RedirectSink<'_>, taken: &mut Vec<TakenAddress>) {
    let document = site.documents.document(index);
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
        if !redirect(old.clone(), Route::Document(index).into()) {
            let place = match taken.len() < MAX_EXACT_PLACES {
                true => document.head_place(&written.at),
                false => Place::file(&document.path),
            };
            taken.push((place, old, Some(index)));
            continue;
        }
        if path.ends_with('/') {
            let now = provision_pages().map(|(position, provision)| (&provision.address, position));
            for (address, position) in now.chain(old_places.iter().copied()) {
                let page = old.below(&address.path_part());
                redirect(page, Route::Provision(index, position).into());
            }
        }
    }
    for (old, position) in old_places {
        redirect(own.below(&old.path_part()), Route::Provision(index, position).into());
    }
}

fn of_vocabularies(
    site: &Site,
    texts: &dyn Fn(&RelPath) -> String,
    redirect: &mut RedirectSink<'_>,
    taken: &mut Vec<TakenAddress>,
) {
    let vocabulary = &site.documents.vocabulary;
    let mut row = |file: Option<&(RelPath, HeadText)>, written: &[Located<OldAddress>], list: List| {
        let own = || Route::List(list, PageOfList::Latest).into();
        let to: RedirectTarget = site.list_places.get(&list).cloned().unwrap_or_else(own);
        for written in written {
            let OldAddress::Page(path) = &written.value else {
                continue;
            };
            let old = SiteAddress::file(path.clone());
            if let (false, Some(file)) = (redirect(old.clone(), to.clone()), file) {
                let place = match taken.len() < MAX_EXACT_PLACES {
                    true => diagnostic(file, &texts(&file.0), &written.at, Code::OldAddressTaken).place,
                    false => Place::file(&file.0),
                };
                taken.push((place, old, None));
            }
        }
    };
    for topic in site.documents.topic_indexes() {
        let written = &site.documents.topics[topic.get()].old_addresses;
        row(vocabulary.topics.file.as_ref(), written, List::Topic(topic));
    }
    for body in site.documents.body_indexes() {
        let written = &site.documents.bodies[body.get()].old_addresses;
        row(vocabulary.bodies.file.as_ref(), written, List::Body(body));
    }
}

/// Reports a former address that a page of the site has.
fn old_address_taken(
    site: &Site,
    urls: &UrlTable,
    redirects: &[RedirectTarget],
    (place, address, of): (Place, &SiteAddress, Option<DocIx>),
) -> Diagnostic {
    let holder = match urls.holder(address) {
        Some(Route::Redirect(position)) => Some(redirects[position].route),
        holder => holder,
    };
    let held_by = match holder {
        Some(Route::Document(index)) => Some(index),
        _ => None,
    };
    if of.is_some() && held_by == of {
        return taken_address(place, address.to_string(), (Phrase::OwnAddress, Phrase::RemoveOwn));
    }
    let taken = taken_address(
        place,
        address.to_string(),
        (Phrase::AddressOfOther, Phrase::RemoveOrRename),
    );
    match held_by {
        Some(index) => taken.label(identity_place(&site.documents, index), LabelText::FirstHere),
        None => taken,
    }
}

fn taken_address(place: Place, address: String, (holder, help): (Phrase, Phrase)) -> Diagnostic {
    let taken = Diagnostic::new(Code::OldAddressTaken, place).with("address", address);
    taken.with("holder", holder).with("help", help)
}

/// Reports former addresses of places that lead to no provision, or that a provision still has.
fn unknown_places(site: &Site, index: DocIx) -> Vec<Diagnostic> {
    let document = site.documents.document(index);
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
            let words = (Phrase::AddressOfOther, Phrase::RemoveOrRename);
            found.push(taken_address(place, format!("#{old}"), words));
        }
    }
    found
}
