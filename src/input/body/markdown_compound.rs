//! Reads blocks that hold others – lists, tables, quotations, code – as tags and tokens.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use crate::base::span::Span;
use crate::input::body::blocks::Token;
use crate::input::body::markdown::{MAX_NESTING, MarkdownReader};
use crate::input::body::markdown_tags::{alignment_class, compound_tags, is_block_end, is_block_tag};
use crate::input::body::{lint, unread_headings};

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
}
