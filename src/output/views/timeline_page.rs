//! The page of all years: what came before the programme, the programme itself, what came after it.

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::list_filters::{FilterBy, ListFilter, list_filters};
use crate::output::views::list_groups::{ListGroup, groups_by_year};
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

/// What is dated before the programme, or after it.
#[derive(Serialize)]
struct TimelinePart {
    /// `Trước chương trình`; absent on a site without a programme.
    heading: Option<String>,
    id: &'static str,
    /// Years with pages of their own, where their documents are not listed here.
    years: Vec<YearLink>,
    /// Documents by year, newest first.
    groups: Vec<ListGroup>,
}

/// The programme between what was before it and what came after it.
#[derive(Serialize)]
struct Milestone {
    /// The anchor of the programme's year where it is the only document of it, else of its own.
    id: String,
    /// `29/8/2011: ban hành chương trình`
    heading: String,
    programme: Link,
}

#[derive(Serialize)]
struct Timeline {
    filters: Vec<ListFilter>,
    before: Option<TimelinePart>,
    milestone: Option<Milestone>,
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
    let (before, milestone, after) = match issued(context) {
        Some((programme, date)) => {
            let others = dated.into_iter().filter(|index| *index != programme);
            let (after, before): (Vec<DocIx>, Vec<DocIx>) =
                others.partition(|index| context.site.documents.entry(*index).date() > Some(date));
            let milestone = milestone(context, programme, date);
            let before = parts.part(Some("timeline.before"), "truoc-chuong-trinh", &before);
            let after = parts.part(Some("timeline.after"), "sau-chuong-trinh", &after);
            (before, Some(milestone), after)
        }
        None => (None, None, parts.part(None, "cac-nam", &dated)),
    };
    let all: Vec<DocumentRef> = collections.all.iter().map(|index| DocumentRef::Held(*index)).collect();
    let timeline = Timeline {
        filters: if is_listed {
            list_filters(context, &FILTERS, &all)
        } else {
            Vec::new()
        },
        before,
        milestone,
        after,
        undated: parts.undated(),
    };
    TimelinePage { page, timeline }
}

/// Returns the programme and its date.
pub(crate) fn issued(context: PageContext<'_>) -> Option<(DocIx, PartialDate)> {
    let programme = context.site.programme?;
    Some((programme, context.site.documents.entry(programme).date()?))
}

fn milestone(context: PageContext<'_>, programme: DocIx, date: PartialDate) -> Milestone {
    let node = DocumentRef::Held(programme);
    let name = document_names::full(context, node);
    let of_year = context.site.list_items(List::Year(date.year())).len();
    Milestone {
        id: if of_year > 1 {
            "ban-hanh".to_owned()
        } else {
            year_anchor(Some(date.year()))
        },
        heading: context.texts.format("timeline.issued", &[("date", &date.to_string())]),
        programme: context.link(name, context.site.address_of(node)),
    }
}

/// Makes the parts of the page.
struct Parts<'a> {
    context: PageContext<'a>,
    is_listed: bool,
}

impl Parts<'_> {
    /// Returns a part; `None` where it has no document.
    fn part(&self, heading: Option<&str>, id: &'static str, documents: &[DocIx]) -> Option<TimelinePart> {
        if documents.is_empty() {
            return None;
        }
        let year = |index: DocIx| self.context.site.documents.entry(index).date().map(PartialDate::year);
        let years = documents.chunk_by(|left, right| year(*left) == year(*right));
        let is_apart = |year: Option<i16>| year.is_some_and(|year| self.is_apart(List::Year(year)));
        let (apart, here): (Vec<&[DocIx]>, Vec<&[DocIx]>) = years.partition(|of_year| is_apart(year(of_year[0])));
        let here: Vec<DocumentRef> = here.concat().into_iter().map(DocumentRef::Held).collect();
        Some(TimelinePart {
            heading: heading.map(|key| self.context.texts.get(key).to_owned()),
            id,
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
            id: "chua-ro",
            years: is_apart.then(link).into_iter().collect(),
            groups,
        })
    }
}
