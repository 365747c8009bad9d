//! The window of the preview in which a document is imported, a corrected version takes the place of another, and the
//! head of a file is edited.
//!
//! Answers what the gate of the server let through. Keeps the sites of the last trials, so that a browser can show
//! their pages; everything else comes with each request.

use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::path::RelPath;
use crate::edition::{ImportChoices, ImportContent, ImportFailure, ImportSource, Imported, import};
use crate::host::atomic_write::{atomic_write, create_file, with_temporary_file};
use crate::host::pdf_text::{PDF_READER, pdf_text};
use crate::host::preview::page_renderer::PageRenderer;
use crate::host::preview::reply::{Reply, WINDOW_POLICY};
use crate::host::preview::request::{PostRoute, RequestTarget};
use crate::host::preview::shown_state::{ShownState, digest_of};
use crate::host::preview::site_page::{Pages, trial_page};
use crate::host::preview::window_page;
use crate::host::preview::window_problem::Problem;
use crate::host::preview::window_request::{
    Answer, PASTED, Posted, document_path, free_path, read_edited, with_changes,
};
use crate::host::preview::window_trials::{Images, Trials};
use crate::host::preview::window_view::{ImportFacts, SavedRow, TrialFile, document_rows, view};
use crate::host::system::open_below;
use crate::input::source::SourceFile;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::import_text::ImportProblem;
use crate::messages::window_text::WindowText;

/// The script and the style of the window.
const SCRIPT: &str = include_str!("window.js");
const STYLE: &str = include_str!("window.css");

/// The longest file whose head is edited.
const MAX_FILE: u64 = 32 << 20;

/// The window: its token, and what it keeps.
#[derive(Debug)]
pub(super) struct Window {
    source: PathBuf,
    renderer: PageRenderer,
    token: String,
    /// Whether the preview shows drafts.
    drafts: bool,
    trials: Mutex<Trials>,
    /// Held while a file is compared and written, so that of two saves one wins.
    writing: Mutex<()>,
}

impl Window {
    /// A window of a site's folder.
    pub(super) fn new(source: &Path, token: String, drafts: bool) -> Self {
        Window {
            source: source.to_owned(),
            renderer: PageRenderer::default(),
            token,
            drafts,
            trials: Mutex::default(),
            writing: Mutex::new(()),
        }
    }

    /// Answers a request without a body; `None` where nothing is at the address.
    pub(super) fn get(&self, state: &Arc<ShownState>, own: &str, target: &RequestTarget) -> Option<Reply> {
        let language = state.style.language;
        match own {
            "nhap" | "phan-dau" => Some(Reply {
                policy: WINDOW_POLICY,
                ..window_page::page(own, &self.token, language)
            }),
            "window.js" => Some(Reply::bytes(200, "text/javascript; charset=utf-8", SCRIPT)),
            "window.css" => Some(Reply::bytes(200, "text/css; charset=utf-8", STYLE)),
            "documents" => Some(Reply::json(200, &document_rows(state))),
            "head" => {
                let path = target.field("file").unwrap_or_default();
                Some(answered(self.head(state, &path), state))
            }
            _ => {
                let (number, address) = own.strip_prefix("trials/")?.split_once('/')?;
                let number = number.parse::<u64>().ok()?;
                let kept = self.trials().find(number)?;
                let pages = Pages {
                    renderer: &self.renderer,
                    state,
                };
                let image = || kept.image(kept.site.copied_from(kept.site.find(address)?)?);
                image().or_else(|| trial_page(&pages, &self.source, (&kept.site, address)))
            }
        }
    }

    /// Answers a request with a body.
    pub(super) fn post(&self, state: &ShownState, route: PostRoute, posted: &Posted<'_>) -> Reply {
        match route {
            PostRoute::Import => answered(self.import(state, posted), state),
            PostRoute::Trial => answered(self.trial(state, posted.body), state),
            PostRoute::Save => answered(self.save(state, posted.body), state),
        }
    }

    /// The head of a file that is there.
    fn head(&self, state: &ShownState, path: &str) -> Answer<Reply> {
        let path = document_path(path)?;
        let source = self.read(&path)?;
        let base = digest_of(source.as_bytes());
        let file = TrialFile {
            path: &path,
            source: &source,
            base: Some(base),
            pictures: None,
        };
        self.shown(state, &file, None)
    }

    /// Imports a document.
    fn import(&self, state: &ShownState, posted: &Posted<'_>) -> Answer<Reply> {
        let update = posted.update.as_deref().filter(|path| !path.is_empty());
        let update = update.map(document_path).transpose()?;
        let base = update.as_ref().map(|path| self.read(path)).transpose()?;
        if let (Some(path), Some(text)) = (&update, &base) {
            // What was saved a moment ago may not be read yet: its words would be lost.
            let now = SourceFile::decode(path.clone(), text.as_bytes());
            if state.disk.text_of(path) != Some(&*now.text) {
                return Err(Problem::about(409, WindowText::ChangedMeanwhile, path.as_str()));
            }
        }
        let choices = ImportChoices {
            update,
            ..ImportChoices::default()
        };
        let imported = self
            .imported(state, posted, &choices)
            .map_err(|failure| match failure {
                ImportFailure::Problem(problem) => Problem::import(&problem),
                ImportFailure::Held(path) => Problem::held(&path),
                ImportFailure::NoFile(path) => Problem::about(404, WindowText::NoDocument, path.as_str()),
                ImportFailure::NoKind(_) => Problem::plain(400, WindowText::BadRequest),
            })?;
        let file = TrialFile {
            path: &imported.path,
            source: &imported.text,
            base: base.map(|text| digest_of(text.as_bytes())),
            pictures: self.trials().keep_images(&Arc::new(imported.images.clone())),
        };
        let facts = ImportFacts::of(&imported);
        self.shown(state, &file, Some(facts))
    }

    fn imported(
        &self,
        state: &ShownState,
        posted: &Posted<'_>,
        choices: &ImportChoices,
    ) -> Result<Imported, ImportFailure> {
        let text = match posted.body.starts_with(b"%PDF") {
            true => Some(pdf_of(posted.body).map_err(ImportFailure::Problem)?),
            false => None,
        };
        let source = ImportSource {
            name: &posted.name,
            content: match &text {
                Some(text) => ImportContent::PdfText(text),
                None => ImportContent::Bytes(posted.body),
            },
        };
        let imported = import(&state.disk, source, choices);
        let Err(ImportFailure::Held(path)) = &imported else {
            return imported;
        };
        // Two pastes without a number and a title are two documents.
        match choices.update.is_none() && path.stem() == PASTED {
            true => {
                let to = free_path(state, path);
                import(&state.disk, source, &ImportChoices { to, ..choices.clone() })
            }
            false => imported,
        }
    }

    /// A file as it would be with edits of its head.
    fn trial(&self, state: &ShownState, body: &[u8]) -> Answer<Reply> {
        let (path, edited) = read_edited(body)?;
        let source = with_changes(&path, &edited)?;
        let file = TrialFile {
            path: &path,
            source: &source,
            base: edited.base,
            pictures: edited.pictures,
        };
        self.shown(state, &file, None)
    }

    /// The form, the findings and the page of a file.
    fn shown(&self, state: &ShownState, file: &TrialFile<'_>, facts: Option<ImportFacts>) -> Answer<Reply> {
        let images = self.images(file.path, file.pictures)?;
        let (trial, number) = self.trials().compile(state, (file.path, file.source), &images);
        let address = trial.address.as_deref();
        let page = address.map(|address| format!("/_congbo/trials/{number}/{}", address.trim_start_matches('/')));
        Ok(Reply::json(200, &view(state, file, (&trial, page), facts)))
    }

    /// The pictures of the import that a file comes from.
    fn images(&self, path: &RelPath, number: Option<u64>) -> Answer<Images> {
        let Some(number) = number else {
            return Ok(Images::default());
        };
        let kept = self.trials().images(number);
        kept.ok_or_else(|| Problem::about(409, WindowText::PicturesGone, path.as_str()))
    }

    /// Writes a file.
    fn save(&self, state: &ShownState, body: &[u8]) -> Answer<Reply> {
        let (path, mut edited) = read_edited(body)?;
        if let Some(publish) = edited.publish {
            let value = if publish { Vec::new() } else { vec!["có".to_owned()] };
            edited.changes.push(("bản nháp".to_owned(), value));
        }
        let text = with_changes(&path, &edited)?;
        let images = self.images(&path, edited.pictures)?;
        let (trial, number) = self.trials().compile(state, (&path, &text), &images);
        if edited.publish == Some(true) && trial.diagnostics.iter().any(Diagnostic::is_error) {
            return Err(Problem::plain(422, WindowText::HasErrors));
        }
        let _one = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.check_base(&path, edited.base.as_deref())?;
        for image in images.iter().filter(|image| !image.is_held) {
            let written = create_file(&self.source, &image.path, &image.bytes);
            written.map_err(|error| failed_write(&image.path, &error))?;
        }
        let written = match &edited.base {
            None => create_file(&self.source, &path, text.as_bytes()),
            Some(_) => atomic_write(&self.source, &path, text.as_bytes()),
        };
        written.map_err(|error| failed_write(&path, &error))?;
        // What is held back has no page in a preview without drafts: its trial shows it.
        let is_shown = self.drafts || !trial.is_held_back;
        let address = trial.address.map(|address| match is_shown {
            true => address,
            false => format!("_congbo/trials/{number}/{}", address.trim_start_matches('/')),
        });
        Ok(Reply::json(200, &SavedRow::new(&path, &text, address)))
    }

    /// Checks that the file is the one that was opened, or that there is none yet.
    fn check_base(&self, path: &RelPath, base: Option<&str>) -> Answer<()> {
        match base {
            None if self.source.join(path.as_str()).symlink_metadata().is_ok() => {
                Err(Problem::about(409, WindowText::Taken, path.as_str()))
            }
            Some(base) if digest_of(self.read(path)?.as_bytes()) != base => {
                Err(Problem::about(409, WindowText::ChangedMeanwhile, path.as_str()))
            }
            None | Some(_) => Ok(()),
        }
    }

    /// The text of a file of the site, without following a link.
    fn read(&self, path: &RelPath) -> Answer<String> {
        let mut text = String::new();
        let read = open_below(&self.source, path).and_then(|file| file.take(MAX_FILE + 1).read_to_string(&mut text));
        match read {
            Ok(length) if length as u64 > MAX_FILE => Err(Problem::plain(413, WindowText::TooLarge)),
            Ok(_) => Ok(text),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                Err(Problem::plain(422, WindowText::UnreadableHead))
            }
            Err(_) => Err(Problem::about(404, WindowText::NoDocument, path.as_str())),
        }
    }

    fn trials(&self) -> MutexGuard<'_, Trials> {
        self.trials.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn failed_write(path: &RelPath, error: &io::Error) -> Problem {
    match error.kind() {
        ErrorKind::AlreadyExists => Problem::about(409, WindowText::Taken, path.as_str()),
        _ => Problem::not_written(path, error),
    }
}

fn answered(answer: Answer<Reply>, state: &ShownState) -> Reply {
    answer.unwrap_or_else(|problem| problem.reply(state.style.language))
}

/// The text of a .pdf file, which its reader takes from the disk.
fn pdf_of(bytes: &[u8]) -> Result<String, ImportProblem> {
    let read = with_temporary_file(bytes, |file| pdf_text(PDF_READER, file));
    read.map_err(|error| ImportProblem::PdfReader(error.to_string()))?
}
