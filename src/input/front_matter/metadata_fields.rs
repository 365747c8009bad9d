//! Reads a head field by field, as the field table declares.

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::base::number::DocNumber;
use crate::base::relation::RelationKind;
use crate::base::slug::field_key;
use crate::input::front_matter::field_reader::{self, EntryParts, FieldReader, is_slug};
use crate::input::front_matter::fields::{Field, FieldId, field_named, field_row, nearest_field};
use crate::input::front_matter::metadata::{Holding, Metadata, Status, Years};
use crate::input::front_matter::node::{Located, NodePath, YamlNode};
use crate::input::front_matter::{corrections, entries, old_addresses};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText};
use crate::messages::phrase::{Phrase, ValueShape};

/// Reads the entries of a head.
pub(crate) fn read_head(reader: &mut FieldReader<'_>, entries: &[(String, YamlNode)]) -> Metadata {
    let mut head = Metadata::default();
    for (index, (key, node)) in entries.iter().enumerate() {
        let root = NodePath::default();
        let (key_at, at) = (root.key(index), root.step(index));
        let Some(field) = field_named(key) else {
            let help = match nearest_field(key) {
                Some(name) => Phrase::DidYouMean(name.to_owned()),
                None => Phrase::FieldList,
            };
            reader.report(
                Code::UnknownField,
                &key_at,
                vec![("field", key.into()), ("help", help.into())],
            );
            continue;
        };
        let repeatable = matches!(field.id, FieldId::Relation(RelationKind::Reviews));
        if let Some((_, first)) = head.written.iter().find(|(id, _)| *id == field.id && !repeatable) {
            let mut diagnostic = Diagnostic::new(Code::DuplicateField, reader.place(&key_at)).with("field", field.term);
            diagnostic = diagnostic.label(reader.place(first), LabelText::FirstHere);
            reader.diagnostics.push(diagnostic);
            continue;
        }
        head.written.push((field.id, key_at));
        read_field(reader, field, key, node, &at, &mut head);
    }
    head
}

fn read_field(
    reader: &mut FieldReader<'_>,
    field: &'static Field,
    key: &str,
    node: &YamlNode,
    at: &NodePath,
    head: &mut Metadata,
) {
    let plain = |reader: &mut FieldReader<'_>| field_reader::text(reader, field, node, at).map(|found| found.value);
    let plains = |reader: &mut FieldReader<'_>| -> Vec<String> {
        field_reader::texts(reader, field, node, at)
            .into_iter()
            .map(|found| found.value)
            .collect()
    };
    match field.id {
        FieldId::Kind => head.kind = field_reader::text(reader, field, node, at),
        FieldId::Number => head.number = number(reader, field, node, at),
        FieldId::Title => head.title = field_reader::text(reader, field, node, at),
        FieldId::OtherNames => head.other_names = field_reader::texts(reader, field, node, at),
        FieldId::Issuer => {
            let mut issuers = field_reader::texts(reader, field, node, at).into_iter();
            head.issuer = issuers.next();
            head.co_issuers = issuers.collect();
        }
        FieldId::Place => head.place = plain(reader),
        FieldId::Date => head.date = field_reader::date(reader, field, node, at),
        FieldId::Effective => head.effective = field_reader::date(reader, field, node, at).map(|found| found.value),
        FieldId::Expires => head.expires = field_reader::date(reader, field, node, at).map(|found| found.value),
        FieldId::Period => head.period = plain(reader),
        FieldId::Status => head.status = status(reader, field, node, at),
        FieldId::SigningForm => head.signing_form = plain(reader),
        FieldId::Signer => head.signer = plain(reader),
        FieldId::SignerRole => head.signer_role = plain(reader),
        FieldId::Recipients => head.recipients = field_reader::texts(reader, field, node, at),
        FieldId::LevelNames => head.level_names = plains(reader),
        FieldId::Summary => head.summary = field_reader::text(reader, field, node, at),
        FieldId::Note => head.note = field_reader::text(reader, field, node, at),
        FieldId::Topics => head.topics = field_reader::texts(reader, field, node, at),
        FieldId::ProvisionTopics => head.provision_topics = provision_topics(reader, field, node, at),
        FieldId::ShortNames => head.short_names = short_names(reader, field, node, at),
        FieldId::Holding => head.holding = holding(reader, field, node, at),
        FieldId::Files => head.files = entries::files(reader, field, node, at),
        FieldId::Sources => head.sources = entries::sources(reader, field, node, at),
        FieldId::Corrections => head.corrections = corrections::read(reader, field, node, at),
        FieldId::Updates => head.updates = entries::updates(reader, field, node, at),
        FieldId::Follow => head.follow = field_reader::yes_no(reader, field, node, at),
        FieldId::Accepted => head.accepted = entries::accepted(reader, field, node, at),
        FieldId::Slug => head.slug = page_slug(reader, field, node, at),
        FieldId::Aliases => {
            let written = field_reader::texts(reader, field, node, at);
            head.old_addresses = old_addresses::read(reader, written);
        }
        FieldId::Draft => head.draft = field_reader::yes_no(reader, field, node, at),
        FieldId::PublishFrom => {
            head.publish_from = field_reader::date(reader, field, node, at).map(|found| found.value)
        }
        FieldId::Unit => head.units = plains(reader),
        FieldId::Locality => head.localities = plains(reader),
        FieldId::FieldOfWork => head.fields_of_work = plains(reader),
        FieldId::Years => head.years = years(reader, field, node, at),
        FieldId::Results => head.results = entries::results(reader, field, node, at),
        FieldId::Featured => head.featured = field_reader::yes_no(reader, field, node, at),
        FieldId::Relation(kind) => head
            .relations
            .extend(entries::relations(reader, (field, key, kind), node, at)),
    }
}

fn number(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> Option<Located<DocNumber>> {
    let written = field_reader::text(reader, field, node, at)?;
    match DocNumber::parse(&written.value) {
        Some(number) => Some(Located::new(number, written.at)),
        None => {
            reader.report(Code::BadNumber, &written.at, vec![("value", written.value.into())]);
            None
        }
    }
}

/// The five statuses (văn bản quy phạm: còn, hết toàn bộ, hết một phần, chưa có, chưa xác định).
const STATUSES: [&str; 5] = [
    "Còn hiệu lực",
    "Hết hiệu lực toàn bộ",
    "Hết hiệu lực một phần",
    "Chưa có hiệu lực",
    "Chưa xác định",
];

fn status(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> Option<Status> {
    let (written, ground) = match EntryParts::of(node, at) {
        Some(parts) => {
            parts.only(reader, field, &["là", "theo", "value", "according_to"]);
            (
                parts.text(reader, field, &["là", "value"]),
                parts.text(reader, field, &["theo", "according_to"]),
            )
        }
        None => (field_reader::text(reader, field, node, at), None),
    };
    let Some(written) = written else {
        reader.missing_part(field, "là", at);
        return None;
    };
    let known = STATUSES
        .iter()
        .find(|status| field_key(status) == field_key(&written.value));
    let Some(value) = known else {
        field_reader::unknown_value(reader, field, &written, &STATUSES);
        return None;
    };
    let settled = *value != STATUSES[4];
    if settled && ground.is_none() {
        reader.report(Code::StatusWithoutGround, &written.at, vec![("value", (*value).into())]);
    }
    settled.then_some(Status { value, ground })
}

fn holding(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> Option<Holding> {
    let written = field_reader::text(reader, field, node, at)?;
    match field_key(&written.value).as_str() {
        "co" | "full" | "yes" | "true" => Some(Holding::Full),
        "mot-phan" | "extract" => Some(Holding::Extract),
        "chua-co" | "none" | "khong" => Some(Holding::None),
        _ => {
            field_reader::unknown_value(reader, field, &written, &["có", "một phần", "chưa có"]);
            None
        }
    }
}

fn provision_topics(
    reader: &mut FieldReader<'_>,
    field: &Field,
    node: &YamlNode,
    at: &NodePath,
) -> Vec<(Located<String>, Vec<Located<String>>)> {
    let rows = by_address(reader, field, node, at).into_iter();
    rows.map(|(address, topics, at)| (address, field_reader::texts(reader, field, topics, &at)))
        .collect()
}

fn short_names(
    reader: &mut FieldReader<'_>,
    field: &Field,
    node: &YamlNode,
    at: &NodePath,
) -> Vec<(Located<String>, String)> {
    let rows = by_address(reader, field, node, at).into_iter();
    rows.filter_map(|(address, name, at)| Some((address, field_reader::text(reader, field, name, &at)?.value)))
        .collect()
}

/// The entries of a mapping from addresses of provisions to values, with the place of each value.
fn by_address<'n>(
    reader: &mut FieldReader<'_>,
    field: &Field,
    node: &'n YamlNode,
    at: &NodePath,
) -> Vec<(Located<String>, &'n YamlNode, NodePath)> {
    let YamlNode::Map(map) = node else {
        reader.wrong_type(field, ValueShape::Mapping, node, at);
        return Vec::new();
    };
    let mut rows = Vec::new();
    for (index, (key, value)) in map.iter().enumerate() {
        let address = key.trim().trim_start_matches('#');
        if Address::new(address).is_none() {
            reader.report(Code::BadAddress, &at.key(index), vec![("value", key.into())]);
            continue;
        }
        rows.push((Located::new(address.to_owned(), at.key(index)), value, at.step(index)));
    }
    rows
}

fn page_slug(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> Option<Located<String>> {
    let written = field_reader::text(reader, field, node, at)?;
    is_slug(reader, &written, field.term).then_some(written)
}

fn years(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> Years {
    let mut known = Vec::new();
    for written in field_reader::texts(reader, field, node, at) {
        if field_key(&written.value) == "chua-ro" {
            return Years::Unknown;
        }
        match PartialDate::parse(&written.value) {
            Ok(PartialDate::Year(year)) => known.push(year),
            _ => reader.report(Code::BadDate, &written.at, vec![("value", written.value.into())]),
        }
    }
    known.sort_unstable();
    known.dedup();
    if known.is_empty() {
        Years::Absent
    } else {
        Years::Known(known)
    }
}

/// Returns the fields of a head that documents of its form do not have, each with the place of its key.
pub(crate) fn misplaced(head: &Metadata, form: Form) -> Vec<(&'static Field, NodePath)> {
    let misplaced = |(id, at): &(FieldId, NodePath)| {
        let field = field_row(*id);
        (!field.holders.include(form)).then(|| (field, at.clone()))
    };
    head.written.iter().filter_map(misplaced).collect()
}
