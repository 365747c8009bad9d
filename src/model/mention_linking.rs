//! Links the mentions of one document: turns them into targets by number, by name, or by earlier mentions.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::{MentionedThing, NamedReference, NumberedMention, Scope};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::antecedents::{Antecedent, Antecedents};
use crate::model::differing_dates::is_in_doubt;
use crate::model::graph::LinkedMentions;
use crate::model::indexes::DocIx;
use crate::model::key_table::Holders;
use crate::model::link_tables::LinkTables;
use crate::model::link_unit::{DatedCitation, LinkUnit, MentionKind, MentionReading, MentionStep, read};
use crate::model::name_matching::{begins_no_name, begins_own_title, end_before_inner_name, longest_name};
use crate::model::number_lookup::{FoundHolders, NumberLookups};
use crate::model::number_resolution::{Candidate, ReferenceSource, Resolution, first_held, resolve_number};
use crate::model::number_usage::{DatesSoFar, NumberUse, number_use, ordinal};
use crate::model::own_provisions::{is_of_amended, is_of_its_level, own_provision};
use crate::model::pointer_scope::{link_here, link_provisions_of_named};
use crate::model::reference_diagnostics::ambiguous;
use crate::model::resolve::candidate_targets;
use crate::model::short_resolution::ShortUse;
use crate::model::target::{Candidates, DocumentRef, Location, Target};

/// Resolves the mentions of a document, in the order of its text.
pub(super) fn link_mentions(tables: LinkTables<'_, '_>, lookups: &NumberLookups) -> WithDiagnostics<LinkedMentions> {
    let document = tables.documents.link_unit(lookups.index);
    let mut linker = MentionLinker {
        tables,
        index: lookups.index,
        document,
        antecedents: Antecedents::new(document.points_back),
        dates: None,
        hidden: None,
        texts_of_others: texts_with_numbers(document),
        diagnostics: Vec::new(),
        linked: LinkedMentions::default(),
    };
    linker.linked.targets = vec![Target::Unresolved; document.references.mentions.len()];
    for step in &document.steps {
        let position = step.mention as usize;
        let target = linker.link_step(*step, &lookups.answers);
        if linker.keeps_antecedents() {
            linker.add_antecedent(position, &document.references.mentions[position], &target);
        }
        linker.linked.targets[position] = target;
    }
    let mut targets = std::mem::take(&mut linker.linked.targets);
    link_provisions_of_named(document, &mut targets, |mention, target| {
        linker.provision_of(mention, target)
    });
    linker.linked.targets = targets;
    WithDiagnostics {
        value: linker.linked,
        diagnostics: linker.diagnostics,
    }
}

struct MentionLinker<'a> {
    tables: LinkTables<'a, 'a>,
    index: DocIx,
    document: &'a LinkUnit,
    antecedents: Antecedents<'a>,
    /// The dates cited so far, from the first number that a name hides: a number inside a name gives no date to the
    /// text.
    dates: Option<DatesSoFar<'a>>,
    /// The stretch of text with the last known name, and the end of the name: it hides the mentions inside it.
    hidden: Option<(usize, usize)>,
    /// Stretches of text about another document: those with a number, or with a document found so far. `None` where no
    /// provision is named alone, so that they are not needed.
    texts_of_others: Option<HashSet<usize>>,
    diagnostics: Vec<Diagnostic>,
    linked: LinkedMentions,
}

impl<'a> MentionLinker<'a> {
    /// The target of one mention.
    fn link_step(&mut self, step: MentionStep, answers: &[FoundHolders]) -> Target {
        let document = self.document;
        let position = step.mention as usize;
        // Most mentions can be decided from their `MentionStep` without touching the cold `Mention`.
        let mention = || &document.references.mentions[position];
        let is_inside = |(text, end)| mention().text == text && mention().surface.start < end;
        let is_hidden = self.hidden.is_some_and(is_inside);
        match step.what {
            MentionKind::Number(at) if is_hidden => {
                self.pass_over(&document.citations[at as usize]);
                Target::Unresolved
            }
            MentionKind::Words(_) | MentionKind::Other if is_hidden => Target::Unresolved,
            MentionKind::Number(at) => {
                self.link_number(position, &document.citations[at as usize], &answers[at as usize])
            }
            MentionKind::Words(beginning) if begins_no_name(self.tables.documents, document, beginning) => {
                Target::Unresolved
            }
            MentionKind::Words(_) | MentionKind::Other => {
                let target = self.link_other(position, mention());
                if let (Some(end), Some(titled)) = (self.linked.ends.get(&position), mention().titled()) {
                    self.hidden = Some((mention().text, titled.ends[*end].1));
                }
                target
            }
        }
    }

    /// The target of a mention that is no number.
    fn link_other(&mut self, position: usize, mention: &'a PlacedMention) -> Target {
        match &mention.what {
            MentionedThing::Number(_) => Target::Unresolved,
            MentionedThing::Titled(titled) => self.link_name(position, mention, titled),
            MentionedThing::Short {
                kind,
                ordinal,
                year,
                issuer,
            } => {
                let (year, issuer) = (*year, issuer.as_ref());
                let short = ShortUse {
                    kind,
                    ordinal,
                    year,
                    issuer,
                };
                let known = || short.known(self.tables);
                match short.antecedent(self.tables, &self.antecedents) {
                    None => known().map_or(Target::Unresolved, |node| self.target_at(node, mention.place.as_ref())),
                    found => self.refer_back(position, mention, found),
                }
            }
            MentionedThing::Above(kind) => {
                let found = self.antecedents.above(kind);
                self.refer_back(position, mention, found)
            }
            MentionedThing::This(kind) if self.document.kind.agrees_with(kind) => {
                own_provision(self.index, self.document, mention).unwrap_or(Target::SelfReference)
            }
            MentionedThing::This(_) => Target::Unresolved,
            MentionedThing::Member {
                kind,
                count,
                index,
                points_back,
            } => self.link_set_member(position, mention, (kind, *count, *index, *points_back)),
            MentionedThing::Place(Scope::Context) => self.link_bare_provision(mention),
            MentionedThing::Place(Scope::Here(level)) => link_here(self.index, self.document, (mention, *level)),
            // Its document is linked first.
            MentionedThing::Place(Scope::Of(_)) => Target::Unresolved,
        }
    }

    /// Passes over a number inside a name: it gives no date to the text, unlike the numbers before it.
    fn pass_over(&mut self, hidden: &DatedCitation) {
        if self.dates.is_some() {
            return;
        }
        let document = self.document;
        let mut dates = DatesSoFar::of(document);
        let before = document.steps.iter().take_while(|step| step.mention != hidden.mention);
        for at in before.filter_map(|step| step.what.number()) {
            let citation = &document.citations[at as usize];
            let cited = (document.cited(citation), citation.is_own);
            read(&mut dates, citation.speaker, cited);
        }
        self.dates = Some(dates);
    }

    /// The target of a number; for most, the holders were looked up already.
    fn link_number(&mut self, position: usize, citation: &DatedCitation, answer: &FoundHolders) -> Target {
        let document = self.document;
        let reading = match &mut self.dates {
            Some(dates) => read(dates, citation.speaker, (document.cited(citation), citation.is_own)),
            None => citation.read,
        };
        let date = match reading {
            MentionReading::Short => {
                return self.link_short_form(position, document.mention(citation), document.cited(citation));
            }
            MentionReading::With(_) if citation.is_own => {
                let own = own_provision(self.index, document, document.mention(citation));
                return own.unwrap_or(Target::SelfReference);
            }
            MentionReading::With(date) => date,
        };
        if let (Some(Holders::One([only])), Some(_), false) = (answer.holders_on(date), date, citation.has_place) {
            return Target::Held(*only, None);
        }
        let (mention, cited) = (document.mention(citation), document.cited(citation));
        // The site writes afterwards: its notes may name documents later than the document.
        let source = match citation.speaker {
            Speaker::Document => ReferenceSource::Text,
            Speaker::Site => ReferenceSource::Written,
        };
        let wanted = NumberUse {
            date,
            ..number_use(document, cited)
        };
        let holders = match answer.holders_on(date) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(Holders::of(self.tables.documents, wanted)),
        };
        match resolve_number(self.tables.documents, self.tables.groups, (wanted, &holders), source) {
            Resolution::One(Candidate::Held(found)) if is_in_doubt(self.tables.documents, cited, found) => {
                Target::Unresolved
            }
            Resolution::One(Candidate::Held(found)) => self.held_target(found, mention.place.as_ref()),
            Resolution::One(Candidate::Cited(date)) => self.stub_target(mention, cited, Some(date)),
            Resolution::New => self.stub_target(mention, cited, date),
            Resolution::Several(candidates) => {
                self.report_ambiguous(mention, cited.number.printed(), (&candidates, candidates.len()));
                Target::Ambiguous(candidate_targets(self.tables.stubs, &cited.number, &candidates))
            }
        }
    }

    /// Reports a mention that several documents fit.
    fn report_ambiguous(&mut self, mention: &PlacedMention, words: &str, candidates: (&[Candidate], usize)) {
        let place = self.document.place(mention.occurrence.span);
        let diagnostic = ambiguous(self.tables.documents, words, candidates, place);
        self.diagnostics.push(diagnostic);
    }

    fn stub_target(&self, mention: &PlacedMention, cited: &NumberedMention, date: Option<PartialDate>) -> Target {
        match self.tables.stubs.find(cited.number.folded(), date) {
            Some(found) => Target::Stub(found, mention.place.clone()),
            None => Target::Unresolved,
        }
    }

    /// A held document, at the named provision if its text has it.
    fn held_target(&self, found: DocIx, place: Option<&Address>) -> Target {
        let location = place.and_then(|address| {
            let document = self.tables.documents.document(found);
            match document.provision_at(address) {
                Some(provision) => Some(Location::Provision(provision)),
                None if document.has_own_text() => None,
                None => Some(Location::Unchecked(address.clone())),
            }
        });
        Target::Held(found, location)
    }

    /// The document that some words name, up to the word with which its name ends.
    fn link_name(&mut self, position: usize, mention: &PlacedMention, titled: &NamedReference) -> Target {
        let NamedReference { words, ends, .. } = titled;
        let Some((end, found)) = longest_name(self.tables.documents, titled) else {
            return if begins_own_title(self.document, titled) {
                Target::SelfReference
            } else {
                Target::Unresolved
            };
        };
        match found {
            [only] if *only == self.index => Target::SelfReference,
            [only] => {
                let from_here = &self.document.references.mentions[position..];
                let end = end_before_inner_name(self.tables.documents, from_here, (titled, end));
                self.linked.ends.insert(position, end);
                self.held_target(*only, mention.place.as_ref())
            }
            several => {
                let candidates = first_held(several);
                self.report_ambiguous(mention, &words[..ends[end].0], (&candidates, several.len()));
                self.linked.ends.insert(position, end);
                Target::Ambiguous(Candidates::held(several))
            }
        }
    }

    /// Resolves an ordinal with kind and date that is short for an earlier number.
    fn link_short_form(&mut self, position: usize, mention: &PlacedMention, cited: &NumberedMention) -> Target {
        let kind = cited.kind.as_ref();
        let date = |node: DocumentRef| match node {
            DocumentRef::Held(found) => self.tables.documents.entry(found).issued,
            DocumentRef::Stub(found) => self.tables.stubs.rows[found.get()].date,
        };
        let fits = |node: DocumentRef| match (date(node), cited.date) {
            (Some(own), Some(cited)) => own.agrees_with(cited),
            _ => false,
        };
        let found = kind.and_then(|kind| self.antecedents.short_that(kind, ordinal(cited), fits));
        self.refer_back(position, mention, found)
    }

    fn refer_back(&mut self, position: usize, mention: &PlacedMention, found: Option<(DocumentRef, usize)>) -> Target {
        let Some((node, ground)) = found else {
            return Target::Unresolved;
        };
        self.linked.grounds.insert(position, vec![ground]);
        self.target_at(node, mention.place.as_ref())
    }

    /// The provision that a mention names in the document of a target.
    fn provision_of(&self, mention: &PlacedMention, target: &Target) -> Target {
        let found = match target {
            Target::SelfReference => own_provision(self.index, self.document, mention),
            other => other.node().map(|node| self.target_at(node, mention.place.as_ref())),
        };
        found.unwrap_or(Target::Unresolved)
    }

    fn target_at(&self, node: DocumentRef, place: Option<&Address>) -> Target {
        match node {
            DocumentRef::Held(found) => self.held_target(found, place),
            DocumentRef::Stub(found) => Target::Stub(found, place.cloned()),
        }
    }

    /// Resolves a member of a set: the set must have the size that the words state.
    fn link_set_member(
        &mut self,
        position: usize,
        mention: &PlacedMention,
        (kind, count, index, points_back): (&Kind, usize, usize, bool),
    ) -> Target {
        let set = self.antecedents.all(kind);
        if set.len() == count {
            let grounds = set.iter().map(|(_, ground)| *ground).collect();
            self.linked.grounds.insert(position, grounds);
            return self.target_at(set[index].0, None);
        }
        if points_back && index == 0 && mention.occurrence.speaker == Speaker::Document {
            let diagnostic = Diagnostic::new(Code::SetCount, self.document.place(mention.occurrence.span))
                .with("count", count.to_string())
                .with("kind", kind.name.to_lowercase())
                .with("found", set.len().to_string());
            self.diagnostics.push(diagnostic);
        }
        Target::Unresolved
    }

    /// Resolves a provision without a document: it is this document's own, unless the paragraph is about another one.
    fn link_bare_provision(&self, mention: &PlacedMention) -> Target {
        let is_of_another = |texts: &HashSet<usize>| texts.contains(&mention.text);
        let is_other = self.texts_of_others.as_ref().is_some_and(is_of_another);
        if is_other || is_of_amended(self.document, mention) {
            return Target::Unresolved;
        }
        match own_provision(self.index, self.document, mention) {
            Some(found) if is_of_its_level(self.document, mention, &found) => found,
            _ => Target::Unresolved,
        }
    }

    /// Returns whether any later mention refers back.
    fn keeps_antecedents(&self) -> bool {
        self.antecedents.are_kept() || self.texts_of_others.is_some()
    }

    fn add_antecedent(&mut self, position: usize, mention: &'a PlacedMention, target: &Target) {
        self.antecedents.add_unknown(&mention.what, target);
        if let Some(texts) = &mut self.texts_of_others
            && is_other(target, self.index)
        {
            texts.insert(mention.text);
        }
        let is_other = |node: &DocumentRef| *node != DocumentRef::Held(self.index);
        let Some(node) = target.node().filter(is_other) else {
            return;
        };
        let (kind, ordinal) = match &mention.what {
            MentionedThing::Number(cited) => (cited.kind.as_ref(), Some(ordinal(cited))),
            MentionedThing::Titled(_) => (None, None),
            MentionedThing::Short { .. }
            | MentionedThing::Above(_)
            | MentionedThing::This(_)
            | MentionedThing::Member { .. }
            | MentionedThing::Place(_) => return,
        };
        let own = match node {
            DocumentRef::Held(found) => Some(&self.tables.documents.kind_of(found).kind),
            DocumentRef::Stub(_) => None,
        };
        self.antecedents.push(Antecedent {
            kind: own.or(kind),
            ordinal,
            node,
            position,
        });
    }
}

/// The stretches of a document's text in which other documents are cited by number.
fn texts_with_numbers(document: &LinkUnit) -> Option<HashSet<usize>> {
    let cites = document.citations.iter().filter(|citation| !citation.is_own);
    let texts = cites.map(|citation| document.mention(citation).text);
    document.has_places.then(|| texts.collect())
}

/// Returns whether a target is, or may be, another document than the one that contains the words.
fn is_other(target: &Target, index: DocIx) -> bool {
    let is_other = |node| node != DocumentRef::Held(index);
    target.node().is_some_and(is_other) || matches!(target, Target::Ambiguous(_))
}
