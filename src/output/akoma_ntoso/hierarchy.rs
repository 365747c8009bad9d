//! The text of a document as elements inside each other.

use crate::input::body::provisions::{Provision, ProvisionKind};
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::output::akoma_ntoso::element_ids::{element_id, element_of};
use crate::output::akoma_ntoso::references::References;
use crate::output::page_context::PageContext;
use crate::output::xml::{Inline, XmlWriter};

/// The text of a document that is being written.
struct Hierarchy<'a> {
    document: &'a Document,
    references: References<'a>,
    /// The provisions directly inside each provision.
    children: Vec<Vec<usize>>,
}

/// Writes the preamble and the body of a document.
pub(super) fn write(context: PageContext<'_>, index: DocIx, xml: &mut XmlWriter) {
    let document = context.document(index);
    let rows = &document.provisions;
    let mut children = vec![Vec::new(); rows.len()];
    let mut top = Vec::new();
    for (position, row) in rows.iter().enumerate().filter(|(_, row)| !row.repeats_parent()) {
        row.parent()
            .map_or(&mut top, |parent| &mut children[parent])
            .push(position);
    }
    let hierarchy = Hierarchy {
        document,
        references: References::of(context, index),
        children,
    };
    let first = top.iter().position(|at| !rows[*at].is_paragraph()).unwrap_or(0);
    let (before, body) = top.split_at(first);
    if !before.is_empty() {
        xml.begin("preamble", &[]);
        before.iter().for_each(|at| hierarchy.paragraph(*at, xml));
        xml.end();
    }
    xml.begin("body", &[]);
    body.iter().for_each(|at| hierarchy.part(*at, xml));
    if body.is_empty() {
        xml.begin("hcontainer", &[("eId", "hcontainer_text"), ("name", "text")]);
        hierarchy.content(&[], xml);
        xml.end();
    }
    xml.end();
}

impl Hierarchy<'_> {
    /// A part of the text: a provision, or a paragraph between provisions.
    fn part(&self, position: usize, xml: &mut XmlWriter) {
        let row = &self.document.provisions[position];
        let id = element_id(self.document, position);
        if row.is_paragraph() {
            xml.begin("alinea", &[("eId", &id)]);
            self.content(&[position], xml);
            return xml.end();
        }
        let element = element_of(row.style);
        let name = element.container.map(|name| ("name", name));
        let attributes: Vec<(&str, &str)> = [("eId", id.as_str())].into_iter().chain(name).collect();
        xml.begin(element.name, &attributes);
        if row.is_numbered() {
            xml.text("num", &[], &row.label);
        }
        if let Some(heading) = row.heading().filter(|heading| !heading.is_empty()) {
            self.lines("heading", position, heading, xml);
        }
        self.inside(position, xml);
        xml.end();
    }

    /// What is inside a provision: its own words and paragraphs, or those around the provisions that it holds.
    fn inside(&self, position: usize, xml: &mut XmlWriter) {
        let rows = &self.document.provisions;
        let children = &self.children[position];
        let is_part = |at: &usize| !rows[*at].is_paragraph();
        let own: &[usize] = if has_own_words(&rows[position]) {
            &[position]
        } else {
            &[]
        };
        let Some(first) = children.iter().position(is_part) else {
            return self.content(&[own, children].concat(), xml);
        };
        let last = children.iter().rposition(is_part).unwrap_or(first);
        self.block("intro", &[own, &children[..first]].concat(), xml);
        children[first..=last].iter().for_each(|at| self.part(*at, xml));
        self.block("wrapUp", &children[last + 1..], xml);
    }

    fn content(&self, paragraphs: &[usize], xml: &mut XmlWriter) {
        xml.begin("content", &[]);
        paragraphs.iter().for_each(|at| self.paragraph(*at, xml));
        if paragraphs.is_empty() {
            xml.empty("p", &[]);
        }
        xml.end();
    }

    fn block(&self, name: &'static str, paragraphs: &[usize], xml: &mut XmlWriter) {
        if paragraphs.is_empty() {
            return;
        }
        xml.begin(name, &[]);
        paragraphs.iter().for_each(|at| self.paragraph(*at, xml));
        xml.end();
    }

    /// The words of a paragraph, each line a `p`; quoted text inside the change that quotes it.
    fn paragraph(&self, position: usize, xml: &mut XmlWriter) {
        let row = &self.document.provisions[position];
        if row.row != ProvisionKind::Quotation {
            return self.lines("p", position, row.text(), xml);
        }
        let id = element_id(self.document, position);
        xml.begin("p", &[]);
        xml.begin("mod", &[("eId", &format!("{id}__mod_1"))]);
        xml.begin("quotedStructure", &[("eId", &format!("{id}__mod_1__qstr_1"))]);
        self.lines("p", position, row.text(), xml);
        xml.end();
        xml.end();
        xml.end();
    }

    /// Words as elements, one for each line; a heading is one whatever its lines. The words of a provision are those of
    /// its first paragraph, which has their references.
    fn lines(&self, name: &str, position: usize, words: &str, xml: &mut XmlWriter) {
        let rows = &self.document.provisions;
        let first = rows
            .get(position + 1)
            .is_some_and(|row| row.repeats_parent() && row.parent() == Some(position));
        let lines = self
            .references
            .lines(if first { position + 1 } else { position }, words);
        if name == "heading" {
            return xml.mixed(name, &[], &lines.join(&Inline::text(" ")));
        }
        lines.iter().for_each(|line| xml.mixed(name, &[], line));
    }
}

/// Returns whether an item has words beside its label.
fn has_own_words(row: &Provision) -> bool {
    !row.text().is_empty()
}
