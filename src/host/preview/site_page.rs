//! The pages of a compiled site as bytes: what is at an address, and what takes its place where it cannot be rendered.

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::base::html::escaped;
use crate::base::path::RelPath;
use crate::base::percent;
use crate::edition::{CompiledSite, HeldBackReason, RenderError};
use crate::host::preview::media_type::{HTML, media_type};
use crate::host::preview::page_renderer::{PageRenderer, SharedSite};
use crate::host::preview::reply::{Reply, ReplyBody};
use crate::host::preview::shown_state::ShownState;
use crate::host::report;
use crate::host::system::open_below;
use crate::messages::notice::PreviewText;

/// A page before the script is inserted: the bytes that are published, or the error of rendering it.
pub(super) struct Page {
    pub(super) status: u16,
    pub(super) media_type: Cow<'static, str>,
    pub(super) bytes: Vec<u8>,
    pub(super) ribbon: Option<HeldBackReason>,
    /// Whether it is a new page with errors.
    pub(super) is_unfinished: bool,
    /// The file of the document that it shows.
    pub(super) file: Option<RelPath>,
}

/// The result of looking up an address.
pub(super) enum Located {
    /// The position of a file.
    At(usize),
    /// The page has this address with a slash at the end: relative links need it.
    NeedsSlash(String),
    /// Nothing has the address.
    Nowhere,
}

/// Looks up an address of a site.
pub(super) fn locate(site: &CompiledSite, address: &str) -> Located {
    let folder = address.strip_suffix("index.html");
    let folder = folder.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    if let Some(position) = site.find(folder.unwrap_or(address)) {
        return Located::At(position);
    }
    match site.find(&format!("{address}/")) {
        Some(position) => Located::NeedsSlash(format!("/{}", percent::path(site.address_at(position)))),
        None => Located::Nowhere,
    }
}

/// A page or file of a trial, without the preview's script; `None` where the site has none at the address.
pub(super) fn trial_page(
    pages: &Pages<'_>,
    source: &Path,
    (trial, address): (&Arc<CompiledSite>, &str),
) -> Option<Reply> {
    let Located::At(position) = locate(trial, address) else {
        return None;
    };
    if let Some(path) = trial.copied_from(position) {
        let (file, length) = open_unlinked(source, path).ok()?;
        return Some(Reply {
            body: ReplyBody::File(file, length),
            ..Reply::bytes(200, media_type(path.as_str()), "")
        });
    }
    let page = pages.render(&SharedSite::Trial(Arc::clone(trial)), position, 200)?;
    Some(Reply::bytes(page.status, page.media_type, page.bytes))
}

/// Renders the pages of a state.
pub(super) struct Pages<'p> {
    /// What renders them.
    pub(super) renderer: &'p PageRenderer,
    /// The state.
    pub(super) state: &'p Arc<ShownState>,
}

impl Pages<'_> {
    /// Renders a page; where that fails, the page says why.
    pub(super) fn render(&self, shared: &SharedSite, position: usize, status: u16) -> Option<Page> {
        let site = shared.site()?;
        let page = match self.renderer.render(shared, site, position) {
            Ok(bytes) => Page {
                status,
                media_type: media_type(site.address_at(position)),
                bytes,
                ribbon: site.why_unpublished(position, self.state.disk.today),
                is_unfinished: matches!(shared, SharedSite::Unfinished(_)),
                file: site.file_at(position).cloned(),
            },
            Err(error) => Page {
                status: 500,
                media_type: HTML.into(),
                bytes: error_page(self.state, &error),
                ribbon: None,
                is_unfinished: false,
                file: None,
            },
        };
        Some(page)
    }

    /// Renders a page of the state's site.
    pub(super) fn shown(&self, position: usize, status: u16) -> Option<Page> {
        self.render(&SharedSite::Shown(Arc::clone(self.state)), position, status)
    }

    /// The page of a new file with errors.
    pub(super) fn unfinished(&self, address: &str) -> Option<Page> {
        let site = self.state.unfinished.as_ref()?;
        match locate(site, address) {
            Located::At(position) if site.file_at(position).is_some() => {
                self.render(&SharedSite::Unfinished(Arc::clone(self.state)), position, 200)
            }
            Located::At(_) | Located::NeedsSlash(_) | Located::Nowhere => None,
        }
    }

    /// The bytes of the page that a browser shows at an address; those of the 404 page where there is none.
    pub(super) fn at(&self, site: &CompiledSite, address: &str) -> Vec<u8> {
        let missing = || self.shown(site.not_found()?, 404);
        let page = match locate(site, address) {
            Located::At(position) => self.shown(position, 200),
            Located::NeedsSlash(_) => missing(),
            Located::Nowhere => self.unfinished(address).or_else(missing),
        };
        page.map(|page| page.bytes).unwrap_or_default()
    }
}

fn error_page(state: &ShownState, error: &RenderError) -> Vec<u8> {
    let words = match error {
        RenderError::Content(diagnostic) => report::one(&state.disk, diagnostic, state.style),
        RenderError::Sink(error) => error.to_string(),
    };
    plain_page(PreviewText::Failed.text(state.style.language), &words)
}

/// The page where the folder never had a usable theme.
pub(super) fn page_without_site(state: &ShownState) -> Vec<u8> {
    plain_page(PreviewText::Failed.text(state.style.language), &state.errors_in_words())
}

/// A page with a title and words as they are.
pub(super) fn plain_page(title: &str, words: &str) -> Vec<u8> {
    let (title, words) = (escaped(title), escaped(words));
    format!(
        "<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body>\n<h1>{title}</h1>\n<pre style=\"white-space: pre-wrap\">{words}</pre>\n</body>\n</html>\n"
    )
    .into_bytes()
}

/// Opens a file below a folder; gives its length too.
///
/// # Errors
/// A part of its path is a symbolic link, it is no file, or the system refuses.
pub(super) fn open_unlinked(source: &Path, path: &RelPath) -> io::Result<(File, u64)> {
    let file = open_below(source, path)?;
    let length = file.metadata()?.len();
    Ok((file, length))
}
