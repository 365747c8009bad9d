//! The home page: the way to everything that the site has.

use std::cmp::Reverse;

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::base::kind::{Form, is_activity};
use crate::input::front_matter::theme_settings::HomeBlock;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::document_entry::{DocumentEntry, document_entry};
use crate::output::views::excerpt::shortened;
use crate::output::views::home_programme::{HomeProgramme, home_programme};
use crate::output::views::list_groups::{ListEntry, list_entry};
use crate::output::views::page_view::{PageView, page_view, site_name};
use crate::output::views::structured_data::describe_home;
use crate::output::views::timeline_page::issued;
use crate::output::views::year_links::{YearLink, year_links};
use crate::site::address::SiteAddress;
use crate::site::featured::featured_writeups;
use crate::site::route::{List, Route};

/// The most news.
const MAX_RECENT: usize = 3;

/// The most documents of a list of the newest.
const MAX_NEWEST: usize = 5;

/// The most topics.
const MAX_TOPICS: usize = 6;

/// The most letters of the summary of a model.
const MAX_SUMMARY: usize = 140;

/// News: a document that came to the site, or a change of one.
#[derive(Serialize)]
struct Recent {
    date: String,
    entry: DocumentEntry,
    /// What changed; absent for a document that is new.
    note: Option<String>,
}

/// A model or case, with the first words of its summary.
#[derive(Serialize)]
struct Featured {
    entry: DocumentEntry,
    summary: Option<String>,
}

/// A kind or a topic, with the number of its documents.
#[derive(Serialize)]
struct Counted {
    title: String,
    url: String,
    count: usize,
}

/// Documents after the programme.
#[derive(Serialize)]
struct Later {
    /// `Sau năm 2011`
    heading: String,
    entries: Vec<ListEntry>,
    more: Option<Link>,
}

#[derive(Serialize)]
struct Home {
    /// The blocks that are shown, in their order.
    blocks: Vec<&'static str>,
    heading: String,
    intro: Option<String>,
    /// The newest programme.
    programme: Option<HomeProgramme>,
    /// All programmes, the newest first, where there are several.
    programmes: Vec<HomeProgramme>,
    /// The newest official documents, on a site without a programme.
    newest: Vec<ListEntry>,
    kinds: Vec<Counted>,
    /// Those with most documents.
    topics: Vec<Counted>,
    topics_more: Option<Link>,
    years: Vec<YearLink>,
    featured: Vec<Featured>,
    featured_more: Option<String>,
    later: Option<Later>,
    recent: Vec<Recent>,
}

/// The home page.
#[derive(Serialize)]
pub(crate) struct HomePage {
    page: PageView,
    home: Home,
}

/// Makes the home page.
pub(crate) fn home_page(context: PageContext<'_>, address: &SiteAddress) -> HomePage {
    let site = context.site;
    let config = &site.documents.vocabulary.site;
    let name = site_name(site, context.texts);
    let mut page = page_view(context, "home", address, name.clone());
    page.description.clone_from(&config.description);
    page.machine = describe_home(context);
    let all = site.programmes.documents().map(|index| home_programme(context, index));
    let mut programmes: Vec<HomeProgramme> = all.collect();
    let programme = programmes.first().cloned();
    if !site.programmes.are_several() {
        programmes.clear();
    }
    let has_programme = programme.is_some();
    let years = site.collections.by_month.keys().rev().copied();
    let topics = topics(context);
    let count = topics.len().to_string();
    let all_topics = context.texts.format("home.all_topics", &[("n", &count)]);
    let topics_more = context
        .route_link(all_topics, Route::Topics)
        .filter(|_| topics.len() > MAX_TOPICS);
    HomePage {
        page,
        home: Home {
            blocks: config.look.home_blocks().into_iter().map(HomeBlock::name).collect(),
            heading: config.heading.clone().unwrap_or(name),
            intro: config.description.clone(),
            programme,
            programmes,
            newest: if has_programme { Vec::new() } else { newest(context) },
            kinds: if has_programme { Vec::new() } else { kinds(context) },
            topics: topics.into_iter().take(MAX_TOPICS).collect(),
            topics_more,
            years: year_links(context, years),
            featured: featured(context),
            featured_more: context.list_url(List::WriteUps),
            later: later(context),
            recent: recent(context),
        },
    }
}

/// Returns the newest documents of any form but pages; on a site that has nothing else, its pages.
fn newest(context: PageContext<'_>) -> Vec<ListEntry> {
    let all = &context.site.collections.all;
    let pages: Vec<DocIx>;
    let shown = if all.is_empty() {
        pages = context.site.documents.indexes().collect();
        &pages
    } else {
        all
    };
    entries(context, shown.iter().rev().take(MAX_NEWEST))
}

fn entries<'i>(context: PageContext<'_>, documents: impl Iterator<Item = &'i DocIx>) -> Vec<ListEntry> {
    documents
        .map(|index| list_entry(context, DocumentRef::Held(*index), &[]))
        .collect()
}

fn kinds(context: PageContext<'_>) -> Vec<Counted> {
    let sections = context.site.sections.iter().enumerate();
    let counted = sections.filter_map(|(position, section)| {
        Some(Counted {
            title: section.name.clone()?,
            url: context.list_url(List::Section(position))?,
            count: section.items.len(),
        })
    });
    in_order(context, counted.collect())
}

/// Returns the topics that have documents or provisions, those with most documents first.
fn topics(context: PageContext<'_>) -> Vec<Counted> {
    let collections = &context.site.collections;
    let counted = context.site.documents.topic_indexes().filter_map(|topic| {
        let count = collections.by_topic[topic.get()].len();
        let is_used = count > 0 || !collections.provisions_by_topic[topic.get()].is_empty();
        let url = context.list_url(List::Topic(topic)).filter(|_| is_used)?;
        let title = context.topic(topic).name.clone();
        Some(Counted { title, url, count })
    });
    let mut counted = in_order(context, counted.collect());
    counted.sort_by_key(|topic| Reverse(topic.count));
    counted
}

fn in_order(context: PageContext<'_>, mut counted: Vec<Counted>) -> Vec<Counted> {
    counted.sort_by(|left, right| context.site.order.compare(&left.title, &right.title));
    counted
}

/// Returns the write-ups that editors name (`nổi bật`), else the newest of the province.
fn featured(context: PageContext<'_>) -> Vec<Featured> {
    let found = featured_writeups(&context.site.documents, &context.site.collections);
    let view = |index: DocIx| {
        let summary = context.document(index).head.summary.as_ref();
        Featured {
            entry: document_entry(context, DocumentRef::Held(index)),
            summary: summary.map(|summary| shortened(&summary.value, MAX_SUMMARY)),
        }
    };
    found.into_iter().map(view).collect()
}

/// Returns the official documents and activities after the year of the newest programme, the newest first.
fn later(context: PageContext<'_>) -> Option<Later> {
    let (_, date) = issued(context).pop()?;
    let is_later = |index: &&DocIx| {
        let own = context.site.documents.entry(**index).date();
        let kind = &context.document(**index).kind;
        let is_follow_up = kind.form == Form::Official || is_activity(&kind.slug);
        is_follow_up && own.is_some_and(|own| own.year() > date.year())
    };
    let later = context.site.collections.all.iter().rev().filter(is_later);
    let entries = entries(context, later.take(MAX_NEWEST));
    let all = context.route_url(Route::Years);
    let more = all.map(|url| Link {
        title: context.texts.get("timeline.after").to_owned(),
        url: format!("{url}#sau-chuong-trinh"),
    });
    (!entries.is_empty()).then(|| Later {
        heading: context.texts.format("later", &[("year", &date.year().to_string())]),
        entries,
        more,
    })
}

/// Returns what is new on the site, the newest first: documents that came to it, and change notes.
fn recent(context: PageContext<'_>) -> Vec<Recent> {
    let mut news: Vec<(PartialDate, DocIx, Option<&str>)> = Vec::new();
    for index in context.site.documents.indexes() {
        let updates = context.document(index).head.updates.iter();
        news.extend(updates.map(|update| (update.date, index, Some(update.note.as_str()))));
        news.extend(context.site.first_day(index).map(|day| (day, index, None)));
    }
    news.sort_by_key(|(date, index, _)| (Reverse(*date), *index));
    let recent = news.into_iter().take(MAX_RECENT).map(|(date, index, note)| Recent {
        date: date.to_string(),
        entry: document_entry(context, DocumentRef::Held(index)),
        note: note.map(str::to_owned),
    });
    recent.collect()
}
