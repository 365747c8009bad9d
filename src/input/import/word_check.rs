//! Holds the written file against the source: each word of the source's text is on the page, in order.

use crate::base::path::RelPath;
use crate::base::word_diff::{WordState, word_runs};
use crate::input::body::html_template::{HtmlTemplate, Placeholder};
use crate::input::citations::lexicon::Lexicon;
use crate::input::document::{Document, parse};
use crate::input::source::SourceFile;

/// Words of a source that a page lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LostWords {
    /// The line of the source.
    pub(crate) line: u32,
    /// The words.
    pub(crate) text: String,
}

/// A word of a source and its line.
pub(crate) type SourceWord = (u32, String);

/// How many words ahead the same words are looked for again.
const MAX_AHEAD: usize = 400;

/// The words in a row that show that both continue alike.
const MIN_ALIKE: usize = 3;

/// The words of a text: runs of letters and digits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|letter: char| !letter.is_alphanumeric());
    runs.filter(|run| !run.is_empty())
}

/// Signs without which words say something else.
const SIGNS: &str = "%‰±≤≥≠°√✓✔✗☐☑☒";

/// Dashes that are a minus before a number.
const DASHES: &str = "-–—−⁻";

/// The words of a text, and the signs that change what they say: each is a word. A line break parts a dash from a number.
pub(crate) fn words_and_signs(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let first = rest.chars().next()?;
            let length = match first {
                letter if letter.is_alphanumeric() => rest
                    .find(|letter: char| !letter.is_alphanumeric())
                    .unwrap_or(rest.len()),
                letter => letter.len_utf8(),
            };
            let is_word = first.is_alphanumeric() || SIGNS.contains(first) || is_minus(text, at);
            at += length;
            if is_word {
                return Some(if DASHES.contains(first) { "-" } else { &rest[..length] });
            }
        }
    })
}

/// Returns whether a minus is at some byte of a text: a dash that follows no letter at once, and that a number follows.
fn is_minus(text: &str, at: usize) -> bool {
    let mut letters = text[at..].chars();
    let behind = letters
        .next()
        .filter(|sign| DASHES.contains(*sign))
        .map(|_| letters.as_str());
    let is_before_number = behind.is_some_and(|behind| {
        let number = behind.trim_start_matches([' ', '\t']);
        number.starts_with(char::is_numeric)
    });
    is_before_number && !text[..at].ends_with(char::is_alphanumeric)
}

/// Parses a written file.
pub(crate) fn parsed(path: &RelPath, text: &str, lexicon: &Lexicon) -> Option<Document> {
    parse(&SourceFile::decode(path.clone(), text.as_bytes()), lexicon).value
}

/// The words of a page: those of its body, then those of its footnotes.
pub(crate) fn page_words(document: &Document, lexicon: &Lexicon) -> Vec<String> {
    words(&page_text(document, lexicon)).map(str::to_owned).collect()
}

/// The words and signs of a page, in the same order.
pub(crate) fn page_words_and_signs(document: &Document, lexicon: &Lexicon) -> Vec<String> {
    let text = page_text(document, lexicon);
    words_and_signs(&text).map(str::to_owned).collect()
}

fn page_text(document: &Document, lexicon: &Lexicon) -> String {
    let mut text = text_of(&document.markup(lexicon).linked);
    for note in &document.footnotes {
        text.push('\n');
        text.push_str(&text_of(note));
    }
    text
}

/// The words of the source that a page lacks, line by line.
pub(crate) fn lost(source: &[SourceWord], page: &[String]) -> Vec<LostWords> {
    let mut lost: Vec<LostWords> = Vec::new();
    let (mut at, mut there) = (0, 0);
    while at < source.len() {
        if page.get(there).is_some_and(|word| *word == source[at].1) {
            at += 1;
            there += 1;
            continue;
        }
        let (skipped, added) = next_alike(&source[at..], &page[there.min(page.len())..]);
        for (line, word) in &source[at..at + skipped] {
            match lost.last_mut().filter(|last| last.line == *line) {
                Some(last) => last.text = format!("{} {word}", last.text),
                None => lost.push(LostWords {
                    line: *line,
                    text: word.clone(),
                }),
            }
        }
        at += skipped;
        there += added;
    }
    lost
}

/// The fewest words to pass on both sides until both continue alike; all of the source's where they never do.
fn next_alike(source: &[SourceWord], page: &[String]) -> (usize, usize) {
    let is_alike = |skipped: usize, added: usize| {
        let (own, other) = (&source[skipped..], &page[added..]);
        let count = MIN_ALIKE.min(own.len()).min(other.len());
        count > 0 && own.iter().zip(other).take(count).all(|((_, one), other)| one == other)
    };
    for total in 1..MAX_AHEAD {
        let pairs = (0..=total).map(|skipped| (skipped, total - skipped));
        let mut fitting = pairs.filter(|(skipped, added)| *skipped < source.len() && *added < page.len());
        if let Some(found) = fitting.find(|(skipped, added)| is_alike(*skipped, *added)) {
            return found;
        }
    }
    (source.len().min(MAX_AHEAD), 0)
}

/// The text of HTML whose links and marks are not written yet.
fn text_of(template: &HtmlTemplate) -> String {
    let mut html = String::with_capacity(template.html.len());
    let mut from = 0;
    for (at, placeholder) in &template.placeholders {
        html.push_str(&template.html[from..at.get()]);
        from = at.get();
        // Within a tag nothing may be inserted; a mark of a note parts words.
        if matches!(placeholder, Placeholder::Footnote(..)) {
            html.push(' ');
        }
    }
    html.push_str(&template.html[from..]);
    visible_text(&html)
}

/// The visible text of HTML of our own, with the numbers of its lists.
fn visible_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        push_decoded(&rest[..open], &mut out);
        let tail = &rest[open + 1..];
        let end = tail.find('>').unwrap_or(tail.len());
        let tag = &tail[..end];
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        if !matches!(
            name,
            "em" | "strong" | "a" | "mark" | "s" | "wbr" | "span" | "bdi" | "code" | "del"
        ) {
            out.push('\n');
        }
        let number = |name: &str| {
            let value = tag.split_once(&format!("{name}=\""))?.1.split('"').next()?;
            value.parse::<u64>().ok()
        };
        match tag.split(' ').next().unwrap_or("") {
            "ul" => lists.push(None),
            "ol" => lists.push(Some(number("start").unwrap_or(1))),
            "/ul" | "/ol" => {
                lists.pop();
            }
            "li" => {
                if let Some(Some(next)) = lists.last_mut() {
                    out.push_str(&format!("{next} "));
                    *next += 1;
                }
            }
            _ => {}
        }
        rest = tail.get(end + 1..).unwrap_or("");
    }
    push_decoded(rest, &mut out);
    out
}

fn push_decoded(text: &str, out: &mut String) {
    if text.contains('&') {
        let decoded = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'");
        out.push_str(&decoded.replace("&amp;", "&").replace('\u{ad}', ""));
    } else {
        out.push_str(text);
    }
}

/// The words that two versions of a page do not share: those of the old one, and those of the new.
pub(crate) fn differences(old: &[String], new: &[String]) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut is_open = false;
    for run in word_runs(&old.join(" "), &new.join(" ")) {
        match run.state {
            WordState::Kept => {}
            WordState::Removed => out.push((run.words, String::new())),
            WordState::Added if is_open => {
                if let Some((_, added)) = out.last_mut() {
                    *added = run.words;
                }
            }
            WordState::Added => out.push((String::new(), run.words)),
        }
        is_open = run.state == WordState::Removed;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{LostWords, differences, lost, visible_text, words, words_and_signs};

    fn of(text: &str) -> Vec<String> {
        words(text).map(str::to_owned).collect()
    }

    #[test]
    fn lost_words_are_named() {
        let source: Vec<(u32, String)> = of("một hai ba bốn năm sáu bảy tám")
            .into_iter()
            .map(|word| (3, word))
            .collect();
        assert_eq!(lost(&source, &of("một hai ba bốn năm sáu bảy tám")), []);
        assert_eq!(
            lost(&source, &of("không một hai ba sáu bảy tám")),
            [LostWords {
                line: 3,
                text: "bốn năm".to_owned()
            }]
        );
    }

    #[test]
    fn signs_are_words_where_they_change_a_number() {
        for (text, read) in [
            ("tăng 5% - giảm – 5,2", "tăng 5 % giảm - 5 2"),
            ("2011-2015, 15-QĐ/TU", "2011 2015 15 QĐ TU"),
            ("10⁻³; −1,5; ≥ 80‰", "10 ³ - 1 5 ≥ 80 ‰"),
            ("✓ có\n–\n5", "✓ có 5"),
        ] {
            let found: Vec<&str> = words_and_signs(text).collect();
            assert_eq!(found.join(" "), read);
        }
    }

    #[test]
    fn numbers_of_lists_are_words() {
        assert_eq!(
            of(&visible_text(
                "<ol start=\"3\"><li>a&amp;b</li><li><em>c</em>d</li></ol>"
            )),
            ["3", "a", "b", "4", "cd"]
        );
    }

    #[test]
    fn versions_differ_in_words() {
        let found = differences(&of("một hai ba bốn năm sáu"), &of("một hai 3 bốn năm sáu bảy"));
        assert_eq!(
            found,
            [("ba".to_owned(), "3".to_owned()), (String::new(), "bảy".to_owned())]
        );
    }
}
