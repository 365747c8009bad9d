//! Reads site.yaml: the configuration of the site, and the kinds that it declares.

use crate::base::kind::{BUILT_IN, Form};
use crate::base::path::RelPath;
use crate::base::slug::{field_key, name_slug};
use crate::input::citations::lexicon::{Kind, KindRow};
use crate::input::front_matter::field_reader::FieldReader;
use crate::input::front_matter::field_value::{EntryParts, FieldValue};
use crate::input::front_matter::fields::Field;
use crate::input::front_matter::head_text::HeadText;
use crate::input::front_matter::node::{Located, NodePath};
use crate::input::front_matter::part_names::{KIND_PARTS, SITE_PARTS};
use crate::input::front_matter::theme_settings::{self, ThemeSettings};
use crate::input::front_matter::vocabulary_file::{entry, tree};
use crate::input::source::SourceFile;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::phrase::Phrase;

/// site.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteConfig {
    /// tên
    pub name: Option<String>,
    /// tiêu đề: the first heading of the home page, where it is not the site's name
    pub heading: Option<String>,
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
    /// chương trình: the documents that ledgers follow
    pub programmes: Vec<Located<String>>,
    /// tỉnh: the province whose places are `trong tỉnh`
    pub province: Option<String>,
    /// akoma ntoso: whether held documents are published as Akoma Ntoso too
    pub akoma_ntoso: bool,
    /// giao diện: the folder of the theme
    pub theme: Option<Located<String>>,
    /// giao diện: how the site looks without a theme of its own
    pub look: ThemeSettings,
    /// ngôn ngữ
    pub language: Option<String>,
}

impl SiteConfig {
    /// The names of the programmes, as site.yaml has them.
    pub(crate) fn programme_names(&self) -> String {
        let names: Vec<&str> = self.programmes.iter().map(|named| named.value.as_str()).collect();
        names.join("; ")
    }
}

const SITE: Field = entry("site.yaml", "tên: Chương trình hành động 01-CTr/TU");

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
    let (field, at) = (&SITE, &NodePath::default());
    let found = node.and_then(|node| {
        let mut value = FieldValue {
            reader: &mut reader,
            field,
            node: &node,
            at,
        };
        let mut parts = value.required_parts(SITE_PARTS)?;
        let (theme, look) = theme_settings::read(&mut parts);
        let config = SiteConfig {
            name: parts.words("tên"),
            heading: parts.words("tiêu đề"),
            description: parts.words("mô tả"),
            unit: parts.words("cơ quan"),
            contact: parts.words("liên hệ"),
            programmes: parts.named_texts("chương trình"),
            province: parts.words("tỉnh"),
            akoma_ntoso: parts.yes_no("akoma ntoso"),
            theme,
            look,
            base_url: base_url(&mut parts),
            repository: repository(&mut parts),
            language: language(&mut parts),
        };
        let kinds = parts.get("loại").is_some().then(|| parts.each("loại", read_kind));
        Some((config, kinds))
    });
    diagnostics.extend(reader.diagnostics);
    let (config, kinds) = found.unwrap_or_default();
    (config, kinds, Some((file.path.clone(), head)))
}

const BASE_URL: Field = entry("địa chỉ gốc", "địa chỉ gốc: https://trang.example.vn");
const REPOSITORY: Field = entry("kho mã", "kho mã: https://git.example.vn/trang/edit/main/{tệp}");
const LANGUAGE: Field = entry("ngôn ngữ", "ngôn ngữ: vi");

/// The base URL of the site.
fn base_url(parts: &mut EntryParts<'_, '_>) -> Option<String> {
    let written = parts.text("địa chỉ gốc")?;
    if is_web_address(&written.value) {
        return Some(written.value);
    }
    // A host with letters of ours has a form in ASCII (RFC 5890), which every program understands.
    let help = match has_foreign_host(&written.value) {
        true => Phrase::AsciiHost,
        false => Phrase::WholeAddress,
    };
    parts.reader.unknown_value_help(&BASE_URL, &written, help);
    None
}

/// The address at which files are edited; it must say where the path goes, since each host has a form of its own.
fn repository(parts: &mut EntryParts<'_, '_>) -> Option<String> {
    let written = parts.text("kho mã")?;
    if is_web_address(&written.value.replacen("{tệp}", "tep", 1)) && written.value.contains("{tệp}") {
        return Some(written.value);
    }
    parts.reader.unknown_value(&REPOSITORY, &written, &["https://…/{tệp}"]);
    None
}

/// Returns whether the host of a web address has letters beyond ASCII, as they are or percent-encoded.
fn has_foreign_host(text: &str) -> bool {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or("");
    !host.is_ascii() || host.contains('%')
}

/// Returns whether a text is an absolute HTTP URL without query and fragment, its host in ASCII.
pub(crate) fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_refused = |letter: char| letter.is_whitespace() || letter.is_control() || "?#<>\"'\\^`{|}@".contains(letter);
    rest.is_some_and(|rest| is_host(rest.split('/').next().unwrap_or("")) && !rest.contains(is_refused))
}

/// Returns whether a text names a host (RFC 1123), perhaps with a port.
fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').unwrap_or((text, "1"));
    let is_label = |label: &str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        (1..=63).contains(&label.len()) && label.bytes().all(is_plain) && !label.starts_with('-')
    };
    name.strip_suffix('.').unwrap_or(name).split('.').all(is_label) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// The language of the interface and of messages.
fn language(parts: &mut EntryParts<'_, '_>) -> Option<String> {
    let written = parts.text("ngôn ngữ")?;
    if ["vi", "en"].contains(&written.value.as_str()) {
        return Some(written.value);
    }
    parts.reader.unknown_value(&LANGUAGE, &written, &["vi", "en"]);
    None
}

fn read_kind(mut entry: FieldValue<'_, '_>) -> Option<KindRow> {
    let Some(mut parts) = entry.parts(KIND_PARTS) else {
        return Some(kind_row(entry.words()?, Vec::new(), None, None));
    };
    let name = parts.words("tên");
    let name = parts.present(name, "loại › tên")?;
    let abbreviations = parts.list("viết tắt");
    let form = parts.text("nhóm");
    let form = form.and_then(|written| match field_key(&written.value).as_str() {
        "van-ban" | "official" => Some(Form::Official),
        "bai-viet" | "writeup" => Some(Form::Writeup),
        "trang" | "page" => Some(Form::Page),
        _ => {
            let forms = ["văn bản", "bài viết", "trang"];
            parts.reader.unknown_value(&SITE, &written, &forms);
            None
        }
    });
    Some(kind_row(name, abbreviations, form, parts.words("mô tả")))
}

fn kind_row(name: String, abbreviations: Vec<String>, form: Option<Form>, description: Option<String>) -> KindRow {
    let built_in = BUILT_IN.iter().find(|kind| field_key(kind.name) == field_key(&name));
    let form = form.or(built_in.map(|kind| kind.form)).unwrap_or(Form::Official);
    KindRow {
        kind: Kind::new(&name, &name_slug(&name), form),
        abbreviations,
        description,
    }
}
