//! HTML with holes: what one file alone can say, and places where other files matter.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::markdown::Token;
use super::mentions::{NumberedMention, numbered};
use super::reference::Reference;
use super::sentence;
use crate::base::html::push_escaped;
use crate::base::span::Span;

/// A place in HTML that is filled when all files are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// ` id="…"` of a provision, by its index.
    Id(usize),
    /// The address that a provision's number links to.
    SelfHref(usize),
    /// Before the words of a mention.
    Mention(usize),
    /// After them.
    MentionEnd(usize),
    /// Before the words of a link.
    Link(usize),
    /// After them.
    LinkEnd(usize),
    /// The address of an image.
    Source(usize),
    /// A reference to a footnote: its number, and the how-manieth reference it is.
    Footnote(usize, usize),
}

/// HTML and its holes, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// Safe HTML.
    pub html: String,
    /// Byte of `html` and what goes there.
    pub holes: Vec<(usize, Hole)>,
}

impl Linked {
    /// Puts a hole at the end.
    pub fn hole(&mut self, hole: Hole) {
        self.holes.push((self.html.len(), hole));
    }

    /// Appends plain text.
    pub fn text(&mut self, text: &str) {
        push_escaped(&mut self.html, text);
    }

    /// The holes inside a range of the HTML; one at its very end belongs to what follows, if anything does.
    pub fn holes_in(&self, range: &Range<usize>) -> &[(usize, Hole)] {
        let is_whole = range.end == self.html.len();
        let from = self.holes.partition_point(|(at, _)| *at < range.start);
        let to = self.holes.partition_point(|(at, _)| *at < range.end || (is_whole && *at == range.end));
        &self.holes[from..to]
    }
}

/// Whose words a mention stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The document's own text or title: a mention is a citation.
    Document,
    /// The site's words about it (notes, summaries): a mention is a link and nothing else.
    Site,
}

/// Where a mention or link stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The paragraph, by its index among the provisions; `None` in the head.
    pub provision: Option<usize>,
    /// Its bytes in the file.
    pub span: Span,
    /// The sentence around it, and its bytes in that sentence.
    pub sentence: (String, Range<usize>),
    /// Whose words.
    pub voice: Voice,
}

/// A citation by number, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What is cited.
    pub cited: NumberedMention,
    /// Where.
    pub standing: Standing,
}

/// Where a link written by an editor leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// `[[…]]`
    Wiki(Reference),
    /// `[…](address)`
    Address(String),
}

/// A link written by an editor, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRef {
    /// Where it leads.
    pub target: LinkTarget,
    /// Where it stands.
    pub standing: Standing,
}

/// The mentions and links of one document; holes hold indexes into these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Citations by number.
    pub mentions: Vec<Mention>,
    /// Links by hand.
    pub links: Vec<LinkRef>,
    /// Labels of footnotes in the order of their numbers, with how often each is referred to.
    pub footnotes: Vec<(String, usize)>,
}

impl Tables {
    /// Counts a reference to a footnote: its number, from 1, and the how-manieth reference it is.
    fn footnote(&mut self, label: &str) -> (usize, usize) {
        let known = self.footnotes.iter().position(|(known, _)| known == label);
        let index = known.unwrap_or_else(|| {
            self.footnotes.push((label.to_owned(), 0));
            self.footnotes.len() - 1
        });
        self.footnotes[index].1 += 1;
        (index + 1, self.footnotes[index].1)
    }
}

/// What is the same for all blocks of one document.
pub(super) struct Context<'a> {
    pub(super) lexicon: &'a Lexicon,
    /// The file's text, to find columns inside a token.
    pub(super) source: &'a str,
    pub(super) voice: Voice,
}

/// Where some tokens stand.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) provision: Option<usize>,
    pub(super) span: Span,
}

/// The plain text of some tokens, with one line break between the blocks inside.
pub(super) fn plain_text(tokens: &[Token]) -> String {
    Plain::of(tokens).text.trim().to_owned()
}

/// The plain text of tokens, and for each token its bytes there.
struct Plain {
    text: String,
    ranges: Vec<Range<usize>>,
}

impl Plain {
    fn of(tokens: &[Token]) -> Self {
        let mut text = String::new();
        let mut ranges = Vec::with_capacity(tokens.len());
        for token in tokens {
            let start = text.len();
            match token {
                Token::Text(words, _) | Token::Code(words) => text.push_str(words),
                Token::SoftBreak | Token::HardBreak => text.push(' '),
                Token::Wiki(reference, _) => text.push_str(&wiki_words(reference)),
                Token::Edge(_) => {
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                }
                Token::Image(_, words, _) => text.push_str(words),
                Token::Inline(_) | Token::Footnote(_) | Token::Link(..) | Token::LinkEnd => {}
            }
            ranges.push(start..text.len());
        }
        Plain { text, ranges }
    }

    /// Stretches of text in which citations are searched: not in links, code or across blocks.
    fn stretches(&self, tokens: &[Token]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = None;
        let mut in_link = false;
        for (token, range) in tokens.iter().zip(&self.ranges) {
            let searched = matches!(token, Token::Text(..) | Token::SoftBreak | Token::HardBreak | Token::Inline(_));
            let breaks = !searched && !matches!(token, Token::Footnote(_));
            if breaks || in_link {
                found.extend(start.take().map(|from| from..range.start));
            }
            match token {
                Token::Link(..) => in_link = true,
                Token::LinkEnd => in_link = false,
                Token::Text(..) if !in_link => start = start.or(Some(range.start)),
                _ => {}
            }
        }
        found.extend(start.map(|from| from..self.text.len()));
        found
    }
}

/// The words that a `[[…]]` shows.
pub(super) fn wiki_words(reference: &Reference) -> String {
    if let Some(words) = &reference.words {
        return words.clone();
    }
    match (&reference.document, &reference.provision) {
        (Some(document), Some(provision)) => format!("{document}, mục {provision}"),
        (Some(document), None) => document.clone(),
        (None, Some(provision)) => format!("mục {provision}"),
        (None, None) => String::new(),
    }
}

/// A mention to be linked: the part of its surface that lies in one run of plain words.
struct Piece {
    range: Range<usize>,
    mention: usize,
}

/// Writes tokens as HTML; mentions and links go into the tables. Gives the plain text.
pub(super) fn emit(out: &mut Linked, tables: &mut Tables, context: &Context<'_>, tokens: &[Token], at: At) -> String {
    let plain = Plain::of(tokens);
    let pieces = find_mentions(&plain, tables, context, tokens, at);
    let mut pieces = pieces.into_iter().peekable();
    let mut open: Option<Piece> = None;
    let mut open_link = None;
    for (token, range) in tokens.iter().zip(&plain.ranges) {
        match token {
            Token::Text(words, _) => emit_words(out, words, range.start, &mut pieces, &mut open),
            Token::SoftBreak => {
                emit_words(out, "\n", range.start, &mut pieces, &mut open);
            }
            Token::HardBreak => out.html.push_str("<br>\n"),
            Token::Code(code) => {
                out.html.push_str("<code>");
                out.text(code);
                out.html.push_str("</code>");
            }
            Token::Inline(tag) => out.html.push_str(tag),
            Token::Edge(tag) => out.html.push_str(tag),
            Token::Footnote(label) => {
                let (number, occurrence) = tables.footnote(label);
                out.hole(Hole::Footnote(number, occurrence));
            }
            Token::Link(dest, span) => {
                let standing = standing(&plain.text, range.clone(), *span, context, at);
                tables.links.push(LinkRef { target: LinkTarget::Address(dest.clone()), standing });
                open_link = Some(tables.links.len() - 1);
                out.hole(Hole::Link(tables.links.len() - 1));
            }
            Token::LinkEnd => {
                if let Some(link) = open_link.take() {
                    out.hole(Hole::LinkEnd(link));
                }
            }
            Token::Wiki(reference, span) => {
                let standing = standing(&plain.text, range.clone(), *span, context, at);
                tables.links.push(LinkRef { target: LinkTarget::Wiki(reference.clone()), standing });
                let link = tables.links.len() - 1;
                out.hole(Hole::Link(link));
                out.text(&wiki_words(reference));
                out.hole(Hole::LinkEnd(link));
            }
            Token::Image(dest, words, span) => {
                let standing = standing(&plain.text, range.clone(), *span, context, at);
                tables.links.push(LinkRef { target: LinkTarget::Address(dest.clone()), standing });
                out.html.push_str("<img src=\"");
                out.hole(Hole::Source(tables.links.len() - 1));
                out.html.push_str("\" alt=\"");
                out.text(words);
                out.html.push_str("\">");
            }
        }
    }
    plain.text.trim().to_owned()
}

/// Writes words, opening and closing mentions on the way.
fn emit_words(
    out: &mut Linked,
    words: &str,
    start: usize,
    pieces: &mut std::iter::Peekable<std::vec::IntoIter<Piece>>,
    open: &mut Option<Piece>,
) {
    let end = start + words.len();
    let mut done = start;
    loop {
        if let Some(piece) = open {
            let stop = piece.range.end.min(end);
            out.text(&words[done - start..stop - start]);
            done = stop;
            if piece.range.end > end {
                return;
            }
            out.hole(Hole::MentionEnd(piece.mention));
            *open = None;
        }
        let Some(piece) = pieces.next_if(|piece| piece.range.start < end) else {
            out.text(&words[done - start..]);
            return;
        };
        out.text(&words[done - start..piece.range.start - start]);
        done = piece.range.start;
        out.hole(Hole::Mention(piece.mention));
        *open = Some(piece);
    }
}

fn find_mentions(
    plain: &Plain,
    tables: &mut Tables,
    context: &Context<'_>,
    tokens: &[Token],
    at: At,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for stretch in plain.stretches(tokens) {
        for mut cited in numbered(&plain.text[stretch.clone()], context.lexicon) {
            let shift = |range: &Range<usize>| range.start + stretch.start..range.end + stretch.start;
            (cited.surface, cited.number_at) = (shift(&cited.surface), shift(&cited.number_at));
            let run = run_around(plain, tokens, &cited.number_at);
            let range = cited.surface.start.max(run.start)..cited.surface.end.min(run.end);
            let span = source_span(plain, tokens, context.source, &cited.surface).unwrap_or(at.span);
            let standing = standing(&plain.text, cited.surface.clone(), span, context, at);
            tables.mentions.push(Mention { cited, standing });
            pieces.push(Piece { range, mention: tables.mentions.len() - 1 });
        }
    }
    pieces
}

fn standing(text: &str, range: Range<usize>, span: Span, context: &Context<'_>, at: At) -> Standing {
    Standing { provision: at.provision, span, sentence: sentence::around(text, range), voice: context.voice }
}

/// The plain text around a number that no inline tag interrupts.
fn run_around(plain: &Plain, tokens: &[Token], number: &Range<usize>) -> Range<usize> {
    let is_word = |token: &Token| matches!(token, Token::Text(..) | Token::SoftBreak);
    let holder = plain.ranges.iter().zip(tokens).position(|(range, token)| is_word(token) && range.contains(&number.start));
    let Some(holder) = holder else { return number.clone() };
    let first = (0..=holder).rev().take_while(|index| is_word(&tokens[*index])).last().unwrap_or(holder);
    let last = (holder..tokens.len()).take_while(|index| is_word(&tokens[*index])).last().unwrap_or(holder);
    plain.ranges[first].start..plain.ranges[last].end
}

/// The bytes of the file that a range of plain text comes from.
fn source_span(plain: &Plain, tokens: &[Token], source: &str, range: &Range<usize>) -> Option<Span> {
    let mut span: Option<Span> = None;
    for (token, at) in tokens.iter().zip(&plain.ranges) {
        let Token::Text(words, from) = token else { continue };
        if at.end <= range.start || at.start >= range.end {
            continue;
        }
        let verbatim = source.get(from.start..from.end) == Some(words.as_str());
        let part = match verbatim {
            true => Span::new(
                from.start + range.start.saturating_sub(at.start),
                from.start + range.end.min(at.end) - at.start,
            ),
            false => *from,
        };
        span = Some(span.map_or(part, |span| Span::new(span.start.min(part.start), span.end.max(part.end))));
    }
    span
}
