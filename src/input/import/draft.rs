//! Makes a draft of a Markdown file from a source: head, body, and the report of how.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::fold::fold;
use crate::base::number::DocNumber;
use crate::input::body::label::is_upper_case;
use crate::input::citations::lexicon::Lexicon;
use crate::input::front_matter::fields::{FieldId, field_row};
use crate::input::import::head_fields::ImportHead;
use crate::input::import::import_report::{Doubt, FoundField, ImportReport, Repair};
use crate::input::import::inline_writer::written_letters;
use crate::input::import::issuer_names::issuer_names;
use crate::input::import::layout_lines::one_blank;
use crate::input::import::markdown_writer::{self, BodyBlocks, list_mark, without_mark};
use crate::input::import::parts::{self, Parts};
use crate::input::import::picture_marks::DraftImage;
use crate::input::import::source_text::{SourceBlock, SourceParagraph, SourceText};
use crate::input::import::stamps::{holds_back, is_draft_stamp, is_stamp};
use crate::input::import::word_check::{SourceWord, words_and_signs};
use crate::input::import::{
    blank_columns, broken_references, clean_letters, odd_letters, page_furniture, picture_marks, scripted_letters,
};
use crate::messages::import_text::{DoubtReason, RepairRule};

/// A document before the site is known.
#[derive(Clone, Debug)]
pub(crate) struct ImportDraft {
    /// Its head.
    pub(crate) head: ImportHead,
    /// Its body, as Markdown.
    pub(crate) body: String,
    /// The words of the source's text, in order.
    pub(crate) words: Vec<SourceWord>,
    /// Its pictures.
    pub(crate) images: Vec<DraftImage>,
    /// How it was made.
    pub(crate) report: ImportReport,
}

/// Makes a draft.
pub(crate) fn draft(mut source: SourceText, lexicon: &Lexicon) -> ImportDraft {
    clean_letters::clean(&mut source);
    odd_letters::notice(&mut source);
    scripted_letters::notice(&mut source);
    broken_references::notice(&mut source);
    blank_columns::gather(&mut source);
    page_furniture::leave_out(&mut source);
    let (images, other_images) = picture_marks::mark(&mut source);
    let parts = parts::split(&mut source, lexicon);
    let mut report = ImportReport {
        repairs: std::mem::take(&mut source.repairs),
        doubts: std::mem::take(&mut source.doubts),
        found: Vec::new(),
    };
    report
        .repairs
        .extend(parts.signature.marks.iter().map(|(line, mark)| Repair {
            rule: RepairRule::Signed,
            line: *line,
            before: mark.clone(),
            after: String::new(),
        }));
    let (mut head, found, mut doubts) = head_of(&parts, lexicon, &report.repairs);
    head.is_draft |= name_stamps(&mut report.doubts);
    report.found = found;
    report.doubts.append(&mut doubts);
    report.doubts.extend(other_images.into_iter().map(|(name, text)| Doubt {
        reason: DoubtReason::Image(name),
        line: 0,
        text,
    }));
    let body = markdown_writer::write(&BodyBlocks {
        text: &parts.text,
        attached: &parts.attached,
        notes: &source.notes,
        is_markdown: source.is_markdown,
    });
    let mut own = Vec::new();
    let blocks = parts.text.iter().chain(&parts.attached);
    blocks.for_each(|block| push_words(block, &mut own));
    let notes = source.notes.iter().flat_map(|note| &note.paragraphs);
    notes.for_each(|paragraph| push_text(paragraph.line, &marked(paragraph), &mut own));
    report.sort();
    ImportDraft {
        head,
        body,
        words: own,
        images,
        report,
    }
}

/// Names the stamps in page headers, a watermark among them, as those of the letterhead are named; returns whether one of
/// them keeps the paper from being published.
fn name_stamps(doubts: &mut [Doubt]) -> bool {
    let mut is_held_back = false;
    for doubt in doubts
        .iter_mut()
        .filter(|doubt| doubt.reason == DoubtReason::HeaderFooter)
    {
        let text = doubt.text.trim();
        if is_draft_stamp(text) {
            doubt.reason = DoubtReason::DraftStamp;
        } else if is_stamp(text) {
            doubt.reason = DoubtReason::Stamp;
        } else {
            continue;
        }
        is_held_back |= holds_back(text);
    }
    is_held_back
}

fn push_words(block: &SourceBlock, out: &mut Vec<SourceWord>) {
    match block {
        SourceBlock::Paragraph(paragraph) => push_paragraph(paragraph, out),
        SourceBlock::Table(table) => {
            let cells = table.rows.iter().flatten();
            cells
                .flat_map(|cell| &cell.paragraphs)
                .for_each(|own| push_text(own.line, &marked(own), out));
        }
        SourceBlock::PageBreak => {}
    }
}

fn push_paragraph(paragraph: &SourceParagraph, out: &mut Vec<SourceWord>) {
    let text = match (list_mark(paragraph), &paragraph.number) {
        (None, Some(number)) => format!("{number} {}", written_letters(paragraph)),
        // The page has the mark of a list in its place.
        (Some(_), _) => written_letters(&without_mark(paragraph)),
        (None, None) => written_letters(paragraph),
    };
    push_text(paragraph.line, &text, out);
}

/// The letters of a paragraph that no list of a page holds, with its number or bullet.
fn marked(paragraph: &SourceParagraph) -> String {
    let letters = written_letters(paragraph);
    match (&paragraph.number, paragraph.is_bullet) {
        (Some(number), _) => format!("{number} {letters}"),
        (None, true) => format!("- {letters}"),
        (None, false) => letters,
    }
}

fn push_text(line: u32, text: &str, out: &mut Vec<SourceWord>) {
    // Written, a line break is a blank.
    let words = one_blank(text);
    out.extend(words_and_signs(&words).map(|word| (line, word.to_owned())));
}

/// The fields of the head, the lines that they come from, and what is doubtful of them.
fn head_of(parts: &Parts, lexicon: &Lexicon, repairs: &[Repair]) -> (ImportHead, Vec<FoundField>, Vec<Doubt>) {
    let (top, foot) = (&parts.head, &parts.signature);
    let mut doubts = Vec::new();
    let mut doubt = |reason: DoubtReason, line: u32, text: &str| {
        doubts.push(Doubt {
            reason,
            line,
            text: text.to_owned(),
        });
    };
    for (line, stamp) in &top.stamps {
        let reason = match is_draft_stamp(stamp) {
            true => DoubtReason::DraftStamp,
            false => DoubtReason::Stamp,
        };
        doubt(reason, *line, stamp);
    }
    for (line, words) in &foot.unplaced {
        doubt(DoubtReason::Unplaced, *line, words);
    }
    for (line, words) in unread_head_lines(parts) {
        doubt(DoubtReason::Unplaced, line, &words);
    }
    let letter = || top.is_letter.then(|| LETTER.to_owned());
    let kind = top
        .kind
        .clone()
        .or_else(|| kind_of_number(top.number.as_ref(), lexicon))
        .or_else(letter);
    if let Some(title) = top.title.as_deref().filter(|title| is_upper_case(title)) {
        doubt(DoubtReason::TitleInCapitals, 0, title);
    }
    let found = top
        .found
        .iter()
        .chain(&foot.found)
        .map(|(line, text, field)| FoundField {
            line: *line,
            text: text.clone(),
            field: field.map(|field| field_row(field).term),
        });
    let head = ImportHead {
        kind,
        number: top.number.clone(),
        title: top.title.clone(),
        system: top.system,
        place: top.place.clone(),
        date: top.date,
        signing_form: foot.signing_form.clone(),
        role: foot.role.clone(),
        signer: foot.signer.clone(),
        addressees: top.addressees.clone(),
        recipients: foot.recipients.clone(),
        corrections: corrections(parts, repairs),
        issuer_names: issuer_names(&top.bodies),
        is_draft: top.stamps.iter().any(|(_, stamp)| holds_back(stamp)),
        ..ImportHead::default()
    };
    (head, found.collect(), doubts)
}

/// Lines of the head that no field holds, and that no page prints by itself.
fn unread_head_lines(parts: &Parts) -> Vec<(u32, String)> {
    let is_printed = |text: &str| {
        let key = fold(text);
        key.contains("dang cong san") || key.contains("cong hoa xa hoi") || key.starts_with("doc lap")
    };
    let stamps: Vec<&String> = parts.head.stamps.iter().map(|(_, stamp)| stamp).collect();
    let lines = parts
        .head
        .found
        .iter()
        .filter(|(_, text, field)| field.is_none() && !is_printed(text) && !stamps.contains(&text));
    let mut unread: Vec<(u32, String)> = lines.map(|(line, text, _)| (*line, text.clone())).collect();
    // A date that no calendar has.
    if parts.head.date.is_none() {
        let dates = parts
            .head
            .found
            .iter()
            .filter(|(_, _, field)| *field == Some(FieldId::Date));
        unread.extend(dates.map(|(line, text, _)| (*line, text.clone())));
    }
    unread
}

/// The kind of a letter, which prints none.
const LETTER: &str = "Công văn";

/// The kind that the symbol of a number names.
fn kind_of_number(number: Option<&DocNumber>, lexicon: &Lexicon) -> Option<String> {
    let symbol = number?.symbols().next()?;
    if matches!(symbol, "CV") {
        return Some(LETTER.to_owned());
    }
    lexicon.kind_of_symbol(symbol).map(|kind| kind.name.clone())
}

/// The visible words of the text that the import changed, which the head declares (`hiệu đính`).
fn corrections(parts: &Parts, repairs: &[Repair]) -> Vec<(String, String, usize)> {
    let mut lines = Vec::new();
    parts
        .text
        .iter()
        .chain(&parts.attached)
        .for_each(|block| push_words(block, &mut lines));
    let own: BTreeSet<u32> = lines.into_iter().map(|(line, _)| line).collect();
    // A joined paragraph has the line of its first words; what is between two paragraphs belongs to the text too.
    let (first, last) = (own.first().copied().unwrap_or(0), own.last().copied().unwrap_or(0));
    let head_end = parts.head.found.last().map_or(0, |(line, _, _)| *line);
    let foot: BTreeSet<u32> = parts.signature.found.iter().map(|(line, _, _)| *line).collect();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let is_own = |line: u32| {
        (first..=last.max(first)).contains(&line) && line > head_end && !foot.contains(&line) || own.contains(&line)
    };
    for repair in repairs.iter().filter(|repair| is_own(repair.line)) {
        match repair.rule {
            RepairRule::Gha => {
                for (misused, meant) in [("ƣ", "ư"), ("Ƣ", "Ư")] {
                    let count = repair.before.matches(misused).count();
                    if count > 0 {
                        *counts.entry((misused.to_owned(), meant.to_owned())).or_default() += count;
                    }
                }
            }
            RepairRule::MissingBlank => {
                *counts.entry((repair.before.clone(), repair.after.clone())).or_default() += 1;
            }
            RepairRule::PageNumber
            | RepairRule::RunningHead
            | RepairRule::Rule
            | RepairRule::Joined
            | RepairRule::Parted
            | RepairRule::Invisible
            | RepairRule::OldEncoding(_)
            | RepairRule::DoubleEncoding
            | RepairRule::Composed
            | RepairRule::Bullet
            | RepairRule::Blanks
            | RepairRule::Deleted
            | RepairRule::Inserted
            | RepairRule::TextBox
            | RepairRule::Contents
            | RepairRule::Signed
            | RepairRule::Markup => {}
        }
    }
    counts
        .into_iter()
        .map(|((before, after), count)| (before, after, count))
        .collect()
}
