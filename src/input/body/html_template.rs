//! HTML with holes: what one file alone can say, and places where other files matter.

use std::collections::HashMap;
use std::ops::Range;

use crate::base::address::Address;
use crate::base::html::push_escaped;
use crate::base::shared_str::SharedStr;
use crate::base::span::Span;
use crate::input::citations::mention::{MentionedThing, NamedReference, NumberedMention};
use crate::input::citations::reference::Reference;
use crate::input::citations::sentence;

/// A place in HTML that is filled when all files are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// ` id="…"` of a provision, by its index.
    Id(usize),
    /// The address that a provision's number links to.
    SelfHref(usize),
    /// Before the words of a mention.
    Mention(usize),
    /// After them.
    MentionEnd(usize),
    /// After the words with which a name may end: mention, and which of its ends.
    NameEnd(usize, usize),
    /// Before the words of a link.
    Link(usize),
    /// After them.
    LinkEnd(usize),
    /// The address of an image.
    Source(usize),
    /// A reference to a footnote: its number, and the how-manieth reference it is.
    Footnote(usize, usize),
    /// The name of a table that scrolls, in the words of the interface.
    TableName,
}

/// HTML and its holes, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlTemplate {
    /// Safe HTML.
    pub html: String,
    /// Byte of `html` and what goes there.
    pub holes: Vec<(usize, Placeholder)>,
}

impl HtmlTemplate {
    /// Puts a hole at the end.
    pub fn hole(&mut self, hole: Placeholder) {
        self.holes.push((self.html.len(), hole));
    }

    /// Appends plain text.
    pub fn text(&mut self, text: &str) {
        push_escaped(&mut self.html, text);
    }

    /// The holes inside a range of the HTML; one at its very end belongs to what follows, if anything does.
    pub fn holes_in(&self, range: &Range<usize>) -> &[(usize, Placeholder)] {
        let is_whole = range.end == self.html.len();
        let from = self.holes.partition_point(|(at, _)| *at < range.start);
        let to = self
            .holes
            .partition_point(|(at, _)| *at < range.end || (is_whole && *at == range.end));
        &self.holes[from..to]
    }
}

/// Whose words a mention stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    /// The document's own text or title: a mention is a citation.
    Document,
    /// The site's words about it (notes, summaries): a mention is a link and nothing else.
    Site,
}

/// Where a mention or link stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The paragraph, by its index among the provisions; `None` in the head.
    pub provision: Option<usize>,
    /// Its bytes in the file.
    pub span: Span,
    /// The words that it stands among, those of its paragraph, and its bytes there.
    pub words: (SharedStr, Range<usize>),
    /// Whose words.
    pub voice: Speaker,
}

impl Occurrence {
    /// The sentence around it, as backlinks show it, and its bytes in that sentence.
    pub fn sentence(&self) -> (String, Range<usize>) {
        sentence::around(&self.words.0, self.words.1.clone())
    }
}

/// A mention of a document or provision, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedMention {
    /// MentionedThing is named.
    pub what: MentionedThing,
    /// The provision of it that is meant.
    pub place: Option<Address>,
    /// The stretch of text that holds it, counted through the file.
    pub text: usize,
    /// Its bytes in the paragraph's plain text: a name may hold other mentions.
    pub surface: Range<usize>,
    /// Where.
    pub standing: Occurrence,
}

impl PlacedMention {
    /// The bytes from its beginning to one of the ends of a name.
    pub fn length_to(&self, end: usize) -> Option<usize> {
        let (_, end) = self.titled()?.ends.get(end)?;
        Some(end.saturating_sub(self.surface.start))
    }

    /// The words that may be a name, where it is such.
    pub fn titled(&self) -> Option<&NamedReference> {
        match &self.what {
            MentionedThing::Titled(titled) => Some(titled),
            MentionedThing::Number(_)
            | MentionedThing::Short { .. }
            | MentionedThing::Above(_)
            | MentionedThing::This(_)
            | MentionedThing::Member { .. }
            | MentionedThing::Place => None,
        }
    }

    /// The citation by number that it is, where it is one.
    pub fn number(&self) -> Option<&NumberedMention> {
        match &self.what {
            MentionedThing::Number(cited) => Some(cited),
            MentionedThing::Titled(_)
            | MentionedThing::Short { .. }
            | MentionedThing::Above(_)
            | MentionedThing::This(_)
            | MentionedThing::Member { .. }
            | MentionedThing::Place => None,
        }
    }
}

/// Where a link written by an editor leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// `[[…]]`
    Wiki(Reference),
    /// `![[…]]`: the words of the provision stand before the link
    Quote(Reference),
    /// `[…](address)`
    Address(String),
}

/// A link written by an editor, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRef {
    /// Where it leads.
    pub target: LinkTarget,
    /// Where it stands.
    pub standing: Occurrence,
}

/// The mentions and links of one document; holes hold indexes into these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyReferences {
    /// Mentions, in order.
    pub mentions: Vec<PlacedMention>,
    /// Links by hand.
    pub links: Vec<LinkRef>,
    /// Labels of footnotes in the order of their numbers, with how often each is referred to.
    pub footnotes: Vec<(String, usize)>,
    /// Stretches of text that were searched for mentions.
    pub(crate) texts: usize,
    /// The number of each footnote, counted from 0, by its label.
    footnote_numbers: HashMap<String, usize>,
}

impl BodyReferences {
    /// Counts a reference to a footnote: its number, from 1, and the how-manieth reference it is.
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
