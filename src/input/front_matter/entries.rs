//! Reads the fields whose values are lists of mappings: files, sources, results, relations and the like.

use crate::base::did_you_mean::nearest;
use crate::base::relation::RelationKind;
use crate::base::slug::field_key;
use crate::input::citations::reference::Reference;
use crate::input::front_matter::field_reader::{self, EntryParts, FieldReader};
use crate::input::front_matter::fields::Field;
use crate::input::front_matter::metadata::{FileEntry, RelationEntry, ResultEntry, Source, Suppression, Update};
use crate::input::front_matter::node::{Located, NodePath, YamlNode};
use crate::input::front_matter::part_names::{
    ACCEPTED_PARTS, FILE_PARTS, RELATION_PARTS, RESULT_PARTS, SOURCE_PARTS, UPDATE_PARTS,
};
use crate::input::front_matter::source_checks;
use crate::messages::code::{Code, Severity};
use crate::messages::phrase::{Phrase, ValueShape};

/// Reads `tệp`: files to download, each as a path or a mapping.
pub(crate) fn files(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> Vec<FileEntry> {
    let mut found = Vec::new();
    for (entry, at) in field_reader::entries(node, at) {
        let Some(parts) = EntryParts::of(entry, &at) else {
            found.extend(field_reader::text(reader, field, entry, &at).map(plain_file));
            continue;
        };
        parts.only(reader, field, &FILE_PARTS);
        let name = parts.text(reader, field, &["tên", "name"]).map(|name| name.value);
        match parts.text(reader, field, &["tệp", "file"]) {
            Some(path) => {
                let sha256 = parts.text(reader, field, &["sha256"]);
                found.push(FileEntry { name, path, sha256 });
            }
            None => reader.missing_part(field, "tệp", &at),
        }
    }
    found
}

fn plain_file(path: Located<String>) -> FileEntry {
    FileEntry {
        name: None,
        path,
        sha256: None,
    }
}

/// Reads `nguồn`: sources, each as a line or a mapping.
pub(crate) fn sources(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> Vec<Source> {
    let mut found = Vec::new();
    for (entry, at) in field_reader::entries(node, at) {
        let parts = match entry {
            YamlNode::Map(map) if map.len() > 1 => EntryParts::of(entry, &at),
            _ => None,
        };
        let Some(parts) = parts else {
            let line = field_reader::text(reader, field, entry, &at);
            line.iter().for_each(|line| source_checks::check_line(reader, line));
            found.extend(line.map(Source::Line));
            continue;
        };
        parts.only(reader, field, &SOURCE_PARTS);
        match source_parts(reader, field, &parts) {
            Some(source) => found.push(source),
            None => reader.missing_part(field, "tên", &at),
        }
    }
    found
}

fn source_parts(reader: &mut FieldReader<'_>, field: &Field, parts: &EntryParts<'_>) -> Option<Source> {
    let name = parts.text(reader, field, &["tên", "name"])?;
    let url = parts.text(reader, field, &["liên kết", "url"]);
    source_checks::check_parts(reader, &name.value, url.as_ref(), &name.at);
    let full_text = parts.get(&["toàn văn", "full_text"]);
    let has_full_text = full_text.is_some_and(|(node, at)| field_reader::yes_no(reader, field, node, &at));
    let mut part = |names: &[&str]| parts.text(reader, field, names).map(|found| found.value);
    Some(Source::Parts {
        name: name.value,
        date: part(&["ngày đăng", "date"]),
        url: url.map(|url| url.value),
        retrieved: part(&["ngày truy cập", "retrieved"]),
        sha256: part(&["sha256"]),
        has_full_text,
    })
}

/// Reads `cập nhật`: change notes with their dates.
pub(crate) fn updates(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> Vec<Update> {
    let mut found = Vec::new();
    for (entry, at) in field_reader::entries(node, at) {
        let Some(parts) = EntryParts::of(entry, &at) else {
            reader.wrong_type(field, ValueShape::Mapping, entry, &at);
            continue;
        };
        parts.only(reader, field, &UPDATE_PARTS);
        let date = parts.text(reader, field, &["ngày", "date"]);
        let note = parts.text(reader, field, &["ghi chú", "note"]);
        match (date, note) {
            (Some(date), Some(note)) => {
                found.extend(field_reader::date_of(reader, &date).map(|date| Update {
                    date: date.value,
                    note: note.value,
                }));
            }
            (None, _) => reader.missing_part(field, "ngày", &at),
            (_, None) => reader.missing_part(field, "ghi chú", &at),
        }
    }
    found
}

/// Reads `chấp nhận`: suppressed diagnostics; only codes of warnings are accepted.
pub(crate) fn accepted(
    reader: &mut FieldReader<'_>,
    field: &Field,
    node: &YamlNode,
    at: &NodePath,
) -> Vec<Suppression> {
    let mut found = Vec::new();
    for (entry, at) in field_reader::entries(node, at) {
        let Some(parts) = EntryParts::of(entry, &at) else {
            reader.wrong_type(field, ValueShape::Mapping, entry, &at);
            continue;
        };
        parts.only(reader, field, &ACCEPTED_PARTS);
        let Some(code) = parts.text(reader, field, &["mã", "code"]) else {
            reader.missing_part(field, "mã", &at);
            continue;
        };
        if parts.text(reader, field, &["lý do", "reason"]).is_none() {
            reader.missing_part(field, "lý do", &at);
            continue;
        }
        if let Some(help) = not_acceptable(&code.value) {
            field_reader::unknown_value_help(reader, field, &code, help);
            continue;
        }
        let place = parts.text(reader, field, &["tại", "at"]).map(|place| place.value);
        found.push(Suppression { code, place });
    }
    found
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
pub(crate) fn results(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> Vec<ResultEntry> {
    let mut found = Vec::new();
    for (entry, at) in field_reader::entries(node, at) {
        let parts = match entry {
            YamlNode::Map(map) if map.len() > 1 => EntryParts::of(entry, &at),
            _ => None,
        };
        let Some(parts) = parts else {
            let content = field_reader::text(reader, field, entry, &at);
            found.extend(content.map(|content| ResultEntry {
                content: content.value,
                as_of: None,
                source: None,
            }));
            continue;
        };
        parts.only(reader, field, &RESULT_PARTS);
        let mut part = |names: &[&str]| parts.text(reader, field, names).map(|found| found.value);
        let content = part(&["nội dung", "content"]);
        let (as_of, source) = (part(&["tính đến", "as_of"]), part(&["nguồn", "source"]));
        match content {
            Some(content) => found.push(ResultEntry { content, as_of, source }),
            None => reader.missing_part(field, "nội dung", &at),
        }
    }
    found
}

/// Reads a relation: its targets, each as a reference or a mapping.
pub(crate) fn relations(
    reader: &mut FieldReader<'_>,
    (field, key, kind): (&'static Field, &str, RelationKind),
    node: &YamlNode,
    at: &NodePath,
) -> Vec<RelationEntry> {
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
    let mut found = Vec::new();
    for (entry, at) in field_reader::entries(node, at) {
        match EntryParts::of(entry, &at).filter(|_| !is_colon_text(entry)) {
            Some(parts) => found.extend(relation_parts(reader, field, &parts, &at, plain)),
            None => {
                let written = field_reader::text(reader, field, entry, &at);
                found.extend(written.map(|text| plain(Located::new(Reference::parse(&text.value), text.at))));
            }
        }
    }
    found
}

/// Reads the long form of a relation.
fn relation_parts(
    reader: &mut FieldReader<'_>,
    field: &Field,
    parts: &EntryParts<'_>,
    at: &NodePath,
    plain: impl Fn(Located<Reference>) -> RelationEntry,
) -> Option<RelationEntry> {
    parts.only(reader, field, &RELATION_PARTS);
    let Some(document) = parts.text(reader, field, &["văn bản", "document"]) else {
        reader.missing_part(field, "văn bản", at);
        return None;
    };
    let mut target = Reference::parse(&document.value);
    if let Some(provision) = parts.text(reader, field, &["điểm", "provision"]) {
        target.provision = Some(provision.value.trim_start_matches('#').to_owned());
    }
    let details = [
        &["kỳ", "period"][..],
        &["tự đánh giá"],
        &["kết quả", "result"],
        &["minh chứng"],
    ];
    let details = details.iter().filter_map(|names| parts.text(reader, field, names));
    let details = details.map(|found| found.value).collect();
    let from = parts.text(reader, field, &["tại", "from"]);
    let ground = parts.text(reader, field, &["theo", "according_to"]);
    Some(RelationEntry {
        from,
        ground,
        details,
        ..plain(Located::new(target, document.at))
    })
}

/// Returns whether a mapping is in fact a text with a colon, such as an unquoted title.
fn is_colon_text(node: &YamlNode) -> bool {
    match node {
        YamlNode::Map(map) => match map.as_slice() {
            [(key, YamlNode::Text(_))] => !RELATION_PARTS.iter().any(|name| field_key(name) == field_key(key)),
            _ => false,
        },
        YamlNode::Null | YamlNode::Text(_) | YamlNode::List(_) => false,
    }
}
