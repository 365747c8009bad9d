//! What stands under the head of a page for whoever cites, prints, or reads on.

use serde::Serialize;

use super::{Desk, Link, names};
use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::model::index::DocIx;
use crate::model::relations::Node;
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
pub fn tools(desk: Desk<'_>, index: DocIx) -> Tools {
    let is_official = desk.site.register.document(index).kind.form == Form::Official;
    let print = desk.site.address(Route::Print(index));
    let (previous, next) = neighbours(desk, index);
    Tools {
        citation: is_official.then(|| citation(desk, index, None)),
        print_url: print.map(|address| desk.url(address)),
        previous,
        next,
    }
}

/// The documents of the same kind before and after, by date.
fn neighbours(desk: Desk<'_>, index: DocIx) -> (Option<Link>, Option<Link>) {
    let document = desk.site.register.document(index);
    let sections = &desk.site.sections;
    let own = sections.iter().find(|section| section.slug == document.kind.slug);
    let Some(items) = own.filter(|_| document.kind.form != Form::Page).map(|own| &own.items) else {
        return (None, None);
    };
    let Some(position) = items.iter().position(|node| *node == Node::Held(index)) else {
        return (None, None);
    };
    let link = |node: &Node| desk.link(names::short(desk.site, desk.texts, *node), desk.site.address_of(*node));
    let before = position.checked_sub(1).and_then(|before| items.get(before));
    (before.map(link), items.get(position + 1).map(link))
}

/// `điểm 1.5, mục 1, phần II Chương trình hành động số 01-CTr/BDVTU ngày 29/8/2011 của …`.
///
/// Official form is Vietnamese whatever the language of the interface. What follows a document (a Quy chế, a
/// Phụ lục) is `kèm theo` it: its Điều 1 is not that of the document.
pub fn citation(desk: Desk<'_>, index: DocIx, position: Option<usize>) -> String {
    let entry = desk.site.register.entry(index);
    let document = &entry.document;
    let mut out = position.map_or_else(String::new, |position| place(desk, index, position));
    match &document.head.number {
        Some(number) => out.push_str(&format!("{} số {}", document.kind.name, number.value)),
        None if position.is_some() => out.push_str(&document.kind.name),
        None => out.push_str(&names::short(desk.site, desk.texts, Node::Held(index))),
    }
    if let Some(date) = &document.head.date {
        let word = match date.value {
            PartialDate::Day(_) => "ngày",
            PartialDate::Month(..) => "tháng",
            PartialDate::Year(_) => "năm",
        };
        out.push_str(&format!(" {word} {}", date.value));
    }
    if let Some(body) = entry.issuer {
        out.push_str(&format!(" của {}", desk.site.register.bodies[body.get()].name));
    }
    out
}

fn place(desk: Desk<'_>, index: DocIx, position: usize) -> String {
    let document = desk.site.register.document(index);
    let mut out = names::citation_path(document, position);
    if let Some(attached) = names::attached_part(document, position) {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&format!("{attached} kèm theo"));
    }
    out.push(' ');
    out
}
