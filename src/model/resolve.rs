//! References as editors write them become targets, or findings that say what to write.

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::fold::fold;
use crate::base::number::DocNumber;
use crate::base::slug::slug;
use crate::base::span::Span;
use crate::input::body::provisions::Provision;
use crate::input::citations::lexicon::{Kind, Lexicon};
use crate::input::citations::mention::NumberedMention;
use crate::input::citations::recognizer::numbered;
use crate::input::citations::reference::Reference;
use crate::input::document::Document;
use crate::input::front_matter::fields::nearest;
use crate::input::front_matter::node::Located;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText, Place};
use crate::messages::phrase::Phrase;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::lookup::{self, Candidate, Holders, Resolution};
use crate::model::number_usage::{NumberUse, kinds_agree};
use crate::model::stubs::{CitationGroups, NotHeldTable};
use crate::model::target::{Location, Target};

/// The parts of a reference's document text, before anything is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A number, perhaps with kind and date.
    Number(Box<NumberedMention>),
    /// Anything else: a key with slashes, a name.
    Name(String),
}

/// Reads the document part of a reference.
pub fn wanted(text: &str, lexicon: &Lexicon) -> Wanted {
    let text = text.trim();
    if let Some((number, date)) = text.rsplit_once('@')
        && let (Some(cited), Ok(date)) = (number_alone(number.trim(), lexicon), PartialDate::parse(date))
    {
        return Wanted::Number(Box::new(NumberedMention {
            date: Some(date),
            ..cited
        }));
    }
    match number_alone(text, lexicon) {
        Some(cited) => Wanted::Number(Box::new(cited)),
        None => Wanted::Name(text.to_owned()),
    }
}

/// The number that is all of a text, perhaps with its kind before it.
fn number_alone(text: &str, lexicon: &Lexicon) -> Option<NumberedMention> {
    if let Some(number) = DocNumber::parse(text) {
        return Some(plain_number(number));
    }
    match numbered(text, lexicon).as_slice() {
        [only] if only.surface == (0..text.len()) => Some(only.clone()),
        _ => None,
    }
}

fn plain_number(number: DocNumber) -> NumberedMention {
    NumberedMention {
        surface: 0..0,
        number_at: 0..0,
        number,
        kind: None,
        date: None,
        issuer: None,
        title: None,
    }
}

/// What a name or key means.
pub fn named(register: &DocumentIndex, text: &str) -> Vec<DocIx> {
    let by_name = register.with_name(text);
    if !by_name.is_empty() {
        return by_name.to_vec();
    }
    let key = text.trim_matches('/');
    let key = if key.chars().any(char::is_uppercase) {
        key.split('/').map(slug).collect::<Vec<_>>().join("/")
    } else {
        key.to_owned()
    };
    register.with_path_key(&key).to_vec()
}

/// The one document with a file that a key or name means.
pub fn held_document(register: &DocumentIndex, text: &str) -> Option<DocIx> {
    let found = match wanted(text, &register.vocabulary.lexicon) {
        Wanted::Number(cited) => {
            let fits = |index: &DocIx| {
                let document = register.document(*index);
                let date = document.head.date.as_ref().map(|date| date.value);
                let dates = cited
                    .date
                    .is_none_or(|cited| date.is_some_and(|date| date.agrees_with(cited)));
                kinds_agree(cited.kind.as_ref(), &document.kind) && dates
            };
            register
                .with_number(&cited.number)
                .iter()
                .copied()
                .filter(fits)
                .collect()
        }
        Wanted::Name(name) => named(register, &name),
    };
    match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// A reference and where it was written.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// The document that holds it.
    pub holder: DocIx,
    /// The reference.
    pub reference: &'a Reference,
    /// Where.
    pub place: &'a dyn Fn() -> Place,
}

/// Resolves a reference that an editor wrote.
pub fn reference(
    register: &DocumentIndex,
    (groups, table): (&CitationGroups<'_>, &NotHeldTable),
    written: Written<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Target {
    let holder = register.document(written.holder);
    let Some(text) = &written.reference.document else {
        return spot(register, written.holder, written, findings);
    };
    match wanted(text, &register.vocabulary.lexicon) {
        Wanted::Number(cited) => {
            let used_on = holder.head.date.as_ref().map(|date| date.value);
            let wanted = NumberUse {
                number: &cited.number,
                kind: cited.kind.as_ref(),
                date: cited.date,
                issuer: cited.issuer.as_ref(),
                used_on,
            };
            let bearers = Holders::of(register, wanted);
            match cited_meaning(register, groups, (wanted, &bearers), ReferenceSource::Written) {
                Resolution::One(Candidate::Held(index)) => spot(register, index, written, findings),
                Resolution::One(Candidate::Cited(date)) => {
                    not_held(table, &cited.number, Some(date), written.reference)
                }
                Resolution::New => not_held(table, &cited.number, cited.date, written.reference),
                Resolution::Several(candidates) => {
                    findings.push(ambiguous(register, text, &candidates, (written.place)()));
                    Target::Ambiguous(targets(table, &cited.number, &candidates))
                }
            }
        }
        Wanted::Name(name) => by_name(register, &name, written, findings),
    }
}

fn by_name(register: &DocumentIndex, name: &str, written: Written<'_>, findings: &mut Vec<Diagnostic>) -> Target {
    match named(register, name).as_slice() {
        [only] => spot(register, *only, written, findings),
        [] => {
            if !register.absent.may_be(name) {
                findings.push(unknown_document(register, name, (written.place)()));
            }
            Target::Nothing
        }
        several => {
            let candidates: Vec<Candidate> = several.iter().copied().map(Candidate::Held).collect();
            findings.push(ambiguous(register, name, &candidates, (written.place)()));
            Target::Ambiguous(several.iter().map(|index| Target::Held(*index, None)).collect())
        }
    }
}

/// How a number came to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceSource {
    /// In running text.
    Text,
    /// By an editor who means one document.
    Written,
}

/// Decides what a number means, dated or not.
pub fn cited_meaning(
    register: &DocumentIndex,
    groups: &CitationGroups<'_>,
    (wanted, bearers): (NumberUse<'_>, &Holders),
    manner: ReferenceSource,
) -> Resolution {
    match (wanted.date, manner) {
        (Some(date), _) => lookup::dated(groups, wanted, bearers, date),
        (None, ReferenceSource::Text) => lookup::undated(register, groups, wanted, bearers),
        (None, ReferenceSource::Written) => lookup::written(register, groups, wanted, bearers),
    }
}

fn not_held(table: &NotHeldTable, number: &DocNumber, date: Option<PartialDate>, reference: &Reference) -> Target {
    let provision = reference.provision.as_deref().and_then(Address::new);
    match table.find(number.folded(), date) {
        Some(index) => Target::NotHeld(index, provision),
        None => Target::Nothing,
    }
}

/// The targets of several candidates.
pub fn targets(table: &NotHeldTable, number: &DocNumber, candidates: &[Candidate]) -> Vec<Target> {
    let target = |candidate: &Candidate| match candidate {
        Candidate::Held(index) => Some(Target::Held(*index, None)),
        Candidate::Cited(date) => table
            .find(number.folded(), Some(*date))
            .map(|index| Target::NotHeld(index, None)),
    };
    candidates.iter().filter_map(target).collect()
}

/// The place in a document that a reference names.
pub(super) fn spot(
    register: &DocumentIndex,
    index: DocIx,
    written: Written<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Target {
    let document = register.document(index);
    let Some(text) = &written.reference.provision else {
        return Target::Held(index, None);
    };
    let Some(address) = Address::new(text) else {
        findings.push(Diagnostic::new(Code::BadAddress, (written.place)()).with("value", text));
        return Target::Held(index, None);
    };
    if !document.has_own_text() {
        return Target::Held(index, Some(Location::Unchecked(address)));
    }
    match document.provision_at(&address) {
        Some(provision) => Target::Held(index, Some(Location::Provision(provision))),
        None => {
            if !document.broken {
                findings.push(missing_provision(document, &address, (written.place)()));
            }
            Target::Held(index, None)
        }
    }
}

/// Reports an address that a document does not have, written in a head.
pub fn unknown_provision(holder: &Document, document: &Document, address: &Located<String>) -> Diagnostic {
    let place = holder.head_place(&address.at);
    match Address::new(&address.value) {
        Some(address) => missing_provision(document, &address, place),
        None => Diagnostic::new(Code::BadAddress, place).with("value", &address.value),
    }
}

fn missing_provision(document: &Document, address: &Address, place: Place) -> Diagnostic {
    let help = help_for_address(document, address);
    let name = display_name(document);
    Diagnostic::new(Code::UnknownProvision, place)
        .with("document", name)
        .with("address", address.as_str())
        .with("help", help)
}

/// What there is instead: siblings of a missing item, else the same number written otherwise, else the
/// outermost items.
fn help_for_address(document: &Document, address: &Address) -> Phrase {
    let rows = &document.provisions;
    let numbered = |fits: &dyn Fn(&Provision) -> bool| -> Vec<&str> {
        rows.iter()
            .filter(|row| row.is_numbered() && fits(row))
            .map(|row| row.address.as_str())
            .collect()
    };
    let parent = address
        .parent()
        .filter(|parent| document.provision_at(parent).is_some());
    let siblings = parent.map(|parent| numbered(&|row| row.address.parent().as_ref() == Some(&parent)));
    if let Some(siblings) = siblings.filter(|siblings| !siblings.is_empty()) {
        return Phrase::ThereAre(shortened(&siblings));
    }
    // Near is what differs in dots and case alone: of numbers a wrong one is as far as any other.
    let letters = |address: &str| fold(&address.replace(['.', '-', '_'], ""));
    let near = rows
        .iter()
        .find(|row| letters(row.address.as_str()) == letters(address.as_str()));
    if let Some(near) = near {
        return Phrase::DidYouMean(format!("#{}", near.address));
    }
    let top = numbered(&|row| row.parent.is_none());
    if top.is_empty() {
        Phrase::NoProvisions
    } else {
        Phrase::ThereAre(shortened(&top))
    }
}

fn shortened(names: &[&str]) -> String {
    match names {
        [first, .., last] if names.len() > 12 => format!("{first} … {last}"),
        _ => names.join(", "),
    }
}

/// What messages call a document: its number, else its name, else its file.
pub fn display_name(document: &Document) -> String {
    shown_name(document).to_owned()
}

/// The same, as it stands in the file.
pub(super) fn shown_name(document: &Document) -> &str {
    let number = document.head.number.as_ref().map(|number| number.value.printed());
    number
        .or(document.title_text.as_deref())
        .unwrap_or_else(|| document.path.as_str())
}

fn unknown_document(register: &DocumentIndex, name: &str, place: Place) -> Diagnostic {
    let help = match nearest(name, register.known_names()) {
        Some(near) => Phrase::DidYouMean(near.to_owned()),
        None => Phrase::WriteReference,
    };
    Diagnostic::new(Code::UnknownDocument, place)
        .with("value", name)
        .with("help", help)
}

/// Reports a reference that several documents fit, and what to write for each.
pub fn ambiguous(register: &DocumentIndex, text: &str, candidates: &[Candidate], place: Place) -> Diagnostic {
    let mut choices: Vec<String> = Vec::new();
    for candidate in candidates {
        let choice = choice(register, text, *candidate);
        // QĐ serves Quyết định and Quy định: where number and date are the same, the kind tells.
        match (choices.contains(&choice), candidate) {
            (true, Candidate::Held(index)) => {
                choices.push(format!("{} {choice}", register.document(*index).kind.name));
            }
            _ => choices.push(choice),
        }
    }
    let choices: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    let mut finding = Diagnostic::new(Code::AmbiguousReference, place)
        .with("value", text)
        .with("count", candidates.len().to_string())
        .with("choices", choices.join(", "));
    for candidate in candidates {
        if let Candidate::Held(index) = candidate {
            let document = register.document(*index);
            let place = match &document.head.number {
                Some(number) => document.head_place(&number.at),
                None => Place::at(&document.path, Span::new(0, 0)),
            };
            finding = finding.label(place, LabelText::Candidate);
        }
    }
    finding
}

/// What to write for one of several candidates.
fn choice(register: &DocumentIndex, text: &str, candidate: Candidate) -> String {
    match candidate {
        Candidate::Held(index) => {
            let document = register.document(index);
            let date = document.head.date.as_ref().map(|date| date.value.iso());
            match (&document.head.number, date) {
                (Some(number), Some(date)) => format!("{}@{date}", number.value),
                _ => format!("{}/{}", document.kind.slug, register.entry(index).slug()),
            }
        }
        Candidate::Cited(date) => {
            let number = text.split_once('@').map_or(text, |(number, _)| number);
            format!("{}@{}", number.trim(), date.iso())
        }
    }
}

/// The kind a number's symbol or word stands for, for a page of a document not held.
pub fn kind_slug(kind: Option<&Kind>) -> &str {
    kind.map_or("van-ban", |kind| &kind.slug)
}
