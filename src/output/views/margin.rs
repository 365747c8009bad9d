//! The margin of a text: beside each provision the documents that it cites and those with records about it, a few of
//! them by name and the others by number. A provision without anything has no margin.

use std::cmp::Reverse;

use crate::base::html::{escaped, push_escaped};
use crate::base::relation::Origin;
use crate::input::body::markup::Markup;
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::model::provision_backlinks::{Backlink, Claim};
use crate::output::link_context::LinkContext;
use crate::output::page_context::{Link, PageContext};
use crate::output::render_template::render_part;
use crate::output::views::citation_lists::cites;
use crate::output::views::document_entry::{DocumentEntry, document_entry};
use crate::output::views::links::topic_links;
use crate::output::views::margin_room::{Group, Shown, fit, fitting_topics, room};
use crate::output::views::material_inside::{ChildMaterial, material_inside};
use crate::output::views::page_view::language;
use crate::output::views::provision_tree::own_rows;
use crate::site::route::Route;

/// The most letters of names that stand under a provision where there is no room beside it: about two lines of a phone.
const LETTERS_UNDER_TEXT: usize = 70;

/// A text with its margin.
pub(crate) struct TextWithMargin {
    /// The text as HTML, with a margin in each provision of which something is known.
    pub html: String,
    /// The key of the sentence that says what the margin is; `None` if there is no margin.
    pub legend: Option<&'static str>,
}

/// Renders the text of a document with its margin.
pub(crate) fn text_with_margin(links: LinkContext<'_>) -> TextWithMargin {
    let (context, index) = (links.page, links.document);
    let document = context.document(index);
    let markup = context.site.documents.markup(index);
    let linked = &markup.linked;
    let rows = 0..document.provisions.len();
    let mut margins: Vec<(usize, String)> = rows
        .filter_map(|provision| {
            let html = margin(context, index, provision)?;
            Some((margin_position(document, &markup, provision), html))
        })
        .collect();
    margins.sort_by_key(|(at, _)| *at);
    let legend = (!margins.is_empty()).then(|| legend(context, index));
    let mut out = String::with_capacity(linked.html.len() * 5 / 4);
    let mut done = 0;
    for (at, html) in margins {
        out.push_str(&render_part(links, linked, &(done..at)));
        out.push_str(&html);
        done = at;
    }
    out.push_str(&render_part(links, linked, &(done..linked.html.len())));
    TextWithMargin { html: out, legend }
}

/// Returns where in the HTML a margin goes: after a provision's own words, before the items inside it.
fn margin_position(document: &Document, markup: &Markup, provision: usize) -> usize {
    let rows = &document.provisions;
    let range = markup.range(provision);
    let mut inside = (provision + 1..rows.len()).take_while(|row| markup.range(*row).start < range.end);
    if let Some(first) = inside.find(|row| rows[*row].is_numbered()) {
        return markup.range(first).start;
    }
    let html = markup.html_of(provision);
    let is_paragraph = html.trim_start().starts_with("<p");
    match html.rfind("</").filter(|_| !is_paragraph) {
        Some(end) => range.start + end,
        None => range.end,
    }
}

/// Returns the key of the margin's legend. The legend that no source states an implementation is chosen only if the
/// margin holds no such statement.
fn legend(context: PageContext<'_>, index: DocIx) -> &'static str {
    let graph = &context.site.graph;
    let mut records = context.site.backlinks(index).by_provision.values().flatten();
    let is_classed_by_site = |record: &Backlink| match record.claim {
        Claim::Implements | Claim::SaidToImplement | Claim::Reviews => false,
        Claim::SameSubject => record
            .edges
            .iter()
            .all(|edge| graph.edges[*edge].origin == Origin::Site),
        Claim::Cites => true,
    };
    match (records.all(is_classed_by_site), context.site.programmes.contains(index)) {
        (false, _) => "margin.legend_stated",
        (true, true) => "margin.legend_programme",
        (true, false) => "margin.legend_document",
    }
}

fn margin(context: PageContext<'_>, index: DocIx, provision: usize) -> Option<String> {
    let document = context.document(index);
    let page = context.route_url(Route::Provision(index, provision));
    let records = context.site.backlinks(index).at(provision);
    let mut groups = Vec::new();
    if page.is_some() {
        groups.extend(cited(context, index, provision));
    }
    for group in records.chunk_by(|left, right| left.claim == right.claim) {
        groups.push(of_claim(context, group));
    }
    let inside = page
        .as_ref()
        .map_or_else(Vec::new, |_| material_inside(context, index, provision));
    if groups.is_empty() && inside.is_empty() {
        return None;
    }
    let (shown, left) = fit(&groups, room(document, provision, &inside));
    let mut out = format!(
        "<div class=\"margin\" data-content=\"site\" lang=\"{}\">\n",
        language(context.site)
    );
    for (group, shown) in groups.iter().zip(shown) {
        push_group(context, group, shown, page.as_deref().unwrap_or(group.list), &mut out);
    }
    push_inside(context, &inside, &mut out);
    push_topics(context, &topics(context, index, provision), left, &mut out);
    out.push_str("</div>\n");
    Some(out)
}

/// Returns the topics of a provision that have pages.
fn topics(context: PageContext<'_>, index: DocIx, provision: usize) -> Vec<Link> {
    let topics = context.site.documents.entry(index).provision_topics.get(&provision);
    topic_links(context, topics.map_or(&[], Vec::as_slice))
}

/// Returns the documents that a provision names in its own words.
fn cited(context: PageContext<'_>, index: DocIx, provision: usize) -> Option<Group> {
    let document = context.document(index);
    if !document.provisions[provision].is_numbered() {
        return None;
    }
    let rows = cites(context, index, Some(&own_rows(document, provision)));
    let entries: Vec<DocumentEntry> = rows.into_iter().map(|row| row.entry).collect();
    (!entries.is_empty()).then(|| Group {
        label: context.texts.get("margin.cited").to_owned(),
        lines: 1,
        list: "#ui-cites",
        entries,
    })
}

fn of_claim(context: PageContext<'_>, records: &[Backlink]) -> Group {
    let mut entries: Vec<DocumentEntry> = records
        .iter()
        .map(|record| document_entry(context, record.other))
        .collect();
    entries.sort_by_cached_key(reading_order);
    Group {
        label: context
            .texts
            .get(&format!("margin.{}", records[0].claim.name()))
            .to_owned(),
        lines: 2,
        list: if records[0].claim == Claim::Cites {
            "#ui-cited-by"
        } else {
            "#ui-relations"
        },
        entries,
    }
}

/// Returns the order in which material is read: what has a date first, the own province before others, newest first.
pub(crate) fn reading_order(entry: &DocumentEntry) -> (bool, u8, Reverse<Option<String>>) {
    let scope = match entry.scope {
        Some("own") | None => 0,
        Some("former") => 1,
        Some(_) => 2,
    };
    (entry.year.is_none(), scope, Reverse(entry.iso.clone()))
}

/// Appends the provisions right inside about which there is material.
fn push_inside(context: PageContext<'_>, inside: &[ChildMaterial], out: &mut String) {
    if inside.is_empty() {
        return;
    }
    let link = |child: &ChildMaterial| {
        let url = escaped(&child.url);
        format!("<a href=\"{url}\">{}</a> ({})", child.address, child.count)
    };
    let children: Vec<String> = inside.iter().map(link).collect();
    let values = [("provisions", &*children.join(", "))];
    let words = context.texts.format("material_inside", &values);
    out.push_str(&format!("<p class=\"margin-inside\">{words}</p>\n"));
}

/// Appends as many topics as there are lines for.
fn push_topics(context: PageContext<'_>, topics: &[Link], lines: usize, out: &mut String) {
    let label = context.texts.get("margin.topics");
    let names = topics.iter().map(|topic| topic.title.as_str());
    let shown = &topics[..fitting_topics(label, names, lines)];
    if shown.is_empty() {
        return;
    }
    let link = |topic: &Link| format!("<a href=\"{}\">{}</a>", escaped(&topic.url), escaped(&topic.title));
    let links: Vec<String> = shown.iter().map(link).collect();
    out.push_str(&format!(
        "<p class=\"margin-topics\"><b>{}:</b> {}</p>\n",
        escaped(label),
        links.join(", ")
    ));
}

fn push_group(context: PageContext<'_>, group: &Group, shown: Shown, all_url: &str, out: &mut String) {
    let count = group.entries.len();
    let class = if group.lines == 1 { "cited" } else { "known" };
    let compact = if shown.entries == 0 { " compact" } else { "" };
    let letters: usize = group.entries.iter().map(|entry| entry.name.chars().count()).sum();
    let long = if letters > LETTERS_UNDER_TEXT { " long" } else { "" };
    out.push_str(&format!(
        "<div class=\"margin-group margin-{class}{compact}{long}\"><p class=\"margin-label\">{}</p>",
        escaped(&group.label)
    ));
    if shown.entries > 0 {
        let roomy = if shown.is_roomy { " class=\"roomy\"" } else { "" };
        out.push_str(&format!("<ul{roomy}>"));
        for entry in &group.entries[..shown.entries] {
            push_entry(entry, group.lines, out);
        }
        out.push_str("</ul>");
        if count > shown.entries {
            let rest = (count - shown.entries).to_string();
            push_link(
                "margin-more",
                all_url,
                &context.texts.format("margin.more", &[("n", &rest)]),
                out,
            );
        }
    }
    let key = if group.lines == 1 {
        "margin.all_cited"
    } else {
        "margin.all"
    };
    push_link(
        "margin-all",
        all_url,
        &context.texts.format(key, &[("n", &count.to_string())]),
        out,
    );
    out.push_str("</div>\n");
}

fn push_entry(entry: &DocumentEntry, lines: usize, out: &mut String) {
    out.push_str("<li>");
    let facts: Vec<&String> = entry
        .year
        .iter()
        .chain(entry.place.iter().filter(|_| lines > 1))
        .collect();
    if !facts.is_empty() {
        out.push_str("<span class=\"margin-facts\">");
        for (at, fact) in facts.iter().enumerate() {
            out.push_str(if at > 0 { " · " } else { "" });
            push_escaped(out, fact);
        }
        out.push_str("</span> ");
    }
    out.push_str(&format!(
        "<a lang=\"vi\" href=\"{}\">{}</a></li>",
        escaped(&entry.url),
        escaped(&entry.name)
    ));
}

fn push_link(class: &str, url: &str, words: &str, out: &mut String) {
    out.push_str(&format!(
        "<p class=\"{class}\"><a href=\"{}\">{}</a></p>",
        escaped(url),
        escaped(words)
    ));
}
