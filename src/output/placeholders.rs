//! Writes the HTML of one placeholder of a text: the tag that a mention or a link becomes, the id of a provision.

use crate::base::html::push_escaped;
use crate::input::body::html_template::{LinkTarget, Placeholder};
use crate::input::front_matter::metadata::Holding;
use crate::model::site_link::SiteLink;
use crate::model::target::{DocumentRef, Location, Target};
use crate::output::document_names;
use crate::output::link_context::LinkContext;
use crate::output::link_tooltip::tooltip;
use crate::site::address::SiteAddress;
use crate::site::attachments::attachment_address;
use crate::site::route::Route;

/// Writes a placeholder; of a quote, the link to its source only.
pub(super) fn fill(links: LinkContext<'_>, placeholder: Placeholder, out: &mut String) {
    let site = links.page.site;
    let document = site.documents.document(links.document);
    let mentioned = &site.graph.mentions[links.document.get()];
    let targets = &site.graph.links[links.document.get()];
    match placeholder {
        Placeholder::Id(provision) => {
            out.push_str(" id=\"");
            push_escaped(out, document.provisions[provision.get()].address.as_str());
            out.push('"');
        }
        Placeholder::SelfHref(provision) => {
            push_escaped(out, &self_href(links, provision.get()));
            push_citation(links, provision.get(), out);
        }
        Placeholder::Mention(mention) => {
            let target = &mentioned.targets[mention.get()];
            let tooltip = target.node().and_then(|_| tooltip(links, mention.get()));
            open(links, target, (tooltip, ""), out);
        }
        Placeholder::MentionEnd(mention) => close(&mentioned.targets[mention.get()], out),
        Placeholder::NameEnd(mention, end) => {
            if mentioned.ends.get(&mention.get()) == Some(&end.get()) {
                close(&mentioned.targets[mention.get()], out);
            }
        }
        Placeholder::Link(link) => {
            let written = written_parts(links, link.get(), &targets[link.get()]);
            open(links, &targets[link.get()], (None, &written), out);
        }
        Placeholder::LinkEnd(link) => close(&targets[link.get()], out),
        Placeholder::Source(link) => push_escaped(out, &source(links, &targets[link.get()])),
        Placeholder::ImageSize(link) => push_size(links, &targets[link.get()], out),
        Placeholder::TableName => push_escaped(out, &links.page.texts.view("table", &[])),
        Placeholder::Footnote(number, occurrence) => {
            let (number, id) = (number.get(), mark_id(number.get(), occurrence.get()));
            out.push_str(&format!(
                "<sup class=\"footnote-ref\" id=\"{id}\"><a href=\"#fn-{number}\">{number}</a></sup>"
            ));
        }
    }
}

/// The id of a mark of a footnote: of its number, and from the second on with its ordinal.
pub(crate) fn mark_id(number: usize, ordinal: usize) -> String {
    match ordinal {
        0 | 1 => format!("fnr-{number}"),
        _ => format!("fnr-{number}-{ordinal}"),
    }
}

/// Appends the citation of a provision that the page's script cannot make as an attribute beside its address: the
/// placeholder is inside the quotes of `href`.
fn push_citation(links: LinkContext<'_>, provision: usize, out: &mut String) {
    if let Some(citation) = links.citations.and_then(|citations| citations.whole(provision)) {
        out.push_str("\" data-cite=\"");
        push_escaped(out, citation);
    }
}

/// Returns where the number of a provision leads: to the provision's own page if it has one, else to itself.
fn self_href(links: LinkContext<'_>, provision: usize) -> String {
    match links.page.site.address(Route::Provision(links.document, provision)) {
        Some(address) => links.url(address),
        None => links.location_url(DocumentRef::Held(links.document), Some(&Location::Provision(provision))),
    }
}

/// The parts of an address that an editor wrote behind the path of a file: a query, and a place in a file to download.
fn written_parts(links: LinkContext<'_>, link: usize, target: &Target) -> String {
    let document = links.page.site.documents.document(links.document);
    let LinkTarget::Address(address) = &document.references.links[link].target else {
        return String::new();
    };
    let written = SiteLink::parse(address);
    let query = match written.query.is_empty() {
        true => String::new(),
        false => format!("?{}", written.query),
    };
    match target {
        Target::Held(..) => query,
        Target::File(position) => {
            // The name of a file may have these signs: `<Báo cáo #2.pdf>`.
            let file = links.page.site.documents.attachments[*position].path.as_str();
            let name = written.path.rsplit('/').next().unwrap_or("");
            let place = address
                .split_once('#')
                .filter(|_| file.ends_with(name) && !name.is_empty());
            match place {
                Some((_, place)) => format!("{query}#{place}"),
                None if file.ends_with(name) => query,
                None => String::new(),
            }
        }
        Target::Stub(..)
        | Target::External(_)
        | Target::SiteAddress(_)
        | Target::Ambiguous(_)
        | Target::SelfReference
        | Target::Unresolved => String::new(),
    }
}

/// An address with such parts: the query comes before the place.
fn with_parts(url: &str, written: &str) -> String {
    match url.split_once('#') {
        Some((path, place)) => format!("{path}{written}#{place}"),
        None => format!("{url}{written}"),
    }
}

/// Writes the opening tag of a link to a target; a tooltip becomes its `title`, and what an editor wrote behind the path
/// is kept.
fn open(links: LinkContext<'_>, target: &Target, (tooltip, written): (Option<String>, &str), out: &mut String) {
    let (class, href) = match target {
        Target::Held(index, location) => {
            let without_text = links.page.document(*index).holding == Some(Holding::None);
            let class = if without_text { "citation not-held" } else { "citation" };
            let url = links.location_url(DocumentRef::Held(*index), location.as_ref());
            (class, with_parts(&url, written))
        }
        Target::Stub(index, _) => ("citation not-held", links.location_url(DocumentRef::Stub(*index), None)),
        Target::External(address) => {
            out.push_str("<a class=\"external\" rel=\"external\" href=\"");
            push_escaped(out, address);
            out.push_str("\">");
            return;
        }
        Target::Ambiguous(candidates) => {
            let names: Vec<String> = candidates
                .first
                .iter()
                .filter_map(|target| target_name(links, target))
                .collect();
            let names = match candidates.further {
                0 => names.join("; "),
                more => {
                    let values = [("names", &*names.join("; ")), ("count", &*more.to_string())];
                    links.page.texts.view("and_more", &values)
                }
            };
            let title = links.page.texts.view("ambiguous", &[("candidates", &names)]);
            out.push_str("<span class=\"ambiguous\" role=\"note\" tabindex=\"0\" title=\"");
            push_escaped(out, &title);
            out.push_str("\">");
            return;
        }
        Target::SiteAddress(_) | Target::File(_) => ("", with_parts(&source(links, target), written)),
        Target::SelfReference | Target::Unresolved => return,
    };
    out.push_str("<a");
    if !class.is_empty() {
        out.push_str(&format!(" class=\"{class}\""));
    }
    out.push_str(" href=\"");
    push_escaped(out, &href);
    if let Some(tooltip) = tooltip {
        out.push_str("\" title=\"");
        push_escaped(out, &tooltip);
    }
    out.push_str("\">");
}

/// Writes the closing tag that belongs to [`open`].
fn close(target: &Target, out: &mut String) {
    out.push_str(match target {
        Target::Held(..) | Target::Stub(..) | Target::External(_) | Target::SiteAddress(_) | Target::File(_) => "</a>",
        Target::Ambiguous(_) => "</span>",
        Target::SelfReference | Target::Unresolved => "",
    });
}

fn target_name(links: LinkContext<'_>, target: &Target) -> Option<String> {
    target.node().map(|node| document_names::full(links.page, node))
}

/// Appends the size of an image as attributes, so that nothing moves when it comes.
fn push_size(links: LinkContext<'_>, target: &Target, out: &mut String) {
    let Target::File(position) = target else { return };
    if let Some((width, height)) = links.page.site.documents.attachments[*position].image_size {
        out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
}

/// Returns the address of a file or page, for images and plain links.
fn source(links: LinkContext<'_>, target: &Target) -> String {
    match target {
        Target::File(position) => links.url(&attachment_address(
            links.page.site.documents.attachments[*position].path.as_str(),
        )),
        Target::SiteAddress(link) => {
            // The address of the page counts, however the editor wrote it: to hosts `/Trang` is not `/trang/`.
            let found = links.page.site.page_at(link.relative_path());
            let mut url = match found {
                Some((address, _)) => links.url(address),
                None => links.url(&SiteAddress::file(link.relative_path())),
            };
            for (sign, part) in [
                ('?', link.query.as_str()),
                ('#', link.fragment.as_deref().unwrap_or("")),
            ] {
                if !part.is_empty() {
                    url.push(sign);
                    url.push_str(part);
                }
            }
            url
        }
        Target::External(address) => address.clone(),
        Target::Held(index, location) => links.location_url(DocumentRef::Held(*index), location.as_ref()),
        Target::Stub(index, _) => links.location_url(DocumentRef::Stub(*index), None),
        Target::Ambiguous(_) | Target::SelfReference | Target::Unresolved => String::new(),
    }
}
