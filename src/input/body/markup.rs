//! The HTML of a body, which pages need and linking does not.

use std::ops::Range;

use crate::base::position::Position;
use crate::input::body::html_template::{HtmlTemplate, Placeholder};
use crate::input::body::provisions::Provision;

/// The HTML of a body, and where its provisions are in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// The HTML of the whole body.
    pub linked: HtmlTemplate,
    /// For each provision its bytes in the HTML, nested provisions included.
    ranges: Vec<(Position, Position)>,
}

impl Markup {
    /// Creates empty markup with capacity for the usual HTML of a text of `bytes` bytes.
    pub(crate) fn with_room_for(bytes: usize) -> Self {
        let mut markup = Markup::default();
        markup.linked.html.reserve(bytes + bytes / 2);
        markup
    }

    /// The bytes of a provision in the HTML, nested provisions included.
    pub fn range(&self, provision: usize) -> Range<usize> {
        let (start, end) = self.ranges[provision];
        start.get()..end.get()
    }

    /// The same without those below it.
    pub(crate) fn own_range(&self, provisions: &[Provision], provision: usize) -> Range<usize> {
        let mut range = self.range(provision);
        let next = (provision + 1..provisions.len()).find(|at| !provisions[*at].repeats_parent());
        if let Some(next) = next {
            range.end = range.end.min(self.range(next).start.max(range.start));
        }
        range
    }

    /// The HTML of a provision.
    pub fn html_of(&self, provision: usize) -> &str {
        &self.linked.html[self.range(provision)]
    }

    /// The placeholders of a provision.
    pub fn holes_of(&self, provision: usize) -> &[(Position, Placeholder)] {
        self.linked.holes_in(&self.range(provision))
    }

    /// The numbers of the footnotes that a provision refers to, each once, with the ordinal of its first mark there.
    pub fn footnotes_of(&self, provision: usize) -> Vec<(usize, usize)> {
        let mark = |placeholder: &(Position, Placeholder)| match placeholder.1 {
            Placeholder::Footnote(number, ordinal) => Some((number.get(), ordinal.get())),
            _ => None,
        };
        let mut marks: Vec<(usize, usize)> = self.holes_of(provision).iter().filter_map(mark).collect();
        marks.sort_unstable();
        marks.dedup_by_key(|(number, _)| *number);
        marks
    }

    /// The markup in buffers of exact size, as a copy has them: those that grew have about half as much spare capacity.
    pub(crate) fn shrunk(&self) -> Self {
        self.clone()
    }

    /// Begins the next provision where the HTML ends.
    pub(crate) fn begin(&mut self) {
        let start = Position::new(self.linked.html.len());
        self.ranges.push((start, start));
    }

    /// Ends a provision where the HTML ends.
    pub(crate) fn end(&mut self, provision: usize) {
        self.ranges[provision].1 = Position::new(self.linked.html.len());
    }

    /// Appends pieces of HTML.
    pub(crate) fn push(&mut self, pieces: &[&str]) {
        pieces.iter().for_each(|piece| self.linked.html.push_str(piece));
    }

    /// Appends a placeholder.
    pub(crate) fn placeholder(&mut self, placeholder: Placeholder) {
        self.linked.placeholder(placeholder);
    }
}
