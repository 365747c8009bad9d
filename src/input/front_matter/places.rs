//! Reads places.yaml: communes, districts and provinces, what they belong to, and what they are called now.

use crate::base::date::PartialDate;
use crate::input::front_matter::field_value::FieldValue;
use crate::input::front_matter::fields::Field;
use crate::input::front_matter::node::NodePath;
use crate::input::front_matter::part_names::PLACE_PARTS;
use crate::input::front_matter::vocabulary_file::entry;

/// A place of places.yaml (đơn vị hành chính).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    /// tên, with its level: `xã Văn Yên`
    pub name: String,
    /// thuộc: the place that it was part of, by name
    pub within: Option<String>,
    /// nay: its name today, if it changed
    pub now: Option<String>,
    /// từ
    pub from: Option<PartialDate>,
    /// đến: its last day
    pub to: Option<PartialDate>,
    /// Where it is declared.
    pub at: NodePath,
}

/// An entry of places.yaml.
pub(crate) const PLACE: Field = entry(
    "places.yaml",
    "- {tên: xã Văn Yên, thuộc: huyện Đại Từ, nay: xã Vạn Phú, đến: 30/6/2025}",
);

/// Reads an entry of places.yaml.
pub(crate) fn place(mut entry: FieldValue<'_, '_>) -> Option<PlaceRow> {
    let at = entry.at.clone();
    let mut parts = entry.required_parts(PLACE_PARTS)?;
    let (name, within, now) = (parts.words("tên"), parts.words("thuộc"), parts.words("nay"));
    let (from, to) = (parts.text("từ"), parts.text("đến"));
    let name = parts.present(name, "tên")?;
    let mut date = |written: Option<_>| Some(parts.reader.date(parts.field, &written?)?.value);
    let (from, to) = (date(from), date(to));
    Some(PlaceRow {
        name,
        within,
        now,
        from,
        to,
        at,
    })
}
