//! Laws that texts cite by name and year, without a number: `Luật Đất đai năm 2013`.
//!
//! Such a citation means the document of that name and year: one with a file, else one whose number some citation gives,
//! else a document of its own. A name without a year makes none.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::date::PartialDate;
use crate::input::body::html_template::{LinkTarget, PlacedMention};
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::ProperName;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::law_names::{Edition, LawEditions, LawName, edition};
use crate::model::law_numbers::split_year;
use crate::model::link_unit::LinkUnit;
use crate::model::name_matching::longest_name;
use crate::model::named_law::{LAW_WORDS, NamedLaw};
use crate::model::resolve::written_law;
use crate::model::stubs::{Stub, StubIdentity, StubTable, commonest};
use crate::model::target::DocumentRef;

/// The laws that the documents of a site name by their year.
#[derive(Debug, Default)]
pub(super) struct NamedLaws {
    /// The laws without a known number: the key of the name and the year, then how citations print it.
    unnumbered: BTreeMap<(String, i16), Vec<DatedName>>,
    /// Documents that a name and year mean, with these.
    known: Vec<(DocumentRef, (String, i16), DatedName)>,
}

/// A name of a law with its year, as a text has it.
#[derive(Clone, Debug)]
struct DatedName {
    /// The words without the year: `Luật Đất đai`.
    words: String,
    /// The day, where the text gives one.
    date: Option<PartialDate>,
    /// Whether the year may be that of what is done with the law: `thực hiện Luật Thanh tra năm 2012`.
    is_doubtful: bool,
}

/// Gathers the laws that the documents name by their year.
pub(super) fn gather(documents: &DocumentIndex, (laws, stubs): (&LawEditions, &StubTable)) -> NamedLaws {
    let indexes: Vec<DocIx> = documents.indexes().collect();
    let names = indexes.par_iter().flat_map_iter(|index| {
        let unit = documents.link_unit(*index);
        let in_text = unit
            .dated_laws
            .iter()
            .filter_map(|at| in_text(documents, unit, at.get()));
        in_text.chain(written(documents, unit))
    });
    let names: Vec<((String, i16), DatedName)> = names.collect();
    let mut found = NamedLaws::default();
    for ((name, year), dated) in names {
        let of_year = LawName {
            key: &format!("{name} {year}"),
            bound: None,
            is_in_title: false,
            is_carried_out: false,
        };
        match edition(documents, (laws, stubs), of_year) {
            Edition::One(node) => found.known.push((node, (name, year), dated)),
            Edition::Unclear if has_edition(documents, (laws, stubs), (&name, year)) => {}
            Edition::Unclear | Edition::Unknown => found.unnumbered.entry((name, year)).or_default().push(dated),
        }
    }
    let is_known = |inner: &str, year: i16| {
        found.unnumbered.contains_key(&(inner.to_owned(), year)) || has_edition(documents, (laws, stubs), (inner, year))
    };
    // `Luật sửa đổi … của Luật Đất đai năm 2013` may name the law of 2013 that is amended, or one of 2013 that amends.
    let is_clear = |(name, year): &(String, i16)| amended(name).is_none_or(|inner| !is_known(inner, *year));
    let clear: Vec<(String, i16)> = found.unnumbered.keys().filter(|key| is_clear(key)).cloned().collect();
    found
        .unnumbered
        .retain(|key, names| clear.binary_search(key).is_ok() && names.iter().any(|dated| !dated.is_doubtful));
    found
}

/// Returns whether a document has the name of a law and is of a year, or has no date that excludes it.
fn has_edition(
    documents: &DocumentIndex,
    (laws, stubs): (&LawEditions, &StubTable),
    (name, year): (&str, i16),
) -> bool {
    laws.dates_of(documents, stubs, name)
        .any(|date| date.is_none_or(|date| date.year() == year))
}

/// The law that an amending law's name names last.
fn amended(name: &str) -> Option<&str> {
    name.starts_with("luật sửa đổi").then_some(())?;
    let starts = [
        "của luật ",
        "của bộ luật ",
        "của pháp lệnh ",
        "và luật ",
        "bổ sung luật ",
    ];
    let at = starts
        .iter()
        .filter_map(|start| Some(name.rfind(start)? + start.find(' ')? + 1))
        .max()?;
    Some(name[at..].strip_prefix("sung ").unwrap_or(&name[at..]))
}

/// The law that a mention names by its year, unless another name contains the mention.
fn in_text(documents: &DocumentIndex, unit: &LinkUnit, at: usize) -> Option<((String, i16), DatedName)> {
    let mentions = &unit.references.mentions;
    let mention = &mentions[at];
    let titled = mention.titled()?;
    let proper = titled.proper.as_ref()?;
    let before = mentions[..at].iter().rev().take(MAX_MENTIONS_BACK);
    let mut before = before.take_while(|before| before.text == mention.text);
    let contains = |outer: &PlacedMention| {
        let found = outer
            .titled()
            .and_then(|titled| Some(titled.ends[longest_name(documents, titled)?.0].1));
        found.is_some_and(|end| end > mention.surface.start)
    };
    if before.any(contains) {
        return None;
    }
    let (name, year) = split_year(&proper.key);
    let (text, range) = &mention.occurrence.words;
    let before = text.get(..range.start).unwrap_or("");
    if is_of_convention(before) {
        return None;
    }
    let words = titled.words.get(..titled.ends[proper.end].0)?;
    let dated = DatedName {
        words: without_year(words, proper).to_owned(),
        date: proper.date,
        is_doubtful: words.contains(" năm ")
            && proper.date.is_none()
            && CARRIED_OUT.iter().any(|verb| ends_with(before, verb)),
    };
    Some(((name.to_owned(), year?), dated))
}

/// Returns whether words lead to the subject of a convention: `Công ước của Liên hợp quốc về Luật Biển năm 1982`.
fn is_of_convention(before: &str) -> bool {
    let clause = before.rsplit([';', '.', ',']).next().unwrap_or("");
    let is_subject = clause.trim_end().ends_with("về");
    is_subject && CONVENTIONS.iter().any(|word| clause.contains(word))
}

/// What is no law, and may be about law.
const CONVENTIONS: [&str; 4] = ["Công ước", "Hiệp định", "Hiệp ước", "Nghị định thư"];

/// Maximum number of earlier mentions whose name may contain another.
const MAX_MENTIONS_BACK: usize = 4;

/// Words behind which a year may be that in which a law is carried out.
const CARRIED_OUT: [&str; 9] = [
    "thực hiện",
    "thi hành",
    "triển khai",
    "chấp hành",
    "phổ biến",
    "tuyên truyền",
    "tổng kết",
    "sơ kết",
    "quán triệt",
];

fn ends_with(before: &str, verb: &str) -> bool {
    let before = before.trim_end();
    let start = before
        .len()
        .checked_sub(verb.len())
        .and_then(|start| before.get(start..));
    start.is_some_and(|end| end.to_lowercase() == verb)
}

/// The laws that an editor names by their year, in links and in the head.
fn written<'u>(
    documents: &'u DocumentIndex,
    unit: &'u LinkUnit,
) -> impl Iterator<Item = ((String, i16), DatedName)> + use<'u> {
    let links = unit.references.links.iter().filter_map(|link| match &link.target {
        LinkTarget::Wiki(reference) | LinkTarget::Quote(reference) => reference.document.as_deref(),
        LinkTarget::Address(_) => None,
    });
    let relations = unit.head.relations.iter();
    let relations = relations.filter_map(|entry| entry.target.value.document.as_deref());
    let laws = links
        .chain(relations)
        .filter(|text| LAW_WORDS.iter().any(|word| text.starts_with(word)));
    laws.filter_map(move |text| {
        let key = written_law(documents, text)?;
        let (name, year) = split_year(&key);
        let words = name_without_year(text).to_owned();
        let dated = DatedName {
            words,
            date: None,
            is_doubtful: false,
        };
        Some(((name.to_owned(), year?), dated))
    })
}

/// The words of a name without the year or day behind it.
fn without_year<'w>(words: &'w str, proper: &ProperName) -> &'w str {
    let dated = proper.date.and_then(|_| words.rfind(" ngày "));
    name_without_year(dated.map_or(words, |at| &words[..at]))
}

fn name_without_year(words: &str) -> &str {
    let bare = words.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    let bare = bare.strip_suffix("năm").unwrap_or(bare);
    let bare = bare.trim_end_matches([' ', ',']);
    bare.strip_suffix("(sửa đổi)").unwrap_or(bare).trim_end()
}

impl NamedLaws {
    /// Adds the laws without a known number to the documents that are not held, and gives the documents that others
    /// cite by name and year, each with this name.
    pub(super) fn add_to(
        self,
        documents: &DocumentIndex,
        laws: &mut LawEditions,
        stubs: &mut StubTable,
    ) -> Vec<(DocumentRef, NamedLaw)> {
        for ((name, year), citations) in &self.unnumbered {
            let (mut law, kind) = described(documents, (name, *year), citations);
            while stubs.law_with_key(&law.path_key()).is_some() {
                law = law.with_next_address();
            }
            let date = commonest(citations.iter().filter_map(|dated| dated.date));
            let issuer = match kind.name.as_str() {
                "Pháp lệnh" => "Ủy ban Thường vụ Quốc hội",
                _ => "Quốc hội",
            };
            let stub = Stub {
                kind: Some(kind),
                date: Some(date.unwrap_or(PartialDate::Year(*year))),
                issuers: vec![issuer.to_owned()],
                titles: Some(law.title.clone())
                    .filter(|title| !title.is_empty())
                    .into_iter()
                    .collect(),
                identity: StubIdentity::Law(law.clone()),
                is_of_place: false,
            };
            let index = stubs.add_law(law, stub);
            laws.add_named(name, (index, *year));
        }
        let mut known: Vec<(DocumentRef, NamedLaw)> = Vec::with_capacity(self.known.len());
        for (node, (name, year), dated) in self.known {
            known.push((node, described(documents, (&name, year), &[dated]).0));
        }
        known.sort();
        known.dedup();
        known
    }
}

/// A law as most citations print it, and its kind.
fn described(documents: &DocumentIndex, key: (&str, i16), citations: &[DatedName]) -> (NamedLaw, Kind) {
    let printed = commonest(citations.iter().map(|dated| dated.words.as_str()));
    NamedLaw::of(&documents.vocabulary.lexicon, key, printed.unwrap_or(key.0))
}
