//! Relations that a text states in plain words of a document that it cites: `Căn cứ Luật …`, `thay thế Nghị định …`.
//!
//! Only wordings that leave no other reading count, and kinds of relations whose links were read by hand in number
//! (docs/MEASUREMENTS.md): any other citation stays a citation.

use crate::base::pattern::Pattern;
use crate::base::relation::RelationKind;
use crate::base::word_list::WordList;
use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::input::body::label::LabelStyle;
use crate::input::body::provisions::{Provision, ProvisionKind};
use crate::input::citations::mention::MentionedThing;
use crate::input::document::Document;
use crate::model::own_provisions::is_quoted;

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

/// The verbs with which a document gives the details of another.
const GUIDING: WordList = WordList("quy định chi tiết |hướng dẫn |Quy định chi tiết |Hướng dẫn ");
/// The verbs with which a provision or a title amends another document.
const AMENDING: WordList = WordList("Sửa đổi, bổ sung |Sửa đổi và bổ sung |Sửa đổi |Bổ sung |sửa đổi, bổ sung ");
/// Words of the title of a document that amends.
const AMENDING_TITLE: WordList = WordList("sửa đổi|bổ sung");
/// The words between such a verb and the document: they name parts of it and nothing else.
const PARTS: WordList = WordList(
    "một|số|các|nội|dung|quy|định|điều|Điều|khoản|Khoản|điểm|Điểm|mục|Mục|chương|Chương|phụ|Phụ|lục|của|tại|và|thi|hành|\
     thực|hiện|biện|pháp|để|tổ|chức|hướng|dẫn|chi|tiết",
);
/// Maximum length of the words before a document that is amended or detailed, in bytes.
const MAX_PARTS: usize = 400;

/// Returns whether words name parts of a document, with the numbers of these.
fn are_parts(words: &str) -> bool {
    let is_number = |word: &str| word.chars().count() <= 4 && !word.contains('/');
    let is_part = |word: &str| {
        let bare = word.trim_end_matches([',', ';']);
        PARTS.contains(bare)
            || (is_number(bare) && bare.chars().any(|letter| letter.is_ascii_digit()))
            || bare.chars().count() == 1
    };
    words.len() <= MAX_PARTS && words.split(' ').filter(|word| !word.is_empty()).all(is_part)
}

/// The words behind the verb with which `words` begin.
fn behind_verb(words: &str, verbs: WordList) -> Option<&str> {
    verbs.iter().find_map(|verb| words.strip_prefix(verb))
}

/// Returns whether the words before a document say that this one gives its details: `Nghị định này quy định chi tiết một
/// số điều của`.
fn guides(document: &Document, row: Option<usize>, before: &str) -> bool {
    let own = before.strip_prefix(document.kind.name.as_str());
    let behind = match row {
        Some(_) => own.and_then(|behind| behind.strip_prefix(" này ")),
        // A title begins with the verb.
        None => Some(before),
    };
    let parts = behind.and_then(|words| behind_verb(words, GUIDING));
    parts.is_some_and(are_parts)
}

/// Returns whether the words before a document say that this one amends it. A plan lists what is still to be amended: only
/// an article does so, or a part of a document whose title says it.
fn amends(document: &Document, row: Option<usize>, before: &str) -> bool {
    let parts = behind_verb(before, AMENDING).is_some_and(are_parts);
    parts
        && row.is_none_or(|row| {
            let title = document.head.title.as_ref().map_or("", |title| title.value.as_str());
            let lower = title.to_lowercase();
            let mut article = document.provisions[row..=row].iter().chain(parent_of(document, row));
            AMENDING_TITLE.iter().any(|word| lower.contains(word))
                || article.any(|row| row.style == LabelStyle::Article)
        })
}

/// The item whose first paragraph a provision is.
fn parent_of(document: &Document, row: usize) -> Option<&Provision> {
    let provision = &document.provisions[row];
    let parent = provision.parent().filter(|_| provision.repeats_parent())?;
    document.provisions.get(parent)
}

/// The relation that a document states of another where it mentions it; a citation where it states none.
pub fn stated_relation(document: &Document, mention: &PlacedMention) -> RelationKind {
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
    if row.is_some_and(|row| document.provisions[row].row == ProvisionKind::Quotation) || is_quoted(mention) {
        return None;
    }
    if guides(document, row, before) {
        return Some(RelationKind::Guides);
    }
    if amends(document, row, before) {
        return Some(RelationKind::Amends);
    }
    if mention.place.is_some() {
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
    let is_body = |row: &&Provision| row.is_numbered();
    rows[row].is_paragraph() && rows[row].parent().is_none() && !rows[..row].iter().any(|row| is_body(&row))
}

#[cfg(test)]
mod tests {
    use super::{GUIDING, are_parts, behind_verb};

    #[test]
    fn only_parts_are_between_a_verb_and_its_document() {
        for before in [
            "quy định chi tiết một số điều của ",
            "quy định chi tiết và hướng dẫn thi hành một số điều của ",
            "Quy định chi tiết một số điều và biện pháp thi hành ",
            "hướng dẫn khoản 2, khoản 3 và điểm a khoản 4 Điều 5 của ",
            "hướng dẫn thực hiện ",
        ] {
            assert!(behind_verb(before, GUIDING).is_some_and(are_parts), "{before}");
        }
        for before in [
            "hướng dẫn việc thu phí theo quy định của ",
            "hướng dẫn chế độ bồi dưỡng đối với người làm nhiệm vụ quy định tại ",
            "quy định chi tiết về hồ sơ theo ",
            "theo ",
        ] {
            assert!(!behind_verb(before, GUIDING).is_some_and(are_parts), "{before}");
        }
    }
}
