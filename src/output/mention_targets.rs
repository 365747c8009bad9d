//! Where the mentions of a file lead, by the keys of the data files: for whoever checks the links of a site.

use crate::model::indexes::DocIx;
use crate::model::target::{DocumentRef, Location, Target};
use crate::output::keys::Keys;
use crate::output::views::document_names::anchor;
use crate::site::plan::Site;

/// Where one mention leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MentionTarget {
    /// To one document, perhaps a provision of it: `393-QĐ/TU`, `01-CTr/BDVTU#II.1.6`.
    One(String),
    /// To one of several documents, nobody knows which.
    Several(Vec<String>),
    /// To the document that holds the words.
    Own,
    /// Nowhere.
    Nowhere,
}

/// Where each mention of a document leads, in the order of its table; of a name with the bytes of its words that belong
/// to it.
pub fn leads(site: &Site, keys: &Keys, index: DocIx) -> Vec<(MentionTarget, Option<usize>)> {
    let mentions = &site.register.document(index).tables.mentions;
    let mentioned = &site.graph.mentions[index.get()];
    let one = |(position, target)| {
        let end = mentioned.ends.get(&position);
        let length = end.and_then(|end| mentions[position].length_to(*end));
        (lead(site, keys, target), length)
    };
    mentioned.targets.iter().enumerate().map(one).collect()
}

fn lead(site: &Site, keys: &Keys, target: &Target) -> MentionTarget {
    match target {
        Target::Held(index, spot) => {
            let key = keys.get(DocumentRef::Held(*index));
            MentionTarget::One(match spot {
                Some(Location::Provision(provision)) => format!("{key}#{}", anchor(site, *index, *provision)),
                Some(Location::Unchecked(address)) => format!("{key}#{address}"),
                None => key.to_owned(),
            })
        }
        Target::NotHeld(index, address) => {
            let key = keys.get(DocumentRef::NotHeld(*index));
            MentionTarget::One(match address {
                Some(address) => format!("{key}#{address}"),
                None => key.to_owned(),
            })
        }
        Target::Ambiguous(candidates) => {
            let one = |target: &Target| target.node().map(|node| keys.get(node).to_owned());
            MentionTarget::Several(candidates.iter().filter_map(one).collect())
        }
        Target::SelfReference => MentionTarget::Own,
        Target::External(_) | Target::SiteAddress(_) | Target::File(_) | Target::Unresolved => MentionTarget::Nowhere,
    }
}
