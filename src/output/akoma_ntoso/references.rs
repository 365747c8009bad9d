//! The words of a provision as text and references, each to the work or the page that it means.

use std::collections::HashMap;
use std::ops::Range;

use crate::input::body::html_template::{Occurrence, Speaker};
use crate::model::indexes::DocIx;
use crate::model::target::{Location, Target};
use crate::output::akoma_ntoso::element_ids::element_id;
use crate::output::akoma_ntoso::work_names::work_name;
use crate::output::page_context::PageContext;
use crate::output::xml::Inline;

/// The references in the text of a document, by the paragraph that has them.
pub(super) struct References<'a>(HashMap<usize, Vec<Found<'a>>>);

struct Found<'a> {
    /// The words of the paragraph, and the bytes of the reference in them.
    words: &'a str,
    range: Range<usize>,
    href: String,
}

impl<'a> References<'a> {
    /// Gathers the citations and links of a document that lead somewhere.
    pub(super) fn of(context: PageContext<'a>, index: DocIx) -> Self {
        let document = context.document(index);
        let (graph, references) = (&context.site.graph, &document.references);
        let linked = &graph.mentions[index.get()];
        let mentions = references.mentions.iter().enumerate().map(|(at, mention)| {
            let length = linked.ends.get(&at).and_then(|end| mention.length_to(*end));
            (&mention.occurrence, &linked.targets[at], length)
        });
        let links = references.links.iter().zip(&graph.links[index.get()]);
        let links = links.map(|(link, target)| (&link.occurrence, target, None));
        let mut by_paragraph: HashMap<usize, Vec<Found<'a>>> = HashMap::new();
        for (occurrence, target, length) in mentions.chain(links) {
            let Some((paragraph, href)) = place_and_address(context, (index, occurrence), target) else {
                continue;
            };
            let (words, range) = &occurrence.words;
            let range = range.start..length.map_or(range.end, |length| range.start + length);
            by_paragraph
                .entry(paragraph)
                .or_default()
                .push(Found { words, range, href });
        }
        by_paragraph
            .values_mut()
            .for_each(|found| found.sort_by_key(|one| one.range.start));
        References(by_paragraph)
    }

    /// The words of a paragraph, line by line, with the references that they have.
    pub(super) fn lines<'w>(&'w self, paragraph: usize, words: &'w str) -> Vec<Vec<Inline<'w>>> {
        let found = self.0.get(&paragraph).map_or(&[][..], Vec::as_slice);
        let mut at = 0;
        let mut lines = Vec::new();
        for line in words.split('\n') {
            lines.push(pieces(words, at..at + line.len(), found));
            at += line.len() + 1;
        }
        lines
    }
}

/// A stretch of words as text and references; one that another holds is left out.
fn pieces<'w>(words: &'w str, stretch: Range<usize>, found: &'w [Found<'_>]) -> Vec<Inline<'w>> {
    let mut out = Vec::new();
    let mut at = stretch.start;
    for reference in found.iter().filter(|reference| reference.words == words) {
        let Range { start, end } = reference.range.clone();
        if start < at || end > stretch.end || start >= end || words.get(start..end).is_none() {
            continue;
        }
        out.push(Inline::text(&words[at..start]));
        out.push(Inline::tagged("ref", &[("href", &reference.href)], &words[start..end]));
        at = end;
    }
    out.push(Inline::text(&words[at..stretch.end]));
    out
}

fn place_and_address(
    context: PageContext<'_>,
    (index, occurrence): (DocIx, &Occurrence),
    target: &Target,
) -> Option<(usize, String)> {
    let paragraph = occurrence
        .provision
        .filter(|_| occurrence.speaker == Speaker::Document)?;
    if let Target::External(address) = target {
        return Some((paragraph, address.clone()));
    }
    let (node, location) = target.end()?;
    let mut place = String::new();
    if let (Target::Held(held, _), Some(Location::Provision(position))) = (target, location) {
        place = format!("#{}", element_id(context.document(*held), position));
    }
    let is_own = matches!(target, Target::Held(held, _) if *held == index) && !place.is_empty();
    let name = || work_name(context, node).unwrap_or_else(|| context.url(context.site.address_of(node)));
    Some((paragraph, if is_own { place } else { name() + &place }))
}
