//! The fields of a head whose values differ, as text; and the same for any two lists of named values.

use std::collections::BTreeMap;

use crate::base::word_diff::{replaced, word_runs};
use crate::edition::diff::difference::FieldChange;
use crate::input::document::Document;
use crate::input::front_matter::fields::{FIELDS, FieldId, field_named};
use crate::input::front_matter::head_text;
use crate::input::front_matter::node::YamlNode;

/// The most words of a value that is shown whole, before and after: `chưa có` becomes `có`.
const MAX_WHOLE: usize = 5;

/// Returns whether readers see the value of a field. Of others they see nothing, or the effect elsewhere: another
/// address, a page that comes or goes.
fn is_shown(id: FieldId) -> bool {
    match id {
        FieldId::Kind
        | FieldId::Number
        | FieldId::Title
        | FieldId::OtherNames
        | FieldId::Issuer
        | FieldId::System
        | FieldId::Place
        | FieldId::Date
        | FieldId::Effective
        | FieldId::Expires
        | FieldId::Period
        | FieldId::Status
        | FieldId::SigningForm
        | FieldId::Signer
        | FieldId::SignerRole
        | FieldId::Addressees
        | FieldId::Recipients
        | FieldId::LevelNames
        | FieldId::Summary
        | FieldId::Note
        | FieldId::Topics
        | FieldId::ProvisionTopics
        | FieldId::ShortNames
        | FieldId::Holding
        | FieldId::Files
        | FieldId::Sources
        | FieldId::Corrections
        | FieldId::Updates
        | FieldId::Follow
        | FieldId::Unit
        | FieldId::Locality
        | FieldId::FieldOfWork
        | FieldId::Years
        | FieldId::Results
        | FieldId::Featured
        | FieldId::Relation(_) => true,
        FieldId::Accepted | FieldId::Slug | FieldId::Aliases | FieldId::Draft | FieldId::PublishFrom => false,
    }
}

/// The fields of two heads that differ, in the order of the manual.
pub(super) fn field_changes(former: &Document, present: &Document) -> Vec<FieldChange> {
    let (before, now) = (values(former), values(present));
    let fields = FIELDS.iter().filter(|field| is_shown(field.id));
    fields
        .filter_map(|field| {
            let value = |values: &BTreeMap<FieldId, String>| values.get(&field.id).cloned().unwrap_or_default();
            field_change((field.term, field.name), &value(&before), &value(&now))
        })
        .collect()
}

/// The change of a value; `None` where it is the same.
pub(super) fn field_change((term, name): (&'static str, &'static str), before: &str, now: &str) -> Option<FieldChange> {
    let is_short = |text: &str| text.split_whitespace().count() <= MAX_WHOLE;
    let words = || match is_short(before) && is_short(now) {
        true => replaced(before, now),
        false => word_runs(before, now),
    };
    (before.split_whitespace().ne(now.split_whitespace())).then(|| FieldChange {
        term,
        name,
        words: words(),
    })
}

/// The values of a head as text, by field.
fn values(document: &Document) -> BTreeMap<FieldId, String> {
    let entries = head_text::read(&document.path, document.source()).entries;
    let mut found: BTreeMap<FieldId, String> = BTreeMap::new();
    for (key, node) in entries.unwrap_or_default() {
        if let Some(field) = field_named(&key) {
            let text = found.entry(field.id).or_default();
            if !text.is_empty() {
                text.push_str("; ");
            }
            push_text(&node, text);
        }
    }
    // Without a head, the title is the first heading.
    if let (None, Some(title)) = (found.get(&FieldId::Title), &document.title_text) {
        found.insert(FieldId::Title, title.clone());
    }
    found
}

/// Returns whether a value says nothing without the name of its part: an address (`II.1.5`), or `có`. Pages print the
/// other parts one after the other, without their names.
fn is_needed(key: &str, value: &YamlNode) -> bool {
    let is_address = key.contains(|letter: char| letter.is_ascii_digit() || letter.is_uppercase());
    let is_yes_no = matches!(value, YamlNode::Text(text) if ["có", "không"].contains(&text.as_str()));
    is_address || is_yes_no
}

/// Appends a value as one line of text.
fn push_text(node: &YamlNode, out: &mut String) {
    match node {
        YamlNode::Null => {}
        YamlNode::Text(text) => out.push_str(text.trim()),
        YamlNode::List(items) => {
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "; " } else { "" });
                push_text(item, out);
            }
        }
        YamlNode::Map(entries) => {
            for (at, (key, value)) in entries.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                if is_needed(key, value) {
                    out.push_str(key);
                    out.push_str(": ");
                }
                push_text(value, out);
            }
        }
    }
}
