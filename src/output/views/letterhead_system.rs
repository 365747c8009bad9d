//! Decides to which system a document belongs, and so which lines stand above its letterhead.
//!
//! What the editors declare counts first; then the names of the issuer and the bodies above it; then the number's form.

use crate::base::fold::fold;
use crate::base::number::DocNumber;
use crate::input::front_matter::issuing_system::IssuingSystem;
use crate::model::indexes::{BodyIx, DocIx};
use crate::output::page_context::PageContext;
use crate::output::views::links::superior_of;

/// Returns the system of a document; `None` if nothing shows it.
pub(super) fn system_of(context: PageContext<'_>, index: DocIx) -> Option<IssuingSystem> {
    let entry = context.site.documents.entry(index);
    let head = &entry.document.head;
    let number = head.number.as_ref().map(|number| &number.value);
    let owner = || number.and_then(|number| context.site.documents.symbol_owner(number));
    let body = entry.issuer.or_else(owner);
    let declared = body.and_then(|body| above(context, body).find_map(|body| context.body(body).system));
    head.system.or(declared).or_else(|| {
        let form = number.map(NumberForm::of);
        let named = body.and_then(|body| named_system(context, body));
        match (form, named) {
            (Some(NumberForm::Party), Some(IssuingSystem::Party)) => named,
            // Mass organisations number their documents in the form of the Party as well.
            (Some(NumberForm::Party), _) => number
                .filter(|number| has_party_symbol(number))
                .map(|_| IssuingSystem::Party),
            (Some(NumberForm::State), None) if number.is_some_and(has_organisation_symbol) => {
                Some(IssuingSystem::Organisations)
            }
            (Some(NumberForm::State), None) => Some(IssuingSystem::State),
            (Some(NumberForm::State | NumberForm::Other) | None, named) => named,
        }
    })
}

/// The form of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NumberForm {
    /// `393-QĐ/TU`: a slash after a hyphen.
    Party,
    /// `80/QĐ-UBND`, `45/2019/QH14`: a slash first.
    State,
    /// Neither.
    Other,
}

impl NumberForm {
    fn of(number: &DocNumber) -> Self {
        let printed = number.printed();
        match (printed.find('-'), printed.find('/')) {
            (Some(hyphen), Some(slash)) if hyphen < slash => NumberForm::Party,
            (_, Some(_)) => NumberForm::State,
            (_, None) => NumberForm::Other,
        }
    }
}

/// Returns whether a number ends in TW or TU, as the symbols of their commissions and offices do: BDVTU, VPTW.
fn has_party_symbol(number: &DocNumber) -> bool {
    let symbol = number.symbols().next_back().map(fold).unwrap_or_default();
    symbol.ends_with("tw") || symbol.ends_with("tu")
}

/// Beginnings of the symbols of the Front and of mass organisations.
const ORGANISATION_SYMBOLS: [&str; 9] = ["mttq", "mttw", "tld", "ldld", "dtn", "twdtn", "hnd", "hpn", "ccb"];

fn has_organisation_symbol(number: &DocNumber) -> bool {
    number.symbols().map(fold).any(|symbol| {
        let mut beginnings = ORGANISATION_SYMBOLS.iter();
        beginnings.any(|beginning| symbol.starts_with(beginning))
    })
}

/// Words in the names of bodies of the Party.
const PARTY_BODIES: [&str; 10] = [
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "quan uy",
    "thi uy",
    "dang uy",
    "khu uy",
    "bo chinh tri",
    "ban bi thu",
    "dang bo",
];

/// Words in the names of bodies of the State.
const STATE_BODIES: [&str; 10] = [
    "uy ban nhan dan",
    "hoi dong nhan dan",
    "chinh phu",
    "quoc hoi",
    "chu tich nuoc",
    "toa an nhan dan",
    "vien kiem sat nhan dan",
    "kiem toan nha nuoc",
    "ngan hang nha nuoc",
    "thanh tra",
];

/// Words in the names of the Front and of mass organisations.
const ORGANISATIONS: [&str; 8] = [
    "mat tran to quoc",
    "lien doan lao dong",
    "cong doan",
    "doan thanh nien",
    "hoi lien hiep",
    "hoi nong dan",
    "hoi cuu chien binh",
    "hoi chu thap do",
];

/// Returns the system that the name of a body shows, or that of the nearest body above it.
fn named_system(context: PageContext<'_>, body: BodyIx) -> Option<IssuingSystem> {
    above(context, body).find_map(|body| {
        let name = format!(" {} ", fold(&context.body(body).name));
        let has = |words: &&str| name.contains(&format!(" {words} "));
        // `Tỉnh ủy`, but not `tỉnh Ủy ban`.
        let is_party = |words: &&str| has(words) && !name.contains(&format!(" {words} ban "));
        // Ministries and departments begin with their sort.
        let is_department = name.starts_with(" bo ") || name.starts_with(" so ");
        if PARTY_BODIES.iter().any(is_party) {
            Some(IssuingSystem::Party)
        } else if ORGANISATIONS.iter().any(has) {
            Some(IssuingSystem::Organisations)
        } else if is_department || STATE_BODIES.iter().any(has) {
            Some(IssuingSystem::State)
        } else {
            None
        }
    })
}

/// A body and those above it, from the nearest on. No body has eight above it; a body that is above itself would never
/// end.
fn above(context: PageContext<'_>, body: BodyIx) -> impl Iterator<Item = BodyIx> {
    std::iter::successors(Some(body), move |body| superior_of(context, *body)).take(8)
}
