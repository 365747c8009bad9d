//! The line of time: documents from the oldest to the newest as a picture, and as a list.

use serde::Serialize;

use super::entries::entry;
use super::frame::{PageView, home_crumb, page};
use super::lists::{Group, groups_by_year};
use super::vocabularies::{DirectoryGroup, years};
use super::{Desk, names};
use crate::base::date::PartialDate;
use crate::model::echoes::date_of;
use crate::model::relations::Node;
use crate::output::svg::{Picture, lines};
use crate::site::address::SiteAddress;
use crate::site::paging::ListPage;
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
pub fn timeline_page(desk: Desk<'_>, address: &SiteAddress) -> TimelinePage {
    let title = desk.texts.view("timeline", &[]);
    let mut page = page(desk, "timeline", address, title);
    page.breadcrumbs = vec![home_crumb(desk)];
    let months = desk.site.shelves.by_month.values().flat_map(|months| months.values());
    let dated: Vec<Node> = months.flatten().map(|index| Node::Held(*index)).collect();
    let groups = if dated.len() > NAMED {
        Vec::new()
    } else {
        groups_by_year(desk, &dated)
    };
    TimelinePage {
        page,
        picture: picture(desk, &dated, Scope::All),
        years: years(desk),
        groups,
    }
}

/// A document on the line.
struct Mark {
    node: Node,
    date: PartialDate,
    /// Distance from the top of the line.
    y: usize,
}

/// Which documents a line shows: a year's page holds more than some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every dated document of the site.
    All,
    /// Some of them.
    Some,
}

impl Scope {
    /// Width of the picture, and letters that fit into a line of it: lists of some stand in a narrow column.
    fn measures(self) -> (usize, usize) {
        match self {
            Scope::All => (880, 96),
            Scope::Some => (660, 66),
        }
    }
}

/// Draws dated documents on a line, the oldest first; nothing where there are not two of them.
pub fn picture(desk: Desk<'_>, nodes: &[Node], scope: Scope) -> Option<String> {
    let dated = |node: &Node| Some((*node, date_of(&desk.site.register, &desk.site.graph, *node)?));
    let mut dated: Vec<(Node, PartialDate)> = nodes.iter().filter_map(dated).collect();
    dated.sort_by_key(|(node, date)| (date.order_key(), *node));
    let (first, last) = (dated.first()?.1.year(), dated.last()?.1.year());
    if dated.len() < 2 {
        return None;
    }
    let (width, letters) = scope.measures();
    let mut drawing = Picture::new(width);
    let bottom = TOP + distance(first, last.saturating_add(1)) * YEAR;
    drawing.line("net", (AXIS, TOP), (AXIS, bottom));
    let height = if dated.len() > NAMED {
        count_years(desk, &mut drawing, &dated, scope);
        bottom + TOP
    } else {
        label_years(desk, &mut drawing, (first, last), scope);
        name_documents(desk, &mut drawing, letters, &dated).max(bottom) + TOP
    };
    let values = [
        ("first", &*first.to_string()),
        ("last", &*last.to_string()),
        ("n", &*dated.len().to_string()),
    ];
    let title = desk.texts.say("timeline.title", &values);
    Some(drawing.finish(
        height,
        "tr-dong",
        &title,
        &desk.texts.say("timeline.description", &values),
    ))
}

fn distance(first: i16, year: i16) -> usize {
    usize::from(year.abs_diff(first))
}

/// Where on the line a date stands. What is known by its year alone stands in the middle of the year.
fn place(first: i16, date: PartialDate) -> usize {
    let (_, month, day) = date.order_key();
    let month = usize::try_from(month).unwrap_or(0);
    let day = usize::try_from(day).unwrap_or(0);
    let days = match (month, day) {
        (0, _) => 183,
        (month, 0) => (month - 1) * 30 + 15,
        (month, day) => (month - 1) * 30 + day,
    };
    TOP + distance(first, date.year()) * YEAR + days * YEAR / 366
}

/// The link of a year's page; no page, no link.
fn year_url(desk: Desk<'_>, year: i16) -> Option<String> {
    let address = desk.site.address(Route::List(List::Year(year), ListPage::Front))?;
    Some(desk.url(address))
}

fn label_years(desk: Desk<'_>, drawing: &mut Picture, (first, last): (i16, i16), scope: Scope) {
    for year in first..=last {
        let y = TOP + distance(first, year) * YEAR;
        drawing.line("net", (AXIS - 6, y), (AXIS, y));
        let words = year.to_string();
        match year_url(desk, year).filter(|_| scope == Scope::All) {
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
fn name_documents(desk: Desk<'_>, drawing: &mut Picture, letters: usize, dated: &[(Node, PartialDate)]) -> usize {
    let first = dated.first().map_or(0, |(_, date)| date.year());
    let marks = dated.iter().map(|(node, date)| Mark {
        node: *node,
        date: *date,
        y: place(first, *date),
    });
    let mut free = TOP;
    for mark in marks {
        let y = mark.y.max(free);
        free = y + ROW;
        let entry = entry(desk, mark.node);
        let when = entry.date.as_ref().unwrap_or(&entry.year_text);
        let words = format!("{when} · {}", names::short(desk.site, desk.texts, mark.node));
        drawing.curve("net", (AXIS, mark.y), (WORDS - 6, y));
        drawing.link(&entry.url);
        let class = match mark.date {
            PartialDate::Day(_) | PartialDate::Month(..) => "diem",
            PartialDate::Year(_) => "diem diem-nam",
        };
        drawing.dot(class, (AXIS, mark.y), 4);
        for line in lines(&words, letters, 1) {
            drawing.text("", (WORDS, y + 5), &line);
        }
        drawing.end_link();
    }
    free
}

/// Gives each year its count.
fn count_years(desk: Desk<'_>, drawing: &mut Picture, dated: &[(Node, PartialDate)], scope: Scope) {
    let first = dated.first().map_or(0, |(_, date)| date.year());
    for of_year in dated.chunk_by(|(_, left), (_, right)| left.year() == right.year()) {
        let year = of_year[0].1.year();
        let y = TOP + distance(first, year) * YEAR + YEAR / 2;
        let n = of_year.len().to_string();
        let words = format!("{year} · {}", desk.texts.view("n_entries", &[("n", &n)]));
        drawing.dot("diem", (AXIS, y), 4);
        match year_url(desk, year).filter(|_| scope == Scope::All) {
            Some(url) => {
                drawing.link(&url);
                drawing.text("", (WORDS, y + 5), &words);
                drawing.end_link();
            }
            None => drawing.text("", (WORDS, y + 5), &words),
        }
    }
}
