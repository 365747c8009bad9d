//! Relations that a text states in plain words of a document that it cites: `Căn cứ Luật …`, `thay thế Nghị định …`.
//!
//! Only wordings that leave no other reading count, and kinds of relations whose links were read by hand in number
//! (docs/MEASUREMENTS.md): any other citation stays a citation.

use crate::base::pattern::Pattern;
use crate::base::relation::RelationKind;
use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::input::body::provisions::ProvisionKind;
use crate::input::citations::mention::MentionedThing;
use crate::input::document::Document;

/// The words of a preamble before its document: the provision may be named between both.
static BASIS: Pattern = Pattern::new(r"^[-–+ ]*Căn cứ (?:vào )?(?:các )?$");
/// The words before a document that this one replaces.
static REPLACED: Pattern = Pattern::new(r"này (?:[^.;“”]{0,120} )?thay thế (?:cho )?$");
/// The words before a document that this one repeals as a whole.
static REPEALED: Pattern = Pattern::new(r"^[Bb]ãi bỏ (?:toàn bộ )?$");
/// The words behind a document that ends with this one.
static ENDED: Pattern = Pattern::new(concat!(
    r"^[^.;“”]{0,200}(?:hết hiệu lực|bị bãi bỏ)(?: thi hành)? (?:kể )?từ ngày ",
    r"\p{L}{2,9}(?: \p{L}{2,9}){0,2} này có hiệu lực"
));

/// The relation that a document states of another where it mentions it; a citation where it states none.
pub(super) fn stated_relation(document: &Document, mention: &PlacedMention) -> RelationKind {
    stated(document, mention).unwrap_or(RelationKind::Cites)
}

fn stated(document: &Document, mention: &PlacedMention) -> Option<RelationKind> {
    let (words, range) = &mention.occurrence.words;
    let is_named = matches!(mention.what, MentionedThing::Number(_) | MentionedThing::Titled(_));
    if !is_named || mention.occurrence.speaker == Speaker::Site {
        return None;
    }
    let before = words.get(..range.start)?;
    let row = mention.occurrence.provision;
    if before.ends_with("Căn cứ ") || before.ends_with("Căn cứ vào ") || before.ends_with("Căn cứ các ") {
        let is_basis = row.is_none_or(|row| is_preamble(document, row)) && BASIS.is_match(before);
        return is_basis.then_some(RelationKind::BasedOn);
    }
    if row.is_some_and(|row| document.provisions[row].row == ProvisionKind::Quotation) || mention.place.is_some() {
        return None;
    }
    let clause = before.rsplit(['.', ';', '“', '”']).next().unwrap_or(before);
    let clause = clause.trim_start();
    if clause.contains("thay thế") && REPLACED.is_match(clause) {
        return Some(RelationKind::Replaces);
    }
    if REPEALED.is_match(before) {
        return Some(RelationKind::Repeals);
    }
    let behind = words.get(range.end..)?;
    let is_first = clause.is_empty() || clause == "Các " || clause == "Kể từ ngày ký, ";
    (is_first && behind.contains("này có hiệu lực") && ENDED.is_match(behind)).then_some(RelationKind::Repeals)
}

/// Returns whether a provision is a paragraph before the first article or numbered item.
fn is_preamble(document: &Document, row: usize) -> bool {
    let rows = &document.provisions;
    let is_body = |row: &&crate::input::body::provisions::Provision| row.is_numbered();
    rows[row].is_paragraph() && rows[row].parent.is_none() && !rows[..row].iter().any(|row| is_body(&row))
}
