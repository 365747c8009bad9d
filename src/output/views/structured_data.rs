//! Structured data for machines: schema.org, and the citation tags of Zotero and Google Scholar.

use serde_json::{Map, Value, json};

use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::model::indexes::{DocIx, StubIx};
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::eli::eli;
use crate::output::page_context::PageContext;
use crate::output::views::page_view::{MetaTag, PageView, StructuredData, language, site_name};
use crate::site::route::Route;

/// An object of JSON-LD.
struct Thing(Map<String, Value>);

impl Thing {
    fn new(kind: &str, name: &str, language: &str) -> Self {
        Thing(Map::new())
            .with("@context", Some("https://schema.org"))
            .with("@type", Some(kind))
            .with("name", Some(name))
            .with("inLanguage", Some(language))
    }

    /// Makes the thing that a page is about, with the page's title and address; its description is a `meta` element.
    fn of_page(kind: &str, page: &PageView, language: &str) -> Self {
        Thing::new(kind, &page.title, language).with("url", page.canonical.clone())
    }

    fn with(mut self, key: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.into());
        }
        self
    }

    /// Returns the structured data of a page about this thing, with the page's breadcrumbs
    /// (<https://schema.org/BreadcrumbList>); without them if the site's address is not known, since their addresses must
    /// be absolute.
    fn describe(self, context: PageContext<'_>, page: &PageView, meta: Vec<MetaTag>) -> StructuredData {
        let base = context.site.documents.vocabulary.site.base_url.as_deref();
        let steps = page.breadcrumbs.iter().map(|link| {
            let address = link.url.strip_prefix(&page.root).unwrap_or(&link.url);
            let url = format!("{}/{address}", base?.trim_end_matches('/'));
            Some((link.title.as_str(), url))
        });
        let this_page = std::iter::once(page.canonical.clone().map(|url| (page.heading.as_str(), url)));
        let steps: Vec<_> = steps.chain(this_page).flatten().collect();
        let thing = Value::Object(self.0);
        if steps.len() < 2 {
            return structured_data(meta, &thing);
        }
        let step = |(at, (name, item)): (usize, &(&str, String))| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": item});
        let items: Vec<Value> = steps.iter().enumerate().map(step).collect();
        let path = json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items});
        structured_data(meta, &Value::Array(vec![thing, path]))
    }
}

/// Embeds JSON so that it cannot close the element around it.
fn structured_data(meta: Vec<MetaTag>, value: &Value) -> StructuredData {
    StructuredData {
        meta,
        json_ld: Some(value.to_string().replace('<', "\\u003c")),
    }
}

fn absolute_url(context: PageContext<'_>, route: Route) -> Option<String> {
    let base = context.site.documents.vocabulary.site.base_url.as_deref()?;
    let address = context.site.address(route)?;
    Some(format!("{}{address}", base.trim_end_matches('/')).replace(' ', "%20"))
}

/// Describes the home page.
pub(crate) fn describe_home(context: PageContext<'_>) -> StructuredData {
    let config = &context.site.documents.vocabulary.site;
    let name = site_name(context.site, context.texts);
    let thing = Thing::new("WebSite", &name, language(context.site))
        .with("url", absolute_url(context, Route::Home))
        .with("description", config.description.clone())
        .with("publisher", publisher(context));
    structured_data(Vec::new(), &Value::Object(thing.0))
}

/// Describes a body by its name.
pub(crate) fn organization(name: &str) -> Value {
    json!({"@type": "Organization", "name": name})
}

/// Describes the unit that publishes the site.
fn publisher(context: PageContext<'_>) -> Option<Value> {
    context.site.documents.vocabulary.site.unit.as_deref().map(organization)
}

/// Describes a list, a directory or a register: a part of the site (<https://schema.org/CollectionPage>).
/// `about` is the topic or the body whose documents it lists.
pub(crate) fn describe_collection(context: PageContext<'_>, page: &PageView, about: Option<Value>) -> StructuredData {
    let site = Thing(Map::new())
        .with("@type", Some("WebSite"))
        .with("name", Some(site_name(context.site, context.texts)))
        .with("url", absolute_url(context, Route::Home));
    Thing::of_page("CollectionPage", page, language(context.site))
        .with("about", about)
        .with("isPartOf", Some(Value::Object(site.0)))
        .describe(context, page, Vec::new())
}

/// Describes the page about the data files (<https://schema.org/Dataset>): each file by address and type.
pub(crate) fn describe_dataset<'a>(
    context: PageContext<'_>,
    page: &PageView,
    files: impl Iterator<Item = (&'a str, &'a str)>,
) -> StructuredData {
    let file = |(name, kind): (&str, &str)| {
        let address = format!("{}{name}", page.canonical.as_deref()?);
        Some(json!({"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": address}))
    };
    let files: Vec<Value> = files.filter_map(file).collect();
    Thing::of_page("Dataset", page, language(context.site))
        .with("description", page.description.clone())
        .with("publisher", publisher(context))
        .with("distribution", (!files.is_empty()).then_some(files))
        .describe(context, page, Vec::new())
}

/// Describes a topic that a list is about.
pub(crate) fn topic_thing(name: &str) -> Value {
    json!({"@type": "Thing", "name": name})
}

/// Describes a document's page. Documents are in Vietnamese in every language of the interface.
pub(crate) fn describe_document(context: PageContext<'_>, index: DocIx, page: &PageView) -> StructuredData {
    let thing = match context.document(index).kind.form {
        Form::Official => legislation(context, index, page),
        Form::Writeup => article(context, index, page),
        Form::Page => Thing::of_page("WebPage", page, "vi"),
    };
    thing.describe(context, page, tags(context, index, page))
}

/// Describes the page of a document known only from citations, by the facts in them.
pub(crate) fn describe_stub(context: PageContext<'_>, index: StubIx, page: &PageView) -> StructuredData {
    let row = context.stub(index);
    let kind = row.kind.as_ref().map(|kind| kind.name.clone());
    let kind = kind.unwrap_or_else(|| context.texts.view("documents", &[]));
    let issuer = row.issuers.first().map(|name| organization(name));
    Thing::of_page("Legislation", page, "vi")
        .with("legislationIdentifier", row.number().map(ToString::to_string))
        .with("legislationType", Some(kind))
        .with("legislationDate", row.date.map(PartialDate::iso))
        .with("legislationPassedBy", issuer)
        .describe(context, page, Vec::new())
}

/// Describes a provision's page: a part of its document.
pub(crate) fn describe_provision(
    context: PageContext<'_>,
    index: DocIx,
    address: &str,
    page: &PageView,
) -> StructuredData {
    let kind = context.document(index).kind.name.as_str();
    let name = document_names::full(context, DocumentRef::Held(index));
    let mut whole = Thing::new("Legislation", &name, "vi")
        .with("legislationType", Some(kind))
        .with("url", absolute_url(context, Route::Document(index)));
    whole.0.remove("@context");
    Thing::of_page("Legislation", page, "vi")
        .with("legislationIdentifier", Some(address))
        .with("identifier", eli(context, index, Some(address)).map(identifier))
        .with("legislationType", Some(kind))
        .with("isPartOf", Some(Value::Object(whole.0)))
        .describe(context, page, tags(context, index, page))
}

/// <https://schema.org/Legislation>
fn legislation(context: PageContext<'_>, index: DocIx, page: &PageView) -> Thing {
    let entry = context.site.documents.entry(index);
    let (document, head) = (&entry.document, &entry.document.head);
    let number = head.number.as_ref().map(|number| number.value.to_string());
    let issuers: Vec<Value> = entry
        .issuers()
        .map(|body| organization(&context.body(body).name))
        .collect();
    Thing::of_page("Legislation", page, "vi")
        .with("legislationIdentifier", number)
        .with("identifier", eli(context, index, None).map(identifier))
        .with("legislationJurisdiction", Some("VN"))
        .with("legislationType", Some(document.kind.name.as_str()))
        .with("legislationDate", head.date.as_ref().map(|date| date.value.iso()))
        .with("abstract", document.title_text.clone())
        .with("legislationPassedBy", one_or_all(issuers))
        .with("about", about(context, index))
}

/// Names a document as other collections of law do (<https://schema.org/PropertyValue>).
fn identifier(eli: String) -> Value {
    json!({"@type": "PropertyValue", "propertyID": "ELI", "value": eli})
}

/// Returns one value as it is, and several as a list.
fn one_or_all(mut values: Vec<Value>) -> Option<Value> {
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(Value::Array(values)),
    }
}

fn article(context: PageContext<'_>, index: DocIx, page: &PageView) -> Thing {
    let date = context.document(index).head.date.as_ref();
    Thing::of_page("Article", page, "vi")
        .with("headline", Some(page.title.as_str()))
        .with("datePublished", date.map(|date| date.value.iso()))
        .with("about", about(context, index))
        .with("publisher", publisher(context))
}

fn about(context: PageContext<'_>, index: DocIx) -> Option<Vec<Value>> {
    let topics = &context.site.documents.entry(index).topics;
    let names = topics.iter().map(|topic| &context.topic(*topic).name);
    let names: Vec<Value> = names.map(|name| Value::from(name.as_str())).collect();
    (!names.is_empty()).then_some(names)
}

/// Returns the tags of Google Scholar, which Zotero reads too, but for the title, which a page says once: the template has
/// it, under this name and that of Open Graph. Dublin Core would say the same again, and who reads it reads these.
fn tags(context: PageContext<'_>, index: DocIx, page: &PageView) -> Vec<MetaTag> {
    let entry = context.site.documents.entry(index);
    let head = &entry.document.head;
    let issuer = document_names::issuers(context, index);
    let number = head.number.as_ref().map(|number| number.value.to_string());
    let date = head.date.as_ref().map(|date| date.value);
    let slashed = |date: PartialDate| date.iso().replace('-', "/");
    let rows = [
        ("citation_author", issuer.clone()),
        ("citation_publication_date", date.map(slashed)),
        ("citation_technical_report_number", number),
        ("citation_technical_report_institution", issuer),
        // Where the page has another language than its document.
        (
            "citation_language",
            (language(context.site) != "vi").then(|| "vi".to_owned()),
        ),
        ("citation_public_url", page.canonical.clone()),
    ];
    let meta = |(name, content): (&'static str, Option<String>)| content.map(|content| MetaTag { name, content });
    rows.into_iter().filter_map(meta).collect()
}
