//! The same documents as a site for Zola: what [`super::hugo`] has, links to cited documents checked by Zola (`@/…`).

use std::path::Path;

use super::words::TOPICS;
use super::{Document, body, put, quoted, years};

const CONFIG: &str = r#"base_url = "https://example.org"
title = "Công tác dân vận"
default_language = "vi"
compile_sass = false
build_search_index = false
generate_feeds = true
feed_filenames = ["atom.xml"]
feed_limit = 20
taxonomies = [{ name = "chu-de", paginate_by = 200 }, { name = "loai", paginate_by = 200 }]
"#;

const BASE: &str = r#"<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{% block title %}{{ config.title }}{% endblock %}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{% block description %}{% endblock %}">
<link rel="canonical" href="{{ current_url | default(value='') | safe }}"></head>
<body><header><a href="/">{{ config.title }}</a>
<nav><a href="/van-ban/">Theo năm</a><a href="/loai/">Theo loại</a><a href="/chu-de/">Theo chủ đề</a></nav></header>
<main>{% block main %}{% endblock %}</main></body></html>
"#;

const PAGE: &str = r#"{% extends "base.html" %}
{% block title %}{{ page.title }} | {{ config.title }}{% endblock %}
{% block description %}{{ page.description }}{% endblock %}
{% block main %}<article><h1>{{ page.title }}</h1>
<p>{% for t in page.taxonomies["loai"] %}<a href="{{ get_taxonomy_url(kind="loai", name=t) | safe }}">{{ t }}</a>{% endfor %} · {{ page.extra.number }} · {{ page.extra.issuer }} · <time>{{ page.date | date(format="%d/%m/%Y") }}</time></p>
<p>{% for t in page.taxonomies["chu-de"] %}<a href="{{ get_taxonomy_url(kind="chu-de", name=t) | safe }}">{{ t }}</a> {% endfor %}</p>
<p>{{ page.description }}</p>
<aside><ul>{% for h in page.toc %}<li><a href="{{ h.permalink | safe }}">{{ h.title }}</a><ul>{% for c in h.children %}<li><a href="{{ c.permalink | safe }}">{{ c.title }}</a><ul>{% for e in c.children %}<li><a href="{{ e.permalink | safe }}">{{ e.title }}</a></li>{% endfor %}</ul></li>{% endfor %}</ul></li>{% endfor %}</ul></aside>
{{ page.content | safe }}
<p>{% if page.lower %}<a href="{{ page.lower.permalink | safe }}">{{ page.lower.title }}</a>{% endif %} {% if page.higher %}<a href="{{ page.higher.permalink | safe }}">{{ page.higher.title }}</a>{% endif %}</p></article>{% endblock %}
"#;

/// Stands for `ITEM` in the templates below.
const ITEM: &str = r#"<li><time>{{ p.date | date(format="%d/%m/%Y") }}</time> <a href="{{ p.permalink | safe }}">{{ p.title }}</a> ({{ p.extra.number }})</li>"#;

/// `TITLE` stands for what names the list.
const LIST: &str = r#"{% extends "base.html" %}
{% block main %}<h1>{{ TITLE }}</h1><ul>{% for p in paginator.pages %}ITEM
{% endfor %}</ul><p>{% if paginator.previous %}<a href="{{ paginator.previous | safe }}">Trước</a>{% endif %} {% if paginator.next %}<a href="{{ paginator.next | safe }}">Sau</a>{% endif %}</p>{% endblock %}
"#;

/// Documents stand in the sections of their years: the newest twenty are those of the last one, `YEAR`.
const HOME: &str = r#"{% extends "base.html" %}
{% block main %}<h1>{{ config.title }}</h1>{% set last = get_section(path="van-ban/YEAR/_index.md") %}<ul>{% for p in last.pages | slice(end=20) %}ITEM
{% endfor %}</ul>{% endblock %}
"#;

const YEARS: &str = r#"{% extends "base.html" %}
{% block title %}{{ section.title }} | {{ config.title }}{% endblock %}
{% block main %}<h1>{{ section.title }}</h1><ul>{% for path in section.subsections %}{% set year = get_section(path=path, metadata_only=true) %}<li><a href="{{ year.permalink | safe }}">{{ year.title }}</a></li>
{% endfor %}</ul>{% endblock %}
"#;

const TERMS: &str = r#"{% extends "base.html" %}
{% block main %}<h1>{{ taxonomy.name }}</h1><ul>{% for term in terms %}<li><a href="{{ term.permalink | safe }}">{{ term.name }}</a></li>
{% endfor %}</ul>{% endblock %}
"#;

/// Writes the site around the documents.
pub fn write(root: &Path, documents: &[Document]) {
    put(root, "config.toml", CONFIG);
    put(root, "templates/base.html", BASE);
    put(root, "templates/page.html", PAGE);
    put(root, "templates/years.html", YEARS);
    put(root, "templates/taxonomy_list.html", TERMS);
    let list = |title: &str| LIST.replacen("TITLE", title, 1).replacen("ITEM", ITEM, 1);
    put(root, "templates/section.html", &list("section.title"));
    put(root, "templates/taxonomy_single.html", &list("term.name"));
    let last = years(documents).last().copied().expect("a corpus has documents");
    let home = HOME.replacen("YEAR", &last.to_string(), 1).replacen("ITEM", ITEM, 1);
    put(root, "templates/index.html", &home);
    put(root, "content/_index.md", "---\ntitle: \"Trang chủ\"\n---\n");
    put(
        root,
        "content/van-ban/_index.md",
        "---\ntitle: \"Theo năm\"\ntemplate: years.html\n---\n",
    );
    for year in years(documents) {
        let head = format!("---\ntitle: \"Năm {year}\"\nsort_by: date\npaginate_by: 200\n---\n");
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
    let link = |cited: &Document| format!("[{}]({})", cited.number, cited.path.replacen("content", "@", 1));
    format!(
        "---\ntitle: {}\ndate: {year:04}-{month:02}-{day:02}\ndescription: {}\ntaxonomies:\n  loai: [{}]\n  chu-de: [{}]\nextra:\n  number: {}\n  issuer: {}\n---\n\n{}",
        quoted(&document.title),
        quoted(&document.summary),
        quoted(document.kind),
        topics.join(", "),
        quoted(&document.number),
        quoted(document.issuer),
        body(document, documents, link),
    )
}
