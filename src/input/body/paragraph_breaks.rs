//! Separates the paragraphs of an official text that was pasted without blank lines.
//!
//! To Markdown, lines without a blank line between them are one paragraph. A line that begins a new sentence with the
//! next label of the text begins a provision, and is separated before Markdown is parsed.

use std::borrow::Cow;

use crate::input::body::annex::{annex_address, issued_address};
use crate::input::body::label::{LabelStyle, PrintedLabel, is_upper_case};
use crate::input::body::label_parser::candidates;
use crate::input::body::line_length::LineLength;
use crate::input::body::outline::{LabelOrigin, OpenProvision, Placement, choose, enter, succeeds};
use crate::input::body::quotation::{is_quotation_mark, open_marks};

/// Maximum length of a heading that has no closing sign, in bytes.
pub(crate) const MAX_HEADING_LENGTH: usize = 400;

/// Words before a number that is no label.
const NUMBER_WORDS: [&str; 12] = [
    "điều", "khoản", "điểm", "mục", "chương", "phần", "số", "và", "đến", "từ", "tại", "ngày",
];

/// Words before a number that may as well end a title.
const WEAK_WORDS: [&str; 4] = ["và", "đến", "từ", "tại"];

/// A character that is inserted into a body, one byte long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Insertion {
    /// The byte of the body before which it is.
    pub(crate) at: usize,
    /// The character.
    pub(crate) text: &'static str,
}

/// The line of a body at a byte, and the label that it begins with.
pub(crate) type LabelledLine = (usize, String);

/// What a body lacks.
#[derive(Debug, Default)]
pub(crate) struct MissingBreaks {
    /// What has to be inserted, in order.
    pub(crate) insertions: Vec<Insertion>,
    /// The first line that begins a provision without a blank line before it.
    pub(crate) first: Option<LabelledLine>,
    /// The first line that begins with the next label in the middle of a sentence, and stays text.
    pub(crate) doubtful: Option<LabelledLine>,
}

/// Finds the line breaks that separate the paragraphs of an official text.
pub(crate) fn missing_breaks(body: &str) -> MissingBreaks {
    if !may_lack_breaks(body) {
        return MissingBreaks::default();
    }
    let mut scan = Scan::of(body, Lines::MayBeWrapped);
    if scan.is_paste() {
        scan = Scan::of(body, Lines::AreParagraphs);
    }
    MissingBreaks {
        insertions: scan.insertions(),
        first: scan.first,
        doubtful: scan.doubtful,
    }
}

/// Returns whether any line follows another one without a blank line and begins as a label or a word of one does.
fn may_lack_breaks(body: &str) -> bool {
    let bytes = body.as_bytes();
    let begins = |at: usize| {
        let next = bytes[at + 1..]
            .iter()
            .find(|byte| !matches!(byte, b' ' | b'*' | b'_' | b'\t'));
        let before = bytes[..at].last();
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii() || matches!(byte, b'(' | b'"');
        next.is_some_and(is_word) && before.is_some_and(|byte| *byte != b'\n')
    };
    memchr_lines(bytes).any(begins)
}

/// The bytes of a text that are line breaks.
fn memchr_lines(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .map(|(at, _)| at)
}

/// How the line before ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LineEnd {
    /// It is blank, or there is none.
    #[default]
    Blank,
    /// With a sign that ends a sentence or an item, or as a heading or label does.
    Sentence,
    /// In the middle of a sentence.
    Open,
}

/// What the lines of a body are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Lines {
    /// A line may continue the sentence of the line before.
    #[default]
    MayBeWrapped,
    /// Each line is a paragraph, so that the next label begins an item whatever the line before ends with.
    AreParagraphs,
}

/// Reads the lines of a body.
#[derive(Default)]
struct Scan {
    lines: Lines,
    open: Vec<OpenProvision>,
    before: LineEnd,
    /// Number of quotation marks that are open.
    quoted: usize,
    /// The sign of a fenced block that is open.
    fence: Option<char>,
    in_comment: bool,
    /// Whether the line before is only the label of a part or chapter, whose title follows.
    is_division: bool,
    /// Whether the line before is the label of a part or chapter with a title in capitals, which may continue.
    is_titled: bool,
    /// The width at which lines are wrapped, if they are.
    width: Option<LineLength>,
    /// The length of the line before.
    length: LineLength,
    /// Whether the line before is a title whose last word, such as `đến`, need not belong to the number behind it.
    ends_weakly: bool,
    /// Whether the line before had room for the first word of this one, so that nothing but its end broke it.
    had_room: bool,
    /// Whether the lines before are items of a numbered list of Markdown, which the next number continues.
    in_list: bool,
    /// Whether the line before ends with a word that a number belongs to: `khoản`, `Điều`, `số`.
    names_number: bool,
    labels: Vec<usize>,
    /// Beginnings of sentences without a label.
    sentences: Vec<usize>,
    /// Signs behind numbers that belong to the sentence of the line before.
    numbers: Vec<usize>,
    /// Number of lines that continue the sentence of the line before.
    continued: usize,
    first: Option<LabelledLine>,
    doubtful: Option<LabelledLine>,
}

impl Scan {
    fn of(body: &str, lines: Lines) -> Self {
        let mut scan = Scan {
            lines,
            width: LineLength::of_wrapping(body),
            ..Scan::default()
        };
        let mut at = 0;
        for line in body.split_inclusive('\n') {
            scan.line(line.trim_end_matches('\n'), at);
            at += line.len();
        }
        scan
    }

    /// Returns whether nearly every line ends a sentence: that is a paste, and not a text whose lines are wrapped.
    fn is_paste(&self) -> bool {
        let ended = self.labels.len() + self.sentences.len();
        !self.labels.is_empty() && ended >= 3 * self.continued
    }

    /// The line breaks that are missing, in a paste those between sentences too, and backslashes before signs that would
    /// make an item of a number inside a sentence.
    fn insertions(&self) -> Vec<Insertion> {
        let sentences = self.sentences.iter().filter(|_| self.lines == Lines::AreParagraphs);
        let breaks = self
            .labels
            .iter()
            .chain(sentences)
            .map(|at| Insertion { at: *at, text: "\n" });
        let escapes = self.numbers.iter().map(|at| Insertion { at: *at, text: "\\" });
        let mut insertions: Vec<Insertion> = breaks.chain(escapes).collect();
        insertions.sort_unstable();
        insertions
    }

    fn line(&mut self, line: &str, at: usize) {
        let words = line.trim_start();
        if self.is_apart(words) {
            self.before = LineEnd::Blank;
            return;
        }
        if words.trim_end().is_empty() {
            self.before = LineEnd::Blank;
            return;
        }
        let is_indented = words.len() < line.len();
        if self.before == LineEnd::Blank && !is_indented && marker_number(words).is_none() {
            self.in_list = false;
        }
        match words.chars().next() {
            Some('#') => self.heading(words),
            Some('>' | '|') => self.before = LineEnd::Sentence,
            Some('-' | '+' | '•') => {
                self.length = LineLength::of(words);
                self.before = self.end_of(words, false);
            }
            Some('[') if words.starts_with("[^") => self.before = LineEnd::Sentence,
            // A row of a table that was pasted with tabs.
            _ if words.trim_end().contains('\t') && candidates(words, false).is_empty() => {
                self.before = LineEnd::Sentence
            }
            _ => self.words((line, words), at),
        }
    }

    /// Returns whether a line belongs to code or a comment.
    fn is_apart(&mut self, words: &str) -> bool {
        if self.in_comment {
            self.in_comment = !words.contains("-->");
            return true;
        }
        let sign = words.chars().next().filter(|sign| matches!(sign, '`' | '~'));
        let is_fence = sign.is_some_and(|sign| words.starts_with(&[sign; 3].iter().collect::<String>()));
        match self.fence {
            Some(open) => {
                self.fence = self.fence.filter(|_| !(is_fence && sign == Some(open)));
                true
            }
            None if is_fence => {
                self.fence = sign;
                true
            }
            None => {
                self.in_comment = words.starts_with("<!--") && !words.contains("-->");
                words.starts_with("<!--")
            }
        }
    }

    fn heading(&mut self, line: &str) {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let level = u8::try_from(level.min(6)).unwrap_or(6);
        let words = line.trim_start_matches('#').trim_start();
        if let Some(chosen) = choose(&self.open, words, LabelOrigin::Heading(level)) {
            enter(&mut self.open, &chosen, Some(level));
        }
        self.before = LineEnd::Sentence;
    }

    fn words(&mut self, (whole, line): (&str, &str), start: usize) {
        let indent = whole.len() - line.len();
        let word = line.split_whitespace().next().unwrap_or("");
        self.had_room = self.width.is_some_and(|width| self.length.has_room(word, width));
        self.length = LineLength::of(line);
        // Deeper, the line would become code behind a blank line.
        let is_code = indent >= 4 || whole.starts_with('\t');
        let at = if is_code { start + indent } else { start };
        let plain = without_emphasis(line);
        let marked: &str = &plain;
        let words = match self.quoted > 0 || marked.starts_with(is_quotation_mark) {
            true => marked.trim_start_matches(is_quotation_mark),
            false => marked,
        };
        let is_inside = self.quoted > 0 || words.len() < marked.len();
        let chosen = choose(&self.open, words, LabelOrigin::Words);
        let begins_list = |label: &PrintedLabel| label.is_first() && label.style == LabelStyle::Arabic;
        self.names_number &= !(self.ends_weakly && chosen.as_ref().is_some_and(|(label, _)| begins_list(label)));
        if let Some(number) = marker_number(line)
            && (self.in_list || self.before == LineEnd::Blank || number == 1)
        {
            if self.before == LineEnd::Open && self.names_number {
                self.numbers.push(start + indent + line.find(['.', ')']).unwrap_or(0));
            } else {
                self.in_list = true;
                self.before = LineEnd::Blank;
            }
        }
        // The name of an annex or a regulation is in a line of its own, whatever the line before ends with.
        let begins_text = !is_inside && (annex_address(words).is_some() || issued_address(words).is_some());
        if self.before == LineEnd::Open && begins_text && !self.names_number {
            self.before = LineEnd::Sentence;
        }
        if self.before == LineEnd::Open && chosen.as_ref().is_some_and(|chosen| self.is_certain(chosen)) {
            self.before = LineEnd::Sentence;
        }
        let is_new = self.before == LineEnd::Sentence;
        let begins = match (&chosen, is_inside) {
            (_, true) => !candidates(words, false).is_empty(),
            (Some((label, placement)), false) => {
                let is_wide = label.style == LabelStyle::Article || label.style.is_division();
                placement.gap.is_none() || is_wide || self.lines == Lines::AreParagraphs
            }
            (None, false) => begins_text,
        };
        match (self.before, begins) {
            (LineEnd::Sentence, true) => {
                self.labels.push(at);
                self.in_list = marker_number(line).is_some();
                let at = start + whole.len() - line.trim_start_matches(['*', '_']).len();
                let label = chosen.as_ref().map(|(label, _)| label.printed.clone());
                self.first = self
                    .first
                    .take()
                    .or(label.filter(|_| !is_inside).map(|label| (at, label)));
            }
            (LineEnd::Sentence, false)
                if begins_sentence(words) && !self.is_division && !(self.is_titled && is_upper_case(words)) =>
            {
                self.sentences.push(at);
                self.in_list = false;
            }
            (LineEnd::Open, _) => {
                self.continued += usize::from(self.names_number || candidates(words, false).is_empty());
                let is_list = |label: &PrintedLabel| label.style == LabelStyle::Letter && label.is_first();
                let is_next =
                    |label: &PrintedLabel| succeeds(&self.open, label) || (is_list(label) && !self.names_number);
                let next = chosen.as_ref().filter(|(label, _)| !is_inside && is_next(label));
                let next = next.map(|(label, _)| (start + indent, label.printed.clone()));
                self.doubtful = self.doubtful.take().or(next);
            }
            (LineEnd::Blank | LineEnd::Sentence, _) => {}
        }
        let is_entered = !is_inside && begins && (is_new || self.before == LineEnd::Blank);
        let was_division = std::mem::take(&mut self.is_division);
        self.is_titled &= !was_division && !begins && is_upper_case(words);
        let mut is_title = was_division && words.len() < MAX_HEADING_LENGTH;
        if let Some(chosen) = chosen.filter(|_| is_entered) {
            let (label, rest) = (&chosen.0, words[chosen.0.length..].trim_matches(['*', '_', ' ']));
            self.is_division = label.style.is_division() && rest.is_empty();
            self.is_titled = label.style.is_division() && is_upper_case(rest);
            let is_named = label.style == LabelStyle::Article || label.style.is_division();
            is_title = rest.is_empty() || (is_named && words.len() < MAX_HEADING_LENGTH);
            enter(&mut self.open, &chosen, None);
        } else if is_inside && begins {
            is_title = candidates(words, false)
                .iter()
                .any(|label| label.style == LabelStyle::Article);
        }
        self.quoted = open_marks(line, self.quoted);
        self.before = self.end_of(words, is_title);
    }

    /// Returns whether a label begins an item although the line before ends no sentence.
    fn is_certain(&self, (label, placement): &(PrintedLabel, Placement)) -> bool {
        let is_next = succeeds(&self.open, label) || label.is_first();
        let is_paragraph = (self.lines == Lines::AreParagraphs || self.had_room) && is_next;
        // No number inside a sentence repeats those of the item around it, with a sign behind: `1.1.` below `1.`
        let is_dotted = matches!(label.style, LabelStyle::Dotted(_)) && label.is_closed();
        placement.gap.is_none() && !self.names_number && (is_dotted || is_paragraph)
    }

    /// How a line ends.
    fn end_of(&mut self, line: &str, is_title: bool) -> LineEnd {
        let end = line.trim_end_matches(['*', '_', ' ', '\t', '\\', '\u{a0}', '\r']);
        let end = end
            .strip_suffix(']')
            .and_then(|mark| mark.rfind("[^").map(|at| &end[..at]))
            .unwrap_or(end);
        let words = end.trim_end_matches(is_quotation_mark);
        let is_joined = ["; và", "; hoặc"].iter().any(|word| words.ends_with(word));
        let has_sign = words.ends_with(['.', ';', ':', '!', '?', '…']) || words.len() < end.len() || is_joined;
        let introduces = words.ends_with(':');
        let last = words.rsplit([' ', '\u{a0}']).next().unwrap_or("").to_lowercase();
        self.ends_weakly = is_title && WEAK_WORDS.contains(&last.as_str());
        self.names_number = NUMBER_WORDS.contains(&last.as_str()) || last.ends_with(',');
        if let Some(open) = self.open.last_mut() {
            open.introduces = introduces;
        }
        match has_sign || (!self.names_number && (is_title || is_upper_case(end))) {
            true => LineEnd::Sentence,
            false => LineEnd::Open,
        }
    }
}

/// The number of a line that Markdown takes for an item of a numbered list.
fn marker_number(line: &str) -> Option<u32> {
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_marker = rest.starts_with(". ") || rest.starts_with(") ") || rest == "." || rest == ")";
    line[..line.len() - rest.len()].parse().ok().filter(|_| is_marker)
}

/// The words of a line without signs of bold and italic type around its label.
fn without_emphasis(line: &str) -> Cow<'_, str> {
    match line.starts_with(['*', '_']) {
        true => line
            .replace("**", "")
            .replace("__", "")
            .trim_start_matches(['*', '_'])
            .to_owned()
            .into(),
        false => line.into(),
    }
}

/// Returns whether words begin as a sentence does.
fn begins_sentence(words: &str) -> bool {
    words.starts_with(|first: char| first.is_uppercase() || is_quotation_mark(first) || first == '(')
}
