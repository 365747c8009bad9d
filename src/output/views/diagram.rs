//! The diagram (lược đồ) of a document: on the left the documents it is based on or cites, on the right those that refer
//! to it. The lists of relations and citations on the same page have the same content as text.

use std::collections::HashSet;

use crate::base::relation::{Origin, RelationKind};
use crate::output::page_context::PageContext;
use crate::output::svg::{SvgPicture, lines};
use crate::output::views::citation_lists::{CitedBy, CitedRow};
use crate::output::views::document_entry::DocumentEntry;
use crate::output::views::relation_lists::{Direction, RelationGroup};

/// The fewest documents that are drawn: up to six are read faster in the list.
const MIN_DOCUMENTS: usize = 7;
/// The most documents of one relation that a diagram shows.
const MAX_SHOWN: usize = 6;

/// Measures in units of the picture; names are broken into lines of at most `LETTERS` characters.
const WIDTH: usize = 660;
const BOX: usize = 226;
const CENTRE: usize = 148;
const LETTERS: usize = 27;
const LINE: usize = 17;

/// The relations of a document, as its page lists them.
pub(crate) struct DiagramInput<'a> {
    /// The document's name.
    pub name: &'a str,
    /// Declared relations.
    pub relations: &'a [RelationGroup],
    /// What its text cites.
    pub cites: &'a [CitedRow],
    /// The documents whose texts cite it.
    pub cited_by: &'a CitedBy,
}

/// The documents of one relation, on one side.
struct Cluster<'a> {
    label: String,
    rows: Vec<(&'a DocumentEntry, &'static str)>,
    total: usize,
    /// The link to the list of all of them.
    list: &'static str,
}

/// Draws the relations of a document; `None` if lists say as much at a glance: of few documents, or of citations alone,
/// of which there are two lists and nothing to be seen beside them.
pub(crate) fn diagram(context: PageContext<'_>, known: &DiagramInput<'_>) -> Option<String> {
    if known.relations.is_empty() {
        return None;
    }
    let (left, right) = sides(context, known);
    let documents: usize = left.iter().chain(&right).map(|cluster| cluster.total).sum();
    if documents < MIN_DOCUMENTS {
        return None;
    }
    let x = (WIDTH - CENTRE) / 2;
    // A side without documents takes no space.
    let mut picture = SvgPicture::between(
        if left.is_empty() { x - 1 } else { 0 },
        if right.is_empty() { x + CENTRE + 1 } else { WIDTH },
    );
    let name = lines(known.name, 17, 5);
    let tall = name.len() * LINE + 18;
    let height = side_height(&left).max(side_height(&right)).max(tall + 4);
    let centre = height / 2;
    for (side, clusters) in [(Side::Left, &left), (Side::Right, &right)] {
        let mut y = (height - side_height(clusters)) / 2;
        for cluster in clusters {
            y = draw(context, &mut picture, (side, y, centre), cluster);
        }
    }
    picture.rect("box box-centre", (x, centre - tall / 2), (CENTRE, tall));
    for (at, line) in name.iter().enumerate() {
        picture.text("", (x + 12, centre - tall / 2 + 22 + at * LINE), line);
    }
    let title = context.texts.format("diagram.title", &[("name", known.name)]);
    let description = description(context, &left, &right);
    Some(picture.finish(height, "ui-picture", &title, &description))
}

/// Returns the documents that the document refers to, and those that refer to it.
fn sides<'a>(context: PageContext<'_>, known: &DiagramInput<'a>) -> (Vec<Cluster<'a>>, Vec<Cluster<'a>>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let term = |direction: &str| context.relation_term(RelationKind::Cites, direction);
    for group in known.relations {
        match (group.direction, group.is_symmetric) {
            (Direction::Forward, false) => left.push(relation_cluster(group)),
            (Direction::Forward, true) | (Direction::Inverse, _) => right.push(relation_cluster(group)),
        }
    }
    let text = Origin::Text.name();
    if !known.cites.is_empty() {
        let rows = known.cites.iter().take(MAX_SHOWN);
        left.push(Cluster {
            label: term("forward"),
            rows: rows.map(|cited| (&cited.entry, text)).collect(),
            total: known.cites.len(),
            list: "#ui-cites",
        });
    }
    if known.cited_by.total > 0 {
        let items = known.cited_by.groups.iter().flat_map(|group| &group.items);
        right.push(Cluster {
            label: term("inverse"),
            rows: items.take(MAX_SHOWN).map(|item| (&item.entry, text)).collect(),
            total: known.cited_by.total,
            list: "#ui-cited-by",
        });
    }
    (left, right)
}

fn relation_cluster(group: &RelationGroup) -> Cluster<'_> {
    // A document with relations to several provisions is drawn once.
    let mut seen: HashSet<&str> = HashSet::new();
    let items = group.items.iter();
    let mut rows: Vec<(&DocumentEntry, &'static str)> = items
        .filter(|item| seen.insert(&item.entry.url))
        .map(|item| (&item.entry, item.origin))
        .collect();
    let total = rows.len();
    rows.truncate(MAX_SHOWN);
    Cluster {
        label: group.label.clone(),
        rows,
        total,
        list: "#ui-relations-heading",
    }
}

/// The two sides of a picture.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// Returns the height of a box with the lines of a name and one line below them.
fn box_height(name: &[String]) -> usize {
    name.len() * LINE + 24
}

/// Returns the height of a side.
fn side_height(clusters: &[Cluster<'_>]) -> usize {
    clusters.iter().map(cluster_height).sum()
}

/// Returns the height of the documents of one relation.
fn cluster_height(cluster: &Cluster<'_>) -> usize {
    let rows = cluster.rows.iter();
    let boxes: usize = rows
        .map(|(entry, _)| box_height(&lines(&entry.name, LETTERS, 3)) + 8)
        .sum();
    let more = if cluster.total > cluster.rows.len() { 24 } else { 0 };
    30 + boxes + more + 10
}

/// Draws the documents of one relation below `top`; returns where the next may begin.
fn draw(
    context: PageContext<'_>,
    picture: &mut SvgPicture,
    (side, top, centre): (Side, usize, usize),
    cluster: &Cluster<'_>,
) -> usize {
    let (x, near, hub) = match side {
        Side::Left => (0, BOX + 6, (WIDTH - CENTRE) / 2),
        Side::Right => (WIDTH - BOX, WIDTH - BOX - 6, (WIDTH + CENTRE) / 2),
    };
    let bottom = top + cluster_height(cluster) - 18;
    picture.curve(
        "line line-joined",
        (hub, centre),
        (near, usize::midpoint(top + 30, bottom)),
    );
    picture.line("line", (near, top + 30), (near, bottom));
    picture.text("label", (x, top + 20), &cluster.label);
    let mut y = top + 30;
    for (entry, origin) in &cluster.rows {
        let name = lines(&entry.name, LETTERS, 3);
        picture.link(&entry.url);
        picture.rect("box", (x, y), (BOX, box_height(&name)));
        for (at, line) in name.iter().enumerate() {
            picture.text("", (x + 10, y + 18 + at * LINE), line);
        }
        let date = entry.date.as_ref().unwrap_or(&entry.year_text);
        let origin = context.texts.get(&format!("diagram.{origin}")).to_owned();
        picture.text(
            "picture-note",
            (x + 10, y + 18 + name.len() * LINE),
            &format!("{date} · {origin}"),
        );
        picture.end_link();
        y += box_height(&name) + 8;
    }
    if cluster.total > cluster.rows.len() {
        let rest = (cluster.total - cluster.rows.len()).to_string();
        picture.link(cluster.list);
        picture.text(
            "",
            (x + 10, y + 14),
            &context.texts.format("diagram.more", &[("n", &rest)]),
        );
        picture.end_link();
    }
    top + cluster_height(cluster)
}

/// Returns the description of the diagram for readers who do not see it: each relation with its count.
fn description(context: PageContext<'_>, left: &[Cluster<'_>], right: &[Cluster<'_>]) -> String {
    let counts: Vec<String> = left
        .iter()
        .chain(right)
        .map(|cluster| format!("{}: {}", cluster.label, cluster.total))
        .collect();
    context
        .texts
        .format("diagram.description", &[("counts", &counts.join("; "))])
}
