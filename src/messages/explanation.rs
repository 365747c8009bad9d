//! The page that explains a code: longer than the message, with a wrong and a right example.
//!
//! Each file of `explanations/` holds a paragraph in both languages and the two examples as files of a small site;
//! a test compiles them, so that the wrong one has exactly that mistake.

use crate::messages::catalogue::{Language, text_keys, with_ellipses};
use crate::messages::code::Code;
use crate::messages::message::text_of;

text_keys! {
    "explain",
    /// A heading of an explanation.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ExplanationText {
        Why: "Before the reason.",
        Wrong: "Before the wrong example.",
        Right: "Before the right example.",
    }
}

/// A code explained in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// What it means, when it occurs, what to do.
    pub text: &'static str,
    /// Files of a site that has it: each begins at a line `-- path --`.
    pub wrong: &'static str,
    /// The same files without the mistake.
    pub right: &'static str,
}

/// Returns the explanation of a code.
pub fn explanation(code: Code, language: Language) -> Explanation {
    let split = |text: &'static str, mark| text.split_once(mark).expect("every page has both examples");
    let (head, examples) = split(code.explanation(), "== wrong ==\n");
    let (wrong, right) = split(examples, "== right ==\n");
    let key = match language {
        Language::Vietnamese => "vi: ",
        Language::English => "en: ",
    };
    let text = head.lines().find_map(|line| line.strip_prefix(key));
    Explanation {
        code,
        text: text.expect("every page has a text in both languages"),
        wrong,
        right,
    }
}

/// Returns the first line of a page: the message with an ellipsis for each value.
pub fn title(code: Code, language: Language) -> String {
    let severity = code.severity().text(language);
    let title = with_ellipses(text_of(code, language).title);
    format!("{severity}[{}]: {title}", code.name())
}

/// Returns the files of an example: name and text. Escapes such as `\u{feff}` stay as they are written.
pub(crate) fn files(example: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in example.lines() {
        match line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            Some(name) => files.push((name.trim_end_matches(" escaped").to_owned(), String::new())),
            None => {
                if let Some((_, text)) = files.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    files
}

/// Number of lines shown before and after those that differ.
const CONTEXT_LINES: usize = 1;

/// The mark in place of lines that both examples have.
const ELISION: &str = "…";

/// Returns the lines of a file that its other form lacks, with the lines around them; the whole file where there is no
/// other form, `None` where both are equal.
fn differing(text: &str, other: Option<&str>) -> Option<String> {
    let Some(other) = other else {
        return Some(text.to_owned());
    };
    if text == other {
        return None;
    }
    let (own, others): (Vec<&str>, Vec<&str>) = (text.lines().collect(), other.lines().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let before = same(&mut own.iter().zip(&others));
    let shorter = own.len().min(others.len());
    let after = same(&mut own.iter().rev().zip(others.iter().rev())).min(shorter - before);
    // A single omitted line would take as much room as the mark for it.
    let first = before.checked_sub(CONTEXT_LINES + 1).map_or(0, |hidden| hidden + 1);
    let first = if first == 1 { 0 } else { first };
    let end = (own.len() - after + CONTEXT_LINES).min(own.len());
    let end = if end + 1 == own.len() { own.len() } else { end };
    let mut shown: Vec<&str> = own[first..end].to_vec();
    if first > 0 {
        shown.insert(0, ELISION);
    }
    if end < own.len() {
        shown.push(ELISION);
    }
    Some(shown.join("\n") + "\n")
}

/// Appends the files of an example.
fn example(out: &mut String, word: &str, files: &[(String, String)]) {
    let mut before = format!("{word}, ");
    for (name, text) in files {
        out.push_str(&format!("\n{before}`{name}`:\n\n```\n{text}```\n"));
        before.clear();
    }
}

/// Returns a page as Markdown, for the terminal and the manual; `level` is that of its heading.
pub fn page(code: Code, language: Language, level: usize) -> String {
    let explained = explanation(code, language);
    let message = text_of(code, language);
    let why = ExplanationText::Why.text(language);
    let mut out = format!(
        "{} {}\n\n**{}**\n\n{}\n\n{why}: {}.\n",
        "#".repeat(level),
        code.name(),
        title(code, language),
        explained.text,
        message.why
    );
    let (wrong, right) = (files(explained.wrong), files(explained.right));
    let counterpart = |name: &str| {
        let twin = wrong.iter().find(|(other, _)| other == name);
        twin.map(|(_, text)| text.as_str())
    };
    let fixed = right.iter();
    let fixed = fixed.filter_map(|(name, text)| Some((name.clone(), differing(text, counterpart(name))?)));
    let fixed: Vec<(String, String)> = fixed.collect();
    example(&mut out, ExplanationText::Wrong.text(language), &wrong);
    example(&mut out, ExplanationText::Right.text(language), &fixed);
    out
}

#[cfg(test)]
mod tests {
    use super::differing;

    #[test]
    fn only_what_differs_is_shown_with_a_line_around_it() {
        let before = "---\nloại: Trang\nmột\nhai\nba\nbốn\nnăm\nsáu\n";
        let after = before.replace("bốn", "4");
        let shown = differing(before, Some(&after));
        assert_eq!(shown.as_deref(), Some("…\nba\nbốn\nnăm\nsáu\n"));
        assert_eq!(differing(before, Some(before)), None);
        assert_eq!(differing("a\n", None).as_deref(), Some("a\n"));
        // A line that is only in one of them, twice the same.
        assert_eq!(differing("a\na\n", Some("a\n")).as_deref(), Some("a\na\n"));
        assert_eq!(differing("a\n", Some("a\na\n")).as_deref(), Some("a\n"));
        let long = "một\nhai\nba\nbốn\nnăm\nsáu\n";
        let shown = differing(long, Some(&long.replace("một", "1")));
        assert_eq!(shown.as_deref(), Some("một\nhai\n…\n"));
    }
}
