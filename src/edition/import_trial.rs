//! Compiles a site with an imported file on trial, until the file has no error and no finding that is the source's own.

use std::sync::Arc;

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::edition::compile::{Options, compile_lenient};
use crate::edition::memo::Memo;
use crate::input::body::label::letter_at;
use crate::input::body::label_parser::candidates;
use crate::input::citations::lexicon::Lexicon;
use crate::input::import::draft::ImportDraft;
use crate::input::import::head_fields;
use crate::input::import::import_report::{Doubt, Repair};
use crate::input::import::word_check;
use crate::input::snapshot::Snapshot;
use crate::input::source::SourceFile;
use crate::messages::catalogue::{Language, ToText};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Argument, Diagnostic};
use crate::messages::import_text::{DoubtReason, RepairRule};
use crate::messages::phrase::Phrase;

/// How the file is written.
#[derive(Clone, Debug)]
pub(super) enum WrittenFile {
    /// Anew, with the head of the draft.
    New,
    /// With the head that the file has, up to the line that closes it, and fields that it lacks.
    Kept {
        /// The head as it is, without the line that closes it.
        head: String,
        /// The line that closes it, and what is between it and the text.
        closing: String,
    },
}

/// What a trial needs to know.
pub(super) struct Trial<'s> {
    /// The site without the file.
    pub(super) snapshot: &'s Snapshot,
    /// The options of the compilation.
    pub(super) options: &'s Options,
    /// The diagnostics without the file.
    pub(super) before: &'s [Diagnostic],
    /// The path of the file.
    pub(super) path: &'s RelPath,
    /// The kinds of documents.
    pub(super) lexicon: &'s Lexicon,
}

/// The result of a trial.
pub(super) struct Tried {
    /// The text of the file.
    pub(super) text: String,
    /// The diagnostics that it causes.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The site with it.
    pub(super) snapshot: Snapshot,
}

/// The most compilations of a trial.
const MAX_ROUNDS: usize = 10;

/// Compiles the site with a draft; repairs the draft where a diagnostic shows how.
pub(super) fn run(trial: &Trial<'_>, draft: &mut ImportDraft, mut file: WrittenFile, memo: &mut Memo) -> Tried {
    let mut round = 0;
    loop {
        round += 1;
        let text = written(draft, &file);
        let snapshot = with_file(trial.snapshot, trial.path, &text);
        let outcome = compile_lenient(&snapshot, trial.options, memo);
        let own: Vec<Diagnostic> = outcome
            .diagnostics
            .into_iter()
            .filter(|found| found.place.path == *trial.path || found.is_error() && !trial.before.contains(found))
            .filter(|found| found.code != Code::UnlistedAddress)
            .collect();
        let is_changed = round < MAX_ROUNDS && repair(trial, &own, &text, (draft, &mut file));
        if !is_changed {
            note_lost(draft, trial.path, &text, trial.lexicon);
            return Tried {
                text,
                diagnostics: own,
                snapshot,
            };
        }
    }
}

fn written(draft: &ImportDraft, file: &WrittenFile) -> String {
    match file {
        WrittenFile::New => format!("{}{}", head_fields::write(&draft.head), draft.body),
        WrittenFile::Kept { head, closing } => format!("{head}{closing}{}", draft.body),
    }
}

/// The site with a file added or replaced.
pub(super) fn with_file(snapshot: &Snapshot, path: &RelPath, text: &str) -> Snapshot {
    let mut files = (*snapshot.documents).clone();
    let file = SourceFile::decode(path.clone(), text.as_bytes());
    match files.binary_search_by(|file| file.path.cmp(path)) {
        Ok(at) => files[at] = file,
        Err(at) => files.insert(at, file),
    }
    Snapshot {
        documents: Arc::new(files),
        ..snapshot.clone()
    }
}

/// Repairs a draft by its diagnostics; returns whether anything changed.
fn repair(
    trial: &Trial<'_>,
    own: &[Diagnostic],
    text: &str,
    (draft, file): (&mut ImportDraft, &mut WrittenFile),
) -> bool {
    let mut is_changed = false;
    for found in own
        .iter()
        .filter(|found| is_misprint(found.code) && found.place.path == *trial.path)
    {
        is_changed |= accept(found, (draft, file), text);
    }
    let follows = |found: &Diagnostic| {
        let is_own = |phrase: &Phrase| matches!(phrase, Phrase::FollowAgain(file) if file == trial.path.as_str());
        found
            .arguments
            .iter()
            .any(|(_, value)| matches!(value, Argument::Phrase(phrase) if is_own(phrase)))
    };
    if !draft.head.is_followed && own.iter().any(follows) {
        draft.head.is_followed = true;
        is_changed = true;
    }
    let fixes = own
        .iter()
        .filter(|found| found.is_error() && found.place.path == *trial.path);
    let body = text.len() - draft.body.len();
    let mut edits: Vec<(Span, String, &Diagnostic)> = Vec::new();
    for found in fixes {
        let Some(fix) = &found.fix else { continue };
        // The head is written anew from its fields.
        if fix.edits().all(|edit| edit.span.start >= body) {
            edits.extend(fix.edits().map(|edit| (edit.span, edit.replacement.clone(), found)));
        }
    }
    let repeated = own.iter().filter(|found| found.code == Code::DuplicateAddress);
    for found in repeated.filter(|found| found.place.path == *trial.path) {
        if let Some((at, address)) = own_address(found, text) {
            edits.push((Span::new(at, at), format!(" {{#{address}}}"), found));
            draft.report.doubts.push(Doubt {
                reason: DoubtReason::Repeated(address),
                line: 0,
                text: line_at(text, at).trim().chars().take(MAX_SHOWN).collect(),
            });
        }
    }
    // A number alone in its line that nothing shows to be a word of the text.
    let numbers = own
        .iter()
        .filter(|found| found.code == Code::PageNumber && found.is_error() && found.fix.is_none());
    for found in numbers.filter(|found| found.place.path == *trial.path) {
        let Some(start) = found.place.span.map(|span| span.start).filter(|start| *start >= body) else {
            continue;
        };
        edits.push((
            Span::new(start, start + line_at(text, start).len()),
            String::new(),
            found,
        ));
    }
    edits.sort_by_key(|(span, _, _)| std::cmp::Reverse(span.start));
    let mut last = usize::MAX;
    for (span, replacement, found) in edits {
        if span.end > last {
            continue;
        }
        last = span.start;
        let range = span.start - body..span.end - body;
        let before = draft.body[range.clone()].trim().to_owned();
        if found.code == Code::PageNumber {
            draft.report.repairs.push(Repair {
                rule: RepairRule::PageNumber,
                line: 0,
                before,
                after: replacement.trim().to_owned(),
            });
        }
        draft.body.replace_range(range, &replacement);
        is_changed = true;
    }
    is_changed
}

/// Returns whether a diagnostic is about what the source prints, not about how the file is written.
fn is_misprint(code: Code) -> bool {
    matches!(code, Code::NumbersOutOfOrder | Code::UnreadLabel | Code::UnlikelyYear)
}

/// Accepts a diagnostic in the head, with the reason that the source prints it; returns whether that is new.
fn accept(found: &Diagnostic, (draft, file): (&mut ImportDraft, &mut WrittenFile), text: &str) -> bool {
    let accept = found.arguments.iter().find_map(|(name, value)| match value {
        Argument::Phrase(phrase) if *name == "accept" => Some(&**phrase),
        _ => None,
    });
    let (code, place, reason) = match accept {
        Some(Phrase::AcceptInHead(code, place, reason) | Phrase::AcceptInList(_, code, place, reason)) => {
            (*code, place.clone(), reason.to_text(Language::Vietnamese))
        }
        _ => return false,
    };
    if may_be_hidden(found, &draft.body, text.len() - draft.body.len()) {
        return false;
    }
    let row = (code, place, reason);
    let line = found.place.span.map_or("", |span| line_at(text, span.start));
    let doubt = Doubt {
        reason: DoubtReason::Misprint(code),
        line: 0,
        text: line.trim().chars().take(MAX_SHOWN).collect(),
    };
    match file {
        WrittenFile::New if draft.head.accepted.contains(&row) => false,
        WrittenFile::New => {
            draft.head.accepted.push(row);
            draft.report.doubts.push(doubt);
            true
        }
        WrittenFile::Kept { head, .. } => {
            let is_new = head_fields::add_accepted(head, &row);
            draft.report.doubts.extend(is_new.then_some(doubt));
            is_new
        }
    }
}

/// How far before a label the one that is missing is looked for, in bytes.
const MAX_BEFORE: usize = 4_000;

/// Returns whether the label that is missing before another one is inside a paragraph: then not the source is wrong,
/// but the reading of its lines.
fn may_be_hidden(found: &Diagnostic, body: &str, start: usize) -> bool {
    let at = found.place.span.and_then(|span| span.start.checked_sub(start));
    let (Some(at), Code::NumbersOutOfOrder) = (at, found.code) else {
        return false;
    };
    let words = body.get(at..).unwrap_or("").trim_start_matches(['#', ' ', '*']);
    let Some(label) = candidates(words, false).into_iter().next() else {
        return false;
    };
    let window = Span::new(at.saturating_sub(MAX_BEFORE), at).clamped(body);
    let before = body.get(window.start..window.end).unwrap_or("");
    let missing = label.value().saturating_sub(1);
    let prefix: String = label.prefix().iter().map(|number| format!("{number}.")).collect();
    let letter = letter_at(missing).map(String::from).unwrap_or_default();
    let mut signs = [".", ")", "/", "-"].iter();
    signs.any(|sign| {
        before.contains(&format!(" {prefix}{missing}{sign} "))
            || !letter.is_empty() && before.contains(&format!(" {letter}{sign} "))
    })
}

/// The most letters of a line that are shown.
const MAX_SHOWN: usize = 120;

/// An address of its own for a provision whose number the source prints twice, and the end of its line.
fn own_address(found: &Diagnostic, text: &str) -> Option<(usize, String)> {
    let start = found.place.span?.start;
    let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let printed = found.arguments.iter().find_map(|(name, value)| match value {
        Argument::Literal(address) if *name == "value" || *name == "address" => Some(address),
        Argument::Literal(_) | Argument::Phrase(_) | Argument::Date(_) => None,
    })?;
    let address = (2..MAX_REPEATED)
        .map(|count| format!("{printed}-{count}"))
        .find(|address| !text.contains(&format!("{{#{address}}}")))?;
    (!text[start..end].trim_end().ends_with('}')).then_some((end, address))
}

/// The most provisions of one number.
const MAX_REPEATED: usize = 20;

fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    text[start..].lines().next().unwrap_or("")
}

/// Adds the words of the source that the page lacks to the doubts.
fn note_lost(draft: &mut ImportDraft, path: &RelPath, text: &str, lexicon: &Lexicon) {
    let page =
        word_check::parsed(path, text, lexicon).map(|document| word_check::page_words_and_signs(&document, lexicon));
    let lost = word_check::lost(&draft.words, &page.unwrap_or_default());
    draft.report.doubts.extend(lost.into_iter().map(|lost| Doubt {
        reason: DoubtReason::Unplaced,
        line: lost.line,
        text: lost.text,
    }));
}
