//! Reads references that are written in words or several in one line: `mục II.1.5 Chương trình 01-CTr/BDVTU`,
//! `290-QĐ/TW, 25-NQ/TW`. Takes a text of a head; gives references as an editor would write them one by one.

use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::base::pattern::Pattern;
use crate::base::slug::slug;
use crate::input::citations::pointer_units::may_hold_unit;
use crate::input::citations::provision_refs::pointers;
use crate::input::citations::reference::Reference;

/// A document by its number: words before it, the number, and its date.
static NUMBERED: Pattern = Pattern::new(
    r"^([^0-9]*?)([0-9]{1,6}[^\s,;]*[-/][^\s,;]*)(?:,? (?:ngày |ngày ký )?([0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}|ngày [0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4}))?$",
);
/// Words between a provision and the number of its document.
static KIND_WORDS: Pattern = Pattern::new(r"^,? ?(?:(?:của|tại|trong) )?(?:\p{Lu}[\p{L} ]*)?(?:số ?:? ?)?$");
/// The same without a provision before them.
static KIND_ALONE: Pattern = Pattern::new(r"^(?:\p{Lu}[\p{L} ]*)?(?:[sS]ố ?:? ?)?$");

/// Reads a text as one reference in words, or as several; `None` where that is not certain, or where the text is one
/// reference as [`Reference::parse`] reads it.
pub(crate) fn worded_references(text: &str) -> Option<Vec<Reference>> {
    if !text.contains([',', ';', ' ']) || text.contains("[[") {
        return None;
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(reference) = worded(&text).filter(|reference| reference.provision.is_some()) {
        return Some(vec![reference]);
    }
    let references: Vec<Reference> = split(&text).into_iter().map(one).collect::<Option<_>>()?;
    (references.len() > 1).then_some(references)
}

/// The parts between semicolons, or else between commas; the last may follow `và`.
fn split(text: &str) -> Vec<&str> {
    let sign = if text.contains(';') { ';' } else { ',' };
    let parts = text.split(sign).flat_map(|part| part.split(" và "));
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// One reference: a key, with or without an address, or words.
fn one(part: &str) -> Option<Reference> {
    let part = part.trim_end_matches('.');
    let key = Reference::parse(part);
    let is_key = |document: &str| {
        let number = document.split('@').next().unwrap_or(document);
        let is_number = !number.contains(' ') && DocNumber::parse(number).is_some();
        is_number || document.contains('/') && slug(document) == document.replace('/', "-")
    };
    if key.document.as_deref().is_some_and(is_key) {
        return Some(key);
    }
    worded(part)
}

/// A reference in words.
fn worded(text: &str) -> Option<Reference> {
    let pointers = match may_hold_unit(text) {
        true => pointers(text),
        false => Vec::new(),
    };
    let mut members = pointers.iter().flat_map(|pointer| &pointer.members);
    let (provision, behind) = match (members.next(), members.next()) {
        (None, _) => (None, text),
        (Some(place), None) if place.range.start == 0 && place.is_whole && place.here.is_none() => {
            (place.address.as_ref(), &text[place.range.end..])
        }
        _ => return None,
    };
    let provision = provision.map(|address| address.as_str().to_owned());
    let found = NUMBERED.captures(behind)?;
    let before = found.get(1)?.as_str();
    let is_kind = match provision {
        Some(_) => KIND_WORDS.is_match(before),
        None => KIND_ALONE.is_match(before),
    };
    if !is_kind {
        return None;
    }
    let number = DocNumber::parse(found.get(2)?.as_str())?;
    let date = match found.get(3) {
        Some(date) => format!("@{}", PartialDate::parse(date.as_str()).ok()?.iso()),
        None => String::new(),
    };
    let document = Some(format!("{number}{date}"));
    Some(Reference {
        document,
        provision,
        words: None,
    })
}

#[cfg(test)]
mod tests {
    use super::worded_references;

    #[test]
    fn reads_lists_and_provisions_in_words() {
        for (text, references) in [
            ("mục II.1.5 Chương trình 01-CTr/BDVTU", "01-CTr/BDVTU#II.1.5"),
            (
                "điểm 1.5, mục 1, phần II của Chương trình hành động số 01-CTr/BDVTU",
                "01-CTr/BDVTU#II.1.5",
            ),
            (
                "khoản 2 Điều 5 Quyết định số 393-QĐ/TU ngày 27/6/2011",
                "393-QĐ/TU@2011-06-27#5.2",
            ),
            ("290-QĐ/TW, 25-NQ/TW", "290-QĐ/TW 25-NQ/TW"),
            ("290-QĐ/TW#II.1; quy-che/dan-van", "290-QĐ/TW#II.1 quy-che/dan-van"),
            (
                "Quyết định số 290-QĐ/TW, Nghị quyết 25-NQ/TW và 62-KL/TW",
                "290-QĐ/TW 25-NQ/TW 62-KL/TW",
            ),
        ] {
            let found = worded_references(text).unwrap_or_else(|| panic!("{text}"));
            let written: Vec<String> = found.iter().map(|reference| reference.written()).collect();
            assert_eq!(written.join(" "), references, "{text}");
        }
        for text in [
            "290-QĐ/TW",
            "Quyết định 290-QĐ/TW",
            "Nghị quyết Đại hội XI, 25-NQ/TW",
            "Luật Đất đai, Luật Nhà ở",
            "tinh thần mục II.1.5 Chương trình 01-CTr/BDVTU",
        ] {
            assert_eq!(worded_references(text), None, "{text}");
        }
    }
}
