//! The declared corrections of a text: those for the same reason in one row, and those of one provision.

use serde::Serialize;

use crate::base::address::Address;
use crate::input::document::Document;
use crate::input::front_matter::fields::field_named;
use crate::input::front_matter::metadata::Correction;
use crate::output::page_context::PageContext;

/// A correction: where, what was written, what is printed, and in how many places of it.
#[derive(Serialize)]
struct Change {
    place: String,
    url: Option<String>,
    original: String,
    corrected: String,
    count: usize,
}

/// A correction inside one provision.
#[derive(Serialize)]
pub(crate) struct ProvisionCorrection {
    original: String,
    corrected: String,
    reason: Option<String>,
}

/// Corrections for the same reason.
#[derive(Serialize)]
struct CorrectionRow {
    changes: Vec<Change>,
    count: usize,
    reason: Option<String>,
}

/// The corrections of a document.
#[derive(Serialize)]
pub(crate) struct Corrections {
    count: usize,
    items: Vec<CorrectionRow>,
}

/// Returns the corrections of a document, in order of the first of each reason; `None` if there are none.
pub(crate) fn corrections(context: PageContext<'_>, document: &Document) -> Option<Corrections> {
    let mut items: Vec<CorrectionRow> = Vec::new();
    for row in &document.head.corrections {
        let change = change(context, document, row);
        match items.iter_mut().find(|item| item.reason == row.reason) {
            Some(item) => {
                item.count += change.count;
                item.changes.push(change);
            }
            None => items.push(CorrectionRow {
                count: change.count,
                changes: vec![change],
                reason: row.reason.clone(),
            }),
        }
    }
    (!items.is_empty()).then(|| Corrections {
        count: items.iter().map(|item| item.count).sum(),
        items,
    })
}

/// Returns the corrections that name a provision.
pub(crate) fn corrections_in(document: &Document, provision: usize) -> Vec<ProvisionCorrection> {
    let own = document.head.corrections.iter().filter(|row| {
        let address = Address::new(row.place.value.trim_start_matches('#'));
        address.is_some_and(|address| document.provision_at(&address) == Some(provision))
    });
    own.map(|row| ProvisionCorrection {
        original: row.original.clone(),
        corrected: row.corrected.clone(),
        reason: row.reason.clone(),
    })
    .collect()
}

fn change(context: PageContext<'_>, document: &Document, row: &Correction) -> Change {
    let written = row.place.value.trim_start_matches('#');
    let address = Address::new(written).filter(|address| document.provision_at(address).is_some());
    let place = match (&address, field_named(written)) {
        (Some(address), _) => context.texts.view("provision", &[("address", address.as_str())]),
        (None, Some(field)) => field.term.to_owned(),
        (None, None) => written.to_owned(),
    };
    Change {
        place,
        url: address.map(|address| format!("#{address}")),
        original: row.original.clone(),
        corrected: row.corrected.clone(),
        count: row.count.value,
    }
}
