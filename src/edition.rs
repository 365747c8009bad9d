//! A snapshot becomes an edition: what the host sees of a site.
//!
//! Everything before this line of the import order works on values; the host only loads a snapshot,
//! asks for an edition, and takes the bytes of its pages.

pub mod citation_list;
mod last_good;
mod memo;
pub mod page_queries;

use std::collections::HashSet;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::order::VietnameseOrder;
use crate::base::path::RelPath;
use crate::input::front_matter::address_lock::{self, AddressLock};
use crate::input::front_matter::vocabulary::{self, Vocabulary};
use crate::input::snapshot::Snapshot;
use crate::input::source::SourceFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place, sort};
use crate::messages::phrase::Phrase;
use crate::model::build_index::{IndexInput, build_index};
use crate::model::excluded::Excluded;
use crate::model::{collections, linker, suppressions};
use crate::output::mention_targets::leads;
use crate::output::render::{RenderCache, render};
use crate::output::theme::Theme;
use crate::site::plan::{self, Site, Surroundings};
use crate::site::route::Route;
use crate::site::{lost_urls, published_urls};

pub use citation_list::{CitedDocument, citations};
pub use last_good::{LastGood, Shown};
pub use memo::Memo;
pub use page_queries::{HeldBack, Why};

pub use crate::input::front_matter::fields::nearest as nearest_name;
pub use crate::input::front_matter::site_config::is_web_address;
pub use crate::output::mention_targets::MentionTarget;
pub use crate::output::render::RenderError;
pub use crate::site::route::Class;

/// What a person may ask of an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Publish drafts and what `đăng từ` holds back.
    pub drafts: bool,
    /// The address of the site, over that of site.yaml.
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

/// What came of a snapshot: an edition unless something is in error, and all findings.
#[derive(Debug)]
pub struct Outcome {
    /// The site, ready to render; `None` where a finding is an error.
    pub edition: Option<CompiledSite>,
    /// All findings, sorted by file and place.
    pub findings: Vec<Diagnostic>,
    /// The language that site.yaml names.
    pub language: Option<String>,
    /// How long each stage took.
    pub timings: Vec<Timing>,
}

/// A site with its theme, ready to render any page.
#[derive(Debug)]
pub struct CompiledSite {
    site: Site,
    theme: Arc<Theme>,
    cache: RenderCache,
    lock: AddressLock,
    held_back: Vec<HeldBack>,
}

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFile {
    /// Path from the top of the output, with `/` between its parts.
    pub path: String,
    /// When it is put into place.
    pub class: Class,
    /// The file of the source folder that is copied, for attachments.
    pub copied_from: Option<RelPath>,
}

/// Makes an edition of a snapshot.
pub fn compile(snapshot: &Snapshot, options: &Options) -> Outcome {
    let mut outcome = compile_lenient(snapshot, options, &mut Memo::with_markup());
    if outcome.findings.iter().any(Diagnostic::is_error) {
        outcome.edition = None;
    }
    outcome
}

/// Makes an edition even where something is in error, as long as there is a theme; a memo spares parsing again.
fn compile_lenient(snapshot: &Snapshot, options: &Options, memo: &mut Memo) -> Outcome {
    let mut clock = Clock::start();
    let mut findings = snapshot.findings.clone();
    let vocabulary = memo.vocabulary(snapshot, options.base_url.as_deref(), &mut findings);
    let language = vocabulary.site.language.clone();
    let (objects, held_back) = parse_all(snapshot, &vocabulary, options, memo, &mut findings);
    let documents = objects.documents.clone();
    clock.lap("parse");
    let lock = address_lock(snapshot, &mut findings);
    let theme = load_theme(snapshot, &vocabulary, memo, &mut findings);
    let statics = theme
        .as_ref()
        .map(|theme| theme.statics.iter().map(|(name, _)| name.as_str()).collect());
    clock.lap("theme");
    let site = link(
        snapshot,
        objects,
        vocabulary,
        (statics.unwrap_or_default(), lock.authority.as_deref()),
        &mut findings,
        &mut clock,
    );
    findings.extend(lost_urls::check(&site, &lock.pages));
    suppressions::apply(&documents, &mut findings);
    sort(&mut findings);
    clock.lap("check");
    let edition = theme.map(|theme| {
        let cache = RenderCache::new(&site, &theme);
        CompiledSite {
            site,
            theme,
            cache,
            lock,
            held_back,
        }
    });
    clock.lap("prepare");
    Outcome {
        edition,
        findings,
        language,
        timings: clock.laps,
    }
}

fn address_lock(snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) -> AddressLock {
    let file = snapshot.addresses.as_ref();
    file.map_or_else(AddressLock::default, |file| address_lock::read(file, findings))
}

/// The language that a site.yaml names.
pub fn site_config_language(file: &SourceFile) -> Option<String> {
    vocabulary::read(Some(file), None, None).value.site.language
}

struct Clock {
    since: Instant,
    laps: Vec<Timing>,
}

impl Clock {
    fn start() -> Self {
        Clock {
            since: Instant::now(),
            laps: Vec::new(),
        }
    }

    fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.laps.push(Timing {
            stage,
            time: now - self.since,
        });
        self.since = now;
    }
}

/// Parses every file; drafts and what is to appear later are left out unless asked for.
fn parse_all(
    snapshot: &Snapshot,
    vocabulary: &Vocabulary,
    options: &Options,
    memo: &mut Memo,
    findings: &mut Vec<Diagnostic>,
) -> (IndexInput, Vec<HeldBack>) {
    if snapshot.documents.is_empty() && snapshot.findings.is_empty() {
        let path = RelPath::new("content").expect("a constant path");
        findings.push(Diagnostic::new(Code::NoContent, Place::file(&path)));
    }
    let parsed = memo.parse(&snapshot.documents, &vocabulary.lexicon);
    let mut documents = Vec::with_capacity(parsed.len());
    let mut excluded = Excluded::default();
    let mut held_back = Vec::new();
    for (file, checked) in snapshot.documents.iter().zip(parsed.iter()) {
        if snapshot.left_out.contains(&file.path) {
            excluded.mark_unreadable(&file.path);
            continue;
        }
        let why = checked
            .value
            .as_ref()
            .and_then(|document| Why::of(document, snapshot.today));
        match (&checked.value, why.filter(|_| !options.drafts)) {
            (Some(document), Some(why)) => {
                excluded.mark_unpublished(document);
                held_back.push(HeldBack::new(document, why));
            }
            (Some(document), None) => {
                findings.extend_from_slice(&checked.findings);
                documents.push(Arc::clone(document));
            }
            (None, _) => {
                findings.extend_from_slice(&checked.findings);
                excluded.mark_unreadable(&file.path);
            }
        }
    }
    let objects = IndexInput {
        documents,
        excluded,
        attachments: snapshot.attachments.clone(),
    };
    (objects, held_back)
}

fn load_theme(
    snapshot: &Snapshot,
    vocabulary: &Vocabulary,
    memo: &mut Memo,
    findings: &mut Vec<Diagnostic>,
) -> Option<Arc<Theme>> {
    let config = &vocabulary.site;
    let name = config.theme.as_ref().map_or("default", |theme| theme.value.as_str());
    let prefix = format!("{name}/");
    let exists = name == "default" || snapshot.themes.keys().any(|path| path.starts_with(&prefix));
    if let (false, Some(written), Some(file)) = (exists, &config.theme, &vocabulary.site_file) {
        let text = snapshot.text_of(&file.0).unwrap_or("");
        let finding = vocabulary::finding(file, text, &written.at, Code::UnknownTheme);
        findings.push(finding.with("value", name));
        return None;
    }
    let language = config
        .language
        .as_deref()
        .filter(|language| *language == "en")
        .unwrap_or("vi");
    match memo.theme(&snapshot.themes, name, language) {
        Ok(theme) => Some(theme),
        Err(found) => {
            findings.extend(found);
            None
        }
    }
}

fn link(
    snapshot: &Snapshot,
    objects: IndexInput,
    vocabulary: Arc<Vocabulary>,
    (statics, authority): (Vec<&str>, Option<&str>),
    findings: &mut Vec<Diagnostic>,
    clock: &mut Clock,
) -> Site {
    let text_of = |path: &RelPath| snapshot.text_of(path).unwrap_or("").to_owned();
    let assembled = build_index(objects, Arc::clone(&vocabulary), &text_of);
    findings.extend(assembled.findings);
    let register = assembled.value;
    clock.lap("assemble");
    let order = VietnameseOrder::new();
    let (linked, collections) = rayon::join(|| linker::link(&register), || collections::arrange(&register, &order));
    findings.extend(linked.findings);
    clock.lap("link");
    let surroundings = Surroundings {
        statics: &statics,
        texts: &text_of,
        authority,
    };
    let planned = plan::plan(register, linked.value, collections, order, &surroundings);
    findings.extend(planned.findings);
    check_programme(snapshot, &vocabulary, &planned.value, findings);
    clock.lap("plan");
    planned.value
}

/// The programme that site.yaml names must be one of the documents.
fn check_programme(snapshot: &Snapshot, vocabulary: &Vocabulary, site: &Site, findings: &mut Vec<Diagnostic>) {
    let (Some(named), Some(file)) = (&vocabulary.site.programme, &vocabulary.site_file) else {
        return;
    };
    if site.programme.is_none() && !site.register.entries.is_empty() {
        let text = snapshot.text_of(&file.0).unwrap_or("");
        let finding = vocabulary::finding(file, text, &named.at, Code::UnknownDocument);
        let help = Phrase::WriteReference;
        findings.push(finding.with("value", &named.value).with("help", help));
    }
}

impl CompiledSite {
    /// Every file of the output, in order of address.
    pub fn files(&self) -> Vec<PageFile> {
        let file = |(address, route): &(crate::site::address::SiteAddress, Route)| PageFile {
            path: address.output_path(),
            class: route.traits().class,
            copied_from: match route {
                Route::Attachment(position) => Some(self.site.register.attachments[*position].path.clone()),
                _ => None,
            },
        };
        self.site.routes.iter().map(file).collect()
    }

    /// The text of `content/addresses.lock` as it should be: what was published and still leads somewhere, and
    /// every address of today; with it the number of addresses, and of new ones.
    pub fn addresses(&self) -> (String, usize, usize) {
        let rows = published_urls::addresses(&self.site, &self.lock.pages);
        let known: HashSet<&str> = self.lock.pages.iter().map(|row| row.page.address.as_str()).collect();
        let added = rows.iter().filter(|row| !known.contains(row.address.as_str())).count();
        let count = rows.len();
        (address_lock::write(rows, &self.site.authority), count, added)
    }

    /// Published words that stand under another number now.
    pub fn moved_words(&self) -> Vec<Diagnostic> {
        lost_urls::words_that_moved(&self.site, &self.lock.pages)
    }

    /// The number of documents with a file.
    pub fn documents(&self) -> usize {
        self.site.register.entries.len()
    }

    /// Where each mention of a file leads, in the order of its parsed table, and of a name the bytes of its words that
    /// belong to it; `None` for a file that made no document.
    pub fn leads(&self, file: &RelPath) -> Option<Vec<(MentionTarget, Option<usize>)>> {
        let index = self.site.register.with_file(file)?;
        Some(leads(&self.site, self.cache.keys(&self.site), index))
    }

    /// Renders the file at a position of [`CompiledSite::files`]; attachments make no bytes.
    ///
    /// # Errors
    /// A finding about content or theme, or the failure of the sink.
    pub fn render(&self, position: usize, out: &mut dyn Write) -> Result<(), RenderError> {
        let (address, route) = &self.site.routes[position];
        render(&self.site, &self.theme, &self.cache, (address, *route), out)
    }
}
