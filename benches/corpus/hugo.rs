//! The same documents as a site for Hugo: no links between them, which is less work than it has in earnest.

use std::fs;
use std::path::Path;

use super::{Document, TOPICS, body, quoted};

const BASE: &str = r#"<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ .Title }} | {{ site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">{{ site.Title }}</a>
<nav><a href="/van-ban/">Theo năm</a><a href="/chu-de/">Theo chủ đề</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main></body></html>
"#;

const SINGLE: &str = r#"{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p><time>{{ .Date.Format "02/01/2006" }}</time></p>
<p>{{ range .GetTerms "chu-de" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}</p>
<p>{{ .Description }}</p><aside>{{ .TableOfContents }}</aside>
{{ .Content }}</article>{{ end }}
"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><time>{{ .Date.Format "02/01/2006" }}</time> <a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ end }}
"#;

const CONFIG: &str =
    "baseURL = \"https://example.org/\"\ntitle = \"Công tác dân vận\"\n[taxonomies]\n\"chu-de\" = \"chu-de\"\n";

/// Writes the site around the documents.
pub fn write(root: &Path, documents: &[Document]) {
    let put = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a writable file");
    };
    put("config.toml", CONFIG);
    put("layouts/_default/baseof.html", BASE);
    put("layouts/_default/single.html", SINGLE);
    put("layouts/_default/list.html", LIST);
    for document in documents {
        let folder = format!("content/van-ban/{}/_index.md", document.date.0);
        put(&folder, &format!("---\ntitle: \"Năm {}\"\n---\n", document.date.0));
        put(&document.path, &text(document, documents));
    }
}

/// The whole file.
pub fn text(document: &Document, documents: &[Document]) -> String {
    let topics: Vec<String> = document.topics.iter().map(|topic| quoted(TOPICS[*topic])).collect();
    let (year, month, day) = document.date;
    format!(
        "---\ntitle: {}\ndate: {year:04}-{month:02}-{day:02}\ndescription: {}\nchu-de: [{}]\n---\n\n{}",
        quoted(&document.title),
        quoted(&document.summary),
        topics.join(", "),
        body(document, documents),
    )
}

/// The address of a document's page.
pub fn address(document: &Document) -> String {
    let path = document.path.trim_start_matches("content").trim_end_matches(".md");
    format!("{path}/")
}
