//! The element of each provision and its `eId`: `art_5__para_2__point_a` (Akoma Ntoso Naming Convention, section 5).

use crate::input::body::label::LabelStyle;
use crate::input::document::Document;

/// The element of a provision, and the abbreviation of it that ids use.
pub(super) struct ProvisionElement {
    pub(super) name: &'static str,
    pub(super) short: &'static str,
    /// What a container without a name of its own is.
    pub(super) container: Option<&'static str>,
}

/// Returns the element of a provision with a label of this style.
pub(super) fn element_of(style: LabelStyle) -> ProvisionElement {
    let (name, short, container) = match style {
        LabelStyle::Part => ("part", "part", None),
        LabelStyle::Chapter => ("chapter", "chp", None),
        LabelStyle::Section => ("section", "sec", None),
        LabelStyle::Subsection => ("subsection", "subsec", None),
        LabelStyle::Capital | LabelStyle::Roman => ("division", "div", None),
        LabelStyle::Article => ("article", "art", None),
        LabelStyle::Clause | LabelStyle::Arabic | LabelStyle::Closed | LabelStyle::Bracketed => {
            ("paragraph", "para", None)
        }
        LabelStyle::Dotted(_) => ("subparagraph", "subpara", None),
        LabelStyle::Letter => ("point", "point", None),
        LabelStyle::DottedLetter(_) | LabelStyle::SmallRoman => ("hcontainer", "hcontainer", Some("tiết")),
        LabelStyle::Unlabelled => ("hcontainer", "hcontainer", Some("heading")),
    };
    ProvisionElement { name, short, container }
}

/// The id of the element of a provision: that of the provision around it, and its own part. Where its address begins
/// anew – articles are counted through all chapters – so does its id.
pub(super) fn element_id(document: &Document, position: usize) -> String {
    let rows = &document.provisions;
    let row = &rows[position];
    let own = row.address.as_str();
    let short = if row.is_paragraph() {
        "al"
    } else {
        element_of(row.style).short
    };
    let outer = row.parent().map(|parent| (parent, rows[parent].address.as_str()));
    let inside = outer.and_then(|(parent, outer)| Some((parent, own.strip_prefix(outer)?.strip_prefix('.')?)));
    match inside {
        Some((parent, part)) => format!("{}__{short}_{}", element_id(document, parent), own_number(short, part)),
        None => format!("{short}_{}", own_number(short, own)),
    }
}

/// The number in a part of an address: `II` of `chuong-II`, whose word the element says.
fn own_number(short: &str, part: &str) -> String {
    let number = match short {
        "part" | "chp" | "sec" | "subsec" => part.rsplit('-').next().unwrap_or(part),
        _ => part,
    };
    number.replace('.', "-")
}
