//! Imports a document into a site: one Markdown file at its place, compiled on trial within the site, and a report.

use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::edition::compile::{Options, compile_lenient};
use crate::edition::import_identity::{self, SiteFacts};
use crate::edition::import_images::{self, ImportedImage};
use crate::edition::import_trial::{self, Trial, WrittenFile};
use crate::edition::import_update;
use crate::edition::memo::Memo;
use crate::input::citations::lexicon::{KindMatch, Lexicon};
use crate::input::front_matter::fields::{FieldId, field_row};
use crate::input::import::draft::{self, ImportDraft};
use crate::input::import::head_fields::ImportHead;
use crate::input::import::import_report::{Doubt, ImportReport};
use crate::input::import::source_text::SourceText;
use crate::input::import::{ImportContent, read};
use crate::input::snapshot::Snapshot;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::import_text::{DoubtReason, ImportProblem};

/// What is imported.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ImportSource<'a> {
    /// The name of its file; empty for standard input.
    pub(crate) name: &'a str,
    /// What it holds.
    pub(crate) content: ImportContent<'a>,
}

/// The choices that a person has for an import.
#[derive(Clone, Debug, Default)]
pub(crate) struct ImportChoices {
    /// The kind of the document.
    pub(crate) kind: Option<String>,
    /// The path of the file that is written.
    pub(crate) to: Option<RelPath>,
    /// The file whose text a corrected version replaces.
    pub(crate) update: Option<RelPath>,
}

/// An imported document.
#[derive(Debug)]
pub(crate) struct Imported {
    /// The path of its file.
    pub(crate) path: RelPath,
    /// The text of its file.
    pub(crate) text: String,
    /// The pictures beside it.
    pub(crate) images: Vec<ImportedImage>,
    /// How it was made.
    pub(crate) report: ImportReport,
    /// The diagnostics of its file that remain.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The site with the file.
    pub(crate) snapshot: Snapshot,
    /// What changed in words, where the file was there: words before and after.
    pub(crate) changes: Option<Vec<(String, String)>>,
    /// The line with which the head may tell readers of the change.
    pub(crate) update_line: Option<String>,
}

/// Why nothing is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ImportFailure {
    /// The source cannot be read.
    Problem(ImportProblem),
    /// The document is in a file already, or another file is at its path.
    Held(RelPath),
    /// No file of the site has the path that is to be updated.
    NoFile(RelPath),
    /// No kind has this name.
    NoKind(String),
}

/// Imports a document. Nothing is written: the host does that.
///
/// # Errors
/// Where the source cannot be read, or its file would replace another.
pub(crate) fn import(
    snapshot: &Snapshot,
    source: ImportSource<'_>,
    choices: &ImportChoices,
) -> Result<Imported, ImportFailure> {
    let text = read(source.name, source.content).map_err(ImportFailure::Problem)?;
    let mut memo = Memo::with_markup();
    let options = Options {
        drafts: true,
        base_url: None,
    };
    let before = compile_lenient(snapshot, &options, &mut memo);
    let vocabulary = memo.vocabulary(snapshot, None, &mut Vec::new());
    let lexicon = &vocabulary.lexicon;
    let kind = chosen_kind(choices.kind.as_deref(), lexicon)?;
    let mut draft = match choices.update {
        Some(_) => draft::draft(text, lexicon),
        None => drafted(text, lexicon, source.name),
    };
    draft.head.kind = kind.or(draft.head.kind.take());
    let facts = SiteFacts {
        vocabulary: &vocabulary,
        site: before.site.as_ref().map(|site| site.planned()),
    };
    import_identity::complete(&mut draft, &facts);
    let path = match (&choices.update, &choices.to) {
        (Some(path), _) => path.clone(),
        (None, Some(path)) => path.clone(),
        (None, None) => import_identity::path_of(&draft.head, source.name, &facts),
    };
    let held = snapshot.documents.iter().any(|file| file.path == path);
    if choices.update.is_some() && !held {
        return Err(ImportFailure::NoFile(path));
    }
    if choices.update.is_none() {
        if held {
            return Err(ImportFailure::Held(path));
        }
        if let Some(other) = import_identity::held_file(&draft.head, &facts) {
            return Err(ImportFailure::Held(other));
        }
    }
    let file = match choices.update {
        Some(_) => import_update::kept_head(snapshot, &path, &mut draft),
        None => WrittenFile::New,
    };
    note_missing(&draft.head, &mut draft.report, &file);
    let images = import_images::place(&mut draft, &path, snapshot);
    let with_images = import_images::with_images(snapshot, &images);
    let trial = Trial {
        snapshot: &with_images,
        options: &options,
        before: &before.diagnostics,
        path: &path,
        lexicon,
    };
    let tried = import_trial::run(&trial, &mut draft, file, &mut memo);
    let changes = choices
        .update
        .is_some()
        .then(|| import_update::changes(snapshot, &path, &tried.text, lexicon));
    if choices.update.is_some() {
        let dropped = import_update::dropped(snapshot, &path, &tried.text);
        draft.report.doubts.extend(dropped);
    }
    let has_changes = changes.as_ref().is_some_and(|changes| !changes.is_empty());
    draft.report.sort();
    Ok(Imported {
        update_line: has_changes.then(|| import_update::line(snapshot.today)),
        path,
        text: tried.text,
        images,
        report: draft.report,
        diagnostics: tried.diagnostics,
        snapshot: tried.snapshot,
        changes,
    })
}

/// The kind that a person names.
fn chosen_kind(name: Option<&str>, lexicon: &Lexicon) -> Result<Option<String>, ImportFailure> {
    let Some(name) = name else { return Ok(None) };
    match lexicon.find(name) {
        KindMatch::Known(row) => Ok(Some(row.kind.name.clone())),
        KindMatch::Near(_) | KindMatch::Unknown => {
            let by_symbol = lexicon.kind_of_symbol(name).map(|kind| kind.name.clone());
            by_symbol
                .map(Some)
                .ok_or_else(|| ImportFailure::NoKind(name.to_owned()))
        }
    }
}

/// Makes the draft; a document without a title and number is called after its file.
fn drafted(text: SourceText, lexicon: &Lexicon, name: &str) -> ImportDraft {
    let mut draft = draft::draft(text, lexicon);
    if draft.head.title.is_none() && draft.head.number.is_none() {
        let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let stem = Some(stem.trim()).filter(|stem| !slug(stem).is_empty());
        draft.head.title = Some(stem.unwrap_or("Văn bản").to_owned());
        draft.report.doubts.push(Doubt {
            reason: DoubtReason::NoField(field_row(FieldId::Title).term),
            line: 0,
            text: String::new(),
        });
    }
    draft
}

/// Notes the fields that nearly every document has and that were not found.
fn note_missing(head: &ImportHead, report: &mut ImportReport, file: &WrittenFile) {
    if !matches!(file, WrittenFile::New) {
        return;
    }
    let has_issuer = head.issuer.is_some() || !head.issuer_names.is_empty();
    let fields = [
        (FieldId::Kind, head.kind.is_some()),
        (FieldId::Number, head.number.is_some()),
        (FieldId::Title, head.title.is_some()),
        (FieldId::Issuer, has_issuer),
        (FieldId::Date, head.date.is_some()),
        (FieldId::Signer, head.signer.is_some()),
    ];
    for (field, _) in fields.into_iter().filter(|(_, is_held)| !is_held) {
        report.doubts.push(Doubt {
            reason: DoubtReason::NoField(field_row(field).term),
            line: 0,
            text: String::new(),
        });
    }
}
