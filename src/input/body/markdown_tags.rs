//! Which events of `pulldown-cmark` begin or end a block, and the HTML tags of blocks that hold others.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::input::body::lines::printed_marker;

/// Returns whether an event begins or ends a block, or is one.
pub(crate) fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_block_tag(tag) || matches!(tag, Tag::HtmlBlock | Tag::Heading { .. }),
        Event::End(tag) => is_block_end(*tag),
        Event::Rule => true,
        _ => false,
    }
}

/// Returns whether a tag begins a block that contains others, or a table or code.
pub(crate) fn is_block_tag(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::List(_)
            | Tag::Item
            | Tag::BlockQuote(_)
            | Tag::Table(_)
            | Tag::CodeBlock(_)
            | Tag::Paragraph
            | Tag::FootnoteDefinition(_)
    )
}

/// Returns whether a tag ends a block that contains others.
pub(crate) fn is_block_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::Paragraph | TagEnd::FootnoteDefinition
    )
}

/// The HTML element of a block that holds others.
pub(crate) fn compound_name(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::List(Some(_)) => "ol",
        Tag::List(None) => "ul",
        Tag::Table(_) => "table",
        Tag::CodeBlock(_) => "pre",
        _ => "blockquote",
    }
}

/// The HTML tags around a block that holds others, with its attributes.
///
/// `source` is the block as it is written; `number` is the printed number of an item that does not follow from the
/// one before it.
pub(crate) fn compound_tags(tag: &Tag<'_>, source: &str, number: Option<u64>) -> (Cow<'static, str>, &'static str) {
    match (tag, number) {
        (Tag::List(Some(start)), _) => {
            let is_bracketed = printed_marker(source).ends_with(')');
            let class = if is_bracketed { " class=\"bracketed\"" } else { "" };
            match start {
                1 => (format!("<ol{class}>").into(), "</ol>"),
                start => (format!("<ol{class} start=\"{start}\">").into(), "</ol>"),
            }
        }
        (Tag::Item, Some(number)) => (format!("<li value=\"{number}\">").into(), "</li>"),
        (Tag::List(None), _) => ("<ul>".into(), "</ul>"),
        (Tag::Item, None) => ("<li>".into(), "</li>"),
        (Tag::Paragraph, _) => ("<p>".into(), "</p>"),
        (Tag::FootnoteDefinition(_), _) => ("".into(), ""),
        _ => ("<blockquote>".into(), "</blockquote>"),
    }
}

/// The HTML tags of inline elements without attributes.
pub(crate) fn inline_tag(tag: TagEnd) -> Option<(&'static str, &'static str)> {
    match tag {
        TagEnd::Emphasis => Some(("<em>", "</em>")),
        TagEnd::Strong => Some(("<strong>", "</strong>")),
        TagEnd::Strikethrough => Some(("<del>", "</del>")),
        _ => None,
    }
}

/// The HTML attribute that aligns a cell of a table; empty on the left.
pub(crate) fn alignment_class(alignment: Option<&Alignment>) -> &'static str {
    match alignment {
        Some(Alignment::Right) => " class=\"align-right\"",
        Some(Alignment::Center) => " class=\"align-center\"",
        Some(Alignment::Left | Alignment::None) | None => "",
    }
}
