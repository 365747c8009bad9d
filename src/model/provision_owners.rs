//! Whose provisions the words of each provision name, where they name no document: those of the document itself, or of
//! one that it amends or details.
//!
//! Takes one parsed file; which documents exist is not known here.

use rustc_hash::FxHashMap;

use crate::base::pattern::Pattern;
use crate::base::position::Position;
use crate::base::word_list::WordList;
use crate::input::body::html_template::PlacedMention;
use crate::input::body::label::LabelStyle;
use crate::input::body::provisions::{Provision, ProvisionKind};
use crate::input::citations::mention::MentionedThing;
use crate::input::document::Document;
use crate::model::number_usage::is_own_number;
use crate::model::own_provisions::is_quoted;

/// Whose provisions some words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProvisionOwner {
    /// Those of the document itself.
    Own,
    /// Those of another document: of that which a mention names, if one does.
    Other(Option<Position>),
}

/// The owner for the words of each provision; empty where all are the document's own.
pub(super) type ProvisionOwners = Box<[ProvisionOwner]>;

/// What a provision opens for its words and those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// It amends a document.
    Amends,
    /// It introduces a list of the provisions of a document: those that are detailed, or amended.
    List,
}

/// Finds the owners for a document's words.
pub(super) fn provision_owners(document: &Document) -> ProvisionOwners {
    let rows = &document.provisions;
    let is_opening = |row: &Provision| row.row == ProvisionKind::Quotation || opening(&row.words).is_some();
    if !rows.iter().any(is_opening) {
        return Box::default();
    }
    let named = NamedDocuments::of(document);
    let mut owners: Vec<ProvisionOwner> = Vec::with_capacity(rows.len());
    // For the provisions below each parent, the owner that a paragraph before them opened.
    let mut lists: FxHashMap<Option<usize>, ProvisionOwner> = FxHashMap::default();
    // An item that opens a list, whose members have its letter: `đ1)` behind `đ)`.
    let mut lettered: Option<(usize, ProvisionOwner)> = None;
    for (at, row) in rows.iter().enumerate() {
        let parent = row.parent().and_then(|parent| owners.get(parent).copied());
        let around = parent.unwrap_or(ProvisionOwner::Own);
        let inherited = lists.get(&row.parent()).copied().unwrap_or(around);
        let inherited = match lettered {
            Some((first, owner)) if is_lettered_below(&rows[first], row) => owner,
            _ => inherited,
        };
        let owner = match opening(&row.words) {
            _ if row.row == ProvisionKind::Quotation => inherited.or_other(),
            Some(Opening::Amends) => named.in_row(at).map_or(inherited.or_other(), ProvisionOwner::Other),
            Some(Opening::List) => named.in_row(at).map_or(inherited, ProvisionOwner::Other),
            None => inherited,
        };
        if row.is_paragraph() && row.row != ProvisionKind::Quotation {
            match opening(&row.words) {
                Some(_) if row.words.trim_end().ends_with(':') => lists.insert(row.parent(), owner),
                Some(_) | None => lists.remove(&row.parent()),
            };
        }
        if opening(&row.words) == Some(Opening::List) && !row.is_paragraph() {
            lettered = Some((at, owner));
        }
        owners.push(owner);
    }
    let rest = named.of_act(document, &owners);
    for owner in &mut owners {
        if *owner == ProvisionOwner::Other(None) {
            *owner = ProvisionOwner::Other(rest);
        }
    }
    owners.into()
}

/// Returns whether an item has the letter of another, with a number behind it.
fn is_lettered_below(first: &Provision, row: &Provision) -> bool {
    let (first, own) = (first.address.as_str(), row.address.as_str());
    let has_letter = first.ends_with(|last: char| last.is_alphabetic());
    let number = own.strip_prefix(first).filter(|_| has_letter);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|letter| letter.is_ascii_digit()))
}

impl ProvisionOwner {
    /// The same, where the document itself cannot be meant.
    fn or_other(self) -> Self {
        match self {
            ProvisionOwner::Own => ProvisionOwner::Other(None),
            ProvisionOwner::Other(_) => self,
        }
    }
}

/// The documents that the provisions of a document name.
struct NamedDocuments {
    /// For each provision, the first mention of another document; `None` where what is meant is a document that was
    /// issued with it (`Quy định ban hành kèm theo Quyết định số 5`).
    by_row: FxHashMap<usize, Option<Position>>,
    /// The first that the title names.
    in_title: Option<Position>,
}

impl NamedDocuments {
    fn of(document: &Document) -> Self {
        let mut named = NamedDocuments {
            by_row: FxHashMap::default(),
            in_title: None,
        };
        for (position, mention) in document.references.mentions.iter().enumerate() {
            // What stands in quotation marks is the text that is amended, not the document.
            if !names_another(document, mention) || is_quoted(mention) {
                continue;
            }
            let position = Position::new(position);
            let Some(row) = mention.occurrence.provision else {
                named.in_title = named.in_title.or(Some(position));
                continue;
            };
            let found = (!is_attached(&document.provisions[row].words)).then_some(position);
            named.by_row.entry(row).or_insert(found);
            if document.provisions[row].repeats_parent()
                && let Some(parent) = document.provisions[row].parent()
            {
                named.by_row.entry(parent).or_insert(found);
            }
        }
        let title = document.head.title.as_ref().map_or("", |title| title.value.as_str());
        named.in_title = named.in_title.filter(|_| !is_attached(title));
        named
    }

    fn in_row(&self, row: usize) -> Option<Option<Position>> {
        self.by_row.get(&row).copied()
    }

    /// The document that an amending act as a whole amends: that of its title, else that of its one article which names
    /// one.
    fn of_act(&self, document: &Document, owners: &[ProvisionOwner]) -> Option<Position> {
        let title = document.head.title.as_ref().map_or("", |title| title.value.as_str());
        let lower = title.to_lowercase();
        if !AMENDING_TITLE.iter().any(|word| lower.contains(word)) || is_attached(title) {
            return None;
        }
        let articles = document.provisions.iter().zip(owners).enumerate();
        let mut named = articles.filter_map(|(at, (row, owner))| match owner {
            ProvisionOwner::Other(found) if row.style == LabelStyle::Article => self.in_row(at).map(|_| *found),
            ProvisionOwner::Other(_) | ProvisionOwner::Own => None,
        });
        let only = match (named.next(), named.next()) {
            (Some(only), None) => only,
            _ => None,
        };
        self.in_title.or(only)
    }
}

/// Words of the title of an act that amends.
const AMENDING_TITLE: WordList = WordList("sửa đổi|bãi bỏ|bổ sung|đính chính");

/// Returns whether words are about a document that was issued with another.
fn is_attached(words: &str) -> bool {
    words.contains("kèm theo")
}

/// Returns whether a mention certainly names another document.
fn names_another(document: &Document, mention: &PlacedMention) -> bool {
    match &mention.what {
        MentionedThing::Number(cited) => !is_own_number(document, cited),
        MentionedThing::Titled(titled) => titled.proper.is_some(),
        MentionedThing::Short { .. } | MentionedThing::Above(_) => true,
        MentionedThing::This(_) | MentionedThing::Member { .. } | MentionedThing::Place(_) => false,
    }
}

/// The verbs with which an item amends another document.
const AMENDING: [&str; 14] = [
    "sửa đổi",
    "bổ sung",
    "bãi bỏ",
    "hủy bỏ",
    "huỷ bỏ",
    "thay thế",
    "thay đổi",
    "thay",
    "sửa",
    "bỏ",
    "đổi",
    "đính chính",
    "chuyển",
    "thêm",
];
/// What is amended, behind the verb.
const AMENDED: [&str; 17] = [
    "điều ",
    "khoản ",
    "điểm ",
    "mục ",
    "chương ",
    "phần ",
    "tiết ",
    "đoạn ",
    "cụm từ ",
    "từ ",
    "tên ",
    "phụ lục ",
    "căn cứ ",
    "vào ",
    "quy định ",
    "số thứ tự ",
    "gạch đầu dòng ",
];
/// A provision that is amended, in the passive: `Khoản 2 Điều 5 được sửa đổi như sau`.
static AMENDED_PROVISION: Pattern = Pattern::new(concat!(
    r"^(?i:(?:tên |tiêu đề |đoạn |cụm từ |các |nội dung )?(?:điều|khoản|điểm|mục|chương|phụ lục|cụm từ|tiết) )",
    r"([^.;:]+?)(?:(?:được|bị) (?:sửa đổi|bổ sung|bãi bỏ|hủy bỏ|thay thế|thay bằng|thay|sửa|bỏ)|",
    r"(?:sửa đổi|bổ sung|sửa)(?:, bổ sung)? (?:như sau|thành))"
));
/// The most letters between the words that name a provision and those that amend it. In the pattern the bound would make
/// it as many times as large.
const MAX_LETTERS_BETWEEN: usize = 200;
/// A list of the provisions of another document.
static LIST: Pattern = Pattern::new(concat!(
    r"(?i:quy định chi tiết|hướng dẫn(?: thi hành| thực hiện)?|biện pháp thi hành|bãi bỏ|hết hiệu lực|",
    r"sửa đổi|thay thế|không áp dụng)"
));

/// The provisions of another document, which a list names: `Các điều, khoản, điểm của Nghị định số 5, bao gồm:`.
static PARTS: Pattern = Pattern::new(concat!(
    r"^(?i:(?:các |những )?(?:điều|khoản|điểm|chương|mục|quy định|nội dung))[^.:;]{0,60} (?:của|tại) [^.;:]{4,200}",
    r"(?:gồm|như sau|sau đây|sau):$"
));

/// What the words of a provision open.
fn opening(words: &str) -> Option<Opening> {
    let start = words.trim_start();
    let first = start.chars().next()?;
    let may_amend = "SsBbHhTtĐđCcKkMmPpNn".contains(first);
    if may_amend && (amends(start) || is_amended(start)) {
        return Some(Opening::Amends);
    }
    let is_open = start.trim_end().ends_with(':');
    (is_open && (LIST.is_match(start) || names_parts(start))).then_some(Opening::List)
}

/// Returns whether words begin with a provision that is amended.
fn is_amended(start: &str) -> bool {
    let between = AMENDED_PROVISION.captures(start).and_then(|found| found.get(1));
    between.is_some_and(|between| between.as_str().chars().count() <= MAX_LETTERS_BETWEEN)
}

/// Returns whether words name provisions of another document, which follow. Few open a list of anything in these words.
fn names_parts(start: &str) -> bool {
    let may_name = ["gồm:", "sau:", "sau đây:"].iter().any(|end| start.ends_with(end));
    may_name && PARTS.is_match(start)
}

/// Returns whether words begin as those of an item that amends: `Sửa đổi, bổ sung một số điều của …`, `Bãi bỏ Điều 4`.
fn amends(start: &str) -> bool {
    let end = start.char_indices().nth(MAX_AMENDING_LETTERS);
    let words = start[..end.map_or(start.len(), |(at, _)| at)].to_lowercase();
    let mut rest = words.as_str();
    while let Some(behind) = AMENDING.iter().find_map(|verb| rest.strip_prefix(verb)) {
        let behind = behind.trim_start_matches([',', ' ']).trim_start_matches("và ");
        rest = behind.strip_prefix("lại ").unwrap_or(behind);
    }
    let thing = rest.trim_start_matches("một số ").trim_start_matches("các ");
    let thing = thing.trim_start_matches("nội dung ").trim_start_matches("toàn bộ ");
    rest.len() < words.len() && AMENDED.iter().any(|known| thing.starts_with(known))
}

/// Maximum number of letters of the verbs of an item that amends and of what it amends.
const MAX_AMENDING_LETTERS: usize = 60;

#[cfg(test)]
mod tests {
    use super::{Opening, opening};

    #[test]
    fn items_that_amend_are_told_from_others() {
        for words in [
            "Sửa đổi, bổ sung một số điều của Nghị định số 5/2020/NĐ-CP",
            "Bãi bỏ khoản 2 Điều 5.",
            "Thay thế cụm từ “a” bằng cụm từ “b” tại khoản 3 Điều 4",
            "Khoản 2 Điều 3 được sửa đổi, bổ sung như sau:",
            "Điều 7 bị bãi bỏ.",
            "Sửa đổi lại điểm a khoản 1 như sau:",
            "Bổ sung các khoản 3a và 3b vào sau khoản 3 Điều 4",
            "Tên Điều 9 được sửa đổi như sau:",
        ] {
            assert_eq!(opening(words), Some(Opening::Amends), "{words}");
        }
        for words in [
            "Nghị định này quy định chi tiết một số điều của Luật Giá, gồm:",
            "Các quy định sau đây hết hiệu lực:",
            "Các điều, khoản, điểm của Nghị định số 5/2020/NĐ-CP, bao gồm:",
        ] {
            assert_eq!(opening(words), Some(Opening::List), "{words}");
        }
        for words in [
            "Khoản 1 Điều 1 có hiệu lực từ ngày ký.",
            "Bổ sung biên chế theo Điều 1.",
            "Hồ sơ quy định tại khoản 2 Điều 5.",
            "Sửa chữa trụ sở theo Điều 4.",
        ] {
            assert_eq!(opening(words), None, "{words}");
        }
    }
}
