//! The page of a body.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::base::html::escaped;
use crate::input::front_matter::vocabulary::BodyRow;
use crate::model::body_mentions::BodyMention;
use crate::model::collections::role_of;
use crate::model::indexes::{BodyIx, DocIx};
use crate::model::target::DocumentRef;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::document_entry::{DocumentEntry, document_entry};
use crate::output::views::excerpt::shortened;
use crate::output::views::links::{body_link, superior_of};
use crate::output::views::list_page::{ListView, heading_of, list_view, with_page_number};
use crate::output::views::page_view::{PageView, feed_link, page_view};
use crate::output::views::quoted_provision::{MAX_QUOTED_CHARACTERS, QuotedProvision, quoted_provision};
use crate::output::views::structured_data::{describe_collection, organization};
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::route::{FeedOf, List};

#[derive(Serialize)]
struct Received {
    entry: DocumentEntry,
    line: String,
    role: Option<String>,
}

/// A name of a body, with the years in which documents use it.
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
    provisions: Vec<QuotedProvision>,
    provisions_total: usize,
    received: Vec<Received>,
    list: ListView,
}

/// The page of a body.
#[derive(Serialize)]
pub(crate) struct BodyPage {
    page: PageView,
    body: BodyView,
}

/// The most provisions that the page of a body quotes.
const MAX_QUOTED: usize = 100;

/// Returns the provisions that name a body, each once, those of the newest documents first.
fn naming_provisions<'n>(context: PageContext<'_>, naming: &'n [BodyMention]) -> Vec<&'n BodyMention> {
    let date = |index: DocIx| context.site.documents.entry(index).date().map(PartialDate::order_key);
    let mut found: Vec<&BodyMention> = naming.iter().collect();
    found.dedup_by_key(|naming| (naming.document, naming.provision));
    found.sort_by_key(|naming| (Reverse(date(naming.document)), naming.document, naming.provision));
    found
}

/// Returns a provision that names a body, from the sentence with the name on.
fn quoted_naming(context: PageContext<'_>, naming: &BodyMention) -> QuotedProvision {
    let row = &context.document(naming.document).provisions[naming.paragraph];
    let words = &row.words;
    let at = words.find(&naming.form).unwrap_or(0);
    let start = words[..at].rfind(['.', ';', ':']).map_or(0, |end| end + 1);
    let text = shortened(&words[start..], MAX_QUOTED_CHARACTERS);
    QuotedProvision {
        text: if start > 0 { format!("… {text}") } else { text },
        ..quoted_provision(context, naming.document, naming.provision)
    }
}

/// Returns the names of a body: its own, with the period in the site's list; then each form that dated documents print,
/// with their years.
fn names_over_time(context: PageContext<'_>, (body, naming): (BodyIx, &[BodyMention])) -> Vec<NameView> {
    let documents = &context.site.documents;
    let row = &documents.bodies[body.get()];
    let mut printed: BTreeMap<&str, (i16, i16)> = BTreeMap::new();
    let mut add = |form, index: DocIx| {
        let Some(year) = documents.entry(index).date().map(PartialDate::year) else {
            return;
        };
        let years = printed.entry(form).or_insert((year, year));
        *years = (years.0.min(year), years.1.max(year));
    };
    for naming in naming {
        add(naming.form.as_str(), naming.document);
    }
    for index in &context.site.collections.by_body[body.get()] {
        let document = documents.document(*index);
        let written = document.head.issuer.iter().chain(&document.head.co_issuers);
        let mut own = written.filter(|issuer| documents.find_body(&issuer.value) == Some(body));
        if let Some(issuer) = own.find(|_| document.has_own_text()) {
            add(issuer.value.as_str(), *index);
        }
    }
    let known = NameView {
        name: row.name.clone(),
        years: declared_period(context, row),
    };
    let forms = printed.into_iter().map(|(form, (first, last))| {
        let years = if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        };
        NameView {
            name: context.texts.format("bodies.printed", &[("name", form)]),
            years: Some(years),
        }
    });
    let forms: Vec<NameView> = forms.collect();
    if forms.is_empty() && known.years.is_none() {
        return Vec::new();
    }
    std::iter::once(known).chain(forms).collect()
}

/// Returns the period in which a body has had its name, by the site's list.
fn declared_period(context: PageContext<'_>, row: &BodyRow) -> Option<String> {
    let text = |key: &str, date: PartialDate| context.texts.view(key, &[("date", &date.to_string())]);
    match (row.from, row.to) {
        (None, None) => None,
        (Some(from), None) => Some(text("since", from)),
        (None, Some(to)) => Some(text("until", to)),
        (Some(from), Some(to)) => Some(format!("{from} – {to}")),
    }
}

/// Makes the page of a body.
pub(crate) fn body_page(
    context: PageContext<'_>,
    (body, naming): (BodyIx, &[BodyMention]),
    which: PageOfList,
    address: &SiteAddress,
) -> BodyPage {
    let row = context.body(body);
    let list = List::Body(body);
    let (title, crumbs) = heading_of(context, list);
    let mut page = page_view(context, "body", address, with_page_number(context, &title, which));
    page.heading = title;
    page.feed = feed_link(context, FeedOf::Body(body));
    page.breadcrumbs = crumbs;
    page.machine = describe_collection(context, &page, Some(organization(&row.name)));
    let bodies = context.site.documents.body_indexes();
    let below = bodies.filter(|other| superior_of(context, *other) == Some(body));
    let provisions: Vec<&BodyMention> = if which == PageOfList::Latest {
        naming_provisions(context, naming)
    } else {
        Vec::new()
    };
    let view = BodyView {
        name: row.name.clone(),
        other_names: row.other_names.clone(),
        superior: superior_of(context, body).and_then(|other| body_link(context, other)),
        subordinates: below.filter_map(|other| body_link(context, other)).collect(),
        from: row.from.map(|date| date.to_string()),
        to: row.to.map(|date| date.to_string()),
        symbols: row.symbols.clone(),
        names: names_over_time(context, (body, naming)),
        provisions: provisions
            .iter()
            .take(MAX_QUOTED)
            .map(|naming| quoted_naming(context, naming))
            .collect(),
        provisions_total: provisions.len(),
        note_html: row.note.as_ref().map(|note| format!("<p>{}</p>", escaped(note))),
        received: if which == PageOfList::Latest {
            received(context, body)
        } else {
            Vec::new()
        },
        list: list_view(context, list, which).without_issuer(&row.name),
    };
    BodyPage { page, body: view }
}

/// Returns the documents sent to a body, newest first.
fn received(context: PageContext<'_>, body: BodyIx) -> Vec<Received> {
    let lines = context.site.collections.received[body.get()].iter().rev();
    lines
        .map(|(index, line)| {
            let written = &context.document(*index).head.recipients[*line].value;
            let (names, role) = role_of(written);
            Received {
                entry: document_entry(context, DocumentRef::Held(*index)),
                line: names.to_owned(),
                role: role.map(str::to_owned),
            }
        })
        .collect()
}
