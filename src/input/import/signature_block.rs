//! Reads the lines behind the text of a document: recipients, form of signing, post and name of the signer.

use crate::base::pattern::Pattern;
use crate::base::slug::field_key;
use crate::base::word_list::WordList;
use crate::input::body::annex::{annex_address, form_address, issued_address};
use crate::input::body::label_parser::candidates;
use crate::input::body::pasted_lines::{PastedLine, is_in_capitals, is_rule, pasted_line};
use crate::input::front_matter::fields::FieldId;
use crate::input::import::layout_lines::{LayoutCell, LayoutLine};
use crate::input::import::letterhead::{dropped_sign, without_end};
use crate::input::import::signers::{is_digital_signature, is_person, is_post, role_in_small_letters};

/// The lines behind the text.
#[derive(Debug, Default)]
pub(super) struct SignatureBlock {
    /// The recipients, with their marks (`(b/c)`).
    pub(super) recipients: Vec<String>,
    /// The form of signing (`T/M BAN THƯỜNG VỤ`).
    pub(super) signing_form: Option<String>,
    /// The post of the signer.
    pub(super) role: Option<String>,
    /// The signer.
    pub(super) signer: Option<String>,
    /// What was read as what: line, words, and the field.
    pub(super) found: Vec<(u32, String, Option<FieldId>)>,
    /// Marks that only say that the paper is signed.
    pub(super) marks: Vec<(u32, String)>,
    /// Words for which the head has no field, with their line.
    pub(super) unplaced: Vec<(u32, String)>,
    /// The lines that belong to it.
    pub(super) lines: std::ops::Range<usize>,
}

/// The word for recipients, alone or with a colon: `Nơi nhận hồ sơ: Trung tâm …` is a sentence of the text.
static RECIPIENTS: Pattern = Pattern::new(r"^(?i:nơi nhận|nơi gửi)\s*(?::\s*(.*))?$");
/// What is stamped or written beside a signature and says nothing.
const SIGNED: WordList = WordList("da-ky|da-ki|ky-ten|ky-ten-dong-dau|da-ky-va-dong-dau|ky-ten-va-dong-dau");

/// The most lines between a post and the name of the signer.
const MAX_GAP: usize = 14;

/// Finds the block behind the text; `None` if the document has none.
pub(super) fn find(lines: &[LayoutLine], from: usize) -> Option<SignatureBlock> {
    let start = (from..lines.len()).find(|at| begins(lines, *at))?;
    let mut reader = Reader {
        block: SignatureBlock::default(),
        is_listing: false,
        listed: None,
        has_recipients: false,
    };
    let end = reader.read(&lines[start..]);
    let mut block = reader.block;
    block.lines = start..start + end;
    (end > 0).then_some(block)
}

/// Returns whether a line begins the block: the word for recipients, or a form or post above a name.
fn begins(lines: &[LayoutLine], at: usize) -> bool {
    let line = &lines[at];
    !line.is_in_grid
        && line.cells.iter().any(|cell| {
            let text = cell.text.as_str();
            if is_recipients(text) {
                return !is_followed_by_text(&lines[at + 1..]);
            }
            let is_signed = matches!(pasted_line(text), Some(PastedLine::SigningForm)) || is_post(text);
            is_signed && line.cells.len() <= 2 && is_signed_below(&lines[at + 1..])
        })
}

fn is_recipients(text: &str) -> bool {
    text.to_lowercase().starts_with("nơi") && RECIPIENTS.is_match(text) && text.chars().count() < 200
}

/// Returns whether articles follow and then the word for recipients once more: the first was one of the text.
fn is_followed_by_text(later: &[LayoutLine]) -> bool {
    let has = |line: &LayoutLine, is: fn(&str) -> bool| line.cells.iter().any(|cell| is(&cell.text));
    let next = later.iter().position(|line| has(line, is_recipients));
    next.is_some_and(|next| later[..next].iter().any(|line| has(line, is_article)))
}

fn is_article(text: &str) -> bool {
    text.starts_with("Điều ") && is_labelled(text)
}

fn is_labelled(text: &str) -> bool {
    !candidates(text, false).is_empty()
}

/// Returns whether the name of a person follows soon, without a sentence before it.
fn is_signed_below(later: &[LayoutLine]) -> bool {
    for line in later.iter().filter(|line| !line.is_blank()).take(MAX_GAP) {
        if line.cells.iter().any(|cell| is_person(&cell.text)) {
            return true;
        }
        if line.text().chars().count() > 120 || line.cells.iter().any(|cell| is_labelled(&cell.text)) {
            return false;
        }
    }
    false
}

struct Reader {
    block: SignatureBlock,
    /// Whether the last line was a recipient, which the next one may continue.
    is_listing: bool,
    /// The column of the recipients, and the last of them as printed.
    listed: Option<(usize, String)>,
    has_recipients: bool,
}

impl Reader {
    fn read(&mut self, lines: &[LayoutLine]) -> usize {
        let mut end = 0;
        for (at, line) in lines.iter().enumerate() {
            if line.is_blank() || line.is_rule() {
                continue;
            }
            if self.ends(line) {
                break;
            }
            let cells: Vec<&LayoutCell> = line.cells.iter().filter(|cell| !is_rule(&cell.text)).collect();
            let is_single = cells.len() == 1;
            // Whatever is in capitals beside the word for recipients is above the signature.
            let is_beside = cells.iter().any(|cell| is_recipients(&cell.text));
            let is_own = |cell: &&LayoutCell| self.is_own(cell, is_single) || is_beside && is_in_capitals(&cell.text);
            if !cells.iter().all(is_own) {
                break;
            }
            for cell in cells {
                self.take(line.line, cell, is_single);
            }
            end = at + 1;
        }
        end
    }

    /// Returns whether a text begins that is attached.
    fn ends(&self, line: &LayoutLine) -> bool {
        let text = line.text();
        let is_attached = annex_address(&text).is_some()
            || form_address(&text).is_some()
            || issued_address(&text).is_some() && line.only_cell().is_some();
        is_attached && (self.block.signer.is_some() || self.has_recipients)
    }

    /// Returns whether a cell belongs to the block.
    fn is_own(&self, cell: &LayoutCell, is_single: bool) -> bool {
        let text = cell.text.as_str();
        let is_head = is_recipients(text) || pasted_line(text).is_some_and(|line| line == PastedLine::SigningForm);
        if is_head || is_post(text) || is_signed_mark(text) {
            return true;
        }
        if is_article(text) {
            return false;
        }
        // Numbered recipients follow each other.
        let last = self.listed.as_ref().map(|(_, last)| last);
        let may_be_numbered = last.map_or(self.block.recipients.is_empty(), |last| is_labelled(last));
        let may_be_numbered = !is_labelled(text) || may_be_numbered;
        let is_item = text.starts_with(['-', '+', '*']) && self.has_recipients;
        let continues = self.is_listing && is_single && self.continues_item(text) || self.continues_column(cell);
        let is_listed = self.has_recipients
            && may_be_numbered
            && self.block.signer.is_none()
            && text.ends_with([';', ',', '.'])
            && text.chars().count() < 120;
        let is_signature = self.has_signature() && (is_person(text) || self.is_part_of_signature(cell));
        is_item || continues || is_listed || is_signature
    }

    fn has_signature(&self) -> bool {
        self.block.signing_form.is_some() || self.block.role.is_some()
    }

    /// Returns whether a short line in capitals below a form of signing belongs to it.
    fn is_part_of_signature(&self, cell: &LayoutCell) -> bool {
        is_in_capitals(&cell.text) && self.block.signer.is_none() && cell.text.chars().count() < 60
    }

    /// Returns whether a cell continues the recipient above it, beside a signature.
    fn continues_column(&self, cell: &LayoutCell) -> bool {
        let Some((column, last)) = &self.listed else {
            return false;
        };
        let is_open = !last.ends_with([';', '.']);
        let begins_low = cell.text.starts_with(char::is_lowercase);
        let is_rest = begins_low || !last.ends_with(',') && cell.text.ends_with([';', ',', '.', ')']);
        *column == cell.column && is_open && is_rest && cell.text.chars().count() < 120
    }

    fn continues_item(&self, text: &str) -> bool {
        let is_open = self
            .block
            .found
            .last()
            .is_some_and(|(_, last, _)| !last.ends_with([';', '.']));
        let starts_low = text.starts_with(char::is_lowercase);
        (starts_low || is_open && text.ends_with([';', ',', '.'])) && text.chars().count() < 120
    }

    fn take(&mut self, line: u32, cell: &LayoutCell, is_single: bool) {
        let text = cell.text.as_str();
        if let Some(found) = RECIPIENTS.captures(text).filter(|_| is_recipients(text)) {
            self.has_recipients = true;
            self.note(line, text, None);
            let first = found.get(1).map_or("", |first| first.as_str());
            if !first.is_empty() {
                self.push_recipient(first);
            }
            return;
        }
        if pasted_line(text) == Some(PastedLine::SigningForm) {
            self.is_listing = false;
            match self.block.signing_form.is_none() && self.block.role.is_none() {
                true => {
                    self.note(line, text, Some(FieldId::SigningForm));
                    self.block.signing_form = Some(text.to_owned());
                }
                false => self.block.unplaced.push((line, text.to_owned())),
            }
            return;
        }
        if is_post(text) {
            self.is_listing = false;
            match self.block.role.is_none() {
                true => {
                    self.note(line, text, Some(FieldId::SignerRole));
                    self.block.role = Some(role_in_small_letters(text));
                }
                false => self.block.unplaced.push((line, text.to_owned())),
            }
            return;
        }
        if is_signed_mark(text) {
            self.block.marks.push((line, text.to_owned()));
            return;
        }
        let is_item = text.starts_with(['-', '+', '*']);
        if !is_item && is_person(text) && self.has_signature() {
            match self.block.signer.is_none() {
                true => {
                    self.note(line, text, Some(FieldId::Signer));
                    self.block.signer = Some(text.to_owned());
                }
                false => self.block.unplaced.push((line, text.to_owned())),
            }
            self.is_listing = false;
            return;
        }
        if is_item || self.is_listing && is_single || self.has_recipients && !is_in_capitals(text) {
            let in_column = self.continues_column(cell);
            let continues = !is_item && (self.is_listing && self.continues_item(text) || in_column);
            let sign = self.listed.as_ref().map_or("", |(_, last)| dropped_sign(last));
            self.listed = Some((cell.column, text.to_owned()));
            self.note(line, text, Some(FieldId::Recipients));
            match self.block.recipients.last_mut().filter(|_| continues) {
                Some(last) => *last = format!("{last}{sign} {}", without_end(text)),
                None => self.push_recipient(text),
            }
            self.is_listing = true;
            return;
        }
        // Capitals below a form or a post continue it.
        self.note(line, text, Some(FieldId::SigningForm));
        let held = match &mut self.block.role {
            Some(role) => role,
            None => self.block.signing_form.get_or_insert_default(),
        };
        *held = format!("{held} {text}").trim().to_owned();
    }

    fn push_recipient(&mut self, text: &str) {
        let name = without_end(text.trim_start_matches(['-', '+', '*', ' ']));
        if !name.is_empty() {
            self.block.recipients.push(name);
        }
    }

    fn note(&mut self, line: u32, text: &str, field: Option<FieldId>) {
        self.block.found.push((line, text.to_owned(), field));
    }
}

/// `(Đã ký)`
fn is_signed_mark(text: &str) -> bool {
    is_digital_signature(text)
        || text.chars().count() < 40 && SIGNED.contains(&field_key(text.trim_matches(['(', ')', '[', ']', ' '])))
}
