//! Breadcrumbs: the way from the home page down to a document.

use crate::base::kind::Form;
use crate::model::indexes::{DocIx, StubIx};
use crate::model::stubs::kind_slug;
use crate::model::target::DocumentRef;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::links::kind_link;
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::route::{List, Route};
use crate::site::sections::year_of;

/// Returns the first breadcrumb, which leads to the home page.
pub(crate) fn home_crumb(context: PageContext<'_>) -> Link {
    context.link(context.texts.view("home", &[]), &SiteAddress::file(""))
}

/// Returns the way to a document: home, the list of its kind, the year if its address has one.
pub(crate) fn document_breadcrumbs(context: PageContext<'_>, index: DocIx) -> Vec<Link> {
    let document = context.document(index);
    let mut crumbs = vec![home_crumb(context)];
    if document.kind.form == Form::Page {
        return crumbs;
    }
    crumbs.push(kind_link(context, index));
    let mut sections = context.site.sections.iter();
    let section = sections.position(|section| section.slug == document.kind.slug);
    if let (Some(section), Some(number)) = (section, &document.head.number) {
        let date = document.head.date.as_ref().map(|date| date.value.year());
        let year = date.or(number.value.year());
        crumbs.extend(year_crumb(context, section, year));
    }
    crumbs
}

/// Returns the link to a year of a kind, where it has a page of its own: else it is a part of the page before.
fn year_crumb(context: PageContext<'_>, section: usize, year: Option<i16>) -> Option<Link> {
    let list = Route::List(List::SectionYear(section, year), PageOfList::Latest);
    context.route_link(context.year_text(year), list)
}

/// Returns the way to a document known only from citations.
pub(crate) fn stub_breadcrumbs(context: PageContext<'_>, index: StubIx) -> Vec<Link> {
    let row = context.stub(index);
    let mut crumbs = vec![home_crumb(context)];
    let slug = kind_slug(row.kind.as_ref());
    let Some(position) = context.site.sections.iter().position(|section| section.slug == slug) else {
        return crumbs;
    };
    let (title, list) = match &row.kind {
        Some(kind) => (kind.name.clone(), List::Section(position)),
        None => (context.texts.view("documents", &[]), List::Official),
    };
    crumbs.extend(context.list_link(title, list));
    let year = year_of(&context.site.documents, &context.site.graph, DocumentRef::Stub(index));
    crumbs.extend(year_crumb(context, position, year));
    crumbs
}
