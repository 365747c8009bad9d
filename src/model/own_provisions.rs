//! Provisions that a document's text names as its own.

use crate::base::kind::Form;
use crate::input::body::html_template::PlacedMention;
use crate::input::body::label::LabelStyle;
use crate::input::body::provisions::ProvisionKind;
use crate::input::body::quotation_marks::{is_quotation_mark, open_marks};
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
/// number too; `Điều 3` means no item 3.
pub(super) fn is_of_its_level(document: &Document, mention: &PlacedMention, found: &Target) -> bool {
    let Target::Held(_, Some(Location::Provision(provision))) = found else {
        return true;
    };
    is_called_so(words_of(document, mention), document, *provision)
}

/// The words of a mention as they are written.
pub(super) fn words_of<'d>(document: &'d Document, mention: &PlacedMention) -> &'d str {
    let span = mention.occurrence.span;
    document.source().get(span.start..span.end).unwrap_or("")
}

/// Returns whether a provision of a document is of the level that words name.
pub(super) fn is_called_so(words: &str, document: &Document, provision: usize) -> bool {
    let rows = &document.provisions;
    let provision = &provision;
    if words.contains("Điều") || words.contains("điều") {
        let mut around = std::iter::successors(Some(*provision), |at| rows[*at].parent());
        return around.any(|at| rows[at].style == LabelStyle::Article);
    }
    rows[*provision].style != LabelStyle::Article || !words.to_lowercase().starts_with("mục")
}

/// Words that name a document of another body, in whatever way it is cited.
const OTHERS: [&str; 7] = [
    "Hiến pháp",
    "Công ước",
    "Hiệp định",
    "Hiệp ước",
    "Điều lệ",
    "Nghị định thư",
    "Luật ấy",
];

/// Returns whether the clause of a mention names a document of another sort than this one, so that a provision without a
/// document may be that one's: `Hiến pháp, Điều 2`.
pub(super) fn names_others(document: &Document, mention: &PlacedMention) -> bool {
    let (words, range) = &mention.occurrence.words;
    let start = words.get(..range.start).and_then(|before| before.rfind([';', '.']));
    let rest = words.get(range.end..).unwrap_or("");
    let end = rest.find([';', '.']).map_or(words.len(), |end| range.end + end);
    let words = words.get(start.unwrap_or(0)..end).unwrap_or(words);
    let is_own = |name: &str| document.kind.name == name;
    OTHERS.iter().any(|name| !is_own(name) && words.contains(name))
}

/// Returns whether a mention is inside quotation marks of its paragraph.
pub(super) fn is_quoted(mention: &PlacedMention) -> bool {
    let (words, range) = &mention.occurrence.words;
    words.contains(is_quotation_mark) && open_marks(words.get(..range.start).unwrap_or(""), 0) > 0
}

/// Returns whether a mention is in text that is quoted: as a block, or between marks.
pub(super) fn is_in_quotation(document: &Document, mention: &PlacedMention) -> bool {
    let row = mention.occurrence.provision.map(|row| document.provisions[row].row);
    row == Some(ProvisionKind::Quotation) || is_quoted(mention)
}
