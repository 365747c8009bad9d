//! Builds provisions: reserves their addresses, opens and closes their sections of HTML.
//!
//! Takes labels whose place is decided. Must not know how Markdown or labels are parsed.

use std::collections::HashSet;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::base::address::Address;
use crate::base::path::RelPath;
use crate::base::position::Position;
use crate::base::shared_str::SharedStr;
use crate::base::slug::slug;
use crate::base::span::Span;
use crate::input::body::blocks::Token;
use crate::input::body::html_template::{BodyReferences, Placeholder};
use crate::input::body::html_writer::{WriterContext, WriterPosition, write_tokens};
use crate::input::body::label::{LabelStyle, PrintedLabel};
use crate::input::body::markup::Markup;
use crate::input::body::outline::{OpenProvision, Placement, Prefix, address_parent, own_part};
use crate::input::body::provisions::{Provision, ProvisionKind};
use crate::input::body::quotation::QUOTATION_TAG;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText, Place};
use crate::messages::phrase::Phrase;

/// The part of a document to which paragraphs outside any provision belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DocumentPart {
    /// Before the first label.
    Opening,
    /// After the last one.
    Closing,
}

/// A heading or item that is about to be opened.
pub(crate) struct NewProvision<'a> {
    /// Its label as printed.
    pub(crate) label: &'a PrintedLabel,
    /// Its place among the open provisions.
    pub(crate) placement: &'a Placement,
    /// The `{#id}` written with it.
    pub(crate) id: Option<String>,
    /// Its level, if it is a heading.
    pub(crate) level: Option<u8>,
    /// The bytes of its first line.
    pub(crate) span: Span,
}

/// The provisions and the HTML of a body so far.
pub(crate) struct ProvisionBuilder<'a, 'f> {
    /// The path of the file, for diagnostics.
    pub(crate) path: &'a RelPath,
    /// The data that all blocks share.
    pub(crate) context: &'a WriterContext<'a>,
    /// Collects mentions and links.
    pub(crate) references: &'f mut BodyReferences,
    /// Collects diagnostics.
    pub(crate) diagnostics: &'f mut Vec<Diagnostic>,
    /// The part to which paragraphs outside any provision belong.
    pub(crate) part: DocumentPart,
    /// Whether a misprinted label has been reported since the last label.
    pub(crate) has_misprint: bool,
    provisions: Vec<Provision>,
    markup: Markup,
    open: Vec<OpenProvision>,
    /// For each open provision, its index.
    holders: Vec<usize>,
    /// Number of paragraphs so far, by the address of their parent.
    counters: FxHashMap<String, usize>,
    taken: FxHashMap<Address, usize>,
    /// Number of unnumbered headings with the same words, by their slug.
    repeated: FxHashMap<String, usize>,
    /// Provisions whose clash of addresses is reported: those below them clash for the same reason.
    clashing: HashSet<usize>,
}

impl<'a, 'f> ProvisionBuilder<'a, 'f> {
    /// Begins an empty body.
    pub(crate) fn new(
        path: &'a RelPath,
        context: &'a WriterContext<'a>,
        references: &'f mut BodyReferences,
        diagnostics: &'f mut Vec<Diagnostic>,
    ) -> Self {
        ProvisionBuilder {
            path,
            context,
            references,
            diagnostics,
            part: DocumentPart::Opening,
            has_misprint: false,
            provisions: Vec::with_capacity(context.source.len() / 128),
            markup: Markup::with_room_for(context.source.len()),
            open: Vec::new(),
            holders: Vec::new(),
            counters: FxHashMap::default(),
            taken: FxHashMap::default(),
            repeated: FxHashMap::default(),
            clashing: HashSet::new(),
        }
    }

    /// The open provisions, the outermost first.
    pub(crate) fn open(&self) -> &[OpenProvision] {
        &self.open
    }

    /// Closes all provisions and returns them and their HTML.
    pub(crate) fn finish(mut self) -> (Vec<Provision>, Markup) {
        self.close_to(0);
        (self.provisions, self.markup)
    }

    /// Closes open provisions until `keep` are left.
    pub(crate) fn close_to(&mut self, keep: usize) {
        self.open.truncate(keep);
        for holder in self.holders.split_off(keep.min(self.holders.len())).into_iter().rev() {
            self.markup.push(&["</", self.provisions[holder].row.tag(), ">\n"]);
            self.markup.end(holder);
        }
    }

    /// Writes a rule between paragraphs.
    pub(crate) fn rule(&mut self) {
        self.markup.push(&["<hr>\n"]);
    }

    /// Opens a heading and writes its words.
    pub(crate) fn heading(&mut self, new: &NewProvision<'_>, tokens: &[Token]) {
        let index = self.open_provision(new, ProvisionKind::Heading);
        let level = (self.open.len() + 1).min(6).to_string();
        self.markup.push(&["<h", &level, ">"]);
        self.number_link(index);
        let text = self.words(tokens, index, new.span);
        self.provisions[index].words = text;
        self.markup.push(&["</h", &level, ">\n"]);
    }

    /// Opens an item and writes its first paragraph.
    pub(crate) fn item(&mut self, new: &NewProvision<'_>, tokens: &[Token]) {
        let item = self.open_provision(new, ProvisionKind::Item);
        let index = self.push_paragraph(ProvisionKind::First, None, new.span);
        self.markup.push(&["<p"]);
        self.markup.placeholder(Placeholder::Id(Position::new(index)));
        self.markup.push(&[">"]);
        self.number_link(item);
        let text = self.words(tokens, index, new.span);
        self.provisions[item].words = text.clone();
        self.end_paragraph(index, text, "</p>\n");
    }

    /// Writes a paragraph, list or table without a label; `compound` is the name of its tag.
    pub(crate) fn unnumbered(&mut self, tokens: &[Token], id: Option<&str>, span: Span, compound: Option<&str>) {
        let row = match compound {
            Some(QUOTATION_TAG) => ProvisionKind::Quotation,
            Some(_) | None => ProvisionKind::Paragraph,
        };
        let index = self.push_paragraph(row, id.and_then(Address::new), span);
        let (tokens, close) = match (compound, tokens) {
            (Some("table"), _) => {
                self.markup
                    .push(&["<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\""]);
                self.markup.placeholder(Placeholder::TableName);
                self.markup.push(&["\""]);
                (tokens, "</div>\n")
            }
            (Some(_), [Token::Edge(edge), rest @ ..]) => {
                self.markup.push(&[edge.trim_end_matches('>')]);
                (rest, "\n")
            }
            (Some(_) | None, _) => {
                self.markup.push(&["<p"]);
                (tokens, "</p>\n")
            }
        };
        self.markup.placeholder(Placeholder::Id(Position::new(index)));
        self.markup.push(&[">"]);
        let text = self.words(tokens, index, span);
        self.end_paragraph(index, text, close);
    }

    fn words(&mut self, tokens: &[Token], provision: usize, span: Span) -> SharedStr {
        let at = WriterPosition {
            provision: Some(provision),
            span,
        };
        let words = write_tokens(&mut self.markup.linked, self.references, self.context, tokens, at);
        if let Some(open) = self.open.last_mut() {
            open.introduces = words.trim_end().ends_with(':');
        }
        words
    }

    /// Returns whether any provision has a label of this style.
    pub(crate) fn has(&self, style: LabelStyle) -> bool {
        self.provisions.iter().any(|provision| provision.style == style)
    }

    /// Opens a provision and its section, and reserves its address.
    fn open_provision(&mut self, new: &NewProvision<'_>, row: ProvisionKind) -> usize {
        self.close_to(new.placement.keep);
        let label = new.label;
        let explicit = new.id.as_deref().and_then(Address::new);
        let prefix = match (label.style, &explicit, new.level) {
            (LabelStyle::Unlabelled, Some(_), _) => Prefix::All,
            (LabelStyle::Unlabelled, None, Some(1)) => Prefix::Nothing,
            (style, ..) if style.is_container() => Prefix::Nothing,
            _ => Prefix::Usual,
        };
        let address = explicit.unwrap_or_else(|| self.address_of(label));
        let index = self.push(address, &label.printed, label.style, row, new.span);
        self.check_order(new, index);
        let tag = row.tag();
        self.markup.push(&["<", tag, " class=\"provision\""]);
        self.markup.placeholder(Placeholder::Id(Position::new(index)));
        self.markup.push(&[">\n"]);
        self.holders.push(index);
        self.open.push(OpenProvision::of(label, new.level, prefix));
        index
    }

    /// Adds a provision whose HTML begins at the end of the markup.
    fn push(&mut self, address: Address, label: &str, style: LabelStyle, row: ProvisionKind, span: Span) -> usize {
        let index = self.provisions.len();
        self.reserve(&address, index, span);
        self.provisions.push(Provision {
            address,
            label: label.into(),
            style,
            words: SharedStr::of(self.context.source, 0..0),
            row,
            parent: self.holders.last().copied().map(Position::new),
            span,
        });
        self.markup.begin();
        index
    }

    fn address_of(&self, label: &PrintedLabel) -> Address {
        if label.style == LabelStyle::Unlabelled {
            return Address::new(&label.part).unwrap_or_else(fallback_address);
        }
        let parent = address_parent(&self.open, label.style).map(|index| self.holders[index]);
        let part = own_part(self.open.last(), label);
        match parent {
            Some(parent) => self.provisions[parent].address.child(&part),
            None => Address::new(&part).unwrap_or_else(fallback_address),
        }
    }

    /// Reserves an address. A clash is reported with both places, but not again for the provisions below.
    fn reserve(&mut self, address: &Address, index: usize, span: Span) {
        let first = match self.taken.entry(address.clone()) {
            Entry::Vacant(free) => {
                free.insert(index);
                return;
            }
            Entry::Occupied(first) => *first.get(),
        };
        let is_reported = self.holders.iter().any(|holder| self.clashing.contains(holder));
        self.clashing.insert(index);
        // A regulation without `{#id}` after its decision is one error, however many articles clash.
        let is_annex = |entry: &OpenProvision| entry.level == Some(1) && entry.prefix == Prefix::Nothing;
        let annex = self.open.iter().position(is_annex);
        self.clashing.extend(annex.map(|position| self.holders[position]));
        if !is_reported {
            let first_span = self.provisions[first].span;
            let diagnostic = Diagnostic::new(Code::DuplicateAddress, self.first_line(span))
                .with("address", address.as_str())
                .label(self.first_line(first_span), LabelText::FirstHere);
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports a number out of order, unless its address clashes, which is reported already.
    fn check_order(&mut self, new: &NewProvision<'_>, index: usize) {
        let follows_misprint = std::mem::take(&mut self.has_misprint);
        let Some(before) = new.placement.gap.as_ref().filter(|_| !follows_misprint) else {
            return;
        };
        if self.taken.get(&self.provisions[index].address) != Some(&index) {
            return;
        }
        let diagnostic = Diagnostic::new(Code::NumbersOutOfOrder, self.first_line(new.span))
            .with("before", before.clone())
            .with("label", &new.label.printed);
        let diagnostic = self.with_quote_advice(diagnostic, index);
        self.diagnostics.push(diagnostic);
    }

    /// Adds that amended text is quoted, where the words before a provision introduce some: its labels are not those of
    /// the document.
    pub(super) fn with_quote_advice(&self, diagnostic: Diagnostic, provision: usize) -> Diagnostic {
        let before = provision.checked_sub(1).and_then(|before| self.provisions.get(before));
        match before.is_some_and(|before| introduces_amended_text(&before.words)) {
            true => diagnostic.with("quote", Phrase::QuoteAmended),
            false => diagnostic.with("quote", ""),
        }
    }

    /// The number of provisions so far.
    pub(super) fn count(&self) -> usize {
        self.provisions.len()
    }

    fn first_line(&self, span: Span) -> Place {
        let source = self.context.source;
        let span = span.clamped(source);
        let length = source[span.start..span.end].find('\n').unwrap_or(span.end - span.start);
        Place::at(self.path, Span::new(span.start, span.start + length))
    }

    /// An address for a heading without a number: its slug, with a count if that is taken.
    pub(crate) fn free_slug(&mut self, words: &str) -> String {
        let short: String = slug(words).chars().take(80).collect();
        let base = if short.is_empty() {
            "muc"
        } else {
            short.trim_end_matches('-')
        };
        let is_taken = |taken: &FxHashMap<Address, usize>, part: &str| {
            Address::new(part).is_none_or(|address| taken.contains_key(&address))
        };
        if !is_taken(&self.taken, base) {
            return base.to_owned();
        }
        let count = self.repeated.entry(base.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let part = format!("{base}-{count}");
            if !is_taken(&self.taken, &part) {
                return part;
            }
        }
    }

    fn number_link(&mut self, index: usize) {
        let label = &self.provisions[index].label;
        if label.is_empty() {
            return;
        }
        // A number with its word (`Điều 5.`) is too wide for the margin.
        let class = if label.contains(' ') { "number word" } else { "number" };
        self.markup.push(&["<a class=\"", class, "\" href=\""]);
        self.markup.placeholder(Placeholder::SelfHref(Position::new(index)));
        self.markup.push(&["\">"]);
        self.markup.linked.text(label);
        self.markup.push(&["</a> "]);
    }

    fn push_paragraph(&mut self, row: ProvisionKind, id: Option<Address>, span: Span) -> usize {
        let base = match (self.holders.last(), self.part) {
            (Some(holder), _) => self.provisions[*holder].address.as_str(),
            (None, DocumentPart::Opening) => "mo-dau",
            (None, DocumentPart::Closing) => "ket",
        };
        let count = self.counters.entry(base.to_owned()).or_insert(0);
        *count += 1;
        let address = id
            .or_else(|| Address::new(&[base, ".p", &count.to_string()].concat()))
            .unwrap_or_else(fallback_address);
        self.push(address, "", LabelStyle::Unlabelled, row, span)
    }

    fn end_paragraph(&mut self, index: usize, text: SharedStr, close: &str) {
        self.markup.push(&[close]);
        self.markup.end(index);
        self.provisions[index].words = text;
    }
}

impl ProvisionKind {
    /// The HTML tag around a provision and those in it.
    fn tag(self) -> &'static str {
        match self {
            ProvisionKind::Heading => "section",
            ProvisionKind::Item | ProvisionKind::Paragraph | ProvisionKind::First | ProvisionKind::Quotation => "div",
        }
    }
}

fn fallback_address() -> Address {
    Address::new("muc").expect("a constant address")
}

/// Returns whether words say how another document reads from now on: `Sửa đổi, bổ sung khoản 2 Điều 3 như sau:`
fn introduces_amended_text(words: &str) -> bool {
    words.trim_end().ends_with("như sau:") && ["ửa đổi", "ổ sung", "hay thế"].iter().any(|verb| words.contains(verb))
}
