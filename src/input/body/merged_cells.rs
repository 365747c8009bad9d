//! Joins cells of a table: one that holds only `<<` belongs to the cell at its left, one with `^^` to the cell above.
//!
//! Markdown has no such cells. Extensions of other programs write `^^` or `^`, and `<` or `>`, each with a cell for each
//! column; signs that no text consists of can be refused where they make no rectangle.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::span::Span;
use crate::input::body::blocks::Token;

/// The tokens of a table with its cells joined.
pub(super) struct MergedTable {
    pub(super) tokens: Vec<Token>,
    /// The signs that join nothing, which stay text.
    pub(super) unread: Vec<Span>,
}

/// A cell of a table.
struct Cell<'t> {
    /// Its tag, such as `<td class="align-right">`.
    tag: &'t str,
    content: &'t [Token],
}

/// A cell by row and column.
type CellPlace = (usize, usize);

/// The rows and columns of a joined cell, and how many cells belong to it.
#[derive(Clone, Copy)]
struct Extent {
    rows: usize,
    columns: usize,
    cells: usize,
}

/// Joins the cells of a table; `None` if no cell has a sign for it.
pub(super) fn merged(tokens: &[Token]) -> Option<MergedTable> {
    let rows = tokens.iter().any(may_be_sign).then(|| rows_of(tokens))?;
    let mut owners = owners(&rows);
    let is_refused =
        |place: &CellPlace, extent: &Extent| extent.cells != extent.rows * extent.columns || *place == OUTSIDE;
    let extents = extents(&owners);
    let refused: BTreeSet<CellPlace> = extents
        .iter()
        .filter(|(place, extent)| is_refused(place, extent))
        .map(|(place, _)| *place)
        .collect();
    let mut unread: Vec<Span> = Vec::new();
    for (at, row) in owners.iter_mut().enumerate() {
        for (column, owner) in row.iter_mut().enumerate().filter(|(_, owner)| refused.contains(owner)) {
            *owner = (at, column);
            unread.extend(sign(rows[at][column].content).map(|(_, span)| span));
        }
    }
    Some(MergedTable {
        tokens: written(before_rows(tokens), &rows, &owners),
        unread,
    })
}

/// The owner of a cell whose sign leads out of the table.
const OUTSIDE: CellPlace = (usize::MAX, usize::MAX);

/// Where the sign of a cell leads: one row up or one column left. The parser may give `<<` as two texts.
fn sign(content: &[Token]) -> Option<(CellPlace, Span)> {
    let (Some(Token::Text(first, start)), Some(Token::Text(_, end))) = (content.first(), content.last()) else {
        return None;
    };
    let span = Span::new(start.start, end.end);
    let words = match content {
        [_] => first.clone(),
        [_, Token::Text(second, _)] => [first.as_str(), second].concat(),
        _ => return None,
    };
    match words.as_str() {
        "<<" => Some(((0, 1), span)),
        "^^" => Some(((1, 0), span)),
        _ => None,
    }
}

/// Returns whether a text may be a part of a sign.
fn may_be_sign(token: &Token) -> bool {
    matches!(token, Token::Text(words, _) if matches!(words.as_str(), "<" | "<<" | "^" | "^^"))
}

/// What a table has before its rows: its tag and its caption.
fn before_rows(tokens: &[Token]) -> &[Token] {
    let is_row = |token: &Token| matches!(token, Token::Edge(tag) if tag.ends_with("<tr>"));
    &tokens[..tokens.iter().position(is_row).unwrap_or(tokens.len())]
}

/// The rows of a table, from its tags.
fn rows_of(tokens: &[Token]) -> Vec<Vec<Cell<'_>>> {
    let mut rows: Vec<Vec<Cell<'_>>> = Vec::new();
    let mut open: Option<(&str, usize)> = None;
    for (at, token) in tokens.iter().enumerate() {
        let Token::Edge(tag) = token else { continue };
        if tag.ends_with("<tr>") {
            rows.push(Vec::new());
        } else if tag.starts_with("<td") || tag.starts_with("<th ") {
            open = Some((tag, at + 1));
        } else if matches!(tag.as_ref(), "</td>" | "</th>")
            && let Some((tag, start)) = open.take()
        {
            rows.last_mut().into_iter().for_each(|row| {
                row.push(Cell {
                    tag,
                    content: &tokens[start..at],
                })
            });
        }
    }
    rows
}

/// The cell that each cell belongs to.
fn owners(rows: &[Vec<Cell<'_>>]) -> Vec<Vec<CellPlace>> {
    let mut owners: Vec<Vec<CellPlace>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut own: Vec<CellPlace> = Vec::new();
        for (column, cell) in row.iter().enumerate() {
            let lead = sign(cell.content).map(|(lead, _)| lead);
            own.push(match lead {
                None => (at, column),
                Some((0, _)) => own.last().copied().unwrap_or(OUTSIDE),
                Some(_) => {
                    let above = at.checked_sub(1).and_then(|above| owners[above].get(column));
                    above.copied().unwrap_or(OUTSIDE)
                }
            });
        }
        owners.push(own);
    }
    owners
}

fn extents(owners: &[Vec<CellPlace>]) -> BTreeMap<CellPlace, Extent> {
    let mut extents: BTreeMap<CellPlace, Extent> = BTreeMap::new();
    for (at, row) in owners.iter().enumerate() {
        for (column, owner) in row.iter().enumerate() {
            let extent = extents.entry(*owner).or_insert(Extent {
                rows: 0,
                columns: 0,
                cells: 0,
            });
            extent.rows = extent.rows.max(at + 1 - owner.0.min(at));
            extent.columns = extent.columns.max(column + 1 - owner.1.min(column));
            extent.cells += 1;
        }
    }
    extents
}

/// Writes a table. Rows that a cell of the head reaches into belong to the head.
fn written(before: &[Token], rows: &[Vec<Cell<'_>>], owners: &[Vec<CellPlace>]) -> Vec<Token> {
    let extents = extents(owners);
    let mut head = 1;
    while owners
        .get(head)
        .is_some_and(|row| row.iter().any(|owner| owner.0 < head))
    {
        head += 1;
    }
    let mut tokens = before.to_vec();
    for (at, row) in rows.iter().enumerate() {
        let opens = match at {
            0 => "<thead><tr>",
            _ if at == head => "</thead><tbody><tr>",
            _ => "<tr>",
        };
        tokens.push(Token::Edge(opens.into()));
        for (column, cell) in row.iter().enumerate() {
            if owners[at][column] != (at, column) {
                continue;
            }
            let extent = extents[&(at, column)];
            let name = if at < head { "th" } else { "td" };
            tokens.push(Token::Edge(tag(cell.tag, name, extent).into()));
            tokens.extend_from_slice(cell.content);
            tokens.push(Token::Edge(["</", name, ">"].concat().into()));
        }
        tokens.push(Token::Edge("</tr>".into()));
    }
    let closes: Cow<'static, str> = if head >= rows.len() {
        "</thead></table>"
    } else {
        "</tbody></table>"
    }
    .into();
    tokens.push(Token::Edge(closes));
    tokens
}

/// The tag of a cell with what it spans.
fn tag(own: &str, name: &str, extent: Extent) -> String {
    let class = own.find(" class=").map_or("", |at| own[at..].trim_end_matches('>'));
    let scope = match (name, extent.columns) {
        ("th", 1) => " scope=\"col\"",
        ("th", _) => " scope=\"colgroup\"",
        _ => "",
    };
    let mut tag = format!("<{name}{scope}{class}");
    if extent.columns > 1 {
        tag.push_str(&format!(" colspan=\"{}\"", extent.columns));
    }
    if extent.rows > 1 {
        tag.push_str(&format!(" rowspan=\"{}\"", extent.rows));
    }
    tag + ">"
}
