//! What every page of a site with drafts says, whatever its theme: that it is not published. Print shows it too.

use crate::base::html::escaped;
use crate::output::ui_strings::UiStrings;

/// The notice as HTML.
#[derive(Debug)]
pub(crate) struct DraftsNotice(String);

/// Keeps search engines from listing a page that they meet in spite of `robots.txt`.
const NO_INDEX: &str = "<meta name=\"robots\" content=\"noindex\">\n";

impl DraftsNotice {
    /// The notice in the language of a theme's texts.
    pub(super) fn new(texts: &UiStrings) -> Self {
        let (title, text) = (texts.view("drafts", &[]), texts.view("drafts_lead", &[]));
        let (title, text) = (escaped(&title), escaped(&text));
        DraftsNotice(format!(
            "\n<aside class=\"drafts-notice\" aria-label=\"{title}\"><p><strong>{title}</strong> {text}</p></aside>"
        ))
    }

    /// Puts the notice at the top of a page, and tells robots not to list it.
    pub(super) fn insert(&self, page: Vec<u8>) -> Vec<u8> {
        let lower = page.to_ascii_lowercase();
        let find = |from: usize, wanted: &[u8]| {
            let found = lower[from..].windows(wanted.len()).position(|window| window == wanted);
            found.map(|at| from + at)
        };
        let head = find(0, b"</head>").unwrap_or(0);
        let body = find(head, b"<body")
            .and_then(|start| find(start, b">"))
            .map(|end| end + 1);
        let body = body.unwrap_or(page.len());
        let no_index = if head == 0 { "" } else { NO_INDEX };
        let parts = [
            &page[..head],
            no_index.as_bytes(),
            &page[head..body],
            self.0.as_bytes(),
            &page[body..],
        ];
        parts.concat()
    }
}
