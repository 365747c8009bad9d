//! The tree of a YAML text, with every scalar as written.

/// A value; scalars keep their source text instead of YAML's typing (`2.10` stays `2.10`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlNode {
    /// An empty value.
    Null,
    /// A scalar, unquoted.
    Text(String),
    /// A list.
    List(Vec<YamlNode>),
    /// A mapping in written order; a key may occur twice.
    Map(Vec<(String, YamlNode)>),
}

/// The path to a node: at each step the position of a list item or of a mapping's entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodePath {
    /// The positions, from the outermost node.
    pub(crate) steps: Vec<usize>,
    /// Whether it leads to the key of an entry rather than to its value.
    pub(crate) on_key: bool,
}

impl NodePath {
    /// The path to the item or value at `index`.
    pub fn step(&self, index: usize) -> NodePath {
        let mut steps = self.steps.clone();
        steps.push(index);
        NodePath { steps, on_key: false }
    }

    /// The path to the key of the mapping's entry at `index`.
    pub fn key(&self, index: usize) -> NodePath {
        NodePath {
            on_key: true,
            ..self.step(index)
        }
    }
}

/// A value and its place in the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub at: NodePath,
}

impl<T> Located<T> {
    /// Creates a value with its place.
    pub fn new(value: T, at: NodePath) -> Self {
        Located { value, at }
    }
}
