//! Loads a source folder as a snapshot. The only user of `walkdir`.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use jiff::civil::{Date, date};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::base::file_name::is_refused_by_windows;
use crate::base::path::RelPath;
use crate::base::slug::portable_name;
use crate::edition::site_config_language;
use crate::host::cache::{Cache, CachedFile, FileContent, Walked};
use crate::host::printable::is_obeyed;
use crate::host::source_files::{ADDRESSES, CONTENT, LoadError, SINGLE, THEMES, read};
use crate::host::walked_names::{relative, shown_name};
use crate::input::snapshot::{Attachment, Snapshot};
use crate::input::source::{SourceFile, TableContent};
use crate::messages::catalogue::Language;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::stray_reason::StrayReason;

/// Reads a source folder.
///
/// # Errors
/// The first file or folder that cannot be read.
pub fn load(source: &Path) -> Result<Snapshot, LoadError> {
    let mut cache = Cache::default();
    refresh(source, &mut cache)?;
    let mut loaded = snapshot(&cache);
    // Not in a preview: an editor that opens a file leaves a hidden one beside it, which is no change of the site.
    loaded.diagnostics.extend(cache.hidden_files().diagnostics(source));
    Ok(loaded)
}

/// Reads a source folder into a cache; opens only the files that changed.
///
/// # Errors
/// The first file or folder that cannot be read.
pub(super) fn refresh(source: &Path, cache: &mut Cache) -> Result<(), LoadError> {
    let mut walked = Walked::default();
    let mut found = files_below(source, CONTENT, &mut walked)?;
    // Themes are the work of others: what is beside their files is theirs to know.
    let of_content = std::mem::take(&mut walked.strays);
    found.append(&mut files_below(source, THEMES, &mut walked)?);
    walked.strays = of_content;
    let read: Vec<Option<Arc<CachedFile>>> = found
        .into_par_iter()
        .map(|path| cache.read(source, path))
        .collect::<Result<_, _>>()?;
    cache.renew(read.into_iter().flatten().collect(), walked);
    Ok(())
}

/// The snapshot of an empty folder.
pub(super) fn empty_snapshot() -> Snapshot {
    snapshot(&Cache::default())
}

/// Sorts the files of a cache into a snapshot.
pub(super) fn snapshot(read: &Cache) -> Snapshot {
    let mut singles: BTreeMap<String, SourceFile> = BTreeMap::new();
    let mut documents = Vec::with_capacity(read.files().size_hint().0);
    let mut attachments = Vec::new();
    let mut themes = BTreeMap::new();
    let mut strays = read.strays().to_vec();
    for kept in read.files() {
        match &kept.content {
            FileContent::Text(file) if SINGLE.contains(&file.path.as_str()) => {
                singles.insert(file.path.as_str().to_owned(), file.clone());
            }
            FileContent::Text(file) => documents.push(file.clone()),
            FileContent::Attachment(file) => attachments.push(file.clone()),
            FileContent::TooLarge => strays.push((kept.path.clone(), StrayReason::Large)),
            FileContent::Theme(bytes) => {
                let inner = kept
                    .path
                    .as_str()
                    .strip_prefix("themes/")
                    .unwrap_or_default()
                    .to_owned();
                themes.insert(inner, Arc::clone(bytes));
            }
        }
    }
    fill_tables(&mut documents, &attachments);
    Snapshot {
        documents: Arc::new(documents),
        site: singles.remove("content/site.yaml"),
        topics: singles.remove("content/topics.yaml"),
        bodies: singles.remove("content/bodies.yaml"),
        places: singles.remove("content/places.yaml"),
        addresses: singles.remove(ADDRESSES),
        redirects: singles.remove("content/redirects.txt"),
        attachments,
        strays,
        themes,
        left_out: BTreeSet::new(),
        diagnostics: read.diagnostics().to_vec(),
        today: today(),
    }
}

/// Gives the documents the tables that they show.
fn fill_tables(documents: &mut [SourceFile], attachments: &[Attachment]) {
    let content = |path: &RelPath| match attachments.binary_search_by(|file| file.path.cmp(path)) {
        Ok(at) => attachments[at]
            .table
            .clone()
            .map_or(TableContent::TooLarge, TableContent::Held),
        Err(_) => TableContent::Missing,
    };
    for document in documents.iter_mut().filter(|document| !document.tables.is_empty()) {
        document.fill_tables(content);
    }
}

/// The language that site.yaml names, where a folder holds one that can be read.
pub(crate) fn site_language(source: &Path) -> Option<Language> {
    let path = RelPath::new("content/site.yaml")?;
    let bytes = read(source, &path).ok()?;
    let file = SourceFile::decode(path, &bytes);
    site_config_language(&file).as_deref().and_then(Language::from_code)
}

/// Folders that systems and package managers leave beside what a person wrote.
const LITTER: [&str; 2] = ["node_modules", "__MACOSX"];

/// The most bytes of a path below the source folder. Linux takes 4,096 for the whole path, of which the output has a part.
const MAX_PATH_BYTES: usize = 1000;

/// Returns why a file or folder is not read, where a system, an editor or a package manager left it: `#a.md#`,
/// `~$a.docx`, `a.md~`.
fn litter(name: &str) -> Option<StrayReason> {
    let is_autosave = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    if LITTER.contains(&name) {
        return Some(StrayReason::Folder);
    }
    let is_left = name.starts_with("~$") || name.ends_with('~') || is_autosave;
    is_left.then_some(StrayReason::Backup)
}

/// All files below a folder, sorted. Hidden ones are not read, those that systems and editors leave are strays, and
/// symbolic links are reported.
fn files_below(source: &Path, folder: &str, walked: &mut Walked) -> Result<Vec<RelPath>, LoadError> {
    let root = source.join(folder);
    if fs::symlink_metadata(&root).is_err() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let visible = |name: &OsStr| !name.as_encoded_bytes().starts_with(b".");
    let walk = WalkDir::new(&root).follow_links(false).follow_root_links(false);
    let mut walk = walk.into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&root).to_owned();
            let reason = error.into_io_error();
            LoadError::at(&path)(reason.unwrap_or_else(|| io::Error::other("a folder that leads back to itself")))
        })?;
        let is_skipped = entry.depth() > 0 && !visible(entry.file_name());
        let reason = litter(&entry.file_name().to_string_lossy()).filter(|_| entry.depth() > 0);
        if entry.file_type().is_dir() && (is_skipped || reason.is_some()) {
            walk.skip_current_dir();
        }
        if is_skipped {
            if folder == CONTENT && entry.file_type().is_file() {
                walked.hidden_files.meet(entry.path());
            }
            continue;
        }
        let path = relative(source, entry.path());
        if entry.depth() > 0 && !is_portable(entry.file_name()) {
            walked.diagnostics.push(bad_file_name(source, &path, entry.path()));
        }
        let Some(path) = path else { continue };
        if path.as_str().len() > MAX_PATH_BYTES {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            walked.strays.push((path, StrayReason::Deep));
        } else if let Some(reason) = reason {
            walked.strays.push((path, reason));
        } else if entry.file_type().is_symlink() {
            walked
                .diagnostics
                .push(Diagnostic::new(Code::SymbolicLink, Place::file(&path)).with("name", path.as_str()));
        } else if entry.file_type().is_file() {
            found.push(path);
        } else if !entry.file_type().is_dir() {
            walked.strays.push((path, StrayReason::Special));
        }
    }
    found.par_sort_unstable();
    Ok(found)
}

/// Returns whether every system can hold a file of this name.
fn is_portable(name: &OsStr) -> bool {
    name.to_str()
        .is_some_and(|name| !is_refused_by_windows(name) && !name.contains(is_obeyed))
}

/// Reports a name at its own path, or at the folder that holds it where no path can hold the name.
fn bad_file_name(source: &Path, own: &Option<RelPath>, full: &Path) -> Diagnostic {
    let name = full.file_name().unwrap_or_default();
    let shown = shown_name(name);
    let name = name.to_string_lossy();
    let folder = || full.parent().and_then(|folder| relative(source, folder));
    let content = || RelPath::new(CONTENT).expect("a constant path");
    let path = own.clone().or_else(folder).unwrap_or_else(content);
    Diagnostic::new(Code::BadFileName, Place::file(&path))
        .with("name", shown)
        .with("proposal", portable_name(&name))
}

/// Today's civil date in Vietnam (UTC+7), from `SOURCE_DATE_EPOCH` or the clock.
pub(super) fn today() -> Date {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok();
    let fixed = fixed.and_then(|text| text.trim().parse::<u64>().ok());
    let now = || UNIX_EPOCH.elapsed().unwrap_or_default().as_secs();
    let seconds = fixed.unwrap_or_else(now) + 7 * 3600;
    let days = i64::try_from(seconds / 86_400).unwrap_or(0).min(2_000_000);
    date(1970, 1, 1).saturating_add(jiff::Span::new().days(days))
}
