//! Replaces the text of a file by a corrected version: its head, comments and addresses stay.

use jiff::civil::Date;

use crate::base::date::PartialDate;
use crate::base::path::RelPath;
use crate::base::pattern::Pattern;
use crate::edition::import_trial::WrittenFile;
use crate::input::citations::lexicon::Lexicon;
use crate::input::document::Document;
use crate::input::front_matter::fields::{FieldId, field_row};
use crate::input::front_matter::head_text;
use crate::input::front_matter::node::Located;
use crate::input::import::draft::ImportDraft;
use crate::input::import::head_fields::{self, ImportHead};
use crate::input::import::import_report::Doubt;
use crate::input::import::printed_words::{in_one_line, printed_words};
use crate::input::import::word_check;
use crate::input::snapshot::Snapshot;
use crate::messages::import_text::DoubtReason;

/// Takes over the head of a file; fields that it lacks are added, others that differ are doubts.
pub(super) fn kept_head(snapshot: &Snapshot, path: &RelPath, draft: &mut ImportDraft) -> WrittenFile {
    let text = snapshot.text_of(path).unwrap_or("");
    let body = head_text::read(path, text).body;
    let head = &text[..body];
    let closing = head.trim_end().rfind('\n').map_or(head.len(), |at| at + 1);
    let document = word_check::parsed(path, text, &Lexicon::built_in());
    let Some(document) = document.filter(|_| body > 0) else {
        return WrittenFile::New;
    };
    draft.report.doubts.extend(differing(&document, &draft.head));
    let mut missing = draft.head.clone();
    let held = |id: FieldId| document.head.written.iter().any(|(own, _)| *own == id);
    keep_missing(&mut missing, held);
    let written = head_fields::write(&missing);
    let lines = written.lines().filter(|line| *line != "---" && !line.is_empty());
    let holding = field_row(FieldId::Holding).term;
    let lines: Vec<&str> = lines.filter(|line| !line.starts_with(holding)).collect();
    let mut kept = with_full_text(&head[..closing]);
    for line in lines {
        kept.push_str(line);
        kept.push('\n');
    }
    WrittenFile::Kept {
        head: kept,
        closing: format!("{}\n\n", head[closing..].trim_end()),
    }
}

/// A head that states that the whole text is here.
fn with_full_text(head: &str) -> String {
    let term = field_row(FieldId::Holding).term;
    let mut out = String::with_capacity(head.len() + 16);
    let mut is_stated = false;
    for line in head.split_inclusive('\n') {
        if line.starts_with(&format!("{term}:")) {
            out.push_str(&format!("{term}: có\n"));
            is_stated = true;
        } else {
            out.push_str(line);
        }
    }
    if !is_stated {
        out.push_str(&format!("{term}: có\n"));
    }
    out
}

/// Drops the fields that a head has.
fn keep_missing(head: &mut ImportHead, held: impl Fn(FieldId) -> bool) {
    let drop = |id: FieldId, field: &mut Option<String>| {
        if held(id) {
            *field = None;
        }
    };
    drop(FieldId::Kind, &mut head.kind);
    drop(FieldId::Title, &mut head.title);
    drop(FieldId::Issuer, &mut head.issuer);
    drop(FieldId::Place, &mut head.place);
    drop(FieldId::SigningForm, &mut head.signing_form);
    drop(FieldId::SignerRole, &mut head.role);
    drop(FieldId::Signer, &mut head.signer);
    if held(FieldId::Number) {
        head.number = None;
    }
    if held(FieldId::Date) {
        head.date = None;
    }
    if held(FieldId::System) || held(FieldId::Issuer) {
        head.system = None;
    }
    if held(FieldId::Addressees) {
        head.addressees.clear();
    }
    if held(FieldId::Recipients) {
        head.recipients.clear();
    }
    if held(FieldId::Corrections) {
        head.corrections.clear();
    }
    if held(FieldId::Draft) {
        head.is_draft = false;
    }
}

/// The fields of the source that differ from those of the file.
fn differing(document: &Document, head: &ImportHead) -> Vec<Doubt> {
    let own = &document.head;
    let value = |own: &Option<String>| own.clone();
    let joined = |lines: &[String]| (!lines.is_empty()).then(|| lines.join("; "));
    let lines = |own: &[Located<String>]| joined(&own.iter().map(|line| line.value.clone()).collect::<Vec<_>>());
    let pairs = [
        (
            FieldId::Number,
            own.number.as_ref().map(|own| own.value.folded().to_owned()),
            head.number.as_ref().map(|own| own.folded().to_owned()),
        ),
        (
            FieldId::Date,
            own.date.as_ref().map(|own| own.value.to_string()),
            head.date.map(|date| date.to_string()),
        ),
        (
            FieldId::Title,
            own.title.as_ref().map(|own| own.value.clone()),
            value(&head.title),
        ),
        (FieldId::Signer, own.signer.clone(), value(&head.signer)),
        (
            FieldId::SigningForm,
            own.signing_form.clone(),
            value(&head.signing_form),
        ),
        (
            FieldId::Issuer,
            own.issuer.as_ref().map(|own| own.value.clone()),
            value(&head.issuer),
        ),
        (FieldId::Place, own.place.clone(), value(&head.place)),
        (FieldId::SignerRole, own.signer_role.clone(), value(&head.role)),
        (FieldId::Addressees, lines(&own.addressees), joined(&head.addressees)),
        (FieldId::Recipients, lines(&own.recipients), joined(&head.recipients)),
    ];
    let differs = pairs.into_iter().filter_map(|(field, own, new)| {
        let (own, new) = (own?, new?);
        let key = crate::base::fold::name_key;
        (key(&own) != key(&new)).then_some((field, new))
    });
    differs
        .map(|(field, text)| Doubt {
            reason: DoubtReason::Differs(field_row(field).term),
            line: 0,
            text,
        })
        .collect()
}

/// What a new text changes on a file's page: words as they are printed, with their signs, marks of footnotes and cells; if
/// these are the same, words with the numbers of lists.
pub(super) fn changes(snapshot: &Snapshot, path: &RelPath, text: &str, lexicon: &Lexicon) -> Vec<(String, String)> {
    let versions = [snapshot.text_of(path).unwrap_or(""), text].map(|text| word_check::parsed(path, text, lexicon));
    let differences = |words: fn(&Document, &Lexicon) -> Vec<String>| {
        let of_each = versions.each_ref().map(|version| {
            let document = version.as_ref();
            document.map(|document| words(document, lexicon)).unwrap_or_default()
        });
        word_check::differences(&of_each[0], &of_each[1])
    };
    let found = differences(printed_words);
    if found.is_empty() {
        return differences(word_check::page_words);
    }
    found.into_iter().map(in_one_line).collect()
}

/// What editors add to a text and no source has: addresses of their own, images, comments.
static ADDED: Pattern = Pattern::new(r"\{#[^}\s]+\}|!\[[^\]\n]*\]\([^)\n]*\)|<!--(?s:.*?)-->");

/// Reports what an editor added to the text of a file and its new text lacks.
pub(super) fn dropped(snapshot: &Snapshot, path: &RelPath, text: &str) -> Vec<Doubt> {
    let before = snapshot.text_of(path).unwrap_or("");
    let body = &before[head_text::read(path, before).body..];
    let gone = ADDED.find_iter(body).filter(|found| !text.contains(found.as_str()));
    gone.map(|found| Doubt {
        reason: DoubtReason::Dropped,
        line: 0,
        text: found.as_str().to_owned(),
    })
    .collect()
}

/// The line with which the head may tell readers of the change.
pub(super) fn line(today: Date) -> String {
    let date = PartialDate::Day(today);
    format!(
        "{}:\n  - {{ngày: {date}, ghi chú: Đăng bản đã đính chính.}}",
        field_row(FieldId::Updates).term
    )
}
