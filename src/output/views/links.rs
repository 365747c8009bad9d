//! Links that several pages share: to the list of a kind, to bodies, topics, and places in documents.

use crate::base::html::escaped;
use crate::model::indexes::{BodyIx, DocIx, TopicIx};
use crate::model::target::{DocumentRef, Location};
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::site::route::List;

/// Returns a link as HTML.
pub(crate) fn html_link(url: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(url), escaped(text))
}

/// Returns a link to a document, with its short name.
pub(crate) fn document_link(context: PageContext<'_>, node: DocumentRef) -> Link {
    Link {
        title: document_names::short(context, node),
        url: context.document_url(node),
    }
}

/// Returns the list of a document's kind.
fn kind_list(context: PageContext<'_>, index: DocIx) -> Option<List> {
    let slug = &context.document(index).kind.slug;
    if slug == "van-ban" {
        return Some(List::Official);
    }
    let position = context.site.sections.iter().position(|section| section.slug == *slug)?;
    Some(List::Section(position))
}

/// Returns a link to the list of a document's kind; its address is empty if the site has no such list.
pub(crate) fn kind_link(context: PageContext<'_>, index: DocIx) -> Link {
    let url = kind_list(context, index).and_then(|list| context.list_url(list));
    Link {
        title: context.document(index).kind.name.clone(),
        url: url.unwrap_or_default(),
    }
}

/// Returns a document's kind as HTML, linked to the list of the kind.
pub(crate) fn kind_html(context: PageContext<'_>, index: DocIx) -> String {
    let Link { title, url } = kind_link(context, index);
    if url.is_empty() {
        escaped(&title)
    } else {
        html_link(&url, &title)
    }
}

/// Returns a link to the page of a body; `None` if it has no page.
pub(crate) fn body_link(context: PageContext<'_>, body: BodyIx) -> Option<Link> {
    context.list_link(&context.body(body).name, List::Body(body))
}

/// Returns the name of a body as HTML, linked to its page.
pub(crate) fn body_html(context: PageContext<'_>, body: BodyIx) -> String {
    match body_link(context, body) {
        Some(link) => html_link(&link.url, &link.title),
        None => escaped(&context.body(body).name),
    }
}

/// Returns the body above another.
pub(crate) fn superior_of(context: PageContext<'_>, body: BodyIx) -> Option<BodyIx> {
    let documents = &context.site.documents;
    let name = documents.bodies[body.get()].superior.as_ref()?;
    documents.find_body(&name.value)
}

/// Returns a link to the page of a topic; `None` if it has no page.
pub(crate) fn topic_link(context: PageContext<'_>, topic: TopicIx) -> Option<Link> {
    context.list_link(&context.topic(topic).name, List::Topic(topic))
}

/// Returns links to the pages of topics.
pub(crate) fn topic_links(context: PageContext<'_>, topics: &[TopicIx]) -> Vec<Link> {
    topics.iter().filter_map(|topic| topic_link(context, *topic)).collect()
}

/// Returns a link to a place in a document.
pub(crate) fn place_link(context: PageContext<'_>, node: DocumentRef, spot: &Location) -> Link {
    let title = document_names::location(context, node, spot);
    let page = context.document_url(node);
    let url = match (node, spot) {
        (DocumentRef::Held(index), Location::Provision(provision)) => {
            format!("{page}#{}", document_names::anchor(context.site, index, *provision))
        }
        (_, Location::Unchecked(_)) | (DocumentRef::Stub(_), _) => page,
    };
    Link { title, url }
}
