//! The page of a document with a file.

use serde::Serialize;

use crate::base::address::Address;
use crate::base::html::escaped;
use crate::base::kind::{Form, statement_key};
use crate::input::body::html_template::HtmlTemplate;
use crate::input::body::provisions::ProvisionKind;
use crate::input::document::Document;
use crate::input::front_matter::fields::field_named;
use crate::input::front_matter::metadata::{Holding, Source};
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::render_template::{LinkContext, whole};
use crate::output::typeset::{Abbreviation, Typesetter};
use crate::output::views::badges::text_with_marks;
use crate::output::views::cards::{Card, cards};
use crate::output::views::citation::{Length, document_citation};
use crate::output::views::diagram::{DiagramDepth, diagram};
use crate::output::views::entries::holding_name;
use crate::output::views::layout::{PageView, home_crumb, page};
use crate::output::views::letterhead::{Fact, HeadView, Signature, facts, head, kind_route, signature, title};
use crate::output::views::page_actions::{Tools, tools};
use crate::output::views::relation_lists::{
    CitedBy, CitedRow, RelationGroup, RelationSubject, cited_by, cites, relations,
};
use crate::output::views::structured_data::of_document;
use crate::output::views::{Link, PageContext, document_names};
use crate::site::address::SiteAddress;
use crate::site::attachments::attachment_address;
use crate::site::pagination::PageOfList;
use crate::site::route::{List, Route};

/// An entry of "on this page".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contents {
    label: String,
    heading: Option<String>,
    url: String,
    children: Vec<Contents>,
}

#[derive(Serialize)]
struct CorrectionView {
    place: String,
    url: Option<String>,
    original: String,
    corrected: String,
    count: usize,
    reason: Option<String>,
}

#[derive(Serialize)]
struct Corrections {
    count: usize,
    items: Vec<CorrectionView>,
}

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
    title_html: Option<String>,
    name: String,
    holding: Option<&'static str>,
    head: Option<HeadView>,
    facts: Vec<Fact>,
    statements: Vec<String>,
    summary_html: Option<String>,
    note_html: Option<String>,
    contents: Vec<Contents>,
    body_html: Option<String>,
    site_note_html: Option<String>,
    footnotes_html: Option<String>,
    signature: Option<Signature>,
    recipients: Vec<String>,
    corrections: Option<Corrections>,
    updates: Vec<UpdateView>,
    files: Vec<FileView>,
    sources: Vec<String>,
    results: Vec<ResultView>,
    topics: Vec<Link>,
    diagram: Option<String>,
    relations: Vec<RelationGroup>,
    cites: Vec<CitedRow>,
    cited_by: CitedBy,
    glossary: Vec<Abbreviation>,
    cards: Vec<Card>,
    tools: Tools,
}

/// The page of a document.
#[derive(Serialize)]
pub struct DocumentPage {
    page: PageView,
    doc: DocumentView,
}

/// Makes the page of a document.
pub fn document_page(context: PageContext<'_>, index: DocIx, address: &SiteAddress, key: String) -> DocumentPage {
    let document = context.site.register.document(index);
    let here = LinkContext {
        site: context.site,
        texts: context.texts,
        root: context.root,
        document: index,
        own_page: true,
    };
    let mut page = page(context, "document", address, title(context, index));
    page.description = description(document);
    page.breadcrumbs = breadcrumbs(context, index);
    page.machine = of_document(context, index, &page);
    let mut setter = Typesetter::new(context.texts.group("abbreviations"));
    let title_html = document.title.as_ref().map(|title| setter.set(&whole(here, title)));
    let subject = RelationSubject {
        node: DocumentRef::Held(index),
        provisions: None,
    };
    let body = (!context.site.register.markup(index).linked.html.is_empty())
        .then(|| setter.set(&text_with_marks(context, here, index)));
    let is_note = document.holding == Some(Holding::None);
    let (relations, cites, cited_by) = (
        relations(context, subject),
        cites(context, index, None),
        cited_by(context, subject, 1),
    );
    let known = DiagramDepth {
        name: &page.title,
        relations: &relations,
        cites: &cites,
        cited_by: &cited_by,
    };
    let doc = DocumentView {
        diagram: diagram(context, &known),
        form: form_name(document.kind.form),
        key,
        kind: kind(context, index),
        number: document.head.number.as_ref().map(|number| number.value.to_string()),
        citation: document_citation(context, index, Length::Long),
        short_citation: document_citation(context, index, Length::Short),
        name: page.title.clone(),
        holding: document.holding.map(holding_name),
        head: head(context, index, title_html.clone()),
        title_html: title_html.filter(|_| document_names::subject(document).is_some()),
        facts: facts(context, here, index),
        statements: statements(context, index),
        summary_html: document.summary.as_ref().map(|text| paragraphs(here, text)),
        note_html: document.note.as_ref().map(|text| paragraphs(here, text)),
        contents: contents(document),
        site_note_html: body.clone().filter(|_| is_note),
        body_html: body.filter(|_| !is_note),
        footnotes_html: footnotes(here, document, None),
        signature: signature(document),
        recipients: recipients(document, &mut setter),
        glossary: setter.glossary(),
        cards: cards(context, here),
        tools: tools(context, index),
        corrections: corrections(document, context),
        updates: updates(here, document),
        files: files(context, document),
        sources: document.sources.iter().map(|source| whole(here, source)).collect(),
        results: results(here, document),
        topics: topics(context, &context.site.register.entry(index).topics),
        relations,
        cites,
        cited_by,
    };
    DocumentPage { page, doc }
}

fn form_name(form: Form) -> &'static str {
    match form {
        Form::Official => "official",
        Form::Writeup => "writeup",
        Form::Page => "page",
    }
}

fn kind(context: PageContext<'_>, index: DocIx) -> Link {
    let title = context.site.register.document(index).kind.name.clone();
    let address = kind_route(context, index).and_then(|route| context.site.address(route));
    address.map_or(
        Link {
            title: title.clone(),
            url: String::new(),
        },
        |address| context.link(title, address),
    )
}

/// Home, the list of the kind, the year where the address has one.
pub fn breadcrumbs(context: PageContext<'_>, index: DocIx) -> Vec<Link> {
    let document = context.site.register.document(index);
    let mut crumbs = vec![home_crumb(context)];
    if document.kind.form == Form::Page {
        return crumbs;
    }
    crumbs.push(kind(context, index));
    let section = context
        .site
        .sections
        .iter()
        .position(|section| section.slug == document.kind.slug);
    if let (Some(section), Some(number)) = (section, &document.head.number) {
        let date = document.head.date.as_ref().map(|date| date.value.year());
        let year = date.or(number.value.year());
        let route = Route::List(List::SectionYear(section, year), PageOfList::Front);
        let title = year.map_or_else(|| context.texts.view("unknown_year", &[]), |year| year.to_string());
        crumbs.extend(context.site.address(route).map(|address| context.link(title, address)));
    }
    crumbs
}

/// What a search engine shows: the trích yếu, the summary, or the first words.
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

/// The first words of a text, cut at a word.
pub fn shortened(text: &str, characters: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(characters) {
        None => text,
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{} …", text[..cut].trim_end_matches([',', ';', '.']))
        }
    }
}

/// The sentences that a page of its kind must not do without.
fn statements(context: PageContext<'_>, index: DocIx) -> Vec<String> {
    let document = context.site.register.document(index);
    let Some(key) = statement_key(&document.kind.slug) else {
        return Vec::new();
    };
    let source = document.head.sources.first().map(source_name).unwrap_or_default();
    let text = context.texts.view(key, &[("source", &source)]);
    let names_source = context.texts.view(key, &[]) != text;
    if names_source && source.is_empty() {
        Vec::new()
    } else {
        vec![escaped(&text)]
    }
}

/// The name of a source, without date and address.
fn source_name(source: &Source) -> String {
    match source {
        Source::Line(line) => line.value.split(',').next().unwrap_or("").trim().to_owned(),
        Source::Parts { name, .. } => name.clone(),
    }
}

fn paragraphs(here: LinkContext<'_>, text: &HtmlTemplate) -> String {
    format!("<p>{}</p>", whole(here, text).replace("\n\n", "</p>\n<p>"))
}

/// Numbered headings as a tree.
fn contents(document: &Document) -> Vec<Contents> {
    let rows = &document.provisions;
    if document.holding == Some(Holding::None) {
        return Vec::new();
    }
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    let mut top = Vec::new();
    for (index, row) in rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.row == ProvisionKind::Heading)
    {
        match row.parent {
            Some(parent) => children[parent].push(index),
            None => top.push(index),
        }
    }
    top.into_iter()
        .map(|index| contents_of(document, index, &children))
        .collect()
}

fn contents_of(document: &Document, index: usize, children: &[Vec<usize>]) -> Contents {
    let row = &document.provisions[index];
    Contents {
        label: row.label.clone(),
        heading: row.heading().map(str::to_owned),
        url: format!("#{}", row.address),
        children: children[index]
            .iter()
            .map(|child| contents_of(document, *child, children))
            .collect(),
    }
}

/// The footnotes of a text; `numbers` picks those of a part of it.
pub fn footnotes(here: LinkContext<'_>, document: &Document, numbers: Option<&[usize]>) -> Option<String> {
    let chosen: Vec<(usize, &HtmlTemplate)> = (1..)
        .zip(&document.footnotes)
        .filter(|(number, _)| numbers.is_none_or(|numbers| numbers.contains(number)))
        .collect();
    if chosen.is_empty() {
        return None;
    }
    let back = escaped(&here.texts.view("footnote_back", &[]));
    let mut html = String::from("<ol>\n");
    for (number, note) in chosen {
        let text = whole(here, note);
        html.push_str(&format!(
            "<li id=\"fn-{number}\" value=\"{number}\">{text} <a class=\"ve\" href=\"#fnr-{number}\" aria-label=\"{back}\">↩</a></li>\n"
        ));
    }
    html.push_str("</ol>");
    Some(html)
}

pub fn recipients(document: &Document, setter: &mut Typesetter<'_>) -> Vec<String> {
    if document.holding == Some(Holding::None) {
        return Vec::new();
    }
    document
        .head
        .recipients
        .iter()
        .map(|line| setter.set(&escaped(&line.value)))
        .collect()
}

fn corrections(document: &Document, context: PageContext<'_>) -> Option<Corrections> {
    let rows = &document.head.corrections;
    let items: Vec<CorrectionView> = rows
        .iter()
        .map(|row| {
            let written = row.place.value.trim_start_matches('#');
            let address = Address::new(written).filter(|address| document.provision_at(address).is_some());
            let place = match (&address, field_named(written)) {
                (Some(address), _) => context.texts.view("provision", &[("address", address.as_str())]),
                (None, Some(field)) => field.term.to_owned(),
                (None, None) => written.to_owned(),
            };
            CorrectionView {
                place,
                url: address.map(|address| format!("#{address}")),
                original: row.original.clone(),
                corrected: row.corrected.clone(),
                count: row.count.value,
                reason: row.reason.clone(),
            }
        })
        .collect();
    (!items.is_empty()).then(|| Corrections {
        count: items.iter().map(|item| item.count).sum(),
        items,
    })
}

fn updates(here: LinkContext<'_>, document: &Document) -> Vec<UpdateView> {
    let mut rows: Vec<_> = document.head.updates.iter().zip(&document.updates).collect();
    rows.sort_by_key(|(update, _)| std::cmp::Reverse(update.date.order_key()));
    rows.into_iter()
        .map(|(update, note)| UpdateView {
            date: update.date.to_string(),
            html: whole(here, note),
        })
        .collect()
}

fn files(context: PageContext<'_>, document: &Document) -> Vec<FileView> {
    let register = &context.site.register;
    let find = |path: &str| {
        let position = register.attachment_at(&document.path.sibling(path)?)?;
        register.attachments.get(position)
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

/// A length in bytes as people read it, with a decimal comma.
fn size(bytes: u64) -> String {
    const KILO: u64 = 1000;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(KILO)),
        _ => format!("{},{} MB", bytes / (KILO * KILO), bytes % (KILO * KILO) / (KILO * 100)),
    }
}

fn results(here: LinkContext<'_>, document: &Document) -> Vec<ResultView> {
    let rows = document.head.results.iter().zip(&document.results);
    rows.map(|(result, (content, source))| ResultView {
        html: whole(here, content),
        as_of: result.as_of.clone(),
        source_html: source.as_ref().map(|source| whole(here, source)),
    })
    .collect()
}

/// Links to topics.
pub fn topics(context: PageContext<'_>, topics: &[crate::model::indexes::TopicIx]) -> Vec<Link> {
    topics
        .iter()
        .filter_map(|topic| {
            let address = context
                .site
                .address(Route::List(List::Topic(*topic), PageOfList::Front))?;
            Some(context.link(&context.site.register.topics[topic.get()].name, address))
        })
        .collect()
}
