//! The files of a new site: a repository of content alone, which `congbo init` writes.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::base::kind::{BUILT_IN, Form};
use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::input::citations::lexicon::Kind;
use crate::input::front_matter::fields::{FIELDS, Field, FieldId, ValueType};

use super::new_document::snippet;

/// Files that are the same for every site: where they go, and their text.
const FIXED: [(&str, &str); 9] = [
    ("content/site.yaml", include_str!("new_site/site.yaml")),
    ("content/bat-dau.md", include_str!("new_site/first-page.md")),
    ("README.md", include_str!("new_site/README.md")),
    (".gitignore", include_str!("new_site/gitignore")),
    (".gitattributes", include_str!("new_site/gitattributes")),
    (".ci/download-congbo.sh", include_str!("new_site/ci/download-congbo.sh")),
    (".github/workflows/trang.yml", include_str!("new_site/ci/github.yml")),
    (".gitlab-ci.yml", include_str!("new_site/ci/gitlab.yml")),
    (".vscode/settings.json", include_str!("new_site/vscode/settings.json")),
];

/// Returns every file of a new site with its text.
pub(crate) fn new_site_files() -> Vec<(RelPath, String)> {
    let fixed = FIXED.iter().map(|(path, text)| (*path, (*text).to_owned()));
    let made = [
        (".ci/congbo-version", pinned_version()),
        (".vscode/congbo-head.schema.json", pretty(&head_schema())),
        (".vscode/congbo.code-snippets", pretty(&snippets())),
    ];
    let all = fixed.chain(made);
    all.map(|(path, text)| (RelPath::new(path).expect("a constant path"), text))
        .collect()
}

/// The version that builds the site, and where its releases are.
fn pinned_version() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let repository = env!("CARGO_PKG_REPOSITORY");
    let mut text =
        "# Phiên bản congbo dựng trang này; nơi tải; mã băm của tệp tải về, để trống thì so với SHA256SUMS cùng nơi.\n"
            .to_owned();
    // The placeholder of an unpublished package leads nowhere.
    let download = match repository.contains("repository.invalid") {
        true => String::new(),
        false => format!("{repository}/releases/download/v{version}"),
    };
    let _ = writeln!(text, "version={version}\ndownload={download}\nsha256=");
    text
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// The JSON Schema (2020-12) of a head; what no list names is accepted too, since a site may declare more.
fn head_schema() -> Value {
    let properties: Map<String, Value> = FIELDS
        .iter()
        .flat_map(|field| {
            let title = (field.id == FieldId::Title).then_some("tên bài");
            let names = [field.term].into_iter().chain(title);
            names.map(|name| (name.to_owned(), property(field)))
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Phần đầu của một tệp nội dung congbo",
        "type": "object",
        "properties": properties,
        "required": ["loại"],
    })
}

fn property(field: &Field) -> Value {
    let example = field.example.split_once(": ").map_or(field.example, |(_, value)| value);
    let mut schema = match field.value {
        ValueType::YesNo => json!({ "enum": ["có", "không"] }),
        ValueType::Text | ValueType::Date => json!({ "type": ["string", "number", "object"] }),
        ValueType::TextList | ValueType::Entries => json!({ "type": ["string", "number", "array", "object"] }),
        ValueType::AddressMap => json!({ "type": "object" }),
    };
    schema["description"] = json!(field.help);
    schema["examples"] = match field.id {
        FieldId::Kind => BUILT_IN.iter().map(|kind| kind.name).collect(),
        _ => json!([example]),
    };
    schema
}

/// Snippets for VS Code: typing the name of a kind gives its head.
fn snippets() -> Value {
    let snippets: Map<String, Value> = BUILT_IN
        .iter()
        .map(|kind| {
            let body: Vec<String> = snippet(&Kind::new(kind.name, &slug(kind.name), kind.form));
            let prefix = [kind.name.to_lowercase(), slug(kind.name)];
            let described = match kind.form {
                Form::Official => "Phần đầu của văn bản",
                Form::Writeup => "Phần đầu của bài viết",
                Form::Page => "Phần đầu của trang",
            };
            let value = json!({ "scope": "markdown", "prefix": prefix, "description": described, "body": body });
            (kind.name.to_owned(), value)
        })
        .collect();
    Value::Object(snippets)
}
