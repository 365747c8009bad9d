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
    let tag: String = kept[at..end].chars().take(60).collect();
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
