//! A document as a list of paragraphs: letterhead, title, text, footnotes, signature, recipients, and where it is from.

use crate::base::html::text_of;
use crate::input::body::printed_text::block_lines;
use crate::input::body::provisions::{Provision, ProvisionKind};
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::views::letterhead::{letterhead, signature};

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParagraphStyle {
    /// A line of the letterhead or of the signature.
    Centred,
    /// The kind and title of the document.
    Title,
    /// A heading, of level 1 to 9.
    Heading(u8),
    /// Text.
    Body,
    /// What this copy is and where it is from.
    Note,
}

/// A paragraph; line breaks in its text stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextParagraph {
    pub(super) style: ParagraphStyle,
    pub(super) text: String,
}

/// Returns the paragraphs of a document in order.
pub(super) fn paragraphs(context: PageContext<'_>, index: DocIx) -> Vec<TextParagraph> {
    let document = context.document(index);
    let mut out = Paragraphs(Vec::new());
    let mut addressees = Vec::new();
    if context.site.with_drafts {
        let words = ["drafts", "drafts_lead"].map(|key| context.texts.view(key, &[]));
        out.push(ParagraphStyle::Centred, words.join(" "));
    }
    if let Some(head) = letterhead(context, index, None) {
        let text = |key: &str| context.texts.get(key).to_owned();
        let national = head.state.then(|| [text("national_title"), text("national_motto")]);
        out.all(ParagraphStyle::Centred, national.into_iter().flatten());
        let party = head.party.then(|| text("party_title"));
        let lines = [party, head.superior, head.issuer, head.number_line, head.place_date];
        out.all(ParagraphStyle::Centred, lines.into_iter().flatten());
        out.push(ParagraphStyle::Title, head.kind);
        addressees = head.addressees;
    }
    out.all(ParagraphStyle::Title, document.title_text.iter().cloned());
    let label = (!addressees.is_empty()).then(|| context.texts.get("addressees").to_owned());
    out.all(ParagraphStyle::Body, label.into_iter().chain(addressees));
    let rows = &document.provisions;
    let markup = context.site.documents.markup(index);
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.repeats_parent()) {
        let style = match row.row {
            ProvisionKind::Heading => ParagraphStyle::Heading(level(rows, row)),
            _ => ParagraphStyle::Body,
        };
        let lines = block_lines(&markup.linked, &markup.own_range(rows, at));
        out.push(style, lines.join("\n"));
    }
    for (number, note) in document.footnotes.iter().enumerate() {
        out.push(
            ParagraphStyle::Body,
            format!("[{}] {}", number + 1, text_of(&note.html, " ")),
        );
    }
    if let Some(signature) = signature(document) {
        let lines = [signature.form, signature.role, signature.signer];
        out.all(ParagraphStyle::Centred, lines.into_iter().flatten());
    }
    let recipients = document.head.recipients.iter().map(|line| line.value.clone());
    let label = (recipients.len() > 0).then(|| context.texts.get("recipients").to_owned());
    out.all(ParagraphStyle::Body, label.into_iter().chain(recipients));
    out.push(ParagraphStyle::Note, note(context, index));
    out.0
}

struct Paragraphs(Vec<TextParagraph>);

impl Paragraphs {
    fn push(&mut self, style: ParagraphStyle, text: String) {
        if !text.trim().is_empty() {
            self.0.push(TextParagraph { style, text });
        }
    }

    fn all(&mut self, style: ParagraphStyle, texts: impl Iterator<Item = String>) {
        texts.for_each(|text| self.push(style, text));
    }
}

/// The level of a heading: the number of headings that hold it, and one.
fn level(rows: &[Provision], row: &Provision) -> u8 {
    let above = std::iter::successors(row.parent(), |at| rows[*at].parent());
    u8::try_from(above.take(8).count() + 1).unwrap_or(9)
}

/// Says that the copy is one for reading, and names the page where it was made.
fn note(context: PageContext<'_>, index: DocIx) -> String {
    let base = context.site.documents.vocabulary.site.base_url.as_deref().unwrap_or("");
    let page = context.site.address_of(DocumentRef::Held(index));
    let url = format!("{}{page}", base.trim_end_matches('/'));
    let name = document_names::full(context, DocumentRef::Held(index));
    context
        .texts
        .view("download_note", &[("document", &name), ("url", &url)])
}
