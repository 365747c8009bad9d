//! Topics and bodies: their pages.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::base::html::escaped;
use crate::model::body_mentions::BodyMention;
use crate::model::collections::role_of;
use crate::model::indexes::{BodyIx, DocIx, TopicIx};
use crate::model::target::{DocumentRef, Location};
use crate::output::views::document_page::shortened;
use crate::output::views::entries::{DocumentEntry, entry};
use crate::output::views::layout::{PageView, feed, page};
use crate::output::views::list_pages::{ListView, heading_of, list_view, with_page_number};
use crate::output::views::relation_lists::place_link;
use crate::output::views::structured_data::{of_collection, organization, topic as topic_itself};
use crate::output::views::timeline_page::{self, TimelineScope};
use crate::output::views::{Link, PageContext, document_names};
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::route::{FeedOf, List, Route};

#[derive(Serialize)]
struct TopicProvision {
    document: Link,
    label: String,
    url: String,
    text: String,
}

#[derive(Serialize)]
struct TopicView {
    name: String,
    other_names: Vec<String>,
    related: Vec<Link>,
    picture: Option<String>,
    provisions: Vec<TopicProvision>,
    list: ListView,
}

/// The page of a topic.
#[derive(Serialize)]
pub struct TopicPage {
    page: PageView,
    topic: TopicView,
}

/// Makes the page of a topic.
pub fn topic_page(context: PageContext<'_>, topic: TopicIx, which: PageOfList, address: &SiteAddress) -> TopicPage {
    let row = &context.site.register.topics[topic.get()];
    let list = List::Topic(topic);
    let (title, crumbs) = heading_of(context, list);
    let mut page = page(context, "topic", address, with_page_number(context, &title, which));
    page.heading = title;
    page.feed = feed(context, FeedOf::Topic(topic));
    page.breadcrumbs = crumbs;
    page.machine = of_collection(context, &page, Some(topic_itself(&row.name)));
    let provisions = context.site.collections.provisions_by_topic[topic.get()]
        .iter()
        .map(|(index, provision)| quoted(context, *index, *provision));
    let view = TopicView {
        name: row.name.clone(),
        other_names: row.other_names.clone(),
        related: related(context, topic),
        picture: (which == PageOfList::Front)
            .then(|| timeline_page::picture(context, &context.site.list_items(list), TimelineScope::Some))
            .flatten(),
        provisions: if which == PageOfList::Front {
            provisions.collect()
        } else {
            Vec::new()
        },
        list: list_view(context, list, which),
    };
    TopicPage { page, topic: view }
}

/// A provision's words with its address.
fn quoted(context: PageContext<'_>, index: DocIx, provision: usize) -> TopicProvision {
    let node = DocumentRef::Held(index);
    let link = place_link(context, node, &Location::Provision(provision));
    let row = &context.site.register.document(index).provisions[provision];
    TopicProvision {
        document: context.link(
            document_names::short(context.site, context.texts, node),
            context.site.address_of(node),
        ),
        label: link.title,
        url: link.url,
        text: shortened(&row.words, 240),
    }
}

fn related(context: PageContext<'_>, topic: TopicIx) -> Vec<Link> {
    let register = &context.site.register;
    let row = &register.topics[topic.get()];
    let link = |other: TopicIx| {
        let address = context
            .site
            .address(Route::List(List::Topic(other), PageOfList::Front))?;
        Some(context.link(&register.topics[other.get()].name, address))
    };
    let named = |name: &str| {
        register.topic_indexes().find(|other| {
            let other = &register.topics[other.get()];
            other.slug == name || other.name == name
        })
    };
    // Who is near stands near: a file need say so at one end only.
    let declared = |at: TopicIx| register.topics[at.get()].related.iter();
    let named_here = row.related.iter().filter_map(|name| named(&name.value));
    let names_this = register
        .topic_indexes()
        .filter(|other| declared(*other).any(|name| named(&name.value) == Some(topic)));
    let mut found: Vec<TopicIx> = Vec::new();
    for other in named_here.chain(names_this) {
        if other != topic && !found.contains(&other) {
            found.push(other);
        }
    }
    found.into_iter().filter_map(link).collect()
}

#[derive(Serialize)]
struct Received {
    entry: DocumentEntry,
    line: String,
    role: Option<String>,
}

/// A name of a body, with the time in which it is known to have been used.
#[derive(Serialize)]
struct NameView {
    name: String,
    years: Option<String>,
}

#[derive(Serialize)]
struct BodyView {
    name: String,
    other_names: Vec<String>,
    superior: Option<Link>,
    subordinates: Vec<Link>,
    from: Option<String>,
    to: Option<String>,
    symbols: Vec<String>,
    note_html: Option<String>,
    names: Vec<NameView>,
    provisions: Vec<TopicProvision>,
    provisions_total: usize,
    received: Vec<Received>,
    list: ListView,
}

/// The page of a body.
#[derive(Serialize)]
pub struct BodyPage {
    page: PageView,
    body: BodyView,
}

/// The most provisions that the page of a body quotes.
const NAMING: usize = 200;

/// The provisions that name a body, each once, those of the newest documents first.
fn naming_provisions<'n>(context: PageContext<'_>, naming: &'n [BodyMention]) -> Vec<&'n BodyMention> {
    let date = |index: DocIx| context.site.register.entry(index).date().map(PartialDate::order_key);
    let mut found: Vec<&BodyMention> = naming.iter().collect();
    found.dedup_by_key(|naming| (naming.document, naming.provision));
    found.sort_by_key(|naming| (Reverse(date(naming.document)), naming.document, naming.provision));
    found
}

/// A provision that names a body, quoted from the sentence that does.
fn quoted_naming(context: PageContext<'_>, naming: &BodyMention) -> TopicProvision {
    let row = &context.site.register.document(naming.document).provisions[naming.paragraph];
    let words = &row.words;
    let at = words.find(&naming.form).unwrap_or(0);
    let start = words[..at].rfind(['.', ';', ':']).map_or(0, |end| end + 1);
    let text = shortened(&words[start..], 240);
    TopicProvision {
        text: if start > 0 { format!("… {text}") } else { text },
        ..quoted(context, naming.document, naming.provision)
    }
}

/// The names of a body: the one it bears, with the time that the site's list gives; then each form in which
/// dated documents print it, with the years of these.
fn names_over_time(context: PageContext<'_>, (body, naming): (BodyIx, &[BodyMention])) -> Vec<NameView> {
    let register = &context.site.register;
    let row = &register.bodies[body.get()];
    let mut printed: BTreeMap<&str, (i16, i16)> = BTreeMap::new();
    let mut add = |form, index: DocIx| {
        let Some(year) = register.entry(index).date().map(PartialDate::year) else {
            return;
        };
        let years = printed.entry(form).or_insert((year, year));
        *years = (years.0.min(year), years.1.max(year));
    };
    for naming in naming {
        add(naming.form.as_str(), naming.document);
    }
    for index in &context.site.collections.by_body[body.get()] {
        let document = register.document(*index);
        if let Some(issuer) = document.head.issuer.as_ref().filter(|_| document.has_own_text()) {
            add(issuer.value.as_str(), *index);
        }
    }
    let day = |date: &Option<PartialDate>| date.map(|date| date.to_string());
    let declared = match (day(&row.from), day(&row.to)) {
        (None, None) => None,
        (from, to) => {
            let unknown = || context.texts.view("unknown", &[]).to_lowercase();
            Some(format!(
                "{} – {}",
                from.unwrap_or_else(unknown),
                to.unwrap_or_else(|| if row.from.is_some() {
                    "…".to_owned()
                } else {
                    unknown()
                })
            ))
        }
    };
    let known = NameView {
        name: row.name.clone(),
        years: declared,
    };
    let forms = printed.into_iter().map(|(form, (first, last))| {
        let years = if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        };
        NameView {
            name: context.texts.say("bodies.printed", &[("name", form)]),
            years: Some(years),
        }
    });
    let forms: Vec<NameView> = forms.collect();
    if forms.is_empty() && known.years.is_none() {
        return Vec::new();
    }
    std::iter::once(known).chain(forms).collect()
}

/// Makes the page of a body.
pub fn body_page(
    context: PageContext<'_>,
    (body, naming): (BodyIx, &[BodyMention]),
    which: PageOfList,
    address: &SiteAddress,
) -> BodyPage {
    let register = &context.site.register;
    let row = &register.bodies[body.get()];
    let list = List::Body(body);
    let (title, crumbs) = heading_of(context, list);
    let mut page = page(context, "body", address, with_page_number(context, &title, which));
    page.heading = title;
    page.feed = feed(context, FeedOf::Body(body));
    page.breadcrumbs = crumbs;
    page.machine = of_collection(context, &page, Some(organization(&row.name)));
    let link = |other: BodyIx| {
        let address = context
            .site
            .address(Route::List(List::Body(other), PageOfList::Front))?;
        Some(context.link(&register.bodies[other.get()].name, address))
    };
    let superior_of = |row: &crate::input::front_matter::vocabulary::BodyRow| {
        row.superior.as_ref().and_then(|name| register.find_body(&name.value))
    };
    let below = register
        .body_indexes()
        .filter(|other| superior_of(&register.bodies[other.get()]) == Some(body));
    let received = context.site.collections.received[body.get()]
        .iter()
        .rev()
        .map(|(index, line)| {
            let written = &register.document(*index).head.recipients[*line].value;
            let (names, role) = role_of(written);
            Received {
                entry: entry(context, DocumentRef::Held(*index)),
                line: names.to_owned(),
                role: role.map(str::to_owned),
            }
        });
    let provisions: Vec<&BodyMention> = if which == PageOfList::Front {
        naming_provisions(context, naming)
    } else {
        Vec::new()
    };
    let view = BodyView {
        name: row.name.clone(),
        other_names: row.other_names.clone(),
        superior: superior_of(row).and_then(link),
        subordinates: below.filter_map(link).collect(),
        from: row.from.map(|date| date.to_string()),
        to: row.to.map(|date| date.to_string()),
        symbols: row.symbols.clone(),
        names: names_over_time(context, (body, naming)),
        provisions: provisions
            .iter()
            .take(NAMING)
            .map(|naming| quoted_naming(context, naming))
            .collect(),
        provisions_total: provisions.len(),
        note_html: row.note.as_ref().map(|note| format!("<p>{}</p>", escaped(note))),
        received: if which == PageOfList::Front {
            received.collect()
        } else {
            Vec::new()
        },
        list: list_view(context, list, which),
    };
    BodyPage { page, body: view }
}
