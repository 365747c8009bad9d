//! Atom feeds (RFC 4287) of new and changed documents, by the dates in the content.

use std::io::{self, Write};

use crate::base::date::PartialDate;
use crate::base::percent;
use crate::input::document::Document;
use crate::input::front_matter::metadata::Update;
use crate::input::front_matter::node::Located;
use crate::input::front_matter::old_addresses::OldAddress;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::{PageContext, relative_url};
use crate::output::views::page_view::{feed_name, language, site_name};
use crate::output::xml::XmlWriter;
use crate::site::address::SiteAddress;
use crate::site::feed_list::{members, page_of};
use crate::site::pagination::PageOfList;
use crate::site::planned_site::Site;
use crate::site::route::{FeedOf, List, Route};

/// The most entries of a feed; the newest are kept.
const MAX_ENTRIES: usize = 50;

/// The year in which the ids of this program were fixed. A tag URI names its authority as of a date (RFC 4151); a date
/// taken from the documents would change with them.
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
pub(crate) fn write(
    context: PageContext<'_>,
    of: FeedOf,
    address: &SiteAddress,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut entries: Vec<FeedEntry> = members(context.site, of)
        .into_iter()
        .flat_map(|index| entries_of(context, index))
        .collect();
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.id.cmp(&b.id)));
    entries.truncate(MAX_ENTRIES);
    let style = relative_url(context.root, &SiteAddress::file("giao-dien/feed.css"));
    let mut xml = XmlWriter::with_style(
        &style,
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", language(context.site)),
        ],
    );
    head(context, of, address, &entries, &mut xml);
    for entry in &entries {
        write_entry(context, entry, &mut xml);
    }
    out.write_all(xml.finish().as_bytes())
}

fn head(context: PageContext<'_>, of: FeedOf, address: &SiteAddress, entries: &[FeedEntry], xml: &mut XmlWriter) {
    let name = site_name(context.site, context.texts);
    xml.text("id", &[], &feed_id(context.site, of));
    xml.text("title", &[], &feed_name(context, of));
    xml.text("subtitle", &[], &context.texts.view("feed_explained", &[]));
    if let Some(newest) = entries.first() {
        xml.text("updated", &[], &timestamp(newest.updated));
    }
    xml.begin("author", &[]);
    let unit = context.site.documents.vocabulary.site.unit.as_ref();
    xml.text("name", &[], unit.unwrap_or(&name));
    xml.end();
    write_link(context, ("self", "application/atom+xml"), address, xml);
    if let Some(page) = context.site.address(page_of(of)) {
        write_link(context, ("alternate", "text/html"), page, xml);
    }
}

fn write_link(context: PageContext<'_>, (rel, media_type): (&str, &str), to: &SiteAddress, xml: &mut XmlWriter) {
    let href = page_url(context, to);
    xml.empty("link", &[("rel", rel), ("type", media_type), ("href", &href)]);
}

/// Returns the address of a page: absolute if the site's address is known, else relative to the feed.
fn page_url(context: PageContext<'_>, address: &SiteAddress) -> String {
    let seen = relative_url(context.root, address);
    match &context.site.documents.vocabulary.site.base_url {
        Some(base) => format!(
            "{}/{}",
            base.trim_end_matches('/'),
            relative_url("", address).trim_start_matches("./")
        ),
        None => seen,
    }
}

/// Returns entries for a document and for each of its change notes; none if nothing is dated.
fn entries_of(context: PageContext<'_>, index: DocIx) -> Vec<FeedEntry> {
    let document = context.document(index);
    let Some(updated) = context.site.changed(index) else {
        return Vec::new();
    };
    let id = document_id(context.site, index);
    let title = document_names::full(context, DocumentRef::Held(index));
    let own_date = document.head.date.as_ref().map(|date| date.value);
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
        published: context.site.first_day(index).or(own_date),
        updated,
    });
    found
}

/// Returns change notes with a suffix that identifies each: its day, and its number among the notes of that day. Notes
/// are numbered from the oldest, in whichever order the file lists them, so that a new note does not renumber others.
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

fn write_entry(context: PageContext<'_>, entry: &FeedEntry, xml: &mut XmlWriter) {
    let documents = &context.site.documents;
    let row = documents.entry(entry.document);
    xml.begin("entry", &[]);
    xml.text("id", &[], &entry.id);
    xml.text("title", &[], &entry.title);
    xml.text("updated", &[], &timestamp(entry.updated));
    if let Some(date @ PartialDate::Day(_)) = entry.published {
        xml.text("published", &[], &timestamp(date));
    }
    let page = context.site.address_of(DocumentRef::Held(entry.document));
    write_link(context, ("alternate", "text/html"), page, xml);
    for issuer in row.issuers() {
        xml.begin("author", &[]);
        xml.text("name", &[], &documents.bodies[issuer.get()].name);
        xml.end();
    }
    for topic in &row.topics {
        let topic = &documents.topics[topic.get()];
        xml.empty("category", &[("term", &topic.slug), ("label", &topic.name)]);
    }
    if let Some(summary) = &entry.summary {
        xml.text("summary", &[], summary);
    }
    xml.end();
}

/// Returns the first moment of a date in Vietnam (RFC 3339); for a year or month, of its first day.
fn timestamp(date: PartialDate) -> String {
    let (year, month, day) = date.order_key();
    format!("{year:04}-{:02}-{:02}T00:00:00+07:00", month.max(1), day.max(1))
}

/// Returns the id of a document: its first address, which does not change with titles or later addresses.
fn document_id(site: &Site, index: DocIx) -> String {
    let old = &site.documents.document(index).head.old_addresses;
    tag(site, &first_address(old, site.address_of(DocumentRef::Held(index))))
}

fn feed_id(site: &Site, of: FeedOf) -> String {
    let documents = &site.documents;
    let own = |old: &[Located<OldAddress>]| {
        let page = site.address(page_of(of)).cloned();
        first_address(old, &page.unwrap_or_else(|| SiteAddress::file("")))
    };
    match of {
        FeedOf::Site => tag(site, "feed"),
        FeedOf::Topic(topic) => tag(
            site,
            &format!("feed/{}", own(&documents.topics[topic.get()].old_addresses)),
        ),
        FeedOf::Body(body) => tag(
            site,
            &format!("feed/{}", own(&documents.bodies[body.get()].old_addresses)),
        ),
        FeedOf::Provision(index, position) => {
            let document: &Document = documents.document(index);
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

/// Returns a tag URI (RFC 4151).
fn tag(site: &Site, specific: &str) -> String {
    let specific = percent::tag_specific(specific);
    match site.authority.split_once('/') {
        Some((host, folder)) => format!("tag:{host},{TAG_YEAR}:{folder}/{specific}"),
        None => format!("tag:{},{TAG_YEAR}:{specific}", site.authority),
    }
}

/// Returns the day on which a page last changed, for the sitemap; `None` for pages whose content has no date.
pub(super) fn last_changed(site: &Site, route: Route) -> Option<PartialDate> {
    let newest = |of: FeedOf| {
        let dates = members(site, of).into_iter();
        dates.filter_map(|index| site.changed(index)).max()
    };
    match route {
        Route::Document(index) => site.changed(index),
        Route::Provision(index, position) => {
            let own = site.changed(index);
            newest(FeedOf::Provision(index, position)).max(own)
        }
        Route::Home => newest(FeedOf::Site),
        Route::List(List::Topic(topic), PageOfList::Latest) => newest(FeedOf::Topic(topic)),
        Route::List(List::Body(body), PageOfList::Latest) => newest(FeedOf::Body(body)),
        // The content of other pages has no date.
        _ => None,
    }
}
