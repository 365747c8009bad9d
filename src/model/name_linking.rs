//! Links names of documents: the words of a title, and names of laws, which mean the edition of their time.

use crate::base::date::PartialDate;
use crate::base::fingerprint::Fingerprint;
use crate::base::fold::name_key;
use crate::base::word_list::WordList;
use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::input::citations::mention::{NamedReference, ProperName};
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::law_names::{Edition, LawName, edition, edition_date, held_with_name};
use crate::model::law_numbers::{is_abbreviated, is_law, split_year};
use crate::model::mention_linking::MentionLinker;
use crate::model::name_matching::{begins_own_title, end_before_inner_name, longest_name};
use crate::model::number_resolution::first_held;
use crate::model::number_usage::used_on;
use crate::model::target::{Candidates, DocumentRef, Target};

/// What the words after a number make of the name behind them: the law that the document of the number carries out.
const CARRYING_OUT: [&str; 5] = ["chi tiết", "hướng dẫn", "thi hành", "biện pháp", "sửa đổi"];
/// Maximum number of earlier mentions among which the number of such a document is looked for.
const MAX_MENTIONS_BACK: usize = 4;

impl<'a> MentionLinker<'a> {
    /// The document that some words name, up to the word with which its name ends.
    pub(super) fn link_name(
        &mut self,
        position: usize,
        mention: &'a PlacedMention,
        titled: &'a NamedReference,
    ) -> Target {
        let documents = self.tables.documents;
        let written = longest_name(documents, titled);
        let own_title = || match begins_own_title(self.document, titled) {
            true => Target::SelfReference,
            false => Target::Unresolved,
        };
        if let Some(proper) = titled.proper.as_ref().filter(|proper| is_law(&proper.key))
            && written.is_none_or(|(end, _)| end <= proper.end)
        {
            let target = self.link_law(position, mention, proper);
            // `Luật Thi hành tạm giữ, tạm giam và cấm đi khỏi nơi cư trú` is not the law with the shorter name.
            let is_longer = written.is_some_and(|(end, _)| end < proper.end);
            if let Some(target) = target.or_else(|| is_longer.then(own_title)) {
                return target;
            }
        }
        let Some((end, found)) = written else {
            return own_title();
        };
        let bound = self.bound(position, mention);
        let is_before = |index: &&DocIx| {
            let date = documents.entry(**index).issued;
            date.zip(bound).is_none_or(|(date, bound)| date.not_after(bound)) || **index == self.index
        };
        let is_name = |index: &&DocIx| is_name_of(documents, titled, **index);
        let found: Vec<DocIx> = found.iter().filter(is_before).filter(is_name).copied().collect();
        match found.as_slice() {
            [] => own_title(),
            [only] if *only == self.index => Target::SelfReference,
            [only] => {
                let from_here = &self.document.references.mentions[position..];
                let end = end_before_inner_name(documents, from_here, (titled, end));
                self.linked.ends.insert(position, end);
                self.held_target(*only, mention)
            }
            several => {
                let candidates = first_held(several);
                let words = &titled.words[..titled.ends[end].0];
                self.report_ambiguous(mention, words, (&candidates, several.len()));
                self.linked.ends.insert(position, end);
                Target::Ambiguous(Candidates::held(several))
            }
        }
    }

    /// The law that a name means: the one whose number the text gives for that name, else the edition of its time.
    /// `None` if no known document has the name, or if dates do not show which of several is meant.
    fn link_law(&mut self, position: usize, mention: &PlacedMention, proper: &ProperName) -> Option<Target> {
        let tables = self.tables;
        let (name, year) = split_year(&proper.key);
        let own = DocumentRef::Held(self.index);
        let is_own = || held_with_name(tables.documents, name).any(|index| *index == self.index);
        if year.is_none() && (is_own() || tables.laws.have_named(name, own)) {
            return Some(Target::SelfReference);
        }
        let bound = self.bound(position, mention);
        let title = self.document.head.title.as_ref();
        let name = LawName {
            key: &proper.key,
            bound,
            is_in_title: title.is_some_and(|title| name_key(&title.value).contains(name)),
            is_carried_out: self.carried_out_by(position, mention).is_some(),
        };
        let of_time = match is_abbreviated(mention) {
            true => Edition::Unclear,
            false => edition(tables.documents, (tables.laws, tables.stubs), name),
        };
        let date = |node| edition_date(tables.documents, tables.stubs, node).map(PartialDate::order_key);
        let meant = match (self.numbered_here(&proper.key, bound), of_time) {
            // An abbreviation is known to its text alone.
            (here @ Edition::One(_), _) if is_abbreviated(mention) => here,
            (Edition::Unknown, of_time) => of_time,
            // The text gives the number of one edition, but a later one was there: it may mean either.
            (Edition::One(here), Edition::One(later)) if date(here) < date(later) => Edition::Unclear,
            (here, _) => here,
        };
        match meant {
            Edition::Unknown => None,
            Edition::Unclear if bound.is_none() => None,
            Edition::Unclear => Some(Target::Unresolved),
            Edition::One(DocumentRef::Held(found)) if found == self.index => Some(Target::SelfReference),
            Edition::One(node) => {
                self.linked.ends.insert(position, proper.end);
                Some(self.target_at(node, mention))
            }
        }
    }

    /// The document whose number this text gives for the name of a law.
    fn numbered_here(&self, key: &str, bound: Option<PartialDate>) -> Edition {
        let (name, year) = split_year(key);
        let (name, unit) = (Fingerprint::of(name), self.document);
        let named = unit.law_numbers.iter();
        let named = named.filter(|named| named.name == name && !named.has_ended);
        let mut meant: Vec<DocumentRef> = Vec::new();
        for named in named {
            let citation = &unit.citations[named.citation.get()];
            let cited = unit.cited(citation);
            let own_year = cited.number.year().or_else(|| cited.date.map(PartialDate::year));
            let is_later = own_year.zip(bound).is_some_and(|(own, bound)| own > bound.year());
            if year.is_some_and(|year| own_year.is_some_and(|own| own != year)) || is_later {
                continue;
            }
            let answer = &self.answers[named.citation.get()];
            let node = self.document_of(citation, answer);
            let is_new = node.is_some_and(|node| !meant.contains(&node));
            meant.extend(node.filter(|_| is_new));
        }
        match meant.as_slice() {
            [] => Edition::Unknown,
            [only] => Edition::One(*only),
            _ => Edition::Unclear,
        }
    }

    /// The day after which a document that a mention names cannot be issued: that of this document, or of the document
    /// that the words before the name carry out (`Nghị định số 60/2003/NĐ-CP hướng dẫn thi hành Luật …`).
    fn bound(&self, position: usize, mention: &PlacedMention) -> Option<PartialDate> {
        if mention.occurrence.speaker == Speaker::Site {
            return None;
        }
        let own = used_on(self.document);
        let earlier = self.carried_out_by(position, mention);
        match (own, earlier) {
            (Some(own), Some(earlier)) if earlier.not_after(own) => Some(earlier),
            (own, earlier) => own.or(earlier),
        }
    }

    /// The date of the document that carries out what a name names, by the words between both.
    fn carried_out_by(&self, position: usize, mention: &PlacedMention) -> Option<PartialDate> {
        let mentions = &self.document.references.mentions[..position];
        let (words, range) = &mention.occurrence.words;
        let before = mentions.iter().rev().take(MAX_MENTIONS_BACK);
        let mut before = before.take_while(|before| before.text == mention.text);
        let (cited, end) = before.find_map(|before| Some((before.number()?, before.occurrence.words.1.end)))?;
        let between = words.get(end..range.start)?;
        let is_one_clause = !between.contains([';', '.', '“', '”']);
        let carries_out = CARRYING_OUT.iter().any(|words| between.contains(words));
        let date = cited.date.or_else(|| cited.number.year().map(PartialDate::Year));
        date.filter(|_| is_one_clause && carries_out)
    }
}

/// Returns whether words are the name of a document, rather than a verb that begins its title: `Quy định chi tiết …` is
/// the title of many decrees.
fn is_name_of(documents: &DocumentIndex, titled: &NamedReference, index: DocIx) -> bool {
    let may_be_verb = VERBS.begin(&titled.words);
    !may_be_verb || titled.words.starts_with(documents.kind_of(index).kind.name.as_str())
}

/// Kind words that are verbs at the beginning of titles.
const VERBS: WordList = WordList("Quy định |Hướng dẫn |quy định |hướng dẫn ");
