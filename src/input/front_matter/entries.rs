//! Reads the fields whose values are lists of mappings: files, sources, results, relations and the like.

use crate::base::did_you_mean::nearest;
use crate::base::relation::RelationKind;
use crate::base::slug::field_key;
use crate::input::citations::reference::Reference;
use crate::input::citations::worded_reference::worded_references;
use crate::input::front_matter::field_value::{EntryParts, FieldValue};
use crate::input::front_matter::metadata::{
    Correction, FileEntry, RelationEntry, ResultEntry, Source, Suppression, Update,
};
use crate::input::front_matter::node::{Located, YamlNode};
use crate::input::front_matter::part_names::{
    ACCEPTED_PARTS, CORRECTION_PARTS, FILE_PARTS, RELATION_PARTS, RESULT_PARTS, SOURCE_PARTS, UPDATE_PARTS,
};
use crate::input::front_matter::source_checks;
use crate::messages::code::{Code, Severity};
use crate::messages::phrase::{Phrase, ValueShape};

/// Reads `tệp`: files to download, each as a path or a mapping.
pub(crate) fn files(mut value: FieldValue<'_, '_>) -> Vec<FileEntry> {
    value.each(|mut entry| {
        let Some(mut parts) = entry.parts(FILE_PARTS) else {
            let (name, path, sha256) = (None, entry.text()?, None);
            return Some(FileEntry { name, path, sha256 });
        };
        let name = parts.words("tên");
        let path = parts.required("tệp")?;
        let sha256 = parts.text("sha256");
        Some(FileEntry { name, path, sha256 })
    })
}

/// Reads `nguồn`: sources, each as a line or a mapping.
pub(crate) fn sources(mut value: FieldValue<'_, '_>) -> Vec<Source> {
    value.each(|mut entry| {
        let Some(mut parts) = entry.several_parts(SOURCE_PARTS) else {
            let line = entry.text()?;
            source_checks::check_line(entry.reader, &line);
            return Some(Source::Line(line));
        };
        let name = parts.required("tên")?;
        let url = parts.text("liên kết");
        source_checks::check_parts(parts.reader, &name, url.as_ref());
        Some(Source::Parts {
            name: name.value,
            date: parts.words("ngày đăng"),
            url: url.map(|url| url.value),
            has_full_text: parts.yes_no("toàn văn"),
            retrieved: parts.words("ngày truy cập"),
            sha256: parts.words("sha256"),
        })
    })
}

/// Reads declared corrections of the source text (`hiệu đính`); an entry without all its parts is reported and left out.
pub(crate) fn corrections(mut value: FieldValue<'_, '_>) -> Vec<Correction> {
    value.mappings(CORRECTION_PARTS, |mut parts| {
        let names = ["tại", "bản gốc", "sửa thành", "số chỗ"];
        let found = names.map(|name| parts.text(name));
        let is_missing = |(name, found): (_, &Option<_>)| found.is_none().then_some(name);
        let missing: Vec<&str> = names.into_iter().zip(&found).filter_map(is_missing).collect();
        let [Some(place), Some(original), Some(corrected), Some(count)] = found else {
            parts.reader.missing_parts(parts.field, &missing, parts.at);
            return None;
        };
        let Ok(number) = count.value.parse::<usize>() else {
            let name = format!("{} › số chỗ", parts.field.term);
            let written = YamlNode::Text(count.value);
            parts
                .reader
                .wrong_type((parts.field, &name), ValueShape::Number, &written, &count.at);
            return None;
        };
        Some(Correction {
            place,
            original: original.value,
            corrected: corrected.value,
            count: Located::new(number, count.at),
            reason: parts.words("lý do"),
        })
    })
}

/// Reads `cập nhật`: change notes with their dates.
pub(crate) fn updates(mut value: FieldValue<'_, '_>) -> Vec<Update> {
    value.mappings(UPDATE_PARTS, |mut parts| {
        let (date, note) = (parts.text("ngày"), parts.text("ghi chú"));
        let date = parts.present(date, "ngày")?;
        let note = parts.present(note, "ghi chú")?.value;
        let written = date;
        let date = parts.reader.date(parts.field, &written)?.value;
        parts.reader.check_year(&written, date.year());
        Some(Update { date, note })
    })
}

/// Reads `chấp nhận`: suppressed diagnostics; only codes of warnings are accepted.
pub(crate) fn accepted(mut value: FieldValue<'_, '_>) -> Vec<Suppression> {
    value.mappings(ACCEPTED_PARTS, |mut parts| {
        let code = parts.required("mã")?;
        // Without a reason it is reported, and accepts nevertheless: one mistake, one message.
        parts.required("lý do");
        if let Some(help) = not_acceptable(&code.value) {
            parts.reader.unknown_value_help(parts.field, &code, help);
            return None;
        }
        let place = parts.words("tại");
        Some(Suppression { code, place })
    })
}

/// The reason why a code cannot be suppressed: it does not exist, or is an error.
fn not_acceptable(code: &str) -> Option<Phrase> {
    match Code::from_name(code) {
        Some(code) if code.severity() == Severity::Error => Some(Phrase::OnlyWarnings),
        Some(_) => None,
        None => {
            let near = nearest(code, Code::ALL.iter().map(|code| code.name()));
            Some(near.map_or(Phrase::CodeNames, |near| Phrase::DidYouMean(near.to_owned())))
        }
    }
}

/// Reads `kết quả`: results, each as a text or a mapping.
pub(crate) fn results(mut value: FieldValue<'_, '_>) -> Vec<ResultEntry> {
    value.each(|mut entry| {
        let Some(mut parts) = entry.several_parts(RESULT_PARTS) else {
            let (content, as_of, source) = (entry.words()?, None, None);
            return Some(ResultEntry { content, as_of, source });
        };
        let content = parts.words("nội dung");
        let (as_of, source) = (parts.words("tính đến"), parts.words("nguồn"));
        let content = parts.present(content, "nội dung")?;
        Some(ResultEntry { content, as_of, source })
    })
}

/// Reads a relation: its targets, each as a reference or a mapping. `key` is the term as written.
pub(crate) fn relations(mut value: FieldValue<'_, '_>, key: &str, kind: RelationKind) -> Vec<RelationEntry> {
    let field = value.field;
    let mut names = [field.term].into_iter().chain(field.aliases.iter().copied());
    let term = names
        .find(|name| field_key(name) == field_key(key))
        .unwrap_or(field.term);
    let plain = |target| RelationEntry {
        kind,
        term,
        target,
        from: None,
        ground: None,
        details: Vec::new(),
    };
    let entries = value.each(|mut entry| {
        let is_text = is_colon_text(entry.node);
        match (!is_text).then(|| entry.parts(RELATION_PARTS)).flatten() {
            Some(parts) => relation_parts(parts, plain).map(|entry| vec![entry]),
            None => {
                let written = entry.text()?;
                let one = || vec![Reference::parse(&written.value)];
                let references = worded_references(&written.value).unwrap_or_else(one);
                let located = |reference| plain(Located::new(reference, written.at.clone()));
                Some(references.into_iter().map(located).collect())
            }
        }
    });
    entries.into_iter().flatten().collect()
}

/// Reads the long form of a relation.
fn relation_parts(
    mut parts: EntryParts<'_, '_>,
    plain: impl Fn(Located<Reference>) -> RelationEntry,
) -> Option<RelationEntry> {
    let document = parts.required("văn bản")?;
    let worded = worded_references(&document.value).filter(|references| references.len() == 1);
    let one = worded.and_then(|mut references| references.pop());
    let mut target = one.unwrap_or_else(|| Reference::parse(&document.value));
    if let Some(provision) = parts.text("điểm") {
        target.provision = Some(provision.value.trim_start_matches('#').to_owned());
    }
    let details = ["kỳ", "tự đánh giá", "kết quả", "minh chứng"];
    Some(RelationEntry {
        details: details.into_iter().filter_map(|name| parts.words(name)).collect(),
        from: parts.text("tại"),
        ground: parts.text("theo"),
        ..plain(Located::new(target, document.at))
    })
}

/// Returns whether a mapping is in fact a text with a colon, such as an unquoted title.
fn is_colon_text(node: &YamlNode) -> bool {
    match node {
        YamlNode::Map(map) => match map.as_slice() {
            [(key, YamlNode::Text(_))] => !RELATION_PARTS.all().any(|name| field_key(name) == field_key(key)),
            _ => false,
        },
        YamlNode::Null | YamlNode::Text(_) | YamlNode::List(_) => false,
    }
}
