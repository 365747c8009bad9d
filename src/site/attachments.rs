//! Selects the files of the content that are published unchanged: those that a published page refers to.
//!
//! A file that only a draft refers to, or no document at all, is not published.

use std::collections::{BTreeSet, HashMap};

use crate::base::fold::{fold, nfc};
use crate::base::slug::bounded_file_name;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::target::Target;
use crate::site::address::SiteAddress;

/// The address at which an attachment is published.
pub(crate) fn attachment_address(path: &str) -> SiteAddress {
    let inner = nfc(path.strip_prefix("content/").unwrap_or(path));
    let parts: Vec<_> = inner.split('/').map(bounded_file_name).collect();
    SiteAddress::file(format!("tep/{}", parts.join("/")))
}

/// The attachments that published documents refer to, by position among the site's attachments: as a file to
/// download, in a link or image, or by address (`/tep/…`).
pub(super) fn referenced_attachments(documents: &DocumentIndex, graph: &Graph) -> Vec<(usize, SiteAddress)> {
    let addresses: Vec<SiteAddress> = documents
        .attachments
        .iter()
        .map(|file| attachment_address(file.path.as_str()))
        .collect();
    let by_address: HashMap<String, usize> = addresses
        .iter()
        .enumerate()
        .map(|(position, address)| (fold(address.as_str()), position))
        .collect();
    let mut referenced = BTreeSet::new();
    for index in documents.indexes() {
        let document = documents.document(index);
        for target in &graph.links[index.get()] {
            match target {
                Target::File(position) => referenced.extend([*position]),
                Target::SiteAddress(link) => referenced.extend(by_address.get(&fold(link.relative_path()))),
                Target::Held(..)
                | Target::Stub(..)
                | Target::Ambiguous(..)
                | Target::External(_)
                | Target::SelfReference
                | Target::Unresolved => {}
            }
        }
        for file in &document.head.files {
            let path = document.path.sibling(&file.path.value);
            referenced.extend(path.and_then(|path| documents.attachment_at(&path)));
        }
    }
    let with_address = |position: usize| (position, addresses[position].clone());
    referenced.into_iter().map(with_address).collect()
}
