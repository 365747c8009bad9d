//! Reads a head field by field, as the field table declares.

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::base::number::DocNumber;
use crate::base::relation::RelationKind;
use crate::base::slug::field_key;
use crate::input::front_matter::field_reader::{FieldReader, date_help};
use crate::input::front_matter::field_value::FieldValue;
use crate::input::front_matter::fields::{Field, FieldId, field_named, field_row, nearest_field};
use crate::input::front_matter::metadata::{Holding, Metadata, Status, Years};
use crate::input::front_matter::node::{Located, NodePath, YamlNode};
use crate::input::front_matter::part_names::STATUS_PARTS;
use crate::input::front_matter::{entries, head_checks, issuing_system, old_addresses};
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
            let values = vec![("field", key.into()), ("help", help.into())];
            reader.report(Code::UnknownField, &key_at, values);
            continue;
        };
        let repeatable = matches!(field.id, FieldId::Relation(RelationKind::Reviews));
        if let Some((_, first)) = head.written.iter().find(|(id, _)| *id == field.id && !repeatable) {
            let diagnostic = Diagnostic::new(Code::DuplicateField, reader.place(&key_at)).with("field", field.term);
            let first = reader.place(first);
            reader.diagnostics.push(diagnostic.label(first, LabelText::FirstHere));
            continue;
        }
        head.written.push((field.id, key_at));
        let at = &at;
        read_field(
            FieldValue {
                reader,
                field,
                node,
                at,
            },
            key,
            &mut head,
        );
    }
    head_checks::check(reader, &head);
    head
}

fn read_field(mut value: FieldValue<'_, '_>, key: &str, head: &mut Metadata) {
    match value.field.id {
        FieldId::Kind => head.kind = value.text(),
        FieldId::Number => head.number = number(&mut value),
        FieldId::Title => head.title = value.text(),
        FieldId::OtherNames => head.other_names = value.texts(),
        FieldId::Issuer => {
            let mut issuers = value.texts().into_iter();
            head.issuer = issuers.next();
            head.co_issuers = issuers.collect();
        }
        FieldId::System => head.system = issuing_system::read(value),
        FieldId::Place => head.place = value.words(),
        FieldId::Date => head.date = value.date(),
        FieldId::Effective => head.effective = value.day(),
        FieldId::Expires => head.expires = value.day(),
        FieldId::Period => head.period = value.words(),
        FieldId::Status => head.status = status(&mut value),
        FieldId::SigningForm => head.signing_form = value.words(),
        FieldId::Signer => head.signer = value.words(),
        FieldId::SignerRole => head.signer_role = value.words(),
        FieldId::Addressees => head.addressees = value.texts(),
        FieldId::Recipients => head.recipients = value.texts(),
        FieldId::LevelNames => head.level_names = value.list(),
        FieldId::Summary => head.summary = value.text(),
        FieldId::Note => head.note = value.text(),
        FieldId::Topics => head.topics = value.texts(),
        FieldId::ProvisionTopics => head.provision_topics = by_address(value, |mut topics| Some(topics.texts())),
        FieldId::ShortNames => head.short_names = by_address(value, |mut name| name.words()),
        FieldId::Holding => head.holding = holding(&mut value),
        FieldId::Files => head.files = entries::files(value),
        FieldId::Sources => head.sources = entries::sources(value),
        FieldId::Corrections => head.corrections = entries::corrections(value),
        FieldId::Updates => head.updates = entries::updates(value),
        FieldId::Follow => head.follow = value.yes_no(),
        FieldId::Accepted => head.accepted = entries::accepted(value),
        FieldId::Slug => head.slug = page_slug(&mut value),
        FieldId::Aliases => {
            let written = value.texts();
            head.old_addresses = old_addresses::read(value.reader, written);
        }
        FieldId::Draft => head.draft = value.yes_no(),
        FieldId::PublishFrom => head.publish_from = value.day(),
        FieldId::Unit => head.units = value.list(),
        FieldId::Locality => head.localities = value.list(),
        FieldId::FieldOfWork => head.fields_of_work = value.list(),
        FieldId::Years => head.years = years(&mut value),
        FieldId::Results => head.results = entries::results(value),
        FieldId::Featured => head.featured = value.yes_no(),
        FieldId::Relation(kind) => head.relations.extend(entries::relations(value, key, kind)),
    }
}

fn number(value: &mut FieldValue<'_, '_>) -> Option<Located<DocNumber>> {
    let written = value.text()?;
    match DocNumber::parse(&written.value) {
        Some(number) => Some(Located::new(number, written.at)),
        None => {
            value
                .reader
                .report(Code::BadNumber, &written.at, vec![("value", written.value.into())]);
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

fn status(value: &mut FieldValue<'_, '_>) -> Option<Status> {
    let (written, ground) = match value.parts(STATUS_PARTS) {
        Some(mut parts) => (parts.text("là"), parts.text("theo")),
        None => (value.text(), None),
    };
    let Some(written) = written else {
        value.reader.missing_parts(value.field, &["là"], value.at);
        return None;
    };
    let key = field_key(&written.value);
    let Some(status) = STATUSES.into_iter().find(|status| field_key(status) == key) else {
        value.reader.unknown_value(value.field, &written, &STATUSES);
        return None;
    };
    let settled = status != STATUSES[4];
    if settled && ground.is_none() {
        let values = vec![("value", status.into())];
        value.reader.report(Code::StatusWithoutGround, &written.at, values);
    }
    settled.then_some(Status { value: status, ground })
}

fn holding(value: &mut FieldValue<'_, '_>) -> Option<Holding> {
    let written = value.text()?;
    match field_key(&written.value).as_str() {
        "co" | "full" | "yes" | "true" => Some(Holding::Full),
        "mot-phan" | "extract" => Some(Holding::Extract),
        "chua-co" | "none" | "khong" => Some(Holding::None),
        _ => {
            value
                .reader
                .unknown_value(value.field, &written, &["có", "một phần", "chưa có"]);
            None
        }
    }
}

/// Reads a mapping from addresses of provisions to values.
fn by_address<'a, T>(
    mut value: FieldValue<'_, 'a>,
    mut read: impl FnMut(FieldValue<'_, 'a>) -> Option<T>,
) -> Vec<(Located<String>, T)> {
    let YamlNode::Map(map) = value.node else {
        value.wrong_type(ValueShape::Mapping);
        return Vec::new();
    };
    let mut rows = Vec::new();
    for (index, (key, node)) in map.iter().enumerate() {
        let (reader, field, key_at) = (&mut *value.reader, value.field, value.at.key(index));
        let address = key.trim().trim_start_matches('#');
        if Address::new(address).is_none() {
            reader.report(Code::BadAddress, &key_at, vec![("value", key.into())]);
            continue;
        }
        let at = &value.at.step(index);
        let found = read(FieldValue {
            reader,
            field,
            node,
            at,
        });
        rows.extend(found.map(|found| (Located::new(address.to_owned(), key_at), found)));
    }
    rows
}

fn page_slug(value: &mut FieldValue<'_, '_>) -> Option<Located<String>> {
    let written = value.text()?;
    value.reader.is_slug(&written, value.field.term).then_some(written)
}

fn years(value: &mut FieldValue<'_, '_>) -> Years {
    let mut known = Vec::new();
    for written in value.texts() {
        if field_key(&written.value) == "chua-ro" {
            return Years::Unknown;
        }
        match PartialDate::parse(&written.value) {
            Ok(PartialDate::Year(year)) => {
                value.reader.check_year(&written, year);
                known.push(year);
            }
            _ => {
                let values = vec![
                    ("value", (&written.value).into()),
                    ("help", date_help(value.field).into()),
                ];
                value.reader.report(Code::BadDate, &written.at, values);
            }
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
