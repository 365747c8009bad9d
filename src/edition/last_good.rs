//! Compiles a site in spite of errors: each broken file is replaced by its last good text.
//!
//! A file is broken where a diagnostic in it is an error. Its last good text takes its place; where there is none, the
//! file is left out. A text that was good and has an error only because another file changed stays: no older text
//! would be better.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::path::RelPath;
use crate::edition::compile::{Options, compile_lenient};
use crate::edition::compiled_site::CompiledSite;
use crate::edition::memo::Memo;
use crate::edition::unfinished;
use crate::input::snapshot::Snapshot;
use crate::input::source::SourceFile;
use crate::messages::diagnostic::Diagnostic;

/// A site compiled from a source folder in spite of errors, as the preview shows it.
#[derive(Debug)]
pub(crate) struct ShownSite {
    /// The site; `None` only where the folder never had a usable theme.
    pub site: Option<CompiledSite>,
    /// The snapshot that was compiled: the folder, with good texts in place of broken ones.
    pub tree: Snapshot,
    /// The site with the files that have errors and were never good, for their pages alone.
    pub unfinished: Option<CompiledSite>,
    /// All diagnostics of the folder as it is.
    pub diagnostics: Vec<Diagnostic>,
    /// The language that site.yaml names.
    pub language: Option<String>,
}

/// The last good text of each file.
#[derive(Debug, Default)]
pub(crate) struct LastGood {
    memo: Memo,
    texts: FxHashMap<RelPath, SourceFile>,
    /// The last theme without an error.
    themes: BTreeMap<String, Arc<[u8]>>,
    /// The last good bytes of each theme file, also of those that are gone: one that comes back broken is shown so.
    theme_files: BTreeMap<String, Arc<[u8]>>,
    /// The documents that were remembered last, where all of them were good.
    known: Option<Arc<Vec<SourceFile>>>,
}

/// The most rounds of replacing broken texts. Errors that appear only when others are gone are rare; those left after
/// these rounds are shown as they are.
const MAX_ROUNDS: usize = 8;

impl LastGood {
    /// Compiles a folder as it is, then with good texts in place of broken ones; remembers the good texts.
    pub(crate) fn compile(&mut self, snapshot: &Snapshot, options: &Options) -> ShownSite {
        let first = compile_lenient(snapshot, options, &mut self.memo);
        let mut tree = snapshot.clone();
        let mut site = first.site;
        let mut errors = errors(&first.diagnostics);
        for _ in 0..MAX_ROUNDS {
            if errors.is_empty() && site.is_some() || !self.restore(&mut tree, &errors, site.is_none()) {
                break;
            }
            let next = compile_lenient(&tree, options, &mut self.memo);
            errors = self::errors(&next.diagnostics);
            site = next.site;
        }
        self.remember(&tree, &errors);
        let new: BTreeSet<RelPath> = tree.left_out.difference(&snapshot.left_out).cloned().collect();
        let unfinished = unfinished::site(&tree, &new, options, &mut self.memo);
        ShownSite {
            site,
            tree,
            unfinished,
            diagnostics: first.diagnostics,
            language: first.language,
        }
    }

    /// Replaces each broken text by its last good one; returns `false` where there is nothing left to replace.
    fn restore(&self, tree: &mut Snapshot, errors: &BTreeSet<RelPath>, no_theme: bool) -> bool {
        let is_document = |path: &&RelPath| tree.documents.binary_search_by(|file| file.path.cmp(path)).is_ok();
        let (documents, others): (Vec<&RelPath>, Vec<&RelPath>) = errors.iter().partition(is_document);
        let mut changed = false;
        for path in others {
            changed |= match path.as_str().strip_prefix("themes/") {
                Some(inner) => self.restore_theme(tree, inner),
                None => self.restore_text(tree, path),
            };
        }
        // A broken vocabulary causes errors in sound documents, so documents wait until it is restored.
        if !changed {
            for path in documents {
                changed |= self.restore_text(tree, path);
            }
        }
        if !changed && no_theme && tree.themes != self.themes {
            tree.themes.clone_from(&self.themes);
            return true;
        }
        changed
    }

    fn restore_theme(&self, tree: &mut Snapshot, inner: &str) -> bool {
        let good = self.theme_files.get(inner);
        if tree.themes.get(inner) == good {
            return false;
        }
        match good {
            Some(bytes) => tree.themes.insert(inner.to_owned(), Arc::clone(bytes)),
            None => tree.themes.remove(inner),
        };
        true
    }

    fn restore_text(&self, tree: &mut Snapshot, path: &RelPath) -> bool {
        let good = self.texts.get(path);
        if let Ok(at) = tree.documents.binary_search_by(|file| file.path.cmp(path)) {
            return match good {
                Some(good) if good.is_same(&tree.documents[at]) => false,
                Some(good) => {
                    Arc::make_mut(&mut tree.documents)[at] = good.clone();
                    true
                }
                None => tree.left_out.insert(path.clone()),
            };
        }
        let single = tree
            .singles_mut()
            .into_iter()
            .find(|file| file.as_ref().is_some_and(|file| file.path == *path));
        let Some(single) = single else { return false };
        let is_good = single.as_ref().zip(good).is_some_and(|(file, good)| file.is_same(good));
        if !is_good {
            *single = good.cloned();
        }
        !is_good
    }

    fn remember(&mut self, tree: &Snapshot, broken: &BTreeSet<RelPath>) {
        let is_good = |file: &SourceFile| !broken.contains(&file.path) && !tree.left_out.contains(&file.path);
        let known = self.known.take().unwrap_or_default();
        for (at, file) in tree.documents.iter().enumerate().filter(|(_, file)| is_good(file)) {
            // A file that did not change is known already.
            if !known.get(at).is_some_and(|known| known.is_same(file)) {
                self.keep(file);
            }
        }
        for file in tree.singles().into_iter().flatten().filter(|file| is_good(file)) {
            self.keep(file);
        }
        if broken.is_empty() && tree.left_out.is_empty() {
            self.known = Some(Arc::clone(&tree.documents));
        }
        if !broken.iter().any(|path| path.as_str().starts_with("themes/")) && self.themes != tree.themes {
            self.themes.clone_from(&tree.themes);
            self.theme_files.extend(tree.themes.clone());
        }
    }

    fn keep(&mut self, file: &SourceFile) {
        if !self.texts.get(&file.path).is_some_and(|known| known.is_same(file)) {
            self.texts.insert(file.path.clone(), file.clone());
        }
    }
}

/// The files with an error.
fn errors(diagnostics: &[Diagnostic]) -> BTreeSet<RelPath> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
    errors.map(|diagnostic| diagnostic.place.path.clone()).collect()
}
