//! The texts of each item that are searched: its names, its summary, its headings, its text, as its page shows them.
//! Quoted provisions are found in the quoted document only.

use crate::base::html::text_of;
use crate::base::kind::Form;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::search::item_parts::ItemParts;
use crate::output::search::search_items::SearchItem;

/// The end of a block ends a sentence.
const SENTENCE_END: &str = ". ";

/// The fields of a part of an item, the weightiest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SearchedField {
    /// The name of a topic of the part: it finds nothing by itself, but what has its words weighs more.
    Topic,
    /// A line that results show anyway: kind, place, issuer.
    Line,
    /// What the site says of a document without its text.
    Note,
    /// The text, its footnotes and closing.
    Text,
    /// A heading without a number.
    Heading,
    /// The trích yếu, which results show.
    Subject,
    /// The site's summary.
    Summary,
    /// A name: kind and number, other names, the title of a write-up, the heading of a provision.
    Name,
}

/// Receives each piece of text with its part and field.
pub(super) type Receiver<'a> = &'a mut dyn FnMut(usize, SearchedField, &str);

/// Calls `each` with every piece of text of an item.
pub(super) fn gather(context: PageContext<'_>, item: SearchItem, parts: &ItemParts, each: Receiver<'_>) {
    match item {
        SearchItem::Document(DocumentRef::Held(index)) => document(context, index, parts, each),
        SearchItem::Document(DocumentRef::Stub(index)) => {
            let row = context.stub(index);
            let name = document_names::short(context, DocumentRef::Stub(index));
            each(0, SearchedField::Name, &name);
            let titles = row.subject().and(Some(&row.titles)).into_iter().flatten();
            titles.for_each(|title| each(0, SearchedField::Subject, title));
            row.issuers
                .iter()
                .for_each(|issuer| each(0, SearchedField::Line, issuer));
        }
        SearchItem::Topic(index) => {
            let topic = context.topic(index);
            let names = std::iter::once(&topic.name).chain(&topic.other_names);
            names.for_each(|name| each(0, SearchedField::Name, name));
        }
        SearchItem::Body(index) => {
            let body = context.body(index);
            let names = std::iter::once(&body.name).chain(&body.other_names);
            let names = names.chain(&body.symbols);
            names.for_each(|name| each(0, SearchedField::Name, name));
        }
    }
}

fn document(context: PageContext<'_>, index: DocIx, parts: &ItemParts, each: Receiver<'_>) {
    let document = context.document(index);
    let head = &document.head;
    let name = document_names::short(context, DocumentRef::Held(index));
    each(0, SearchedField::Name, &name);
    head.other_names
        .iter()
        .for_each(|name| each(0, SearchedField::Name, &name.value));
    match (document.kind.form, &document.title_text) {
        (Form::Official, Some(title)) => each(0, SearchedField::Subject, title),
        (Form::Official, None) => {}
        (Form::Writeup | Form::Page, _) => each(0, SearchedField::Line, &document.kind.name),
    }
    if let Some(summary) = &document.summary {
        each(0, SearchedField::Summary, &text_of(&summary.html, SENTENCE_END));
    }
    text(context, index, parts, each);
    if let Some(note) = &document.note {
        each(0, SearchedField::Note, &text_of(&note.html, SENTENCE_END));
    }
    lines(context, index, each);
    topics(context, index, parts, each);
}

/// Calls `each` with the lines of the head.
fn lines(context: PageContext<'_>, index: DocIx, each: Receiver<'_>) {
    let head = &context.document(index).head;
    let documents = &context.site.documents;
    for issuer in documents.entry(index).issuers() {
        each(0, SearchedField::Line, &context.body(issuer).name);
    }
    for written in &head.localities {
        each(0, SearchedField::Line, written);
    }
    for now in documents
        .localities(index)
        .iter()
        .filter_map(|place| place.now.as_ref())
    {
        each(0, SearchedField::Line, now);
    }
    let lines = [&head.place, &head.signer_role, &head.signer].into_iter().flatten();
    let lines = lines.chain(&head.units).chain(&head.fields_of_work);
    let lines = lines.chain(head.recipients.iter().map(|line| &line.value));
    lines
        .chain(head.results.iter().map(|result| &result.content))
        .for_each(|line| each(0, SearchedField::Text, line));
}

fn topics(context: PageContext<'_>, index: DocIx, parts: &ItemParts, each: Receiver<'_>) {
    let entry = context.site.documents.entry(index);
    for (provision, topics) in &entry.provision_topics {
        let part = if parts.count() > 1 { parts.owner(*provision) } else { 0 };
        for topic in topics {
            each(part, SearchedField::Topic, &context.topic(*topic).name);
        }
    }
    for topic in &entry.topics {
        each(0, SearchedField::Topic, &context.topic(*topic).name);
    }
}

/// Calls `each` with the text, provision by provision; with the note if there is no text.
fn text(context: PageContext<'_>, index: DocIx, parts: &ItemParts, each: Receiver<'_>) {
    let document = context.document(index);
    if document.has_own_text() {
        let rows = document.provisions.iter().enumerate();
        for (position, row) in rows.filter(|(_, row)| !row.repeats_parent()) {
            let part = parts.owner(position);
            match row.heading() {
                Some(heading) if row.is_numbered() => each(part, SearchedField::Name, heading),
                Some(heading) => each(part, SearchedField::Heading, heading),
                None => each(part, SearchedField::Text, row.text()),
            }
        }
        for (provision, name) in &context.site.documents.entry(index).short_names {
            each(parts.owner(*provision), SearchedField::Name, name);
        }
    } else {
        let words = text_of(&context.site.documents.markup(index).linked.html, SENTENCE_END);
        each(0, SearchedField::Note, &words);
    }
    for note in &document.footnotes {
        each(0, SearchedField::Text, &text_of(&note.html, SENTENCE_END));
    }
}
