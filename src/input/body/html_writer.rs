//! Writes tokens as HTML with placeholders; finds mentions in the text and records links with their place.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::base::position::Position;
use crate::base::shared_str::SharedStr;
use crate::base::span::Span;
use crate::input::body::blocks::{Image, Token};
use crate::input::body::html_template::{
    BodyReferences, HtmlTemplate, LinkRef, LinkTarget, Occurrence, PlacedMention, Placeholder, Speaker,
};
use crate::input::body::images;
use crate::input::citations::lexicon::Lexicon;
use crate::input::citations::mention::{Mention, MentionedThing, NamedReference, Scope};
use crate::input::citations::recognizer::mentions;
use crate::input::citations::reference::Reference;

/// The data that all blocks of one document share.
pub(crate) struct WriterContext<'a> {
    /// Finds citations and abbreviations.
    pub(crate) lexicon: &'a Lexicon,
    /// The text of the file, to find the bytes of a token's parts.
    pub(crate) source: &'a Arc<str>,
    /// Whose words they are: the document's or the site's.
    pub(crate) speaker: Speaker,
}

/// The place of some tokens.
#[derive(Clone, Copy, Default)]
pub(crate) struct WriterPosition {
    /// The provision that holds them, by index.
    pub(crate) provision: Option<usize>,
    /// The bytes of the file.
    pub(crate) span: Span,
}

/// The plain text of some tokens, with one line break between the blocks inside.
pub(crate) fn plain_text(tokens: &[Token]) -> String {
    PlainText::of(tokens).text.trim().to_owned()
}

/// The plain text of tokens, and for each token its bytes there.
struct PlainText {
    text: String,
    ranges: Vec<Range<usize>>,
}

impl PlainText {
    fn of(tokens: &[Token]) -> Self {
        let mut text = String::new();
        let mut ranges = Vec::with_capacity(tokens.len());
        for token in tokens {
            let start = text.len();
            match token {
                Token::Text(words, _) | Token::Code(words) | Token::Image(Image { words, .. }) => text.push_str(words),
                Token::SoftBreak | Token::HardBreak => text.push(' '),
                Token::Wiki(reference, _) => text.push_str(&wiki_words(reference)),
                Token::Edge(_) => {
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                }
                // Quoted words are those of another text; the link after them names their place.
                Token::Quote(..) => {}
                Token::Inline(_) | Token::Footnote(..) | Token::Link(..) | Token::LinkEnd => {}
            }
            ranges.push(start..text.len());
        }
        PlainText { text, ranges }
    }

    /// The index of the token that contains a byte of the plain text.
    fn token_at(&self, byte: usize) -> usize {
        self.ranges.partition_point(|range| range.end <= byte)
    }

    /// A stretch with the line breaks of the file, since a page number may be on a line of its own.
    fn with_line_breaks(&self, tokens: &[Token], stretch: Range<usize>) -> Cow<'_, str> {
        let text = &self.text[stretch.clone()];
        let mut broken: Option<Vec<u8>> = None;
        let from = self.token_at(stretch.start);
        for (token, range) in tokens[from..].iter().zip(&self.ranges[from..]) {
            if range.start >= stretch.end {
                break;
            }
            if matches!(token, Token::SoftBreak | Token::HardBreak) {
                broken.get_or_insert_with(|| text.as_bytes().to_vec())[range.start - stretch.start] = b'\n';
            }
        }
        match broken {
            Some(bytes) => String::from_utf8(bytes).expect("a blank became a line break").into(),
            None => text.into(),
        }
    }

    /// The stretches of text that are searched for citations: outside links and code, each within one block.
    fn stretches(&self, tokens: &[Token]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = None;
        let mut in_link = false;
        for (token, range) in tokens.iter().zip(&self.ranges) {
            let searched = matches!(
                token,
                Token::Text(..) | Token::SoftBreak | Token::HardBreak | Token::Inline(_)
            );
            let breaks = !searched && !matches!(token, Token::Footnote(..));
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
pub(crate) fn wiki_words(reference: &Reference) -> String {
    if let Some(words) = &reference.words {
        return words.clone();
    }
    match (&reference.document, &reference.provision) {
        (Some(document), Some(provision)) => format!("{document}, {}", provision_words(provision)),
        (Some(document), None) => document.clone(),
        (None, Some(provision)) => provision_words(provision),
        (None, None) => String::new(),
    }
}

/// The words for an address: `mục II.1.5`, `mục II.2.3, đoạn 2`, `phần mở đầu`.
fn provision_words(address: &str) -> String {
    let is_number = |words: &str| !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
    let paragraph = address.rsplit_once(".p").filter(|(_, number)| is_number(number));
    match (paragraph.map_or(address, |(base, _)| base), paragraph) {
        ("mo-dau", _) => "phần mở đầu".to_owned(),
        ("ket", _) => "phần kết".to_owned(),
        (base, Some((_, number))) => format!("mục {base}, đoạn {number}"),
        (base, None) => format!("mục {base}"),
    }
}

/// The words of a paragraph without the blanks around them.
struct TrimmedWords {
    text: SharedStr,
    /// Length of the blanks before them, in bytes.
    lead: usize,
}

impl TrimmedWords {
    fn of(plain: &str, tokens: &[Token], source: &Arc<str>) -> Self {
        let words = plain.trim_start();
        let lead = plain.len() - words.len();
        let words = words.trim_end();
        let in_file = tokens.iter().find_map(|token| match token {
            Token::Text(_, span) => Some(span.start + lead..span.start + lead + words.len()),
            _ => None,
        });
        // Most paragraphs occur in the file byte for byte and share its memory.
        let in_file = in_file.filter(|at| source.get(at.clone()) == Some(words));
        TrimmedWords {
            text: in_file.map_or_else(|| words.into(), |at| SharedStr::of(source, at)),
            lead,
        }
    }

    /// The words, and a range of the plain text as a range of them.
    fn among(&self, range: &Range<usize>) -> (SharedStr, Range<usize>) {
        let shift = |at: usize| at.saturating_sub(self.lead).min(self.text.len());
        (self.text.clone(), shift(range.start)..shift(range.end))
    }
}

/// Writes tokens as HTML and adds mentions and links to the tables. Returns the plain text.
pub(crate) fn write_tokens(
    out: &mut HtmlTemplate,
    references: &mut BodyReferences,
    context: &WriterContext<'_>,
    tokens: &[Token],
    at: WriterPosition,
) -> SharedStr {
    let plain = PlainText::of(tokens);
    let kept = TrimmedWords::of(&plain.text, tokens, context.source);
    let placeholders = find_mentions((&plain, &kept), references, context, tokens, at);
    let mut placeholders = placeholders.into_iter().peekable();
    let mut open_link = None;
    for (token, range) in tokens.iter().zip(&plain.ranges) {
        let link = Position::new(references.links.len());
        references.links.extend(link_of(token, (&kept, range), context, at));
        match token {
            Token::Text(words, _) => emit_words(out, words, range.start, &mut placeholders),
            Token::SoftBreak => emit_words(out, "\n", range.start, &mut placeholders),
            Token::HardBreak => out.html.push_str("<br>\n"),
            Token::Code(code) => {
                out.html.push_str("<code>");
                out.text(code);
                out.html.push_str("</code>");
            }
            Token::Inline(tag) => out.html.push_str(tag),
            Token::Edge(tag) => out.html.push_str(tag),
            Token::Footnote(label, _) => {
                let (number, occurrence) = references.footnote(label);
                out.placeholder(Placeholder::Footnote(Position::new(number), Position::new(occurrence)));
            }
            Token::Link(..) => {
                open_link = Some(link);
                out.placeholder(Placeholder::Link(link));
            }
            Token::LinkEnd => {
                if let Some(link) = open_link.take() {
                    out.placeholder(Placeholder::LinkEnd(link));
                }
            }
            Token::Wiki(reference, _) | Token::Quote(reference, _) => {
                out.placeholder(Placeholder::Link(link));
                out.text(&wiki_words(reference));
                out.placeholder(Placeholder::LinkEnd(link));
            }
            Token::Image(image) => images::write(out, link, image),
        }
    }
    kept.text
}

/// The link that a token begins, if it begins one; `range` is the token's in the plain text.
fn link_of(
    token: &Token,
    (kept, range): (&TrimmedWords, &Range<usize>),
    context: &WriterContext<'_>,
    at: WriterPosition,
) -> Option<LinkRef> {
    let (target, words, span) = match token {
        Token::Link(dest, span)
        | Token::Image(Image {
            address: dest, span, ..
        }) => (LinkTarget::Address(dest.clone()), kept.among(range), *span),
        Token::Wiki(reference, span) => (LinkTarget::Wiki(reference.clone()), kept.among(range), *span),
        Token::Quote(reference, span) => {
            let shown = wiki_words(reference);
            let words = (shown.as_str().into(), 0..shown.len());
            (LinkTarget::Quote(reference.clone()), words, *span)
        }
        _ => return None,
    };
    let occurrence = occurrence(words, span, context, at);
    Some(LinkRef { target, occurrence })
}

/// Placeholders at bytes of the plain text, in order.
type Placeholders = std::iter::Peekable<std::vec::IntoIter<(usize, Placeholder)>>;

/// Writes words with the placeholders of mentions among them; those that end a mention or name at the end of the words
/// are included.
fn emit_words(out: &mut HtmlTemplate, words: &str, start: usize, placeholders: &mut Placeholders) {
    let end = start + words.len();
    let mut done = start;
    let is_end = |which: &Placeholder| matches!(which, Placeholder::MentionEnd(_) | Placeholder::NameEnd(..));
    while let Some((at, placeholder)) = placeholders.next_if(|(at, which)| *at < end || (*at == end && is_end(which))) {
        let at = at.clamp(done, end);
        out.text(&words[done - start..at - start]);
        done = at;
        out.placeholder(placeholder);
    }
    out.text(&words[done - start..]);
}

fn find_mentions(
    (plain, kept): (&PlainText, &TrimmedWords),
    references: &mut BodyReferences,
    context: &WriterContext<'_>,
    tokens: &[Token],
    at: WriterPosition,
) -> Vec<(usize, Placeholder)> {
    let mut placeholders = Vec::new();
    for stretch in plain.stretches(tokens) {
        let text = plain.with_line_breaks(tokens, stretch.clone());
        references.texts += 1;
        for mut mention in mentions(&text, context.lexicon) {
            shift(&mut mention, stretch.start);
            let Mention { surface, core, .. } = &mention;
            let range = run_around(plain, tokens, surface, core);
            let number = Position::new(references.mentions.len());
            placeholders.push((range.start, Placeholder::Mention(number)));
            match &mut mention.what {
                MentionedThing::Titled(NamedReference { ends, proper, .. }) => {
                    ends.retain(|(_, end)| *end <= range.end);
                    *proper = proper.take().filter(|proper| proper.end < ends.len());
                    let ends = ends.iter().enumerate();
                    placeholders.extend(
                        ends.map(|(which, (_, end))| (*end, Placeholder::NameEnd(number, Position::new(which)))),
                    );
                }
                _ => placeholders.push((range.end, Placeholder::MentionEnd(number))),
            }
            let span = source_span(plain, tokens, context.source, &mention.surface).unwrap_or(at.span);
            let occurrence = occurrence(kept.among(&mention.surface), span, context, at);
            references.mentions.push(PlacedMention {
                what: mention.what,
                place: mention.place,
                text: references.texts,
                surface: mention.surface,
                occurrence,
            });
        }
    }
    // At one byte, ends come before beginnings; of two beginnings, the outer mention comes first.
    placeholders.sort_by_key(|(at, placeholder)| (*at, matches!(placeholder, Placeholder::Mention(_))));
    placeholders
}

/// Moves a mention from its stretch to its place in the whole text.
fn shift(mention: &mut Mention, by: usize) {
    let moved = |range: &Range<usize>| range.start + by..range.end + by;
    (mention.surface, mention.core) = (moved(&mention.surface), moved(&mention.core));
    match &mut mention.what {
        MentionedThing::Number(cited) => {
            (cited.surface, cited.number_at) = (moved(&cited.surface), moved(&cited.number_at));
        }
        MentionedThing::Titled(titled) => titled.ends.iter_mut().for_each(|(_, end)| *end += by),
        MentionedThing::Place(Scope::Of(start)) => *start += by,
        MentionedThing::Short { .. }
        | MentionedThing::Above(_)
        | MentionedThing::This(_)
        | MentionedThing::Member { .. }
        | MentionedThing::Place(Scope::Context | Scope::Here(_)) => {}
    }
}

fn occurrence(
    words: (SharedStr, Range<usize>),
    span: Span,
    context: &WriterContext<'_>,
    at: WriterPosition,
) -> Occurrence {
    Occurrence {
        provision: at.provision,
        span,
        words,
        speaker: context.speaker,
    }
}

/// The part of a mention around its number that no inline tag interrupts.
fn run_around(plain: &PlainText, tokens: &[Token], surface: &Range<usize>, number: &Range<usize>) -> Range<usize> {
    let is_word = |index: usize| matches!(tokens.get(index), Some(Token::Text(..) | Token::SoftBreak));
    let mut first = plain.token_at(number.start);
    if !is_word(first) {
        return number.clone();
    }
    let mut last = first;
    while plain.ranges[first].start > surface.start && first > 0 && is_word(first - 1) {
        first -= 1;
    }
    while plain.ranges[last].end < surface.end && is_word(last + 1) {
        last += 1;
    }
    surface.start.max(plain.ranges[first].start)..surface.end.min(plain.ranges[last].end)
}

/// The bytes of the file from which a range of the plain text comes.
fn source_span(plain: &PlainText, tokens: &[Token], source: &str, range: &Range<usize>) -> Option<Span> {
    let mut span: Option<Span> = None;
    let from = plain.token_at(range.start);
    for (token, at) in tokens[from..].iter().zip(&plain.ranges[from..]) {
        if at.start >= range.end {
            break;
        }
        let Token::Text(words, from) = token else { continue };
        let verbatim = source.get(from.start..from.end) == Some(words.as_str());
        let cut = |byte: usize| from.start + byte.clamp(at.start, at.end) - at.start;
        let part = if verbatim {
            Span::new(cut(range.start), cut(range.end))
        } else {
            *from
        };
        let joined = |span: Span| Span::new(span.start.min(part.start), span.end.max(part.end));
        span = Some(span.map_or(part, joined));
    }
    span
}
