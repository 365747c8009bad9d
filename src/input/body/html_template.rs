//! HTML templates: the HTML that follows from one file alone, with placeholders for what depends on other files.

use std::collections::HashMap;
use std::ops::Range;

use crate::base::address::Address;
use crate::base::html::push_escaped;
use crate::base::position::Position;
use crate::base::shared_str::SharedStr;
use crate::base::span::Span;
use crate::input::citations::mention::{MentionedThing, NamedReference, NumberedMention};
use crate::input::citations::reference::Reference;
use crate::input::citations::sentence;

/// A place in HTML that is filled in when all files are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// ` id="…"` of a provision, by its index.
    Id(Position),
    /// The `href` with which a provision's number links to itself.
    SelfHref(Position),
    /// Before the words of a mention.
    Mention(Position),
    /// After them.
    MentionEnd(Position),
    /// After a word with which a name may end: the mention, and the index of the end.
    NameEnd(Position, Position),
    /// Before the words of a link.
    Link(Position),
    /// After them.
    LinkEnd(Position),
    /// The `src` of an image.
    Source(Position),
    /// Its `width` and `height`, if they are known.
    ImageSize(Position),
    /// A reference to a footnote: its number, and the ordinal of this reference to it, both from 1.
    Footnote(Position, Position),
    /// The accessible name of a scrolling table, in the language of the interface.
    TableName,
}

/// HTML and its placeholders, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlTemplate {
    /// Safe HTML.
    pub html: String,
    /// The byte in `html` and the placeholder there.
    pub placeholders: Vec<(Position, Placeholder)>,
}

impl HtmlTemplate {
    /// Appends a placeholder.
    pub fn placeholder(&mut self, placeholder: Placeholder) {
        self.placeholders.push((Position::new(self.html.len()), placeholder));
    }

    /// Appends plain text.
    pub fn text(&mut self, text: &str) {
        push_escaped(&mut self.html, text);
    }

    /// The placeholders inside a range of the HTML; one at the end of the range belongs to the text after it, unless
    /// the HTML ends there.
    pub fn holes_in(&self, range: &Range<usize>) -> &[(Position, Placeholder)] {
        let is_whole = range.end == self.html.len();
        let from = self.placeholders.partition_point(|(at, _)| at.get() < range.start);
        let is_inside = |at| at < range.end || (is_whole && at == range.end);
        let to = self.placeholders.partition_point(|(at, _)| is_inside(at.get()));
        &self.placeholders[from..to]
    }
}

/// Whose words contain a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    /// The document's own text or title: a mention is a citation.
    Document,
    /// The site's words about it (notes, summaries): a mention is a link and nothing else.
    Site,
}

/// The place of a mention or link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The paragraph, by its index among the provisions; `None` in the head.
    pub provision: Option<usize>,
    /// Its bytes in the file.
    pub span: Span,
    /// The words of its paragraph, and its bytes there.
    pub words: (SharedStr, Range<usize>),
    /// Whose words contain it.
    pub speaker: Speaker,
}

impl Occurrence {
    /// The sentence around it, as backlinks show it, and its bytes in the sentence.
    pub fn sentence(&self) -> (String, Range<usize>) {
        sentence::around(&self.words.0, self.words.1.clone())
    }
}

/// A mention of a document or provision, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedMention {
    /// What it refers to.
    pub what: MentionedThing,
    /// The provision of the document that it refers to.
    pub place: Option<Address>,
    /// The number of the searched stretch of text that contains it, counted through the file.
    pub text: usize,
    /// Its bytes in the paragraph's plain text; a name may contain other mentions.
    pub surface: Range<usize>,
    /// Its place.
    pub occurrence: Occurrence,
}

impl PlacedMention {
    /// The length from its beginning to one of the ends of a name, in bytes.
    pub fn length_to(&self, end: usize) -> Option<usize> {
        let (_, end) = self.titled()?.ends.get(end)?;
        Some(end.saturating_sub(self.surface.start))
    }

    /// The candidate for a name, if it is one.
    pub fn titled(&self) -> Option<&NamedReference> {
        let MentionedThing::Titled(titled) = &self.what else {
            return None;
        };
        Some(titled)
    }

    /// The citation by number, if it is one.
    pub fn number(&self) -> Option<&NumberedMention> {
        let MentionedThing::Number(cited) = &self.what else {
            return None;
        };
        Some(cited)
    }
}

/// The target of a link written by an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// `[[…]]`
    Wiki(Reference),
    /// `![[…]]`: the words of the provision are shown before the link
    Quote(Reference),
    /// `[…](address)`
    Address(String),
}

/// A link written by an editor, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRef {
    /// Its target.
    pub target: LinkTarget,
    /// Its place.
    pub occurrence: Occurrence,
}

/// The mentions and links of one document, into which placeholders are indexes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyReferences {
    /// Mentions, in order.
    pub mentions: Vec<PlacedMention>,
    /// Links written by editors, in order.
    pub links: Vec<LinkRef>,
    /// Labels of footnotes in the order of their numbers, each with the number of references to it.
    pub footnotes: Vec<(String, usize)>,
    /// Number of stretches of text that were searched for mentions.
    pub(crate) texts: usize,
    /// The number of each footnote, counted from 0, by its label.
    footnote_numbers: HashMap<String, usize>,
}

impl BodyReferences {
    /// Counts a reference to a footnote; returns the footnote's number and the ordinal of the reference, both from 1.
    pub(crate) fn footnote(&mut self, label: &str) -> (usize, usize) {
        let next = self.footnotes.len();
        let index = *self.footnote_numbers.entry(label.to_owned()).or_insert(next);
        if index == next {
            self.footnotes.push((label.to_owned(), 0));
        }
        self.footnotes[index].1 += 1;
        (index + 1, self.footnotes[index].1)
    }
}
