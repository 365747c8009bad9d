//! Names documents and provisions in the manner of the European Legislation Identifier: jurisdiction, agent, type, date,
//! number, provision (ELI, “URI templates”). Vietnam has no such scheme, so that these are names, not addresses.

use crate::base::date::PartialDate;
use crate::base::slug::slug;
use crate::model::indexes::DocIx;
use crate::output::page_context::PageContext;

/// Returns `/eli/vn/tinh-uy-thai-nguyen/quyet-dinh/2011/06/27/393-qd-tu`, with `/5.2` behind it for a provision; `None`
/// where issuer, number or whole date is not known.
pub(super) fn eli(context: PageContext<'_>, index: DocIx, provision: Option<&str>) -> Option<String> {
    let document = context.document(index);
    let number = document.head.number.as_ref()?.value.to_string();
    let date = document.head.date.as_ref()?.value;
    let PartialDate::Day(_) = date else { return None };
    let issuer = context.site.documents.entry(index).issuers().next()?;
    let (agent, kind) = (&context.body(issuer).slug, &document.kind.slug);
    let day = date.iso().replace('-', "/");
    let point = provision.map_or_else(String::new, |address| format!("/{address}"));
    Some(format!("/eli/vn/{agent}/{kind}/{day}/{}{point}", slug(&number)))
}
