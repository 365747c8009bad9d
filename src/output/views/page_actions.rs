//! What stands under the head of a page for whoever cites, prints, or reads on.

use serde::Serialize;

use crate::base::kind::Form;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::views::citation::{Length, document_citation};
use crate::output::views::{Link, PageContext, document_names};
use crate::site::route::Route;

/// What a reader may do with a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tools {
    /// How to cite it in official form; none for what is no official document.
    pub citation: Option<String>,
    /// The page that shows all of it for print.
    pub print_url: Option<String>,
    /// The document of the same kind before it.
    pub previous: Option<Link>,
    /// The document of the same kind after it.
    pub next: Option<Link>,
}

/// Makes the tools of a document.
pub fn tools(context: PageContext<'_>, index: DocIx) -> Tools {
    let is_official = context.site.register.document(index).kind.form == Form::Official;
    let print = context.site.address(Route::Print(index));
    let (previous, next) = neighbours(context, index);
    Tools {
        citation: is_official.then(|| document_citation(context, index, Length::Long)),
        print_url: print.map(|address| context.url(address)),
        previous,
        next,
    }
}

/// The documents of the same kind before and after, by date.
fn neighbours(context: PageContext<'_>, index: DocIx) -> (Option<Link>, Option<Link>) {
    let document = context.site.register.document(index);
    let sections = &context.site.sections;
    let own = sections.iter().find(|section| section.slug == document.kind.slug);
    let Some(items) = own.filter(|_| document.kind.form != Form::Page).map(|own| &own.items) else {
        return (None, None);
    };
    let Some(position) = items.iter().position(|node| *node == DocumentRef::Held(index)) else {
        return (None, None);
    };
    let link = |node: &DocumentRef| {
        context.link(
            document_names::short(context.site, context.texts, *node),
            context.site.address_of(*node),
        )
    };
    let before = position.checked_sub(1).and_then(|before| items.get(before));
    (before.map(link), items.get(position + 1).map(link))
}
