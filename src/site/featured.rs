//! The write-ups that the home page shows: those that editors name (`nổi bật`), else the newest of the province.

use crate::base::kind::Form;
use crate::model::collections::Collections;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::place_table::PlaceScope;

/// Maximum number of write-ups that the home page shows.
const MAX_FEATURED: usize = 3;

/// Returns the write-ups for the home page, newest first, undated last; on a site without a province of its own the
/// newest of all, where none is named.
pub(crate) fn featured_writeups(documents: &DocumentIndex, collections: &Collections) -> Vec<DocIx> {
    let dated = collections.by_month.values().rev();
    let dated = dated.flat_map(|months| months.values().rev().flat_map(|month| month.iter().rev()));
    let newest_first: Vec<DocIx> = dated
        .chain(collections.undated.iter().rev())
        .copied()
        .filter(|index| documents.document(*index).kind.form == Form::Writeup)
        .collect();
    let first_of = |is_wanted: &dyn Fn(DocIx) -> bool| -> Vec<DocIx> {
        let wanted = newest_first.iter().copied().filter(|index| is_wanted(*index));
        wanted.take(MAX_FEATURED).collect()
    };
    let named = first_of(&|index| documents.document(index).head.featured);
    if !named.is_empty() {
        return named;
    }
    match &documents.vocabulary.site.province {
        Some(_) => first_of(&|index| is_in_province(documents, index)),
        None => first_of(&|_| true),
    }
}

fn is_in_province(documents: &DocumentIndex, index: DocIx) -> bool {
    let mut localities = documents.localities(index).iter();
    localities.any(|locality| locality.scope == PlaceScope::Own)
}
