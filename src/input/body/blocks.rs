//! A body as a flat list of blocks of tokens: the output of the Markdown parser, from which provisions are built.

use std::borrow::Cow;

use crate::base::span::Span;
use crate::input::citations::reference::Reference;

/// A piece of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// Text in NFC, and its bytes in the file.
    Text(String, Span),
    /// A line break inside a paragraph.
    SoftBreak,
    /// A line break that is shown.
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
    /// `![[…]]`: a quotation of a provision, as a paragraph of its own.
    Quote(Reference, Span),
    /// An image.
    Image(Image),
}

/// An image of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Image {
    /// Its address, as written.
    pub(crate) address: String,
    /// What it shows, for those who do not see it.
    pub(crate) words: String,
    /// The words under it; none if empty.
    pub(crate) caption: String,
    /// Its bytes in the file.
    pub(crate) span: Span,
}

/// The kind of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BlockShape {
    /// A heading of level 1–6, with its explicit id.
    Heading(u8, Option<String>),
    /// A paragraph; inside a numbered list with the printed marker of its item.
    Paragraph(Option<Marker>),
    /// A list, table, quotation or code block as a whole: the name of its HTML tag.
    Compound(&'static str),
    /// A thematic break; `true` when written `***`.
    Break(bool),
}

/// The marker of an item of a numbered list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    /// As printed: `3.`, `1)`.
    pub printed: String,
    /// Whether it is the first of its list: only then may a `1.` be nested in another `1.`.
    pub first: bool,
}

/// One block of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its kind.
    pub shape: BlockShape,
    /// Its pieces.
    pub tokens: Vec<Token>,
    /// Its bytes in the file.
    pub span: Span,
}

/// A body as blocks, with its footnotes apart.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Footnotes by label, in order of definition.
    pub footnotes: Vec<(String, Vec<Token>)>,
}

/// How numbered lists are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lists {
    /// Their numbers are labels of provisions (official documents).
    Labels,
    /// They are plain lists.
    Plain,
}

/// Puts a quotation into its HTML block.
pub(crate) fn framed(tokens: Vec<Token>) -> Vec<Token> {
    let mut framed = vec![Token::Edge("<blockquote class=\"quoted\">".into())];
    framed.extend(tokens);
    framed.push(Token::Edge("</blockquote>".into()));
    framed
}

/// Turns quotations among other words into links, since a line cannot contain paragraphs.
pub(crate) fn without_quotes(tokens: Vec<Token>) -> Vec<Token> {
    let link = |token| match token {
        Token::Quote(reference, span) => Token::Wiki(reference, span),
        other => other,
    };
    tokens.into_iter().map(link).collect()
}
