//! The declared corrections of a text, equal ones in one row.

use serde::Serialize;

use crate::base::address::Address;
use crate::input::document::Document;
use crate::input::front_matter::fields::field_named;
use crate::input::front_matter::metadata::Correction;
use crate::output::page_context::PageContext;

/// A corrected place.
#[derive(Serialize)]
struct CorrectedPlace {
    title: String,
    url: Option<String>,
}

/// What was written, and what is printed.
#[derive(PartialEq, Eq, Serialize)]
struct Change {
    original: String,
    corrected: String,
}

/// Corrections for the same reason.
#[derive(Serialize)]
struct CorrectionRow {
    places: Vec<CorrectedPlace>,
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
        let change = Change {
            original: row.original.clone(),
            corrected: row.corrected.clone(),
        };
        let place = place(context, document, row);
        let same = items
            .iter_mut()
            .find(|item| row.reason.is_some() && item.reason == row.reason);
        match same {
            Some(item) => {
                item.count += row.count.value;
                if !item.changes.contains(&change) {
                    item.changes.push(change);
                }
                if item.places.iter().all(|known| known.title != place.title) {
                    item.places.push(place);
                }
            }
            None => items.push(CorrectionRow {
                places: vec![place],
                changes: vec![change],
                count: row.count.value,
                reason: row.reason.clone(),
            }),
        }
    }
    (!items.is_empty()).then(|| Corrections {
        count: items.iter().map(|item| item.count).sum(),
        items,
    })
}

fn place(context: PageContext<'_>, document: &Document, row: &Correction) -> CorrectedPlace {
    let written = row.place.value.trim_start_matches('#');
    let address = Address::new(written).filter(|address| document.provision_at(address).is_some());
    let title = match (&address, field_named(written)) {
        (Some(address), _) => context.texts.view("provision", &[("address", address.as_str())]),
        (None, Some(field)) => field.term.to_owned(),
        (None, None) => written.to_owned(),
    };
    CorrectedPlace {
        title,
        url: address.map(|address| format!("#{address}")),
    }
}
