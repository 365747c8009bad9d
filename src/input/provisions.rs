//! The provisions of a body: labels become addresses, blocks become sections of HTML with holes.

use std::collections::HashMap;
use std::ops::Range;

use super::body::{At, Context, Hole, Linked, Tables, emit, plain_text};
use super::label::{Label, Style, candidates};
use super::lint;
use super::markdown::{Block, Lists, Shape, Token};
use super::outline::{Found, Open, Placement, address_parent, keep_above_heading, place};
use crate::base::address::Address;
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, LabelText, Place};
use crate::base::fold::slug;
use crate::base::path::RelPath;
use crate::base::span::Span;

/// What a row of the provisions is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A numbered item.
    Item,
    /// A heading, numbered or not.
    Heading,
    /// A paragraph, list or table of its own.
    Paragraph,
    /// The first paragraph of an item, whose words the item's own row has.
    First,
}

/// Something that can be linked to in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Its address, which is the `id` on the page.
    pub address: Address,
    /// The label as printed; empty where none is.
    pub label: String,
    /// The style of the label.
    pub style: Style,
    /// Words of a heading.
    pub heading: Option<String>,
    /// Own words, without label and heading.
    pub text: String,
    /// What it is.
    pub row: Row,
    /// The provision that holds it.
    pub parent: Option<usize>,
    /// Its bytes in the body's HTML, all that it holds included.
    pub html: Range<usize>,
    /// Its bytes in the file (the first block).
    pub span: Span,
}

impl Provision {
    /// Says whether it is a paragraph rather than an item or heading.
    pub fn is_paragraph(&self) -> bool {
        matches!(self.row, Row::Paragraph | Row::First)
    }

    /// Says whether its words stand in its parent's row too.
    pub fn repeats_parent(&self) -> bool {
        self.row == Row::First
    }

    /// Says whether it has a printed label.
    pub fn is_numbered(&self) -> bool {
        !self.label.is_empty()
    }
}

/// A body as provisions and HTML.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// All provisions, in order of the text.
    pub provisions: Vec<Provision>,
    /// The HTML of the whole body.
    pub linked: Linked,
}

/// Where paragraphs go that belong to no provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Opening,
    Closing,
}

pub(super) struct Builder<'a, 'f> {
    pub(super) path: &'a RelPath,
    pub(super) context: &'a Context<'a>,
    pub(super) lists: Lists,
    pub(super) tables: &'f mut Tables,
    pub(super) findings: &'f mut Vec<Diagnostic>,
    body: Body,
    open: Vec<Open>,
    part: Part,
    /// Paragraphs counted so far, by the address they stand under.
    counters: HashMap<String, usize>,
    taken: HashMap<Address, usize>,
}

impl<'a, 'f> Builder<'a, 'f> {
    pub(super) fn new(
        path: &'a RelPath,
        context: &'a Context<'a>,
        lists: Lists,
        tables: &'f mut Tables,
        findings: &'f mut Vec<Diagnostic>,
    ) -> Self {
        Builder {
            path,
            context,
            lists,
            tables,
            findings,
            body: Body::default(),
            open: Vec::new(),
            part: Part::Opening,
            counters: HashMap::new(),
            taken: HashMap::new(),
        }
    }

    /// Builds the provisions of all blocks.
    pub(super) fn build(mut self, blocks: &[Block]) -> Body {
        let last_label = blocks.iter().rposition(|block| self.may_begin_provision(block));
        for (index, block) in blocks.iter().enumerate() {
            match &block.shape {
                Shape::Heading(level, id) => self.heading(block, *level, id.as_deref()),
                Shape::Break(starred) => self.thematic_break(*starred),
                Shape::Compound(name) => self.unnumbered(&block.tokens, block.span, Some(name)),
                Shape::Paragraph(marker) => {
                    let after_all = last_label.is_none_or(|last| index > last);
                    if after_all && !self.open.is_empty() && begins_closing(&block.tokens) {
                        self.close_to(0);
                        self.part = Part::Closing;
                    }
                    self.paragraph(block.tokens.clone(), marker.as_deref(), block.span);
                }
            }
        }
        self.close_to(0);
        self.body
    }

    fn may_begin_provision(&self, block: &Block) -> bool {
        match &block.shape {
            Shape::Heading(..) | Shape::Paragraph(Some(_)) => true,
            Shape::Paragraph(None) => {
                self.lists == Lists::Labels && first_words(&block.tokens).is_some_and(|words| !candidates(words, false).is_empty())
            }
            Shape::Compound(_) | Shape::Break(_) => false,
        }
    }

    fn thematic_break(&mut self, starred: bool) {
        if starred && self.lists == Lists::Labels {
            self.close_to(0);
            self.part = Part::Closing;
        } else {
            self.body.linked.html.push_str("<hr>\n");
        }
    }

    fn heading(&mut self, block: &Block, level: u8, id: Option<&str>) {
        if level == 1 {
            self.close_to(0);
            self.part = Part::Opening;
        }
        let mut tokens = block.tokens.clone();
        let words = plain_text(&tokens);
        let numbered = self.part == Part::Opening && self.lists == Lists::Labels;
        let choice = numbered.then(|| self.choose(first_words(&tokens).unwrap_or(""), Found::Heading(level))).flatten();
        match choice {
            Some((label, placement)) => {
                strip_label(&mut tokens, label.length);
                self.check_order(&label, &placement, block.span);
                self.close_to(placement.keep);
                self.open_provision(&label, id, Row::Heading, Some(level), block.span);
            }
            None => {
                self.close_to(keep_above_heading(&self.open, level));
                let part = id.map_or_else(|| self.free_slug(&words), str::to_owned);
                let label = Label { style: Style::Unlabelled, numbers: vec![0], printed: String::new(), part, length: 0 };
                self.open_provision(&label, id, Row::Heading, Some(level), block.span);
            }
        }
        let tag = (self.open.len() + 1).min(6);
        self.body.linked.html.push_str(&format!("<h{tag} class=\"tieu-de\">"));
        let index = self.body.provisions.len() - 1;
        self.number_link(index);
        let at = At { provision: Some(index), span: block.span };
        let text = emit(&mut self.body.linked, self.tables, self.context, &tokens, at);
        self.body.provisions[index].heading = Some(text);
        self.body.linked.html.push_str(&format!("</h{tag}>\n"));
    }

    fn paragraph(&mut self, mut tokens: Vec<Token>, marker: Option<&str>, span: Span) {
        if self.lists == Lists::Plain {
            return self.unnumbered(&tokens, span, None);
        }
        lint::pasted_head(self.path, &plain_text(&tokens), span, self.findings);
        let (start, found) = match marker {
            Some(marker) => (format!("{marker} "), Found::Marker),
            None => (first_words(&tokens).unwrap_or("").to_owned(), Found::Words),
        };
        let choice = if self.part == Part::Closing { None } else { self.choose(&start, found) };
        let Some((label, placement)) = choice else {
            if let Some(marker) = marker {
                tokens.insert(0, Token::Text(format!("{marker} "), Span::new(span.start, span.start)));
            }
            return self.unnumbered(&tokens, span, None);
        };
        if marker.is_none() {
            strip_label(&mut tokens, label.length);
        }
        let id = take_explicit_id(&mut tokens);
        self.check_order(&label, &placement, span);
        self.close_to(placement.keep);
        self.open_provision(&label, id.as_deref(), Row::Item, None, span);
        let (own, rest) = self.split_inside(tokens);
        self.first_paragraph(&own, span);
        if let Some((rest, at)) = rest {
            self.paragraph(rest, None, at);
        }
    }

    /// The label at the start of some words that continues the open provisions.
    fn choose(&self, words: &str, found: Found) -> Option<(Label, Placement)> {
        let labels = candidates(words, matches!(found, Found::Heading(_)));
        let placed = labels.into_iter().filter_map(|label| place(&self.open, &label, found).map(|at| (label, at)));
        placed.min_by_key(|(label, placement)| (placement.gap_after.is_some(), self.is_new_style(label)))
    }

    fn is_new_style(&self, label: &Label) -> bool {
        !self.open.iter().any(|entry| entry.style == label.style)
    }

    /// Splits a paragraph before a line that begins with the successor of the open label, or with a
    /// first lettered point that is followed by a second one.
    fn split_inside(&mut self, mut tokens: Vec<Token>) -> (Vec<Token>, Option<(Vec<Token>, Span)>) {
        let Some(top) = self.open.last().cloned() else { return (tokens, None) };
        for index in 1..tokens.len() {
            let (Token::SoftBreak | Token::HardBreak, Some(Token::Text(words, span))) = (&tokens[index - 1], tokens.get(index))
            else {
                continue;
            };
            let labels = candidates(words, false);
            let next = labels.into_iter().find(|label| succeeds(&top, label) || begins_points(label, &tokens[index..]));
            if let Some(label) = next {
                let place = Place::at(self.path, Span::new(span.start, (span.start + label.printed.len()).min(span.end)));
                self.findings.push(Diagnostic::new(Code::LabelInsideParagraph, place).with("label", label.printed));
                let span = *span;
                let rest = tokens.split_off(index);
                tokens.pop();
                return (tokens, Some((rest, span)));
            }
        }
        (tokens, None)
    }

    fn check_order(&mut self, label: &Label, placement: &Placement, span: Span) {
        if let Some(previous) = &placement.gap_after {
            let place = Place::at(self.path, Span::new(span.start, span.end.min(span.start + 60)).clamped(self.context.source));
            self.findings.push(
                Diagnostic::new(Code::NumbersOutOfOrder, first_line(self.context.source, place))
                    .with("previous", previous)
                    .with("label", &label.printed),
            );
        }
    }

    /// Opens a provision and its section; its address is claimed.
    fn open_provision(&mut self, label: &Label, id: Option<&str>, row: Row, level: Option<u8>, span: Span) {
        let parent = self.open.last().map(|entry| entry.provision);
        let explicit = id.and_then(Address::new);
        let address = explicit.clone().unwrap_or_else(|| self.address_of(label));
        let index = self.body.provisions.len();
        self.claim(&address, index, span);
        let depth = self.open.len() + 1;
        self.open.push(Open {
            style: label.style,
            numbers: label.numbers.clone(),
            printed: label.printed.clone(),
            provision: index,
            level,
            prefixes: explicit.is_some() && label.style == Style::Unlabelled,
        });
        let start = self.body.linked.html.len();
        self.body.provisions.push(Provision {
            address,
            label: label.printed.clone(),
            style: label.style,
            heading: None,
            text: String::new(),
            row,
            parent,
            html: start..start,
            span,
        });
        let tag = section_tag(row);
        self.body.linked.html.push_str(&format!("<{tag} class=\"muc cap-{depth}\""));
        self.body.linked.hole(Hole::Id(index));
        self.body.linked.html.push_str(">\n");
    }

    fn address_of(&self, label: &Label) -> Address {
        let parent = address_parent(&self.open, label.style).map(|index| self.open[index].provision);
        let repeated = label.numbers.len() > 1
            && self.open.last().is_some_and(|entry| entry.numbers == label.numbers[..label.numbers.len() - 1]);
        let whole: Vec<String> = label.numbers.iter().map(u32::to_string).collect();
        let part = if label.numbers.len() > 1 && !repeated { whole.join(".") } else { label.part.clone() };
        match parent {
            Some(parent) if label.style != Style::Unlabelled => self.body.provisions[parent].address.child(&part),
            _ => Address::new(&part).or_else(|| Address::new(&slug(&part))).unwrap_or_else(|| {
                Address::new("muc").expect("a constant address")
            }),
        }
    }

    fn claim(&mut self, address: &Address, index: usize, span: Span) {
        if let Some(first) = self.taken.insert(address.clone(), index) {
            let first_span = self.body.provisions[first].span;
            let source = self.context.source;
            self.findings.push(
                Diagnostic::new(Code::DuplicateAddress, first_line(source, Place::at(self.path, span)))
                    .with("address", address.as_str())
                    .label(first_line(source, Place::at(self.path, first_span)), LabelText::FirstHere),
            );
        }
    }

    fn free_slug(&self, words: &str) -> String {
        let base = Some(slug(words)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "muc".to_owned());
        let is_free = |part: &String| Address::new(part).is_some_and(|address| !self.taken.contains_key(&address));
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        std::iter::once(base.clone()).chain(numbered).find(is_free).expect("numbers do not end")
    }

    /// Closes open provisions until `keep` are left.
    fn close_to(&mut self, keep: usize) {
        while self.open.len() > keep {
            let Some(entry) = self.open.pop() else { return };
            let tag = section_tag(self.body.provisions[entry.provision].row);
            self.body.linked.html.push_str(&format!("</{tag}>\n"));
            self.body.provisions[entry.provision].html.end = self.body.linked.html.len();
        }
    }

    fn number_link(&mut self, index: usize) {
        let label = self.body.provisions[index].label.clone();
        if label.is_empty() {
            return;
        }
        self.body.linked.html.push_str("<a class=\"so\" href=\"");
        self.body.linked.hole(Hole::SelfHref(index));
        self.body.linked.html.push_str("\">");
        self.body.linked.text(&label);
        self.body.linked.html.push_str("</a> ");
    }

    /// The paragraph that an item's label begins.
    fn first_paragraph(&mut self, tokens: &[Token], span: Span) {
        let item = self.body.provisions.len() - 1;
        let index = self.push_paragraph(Row::First, span);
        self.body.linked.html.push_str("<p");
        self.body.linked.hole(Hole::Id(index));
        self.body.linked.html.push('>');
        self.number_link(item);
        let at = At { provision: Some(index), span };
        let text = emit(&mut self.body.linked, self.tables, self.context, tokens, at);
        self.body.provisions[item].text.clone_from(&text);
        self.end_paragraph(index, text, "</p>\n");
    }

    /// A paragraph, list or table without a label.
    fn unnumbered(&mut self, tokens: &[Token], span: Span, compound: Option<&str>) {
        let mut tokens = tokens.to_vec();
        let index = self.push_paragraph(Row::Paragraph, span);
        let html = &mut self.body.linked.html;
        let close = match (compound, tokens.first()) {
            (Some("table"), _) => {
                html.push_str("<div class=\"bang\" role=\"region\" tabindex=\"0\"");
                "</div>\n"
            }
            (Some(_), Some(Token::Edge(edge))) => {
                html.push_str(edge.trim_end_matches('>'));
                tokens.remove(0);
                "\n"
            }
            (Some(_) | None, _) => {
                html.push_str("<p");
                "</p>\n"
            }
        };
        self.body.linked.hole(Hole::Id(index));
        self.body.linked.html.push('>');
        let at = At { provision: Some(index), span };
        let text = emit(&mut self.body.linked, self.tables, self.context, &tokens, at);
        self.end_paragraph(index, text, close);
    }

    fn push_paragraph(&mut self, row: Row, span: Span) -> usize {
        let (base, parent) = match (self.open.last(), self.part) {
            (Some(entry), _) => (self.body.provisions[entry.provision].address.to_string(), Some(entry.provision)),
            (None, Part::Opening) => ("mo-dau".to_owned(), None),
            (None, Part::Closing) => ("ket".to_owned(), None),
        };
        let count = self.counters.entry(base.clone()).or_insert(0);
        *count += 1;
        let address = Address::new(&format!("{base}.p{count}")).expect("an address and a number");
        let index = self.body.provisions.len();
        self.claim(&address, index, span);
        let start = self.body.linked.html.len();
        self.body.provisions.push(Provision {
            address,
            label: String::new(),
            style: Style::Unlabelled,
            heading: None,
            text: String::new(),
            row,
            parent,
            html: start..start,
            span,
        });
        index
    }

    fn end_paragraph(&mut self, index: usize, text: String, close: &str) {
        self.body.linked.html.push_str(close);
        self.body.provisions[index].text = text;
        self.body.provisions[index].html.end = self.body.linked.html.len();
    }
}

/// A section has a heading; an item without one is a plain division.
fn section_tag(row: Row) -> &'static str {
    match row {
        Row::Heading => "section",
        Row::Item | Row::Paragraph | Row::First => "div",
    }
}

fn first_line(source: &str, place: Place) -> Place {
    let span = place.span.map(|span| {
        let span = span.clamped(source);
        let end = source[span.start..span.end].find('\n').map_or(span.end, |newline| span.start + newline);
        Span::new(span.start, end)
    });
    Place { span, ..place }
}

/// The words at the very start of a block, inside bold or not.
fn first_words(tokens: &[Token]) -> Option<&str> {
    let mut words = tokens.iter().skip_while(|token| matches!(token, Token::Inline(_)));
    match words.next() {
        Some(Token::Text(words, _)) => Some(words),
        _ => None,
    }
}

/// Removes a label from the start of a block, and bold that is left empty.
fn strip_label(tokens: &mut Vec<Token>, length: usize) {
    let Some(index) = tokens.iter().position(|token| matches!(token, Token::Text(..))) else { return };
    if let Token::Text(words, span) = &mut tokens[index] {
        let length = length.min(words.len());
        words.drain(..length);
        span.start = (span.start + length).min(span.end);
    }
    if matches!(&tokens[index], Token::Text(words, _) if words.is_empty()) {
        tokens.remove(index);
        let wraps = index > 0 && matches!((&tokens[index - 1], tokens.get(index)), (Token::Inline(_), Some(Token::Inline(_))));
        if wraps {
            tokens.drain(index - 1..=index);
        }
    }
    while matches!(tokens.first(), Some(Token::SoftBreak)) {
        tokens.remove(0);
    }
    if let Some(Token::Text(words, span)) = tokens.first_mut() {
        let blank = words.len() - words.trim_start().len();
        words.drain(..blank);
        span.start = (span.start + blank).min(span.end);
    }
}

/// Takes `{#id}` from the end of a paragraph.
fn take_explicit_id(tokens: &mut [Token]) -> Option<String> {
    let Some(Token::Text(words, _)) = tokens.last_mut() else { return None };
    let open = words.rfind("{#")?;
    let id = words[open..].strip_prefix("{#")?.strip_suffix('}')?.to_owned();
    Address::new(&id)?;
    words.truncate(words[..open].trim_end().len());
    Some(id)
}

/// Says whether a label counts on from an open one.
fn succeeds(open: &Open, label: &Label) -> bool {
    let (Some(last), Some((next, prefix))) = (open.numbers.last(), label.numbers.split_last()) else { return false };
    open.style == label.style
        && open.numbers.len() == label.numbers.len()
        && open.numbers.starts_with(prefix)
        && *next == last + 1
}

/// Says whether a first lettered point is followed by a second one further down the lines.
fn begins_points(label: &Label, tokens: &[Token]) -> bool {
    let is_second = |token: &Token| match token {
        Token::Text(words, _) => candidates(words, false).iter().any(|next| next.style == Style::Letter && next.value() == 2),
        _ => false,
    };
    label.style == Style::Letter && label.value() == 1 && tokens.iter().skip(1).any(is_second)
}

fn begins_closing(tokens: &[Token]) -> bool {
    first_words(tokens).is_some_and(|words| words.trim_start().starts_with("Trên đây là"))
}
