//! Parses Markdown into a flat list of blocks of tokens; with `markdown_tags` the only user of `pulldown-cmark`.
//!
//! Ordered lists of official texts are taken apart, since their printed numbers are addresses;
//! everything else that nests (bullets, tables, quotes) is one block.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag, TagEnd,
};

use crate::base::fold::{is_composed, nfc};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::body::bare_links::with_bare_links;
use crate::input::body::blocks::{Block, BlockShape, Blocks, Image, Lists, Marker, Token, framed, without_quotes};
use crate::input::body::lines::{printed_marker, tokens_span};
use crate::input::body::markdown_tags::{
    alignment_class, compound_name, compound_tags, inline_tag, is_block, is_block_end, is_block_tag,
};
use crate::input::body::raw_html::RawHtml;
use crate::input::body::{images, lint, wiki_links};
use crate::messages::diagnostic::Diagnostic;

/// Parses the body of a file; `offset` is its first byte in `text`.
pub(crate) fn parse(
    path: &RelPath,
    text: &str,
    offset: usize,
    lists: Lists,
    diagnostics: &mut Vec<Diagnostic>,
) -> Blocks {
    let shielded = wiki_links::shield_bars(&text[offset..]);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS;
    let events = Parser::new_ext(&shielded, options).into_offset_iter().peekable();
    let mut reader = MarkdownReader {
        path,
        text,
        offset,
        is_composed: is_composed(text),
        lists,
        events,
        depth: 0,
        raw_html: RawHtml::default(),
        out: Blocks::default(),
        diagnostics,
    };
    while let Some((event, range)) = reader.events.next() {
        reader.block(event, range);
    }
    reader.out
}

/// Maximum nesting of lists and quotes; deeper content becomes text.
const MAX_NESTING: usize = 16;

struct MarkdownReader<'a, 'f> {
    path: &'a RelPath,
    text: &'a str,
    offset: usize,
    /// Whether the text, and so every piece of it, is in NFC.
    is_composed: bool,
    lists: Lists,
    events: Peekable<OffsetIter<'a>>,
    /// Number of open numbered lists.
    depth: usize,
    raw_html: RawHtml,
    out: Blocks,
    diagnostics: &'f mut Vec<Diagnostic>,
}

impl<'a> MarkdownReader<'a, '_> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end)
            .shifted(self.offset)
            .clamped(self.text)
    }

    /// Text in NFC, with the bars that were hidden from tables. Text that is not borrowed from the file (`&#x301;`) may
    /// be in any form.
    fn words(&self, words: &CowStr<'_>) -> String {
        let is_piece = matches!(words, CowStr::Borrowed(_));
        match words.contains('\u{1f}') {
            true => nfc(&words.replace('\u{1f}', "|")).into_owned(),
            false if is_piece && self.is_composed => words.to_string(),
            false => nfc(words).into_owned(),
        }
    }

    fn block(&mut self, event: Event<'a>, range: Range<usize>) {
        let span = self.span(&range);
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => self.heading(level, id.map(|id| id.to_string()), span),
            Event::Start(Tag::Paragraph) => {
                let tokens = self.inline(TagEnd::Paragraph);
                self.push(BlockShape::Paragraph(None), tokens, span);
            }
            Event::Start(Tag::List(Some(_))) if self.lists == Lists::Labels && self.depth < MAX_NESTING => {
                self.depth += 1;
                self.numbered_list();
                self.depth -= 1;
            }
            Event::Start(Tag::HtmlBlock) => self.html_block(span),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let mut tokens = Vec::new();
                self.compound_until_closed(&mut tokens, vec![""]);
                self.out
                    .footnotes
                    .push((label.to_string(), without_quotes(with_bare_links(tokens))));
            }
            Event::Start(tag) => {
                let name = compound_name(&tag);
                let mut tokens = Vec::new();
                self.compound(tag, span, &mut tokens);
                self.push(BlockShape::Compound(name), tokens, span);
            }
            Event::Rule => {
                let starred = self.text[span.start..].trim_start().starts_with('*');
                self.push(BlockShape::Break(starred), Vec::new(), span);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, span),
            _ => {}
        }
    }

    fn raw_html(&mut self, html: &str, span: Span) {
        self.raw_html
            .report((self.path, self.text), html, span, self.diagnostics);
    }

    fn push(&mut self, shape: BlockShape, tokens: Vec<Token>, span: Span) {
        if tokens.is_empty() && shape == BlockShape::Paragraph(None) {
            return;
        }
        let (shape, tokens) = match (shape, tokens.as_slice()) {
            (BlockShape::Paragraph(None), [Token::Quote(..)]) => (BlockShape::Compound("blockquote"), framed(tokens)),
            (shape, _) => (shape, without_quotes(with_bare_links(tokens))),
        };
        self.out.blocks.push(Block { shape, tokens, span });
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<String>, span: Span) {
        let tokens = self.inline(TagEnd::Heading(level));
        self.check_heading(level, span);
        self.push(BlockShape::Heading(level as u8, id), tokens, span);
    }

    fn check_heading(&mut self, level: HeadingLevel, span: Span) {
        let source = self.text[span.start..span.end].trim_start_matches([' ', '>']);
        if !source.starts_with('#') {
            lint::setext(self.path, self.text, span, level as u8, self.diagnostics);
        }
    }

    /// Splits a numbered list: the first text of each item becomes a paragraph with the printed marker.
    fn numbered_list(&mut self) {
        let mut marker = None;
        let mut first = true;
        let mut item = 0;
        while let Some((event, range)) = self.events.next() {
            let span = self.span(&range);
            match event {
                Event::Start(Tag::Item) => {
                    item = span.start;
                    let printed = printed_marker(&self.text[span.start..span.end]);
                    let first = std::mem::take(&mut first);
                    marker = Some(Marker { printed, first });
                    if let Some(tokens) = self.tight_words() {
                        let tokens_span = tokens_span(&tokens).unwrap_or(span);
                        let whole = Span::new(span.start, tokens_span.end.max(span.start));
                        self.push(BlockShape::Paragraph(marker.take()), tokens, whole);
                    }
                }
                Event::Start(Tag::Paragraph) => {
                    let tokens = self.inline(TagEnd::Paragraph);
                    let start = if marker.is_some() { item } else { span.start };
                    let whole = Span::new(start, span.end.max(start));
                    self.push(BlockShape::Paragraph(marker.take()), tokens, whole);
                }
                Event::End(TagEnd::List(_)) => return,
                other => {
                    self.lone_marker(marker.take(), span);
                    if !matches!(other, Event::End(TagEnd::Item)) {
                        self.block(other, range);
                    }
                }
            }
        }
    }

    /// Adds an empty paragraph for an item that begins without text.
    fn lone_marker(&mut self, marker: Option<Marker>, span: Span) {
        if let Some(marker) = marker {
            let at = Span::new(span.start, span.start);
            self.push(BlockShape::Paragraph(Some(marker)), Vec::new(), at);
        }
    }

    /// The text of a tight list item, which has no paragraph events around it.
    fn tight_words(&mut self) -> Option<Vec<Token>> {
        let mut tokens = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            if is_block(event) {
                break;
            }
            let (event, range) = self.events.next()?;
            self.inline_event(event, range, &mut tokens);
        }
        (!tokens.is_empty()).then_some(tokens)
    }

    /// Reads inline events up to the end of a block.
    fn inline(&mut self, end: TagEnd) -> Vec<Token> {
        let mut tokens = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(&event, Event::End(tag) if *tag == end) {
                break;
            }
            self.inline_event(event, range, &mut tokens);
        }
        tokens
    }

    fn inline_event(&mut self, event: Event<'a>, range: Range<usize>, tokens: &mut Vec<Token>) {
        let span = self.span(&range);
        match event {
            Event::Text(text) => tokens.push(Token::Text(self.words(&text), span)),
            Event::Code(code) => tokens.push(Token::Code(code.replace('\u{1f}', "|"))),
            Event::SoftBreak => tokens.push(Token::SoftBreak),
            Event::HardBreak => tokens.push(Token::HardBreak),
            Event::FootnoteReference(label) => tokens.push(Token::Footnote(label.to_string())),
            Event::InlineHtml(html) | Event::Html(html) => self.raw_html(&html, span),
            Event::Start(Tag::Link {
                link_type, dest_url, ..
            }) => match link_type {
                LinkType::WikiLink { .. } => {
                    self.skip_to(TagEnd::Link);
                    tokens.push(Token::Wiki(wiki_links::reference(&dest_url), span));
                }
                _ => {
                    lint::link_scheme(self.path, &dest_url, span, self.diagnostics);
                    tokens.push(Token::Link(dest_url.to_string(), span));
                }
            },
            Event::End(TagEnd::Link) => tokens.push(Token::LinkEnd),
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            }) => {
                let words = self.skip_to(TagEnd::Image);
                tokens.push(match link_type {
                    LinkType::WikiLink { .. } => Token::Quote(wiki_links::reference(&dest_url), span),
                    _ => {
                        let (address, caption) = (dest_url.to_string(), self.words(&title));
                        let image = Image {
                            address,
                            words,
                            caption,
                            span,
                        };
                        images::check(self.path, &image, self.diagnostics);
                        Token::Image(image)
                    }
                });
            }
            Event::Start(tag) => tokens.extend(inline_tag(tag.to_end()).map(|(open, _)| Token::Inline(open))),
            Event::End(tag) => tokens.extend(inline_tag(tag).map(|(_, close)| Token::Inline(close))),
            _ => {}
        }
    }

    /// Skips to the end of a tag and returns the text inside.
    fn skip_to(&mut self, end: TagEnd) -> String {
        let mut words = String::new();
        let mut depth = 0usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::End(tag) if tag == end && depth == 0 => break,
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Start(_) => depth += 1,
                Event::Text(text) | Event::Code(text) => words.push_str(&text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => {}
            }
        }
        self.words(&words.into())
    }

    /// Reads a nested block as a whole, as tags and tokens.
    fn compound(&mut self, tag: Tag<'a>, span: Span, tokens: &mut Vec<Token>) {
        let mut closers = Vec::new();
        self.open_compound(&tag, span, tokens, &mut closers);
        self.compound_until_closed(tokens, closers);
    }

    /// Opens a nested block; tables and code are read to their end, so that nothing is left to close.
    fn open_compound(&mut self, tag: &Tag<'a>, span: Span, tokens: &mut Vec<Token>, closers: &mut Vec<&'static str>) {
        match tag {
            Tag::Table(alignments) => {
                tokens.push(Token::Edge("<table>".into()));
                self.table(alignments, tokens);
            }
            Tag::CodeBlock(kind) => {
                if matches!(kind, CodeBlockKind::Indented) {
                    lint::indented_code(self.path, self.text, span, self.diagnostics);
                }
                let code = self.skip_to(TagEnd::CodeBlock);
                tokens.push(Token::Edge("<pre>".into()));
                tokens.push(Token::Code(code));
                tokens.push(Token::Edge("</pre>".into()));
            }
            _ if closers.len() >= MAX_NESTING => closers.push(""),
            _ => {
                let (open, close) = compound_tags(tag);
                tokens.push(Token::Edge(open));
                closers.push(close);
            }
        }
    }

    /// Reads events until all open blocks are closed. A loop rather than a recursion, since nesting may be as deep as
    /// the text is long.
    fn compound_until_closed(&mut self, tokens: &mut Vec<Token>, mut closers: Vec<&'static str>) {
        while !closers.is_empty() {
            let Some((event, range)) = self.events.next() else {
                return;
            };
            let span = self.span(&range);
            match event {
                Event::Start(Tag::HtmlBlock) => self.html_block(span),
                Event::Start(Tag::Heading { level, .. }) => {
                    self.check_heading(level, span);
                    tokens.push(Token::Edge("<p><strong>".into()));
                    tokens.extend(self.inline(TagEnd::Heading(level)));
                    tokens.push(Token::Edge("</strong></p>".into()));
                }
                Event::Start(tag) if is_block_tag(&tag) => self.open_compound(&tag, span, tokens, &mut closers),
                Event::End(tag) if is_block_end(tag) => {
                    let close = closers.pop().unwrap_or("");
                    if !close.is_empty() {
                        tokens.push(Token::Edge(close.into()));
                    }
                }
                Event::Rule => tokens.push(Token::Edge("<hr>".into())),
                other => self.inline_event(other, range, tokens),
            }
        }
    }

    fn table(&mut self, alignments: &[Alignment], tokens: &mut Vec<Token>) {
        // Every row has as many cells as the head: the parser sees to it.
        let mut alignments = alignments.iter().cycle();
        let mut cell = "th";
        while let Some((event, range)) = self.events.next() {
            let edge: Cow<'static, str> = match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableHead) => "<thead><tr>".into(),
                Event::End(TagEnd::TableHead) => {
                    cell = "td";
                    "</tr></thead><tbody>".into()
                }
                Event::Start(Tag::TableRow) => "<tr>".into(),
                Event::End(TagEnd::TableRow) => "</tr>".into(),
                Event::Start(Tag::TableCell) => {
                    let class = alignment_class(alignments.next());
                    let scope = if cell == "th" { " scope=\"col\"" } else { "" };
                    ["<", cell, scope, class, ">"].concat().into()
                }
                Event::End(TagEnd::TableCell) => ["</", cell, ">"].concat().into(),
                other => {
                    self.inline_event(other, range, tokens);
                    continue;
                }
            };
            tokens.push(Token::Edge(edge));
        }
        tokens.push(Token::Edge("</tbody></table>".into()));
    }

    /// Reads a block of raw HTML.
    fn html_block(&mut self, span: Span) {
        let mut html = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(text) | Event::Text(text) => html.push_str(&text),
                _ => {}
            }
        }
        self.raw_html(&html, span);
    }
}
