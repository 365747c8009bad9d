//! Parses Markdown into a flat list of blocks of tokens; with `markdown_tags` the only user of `pulldown-cmark`.
//!
//! Ordered lists of official texts are taken apart, since their printed numbers are addresses;
//! everything else that nests (bullets, tables, quotes) is one block.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::base::fold::{is_composed, nfc};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::body::bare_links::with_bare_links;
use crate::input::body::blocks::{
    Block, BlockShape, Blocks, Image, Lists, Marker, Note, Token, framed, without_quotes,
};
use crate::input::body::embedded_tables::table_file;
use crate::input::body::lines::{join_label_sign, printed_marker, take_written_id, tokens_span};
use crate::input::body::literal_signs::SignSet;
use crate::input::body::markdown_events::WatchedEvents;
use crate::input::body::markdown_numbers::ListNumbers;
use crate::input::body::markdown_tags::{compound_name, inline_tag, is_block};
use crate::input::body::raw_html::RawHtml;
use crate::input::body::spaced_body::SpacedBody;
use crate::input::body::{images, items_in_line, link_targets, lint, unread_bold, unread_headings, wiki_links};
use crate::input::source::TableFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// Parses the body of a file, given with its tables; `offset` is its first byte in `text`.
pub(crate) fn parse(
    (path, text, tables): (&RelPath, &str, &[TableFile]),
    offset: usize,
    lists: Lists,
    diagnostics: &mut Vec<Diagnostic>,
) -> Blocks {
    let body = &text[offset..];
    let spaced = match lists {
        Lists::Labels => SpacedBody::of(body),
        Lists::Plain => SpacedBody::unchanged(body),
    };
    report_breaks(path, (body, offset), &spaced, diagnostics);
    let shielded = wiki_links::shield_bars(&spaced.text);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS;
    let events = WatchedEvents::new(Parser::new_ext(&shielded, options), &shielded);
    let mut reader = MarkdownReader {
        path,
        text,
        tables,
        table_cells: 0,
        offset,
        spaced: &spaced,
        is_composed: is_composed(text),
        lists,
        events,
        depth: 0,
        numbers: ListNumbers::default(),
        raw_html: RawHtml::default(),
        out: Blocks::default(),
        diagnostics,
    };
    while let Some((event, range)) = reader.events.next() {
        reader.block(event, range);
    }
    let MarkdownReader { events, out, .. } = reader;
    events.report(
        (path, text),
        &|range| place_of(text, offset, &spaced, range),
        diagnostics,
    );
    out
}

/// The bytes of a file for some bytes of its body with blank lines.
fn place_of(text: &str, offset: usize, spaced: &SpacedBody<'_>, range: &Range<usize>) -> Span {
    let (start, end) = (spaced.original(range.start), spaced.original(range.end));
    Span::new(start, end).shifted(offset).clamped(text)
}

/// Reports the first line that begins a provision without a blank line before it, and the first of which that is in
/// doubt.
fn report_breaks(
    path: &RelPath,
    (body, offset): (&str, usize),
    spaced: &SpacedBody<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let found = |code, (at, label): &(usize, String)| {
        let place = Place::at(path, Span::new(*at, at + label.len()).shifted(offset));
        Diagnostic::new(code, place).with("label", label)
    };
    if let Some(first) = &spaced.missing.first {
        let mut diagnostic = found(Code::LabelInsideParagraph, first);
        if let Some((range, replacement)) = spaced.fix(body) {
            diagnostic = diagnostic.fix(Span::new(range.start, range.end).shifted(offset), replacement);
        }
        diagnostics.push(diagnostic);
    }
    let doubtful = spaced.missing.doubtful.iter();
    diagnostics.extend(doubtful.map(|line| found(Code::LabelInSentence, line)));
}

/// Maximum nesting of lists and quotes; deeper content becomes text.
pub(super) const MAX_NESTING: usize = 16;

/// Reads the events of a body.
pub(super) struct MarkdownReader<'a, 'f> {
    pub(super) path: &'a RelPath,
    pub(super) text: &'a str,
    /// The files with tables that the text shows.
    pub(super) tables: &'a [TableFile],
    /// The cells of those that it has shown so far.
    pub(super) table_cells: usize,
    pub(super) offset: usize,
    pub(super) spaced: &'a SpacedBody<'a>,
    /// Whether the text, and so every piece of it, is in NFC.
    pub(super) is_composed: bool,
    pub(super) lists: Lists,
    pub(super) events: WatchedEvents<'a>,
    /// Number of open numbered lists.
    pub(super) depth: usize,
    pub(super) numbers: ListNumbers,
    pub(super) raw_html: RawHtml,
    pub(super) out: Blocks,
    pub(super) diagnostics: &'f mut Vec<Diagnostic>,
}

impl<'a> MarkdownReader<'a, '_> {
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        place_of(self.text, self.offset, self.spaced, range)
    }

    /// Text in NFC, with the bars that were hidden from tables. Text that is not borrowed from the file (`&#x301;`) may
    /// be in any form.
    pub(super) fn words(&self, words: &CowStr<'_>) -> String {
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
            Event::Start(Tag::Heading { level, .. }) => self.heading(level, span),
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
                let signs = self.events.take_signs();
                let tokens = self.finished(tokens, signs);
                self.out.footnotes.push(Note {
                    label: label.to_lowercase(),
                    tokens,
                    span,
                });
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

    pub(super) fn raw_html(&mut self, html: &str, span: Span) {
        self.raw_html
            .report((self.path, self.text), html, span, self.diagnostics);
    }

    fn push(&mut self, shape: BlockShape, tokens: Vec<Token>, span: Span) {
        let signs = self.events.take_signs();
        if tokens.is_empty() && shape == BlockShape::Paragraph(None) {
            return;
        }
        let block = Block { shape, tokens, span };
        if !signs.has_hash() {
            return self.push_block(block, signs);
        }
        for block in unread_headings::split((self.path, self.text), block, self.diagnostics) {
            self.push_block(block, signs);
        }
    }

    fn push_block(&mut self, block: Block, signs: SignSet) {
        let Block { shape, tokens, span } = block;
        let (shape, mut tokens) = match (shape, tokens.as_slice()) {
            (BlockShape::Paragraph(None), [Token::Quote(reference, _)])
                if let Some(table) = table_file(self.tables, reference) =>
            {
                (
                    BlockShape::Compound("table"),
                    self.embedded_table(table, reference, span),
                )
            }
            (BlockShape::Paragraph(None), [Token::Quote(..)]) => (BlockShape::Compound("blockquote"), framed(tokens)),
            (shape, _) => (shape, self.finished(tokens, signs)),
        };
        if self.lists == Lists::Labels {
            join_label_sign(&mut tokens);
        }
        if let (Lists::Labels, BlockShape::Paragraph(marker), true) = (self.lists, &shape, signs.has_semicolon()) {
            items_in_line::report(self.path, marker.as_ref(), &tokens, self.diagnostics);
        }
        if matches!(shape, BlockShape::Compound(_)) {
            lint::addresses_inside(self.path, &tokens, self.diagnostics);
        }
        self.out.blocks.push(Block { shape, tokens, span });
    }

    /// The tokens of a block whose texts have some signs, with the signs of bold words and bare addresses read.
    fn finished(&mut self, tokens: Vec<Token>, signs: SignSet) -> Vec<Token> {
        let tokens = match signs.has_emphasis() {
            true => unread_bold::read((self.path, self.text), tokens, self.diagnostics),
            false => tokens,
        };
        without_quotes(with_bare_links(self.without_tables(tokens)))
    }

    fn heading(&mut self, level: HeadingLevel, span: Span) {
        let mut tokens = self.inline(TagEnd::Heading(level));
        let id = take_written_id(&mut tokens);
        unread_headings::close((self.path, self.text), &mut tokens, self.diagnostics);
        self.check_heading(level, span);
        self.push(BlockShape::Heading(level as u8, id), tokens, span);
    }

    pub(super) fn check_heading(&mut self, level: HeadingLevel, span: Span) {
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
                    let source = &self.text[span.start..span.end];
                    let printed = printed_marker(source);
                    item = span.end - source.trim_start().len();
                    let first = std::mem::take(&mut first);
                    marker = Some(Marker { printed, first });
                    if let Some(tokens) = self.tight_words() {
                        let tokens_span = tokens_span(&tokens).unwrap_or(span);
                        let whole = Span::new(item, tokens_span.end.max(item));
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
                other if !is_block(&other) => {
                    // Words of a tight item behind a heading, list or table in it.
                    let mut tokens = Vec::new();
                    self.inline_event(other, range, &mut tokens);
                    tokens.extend(self.tight_words().into_iter().flatten());
                    let whole = tokens_span(&tokens).unwrap_or(span);
                    self.push(BlockShape::Paragraph(marker.take()), tokens, whole);
                }
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
    pub(super) fn inline(&mut self, end: TagEnd) -> Vec<Token> {
        let mut tokens = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(&event, Event::End(tag) if *tag == end) {
                break;
            }
            self.inline_event(event, range, &mut tokens);
        }
        tokens
    }

    pub(super) fn inline_event(&mut self, event: Event<'a>, range: Range<usize>, tokens: &mut Vec<Token>) {
        let span = self.span(&range);
        match event {
            Event::Text(text) => tokens.push(Token::Text(self.words(&text), span)),
            Event::Code(code) => tokens.push(Token::Code(code.replace('\u{1f}', "|"))),
            Event::SoftBreak => tokens.push(Token::SoftBreak),
            Event::HardBreak => tokens.push(Token::HardBreak),
            Event::FootnoteReference(label) => tokens.push(Token::Footnote(label.to_lowercase(), span)),
            Event::InlineHtml(html) | Event::Html(html) => self.raw_html(&html, span),
            Event::Start(Tag::Link {
                link_type, dest_url, ..
            }) => match link_type {
                LinkType::WikiLink { .. } => {
                    self.skip_to(TagEnd::Link);
                    tokens.push(Token::Wiki(wiki_links::reference(&dest_url), span));
                }
                LinkType::Email => tokens.push(Token::Link(format!("mailto:{dest_url}"), span)),
                _ => {
                    link_targets::check_link((self.path, self.text), &dest_url, span, self.diagnostics);
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
                        images::check((self.path, self.text), &image, self.diagnostics);
                        Token::Image(image)
                    }
                });
            }
            Event::Start(tag) => tokens.extend(inline_tag(tag.to_end()).map(|(open, _)| Token::Inline(open))),
            Event::End(tag) => tokens.extend(inline_tag(tag).map(|(_, close)| Token::Inline(close))),
            _ => {}
        }
    }
}
