//! Separates the paragraphs of an official text that was pasted without blank lines.
//!
//! To Markdown, lines without a blank line between them are one paragraph. A line that begins a new sentence with the
//! next label of the text begins a provision, and is separated before Markdown is parsed.

use crate::base::list_marker::ListMarker;
use crate::input::body::annex::{annex_address, issued_address};
use crate::input::body::code_lines::CodeLines;
use crate::input::body::label::{LabelStyle, PrintedLabel, is_upper_case};
use crate::input::body::label_misprints::misprint;
use crate::input::body::label_parser::candidates;
use crate::input::body::line_end::{EndOfLine, LineEnd};
use crate::input::body::line_length::LineLength;
use crate::input::body::missing_breaks::{FoundLines, MissingBreaks};
use crate::input::body::outline::{LabelOrigin, OpenProvision, Placement, choose, enter, succeeds};
use crate::input::body::quotation_marks::{is_quotation_mark, open_marks};
use crate::input::body::text_line::{Line, begins_sentence, without_emphasis};

/// Maximum length of a heading that has no closing sign, in bytes.
pub(crate) const MAX_HEADING_LENGTH: usize = 400;

/// Finds the line breaks that separate the paragraphs of an official text.
pub(crate) fn missing_breaks(body: &str) -> MissingBreaks {
    if !may_lack_breaks(body) {
        return MissingBreaks::default();
    }
    let mut scan = Scan::of(body, Lines::MayBeWrapped);
    if scan.found.is_paste() {
        scan = Scan::of(body, Lines::AreParagraphs);
    }
    MissingBreaks {
        insertions: scan.found.insertions(),
        first: scan.found.first,
        doubtful: scan.found.doubtful,
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

/// What the lines of a body are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Lines {
    /// A line may continue the sentence of the line before.
    #[default]
    MayBeWrapped,
    /// Each line is a paragraph, so that the next label begins an item whatever the line before ends with.
    AreParagraphs,
}

/// Returns whether a line that begins with a sign is an item with a bullet; a bullet may take several bytes.
fn is_bullet(first: char) -> bool {
    matches!(first, '-' | '+' | '•')
}

/// Reads the lines of a body.
#[derive(Default)]
struct Scan {
    lines: Lines,
    open: Vec<OpenProvision>,
    /// How the line before ends.
    before: EndOfLine,
    /// Number of quotation marks that are open.
    quoted: usize,
    code: CodeLines,
    /// Whether the line before is only the label of a part or chapter, whose title follows.
    is_division: bool,
    /// Whether the line before is the label of a part or chapter with a title in capitals, which may continue.
    is_titled: bool,
    /// The width at which lines are wrapped, if they are.
    width: Option<LineLength>,
    /// The length of the line before.
    length: LineLength,
    /// Whether the line before had room for the first word of this one, so that nothing but its end broke it.
    had_room: bool,
    /// Whether the lines before are items of a numbered list of Markdown, which the next number continues.
    in_list: bool,
    /// Whether an item with a bullet is open, to which indented lines belong.
    in_bullets: bool,
    /// A line that may begin an item, which the next item would show: the place of its line break, and its label.
    pending: Option<(usize, (PrintedLabel, Placement))>,
    /// The length of a title of an article that may continue, in bytes.
    title: usize,
    found: FoundLines,
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

    fn line(&mut self, line: &str, at: usize) {
        let words = line.trim_start();
        if self.code.contains(words) || words.trim_end().is_empty() {
            self.in_bullets = false;
            self.before.end = LineEnd::Blank;
            return;
        }
        let is_indented = words.len() < line.len();
        if self.before.end == LineEnd::Blank && !is_indented && ListMarker::numbered(words).is_none() {
            self.in_list = false;
        }
        match words.chars().next() {
            Some('#') => self.heading(words),
            Some('>' | '|') => self.before.end = LineEnd::Sentence,
            Some(first) if is_bullet(first) => self.bullet(&Line {
                start: at,
                whole: line,
                text: words,
            }),
            Some('[') if words.starts_with("[^") => self.before.end = LineEnd::Sentence,
            // A row of a table that was pasted with tabs.
            _ if words.trim_end().contains('\t') && candidates(words, false).is_empty() => {
                self.before.end = LineEnd::Sentence
            }
            _ => self.words(&Line {
                start: at,
                whole: line,
                text: words,
            }),
        }
    }

    fn heading(&mut self, line: &str) {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let level = u8::try_from(level.min(6)).unwrap_or(6);
        let words = line.trim_start_matches('#').trim_start();
        if let Some(chosen) = choose(&self.open, words, LabelOrigin::Heading(level)) {
            enter(&mut self.open, &chosen, Some(level));
        }
        self.before.end = LineEnd::Sentence;
    }

    /// Reads a line that begins as an item with a bullet. In a text whose lines are wrapped, a dash between words may
    /// begin a line; Markdown would make an item of it.
    fn bullet(&mut self, line: &Line<'_>) {
        self.measure(line);
        let is_wrapped = self.width.is_some() && !self.had_room && self.before.end == LineEnd::Open;
        let words = line.text.strip_prefix(is_bullet).unwrap_or(line.text).trim_start();
        if is_wrapped && line.text.starts_with("- ") && words.starts_with(char::is_lowercase) {
            self.found.numbers.push(line.start + line.indent());
        } else {
            self.in_bullets = true;
        }
        self.end_line(line.text, false);
    }

    fn words(&mut self, line: &Line<'_>) {
        self.measure(line);
        let plain = without_emphasis(line.text);
        let words = match self.quoted > 0 || plain.starts_with(is_quotation_mark) {
            true => plain.trim_start_matches(is_quotation_mark),
            false => &plain,
        };
        let is_quoted = self.quoted > 0 || words.len() < plain.len();
        self.accept_pending(words);
        let chosen = choose(&self.open, words, LabelOrigin::Words);
        self.read_marker(line, chosen.as_ref());
        // The name of an annex or a regulation is in a line of its own, whatever the line before ends with.
        let begins_text = !is_quoted && (annex_address(words).is_some() || issued_address(words).is_some());
        let is_certain = chosen.as_ref().is_some_and(|chosen| self.is_certain(chosen, words));
        if self.before.end == LineEnd::Open && (is_certain || (begins_text && !self.before.names_number)) {
            self.before.end = LineEnd::Sentence;
        }
        let begins = match (&chosen, is_quoted) {
            (_, true) => !candidates(words, false).is_empty(),
            (Some((label, placement)), false) => {
                let is_wide = label.style == LabelStyle::Article || label.style.is_division();
                let is_letter = label.style == LabelStyle::Letter && label.printed.ends_with(')');
                placement.gap.is_none() || is_wide || is_letter || self.is_new_line()
            }
            (None, false) => begins_text,
        };
        let own = chosen.filter(|_| !is_quoted);
        match (self.before.end, begins) {
            (LineEnd::Sentence, true) => self.begin_label(line, own.as_ref().map(|(label, _)| label)),
            (LineEnd::Sentence, false) => {
                self.begin_sentence(line, words);
                self.doubt(line, own.as_ref().map(|(label, _)| label));
            }
            (LineEnd::Open, _) => self.continue_sentence(line, words, own.as_ref()),
            (LineEnd::Blank, _) => {}
        }
        let own = own.filter(|_| begins && self.before.end != LineEnd::Open);
        let is_title = self.enter_line(words, own, is_quoted && begins);
        self.quoted = open_marks(line.text, self.quoted);
        self.end_line(words, is_title);
    }

    /// Notes the length of a line, and whether the line before had room for its first word.
    fn measure(&mut self, line: &Line<'_>) {
        let word = line.text.split_whitespace().next().unwrap_or("");
        self.had_room = self.width.is_some_and(|width| self.length.has_room(word, width));
        self.length = LineLength::of(line.whole);
    }

    /// Returns whether the line is certainly the first of a paragraph or item, if the line before ends a sentence.
    fn is_new_line(&self) -> bool {
        self.lines == Lines::AreParagraphs || self.had_room
    }

    /// Decides whether a line that Markdown takes for an item of a list is one.
    fn read_marker(&mut self, line: &Line<'_>, chosen: Option<&(PrintedLabel, Placement)>) {
        let begins_list = |label: &PrintedLabel| label.is_first() && label.style == LabelStyle::Arabic;
        let is_list = self.before.ends_weakly && chosen.is_some_and(|(label, _)| begins_list(label));
        self.before.names_number &= !is_list && !self.had_room;
        let Some(number) = ListMarker::numbered(line.text).and_then(|marker| marker.number) else {
            return;
        };
        if !self.in_list && self.before.end != LineEnd::Blank && number != 1 {
            return;
        }
        if self.before.end == LineEnd::Open && self.before.names_number {
            let sign = line.text.find(['.', ')']).unwrap_or(0);
            self.found.numbers.push(line.start + line.indent() + sign);
        } else {
            self.in_list = true;
            self.before.end = LineEnd::Blank;
        }
    }

    /// Notes a line that begins a provision without a blank line before it.
    fn begin_label(&mut self, line: &Line<'_>, label: Option<&PrintedLabel>) {
        self.found.labels.push(self.break_at(line));
        self.in_bullets = false;
        self.in_list = ListMarker::numbered(line.text).is_some();
        let at = line.start + line.whole.len() - line.text.trim_start_matches(['*', '_']).len();
        let first = || label.map(|label| (at, label.printed.clone()));
        self.found.first = self.found.first.take().or_else(first);
    }

    /// Notes a line that begins a sentence without a label.
    fn begin_sentence(&mut self, line: &Line<'_>, words: &str) {
        let continues_title = self.is_division || (self.is_titled && is_upper_case(words));
        let is_certain = self.is_new_line();
        let begins = || begins_sentence(words) || (is_certain && misprint(&self.open, words).is_some());
        if !continues_title && begins() {
            self.found.sentences.push((self.break_at(line), is_certain));
            self.in_list = false;
            self.in_bullets &= !is_certain;
        }
    }

    /// Notes a line that continues a sentence, and whether it looks like the next item all the same.
    fn continue_sentence(&mut self, line: &Line<'_>, words: &str, own: Option<&(PrintedLabel, Placement)>) {
        let names_number = self.before.names_number;
        self.found.continued += usize::from(names_number || candidates(words, false).is_empty());
        let begins_letters = |label: &PrintedLabel| label.style == LabelStyle::Letter && label.is_first();
        let is_next = |label: &&PrintedLabel| succeeds(&self.open, label) || (begins_letters(label) && !names_number);
        let next = own.filter(|(label, _)| is_next(&label));
        self.pending = next
            .map(|next| (self.break_at(line), next.clone()))
            .or(self.pending.take());
        self.doubt(line, next.map(|(label, _)| label));
    }

    /// Makes an item of the line before that may be one, if these words begin with the number behind its own.
    fn accept_pending(&mut self, words: &str) {
        let follows = |label: &PrintedLabel| {
            let follows =
                |next: &PrintedLabel| next.style == label.style && next.follows(label.value(), &label.inserted);
            candidates(words, false).iter().any(follows)
        };
        if self.before.end != LineEnd::Sentence || !self.pending.as_ref().is_some_and(|(_, (label, _))| follows(label))
        {
            return;
        }
        if let Some((at, chosen)) = self.pending.take() {
            self.found.labels.push(at);
            self.found.doubtful.pop();
            enter(&mut self.open, &chosen, None);
        }
    }

    /// The byte before which a line break begins a paragraph with a line. Indented, it would stay in an item with a
    /// bullet.
    fn break_at(&self, line: &Line<'_>) -> usize {
        if self.in_bullets {
            line.start + line.indent()
        } else {
            line.break_at()
        }
    }

    /// Notes a line that looks like an item and stays text.
    fn doubt(&mut self, line: &Line<'_>, label: Option<&PrintedLabel>) {
        let place = line.start + line.indent();
        if let Some(label) = label {
            self.found.doubt(place, label);
        }
    }

    /// Opens the provision that a line begins; returns whether the line is a title, which ends without a sign.
    fn enter_line(&mut self, words: &str, own: Option<(PrintedLabel, Placement)>, begins_quoted: bool) -> bool {
        let was_division = std::mem::take(&mut self.is_division);
        let is_short = words.len() < MAX_HEADING_LENGTH;
        self.is_titled &= !was_division && own.is_none() && is_upper_case(words);
        let title = std::mem::take(&mut self.title);
        let Some(chosen) = own else {
            // The title of an article on its second line.
            let is_full = self.width.is_some() && !self.had_room;
            let continues = is_full || words.starts_with(char::is_lowercase);
            if title > 0 && title + words.len() < MAX_HEADING_LENGTH && continues {
                self.title = title + words.len();
                return true;
            }
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
        self.pending = None;
        enter(&mut self.open, &chosen, None);
        if is_named && !rest.is_empty() && !rest.ends_with(['.', ';', ':']) {
            self.title = words.len();
        }
        rest.is_empty() || (is_named && is_short)
    }

    /// Returns whether a label begins an item although the line before ends no sentence.
    fn is_certain(&self, (label, placement): &(PrintedLabel, Placement), words: &str) -> bool {
        let is_next = succeeds(&self.open, label) || label.is_first();
        if placement.gap.is_some() || !is_next {
            return false;
        }
        // No number inside a sentence repeats those of the item around it, with a sign behind: `1.1.` below `1.`
        let is_dotted = matches!(label.style, LabelStyle::Dotted(_)) && label.is_closed();
        let is_item = !self.before.names_number && (is_dotted || self.is_new_line());
        is_item || self.is_heading(label, words)
    }

    /// Returns whether words are those of a chapter or an article and no mention of one in the sentence of the line
    /// before: `Chương II. HỒ SƠ`, `Điều 5. Hồ sơ` behind words that name no article.
    fn is_heading(&self, label: &PrintedLabel, words: &str) -> bool {
        let rest = words[label.length..].trim_matches(['*', '_', ' ']);
        let before = self.before;
        if label.style.is_division() {
            return (before.lists || !before.names_number) && is_upper_case(rest);
        }
        let is_named = label.style == LabelStyle::Article && label.is_closed() && rest.starts_with(char::is_uppercase);
        is_named && self.width.is_some() && !before.lists && !before.names_article
    }

    /// Notes how a line ends.
    fn end_line(&mut self, line: &str, is_title: bool) {
        self.before = EndOfLine::of(line, is_title);
        if let Some(open) = self.open.last_mut() {
            open.introduces = self.before.introduces;
        }
    }
}
