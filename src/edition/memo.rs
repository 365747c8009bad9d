//! Keeps parsed files from one compilation to the next: everything is linked anew, only changed files are parsed.
//!
//! A memo changes nothing but the time a compilation takes (`tests/it/preview/law.rs`).

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::base::path::RelPath;
use crate::input::citations::lexicon::Lexicon;
use crate::input::document::parse;
use crate::input::front_matter::theme_settings::ThemeColours;
use crate::input::front_matter::vocabulary::{self, Vocabulary};
use crate::input::snapshot::Snapshot;
use crate::input::source::SourceFile;
use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::acceptance_lines;
use crate::model::link_unit::LinkUnit;
use crate::output::theme::{self, Theme};

/// The result of parsing one file.
pub(super) type Parsed = WithDiagnostics<Option<Arc<LinkUnit>>>;

/// A file and the result of parsing it.
#[derive(Debug)]
struct MemoRow {
    file: SourceFile,
    parsed: Arc<Parsed>,
}

/// The most results kept for a path: the newest, and the one before it, which is the last good one while the newest
/// is broken.
const MAX_RESULTS_PER_FILE: usize = 2;

/// Results of earlier compilations.
#[derive(Debug, Default)]
pub(super) struct Memo {
    vocabulary: Option<VocabularyRow>,
    pub(super) files: FileMemo,
    pub(super) theme: ThemeMemo,
}

/// Parsed files by path and text. A change of the lexicon empties it.
#[derive(Debug, Default)]
pub(super) struct FileMemo {
    lexicon: Option<Lexicon>,
    rows: FxHashMap<RelPath, Vec<MemoRow>>,
    last: Last,
    /// Whether bodies are kept with their HTML: a build renders all pages, a preview only those that are requested.
    with_markup: bool,
}

/// The theme of the last compilation.
#[derive(Debug, Default)]
pub(super) struct ThemeMemo(Option<ThemeRow>);

/// The files of the last compilation with their results, by position: nearly all have the same position in the next
/// one, and need no look-up by path.
#[derive(Debug, Default)]
struct Last {
    files: Arc<Vec<SourceFile>>,
    parsed: Arc<Vec<Arc<Parsed>>>,
}

impl Last {
    fn at(&self, position: usize, file: &SourceFile) -> Option<Arc<Parsed>> {
        let known = self.files.get(position).filter(|known| known.is_same(file));
        known.map(|_| Arc::clone(&self.parsed[position]))
    }
}

/// The vocabularies and the files that they were read from.
#[derive(Debug)]
struct VocabularyRow {
    files: [Option<SourceFile>; 4],
    base_url: Option<String>,
    read: Arc<Vocabulary>,
    diagnostics: Vec<Diagnostic>,
}

/// The files of all themes, by their path under `themes/`.
type ThemeFiles = BTreeMap<String, Arc<[u8]>>;

/// A theme and the files that it was loaded from.
#[derive(Debug)]
struct ThemeRow {
    name: String,
    language: String,
    files: ThemeFiles,
    colours: ThemeColours,
    theme: Arc<Theme>,
}

impl Memo {
    /// A memo for a compilation of which all pages are rendered.
    pub(super) fn with_markup() -> Self {
        let files = FileMemo {
            with_markup: true,
            ..FileMemo::default()
        };
        Memo {
            files,
            ..Memo::default()
        }
    }

    /// Gives the vocabularies, read again only when their files changed. A base URL overrides that of site.yaml.
    pub(super) fn vocabulary(
        &mut self,
        snapshot: &Snapshot,
        base_url: Option<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Arc<Vocabulary> {
        let files = [&snapshot.site, &snapshot.topics, &snapshot.bodies, &snapshot.places];
        let is_same = |row: &&VocabularyRow| {
            let mut pairs = row.files.iter().zip(files);
            let same_files = pairs.all(|pair| match pair {
                (Some(known), Some(file)) => known.is_same(file),
                (known, file) => known.is_none() && file.is_none(),
            });
            same_files && row.base_url.as_deref() == base_url
        };
        if let Some(row) = self.vocabulary.as_ref().filter(is_same) {
            diagnostics.extend_from_slice(&row.diagnostics);
            return Arc::clone(&row.read);
        }
        let mut read = vocabulary::read(
            files[0].as_ref(),
            files[1].as_ref(),
            files[2].as_ref(),
            files[3].as_ref(),
        );
        if let Some(base_url) = base_url {
            read.value.site.base_url = Some(base_url.to_owned());
        }
        let vocabulary = Arc::new(read.value);
        diagnostics.extend_from_slice(&read.diagnostics);
        self.vocabulary = Some(VocabularyRow {
            files: files.map(Clone::clone),
            base_url: base_url.map(str::to_owned),
            read: Arc::clone(&vocabulary),
            diagnostics: read.diagnostics,
        });
        vocabulary
    }
}

impl FileMemo {
    /// Gives the results of all files; parses those that changed.
    pub(super) fn parse(&mut self, files: &Arc<Vec<SourceFile>>, lexicon: &Lexicon) -> Arc<Vec<Arc<Parsed>>> {
        if self.lexicon.as_ref() != Some(lexicon) {
            self.rows.clear();
            self.last = Last::default();
            self.lexicon = Some(lexicon.clone());
        }
        let (rows, last, with_markup) = (&self.rows, &self.last, self.with_markup);
        let known: Vec<(Arc<Parsed>, bool)> = files
            .par_iter()
            .enumerate()
            // One by one: a few long files are a good part of the work.
            .with_max_len(1)
            .map(|(at, file)| match last.at(at, file).or_else(|| find(rows, file)) {
                Some(parsed) => (parsed, true),
                None => (Arc::new(parse_one(file, lexicon, with_markup)), false),
            })
            .collect();
        let mut parsed = Vec::with_capacity(known.len());
        for (file, (result, is_known)) in files.iter().zip(known) {
            if !is_known {
                self.keep(file, &result);
            }
            parsed.push(result);
        }
        self.last = Last {
            files: Arc::clone(files),
            parsed: Arc::new(parsed),
        };
        Arc::clone(&self.last.parsed)
    }

    fn keep(&mut self, file: &SourceFile, parsed: &Arc<Parsed>) {
        let rows = self.rows.entry(file.path.clone()).or_default();
        let (file, parsed) = (file.clone(), Arc::clone(parsed));
        // Most files keep one result.
        rows.reserve_exact(1);
        rows.insert(0, MemoRow { file, parsed });
        // A series of broken texts must not displace the last good one.
        if rows.len() > MAX_RESULTS_PER_FILE {
            let good = (1..rows.len()).find(|at| !rows[*at].parsed.diagnostics.iter().any(Diagnostic::is_error));
            let good = good.unwrap_or(1);
            rows.swap(1, good);
            rows.truncate(MAX_RESULTS_PER_FILE);
        }
    }
}

impl ThemeMemo {
    /// Gives a theme, loaded again only when its files changed.
    pub(super) fn load(
        &mut self,
        files: &ThemeFiles,
        name: &str,
        (language, colours): (&str, ThemeColours),
    ) -> Result<Arc<Theme>, Vec<Diagnostic>> {
        let is_same = |row: &&ThemeRow| {
            row.name == name && row.language == language && row.colours == colours && row.files == *files
        };
        if let Some(row) = self.0.as_ref().filter(is_same) {
            return Ok(Arc::clone(&row.theme));
        }
        let theme = Arc::new(theme::load(files, name, language, colours)?);
        self.0 = Some(ThemeRow {
            name: name.to_owned(),
            language: language.to_owned(),
            files: files.clone(),
            colours,
            theme: Arc::clone(&theme),
        });
        Ok(theme)
    }
}

fn find(rows: &FxHashMap<RelPath, Vec<MemoRow>>, file: &SourceFile) -> Option<Arc<Parsed>> {
    let row = rows.get(&file.path)?.iter().find(|row| row.file.is_same(file))?;
    Some(Arc::clone(&row.parsed))
}

fn parse_one(file: &SourceFile, lexicon: &Lexicon, with_markup: bool) -> Parsed {
    let mut checked = parse(file, lexicon);
    if let Some(document) = &checked.value {
        acceptance_lines::add_of(document, &mut checked.diagnostics);
        match with_markup {
            true => document.shrink_markup(),
            false => document.drop_markup(),
        }
    }
    WithDiagnostics {
        value: checked.value.map(LinkUnit::new).map(Arc::new),
        diagnostics: checked.diagnostics,
    }
}
