//! The system to which a body or document belongs (`hệ thống`).

use crate::base::slug::field_key;
use crate::input::front_matter::field_value::FieldValue;

/// The system of a body or document, which decides the lines above its letterhead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IssuingSystem {
    /// The Party: its name (Hướng dẫn 36-HD/VPTW).
    Party,
    /// The State: quốc hiệu and tiêu ngữ (Nghị định 30/2020/NĐ-CP).
    State,
    /// The Fatherland Front and mass organisations: neither.
    Organisations,
}

/// The values as editors write them.
const VALUES: [&str; 3] = ["đảng", "nhà nước", "mặt trận, đoàn thể"];

/// Reads the system; reports any other value.
pub(super) fn read(mut value: FieldValue<'_, '_>) -> Option<IssuingSystem> {
    let written = value.text()?;
    match field_key(&written.value).as_str() {
        "dang" | "party" => Some(IssuingSystem::Party),
        "nha-nuoc" | "state" => Some(IssuingSystem::State),
        "mat-tran-doan-the" | "mat-tran" | "doan-the" | "organisations" => Some(IssuingSystem::Organisations),
        _ => {
            value.reader.unknown_value(value.field, &written, &VALUES);
            None
        }
    }
}
