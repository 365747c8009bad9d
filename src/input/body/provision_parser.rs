//! The walk over the blocks of a body: which of them begin a provision, and what belongs to it.
//!
//! Takes blocks and hands each to [`ProvisionBuilder`] with its label; labels decide, never Markdown.

use std::borrow::Cow;
use std::mem::take;

use crate::base::address::Address;
use crate::base::span::Span;
use crate::input::body::blocks::{Block, BlockShape, Lists, Marker, Token};
use crate::input::body::html_writer::plain_text;
use crate::input::body::label::{LabelStyle, PrintedLabel, candidates};
use crate::input::body::lines::{first_words, restore_marker, split_lines, strip_label, take_explicit_id, tokens_span};
use crate::input::body::lint;
use crate::input::body::markup::Markup;
use crate::input::body::outline::{FoundLabel, OpenProvision, Placement, Prefix, keep_above_heading, place, succeeds};
use crate::input::body::provision_builder::{Opening, ProvisionBuilder, ProvisionStart};
use crate::input::body::provisions::Provision;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// How many later paragraphs that look like items are asked before "Trên đây là" closes a document.
const LOOK_AHEAD: usize = 32;

/// Builds the provisions of all blocks, whose tokens are used up, and their HTML.
pub(crate) fn build(
    mut blocks: &mut [Block],
    lists: Lists,
    mut sections: ProvisionBuilder<'_, '_>,
) -> (Vec<Provision>, Markup) {
    while let [block, later @ ..] = blocks {
        match lists {
            Lists::Plain => plain(block, &mut sections),
            Lists::Labels => labelled(block, later, &mut sections),
        }
        blocks = later;
    }
    sections.finish()
}

/// A block of a page: its headings are sections, its lists are lists like any other.
fn plain(block: &mut Block, sections: &mut ProvisionBuilder<'_, '_>) {
    match &block.shape {
        BlockShape::Heading(level, id) => unlabelled_heading(block, *level, id.as_deref(), sections),
        BlockShape::Break(_) => sections.rule(),
        BlockShape::Compound(name) => sections.unnumbered(&block.tokens, None, block.span, Some(name)),
        BlockShape::Paragraph(_) => paragraph_without_label(take(&mut block.tokens), block.span, sections),
    }
}

/// A block of an official text.
fn labelled(block: &mut Block, later: &[Block], sections: &mut ProvisionBuilder<'_, '_>) {
    match &block.shape {
        BlockShape::Heading(level, id) => heading(block, *level, id.as_deref(), sections),
        BlockShape::Break(starred) if *starred => close(sections),
        BlockShape::Break(_) => sections.rule(),
        BlockShape::Compound(name) => {
            if *name == "table" {
                lint::pasted_head(sections.path, &block.tokens, sections.findings);
            }
            sections.unnumbered(&block.tokens, None, block.span, Some(name));
        }
        BlockShape::Paragraph(marker) => {
            if begins_closing(&block.tokens) && !sections.open().is_empty() && !items_follow(later, sections.open()) {
                close(sections);
            }
            paragraph(take(&mut block.tokens), marker.as_ref(), block.span, sections);
        }
    }
}

fn close(sections: &mut ProvisionBuilder<'_, '_>) {
    sections.close_to(0);
    sections.part = ProvisionStart::Closing;
}

fn begins_closing(tokens: &[Token]) -> bool {
    first_words(tokens).trim_start().starts_with("Trên đây là")
}

/// Says whether any later block is an item or heading of the same text; a level-1 heading begins another.
fn items_follow(later: &[Block], open: &[OpenProvision]) -> bool {
    let mut asked = 0;
    for block in later {
        let (start, found) = match &block.shape {
            BlockShape::Heading(level, _) => return *level > 1,
            BlockShape::Paragraph(marker) => beginning(&block.tokens, marker.as_ref()),
            BlockShape::Break(true) => return false,
            BlockShape::Compound(_) | BlockShape::Break(false) => continue,
        };
        if choose(open, &start, found).is_some() {
            return true;
        }
        asked += usize::from(!candidates(&start, false).is_empty());
        if asked > LOOK_AHEAD {
            return true;
        }
    }
    false
}

fn heading(block: &Block, level: u8, id: Option<&str>, sections: &mut ProvisionBuilder<'_, '_>) {
    if level == 1 && sections.part == ProvisionStart::Closing {
        sections.part = ProvisionStart::Opening;
    }
    lint::pasted_head(sections.path, &block.tokens, sections.findings);
    let choice = match sections.part {
        ProvisionStart::Opening => choose(sections.open(), first_words(&block.tokens), FoundLabel::Heading(level)),
        ProvisionStart::Closing => None,
    };
    let Some(chosen) = choice else {
        return unlabelled_heading(block, level, id, sections);
    };
    let mut tokens = block.tokens.clone();
    strip_label(&mut tokens, chosen.0.length);
    enter_heading((block, level, id), chosen, &tokens, sections);
}

/// A heading without a printed label, under a name made of its words.
fn unlabelled_heading(block: &Block, level: u8, id: Option<&str>, sections: &mut ProvisionBuilder<'_, '_>) {
    let placement = Placement {
        keep: keep_above_heading(sections.open(), level),
        gap: None,
    };
    let label = PrintedLabel {
        style: LabelStyle::Unlabelled,
        numbers: vec![0],
        printed: String::new(),
        part: sections.free_slug(&plain_text(&block.tokens)),
        length: 0,
    };
    enter_heading((block, level, id), (label, placement), &block.tokens, sections);
}

/// Opens the provision of a heading; `tokens` are its words without the label.
fn enter_heading(
    (block, level, id): (&Block, u8, Option<&str>),
    (label, placement): (PrintedLabel, Placement),
    tokens: &[Token],
    sections: &mut ProvisionBuilder<'_, '_>,
) {
    let id = checked_id(id, block.span, sections);
    let entrance = Opening {
        label: &label,
        placement: &placement,
        id,
        level: Some(level),
        span: block.span,
    };
    sections.heading(&entrance, tokens);
}

/// An `{#id}` that can be an address; another one is reported and left out.
fn checked_id(id: Option<&str>, span: Span, sections: &mut ProvisionBuilder<'_, '_>) -> Option<String> {
    let id = id?;
    if Address::new(id).is_none() {
        let source = &sections.context.source[span.start..span.end];
        let at = source
            .find(id)
            .map_or(span, |at| Span::new(span.start + at, span.start + at + id.len()));
        let finding = Diagnostic::new(Code::BadAddress, Place::at(sections.path, at));
        sections.findings.push(finding.with("value", id));
        return None;
    }
    Some(id.to_owned())
}

/// A part of a paragraph: an item and its words, or words without a label.
struct LabelledSegment {
    label: Option<(PrintedLabel, Placement)>,
    tokens: Vec<Token>,
}

fn paragraph(mut tokens: Vec<Token>, marker: Option<&Marker>, span: Span, sections: &mut ProvisionBuilder<'_, '_>) {
    lint::pasted_head(sections.path, &tokens, sections.findings);
    if sections.part == ProvisionStart::Closing {
        restore_marker(&mut tokens, marker, span);
        return paragraph_without_label(tokens, span, sections);
    }
    let segments = segments(tokens, marker, span, sections);
    let single = segments.len() == 1;
    for (index, LabelledSegment { label, mut tokens }) in segments.into_iter().enumerate() {
        let own = tokens_span(&tokens).unwrap_or(span);
        let span = match index {
            _ if single => span,
            0 => Span::new(span.start, own.end.max(span.start)),
            _ => own,
        };
        let Some((label, placement)) = label else {
            paragraph_without_label(tokens, span, sections);
            continue;
        };
        if marker.is_none() || index > 0 {
            strip_label(&mut tokens, label.length);
        }
        let id = take_explicit_id(&mut tokens);
        let entrance = Opening {
            label: &label,
            placement: &placement,
            id,
            level: None,
            span,
        };
        sections.item(&entrance, &tokens);
    }
}

fn paragraph_without_label(mut tokens: Vec<Token>, span: Span, sections: &mut ProvisionBuilder<'_, '_>) {
    let id = take_explicit_id(&mut tokens);
    sections.unnumbered(&tokens, id.as_deref(), span, None);
}

/// Cuts a paragraph before each line that begins with the successor of an open label, or with a first
/// lettered point that a second one follows.
fn segments(
    mut tokens: Vec<Token>,
    marker: Option<&Marker>,
    span: Span,
    sections: &mut ProvisionBuilder<'_, '_>,
) -> Vec<LabelledSegment> {
    let (start, found) = beginning(&tokens, marker);
    let label = choose(sections.open(), &start, found);
    if label.is_none() {
        restore_marker(&mut tokens, marker, span);
    }
    let lines = split_lines(tokens);
    if lines.len() == 1 {
        let tokens = lines.into_iter().next().unwrap_or_default();
        return vec![LabelledSegment { label, tokens }];
    }
    let last_second = lines.iter().rposition(|line| has_letter(line, 2)).unwrap_or(0);
    let mut open = sections.open().to_vec();
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
            report_inside(&begun.0, &line, sections);
        }
        current
            .tokens
            .pop_if(|last| matches!(last, Token::SoftBreak | Token::HardBreak));
        enter(&mut open, Some(&begun));
        done.push(std::mem::replace(
            &mut current,
            LabelledSegment {
                label: Some(begun),
                tokens: line,
            },
        ));
    }
    done.push(current);
    done
}

/// The words in which a paragraph's label would stand, and what they are.
fn beginning<'t>(tokens: &'t [Token], marker: Option<&Marker>) -> (Cow<'t, str>, FoundLabel) {
    match marker {
        Some(marker) => {
            let words = format!("{} ", marker.printed);
            (words.into(), FoundLabel::Marker { first: marker.first })
        }
        None => (first_words(tokens).into(), FoundLabel::Words),
    }
}

/// Brings a list of open labels to where it is after a label.
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

/// The label with which a line inside a paragraph begins an item.
fn begun_inside(open: &[OpenProvision], line: &[Token], second_follows: bool) -> Option<(PrintedLabel, Placement)> {
    let labels = candidates(first_words(line), false);
    let begins = |label: &PrintedLabel| {
        succeeds(open, label) || (second_follows && label.style == LabelStyle::Letter && label.value() == 1)
    };
    let label = labels.into_iter().find(begins)?;
    let placement = place(open, &label, FoundLabel::Words)?;
    Some((label, placement))
}

fn has_letter(line: &[Token], value: u32) -> bool {
    candidates(first_words(line), false)
        .iter()
        .any(|label| label.style == LabelStyle::Letter && label.value() == value)
}

fn report_inside(label: &PrintedLabel, line: &[Token], sections: &mut ProvisionBuilder<'_, '_>) {
    let Some(span) = tokens_span(line) else { return };
    let place = Place::at(
        sections.path,
        Span::new(span.start, (span.start + label.printed.len()).min(span.end)),
    );
    sections
        .findings
        .push(Diagnostic::new(Code::LabelInsideParagraph, place).with("label", &label.printed));
}

/// The label at the start of some words that continues the open provisions.
fn choose(open: &[OpenProvision], words: &str, found: FoundLabel) -> Option<(PrintedLabel, Placement)> {
    let labels = candidates(words, matches!(found, FoundLabel::Heading(_)));
    let placed = labels
        .into_iter()
        .filter_map(|label| place(open, &label, found).map(|at| (label, at)));
    let is_new = |label: &PrintedLabel| !open.iter().any(|entry| entry.style == label.style);
    placed.min_by_key(|(label, placement)| (placement.gap.is_some(), is_new(label)))
}
