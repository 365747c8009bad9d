//! Reads declared corrections of the source text (`hiệu đính`).

use crate::input::front_matter::field_reader::{self, EntryParts, FieldReader};
use crate::input::front_matter::fields::Field;
use crate::input::front_matter::metadata::Correction;
use crate::input::front_matter::node::{Located, NodePath, YamlNode};
use crate::input::front_matter::part_names::CORRECTION_PARTS;
use crate::messages::phrase::ValueShape;

/// Reads the entries of the field; an entry without all its parts is reported and left out.
pub(crate) fn read(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> Vec<Correction> {
    let mut found = Vec::new();
    for (entry, at) in field_reader::entries(node, at) {
        let Some(parts) = EntryParts::of(entry, &at) else {
            reader.wrong_type(field, ValueShape::Mapping, entry, &at);
            continue;
        };
        parts.only(reader, field, &CORRECTION_PARTS);
        let mut missing = Vec::new();
        let mut part = |name: &'static str| {
            let found = parts.text(reader, field, &[name]);
            missing.extend(found.is_none().then_some(name));
            found
        };
        let (place, original, corrected) = (part("tại"), part("bản gốc"), part("sửa thành"));
        let count = part("số chỗ");
        let (Some(place), Some(original), Some(corrected), Some(count)) = (place, original, corrected, count) else {
            reader.missing_parts(field, &missing, &at);
            continue;
        };
        let Ok(number) = count.value.parse::<usize>() else {
            let name = format!("{} › số chỗ", field.term);
            reader.wrong_part(
                (field, &name),
                ValueShape::Number,
                &YamlNode::Text(count.value),
                &count.at,
            );
            continue;
        };
        let reason = parts.text(reader, field, &["lý do"]).map(|reason| reason.value);
        found.push(Correction {
            place,
            original: original.value,
            corrected: corrected.value,
            count: Located::new(number, count.at),
            reason,
        });
    }
    found
}
