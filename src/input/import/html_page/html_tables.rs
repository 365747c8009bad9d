//! Reads the tables of a page: cells that span columns and rows, header rows, captions.

use crate::input::import::html_page::block_reader::{Flow, PageReader};
use crate::input::import::html_page::element_look::Inherited;
use crate::input::import::html_page::html_tree::Node;
use crate::input::import::source_text::{SourceBlock, SourceCell, SourceTable};

/// The most columns that a cell may span.
const MAX_SPAN: usize = 100;

/// The rows of a table.
#[derive(Default)]
struct Rows<'t> {
    rows: Vec<Node<'t>>,
    /// How many of the first are in `thead`.
    header_rows: usize,
    caption: Option<String>,
}

impl<'t> PageReader<'t> {
    /// Reads a table.
    pub(super) fn read_table(&mut self, node: Node<'t>, inherited: Inherited<'t>, flow: &mut Flow) {
        let mut found = Rows::default();
        gather(node, &mut found, false);
        let cells: Vec<Vec<Node<'t>>> = found.rows.iter().map(|row| cells_of(*row)).collect();
        // A page may have everything in one cell.
        if let [row] = cells.as_slice()
            && let [cell] = row.as_slice()
        {
            let blocks = self.read_apart(*cell, inherited);
            flow.blocks.extend(blocks);
            return;
        }
        let mut table = SourceTable {
            line: 0,
            caption: found.caption,
            header_rows: found.header_rows.max(leading_header_rows(&cells)),
            has_borders: self.has_borders(node, &cells),
            rows: Vec::new(),
        };
        // For each column, how many more rows a cell above covers, and its width.
        let mut covered: Vec<(usize, usize)> = Vec::new();
        let row_count = cells.len();
        for (at, row) in cells.into_iter().enumerate() {
            let mut out = Vec::new();
            let mut column = 0;
            for cell in row {
                cover(&mut covered, &mut column, &mut out);
                let columns = span(cell, "colspan").clamp(1, MAX_SPAN);
                let rows = match span(cell, "rowspan") {
                    0 => row_count - at,
                    rows => rows.min(row_count - at),
                };
                let styles = self.sheet.of(cell);
                let own = inherited.with(cell, &styles);
                let blocks = self.read_apart(cell, own);
                let paragraphs = self.paragraphs(blocks);
                out.push(SourceCell {
                    paragraphs,
                    columns,
                    rows,
                });
                if covered.len() < column + columns {
                    covered.resize(column + columns, (0, 0));
                }
                covered[column] = (rows - 1, columns);
                column += columns;
            }
            cover(&mut covered, &mut column, &mut out);
            table.rows.push(out);
        }
        let mut paragraphs = table.rows.iter().flatten().flat_map(|cell| &cell.paragraphs);
        table.line = paragraphs.next().map_or(0, |paragraph| paragraph.line);
        if table.rows.iter().any(|row| !row.is_empty()) {
            flow.blocks.push(SourceBlock::Table(table));
        }
    }

    fn has_borders(&self, table: Node<'t>, cells: &[Vec<Node<'t>>]) -> bool {
        let by_attribute = table.attribute("border").is_some_and(|border| border.trim() != "0");
        let is_drawn = |node: Node<'t>| self.sheet.of(node).has_border();
        by_attribute || is_drawn(table) || cells.iter().flatten().any(|cell| is_drawn(*cell))
    }
}

/// Adds empty cells where cells above reach into a row.
fn cover(covered: &mut [(usize, usize)], column: &mut usize, out: &mut Vec<SourceCell>) {
    while let Some((rows, columns)) = covered.get_mut(*column).filter(|(rows, _)| *rows > 0) {
        *rows -= 1;
        out.push(SourceCell {
            paragraphs: Vec::new(),
            columns: *columns,
            rows: 0,
        });
        *column += *columns;
    }
}

fn gather<'t>(node: Node<'t>, found: &mut Rows<'t>, is_head: bool) {
    for child in node.children() {
        match child.name() {
            "tr" => {
                found.rows.push(child);
                if is_head && found.header_rows + 1 == found.rows.len() {
                    found.header_rows += 1;
                }
            }
            "thead" => gather(child, found, true),
            "tbody" | "tfoot" => gather(child, found, false),
            "caption" => {
                let text = child.all_text().split_whitespace().collect::<Vec<_>>().join(" ");
                found.caption = Some(text).filter(|text| !text.is_empty());
            }
            _ => {}
        }
    }
}

fn cells_of(row: Node<'_>) -> Vec<Node<'_>> {
    row.children()
        .filter(|child| matches!(child.name(), "td" | "th"))
        .collect()
}

fn leading_header_rows(cells: &[Vec<Node<'_>>]) -> usize {
    let is_header = |row: &&Vec<Node<'_>>| !row.is_empty() && row.iter().all(|cell| cell.name() == "th");
    let count = cells.iter().take_while(is_header).count();
    // A table of header cells only has none.
    if count == cells.len() { 0 } else { count }
}

fn span(cell: Node<'_>, attribute: &str) -> usize {
    cell.attribute(attribute)
        .and_then(|span| span.trim().parse().ok())
        .unwrap_or(1)
}
