//! Reads bold and italic words as they were meant whose signs Markdown leaves in the text, and reports the signs.

use crate::base::path::RelPath;
use crate::base::span::{Span, line_span};
use crate::input::body::blocks::Token;
use crate::input::body::sign_runs::{SignRun, paired, runs};
use crate::input::body::sign_text::shown;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{BoldProblem, Phrase};

/// Bytes of a text that other tokens replace: the token, its bytes, the tokens.
type Edit = (usize, std::ops::Range<usize>, Vec<Token>);

/// Returns the tokens of a block with the signs read that were meant as bold or italic.
pub(super) fn read(file: (&RelPath, &str), tokens: Vec<Token>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Token> {
    let found = runs(file.1, &tokens);
    if found.is_empty() {
        return tokens;
    }
    let (mut pairs, mut lone) = paired(&found);
    pairs.retain(|(first, second)| {
        let inside = &file.1[found[*first].span.end..found[*second].span.start];
        let is_empty = inside.trim().is_empty();
        lone.extend(is_empty.then_some(*first));
        !is_empty
    });
    for index in lone {
        diagnostics.push(lone_signs(file, &found[index]));
    }
    if pairs.is_empty() {
        return tokens;
    }
    let mut edits: Vec<Edit> = Vec::new();
    for (first, second) in pairs {
        let (first, second) = (&found[first], &found[second]);
        diagnostics.extend(unread_pair(file, first, second));
        replace_signs(&tokens, first, true, &mut edits);
        replace_signs(&tokens, second, false, &mut edits);
    }
    edits.sort_by_key(|(token, range, _)| (*token, range.start, range.end));
    rewritten(tokens, edits)
}

/// Replaces a run by tags, without the blanks between it and its words.
fn replace_signs(tokens: &[Token], run: &SignRun, opens: bool, edits: &mut Vec<Edit>) {
    let tags: &[&'static str] = match (opens, run.length) {
        (true, 1) => &["<em>"],
        (false, 1) => &["</em>"],
        (true, 2) => &["<strong>"],
        (false, 2) => &["</strong>"],
        (true, _) => &["<em>", "<strong>"],
        (false, _) => &["</strong>", "</em>"],
    };
    let mut new: Vec<Token> = tags.iter().map(|tag| Token::Inline(tag)).collect();
    let blank = match opens {
        true => blank_behind(tokens, run.last),
        false => blank_before(tokens, run.first),
    };
    if !opens && blank.is_some() && run.after.is_alphanumeric() {
        // The blank moves out of the bold words.
        new.push(Token::Text(" ".to_owned(), Span::new(run.span.end, run.span.end)));
    }
    edits.extend(blank.map(|(token, range)| (token, range, Vec::new())));
    for token in run.first.0..=run.last.0 {
        let Some(Token::Text(words, _)) = tokens.get(token) else {
            continue;
        };
        let start = if token == run.first.0 { run.first.1 } else { 0 };
        let end = if token == run.last.0 { run.last.1 } else { words.len() };
        edits.push((token, start..end, std::mem::take(&mut new)));
    }
}

/// The blanks behind a place among tokens.
fn blank_behind(tokens: &[Token], (token, at): (usize, usize)) -> Option<(usize, std::ops::Range<usize>)> {
    let words = text_at(tokens, token)?;
    let (token, at, words) = match at < words.len() {
        true => (token, at, words),
        false => (token + 1, 0, text_at(tokens, token + 1)?),
    };
    let length = words[at..].len() - words[at..].trim_start().len();
    (length > 0).then_some((token, at..at + length))
}

/// The blanks before a place among tokens.
fn blank_before(tokens: &[Token], (token, at): (usize, usize)) -> Option<(usize, std::ops::Range<usize>)> {
    let (token, words) = match at {
        0 => {
            let token = token.checked_sub(1)?;
            (token, text_at(tokens, token)?)
        }
        at => (token, &text_at(tokens, token)?[..at]),
    };
    let bare = words.trim_end().len();
    (bare < words.len()).then_some((token, bare..words.len()))
}

fn text_at(tokens: &[Token], index: usize) -> Option<&str> {
    match tokens.get(index)? {
        Token::Text(words, _) => Some(words),
        _ => None,
    }
}

/// The tokens after all edits, which are in order.
fn rewritten(tokens: Vec<Token>, edits: Vec<Edit>) -> Vec<Token> {
    let mut out = Vec::with_capacity(tokens.len() + edits.len());
    let mut edits = edits.into_iter().peekable();
    for (index, token) in tokens.into_iter().enumerate() {
        let Token::Text(words, span) = token else {
            out.push(token);
            continue;
        };
        let mut done = 0;
        let keep = |from: usize, to: usize, out: &mut Vec<Token>| {
            if from < to {
                let part = Span::new(span.start + from, span.start + to);
                out.push(Token::Text(words[from..to].to_owned(), part));
            }
        };
        let mut is_edited = false;
        while let Some((_, range, new)) = edits.next_if(|(token, ..)| *token == index) {
            is_edited = true;
            keep(done, range.start, &mut out);
            out.extend(new);
            done = done.max(range.end);
        }
        match is_edited {
            true => keep(done, words.len(), &mut out),
            false => out.push(Token::Text(words, span)),
        }
    }
    out
}

/// The diagnostic of signs that pair with none.
fn lone_signs((path, text): (&RelPath, &str), run: &SignRun) -> Diagnostic {
    let line = line_span(text, run.span.start);
    let from_signs = text[run.span.start..line.end].trim_end();
    let words = match from_signs.len() > run.length {
        // In a table, what is behind the cell is another text.
        true => from_signs.split(" |").next().unwrap_or(from_signs),
        false => &text[line.start..line.end],
    };
    Diagnostic::new(Code::UnreadBold, Place::at(path, run.span))
        .with("text", shown(words))
        .with("help", Phrase::Bold(BoldProblem::Lone))
}

/// The diagnostic of signs that were read as meant, with the change after which Markdown reads them; `None` if they are
/// right, and only a mark between them (`*Ghi chú (*): …*`) keeps Markdown from it.
fn unread_pair((path, text): (&RelPath, &str), first: &SignRun, second: &SignRun) -> Option<Diagnostic> {
    let whole = Span::new(first.span.start, second.span.end);
    let signs = &text[first.span.start..first.span.end];
    let inside = text[first.span.end..second.span.start].trim();
    let (first_letter, last_letter) = (inside.chars().next(), inside.chars().next_back());
    let has_blank_inside = first.after.is_whitespace() || second.before.is_whitespace();
    // A blank may be put where words, a sentence or a quotation end, but never into a word or number.
    let opens_late = !is_outside(first.before) && (first.after.is_whitespace() || first_letter.is_some_and(is_opening));
    let closes_early =
        !is_outside(second.after) && (second.before.is_whitespace() || last_letter.is_some_and(is_closing));
    let left = if opens_late { " " } else { "" };
    let right = if closes_early { " " } else { "" };
    let before = if opens_late { ' ' } else { first.before };
    let after = if closes_early { ' ' } else { second.after };
    let is_read = flanks(before, first_letter, first.sign) && flanks(after, last_letter, second.sign);
    let problem = match (is_read, has_blank_inside) {
        (false, _) => BoldProblem::PartOfWord,
        (true, true) => BoldProblem::BlankInside,
        (true, false) => BoldProblem::BlankOutside,
    };
    let first_line = line_span(text, whole.start).end.min(whole.end);
    let diagnostic = Diagnostic::new(Code::UnreadBold, Place::at(path, Span::new(whole.start, first_line)))
        .with("text", shown(&text[whole.start..whole.end]))
        .with("help", Phrase::Bold(problem));
    let new = [left, signs, inside, signs, right].concat();
    match is_read {
        true if new == text[whole.start..whole.end] => None,
        true => Some(diagnostic.fix(whole, new)),
        false => Some(diagnostic),
    }
}

/// Returns whether a letter beside bold words lets them begin or end there without a blank.
fn is_outside(letter: char) -> bool {
    letter.is_whitespace() || ".,;:!?…)]”’»".contains(letter) || "([“‘«".contains(letter)
}

fn is_opening(letter: char) -> bool {
    "“‘\"«([".contains(letter)
}

fn is_closing(letter: char) -> bool {
    ".,;:!?…”’\"»)]".contains(letter)
}

/// Returns whether signs between a letter outside and one inside begin or end bold words (CommonMark, section 6.2).
fn flanks(outside: char, inside: Option<char>, sign: u8) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric();
    let outside_is_open = outside.is_whitespace() || !is_word(outside);
    inside.is_some_and(|inside| outside_is_open || is_word(inside) && sign == b'*')
}
