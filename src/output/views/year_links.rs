//! Links to years, each with the number of its documents.

use serde::Serialize;

use crate::output::page_context::PageContext;
use crate::site::route::List;

/// A link to a year: to its page, or to its place on the page of all years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct YearLink {
    /// `2011`
    pub title: String,
    /// Its address.
    pub url: String,
    /// How many documents it has.
    pub count: usize,
}

/// Returns links to years, in the order given.
pub(crate) fn year_links(context: PageContext<'_>, years: impl Iterator<Item = i16>) -> Vec<YearLink> {
    let link = |year: i16| {
        Some(YearLink {
            title: year.to_string(),
            url: context.list_url(List::Year(year))?,
            count: context.site.list_items(List::Year(year)).len(),
        })
    };
    years.filter_map(link).collect()
}
