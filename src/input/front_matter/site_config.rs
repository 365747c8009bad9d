//! Reads site.yaml: the configuration of the site, and the kinds that it declares.

use crate::base::kind::{BUILT_IN, Form};
use crate::base::path::RelPath;
use crate::base::slug::{field_key, slug};
use crate::input::citations::lexicon::{Kind, KindRow};
use crate::input::front_matter::field_reader::{self, EntryParts, FieldReader};
use crate::input::front_matter::fields::Field;
use crate::input::front_matter::head_text::HeadText;
use crate::input::front_matter::node::{Located, NodePath, YamlNode};
use crate::input::front_matter::vocabulary_file::{entry, list, tree};
use crate::input::source::SourceFile;
use crate::messages::diagnostic::Diagnostic;

/// site.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteConfig {
    /// tên
    pub name: Option<String>,
    /// mô tả
    pub description: Option<String>,
    /// địa chỉ gốc
    pub base_url: Option<String>,
    /// cơ quan: the body that runs the site
    pub unit: Option<String>,
    /// liên hệ
    pub contact: Option<String>,
    /// kho mã: the address at which a file of the content is edited, with `{tệp}` for its path
    pub repository: Option<String>,
    /// chương trình: the document that the ledger follows
    pub programme: Option<Located<String>>,
    /// tỉnh: the province whose places are `trong tỉnh`
    pub province: Option<String>,
    /// giao diện
    pub theme: Option<Located<String>>,
    /// ngôn ngữ
    pub language: Option<String>,
}

const SITE: Field = entry("site.yaml", "tên: Chương trình hành động 01-CTr/BDVTU");

const SITE_KEYS: [&str; 22] = [
    "tên",
    "mô tả",
    "địa chỉ gốc",
    "cơ quan",
    "liên hệ",
    "kho mã",
    "chương trình",
    "tỉnh",
    "loại",
    "giao diện",
    "ngôn ngữ",
    "name",
    "description",
    "base_url",
    "unit",
    "contact",
    "repository",
    "programme",
    "province",
    "kinds",
    "theme",
    "language",
];

/// Reads site.yaml: its values, the kinds that it declares, and its path and text, to report places in it.
pub(crate) fn read_site(
    file: Option<&SourceFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (SiteConfig, Option<Vec<KindRow>>, Option<(RelPath, HeadText)>) {
    let Some(file) = file else {
        return (SiteConfig::default(), None, None);
    };
    let (node, head) = tree(file, diagnostics);
    let mut reader = FieldReader::new(&file.path, &file.text, &head, Vec::new());
    let root = NodePath::default();
    let found = node.as_ref().and_then(|node| EntryParts::of(node, &root)).map(|parts| {
        parts.only(&mut reader, &SITE, &SITE_KEYS);
        let mut text = |names: &[&str]| parts.text(&mut reader, &SITE, names);
        let config = SiteConfig {
            name: text(&["tên", "name"]).map(|found| found.value),
            description: text(&["mô tả", "description"]).map(|found| found.value),
            base_url: None,
            unit: text(&["cơ quan", "unit"]).map(|found| found.value),
            contact: text(&["liên hệ", "contact"]).map(|found| found.value),
            programme: text(&["chương trình", "programme"]),
            province: text(&["tỉnh", "province"]).map(|found| found.value),
            theme: text(&["giao diện", "theme"]),
            repository: None,
            language: None,
        };
        let config = SiteConfig {
            base_url: base_url(&mut reader, &parts),
            repository: repository(&mut reader, &parts),
            language: language(&mut reader, &parts),
            ..config
        };
        let kinds = parts
            .get(&["loại", "kinds"])
            .map(|(node, at)| read_kinds(&mut reader, node, &at));
        (config, kinds)
    });
    diagnostics.extend(reader.diagnostics);
    let (config, kinds) = found.unwrap_or_default();
    (config, kinds, Some((file.path.clone(), head)))
}

const BASE_URL: Field = entry("địa chỉ gốc", "địa chỉ gốc: https://danvan.example.vn");
const REPOSITORY: Field = entry("kho mã", "kho mã: https://git.example.vn/trang/edit/main/{tệp}");
const LANGUAGE: Field = entry("ngôn ngữ", "ngôn ngữ: vi");

/// The base URL of the site.
fn base_url(reader: &mut FieldReader<'_>, parts: &EntryParts<'_>) -> Option<String> {
    let written = parts.text(reader, &SITE, &["địa chỉ gốc", "base_url"])?;
    if is_web_address(&written.value) {
        return Some(written.value);
    }
    field_reader::unknown_value(reader, &BASE_URL, &written, &["https://…"]);
    None
}

/// The address at which files are edited; it must say where the path goes, since each host has a form of its own.
fn repository(reader: &mut FieldReader<'_>, parts: &EntryParts<'_>) -> Option<String> {
    let written = parts.text(reader, &SITE, &["kho mã", "repository"])?;
    if is_web_address(&written.value) && written.value.contains("{tệp}") {
        return Some(written.value);
    }
    field_reader::unknown_value(reader, &REPOSITORY, &written, &["https://…/{tệp}"]);
    None
}

/// Returns whether a text is an absolute HTTP URL without query and fragment.
pub(crate) fn is_web_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(char::is_alphanumeric) && !host.contains([' ', '?', '#']))
}

/// The language of the interface and of messages.
fn language(reader: &mut FieldReader<'_>, parts: &EntryParts<'_>) -> Option<String> {
    let written = parts.text(reader, &SITE, &["ngôn ngữ", "language"])?;
    if ["vi", "en"].contains(&written.value.as_str()) {
        return Some(written.value);
    }
    field_reader::unknown_value(reader, &LANGUAGE, &written, &["vi", "en"]);
    None
}

const KIND_KEYS: [&str; 8] = [
    "tên",
    "viết tắt",
    "nhóm",
    "mô tả",
    "name",
    "abbreviations",
    "form",
    "description",
];

fn read_kinds(reader: &mut FieldReader<'_>, node: &YamlNode, at: &NodePath) -> Vec<KindRow> {
    let mut rows = Vec::new();
    for (entry, at) in field_reader::entries(node, at) {
        match EntryParts::of(entry, &at) {
            Some(parts) => rows.extend(read_kind(reader, &parts, &at)),
            None => {
                let name = field_reader::text(reader, &SITE, entry, &at);
                rows.extend(name.map(|name| kind_row(name.value, Vec::new(), None, None)));
            }
        }
    }
    rows
}

fn read_kind(reader: &mut FieldReader<'_>, parts: &EntryParts<'_>, at: &NodePath) -> Option<KindRow> {
    parts.only(reader, &SITE, &KIND_KEYS);
    let Some(name) = parts.text(reader, &SITE, &["tên", "name"]) else {
        reader.missing_part(&SITE, "loại › tên", at);
        return None;
    };
    let abbreviations = list(reader, &SITE, parts, &["viết tắt", "abbreviations"]);
    let form = parts.text(reader, &SITE, &["nhóm", "form"]);
    let form = form.and_then(|written| match field_key(&written.value).as_str() {
        "van-ban" | "official" => Some(Form::Official),
        "bai-viet" | "writeup" => Some(Form::Writeup),
        "trang" | "page" => Some(Form::Page),
        _ => {
            field_reader::unknown_value(reader, &SITE, &written, &["văn bản", "bài viết", "trang"]);
            None
        }
    });
    let description = parts
        .text(reader, &SITE, &["mô tả", "description"])
        .map(|found| found.value);
    Some(kind_row(name.value, abbreviations, form, description))
}

fn kind_row(name: String, abbreviations: Vec<String>, form: Option<Form>, description: Option<String>) -> KindRow {
    let built_in = BUILT_IN.iter().find(|kind| field_key(kind.name) == field_key(&name));
    let form = form.or(built_in.map(|kind| kind.form)).unwrap_or(Form::Official);
    KindRow {
        kind: Kind::new(&name, &slug(&name), form),
        abbreviations,
        description,
    }
}
