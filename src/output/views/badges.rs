//! The badges beside provisions: how many documents implement a provision, concern the same subject, or cite it. An open
//! badge lists them. A provision without records has no badge.

use crate::base::html::{escaped, push_escaped};
use crate::input::body::markup::Markup;
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::model::provision_backlinks::{Backlink, Claim};
use crate::output::link_context::LinkContext;
use crate::output::page_context::PageContext;
use crate::output::render_template::render_part;
use crate::output::views::backlink_rows::{BacklinkView, backlink_view};
use crate::output::views::page_view::language;
use crate::site::route::Route;

/// The most documents of one claim that a badge lists; the rest are on the provision's page.
const MAX_LISTED: usize = 10;

/// Returns the text of a document with a badge in each provision that has records.
pub(crate) fn text_with_badges(links: LinkContext<'_>) -> String {
    let (context, index) = (links.page, links.document);
    let document = context.document(index);
    let markup = context.site.documents.markup(index);
    let linked = &markup.linked;
    let mut badges: Vec<(usize, String)> = context
        .site
        .backlinks(index)
        .by_provision
        .iter()
        .map(|(provision, records)| {
            (
                badge_position(document, markup, *provision),
                badge(context, index, *provision, records),
            )
        })
        .collect();
    badges.sort_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(linked.html.len() * 5 / 4);
    let mut done = 0;
    for (at, html) in badges {
        out.push_str(&render_part(links, linked, &(done..at)));
        out.push_str(&html);
        done = at;
    }
    out.push_str(&render_part(links, linked, &(done..linked.html.len())));
    out
}

/// Returns where in the HTML a badge goes: after a provision's own words, before the items inside it.
fn badge_position(document: &Document, markup: &Markup, provision: usize) -> usize {
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

fn badge(context: PageContext<'_>, index: DocIx, provision: usize, records: &[Backlink]) -> String {
    let mut out = format!(
        "<details class=\"badges\" data-content=\"site\" lang=\"{}\"><summary>",
        language(context.site)
    );
    let groups: Vec<&[Backlink]> = records.chunk_by(|left, right| left.claim == right.claim).collect();
    for group in &groups {
        let claim = group[0].claim;
        let count = group.len().to_string();
        let key = format!("marks.{}", claim.name());
        let words = context.texts.format(&key, &[("n", &count)]);
        out.push_str(&format!("<span class=\"badge-{}\">", class(claim)));
        push_escaped(&mut out, &words);
        out.push_str("</span> ");
    }
    out.push_str("</summary>\n");
    for group in groups {
        push_group(context, (index, provision), group, &mut out);
    }
    out.push_str("</details>\n");
    out
}

fn class(claim: Claim) -> &'static str {
    match claim {
        Claim::Implements => "implements",
        Claim::SaidToImplement => "said-to-implement",
        Claim::Reviews => "reviews",
        Claim::SameSubject => "same-subject",
        Claim::Cites => "cites",
    }
}

fn push_group(context: PageContext<'_>, (index, provision): (DocIx, usize), group: &[Backlink], out: &mut String) {
    let claim = group[0].claim;
    out.push_str(&format!("<p class=\"claim-label badge-{}\">", class(claim)));
    push_escaped(out, context.texts.get(&format!("records.{}", claim.name())));
    out.push_str("</p>\n<ul>\n");
    for one in group.iter().take(MAX_LISTED) {
        push_record(context, &backlink_view(context, one), out);
    }
    if group.len() > MAX_LISTED {
        let page = context.route_url(Route::Provision(index, provision));
        let url = page.unwrap_or_else(|| "#ui-relations".to_owned());
        let words = context.texts.format("marks.all", &[("n", &group.len().to_string())]);
        out.push_str(&format!(
            "<li><a href=\"{}\">{}</a></li>\n",
            escaped(&url),
            escaped(&words)
        ));
    }
    out.push_str("</ul>\n");
}

fn push_record(context: PageContext<'_>, view: &BacklinkView, out: &mut String) {
    let entry = &view.entry;
    out.push_str("<li><a href=\"");
    push_escaped(out, &entry.url);
    out.push_str("\">");
    push_escaped(out, &entry.name);
    out.push_str("</a> <span class=\"meta\">");
    let date = entry.date.as_ref().unwrap_or(&entry.year_text);
    let place = entry.place.iter();
    let facts = [date, &entry.kind].into_iter().chain(&view.units).chain(place);
    for fact in facts {
        out.push_str("<span>");
        push_escaped(out, fact);
        out.push_str("</span> ");
    }
    out.push_str("</span>");
    let stated = view.stated.iter();
    let stated = stated.map(|words| context.texts.format("ledger.stated", &[("value", words)]));
    for html in stated
        .chain(view.results.iter().cloned())
        .chain(view.origins.iter().cloned())
    {
        out.push_str(&format!("<p class=\"meta\">{html}</p>"));
    }
    for sentence in &view.sentences {
        out.push_str(&format!(
            "<blockquote class=\"sentence\"><a href=\"{}\">{}</a>: {}</blockquote>",
            escaped(&sentence.url),
            escaped(&sentence.label),
            sentence.html
        ));
    }
    out.push_str("</li>\n");
}
