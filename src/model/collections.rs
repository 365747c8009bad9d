//! Documents by kind, topic, body and date: the collections that lists are made of.

use std::collections::BTreeMap;

use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::base::order::VietnameseOrder;
use crate::model::document_index::DocumentIndex;
use crate::model::identity::shown_name;
use crate::model::indexes::{BodyIx, DocIx, KindIx, TopicIx};

/// All collections; each holds its documents from the oldest to the newest, undated ones first.
#[derive(Debug)]
pub(crate) struct Collections {
    /// Official documents.
    pub official: Vec<DocIx>,
    /// Neither official documents nor pages.
    pub write_ups: Vec<DocIx>,
    /// Everything but pages.
    pub all: Vec<DocIx>,
    /// By kind.
    pub by_kind: Vec<Vec<DocIx>>,
    /// By topic: documents that have it themselves or in a provision.
    pub by_topic: Vec<Vec<DocIx>>,
    /// Provisions that have a topic, in order of document and text.
    pub provisions_by_topic: Vec<Vec<(DocIx, usize)>>,
    /// By issuer.
    pub by_body: Vec<Vec<DocIx>>,
    /// Lines of recipients that name a body: document and position of the line.
    pub received: Vec<Vec<(DocIx, usize)>>,
    /// By year and month (0 where the month is not known).
    pub by_month: BTreeMap<i16, BTreeMap<i8, Vec<DocIx>>>,
    /// Without any date.
    pub undated: Vec<DocIx>,
}

/// Sorts every document into its collections.
pub(crate) fn arrange(documents: &DocumentIndex, order: &VietnameseOrder) -> Collections {
    let all = in_order(documents, order);
    let mut collections = Collections {
        official: Vec::new(),
        write_ups: Vec::new(),
        by_kind: vec![Vec::new(); documents.kinds.len()],
        by_topic: vec![Vec::new(); documents.topics.len()],
        provisions_by_topic: vec![Vec::new(); documents.topics.len()],
        by_body: vec![Vec::new(); documents.bodies.len()],
        received: vec![Vec::new(); documents.bodies.len()],
        by_month: BTreeMap::new(),
        undated: Vec::new(),
        all: Vec::new(),
    };
    for index in &all {
        insert(documents, *index, &mut collections);
    }
    for index in documents
        .indexes()
        .filter(|index| documents.document(*index).kind.form == Form::Page)
    {
        collections.by_kind[KindIx::get(documents.entry(index).kind)].push(index);
    }
    collections.all = all;
    collections
}

fn insert(documents: &DocumentIndex, index: DocIx, collections: &mut Collections) {
    let entry = documents.entry(index);
    let document = &entry.document;
    match document.kind.form {
        Form::Official => collections.official.push(index),
        Form::Writeup => collections.write_ups.push(index),
        Form::Page => {}
    }
    collections.by_kind[entry.kind.get()].push(index);
    let mut topics: Vec<TopicIx> = entry.topics.clone();
    for (provision, own) in &entry.provision_topics {
        for topic in own {
            collections.provisions_by_topic[topic.get()].push((index, *provision));
        }
        topics.extend(own);
    }
    topics.sort_unstable();
    topics.dedup();
    for topic in topics {
        collections.by_topic[topic.get()].push(index);
    }
    for body in entry.issuers() {
        collections.by_body[body.get()].push(index);
    }
    for (line, recipient) in document.head.recipients.iter().enumerate() {
        for body in recipients_of(documents, &recipient.value) {
            collections.received[body.get()].push((index, line));
        }
    }
    match entry.date() {
        Some(date) => {
            let months = collections.by_month.entry(date.year()).or_default();
            months.entry(date.month().unwrap_or(0)).or_default().push(index);
        }
        None => collections.undated.push(index),
    }
}

/// The bodies that a line of recipients names: the whole line without its role, or each part at
/// commas. `Thường trực HĐND, lãnh đạo UBND tỉnh` names HĐND tỉnh and UBND tỉnh.
fn recipients_of(documents: &DocumentIndex, line: &str) -> Vec<BodyIx> {
    let (names, _) = role_of(line);
    let parts = std::iter::once(names).chain(names.split(','));
    let mut found: Vec<BodyIx> = parts
        .filter_map(|part| recipient(documents, part.trim(), names))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Words for the part of a body that a line addresses.
const ADDRESSED_PARTS: [&str; 2] = ["Thường trực ", "lãnh đạo "];

fn recipient(documents: &DocumentIndex, part: &str, line: &str) -> Option<BodyIx> {
    documents.find_body(part).or_else(|| {
        let body = ADDRESSED_PARTS.iter().find_map(|words| part.strip_prefix(words))?;
        let level = line.rsplit(' ').next()?;
        documents
            .find_body(body)
            .or_else(|| documents.find_body(&format!("{body} {level}")))
    })
}

/// Splits a line of recipients into names and the printed role: `(b/c)`, `(để b/c)`, `(P/h)`.
pub(crate) fn role_of(line: &str) -> (&str, Option<&str>) {
    let line = line.trim().trim_end_matches([';', '.']);
    match line.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((names, role)) if role.chars().count() <= 12 => (names.trim(), Some(role.trim())),
        _ => (line, None),
    }
}

/// Everything but pages in the order of lists: by date, undated ones first; then by name as a Vietnamese reader expects.
fn in_order(documents: &DocumentIndex, order: &VietnameseOrder) -> Vec<DocIx> {
    let listed = documents
        .indexes()
        .filter(|index| documents.kind_of(*index).kind.form != Form::Page);
    let mut all: Vec<(Option<PartialDate>, DocIx)> =
        listed.map(|index| (documents.entry(index).date(), index)).collect();
    all.sort_by_key(|(date, _)| *date);
    // Most dates belong to one document alone, so few names are compared.
    for of_date in all.chunk_by_mut(|(left, _), (right, _)| left == right) {
        let name = |index: DocIx| shown_name(documents.document(index));
        of_date.sort_by(|(_, left), (_, right)| order.compare(name(*left), name(*right)).then(left.cmp(right)));
    }
    all.into_iter().map(|(_, index)| index).collect()
}
