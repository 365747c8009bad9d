//! Why a declared relation cannot hold.

use crate::messages::catalogue::text_keys;

text_keys! {
    "relation",
    /// Why a declared relation cannot hold.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum RelationProblem {
        ToItself: "It leads to its own document.",
        Circle(names: String): "It is part of a circle of documents.",
        Later(own: String, other: String): "The document is older than the one that it changes.",
    }
}
