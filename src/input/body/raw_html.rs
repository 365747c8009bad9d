//! Reports raw HTML in a body: comments are dropped, anything else is refused.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{Phrase, TagAdvice};

/// The raw HTML of a body, reported in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct RawHtml {
    /// Number of opening tags that were reported and not closed yet.
    open: usize,
}

impl RawHtml {
    /// Reports raw HTML, but not the closing tag of a pair whose opening tag is reported already.
    pub(crate) fn report(
        &mut self,
        (path, text): (&RelPath, &str),
        html: &str,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let closes = html.trim_start().starts_with("</");
        if closes && self.open > 0 {
            self.open -= 1;
            return;
        }
        let before = diagnostics.len();
        report_tag(path, text, html, span, diagnostics);
        let pairs = html.matches("</").count();
        if diagnostics.len() > before && !closes && pairs == 0 && !is_void(html) {
            self.open += 1;
        }
    }
}

/// Reports the first tag of some HTML outside its comments.
fn report_tag(path: &RelPath, text: &str, html: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let mut rest = html;
    let mut kept = String::new();
    while let Some(open) = rest.find("<!--") {
        kept.push_str(&rest[..open]);
        match rest[open..].find("-->") {
            Some(close) => rest = &rest[open + close + 3..],
            None => rest = "",
        }
    }
    kept.push_str(rest);
    let Some(at) = kept.find('<') else { return };
    let end = kept[at..].find('>').map_or(kept.len(), |close| at + close + 1);
    let tag: String = kept[at..end].lines().next().unwrap_or("").chars().take(60).collect();
    let found = span.start + text[span.start..span.end].find(&tag).unwrap_or(0);
    let tag_span = Span::new(found, (found + tag.len()).min(span.end.max(found))).clamped(text);
    let name = tag.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let advice = match TagAdvice::for_tag(&name.to_ascii_lowercase()) {
        TagAdvice::Table if has_merged_cells(html) => TagAdvice::MergedCells,
        other => other,
    };
    let help = Phrase::InsteadOfTag(advice);
    let diagnostic = Diagnostic::new(Code::RawHtml, Place::at(path, tag_span));
    diagnostics.push(diagnostic.with("tag", tag).with("help", help));
}

/// The most bytes of a mistyped comment that are looked at: lines may be very long.
const MAX_COMMENT: usize = 600;

/// Returns whether a text begins with a comment whose hyphens a word processor changed, or one is missing: `<!— … —>`.
pub(crate) fn begins_mistyped_comment(text: &str) -> bool {
    let inside = text.strip_prefix("<!").or_else(|| text.strip_prefix("< !"));
    inside.is_some_and(|inside| inside.trim_start_matches(' ').starts_with(['-', '–', '—']))
}

/// Reports a mistyped comment at a byte of a file, whose words the page would print.
pub(crate) fn mistyped_comment((path, text): (&RelPath, &str), at: usize, diagnostics: &mut Vec<Diagnostic>) {
    let reach = Span::new(at, at + MAX_COMMENT).clamped(text);
    let line = text[at..reach.end].split('\n').next().unwrap_or("");
    let is_dash = |letter: char| matches!(letter, '-' | '–' | '—');
    let mut closing = line.match_indices('>').map(|(close, _)| close);
    let close = closing.find(|close| line[..*close].trim_end().ends_with(is_dash));
    let end = close.map_or(line.trim_end().len(), |close| close + 1);
    let span = Span::new(at, at + end);
    let tag: String = line[..end].chars().take(60).collect();
    let diagnostic = Diagnostic::new(Code::RawHtml, Place::at(path, span))
        .with("tag", tag)
        .with("help", Phrase::InsteadOfTag(TagAdvice::Comment));
    let words = line[..close.unwrap_or(0)].trim_start_matches(['<', '!', ' ']);
    let words = words.trim_matches(|letter| is_dash(letter) || letter == ' ');
    diagnostics.push(match words.is_empty() {
        true => diagnostic,
        false => diagnostic.fix(span, format!("<!-- {words} -->")),
    });
}

/// Returns whether a cell of a table reaches over others.
fn has_merged_cells(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    html.contains("colspan") || html.contains("rowspan")
}

/// Returns whether a tag never has a closing tag.
fn is_void(html: &str) -> bool {
    let tag = html.trim_start_matches('<').to_ascii_lowercase();
    let names = ["br", "hr", "img", "input", "wbr", "!", "?"];
    tag.trim_end().ends_with("/>") || names.iter().any(|name| tag.starts_with(name))
}
