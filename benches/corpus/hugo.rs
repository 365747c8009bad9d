//! The same documents as a site for Hugo, in templates that its releases since 0.111 read.
//!
//! It has the pages, the lists by year, kind and topic in pages of two hundred, and the links to cited documents,
//! written out and checked by `relref`. What congbo's pages have beyond these (who cites a document, bodies, months,
//! search, data) it has not: it has less to do.

use std::path::Path;

use super::words::TOPICS;
use super::{Document, body, put, quoted, years};

const CONFIG: &str = r#"baseURL = "https://example.org/"
title = "Công tác dân vận"
defaultContentLanguage = "vi"
[languages.vi]
weight = 1
[taxonomies]
"chu-de" = "chu-de"
"loai" = "loai"
[outputs]
home = ["html", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
[services.rss]
limit = 20
[markup.goldmark.extensions]
typographer = false
[markup.tableOfContents]
startLevel = 2
endLevel = 4
"#;

const BASE: &str = r#"<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ .Title }} | {{ site.Title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">{{ site.Title }}</a>
<nav><a href="/van-ban/">Theo năm</a><a href="/loai/">Theo loại</a><a href="/chu-de/">Theo chủ đề</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main></body></html>
"#;

const SINGLE: &str = r#"{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p>{{ range .GetTerms "loai" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }} · {{ .Params.number }} · {{ .Params.issuer }} · <time>{{ .Date.Format "02/01/2006" }}</time></p>
<p>{{ range .GetTerms "chu-de" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}</p>
<p>{{ .Description }}</p><aside>{{ .TableOfContents }}</aside>
{{ .Content }}
<p>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }} {{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p></article>{{ end }}
"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>{{ $list := .Paginate .Pages 200 }}<ul>{{ range $list.Pages }}<li>{{ if .IsPage }}<time>{{ .Date.Format "02/01/2006" }}</time> {{ end }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ with .Params.number }}({{ . }}){{ end }}</li>
{{ end }}</ul><p>{{ with $list.Prev }}<a href="{{ .URL }}">Trước</a>{{ end }} {{ with $list.Next }}<a href="{{ .URL }}">Sau</a>{{ end }}</p>{{ end }}
"#;

const HOME: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range first 20 site.RegularPages.ByDate.Reverse }}<li><time>{{ .Date.Format "02/01/2006" }}</time> <a href="{{ .RelPermalink }}">{{ .Title }}</a> ({{ .Params.number }})</li>
{{ end }}</ul>{{ end }}
"#;

/// Writes the site around the documents.
pub fn write(root: &Path, documents: &[Document]) {
    put(root, "config.toml", CONFIG);
    put(root, "layouts/_default/baseof.html", BASE);
    put(root, "layouts/_default/single.html", SINGLE);
    put(root, "layouts/_default/list.html", LIST);
    put(root, "layouts/index.html", HOME);
    put(root, "content/van-ban/_index.md", "---\ntitle: \"Theo năm\"\n---\n");
    for year in years(documents) {
        let head = format!("---\ntitle: \"Năm {year}\"\n---\n");
        put(root, &format!("content/van-ban/{year}/_index.md"), &head);
    }
    for document in documents {
        put(root, &document.path, &text(document, documents));
    }
}

/// The whole file.
pub fn text(document: &Document, documents: &[Document]) -> String {
    let topics: Vec<String> = document.topics.iter().map(|topic| quoted(TOPICS[*topic])).collect();
    let (year, month, day) = document.date;
    let link = |cited: &Document| {
        let path = cited.path.trim_start_matches("content").trim_end_matches(".md");
        format!("[{}]({{{{< relref \"{path}\" >}}}})", cited.number)
    };
    format!(
        "---\ntitle: {}\nnumber: {}\nissuer: {}\ndate: {year:04}-{month:02}-{day:02}\ndescription: {}\nloai: [{}]\nchu-de: [{}]\n---\n\n{}",
        quoted(&document.title),
        quoted(&document.number),
        quoted(document.issuer),
        quoted(&document.summary),
        quoted(document.kind),
        topics.join(", "),
        body(document, documents, link),
    )
}
