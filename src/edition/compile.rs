//! Compiles a snapshot into a site: parses, links, plans, and collects every diagnostic on the way.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::order::VietnameseOrder;
use crate::base::path::RelPath;
use crate::edition::compiled_site::CompiledSite;
use crate::edition::consequences;
use crate::edition::held_back::{HeldBack, HeldBackReason};
use crate::edition::memo::{FileMemo, Memo, ThemeMemo};
use crate::edition::page_fragments;
use crate::edition::upgrade;
use crate::input::front_matter::address_lock::{self, AddressLock};
use crate::input::front_matter::site_config::read_site;
use crate::input::front_matter::vocabulary::{self, Vocabulary};
use crate::input::redirects_file;
use crate::input::snapshot::Snapshot;
use crate::input::source::SourceFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place, WithDiagnostics, sort};
use crate::model::build_index::{IndexInput, build_index};
use crate::model::excluded::Excluded;
use crate::model::{acceptance_lines, collections, linker, suppressions};
use crate::output::theme::Theme;
use crate::output::theme_findings;
use crate::site::plan::{self, PlanInputs};
use crate::site::planned_site::Site;
use crate::site::{lost_urls, settings_links, unlisted_urls};

/// The choices that a person has for a compilation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether to publish drafts and documents that `đăng từ` (publish from) holds back.
    pub drafts: bool,
    /// The base URL of the site; it overrides that of site.yaml.
    pub base_url: Option<String>,
}

/// How long a stage took.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// Name of the stage.
    pub stage: &'static str,
    /// Wall time.
    pub time: Duration,
}

/// The result of compiling a snapshot: a site unless there is an error, and all diagnostics.
#[derive(Debug)]
pub struct Outcome {
    /// The site, ready to render; `None` where a diagnostic is an error.
    pub site: Option<CompiledSite>,
    /// All diagnostics, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The documents that are not published yet.
    pub(crate) held_back: Vec<HeldBack>,
    /// The attachments that only those documents refer to.
    pub(crate) held_back_files: Vec<RelPath>,
    /// The language that site.yaml names.
    pub language: Option<String>,
    /// How long each stage took.
    pub timings: Vec<Timing>,
}

/// Compiles a snapshot; gives no site where there is an error.
pub fn compile(snapshot: &Snapshot, options: &Options) -> Outcome {
    let mut outcome = compile_all(snapshot, options, &mut Memo::with_markup());
    if outcome.diagnostics.iter().any(Diagnostic::is_error) {
        outcome.site = None;
    }
    outcome
}

/// Compiles a snapshot with every diagnostic of [`compile`]; gives a site in spite of errors, as [`compile_lenient`] does.
pub(super) fn compile_all(snapshot: &Snapshot, options: &Options, memo: &mut Memo) -> Outcome {
    let mut outcome = compile_lenient(snapshot, options, memo);
    report_strays(snapshot, &mut outcome);
    outcome
}

/// Adds what lies beside the content. The preview does not: an editor's own backup files come and go with each save.
fn report_strays(snapshot: &Snapshot, outcome: &mut Outcome) {
    let Some(site) = &outcome.site else { return };
    let wanted: HashSet<RelPath> = outcome
        .held_back
        .iter()
        .flat_map(|one| one.files.iter().cloned())
        .collect();
    let has_errors = outcome.diagnostics.iter().any(Diagnostic::is_error);
    let (found, held_back) = site.stray_files(&snapshot.strays, &wanted, has_errors);
    outcome.diagnostics.extend(found);
    outcome.held_back_files = held_back;
    sort(&mut outcome.diagnostics);
}

/// Compiles a snapshot; gives a site in spite of errors, as long as there is a theme. The memo holds parsed files, so
/// that they are not parsed again.
pub(super) fn compile_lenient(snapshot: &Snapshot, options: &Options, memo: &mut Memo) -> Outcome {
    let mut clock = Clock::start();
    let mut diagnostics = snapshot.diagnostics.clone();
    let vocabulary = memo.vocabulary(snapshot, options.base_url.as_deref(), &mut diagnostics);
    let language = vocabulary.site.language.clone();
    let Memo { files, theme, .. } = memo;
    let (parsed, theme) = rayon::join(
        || parse_all(snapshot, &vocabulary, options, files),
        || load_theme(snapshot, &vocabulary, theme),
    );
    diagnostics.extend(parsed.diagnostics);
    diagnostics.extend(theme.diagnostics);
    let ((units, held_back), theme) = (parsed.value, theme.value);
    let documents = units.documents.clone();
    clock.lap("parse+theme");
    let lock = snapshot.addresses.as_ref();
    let lock = lock
        .map(|file| address_lock::read(file, &mut diagnostics))
        .unwrap_or_default();
    let statics = theme.iter().flat_map(|theme| &theme.statics);
    let statics = statics.map(|(name, _)| name.as_str()).collect();
    let site = link(
        snapshot,
        (units, options.drafts),
        vocabulary,
        (statics, &lock),
        &mut diagnostics,
        &mut clock,
    );
    let in_error = consequences::files_in_error(&diagnostics);
    diagnostics.extend(lost_urls::check(&site, &lock.pages, &in_error));
    diagnostics.extend(theme.iter().flat_map(|theme| page_fragments::check(&site, theme)));
    suppressions::apply(&documents, &mut diagnostics);
    consequences::leave_out(&mut diagnostics);
    if !options.drafts && !diagnostics.iter().any(Diagnostic::is_error) {
        let listed = snapshot.addresses.as_ref().map(|_| lock.pages.as_slice());
        diagnostics.extend(unlisted_urls::check(&site, listed, snapshot.redirects.is_some()));
    }
    acceptance_lines::add(documents.iter().map(|unit| &***unit), &mut diagnostics);
    sort(&mut diagnostics);
    clock.lap("check");
    let site = theme.map(|theme| CompiledSite::new(site, theme, lock, held_back.clone()));
    clock.lap("prepare");
    Outcome {
        site,
        diagnostics,
        held_back,
        held_back_files: Vec::new(),
        language,
        timings: clock.laps,
    }
}

/// The language that a site.yaml names.
pub(crate) fn site_config_language(file: &SourceFile) -> Option<String> {
    read_site(Some(file), &mut Vec::new()).0.language
}

struct Clock {
    since: Instant,
    laps: Vec<Timing>,
}

#[expect(
    clippy::disallowed_methods,
    reason = "`--timings` is a report of the run and reaches no page"
)]
impl Clock {
    fn start() -> Self {
        Clock {
            since: Instant::now(),
            laps: Vec::new(),
        }
    }

    fn lap(&mut self, stage: &'static str) {
        let time = self.since.elapsed();
        self.laps.push(Timing { stage, time });
        self.since += time;
    }
}

/// Parses every file. Leaves out drafts and documents to be published later, unless the options include them.
fn parse_all(
    snapshot: &Snapshot,
    vocabulary: &Vocabulary,
    options: &Options,
    memo: &mut FileMemo,
) -> WithDiagnostics<(IndexInput, Vec<HeldBack>)> {
    let mut diagnostics = check_content(snapshot);
    let parsed = memo.parse(&snapshot.documents, &vocabulary.lexicon);
    let mut documents = Vec::with_capacity(parsed.len());
    let mut excluded = Excluded::default();
    let mut held_back = Vec::new();
    for (file, checked) in snapshot.documents.iter().zip(parsed.iter()) {
        if snapshot.left_out.contains(&file.path) {
            excluded.mark_unreadable(&file.path);
            continue;
        }
        let document = checked.value.as_ref();
        let why = document.and_then(|document| HeldBackReason::of(document, snapshot.today));
        match (document, why.filter(|_| !options.drafts)) {
            (Some(document), Some(why)) => {
                excluded.mark_unpublished(document);
                held_back.push(HeldBack::new(document, why));
            }
            (Some(document), None) => {
                diagnostics.extend_from_slice(&checked.diagnostics);
                documents.push(Arc::clone(document));
            }
            (None, _) => {
                diagnostics.extend_from_slice(&checked.diagnostics);
                excluded.mark_unreadable(&file.path);
            }
        }
    }
    let units = IndexInput {
        documents,
        excluded,
        attachments: snapshot.attachments.clone(),
    };
    WithDiagnostics {
        value: (units, held_back),
        diagnostics,
    }
}

/// Reports a folder without any document.
fn check_content(snapshot: &Snapshot) -> Vec<Diagnostic> {
    if snapshot.documents.is_empty() && snapshot.diagnostics.is_empty() {
        let path = RelPath::new("content").expect("a constant path");
        return vec![Diagnostic::new(Code::NoContent, Place::file(&path))];
    }
    Vec::new()
}

fn load_theme(
    snapshot: &Snapshot,
    vocabulary: &Vocabulary,
    memo: &mut ThemeMemo,
) -> WithDiagnostics<Option<Arc<Theme>>> {
    let config = &vocabulary.site;
    let name = config.theme.as_ref().map_or("default", |theme| theme.value.as_str());
    let prefix = format!("{name}/");
    let exists = name == "default" || snapshot.themes.keys().any(|path| path.starts_with(&prefix));
    if let (false, Some(written), Some(file)) = (exists, &config.theme, &vocabulary.site_file) {
        let text = snapshot.text_of(&file.0).unwrap_or("");
        let diagnostic = vocabulary::diagnostic(file, text, &written.at, Code::UnknownTheme);
        return WithDiagnostics {
            value: None,
            diagnostics: vec![diagnostic.with("value", name)],
        };
    }
    let language = match config.language.as_deref() {
        Some("en") => "en",
        _ => "vi",
    };
    let mut diagnostics = theme_findings::find(&snapshot.themes, name);
    let loaded = memo.load(&snapshot.themes, name, (language, config.look.colours));
    WithDiagnostics {
        value: loaded.map_err(|found| diagnostics.extend(found)).ok(),
        diagnostics,
    }
}

fn link(
    snapshot: &Snapshot,
    (units, with_drafts): (IndexInput, bool),
    vocabulary: Arc<Vocabulary>,
    (statics, lock): (Vec<&str>, &AddressLock),
    diagnostics: &mut Vec<Diagnostic>,
    clock: &mut Clock,
) -> Site {
    let text_of = |path: &RelPath| snapshot.text_of(path).unwrap_or("").to_owned();
    let assembled = build_index(units, Arc::clone(&vocabulary), &text_of);
    diagnostics.extend(assembled.diagnostics);
    let documents = assembled.value;
    clock.lap("assemble");
    let order = VietnameseOrder::new();
    let (linked, collections) = rayon::join(|| linker::link(&documents), || collections::arrange(&documents, &order));
    diagnostics.extend(linked.diagnostics);
    clock.lap("link");
    let redirects = snapshot.redirects.as_ref();
    let redirects = redirects.map_or_else(Vec::new, |file| redirects_file::read(file, diagnostics));
    let theme = vocabulary
        .site
        .theme
        .as_ref()
        .map_or("default", |theme| theme.value.as_str());
    let theme_file = |name: &str| {
        let inner = format!("{theme}/static/{name}");
        let is_own = snapshot.themes.contains_key(&inner);
        is_own.then(|| RelPath::new(&format!("themes/{inner}"))).flatten()
    };
    let inputs = PlanInputs {
        statics: &statics,
        theme_file: &theme_file,
        texts: &text_of,
        lock,
        redirects: &redirects,
        with_drafts,
    };
    let planned = plan::plan(documents, linked.value, collections, order, &inputs);
    diagnostics.extend(planned.diagnostics);
    check_contact(&vocabulary, &planned.value, diagnostics);
    diagnostics.extend(settings_links::check(&planned.value, &text_of));
    if let Some(file) = &snapshot.addresses {
        diagnostics.extend(upgrade::check(file, lock));
    }
    clock.lap("plan");
    planned.value
}

/// Reports a site with a programme but without a contact.
fn check_contact(vocabulary: &Vocabulary, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = &vocabulary.site_file else { return };
    if site.programmes.newest().is_some() && vocabulary.site.contact.is_none() {
        diagnostics.push(Diagnostic::new(Code::NoContact, Place::file(&file.0)));
    }
}
