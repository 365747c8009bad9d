//! Makes links of web addresses that stand in the text as they are.

use crate::base::span::Span;
use crate::base::web_address::{is_truncated, web_addresses};
use crate::input::body::blocks::Token;

/// Returns tokens in which each web address outside links is a link to itself. An address that was cut leads nowhere
/// and stays words.
pub(crate) fn with_bare_links(tokens: Vec<Token>) -> Vec<Token> {
    let may_hold_one = |token: &Token| matches!(token, Token::Text(words, _) if words.contains("://"));
    if !tokens.iter().any(may_hold_one) {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len() + 3);
    let mut in_link = false;
    let mut run: Vec<(String, Span)> = Vec::new();
    for token in tokens {
        match token {
            Token::Text(words, span) if !in_link => run.push((words, span)),
            token => {
                in_link = match token {
                    Token::Link(..) => true,
                    Token::LinkEnd => false,
                    _ => in_link,
                };
                push_run(std::mem::take(&mut run), &mut out);
                out.push(token);
            }
        }
    }
    push_run(run, &mut out);
    out
}

/// Adds a run of texts; the parser ends one at each letter that could be markup (`_`, `&`), and begins another.
fn push_run(run: Vec<(String, Span)>, out: &mut Vec<Token>) {
    let whole: String = run.iter().map(|(words, _)| words.as_str()).collect();
    let mut addresses = web_addresses(&whole);
    addresses.retain(|range| !is_truncated(&whole[range.clone()]));
    if addresses.is_empty() {
        out.extend(run.into_iter().map(|(words, span)| Token::Text(words, span)));
        return;
    }
    let mut from = 0;
    for range in addresses {
        push_words(&run, from..range.start, out);
        let address = whole[range.clone()].to_owned();
        out.push(Token::Link(address, span_of(&run, &range)));
        push_words(&run, range.clone(), out);
        out.push(Token::LinkEnd);
        from = range.end;
    }
    push_words(&run, from..whole.len(), out);
}

/// Adds the parts of the texts of a run that a range of the whole covers.
fn push_words(run: &[(String, Span)], range: std::ops::Range<usize>, out: &mut Vec<Token>) {
    let mut start = 0;
    for (words, span) in run {
        let end = start + words.len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to {
            let inner = from - start..to - start;
            let part = match is_verbatim(words, *span) {
                true => Span::new(span.start + inner.start, span.start + inner.end),
                false => *span,
            };
            out.push(Token::Text(words[inner].to_owned(), part));
        }
        start = end;
    }
}

/// The bytes of the file from which a range of a run comes.
fn span_of(run: &[(String, Span)], range: &std::ops::Range<usize>) -> Span {
    let mut parts = Vec::new();
    push_words(run, range.clone(), &mut parts);
    let spans = parts.iter().filter_map(|token| match token {
        Token::Text(_, span) => Some(*span),
        _ => None,
    });
    let whole = spans.reduce(|first, next| Span::new(first.start.min(next.start), first.end.max(next.end)));
    whole.unwrap_or_default()
}

/// Returns whether a text is as long as its bytes in the file, so that offsets agree.
fn is_verbatim(words: &str, span: Span) -> bool {
    span.end - span.start == words.len()
}
