//! Links the mentions of one document: turns them into targets by number, by name, or by earlier mentions.

use std::collections::HashSet;

use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::{MentionedThing, NumberedMention, Scope};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::antecedents::{Antecedent, Antecedents};
use crate::model::graph::LinkedMentions;
use crate::model::indexes::DocIx;
use crate::model::link_tables::LinkTables;
use crate::model::link_unit::{DatedCitation, LinkUnit, MentionKind, MentionStep, read};
use crate::model::name_matching::begins_no_name;
use crate::model::number_lookup::{FoundHolders, NumberLookups};
use crate::model::number_resolution::Candidate;
use crate::model::number_usage::{DatesSoFar, ordinal};
use crate::model::own_provisions::{is_called_so, words_of};
use crate::model::pointer_scope::{link_here, link_provisions_of_named};
use crate::model::reference_diagnostics::ambiguous;
use crate::model::short_resolution::ShortUse;
use crate::model::target::{DocumentRef, Location, Target};

/// Resolves the mentions of a document, in the order of its text.
pub(super) fn link_mentions<'a>(
    tables: LinkTables<'a, 'a>,
    lookups: &'a NumberLookups,
) -> WithDiagnostics<LinkedMentions> {
    let document = tables.documents.link_unit(lookups.index);
    let mut linker = MentionLinker {
        tables,
        index: lookups.index,
        document,
        answers: &lookups.answers,
        antecedents: Antecedents::new(document.points_back),
        dates: None,
        hidden: None,
        texts_of_others: texts_with_numbers(document),
        diagnostics: Vec::new(),
        linked: LinkedMentions::default(),
    };
    linker.linked.targets = vec![Target::Unresolved; document.references.mentions.len()];
    for step in &document.steps {
        let position = step.mention.get();
        let target = linker.link_step(*step);
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

/// Links the mentions of one document, in their order.
pub(super) struct MentionLinker<'a> {
    pub(super) tables: LinkTables<'a, 'a>,
    pub(super) index: DocIx,
    pub(super) document: &'a LinkUnit,
    /// For each citation by number, the documents with a file that it may mean.
    pub(super) answers: &'a [FoundHolders],
    antecedents: Antecedents<'a>,
    /// The dates cited so far, from the first number that a name hides: a number inside a name gives no date to the
    /// text.
    pub(super) dates: Option<DatesSoFar<'a>>,
    /// The stretch of text with the last known name, and the end of the name: it hides the mentions inside it.
    hidden: Option<(usize, usize)>,
    /// Stretches of text about another document: those with a number, or with a document found so far. `None` where no
    /// provision is named alone, so that they are not needed.
    pub(super) texts_of_others: Option<HashSet<usize>>,
    diagnostics: Vec<Diagnostic>,
    pub(super) linked: LinkedMentions,
}

impl<'a> MentionLinker<'a> {
    /// The target of one mention.
    fn link_step(&mut self, step: MentionStep) -> Target {
        let document = self.document;
        let position = step.mention.get();
        // Most mentions can be decided from their `MentionStep` without touching the cold `Mention`.
        let mention = || &document.references.mentions[position];
        let is_inside = |(text, end)| mention().text == text && mention().surface.start < end;
        let is_hidden = self.hidden.is_some_and(is_inside);
        match step.what {
            MentionKind::Number(at) if is_hidden => {
                self.pass_over(&document.citations[at.get()]);
                Target::Unresolved
            }
            MentionKind::Words(_) | MentionKind::Other if is_hidden => Target::Unresolved,
            MentionKind::Number(at) => {
                self.link_number(position, &document.citations[at.get()], &self.answers[at.get()])
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
                    None => known().map_or(Target::Unresolved, |node| self.target_at(node, mention)),
                    found => self.refer_back(position, mention, found),
                }
            }
            MentionedThing::Above(kind) => {
                let found = self.antecedents.above(kind);
                self.refer_back(position, mention, found)
            }
            MentionedThing::This(kind) if self.document.kind.agrees_with(kind) => self.link_own(mention),
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
            let citation = &document.citations[at.get()];
            let cited = (document.cited(citation), citation.is_own);
            read(&mut dates, citation.speaker, cited);
        }
        self.dates = Some(dates);
    }

    /// Reports a mention that several documents fit.
    pub(super) fn report_ambiguous(&mut self, mention: &PlacedMention, words: &str, candidates: (&[Candidate], usize)) {
        let place = self.document.place(mention.occurrence.span);
        let diagnostic = ambiguous(
            (self.tables.documents, Some(&self.tables.groups.issuers)),
            words,
            candidates,
            place,
        );
        self.diagnostics.push(diagnostic);
    }

    /// A held document, at the provision that a mention names if its text has it, and calls it so.
    pub(super) fn held_target(&self, found: DocIx, mention: &PlacedMention) -> Target {
        let location = mention.place.as_ref().and_then(|address| {
            let document = self.tables.documents.document(found);
            match document.provision_at(address) {
                Some(provision) => {
                    let is_it = is_called_so(words_of(self.document, mention), document, provision);
                    is_it.then_some(Location::Provision(provision))
                }
                None if document.has_own_text() => None,
                None => Some(Location::Unchecked(address.clone())),
            }
        });
        Target::Held(found, location)
    }

    /// Resolves an ordinal with kind and date that is short for an earlier number.
    pub(super) fn link_short_form(
        &mut self,
        position: usize,
        mention: &PlacedMention,
        cited: &NumberedMention,
    ) -> Target {
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
        self.target_at(node, mention)
    }

    /// A document, at the place that a mention names.
    pub(super) fn target_at(&self, node: DocumentRef, mention: &PlacedMention) -> Target {
        match node {
            DocumentRef::Held(found) => self.held_target(found, mention),
            DocumentRef::Stub(found) => Target::Stub(found, mention.place.clone()),
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
            return self.target_at(set[index].0, mention);
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

    /// Returns whether any later mention refers back.
    fn keeps_antecedents(&self) -> bool {
        self.antecedents.are_kept() || self.texts_of_others.is_some()
    }

    fn add_antecedent(&mut self, position: usize, mention: &'a PlacedMention, target: &Target) {
        self.antecedents.add_unknown(&mention.what, target);
        if let Some(texts) = &mut self.texts_of_others
            && is_other(target, self.index)
            && !matches!(mention.what, MentionedThing::Place(_))
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
    let is_law = |mention: &&PlacedMention| mention.titled().is_some_and(|titled| titled.proper.is_some());
    let laws = document.references.mentions.iter().filter(is_law);
    let cites = document.citations.iter().filter(|citation| !citation.is_own);
    let texts = cites.map(|citation| document.mention(citation).text);
    document
        .has_places
        .then(|| texts.chain(laws.map(|mention| mention.text)).collect())
}

/// Returns whether a target is, or may be, another document than the one that contains the words.
fn is_other(target: &Target, index: DocIx) -> bool {
    let is_other = |node| node != DocumentRef::Held(index);
    target.node().is_some_and(is_other) || matches!(target, Target::Ambiguous(_))
}
