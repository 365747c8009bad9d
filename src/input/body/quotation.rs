//! Finds text that a document quotes over several paragraphs: the new words of a document that it amends.
//!
//! Such text has labels of its own, which are those of the amended document. It belongs to the provision that quotes it,
//! as one block without addresses.

use crate::base::span::Span;
use crate::input::body::annex::annex_address;
use crate::input::body::blocks::{Block, BlockShape, Marker, Token};
use crate::input::body::html_writer::plain_text;
use crate::input::body::label_parser::candidates;
use crate::input::body::lines::{first_words, label_of, restore_marker};
use crate::input::body::outline::{LabelOrigin, OpenProvision, choose, enter, succeeds};
use crate::input::body::quotation_marks::{Marks, is_quotation_mark, may_hold_mark};

/// Maximum number of blocks among which the end of a quotation is looked for.
const MAX_QUOTED_BLOCKS: usize = 4_000;

/// The name of the HTML tag of quoted text.
pub(crate) const QUOTATION_TAG: &str = "blockquote";

/// The words of a block among which quotation marks count; those of a quotation by `>` are apart. Single marks count
/// where a quotation began with one, as the double ones that they stand for.
fn counted_words(block: &Block, single: bool) -> Option<String> {
    let is_mark = |letter: char| is_quotation_mark(letter) || (single && is_single_mark(letter));
    let has_mark =
        |token: &Token| matches!(token, Token::Text(words, _) if may_hold_mark(words) && words.contains(is_mark));
    let is_apart = block.shape == BlockShape::Compound(QUOTATION_TAG);
    let words = (!is_apart && block.tokens.iter().any(has_mark)).then(|| plain_text(&block.tokens))?;
    match single {
        true => Some(
            words
                .replace("''", "\"")
                .replace("``", "“")
                .replace('‘', "“")
                .replace('’', "\""),
        ),
        false => Some(words),
    }
}

fn is_single_mark(letter: char) -> bool {
    matches!(letter, '‘' | '’' | '\'' | '`')
}

/// Returns whether a block begins with a single quotation mark, or with two that stand for a double one.
fn begins_single(block: &Block) -> bool {
    let words = first_words(&block.tokens);
    words.starts_with('‘') || words.starts_with("''") || words.starts_with("``")
}

/// A quotation that a block opens and the same or a later block closes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The mark that opens it, counted among the marks of the block; `None` if the block is quoted from its first letter.
    pub(crate) mark: Option<usize>,
    /// Whether it begins behind a colon, or with a label: a mark that an editor forgot to close does neither.
    pub(crate) is_introduced: bool,
    /// Whether a mark closes it.
    pub(crate) is_closed: bool,
    /// The number of later blocks that belong to it.
    pub(crate) later: usize,
}

/// Finds the end of the quotation that a block opens. `continues` returns whether a block continues the provisions of
/// the document itself; it ends a quotation in which a mark is missing.
pub(crate) fn quotation(block: &Block, later: &[Block], continues: impl Fn(&Block) -> bool) -> Option<Quotation> {
    let single = begins_single(block);
    let words = counted_words(block, single)?;
    let marks = Marks::after(&words, 0);
    let is_whole = words.starts_with(is_quotation_mark);
    let quoted = match (is_whole, marks.first_open) {
        (false, Some((_, at))) => &words[at..],
        (true, _) | (false, None) => &words,
    };
    let is_labelled = || !candidates(quoted.trim_start_matches(is_quotation_mark), false).is_empty();
    let found = Quotation {
        mark: marks.first_open.map(|(mark, _)| mark).filter(|_| !is_whole),
        is_introduced: if is_whole { is_labelled() } else { marks.follows_colon },
        is_closed: true,
        later: 0,
    };
    if marks.depth == 0 {
        return (is_whole && found.is_introduced && marks.ends_closed).then_some(found);
    }
    match end(marks.depth, single, later, &continues) {
        Some(later) => Some(Quotation { later, ..found }),
        None if found.is_introduced && is_labelled() => Some(Quotation {
            is_closed: false,
            later: unclosed_end(quoted, later, &continues),
            ..found
        }),
        None => None,
    }
}

/// The number of blocks up to the one that closes the last of `depth` marks.
fn end(mut depth: usize, single: bool, later: &[Block], continues: &impl Fn(&Block) -> bool) -> Option<usize> {
    for (index, block) in later.iter().take(MAX_QUOTED_BLOCKS).enumerate() {
        if begins_another(block, later.get(index + 1), continues) {
            return None;
        }
        let Some(words) = counted_words(block, single) else {
            continue;
        };
        let marks = Marks::after(&words, depth);
        depth = marks.depth;
        let is_end = marks.ends_closed && marks.closes_earlier && later.get(index + 1).is_none_or(continues);
        if depth == 0 || is_end {
            return Some(index + 1);
        }
    }
    None
}

/// Returns whether a block is the next provision of the document, and introduces a quotation of its own: the quotation
/// before it has lost its last mark.
fn begins_another(block: &Block, next: Option<&Block>, continues: &impl Fn(&Block) -> bool) -> bool {
    let begins_quoted = |next: &Block| first_words(&next.tokens).starts_with(is_quotation_mark);
    next.is_some_and(begins_quoted) && continues(block) && plain_text(&block.tokens).ends_with(':')
}

/// The number of blocks of a quotation that nothing closes: those before the next provision of the document, except
/// provisions that continue the quoted ones.
fn unclosed_end(quoted: &str, later: &[Block], continues: &impl Fn(&Block) -> bool) -> usize {
    let mut inner: Vec<OpenProvision> = Vec::new();
    let mut read = |words: &str, origin| {
        let chosen = choose(&inner, words, origin);
        let is_next = chosen.as_ref().is_some_and(|(label, _)| succeeds(&inner, label));
        if let Some(chosen) = chosen {
            enter(&mut inner, &chosen, None);
        }
        is_next
    };
    read(quoted.trim_start_matches(is_quotation_mark), LabelOrigin::Heading(1));
    let is_own = |block: &Block| {
        let Some((start, origin)) = label_of(block) else {
            return block.shape == BlockShape::Break(true);
        };
        let is_end = annex_address(&start).is_some() || start.trim_start().starts_with("Trên đây là");
        let is_inner = read(&start, origin);
        is_end || (continues(block) && !is_inner)
    };
    let later = &later[..later.len().min(MAX_QUOTED_BLOCKS)];
    later.iter().position(is_own).unwrap_or(later.len())
}

/// Splits a block before the quotation that one of its marks opens. `None` where that mark is inside a link.
pub(crate) fn split(block: &mut Block, mark: usize) -> Option<Block> {
    let (at, inside) = find_mark(&block.tokens, mark)?;
    let open = open_tags(&block.tokens[..at])?;
    let mut quoted: Vec<Token> = open.iter().map(|tag| Token::Inline(tag)).collect();
    let mut behind = block.tokens.split_off(at);
    if let Some(Token::Text(words, span)) = behind.first_mut() {
        let rest = words.split_off(inside);
        let place = Span::new((span.start + inside).min(span.end), span.end);
        let before = Token::Text(std::mem::replace(words, rest), Span::new(span.start, place.start));
        *span = place;
        block.tokens.push(before);
    }
    quoted.append(&mut behind);
    for tag in open.iter().rev() {
        close_tag(&mut block.tokens, tag);
    }
    while let Some(Token::SoftBreak | Token::HardBreak) = block.tokens.last() {
        block.tokens.pop();
    }
    let start = quoted.iter().find_map(|token| match token {
        Token::Text(_, span) => Some(span.start),
        _ => None,
    });
    Some(Block {
        shape: BlockShape::Paragraph(None),
        tokens: quoted,
        span: Span::new(start.unwrap_or(block.span.start), block.span.end),
    })
}

/// The token with a mark, by its place among all marks, and the byte of the mark in its words.
fn find_mark(tokens: &[Token], mark: usize) -> Option<(usize, usize)> {
    let mut count = 0;
    for (index, token) in tokens.iter().enumerate() {
        let words = match token {
            Token::Text(words, _) => words,
            Token::Code(_) | Token::Image(_) | Token::Wiki(..) | Token::Quote(..) => return None,
            _ => continue,
        };
        for (at, _) in words.match_indices(is_quotation_mark) {
            if count == mark {
                return Some((index, at));
            }
            count += 1;
        }
    }
    None
}

/// The inline tags that are open behind some tokens; `None` inside a link.
fn open_tags(tokens: &[Token]) -> Option<Vec<&'static str>> {
    let mut open = Vec::new();
    let mut links = 0_usize;
    for token in tokens {
        match token {
            Token::Inline(tag) if tag.starts_with("</") => drop(open.pop()),
            Token::Inline(tag) => open.push(*tag),
            Token::Link(..) => links += 1,
            Token::LinkEnd => links = links.saturating_sub(1),
            _ => {}
        }
    }
    let is_closable = |tag: &&str| matches!(*tag, "<strong>" | "<em>");
    (links == 0 && open.iter().all(is_closable)).then_some(open)
}

/// Closes an inline tag, or removes it if it has no words.
fn close_tag(tokens: &mut Vec<Token>, tag: &str) {
    if matches!(tokens.last(), Some(Token::Text(words, _)) if words.is_empty()) {
        tokens.pop();
    }
    if matches!(tokens.last(), Some(Token::Inline(last)) if *last == tag) {
        tokens.pop();
        return;
    }
    let close = if tag == "<em>" { "</em>" } else { "</strong>" };
    tokens.push(Token::Inline(close));
}

/// Joins the blocks of a quotation to the tokens of one block, and its place in the file.
pub(crate) fn joined(blocks: &mut [Block]) -> (Vec<Token>, Span) {
    let mut tokens = vec![Token::Edge("<blockquote class=\"quotation\">".into())];
    let start = blocks.first().map_or(0, |block| block.span.start);
    let end = blocks.iter().map(|block| block.span.end).max().unwrap_or(start);
    for block in blocks {
        let own = std::mem::take(&mut block.tokens);
        match &block.shape {
            BlockShape::Heading(..) => wrapped(&mut tokens, "<p><strong>", own, "</strong></p>"),
            BlockShape::Paragraph(marker) => {
                wrapped(
                    &mut tokens,
                    "<p>",
                    with_marker(own, marker.as_ref(), block.span),
                    "</p>",
                );
            }
            BlockShape::Compound(_) => tokens.extend(own),
            BlockShape::Break(_) => tokens.push(Token::Edge("<hr>".into())),
        }
    }
    tokens.push(Token::Edge("</blockquote>".into()));
    (tokens, Span::new(start, end))
}

fn with_marker(mut tokens: Vec<Token>, marker: Option<&Marker>, span: Span) -> Vec<Token> {
    restore_marker(&mut tokens, marker, span);
    tokens
}

fn wrapped(tokens: &mut Vec<Token>, open: &'static str, own: Vec<Token>, close: &'static str) {
    tokens.push(Token::Edge(open.into()));
    tokens.extend(own);
    tokens.push(Token::Edge(close.into()));
}
