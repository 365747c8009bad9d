//! Provisions that a document's text names as its own.

use crate::base::kind::Form;
use crate::input::body::html_template::PlacedMention;
use crate::input::body::label::LabelStyle;
use crate::input::body::provisions::ProvisionKind;
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::model::target::{Location, Target};

/// The provision of this document that a mention names.
pub(super) fn own_provision(index: DocIx, document: &Document, mention: &PlacedMention) -> Option<Target> {
    let provision = document.provision_at(mention.place.as_ref()?)?;
    (document.has_own_text() && document.kind.form == Form::Official)
        .then_some(Target::Held(index, Some(Location::Provision(provision))))
}

/// Returns whether a mention may lead to an own provision: `mục` does not mean a Điều, as a section of a chapter has a
/// number too.
pub(super) fn is_of_its_level(document: &Document, mention: &PlacedMention, found: &Target) -> bool {
    let Target::Held(_, Some(Location::Provision(provision))) = found else {
        return true;
    };
    let span = mention.occurrence.span;
    let words = document.source().get(span.start..span.end).unwrap_or("");
    document.provisions[*provision].style != LabelStyle::Article || !words.to_lowercase().starts_with("mục")
}

/// The verbs with which an item amends another document.
const AMENDING: [&str; 8] = [
    "sửa đổi",
    "bổ sung",
    "bãi bỏ",
    "hủy bỏ",
    "thay thế",
    "thay",
    "bỏ",
    "đổi",
];
/// What is amended, behind the verb.
const AMENDED: [&str; 12] = [
    "điều ",
    "khoản ",
    "điểm ",
    "mục ",
    "chương ",
    "phần ",
    "tiết ",
    "đoạn ",
    "cụm từ ",
    "tên ",
    "phụ lục ",
    "căn cứ ",
];

/// Returns whether a provision without a document is that of an amended document: in text that is quoted, and in an item
/// that amends, or below one.
pub(super) fn is_of_amended(document: &Document, mention: &PlacedMention) -> bool {
    let Some(at) = mention.occurrence.provision else {
        return false;
    };
    let rows = &document.provisions;
    let mut chain = std::iter::successors(Some(at), |at| rows[*at].parent);
    rows[at].row == ProvisionKind::Quotation || chain.any(|at| amends(&rows[at].words))
}

/// Returns whether words begin as those of an item that amends: `Sửa đổi, bổ sung một số điều của …`, `Bãi bỏ Điều 4`.
fn amends(words: &str) -> bool {
    let start = words.trim_start();
    let end = start
        .char_indices()
        .nth(MAX_AMENDING_LETTERS)
        .map_or(start.len(), |(at, _)| at);
    if !start.starts_with(['S', 's', 'B', 'b', 'H', 'h', 'T', 't', 'Đ', 'đ']) {
        return false;
    }
    let words = start[..end].to_lowercase();
    let mut rest = words.as_str();
    while let Some(behind) = AMENDING.iter().find_map(|verb| rest.strip_prefix(verb)) {
        rest = behind.trim_start_matches([',', ' ']).trim_start_matches("và ");
    }
    let thing = rest.trim_start_matches("một số ").trim_start_matches("các ");
    rest.len() < words.len() && AMENDED.iter().any(|known| thing.starts_with(known))
}

/// Maximum number of letters of the verbs of an item that amends and of what it amends.
const MAX_AMENDING_LETTERS: usize = 60;
