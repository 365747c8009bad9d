//! Links citations by number.

use std::borrow::Cow;

use crate::base::date::PartialDate;
use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::input::citations::mention::NumberedMention;
use crate::model::differing_dates::is_in_doubt;
use crate::model::key_table::Holders;
use crate::model::link_unit::{DatedCitation, MentionReading, read};
use crate::model::mention_linking::MentionLinker;
use crate::model::number_lookup::FoundHolders;
use crate::model::number_resolution::{Candidate, ReferenceSource, Resolution, new_group, resolve_number};
use crate::model::number_usage::{NumberUse, number_use};
use crate::model::own_provisions::own_provision;
use crate::model::resolve::candidate_targets;
use crate::model::stubs::CitedGroup;
use crate::model::target::{DocumentRef, Target};

impl MentionLinker<'_> {
    /// The target of a number; for most, the holders were looked up already.
    pub(super) fn link_number(&mut self, position: usize, citation: &DatedCitation, answer: &FoundHolders) -> Target {
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
        if let (Some(Holders::One([only])), true, false) = (
            answer.holders_on(date),
            date.is_some() || citation.is_unique,
            citation.has_place,
        ) {
            return Target::Held(*only, None);
        }
        let (mention, cited) = (document.mention(citation), document.cited(citation));
        match self.resolve_citation(citation, answer, date) {
            Resolution::One(Candidate::Held(found)) if is_in_doubt(self.tables.documents, cited, found) => {
                Target::Unresolved
            }
            Resolution::One(Candidate::Held(found)) => self.held_target(found, mention),
            Resolution::One(Candidate::Cited(group)) => self.stub_target(mention, cited, group),
            Resolution::New => self.stub_target(mention, cited, self.new_group(citation, date)),
            Resolution::Several(candidates) => {
                self.report_ambiguous(mention, cited.number.printed(), (&candidates, candidates.len()));
                Target::Ambiguous(candidate_targets(self.tables.stubs, &cited.number, &candidates))
            }
        }
    }

    /// Decides which document a citation means that is read with a date.
    fn resolve_citation(
        &self,
        citation: &DatedCitation,
        answer: &FoundHolders,
        date: Option<PartialDate>,
    ) -> Resolution {
        // The site writes afterwards: its notes may name documents later than the document.
        let source = match citation.speaker {
            Speaker::Document => ReferenceSource::Text,
            Speaker::Site => ReferenceSource::Written,
        };
        let wanted = self.wanted(citation, date);
        let holders = match answer.holders_on(date) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(Holders::of(self.tables.documents, wanted)),
        };
        resolve_number(self.tables.documents, self.tables.groups, (wanted, &holders), source)
    }

    /// The number of a citation that is read with a date.
    fn wanted(&self, citation: &DatedCitation, date: Option<PartialDate>) -> NumberUse<'_> {
        NumberUse {
            date,
            issuer: self.document.issuer_of(citation),
            ..number_use(self.document, self.document.cited(citation))
        }
    }

    /// The group of a citation that means no known document.
    fn new_group(&self, citation: &DatedCitation, date: Option<PartialDate>) -> CitedGroup {
        new_group(self.tables.documents, self.tables.groups, self.wanted(citation, date))
    }

    /// The document that a citation means, without the provision in it.
    pub(super) fn document_of(&self, citation: &DatedCitation, answer: &FoundHolders) -> Option<DocumentRef> {
        let date = match citation.read {
            MentionReading::With(_) if citation.is_own => return Some(DocumentRef::Held(self.index)),
            MentionReading::With(date) => date,
            MentionReading::Short => return None,
        };
        let number = &self.document.cited(citation).number;
        let stub = |group| self.tables.stubs.find(number.folded(), group).map(DocumentRef::Stub);
        match self.resolve_citation(citation, answer, date) {
            Resolution::One(Candidate::Held(found)) => Some(DocumentRef::Held(found)),
            Resolution::One(Candidate::Cited(group)) => stub(group),
            Resolution::New => stub(self.new_group(citation, date)),
            Resolution::Several(_) => None,
        }
    }

    fn stub_target(&self, mention: &PlacedMention, cited: &NumberedMention, group: CitedGroup) -> Target {
        match self.tables.stubs.find(cited.number.folded(), group) {
            Some(found) => Target::Stub(found, mention.place.clone()),
            None => Target::Unresolved,
        }
    }
}
