//! What is searched of each subject: its names, what it is about, its headings, its text, as its page shows them. What a
//! text quotes is found where it stands.

use crate::base::kind::Form;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::search::subjects::SearchItem;
use crate::output::ui_strings::UiStrings;
use crate::output::views::document_names;
use crate::site::plan::Site;

/// Where words stand, the weightiest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SearchedField {
    /// In the text, at its foot, or in the site's note on it.
    Text,
    /// In a heading.
    Heading,
    /// In the trích yếu or the site's summary.
    Summary,
    /// In a name: kind and number, other names, the title of a write-up.
    Name,
}

/// Calls `each` with every piece of text of a subject.
pub(super) fn gather(site: &Site, texts: &UiStrings, subject: SearchItem, each: &mut dyn FnMut(SearchedField, &str)) {
    match subject {
        SearchItem::Document(DocumentRef::Held(index)) => document(site, texts, index, each),
        SearchItem::Document(DocumentRef::NotHeld(index)) => {
            let row = &site.graph.not_held.rows[index.get()];
            each(
                SearchedField::Name,
                &document_names::short(site, texts, DocumentRef::NotHeld(index)),
            );
            row.titles.iter().for_each(|title| each(SearchedField::Summary, title));
            row.issuers.iter().for_each(|issuer| each(SearchedField::Text, issuer));
        }
        SearchItem::Topic(index) => {
            let topic = &site.register.topics[index.get()];
            each(SearchedField::Name, &topic.name);
            topic
                .other_names
                .iter()
                .for_each(|name| each(SearchedField::Name, name));
        }
        SearchItem::Body(index) => {
            let body = &site.register.bodies[index.get()];
            each(SearchedField::Name, &body.name);
            body.other_names.iter().for_each(|name| each(SearchedField::Name, name));
            body.symbols.iter().for_each(|symbol| each(SearchedField::Name, symbol));
        }
    }
}

fn document(site: &Site, texts: &UiStrings, index: DocIx, each: &mut dyn FnMut(SearchedField, &str)) {
    let document = site.register.document(index);
    let head = &document.head;
    each(
        SearchedField::Name,
        &document_names::short(site, texts, DocumentRef::Held(index)),
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
    text(site, index, each);
    let issuer = site.register.entry(index).issuer;
    if let Some(issuer) = issuer {
        each(SearchedField::Text, &site.register.bodies[issuer.get()].name);
    }
    let lines = [&head.place, &head.signer_role, &head.signer, &head.locality];
    lines
        .into_iter()
        .flatten()
        .for_each(|line| each(SearchedField::Text, line));
    let lists = [&head.units, &head.fields_of_work];
    lists
        .into_iter()
        .flatten()
        .for_each(|line| each(SearchedField::Text, line));
    head.recipients
        .iter()
        .for_each(|line| each(SearchedField::Text, &line.value));
    head.results
        .iter()
        .for_each(|result| each(SearchedField::Text, &result.content));
}

/// The text by its provisions, since a heading weighs more; where the site holds none, its note.
fn text(site: &Site, index: DocIx, each: &mut dyn FnMut(SearchedField, &str)) {
    let document = site.register.document(index);
    if document.has_own_text() {
        for row in document.provisions.iter().filter(|row| !row.repeats_parent()) {
            if let Some(heading) = row.heading() {
                each(SearchedField::Heading, heading);
            }
            each(SearchedField::Text, row.text());
        }
    } else {
        each(SearchedField::Text, &plain(&site.register.markup(index).linked.html));
    }
    for note in &document.footnotes {
        each(SearchedField::Text, &plain(&note.html));
    }
}

/// The words of HTML of our own making; what ends a block ends a sentence.
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
