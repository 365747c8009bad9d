//! A body as a flat list of blocks of tokens: what the Markdown parser gives and provisions are made of.

use std::borrow::Cow;

use crate::base::span::Span;
use crate::input::citations::reference::Reference;

/// A piece of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// Words, in NFC, and where they stand in the file.
    Text(String, Span),
    /// A line break inside a paragraph.
    SoftBreak,
    /// A line break that is kept.
    HardBreak,
    /// Code, never searched for citations.
    Code(String),
    /// An inline tag such as `<strong>`.
    Inline(&'static str),
    /// A tag between blocks inside this block, such as `<li>`.
    Edge(Cow<'static, str>),
    /// A reference to a footnote.
    Footnote(String),
    /// The beginning of a link with its address.
    Link(String, Span),
    /// The end of a link.
    LinkEnd,
    /// `[[…]]`.
    Wiki(Reference, Span),
    /// `![[…]]` that is a paragraph of its own: the words of a provision.
    Quote(Reference, Span),
    /// An image: address, alternative text.
    Image(String, String, Span),
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockShape {
    /// A heading of level 1–6, with its explicit id.
    Heading(u8, Option<String>),
    /// A paragraph; inside a numbered list with the printed marker of its item.
    Paragraph(Option<Marker>),
    /// A list, table, quote or code as one block: its opening tag's name.
    Compound(&'static str),
    /// A thematic break; `true` when written `***`.
    Break(bool),
}

/// The marker of an item of a numbered list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// As printed: `3.`, `1)`.
    pub printed: String,
    /// Whether it begins its list: only then can a `1.` stand below another `1.`.
    pub first: bool,
}

/// One block of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub shape: BlockShape,
    /// Its pieces.
    pub tokens: Vec<Token>,
    /// Its bytes in the file.
    pub span: Span,
}

/// A body as blocks, footnotes apart.
#[derive(Debug, Default)]
pub struct Blocks {
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Footnotes by label, in order of definition.
    pub footnotes: Vec<(String, Vec<Token>)>,
}

/// How numbered lists are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// Their numbers are labels of provisions.
    Labels,
    /// They are lists like any other.
    Plain,
}

/// A quote as a block.
pub(crate) fn framed(tokens: Vec<Token>) -> Vec<Token> {
    let mut framed = vec![Token::Edge("<blockquote class=\"trich\">".into())];
    framed.extend(tokens);
    framed.push(Token::Edge("</blockquote>".into()));
    framed
}

/// A quote among other words is a link: paragraphs cannot stand in a line.
pub(crate) fn without_quotes(tokens: Vec<Token>) -> Vec<Token> {
    let link = |token| match token {
        Token::Quote(reference, span) => Token::Wiki(reference, span),
        other => other,
    };
    tokens.into_iter().map(link).collect()
}
