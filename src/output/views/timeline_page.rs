//! The page of all years: a timeline of all documents as a picture and as a list.

use serde::Serialize;

use crate::model::target::DocumentRef;
use crate::output::page_context::PageContext;
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::directory_page::{DirectoryGroup, years};
use crate::output::views::list_groups::{ListGroup, groups_by_year};
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::structured_data::describe_collection;
use crate::output::views::timeline_picture::{MAX_NAMED, TimelineScope, timeline_picture};
use crate::site::address::SiteAddress;

/// The page of all years.
#[derive(Serialize)]
pub(crate) struct TimelinePage {
    page: PageView,
    picture: Option<String>,
    years: Vec<DirectoryGroup>,
    groups: Vec<ListGroup>,
}

/// Makes the page of all years.
pub(crate) fn timeline_page(context: PageContext<'_>, address: &SiteAddress) -> TimelinePage {
    let title = context.texts.view("timeline", &[]);
    let mut page = page_view(context, "timeline", address, title);
    page.breadcrumbs = vec![home_crumb(context)];
    page.machine = describe_collection(context, &page, None);
    let months = context
        .site
        .collections
        .by_month
        .values()
        .flat_map(|months| months.values());
    let dated: Vec<DocumentRef> = months.flatten().map(|index| DocumentRef::Held(*index)).collect();
    let groups = if dated.len() > MAX_NAMED {
        Vec::new()
    } else {
        groups_by_year(context, &dated)
    };
    TimelinePage {
        page,
        picture: timeline_picture(context, &dated, TimelineScope::All),
        years: years(context),
        groups,
    }
}
