//! What a site knows of an imported document: its issuer, what citations reveal of it, its file and its folder.

use std::collections::BTreeMap;

use crate::base::date::PartialDate;
use crate::base::fold::fold;
use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::input::citations::lexicon::KindMatch;
use crate::input::front_matter::fields::{FieldId, field_row};
use crate::input::front_matter::vocabulary::Vocabulary;
use crate::input::import::draft::ImportDraft;
use crate::input::import::head_fields::ImportHead;
use crate::input::import::import_report::Doubt;
use crate::messages::import_text::DoubtReason;
use crate::model::stubs::Stub;
use crate::model::vocabulary_names::VocabularyNames;
use crate::site::planned_site::Site;

/// The site without the document.
pub(super) struct SiteFacts<'s> {
    /// Its vocabularies.
    pub(super) vocabulary: &'s Vocabulary,
    /// Its documents and references; `None` where its theme is broken.
    pub(super) site: Option<&'s Site>,
}

/// Completes a draft with what the site knows.
pub(super) fn complete(draft: &mut ImportDraft, facts: &SiteFacts<'_>) {
    reveal(draft, facts);
    set_issuer(draft, facts);
    drop_plain_system(&mut draft.head);
}

/// Takes over what the documents that cite this one say of it, where the source lacks it.
fn reveal(draft: &mut ImportDraft, facts: &SiteFacts<'_>) {
    let Some(stub) = stub_of(&draft.head, facts) else {
        return;
    };
    let stub = stub.clone();
    let mut revealed = Vec::new();
    let head = &mut draft.head;
    if head.date.is_none()
        && let Some(date @ PartialDate::Day(_)) = stub.date
    {
        head.date = Some(date);
        revealed.push((FieldId::Date, date.to_string()));
    }
    if let (None, Some(kind)) = (&head.kind, &stub.kind) {
        head.kind = Some(kind.name.clone());
        revealed.push((FieldId::Kind, kind.name.clone()));
    }
    if let (None, [title]) = (&head.title, stub.titles.as_slice()) {
        head.title = Some(title.clone());
        revealed.push((FieldId::Title, title.clone()));
    }
    if let (true, [issuer]) = (head.issuer_names.is_empty(), stub.issuers.as_slice()) {
        head.issuer_names.push(issuer.clone());
        revealed.push((FieldId::Issuer, issuer.clone()));
    }
    draft
        .report
        .doubts
        .extend(revealed.into_iter().map(|(field, text)| Doubt {
            reason: DoubtReason::Revealed(field_row(field).term),
            line: 0,
            text,
        }));
}

/// The document that others cite under the number, if there is one that it can be.
fn stub_of<'s>(head: &ImportHead, facts: &SiteFacts<'s>) -> Option<&'s Stub> {
    let stubs = &facts.site?.graph.stubs;
    let number = head.number.as_ref()?;
    let fitting = stubs.with_number(number.folded()).map(|index| &stubs.rows[index.get()]);
    let mut fitting = fitting.filter(|stub| match (stub.date, head.date) {
        (Some(cited), Some(own)) => cited.agrees_with(own),
        (Some(_), None) | (None, _) => true,
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// Chooses the issuer: a body of bodies.yaml that one of the printed names or the number's symbol names.
fn set_issuer(draft: &mut ImportDraft, facts: &SiteFacts<'_>) {
    let bodies = &facts.vocabulary.bodies;
    let mut names = VocabularyNames::default();
    for (index, row) in bodies.rows.iter().enumerate() {
        names.add(&row.name, index);
        row.other_names.iter().for_each(|name| names.add(name, index));
    }
    let head = &mut draft.head;
    let named = head.issuer_names.iter().find_map(|name| names.find(name));
    let symbol = head.number.as_ref().and_then(|number| number.symbols().next_back());
    let has_symbol = |symbol: &str| {
        let is_own = |own: &String| fold(own) == fold(symbol);
        let mut holders = bodies
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.symbols.iter().any(is_own));
        let first = holders.next();
        first.filter(|_| holders.next().is_none()).map(|(index, _)| index)
    };
    let found = named.or_else(|| symbol.and_then(has_symbol));
    head.issuer = match (found, bodies.is_closed()) {
        (Some(index), _) => Some(bodies.rows[index].name.clone()),
        (None, false) => head.issuer_names.first().cloned(),
        (None, true) => None,
    };
    if let (None, Some(name)) = (&head.issuer, head.issuer_names.first()) {
        draft.report.doubts.push(Doubt {
            reason: DoubtReason::UnknownIssuer(name.clone()),
            line: 0,
            text: String::new(),
        });
    }
}

/// Words in the names of bodies of the Party, folded: they show the system as well.
const PARTY_BODIES: [&str; 6] = ["tinh uy", "thanh uy", "huyen uy", "thi uy", "dang uy", "ban bi thu"];

/// Leaves out the system where the form of the number shows it: heads state it only where a page would be wrong.
fn drop_plain_system(head: &mut ImportHead) {
    let Some(number) = &head.number else { return };
    let printed = number.printed();
    let is_party_form = printed.find('-') < printed.find('/') && printed.contains('-');
    let symbol = number.symbols().next_back().map(fold).unwrap_or_default();
    let issuer = head.issuer.as_deref().map(fold).unwrap_or_default();
    let is_named = PARTY_BODIES.iter().any(|name| issuer.contains(name));
    let is_party = is_party_form && (symbol.ends_with("tw") || symbol.ends_with("tu") || is_named);
    let is_state = printed.contains('/') && !is_party_form;
    if is_party && head.system == Some("đảng") || is_state && head.system == Some("nhà nước") {
        head.system = None;
    }
}

/// The file that holds the document already: the same number and kind, and no other date.
pub(super) fn held_file(head: &ImportHead, facts: &SiteFacts<'_>) -> Option<RelPath> {
    let number = head.number.as_ref()?;
    let kind = head.kind.as_deref().map(|kind| kind_slug(kind, facts));
    let entries = &facts.site?.documents.entries;
    let held = entries.iter().map(|entry| &entry.document).find(|document| {
        let own = document.head.number.as_ref();
        let dates = document.head.date.as_ref().map(|date| date.value).zip(head.date);
        own.is_some_and(|own| own.value.folded() == number.folded())
            && kind.as_ref().is_none_or(|kind| *kind == document.kind.slug)
            && dates.is_none_or(|(own, date)| own.agrees_with(date))
    });
    held.map(|document| document.path.clone())
}

fn kind_slug(name: &str, facts: &SiteFacts<'_>) -> String {
    match facts.vocabulary.lexicon.find(name) {
        KindMatch::Known(row) => row.kind.slug.clone(),
        KindMatch::Near(_) | KindMatch::Unknown => slug(name),
    }
}

/// The longest name of a file that is made of a title, in letters.
const MAX_NAME: usize = 60;

/// The path of the file: in the folder of its kind, called after its number or its title.
pub(super) fn path_of(head: &ImportHead, name: &str, facts: &SiteFacts<'_>) -> RelPath {
    let kind = head
        .kind
        .as_deref()
        .map_or("van-ban".to_owned(), |kind| kind_slug(kind, facts));
    let folder = folder_of_kind(&kind, facts).unwrap_or_else(|| format!("content/{kind}"));
    let title = || head.title.as_deref().map(short_slug).filter(|slug| !slug.is_empty());
    let file = head
        .number
        .as_ref()
        .map(crate::base::number::DocNumber::slug)
        .or_else(title);
    let file = file.unwrap_or_else(|| short_slug(name));
    let file = if file.is_empty() { "van-ban".to_owned() } else { file };
    let path = |file: &str| RelPath::new(&format!("{folder}/{file}.md")).expect("slugs make a sound path");
    let plain = path(&file);
    let is_taken = |path: &RelPath| {
        let entries = facts.site.map_or(&[][..], |site| site.documents.entries.as_slice());
        entries.iter().any(|entry| entry.document.path == *path)
    };
    // Numbers begin again with each year or term.
    match head.date {
        Some(date) if is_taken(&plain) => path(&format!("{file}-{}", date.year())),
        Some(_) | None => plain,
    }
}

/// The beginning of a title as a part of a path, cut between words.
fn short_slug(title: &str) -> String {
    let slug = slug(title);
    match slug.char_indices().nth(MAX_NAME) {
        Some((end, _)) => slug[..slug[..end].rfind('-').unwrap_or(end)].to_owned(),
        None => slug,
    }
}

/// The folder in which most documents of a kind are.
fn folder_of_kind(kind: &str, facts: &SiteFacts<'_>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let entries = facts.site.map_or(&[][..], |site| site.documents.entries.as_slice());
    for entry in entries.iter().filter(|entry| entry.document.kind.slug == kind) {
        *counts.entry(entry.document.path.folder()).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some(most.0.to_owned())
}
