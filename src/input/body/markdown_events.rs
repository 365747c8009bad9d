//! Watches the events of the Markdown parser and finds the words of a body that none of them shows.
//!
//! The parser drops without a word: cells beyond a table's head, definitions that nothing uses, what stands behind a
//! comment on its line. What lies between two events is markup; where it has letters, words are lost.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, OffsetIter, Parser, Tag, TagEnd};

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::body::lines::printed_marker;
use crate::input::body::literal_emphasis::is_literal;
use crate::input::body::literal_signs::{LiteralSigns, SignSet};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{LostPlace, Phrase};

/// The events of a body, and the words that they leave out.
pub(crate) struct WatchedEvents<'a> {
    events: Peekable<OffsetIter<'a>>,
    body: &'a str,
    /// The end of what was shown, or is known to be markup.
    done: usize,
    /// The definitions of links (`[1]: address`), and whether a link uses them.
    definitions: Vec<Definition>,
    found: Vec<(Range<usize>, LostPlace)>,
    signs: LiteralSigns,
    /// For each bold or italic element that is open, whether its signs belong to the text.
    literal: Vec<bool>,
}

/// A definition of a link's address.
struct Definition {
    label: String,
    range: Range<usize>,
    is_used: bool,
}

impl<'a> WatchedEvents<'a> {
    /// Begins to read a body.
    pub(crate) fn new(parser: Parser<'a>, body: &'a str) -> Self {
        let definitions = parser.reference_definitions().iter();
        let definitions = definitions.map(|(label, definition)| Definition {
            label: label.to_lowercase(),
            range: definition.span.clone(),
            is_used: false,
        });
        let definitions = definitions.collect();
        WatchedEvents {
            events: parser.into_offset_iter().peekable(),
            body,
            done: 0,
            definitions,
            found: Vec::new(),
            signs: LiteralSigns::default(),
            literal: Vec::new(),
        }
    }

    /// The next event, which stays where it is.
    pub(crate) fn peek(&mut self) -> Option<&(Event<'a>, Range<usize>)> {
        self.events.peek()
    }

    /// The signs of Markdown that stayed signs since the last call.
    pub(crate) fn take_signs(&mut self) -> SignSet {
        self.signs.take_block()
    }

    /// Reports what was not shown, or as signs, in a file; `span` gives its bytes for those of the body.
    pub(crate) fn report(
        mut self,
        file: (&RelPath, &str),
        span: &impl Fn(&Range<usize>) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let path = file.0;
        self.lose(self.done..self.body.len(), LostPlace::Elsewhere);
        self.signs.report(file, self.body, span, diagnostics);
        for (range, place) in std::mem::take(&mut self.found) {
            let Some((range, place)) = self.unexplained(range, place) else {
                continue;
            };
            let words = &self.body[range.clone()];
            let at = Place::at(path, span(&range));
            let diagnostic = Diagnostic::new(Code::LostWords, at);
            diagnostics.push(diagnostic.with("text", words).with("help", Phrase::Lost(place)));
        }
    }

    /// The first line of words of a gap that is no used definition.
    fn unexplained(&self, range: Range<usize>, place: LostPlace) -> Option<(Range<usize>, LostPlace)> {
        let mut at = range.start;
        for line in self.body[range].split_inclusive('\n') {
            let start = at;
            at += line.len();
            let words = line.trim().trim_matches('|').trim();
            if !words.contains(char::is_alphanumeric) {
                continue;
            }
            let start = start + line.find(words).unwrap_or(0);
            let own = self.definitions.iter().find(|known| known.range.contains(&start));
            if own.is_some_and(|known| known.is_used) {
                continue;
            }
            let place = own.map_or(place, |_| LostPlace::Definition);
            return Some((start..start + words.len(), place));
        }
        None
    }

    /// Notes the words between what was shown and what is shown next.
    fn lose(&mut self, gap: Range<usize>, place: LostPlace) {
        let Some(words) = self.body.get(gap.clone()) else {
            return;
        };
        let is_markup = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
        if !words.as_bytes().iter().all(is_markup) && words.contains(char::is_alphanumeric) {
            self.found.push((gap, place));
        }
    }

    /// Takes what lies before `range` as lost, and `range` up to `end` as shown.
    fn show(&mut self, from: usize, end: usize) {
        if from > self.done {
            self.lose(self.done..from, LostPlace::Elsewhere);
        }
        self.done = self.done.max(end);
    }

    /// The same event; text where it begins or ends bold or italic words by signs that belong to the text.
    fn with_literal_signs(&mut self, event: Event<'a>, range: Range<usize>) -> (Event<'a>, Range<usize>) {
        let signs = match &event {
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => 1,
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => 2,
            _ => return (event, range),
        };
        let begins = matches!(event, Event::Start(_));
        let is_text = match begins {
            true => is_literal(self.body, &range, signs),
            false => self.literal.pop().unwrap_or(false),
        };
        if begins {
            self.literal.push(is_text);
        }
        let shown = match begins {
            true => range.start..range.start + signs,
            false => range.end - signs..range.end,
        };
        match is_text {
            true => (Event::Text(CowStr::Borrowed(&self.body[shown.clone()])), shown),
            false => (event, range),
        }
    }

    fn watch(&mut self, event: &Event<'a>, range: &Range<usize>) {
        match event {
            Event::Text(_) => {
                self.show(range.start, range.end);
                self.signs.scan(self.body, range);
            }
            Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule => self.show(range.start, range.end),
            Event::Start(tag) => self.begin(tag, range),
            Event::End(TagEnd::Link | TagEnd::Image) => self.done = self.done.max(range.end),
            Event::End(TagEnd::Table) => self.signs.is_table = false,
            Event::End(TagEnd::CodeBlock) => self.end_code(range),
            Event::End(TagEnd::HtmlBlock) => self.end_html(range),
            Event::End(TagEnd::TableRow) => {
                self.lose(self.done..range.end, LostPlace::Cell);
                self.done = self.done.max(range.end);
            }
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Link {
                link_type, title, id, ..
            } => self.link((*link_type, title, id), range),
            // The title of an image is its caption.
            Tag::Image { link_type, id, .. } => self.link((*link_type, &CowStr::Borrowed(""), id), range),
            Tag::Table(_) => self.signs.is_table = true,
            Tag::CodeBlock(CodeBlockKind::Indented) => self.signs.is_code = true,
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.signs.is_code = true;
                let line = self.body[range.start..]
                    .find('\n')
                    .unwrap_or(self.body.len() - range.start);
                self.show(range.start, range.start + line);
                // The name of a language, in letters of machines, is no word of the text.
                if !info.is_ascii() || info.contains(' ') {
                    self.lose(range.start..range.start + line, LostPlace::Elsewhere);
                }
            }
            Tag::Item => {
                let item = &self.body[range.clone()];
                let start = range.end - item.trim_start().len();
                self.show(range.start, start + printed_marker(item).len());
            }
            Tag::FootnoteDefinition(_) => {
                let mark = self.body[range.start..range.end].find("]:").map_or(0, |at| at + 2);
                self.show(range.start, range.start + mark);
            }
            _ => {}
        }
    }

    fn link(&mut self, (kind, title, label): (LinkType, &CowStr<'a>, &CowStr<'a>), range: &Range<usize>) {
        let is_wiki = matches!(kind, LinkType::WikiLink { .. });
        self.show(range.start, if is_wiki { range.end } else { range.start });
        if is_wiki && self.body[range.clone()].contains(['|', '\n']) {
            // The parser pairs brackets of two cells or lines, and what is between them is no name.
            self.found.push((range.clone(), LostPlace::Brackets));
        }
        if title.contains(char::is_alphanumeric) && !is_wiki {
            self.found.push((range.clone(), LostPlace::Title));
        }
        if matches!(kind, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
            let label = label.to_lowercase();
            let used = self.definitions.iter_mut().filter(|known| known.label == label);
            used.for_each(|known| known.is_used = true);
        }
    }

    /// Notes code that no line closes: everything behind it became code.
    fn end_code(&mut self, range: &Range<usize>) {
        self.signs.is_code = false;
        let code = &self.body[range.clone()];
        let sign = code
            .trim_start()
            .chars()
            .next()
            .filter(|sign| matches!(sign, '`' | '~'));
        let bare = |line: &str| line.trim_matches([' ', '\t', '>']).to_owned();
        let closes = |sign: char| {
            code.trim_end().lines().skip(1).last().is_some_and(|line| {
                let line = bare(line);
                line.len() >= 3 && line.chars().all(|letter| letter == sign)
            })
        };
        if sign.is_some_and(|sign| !closes(sign)) {
            self.signs.unclosed.push(range.start);
        }
        self.done = self.done.max(range.end);
    }

    /// Records a comment that is never closed, and words behind a comment in its last line.
    fn end_html(&mut self, range: &Range<usize>) {
        let html = &self.body[range.clone()];
        let mut from = 0;
        while let Some(open) = html[from..].find("<!--").map(|at| from + at) {
            self.outside_comment(range.start + from..range.start + open);
            match html[open..].find("-->") {
                Some(close) => from = open + close + 3,
                None => {
                    self.signs.unclosed.push(range.start + open);
                    return;
                }
            }
        }
        if from > 0 {
            self.outside_comment(range.start + from..range.end);
        }
    }

    /// Notes words beside a comment; those of a tag are refused as such.
    fn outside_comment(&mut self, range: Range<usize>) {
        if !self.body[range.clone()].contains('<') {
            self.lose(range, LostPlace::BesideComment);
        }
    }
}

impl<'a> Iterator for WatchedEvents<'a> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (event, range) = self.events.next()?;
        let (event, range) = self.with_literal_signs(event, range);
        self.watch(&event, &range);
        Some((event, range))
    }
}
