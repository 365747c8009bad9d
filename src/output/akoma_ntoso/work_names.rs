//! Names documents as works: `/akn/vn/act/quyet-dinh/2011-06-27/393-qd-tu` (Akoma Ntoso Naming Convention, section 4).

use crate::base::date::PartialDate;
use crate::base::slug::slug;
use crate::model::target::DocumentRef;
use crate::output::page_context::PageContext;

/// Returns the name of a document as a work; `None` where its kind, number or whole date is not known.
pub(super) fn work_name(context: PageContext<'_>, node: DocumentRef) -> Option<String> {
    let (kind, number, date) = match node {
        DocumentRef::Held(index) => {
            let document = context.document(index);
            let number = document.head.number.as_ref()?.value.to_string();
            (&document.kind, number, document.head.date.as_ref()?.value)
        }
        DocumentRef::Stub(index) => {
            let stub = context.stub(index);
            (stub.kind.as_ref()?, stub.number()?.to_string(), stub.date?)
        }
    };
    let PartialDate::Day(_) = date else { return None };
    Some(format!("/akn/vn/act/{}/{}/{}", kind.slug, date.iso(), slug(&number)))
}
