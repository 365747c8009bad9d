//! Reads headings without a blank behind their number signs, or with one that Markdown does not know: `##I. MỤC TIÊU`.

use crate::base::path::RelPath;
use crate::base::span::{Span, line_span};
use crate::input::body::blocks::{Block, BlockShape, Token};
use crate::input::body::label_parser::candidates;
use crate::input::body::lines::{take_written_id, tokens_span};
use crate::input::body::sign_text::{is_escaped, shown};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// The most number signs of a heading (CommonMark, ATX headings).
const MAX_LEVEL: usize = 6;

/// The signs of a heading at the start of a line.
struct Signs {
    level: u8,
    /// The bytes of the signs and of the blanks behind them.
    length: usize,
}

/// Splits a block into the headings that its lines are and the rest.
///
/// In a list or quotation, which has no headings, such a line becomes bold.
pub(super) fn split((path, text): (&RelPath, &str), block: Block, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    let file = (path, text);
    match &block.shape {
        BlockShape::Paragraph(_) => split_paragraph(file, block, diagnostics),
        BlockShape::Compound("table" | "pre") | BlockShape::Heading(..) | BlockShape::Break(_) => vec![block],
        BlockShape::Compound(_) => {
            let tokens = embolden(file, block.tokens, diagnostics);
            vec![Block { tokens, ..block }]
        }
    }
}

fn split_paragraph(file: (&RelPath, &str), block: Block, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    let Block {
        mut shape,
        tokens,
        span,
    } = block;
    let is_marked = matches!(shape, BlockShape::Paragraph(Some(_)));
    let mut done: Vec<Block> = Vec::new();
    let mut plain: Vec<Token> = Vec::new();
    for (index, mut line) in split_lines(tokens).into_iter().enumerate() {
        let signs = signs_of(file.1, &line, index == 0).filter(|_| index > 0 || !is_marked);
        let Some(signs) = signs else {
            plain.extend(line);
            continue;
        };
        if !plain.is_empty() {
            let shape = std::mem::replace(&mut shape, BlockShape::Paragraph(None));
            done.push(part(shape, std::mem::take(&mut plain), span));
        }
        let start = start_of(&line);
        strip(&mut line, signs.length);
        line.pop_if(is_break);
        let id = take_written_id(&mut line);
        let closing = closing_signs(file.1, &line);
        report(file, start, &signs, closing, diagnostics);
        close_signs(&mut line);
        let mut heading = part(BlockShape::Heading(signs.level, id), line, span);
        heading.span.start = start;
        done.push(heading);
    }
    if done.is_empty() {
        let tokens = plain;
        return vec![Block { shape, tokens, span }];
    }
    if !plain.is_empty() {
        done.push(part(shape, plain, span));
    }
    if let Some(first) = done.first_mut() {
        first.span.start = span.start;
    }
    done
}

/// Splits tokens after each line break outside inline tags and links; each line ends with its break.
fn split_lines(tokens: Vec<Token>) -> Vec<Vec<Token>> {
    let mut lines = vec![Vec::new()];
    let mut depth = 0usize;
    for token in tokens {
        match &token {
            Token::LinkEnd => depth = depth.saturating_sub(1),
            Token::Inline(tag) if tag.starts_with("</") => depth = depth.saturating_sub(1),
            Token::Inline(_) | Token::Link(..) => depth += 1,
            Token::Text(..)
            | Token::SoftBreak
            | Token::HardBreak
            | Token::Code(_)
            | Token::Edge(_)
            | Token::Footnote(..)
            | Token::Wiki(..)
            | Token::Quote(..)
            | Token::Image(..) => {}
        }
        let ends = depth == 0 && matches!(token, Token::SoftBreak | Token::HardBreak);
        if let Some(line) = lines.last_mut() {
            line.push(token);
        }
        if ends {
            lines.push(Vec::new());
        }
    }
    lines
}

/// A part of a block, without the line break at its end.
fn part(shape: BlockShape, mut tokens: Vec<Token>, whole: Span) -> Block {
    tokens.pop_if(is_break);
    let span = tokens_span(&tokens).unwrap_or(whole);
    Block { shape, tokens, span }
}

fn is_break(token: &mut Token) -> bool {
    matches!(token, Token::SoftBreak | Token::HardBreak)
}

/// The signs with which a line begins, if it is a heading that Markdown does not read.
fn signs_of(text: &str, line: &[Token], is_first: bool) -> Option<Signs> {
    let Some(Token::Text(words, span)) = line.first() else {
        return None;
    };
    let hashes = words.bytes().take_while(|byte| *byte == b'#').count();
    if hashes == 0 || text.as_bytes().get(span.start) != Some(&b'#') || is_escaped(text, span.start) {
        return None;
    }
    let is_blank = |letter: char| letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}');
    let behind = &text[span.start + hashes..line_span(text, span.start).end];
    let title = behind.trim_start_matches(is_blank);
    let bare = title.trim_start_matches(['*', '_']);
    let is_meant = match hashes {
        _ if title.is_empty() => false,
        1 if title.len() == behind.len() => is_title(bare, is_first),
        _ => bare.starts_with(|first: char| first.is_alphanumeric() || "“‘\"'([«".contains(first)),
    };
    is_meant.then(|| Signs {
        level: u8::try_from(hashes.min(MAX_LEVEL)).unwrap_or(1),
        length: hashes + behind.len() - title.len(),
    })
}

/// Returns whether the words behind a single `#` are a heading rather than a tag: they begin with a label, or they are
/// several, begin with a capital, and begin a paragraph.
fn is_title(words: &str, is_first: bool) -> bool {
    let is_tag = || !words.contains(' ') || words.contains(" #");
    !candidates(words, true).is_empty() || is_first && words.starts_with(char::is_uppercase) && !is_tag()
}

/// The byte at which a line of text begins.
fn start_of(line: &[Token]) -> usize {
    match line.first() {
        Some(Token::Text(_, span)) => span.start,
        _ => 0,
    }
}

/// Reports a heading at some byte, with the signs that close it without a blank before them.
fn report(
    (path, text): (&RelPath, &str),
    start: usize,
    signs: &Signs,
    closing: Option<Span>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let line = line_span(text, start);
    let written = &text[start..line.end];
    let begin = format!("{} ", "#".repeat(usize::from(signs.level)));
    let behind = &written[signs.length..];
    let place = Span::new(start, start + signs.length);
    let (fixed, new) = match closing {
        Some(closing) => {
            let title = &text[place.end..closing.start];
            let whole = Span::new(start, line.end);
            (whole, [&begin, title, &text[closing.end..line.end]].concat())
        }
        None => (place, begin.clone()),
    };
    let proposal = closing.map_or_else(|| [&begin, behind].concat(), |_| new.clone());
    let diagnostic = Diagnostic::new(Code::UnreadHeading, Place::at(path, place))
        .with("text", shown(written))
        .with("proposal", shown(&proposal));
    diagnostics.push(diagnostic.fix(fixed, new));
}

/// Removes the signs that close a heading without a blank before them (`## V. HẾT##`), and reports them.
pub(super) fn close((path, text): (&RelPath, &str), tokens: &mut [Token], diagnostics: &mut Vec<Diagnostic>) {
    let Some(closing) = closing_signs(text, tokens) else {
        return;
    };
    close_signs(tokens);
    let line = line_span(text, closing.start);
    let written = [&text[line.start..closing.start], &text[closing.end..line.end]].concat();
    let diagnostic = Diagnostic::new(Code::UnreadHeading, Place::at(path, closing))
        .with("text", shown(&text[line.start..line.end]))
        .with("proposal", shown(&written));
    diagnostics.push(diagnostic.fix(closing, ""));
}

/// The signs at the end of a heading that its last word touches; one alone may belong to the word (`C#`).
fn closing_signs(text: &str, line: &[Token]) -> Option<Span> {
    let Some(Token::Text(words, span)) = line.last() else {
        return None;
    };
    let words = words.trim_end();
    let bare = words.trim_end_matches('#');
    let touches = match bare.is_empty() {
        true => line.len() > 1,
        false => !bare.ends_with(char::is_whitespace),
    };
    let found = Span::new(span.start + bare.len(), span.start + words.len());
    let is_written = text.get(found.start..found.end) == Some(&words[bare.len()..]);
    (touches && is_written && words.len() - bare.len() > 1 && !is_escaped(text, found.start)).then_some(found)
}

/// Removes the signs and blanks at the start of a line.
fn strip(line: &mut Vec<Token>, length: usize) {
    if let Some(Token::Text(words, span)) = line.first_mut() {
        let length = length.min(words.len());
        words.drain(..length);
        span.start = (span.start + length).min(span.end);
        if words.is_empty() {
            line.remove(0);
        }
    }
}

/// Removes the signs that may close a heading (CommonMark, ATX headings).
fn close_signs(line: &mut [Token]) {
    if let Some(Token::Text(words, _)) = line.last_mut() {
        let bare = words.trim_end().trim_end_matches('#');
        let signs = words.trim_end().len() - bare.len();
        if signs > 0 && bare.ends_with(' ') || signs > 1 {
            words.truncate(bare.trim_end().len());
        }
    }
}

/// Makes lines of a list or quotation bold that are headings, as those are that Markdown reads.
fn embolden(file: (&RelPath, &str), tokens: Vec<Token>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Token> {
    let is_end = |token: &Token| matches!(token, Token::Edge(_) | Token::SoftBreak | Token::HardBreak);
    let mut out = Vec::with_capacity(tokens.len() + 2);
    let mut line = Vec::new();
    let mut is_cell = false;
    for token in tokens {
        if !is_end(&token) {
            line.push(token);
            continue;
        }
        push_line(file, &mut line, is_cell, &mut out, diagnostics);
        is_cell = matches!(&token, Token::Edge(tag) if tag.starts_with("<td") || tag.starts_with("<th"));
        out.push(token);
    }
    push_line(file, &mut line, is_cell, &mut out, diagnostics);
    out
}

/// Adds a line of a list or quotation, and empties it.
fn push_line(
    file: (&RelPath, &str),
    line: &mut Vec<Token>,
    is_cell: bool,
    out: &mut Vec<Token>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(signs) = signs_of(file.1, line, true).filter(|_| !is_cell) else {
        return out.append(line);
    };
    report(file, start_of(line), &signs, closing_signs(file.1, line), diagnostics);
    strip(line, signs.length);
    close_signs(line);
    out.push(Token::Inline("<strong>"));
    out.append(line);
    out.push(Token::Inline("</strong>"));
}
