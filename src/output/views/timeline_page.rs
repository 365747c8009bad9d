//! The line of time: documents from the oldest to the newest as a picture, and as a list.

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::model::provision_backlinks::date_of;
use crate::model::target::DocumentRef;
use crate::output::svg::{Picture, lines};
use crate::output::views::directory_pages::{DirectoryGroup, years};
use crate::output::views::entries::entry;
use crate::output::views::layout::{PageView, home_crumb, page};
use crate::output::views::list_pages::{Group, groups_by_year};
use crate::output::views::structured_data::of_collection;
use crate::output::views::{PageContext, document_names};
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::route::{List, Route};

/// The most documents that a line names one by one; of more, each year gives its count.
const NAMED: usize = 120;

/// Measures in units of the picture.
const AXIS: usize = 84;
const WORDS: usize = 150;
const YEAR: usize = 34;
const ROW: usize = 22;
const TOP: usize = 20;

/// The page of all years.
#[derive(Serialize)]
pub struct TimelinePage {
    page: PageView,
    picture: Option<String>,
    years: Vec<DirectoryGroup>,
    groups: Vec<Group>,
}

/// Makes the page of all years.
pub fn timeline_page(context: PageContext<'_>, address: &SiteAddress) -> TimelinePage {
    let title = context.texts.view("timeline", &[]);
    let mut page = page(context, "timeline", address, title);
    page.breadcrumbs = vec![home_crumb(context)];
    page.machine = of_collection(context, &page, None);
    let months = context
        .site
        .collections
        .by_month
        .values()
        .flat_map(|months| months.values());
    let dated: Vec<DocumentRef> = months.flatten().map(|index| DocumentRef::Held(*index)).collect();
    let groups = if dated.len() > NAMED {
        Vec::new()
    } else {
        groups_by_year(context, &dated)
    };
    TimelinePage {
        page,
        picture: picture(context, &dated, TimelineScope::All),
        years: years(context),
        groups,
    }
}

/// The fewest years without anything that are drawn as one.
const QUIET: i16 = 3;

/// A year of the line, or several in which nothing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    first: i16,
    last: i16,
}

/// The line's stretches from the first year to the last, of equal height.
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
        if at - next >= QUIET {
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

/// The top of a year.
fn top_of(line: &[Stretch], year: i16) -> usize {
    TOP + YEAR * line.partition_point(|stretch| stretch.last < year)
}

/// The line, and what stands on it.
type OnLine<'a> = (&'a [Stretch], &'a [(DocumentRef, PartialDate)]);

/// A document on the line.
struct Mark {
    node: DocumentRef,
    date: PartialDate,
    /// Distance from the top of the line.
    y: usize,
}

/// Which documents a line shows: a year's page holds more than some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineScope {
    /// Every dated document of the site.
    All,
    /// Some of them.
    Some,
}

impl TimelineScope {
    /// Width of the picture, and letters that fit into a line of it: lists of some stand in a narrow column.
    fn measures(self) -> (usize, usize) {
        match self {
            TimelineScope::All => (880, 96),
            TimelineScope::Some => (660, 66),
        }
    }
}

/// Draws dated documents on a line, the oldest first; nothing where there are not two of them.
pub fn picture(context: PageContext<'_>, nodes: &[DocumentRef], scope: TimelineScope) -> Option<String> {
    let dated = |node: &DocumentRef| Some((*node, date_of(&context.site.register, &context.site.graph, *node)?));
    let mut dated: Vec<(DocumentRef, PartialDate)> = nodes.iter().filter_map(dated).collect();
    dated.sort_by_key(|(node, date)| (date.order_key(), *node));
    let (first, last) = (dated.first()?.1.year(), dated.last()?.1.year());
    if dated.len() < 2 {
        return None;
    }
    let (width, letters) = scope.measures();
    let mut drawing = Picture::new(width);
    let line = stretches(&dated);
    let bottom = TOP + line.len() * YEAR;
    draw_axis(&mut drawing, &line);
    let height = if dated.len() > NAMED {
        count_years(context, &mut drawing, (&line, &dated), scope);
        bottom + TOP
    } else {
        label_years(context, &mut drawing, &line, scope);
        name_documents(context, &mut drawing, letters, (&line, &dated)).max(bottom) + TOP
    };
    let values = [
        ("first", &*first.to_string()),
        ("last", &*last.to_string()),
        ("n", &*dated.len().to_string()),
    ];
    let title = context.texts.say("timeline.title", &values);
    Some(drawing.finish(
        height,
        "tr-dong",
        &title,
        &context.texts.say("timeline.description", &values),
    ))
}

/// Draws the line; broken where several years stand for none.
fn draw_axis(drawing: &mut Picture, line: &[Stretch]) {
    let mut y = TOP;
    for alike in line.chunk_by(|left, right| (left.first == left.last) == (right.first == right.last)) {
        let end = y + alike.len() * YEAR;
        let quiet = alike[0].first != alike[0].last;
        drawing.line(if quiet { "net net-vang" } else { "net" }, (AXIS, y), (AXIS, end));
        y = end;
    }
}

/// Where on the line a date stands. What is known by its year alone stands in the middle of the year.
fn place(line: &[Stretch], date: PartialDate) -> usize {
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

/// The link of a year's page; no page, no link.
fn year_url(context: PageContext<'_>, year: i16) -> Option<String> {
    let address = context.site.address(Route::List(List::Year(year), PageOfList::Front))?;
    Some(context.url(address))
}

fn label_years(context: PageContext<'_>, drawing: &mut Picture, line: &[Stretch], scope: TimelineScope) {
    for stretch in line {
        let y = top_of(line, stretch.first);
        drawing.line("net", (AXIS - 6, y), (AXIS, y));
        let words = stretch.first.to_string();
        if stretch.first != stretch.last {
            let words = format!("{words}–{}", stretch.last);
            drawing.text("phu-hinh", (AXIS - 78, y + YEAR / 2 + 4), &words);
            continue;
        }
        match year_url(context, stretch.first).filter(|_| scope == TimelineScope::All) {
            Some(url) => {
                drawing.link(&url);
                drawing.text("", (AXIS - 50, y + 14), &words);
                drawing.end_link();
            }
            None => drawing.text("phu-hinh", (AXIS - 50, y + 14), &words),
        }
    }
}

/// Writes the documents' names beside the line, each below the one before; gives where the last one ends.
fn name_documents(context: PageContext<'_>, drawing: &mut Picture, letters: usize, (line, dated): OnLine<'_>) -> usize {
    let marks = dated.iter().map(|(node, date)| Mark {
        node: *node,
        date: *date,
        y: place(line, *date),
    });
    let mut free = TOP;
    for mark in marks {
        let y = mark.y.max(free);
        free = y + ROW;
        let entry = entry(context, mark.node);
        let when = entry.date.as_ref().unwrap_or(&entry.year_text);
        let words = format!(
            "{when} · {}",
            document_names::short(context.site, context.texts, mark.node)
        );
        drawing.curve("net", (AXIS, mark.y), (WORDS - 6, y));
        drawing.link(&entry.url);
        let class = match mark.date {
            PartialDate::Day(_) | PartialDate::Month(..) => "diem",
            PartialDate::Year(_) => "diem diem-nam",
        };
        drawing.dot(class, (AXIS, mark.y), 4);
        for words in lines(&words, letters, 1) {
            drawing.text("", (WORDS, y + 5), &words);
        }
        drawing.end_link();
    }
    free
}

/// Gives each year its count.
fn count_years(context: PageContext<'_>, drawing: &mut Picture, (line, dated): OnLine<'_>, scope: TimelineScope) {
    for of_year in dated.chunk_by(|(_, left), (_, right)| left.year() == right.year()) {
        let year = of_year[0].1.year();
        let y = top_of(line, year) + YEAR / 2;
        let n = of_year.len().to_string();
        let words = format!("{year} · {}", context.texts.view("n_entries", &[("n", &n)]));
        drawing.dot("diem", (AXIS, y), 4);
        match year_url(context, year).filter(|_| scope == TimelineScope::All) {
            Some(url) => {
                drawing.link(&url);
                drawing.text("", (WORDS, y + 5), &words);
                drawing.end_link();
            }
            None => drawing.text("", (WORDS, y + 5), &words),
        }
    }
}
