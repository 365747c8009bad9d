//! The targets of the mentions in a file, as keys of the data files: for editors and tools that check links.

use crate::model::indexes::DocIx;
use crate::model::target::{DocumentRef, Location, Target};
use crate::output::document_names::anchor;
use crate::output::keys::DocumentKeys;
use crate::site::planned_site::Site;

/// The target of one mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MentionTarget {
    /// One document, perhaps a provision of it: `393-QĐ/TU`, `01-CTr/BDVTU#II.1.6`.
    One(String),
    /// One of several documents; it is not known which.
    Several(Vec<String>),
    /// The document that contains the mention.
    Own,
    /// No document.
    Nowhere,
}

/// Returns the target of each mention of a document, in the order of its table of mentions; for a name, also the length
/// in bytes of the words that belong to it.
pub(crate) fn mention_targets(site: &Site, keys: &DocumentKeys, index: DocIx) -> Vec<(MentionTarget, Option<usize>)> {
    let mentions = &site.documents.document(index).references.mentions;
    let mentioned = &site.graph.mentions[index.get()];
    let one = |(position, target)| {
        let end = mentioned.ends.get(&position);
        let length = end.and_then(|end| mentions[position].length_to(*end));
        (mention_target(site, keys, target), length)
    };
    mentioned.targets.iter().enumerate().map(one).collect()
}

fn mention_target(site: &Site, keys: &DocumentKeys, target: &Target) -> MentionTarget {
    match target {
        Target::Held(index, spot) => {
            let key = keys.get(DocumentRef::Held(*index));
            MentionTarget::One(match spot {
                Some(Location::Provision(provision)) => format!("{key}#{}", anchor(site, *index, *provision)),
                Some(Location::Unchecked(address)) => format!("{key}#{address}"),
                None => key.to_owned(),
            })
        }
        Target::Stub(index, address) => {
            let key = keys.get(DocumentRef::Stub(*index));
            MentionTarget::One(match address {
                Some(address) => format!("{key}#{address}"),
                None => key.to_owned(),
            })
        }
        Target::Ambiguous(candidates) => {
            let one = |target: &Target| target.node().map(|node| keys.get(node).to_owned());
            MentionTarget::Several(candidates.first.iter().filter_map(one).collect())
        }
        Target::SelfReference => MentionTarget::Own,
        Target::External(_) | Target::SiteAddress(_) | Target::File(_) | Target::Unresolved => MentionTarget::Nowhere,
    }
}
