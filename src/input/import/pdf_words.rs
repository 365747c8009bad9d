//! Reads what `pdftotext -bbox` prints of a .pdf file: the words of each page with their edges.

use crate::input::import::placed_lines::PlacedWord;

/// The most words that are read.
const MAX_WORDS: usize = 2_000_000;

/// Returns whether a text is such a list of words, not the text of pages.
pub(super) fn is_word_list(text: &str) -> bool {
    text.trim_start().starts_with("<!DOCTYPE") && text.contains("<doc>")
}

/// The words of each page.
pub(super) fn pages(text: &str) -> Vec<Vec<PlacedWord>> {
    let mut pages: Vec<Vec<PlacedWord>> = Vec::new();
    for line in text.lines().take(MAX_WORDS) {
        let line = line.trim_start();
        if line.starts_with("<page") {
            pages.push(Vec::new());
        } else if let (Some(rest), Some(page)) = (line.strip_prefix("<word "), pages.last_mut()) {
            page.extend(word(rest));
        }
    }
    pages
}

fn word(rest: &str) -> Option<PlacedWord> {
    let (attributes, content) = rest.split_once('>')?;
    let value = |name: &str| -> Option<f32> {
        let (_, behind) = attributes.split_once(name)?;
        let value: f32 = behind.strip_prefix("=\"")?.split('"').next()?.parse().ok()?;
        value.is_finite().then_some(value)
    };
    let text = unescaped(content.strip_suffix("</word>").unwrap_or(content));
    (!text.trim().is_empty()).then_some(PlacedWord {
        start: value("xMin")?,
        end: value("xMax")?,
        top: value("yMin")?,
        bottom: value("yMax")?,
        text,
        is_raised: false,
    })
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&apos;", "'").replace("&amp;", "&")
}
