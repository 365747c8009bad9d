//! Provisions that a document's text names as its own.

use crate::base::kind::Form;
use crate::input::body::html_template::PlacedMention;
use crate::input::body::label::LabelStyle;
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
