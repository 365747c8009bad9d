//! Shows a new file with errors as far as it can be made: there is no last good text of it yet.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::edition::compile::{Options, compile_lenient};
use crate::edition::compiled_site::CompiledSite;
use crate::edition::import_trial::with_file;
use crate::edition::memo::Memo;
use crate::input::snapshot::Snapshot;

/// The site with files that were left out because of errors, for their pages alone; `None` where there are none.
pub(super) fn site(
    tree: &Snapshot,
    left_out: &BTreeSet<RelPath>,
    options: &Options,
    memo: &mut Memo,
) -> Option<CompiledSite> {
    if left_out.is_empty() {
        return None;
    }
    let mut shown = tree.clone();
    shown.left_out.retain(|path| !left_out.contains(path));
    let site = compile_lenient(&shown, options, memo).site?;
    let lacking: Vec<&RelPath> = left_out.iter().filter(|path| site.page_of(path).is_none()).collect();
    let mut is_changed = false;
    for path in lacking {
        if let Some(changed) = with_plain_head(&shown, path, memo) {
            shown = changed;
            is_changed = true;
        }
    }
    match is_changed {
        true => compile_lenient(&shown, options, memo).site,
        false => Some(site),
    }
}

/// The site in which a file has a plain head in place of one that cannot be read; `None` where its bytes are no text.
pub(super) fn with_plain_head(snapshot: &Snapshot, path: &RelPath, memo: &mut Memo) -> Option<Snapshot> {
    let at = snapshot.documents.binary_search_by(|file| file.path.cmp(path)).ok()?;
    let file = &snapshot.documents[at];
    if !file.is_readable() {
        return None;
    }
    let vocabulary = memo.vocabulary(snapshot, None, &mut Vec::new());
    let rows = vocabulary.lexicon.rows();
    let page = rows.iter().find(|row| row.kind.form == Form::Page).or(rows.first())?;
    let title = path.stem().replace('\'', "''");
    let text = format!(
        "---\nloại: {}\ntên bài: '{title}'\n---\n\n{}",
        page.kind.name,
        behind_head(&file.text)
    );
    let mut shown = with_file(snapshot, path, &text);
    let documents = Arc::make_mut(&mut shown.documents);
    let mut filled = documents[at].clone();
    filled.fill_tables(|wanted| {
        let tables = file.tables.iter();
        let held = tables.filter(|table| table.path.as_ref() == Some(wanted));
        held.map(|table| table.content.clone())
            .next()
            .unwrap_or(crate::input::source::TableContent::Missing)
    });
    documents[at] = filled;
    Some(shown)
}

/// What is behind the second line of dashes; the whole text where there is none.
fn behind_head(text: &str) -> &str {
    let trimmed = text.trim_start();
    let Some(rest) = trimmed.strip_prefix("---\n") else {
        return text;
    };
    rest.find("\n---\n").map_or(text, |at| &rest[at + 5..])
}
