//! Fills the holes of HTML: what a mention links to, seen from one page.

use std::ops::Range;

use crate::base::html::{escaped, push_escaped};
use crate::base::kind::Form;
use crate::input::body::html_template::{HtmlTemplate, LinkTarget, Placeholder};
use crate::input::front_matter::metadata::Holding;
use crate::model::indexes::DocIx;
use crate::model::target::{DocumentRef, Location, Target};
use crate::site::address::SiteAddress;
use crate::site::attachments::attachment_address;
use crate::site::plan::Site;
use crate::site::route::Route;

use crate::output::link_tooltip::reason;
use crate::output::quotes::quoted;
use crate::output::ui_strings::UiStrings;
use crate::output::views::{citation, document_names};

/// Bytes of a text after which its quotes are links: a short file could quote a long one without end.
const LONGEST_QUOTING: usize = 8 * 1024 * 1024;

/// A page from which links are made.
#[derive(Clone, Copy)]
pub struct LinkContext<'a> {
    /// The site.
    pub site: &'a Site,
    /// The words of the interface.
    pub texts: &'a UiStrings,
    /// How to get to the top of the site: `../../`.
    pub root: &'a str,
    /// The document whose words are shown.
    pub document: DocIx,
    /// Whether this page is the document's own, so that its places are `#…`.
    pub own_page: bool,
}

impl LinkContext<'_> {
    /// The address of a page from here.
    pub fn link(&self, address: &SiteAddress) -> String {
        link(self.root, address)
    }

    /// The address of a place in a document from here.
    pub fn place(&self, node: DocumentRef, spot: Option<&Location>) -> String {
        let fragment = match (node, spot) {
            (DocumentRef::Held(index), Some(Location::Provision(provision))) => {
                format!("#{}", document_names::anchor(self.site, index, *provision))
            }
            _ => String::new(),
        };
        if self.own_page && node == DocumentRef::Held(self.document) && !fragment.is_empty() {
            return fragment;
        }
        format!("{}{fragment}", self.link(self.site.address_of(node)))
    }
}

/// The relative address of a page; the top of the site from itself is `./`.
pub fn link(root: &str, address: &SiteAddress) -> String {
    let link = format!("{root}{}", escaped_path(address.as_str()));
    if link.is_empty() { "./".to_owned() } else { link }
}

/// Escapes what cannot stand in an address as it is; letters with diacritics may.
fn escaped_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for letter in path.chars() {
        match letter {
            ' ' => out.push_str("%20"),
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3F"),
            '#' => out.push_str("%23"),
            '"' => out.push_str("%22"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            letter => out.push(letter),
        }
    }
    out
}

/// Fills all holes of a text, those at its very end too.
pub fn whole(here: LinkContext<'_>, linked: &HtmlTemplate) -> String {
    filled(here, linked, &(0..linked.html.len()), &linked.holes)
}

/// Fills the holes of a part of a text: of some of its blocks, so that no hole stands at its end.
pub fn part(here: LinkContext<'_>, linked: &HtmlTemplate, range: &Range<usize>) -> String {
    filled(here, linked, range, linked.holes_in(range))
}

fn filled(
    here: LinkContext<'_>,
    linked: &HtmlTemplate,
    range: &Range<usize>,
    holes: &[(usize, Placeholder)],
) -> String {
    let mut out = String::with_capacity(range.len() + range.len() / 4);
    let mut done = range.start;
    let mut handed = String::new();
    for (at, hole) in holes {
        push_after_tag(&linked.html[done..*at], &mut handed, &mut out);
        done = *at;
        fill(here, *hole, &mut out);
        if let Placeholder::Id(provision) = hole {
            handed = old_places(here, *provision);
        }
    }
    push_after_tag(&linked.html[done..range.end], &mut handed, &mut out);
    out
}

/// Copies HTML; what is handed over goes behind the first tag that ends in it.
fn push_after_tag(html: &str, handed: &mut String, out: &mut String) {
    match html.find('>').filter(|_| !handed.is_empty()) {
        Some(end) => {
            out.push_str(&html[..=end]);
            out.push_str(&std::mem::take(handed));
            out.push_str(&html[end + 1..]);
        }
        None => out.push_str(html),
    }
}

/// The former addresses of a provision, as places that a link can lead to.
fn old_places(here: LinkContext<'_>, provision: usize) -> String {
    let document = here.site.register.document(here.document);
    let own = document.places.old().iter().filter(|(_, now)| *now == provision);
    own.map(|(old, _)| {
        let mut place = String::from("<span id=\"");
        push_escaped(&mut place, old.as_str());
        place.push_str("\"></span>");
        place
    })
    .collect()
}

pub(super) fn fill(here: LinkContext<'_>, hole: Placeholder, out: &mut String) {
    let document = here.site.register.document(here.document);
    let mentioned = &here.site.graph.mentions[here.document.get()];
    let links = &here.site.graph.links[here.document.get()];
    match hole {
        Placeholder::Id(provision) => {
            out.push_str(" id=\"");
            push_escaped(out, document.provisions[provision].address.as_str());
            out.push('"');
        }
        Placeholder::SelfHref(provision) => {
            push_escaped(out, &self_href(here, provision));
            push_place(here, provision, out);
        }
        Placeholder::Mention(mention) => {
            let target = &mentioned.targets[mention];
            let reason = target.node().and_then(|_| reason(here, mention));
            open(here, target, reason, out);
        }
        Placeholder::MentionEnd(mention) => close(&mentioned.targets[mention], out),
        Placeholder::NameEnd(mention, end) => {
            if mentioned.ends.get(&mention) == Some(&end) {
                close(&mentioned.targets[mention], out);
            }
        }
        Placeholder::Link(link) => {
            if matches!(document.tables.links[link].target, LinkTarget::Quote(_)) && out.len() < LONGEST_QUOTING {
                out.push_str(&quoted(here, &links[link]).unwrap_or_default());
            }
            open(here, &links[link], None, out);
        }
        Placeholder::LinkEnd(link) => close(&links[link], out),
        Placeholder::Source(link) => push_escaped(out, &source(here, &links[link])),
        Placeholder::TableName => push_escaped(out, &here.texts.view("table", &[])),
        Placeholder::Footnote(number, occurrence) => {
            let suffix = if occurrence > 1 {
                format!("-{occurrence}")
            } else {
                String::new()
            };
            out.push_str(&format!(
                "<sup class=\"chu-thich\" id=\"fnr-{number}{suffix}\"><a href=\"#fn-{number}\">{number}</a></sup>"
            ));
        }
    }
}

/// What a provision is called in a citation stands beside its address, for who copies it: the hole is inside
/// the quotes of `href`.
fn push_place(here: LinkContext<'_>, provision: usize, out: &mut String) {
    let document = here.site.register.document(here.document);
    if here.own_page && document.kind.form == Form::Official {
        out.push_str("\" data-dan=\"");
        push_escaped(out, &citation::place(document, provision));
    }
}

/// A provision's number leads to its own page where it has one, else to itself.
fn self_href(here: LinkContext<'_>, provision: usize) -> String {
    match here.site.address(Route::Provision(here.document, provision)) {
        Some(address) => here.link(address),
        None => here.place(DocumentRef::Held(here.document), Some(&Location::Provision(provision))),
    }
}

pub(super) fn open(here: LinkContext<'_>, target: &Target, reason: Option<String>, out: &mut String) {
    let (class, href) = match target {
        Target::Held(index, spot) => {
            let without_text = here.site.register.document(*index).holding == Some(Holding::None);
            let class = if without_text { "dan chua-co" } else { "dan" };
            (class, here.place(DocumentRef::Held(*index), spot.as_ref()))
        }
        Target::NotHeld(index, _) => ("dan chua-co", here.place(DocumentRef::NotHeld(*index), None)),
        Target::External(address) => {
            out.push_str("<a class=\"ngoai\" rel=\"external\" href=\"");
            push_escaped(out, address);
            out.push_str("\">");
            return;
        }
        Target::Ambiguous(candidates) => {
            let names: Vec<String> = candidates
                .iter()
                .filter_map(|target| target_name(here, target))
                .collect();
            let title = here.texts.view("ambiguous", &[("candidates", &names.join("; "))]);
            out.push_str("<span class=\"mo-ho\" role=\"note\" tabindex=\"0\" title=\"");
            push_escaped(out, &title);
            out.push_str("\">");
            return;
        }
        Target::SiteAddress(_) | Target::File(_) => ("", source(here, target)),
        Target::SelfReference | Target::Unresolved => return,
    };
    out.push_str("<a");
    if !class.is_empty() {
        out.push_str(&format!(" class=\"{class}\""));
    }
    out.push_str(" href=\"");
    push_escaped(out, &href);
    if let Some(reason) = reason {
        out.push_str("\" title=\"");
        push_escaped(out, &reason);
    }
    out.push_str("\">");
}

fn close(target: &Target, out: &mut String) {
    out.push_str(match target {
        Target::Held(..) | Target::NotHeld(..) | Target::External(_) | Target::SiteAddress(_) | Target::File(_) => {
            "</a>"
        }
        Target::Ambiguous(_) => "</span>",
        Target::SelfReference | Target::Unresolved => "",
    });
}

fn target_name(here: LinkContext<'_>, target: &Target) -> Option<String> {
    target
        .node()
        .map(|node| document_names::full(here.site, here.texts, node))
}

/// The address of a file or page, for images and plain links.
fn source(here: LinkContext<'_>, target: &Target) -> String {
    match target {
        Target::File(position) => here.link(&attachment_address(
            here.site.register.attachments[*position].path.as_str(),
        )),
        Target::SiteAddress(address) => {
            let (path, fragment) = address
                .split_once('#')
                .map_or((address.as_str(), ""), |(path, rest)| (path, rest));
            let fragment = if fragment.is_empty() {
                String::new()
            } else {
                format!("#{fragment}")
            };
            format!(
                "{}{fragment}",
                here.link(&SiteAddress::file(path.trim_start_matches('/')))
            )
        }
        Target::External(address) => address.clone(),
        Target::Held(index, spot) => here.place(DocumentRef::Held(*index), spot.as_ref()),
        Target::NotHeld(index, _) => here.place(DocumentRef::NotHeld(*index), None),
        Target::Ambiguous(_) | Target::SelfReference | Target::Unresolved => String::new(),
    }
}

/// Plain words with a part of them marked, as HTML; a part without words is not.
pub fn marked(text: &str, range: &Range<usize>) -> String {
    if range.is_empty() {
        return escaped(text);
    }
    let (before, inside, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    format!("{}<mark>{}</mark>{}", escaped(before), escaped(inside), escaped(after))
}
