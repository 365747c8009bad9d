//! Answers a request from the shown state. Addresses are looked up in the compiled site; the only path that is ever
//! joined to a folder is that of an attachment which the site knows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use crate::base::html::escaped;
use crate::base::path::RelPath;
use crate::base::percent;
use crate::edition::{CompiledSite, HeldBack, HeldBackReason};
use crate::host::preview::media_type::{HTML, media_type};
use crate::host::preview::page_renderer::PageRenderer;
use crate::host::preview::reply::{Reply, ReplyBody, TEXT};
use crate::host::preview::request::{OWN_PREFIX, PostRoute, RequestTarget, parse_target};
use crate::host::preview::shown_state::{ShownState, digest_of};
use crate::host::preview::site_page::{Located, Page, Pages, locate, open_unlinked, page_without_site, plain_page};
use crate::host::preview::window::Window;
use crate::host::preview::window_request::Posted;
use crate::messages::catalogue::fill;
use crate::messages::code::Code;
use crate::messages::explanation;
use crate::messages::notice::PreviewText;
use crate::messages::window_text::WindowText;

/// The script that pages load in the preview, but not when published.
const SCRIPT: &str = include_str!("page.js");

/// Answers requests; holds the options that answers depend on besides the state.
#[derive(Clone, Debug)]
pub(super) struct Router {
    /// The folder that holds `content/`.
    pub(super) source: PathBuf,
    /// Whether line numbers link to the editor.
    pub(super) editor: bool,
    /// The window in which documents are imported and heads edited; `None` where it does not exist.
    pub(super) window: Option<Arc<Window>>,
    renderer: PageRenderer,
}

impl Router {
    /// A router for the pages of a source folder.
    pub(super) fn new(source: &Path, editor: bool, window: Option<Arc<Window>>) -> Self {
        Router {
            window,
            source: source.canonicalize().unwrap_or_else(|_| source.to_owned()),
            editor,
            renderer: PageRenderer::default(),
        }
    }

    fn pages<'p>(&'p self, state: &'p Arc<ShownState>) -> Pages<'p> {
        Pages {
            renderer: &self.renderer,
            state,
        }
    }

    /// Answers a valid request.
    pub(super) fn reply(&self, state: &Arc<ShownState>, target: &RequestTarget) -> Reply {
        if let Some(own) = target.path.strip_prefix(OWN_PREFIX) {
            return self.own_address(state, own, target);
        }
        let Some(site) = &state.site else {
            return Reply::bytes(
                503,
                HTML,
                self.with_script(state, &page_without_site(state), &self.window_attributes(state, None)),
            );
        };
        match locate(site, &target.path) {
            Located::At(position) => match site.copied_from(position) {
                Some(path) => self.attachment(state, site, path),
                None => {
                    let page = self.pages(state).shown(position, 200);
                    page.map_or_else(Reply::not_found, |page| self.reply_with(state, page))
                }
            },
            Located::NeedsSlash(location) => Reply {
                location: Some(with_query(location, &target.query)),
                ..Reply::bytes(302, TEXT, "302 Found\n")
            },
            Located::Nowhere => match self.pages(state).unfinished(&target.path) {
                Some(page) => self.reply_with(state, page),
                None => self.missing(state, site),
            },
        }
    }

    /// Answers a request with a body; only the window has such addresses.
    pub(super) fn post(&self, state: &Arc<ShownState>, route: PostRoute, posted: &Posted<'_>) -> Reply {
        let window = self.window.as_ref();
        window.map_or_else(Reply::not_found, |window| window.post(state, route, posted))
    }

    /// Answers a request for one of the preview's own addresses.
    fn own_address(&self, state: &Arc<ShownState>, own: &str, target: &RequestTarget) -> Reply {
        let page = || target.field("page").and_then(|page| Some(parse_target(&page)?.path));
        match (own, &state.site) {
            ("preview.js", _) => Reply::bytes(200, "text/javascript; charset=utf-8", SCRIPT),
            ("warnings", _) => Reply::json(200, &state.warning_rows()),
            ("explain", _) => target
                .field("code")
                .and_then(|code| Code::from_name(&code))
                .map_or_else(Reply::not_found, |code| {
                    Reply::bytes(200, HTML, explanation_page(state, code))
                }),
            ("page", site) => {
                let shown = site.as_ref().zip(page());
                let shown = shown.map(|(site, address)| self.pages(state).at(site, &address));
                let digest = digest_of(&shown.unwrap_or_else(|| page_without_site(state)));
                Reply::json(200, &json!({ "digest": digest, "revision": state.revision }))
            }
            ("held-back", Some(site)) => {
                let row = |row| held_back_row(state, row);
                Reply::json(200, &site.held_back().iter().map(row).collect::<Vec<_>>())
            }
            ("lines", Some(site)) if self.editor => Reply::json(200, &self.lines(site, page())),
            _ => {
                let window = self.window.as_ref();
                let reply = window.and_then(|window| window.get(state, own, target));
                reply.unwrap_or_else(Reply::not_found)
            }
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
        let page = site
            .not_found()
            .and_then(|position| self.pages(state).shown(position, 404));
        page.map_or_else(Reply::not_found, |page| self.reply_with(state, page))
    }

    /// A reply with the script in it, where it is HTML.
    fn reply_with(&self, state: &ShownState, page: Page) -> Reply {
        let bytes = match page.media_type == HTML {
            true => self.with_script(state, &page.bytes, &self.attributes(state, &page)),
            false => page.bytes,
        };
        Reply::bytes(page.status, page.media_type, bytes)
    }

    /// What the script is told of a page.
    fn attributes(&self, state: &ShownState, page: &Page) -> String {
        let ribbon = page.ribbon.as_ref();
        let ribbon = ribbon.map(|why| format!(" data-ribbon=\"{}\"", escaped(&reason_text(state, why))));
        let unfinished = if page.is_unfinished { " data-unfinished" } else { "" };
        let window = self.window_attributes(state, page.file.as_ref());
        format!("{}{unfinished}{window}", ribbon.unwrap_or_default())
    }

    /// The buttons of the window, and the file whose head may be edited.
    fn window_attributes(&self, state: &ShownState, file: Option<&RelPath>) -> String {
        if self.window.is_none() {
            return String::new();
        }
        let texts = [WindowText::Import, WindowText::EditHead];
        let [import, edit] = texts.map(|text| escaped(text.text(state.style.language)));
        let file = escaped(file.map_or("", RelPath::as_str));
        format!(" data-window=\"{file}\" data-import=\"{import}\" data-edit=\"{edit}\"")
    }

    /// Puts the script before the end of the page, and nothing else.
    fn with_script(&self, state: &ShownState, page: &[u8], attributes: &str) -> Vec<u8> {
        let script = format!(
            "<script src=\"/_congbo/preview.js\" data-revision=\"{}\" data-digest=\"{}\" data-styles=\"{}\" \
             data-files=\"{}\"{attributes}{} defer></script>\n",
            state.revision,
            digest_of(page),
            state.assets.styles,
            state.assets.files,
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

fn explanation_page(state: &ShownState, code: Code) -> Vec<u8> {
    let language = state.style.language;
    plain_page(code.name(), &explanation::page(code, language, 1))
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
