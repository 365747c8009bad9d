//! Reads the tables of a .docx: merged cells, header rows, cells that are left out at the sides.

use crate::input::import::docx::document_reader::{DocumentReader, all_text, chosen};
use crate::input::import::docx::word_styles::{has_borders, is_on};
use crate::input::import::source_text::{SourceBlock, SourceCell, SourceParagraph, SourceTable};
use crate::input::office::xml_tree::Element;

/// The most columns that a cell may span; Word allows 63.
const MAX_COLUMNS: usize = 200;

/// How a cell belongs to the one above it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum VerticalMerge {
    No,
    Begins,
    Continues,
}

impl<'t> DocumentReader<'t> {
    /// Reads a table.
    pub(super) fn read_table(&mut self, element: Element<'t>, blocks: &mut Vec<SourceBlock>) {
        let line = self.line + 1;
        let settings = element.child("tblPr");
        let style = settings.and_then(|settings| settings.child("tblStyle")?.value());
        let of_style = style
            .and_then(|style| self.styles.get(style))
            .is_some_and(|style| style.has_borders);
        let own = settings.and_then(|settings| settings.child("tblBorders"));
        let mut table = SourceTable {
            line,
            caption: settings
                .and_then(|settings| settings.child("tblCaption")?.value())
                .map(str::to_owned),
            has_borders: own.map_or(of_style, |_| settings.is_some_and(has_borders)),
            ..SourceTable::default()
        };
        let mut merges: Vec<Vec<VerticalMerge>> = Vec::new();
        for row in inside(element, "tr") {
            let settings = row.child("trPr");
            if settings.is_some_and(|settings| settings.child("del").is_some()) {
                let text = all_text(row);
                self.report_deleted(&text);
                continue;
            }
            let is_header = settings.and_then(|settings| settings.child("tblHeader"));
            if is_header.is_some_and(|header| header.value().is_none_or(is_on)) && table.header_rows == table.rows.len()
            {
                table.header_rows += 1;
            }
            let (cells, merged) = self.read_row(row, &mut table.has_borders);
            table.rows.push(cells);
            merges.push(merged);
        }
        span_rows(&mut table.rows, &merges);
        if table.rows.iter().any(|row| !row.is_empty()) {
            blocks.push(SourceBlock::Table(table));
        }
    }

    fn read_row(&mut self, row: Element<'t>, has_lines: &mut bool) -> (Vec<SourceCell>, Vec<VerticalMerge>) {
        let mut cells: Vec<SourceCell> = Vec::new();
        let mut merges = Vec::new();
        let settings = row.child("trPr");
        let left_out = |name: &str| {
            let count = settings.and_then(|settings| settings.child(name)?.value()?.parse().ok());
            count.unwrap_or(0).min(MAX_COLUMNS)
        };
        let empty = |columns| SourceCell {
            columns,
            ..SourceCell::default()
        };
        if left_out("gridBefore") > 0 {
            cells.push(empty(left_out("gridBefore")));
            merges.push(VerticalMerge::No);
        }
        for cell in inside(row, "tc") {
            let settings = cell.child("tcPr");
            let setting = |name: &str| settings.and_then(|settings| settings.child(name));
            *has_lines |= settings.is_some_and(has_borders);
            let columns = setting("gridSpan")
                .and_then(|span| span.value()?.parse().ok())
                .unwrap_or(1);
            let columns = columns.clamp(1, MAX_COLUMNS);
            let merge = match setting("vMerge").map(Element::value) {
                None => VerticalMerge::No,
                Some(Some("restart")) => VerticalMerge::Begins,
                Some(Some(_) | None) => VerticalMerge::Continues,
            };
            let paragraphs = self.read_paragraphs(cell);
            // Word 6 merged cells of a row by marking those behind the first.
            let is_joined = setting("hMerge").is_some_and(|merge| merge.value() != Some("restart"));
            match cells.last_mut().filter(|_| is_joined) {
                Some(last) => {
                    last.columns += columns;
                    last.paragraphs.extend(paragraphs.into_iter().filter(has_words));
                }
                None => {
                    cells.push(SourceCell {
                        paragraphs,
                        columns,
                        rows: 1,
                    });
                    merges.push(merge);
                }
            }
        }
        if left_out("gridAfter") > 0 {
            cells.push(empty(left_out("gridAfter")));
            merges.push(VerticalMerge::No);
        }
        (cells, merges)
    }
}

fn has_words(paragraph: &SourceParagraph) -> bool {
    !paragraph.runs.is_empty() || paragraph.number.is_some()
}

/// The rows of a table or the cells of a row, also those inside content controls and tracked insertions.
fn inside<'t>(element: Element<'t>, name: &str) -> Vec<Element<'t>> {
    let mut found = Vec::new();
    for child in element.children() {
        match child.name() {
            own if own == name => found.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => found.extend(inside(child, name)),
            "AlternateContent" => found.extend(chosen(child).into_iter().flat_map(|chosen| inside(chosen, name))),
            _ => {}
        }
    }
    found
}

/// Joins cells that continue the one above to it. Their own words, which Word does not show, stay in them.
fn span_rows(rows: &mut [Vec<SourceCell>], merges: &[Vec<VerticalMerge>]) {
    // The cell that each column's merge began in.
    let mut origins: Vec<Option<(usize, usize)>> = Vec::new();
    for at in 0..rows.len() {
        let mut column = 0;
        for cell in 0..rows[at].len() {
            let width = rows[at][cell].columns;
            if origins.len() < column + width {
                origins.resize(column + width, None);
            }
            let origin = origins[column].filter(|(row, above)| rows[*row][*above].columns == width);
            match (merges[at][cell], origin) {
                (VerticalMerge::Continues, Some((row, above))) => {
                    rows[row][above].rows += 1;
                    rows[at][cell].rows = 0;
                }
                (VerticalMerge::Begins | VerticalMerge::Continues, _) => origins[column] = Some((at, cell)),
                (VerticalMerge::No, _) => origins[column] = None,
            }
            column += width;
        }
    }
}
