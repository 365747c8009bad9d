//! Provisions that words name by their own place (`khoản 2 Điều này`), or by a document that another mention names
//! (`Điều 3 và Điều 4 của Quy chế`).

use crate::base::kind::Form;
use crate::input::body::html_template::PlacedMention;
use crate::input::body::label::LabelStyle;
use crate::input::body::provisions::Provision;
use crate::input::citations::mention::{Level, MentionedThing, Scope};
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::model::link_unit::LinkUnit;
use crate::model::own_provisions::is_quoted;
use crate::model::provision_owners::ProvisionOwner;
use crate::model::target::{Location, Target};

/// The target of a provision that words name by their own place.
pub(super) fn link_here(index: DocIx, document: &LinkUnit, mention: (&PlacedMention, Level)) -> Target {
    provision_here(index, document, mention).unwrap_or(Target::Unresolved)
}

/// The provision of a level that contains a mention, or the one below it that the mention names.
fn provision_here(index: DocIx, document: &LinkUnit, (mention, level): (&PlacedMention, Level)) -> Option<Target> {
    let is_own = document.has_own_text() && document.kind.form == Form::Official;
    if !is_own || document.owner(mention) != ProvisionOwner::Own || is_quoted(mention) {
        return None;
    }
    let rows = &document.provisions;
    let mut around = std::iter::successors(mention.occurrence.provision, |at| rows[*at].parent());
    let at = around.find(|at| is_at_level(rows, *at, level))?;
    let provision = match &mention.place {
        Some(place) => document.provision_at(&rows[at].address.child(place.as_str()))?,
        None => at,
    };
    Some(Target::Held(index, Some(Location::Provision(provision))))
}

/// Returns whether a provision is what a word calls it: a clause is right below an article.
fn is_at_level(rows: &[Provision], at: usize, level: Level) -> bool {
    let row = &rows[at];
    if row.is_paragraph() {
        return false;
    }
    let is_article = |at: usize| rows[at].style == LabelStyle::Article;
    match level {
        Level::Annex => row.address.is_annex(),
        Level::Part => row.style == LabelStyle::Part,
        Level::Chapter => row.style == LabelStyle::Chapter,
        Level::Section => row.style == LabelStyle::Section,
        Level::Article => is_article(at),
        Level::Clause => row.is_numbered() && row.parent().is_some_and(is_article),
        Level::Point => row.style == LabelStyle::Letter,
    }
}

/// Links the provisions of documents that other mentions name, once these have their targets: `provision_of` finds what
/// a mention names in the document of a target.
pub(super) fn link_provisions_of_named(
    document: &Document,
    targets: &mut [Target],
    provision_of: impl Fn(&PlacedMention, &Target) -> Target,
) {
    let mentions = &document.references.mentions;
    for (position, mention) in mentions.iter().enumerate() {
        if let MentionedThing::Place(Scope::Of(start)) = &mention.what
            && let Some(named) = naming_mention(mentions, mention.text, *start)
        {
            targets[position] = provision_of(mention, &targets[named]);
        }
    }
}

/// The mention that begins at a byte of a text and is no such provision itself; mentions are in the order of their texts.
fn naming_mention(mentions: &[PlacedMention], text: usize, start: usize) -> Option<usize> {
    let place = |mention: &PlacedMention| (mention.text, mention.surface.start);
    let first = mentions.partition_point(|mention| place(mention) < (text, start));
    let here = mentions[first..]
        .iter()
        .take_while(|mention| place(mention) == (text, start));
    let is_pointer = |mention: &PlacedMention| matches!(mention.what, MentionedThing::Place(Scope::Of(_)));
    let found = here.map(is_pointer).position(|is_pointer| !is_pointer)?;
    Some(first + found)
}
