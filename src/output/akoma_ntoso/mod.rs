//! A held official document as Akoma Ntoso 3.0 (OASIS LegalDocumentML), the XML that programs for law read.
//!
//! Its provisions are elements with an `eId` (Akoma Ntoso Naming Convention, section 5), its citations `ref`, text that
//! it quotes of another one `quotedStructure`. Must not know HTML.

mod element_ids;
mod hierarchy;
mod references;
mod work_names;

use std::io::{self, Write};

use crate::base::html::text_of;
use crate::base::slug::slug;

use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::akoma_ntoso::work_names::work_name;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::views::letterhead::signature;
use crate::output::xml::{Inline, XmlWriter};

/// The XML namespace (Akoma Ntoso 3.0, part 2).
const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// Writes a document. Only documents with a name as a work have this form.
///
/// # Errors
/// The failure of the writer.
pub(super) fn write(context: PageContext<'_>, index: DocIx, out: &mut dyn Write) -> io::Result<()> {
    let document = context.document(index);
    let mut xml = XmlWriter::new("akomaNtoso", &[("xmlns", NAMESPACE)]);
    xml.begin("act", &[("name", &document.kind.slug), ("contains", "originalVersion")]);
    metadata(context, index, &mut xml);
    preface(context, index, &mut xml);
    hierarchy::write(context, index, &mut xml);
    conclusions(context, index, &mut xml);
    out.write_all(xml.finish().as_bytes())
}

/// What the document is: as a work, in its language, as this file (FRBR).
fn metadata(context: PageContext<'_>, index: DocIx, xml: &mut XmlWriter) {
    let document = context.document(index);
    let work = work_name(context, DocumentRef::Held(index)).unwrap_or_default();
    let date = document
        .head
        .date
        .as_ref()
        .map_or_else(String::new, |date| date.value.iso());
    let issuer = document_names::issuers(context, index);
    let expression = format!("{work}/vie@{date}");
    xml.begin("meta", &[]);
    xml.begin("identification", &[("source", "#publisher")]);
    for (level, name, event) in [
        ("FRBRWork", work.clone(), "issued"),
        ("FRBRExpression", expression.clone(), "issued"),
        ("FRBRManifestation", format!("{expression}.akn"), "issued"),
    ] {
        xml.begin(level, &[]);
        xml.empty("FRBRthis", &[("value", &format!("{name}/!main"))]);
        xml.empty("FRBRuri", &[("value", &name)]);
        xml.empty("FRBRdate", &[("date", &date), ("name", event)]);
        // Every level names an author; an issuer that is not known stays empty.
        let author = match level {
            "FRBRWork" if issuer.is_none() => "",
            "FRBRWork" => "#issuer",
            _ => "#publisher",
        };
        xml.empty("FRBRauthor", &[("href", author)]);
        match level {
            "FRBRWork" => {
                xml.empty("FRBRcountry", &[("value", "vn")]);
                let number = document.head.number.iter().map(|number| number.value.to_string());
                number.for_each(|number| xml.empty("FRBRnumber", &[("value", &number)]));
                xml.empty("FRBRname", &[("value", &document.kind.name)]);
            }
            "FRBRExpression" => xml.empty("FRBRlanguage", &[("language", "vie")]),
            _ => xml.empty("FRBRformat", &[("value", "application/akn+xml")]),
        }
        xml.end();
    }
    xml.end();
    xml.begin("references", &[("source", "#publisher")]);
    issuer.iter().for_each(|name| organisation(xml, "issuer", name));
    let site = &context.site.documents.vocabulary.site;
    organisation(
        xml,
        "publisher",
        site.unit.as_ref().or(site.name.as_ref()).map_or("", |name| name),
    );
    xml.end();
    xml.end();
}

fn organisation(xml: &mut XmlWriter, id: &str, name: &str) {
    let href = format!("/ontology/organization/vn/{}", slug(name));
    xml.empty("TLCOrganization", &[("eId", id), ("href", &href), ("showAs", name)]);
}

fn preface(context: PageContext<'_>, index: DocIx, xml: &mut XmlWriter) {
    let document = context.document(index);
    xml.begin("preface", &[]);
    let number = document.head.number.as_ref().map(|number| number.value.to_string());
    let date = document
        .head
        .date
        .as_ref()
        .map(|date| (date.value.to_string(), date.value.iso()));
    let mut line = vec![Inline::tagged("docType", &[], &document.kind.name)];
    if let Some(number) = &number {
        line.extend([Inline::text(" "), Inline::tagged("docNumber", &[], number)]);
    }
    if let Some((printed, iso)) = &date {
        line.extend([Inline::text(" "), Inline::tagged("docDate", &[("date", iso)], printed)]);
    }
    xml.mixed("p", &[], &line);
    if let Some(title) = &document.title_text {
        xml.mixed("p", &[], &[Inline::tagged("docTitle", &[], title)]);
    }
    xml.end();
}

/// Footnotes, the signature and the recipients.
fn conclusions(context: PageContext<'_>, index: DocIx, xml: &mut XmlWriter) {
    let document = context.document(index);
    let notes = document.footnotes.iter().enumerate();
    let notes = notes.map(|(at, note)| format!("[{}] {}", at + 1, text_of(&note.html, " ")));
    let signature = signature(document).map(|found| [found.form, found.role, found.signer]);
    let recipients = document.head.recipients.iter().map(|line| line.value.clone());
    let lines: Vec<String> = notes
        .chain(signature.into_iter().flatten().flatten())
        .chain(recipients)
        .collect();
    if lines.is_empty() {
        return;
    }
    xml.begin("conclusions", &[]);
    lines.iter().for_each(|line| xml.text("p", &[], line));
    xml.end();
}
