//! The page that leads to the registers of several programmes, the newest first.

use serde::Serialize;

use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::ledger_page::total;
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::programme_terms::programme_term;
use crate::output::views::structured_data::describe_collection;
use crate::site::address::SiteAddress;
use crate::site::programmes::Programme;

/// The register of one programme.
#[derive(Serialize)]
struct LedgerEntry {
    /// The programme, with the address of its register.
    register: Link,
    term: Option<String>,
    /// Of how many provisions there is material.
    total: String,
}

/// The page of all registers.
#[derive(Serialize)]
pub(crate) struct LedgersPage {
    page: PageView,
    ledgers: Vec<LedgerEntry>,
}

/// Makes the page of all registers.
pub(crate) fn ledgers_page(context: PageContext<'_>, address: &SiteAddress) -> LedgersPage {
    let name = context.texts.get("ledger.title").to_owned();
    let mut page = page_view(context, "ledgers", address, name);
    page.breadcrumbs = vec![home_crumb(context)];
    let entry = |programme: &Programme| {
        let node = DocumentRef::Held(programme.document);
        let route = context.site.programmes.ledger_route(programme.document);
        LedgerEntry {
            register: Link {
                title: document_names::full(context, node),
                url: context.route_url(route).unwrap_or_default(),
            },
            term: programme_term(context, programme.document),
            total: total(context, &programme.ledger),
        }
    };
    let ledgers: Vec<LedgerEntry> = context.site.programmes.all().iter().map(entry).collect();
    let names: Vec<&str> = ledgers.iter().map(|ledger| ledger.register.title.as_str()).collect();
    page.description = Some(names.join("; "));
    page.machine = describe_collection(context, &page, None);
    LedgersPage { page, ledgers }
}
