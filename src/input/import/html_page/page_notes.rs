//! Finds the footnotes of a page: a mark that links to a note, which links back to its mark.
//!
//! Word, LibreOffice and Google Docs name their notes differently; that the two lead to each other is common to all.

use std::collections::{HashMap, HashSet};

use crate::input::import::html_page::html_tree::Node;

/// The most letters of a mark; a longer link that leads back and forth is a table of contents.
const MAX_MARK_LETTERS: usize = 8;
/// How far inside its target a note's link back may be, in nodes.
const MAX_NODES_TO_BACK_LINK: usize = 200;
/// The most parts of an element that is one note.
const MAX_PARAGRAPHS: usize = 9;

/// The notes of a page.
#[derive(Default)]
pub(super) struct PageNotes<'t> {
    by_mark: HashMap<usize, Node<'t>>,
    containers: HashSet<usize>,
    back_links: HashSet<usize>,
}

impl<'t> PageNotes<'t> {
    /// Finds the notes of a page.
    pub(super) fn find(root: Node<'t>) -> Self {
        let mut by_name: HashMap<&str, Node<'t>> = HashMap::new();
        for node in root.with_descendants() {
            for name in names(node) {
                by_name.entry(name).or_insert(node);
            }
        }
        let mut notes = PageNotes::default();
        for mark in root.with_descendants().filter(|node| node.name() == "a") {
            let Some(target) = fragment(mark).and_then(|name| by_name.get(name).copied()) else {
                continue;
            };
            let is_short = mark.all_text().trim().chars().count() <= MAX_MARK_LETTERS;
            let is_behind = target.id() > mark.id() && !notes.back_links.contains(&mark.id());
            if !is_short || !is_behind {
                continue;
            }
            let leads_back = |link: &Node<'_>| {
                let name = (link.name() == "a").then(|| fragment(*link)).flatten();
                name.is_some_and(|name| {
                    names(mark)
                        .chain(mark.parent().into_iter().flat_map(names))
                        .any(|own| own == name)
                })
            };
            let back = target.with_descendants().take(MAX_NODES_TO_BACK_LINK).find(leads_back);
            let container = back.and_then(container);
            if let (Some(back), Some(container)) = (back, container.filter(|note| !contains(*note, mark))) {
                notes.by_mark.insert(mark.id(), container);
                notes.containers.insert(container.id());
                notes.back_links.insert(back.id());
            }
        }
        notes
    }

    /// The element that holds the note of a mark.
    pub(super) fn of_mark(&self, mark: Node<'_>) -> Option<Node<'t>> {
        self.by_mark.get(&mark.id()).copied()
    }

    /// Returns whether an element is a note.
    pub(super) fn is_note(&self, node: Node<'_>) -> bool {
        self.containers.contains(&node.id())
    }

    /// Returns whether a link leads from a note back to its mark.
    pub(super) fn is_back_link(&self, node: Node<'_>) -> bool {
        self.back_links.contains(&node.id())
    }
}

/// What links may call a node.
fn names(node: Node<'_>) -> impl Iterator<Item = &str> {
    let name = (node.name() == "a").then(|| node.attribute("name")).flatten();
    node.attribute("id").into_iter().chain(name)
}

/// The part of a link behind `#`.
fn fragment<'t>(link: Node<'t>) -> Option<&'t str> {
    link.attribute("href")?
        .rsplit_once('#')
        .map(|(_, name)| name)
        .filter(|name| !name.is_empty())
}

/// Returns whether an element holds a node.
fn contains(element: Node<'_>, node: Node<'_>) -> bool {
    std::iter::successors(Some(node), |node| node.parent()).any(|outer| outer.id() == element.id())
}

/// The element that is a note, from the link in it: a paragraph, or what holds its paragraphs and nothing else.
fn container(back: Node<'_>) -> Option<Node<'_>> {
    let is_block = |node: &Node<'_>| matches!(node.name(), "p" | "li" | "div" | "td" | "dd");
    let block = std::iter::successors(Some(back), |node| node.parent()).find(is_block)?;
    let Some(outer) = block
        .parent()
        .filter(|outer| outer.name() == "div" || outer.name() == "li")
    else {
        return Some(block);
    };
    let mut elements = outer.children().filter(|child| !child.name().is_empty());
    let begins = elements.next().is_some_and(|first| first.id() == block.id());
    let others: Vec<&str> = elements.take(MAX_PARAGRAPHS + 1).map(Node::name).collect();
    let is_only_note = others.len() <= MAX_PARAGRAPHS && others.iter().all(|name| *name == "p");
    Some(if begins && is_only_note { outer } else { block })
}
