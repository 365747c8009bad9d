//! Writes the report of an import: for people, and as one line of JSON for programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::edition::{Doubt, Imported, Repair};
use crate::host::printable::json_line;
use crate::host::report::{self, TerminalStyle};
use crate::messages::catalogue::{Language, ToText, fill};
use crate::messages::import_text::ImportText;

/// The most repairs of one rule that are listed one by one; those that leave words out are all listed.
const MAX_LISTED: usize = 4;

/// The most differences between two versions that are listed.
const MAX_CHANGES: usize = 200;

/// The longest words that are shown of a repair or a field, in letters.
const MAX_LETTERS: usize = 160;

/// The report in words.
pub(super) fn text(imported: &Imported, style: TerminalStyle) -> String {
    let language = style.language;
    let mut out = String::new();
    let rows: Vec<String> = imported
        .report
        .found
        .iter()
        .map(|found| field_row(found.line, &found.text, found.field, language))
        .collect();
    section(&mut out, ImportText::Fields, &rows, language);
    let new = imported.images.iter().filter(|image| !image.is_held);
    let rows: Vec<String> = new.map(|image| format!("{}: {}", image.path, image.alt)).collect();
    let rows: Vec<String> = rows
        .iter()
        .map(|row| row.trim_end_matches([':', ' ']).to_owned())
        .collect();
    section(&mut out, ImportText::Images, &rows, language);
    let rows = repair_rows(&imported.report.repairs, language);
    let count = imported.report.repairs.len();
    section_of(&mut out, ImportText::Repairs, count, &rows, language);
    let rows: Vec<String> = imported
        .report
        .doubts
        .iter()
        .map(|doubt| doubt_row(doubt, language))
        .collect();
    section(&mut out, ImportText::Doubts, &rows, language);
    if let Some(changes) = &imported.changes {
        let shown = changes.iter().take(MAX_CHANGES);
        let rows: Vec<String> = shown
            .map(|(before, after)| change_row(before, after, language))
            .collect();
        section_of(&mut out, ImportText::Changes, changes.len(), &rows, language);
    }
    if let Some(line) = &imported.update_line {
        let _ = writeln!(out, "{}\n{line}", ImportText::UpdateLine.text(language));
    }
    if !imported.diagnostics.is_empty() {
        let _ = writeln!(out, "{}", ImportText::Remaining.text(language));
        out.push_str(&report::all(&imported.snapshot, &imported.diagnostics, style));
    }
    out
}

fn section(out: &mut String, heading: ImportText, rows: &[String], language: Language) {
    section_of(out, heading, rows.len(), rows, language);
}

fn section_of(out: &mut String, heading: ImportText, count: usize, rows: &[String], language: Language) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}", fill(heading.text(language), &[("n", count.to_string())]));
    for row in rows {
        let _ = writeln!(out, "  {row}");
    }
}

/// `dòng 12: `, or nothing where the whole source is meant.
fn place(line: u32, language: Language) -> String {
    match line {
        0 => String::new(),
        line => fill(ImportText::Line.text(language), &[("line", line.to_string())]),
    }
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(MAX_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn field_row(line: u32, text: &str, field: Option<&str>, language: Language) -> String {
    let field = field.unwrap_or_else(|| ImportText::ByPage.text(language));
    format!("{}“{}” → {field}", place(line, language), shown(text))
}

/// Repairs in the order of lines; of a rule that applies often only the first ones, and how many more.
pub(super) fn repair_rows(repairs: &[Repair], language: Language) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for repair in repairs {
        let rule = repair.rule.to_text(language);
        let count = counts.entry(rule.clone()).or_default();
        *count += 1;
        let words = match (repair.before.is_empty(), repair.after.is_empty()) {
            (_, true) => format!("“{}”", repair.before),
            (true, false) => format!("“{}”", shown(&repair.after)),
            (false, false) => format!("“{}” → “{}”", shown(&repair.before), shown(&repair.after)),
        };
        // What is left out is nowhere else.
        if *count <= MAX_LISTED || repair.after.is_empty() {
            *count = (*count).min(MAX_LISTED);
            rows.push(format!("{}{rule}: {words}", place(repair.line, language)));
        }
    }
    for (rule, count) in counts.into_iter().filter(|(_, count)| *count > MAX_LISTED) {
        let more = (count - MAX_LISTED).to_string();
        rows.push(fill(ImportText::More.text(language), &[("n", more), ("rule", rule)]));
    }
    rows
}

fn doubt_row(doubt: &Doubt, language: Language) -> String {
    let reason = doubt.reason.to_text(language);
    match doubt.text.is_empty() {
        true => format!("{}{reason}", place(doubt.line, language)),
        false => format!("{}{reason}: “{}”", place(doubt.line, language), doubt.text),
    }
}

fn change_row(before: &str, after: &str, language: Language) -> String {
    match (before.is_empty(), after.is_empty()) {
        (true, _) => format!("{} “{}”", ImportText::Added.text(language), shown(after)),
        (_, true) => format!("{} “{}”", ImportText::Removed.text(language), shown(before)),
        (false, false) => format!("“{}” → “{}”", shown(before), shown(after)),
    }
}

/// The report for programs; fields are added, never renamed.
#[derive(Serialize)]
struct ReportRow<'a> {
    path: &'a str,
    written: bool,
    fields: Vec<FieldRow<'a>>,
    repairs: Vec<RepairRow<'a>>,
    doubts: Vec<DoubtRow<'a>>,
    images: Vec<ImageRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a Vec<(String, String)>>,
    diagnostics: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct FieldRow<'a> {
    line: u32,
    text: &'a str,
    field: Option<&'a str>,
}

#[derive(Serialize)]
struct ImageRow<'a> {
    path: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct RepairRow<'a> {
    line: u32,
    rule: &'static str,
    reason: String,
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize)]
struct DoubtRow<'a> {
    line: u32,
    doubt: &'static str,
    reason: String,
    text: &'a str,
}

/// The report as one line of JSON; it holds the text of the file where that is not written.
pub(super) fn json(imported: &Imported, written: bool, language: Language) -> String {
    let fields = imported.report.found.iter().map(|found| FieldRow {
        line: found.line,
        text: &found.text,
        field: found.field,
    });
    let repairs = imported.report.repairs.iter().map(|repair| RepairRow {
        line: repair.line,
        rule: repair.rule.key().trim_start_matches("repair."),
        reason: repair.rule.to_text(language),
        before: &repair.before,
        after: &repair.after,
    });
    let doubts = imported.report.doubts.iter().map(|doubt| DoubtRow {
        line: doubt.line,
        doubt: doubt.reason.key().trim_start_matches("doubt."),
        reason: doubt.reason.to_text(language),
        text: &doubt.text,
    });
    let images = imported.images.iter().map(|image| ImageRow {
        path: image.path.as_str(),
        text: &image.alt,
    });
    let row = ReportRow {
        path: imported.path.as_str(),
        written,
        fields: fields.collect(),
        repairs: repairs.collect(),
        doubts: doubts.collect(),
        images: images.collect(),
        changes: imported.changes.as_ref(),
        diagnostics: imported.diagnostics.iter().map(|found| found.code.name()).collect(),
        text: (!written).then_some(imported.text.as_str()),
    };
    json_line(&row)
}
