//! Writes a report as one comment in Markdown (GitHub Flavored Markdown, which GitLab reads too).

use std::fmt::Write as _;

use crate::host::diff::difference_report::DifferenceReport;
use crate::host::diff::report_line::{Piece, ReportLine, counted, pieces};
use crate::host::printable::printable;
use crate::messages::catalogue::Language;
use crate::messages::diff_text::DiffText;

/// The first line: a recipe finds the comment by it, to write it anew.
const MARK: &str = "<!-- congbo diff -->";

/// The most letters of a comment. GitHub takes 65,536.
const MAX_LETTERS: usize = 60_000;

/// Writes a report.
pub(super) fn comment(report: &DifferenceReport, language: Language) -> String {
    let mut out = format!("{MARK}\n## {}\n", DiffText::Title.text(language));
    for warning in &report.warnings {
        let _ = write!(out, "\n> ⚠️ {}\n", escaped(warning));
    }
    if !report.summary.is_empty() {
        let _ = write!(out, "\n**{}**\n", escaped(&report.summary));
    }
    if report.has_marks {
        let text = |text: DiffText| text.text(language).to_owned();
        let values = [
            ("gone", Piece::Removed(text(DiffText::LegendGone))),
            ("come", Piece::Added(text(DiffText::LegendCome))),
        ];
        let legend = pieces(DiffText::Legend.text(language), &values);
        let _ = write!(out, "\n<sub>{}</sub>\n", line_text(&legend));
    }
    let mut letters = out.chars().count();
    let mut left_out = 0;
    for section in &report.sections {
        let mut heading = Some(format!("\n### {}\n", section.heading.text(language)));
        let mut is_list = false;
        for line in &section.lines {
            let written = format!("{}{}", heading.as_deref().unwrap_or(""), line_of(line, is_list));
            letters += written.chars().count();
            if letters > MAX_LETTERS {
                left_out += 1;
                continue;
            }
            is_list = line.level > 0;
            heading = None;
            out.push_str(&written);
        }
    }
    if left_out > 0 {
        let _ = write!(out, "\n{}\n", counted(DiffText::MoreLines, left_out, language));
    }
    printable(&out).into_owned()
}

/// A line: a page, whose name is a heading over what else is said of it, or an entry of a list.
fn line_of(line: &ReportLine, is_list: bool) -> String {
    match (line.level, line.pieces.as_slice(), is_list) {
        (0, [Piece::Strong(name), further @ ..], _) => {
            let further = line_text(further);
            let further = further.trim_start_matches([' ', '–', '·']);
            format!("\n#### {}\n\n{further}\n", escaped(name))
        }
        (0, pieces, _) => format!("\n{}\n", line_text(pieces)),
        (_, pieces, true) => format!("- {}\n", line_text(pieces)),
        (_, pieces, false) => format!("\n- {}\n", line_text(pieces)),
    }
}

fn line_text(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        let _ = match piece {
            Piece::Text(words) => write!(out, "{}", escaped(words)),
            Piece::Strong(words) => write!(out, "<strong>{}</strong>", escaped(words)),
            Piece::Code(words) => write!(out, "<code>{}</code>", escaped(words)),
            Piece::Removed(words) => write!(out, "<del>{}</del>", escaped(words)),
            Piece::Added(words) => write!(out, "<ins>{}</ins>", escaped(words)),
        };
    }
    out
}

/// An empty place that parts a sign from what follows it, so that neither host reads both as a reference.
const PARTED: &str = "&#8203;";

/// Words as Markdown shows them letter for letter: no mark, no HTML, no reference to a person (`@an`), an issue (`#12`,
/// `!12`, `GH-12`) or a sign by name (`:tada:`). Blanks and line breaks become one blank.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '~' | '|' | '!' | '$' | '^' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
        let is_reference = matches!(letter, '@' | '#' | '!' | '$' | '%' | '&' | '~' | ':');
        if is_reference && next.is_alphanumeric() {
            out.push_str(PARTED);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_the_content_is_markup() {
        assert_eq!(
            escaped("a*b_c `d` <img src=x> & [e](f)\ng"),
            "a\\*b\\_c \\`d\\` &lt;img src=x&gt; &amp; \\[e\\](f) g"
        );
        assert_eq!(
            escaped("@an #12 !3 5% :tada: 10:30"),
            "@&#8203;an \\#&#8203;12 \\!&#8203;3 5% :&#8203;tada: 10:&#8203;30"
        );
    }
}
