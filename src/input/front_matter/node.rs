//! The tree of a YAML text, every scalar as it was written.

/// One value; scalars carry their source text, never YAML's own typing (`2.10` stays `2.10`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlNode {
    /// Nothing after the colon.
    Null,
    /// A scalar, unquoted.
    Text(String),
    /// A list.
    List(Vec<YamlNode>),
    /// A mapping in written order; a key may stand twice.
    Map(Vec<(String, YamlNode)>),
}

/// The way to a node: at each step the position of a list item or of a mapping's entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodePath {
    pub(crate) steps: Vec<usize>,
    pub(crate) on_key: bool,
}

impl NodePath {
    /// The way to the value one step further in.
    pub fn step(&self, index: usize) -> NodePath {
        let mut steps = self.steps.clone();
        steps.push(index);
        NodePath { steps, on_key: false }
    }

    /// The way to the key of the mapping's entry at `index`.
    pub fn key(&self, index: usize) -> NodePath {
        NodePath {
            on_key: true,
            ..self.step(index)
        }
    }
}

/// A value and where it stands in the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub at: NodePath,
}

impl<T> Located<T> {
    /// Puts a value at a place.
    pub fn new(value: T, at: NodePath) -> Self {
        Located { value, at }
    }
}
