//! Answers a request from the shown state. Addresses are looked up in the compiled site; the only path that is ever
//! joined to a folder is that of an attachment which the site knows.

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use crate::base::html::escaped;
use crate::base::path::RelPath;
use crate::base::percent;
use crate::edition::{CompiledSite, HeldBack, HeldBackReason, RenderError};
use crate::host::preview::media_type::{HTML, media_type};
use crate::host::preview::page_renderer::PageRenderer;
use crate::host::preview::request::{OWN_PREFIX, RequestTarget, parse_target};
use crate::host::preview::shown_state::{ShownState, digest_of};
use crate::host::report;
use crate::host::system::open_below;
use crate::messages::catalogue::fill;
use crate::messages::code::Code;
use crate::messages::explanation;
use crate::messages::notice::PreviewText;

/// The script that pages load in the preview, but not when published.
const SCRIPT: &str = include_str!("page.js");

/// Answers requests; holds the options that answers depend on besides the state.
#[derive(Clone, Debug)]
pub(super) struct Router {
    /// The folder that holds `content/`.
    pub(super) source: PathBuf,
    /// Whether line numbers link to the editor.
    pub(super) editor: bool,
    renderer: PageRenderer,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) media_type: Cow<'static, str>,
    pub(super) body: ReplyBody,
    /// Where to go instead.
    pub(super) location: Option<String>,
}

/// The bytes of an answer.
#[derive(Debug)]
pub(super) enum ReplyBody {
    /// Bytes in memory.
    Bytes(Vec<u8>),
    /// A file to copy, and its length in bytes.
    File(File, u64),
}

impl Reply {
    fn bytes(status: u16, media_type: impl Into<Cow<'static, str>>, bytes: impl Into<Vec<u8>>) -> Self {
        Reply {
            status,
            media_type: media_type.into(),
            body: ReplyBody::Bytes(bytes.into()),
            location: None,
        }
    }

    fn json(value: &impl Serialize) -> Self {
        let text = serde_json::to_vec(value).expect("texts and numbers always serialize");
        Reply::bytes(200, "application/json", text)
    }
}

/// The media type of plain text.
const TEXT: &str = "text/plain; charset=utf-8";

fn not_found() -> Reply {
    Reply::bytes(404, TEXT, "404 Not Found\n")
}

/// A page before the script is inserted: the bytes that are published, or the error of rendering it.
struct Page {
    status: u16,
    media_type: Cow<'static, str>,
    bytes: Vec<u8>,
    ribbon: Option<HeldBackReason>,
}

impl Router {
    /// A router for the pages of a source folder.
    pub(super) fn new(source: &Path, editor: bool) -> Self {
        Router {
            source: source.canonicalize().unwrap_or_else(|_| source.to_owned()),
            editor,
            renderer: PageRenderer::default(),
        }
    }

    /// Answers a valid request.
    pub(super) fn reply(&self, state: &Arc<ShownState>, target: &RequestTarget) -> Reply {
        if let Some(own) = target.path.strip_prefix(OWN_PREFIX) {
            return self.own_address(state, own, target);
        }
        let Some(site) = &state.site else {
            return Reply::bytes(503, HTML, self.with_script(state, &page_without_site(state), None));
        };
        match locate(site, &target.path) {
            Located::At(position) => match site.copied_from(position) {
                Some(path) => self.attachment(state, site, path),
                None => self.reply_with(state, self.page(state, site, (position, 200))),
            },
            Located::NeedsSlash(location) => Reply {
                location: Some(with_query(location, &target.query)),
                ..Reply::bytes(302, TEXT, "302 Found\n")
            },
            Located::Nowhere => self.missing(state, site),
        }
    }

    /// Answers a request for one of the preview's own addresses.
    fn own_address(&self, state: &Arc<ShownState>, own: &str, target: &RequestTarget) -> Reply {
        let page = || target.field("page").and_then(|page| Some(parse_target(&page)?.path));
        match (own, &state.site) {
            ("preview.js", _) => Reply::bytes(200, "text/javascript; charset=utf-8", SCRIPT),
            ("warnings", _) => Reply::json(&state.warning_rows()),
            ("explain", _) => target
                .field("code")
                .and_then(|code| Code::from_name(&code))
                .map_or_else(not_found, |code| Reply::bytes(200, HTML, explanation_page(state, code))),
            ("page", site) => {
                let shown = site.as_ref().zip(page());
                let shown = shown.map(|(site, address)| self.page_at(state, site, &address));
                let digest = digest_of(&shown.unwrap_or_else(|| page_without_site(state)));
                Reply::json(&json!({ "digest": digest, "revision": state.revision }))
            }
            ("held-back", Some(site)) => {
                let row = |row| held_back_row(state, row);
                Reply::json(&site.held_back().iter().map(row).collect::<Vec<_>>())
            }
            ("lines", Some(site)) if self.editor => Reply::json(&self.lines(site, page())),
            _ => not_found(),
        }
    }

    fn lines(&self, site: &CompiledSite, address: Option<String>) -> Option<LinesRow> {
        let Located::At(position) = locate(site, &address?) else {
            return None;
        };
        let (path, places) = site.lines(position)?;
        let file = self.source.join(path.as_str());
        let file = file.to_string_lossy().replace('\\', "/");
        Some(LinesRow {
            path: path.to_string(),
            url: format!("vscode://file/{}", percent::path(file.trim_start_matches('/'))),
            places,
        })
    }

    /// Sends an attachment; never through a symbolic link that was made after the folder was read.
    fn attachment(&self, state: &Arc<ShownState>, site: &CompiledSite, path: &RelPath) -> Reply {
        match open_unlinked(&self.source, path) {
            Ok((file, length)) => Reply {
                body: ReplyBody::File(file, length),
                ..Reply::bytes(200, media_type(path.as_str()), "")
            },
            Err(_) => self.missing(state, site),
        }
    }

    fn missing(&self, state: &Arc<ShownState>, site: &CompiledSite) -> Reply {
        let page = site.not_found().map(|position| self.page(state, site, (position, 404)));
        page.map_or_else(not_found, |page| self.reply_with(state, page))
    }

    /// The bytes of the page that a browser shows at an address; those of the 404 page where there is none.
    fn page_at(&self, state: &Arc<ShownState>, site: &CompiledSite, address: &str) -> Vec<u8> {
        let found = match locate(site, address) {
            Located::At(position) => Some((position, 200)),
            Located::NeedsSlash(_) | Located::Nowhere => site.not_found().map(|position| (position, 404)),
        };
        let page = found.map(|found| self.page(state, site, found));
        page.map(|page| page.bytes).unwrap_or_default()
    }

    fn page(&self, state: &Arc<ShownState>, site: &CompiledSite, (position, status): (usize, u16)) -> Page {
        match self.renderer.render(state, site, position) {
            Ok(bytes) => Page {
                status,
                media_type: media_type(site.address_at(position)),
                bytes,
                ribbon: site.why_unpublished(position, state.disk.today),
            },
            Err(error) => Page {
                status: 500,
                media_type: HTML.into(),
                bytes: error_page(state, &error),
                ribbon: None,
            },
        }
    }

    /// A reply with the script in it, where it is HTML.
    fn reply_with(&self, state: &ShownState, page: Page) -> Reply {
        let bytes = match page.media_type == HTML {
            true => self.with_script(state, &page.bytes, page.ribbon.as_ref()),
            false => page.bytes,
        };
        Reply::bytes(page.status, page.media_type, bytes)
    }

    /// Puts the script before the end of the page, and nothing else.
    fn with_script(&self, state: &ShownState, page: &[u8], ribbon: Option<&HeldBackReason>) -> Vec<u8> {
        let ribbon = ribbon.map(|why| format!(" data-ribbon=\"{}\"", escaped(&reason_text(state, why))));
        let script = format!(
            "<script src=\"/_congbo/preview.js\" data-revision=\"{}\" data-digest=\"{}\" data-styles=\"{}\" \
             data-files=\"{}\"{}{} defer></script>\n",
            state.revision,
            digest_of(page),
            state.assets.styles,
            state.assets.files,
            ribbon.unwrap_or_default(),
            if self.editor { " data-editor" } else { "" },
        );
        let end = b"</body>";
        let at = page.windows(end.len()).rposition(|window| window == end);
        let at = at.unwrap_or(page.len());
        [&page[..at], script.as_bytes(), &page[at..]].concat()
    }
}

/// The text for a reason to hold a document back.
fn reason_text(state: &ShownState, why: &HeldBackReason) -> String {
    let language = state.style.language;
    match why {
        HeldBackReason::Draft => PreviewText::Draft.text(language).to_owned(),
        HeldBackReason::Until(date) => fill(PreviewText::Until.text(language), &[("date", date)]),
    }
}

/// An address with the query of a request, as it was sent.
fn with_query(location: String, query: &str) -> String {
    match !query.is_empty() && query.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => format!("{location}?{query}"),
        false => location,
    }
}

/// The result of looking up an address.
enum Located {
    At(usize),
    /// The page has this address with a slash at the end: relative links need it.
    NeedsSlash(String),
    Nowhere,
}

fn locate(site: &CompiledSite, address: &str) -> Located {
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

fn error_page(state: &ShownState, error: &RenderError) -> Vec<u8> {
    let words = match error {
        RenderError::Content(diagnostic) => report::one(&state.disk, diagnostic, state.style),
        RenderError::Sink(error) => error.to_string(),
    };
    plain_page(PreviewText::Failed.text(state.style.language), &words)
}

fn page_without_site(state: &ShownState) -> Vec<u8> {
    plain_page(PreviewText::Failed.text(state.style.language), &state.errors_in_words())
}

fn explanation_page(state: &ShownState, code: Code) -> Vec<u8> {
    let language = state.style.language;
    plain_page(code.name(), &explanation::page(code, language, 1))
}

fn plain_page(title: &str, words: &str) -> Vec<u8> {
    let (title, words) = (escaped(title), escaped(words));
    format!(
        "<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body>\n<h1>{title}</h1>\n<pre style=\"white-space: pre-wrap\">{words}</pre>\n</body>\n</html>\n"
    )
    .into_bytes()
}

#[derive(Serialize)]
struct LinesRow {
    path: String,
    url: String,
    places: Vec<(String, usize)>,
}

#[derive(Serialize)]
struct HeldBackRow<'a> {
    path: &'a str,
    name: &'a str,
    why: String,
}

fn held_back_row<'a>(state: &ShownState, row: &'a HeldBack) -> HeldBackRow<'a> {
    HeldBackRow {
        path: row.path.as_str(),
        name: &row.name,
        why: reason_text(state, &row.why),
    }
}

/// Opens a file below a folder; gives its length too.
///
/// # Errors
/// A part of its path is a symbolic link, it is no file, or the system refuses.
fn open_unlinked(source: &Path, path: &RelPath) -> io::Result<(File, u64)> {
    let file = open_below(source, path)?;
    let length = file.metadata()?.len();
    Ok((file, length))
}
