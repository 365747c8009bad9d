//! Reads the packages of Office, .docx and .xlsx, within limits: their parts, the XML in them, what refers to what.
//!
//! Takes bytes; gives trees of elements. Must not know what documents or tables are.

pub(crate) mod archive;
pub(crate) mod relationships;
pub(crate) mod xml_tree;
