//! The fields of an imported document, and how they are written so that the reader of heads reads them back.

use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::input::front_matter::fields::{FieldId, field_row};
use crate::input::front_matter::yaml_quoting::written_value;

/// The head of an imported document; each field as the reader of heads gives it.
#[derive(Clone, Debug, Default)]
pub(crate) struct ImportHead {
    /// loại
    pub(crate) kind: Option<String>,
    /// số ký hiệu
    pub(crate) number: Option<DocNumber>,
    /// trích yếu
    pub(crate) title: Option<String>,
    /// cơ quan ban hành
    pub(crate) issuer: Option<String>,
    /// hệ thống, as printed above the letterhead
    pub(crate) system: Option<&'static str>,
    /// địa danh
    pub(crate) place: Option<String>,
    /// ngày ban hành
    pub(crate) date: Option<PartialDate>,
    /// thể thức đề ký
    pub(crate) signing_form: Option<String>,
    /// chức vụ
    pub(crate) role: Option<String>,
    /// người ký
    pub(crate) signer: Option<String>,
    /// kính gửi
    pub(crate) addressees: Vec<String>,
    /// nơi nhận
    pub(crate) recipients: Vec<String>,
    /// hiệu đính: what the import changed in visible words: before, after, number of places
    pub(crate) corrections: Vec<(String, String, usize)>,
    /// chấp nhận: code, place as it is quoted, reason
    pub(crate) accepted: Vec<(&'static str, String, String)>,
    /// địa chỉ trang, where citations gave the page another one before
    pub(crate) slug: Option<String>,
    /// Whether each of its provisions has a page of its own (theo dõi), as published addresses demand.
    pub(crate) is_followed: bool,
    /// Whether it may not be published (bản nháp)
    pub(crate) is_draft: bool,
    /// Names of bodies as printed, from which the issuer follows: the likeliest first.
    pub(crate) issuer_names: Vec<String>,
}

/// Writes a head with its delimiters.
pub(crate) fn write(head: &ImportHead) -> String {
    let mut out = String::from("---\n");
    let mut text = |id: FieldId, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            out.push_str(&format!("{}: {}\n", field_row(id).term, scalar(value, id)));
        }
    };
    text(FieldId::Kind, head.kind.as_deref());
    text(FieldId::Number, head.number.as_ref().map(DocNumber::printed));
    text(FieldId::Title, head.title.as_deref());
    text(FieldId::Issuer, head.issuer.as_deref());
    text(FieldId::System, head.system);
    text(FieldId::Place, head.place.as_deref());
    text(FieldId::Date, head.date.map(|date| date.to_string()).as_deref());
    text(FieldId::SigningForm, head.signing_form.as_deref());
    text(FieldId::SignerRole, head.role.as_deref());
    text(FieldId::Signer, head.signer.as_deref());
    list(FieldId::Addressees, &head.addressees, &mut out);
    list(FieldId::Recipients, &head.recipients, &mut out);
    line(FieldId::Holding, "có", &mut out);
    if !head.corrections.is_empty() {
        out.push_str(&format!("{}:\n", field_row(FieldId::Corrections).term));
    }
    for (before, after, count) in &head.corrections {
        let (before, after) = (double_quoted(before), double_quoted(after));
        out.push_str(&format!(
            "  - {{tại: toàn văn, bản gốc: {before}, sửa thành: {after}, số chỗ: {count}, lý do: lỗi khi chuyển bản chữ}}\n"
        ));
    }
    if !head.accepted.is_empty() {
        out.push_str(&format!("{}:\n", field_row(FieldId::Accepted).term));
    }
    for row in &head.accepted {
        out.push_str(&format!("  {}\n", accepted_item(row)));
    }
    if let Some(slug) = &head.slug {
        line(FieldId::Slug, slug, &mut out);
    }
    if head.is_followed {
        line(FieldId::Follow, "có", &mut out);
    }
    if head.is_draft {
        line(FieldId::Draft, "có", &mut out);
    }
    out.push_str("---\n\n");
    out
}

/// What is accepted, as an item of its list.
fn accepted_item((code, place, reason): &(&'static str, String, String)) -> String {
    format!("- {{mã: {code}, tại: {place}, lý do: {reason}}}")
}

/// Adds what is accepted to a head that is written already; returns whether it was not there.
pub(crate) fn add_accepted(head: &mut String, row: &(&'static str, String, String)) -> bool {
    let item = accepted_item(row);
    let term = format!("{}:", field_row(FieldId::Accepted).term);
    if head.contains(&item) {
        return false;
    }
    let start = head
        .match_indices(&term)
        .map(|(at, _)| at)
        .find(|at| *at == 0 || head[..*at].ends_with('\n'));
    let Some(start) = start else {
        head.push_str(&format!("{term}\n  {item}\n"));
        return true;
    };
    let (_, rest) = head.split_at(start + term.len());
    let (own, below) = rest.split_once('\n').unwrap_or((rest, ""));
    // A list on the line itself is the editor's to complete.
    if !own.trim().is_empty() {
        return false;
    }
    let indent: String = below.chars().take_while(|letter| *letter == ' ').collect();
    let at = start + term.len() + own.len() + 1;
    head.insert_str(at.min(head.len()), &format!("{indent}{item}\n"));
    true
}

fn line(id: FieldId, value: &str, out: &mut String) {
    out.push_str(&format!("{}: {value}\n", field_row(id).term));
}

fn list(id: FieldId, values: &[String], out: &mut String) {
    if values.is_empty() {
        return;
    }
    out.push_str(&format!("{}:\n", field_row(id).term));
    for value in values {
        out.push_str(&format!("  - {}\n", scalar(value, id)));
    }
}

/// A one-line text, quoted where YAML would read it as something else.
pub(crate) fn scalar(value: &str, id: FieldId) -> String {
    let value: Vec<&str> = value.split_whitespace().collect();
    let value = value.join(" ");
    let written = written_value(&value, field_row(id));
    let is_plain = written == value;
    let is_odd = value.starts_with(|letter: char| "\"'|>{}[]#&*!%@`,?-:".contains(letter))
        || value.contains(": ")
        || value.contains(" #")
        || value.ends_with(':');
    match is_plain && is_odd {
        true => format!("'{}'", value.replace('\'', "''")),
        false => written,
    }
}

fn double_quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
