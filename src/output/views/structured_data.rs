//! What machines read of a page: schema.org, Dublin Core, and the citation tags that Zotero and Google Scholar know.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::model::indexes::{DocIx, StubIx};
use crate::model::target::DocumentRef;
use crate::output::views::layout::{PageView, language, site_name};
use crate::output::views::{PageContext, document_names};
use crate::site::route::Route;

/// A `meta` element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meta {
    name: &'static str,
    content: String,
}

/// What machines read of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StructuredData {
    /// Dublin Core and citation tags.
    pub meta: Vec<Meta>,
    /// JSON-LD, safe inside a `script` element.
    pub json_ld: Option<String>,
}

/// JSON that cannot end the element it stands in.
fn embedded(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// The thing a page is about and the way down to it (<https://schema.org/BreadcrumbList>); the way is left out
/// where the site's address is not known, since its steps would have none.
fn with_path(context: PageContext<'_>, page: &PageView, thing: Map<String, Value>) -> Option<String> {
    let base = context.site.register.vocabulary.site.base_url.as_deref();
    let steps = page.breadcrumbs.iter().map(|link| {
        let address = link.url.strip_prefix(&page.root).unwrap_or(&link.url);
        Some((
            link.title.as_str(),
            format!("{}/{address}", base?.trim_end_matches('/')),
        ))
    });
    let here = std::iter::once(page.canonical.clone().map(|url| (page.heading.as_str(), url)));
    let steps: Vec<_> = steps.chain(here).flatten().collect();
    if steps.len() < 2 {
        return Some(embedded(&Value::Object(thing)));
    }
    let step = |(at, (name, item)): (usize, &(&str, String))| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": item});
    let items: Vec<Value> = steps.iter().enumerate().map(step).collect();
    let path = json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items});
    Some(embedded(&Value::Array(vec![Value::Object(thing), path])))
}

fn whole_address(context: PageContext<'_>, route: Route) -> Option<String> {
    let base = context.site.register.vocabulary.site.base_url.as_deref()?;
    let address = context.site.address(route)?;
    Some(format!("{}{address}", base.trim_end_matches('/')).replace(' ', "%20"))
}

fn put(map: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        map.insert(key.to_owned(), value.into());
    }
}

/// What machines read of the home page.
pub fn of_home(context: PageContext<'_>) -> StructuredData {
    let config = &context.site.register.vocabulary.site;
    let mut map = begin(
        "WebSite",
        &site_name(context.site, context.texts),
        language(context.site),
    );
    put(&mut map, "url", whole_address(context, Route::Home));
    put(&mut map, "description", config.description.clone());
    put(&mut map, "publisher", config.unit.as_deref().map(organization));
    StructuredData {
        meta: Vec::new(),
        json_ld: Some(embedded(&Value::Object(map))),
    }
}

fn begin(kind: &str, name: &str, language: &str) -> Map<String, Value> {
    let mut map = Map::new();
    put(&mut map, "@context", Some("https://schema.org"));
    put(&mut map, "@type", Some(kind));
    put(&mut map, "name", Some(name));
    put(&mut map, "inLanguage", Some(language));
    map
}

/// A body, by its name.
pub fn organization(name: &str) -> Value {
    json!({"@type": "Organization", "name": name})
}

/// What machines read of a list, a directory or a register: a part of the site (<https://schema.org/CollectionPage>).
/// `about` is the topic or the body whose documents it lists.
pub fn of_collection(context: PageContext<'_>, page: &PageView, about: Option<Value>) -> StructuredData {
    let mut map = begin("CollectionPage", &page.title, language(context.site));
    put(&mut map, "description", page.description.clone());
    put(&mut map, "about", about);
    put(&mut map, "url", page.canonical.clone());
    map.insert("isPartOf".to_owned(), site_itself(context));
    StructuredData {
        meta: Vec::new(),
        json_ld: with_path(context, page, map),
    }
}

/// What machines read of the page about the data files (<https://schema.org/Dataset>): each by address and type.
pub fn of_data<'a>(
    context: PageContext<'_>,
    page: &PageView,
    files: impl Iterator<Item = (&'a str, &'a str)>,
) -> StructuredData {
    let mut map = begin("Dataset", &page.title, language(context.site));
    put(&mut map, "description", page.description.clone());
    put(&mut map, "url", page.canonical.clone());
    let unit = context.site.register.vocabulary.site.unit.as_deref();
    put(&mut map, "publisher", unit.map(organization));
    let file = |(name, kind): (&str, &str)| {
        let address = format!("{}{name}", page.canonical.as_deref()?);
        Some(json!({"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": address}))
    };
    let files: Vec<Value> = files.filter_map(file).collect();
    put(&mut map, "distribution", (!files.is_empty()).then_some(files));
    StructuredData {
        meta: Vec::new(),
        json_ld: with_path(context, page, map),
    }
}

/// A topic, as what a list is about.
pub fn topic(name: &str) -> Value {
    json!({"@type": "Thing", "name": name})
}

fn site_itself(context: PageContext<'_>) -> Value {
    let mut map = Map::new();
    put(&mut map, "@type", Some("WebSite"));
    put(&mut map, "name", Some(site_name(context.site, context.texts)));
    put(&mut map, "url", whole_address(context, Route::Home));
    Value::Object(map)
}

/// What machines read of a document's page; documents are in Vietnamese whatever the interface speaks.
pub fn of_document(context: PageContext<'_>, index: DocIx, page: &PageView) -> StructuredData {
    let entry = context.site.register.entry(index);
    let map = match entry.document.kind.form {
        Form::Official => legislation(context, index, page),
        Form::Writeup => article(context, index, page),
        Form::Page => {
            let mut map = begin("WebPage", &page.title, "vi");
            put(&mut map, "description", page.description.clone());
            put(&mut map, "url", page.canonical.clone());
            map
        }
    };
    StructuredData {
        meta: tags(context, index, page),
        json_ld: with_path(context, page, map),
    }
}

/// What machines read of the page of a document known only from citations: what they reveal.
pub fn of_not_held(context: PageContext<'_>, index: StubIx, page: &PageView) -> StructuredData {
    let row = &context.site.graph.not_held.rows[index.get()];
    let kind = row.kind.as_ref().map(|kind| kind.name.clone());
    let mut map = begin("Legislation", &page.title, "vi");
    put(&mut map, "legislationIdentifier", Some(row.number.to_string()));
    put(
        &mut map,
        "legislationType",
        kind.or_else(|| Some(context.texts.view("documents", &[]))),
    );
    put(&mut map, "legislationDate", row.date.map(PartialDate::iso));
    put(
        &mut map,
        "legislationPassedBy",
        row.issuers.first().map(|name| organization(name)),
    );
    put(&mut map, "url", page.canonical.clone());
    StructuredData {
        meta: Vec::new(),
        json_ld: with_path(context, page, map),
    }
}

/// What machines read of a provision's page: a part of its document.
pub fn of_provision(context: PageContext<'_>, index: DocIx, address: &str, page: &PageView) -> StructuredData {
    let mut whole = begin(
        "Legislation",
        &document_names::full(context.site, context.texts, DocumentRef::Held(index)),
        "vi",
    );
    whole.remove("@context");
    let kind = context.site.register.document(index).kind.name.as_str();
    put(&mut whole, "legislationType", Some(kind));
    put(&mut whole, "url", whole_address(context, Route::Document(index)));
    let mut map = begin("Legislation", &page.title, "vi");
    put(&mut map, "legislationIdentifier", Some(address));
    put(&mut map, "legislationType", Some(kind));
    put(&mut map, "description", page.description.clone());
    put(&mut map, "url", page.canonical.clone());
    map.insert("isPartOf".to_owned(), Value::Object(whole));
    StructuredData {
        meta: tags(context, index, page),
        json_ld: with_path(context, page, map),
    }
}

/// <https://schema.org/Legislation>
fn legislation(context: PageContext<'_>, index: DocIx, page: &PageView) -> Map<String, Value> {
    let entry = context.site.register.entry(index);
    let (document, head) = (&entry.document, &entry.document.head);
    let mut map = begin("Legislation", &page.title, "vi");
    let number = head.number.as_ref().map(|number| number.value.to_string());
    put(&mut map, "legislationIdentifier", number);
    put(&mut map, "legislationType", Some(document.kind.name.as_str()));
    let date = head.date.as_ref().map(|date| date.value.iso());
    put(&mut map, "legislationDate", date);
    put(&mut map, "abstract", document.title_text.clone());
    put(&mut map, "description", page.description.clone());
    let issuer = entry
        .issuer
        .map(|body| organization(&context.site.register.bodies[body.get()].name));
    put(&mut map, "legislationPassedBy", issuer);
    put(&mut map, "about", about(context, index));
    put(&mut map, "url", page.canonical.clone());
    map
}

fn article(context: PageContext<'_>, index: DocIx, page: &PageView) -> Map<String, Value> {
    let document = context.site.register.document(index);
    let mut map = begin("Article", &page.title, "vi");
    put(&mut map, "headline", Some(page.title.as_str()));
    put(&mut map, "description", page.description.clone());
    let date = document.head.date.as_ref().map(|date| date.value.iso());
    put(&mut map, "datePublished", date);
    put(&mut map, "about", about(context, index));
    let unit = context.site.register.vocabulary.site.unit.as_deref();
    put(&mut map, "publisher", unit.map(organization));
    put(&mut map, "url", page.canonical.clone());
    map
}

fn about(context: PageContext<'_>, index: DocIx) -> Option<Vec<Value>> {
    let topics = &context.site.register.entry(index).topics;
    let names = topics
        .iter()
        .map(|topic| &context.site.register.topics[topic.get()].name);
    let names: Vec<Value> = names.map(|name| Value::from(name.as_str())).collect();
    (!names.is_empty()).then_some(names)
}

/// Dublin Core (DCMI Metadata Terms) and the tags of Google Scholar, which Zotero reads too.
fn tags(context: PageContext<'_>, index: DocIx, page: &PageView) -> Vec<Meta> {
    let entry = context.site.register.entry(index);
    let head = &entry.document.head;
    let issuer = entry
        .issuer
        .map(|body| context.site.register.bodies[body.get()].name.clone());
    let number = head.number.as_ref().map(|number| number.value.to_string());
    let date = head.date.as_ref().map(|date| date.value);
    let slashed = |date: PartialDate| date.iso().replace('-', "/");
    let rows = [
        ("DC.title", Some(page.title.clone())),
        ("DC.creator", issuer.clone()),
        ("DC.date", date.map(PartialDate::iso)),
        ("DC.identifier", page.canonical.clone().or_else(|| number.clone())),
        ("DC.type", Some(entry.document.kind.name.clone())),
        ("DC.language", Some("vi".to_owned())),
        ("citation_title", Some(page.title.clone())),
        ("citation_author", issuer.clone()),
        ("citation_publication_date", date.map(slashed)),
        ("citation_technical_report_number", number),
        ("citation_technical_report_institution", issuer),
        ("citation_language", Some("vi".to_owned())),
        ("citation_public_url", page.canonical.clone()),
    ];
    let meta = |(name, content): (&'static str, Option<String>)| content.map(|content| Meta { name, content });
    rows.into_iter().filter_map(meta).collect()
}
