//! What the window sends: a document, or a file with edits of its head; and the paths that may be written.

use serde::Deserialize;

use crate::base::file_name::is_refused_by_windows;
use crate::base::path::RelPath;
use crate::edition::{HeadChange, HeadProblem, edit_head};
use crate::host::preview::shown_state::ShownState;
use crate::host::preview::window_problem::Problem;
use crate::messages::window_text::WindowText;

/// An answer, or what the person is told instead.
pub(super) type Answer<T> = Result<T, Problem>;

/// The name of the file of a paste that has neither a number nor a title.
pub(super) const PASTED: &str = "van-ban";

/// The most pastes of that name in a folder.
const MAX_PASTED: usize = 1_000;

/// A request with a body.
#[derive(Debug)]
pub(super) struct Posted<'r> {
    /// The name of the file; empty where there is none.
    pub(super) name: String,
    /// The file of the site that a corrected version replaces.
    pub(super) update: Option<String>,
    /// The body.
    pub(super) body: &'r [u8],
}

/// A file with edits of its head, as the window sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditedFile {
    /// Its path.
    pub(super) path: String,
    /// The text of the file before the edits.
    pub(super) source: String,
    /// Names of fields and their texts.
    #[serde(default)]
    pub(super) changes: Vec<(String, Vec<String>)>,
    /// The digest of the file that is there; nothing where the file is new.
    pub(super) base: Option<String>,
    /// The number of the import whose pictures go beside it.
    pub(super) pictures: Option<u64>,
    /// Whether it is saved to be published (or as a draft); nothing where that stays as it is.
    pub(super) publish: Option<bool>,
}

/// Reads a file that the window sends.
pub(super) fn read_edited(body: &[u8]) -> Answer<(RelPath, EditedFile)> {
    let edited: EditedFile = serde_json::from_slice(body).map_err(|_| Problem::plain(400, WindowText::BadRequest))?;
    Ok((document_path(&edited.path)?, edited))
}

/// The path of a document: below `content/`, with a name that every system takes and that is read as content.
pub(super) fn document_path(path: &str) -> Answer<RelPath> {
    let is_sound = |path: &RelPath| {
        let text = path.as_str();
        let mut parts = text.split('/');
        text.starts_with("content/")
            && text.ends_with(".md")
            && parts.all(|part| !part.starts_with('.') && !is_refused_by_windows(part))
    };
    let sound = RelPath::new(path).filter(is_sound);
    sound.ok_or_else(|| Problem::about(400, WindowText::BadPath, path))
}

/// The first path of a name with a number behind it that no file has.
pub(super) fn free_path(state: &ShownState, path: &RelPath) -> Option<RelPath> {
    let is_free = |path: &RelPath| {
        state
            .disk
            .documents
            .binary_search_by(|file| file.path.cmp(path))
            .is_err()
    };
    let numbered = |number| RelPath::new(&format!("{}/{}-{number}.md", path.folder(), path.stem()));
    (2..MAX_PASTED).filter_map(numbered).find(is_free)
}

/// The text of a file with the edits of its head.
pub(super) fn with_changes(path: &RelPath, edited: &EditedFile) -> Answer<String> {
    let changes = edited.changes.iter().map(|(name, value)| HeadChange {
        name: name.clone(),
        value: value.clone(),
    });
    let changes: Vec<HeadChange> = changes.collect();
    edit_head(path, &edited.source, &changes).map_err(|problem| match problem {
        HeadProblem::Unreadable => Problem::plain(422, WindowText::UnreadableHead),
        HeadProblem::NoField(name) => Problem::named(WindowText::NoField, &name),
        HeadProblem::ByHand(name) => Problem::named(WindowText::FieldByHand, &name),
    })
}
