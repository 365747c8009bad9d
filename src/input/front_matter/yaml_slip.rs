//! Finds the slip behind a syntax error of a head: the YAML parser notices many only lines later.

use crate::base::path::RelPath;
use crate::base::span::{Span, line_span, offset_of};
use crate::input::front_matter::fields::field_named;
use crate::input::front_matter::yaml::SyntaxError;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{Phrase, YamlHelp, YamlProblem};

/// Returns the diagnostic of a text that is not YAML; `span` is the head in the file's `text`.
pub(super) fn syntax(path: &RelPath, text: &str, span: Span, error: &SyntaxError) -> Diagnostic {
    let head = &text[span.start..span.end];
    let (at, problem) = place_and_problem(head, error);
    let at = span.start + at;
    let line = line_span(text, at.min(span.end.saturating_sub(1)));
    let at = at.min(line.end);
    diagnostic(path, Span::new(at, line.end), problem)
}

/// The diagnostic of a problem at a place.
pub(super) fn diagnostic(path: &RelPath, span: Span, problem: YamlProblem) -> Diagnostic {
    Diagnostic::new(Code::YamlSyntax, Place::at(path, span))
        .with("reason", Phrase::Yaml(problem.clone()))
        .with("help", Phrase::YamlHelp(YamlHelp(problem)))
}

/// The byte of a head at which a slip is, and what it is.
fn place_and_problem(head: &str, error: &SyntaxError) -> (usize, YamlProblem) {
    let problem = problem(&error.reason);
    // An unclosed construct is shown at its beginning, not where the parser gave up.
    let place = match problem {
        YamlProblem::OpenBracket | YamlProblem::End | YamlProblem::NoColon | YamlProblem::Alias => {
            error.context.or(error.place)
        }
        _ => error.place,
    };
    let noticed = error.place.map_or(head.len(), |place| offset_of(head, place));
    let at = place.map_or(0, |place| offset_of(head, place));
    let end_of_line = line_span(head, noticed).end;
    match first_slip(head) {
        Some((slip, found)) if slip <= end_of_line && slip < at => (slip, found),
        Some(_) | None => (at, problem),
    }
}

/// Finds the first line that is certainly wrong: an open quotation or bracket, a line of the outermost level without a
/// colon.
fn first_slip(head: &str) -> Option<(usize, YamlProblem)> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in head.split_inclusive('\n') {
        lines.push((at, line.trim_end_matches('\n')));
        at += line.len();
    }
    let mut rest = lines.as_slice();
    while let [(at, line), later @ ..] = rest {
        rest = later;
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        if words.ends_with(['|', '>']) || words.ends_with("|-") || words.ends_with(">-") {
            let indent = indent(line);
            let is_block = |(_, line): &(usize, &str)| line.trim().is_empty() || self::indent(line) > indent;
            rest = &rest[rest.iter().take_while(|line| is_block(line)).count()..];
            continue;
        }
        let start = value_start(line);
        let value = &line[start..];
        match value.chars().next() {
            Some(quote @ ('"' | '\'')) if !closes(&value[1..], quote) => {
                let Some(count) = lines_until(rest, |line| closes(line, quote)) else {
                    return Some((at + start, YamlProblem::End));
                };
                rest = &rest[count..];
            }
            Some('[' | '{') if depth(value) > 0 => {
                let mut open = depth(value);
                let closing = |line: &str| {
                    open += depth(line);
                    open <= 0
                };
                let Some(count) = lines_until(rest, closing) else {
                    return Some((at + start, YamlProblem::OpenBracket));
                };
                rest = &rest[count..];
            }
            _ if !line.starts_with([' ', '-', ']', '}']) && !line.contains(':') => {
                return Some((*at, YamlProblem::NoColon));
            }
            _ => {}
        }
    }
    None
}

/// The number of lines until one closes what is open; `None` if a field or an item begins before.
fn lines_until(lines: &[(usize, &str)], mut closes: impl FnMut(&str) -> bool) -> Option<usize> {
    for (count, (_, line)) in lines.iter().enumerate() {
        let key = line.split_once(':').map_or("", |(key, _)| key);
        let begins = !key.starts_with(' ') && field_named(key).is_some() || line.trim_start().starts_with("- ");
        if begins {
            return None;
        }
        if closes(line) {
            return Some(count + 1);
        }
    }
    None
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The byte of a line at which its value begins, behind a dash and a name.
fn value_start(line: &str) -> usize {
    let words = line.trim_start_matches([' ', '-']);
    let from = line.len() - words.len();
    let behind = words.find(": ").filter(|_| !words.starts_with(['"', '\'', '[', '{']));
    let value = &words[behind.map_or(0, |colon| colon + 2)..];
    let blanks = value.len() - value.trim_start_matches(' ').len();
    from + behind.map_or(0, |colon| colon + 2) + blanks
}

/// Returns whether a quotation that is open at the beginning of a text ends in it.
fn closes(text: &str, quote: char) -> bool {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\\' && quote == '"' || letter == quote && quote == '\'' && letters.peek() == Some(&'\'') {
            letters.next();
        } else if letter == quote {
            return true;
        }
    }
    false
}

/// The number of brackets that a text opens, without those that it closes.
fn depth(text: &str) -> isize {
    text.bytes().fold(0, |depth, byte| match byte {
        b'[' | b'{' => depth + 1,
        b']' | b'}' => depth - 1,
        _ => depth,
    })
}

/// Recognizes the most common errors of the YAML parser by their wording.
fn problem(reason: &str) -> YamlProblem {
    let signs = [
        (SyntaxError::NOT_MAPPING, YamlProblem::NotMapping),
        ("did not find expected ',' or", YamlProblem::OpenBracket),
        ("mapping values are not allowed", YamlProblem::Colon),
        ("could not find expected ':'", YamlProblem::NoColon),
        ("did not find expected key", YamlProblem::Indent),
        ("did not find expected '-' indicator", YamlProblem::Indent),
        ("found character that cannot start", YamlProblem::SpecialStart),
        ("did not find expected node content", YamlProblem::SpecialStart),
        ("comment or line break", YamlProblem::SpecialStart),
        ("tags (`!name`)", YamlProblem::SpecialStart),
        ("unknown escape character", YamlProblem::Escape),
        ("control characters", YamlProblem::Control),
        ("block sequence entries are not allowed", YamlProblem::Dash),
        ("found unexpected end of stream", YamlProblem::End),
        ("unknown anchor", YamlProblem::Alias),
        ("alphabetic or numeric character", YamlProblem::Alias),
        ("repetition limit", YamlProblem::Alias),
        ("recursion limit", YamlProblem::Depth),
    ];
    let found = signs.into_iter().find(|(sign, _)| reason.contains(sign));
    let own_words = || YamlProblem::Other(reason.split(" at line ").next().unwrap_or(reason).to_owned());
    found.map_or_else(own_words, |(_, problem)| problem)
}
