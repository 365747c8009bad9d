//! Turns a plain text of the head into HTML: `[[…]]`, citations and web addresses become links.

use std::ops::Range;

use crate::base::pattern::Pattern;
use crate::base::span::Span;
use crate::input::body::blocks::Token;
use crate::input::body::html_template::{BodyReferences, HtmlTemplate};
use crate::input::body::html_writer::{WriterContext, WriterPosition, write_tokens};
use crate::input::citations::reference::Reference;

static MARKS: Pattern = Pattern::new(r"\[\[[^\[\]\n]+\]\]|https?://[^\s<>“”\x22]+");

/// Turns a plain text of the head into HTML with placeholders.
pub(crate) fn linked(
    text: &str,
    span: Span,
    references: &mut BodyReferences,
    context: &WriterContext<'_>,
) -> HtmlTemplate {
    let mut tokens = Vec::new();
    let mut done = 0;
    let words = |range: Range<usize>| Token::Text(text[range].to_owned(), span);
    for found in MARKS.find_iter(text) {
        tokens.push(words(done..found.start()));
        if found.as_str().starts_with("[[") {
            tokens.push(Token::Wiki(Reference::parse(found.as_str()), span));
            done = found.end();
        } else {
            let address = found.as_str().trim_end_matches(['.', ',', ';', ')']);
            done = found.start() + address.len();
            tokens.push(Token::Link(address.to_owned(), span));
            tokens.push(words(found.start()..done));
            tokens.push(Token::LinkEnd);
        }
    }
    tokens.push(words(done..text.len()));
    let mut out = HtmlTemplate::default();
    let at = WriterPosition { provision: None, span };
    write_tokens(&mut out, references, context, &tokens, at);
    out
}
