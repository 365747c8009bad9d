//! Gathers the lines of a pasted head into one diagnostic a block: each line with its field, what to write into the head,
//! and the fix that moves it where the head lacks the field.

use crate::base::date::PartialDate;
use crate::base::fold::name_key;
use crate::base::number::DocNumber;
use crate::base::path::RelPath;
use crate::base::slug::field_key;
use crate::base::span::Span;
use crate::input::body::pasted_block::{self, Block, Found};
use crate::input::body::pasted_lines::pasted_line;
use crate::input::citations::lexicon::{KindMatch, Lexicon};
use crate::input::front_matter::fields::{FieldId, field_row};
use crate::input::front_matter::metadata::Metadata;
use crate::input::front_matter::node::Located;
use crate::input::front_matter::yaml_quoting::written_value;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{PastedRow, PastedRows, Phrase};

/// A file whose body may hold its head.
pub(crate) struct PastedIn<'a> {
    /// Its path.
    pub(crate) path: &'a RelPath,
    /// Its text.
    pub(crate) file: &'a str,
    /// First byte of its body; 0 if it has no head.
    pub(crate) body: usize,
    /// Its head.
    pub(crate) head: &'a Metadata,
    /// The kinds of documents.
    pub(crate) lexicon: &'a Lexicon,
}

/// Replaces the diagnostics of single lines by those of the blocks that hold them.
pub(crate) fn gather(file: &PastedIn<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // Without a head the body is a page, in which single lines are not reported.
    if file.body > 0 && !diagnostics.iter().any(|diagnostic| diagnostic.code == Code::PastedHead) {
        return;
    }
    let blocks = pasted_block::blocks(file.file, file.body, file.lexicon, file.head.title.as_ref());
    for block in &blocks {
        let is_inside = |diagnostic: &Diagnostic| {
            let span = diagnostic.place.span.unwrap_or_default();
            // A rule below a title is no heading where both leave the text.
            let is_consequence = matches!(diagnostic.code, Code::PastedHead | Code::SetextHeading);
            is_consequence && block.span.start <= span.start && span.end <= block.span.end
        };
        diagnostics.retain(|diagnostic| !is_inside(diagnostic));
        diagnostics.push(diagnostic(file, block));
    }
}

/// What to write into the head, and whether that needs no judgement.
struct Lines {
    rows: Vec<PastedRow>,
    /// The lines that the head lacks, by their field.
    written: Vec<(FieldId, String)>,
    is_certain: bool,
}

impl Lines {
    /// The lines that the head lacks, in the order of fields.
    fn text(&self) -> String {
        let mut written: Vec<&(FieldId, String)> = self.written.iter().collect();
        written.sort_by_key(|(id, _)| *id);
        written.into_iter().map(|(_, line)| line.as_str()).collect()
    }
}

fn diagnostic(file: &PastedIn<'_>, block: &Block) -> Diagnostic {
    let lines = lines(file, block);
    let texts: Vec<&str> = block.found.iter().map(|found| found.text.as_str()).collect();
    let (first, last) = (
        texts.first().copied().unwrap_or(""),
        texts.last().copied().unwrap_or(""),
    );
    let text = match texts.len() {
        0 | 1 => format!("“{first}”"),
        _ => format!("“{first}” … “{last}”"),
    };
    let written = lines.text();
    let rows = PastedRows(lines.rows);
    let help = match written.is_empty() {
        true => Phrase::PastedBlock(rows),
        false => Phrase::PastedBlockToWrite(rows, written.trim_end().to_owned()),
    };
    let diagnostic = Diagnostic::new(Code::PastedHead, Place::at(file.path, block.first));
    let diagnostic = diagnostic.with("text", text).with("help", help);
    let insertion = insertion(file, &written);
    match insertion.filter(|_| lines.is_certain) {
        Some((_, text)) if text.is_empty() => diagnostic.fix(block.removed, ""),
        Some((at, text)) => diagnostic.fix(block.removed, "").fix(Span::new(at, at), text),
        None => diagnostic,
    }
}

/// Compares the lines of a block with the head.
fn lines(file: &PastedIn<'_>, block: &Block) -> Lines {
    let mut lines = Lines {
        rows: Vec::new(),
        written: Vec::new(),
        is_certain: true,
    };
    let mut recipients = Vec::new();
    for Found { text, fields } in &block.found {
        let text = text.clone();
        if fields.is_empty() {
            let system = pasted_line(&text).map_or("", |line| line.system());
            lines.rows.push(PastedRow::Printed(text, system));
            continue;
        }
        for (id, value) in fields {
            let term = field_row(*id).term;
            let Some(value) = value else {
                lines.is_certain &= *id == FieldId::Recipients;
                lines.rows.push(PastedRow::Field(text.clone(), term));
                continue;
            };
            if *id == FieldId::Recipients {
                recipients.push(value.words.as_str());
                lines.rows.push(PastedRow::Field(text.clone(), term));
                continue;
            }
            let line = format!("{term}: {}", written_value(&value.words, field_row(*id)));
            let row = match comparison(file, *id, &value.words) {
                Comparison::Absent => {
                    lines.is_certain &= value.is_certain;
                    lines.written.push((*id, line + "\n"));
                    PastedRow::Field(text.clone(), term)
                }
                Comparison::Same => PastedRow::Held(text.clone(), term),
                Comparison::Other => {
                    lines.is_certain = false;
                    PastedRow::Differs(text.clone(), line)
                }
            };
            lines.rows.push(row);
        }
    }
    add_recipients(file, &recipients, &mut lines);
    add_kind(file, block, &mut lines);
    lines
}

/// Adds the recipients, whose lines make one field together.
fn add_recipients(file: &PastedIn<'_>, recipients: &[&str], lines: &mut Lines) {
    if recipients.is_empty() {
        return;
    }
    if file.head.recipients.is_empty() {
        let field = field_row(FieldId::Recipients);
        let items = recipients.iter().map(|recipient| written_value(recipient, field));
        let items: String = items.map(|item| format!("  - {item}\n")).collect();
        let line = format!("{}:\n{items}", field.term);
        lines.written.push((FieldId::Recipients, line));
        return;
    }
    let held = file.head.recipients.iter().map(|recipient| field_key(&recipient.value));
    lines.is_certain &= held.eq(recipients.iter().map(|recipient| field_key(recipient)));
}

/// Adds the kind of a letter, which prints none: its number has the symbol of one.
fn add_kind(file: &PastedIn<'_>, block: &Block, lines: &mut Lines) {
    let mut fields = block.found.iter().flat_map(|found| &found.fields);
    if file.head.kind.is_some() || fields.clone().any(|(id, _)| *id == FieldId::Kind) {
        return;
    }
    let number = fields.find_map(|(id, value)| value.as_ref().filter(|_| *id == FieldId::Number));
    let number = number.and_then(|number| DocNumber::parse(&number.words));
    let symbol = number.as_ref().and_then(|number| number.symbols().next());
    if let Some(kind) = symbol.and_then(|symbol| file.lexicon.kind_of_symbol(symbol)) {
        let field = field_row(FieldId::Kind);
        let line = format!("{}: {}\n", field.term, written_value(&kind.name, field));
        lines.written.push((FieldId::Kind, line));
    }
}

/// What the head has for a field.
enum Comparison {
    Absent,
    Same,
    Other,
}

fn comparison(file: &PastedIn<'_>, id: FieldId, value: &str) -> Comparison {
    let head = file.head;
    let is_like = |held: &str| field_key(held) == field_key(value);
    let located = |held: &Option<Located<String>>| held.as_ref().map(|held| name_key(&held.value) == name_key(value));
    let same = match id {
        FieldId::Kind => head.kind.as_ref().map(|kind| {
            let of = |name: &str| match file.lexicon.find(name) {
                KindMatch::Known(row) => Some(row.kind.slug.clone()),
                KindMatch::Near(_) | KindMatch::Unknown => None,
            };
            of(&kind.value) == of(value)
        }),
        FieldId::Number => head.number.as_ref().map(|number| number.value.printed() == value),
        FieldId::Date => head
            .date
            .as_ref()
            .map(|date| PartialDate::parse(value) == Ok(date.value)),
        FieldId::Title => located(&head.title).filter(|_| file.body > 0),
        FieldId::Issuer => head.issuer.as_ref().map(|issuer| {
            let (held, printed) = (field_key(&issuer.value), field_key(value));
            held.contains(&printed) || printed.contains(&held)
        }),
        FieldId::Place => head.place.as_deref().map(is_like),
        FieldId::SigningForm => head.signing_form.as_deref().map(is_like),
        FieldId::SignerRole => head.signer_role.as_deref().map(is_like),
        FieldId::Signer => head.signer.as_deref().map(is_like),
        _ => None,
    };
    match same {
        None => Comparison::Absent,
        Some(true) => Comparison::Same,
        Some(false) => Comparison::Other,
    }
}

/// The byte of the file at which lines are added to its head, and the text that is added; `None` where no head is closed
/// before the body. A file without a head gets one if it is known what the document is.
fn insertion(file: &PastedIn<'_>, lines: &str) -> Option<(usize, String)> {
    if file.body == 0 {
        let names_kind = lines.starts_with(field_row(FieldId::Kind).term);
        return names_kind.then(|| (0, format!("---\n{lines}---\n\n")));
    }
    let before = file.file[..file.body].trim_end();
    let closing = before.rfind('\n')? + 1;
    let is_delimiter = !before[closing..].contains(char::is_alphanumeric);
    is_delimiter.then(|| (closing, lines.to_owned()))
}
