//! Parses a page into a tree of elements, as browsers do. The only user of `html5ever`.
//!
//! The parser never calls itself, however deep elements are nested; what it builds is bounded here.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

use crate::messages::import_text::ImportProblem;

/// How deep elements may be nested. Pages of word processors stay below fifty.
pub(super) const MAX_DEPTH: u32 = 200;
/// The most nodes of a page.
const MAX_NODES: usize = 2_000_000;
/// How many bytes are parsed between two looks at the limits.
const CHUNK_BYTES: usize = 4096;

/// A parsed page.
pub(super) struct HtmlTree {
    nodes: Vec<HtmlNode>,
}

/// A node of a page.
struct HtmlNode {
    content: NodeContent,
    parent: Option<usize>,
    children: Vec<usize>,
    depth: u32,
}

enum NodeContent {
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(String),
    /// The page itself, comments, the type of the document.
    Other,
}

/// An element or text of a page.
#[derive(Clone, Copy)]
pub(super) struct Node<'t> {
    tree: &'t HtmlTree,
    at: usize,
}

impl HtmlTree {
    /// Parses a page.
    ///
    /// # Errors
    /// Where it is nested too deeply, or has too many parts.
    pub(super) fn parse(text: &str) -> Result<Self, ImportProblem> {
        let options = ParseOpts {
            tree_builder: TreeBuilderOpts {
                scripting_enabled: false,
                ..TreeBuilderOpts::default()
            },
            ..ParseOpts::default()
        };
        let mut parser = parse_document(Sink::default(), options);
        let mut rest = text;
        while !rest.is_empty() {
            let end = (CHUNK_BYTES.min(rest.len())..=rest.len()).find(|end| rest.is_char_boundary(*end));
            let (chunk, after) = rest.split_at(end.unwrap_or(rest.len()));
            parser.process(StrTendril::from_slice(chunk));
            rest = after;
            let sink = &parser.tokenizer.sink.sink;
            if sink.deepest.get() > MAX_DEPTH {
                return Err(ImportProblem::TooDeep);
            }
            if sink.nodes.borrow().len() > MAX_NODES {
                return Err(ImportProblem::TooDense);
            }
        }
        Ok(parser.finish())
    }

    /// The page itself.
    pub(super) fn root(&self) -> Node<'_> {
        Node { tree: self, at: 0 }
    }
}

impl<'t> Node<'t> {
    /// A number that no other node of the page has.
    pub(super) fn id(self) -> usize {
        self.at
    }

    /// The name of an element; empty for other nodes.
    pub(super) fn name(self) -> &'t str {
        match &self.tree.nodes[self.at].content {
            NodeContent::Element { name, .. } => &name.local,
            NodeContent::Text(_) | NodeContent::Other => "",
        }
    }

    /// The text of a text node.
    pub(super) fn text(self) -> Option<&'t str> {
        match &self.tree.nodes[self.at].content {
            NodeContent::Text(text) => Some(text),
            NodeContent::Element { .. } | NodeContent::Other => None,
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(self, wanted: &str) -> Option<&'t str> {
        let NodeContent::Element { attributes, .. } = &self.tree.nodes[self.at].content else {
            return None;
        };
        let found = attributes.iter().find(|attribute| &*attribute.name.local == wanted);
        found.map(|attribute| &*attribute.value)
    }

    /// Its parts.
    pub(super) fn children(self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        let tree = self.tree;
        tree.nodes[self.at]
            .children
            .iter()
            .map(move |at| Node { tree, at: *at })
    }

    /// The node that it is in.
    pub(super) fn parent(self) -> Option<Node<'t>> {
        let at = self.tree.nodes[self.at].parent?;
        Some(Node { tree: self.tree, at })
    }

    /// It and all nodes inside it, in order.
    pub(super) fn with_descendants(self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        let tree = self.tree;
        let mut open = vec![self.at];
        std::iter::from_fn(move || {
            let at = open.pop()?;
            open.extend(tree.nodes[at].children.iter().rev());
            Some(Node { tree, at })
        })
    }

    /// All letters inside it.
    pub(super) fn all_text(self) -> String {
        self.with_descendants().filter_map(Node::text).collect()
    }
}

/// What the parser builds with.
struct Sink {
    nodes: RefCell<Vec<HtmlNode>>,
    deepest: Cell<u32>,
}

impl Default for Sink {
    fn default() -> Self {
        let root = HtmlNode {
            content: NodeContent::Other,
            parent: None,
            children: Vec::new(),
            depth: 0,
        };
        Sink {
            nodes: RefCell::new(vec![root]),
            deepest: Cell::new(0),
        }
    }
}

/// Adds a node that has no parent yet; returns its index.
fn added(nodes: &mut Vec<HtmlNode>, content: NodeContent) -> usize {
    nodes.push(HtmlNode {
        content,
        parent: None,
        children: Vec::new(),
        depth: 0,
    });
    nodes.len() - 1
}

impl Sink {
    fn add(&self, content: NodeContent) -> usize {
        added(&mut self.nodes.borrow_mut(), content)
    }

    /// Puts a node or text into a parent, at a place among its children.
    fn insert(&self, parent: usize, place: usize, child: NodeOrText<usize>) {
        let mut nodes = self.nodes.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                let before = place.checked_sub(1).map(|before| nodes[parent].children[before]);
                if let Some(before) = before
                    && let NodeContent::Text(known) = &mut nodes[before].content
                {
                    known.push_str(&text);
                    return;
                }
                added(&mut nodes, NodeContent::Text(text.to_string()))
            }
        };
        let depth = nodes[parent].depth + 1;
        self.deepest.set(self.deepest.get().max(depth));
        nodes[child].parent = Some(parent);
        nodes[child].depth = depth;
        nodes[parent].children.insert(place, child);
    }
}

/// The place of a node among its siblings; from the end, where the parser works.
fn place_of(nodes: &[HtmlNode], child: usize) -> Option<(usize, usize)> {
    let parent = nodes[child].parent?;
    let place = nodes[parent].children.iter().rposition(|known| *known == child)?;
    Some((parent, place))
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = HtmlTree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> HtmlTree {
        HtmlTree {
            nodes: self.nodes.into_inner(),
        }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].content {
            NodeContent::Element { name, .. } => name,
            NodeContent::Text(_) | NodeContent::Other => unreachable!("the parser asks elements only"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> usize {
        self.add(NodeContent::Element { name, attributes })
    }

    fn create_comment(&self, _text: StrTendril) -> usize {
        self.add(NodeContent::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> usize {
        self.add(NodeContent::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let place = self.nodes.borrow()[*parent].children.len();
        self.insert(*parent, place, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    /// A template is never shown; what is inside one is put into the element and left out with it.
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, left: &usize, right: &usize) -> bool {
        left == right
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(child) = &child {
            self.remove_from_parent(child);
        }
        let place = place_of(&self.nodes.borrow(), *sibling);
        if let Some((parent, place)) = place {
            self.insert(parent, place, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, added: Vec<Attribute>) {
        if let NodeContent::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].content {
            for attribute in added {
                if !attributes.iter().any(|known| known.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some((parent, place)) = place_of(&nodes, *target) {
            nodes[parent].children.remove(place);
            nodes[*target].parent = None;
        }
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        let depth = nodes[*new_parent].depth + 1;
        for child in &children {
            nodes[*child].parent = Some(*new_parent);
            nodes[*child].depth = depth;
        }
        nodes[*new_parent].children.extend(children);
    }
}
