//! Separates the paragraphs of an official text that was pasted without blank lines.
//!
//! To Markdown, lines without a blank line between them are one paragraph. A line that begins a new sentence with the
//! next label of the text begins a provision, and is separated before Markdown is parsed.

use crate::input::body::annex::{annex_address, issued_address};
use crate::input::body::label::{LabelStyle, PrintedLabel, is_upper_case};
use crate::input::body::label_parser::candidates;
use crate::input::body::line_length::LineLength;
use crate::input::body::outline::{LabelOrigin, OpenProvision, Placement, choose, enter, succeeds};
use crate::input::body::quotation::{is_quotation_mark, open_marks};
use crate::input::body::text_line::{Line, begins_sentence, marker_number, without_emphasis};

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
    let mut breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    breaks.any(|(at, _)| begins(at))
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
            _ => self.words(&Line {
                start: at,
                whole: line,
                text: words,
            }),
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

    fn words(&mut self, line: &Line<'_>) {
        self.measure(line.text);
        let plain = without_emphasis(line.text);
        let words = match self.quoted > 0 || plain.starts_with(is_quotation_mark) {
            true => plain.trim_start_matches(is_quotation_mark),
            false => &plain,
        };
        let is_quoted = self.quoted > 0 || words.len() < plain.len();
        let chosen = choose(&self.open, words, LabelOrigin::Words);
        self.read_marker(line, chosen.as_ref());
        // The name of an annex or a regulation is in a line of its own, whatever the line before ends with.
        let begins_text = !is_quoted && (annex_address(words).is_some() || issued_address(words).is_some());
        let is_certain = chosen.as_ref().is_some_and(|chosen| self.is_certain(chosen));
        if self.before == LineEnd::Open && (is_certain || (begins_text && !self.names_number)) {
            self.before = LineEnd::Sentence;
        }
        let begins = match (&chosen, is_quoted) {
            (_, true) => !candidates(words, false).is_empty(),
            (Some((label, placement)), false) => {
                let is_wide = label.style == LabelStyle::Article || label.style.is_division();
                placement.gap.is_none() || is_wide || self.lines == Lines::AreParagraphs
            }
            (None, false) => begins_text,
        };
        let own = chosen.filter(|_| !is_quoted);
        match (self.before, begins) {
            (LineEnd::Sentence, true) => self.begin_label(line, own.as_ref().map(|(label, _)| label)),
            (LineEnd::Sentence, false) => self.begin_sentence(line, words),
            (LineEnd::Open, _) => self.continue_sentence(line, words, own.as_ref().map(|(label, _)| label)),
            (LineEnd::Blank, _) => {}
        }
        let own = own.filter(|_| begins && self.before != LineEnd::Open);
        let is_title = self.enter_line(words, own, is_quoted && begins);
        self.quoted = open_marks(line.text, self.quoted);
        self.before = self.end_of(words, is_title);
    }

    /// Notes the length of a line, and whether the line before had room for its first word.
    fn measure(&mut self, text: &str) {
        let word = text.split_whitespace().next().unwrap_or("");
        self.had_room = self.width.is_some_and(|width| self.length.has_room(word, width));
        self.length = LineLength::of(text);
    }

    /// Decides whether a line that Markdown takes for an item of a list is one.
    fn read_marker(&mut self, line: &Line<'_>, chosen: Option<&(PrintedLabel, Placement)>) {
        let begins_list = |label: &PrintedLabel| label.is_first() && label.style == LabelStyle::Arabic;
        self.names_number &= !(self.ends_weakly && chosen.is_some_and(|(label, _)| begins_list(label)));
        let Some(number) = marker_number(line.text) else { return };
        if !self.in_list && self.before != LineEnd::Blank && number != 1 {
            return;
        }
        if self.before == LineEnd::Open && self.names_number {
            let sign = line.text.find(['.', ')']).unwrap_or(0);
            self.numbers.push(line.start + line.indent() + sign);
        } else {
            self.in_list = true;
            self.before = LineEnd::Blank;
        }
    }

    /// Notes a line that begins a provision without a blank line before it.
    fn begin_label(&mut self, line: &Line<'_>, label: Option<&PrintedLabel>) {
        self.labels.push(line.break_at());
        self.in_list = marker_number(line.text).is_some();
        let at = line.start + line.whole.len() - line.text.trim_start_matches(['*', '_']).len();
        let first = || label.map(|label| (at, label.printed.clone()));
        self.first = self.first.take().or_else(first);
    }

    /// Notes a line that begins a sentence without a label.
    fn begin_sentence(&mut self, line: &Line<'_>, words: &str) {
        let continues_title = self.is_division || (self.is_titled && is_upper_case(words));
        if begins_sentence(words) && !continues_title {
            self.sentences.push(line.break_at());
            self.in_list = false;
        }
    }

    /// Notes a line that continues a sentence, and whether it looks like the next item all the same.
    fn continue_sentence(&mut self, line: &Line<'_>, words: &str, label: Option<&PrintedLabel>) {
        self.continued += usize::from(self.names_number || candidates(words, false).is_empty());
        let begins_letters = |label: &PrintedLabel| label.style == LabelStyle::Letter && label.is_first();
        let is_next =
            |label: &&PrintedLabel| succeeds(&self.open, label) || (begins_letters(label) && !self.names_number);
        let next = label.filter(is_next);
        let next = next.map(|label| (line.start + line.indent(), label.printed.clone()));
        self.doubtful = self.doubtful.take().or(next);
    }

    /// Opens the provision that a line begins; returns whether the line is a title, which ends without a sign.
    fn enter_line(&mut self, words: &str, own: Option<(PrintedLabel, Placement)>, begins_quoted: bool) -> bool {
        let was_division = std::mem::take(&mut self.is_division);
        let is_short = words.len() < MAX_HEADING_LENGTH;
        self.is_titled &= !was_division && own.is_none() && is_upper_case(words);
        let Some(chosen) = own else {
            let is_article = |label: &PrintedLabel| label.style == LabelStyle::Article;
            let begins_article = begins_quoted && candidates(words, false).iter().any(is_article);
            return begins_article || (was_division && is_short);
        };
        let label = &chosen.0;
        let rest = words[label.length..].trim_matches(['*', '_', ' ']);
        let is_division = label.style.is_division();
        self.is_division = is_division && rest.is_empty();
        self.is_titled = is_division && is_upper_case(rest);
        let is_named = label.style == LabelStyle::Article || is_division;
        enter(&mut self.open, &chosen, None);
        rest.is_empty() || (is_named && is_short)
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
