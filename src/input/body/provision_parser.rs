//! Decides which blocks of a body begin a provision, and which belong to it.
//!
//! Takes blocks and passes each to `ProvisionBuilder` with its label; the printed labels decide, never Markdown.

use std::cell::OnceCell;
use std::mem::take;

use crate::base::address::Address;
use crate::base::span::Span;
use crate::input::body::blocks::{Block, BlockShape, Lists, Marker, Token};
use crate::input::body::html_writer::plain_text;
use crate::input::body::label::{LabelStyle, PrintedLabel};
use crate::input::body::label_misprints::misprint;
use crate::input::body::label_parser::candidates;
use crate::input::body::lines::{
    beginning, close_label, first_words, label_of, restore_marker, strip_label, take_explicit_id, tokens_span,
};
use crate::input::body::lint;
use crate::input::body::markup::Markup;
use crate::input::body::outline::{
    LabelOrigin, OpenProvision, Placement, choose, closes_alike, enter, keep_above_heading, succeeds,
};
use crate::input::body::provision_builder::{DocumentPart, NewProvision, ProvisionBuilder};
use crate::input::body::provision_titles::{add_title, attached_text, heading_level, is_annex};
use crate::input::body::provisions::Provision;
use crate::input::body::quotation::{self, QUOTATION_TAG, quotation};
use crate::input::body::quotation_marks::is_quotation_mark;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;

/// Maximum number of later paragraphs with a possible label that are examined before "Trên đây là" closes a document.
const MAX_LOOK_AHEAD: usize = 32;

/// Maximum length of the words with which a message names a paragraph, in characters.
const MAX_UNCLOSED: usize = 40;

/// Builds the provisions of all blocks and their HTML; the tokens of the blocks are moved out.
pub(crate) fn build(
    mut blocks: &mut [Block],
    lists: Lists,
    mut builder: ProvisionBuilder<'_, '_>,
) -> (Vec<Provision>, Markup) {
    while let [block, ..] = blocks {
        let done = match lists {
            Lists::Plain => {
                plain(block, &mut builder);
                1
            }
            Lists::Labels => official(blocks, &mut builder),
        };
        blocks = &mut blocks[done..];
    }
    builder.finish()
}

/// Adds a block of a page: its headings are headings, its lists are plain lists.
fn plain(block: &mut Block, builder: &mut ProvisionBuilder<'_, '_>) {
    match &block.shape {
        BlockShape::Heading(level, id) => unlabelled_heading(block, *level, id.as_deref(), builder),
        BlockShape::Break(_) => builder.rule(),
        BlockShape::Compound(name) => builder.unnumbered(&block.tokens, None, block.span, Some(name)),
        BlockShape::Paragraph(_) => paragraph_without_label(take(&mut block.tokens), block.span, builder),
    }
}

/// Adds the first block of an official text with the later ones that belong to it; returns their number.
fn official(blocks: &mut [Block], builder: &mut ProvisionBuilder<'_, '_>) -> usize {
    let Some((block, later)) = blocks.split_first_mut() else {
        return 0;
    };
    let found = match &block.shape {
        BlockShape::Heading(..) | BlockShape::Paragraph(_) => {
            let own = OnceCell::new();
            let open = || own.get_or_init(|| open_behind(builder.open(), block));
            quotation(block, later, |next| continues(open(), next))
        }
        BlockShape::Compound(_) | BlockShape::Break(_) => None,
    };
    let is_introduced = builder.open().last().is_some_and(|open| open.introduces);
    let Some(found) = found.filter(|found| found.is_introduced || (found.mark.is_none() && is_introduced)) else {
        return 1 + labelled(block, later, builder);
    };
    let mut begin = found.mark.and_then(|mark| quotation::split(block, mark));
    if !found.is_closed {
        let first = begin.as_ref().unwrap_or(block);
        report_unclosed(first, later[..found.later].last().unwrap_or(first), builder);
    }
    match &mut begin {
        None if found.mark.is_none() => add_quotation(&mut blocks[..=found.later], builder),
        None => {
            labelled(block, &[], builder);
            add_quotation(&mut later[..found.later], builder);
        }
        Some(begin) => {
            labelled(block, &[], builder);
            let rest = later[..found.later].iter_mut();
            let mut quoted: Vec<Block> = std::iter::once(begin).chain(rest).map(moved).collect();
            add_quotation(&mut quoted, builder);
        }
    }
    1 + found.later
}

/// A block whose tokens are moved out of it.
fn moved(block: &mut Block) -> Block {
    Block {
        shape: block.shape.clone(),
        tokens: take(&mut block.tokens),
        span: block.span,
    }
}

/// Reports a quotation that no mark closes, with the last words that are read as quoted.
fn report_unclosed(first: &Block, last: &Block, builder: &mut ProvisionBuilder<'_, '_>) {
    let start = tokens_span(&first.tokens).map_or(first.span.start, |span| span.start);
    let place = Span::new(start, start + first_words(&first.tokens).len()).clamped(builder.context.source);
    let excerpt = |block: &Block| {
        let words = plain_text(&block.tokens);
        let words = words.trim_start_matches(is_quotation_mark);
        match words.char_indices().nth(MAX_UNCLOSED) {
            Some((end, _)) => format!("{}…", words[..end].trim_end()),
            None => words.to_owned(),
        }
    };
    let diagnostic = Diagnostic::new(Code::UnclosedQuotation, Place::at(builder.path, place));
    let diagnostic = diagnostic.with("begin", excerpt(first)).with("end", excerpt(last));
    builder.diagnostics.push(diagnostic);
}

fn add_quotation(blocks: &mut [Block], builder: &mut ProvisionBuilder<'_, '_>) {
    let (tokens, span) = quotation::joined(blocks);
    builder.unnumbered(&tokens, None, span, Some(QUOTATION_TAG));
}

/// The provisions that are open behind a block.
fn open_behind(open: &[OpenProvision], block: &Block) -> Vec<OpenProvision> {
    let mut open = open.to_vec();
    if let Some(chosen) = label_of(block).and_then(|(start, origin)| choose(&open, &start, origin)) {
        enter(&mut open, &chosen, None);
    }
    open
}

/// Returns whether a block continues the open provisions: its label is the next one, or that of a wider level.
fn continues(open: &[OpenProvision], block: &Block) -> bool {
    let Some((start, origin)) = label_of(block) else {
        return false;
    };
    choose(open, &start, origin)
        .is_some_and(|(label, at)| at.gap.is_none() && (succeeds(open, &label) || label.style.rank().is_some()))
}

/// Adds a block of an official text; returns the number of later blocks that are its title.
fn labelled(block: &mut Block, later: &[Block], builder: &mut ProvisionBuilder<'_, '_>) -> usize {
    match &block.shape {
        BlockShape::Heading(..) | BlockShape::Paragraph(_) => {
            lint::pasted_head(builder.path, &block.tokens, builder.diagnostics);
            if let Some(found) = attached_text(block, later, || builder.has(LabelStyle::Article)) {
                builder.part = DocumentPart::Opening;
                let id = builder.free_slug(&found.base);
                let chosen = unlabelled(&plain_text(&block.tokens), 1, builder);
                enter_heading((block.span, 1, Some(&id)), chosen, &found.tokens, builder);
                return found.titles;
            }
        }
        BlockShape::Compound(_) | BlockShape::Break(_) => {}
    }
    match &block.shape {
        BlockShape::Heading(level, id) => return heading(block, (*level, id.as_deref()), later, builder),
        BlockShape::Break(starred) if *starred => close(builder),
        BlockShape::Break(_) => builder.rule(),
        BlockShape::Compound(name) => {
            if *name == "table" {
                lint::pasted_head(builder.path, &block.tokens, builder.diagnostics);
            }
            builder.unnumbered(&block.tokens, None, block.span, Some(name));
        }
        BlockShape::Paragraph(marker) => {
            if begins_closing(&block.tokens) && !builder.open().is_empty() && !items_follow(later, builder.open()) {
                close(builder);
            }
            let tokens = take(&mut block.tokens);
            return paragraph(tokens, marker.as_ref(), (block.span, later), builder);
        }
    }
    0
}

fn close(builder: &mut ProvisionBuilder<'_, '_>) {
    builder.close_to(0);
    builder.part = DocumentPart::Closing;
}

fn begins_closing(tokens: &[Token]) -> bool {
    first_words(tokens).trim_start().starts_with("Trên đây là")
}

/// Returns whether any later block is an item or heading of the same text; a level-1 heading begins another text.
fn items_follow(later: &[Block], open: &[OpenProvision]) -> bool {
    let mut examined = 0;
    for block in later {
        let (start, origin) = match &block.shape {
            BlockShape::Heading(..) | BlockShape::Paragraph(None) if is_annex(block) => return false,
            BlockShape::Heading(level, _) => return *level > 1,
            BlockShape::Paragraph(marker) => beginning(&block.tokens, marker.as_ref()),
            BlockShape::Break(true) => return false,
            BlockShape::Compound(_) | BlockShape::Break(false) => continue,
        };
        if choose(open, &start, origin).is_some() {
            return true;
        }
        examined += usize::from(!candidates(&start, false).is_empty());
        if examined > MAX_LOOK_AHEAD {
            return true;
        }
    }
    false
}

/// Adds a heading; returns the number of later blocks that are its title.
fn heading(
    block: &Block,
    (level, id): (u8, Option<&str>),
    later: &[Block],
    builder: &mut ProvisionBuilder<'_, '_>,
) -> usize {
    if level == 1 && builder.part == DocumentPart::Closing {
        builder.part = DocumentPart::Opening;
    }
    let choice = match builder.part {
        DocumentPart::Opening => choose(builder.open(), first_words(&block.tokens), LabelOrigin::Heading(level)),
        DocumentPart::Closing => None,
    };
    let Some(chosen) = choice else {
        unlabelled_heading(block, level, id, builder);
        return 0;
    };
    let mut tokens = block.tokens.clone();
    strip_label(&mut tokens, chosen.0.length);
    let titles = add_title(&mut tokens, &chosen.0, later);
    enter_heading((block.span, level, id), chosen, &tokens, builder);
    titles
}

/// Adds a heading without a printed label; its address is made of its words.
fn unlabelled_heading(block: &Block, level: u8, id: Option<&str>, builder: &mut ProvisionBuilder<'_, '_>) {
    let chosen = unlabelled(&plain_text(&block.tokens), level, builder);
    enter_heading((block.span, level, id), chosen, &block.tokens, builder);
}

/// The place of a heading without a label.
fn unlabelled(words: &str, level: u8, builder: &mut ProvisionBuilder<'_, '_>) -> (PrintedLabel, Placement) {
    let label = PrintedLabel {
        style: LabelStyle::Unlabelled,
        numbers: vec![0],
        inserted: String::new(),
        printed: String::new(),
        part: builder.free_slug(words),
        length: 0,
    };
    (label, Placement::without_gap(keep_above_heading(builder.open(), level)))
}

/// Opens the provision of a heading; `tokens` are its words without the label.
fn enter_heading(
    (span, level, id): (Span, u8, Option<&str>),
    (label, placement): (PrintedLabel, Placement),
    tokens: &[Token],
    builder: &mut ProvisionBuilder<'_, '_>,
) {
    let new = NewProvision {
        label: &label,
        placement: &placement,
        id: checked_id(id, span, builder),
        level: Some(level),
        span,
    };
    builder.heading(&new, tokens);
}

/// The `{#id}` if it can be an address; otherwise it is reported and ignored.
fn checked_id(id: Option<&str>, span: Span, builder: &mut ProvisionBuilder<'_, '_>) -> Option<String> {
    let id = id?;
    if Address::new(id).is_none() {
        let found = builder.context.source[span.start..span.end]
            .find(id)
            .map(|at| span.start + at);
        let at = found.map_or(span, |at| Span::new(at, at + id.len()));
        let diagnostic = Diagnostic::new(Code::BadAddress, Place::at(builder.path, at));
        builder.diagnostics.push(diagnostic.with("value", id));
        return None;
    }
    Some(id.to_owned())
}

/// Adds a paragraph; returns the number of later blocks that are its title.
fn paragraph(
    mut tokens: Vec<Token>,
    marker: Option<&Marker>,
    (span, later): (Span, &[Block]),
    builder: &mut ProvisionBuilder<'_, '_>,
) -> usize {
    close_label(&mut tokens);
    let (start, origin) = beginning(&tokens, marker);
    let choice = match builder.part {
        DocumentPart::Opening => choose(builder.open(), &start, origin),
        DocumentPart::Closing => None,
    };
    let Some((label, mut placement)) = choice else {
        if builder.part == DocumentPart::Opening {
            report_misprint(&start, span, builder);
        }
        restore_marker(&mut tokens, marker, span);
        paragraph_without_label(tokens, span, builder);
        return 0;
    };
    if placement.gap.is_none() {
        placement.gap = restart(&label, placement.keep, span, builder);
    }
    if marker.is_none() {
        strip_label(&mut tokens, label.length);
    }
    let id = take_explicit_id(&mut tokens);
    let titles = add_title(&mut tokens, &label, later);
    let level = heading_level(&label, &tokens, later);
    if let Some(level) = level {
        enter_heading((span, level, id.as_deref()), (label, placement), &tokens, builder);
        return titles;
    }
    let new = NewProvision {
        label: &label,
        placement: &placement,
        id,
        level: None,
        span,
    };
    builder.item(&new, &tokens);
    titles
}

/// What a list begins again behind, without words that introduce it and without an indentation: `2.`, a paragraph, `1.`
fn restart(label: &PrintedLabel, keep: usize, span: Span, builder: &ProvisionBuilder<'_, '_>) -> Option<Phrase> {
    let outer = builder.open().get(..keep)?.last()?;
    let repeats = label.is_first() && label.style == outer.style && closes_alike(outer, label) && !outer.introduces;
    let line = builder.context.source[..span.start].rsplit('\n').next().unwrap_or("");
    let is_indented = line.ends_with([' ', '\t']);
    (repeats && !is_indented).then(|| Phrase::AfterLabel(outer.printed.clone()))
}

/// Reports a number that looks like a label and is not read as one.
fn report_misprint(start: &str, span: Span, builder: &mut ProvisionBuilder<'_, '_>) {
    // Behind an item that is not read, the next ones look misprinted too, but for words such as `Điều`.
    let is_new = |printed: &str| !builder.has_misprint || printed.starts_with(char::is_uppercase);
    let Some(found) = misprint(builder.open(), start).filter(|found| is_new(&found.printed)) else {
        return;
    };
    builder.has_misprint = true;
    // Blanks before it are no part of it; signs of Markdown inside it make the source longer than what is printed.
    let source = &builder.context.source[..span.end];
    let from = span.end - source[span.start..].trim_start().len();
    let mut to = (from + found.printed.len()).min(span.end);
    while !source.is_char_boundary(to) {
        to += 1;
    }
    let place = Span::new(from, to);
    let diagnostic = Diagnostic::new(Code::UnreadLabel, Place::at(builder.path, place))
        .with("label", &found.printed)
        .with("proposal", &found.proposal);
    let diagnostic = builder.with_quote_advice(diagnostic, builder.count());
    builder.diagnostics.push(diagnostic);
}

fn paragraph_without_label(mut tokens: Vec<Token>, span: Span, builder: &mut ProvisionBuilder<'_, '_>) {
    let id = take_explicit_id(&mut tokens);
    builder.unnumbered(&tokens, id.as_deref(), span, None);
}
