//! Finds the blocks of a pasted head in a body: the letterhead with kind and title at its beginning, recipients and
//! signature behind the text.

use crate::base::fold::name_key;
use crate::base::span::Span;
use crate::input::body::pasted_lines::{
    PastedLine, is_in_capitals, is_name, is_place, is_role, is_rule, issuer, pasted_line,
};
use crate::input::citations::lexicon::{KindMatch, Lexicon};
use crate::input::front_matter::fields::FieldId;
use crate::input::front_matter::node::Located;

/// A block of lines that belong to the head.
pub(super) struct Block {
    /// From its first line to its last.
    pub(super) span: Span,
    /// Its first line.
    pub(super) first: Span,
    /// The block with the blank lines beside it, which go with it.
    pub(super) removed: Span,
    /// Its lines, or the cells of lines in two columns.
    pub(super) found: Vec<Found>,
}

/// A line with the fields that it belongs to; none if the page prints it by itself.
pub(super) struct Found {
    /// Its words.
    pub(super) text: String,
    /// Its fields with their values; no value where the line only introduces others, or leaves it open.
    pub(super) fields: Vec<(FieldId, Option<Value>)>,
}

/// The value of a field.
pub(super) struct Value {
    /// As the head holds it.
    pub(super) words: String,
    /// Whether its spelling is certain.
    pub(super) is_certain: bool,
}

fn certain(id: FieldId, words: impl Into<String>) -> (FieldId, Option<Value>) {
    let words = words.into();
    let is_certain = true;
    (id, Some(Value { words, is_certain }))
}

/// A line of the body.
#[derive(Clone, Copy)]
struct Line<'t> {
    span: Span,
    words: &'t str,
}

impl<'t> Line<'t> {
    /// Its words without the signs of Markdown around them, by column.
    fn cells(self) -> Vec<&'t str> {
        let signs = |letter: char| letter.is_whitespace() || "*_#".contains(letter);
        let columns = self.words.split(['\t', '|']).flat_map(|part| part.split("    "));
        let columns = columns.map(|cell| match is_rule(cell) {
            true => cell.trim(),
            false => cell.trim_matches(signs),
        });
        columns.filter(|cell| !cell.is_empty()).collect()
    }

    fn is_blank(self) -> bool {
        self.words.trim().is_empty()
    }
}

/// Finds the blocks of a pasted head in the body that begins at `body`; `title` is that of the head.
pub(super) fn blocks(file: &str, body: usize, lexicon: &Lexicon, title: Option<&Located<String>>) -> Vec<Block> {
    let mut lines = Vec::new();
    let mut at = body;
    for line in file[body..].split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        let span = Span::new(at, at + words.len());
        lines.push(Line { span, words });
        at += line.len();
    }
    let title = title.map(|title| name_key(&title.value));
    let mut blocks = Vec::new();
    let letterhead = Letterhead {
        lexicon,
        title: title.filter(|_| body > 0),
        kind: false,
        subject: false,
        is_certain: false,
    };
    let mut next = 0;
    if let Some((found, count)) = letterhead.read(&lines) {
        blocks.extend(block(&lines, 0..count, found, file.len()).filter(|block| body > 0 || block.found.len() > 1));
        next = count;
    }
    if body == 0 && blocks.is_empty() {
        return blocks;
    }
    while next < lines.len() {
        let is_trigger = lines[next]
            .cells()
            .into_iter()
            .filter_map(pasted_line)
            .any(|line| match line {
                PastedLine::Recipients | PastedLine::SigningForm => true,
                PastedLine::Printed(_) | PastedLine::Number(_) | PastedLine::PlaceAndDate(..) | PastedLine::Role => {
                    false
                }
            });
        if !is_trigger {
            next += 1;
            continue;
        }
        let (found, count) = Signature::default().read(&lines[next..]);
        blocks.extend(block(&lines, next..next + count, found, file.len()));
        next += count.max(1);
    }
    blocks
}

/// Makes a block of some lines, of which the first and the last may be blank.
fn block(lines: &[Line<'_>], range: std::ops::Range<usize>, found: Vec<Found>, end: usize) -> Option<Block> {
    let used: Vec<usize> = range.filter(|index| !lines[*index].is_blank()).collect();
    let (first, last) = (*used.first()?, *used.last()?);
    let behind = lines[last + 1..].iter().find(|line| !line.is_blank());
    let before = lines[..first].iter().rev().find(|line| !line.is_blank());
    let start = match (before, behind) {
        (Some(before), None) => before.span.end + 1,
        (Some(_) | None, _) => lines[first].span.start,
    };
    Some(Block {
        span: Span::new(lines[first].span.start, lines[last].span.end),
        first: lines[first].span,
        removed: Span::new(start.min(end), behind.map_or(end, |line| line.span.start)),
        found,
    })
}

/// Reads the lines above the text of a document.
struct Letterhead<'a> {
    lexicon: &'a Lexicon,
    /// The title of the head, as names are compared.
    title: Option<String>,
    kind: bool,
    subject: bool,
    /// Whether a line was read that only a head has.
    is_certain: bool,
}

impl Letterhead<'_> {
    /// Reads lines until one belongs to the text: what was found, and their number. `None` if no line is certainly one of
    /// a head.
    fn read(mut self, lines: &[Line<'_>]) -> Option<(Vec<Found>, usize)> {
        let (mut found, mut count, mut next) = (Vec::new(), 0, 0);
        while next < lines.len() {
            if lines[next].is_blank() {
                next += 1;
                continue;
            }
            if self.kind
                && !self.subject
                && let Some(length) = self.subject((&lines[next..], next == count), &mut found)
            {
                self.subject = true;
                next += length;
                count = next;
                continue;
            }
            let before = found.len();
            let mut cells = lines[next].cells().into_iter().filter(|cell| !is_rule(cell));
            if !cells.all(|cell| self.cell(cell, &mut found)) {
                found.truncate(before);
                break;
            }
            next += 1;
            count = next;
        }
        self.is_certain.then_some((found, count))
    }

    /// Reads one cell; returns whether it belongs to the head.
    fn cell(&mut self, cell: &str, found: &mut Vec<Found>) -> bool {
        let fields = match pasted_line(cell) {
            Some(PastedLine::Printed(_)) => Vec::new(),
            Some(PastedLine::Number(Some(number))) => vec![certain(FieldId::Number, number)],
            Some(PastedLine::Number(None)) => vec![(FieldId::Number, None)],
            Some(PastedLine::PlaceAndDate(place, date)) => {
                vec![certain(FieldId::Place, place), certain(FieldId::Date, date)]
            }
            Some(PastedLine::Recipients | PastedLine::SigningForm | PastedLine::Role) => return false,
            None if self.kind || self.subject => return false,
            None => match cell.strip_prefix("V/v ") {
                Some(_) if !found.is_empty() => {
                    self.subject = true;
                    vec![certain(FieldId::Title, cell)]
                }
                Some(_) | None => return self.kind_or_issuer(cell, found),
            },
        };
        self.is_certain |= pasted_line(cell).is_some();
        let text = cell.to_owned();
        found.push(Found { text, fields });
        true
    }

    fn kind_or_issuer(&mut self, cell: &str, found: &mut Vec<Found>) -> bool {
        if !is_in_capitals(cell) {
            return false;
        }
        let text = cell.to_owned();
        if let KindMatch::Known(row) = self.lexicon.find(cell) {
            self.kind = true;
            let fields = vec![certain(FieldId::Kind, &row.kind.name)];
            found.push(Found { text, fields });
            return true;
        }
        let is_issuer = |found: &&mut Found| matches!(found.fields.as_slice(), [(FieldId::Issuer, _)]);
        let (above, own) = (found.iter_mut().find(is_issuer), issuer(cell));
        let (text, (words, is_certain)) = match (above, own) {
            (None, Some(own)) => (text, own),
            // The place of the body in the line above, or an office of that body.
            (Some(above), own) => {
                let joined = match &own {
                    Some(_) => format!("{cell} {}", above.text),
                    None => format!("{} {cell}", above.text),
                };
                let whole = issuer(&joined).filter(|_| own.is_some() || is_place(cell));
                let Some((words, is_certain)) = whole else { return false };
                above.text = format!("{} {cell}", above.text);
                above.fields = vec![(FieldId::Issuer, Some(Value { words, is_certain }))];
                return true;
            }
            (None, None) => return false,
        };
        let fields = vec![(FieldId::Issuer, Some(Value { words, is_certain }))];
        found.push(Found { text, fields });
        true
    }

    /// Reads the title below the kind: a paragraph that is the head's title, or begins as titles do, or has a rule below
    /// it, or stands right below the kind and is no sentence. Returns the number of its lines.
    fn subject(&self, (lines, is_next): (&[Line<'_>], bool), found: &mut Vec<Found>) -> Option<usize> {
        let is_end = |line: &&Line<'_>| line.is_blank() || is_rule(line.words) || begins_text(line.words);
        let length = lines.iter().position(|line| is_end(&line)).unwrap_or(lines.len());
        let words: Vec<&str> = lines[..length].iter().flat_map(|line| line.cells()).collect();
        let words = words.join(" ");
        let has_rule = lines
            .get(length)
            .is_some_and(|line| !line.is_blank() && is_rule(line.words));
        let begins = TITLE_BEGINNINGS.iter().any(|begin| words.starts_with(begin));
        let is_title = self.title.as_ref().is_some_and(|title| *title == name_key(&words));
        let is_below = is_next && !words.ends_with(['.', ':', ';', ',']) && words.chars().count() < 250;
        if length == 0 || words.chars().count() > 400 || !(has_rule || begins || is_title || is_below) {
            return None;
        }
        let fields = vec![certain(FieldId::Title, &words)];
        found.push(Found { text: words, fields });
        Some(length)
    }
}

/// The first words of titles.
const TITLE_BEGINNINGS: [&str; 12] = [
    "Về ",
    "về ",
    "V/v ",
    "Ban hành ",
    "ban hành ",
    "Phê duyệt ",
    "phê duyệt ",
    "Quy định ",
    "quy định ",
    "Sửa đổi",
    "sửa đổi",
    "Quy chế ",
];

/// Returns whether a line begins the text of a document.
fn begins_text(line: &str) -> bool {
    let words = line.trim_start_matches(['#', '*', ' ']);
    ["Điều ", "Căn cứ", "Chương ", "Kính gửi"]
        .iter()
        .any(|begin| words.starts_with(begin))
        || words.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Reads the lines behind the text of a document.
#[derive(Default)]
struct Signature {
    recipients: bool,
    form: bool,
    role: bool,
    signer: bool,
}

impl Signature {
    /// Reads lines until one belongs to something else: what was found, and their number.
    fn read(mut self, lines: &[Line<'_>]) -> (Vec<Found>, usize) {
        let (mut found, mut count) = (Vec::new(), 0);
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
            let cells = line.cells().into_iter().filter(|cell| !is_rule(cell));
            let read = cells.map(|cell| {
                let fields = vec![self.cell(cell)?];
                let text = cell.to_owned();
                Some(Found { text, fields })
            });
            let Some(read) = read.collect::<Option<Vec<_>>>() else {
                break;
            };
            found.extend(read);
            count = index + 1;
        }
        (found, count)
    }

    fn cell(&mut self, cell: &str) -> Option<(FieldId, Option<Value>)> {
        match pasted_line(cell) {
            Some(PastedLine::Recipients) if !self.recipients => {
                self.recipients = true;
                return Some((FieldId::Recipients, None));
            }
            Some(PastedLine::SigningForm) => {
                // A second form belongs to a second signer, of whom the head has no field.
                let value = (!std::mem::replace(&mut self.form, true)).then(|| certain(FieldId::SigningForm, cell).1);
                return Some((FieldId::SigningForm, value.flatten()));
            }
            Some(_) | None => {}
        }
        if is_role(cell) && (self.form || self.recipients) {
            let value = (!std::mem::replace(&mut self.role, true)).then(|| certain(FieldId::SignerRole, cell).1);
            return Some((FieldId::SignerRole, value.flatten()));
        }
        if is_name(cell) && (self.form || self.role) && !self.signer {
            self.signer = true;
            return Some(certain(FieldId::Signer, cell));
        }
        let is_open = self.recipients && !self.signer;
        let item = cell.strip_prefix(['-', '+', '•', '–']);
        let is_listed = item.is_some() || cell.ends_with([',', ';', '.']) && !self.form && cell.chars().count() < 100;
        let words = item.unwrap_or(cell).trim().trim_end_matches([',', ';', '.']);
        (is_open && is_listed && !words.is_empty()).then(|| certain(FieldId::Recipients, words))
    }
}
