//! The page that explains a code: longer than the message, with a wrong and a right example.
//!
//! Each file of `explanations/` holds a paragraph in both languages and the two examples as files of a small site;
//! a test compiles them, so that the wrong one is wrong in just that way.

use super::catalogue::{Language, severity_word, text_of};
use super::code::Code;

/// A code explained in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// What it means, when it comes about, what to do.
    pub text: &'static str,
    /// Files of a site in which it is found: each begins at a line `-- path --`.
    pub wrong: &'static str,
    /// The same as it should be.
    pub right: &'static str,
}

/// The explanation of a code.
pub fn explanation(code: Code, language: Language) -> Explanation {
    let page = code.explanation();
    let (head, examples) = page
        .split_once("== wrong ==\n")
        .expect("every page has a wrong example");
    let (wrong, right) = examples
        .split_once("== right ==\n")
        .expect("every page has a right example");
    let key = match language {
        Language::Vietnamese => "vi: ",
        Language::English => "en: ",
    };
    let text = head
        .lines()
        .find_map(|line| line.strip_prefix(key))
        .expect("every page speaks both languages");
    Explanation {
        code,
        text,
        wrong,
        right,
    }
}

/// The first line of a page: the message with an ellipsis for each value.
pub fn title(code: Code, language: Language) -> String {
    let mut out = format!("{}[{}]: ", severity_word(code.severity(), language), code.name());
    let mut rest = text_of(code, language).title;
    while let Some((before, (_, after))) = rest
        .split_once('{')
        .and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        out.push_str(before);
        out.push('…');
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The files of an example: name and text. Escapes such as `\u{feff}` stay as they are written.
pub fn files(example: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in example.lines() {
        match line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            Some(name) => found.push((name.trim_end_matches(" escaped").to_owned(), String::new())),
            None => {
                if let Some((_, text)) = found.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    found
}

/// A page as Markdown, for the terminal and the manual; `level` is that of its heading.
pub fn page(code: Code, language: Language, level: usize) -> String {
    let explained = explanation(code, language);
    let message = text_of(code, language);
    let (why, wrong, right) = match language {
        Language::Vietnamese => ("Vì sao", "Sai", "Đúng"),
        Language::English => ("Why", "Wrong", "Right"),
    };
    let mut out = format!(
        "{} {}\n\n{}\n\n{why}: {}.\n",
        "#".repeat(level),
        title(code, language),
        explained.text,
        message.why
    );
    for (word, example) in [(wrong, explained.wrong), (right, explained.right)] {
        out.push_str(&format!("\n{word}:\n"));
        for (name, text) in files(example) {
            out.push_str(&format!("\n`{name}`\n\n```\n{text}```\n"));
        }
    }
    out
}
