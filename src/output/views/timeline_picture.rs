//! The picture of a timeline: documents from the oldest to the newest along an axis of years.

use crate::base::date::PartialDate;
use crate::model::provision_backlinks::date_of;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::svg::{SvgPicture, lines};
use crate::output::views::document_entry::document_entry;
use crate::site::route::List;

/// The most documents that a timeline names one by one; with more, it shows the number of each year.
pub(crate) const MAX_NAMED: usize = 120;

/// Measures in units of the picture.
const AXIS: usize = 84;
const WORDS: usize = 150;
const YEAR: usize = 34;
const ROW: usize = 22;
const TOP: usize = 20;

/// The least number of years without documents that are drawn as one.
const MIN_EMPTY_YEARS: i16 = 3;

/// A year of the timeline, or several years without documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    first: i16,
    last: i16,
}

/// Returns the stretches of the timeline from the first year to the last, of equal height.
fn stretches(dated: &[(DocumentRef, PartialDate)]) -> Vec<Stretch> {
    let mut years: Vec<i16> = dated.iter().map(|(_, date)| date.year()).collect();
    years.dedup();
    let mut line: Vec<Stretch> = Vec::new();
    let year = |year| Stretch {
        first: year,
        last: year,
    };
    for at in years {
        let next = line.last().map_or(at, |stretch| stretch.last + 1);
        if at - next >= MIN_EMPTY_YEARS {
            line.push(Stretch {
                first: next,
                last: at - 1,
            });
        } else {
            line.extend((next..at).map(year));
        }
        line.push(year(at));
    }
    line
}

/// Returns the vertical position of the top of a year.
fn top_of(line: &[Stretch], year: i16) -> usize {
    TOP + YEAR * line.partition_point(|stretch| stretch.last < year)
}

/// The stretches of a timeline, and its documents.
type Timeline<'a> = (&'a [Stretch], &'a [(DocumentRef, PartialDate)]);

/// A document on the timeline.
struct Mark {
    node: DocumentRef,
    date: PartialDate,
    /// The distance from the top of the picture.
    y: usize,
}

/// Which documents a timeline shows: only a timeline of all documents links its years to their pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimelineScope {
    /// Every dated document of the site.
    All,
    /// Some of them.
    Some,
}

impl TimelineScope {
    /// Returns the width of the picture, and how many characters fit into a line of it: lists of some documents are in a
    /// narrow column.
    fn measures(self) -> (usize, usize) {
        match self {
            TimelineScope::All => (880, 96),
            TimelineScope::Some => (660, 66),
        }
    }
}

/// Draws dated documents on a timeline, the oldest first; `None` if there are fewer than two.
pub(crate) fn timeline_picture(
    context: PageContext<'_>,
    nodes: &[DocumentRef],
    scope: TimelineScope,
) -> Option<String> {
    let dated = |node: &DocumentRef| Some((*node, date_of(&context.site.documents, &context.site.graph, *node)?));
    let mut dated: Vec<(DocumentRef, PartialDate)> = nodes.iter().filter_map(dated).collect();
    dated.sort_by_key(|(node, date)| (date.order_key(), *node));
    let (first, last) = (dated.first()?.1.year(), dated.last()?.1.year());
    if dated.len() < 2 {
        return None;
    }
    let (width, letters) = scope.measures();
    let mut drawing = SvgPicture::new(width);
    let line = stretches(&dated);
    let bottom = TOP + line.len() * YEAR;
    draw_axis(&mut drawing, &line);
    let height = if dated.len() > MAX_NAMED {
        write_counts(context, &mut drawing, (&line, &dated), scope);
        bottom + TOP
    } else {
        label_years(context, &mut drawing, &line, scope);
        write_names(context, &mut drawing, letters, (&line, &dated)).max(bottom) + TOP
    };
    let values = [
        ("first", &*first.to_string()),
        ("last", &*last.to_string()),
        ("n", &*dated.len().to_string()),
    ];
    let title = context.texts.format("timeline.title", &values);
    Some(drawing.finish(
        height,
        "ui-timeline",
        &title,
        &context.texts.format("timeline.description", &values),
    ))
}

/// Draws the axis, dashed along years without documents.
fn draw_axis(drawing: &mut SvgPicture, line: &[Stretch]) {
    let mut y = TOP;
    for alike in line.chunk_by(|left, right| (left.first == left.last) == (right.first == right.last)) {
        let end = y + alike.len() * YEAR;
        let is_empty = alike[0].first != alike[0].last;
        drawing.line(if is_empty { "line line-gap" } else { "line" }, (AXIS, y), (AXIS, end));
        y = end;
    }
}

/// Returns the vertical position of a date: the middle of the year if only the year is known.
fn position_of(line: &[Stretch], date: PartialDate) -> usize {
    let (_, month, day) = date.order_key();
    let month = usize::try_from(month).unwrap_or(0);
    let day = usize::try_from(day).unwrap_or(0);
    let days = match (month, day) {
        (0, _) => 183,
        (month, 0) => (month - 1) * 30 + 15,
        (month, day) => (month - 1) * 30 + day,
    };
    top_of(line, date.year()) + days * YEAR / 366
}

fn label_years(context: PageContext<'_>, drawing: &mut SvgPicture, line: &[Stretch], scope: TimelineScope) {
    for stretch in line {
        let y = top_of(line, stretch.first);
        drawing.line("line", (AXIS - 6, y), (AXIS, y));
        let words = stretch.first.to_string();
        if stretch.first != stretch.last {
            let words = format!("{words}–{}", stretch.last);
            drawing.text("picture-note", (AXIS - 78, y + YEAR / 2 + 4), &words);
            continue;
        }
        match context
            .list_url(List::Year(stretch.first))
            .filter(|_| scope == TimelineScope::All)
        {
            Some(url) => {
                drawing.link(&url);
                drawing.text("", (AXIS - 50, y + 14), &words);
                drawing.end_link();
            }
            None => drawing.text("picture-note", (AXIS - 50, y + 14), &words),
        }
    }
}

/// Writes the documents' names beside the axis, each below the one before; returns where the last one ends.
fn write_names(
    context: PageContext<'_>,
    drawing: &mut SvgPicture,
    letters: usize,
    (line, dated): Timeline<'_>,
) -> usize {
    let marks = dated.iter().map(|(node, date)| Mark {
        node: *node,
        date: *date,
        y: position_of(line, *date),
    });
    let mut free = TOP;
    for mark in marks {
        let y = mark.y.max(free);
        free = y + ROW;
        let entry = document_entry(context, mark.node);
        let when = entry.date.as_ref().unwrap_or(&entry.year_text);
        let words = format!("{when} · {}", document_names::short(context, mark.node));
        drawing.curve("line", (AXIS, mark.y), (WORDS - 6, y));
        drawing.link(&entry.url);
        let class = match mark.date {
            PartialDate::Day(_) | PartialDate::Month(..) => "point",
            PartialDate::Year(_) => "point year-point",
        };
        drawing.dot(class, (AXIS, mark.y), 4);
        for words in lines(&words, letters, 1) {
            drawing.text("", (WORDS, y + 5), &words);
        }
        drawing.end_link();
    }
    free
}

/// Writes the number of documents of each year.
fn write_counts(context: PageContext<'_>, drawing: &mut SvgPicture, (line, dated): Timeline<'_>, scope: TimelineScope) {
    for of_year in dated.chunk_by(|(_, left), (_, right)| left.year() == right.year()) {
        let year = of_year[0].1.year();
        let y = top_of(line, year) + YEAR / 2;
        let n = of_year.len().to_string();
        let words = format!("{year} · {}", context.texts.view("n_entries", &[("n", &n)]));
        drawing.dot("point", (AXIS, y), 4);
        match context
            .list_url(List::Year(year))
            .filter(|_| scope == TimelineScope::All)
        {
            Some(url) => {
                drawing.link(&url);
                drawing.text("", (WORDS, y + 5), &words);
                drawing.end_link();
            }
            None => drawing.text("", (WORDS, y + 5), &words),
        }
    }
}
