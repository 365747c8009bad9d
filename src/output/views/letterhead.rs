//! The letterhead, the record and the closing of a document.

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::base::html::escaped;
use crate::base::kind::{Form, date_label_key};
use crate::base::number::DocNumber;
use crate::input::document::Document;
use crate::input::front_matter::issuing_system::IssuingSystem;
use crate::input::front_matter::metadata::{Holding, Years};
use crate::model::effective_date::stated_effective;
use crate::model::indexes::{BodyIx, DocIx};
use crate::model::target::{DocumentRef, Location};
use crate::output::document_names;
use crate::output::link_context::LinkContext;
use crate::output::page_context::PageContext;
use crate::output::render_template::render;
use crate::output::typeset::Typesetter;
use crate::output::views::letterhead_system::system_of;
use crate::output::views::links::{body_html, html_link, kind_html, superior_of};
use crate::output::views::locality::{localities, printed_line};

/// The letterhead of a document as on paper (Hướng dẫn 36-HD/VPTW).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct LetterheadView {
    /// The body above the issuer.
    pub superior: Option<String>,
    /// The issuer, without the name of the body above it.
    pub issuer: Option<String>,
    /// `Số 01-CTr/BDVTU`, `Số: 80/QĐ-UBND`
    pub number_line: Option<String>,
    /// `Thái Nguyên, ngày 29 tháng 8 năm 2011`
    pub place_date: Option<String>,
    /// The kind.
    pub kind: String,
    /// The trích yếu.
    pub title_html: Option<String>,
    /// `V/v …`: the trích yếu of a letter (công văn), which is printed under the number, without the kind.
    pub subject_html: Option<String>,
    /// Whether it is a document of the Party.
    pub party: bool,
    /// Whether it is a document of the State, under quốc hiệu and tiêu ngữ.
    pub state: bool,
    /// To whom it is addressed (kính gửi).
    pub addressees: Vec<String>,
}

/// A line of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct DocumentFact {
    /// `number`, `issuer`, …
    pub key: String,
    /// The label.
    pub label: String,
    /// The value.
    pub html: String,
}

/// The signature under a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Signature {
    /// `T/M BAN THƯỜNG VỤ`
    pub form: Option<String>,
    /// The signer's post.
    pub role: Option<String>,
    /// The signer's name.
    pub signer: Option<String>,
}

/// Returns whether the head of the paper is shown: where there is text of it.
fn has_letterhead(document: &Document) -> bool {
    matches!(document.holding, Some(Holding::Full | Holding::Extract))
}

/// Returns the letterhead; `None` if the site does not have the text.
pub(crate) fn letterhead(context: PageContext<'_>, index: DocIx, title_html: Option<String>) -> Option<LetterheadView> {
    let entry = context.site.documents.entry(index);
    let document = &entry.document;
    if !has_letterhead(document) {
        return None;
    }
    let number = document.head.number.as_ref().map(|number| &number.value);
    let (superior, issuer) = match (entry.issuer, entry.co_issuers.as_slice()) {
        (None, _) => (None, None),
        (Some(body), []) => printed_issuer(context, body),
        // On paper they stand side by side, each without its superior.
        (Some(_), [_, ..]) => (None, document_names::issuers(context, index)),
    };
    let system = system_of(context, index);
    let subject_html = title_html.as_deref().filter(|_| document.kind.slug == LETTER);
    Some(LetterheadView {
        superior,
        issuer,
        number_line: number.map(|number| number_line(number, system, &document.kind.slug)),
        place_date: place_date(document),
        kind: document.kind.name.clone(),
        subject_html: subject_html.map(letter_subject),
        title_html,
        party: system == Some(IssuingSystem::Party),
        state: system == Some(IssuingSystem::State),
        addressees: document.head.addressees.iter().map(|line| line.value.clone()).collect(),
    })
}

/// The address of the kind whose documents have no name of a kind: letters (công văn).
const LETTER: &str = "cong-van";

/// Returns the line of the number: with a colon in documents of the State (Nghị định 30/2020/NĐ-CP, phụ lục I), and
/// with the kind in laws.
fn number_line(number: &DocNumber, system: Option<IssuingSystem>, kind: &str) -> String {
    match system {
        Some(IssuingSystem::State) if matches!(kind, "luat" | "bo-luat") => format!("Luật số: {number}"),
        Some(IssuingSystem::State) => format!("Số: {number}"),
        Some(IssuingSystem::Party | IssuingSystem::Organisations) | None => format!("Số {number}"),
    }
}

/// Returns the trích yếu of a letter as printed: `V/v` in place of `Về việc`.
fn letter_subject(title_html: &str) -> String {
    let is_written = title_html.starts_with("V/v");
    let rest = ["Về việc", "về việc", "Về", "về"]
        .into_iter()
        .find_map(|words| title_html.strip_prefix(words)?.strip_prefix([' ', '\u{a0}']));
    match rest {
        _ if is_written => title_html.to_owned(),
        Some(rest) => format!("V/v {rest}"),
        None => format!("V/v {title_html}"),
    }
}

/// Returns the superior and the issuer as printed: `Ban Dân vận` under `Tỉnh ủy Thái Nguyên`.
fn printed_issuer(context: PageContext<'_>, body: BodyIx) -> (Option<String>, Option<String>) {
    let row = context.body(body);
    let Some(superior) = superior_of(context, body) else {
        return (None, Some(row.name.clone()));
    };
    let above = &context.body(superior).name;
    let own = row
        .name
        .strip_suffix(above.as_str())
        .map(str::trim)
        .filter(|own| !own.is_empty());
    (Some(above.clone()), Some(own.unwrap_or(&row.name).to_owned()))
}

/// Returns place and date as printed: days below 10 and the months 1 and 2 with a leading zero
/// (Hướng dẫn 36-HD/VPTW; Nghị định 30/2020/NĐ-CP, phụ lục I).
fn place_date(document: &Document) -> Option<String> {
    let date = document.head.date.as_ref()?.value;
    let words = match date {
        PartialDate::Day(day) => {
            let month = if day.month() <= 2 {
                format!("{:02}", day.month())
            } else {
                day.month().to_string()
            };
            format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
        }
        PartialDate::Month(year, month) => format!("tháng {month} năm {year}"),
        PartialDate::Year(year) => format!("năm {year}"),
    };
    Some(
        document
            .head
            .place
            .as_ref()
            .map_or_else(|| words.clone(), |place| format!("{place}, {words}")),
    )
}

/// Returns the record of a document: the facts that are known.
pub(crate) fn facts(links: LinkContext<'_>) -> Vec<DocumentFact> {
    match links.page.document(links.document).kind.form {
        Form::Official => official_facts(links),
        Form::Writeup => writeup_facts(links.page, links.document),
        Form::Page => Vec::new(),
    }
}

fn official_facts(links: LinkContext<'_>) -> Vec<DocumentFact> {
    let (context, index) = (links.page, links.document);
    let entry = context.site.documents.entry(index);
    let (document, head) = (&entry.document, &entry.document.head);
    let view = |key: &str| context.texts.view(key, &[]);
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
    let unseen = document.holding == Some(Holding::None);
    // A text that was not seen may have a number.
    let no_number = (!unseen).then(|| view("no_number"));
    let number = head
        .number
        .as_ref()
        .map(|number| number.value.to_string())
        .or(no_number);
    let issuers: Vec<String> = entry.issuers().map(|body| body_html(context, body)).collect();
    let mut facts = Facts {
        context,
        rows: Vec::new(),
    };
    facts.add("kind", Some(kind_html(context, index)));
    facts.add("number", number.as_deref().map(escaped));
    // Where the head of the paper is above, its largest words need not be repeated.
    let title = document.title.as_ref().filter(|_| !has_letterhead(document));
    facts.add("title", title.map(|title| render(links, title)));
    facts.add("issuer", (!issuers.is_empty()).then(|| issuers.join(", ")));
    facts.add("date", date(head.date.as_ref().map(|date| date.value)));
    facts.add(
        "effective",
        date(head.effective).or_else(|| stated_effective_html(links)),
    );
    facts.add("expires", date(head.expires));
    facts.add("period", head.period.as_deref().map(escaped));
    facts.add("signer", signer(head.signer.as_deref(), head.signer_role.as_deref()));
    facts.add("other_names", other_names(document).filter(|_| !unseen));
    facts.add("status", status_html(links));
    facts.rows
}

/// Returns the day from which the text itself says that it is in force, with the sentence, as HTML.
fn stated_effective_html(links: LinkContext<'_>) -> Option<String> {
    let (context, index) = (links.page, links.document);
    let stated = stated_effective(context.document(index))?;
    let place = Location::Provision(stated.provision);
    let url = links.location_url(DocumentRef::Held(index), Some(&place));
    let date = html_link(&url, &stated.date.to_string());
    let sentence = escaped(&stated.sentence);
    let values = [("date", date.as_str()), ("sentence", sentence.as_str())];
    Some(context.texts.view("stated_date", &values))
}

/// Returns the status of a document with its source, as HTML; `None` if it is not known.
fn status_html(links: LinkContext<'_>) -> Option<String> {
    let (texts, document) = (links.page.texts, links.page.document(links.document));
    let status = document.head.status.as_ref()?;
    let source = document.status_ground.as_ref().map(|ground| render(links, ground));
    let ground = source.map(|source| texts.view("origin_other", &[("source", &source)]));
    let ground = ground.map(|ground| format!(" ({ground})")).unwrap_or_default();
    Some(format!("{}{ground}", escaped(status.value)))
}

/// Returns the record of a write-up: first year and place, then unit and field, in the order of readers' questions.
fn writeup_facts(context: PageContext<'_>, index: DocIx) -> Vec<DocumentFact> {
    let document = context.document(index);
    let head = &document.head;
    let view = |key: &str| context.texts.view(key, &[]);
    let years = match &head.years {
        Years::Known(years) => years.iter().map(i16::to_string).collect::<Vec<_>>().join(", "),
        // The day of an activity tells its year.
        Years::Absent if head.date.is_some() => String::new(),
        Years::Unknown | Years::Absent => view("unknown_time"),
    };
    let list = |items: &[String]| (!items.is_empty()).then(|| escaped(&items.join("; ")));
    let mut facts = Facts {
        context,
        rows: Vec::new(),
    };
    facts.add("years", Some(escaped(&years)).filter(|years| !years.is_empty()));
    let places = printed_line(&localities(context, index));
    facts.add("locality", places.as_deref().map(escaped));
    facts.add("unit", list(&head.units));
    facts.add("field", list(&head.fields_of_work));
    facts.add("kind_writeup", Some(kind_html(context, index)));
    facts.add(
        date_label_key(&document.kind.slug),
        head.date.as_ref().map(|date| date.value.to_string()),
    );
    facts.rows
}

struct Facts<'a> {
    context: PageContext<'a>,
    rows: Vec<DocumentFact>,
}

impl Facts<'_> {
    fn add(&mut self, key: &str, html: Option<String>) {
        self.rows.extend(html.map(|html| DocumentFact {
            key: key.to_owned(),
            label: self.context.texts.view(key, &[]),
            html,
        }));
    }
}

fn signer(name: Option<&str>, role: Option<&str>) -> Option<String> {
    match (name, role) {
        (Some(name), Some(role)) => Some(escaped(&format!("{name}, {role}"))),
        (Some(name), None) => Some(escaped(name)),
        (None, role) => role.map(escaped),
    }
}

fn other_names(document: &Document) -> Option<String> {
    let names: Vec<&str> = document
        .head
        .other_names
        .iter()
        .map(|name| name.value.as_str())
        .collect();
    (!names.is_empty()).then(|| escaped(&names.join("; ")))
}

/// Returns the signature; `None` if the site does not have the text.
pub(crate) fn signature(document: &Document) -> Option<Signature> {
    let head = &document.head;
    let known = head.signing_form.is_some() || head.signer.is_some() || head.signer_role.is_some();
    (document.holding != Some(Holding::None) && known && document.kind.form == Form::Official).then(|| Signature {
        form: head.signing_form.clone(),
        role: head.signer_role.clone(),
        signer: head.signer.clone(),
    })
}

/// Returns the recipients as printed; none if the site does not have the text.
pub(crate) fn recipients(document: &Document, typesetter: &mut Typesetter<'_>) -> Vec<String> {
    if document.holding == Some(Holding::None) {
        return Vec::new();
    }
    document
        .head
        .recipients
        .iter()
        .map(|line| typesetter.typeset(&escaped(&line.value)))
        .collect()
}

/// Returns the name of a document for the title of its page.
pub(crate) fn page_title(context: PageContext<'_>, index: DocIx) -> String {
    document_names::full(context, DocumentRef::Held(index))
}
