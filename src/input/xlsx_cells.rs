//! Reads the cells of a sheet of a .xlsx file as Excel shows them (ECMA-376, part 1, 18.3).
//!
//! What Excel hides – rows, columns, sheets – is left out: its author does not expect it on a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::office::archive::Archive;
use crate::input::office::relationships::Relationships;
use crate::input::office::xml_tree::{Element, XmlTree};
use crate::input::xlsx_numbers::{CellFormat, shown};
use crate::messages::import_text::ImportProblem;
use crate::messages::phrase::TableFileProblem;

/// The last row and column that are read: one more than a page shows, so that it is known that there are more.
const MAX_ROWS: usize = 1001;
const MAX_COLUMNS: usize = 61;

/// The parts of a workbook that its sheets refer to.
struct Workbook {
    strings: Vec<String>,
    /// The formats of cells, by their index.
    formats: Vec<CellFormat>,
    /// Whether days are counted from 1904, as Excel on the Mac did.
    counts_from_1904: bool,
}

/// Reads the cells of a sheet by rows. Cells that a merged one covers hold the sign that joins them to it.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Vec<String>>, TableFileProblem> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let is_encrypted = bytes.windows(18).any(|window| window == b"E\0n\0c\0r\0y\0p\0t\0e\0d\0");
        return Err(if is_encrypted {
            TableFileProblem::Password
        } else {
            TableFileProblem::Damaged
        });
    }
    let mut archive = Archive::open(bytes).map_err(problem)?;
    let mut part = |name: &str| -> Result<Option<XmlTree>, TableFileProblem> {
        let bytes = archive.read(name).map_err(problem)?;
        bytes.map(|bytes| XmlTree::parse(&bytes)).transpose().map_err(problem)
    };
    let book = part("xl/workbook.xml")?.ok_or(TableFileProblem::Damaged)?;
    let strings = part("xl/sharedStrings.xml")?;
    let styles = part("xl/styles.xml")?;
    let relationships = Relationships::of(&mut archive, "xl/workbook.xml").map_err(problem)?;
    let id = sheet_id(book.root(), wanted)?;
    let target = relationships.get(id).ok_or(TableFileProblem::Damaged)?;
    let sheet = archive
        .read(&target.target)
        .map_err(problem)?
        .ok_or(TableFileProblem::Damaged)?;
    let sheet = XmlTree::parse(&sheet).map_err(problem)?;
    let settings = book.root().child("workbookPr");
    let workbook = Workbook {
        strings: strings
            .iter()
            .flat_map(|tree| tree.root().children())
            .map(text_of)
            .collect(),
        formats: styles.as_ref().map(|tree| formats(tree.root())).unwrap_or_default(),
        counts_from_1904: settings
            .and_then(|settings| settings.attribute("date1904"))
            .is_some_and(is_true),
    };
    Ok(cells(sheet.root(), &workbook))
}

fn problem(problem: ImportProblem) -> TableFileProblem {
    match problem {
        ImportProblem::Password => TableFileProblem::Password,
        _ => TableFileProblem::Damaged,
    }
}

/// The relationship of a sheet.
fn sheet_id<'t>(book: Element<'t>, wanted: Option<&str>) -> Result<&'t str, TableFileProblem> {
    let sheets: Vec<Element<'t>> = book.child("sheets").into_iter().flat_map(Element::children).collect();
    let is_shown = |sheet: &&Element<'_>| matches!(sheet.attribute("state"), None | Some("visible"));
    let name = |sheet: &Element<'t>| sheet.attribute("name").unwrap_or_default();
    let found = match wanted {
        Some(wanted) => sheets.iter().find(|sheet| name(sheet).trim() == wanted.trim()),
        None => sheets.iter().find(is_shown),
    };
    match found {
        Some(sheet) => sheet.attribute("id").ok_or(TableFileProblem::Damaged),
        None => {
            let names: Vec<String> = sheets
                .iter()
                .filter(is_shown)
                .map(|sheet| format!("“{}”", name(sheet)))
                .collect();
            Err(TableFileProblem::NoSheet(names.join(", ")))
        }
    }
}

/// The letters of a text, without those that show how its signs are pronounced.
fn text_of(element: Element<'_>) -> String {
    let mut text = String::new();
    for child in element.children() {
        match child.name() {
            "t" => text.push_str(&child.text()),
            "r" => text.push_str(&text_of(child)),
            _ => {}
        }
    }
    text
}

fn formats(styles: Element<'_>) -> Vec<CellFormat> {
    let own = styles.child("numFmts").into_iter().flat_map(Element::children);
    let codes: BTreeMap<&str, &str> = own
        .filter_map(|format| Some((format.attribute("numFmtId")?, format.attribute("formatCode")?)))
        .collect();
    let cells = styles.child("cellXfs").into_iter().flat_map(Element::children);
    cells
        .map(|cell| {
            let id = cell.attribute("numFmtId").unwrap_or("0");
            codes
                .get(id)
                .map_or_else(|| CellFormat::built_in(id), |code| CellFormat::of_code(code))
        })
        .collect()
}

fn cells(sheet: Element<'_>, workbook: &Workbook) -> Vec<Vec<String>> {
    let columns = sheet.child("cols").into_iter().flat_map(Element::children);
    let mut hidden_columns = BTreeSet::new();
    for column in columns.filter(|column| column.attribute("hidden").is_some_and(is_true)) {
        let number = |name: &str| {
            column
                .attribute(name)
                .and_then(|number| number.parse::<usize>().ok())
                .unwrap_or(0)
        };
        hidden_columns.extend((number("min")..=number("max").min(MAX_COLUMNS)).filter_map(|at| at.checked_sub(1)));
    }
    let mut grid: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut hidden_rows = BTreeSet::new();
    for (at, row) in sheet
        .child("sheetData")
        .into_iter()
        .flat_map(Element::children)
        .enumerate()
    {
        let number = row.attribute("r").and_then(|number| number.parse::<usize>().ok());
        let number = number.map_or(at, |number| number.saturating_sub(1));
        if row.attribute("hidden").is_some_and(is_true) {
            hidden_rows.insert(number);
        }
        let mut texts: Vec<String> = Vec::new();
        for cell in row.children().filter(|child| child.name() == "c") {
            let place = cell
                .attribute("r")
                .and_then(place)
                .map_or(texts.len(), |(_, column)| column);
            if place < MAX_COLUMNS {
                texts.resize(texts.len().max(place + 1), String::new());
                texts[place] = cell_text(cell, workbook);
            }
        }
        grid.insert(number, texts);
    }
    join_merged(sheet, &mut grid, (&hidden_rows, &hidden_columns));
    let shown_rows = grid
        .into_iter()
        .filter(|(at, _)| !hidden_rows.contains(at))
        .take(MAX_ROWS);
    let visible = |row: Vec<String>| {
        let cells = row
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !hidden_columns.contains(at));
        cells.map(|(_, text)| text).collect()
    };
    shown_rows.map(|(_, row)| visible(row)).collect()
}

/// Writes the signs of joined cells into those that a merged cell covers.
fn join_merged(
    sheet: Element<'_>,
    grid: &mut BTreeMap<usize, Vec<String>>,
    hidden: (&BTreeSet<usize>, &BTreeSet<usize>),
) {
    let merged = sheet.child("mergeCells").into_iter().flat_map(Element::children);
    for range in merged.filter_map(|merged| merged.attribute("ref")?.split_once(':')) {
        let (Some(first), Some(last)) = (place(range.0), place(range.1)) else {
            continue;
        };
        let is_hidden = hidden.0.contains(&first.0) || hidden.1.contains(&first.1);
        if is_hidden || last.1 >= MAX_COLUMNS {
            continue;
        }
        for (_, row) in grid
            .range_mut(first.0..=last.0.max(first.0))
            .filter(|(at, _)| !hidden.0.contains(at))
        {
            row.resize(row.len().max(last.1 + 1), String::new());
            row[first.1 + 1..=last.1].fill("<<".to_owned());
        }
        let below = grid
            .range_mut(first.0 + 1..=last.0.max(first.0 + 1))
            .filter(|_| last.0 > first.0);
        for (_, row) in below {
            "^^".clone_into(&mut row[first.1]);
        }
    }
}

/// Row and column of a reference such as `B2`, from 0.
fn place(reference: &str) -> Option<(usize, usize)> {
    let digits = reference.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, number) = reference.split_at(digits);
    let mut column = 0usize;
    for letter in letters.bytes().filter(u8::is_ascii_alphabetic) {
        column = column
            .checked_mul(26)?
            .checked_add(usize::from(letter.to_ascii_uppercase() - b'A' + 1))?;
    }
    Some((number.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// The text of a cell as Excel shows it.
fn cell_text(cell: Element<'_>, workbook: &Workbook) -> String {
    let value = cell.child("v").map(Element::text).unwrap_or_default();
    match cell.attribute("t") {
        Some("s") => {
            let text = value
                .trim()
                .parse::<usize>()
                .ok()
                .and_then(|at| workbook.strings.get(at));
            text.cloned().unwrap_or_default()
        }
        Some("inlineStr") => cell.child("is").map(text_of).unwrap_or_default(),
        Some("str" | "e" | "b" | "d") => value,
        Some(_) | None => {
            let style = cell
                .attribute("s")
                .and_then(|style| style.parse::<usize>().ok())
                .unwrap_or(0);
            let format = workbook.formats.get(style).cloned().unwrap_or_default();
            value.trim().parse().map_or(value.clone(), |number| {
                shown(number, &format, workbook.counts_from_1904)
            })
        }
    }
}

fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true")
}
