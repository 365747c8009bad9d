//! The places of a write-up as pages print them: whole, and short for lists, with the label of their province.

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::model::indexes::DocIx;
use crate::model::place_table::{Locality, PlaceScope};
use crate::output::page_context::PageContext;

/// One place of a write-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct LocalityView {
    /// As the source named it, with the name of today: `xóm Dứa, xã Văn Yên, huyện Đại Từ (nay xã Vạn Phú)`.
    pub printed: String,
    /// For lists, without villages: `xã Văn Yên, huyện Đại Từ (nay xã Vạn Phú)`, `huyện Chợ Đồn (Bắc Kạn)`.
    pub short: String,
    /// The name of today alone.
    pub now: Option<String>,
    /// `own`, `former`, `outside`; absent where it is not known.
    pub scope: Option<&'static str>,
    /// `trong tỉnh`, `Bắc Kạn, trước 7/2025`, `ngoài tỉnh`.
    pub scope_label: Option<String>,
}

/// Returns the places of a write-up, in written order.
pub(crate) fn localities(context: PageContext<'_>, index: DocIx) -> Vec<LocalityView> {
    let found = context.site.documents.localities(index).iter();
    found.map(|locality| locality_view(context, locality)).collect()
}

/// Returns places on one line of a list; `None` if there are none.
pub(crate) fn short_line(places: &[LocalityView]) -> Option<String> {
    joined(places, |view| &view.short)
}

/// Returns places in full on one line; `None` if there are none.
pub(crate) fn printed_line(places: &[LocalityView]) -> Option<String> {
    joined(places, |view| &view.printed)
}

fn joined(views: &[LocalityView], text: impl Fn(&LocalityView) -> &String) -> Option<String> {
    let texts: Vec<&str> = views.iter().map(|view| text(view).as_str()).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

fn locality_view(context: PageContext<'_>, locality: &Locality) -> LocalityView {
    let text = |key: &str, values: &[(&str, &str)]| context.texts.view(key, values);
    let now = locality.now.as_deref().map(|name| text("place_now", &[("name", name)]));
    let label = scope_label(context, &locality.scope);
    let outside = label.clone().filter(|_| locality.scope == PlaceScope::Outside);
    let (names, province) = short_names(locality);
    let whole = locality.names.join(", ");
    let printed_notes: Vec<String> = now.iter().chain(&outside).cloned().collect();
    // In a list the province tells more than that it is another one.
    let short_notes: Vec<String> = province.or(outside).into_iter().chain(now).collect();
    LocalityView {
        printed: with_notes(whole, &printed_notes),
        short: with_notes(names, &short_notes),
        now: locality.now.clone(),
        scope: scope_name(&locality.scope),
        scope_label: label,
    }
}

/// Returns the names of a place from the commune out, and the province apart where it is another one.
fn short_names(locality: &Locality) -> (String, Option<String>) {
    let names = &locality.names[locality.commune()..];
    let is_province = |name: &String| locality.province.as_ref() == Some(name);
    let inner: Vec<&str> = names
        .iter()
        .filter(|name| !is_province(name))
        .map(String::as_str)
        .collect();
    if inner.is_empty() {
        return (names.join(", "), None);
    }
    let is_other = matches!(locality.scope, PlaceScope::Former { .. } | PlaceScope::Outside);
    let province = locality.province.as_deref().filter(|_| is_other);
    (inner.join(", "), province.map(without_level))
}

/// Returns the name of a province alone: `Bắc Kạn` of `tỉnh Bắc Kạn`.
fn without_level(name: &str) -> String {
    name.strip_prefix("tỉnh ").unwrap_or(name).to_owned()
}

fn with_notes(mut text: String, notes: &[String]) -> String {
    if !notes.is_empty() {
        text.push_str(&format!(" ({})", notes.join("; ")));
    }
    text
}

/// Returns the name of a scope in views and data files.
pub(crate) fn scope_name(scope: &PlaceScope) -> Option<&'static str> {
    match scope {
        PlaceScope::Own => Some("own"),
        PlaceScope::Former { .. } => Some("former"),
        PlaceScope::Outside => Some("outside"),
        PlaceScope::Unknown => None,
    }
}

fn scope_label(context: PageContext<'_>, scope: &PlaceScope) -> Option<String> {
    let text = |key: &str, values: &[(&str, &str)]| Some(context.texts.view(key, values));
    match scope {
        PlaceScope::Own => text("place_own", &[]),
        PlaceScope::Outside => text("place_outside", &[]),
        PlaceScope::Unknown => None,
        PlaceScope::Former { province, until } => {
            let name = without_level(province);
            match until {
                Some(until) => text(
                    "place_former",
                    &[("name", &name), ("date", &first_after(*until).to_string())],
                ),
                None => Some(name),
            }
        }
    }
}

/// Returns what begins after a date: after 30/6/2025 comes 7/2025, after 29/6/2025 comes 30/6/2025.
fn first_after(until: PartialDate) -> PartialDate {
    let month_after = |year: i16, month: i8| match month {
        12 => PartialDate::Month(year + 1, 1),
        _ => PartialDate::Month(year, month + 1),
    };
    match until {
        PartialDate::Year(year) => PartialDate::Year(year + 1),
        PartialDate::Month(year, month) => month_after(year, month),
        PartialDate::Day(day) if day == day.last_of_month() => month_after(day.year(), day.month()),
        PartialDate::Day(day) => PartialDate::Day(day.tomorrow().unwrap_or(day)),
    }
}
