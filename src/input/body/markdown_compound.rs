//! Reads blocks that hold others – lists, tables, quotations, code – as tags and tokens.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use crate::base::span::Span;
use crate::input::body::blocks::Token;
use crate::input::body::embedded_tables::table_file;
use crate::input::body::markdown::{MAX_NESTING, MarkdownReader};
use crate::input::body::markdown_tags::{alignment_class, compound_tags, is_block_end, is_block_tag};
use crate::input::body::{embedded_tables, line_indents, merged_cells, unread_headings};
use crate::input::citations::reference::Reference;
use crate::input::source::TableFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{Phrase, TableFileProblem};

impl<'a> MarkdownReader<'a, '_> {
    /// Reads a nested block as a whole, as tags and tokens.
    pub(super) fn compound(&mut self, tag: Tag<'a>, span: Span, tokens: &mut Vec<Token>) {
        let mut closers = Vec::new();
        self.open_compound(&tag, span, tokens, &mut closers);
        self.compound_until_closed(tokens, closers);
    }

    /// Opens a nested block; tables and code are read to their end, so that nothing is left to close.
    pub(super) fn open_compound(
        &mut self,
        tag: &Tag<'a>,
        span: Span,
        tokens: &mut Vec<Token>,
        closers: &mut Vec<&'static str>,
    ) {
        match tag {
            Tag::Table(alignments) => {
                self.table(alignments, tokens);
            }
            Tag::CodeBlock(kind) => {
                if matches!(kind, CodeBlockKind::Indented) {
                    let body = (self.text, self.offset);
                    line_indents::report(self.path, body, (span, self.lists), self.diagnostics);
                }
                let code = self.skip_to(TagEnd::CodeBlock);
                tokens.push(Token::Edge("<pre>".into()));
                tokens.push(Token::Code(code));
                tokens.push(Token::Edge("</pre>".into()));
            }
            _ => {
                let number = self.numbers.begin(tag, &self.text[span.start..span.end]);
                if closers.len() >= MAX_NESTING {
                    // Tags end here, words and numbers go on.
                    tokens.push(Token::SoftBreak);
                    tokens.extend(number.map(|number| Token::Text(format!("{number}. "), span)));
                    return closers.push("");
                }
                let (open, close) = compound_tags(tag, &self.text[span.start..span.end], number);
                tokens.push(Token::Edge(open));
                closers.push(close);
            }
        }
    }

    /// Reads events until all open blocks are closed. A loop rather than a recursion, since nesting may be as deep as
    /// the text is long.
    pub(super) fn compound_until_closed(&mut self, tokens: &mut Vec<Token>, mut closers: Vec<&'static str>) {
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
                    let mut words = self.inline(TagEnd::Heading(level));
                    unread_headings::close((self.path, self.text), &mut words, self.diagnostics);
                    tokens.extend(words);
                    tokens.push(Token::Edge("</strong></p>".into()));
                }
                Event::Start(tag) if is_block_tag(&tag) => self.open_compound(&tag, span, tokens, &mut closers),
                Event::End(tag) if is_block_end(tag) => {
                    let close = closers.pop().unwrap_or("");
                    self.numbers.end(tag);
                    if !close.is_empty() {
                        tokens.push(Token::Edge(close.into()));
                    }
                }
                Event::Rule => tokens.push(Token::Edge("<hr>".into())),
                other => self.inline_event(other, range, tokens),
            }
        }
    }

    pub(super) fn table(&mut self, alignments: &[Alignment], tokens: &mut Vec<Token>) {
        let start = tokens.len();
        tokens.push(Token::Edge("<table>".into()));
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
        self.merge_cells(tokens, start);
    }

    /// Joins the cells of the table that begins at a token.
    pub(super) fn merge_cells(&mut self, tokens: &mut Vec<Token>, start: usize) {
        let Some(merged) = merged_cells::merged(&tokens[start..]) else {
            return;
        };
        tokens.truncate(start);
        tokens.extend(merged.tokens);
        for span in merged.unread {
            let sign = self.text.get(span.start..span.end).unwrap_or_default().trim();
            let diagnostic = Diagnostic::new(Code::UnmergedCell, Place::at(self.path, span)).with("sign", sign);
            self.diagnostics.push(diagnostic);
        }
    }

    /// Turns tables in files of their own among other words into links, and reports them.
    pub(super) fn without_tables(&mut self, tokens: Vec<Token>) -> Vec<Token> {
        if self.tables.is_empty() {
            return tokens;
        }
        let mut out = Vec::with_capacity(tokens.len());
        for token in tokens {
            let table = match &token {
                Token::Quote(reference, span) => table_file(self.tables, reference).map(|table| (table, *span)),
                _ => None,
            };
            match table {
                Some((table, span)) => {
                    self.report_table(table, span, TableFileProblem::NotAlone);
                    out.extend(embedded_tables::link(table, span));
                }
                None => out.push(token),
            }
        }
        out
    }

    fn report_table(&mut self, table: &TableFile, span: Span, problem: TableFileProblem) {
        let diagnostic = Diagnostic::new(Code::UnreadTableFile, Place::at(self.path, span));
        let diagnostic = diagnostic.with("name", &table.name);
        self.diagnostics
            .push(diagnostic.with("help", Phrase::TableFile(problem)));
    }

    /// A table in a file of its own, as tokens. One that cannot be read is a link to its file.
    pub(super) fn embedded_table(&mut self, table: &TableFile, reference: &Reference, span: Span) -> Vec<Token> {
        match embedded_tables::tokens(table, reference, span, &mut self.table_cells) {
            Ok(mut tokens) => {
                self.merge_cells(&mut tokens, 0);
                tokens
            }
            Err(problem) => {
                self.report_table(table, span, problem);
                embedded_tables::link(table, span)
            }
        }
    }

    /// Skips to the end of a tag and returns the text inside.
    pub(super) fn skip_to(&mut self, end: TagEnd) -> String {
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

    /// Reads a block of raw HTML.
    pub(super) fn html_block(&mut self, span: Span) {
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
