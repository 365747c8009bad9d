//! Reads places.yaml: communes, districts and provinces, what they belong to, and what they are called now.

use crate::base::date::PartialDate;
use crate::input::front_matter::field_reader::{self, EntryParts, FieldReader};
use crate::input::front_matter::fields::Field;
use crate::input::front_matter::node::{NodePath, YamlNode};
use crate::input::front_matter::vocabulary_file::entry;
use crate::messages::phrase::ValueShape;

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

pub(crate) const PLACE: Field = entry(
    "places.yaml",
    "- {tên: xã Văn Yên, thuộc: huyện Đại Từ, nay: xã Vạn Phú, đến: 30/6/2025}",
);

const PLACE_KEYS: [&str; 10] = [
    "tên", "thuộc", "nay", "từ", "đến", "name", "within", "now", "from", "to",
];

pub(crate) fn place(reader: &mut FieldReader<'_>, node: &YamlNode, at: &NodePath) -> Option<PlaceRow> {
    let Some(parts) = EntryParts::of(node, at) else {
        reader.wrong_type(&PLACE, ValueShape::Mapping, node, at);
        return None;
    };
    parts.only(reader, &PLACE, &PLACE_KEYS);
    let mut text = |names: &[&str]| parts.text(reader, &PLACE, names);
    let (name, within, now) = (
        text(&["tên", "name"]),
        text(&["thuộc", "within"]),
        text(&["nay", "now"]),
    );
    let (from, to) = (text(&["từ", "from"]), text(&["đến", "to"]));
    let Some(name) = name else {
        reader.missing_part(&PLACE, "tên", at);
        return None;
    };
    let mut date = |written: Option<_>| Some(field_reader::date_of(reader, &written?)?.value);
    Some(PlaceRow {
        name: name.value,
        within: within.map(|found| found.value),
        now: now.map(|found| found.value),
        from: date(from),
        to: date(to),
        at: at.clone(),
    })
}
