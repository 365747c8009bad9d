//! The page of a document with a file.

use serde::Serialize;

use crate::base::html::escaped;
use crate::base::kind::{Form, MODEL, statement_key};
use crate::input::body::html_template::HtmlTemplate;
use crate::input::document::Document;
use crate::input::front_matter::metadata::{Holding, Source};
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::link_context::LinkContext;
use crate::output::official_citation::{CitationLength, document_citation};
use crate::output::page_context::{Link, PageContext};
use crate::output::provision_citations::ProvisionCitations;
use crate::output::render_template::render;
use crate::output::typeset::{Abbreviation, Typesetter};
use crate::output::views::breadcrumbs::document_breadcrumbs;
use crate::output::views::citation_lists::{CitedBy, CitedRow, cited_by, cites};
use crate::output::views::contents::{ContentsEntry, contents};
use crate::output::views::corrections::{Corrections, corrections};
use crate::output::views::diagram::{DiagramInput, diagram};
use crate::output::views::document_entry::holding_name;
use crate::output::views::elsewhere::elsewhere;
use crate::output::views::excerpt::shortened;
use crate::output::views::footnotes::footnotes;
use crate::output::views::letterhead::recipients;
use crate::output::views::letterhead::{
    DocumentFact, LetterheadView, Signature, facts, letterhead, page_title, signature,
};
use crate::output::views::links::{kind_link, topic_links};
use crate::output::views::margin::text_with_margin;
use crate::output::views::page_actions::{PageActions, page_actions};
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::programme_terms::succession;
use crate::output::views::relation_lists::{RelationGroup, relations};
use crate::output::views::relation_subject::RelationSubject;
use crate::output::views::structured_data::describe_document;
use crate::output::views::topic_filter::{FilterTopic, topic_filter};
use crate::site::address::SiteAddress;
use crate::site::attachments::attachment_address;
use crate::site::route::Route;

#[derive(Serialize)]
struct UpdateView {
    date: String,
    html: String,
}

#[derive(Serialize)]
struct FileView {
    name: String,
    url: String,
    size: String,
}

#[derive(Serialize)]
struct ResultView {
    html: String,
    as_of: Option<String>,
    source_html: Option<String>,
}

#[derive(Serialize)]
struct DocumentView {
    form: &'static str,
    key: String,
    kind: Link,
    number: Option<String>,
    citation: String,
    short_citation: String,
    levels: Option<String>,
    title_html: Option<String>,
    name: String,
    holding: Option<&'static str>,
    head: Option<LetterheadView>,
    facts: Vec<DocumentFact>,
    statements: Vec<String>,
    summary_html: Option<String>,
    note_html: Option<String>,
    contents: Vec<ContentsEntry>,
    body_html: Option<String>,
    is_followed: bool,
    is_programme: bool,
    legend: Option<String>,
    topic_filter: Vec<FilterTopic>,
    site_note_html: Option<String>,
    footnotes_html: Option<String>,
    signature: Option<Signature>,
    recipients: Vec<String>,
    corrections: Option<Corrections>,
    updates: Vec<UpdateView>,
    files: Vec<FileView>,
    /// Sources that hold the whole text.
    elsewhere: Vec<Link>,
    sources: Vec<String>,
    results: Vec<ResultView>,
    topics: Vec<Link>,
    diagram: Option<String>,
    relations: Vec<RelationGroup>,
    cites: Vec<CitedRow>,
    cited_by: CitedBy,
    glossary: Vec<Abbreviation>,
    /// None: templates of before 0.2.0 print them.
    cards: [(); 0],
    tools: PageActions,
}

/// The page of a document.
#[derive(Serialize)]
pub(crate) struct DocumentPage {
    page: PageView,
    doc: DocumentView,
}

/// Makes the page of a document.
pub(crate) fn document_page(
    context: PageContext<'_>,
    index: DocIx,
    address: &SiteAddress,
    key: String,
) -> DocumentPage {
    let document = context.document(index);
    let links = LinkContext::own_page(context, index);
    let mut page = page_view(context, "document", address, page_title(context, index));
    page.description = description(document);
    page.breadcrumbs = document_breadcrumbs(context, index);
    page.machine = describe_document(context, index, &page);
    let doc = document_view(links, &page, key);
    DocumentPage { page, doc }
}

fn document_view(links: LinkContext<'_>, page: &PageView, key: String) -> DocumentView {
    let (context, index) = (links.page, links.document);
    let document = context.document(index);
    let mut typesetter = Typesetter::new(context.texts.group("abbreviations"));
    let title_html = document
        .title
        .as_ref()
        .map(|title| typesetter.typeset_heading(&render(links, title)));
    let subject = RelationSubject {
        node: DocumentRef::Held(index),
        provisions: None,
    };
    let has_text = !context.site.documents.markup(index).linked.html.is_empty();
    let is_official = document.kind.form == Form::Official;
    let citations = (has_text && is_official).then(|| ProvisionCitations::of(document));
    let text = has_text.then(|| text_with_margin(links.with_citations(citations.as_ref())));
    let legend = text.as_ref().and_then(|text| text.legend);
    let body = text.map(|text| typesetter.typeset(&text.html));
    let is_note = document.holding == Some(Holding::None);
    let (relations, cites) = on_this_page(context, index, relations(context, subject));
    let cited_by = cited_by(context, subject, 1);
    let is_followed = context.route_url(Route::Print(index)).is_some();
    let (relations, cited_by) = if is_followed {
        (of_the_whole(relations), of_whole_text(cited_by))
    } else {
        (relations, cited_by)
    };
    let known = DiagramInput {
        name: &page.title,
        relations: &relations,
        cites: &cites,
        cited_by: &cited_by,
    };
    DocumentView {
        diagram: diagram(context, &known).filter(|_| !is_followed),
        form: form_name(document.kind.form),
        key,
        kind: kind_link(context, index),
        number: document.head.number.as_ref().map(|number| number.value.to_string()),
        citation: document_citation(context, index, CitationLength::Long),
        short_citation: document_citation(context, index, CitationLength::Short),
        levels: citations.map(|citations| citations.levels()),
        name: page.title.clone(),
        holding: document.holding.map(holding_name),
        head: letterhead(context, index, title_html.clone()),
        title_html: title_html.filter(|_| document_names::subject(document).is_some()),
        facts: facts(links),
        statements: statements(context, index),
        summary_html: document.summary.as_ref().map(|text| paragraphs(links, text)),
        note_html: document.note.as_ref().map(|text| paragraphs(links, text)),
        contents: contents(document),
        site_note_html: body.clone().filter(|_| is_note),
        body_html: body.filter(|_| !is_note),
        is_followed,
        is_programme: context.site.programmes.contains(index),
        legend: legend.map(|key| context.texts.get(key).to_owned()),
        topic_filter: match is_followed {
            true => topic_filter(context, index),
            false => Default::default(),
        },
        footnotes_html: footnotes(links, document, None),
        signature: signature(document),
        recipients: recipients(document, &mut typesetter),
        glossary: typesetter.glossary(),
        cards: [],
        tools: page_actions(context, index),
        corrections: corrections(context, document),
        updates: updates(links, document),
        files: files(context, document),
        elsewhere: elsewhere(document),
        sources: document.sources.iter().map(|source| render(links, source)).collect(),
        results: results(links, document),
        topics: topic_links(context, &context.site.documents.entry(index).topics),
        relations,
        cites,
        cited_by,
    }
}

/// Returns the relations and citations of a document with the places of its own page as `#…`.
fn on_this_page(
    context: PageContext<'_>,
    index: DocIx,
    mut relations: Vec<RelationGroup>,
) -> (Vec<RelationGroup>, Vec<CitedRow>) {
    let page = context.document_url(DocumentRef::Held(index));
    let mut cites = cites(context, index, None);
    let own_places = relations.iter_mut().flat_map(|group| &mut group.items);
    let own_places = own_places.filter_map(|item| item.from.as_mut());
    for link in own_places.chain(cites.iter_mut().flat_map(|row| &mut row.addresses)) {
        if let Some(place) = link.url.strip_prefix(&page).filter(|place| place.starts_with('#')) {
            link.url = place.to_owned();
        }
    }
    (relations, cites)
}

/// Returns the relations of a followed document that its margin does not show: those of no provision.
fn of_the_whole(groups: Vec<RelationGroup>) -> Vec<RelationGroup> {
    let groups = groups.into_iter().map(|mut group| {
        group.items.retain(|item| item.from.is_none());
        group
    });
    groups.filter(|group| !group.items.is_empty()).collect()
}

/// Returns who cites a followed document as a whole: citations of its provisions are in the margin.
fn of_whole_text(mut cited_by: CitedBy) -> CitedBy {
    for group in &mut cited_by.groups {
        group
            .items
            .retain(|item| item.places.iter().any(|place| place.to.is_none()));
    }
    cited_by.groups.retain(|group| !group.items.is_empty());
    cited_by.total = cited_by.groups.iter().map(|group| group.items.len()).sum();
    cited_by
}

fn form_name(form: Form) -> &'static str {
    match form {
        Form::Official => "official",
        Form::Writeup => "writeup",
        Form::Page => "page",
    }
}

/// Returns what a search engine shows: the summary, the trích yếu, or the first words.
fn description(document: &Document) -> Option<String> {
    let head = &document.head;
    let summary = head.summary.as_ref().map(|text| text.value.clone());
    let title = document
        .title_text
        .clone()
        .filter(|_| document.kind.form == Form::Official);
    let first = document
        .provisions
        .iter()
        .map(|row| row.text())
        .find(|text| !text.is_empty());
    let text = summary.or(title).or_else(|| first.map(str::to_owned))?;
    Some(shortened(&text, 200))
}

/// Returns the statements that are required on pages of the document's kind; on the page of one of several programmes,
/// how it follows the others.
fn statements(context: PageContext<'_>, index: DocIx) -> Vec<String> {
    let document = context.document(index);
    let Some(key) = statement_key(&document.kind.slug) else {
        return succession(context, index);
    };
    let Some(model) = model_name(context) else {
        return Vec::new();
    };
    let source = document.head.sources.first().map(source_name).unwrap_or_default();
    let text = context.texts.view(key, &[("source", &source), ("model", &model)]);
    let names_source = context.texts.view(key, &[("model", &model)]) != text;
    if names_source && source.is_empty() {
        Vec::new()
    } else {
        vec![escaped(&text)]
    }
}

/// Returns what the models are called that the site tells from other cases: `mô hình “Dân vận khéo”`; `None` where it has
/// none and declares no such kind.
fn model_name(context: PageContext<'_>) -> Option<String> {
    let lexicon = &context.site.documents.vocabulary.lexicon;
    let row = lexicon.rows().iter().find(|row| row.kind.slug == MODEL)?;
    let is_used = context.site.sections.iter().any(|section| section.slug == MODEL);
    let name = row.kind.name.split_once(' ').and_then(|(_, rest)| rest.split_once(' '));
    let name = name.map_or(row.kind.name.as_str(), |(_, name)| name);
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let name = first + letters.as_str();
    (is_used || lexicon.is_closed()).then(|| context.texts.view("model", &[("name", &name)]))
}

/// Returns the name of a source, without date and address.
fn source_name(source: &Source) -> String {
    match source {
        Source::Line(line) => line.value.split(',').next().unwrap_or("").trim().to_owned(),
        Source::Parts { name, .. } => name.clone(),
    }
}

fn paragraphs(links: LinkContext<'_>, text: &HtmlTemplate) -> String {
    format!("<p>{}</p>", render(links, text).replace("\n\n", "</p>\n<p>"))
}

fn updates(links: LinkContext<'_>, document: &Document) -> Vec<UpdateView> {
    let mut rows: Vec<_> = document.head.updates.iter().zip(&document.updates).collect();
    rows.sort_by_key(|(update, _)| std::cmp::Reverse(update.date.order_key()));
    rows.into_iter()
        .map(|(update, note)| UpdateView {
            date: update.date.to_string(),
            html: render(links, note),
        })
        .collect()
}

fn files(context: PageContext<'_>, document: &Document) -> Vec<FileView> {
    let documents = &context.site.documents;
    let find = |path: &str| {
        let position = documents.attachment_at(&document.path.sibling(path)?)?;
        documents.attachments.get(position)
    };
    document
        .head
        .files
        .iter()
        .filter_map(|file| {
            let found = find(&file.path.value)?;
            let name = file.name.clone().unwrap_or_else(|| found.path.name().to_owned());
            Some(FileView {
                name,
                url: context.url(&attachment_address(found.path.as_str())),
                size: size(found.length),
            })
        })
        .collect()
}

/// Returns a length in bytes as text, with a decimal comma.
fn size(bytes: u64) -> String {
    const KILO: u64 = 1000;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(KILO)),
        _ => format!("{},{} MB", bytes / (KILO * KILO), bytes % (KILO * KILO) / (KILO * 100)),
    }
}

fn results(links: LinkContext<'_>, document: &Document) -> Vec<ResultView> {
    let rows = document.head.results.iter().zip(&document.results);
    rows.map(|(result, (content, source))| ResultView {
        html: render(links, content),
        as_of: result.as_of.clone(),
        source_html: source.as_ref().map(|source| render(links, source)),
    })
    .collect()
}
