//! How many documents have records about the provisions inside another one.

use std::collections::BTreeSet;

use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::page_context::PageContext;
use crate::output::views::provision_tree::descendants;
use crate::site::route::Route;

/// A provision inside another one about which there are records.
pub(crate) struct ChildMaterial {
    /// `II.1.4`
    pub address: String,
    /// The address of its page.
    pub url: String,
    /// The number of documents with records about it or a provision inside it.
    pub count: usize,
}

/// Returns the provisions right inside one, as far as there are records about them.
pub(crate) fn material_inside(context: PageContext<'_>, index: DocIx, provision: usize) -> Vec<ChildMaterial> {
    let document = context.document(index);
    let rows = document.provisions.iter().enumerate();
    let children = rows.filter(|(_, row)| row.parent() == Some(provision) && row.is_numbered());
    children
        .filter_map(|(child, row)| {
            let below = [vec![child], descendants(document, child)].concat();
            let count = material_at(context, index, &below);
            let url = context.route_url(Route::Provision(index, child))?;
            (count > 0).then(|| ChildMaterial {
                address: row.address.to_string(),
                url,
                count,
            })
        })
        .collect()
}

/// Returns the number of documents with records about any of some provisions.
pub(crate) fn material_at(context: PageContext<'_>, index: DocIx, rows: &[usize]) -> usize {
    let backlinks = context.site.backlinks(index);
    let records = rows.iter().flat_map(|row| backlinks.at(*row));
    records
        .map(|record| record.other)
        .collect::<BTreeSet<DocumentRef>>()
        .len()
}
