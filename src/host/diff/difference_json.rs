//! Writes a comparison as one JSON object for programs; fields are added, never renamed.

use serde::Serialize;

use crate::base::span::line_column;
use crate::base::word_diff::{WordState, joined_words};
use crate::edition::HeldBackReason;
use crate::edition::diff::difference::{
    After, Before, ChangedPage, EntryChange, FieldChange, FileChange, FileState, PageName, PartChange, ProvisionChange,
    SiteDifference, VocabularySort,
};
use crate::edition::diff::{ComparedSide, Sides};
use crate::host::printable::json_line;
use crate::messages::catalogue::Language;
use crate::messages::code::Severity;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::message::message;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ComparisonRow {
    same: bool,
    base_broken: bool,
    head_broken: bool,
    #[serde(flatten)]
    difference: Option<DifferenceRow>,
    new_findings: Vec<FindingRow>,
    gone_findings: Vec<FindingRow>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DifferenceRow {
    added: Vec<AddedRow>,
    changed: Vec<ChangedRow>,
    removed: Vec<RemovedRow>,
    relations: Vec<RelationRow>,
    lost_addresses: Vec<LostRow>,
    vocabulary: Vec<EntryRow>,
    settings: Vec<FieldRow>,
    theme: Vec<FileRow>,
    files: Vec<FileRow>,
    unpublished: Vec<String>,
    unseen: Vec<String>,
}

#[derive(Serialize)]
struct PageRow {
    name: String,
    subject: Option<String>,
    address: String,
    file: String,
}

#[derive(Serialize)]
struct AddedRow {
    #[serde(flatten)]
    page: PageRow,
    before: Option<String>,
    words: usize,
    relations: Vec<(&'static str, usize)>,
}

#[derive(Serialize)]
struct RemovedRow {
    #[serde(flatten)]
    page: PageRow,
    after: Option<String>,
    cited: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChangedRow {
    #[serde(flatten)]
    page: PageRow,
    former_address: Option<String>,
    former_file: Option<String>,
    fields: Vec<FieldRow>,
    text: Vec<PartRow>,
    renumbered: Vec<RenumberedRow>,
    links: Vec<LinkRow>,
    layout_only: bool,
    note: Option<String>,
}

#[derive(Serialize)]
struct FieldRow {
    field: &'static str,
    before: String,
    after: String,
}

#[derive(Serialize)]
struct PartRow {
    place: String,
    change: &'static str,
    before: Option<String>,
    after: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<(&'static str, String)>,
}

#[derive(Serialize)]
struct RenumberedRow {
    from: String,
    to: String,
    cited: usize,
}

#[derive(Serialize)]
struct LinkRow {
    change: &'static str,
    address: String,
}

#[derive(Serialize)]
struct RelationRow {
    change: &'static str,
    relation: &'static str,
    origin: &'static str,
    from: String,
    to: String,
    place: Option<String>,
}

#[derive(Serialize)]
struct LostRow {
    address: String,
    home: Option<String>,
    file: Option<String>,
    line: Option<String>,
    kept: bool,
    places: Vec<String>,
    below: usize,
}

#[derive(Serialize)]
struct EntryRow {
    vocabulary: &'static str,
    name: String,
    change: &'static str,
    fields: Vec<FieldRow>,
}

#[derive(Serialize)]
struct FileRow {
    path: String,
    change: &'static str,
}

#[derive(Serialize)]
struct FindingRow {
    code: &'static str,
    severity: &'static str,
    path: String,
    line: usize,
    message: String,
}

/// Writes a comparison on one line.
pub(super) fn json(sides: &Sides, language: Language) -> String {
    let difference = sides.difference.as_ref();
    let findings = |found: Option<&[Diagnostic]>, side: &ComparedSide| -> Vec<FindingRow> {
        let errors: Vec<Diagnostic> = side.diagnostics.iter().filter(|one| one.is_error()).cloned().collect();
        let found = found.unwrap_or(&errors);
        found.iter().map(|found| finding(found, side, language)).collect()
    };
    let row = ComparisonRow {
        same: difference.is_some_and(SiteDifference::is_empty),
        base_broken: sides.base.is_broken(),
        head_broken: sides.head.is_broken(),
        difference: difference.map(difference_row),
        new_findings: findings(difference.map(|one| one.new_findings.as_slice()), &sides.head),
        gone_findings: findings(difference.map(|one| one.gone_findings.as_slice()), &sides.base),
    };
    json_line(&row)
}

fn difference_row(difference: &SiteDifference) -> DifferenceRow {
    let paths = |paths: &[crate::base::path::RelPath]| paths.iter().map(ToString::to_string).collect();
    DifferenceRow {
        added: added_rows(difference),
        changed: difference.changed.iter().map(changed_row).collect(),
        removed: removed_rows(difference),
        relations: relation_rows(difference),
        lost_addresses: lost_rows(difference),
        vocabulary: entry_rows(difference),
        settings: difference.settings.iter().map(field_row).collect(),
        theme: difference.theme.iter().map(file_row).collect(),
        files: difference.files.iter().map(file_row).collect(),
        unpublished: paths(&difference.unpublished),
        unseen: paths(&difference.unseen),
    }
}

fn page_row(page: &PageName) -> PageRow {
    PageRow {
        name: page.name.clone(),
        subject: page.subject.clone(),
        address: page.address.clone(),
        file: page.file.to_string(),
    }
}

fn held_back(why: &HeldBackReason) -> String {
    match why {
        HeldBackReason::Draft => "draft".to_owned(),
        HeldBackReason::Until(date) => format!("until {date}"),
    }
}

fn added_rows(difference: &SiteDifference) -> Vec<AddedRow> {
    let rows = difference.added.iter().map(|page| AddedRow {
        page: page_row(&page.page),
        before: match &page.before {
            Before::Absent => None,
            Before::HeldBack(why) => Some(held_back(why)),
            Before::Stub => Some("stub".to_owned()),
        },
        words: page.words,
        relations: page
            .relations
            .iter()
            .map(|(kind, _, count)| (kind.name(), *count))
            .collect(),
    });
    rows.collect()
}

fn removed_rows(difference: &SiteDifference) -> Vec<RemovedRow> {
    let rows = difference.removed.iter().map(|page| RemovedRow {
        page: page_row(&page.page),
        after: match &page.after {
            After::Absent => None,
            After::HeldBack(why) => Some(held_back(why)),
            After::Unreadable => Some("unreadable".to_owned()),
            After::Stub => Some("stub".to_owned()),
        },
        cited: page.cited,
    });
    rows.collect()
}

fn changed_row(page: &ChangedPage) -> ChangedRow {
    let renumbered = page.renumbered.iter().map(|one| RenumberedRow {
        from: one.from.clone(),
        to: one.to.clone(),
        cited: one.cited,
    });
    let links = page.links.iter().map(|link| LinkRow {
        change: gained(link.is_gained),
        address: link.address.clone(),
    });
    ChangedRow {
        page: page_row(&page.page),
        former_address: page.former_address.clone(),
        former_file: page.former_file.as_ref().map(ToString::to_string),
        fields: page.fields.iter().map(field_row).collect(),
        text: page.provisions.iter().map(part_row).collect(),
        renumbered: renumbered.collect(),
        links: links.collect(),
        layout_only: page.is_layout_only,
        note: page.note.clone(),
    }
}

fn gained(is_gained: bool) -> &'static str {
    if is_gained { "gained" } else { "lost" }
}

fn field_row(field: &FieldChange) -> FieldRow {
    FieldRow {
        field: field.name,
        before: joined_words(&field.words, WordState::Added),
        after: joined_words(&field.words, WordState::Removed),
    }
}

fn part_row(change: &ProvisionChange) -> PartRow {
    let (name, before, after, runs) = match &change.kind {
        PartChange::Added(words) => ("added", None, Some(words.clone()), &[][..]),
        PartChange::Removed(words) => ("removed", Some(words.clone()), None, &[][..]),
        PartChange::Moved(from) => ("moved", Some(from.clone()), None, &[][..]),
        PartChange::Words(runs) => {
            let (before, after) = (
                joined_words(runs, WordState::Added),
                joined_words(runs, WordState::Removed),
            );
            ("words", Some(before), Some(after), runs.as_slice())
        }
    };
    let words = runs.iter().map(|run| {
        let state = match run.state {
            WordState::Kept => "kept",
            WordState::Removed => "removed",
            WordState::Added => "added",
        };
        (state, run.words.clone())
    });
    PartRow {
        place: change.place.clone(),
        change: name,
        before,
        after,
        words: words.collect(),
    }
}

fn relation_rows(difference: &SiteDifference) -> Vec<RelationRow> {
    let rows = difference.relations.iter().map(|change| RelationRow {
        change: gained(change.is_gained),
        relation: change.kind.name(),
        origin: change.origin.name(),
        from: change.from.clone(),
        to: change.to.clone(),
        place: change.place.clone(),
    });
    rows.collect()
}

fn lost_rows(difference: &SiteDifference) -> Vec<LostRow> {
    let rows = difference.lost.iter().map(|lost| LostRow {
        address: lost.address.clone(),
        home: lost.home.clone(),
        file: lost.declaration.as_ref().map(|(file, _)| file.to_string()),
        line: lost.declaration.as_ref().map(|(_, line)| line.clone()),
        kept: lost.is_kept,
        places: lost.places.clone(),
        below: lost.below,
    });
    rows.collect()
}

fn entry_rows(difference: &SiteDifference) -> Vec<EntryRow> {
    let rows = difference.vocabulary.iter().map(|entry| {
        let (change, fields) = match &entry.change {
            EntryChange::Added => ("added", &[][..]),
            EntryChange::Removed => ("removed", &[][..]),
            EntryChange::Changed(fields) => ("changed", fields.as_slice()),
        };
        EntryRow {
            vocabulary: match entry.sort {
                VocabularySort::Topic => "topics",
                VocabularySort::Body => "bodies",
            },
            name: entry.name.clone(),
            change,
            fields: fields.iter().map(field_row).collect(),
        }
    });
    rows.collect()
}

fn file_row(file: &FileChange) -> FileRow {
    FileRow {
        path: file.path.to_string(),
        change: match file.state {
            FileState::Added => "added",
            FileState::Removed => "removed",
            FileState::Changed => "changed",
        },
    }
}

fn finding(found: &Diagnostic, side: &ComparedSide, language: Language) -> FindingRow {
    let text = side.snapshot.text_of(&found.place.path);
    let line = found
        .place
        .span
        .zip(text)
        .map_or(1, |(span, text)| line_column(text, span.start).line);
    FindingRow {
        code: found.code.name(),
        severity: match found.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        },
        path: found.place.path.to_string(),
        line,
        message: message(found, language).title,
    }
}
