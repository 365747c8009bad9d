//! The texts of each item that are searched: its names, its summary, its headings, its text, as its page shows them.
//! Quoted provisions are found in the quoted document only.

use crate::base::kind::Form;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::search::search_items::SearchItem;

/// The fields of an item, the weightiest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SearchedField {
    /// The text, its footnotes and closing, the site's note on it.
    Text,
    /// A heading.
    Heading,
    /// The trích yếu or the site's summary.
    Summary,
    /// A name: kind and number, other names, the title of a write-up.
    Name,
}

/// Calls `each` with every piece of text of an item.
pub(super) fn gather(context: PageContext<'_>, item: SearchItem, each: &mut dyn FnMut(SearchedField, &str)) {
    match item {
        SearchItem::Document(DocumentRef::Held(index)) => document(context, index, each),
        SearchItem::Document(DocumentRef::Stub(index)) => {
            let row = context.stub(index);
            each(
                SearchedField::Name,
                &document_names::short(context, DocumentRef::Stub(index)),
            );
            row.titles.iter().for_each(|title| each(SearchedField::Summary, title));
            row.issuers.iter().for_each(|issuer| each(SearchedField::Text, issuer));
        }
        SearchItem::Topic(index) => {
            let topic = context.topic(index);
            each(SearchedField::Name, &topic.name);
            topic
                .other_names
                .iter()
                .for_each(|name| each(SearchedField::Name, name));
        }
        SearchItem::Body(index) => {
            let body = context.body(index);
            each(SearchedField::Name, &body.name);
            body.other_names.iter().for_each(|name| each(SearchedField::Name, name));
            body.symbols.iter().for_each(|symbol| each(SearchedField::Name, symbol));
        }
    }
}

fn document(context: PageContext<'_>, index: DocIx, each: &mut dyn FnMut(SearchedField, &str)) {
    let document = context.document(index);
    let head = &document.head;
    each(
        SearchedField::Name,
        &document_names::short(context, DocumentRef::Held(index)),
    );
    head.other_names
        .iter()
        .for_each(|name| each(SearchedField::Name, &name.value));
    match (document.kind.form, &document.title_text) {
        (Form::Official, Some(title)) => each(SearchedField::Summary, title),
        (Form::Official, None) => {}
        (Form::Writeup | Form::Page, _) => each(SearchedField::Text, &document.kind.name),
    }
    for (field, words) in [
        (SearchedField::Summary, &document.summary),
        (SearchedField::Text, &document.note),
    ] {
        if let Some(words) = words {
            each(field, &plain(&words.html));
        }
    }
    text(context, index, each);
    for issuer in context.site.documents.entry(index).issuers() {
        each(SearchedField::Text, &context.body(issuer).name);
    }
    let lines = [&head.place, &head.signer_role, &head.signer];
    let lines = lines.into_iter().flatten();
    let lines = lines
        .chain(&head.localities)
        .chain(&head.units)
        .chain(&head.fields_of_work);
    let lines = lines.chain(head.recipients.iter().map(|line| &line.value));
    lines
        .chain(head.results.iter().map(|result| &result.content))
        .for_each(|line| each(SearchedField::Text, line));
}

/// Calls `each` with the text, provision by provision, since a heading weighs more; with the note if there is no text.
fn text(context: PageContext<'_>, index: DocIx, each: &mut dyn FnMut(SearchedField, &str)) {
    let document = context.document(index);
    if document.has_own_text() {
        for row in document.provisions.iter().filter(|row| !row.repeats_parent()) {
            if let Some(heading) = row.heading() {
                each(SearchedField::Heading, heading);
            }
            each(SearchedField::Text, row.text());
        }
    } else {
        each(
            SearchedField::Text,
            &plain(&context.site.documents.markup(index).linked.html),
        );
    }
    for note in &document.footnotes {
        each(SearchedField::Text, &plain(&note.html));
    }
}

/// Returns the words of HTML that the generator made; the end of a block ends a sentence.
fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((words, tag)) = rest.split_once('<') {
        out.push_str(words);
        let Some((tag, after)) = tag.split_once('>') else { break };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        if !matches!(
            name,
            "a" | "b" | "em" | "strong" | "span" | "sup" | "sub" | "mark" | "code" | "del"
        ) {
            out.push_str(". ");
        }
        rest = after;
    }
    out.push_str(rest);
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    marks.iter().fold(out, |out, (escaped, mark)| {
        if out.contains(escaped) {
            out.replace(escaped, mark)
        } else {
            out
        }
    })
}
