//! Feeds in Atom (RFC 4287): what is new by the content's own dates.

use std::io::{self, Write};

use crate::base::date::PartialDate;
use crate::base::percent;
use crate::input::document::Document;
use crate::input::front_matter::metadata::Update;
use crate::input::front_matter::node::Located;
use crate::input::front_matter::old_addresses::OldAddress;
use crate::model::indexes::DocIx;
use crate::model::last_modified::changed;
use crate::model::target::DocumentRef;
use crate::output::render_template::link;
use crate::output::views::layout::site_name;
use crate::output::views::{PageContext, document_names};
use crate::output::xml::Xml;
use crate::site::address::SiteAddress;
use crate::site::feed_list::{members, page_of};
use crate::site::pagination::PageOfList;
use crate::site::plan::Site;
use crate::site::route::{FeedOf, List, Route};

/// Entries of a feed: the newest.
const ENTRIES: usize = 50;

/// The year in which the ids of this program were fixed: a tag names its authority as of a date (RFC 4151), and
/// one that followed the documents' dates would change with them.
const TAG_YEAR: &str = "2026";

struct FeedEntry {
    id: String,
    document: DocIx,
    title: String,
    published: Option<PartialDate>,
    updated: PartialDate,
    summary: Option<String>,
}

/// Writes a feed.
///
/// # Errors
/// The failure of the writer.
pub fn write(context: PageContext<'_>, of: FeedOf, address: &SiteAddress, out: &mut dyn Write) -> io::Result<()> {
    let mut entries: Vec<FeedEntry> = members(context.site, of)
        .into_iter()
        .flat_map(|index| entries_of(context, index))
        .collect();
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.id.cmp(&b.id)));
    entries.truncate(ENTRIES);
    let mut xml = Xml::new(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", super::views::layout::language(context.site)),
        ],
    );
    head(context, of, address, &entries, &mut xml);
    for entry in &entries {
        write_entry(context, entry, &mut xml);
    }
    out.write_all(xml.finish().as_bytes())
}

fn head(context: PageContext<'_>, of: FeedOf, address: &SiteAddress, entries: &[FeedEntry], xml: &mut Xml) {
    let name = site_name(context.site, context.texts);
    let title = match of {
        FeedOf::Site => name.clone(),
        FeedOf::Topic(topic) => format!("{} – {name}", context.site.register.topics[topic.get()].name),
        FeedOf::Body(body) => format!("{} – {name}", context.site.register.bodies[body.get()].name),
        FeedOf::Provision(index, position) => {
            let address = &context.site.register.document(index).provisions[position].address;
            let provision = context.texts.view("provision", &[("address", address.as_str())]);
            format!(
                "{provision}, {}",
                document_names::short(context.site, context.texts, DocumentRef::Held(index))
            )
        }
    };
    xml.text("id", &[], &feed_id(context.site, of));
    xml.text("title", &[], &title);
    if let Some(newest) = entries.first() {
        xml.text("updated", &[], &timestamp(newest.updated));
    }
    xml.begin("author", &[]);
    let unit = context.site.register.vocabulary.site.unit.as_ref();
    xml.text("name", &[], unit.unwrap_or(&name));
    xml.end();
    xml.empty(
        "link",
        &[
            ("rel", "self"),
            ("type", "application/atom+xml"),
            ("href", &whole(context, address)),
        ],
    );
    if let Some(page) = context.site.address(page_of(of)) {
        xml.empty(
            "link",
            &[
                ("rel", "alternate"),
                ("type", "text/html"),
                ("href", &whole(context, page)),
            ],
        );
    }
}

/// The address of a page: whole where the site's is known, else as seen from the feed.
fn whole(context: PageContext<'_>, address: &SiteAddress) -> String {
    let seen = link(context.root, address);
    match &context.site.register.vocabulary.site.base_url {
        Some(base) => format!(
            "{}/{}",
            base.trim_end_matches('/'),
            link("", address).trim_start_matches("./")
        ),
        None => seen,
    }
}

/// A document and each of its change notes; nothing where nothing is dated.
fn entries_of(context: PageContext<'_>, index: DocIx) -> Vec<FeedEntry> {
    let document = context.site.register.document(index);
    let Some(updated) = changed(document) else {
        return Vec::new();
    };
    let id = document_id(context.site, index);
    let title = document_names::full(context.site, context.texts, DocumentRef::Held(index));
    let summary = document.head.summary.as_ref().map(|summary| summary.value.clone());
    let mut found: Vec<FeedEntry> = numbered(&document.head.updates)
        .into_iter()
        .map(|(update, suffix)| FeedEntry {
            id: format!("{id}#cap-nhat-{suffix}"),
            document: index,
            title: format!("{title}: {}", update.note),
            published: Some(update.date),
            updated: update.date,
            summary: Some(update.note.clone()),
        })
        .collect();
    found.push(FeedEntry {
        id,
        document: index,
        summary: summary.or_else(|| document_names::subject(document)),
        title,
        published: document.head.date.as_ref().map(|date| date.value),
        updated,
    });
    found
}

/// Change notes with what tells them apart: their day, and their turn among those of that day. Turns are counted
/// from the oldest, whichever way the editor lists them, so that a new note renumbers none.
fn numbered(updates: &[Update]) -> Vec<(&Update, String)> {
    let newest_first =
        updates.len() > 1 && updates.first().map(|note| note.date) > updates.last().map(|note| note.date);
    let mut ordered: Vec<&Update> = updates.iter().collect();
    if newest_first {
        ordered.reverse();
    }
    let mut found: Vec<(&Update, String)> = Vec::new();
    for update in ordered {
        let earlier = found.iter().filter(|(other, _)| other.date == update.date).count();
        let day = update.date.iso();
        let suffix = if earlier == 0 {
            day
        } else {
            format!("{day}-{}", earlier + 1)
        };
        found.push((update, suffix));
    }
    found
}

fn write_entry(context: PageContext<'_>, entry: &FeedEntry, xml: &mut Xml) {
    let register = &context.site.register;
    let row = register.entry(entry.document);
    xml.begin("entry", &[]);
    xml.text("id", &[], &entry.id);
    xml.text("title", &[], &entry.title);
    xml.text("updated", &[], &timestamp(entry.updated));
    if let Some(date @ PartialDate::Day(_)) = entry.published {
        xml.text("published", &[], &timestamp(date));
    }
    let page = context.site.address_of(DocumentRef::Held(entry.document));
    xml.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &whole(context, page)),
        ],
    );
    if let Some(issuer) = row.issuer {
        xml.begin("author", &[]);
        xml.text("name", &[], &register.bodies[issuer.get()].name);
        xml.end();
    }
    for topic in &row.topics {
        let topic = &register.topics[topic.get()];
        xml.empty("category", &[("term", &topic.slug), ("label", &topic.name)]);
    }
    if let Some(summary) = &entry.summary {
        xml.text("summary", &[], summary);
    }
    xml.end();
}

/// The first moment of a date in Vietnam (RFC 3339); of a year or month, its first day.
fn timestamp(date: PartialDate) -> String {
    let (year, month, day) = date.order_key();
    format!("{year:04}-{:02}-{:02}T00:00:00+07:00", month.max(1), day.max(1))
}

/// The id of a document: its first address, which titles and later addresses do not change.
fn document_id(site: &Site, index: DocIx) -> String {
    let old = &site.register.document(index).head.old_addresses;
    tag(site, &first_address(old, site.address_of(DocumentRef::Held(index))))
}

fn feed_id(site: &Site, of: FeedOf) -> String {
    let register = &site.register;
    let own = |old: &[Located<OldAddress>]| {
        let page = site.address(page_of(of)).cloned();
        first_address(old, &page.unwrap_or_else(|| SiteAddress::file("")))
    };
    match of {
        FeedOf::Site => tag(site, "feed"),
        FeedOf::Topic(topic) => tag(
            site,
            &format!("feed/{}", own(&register.topics[topic.get()].old_addresses)),
        ),
        FeedOf::Body(body) => tag(
            site,
            &format!("feed/{}", own(&register.bodies[body.get()].old_addresses)),
        ),
        FeedOf::Provision(index, position) => {
            let document: &Document = register.document(index);
            let page = first_address(&document.head.old_addresses, site.address_of(DocumentRef::Held(index)));
            let provision = document.places.old().iter().find(|(_, now)| *now == position);
            let address = provision.map_or(&document.provisions[position].address, |(old, _)| old);
            tag(site, &format!("feed/{page}{}/", address.path_part()))
        }
    }
}

fn first_address(old: &[Located<OldAddress>], now: &SiteAddress) -> String {
    let pages = old.iter().find_map(|written| match &written.value {
        OldAddress::Page(path) => Some(path.clone()),
        OldAddress::Place { .. } => None,
    });
    pages.unwrap_or_else(|| now.as_str().to_owned())
}

/// A tag URI (RFC 4151).
fn tag(site: &Site, specific: &str) -> String {
    format!("tag:{},{TAG_YEAR}:{}", site.authority, percent::tag_specific(specific))
}

/// The day on which a page last changed, for lists of pages; `None` for pages whose content is not dated.
pub(super) fn last_changed(site: &Site, route: Route) -> Option<PartialDate> {
    let newest = |of: FeedOf| {
        let dates = members(site, of).into_iter();
        dates.filter_map(|index| changed(site.register.document(index))).max()
    };
    match route {
        Route::Document(index) => changed(site.register.document(index)),
        Route::Provision(index, position) => {
            let own = changed(site.register.document(index));
            newest(FeedOf::Provision(index, position)).max(own)
        }
        Route::Home => newest(FeedOf::Site),
        Route::List(List::Topic(topic), PageOfList::Front) => newest(FeedOf::Topic(topic)),
        Route::List(List::Body(body), PageOfList::Front) => newest(FeedOf::Body(body)),
        // Whatever else a site has is not dated by its content.
        _ => None,
    }
}
