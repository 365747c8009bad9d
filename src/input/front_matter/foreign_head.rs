//! Heads made for another site generator or note program: one diagnostic for the whole head, which names our fields.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::front_matter::fields::{FieldId, field_named};
use crate::input::front_matter::node::YamlNode;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// Fields of Hugo, Zola, Jekyll, Obsidian and MkDocs that are none of ours.
const FOREIGN: [&str; 40] = [
    "author",
    "authors",
    "bibliography",
    "categories",
    "category",
    "collection",
    "comments",
    "cover",
    "cssclass",
    "cssclasses",
    "excerpt",
    "expiryDate",
    "extra",
    "hide",
    "image",
    "images",
    "in_search_index",
    "keywords",
    "lastmod",
    "last_modified_at",
    "layout",
    "linkTitle",
    "menu",
    "modified",
    "nav_order",
    "outputs",
    "page_template",
    "parent",
    "permalink",
    "publish",
    "publishDate",
    "published",
    "series",
    "tags",
    "taxonomies",
    "template",
    "toc",
    "updated",
    "url",
    "weight",
];

/// Returns the diagnostic of a head that has fields of another program and no kind of ours.
pub(super) fn check(path: &RelPath, text: &str, head: Span, entries: &[(String, YamlNode)]) -> Option<Diagnostic> {
    let is_kind = |key: &str| field_named(key).is_some_and(|field| field.id == FieldId::Kind);
    let is_foreign = |key: &&str| FOREIGN.iter().any(|name| name.eq_ignore_ascii_case(key));
    let keys = || entries.iter().map(|(key, _)| key.as_str());
    let foreign: Vec<&str> = keys().filter(is_foreign).collect();
    let first = foreign.first()?;
    (!keys().any(is_kind)).then(|| {
        let lines = text[head.start..head.end].match_indices(first);
        let mut at = lines.map(|(at, _)| head.start + at);
        let at = at
            .find(|at| text[..*at].ends_with(['\n', '"', '\'']))
            .unwrap_or(head.start);
        let place = Place::at(path, Span::new(at, at + first.len()));
        Diagnostic::new(Code::ForeignHead, place).with("fields", foreign.join("`, `"))
    })
}

/// Returns the diagnostic of a file that begins with a head in TOML, as Hugo and Zola write it.
pub(super) fn toml(path: &RelPath, line: Span, text: &str) -> Option<Diagnostic> {
    let is_toml = text[line.start..line.end].trim() == "+++";
    is_toml.then(|| Diagnostic::new(Code::ForeignHead, Place::at(path, line)).with("fields", "+++"))
}
