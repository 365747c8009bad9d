//! Helpers for the tokens of a paragraph: its lines, the words at its start, its label and `{#id}`.

use std::borrow::Cow;

use crate::base::address::Address;
use crate::base::list_marker::ListMarker;
use crate::base::span::Span;
use crate::input::body::blocks::{Block, BlockShape, Image, Marker, Token};
use crate::input::body::label_parser::candidates;
use crate::input::body::outline::LabelOrigin;

/// Maximum length of a label with a footnote mark, in bytes.
const MAX_MARKED_LABEL: usize = 24;

/// Puts a list marker that is not a label back into the text.
pub(crate) fn restore_marker(tokens: &mut Vec<Token>, marker: Option<&Marker>, span: Span) {
    if let Some(marker) = marker {
        let printed = Span::new(span.start, (span.start + marker.printed.len()).min(span.end));
        tokens.insert(0, Token::Text(format!("{} ", marker.printed), printed));
    }
}

/// The number of a list item as printed, since Markdown would renumber items; empty for a bullet.
pub(crate) fn printed_marker(item: &str) -> String {
    ListMarker::numbered(item.trim_start()).map_or_else(String::new, |marker| marker.printed.to_owned())
}

/// Moves the sign behind a footnote mark to the label before the mark: `Điều 1[^1]. Một` begins with `Điều 1.`.
pub(crate) fn close_label(tokens: &mut Vec<Token>) {
    join_printed_mark(tokens);
    let is_inline = |token: &Token| matches!(token, Token::Inline(_));
    let is_between = |token: &Token| matches!(token, Token::Inline(_) | Token::Footnote(..));
    let start = tokens.iter().take_while(|token| is_inline(token)).count();
    let marks = tokens
        .iter()
        .skip(start + 1)
        .take_while(|token| is_between(token))
        .count();
    let has_mark = tokens
        .iter()
        .skip(start + 1)
        .take(marks)
        .any(|token| matches!(token, Token::Footnote(..)));
    let end = (start + 1 + marks).min(tokens.len());
    let (before, after) = tokens.split_at_mut(end);
    let (Some(Token::Text(label, _)), Some(Token::Text(words, span)), true) =
        (before.get_mut(start), after.first_mut(), has_mark)
    else {
        return;
    };
    let sign = words
        .chars()
        .next()
        .filter(|sign| matches!(sign, '.' | ')' | '/' | '-' | ':'));
    let Some(sign) = sign.filter(|_| label.len() <= MAX_MARKED_LABEL && !label.ends_with(['.', ')', ':'])) else {
        return;
    };
    label.truncate(label.trim_end().len());
    label.push(sign);
    words.drain(..sign.len_utf8());
    span.start += sign.len_utf8();
}

/// Joins a label with the mark of a footnote in brackets behind it, which Markdown reads as text in pieces: `4[1].`
fn join_printed_mark(tokens: &mut Vec<Token>) {
    let start = tokens
        .iter()
        .take_while(|token| matches!(token, Token::Inline(_)))
        .count();
    let is_label =
        |token: Option<&Token>| matches!(token, Some(Token::Text(label, _)) if label.len() <= MAX_MARKED_LABEL);
    let has_mark = matches!(tokens.get(start + 1), Some(Token::Text(mark, _)) if mark.starts_with('['));
    while has_mark
        && is_label(tokens.get(start))
        && let [Token::Text(label, span), Token::Text(words, next), ..] = &mut tokens[start..]
    {
        let is_whole = span.end == next.start && span.end - span.start == label.len();
        if !is_whole {
            break;
        }
        label.push_str(words);
        span.end = next.end;
        tokens.remove(start + 1);
    }
}

/// The text at the start of a block or line, inside an inline tag or not; empty if it starts with something else.
pub(crate) fn first_words(tokens: &[Token]) -> &str {
    let mut words = tokens.iter().skip_while(|token| matches!(token, Token::Inline(_)));
    match words.next() {
        Some(Token::Text(words, _)) => words,
        _ => "",
    }
}

/// The words at the start of a paragraph, where a label would be, and their origin.
pub(crate) fn beginning<'t>(tokens: &'t [Token], marker: Option<&Marker>) -> (Cow<'t, str>, LabelOrigin) {
    match marker {
        Some(marker) => {
            let words = format!("{} ", marker.printed);
            (words.into(), LabelOrigin::Marker { first: marker.first })
        }
        None => (first_words(tokens).into(), LabelOrigin::Words),
    }
}

/// The words at the start of a block, where a label would be, and their origin; none where no label can be.
pub(crate) fn label_of(block: &Block) -> Option<(Cow<'_, str>, LabelOrigin)> {
    match &block.shape {
        BlockShape::Heading(level, _) => Some((first_words(&block.tokens).into(), LabelOrigin::Heading(*level))),
        BlockShape::Paragraph(marker) => Some(beginning(&block.tokens, marker.as_ref())),
        BlockShape::Compound(_) | BlockShape::Break(_) => None,
    }
}

/// The bytes of the file from the first words to the last.
pub(crate) fn tokens_span(tokens: &[Token]) -> Option<Span> {
    let span = |token: &Token| match token {
        Token::Text(_, span) | Token::Link(_, span) | Token::Wiki(_, span) | Token::Image(Image { span, .. }) => {
            Some(*span)
        }
        _ => None,
    };
    let start = tokens.iter().find_map(span)?.start;
    let end = tokens.iter().filter_map(span).map(|span| span.end).max()?;
    Some(Span::new(start, end.max(start)))
}

/// Removes a label from the start of a block, and an inline tag that becomes empty.
pub(crate) fn strip_label(tokens: &mut Vec<Token>, length: usize) {
    let Some(index) = tokens.iter().position(|token| matches!(token, Token::Text(..))) else {
        return;
    };
    if let Token::Text(words, span) = &mut tokens[index] {
        let length = length.min(words.len());
        words.drain(..length);
        span.start = (span.start + length).min(span.end);
    }
    if matches!(&tokens[index], Token::Text(words, _) if words.is_empty()) {
        tokens.remove(index);
        let around = (index.checked_sub(1).map(|before| &tokens[before]), tokens.get(index));
        if matches!(around, (Some(Token::Inline(_)), Some(Token::Inline(tag))) if tag.starts_with("</")) {
            tokens.drain(index - 1..=index);
        }
    }
    let blank = |token: &Token| matches!(token, Token::SoftBreak | Token::HardBreak);
    let breaks = tokens.iter().take_while(|token| blank(token)).count();
    tokens.drain(..breaks);
    if let Some(Token::Text(words, span)) = tokens.first_mut() {
        let blank = words.len() - words.trim_start().len();
        words.drain(..blank);
        span.start = (span.start + blank).min(span.end);
    }
}

/// Moves the sign that closes a label into the bold words that hold the rest: `**1**. Một` becomes `**1.** Một`.
pub(crate) fn join_label_sign(tokens: &mut [Token]) {
    let [
        Token::Inline(open),
        Token::Text(label, span),
        Token::Inline(_),
        Token::Text(words, words_span),
        ..,
    ] = tokens
    else {
        return;
    };
    let mut letters = words.chars();
    let Some(sign) = letters
        .next()
        .filter(|sign| matches!(sign, '.' | ':' | ')' | '/' | '-'))
    else {
        return;
    };
    let is_end = letters.next().is_none_or(char::is_whitespace);
    let whole = format!("{label}{sign} ");
    let is_label = || {
        candidates(&whole, false)
            .iter()
            .any(|found| found.length == whole.len())
    };
    if *open == "<strong>" && is_end && is_label() {
        label.push(sign);
        words.remove(0);
        words_span.start += 1;
        span.end = words_span.start;
    }
}

/// Removes `{#…}` from the end of a heading and returns what it holds, which may be no address.
pub(crate) fn take_written_id(tokens: &mut [Token]) -> Option<String> {
    let Some(Token::Text(words, _)) = tokens.last_mut() else {
        return None;
    };
    let inside = words.trim_end().strip_suffix('}')?;
    let open = inside.rfind("{#")?;
    let id = inside[open + "{#".len()..].to_owned();
    words.truncate(words[..open].trim_end().len());
    Some(id)
}

/// Removes `{#id}` from the end of a paragraph and returns the id.
pub(crate) fn take_explicit_id(tokens: &mut Vec<Token>) -> Option<String> {
    while matches!(tokens.last(), Some(Token::SoftBreak | Token::HardBreak)) {
        tokens.pop();
    }
    let Some(Token::Text(words, _)) = tokens.last_mut() else {
        return None;
    };
    let inside = words.trim_end().strip_suffix('}')?;
    let open = inside.rfind("{#")?;
    let id = inside[open + "{#".len()..].to_owned();
    Address::new(&id)?;
    words.truncate(words[..open].trim_end().len());
    Some(id)
}
