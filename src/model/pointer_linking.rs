//! Links provisions that words name without a document, by their context.

use std::collections::HashSet;

use crate::base::position::Position;
use crate::input::body::html_template::PlacedMention;
use crate::model::mention_linking::MentionLinker;
use crate::model::own_provisions::{is_in_quotation, is_of_its_level, is_quoted, names_others, own_provision};
use crate::model::provision_owners::ProvisionOwner;
use crate::model::target::{DocumentRef, Target};

impl MentionLinker<'_> {
    /// Resolves a provision of `Quy chế này`: of the document itself, or in quoted text of the one that it is quoted from.
    pub(super) fn link_own(&self, mention: &PlacedMention) -> Target {
        match self.document.owner(mention) {
            ProvisionOwner::Other(named) if is_in_quotation(self.document, mention) => {
                self.provision_of_named(named, mention)
            }
            ProvisionOwner::Own | ProvisionOwner::Other(_) => {
                own_provision(self.index, self.document, mention).unwrap_or(Target::SelfReference)
            }
        }
    }

    /// Resolves a provision without a document: it is this document's own, or that of one that the context names, unless
    /// the paragraph is about yet another one.
    pub(super) fn link_bare_provision(&self, mention: &PlacedMention) -> Target {
        let is_of_another = |texts: &HashSet<usize>| texts.contains(&mention.text);
        let is_other = self.texts_of_others.as_ref().is_some_and(is_of_another);
        if let ProvisionOwner::Other(named) = self.document.owner(mention) {
            let is_named_here =
                named.is_some_and(|named| self.document.references.mentions[named.get()].text == mention.text);
            return match is_other && !is_named_here {
                true => Target::Unresolved,
                false => self.provision_of_named(named, mention),
            };
        }
        if is_other || is_quoted(mention) || names_others(self.document, mention) {
            return Target::Unresolved;
        }
        match own_provision(self.index, self.document, mention) {
            Some(found) if is_of_its_level(self.document, mention, &found) => found,
            _ => Target::Unresolved,
        }
    }

    /// The provision that a mention names in the document that another mention names.
    fn provision_of_named(&self, named: Option<Position>, mention: &PlacedMention) -> Target {
        let target = named.map(|named| &self.linked.targets[named.get()]);
        match target.and_then(Target::node) {
            Some(node) if node != DocumentRef::Held(self.index) => match self.target_at(node, mention) {
                Target::Held(_, None) => Target::Unresolved,
                found => found,
            },
            Some(_) | None => Target::Unresolved,
        }
    }

    /// The provision that a mention names in the document of a target.
    pub(super) fn provision_of(&self, mention: &PlacedMention, target: &Target) -> Target {
        let found = match target {
            Target::SelfReference => own_provision(self.index, self.document, mention),
            other => other.node().map(|node| self.target_at(node, mention)),
        };
        found.unwrap_or(Target::Unresolved)
    }
}
