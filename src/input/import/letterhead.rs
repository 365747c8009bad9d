//! Reads the lines above the text of a document: issuer, number, place and date, kind, title, addressees.

use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::base::slug::field_key;
use crate::input::body::label::is_upper_case;
use crate::input::body::label_parser::candidates;
use crate::input::body::pasted_lines::{PastedLine, is_in_capitals, is_role, is_rule, issuer, pasted_line};
use crate::input::citations::lexicon::{KindMatch, Lexicon};
use crate::input::front_matter::fields::FieldId;
use crate::input::import::head_lines;
use crate::input::import::head_patterns::{ADDRESSEES, NUMBER, PLACE_AND_DATE, SUBJECT};
use crate::input::import::layout_lines::{LayoutCell, LayoutLine};
use crate::input::import::signers::is_digital_signature;
use crate::input::import::stamps::{is_draft_stamp, is_stamp};
use crate::input::import::text_openings::begins_text;

/// The head of a document as printed.
#[derive(Debug, Default)]
pub(super) struct Letterhead {
    /// The system whose bodies print the line above the letterhead (`hệ thống`).
    pub(super) system: Option<&'static str>,
    /// The names of bodies at the top, in capitals, from the first line.
    pub(super) bodies: Vec<String>,
    /// The number.
    pub(super) number: Option<DocNumber>,
    /// The place.
    pub(super) place: Option<String>,
    /// The date.
    pub(super) date: Option<PartialDate>,
    /// The name of the kind.
    pub(super) kind: Option<String>,
    /// The title.
    pub(super) title: Option<String>,
    /// Whether the subject is printed below the number, as letters have it.
    pub(super) is_letter: bool,
    /// The addressees of a letter (`Kính gửi`).
    pub(super) addressees: Vec<String>,
    /// Stamps of secrecy and of urgency, with their lines.
    pub(super) stamps: Vec<(u32, String)>,
    /// What was read as what: line, words, and the field.
    pub(super) found: Vec<(u32, String, Option<FieldId>)>,
    /// The number of lines that belong to it.
    pub(super) lines: usize,
}

/// The longest title, in letters.
const MAX_TITLE: usize = 500;

/// Reads the head at the beginning of some lines; without lines of its own where the text begins at once.
pub(super) fn read(lines: &[LayoutLine], lexicon: &Lexicon) -> Letterhead {
    let mut reader = Reader {
        lexicon,
        head: Letterhead::default(),
        title: Vec::new(),
        state: State::Top,
        is_certain: false,
    };
    let end = reader.read(&head_lines::unwrapped(lines));
    let Reader {
        mut head,
        title,
        is_certain,
        ..
    } = reader;
    if !is_certain {
        return Letterhead::default();
    }
    head.lines = end;
    head.title = Some(title.join(" ")).filter(|title| !title.is_empty());
    head
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Above the kind.
    Top,
    /// In the subject of a letter, whose further lines continue it.
    Subject(usize),
    /// Below the kind.
    Title,
    /// Behind the title.
    Titled,
    /// In the list of addressees.
    Addressees,
}

struct Reader<'l> {
    lexicon: &'l Lexicon,
    head: Letterhead,
    title: Vec<String>,
    state: State,
    /// Whether a line was read that only a head has.
    is_certain: bool,
}

impl Reader<'_> {
    /// Reads lines until one belongs to the text; returns the number of those that do not.
    fn read(&mut self, lines: &[LayoutLine]) -> usize {
        let mut end = 0;
        for (at, line) in lines.iter().enumerate() {
            if line.is_blank() || line.is_rule() {
                if matches!(self.state, State::Title if !self.title.is_empty()) {
                    self.state = State::Titled;
                }
                // A blank line ends a subject only behind its column.
                if matches!(self.state, State::Subject(_)) && line.is_blank() {
                    self.state = State::Titled;
                }
                if line.is_rule() && end == at {
                    end = at + 1;
                }
                continue;
            }
            if !self.line(line, &lines[at + 1..]) {
                break;
            }
            end = at + 1;
        }
        end
    }

    /// Reads a line; returns whether it belongs to the head.
    fn line(&mut self, line: &LayoutLine, later: &[LayoutLine]) -> bool {
        if self.state == State::Title && self.is_title_line(line, later) {
            self.push_title(line.line, &line.text());
            return true;
        }
        if self.state == State::Title && !self.title.is_empty() {
            self.state = State::Titled;
        }
        if self.addressee(line) {
            return true;
        }
        let cells: Vec<Option<Cell>> = line.cells.iter().map(|cell| self.classify(cell)).collect();
        // Where one column is of the head, the line is.
        if cells.iter().all(Option::is_none) || self.state == State::Addressees {
            return false;
        }
        let is_whole = cells.iter().all(Option::is_some);
        if !is_whole && self.state == State::Titled {
            return false;
        }
        for (cell, sort) in line.cells.iter().zip(cells) {
            self.take(line.line, cell, sort);
        }
        true
    }

    /// Recognises a cell.
    fn classify(&self, cell: &LayoutCell) -> Option<Cell> {
        let text = cell.text.as_str();
        if is_rule(text) {
            return Some(Cell::Rule);
        }
        if let State::Subject(column) = self.state
            && column == cell.column
            && self.continues_subject(text)
        {
            return Some(Cell::Subject);
        }
        if is_stamp(text) || is_draft_stamp(text) {
            return Some(Cell::Stamp);
        }
        if let Some(PastedLine::Printed(system)) = pasted_line(text) {
            return Some(Cell::Printed(system));
        }
        if let Some(number) = NUMBER.captures(text).and_then(|found| found.get(1)) {
            return Some(Cell::Number(DocNumber::parse(number.as_str())));
        }
        if text.to_lowercase().starts_with("số") && text.len() < 60 && text.contains(['/', '-']) {
            return Some(Cell::Number(None));
        }
        if let Some(found) = PLACE_AND_DATE.captures(text) {
            let group = |at: usize| found.get(at).map(|group| group.as_str().to_owned());
            let number = |at: usize| found.get(at).and_then(|group| group.as_str().parse().ok());
            let year = number(4)?;
            let day = number(2).filter(|_| number(3).is_some());
            let date = PartialDate::from_numbers(year, number(3), day).ok();
            return Some(Cell::PlaceAndDate(group(1), date));
        }
        if self.state == State::Top && SUBJECT.is_match(text) {
            return Some(Cell::Subject);
        }
        if self.state == State::Top && is_digital_signature(text) {
            return Some(Cell::Digital);
        }
        self.classify_capitals(text)
    }

    /// Recognises the name of a kind or of a body above the title.
    fn classify_capitals(&self, text: &str) -> Option<Cell> {
        if self.state != State::Top || !is_in_capitals(text) || text.chars().count() > 120 {
            return None;
        }
        if let KindMatch::Known(row) = self.lexicon.find(text)
            && self.head.kind.is_none()
        {
            return Some(Cell::Kind(row.kind.name.clone()));
        }
        let is_text = !candidates(text, false).is_empty() || text.ends_with(':') || text.ends_with('.');
        (!is_text).then_some(Cell::Body)
    }

    fn take(&mut self, line: u32, cell: &LayoutCell, sort: Option<Cell>) {
        let mut note = |field| self.head.found.push((line, cell.text.clone(), field));
        match sort {
            Some(Cell::Rule) => {}
            Some(Cell::Printed(system)) => {
                note(None);
                self.is_certain = true;
                if !system.is_empty() {
                    self.head.system = self.head.system.or(Some(system));
                }
            }
            Some(Cell::Number(number)) => {
                note(number.as_ref().map(|_| FieldId::Number));
                self.is_certain |= number.is_some();
                self.head.number = self.head.number.take().or(number);
            }
            Some(Cell::PlaceAndDate(place, date)) => {
                note(Some(FieldId::Date));
                self.is_certain = true;
                self.head.place = self.head.place.take().or(place);
                self.head.date = self.head.date.or(date);
            }
            Some(Cell::Subject) => {
                self.state = State::Subject(cell.column);
                self.push_title(line, &cell.text);
                self.head.is_letter = true;
            }
            Some(Cell::Stamp) => {
                self.head.stamps.push((line, cell.text.clone()));
            }
            Some(Cell::Kind(kind)) => {
                // A text that begins with the name of a kind has no letterhead above it.
                self.is_certain |= self.head.found.is_empty();
                let mut note = |field| self.head.found.push((line, cell.text.clone(), field));
                note(Some(FieldId::Kind));
                self.head.kind = Some(kind);
                self.state = State::Title;
                self.is_certain |= !self.head.bodies.is_empty();
            }
            Some(Cell::Body) => {
                note(Some(FieldId::Issuer));
                self.head.bodies.push(cell.text.clone());
            }
            // Something beside a line of the head.
            Some(Cell::Digital) | None => note(None),
        }
    }

    fn push_title(&mut self, line: u32, text: &str) {
        self.head.found.push((line, text.to_owned(), Some(FieldId::Title)));
        self.title.push(text.to_owned());
    }

    fn continues_subject(&self, text: &str) -> bool {
        text.starts_with(|letter: char| letter.is_lowercase() || "“\"(".contains(letter))
            && candidates(text, false).is_empty()
            && ADDRESSEES.captures(text).is_none()
    }

    /// Returns whether a line below the kind is a line of the title.
    fn is_title_line(&self, line: &LayoutLine, later: &[LayoutLine]) -> bool {
        let text = line.text();
        let letters: usize = self.title.iter().map(|line| line.chars().count()).sum();
        if !self.title.is_empty() && self.is_issuer_below(&text) {
            return false;
        }
        if begins_text(&text) || letters + text.chars().count() > MAX_TITLE {
            return false;
        }
        let Some(before) = self.title.last() else {
            let is_sentence = text.ends_with([':', ';']) || text.ends_with('.') && text.chars().count() > 200;
            return !is_sentence && candidates(&text, false).is_empty();
        };
        if text.starts_with(|letter: char| letter.is_lowercase()) && !before.ends_with(['.', ':']) {
            return true;
        }
        let is_alike = line.is_centered || line.is_bold || (is_upper_case(&text) && is_upper_case(before));
        // A blank line or a rule soon below it shows where the title ends.
        let end = later.iter().take(4).position(|line| line.is_blank() || line.is_rule());
        let ends = |text: &str| text.ends_with(['.', ':', ';']);
        let is_text = |line: &LayoutLine| begins_text(&line.text()) || ends(&line.text()) || line.cells.len() > 1;
        let is_ended = end.is_some_and(|end| !later[..end].iter().any(is_text));
        let is_open = !ends(&text) && !ends(before);
        is_open && (is_alike || is_ended) && candidates(&text, false).is_empty()
    }

    /// Returns whether a line below the title is the body that decides, as decisions print it once more above their bases.
    fn is_issuer_below(&self, text: &str) -> bool {
        if !is_in_capitals(text) {
            return false;
        }
        let above = field_key(&self.head.bodies.join(" "));
        let key = field_key(text);
        let is_same = !above.is_empty() && (key == above || above.ends_with(&format!("-{key}")));
        let is_in_small_letters = self.title.iter().all(|line| !is_upper_case(line));
        is_same || is_role(text) || is_in_small_letters && issuer(text).is_some()
    }

    /// Reads a line of the list of addressees; returns whether it is one.
    fn addressee(&mut self, line: &LayoutLine) -> bool {
        let text = line.text();
        if let Some(found) = ADDRESSEES.captures(&text) {
            if matches!(
                self.state,
                State::Top | State::Subject(_) | State::Title | State::Titled
            ) && self.head.addressees.is_empty()
            {
                self.state = State::Addressees;
                let first = found.get(1).map_or("", |first| first.as_str());
                self.push_addressee(line.line, &text, first);
                return true;
            }
            return false;
        }
        if self.state != State::Addressees {
            return false;
        }
        let item = text.strip_prefix(['-', '+', '*']);
        let ends = |signs: &[char]| self.head.found.last().is_some_and(|(_, text, _)| text.ends_with(signs));
        let is_open = !ends(&['.', ':']);
        // Without a hyphen, only the sign of the addressee before shows that another one follows.
        let is_short = text.chars().count() < 140 && text.ends_with([';', ',', '.']) && ends(&[';', ',']);
        let continues = text.starts_with(char::is_lowercase) && is_open;
        if continues && !self.head.addressees.is_empty() {
            let sign = self.head.found.last().map_or("", |(_, text, _)| dropped_sign(text));
            self.head
                .found
                .push((line.line, text.clone(), Some(FieldId::Addressees)));
            let last = self.head.addressees.last_mut().expect("there is one");
            *last = format!("{last}{sign} {}", without_end(&text));
            return true;
        }
        let is_first = self.head.addressees.is_empty();
        if item.is_some() || (is_open && is_short) || is_first {
            self.push_addressee(line.line, &text, item.unwrap_or(&text));
            return true;
        }
        false
    }

    fn push_addressee(&mut self, line: u32, text: &str, addressee: &str) {
        self.head.found.push((line, text.to_owned(), Some(FieldId::Addressees)));
        let name = without_end(addressee.trim_start_matches(['-', '+', '*', ' ']));
        if !name.is_empty() {
            self.head.addressees.push(name);
        }
    }
}

/// What a cell of a head is.
#[derive(Clone, Debug)]
enum Cell {
    Rule,
    Printed(&'static str),
    Number(Option<DocNumber>),
    PlaceAndDate(Option<String>, Option<PartialDate>),
    Subject,
    Stamp,
    Kind(String),
    Body,
    Digital,
}

/// An item of a list without the sign that ends it.
pub(super) fn without_end(text: &str) -> String {
    text.trim().trim_end_matches([';', ',', '.']).trim_end().to_owned()
}

/// The sign that ends an item and belongs between its words where the next line continues it.
pub(super) fn dropped_sign(text: &str) -> &'static str {
    match text.trim_end().chars().next_back() {
        Some(',') => ",",
        Some(';') => ";",
        Some(_) | None => "",
    }
}
