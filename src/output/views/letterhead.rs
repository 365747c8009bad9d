//! The official head, the record and the closing of a document.

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::base::fold::fold;
use crate::base::html::escaped;
use crate::base::kind::Form;
use crate::base::number::DocNumber;
use crate::input::document::Document;
use crate::input::front_matter::metadata::{Holding, Years};
use crate::model::indexes::{BodyIx, DocIx};
use crate::output::render_template::{LinkContext, whole};
use crate::output::views::{PageContext, document_names};
use crate::site::pagination::PageOfList;
use crate::site::route::{List, Route};

/// The head of a document as on paper (Hướng dẫn 36-HD/VPTW).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadView {
    /// The body above the issuer.
    pub superior: Option<String>,
    /// The issuer, without the name of the body above it.
    pub issuer: Option<String>,
    /// `Số 01-CTr/BDVTU`
    pub number_line: Option<String>,
    /// `Thái Nguyên, ngày 29 tháng 8 năm 2011`
    pub place_date: Option<String>,
    /// The kind.
    pub kind: String,
    /// The trích yếu.
    pub title_html: Option<String>,
    /// Whether it is a document of the Party.
    pub party: bool,
}

/// A line of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Which one it is: `number`, `issuer`, …
    pub key: String,
    /// What it is.
    pub label: String,
    /// The value.
    pub html: String,
}

/// Who signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// `T/M BAN THƯỜNG VỤ`
    pub form: Option<String>,
    /// The signer's post.
    pub role: Option<String>,
    /// The signer's name.
    pub signer: Option<String>,
}

/// The official head; none where the site does not hold the text.
pub fn head(context: PageContext<'_>, index: DocIx, title_html: Option<String>) -> Option<HeadView> {
    let entry = context.site.register.entry(index);
    let document = &entry.document;
    if !matches!(document.holding, Some(Holding::Full | Holding::Extract)) {
        return None;
    }
    let number = document.head.number.as_ref().map(|number| &number.value);
    let (superior, issuer) = entry.issuer.map_or((None, None), |body| printed_issuer(context, body));
    let party = number.is_some_and(|number| {
        let body = entry.issuer.or(document_names::symbol_owner(context.site, number));
        has_party_form(number) && (has_party_symbol(number) || body.is_some_and(|body| is_party(context, body)))
    });
    Some(HeadView {
        superior,
        issuer,
        number_line: number.map(|number| format!("Số {number}")),
        place_date: place_date(document),
        kind: document.kind.name.clone(),
        title_html,
        party,
    })
}

/// Party numbers part kind and body by a slash after a hyphen; state numbers begin with a slash.
fn has_party_form(number: &DocNumber) -> bool {
    let printed = number.printed();
    matches!((printed.find('-'), printed.find('/')), (Some(hyphen), Some(slash)) if hyphen < slash)
}

/// TW, TU and the symbols of their commissions and offices end so: BDVTU, VPTW.
fn has_party_symbol(number: &DocNumber) -> bool {
    let symbol = number.symbols().next_back().map(fold).unwrap_or_default();
    symbol.ends_with("tw") || symbol.ends_with("tu")
}

/// Words that name a body of the Party; mass organisations number their documents in the same form.
const PARTY: [&str; 10] = [
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "quan uy",
    "thi uy",
    "dang uy",
    "khu uy",
    "bo chinh tri",
    "ban bi thu",
    "dang bo",
];

/// Says whether the name of a body, or of one above it, is that of a body of the Party.
fn is_party(context: PageContext<'_>, body: BodyIx) -> bool {
    let register = &context.site.register;
    let superior = |body: &BodyIx| {
        let row = &register.bodies[body.get()];
        row.superior.as_ref().and_then(|name| register.find_body(&name.value))
    };
    // No body stands eight deep; one that stands above itself does not end.
    std::iter::successors(Some(body), superior).take(8).any(|body| {
        let name = format!(" {} ", fold(&register.bodies[body.get()].name));
        // `Tỉnh ủy`, but not `tỉnh Ủy ban`.
        PARTY
            .iter()
            .any(|words| name.contains(&format!(" {words} ")) && !name.contains(&format!(" {words} ban ")))
    })
}

/// The issuer as printed: `Ban Dân vận` under `Tỉnh ủy Thái Nguyên`.
fn printed_issuer(context: PageContext<'_>, body: BodyIx) -> (Option<String>, Option<String>) {
    let row = &context.site.register.bodies[body.get()];
    let superior = row
        .superior
        .as_ref()
        .and_then(|name| context.site.register.find_body(&name.value));
    let Some(superior) = superior else {
        return (None, Some(row.name.clone()));
    };
    let above = &context.site.register.bodies[superior.get()].name;
    let own = row
        .name
        .strip_suffix(above.as_str())
        .map(str::trim)
        .filter(|own| !own.is_empty());
    (Some(above.clone()), Some(own.unwrap_or(&row.name).to_owned()))
}

/// Place and date as printed: days below 10 and the months 1 and 2 with a leading zero
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

/// The record of a document: what is known, and what is not.
pub fn facts(context: PageContext<'_>, here: LinkContext<'_>, index: DocIx) -> Vec<Fact> {
    let entry = context.site.register.entry(index);
    match entry.document.kind.form {
        Form::Official => official_facts(context, here, index),
        Form::Writeup => writeup_facts(context, index),
        Form::Page => Vec::new(),
    }
}

fn official_facts(context: PageContext<'_>, here: LinkContext<'_>, index: DocIx) -> Vec<Fact> {
    let entry = context.site.register.entry(index);
    let (document, head) = (&entry.document, &entry.document.head);
    let view = |key: &str| context.texts.view(key, &[]);
    let unknown = || escaped(&view("unknown"));
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
    let unseen = document.holding == Some(Holding::None);
    // Nobody can say what a text that was not seen does not print.
    let no_number = || view(if unseen { "unknown" } else { "no_number" });
    let number = head
        .number
        .as_ref()
        .map_or_else(no_number, |number| number.value.to_string());
    let title = match &document.title {
        Some(title) => whole(here, title),
        None => escaped(&view("unknown_title")),
    };
    let mut facts = Facts {
        context,
        rows: Vec::new(),
    };
    facts.add("kind", Some(kind_link(context, index)));
    facts.add("number", Some(escaped(&number)));
    facts.add("title", Some(title));
    facts.add(
        "issuer",
        Some(entry.issuer.map_or_else(unknown, |body| body_link(context, body))),
    );
    facts.add(
        "date",
        Some(date(head.date.as_ref().map(|date| date.value)).unwrap_or_else(unknown)),
    );
    facts.add("effective", date(head.effective));
    facts.add("expires", date(head.expires));
    facts.add("period", head.period.as_deref().map(escaped));
    facts.add("signer", signer(head.signer.as_deref(), head.signer_role.as_deref()));
    facts.add("other_names", other_names(document).filter(|_| !unseen));
    let status = match &head.status {
        Some(status) => {
            let source = document.status_ground.as_ref().map(|ground| whole(here, ground));
            let ground = source.map(|source| context.texts.view("origin_other", &[("source", &source)]));
            let ground = ground.map(|ground| format!(" ({ground})")).unwrap_or_default();
            format!("{}{ground}", escaped(status.value))
        }
        None => escaped(&view("status_unknown")),
    };
    facts.add("status", Some(status));
    facts.rows
}

/// First year and place, then who and what: what a reader asks of a case.
fn writeup_facts(context: PageContext<'_>, index: DocIx) -> Vec<Fact> {
    let document = context.site.register.document(index);
    let head = &document.head;
    let view = |key: &str| context.texts.view(key, &[]);
    let years = match &head.years {
        Years::Known(years) => years.iter().map(i16::to_string).collect::<Vec<_>>().join(", "),
        Years::Unknown | Years::Absent => view("unknown_time"),
    };
    let list = |items: &[String]| (!items.is_empty()).then(|| escaped(&items.join("; ")));
    let mut facts = Facts {
        context,
        rows: Vec::new(),
    };
    facts.add("years", Some(escaped(&years)));
    facts.add(
        "locality",
        Some(
            head.locality
                .as_deref()
                .map_or_else(|| escaped(&view("unknown")), escaped),
        ),
    );
    facts.add("unit", list(&head.units));
    facts.add("field", list(&head.fields_of_work));
    facts.add("kind_writeup", Some(kind_link(context, index)));
    facts.add("date_posted", head.date.as_ref().map(|date| date.value.to_string()));
    facts.rows
}

struct Facts<'a> {
    context: PageContext<'a>,
    rows: Vec<Fact>,
}

impl Facts<'_> {
    fn add(&mut self, key: &str, html: Option<String>) {
        self.rows.extend(html.map(|html| Fact {
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

/// Words that link.
pub fn anchor(url: &str, words: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(url), escaped(words))
}

/// The kind, linked to its list.
pub fn kind_link(context: PageContext<'_>, index: DocIx) -> String {
    let name = &context.site.register.document(index).kind.name;
    match kind_route(context, index).and_then(|route| context.site.address(route)) {
        Some(address) => anchor(&context.url(address), name),
        None => escaped(name),
    }
}

/// The list of a document's kind.
pub fn kind_route(context: PageContext<'_>, index: DocIx) -> Option<Route> {
    let slug = &context.site.register.document(index).kind.slug;
    if slug == "van-ban" {
        return Some(Route::List(List::Official, PageOfList::Front));
    }
    let position = context.site.sections.iter().position(|section| section.slug == *slug)?;
    Some(Route::List(List::Section(position), PageOfList::Front))
}

/// A body, linked to its page.
pub fn body_link(context: PageContext<'_>, body: BodyIx) -> String {
    let name = &context.site.register.bodies[body.get()].name;
    match context.site.address(Route::List(List::Body(body), PageOfList::Front)) {
        Some(address) => anchor(&context.url(address), name),
        None => escaped(name),
    }
}

/// Who signed; none where the site does not hold the text.
pub fn signature(document: &Document) -> Option<Signature> {
    let head = &document.head;
    let known = head.signing_form.is_some() || head.signer.is_some() || head.signer_role.is_some();
    (document.holding != Some(Holding::None) && known && document.kind.form == Form::Official).then(|| Signature {
        form: head.signing_form.clone(),
        role: head.signer_role.clone(),
        signer: head.signer.clone(),
    })
}

/// The name of a document for its page's title.
pub fn title(context: PageContext<'_>, index: DocIx) -> String {
    document_names::full(
        context.site,
        context.texts,
        crate::model::target::DocumentRef::Held(index),
    )
}
