//! Decides which blocks of a body begin a provision, and which belong to it.
//!
//! Takes blocks and passes each to `ProvisionBuilder` with its label; the printed labels decide, never Markdown.

use std::borrow::Cow;
use std::mem::{replace, take};

use crate::base::address::Address;
use crate::base::span::Span;
use crate::input::body::blocks::{Block, BlockShape, Lists, Marker, Token};
use crate::input::body::html_writer::plain_text;
use crate::input::body::label::{LabelStyle, PrintedLabel, candidates};
use crate::input::body::lines::{first_words, restore_marker, split_lines, strip_label, take_explicit_id, tokens_span};
use crate::input::body::lint;
use crate::input::body::markup::Markup;
use crate::input::body::outline::{LabelOrigin, OpenProvision, Placement, Prefix, keep_above_heading, place, succeeds};
use crate::input::body::provision_builder::{DocumentPart, NewProvision, ProvisionBuilder};
use crate::input::body::provisions::Provision;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// Maximum number of later paragraphs with a possible label that are examined before "Trên đây là" closes a document.
const MAX_LOOK_AHEAD: usize = 32;

/// Builds the provisions of all blocks and their HTML; the tokens of the blocks are moved out.
pub(crate) fn build(
    mut blocks: &mut [Block],
    lists: Lists,
    mut builder: ProvisionBuilder<'_, '_>,
) -> (Vec<Provision>, Markup) {
    while let [block, later @ ..] = blocks {
        match lists {
            Lists::Plain => plain(block, &mut builder),
            Lists::Labels => labelled(block, later, &mut builder),
        }
        blocks = later;
    }
    builder.finish()
}

/// Adds a block of a page: its headings are builder, its lists are plain lists.
fn plain(block: &mut Block, builder: &mut ProvisionBuilder<'_, '_>) {
    match &block.shape {
        BlockShape::Heading(level, id) => unlabelled_heading(block, *level, id.as_deref(), builder),
        BlockShape::Break(_) => builder.rule(),
        BlockShape::Compound(name) => builder.unnumbered(&block.tokens, None, block.span, Some(name)),
        BlockShape::Paragraph(_) => paragraph_without_label(take(&mut block.tokens), block.span, builder),
    }
}

/// Adds a block of an official text.
fn labelled(block: &mut Block, later: &[Block], builder: &mut ProvisionBuilder<'_, '_>) {
    match &block.shape {
        BlockShape::Heading(level, id) => heading(block, *level, id.as_deref(), builder),
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
            paragraph(take(&mut block.tokens), marker.as_ref(), block.span, builder);
        }
    }
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

fn heading(block: &Block, level: u8, id: Option<&str>, builder: &mut ProvisionBuilder<'_, '_>) {
    if level == 1 && builder.part == DocumentPart::Closing {
        builder.part = DocumentPart::Opening;
    }
    lint::pasted_head(builder.path, &block.tokens, builder.diagnostics);
    let choice = match builder.part {
        DocumentPart::Opening => choose(builder.open(), first_words(&block.tokens), LabelOrigin::Heading(level)),
        DocumentPart::Closing => None,
    };
    let Some(chosen) = choice else {
        return unlabelled_heading(block, level, id, builder);
    };
    let mut tokens = block.tokens.clone();
    strip_label(&mut tokens, chosen.0.length);
    enter_heading((block, level, id), chosen, &tokens, builder);
}

/// Adds a heading without a printed label; its address is made of its words.
fn unlabelled_heading(block: &Block, level: u8, id: Option<&str>, builder: &mut ProvisionBuilder<'_, '_>) {
    let placement = Placement::without_gap(keep_above_heading(builder.open(), level));
    let label = PrintedLabel {
        style: LabelStyle::Unlabelled,
        numbers: vec![0],
        printed: String::new(),
        part: builder.free_slug(&plain_text(&block.tokens)),
        length: 0,
    };
    enter_heading((block, level, id), (label, placement), &block.tokens, builder);
}

/// Opens the provision of a heading; `tokens` are its words without the label.
fn enter_heading(
    (block, level, id): (&Block, u8, Option<&str>),
    (label, placement): (PrintedLabel, Placement),
    tokens: &[Token],
    builder: &mut ProvisionBuilder<'_, '_>,
) {
    let new = NewProvision {
        label: &label,
        placement: &placement,
        id: checked_id(id, block.span, builder),
        level: Some(level),
        span: block.span,
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

/// A part of a paragraph: the words of an item, or words without a label.
struct LabelledSegment {
    label: Option<(PrintedLabel, Placement)>,
    tokens: Vec<Token>,
}

fn paragraph(mut tokens: Vec<Token>, marker: Option<&Marker>, span: Span, builder: &mut ProvisionBuilder<'_, '_>) {
    lint::pasted_head(builder.path, &tokens, builder.diagnostics);
    if builder.part == DocumentPart::Closing {
        restore_marker(&mut tokens, marker, span);
        return paragraph_without_label(tokens, span, builder);
    }
    let segments = segments(tokens, marker, span, builder);
    let single = segments.len() == 1;
    for (index, LabelledSegment { label, mut tokens }) in segments.into_iter().enumerate() {
        let own = tokens_span(&tokens).unwrap_or(span);
        let span = match index {
            _ if single => span,
            0 => Span::new(span.start, own.end.max(span.start)),
            _ => own,
        };
        let Some((label, placement)) = label else {
            paragraph_without_label(tokens, span, builder);
            continue;
        };
        if marker.is_none() || index > 0 {
            strip_label(&mut tokens, label.length);
        }
        let new = NewProvision {
            label: &label,
            placement: &placement,
            id: take_explicit_id(&mut tokens),
            level: None,
            span,
        };
        builder.item(&new, &tokens);
    }
}

fn paragraph_without_label(mut tokens: Vec<Token>, span: Span, builder: &mut ProvisionBuilder<'_, '_>) {
    let id = take_explicit_id(&mut tokens);
    builder.unnumbered(&tokens, id.as_deref(), span, None);
}

/// Splits a paragraph before each line that begins with the successor of an open label, or with a first lettered point
/// that is followed by a second one.
fn segments(
    mut tokens: Vec<Token>,
    marker: Option<&Marker>,
    span: Span,
    builder: &mut ProvisionBuilder<'_, '_>,
) -> Vec<LabelledSegment> {
    let (start, origin) = beginning(&tokens, marker);
    let label = choose(builder.open(), &start, origin);
    if label.is_none() {
        restore_marker(&mut tokens, marker, span);
    }
    let lines = split_lines(tokens);
    if lines.len() == 1 {
        let tokens = lines.into_iter().next().unwrap_or_default();
        return vec![LabelledSegment { label, tokens }];
    }
    let last_second = lines.iter().rposition(|line| has_letter(line, 2)).unwrap_or(0);
    let mut open = builder.open().to_vec();
    enter(&mut open, label.as_ref());
    let mut lines = lines.into_iter().enumerate();
    let first = lines.next().map(|(_, line)| line).unwrap_or_default();
    let mut done = Vec::new();
    let mut current = LabelledSegment { label, tokens: first };
    for (index, line) in lines {
        let Some(begun) = begun_inside(&open, &line, index < last_second) else {
            current.tokens.extend(line);
            continue;
        };
        if done.is_empty() {
            report_inside(&begun.0, &line, builder);
        }
        current
            .tokens
            .pop_if(|last| matches!(last, Token::SoftBreak | Token::HardBreak));
        enter(&mut open, Some(&begun));
        let (label, tokens) = (Some(begun), line);
        done.push(replace(&mut current, LabelledSegment { label, tokens }));
    }
    done.push(current);
    done
}

/// The words at the start of a paragraph, where a label would be, and their origin.
fn beginning<'t>(tokens: &'t [Token], marker: Option<&Marker>) -> (Cow<'t, str>, LabelOrigin) {
    match marker {
        Some(marker) => {
            let words = format!("{} ", marker.printed);
            (words.into(), LabelOrigin::Marker { first: marker.first })
        }
        None => (first_words(tokens).into(), LabelOrigin::Words),
    }
}

/// Updates a list of open provisions for a label.
fn enter(open: &mut Vec<OpenProvision>, label: Option<&(PrintedLabel, Placement)>) {
    if let Some((label, placement)) = label {
        open.truncate(placement.keep);
        open.push(OpenProvision {
            style: label.style,
            numbers: label.numbers.clone(),
            printed: label.printed.clone(),
            level: None,
            prefix: Prefix::Usual,
        });
    }
}

/// The label with which a line inside a paragraph begins an item, and its place.
fn begun_inside(open: &[OpenProvision], line: &[Token], second_follows: bool) -> Option<(PrintedLabel, Placement)> {
    let labels = candidates(first_words(line), false);
    let begins = |label: &PrintedLabel| {
        succeeds(open, label) || (second_follows && label.style == LabelStyle::Letter && label.value() == 1)
    };
    let label = labels.into_iter().find(begins)?;
    let placement = place(open, &label, LabelOrigin::Words)?;
    Some((label, placement))
}

fn has_letter(line: &[Token], value: u32) -> bool {
    let is_it = |label: &PrintedLabel| label.style == LabelStyle::Letter && label.value() == value;
    candidates(first_words(line), false).iter().any(is_it)
}

fn report_inside(label: &PrintedLabel, line: &[Token], builder: &mut ProvisionBuilder<'_, '_>) {
    let Some(span) = tokens_span(line) else { return };
    let printed = Span::new(span.start, (span.start + label.printed.len()).min(span.end));
    let diagnostic = Diagnostic::new(Code::LabelInsideParagraph, Place::at(builder.path, printed));
    builder.diagnostics.push(diagnostic.with("label", &label.printed));
}

/// The label at the start of `words` that best continues the open provisions, and its place.
fn choose(open: &[OpenProvision], words: &str, origin: LabelOrigin) -> Option<(PrintedLabel, Placement)> {
    let labels = candidates(words, matches!(origin, LabelOrigin::Heading(_))).into_iter();
    let placed = labels.filter_map(|label| place(open, &label, origin).map(|at| (label, at)));
    let is_new = |label: &PrintedLabel| !open.iter().any(|entry| entry.style == label.style);
    placed.min_by_key(|(label, placement)| (placement.gap.is_some(), is_new(label)))
}
