//! What the window receives: a form, findings, differences; and what went wrong.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::fold::fold;
use crate::base::path::RelPath;
use crate::edition::{Doubt, FormField, Imported, Trial, head_form};
use crate::host::import_report_text;
use crate::host::preview::panel::{PanelRow, panel_rows};
use crate::host::preview::shown_state::{ShownState, digest_of};
use crate::messages::catalogue::{Language, ToText};
use crate::messages::import_text::DoubtReason;

/// A file as it would be.
#[derive(Debug)]
pub(super) struct TrialFile<'f> {
    pub(super) path: &'f RelPath,
    pub(super) source: &'f str,
    /// The digest of the file that is there.
    pub(super) base: Option<String>,
    /// The number of the import whose pictures go beside it.
    pub(super) pictures: Option<u64>,
}

/// What an import knows besides the file.
#[derive(Debug)]
pub(super) struct ImportFacts {
    doubts: Vec<Doubt>,
    /// For each field the lines of the source.
    found: BTreeMap<&'static str, Vec<(u32, String)>>,
    changes: Option<Vec<(String, String)>>,
    update_line: Option<String>,
    repairs: Vec<crate::edition::Repair>,
}

impl ImportFacts {
    /// Takes them from an import.
    pub(super) fn of(imported: &Imported) -> Self {
        let mut found: BTreeMap<&'static str, Vec<(u32, String)>> = BTreeMap::new();
        for row in &imported.report.found {
            if let Some(field) = row.field {
                found.entry(field).or_default().push((row.line, row.text.clone()));
            }
        }
        ImportFacts {
            doubts: imported.report.doubts.clone(),
            found,
            changes: imported.changes.clone(),
            update_line: imported.update_line.clone(),
            repairs: imported.report.repairs.clone(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'v> {
    path: &'v str,
    source: &'v str,
    base: &'v Option<String>,
    pictures: Option<u64>,
    /// The address of the page as it will be.
    page: Option<String>,
    /// The fields; nothing where the head cannot be read.
    fields: Option<Vec<FieldRow>>,
    findings: Vec<PanelRow>,
    errors: usize,
    /// What follows is there after an import alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    import: Option<ImportRow>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FieldRow {
    name: String,
    help: &'static str,
    example: &'static str,
    value: Option<Vec<String>>,
    line: Option<usize>,
    is_list: bool,
    choices: Vec<String>,
    is_closed: bool,
    /// The lines of the source that it was read from.
    read: Vec<(u32, String)>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ImportRow {
    doubts: Vec<DoubtRow>,
    changes: Option<Vec<(String, String)>>,
    update_line: Option<String>,
    repairs: Vec<String>,
    repair_count: usize,
    is_secret: bool,
}

#[derive(Serialize)]
struct DoubtRow {
    reason: String,
    line: u32,
    text: String,
    /// The field that it is about.
    field: Option<String>,
    /// Whether it is settled once the field has a value.
    missing: bool,
}

/// What the window shows of a file.
pub(super) fn view<'v>(
    state: &ShownState,
    file: &'v TrialFile<'_>,
    (trial, page): (&Trial, Option<String>),
    facts: Option<ImportFacts>,
) -> impl Serialize + use<'v> {
    let language = state.style.language;
    let form = head_form(&trial.snapshot, file.path, file.source);
    let is_draft = form.iter().flat_map(|form| &form.fields).any(|field| {
        field.name == "bản nháp"
            && field
                .value
                .as_ref()
                .is_some_and(|value| value.iter().any(|word| word == "có"))
    });
    let found = facts.as_ref().map(|facts| &facts.found);
    let read = |field: &FormField| found.map(|found| lines_read(found, field)).unwrap_or_default();
    let row = |field: FormField| FieldRow {
        read: read(&field),
        name: field.name,
        help: field.help,
        example: field.example,
        value: field.value,
        line: field.line,
        is_list: field.is_list,
        choices: field.choices,
        is_closed: field.is_closed,
    };
    let fields = form.map(|form| form.fields.into_iter().map(row).collect());
    View {
        path: file.path.as_str(),
        source: file.source,
        base: &file.base,
        pictures: file.pictures,
        page,
        fields,
        findings: panel_rows(&trial.snapshot, trial.diagnostics.iter(), None, language),
        errors: trial.diagnostics.iter().filter(|found| found.is_error()).count(),
        import: facts.map(|facts| import_row(facts, is_draft, language)),
    }
}

/// The lines that a field was read from: its own, else those of another field that hold its words, as the line with
/// place and date.
fn lines_read(found: &BTreeMap<&'static str, Vec<(u32, String)>>, field: &FormField) -> Vec<(u32, String)> {
    if let Some(own) = found.get(field.name.as_str()) {
        return own.clone();
    }
    let words: Vec<String> = field.value.iter().flatten().map(|text| fold(text)).collect();
    let words = words.iter().filter(|word| word.chars().count() > 2);
    let find = |is_there: &dyn Fn(&str) -> bool| {
        let mut lines = found.values().flatten();
        lines.find(|(_, text)| is_there(&fold(text))).cloned()
    };
    words
        .filter_map(|word| {
            find(&|line| line.starts_with(word.as_str())).or_else(|| find(&|line| line.contains(word.as_str())))
        })
        .take(1)
        .collect()
}

fn import_row(facts: ImportFacts, is_draft: bool, language: Language) -> ImportRow {
    let has_stamp = facts
        .doubts
        .iter()
        .any(|doubt| matches!(doubt.reason, DoubtReason::Stamp));
    ImportRow {
        is_secret: has_stamp && is_draft,
        doubts: facts.doubts.iter().map(|doubt| doubt_row(doubt, language)).collect(),
        repair_count: facts.repairs.len(),
        repairs: import_report_text::repair_rows(&facts.repairs, language),
        changes: facts.changes,
        update_line: facts.update_line,
    }
}

fn doubt_row(doubt: &Doubt, language: Language) -> DoubtRow {
    let (field, missing) = match &doubt.reason {
        DoubtReason::NoField(term) => (Some(*term), true),
        DoubtReason::UnknownIssuer(_) => (Some("cơ quan ban hành"), true),
        DoubtReason::TitleInCapitals => (Some("trích yếu"), false),
        DoubtReason::Differs(term) | DoubtReason::Revealed(term) => (Some(*term), false),
        DoubtReason::Unplaced
        | DoubtReason::Image(_)
        | DoubtReason::HiddenText
        | DoubtReason::Comment
        | DoubtReason::HeaderFooter
        | DoubtReason::Equation
        | DoubtReason::Object
        | DoubtReason::Stamp
        | DoubtReason::DraftStamp
        | DoubtReason::BrokenTitle
        | DoubtReason::Dropped
        | DoubtReason::Misprint(_)
        | DoubtReason::Repeated(_)
        | DoubtReason::EmptyPage(_)
        | DoubtReason::NestedTable
        | DoubtReason::Struck
        | DoubtReason::OddLetters
        | DoubtReason::Number
        | DoubtReason::Script
        | DoubtReason::Field
        | DoubtReason::BrokenReference => (None, false),
    };
    DoubtRow {
        reason: doubt.reason.to_text(language),
        line: doubt.line,
        text: doubt.text.clone(),
        field: field.map(str::to_owned),
        missing,
    }
}

/// A file that was written.
#[derive(Serialize)]
pub(super) struct SavedRow {
    path: String,
    /// The address of its page.
    url: Option<String>,
    base: String,
}

impl SavedRow {
    /// The row of a file.
    pub(super) fn new(path: &RelPath, text: &str, address: Option<String>) -> Self {
        SavedRow {
            path: path.to_string(),
            url: address.map(|address| format!("/{}", address.trim_start_matches('/'))),
            base: digest_of(text.as_bytes()),
        }
    }
}

#[derive(Serialize)]
struct DocumentRow {
    path: String,
    name: String,
}

/// The documents whose heads and texts may be edited.
pub(super) fn document_rows(state: &ShownState) -> impl Serialize {
    let site = state.site.as_ref();
    let files = state.disk.documents.iter();
    let row = |path: &RelPath| DocumentRow {
        name: site
            .and_then(|site| site.page_of(path))
            .map(|(_, name)| name)
            .unwrap_or_default(),
        path: path.to_string(),
    };
    files.map(|file| row(&file.path)).collect::<Vec<_>>()
}
