//! Ways in which readers mend the site: a message that names the page and the provision, and the file itself.

use crate::base::percent;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::site::address::SiteAddress;

/// Returns where the file of a document is edited; `None` if site.yaml names no repository (`kho mã`).
pub(crate) fn edit_url(context: PageContext<'_>, index: DocIx) -> Option<String> {
    let template = context.site.documents.vocabulary.site.repository.as_ref()?;
    let path = context.document(index).path.as_str();
    Some(template.replace("{tệp}", &percent::path(path)))
}

/// Returns where readers report a mistake (Báo sai sót): a mail whose subject and text name the page and the provision,
/// or the web page that site.yaml names; `None` without a contact that can be opened.
pub(crate) fn report_url(
    context: PageContext<'_>,
    (index, provision): (DocIx, Option<usize>),
    address: &SiteAddress,
) -> Option<String> {
    let config = &context.site.documents.vocabulary.site;
    let contact = contact_url(config.contact.as_deref()?)?;
    if !contact.starts_with("mailto:") {
        return Some(contact);
    }
    let name = document_names::full(context, DocumentRef::Held(index));
    let place = provision.map(|_| document_names::place(context.document(index), context.texts, provision));
    let page = place.map_or_else(|| name.clone(), |place| format!("{name}, {place}"));
    let whole = format!(
        "{}{address}",
        config.base_url.as_deref().unwrap_or("").trim_end_matches('/')
    );
    let text = |key: &str| context.texts.view(key, &[("page", &page), ("url", &whole)]);
    let (subject, body) = (text("report_subject"), text("report_body"));
    Some(format!(
        "{contact}?subject={}&body={}",
        percent::query_value(&subject),
        percent::query_value(&body)
    ))
}

/// Returns the link of a contact that is a mail or web address.
pub(crate) fn contact_url(contact: &str) -> Option<String> {
    let contact = contact.trim();
    let is_one_word = !contact.contains(char::is_whitespace);
    if is_one_word && contact.starts_with("https://") {
        return Some(contact.to_owned());
    }
    (is_one_word && contact.contains('@')).then(|| format!("mailto:{contact}"))
}
