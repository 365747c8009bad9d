//! Writes the letters of a paragraph as Markdown on one line.

use crate::input::import::layout_lines::one_blank;
use crate::input::import::markdown_escapes::escaped;
use crate::input::import::source_text::{SourceParagraph, SourceRun, SourceScript};

/// Raised digits, by their value.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Lowered digits, by their value.
const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

/// The text of a paragraph with its number, on one line.
pub(super) fn inline(paragraph: &SourceParagraph, is_markdown: bool) -> String {
    let mut out = String::new();
    if let Some(number) = &paragraph.number {
        out.push_str(number);
        out.push(' ');
    }
    if is_markdown {
        out.extend(paragraph.runs.iter().map(|run| run.text.as_str()));
        return out.trim().to_owned();
    }
    let runs = joined(&paragraph.runs);
    for (at, run) in runs.iter().enumerate() {
        let after = runs.get(at + 1).and_then(|next| next.text.chars().next());
        out.push_str(&written_run(run, &out, after));
    }
    one_blank(&out)
}

/// Runs of one look in a row as one.
fn joined(runs: &[SourceRun]) -> Vec<SourceRun> {
    let mut out: Vec<SourceRun> = Vec::with_capacity(runs.len());
    for run in runs {
        let is_alike = |open: &&mut SourceRun| {
            let same = |one: &SourceRun| (one.is_bold, one.is_italic, one.script, one.link.clone());
            let is_text = |one: &SourceRun| one.note.is_none() && one.image.is_none();
            is_text(open)
                && is_text(run)
                && (same(open) == same(run) || run.text.trim().is_empty() && run.link == open.link)
        };
        match out.last_mut().filter(is_alike) {
            Some(open) => open.text.push_str(&run.text),
            None => out.push(run.clone()),
        }
    }
    out
}

fn written_run(run: &SourceRun, before: &str, after: Option<char>) -> String {
    if let Some(note) = run.note {
        return format!("[^{}]", note.0 + 1);
    }
    if run.image.is_some() {
        // The link of a picture is its Markdown.
        return run.link.clone().unwrap_or_default();
    }
    let text = scripted(run);
    let core = text.trim();
    if core.is_empty() {
        return text;
    }
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    let words = match before.trim().is_empty() {
        true => escaped(core),
        // The first letter of a paragraph alone may begin a heading or a quotation.
        false => escaped(&format!(" {core}"))[1..].to_owned(),
    };
    let words = match &run.link {
        Some(address) if is_web(address) && !core.contains("://") => format!("[{words}](<{address}>)"),
        Some(_) | None => words,
    };
    let is_apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    let opens = is_apart(before.chars().next_back()) || !start.is_empty();
    let closes = is_apart(after) || !end.is_empty();
    // Signs at the edges would keep Markdown from reading the type (CommonMark 0.31, section 6.2).
    let has_edges = core.starts_with(char::is_alphanumeric) && core.ends_with(char::is_alphanumeric)
        || start.is_empty() && before.is_empty() && after.is_none();
    let marks = match (run.is_bold, run.is_italic) {
        _ if !(opens && closes && has_edges) => "",
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    format!("{start}{marks}{words}{marks}{end}")
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://") || address.starts_with("mailto:")
}

/// The letters of a paragraph as they are written, without its number and without marks.
pub(super) fn written_letters(paragraph: &SourceParagraph) -> String {
    paragraph.runs.iter().map(scripted).collect()
}

/// Signs that are raised and lowered, each with both forms.
const SCRIPT_SIGNS: [(&str, char, char); 2] = [("-–−", '⁻', '₋'), ("+", '⁺', '₊')];

/// The text of a run; raised and lowered digits have signs of their own.
fn scripted(run: &SourceRun) -> String {
    let is_raised = match run.script {
        SourceScript::Normal => return run.text.clone(),
        SourceScript::Superscript => true,
        SourceScript::Subscript => false,
    };
    let digits = if is_raised { &RAISED } else { &LOWERED };
    let sign = |letter: char| match letter.to_digit(10) {
        Some(value) => digits.get(value as usize).copied(),
        None => {
            let known = SCRIPT_SIGNS.iter().find(|(written, ..)| written.contains(letter));
            known.map(|(_, raised, lowered)| if is_raised { *raised } else { *lowered })
        }
    };
    match run.text.trim().chars().all(|letter| sign(letter).is_some()) {
        true => run.text.chars().map(|letter| sign(letter).unwrap_or(letter)).collect(),
        false => run.text.clone(),
    }
}

/// A paragraph without bold and italic type, as headings are.
pub(super) fn plain(paragraph: &SourceParagraph) -> SourceParagraph {
    let mut own = paragraph.clone();
    for run in &mut own.runs {
        (run.is_bold, run.is_italic) = (false, false);
    }
    own
}
