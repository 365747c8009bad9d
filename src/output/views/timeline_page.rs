//! The page of all years: what came before the first programme, each programme, what came after it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::list_filters::{FilterBy, ListFilter, list_filters};
use crate::output::views::list_groups::{ListGroup, groups_by_year, keep_first_anchors};
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::structured_data::describe_collection;
use crate::output::views::year_links::{YearLink, year_links};
use crate::site::address::SiteAddress;
use crate::site::list_places::year_anchor;
use crate::site::pagination::PageOfList;
use crate::site::route::{List, Route};

/// The most documents that the page lists one by one; with more, it lists the years, and the documents of those years
/// alone that have no page of their own.
const MAX_LISTED: usize = 200;

/// The properties by which the page is filtered.
const FILTERS: [FilterBy; 1] = [FilterBy::Topic];

/// What is dated before a programme, or after it.
#[derive(Serialize)]
struct TimelinePart {
    /// `Trước chương trình`; absent on a site without a programme.
    heading: Option<String>,
    id: String,
    /// Years with pages of their own, where their documents are not listed here.
    years: Vec<YearLink>,
    /// Documents by year, newest first.
    groups: Vec<ListGroup>,
}

/// A programme between what was before it and what came after it.
#[derive(Serialize)]
struct Milestone {
    /// The anchor of the programme's year where no other document has it, else of its own.
    id: String,
    /// `29/8/2011: ban hành chương trình`
    heading: String,
    programme: Link,
}

/// A further programme, and what is dated between the former one and it.
#[derive(Serialize)]
struct LaterMilestone {
    between: Option<TimelinePart>,
    milestone: Milestone,
}

#[derive(Serialize)]
struct Timeline {
    filters: Vec<ListFilter>,
    before: Option<TimelinePart>,
    /// The first programme.
    milestone: Option<Milestone>,
    later: Vec<LaterMilestone>,
    after: Option<TimelinePart>,
    undated: Option<TimelinePart>,
}

/// The page of all years.
#[derive(Serialize)]
pub(crate) struct TimelinePage {
    page: PageView,
    timeline: Timeline,
}

/// Makes the page of all years.
pub(crate) fn timeline_page(context: PageContext<'_>, address: &SiteAddress) -> TimelinePage {
    let mut page = page_view(context, "timeline", address, context.texts.view("timeline", &[]));
    page.breadcrumbs = vec![home_crumb(context)];
    page.machine = describe_collection(context, &page, None);
    let collections = &context.site.collections;
    let months = collections
        .by_month
        .values()
        .rev()
        .flat_map(|months| months.values().rev());
    let dated: Vec<DocIx> = months.flat_map(|of_month| of_month.iter().rev().copied()).collect();
    let is_listed = dated.len() + collections.undated.len() <= MAX_LISTED;
    let parts = Parts { context, is_listed };
    let (before, milestone, later, after) = parts.around(&issued(context), dated);
    let all: Vec<DocumentRef> = collections.all.iter().map(|index| DocumentRef::Held(*index)).collect();
    let timeline = Timeline {
        filters: if is_listed {
            list_filters(context, &FILTERS, &all)
        } else {
            Vec::new()
        },
        before,
        milestone,
        later,
        after,
        undated: parts.undated(),
    };
    TimelinePage { page, timeline }
}

/// Returns the programmes that have a date, the oldest first.
pub(crate) fn issued(context: PageContext<'_>) -> Vec<(DocIx, PartialDate)> {
    let date = |index: DocIx| Some((index, context.site.documents.entry(index).date()?));
    let mut dated: Vec<(DocIx, PartialDate)> = context.site.programmes.documents().filter_map(date).collect();
    dated.reverse();
    dated
}

fn milestone(
    context: PageContext<'_>,
    (programme, date): (DocIx, PartialDate),
    known: &mut BTreeSet<String>,
) -> Milestone {
    let node = DocumentRef::Held(programme);
    let name = document_names::full(context, node);
    let of_year = context.site.list_items(List::Year(date.year()));
    let is_other = |node: &DocumentRef| match node {
        DocumentRef::Held(index) => !context.site.programmes.contains(*index),
        DocumentRef::Stub(_) => true,
    };
    let of_its_year = year_anchor(Some(date.year()));
    let id = if !of_year.iter().any(is_other) && known.insert(of_its_year.clone()) {
        of_its_year
    } else if context.site.programmes.are_several() {
        format!(
            "ban-hanh-{}-{}",
            date.iso(),
            context.site.documents.entry(programme).slug()
        )
    } else {
        "ban-hanh".to_owned()
    };
    Milestone {
        id,
        heading: context.texts.format("timeline.issued", &[("date", &date.to_string())]),
        programme: context.link(name, context.site.address_of(node)),
    }
}

/// Makes the parts of the page.
struct Parts<'a> {
    context: PageContext<'a>,
    is_listed: bool,
}

type Around = (
    Option<TimelinePart>,
    Option<Milestone>,
    Vec<LaterMilestone>,
    Option<TimelinePart>,
);

impl Parts<'_> {
    /// Divides dated documents, the newest first, by programmes, the oldest first.
    fn around(&self, issued: &[(DocIx, PartialDate)], dated: Vec<DocIx>) -> Around {
        let context = self.context;
        let Some((first, further)) = issued.split_first() else {
            return (None, None, Vec::new(), self.part(None, "cac-nam", &dated));
        };
        let mut stretches: Vec<Vec<DocIx>> = vec![Vec::new(); issued.len() + 1];
        for index in dated
            .into_iter()
            .filter(|index| !context.site.programmes.contains(*index))
        {
            let date = context.site.documents.entry(index).date();
            stretches[issued.partition_point(|(_, issued)| date > Some(*issued))].push(index);
        }
        let (before, after) = self.end_headings(first.1, issued[issued.len() - 1].1);
        let mut known = BTreeSet::new();
        let mut part = |heading: String, id: &str, documents: &[DocIx]| {
            let mut part = self.part(Some(heading), id, documents);
            if let Some(part) = &mut part {
                keep_first_anchors(&mut part.groups, &mut known);
            }
            part
        };
        let before = part(before, "truoc-chuong-trinh", &stretches[0]);
        let between: Vec<Option<TimelinePart>> = further
            .iter()
            .enumerate()
            .map(|(at, (_, date))| {
                let heading = self.between_heading(issued[at].1, *date);
                part(heading, &format!("giua-chuong-trinh-{}", at + 1), &stretches[at + 1])
            })
            .collect();
        let after = part(after, "sau-chuong-trinh", &stretches[issued.len()]);
        let first = milestone(context, *first, &mut known);
        let later = further.iter().zip(between).map(|(programme, between)| LaterMilestone {
            between,
            milestone: milestone(context, *programme, &mut known),
        });
        let later = later.collect();
        (before, Some(first), later, after)
    }

    /// Returns the headings of what is before the first programme and after the last: with dates where there are several.
    fn end_headings(&self, first: PartialDate, last: PartialDate) -> (String, String) {
        let texts = self.context.texts;
        if !self.context.site.programmes.are_several() {
            let text = |key: &str| texts.get(key).to_owned();
            return (text("timeline.before"), text("timeline.after"));
        }
        let dated = |key: &str, date| texts.format(key, &[("date", &document_names::date_phrase(texts, date))]);
        (dated("timeline.before_date", first), dated("timeline.after_date", last))
    }

    fn between_heading(&self, from: PartialDate, to: PartialDate) -> String {
        let texts = self.context.texts;
        let (from, to) = (
            document_names::date_phrase(texts, from),
            document_names::date_phrase(texts, to),
        );
        texts.format("timeline.between", &[("from", &from), ("to", &to)])
    }

    /// Returns a part; `None` where it has no document.
    fn part(&self, heading: Option<String>, id: &str, documents: &[DocIx]) -> Option<TimelinePart> {
        if documents.is_empty() {
            return None;
        }
        let year = |index: DocIx| self.context.site.documents.entry(index).date().map(PartialDate::year);
        let years = documents.chunk_by(|left, right| year(*left) == year(*right));
        let is_apart = |year: Option<i16>| year.is_some_and(|year| self.is_apart(List::Year(year)));
        let (apart, here): (Vec<&[DocIx]>, Vec<&[DocIx]>) = years.partition(|of_year| is_apart(year(of_year[0])));
        let here: Vec<DocumentRef> = here.concat().into_iter().map(DocumentRef::Held).collect();
        Some(TimelinePart {
            heading,
            id: id.to_owned(),
            years: year_links(self.context, apart.iter().filter_map(|of_year| year(of_year[0]))),
            groups: groups_by_year(self.context, &here, self.filters()),
        })
    }

    /// Returns whether the documents of a list are on a page of its own, and not here.
    fn is_apart(&self, list: List) -> bool {
        let page = self.context.site.address(Route::List(list, PageOfList::Latest));
        page.is_some() && !self.is_listed
    }

    fn filters(&self) -> &'static [FilterBy] {
        if self.is_listed { &FILTERS } else { &[] }
    }

    /// Returns the documents of unknown years: here, or a link to their page.
    fn undated(&self) -> Option<TimelinePart> {
        let undated = &self.context.site.collections.undated;
        let is_apart = self.is_apart(List::Undated);
        let nodes: Vec<DocumentRef> = undated.iter().rev().map(|index| DocumentRef::Held(*index)).collect();
        let heading = self.context.texts.view("unknown_year", &[]);
        let link = || YearLink {
            title: heading.clone(),
            url: self.context.list_url(List::Undated).unwrap_or_default(),
            count: undated.len(),
        };
        let mut groups = groups_by_year(self.context, if is_apart { &[] } else { &nodes }, self.filters());
        for group in &mut groups {
            // The heading of the part says it.
            group.clear_heading();
        }
        (!nodes.is_empty()).then(|| TimelinePart {
            heading: Some(heading.clone()),
            id: "chua-ro".to_owned(),
            years: is_apart.then(link).into_iter().collect(),
            groups,
        })
    }
}
