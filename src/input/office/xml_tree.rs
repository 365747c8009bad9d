//! Parses a part of a .docx or .xlsx into a tree of elements. The only user of `quick_xml`.
//!
//! Elements and attributes are known by their local names: programs choose prefixes of their own, and no two names
//! that matter differ in their prefix alone. A document type, with its entities, is refused.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::messages::import_text::ImportProblem;

/// How deep elements may be nested. Word reaches some forty, with tables and text boxes inside each other.
const MAX_DEPTH: usize = 200;
/// The most elements and texts of a part.
const MAX_NODES: usize = 4_000_000;

/// A parsed part: its nodes in the order of the text.
#[derive(Default)]
pub(crate) struct XmlTree {
    nodes: Vec<XmlNode>,
    names: Vec<String>,
    attributes: Vec<(u16, String)>,
}

/// An element or a text.
struct XmlNode {
    content: NodeContent,
    /// The node behind the last one inside this node.
    end: u32,
}

enum NodeContent {
    Element { name: u16, attributes: (u32, u32) },
    Text(Box<str>),
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(crate) struct Element<'t> {
    tree: &'t XmlTree,
    at: usize,
}

impl XmlTree {
    /// Parses a part.
    ///
    /// # Errors
    /// Where it is no well-formed XML, has a document type, or is nested too deeply.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ImportProblem> {
        let text = decoded(bytes)?;
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let mut builder = TreeBuilder::default();
        loop {
            match reader.read_event().map_err(|_| ImportProblem::Damaged)? {
                Event::Start(start) => builder.open(&start)?,
                Event::Empty(start) => {
                    builder.open(&start)?;
                    builder.close();
                }
                Event::End(_) => builder.close(),
                Event::Text(text) => builder.text.push_str(utf8(&text)?),
                Event::CData(text) => builder.text.push_str(utf8(&text)?),
                Event::GeneralRef(reference) => builder.text.push(referenced(&reference)?),
                Event::DocType(_) => return Err(ImportProblem::Damaged),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => break,
            }
        }
        if builder.open.is_empty() && !builder.tree.nodes.is_empty() {
            return Ok(builder.tree);
        }
        Err(ImportProblem::Damaged)
    }

    /// The outermost element.
    pub(crate) fn root(&self) -> Element<'_> {
        Element { tree: self, at: 0 }
    }
}

impl<'t> Element<'t> {
    /// Its name without prefix.
    pub(crate) fn name(self) -> &'t str {
        match &self.tree.nodes[self.at].content {
            NodeContent::Element { name, .. } => &self.tree.names[usize::from(*name)],
            NodeContent::Text(_) => "",
        }
    }

    /// The value of an attribute, by its name without prefix.
    pub(crate) fn attribute(self, wanted: &str) -> Option<&'t str> {
        let NodeContent::Element { attributes, .. } = &self.tree.nodes[self.at].content else {
            return None;
        };
        let range = attributes.0 as usize..attributes.1 as usize;
        let found = self.tree.attributes[range]
            .iter()
            .find(|(name, _)| self.tree.names[usize::from(*name)] == wanted);
        found.map(|(_, value)| value.as_str())
    }

    /// Its attribute `val`.
    pub(crate) fn value(self) -> Option<&'t str> {
        self.attribute("val")
    }

    /// Its elements.
    pub(crate) fn children(self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        let tree = self.tree;
        let end = tree.nodes[self.at].end as usize;
        let mut next = self.at + 1;
        let nodes = std::iter::from_fn(move || {
            let at = (next < end).then_some(next)?;
            next = tree.nodes[at].end as usize;
            Some(Element { tree, at })
        });
        nodes.filter(|node| matches!(node.tree.nodes[node.at].content, NodeContent::Element { .. }))
    }

    /// The first element of this name inside it.
    pub(crate) fn child(self, name: &str) -> Option<Element<'t>> {
        self.children().find(|child| child.name() == name)
    }

    /// All elements inside it, at any depth, in order.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        let tree = self.tree;
        let range = self.at + 1..tree.nodes[self.at].end as usize;
        range
            .map(move |at| Element { tree, at })
            .filter(|node| matches!(node.tree.nodes[node.at].content, NodeContent::Element { .. }))
    }

    /// The text directly inside it.
    pub(crate) fn text(self) -> String {
        let mut text = String::new();
        let mut at = self.at + 1;
        while at < self.tree.nodes[self.at].end as usize {
            if let NodeContent::Text(piece) = &self.tree.nodes[at].content {
                text.push_str(piece);
            }
            at = self.tree.nodes[at].end as usize;
        }
        text
    }
}

/// Word writes UTF-8; the format allows UTF-16 as well (ECMA-376, part 2, 8.1.3).
fn decoded(bytes: &[u8]) -> Result<String, ImportProblem> {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
        String::from_utf16(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes).map_err(|_| ImportProblem::Damaged),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes).map_err(|_| ImportProblem::Damaged),
        _ => std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|_| ImportProblem::Damaged),
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, ImportProblem> {
    std::str::from_utf8(bytes).map_err(|_| ImportProblem::Damaged)
}

/// The character of `&amp;` or `&#225;`. Other entities would need a document type.
fn referenced(reference: &BytesRef<'_>) -> Result<char, ImportProblem> {
    let by_number = reference.resolve_char_ref().map_err(|_| ImportProblem::Damaged)?;
    let by_name = match &**reference {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        _ => None,
    };
    by_number.or(by_name).ok_or(ImportProblem::Damaged)
}

/// What a tree is made with.
#[derive(Default)]
struct TreeBuilder {
    tree: XmlTree,
    open: Vec<usize>,
    ids: HashMap<String, u16>,
    text: String,
}

impl TreeBuilder {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ImportProblem> {
        self.flush();
        if self.open.len() >= MAX_DEPTH {
            return Err(ImportProblem::TooDeep);
        }
        if self.tree.nodes.len() >= MAX_NODES {
            return Err(ImportProblem::TooDense);
        }
        let name = self.id(utf8(start.local_name().as_ref())?)?;
        let first = self.tree.attributes.len();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| ImportProblem::Damaged)?;
            let local = utf8(attribute.key.local_name().into_inner())?.to_owned();
            // Marks of editing sessions, on most elements: half of the attributes.
            if local.starts_with("rsid") {
                continue;
            }
            let value = unescape(utf8(&attribute.value)?)
                .map_err(|_| ImportProblem::Damaged)?
                .into_owned();
            let id = self.id(&local)?;
            self.tree.attributes.push((id, value));
        }
        let attributes = (place(first), place(self.tree.attributes.len()));
        self.open.push(self.tree.nodes.len());
        self.push(NodeContent::Element { name, attributes });
        Ok(())
    }

    fn close(&mut self) {
        self.flush();
        if let Some(at) = self.open.pop() {
            self.tree.nodes[at].end = place(self.tree.nodes.len());
        }
    }

    /// Adds the text so far as a node. Blanks between elements are no text, except in an element that holds text.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.is_empty() || self.open.is_empty() {
            return;
        }
        let parent = self.open.last().map(|at| {
            Element {
                tree: &self.tree,
                at: *at,
            }
            .name()
        });
        if !text.trim().is_empty() || matches!(parent, Some("t" | "delText" | "instrText")) {
            self.push(NodeContent::Text(text.into()));
        }
    }

    fn push(&mut self, content: NodeContent) {
        let end = place(self.tree.nodes.len() + 1);
        self.tree.nodes.push(XmlNode { content, end });
    }

    /// The number of a name. A part has some hundred.
    fn id(&mut self, name: &str) -> Result<u16, ImportProblem> {
        if let Some(id) = self.ids.get(name) {
            return Ok(*id);
        }
        let id = u16::try_from(self.tree.names.len()).map_err(|_| ImportProblem::TooDense)?;
        self.tree.names.push(name.to_owned());
        self.ids.insert(name.to_owned(), id);
        Ok(id)
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
