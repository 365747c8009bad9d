//! The pages of documents that came, changed or went.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::base::path::RelPath;
use crate::base::relation::RelationKind;
use crate::base::word_diff::word_runs;
use crate::edition::diff::difference::{
    AddedPage, After, Before, ChangedPage, LinkChange, PartChange, ProvisionChange, RemovedPage, Renumbering,
    SiteDifference,
};
use crate::edition::diff::document_pairs::{DocumentPairs, SiteView};
use crate::edition::diff::field_changes::field_changes;
use crate::edition::diff::mark_changes::mark_changes;
use crate::edition::diff::provision_pairs::ProvisionPairs;
use crate::edition::diff::relation_changes::term_of;
use crate::edition::diff::update_notes::update_note;
use crate::edition::held_back::HeldBackReason;
use crate::input::body::html_template::LinkTarget;
use crate::input::document::Document;
use crate::input::import::word_check::page_words;
use crate::messages::catalogue::{Language, ToText};
use crate::messages::diff_text::UpdateNote;
use crate::model::indexes::DocIx;
use crate::model::target::{DocumentRef, Location};
use crate::output::document_names::place;
use crate::site::route::Route;

/// What happened to the pages of documents, in the language of the site.
pub(super) fn page_changes(
    (base, head): (&SiteView<'_>, &SiteView<'_>),
    pairs: &DocumentPairs,
    language: Language,
) -> SiteDifference {
    let alone = |pairs: &[Option<DocIx>], view: &SiteView<'_>| -> Vec<DocIx> {
        let indexes = view.site.documents.indexes();
        indexes.filter(|index| pairs[index.get()].is_none()).collect()
    };
    let added = alone(&pairs.former, head);
    let removed = alone(&pairs.present, base);
    let both: Vec<(DocIx, DocIx)> = head
        .site
        .documents
        .indexes()
        .filter_map(|present| Some((pairs.former[present.get()]?, present)))
        .collect();
    let compared: Vec<Compared> = both
        .into_par_iter()
        .map(|pair| compare((base, head), pair, language))
        .collect();
    let (held_before, held_now) = (held_back(base), held_back(head));
    let mut difference = SiteDifference {
        added: added
            .into_iter()
            .map(|index| added_page((base, &held_before), head, index))
            .collect(),
        removed: removed
            .into_iter()
            .map(|index| removed_page((base, head), (pairs, &held_now), index))
            .collect(),
        ..SiteDifference::default()
    };
    for one in compared {
        match one {
            Compared::Same => {}
            Compared::Unseen(path) => difference.unseen.push(path),
            Compared::Changed(page) => difference.changed.push(*page),
        }
    }
    difference
}

/// The result of comparing two versions of a document.
enum Compared {
    /// They are the same.
    Same,
    /// The file differs, and its page does not.
    Unseen(RelPath),
    /// The page differs.
    Changed(Box<ChangedPage>),
}

/// Files that are held back, each with the reason.
type HeldBackFiles<'v> = HashMap<&'v RelPath, &'v HeldBackReason>;

/// The files of a side that are held back.
fn held_back<'v>(view: &SiteView<'v>) -> HeldBackFiles<'v> {
    let files = view.compiled.held_back().iter();
    files.map(|file| (&file.path, &file.why)).collect()
}

fn is_stub(view: &SiteView<'_>, address: &str) -> bool {
    matches!(view.route_at(address), Some(Route::Stub(_)))
}

fn added_page((base, held_back): (&SiteView<'_>, &HeldBackFiles<'_>), head: &SiteView<'_>, index: DocIx) -> AddedPage {
    let document = head.document(index);
    let before = match held_back.get(&document.path) {
        Some(why) => Before::HeldBack((*why).clone()),
        None if is_stub(base, head.address(index)) => Before::Stub,
        None => Before::Absent,
    };
    let mut relations: BTreeMap<RelationKind, BTreeSet<DocumentRef>> = BTreeMap::new();
    for edge in head.site.graph.edges_from(index) {
        relations.entry(edge.kind).or_default().insert(edge.to);
    }
    let rows = document.provisions.iter().filter(|row| !row.repeats_parent());
    AddedPage {
        page: head.page_name(index),
        before,
        words: rows.map(|row| row.words.split_whitespace().count()).sum(),
        relations: relations
            .into_iter()
            .map(|(kind, to)| (kind, term_of(kind), to.len()))
            .collect(),
    }
}

fn removed_page(
    (base, head): (&SiteView<'_>, &SiteView<'_>),
    (pairs, held_back): (&DocumentPairs, &HeldBackFiles<'_>),
    index: DocIx,
) -> RemovedPage {
    let path = &base.document(index).path;
    let after = match held_back.get(path) {
        Some(why) => After::HeldBack((*why).clone()),
        None if head.site.documents.excluded.has_unreadable(path) => After::Unreadable,
        None if is_stub(head, base.address(index)) => After::Stub,
        None => After::Absent,
    };
    let edges = base.site.graph.edges_to(DocumentRef::Held(index));
    let from: BTreeSet<DocIx> = edges.map(|edge| edge.from).filter(|from| *from != index).collect();
    let remains = from.iter().filter(|from| pairs.present[from.get()].is_some());
    RemovedPage {
        page: base.page_name(index),
        after,
        cited: remains.count(),
    }
}

fn compare(
    (base, head): (&SiteView<'_>, &SiteView<'_>),
    (former, present): (DocIx, DocIx),
    language: Language,
) -> Compared {
    let (before, now) = (base.document(former), head.document(present));
    let address = base.address(former);
    let has_moved = address != head.address(present);
    if std::ptr::eq(before, now) && !has_moved {
        return Compared::Same;
    }
    let is_same_file = before.source() == now.source();
    let fields = match is_same_file {
        true => Vec::new(),
        false => field_changes(before, now),
    };
    let pairs = ProvisionPairs::of(before, now);
    let renumbered = renumbered((base, head), &pairs, (before, present));
    let mut provisions = pairs.changes(base.texts, head.texts);
    provisions.extend(mark_changes((base, head), (former, present), &pairs));
    provisions.extend(footnote_changes(before, now, language));
    let mut is_layout_only = false;
    if provisions.is_empty() && renumbered.is_empty() {
        let (other_words, other_layout) = rest((base, head), (former, present), language);
        provisions.extend(other_words);
        is_layout_only = other_layout && provisions.is_empty();
    }
    let links = link_changes(before, now);
    let is_seen = has_moved || !fields.is_empty() || !provisions.is_empty() || !renumbered.is_empty();
    let is_layout_only = is_layout_only && links.is_empty();
    if !is_seen && links.is_empty() && !is_layout_only {
        let is_renamed = before.path != now.path;
        return match is_same_file && !is_renamed {
            true => Compared::Same,
            false => Compared::Unseen(now.path.clone()),
        };
    }
    let note = update_note((&fields, &provisions, &renumbered), language);
    Compared::Changed(Box::new(ChangedPage {
        page: head.page_name(present),
        former_address: has_moved.then(|| format!("/{address}")),
        former_file: (before.path != now.path).then(|| before.path.clone()),
        fields,
        provisions,
        renumbered,
        links,
        is_layout_only,
        note,
    }))
}

/// The renumbered provisions, each with the number of other documents that still refer to the former number.
fn renumbered(
    (base, head): (&SiteView<'_>, &SiteView<'_>),
    pairs: &ProvisionPairs<'_>,
    (before, present): (&Document, DocIx),
) -> Vec<Renumbering> {
    let now = head.document(present);
    let cited = |address: &str| {
        let edges = head.site.graph.edges_to(DocumentRef::Held(present));
        let to_address = edges.filter(|edge| match &edge.to_location {
            Some(Location::Provision(at)) => now.provisions[*at].address.as_str() == address,
            Some(Location::Unchecked(written)) => written.as_str() == address,
            None => false,
        });
        let from: BTreeSet<DocIx> = to_address
            .map(|edge| edge.from)
            .filter(|from| *from != present)
            .collect();
        from.len()
    };
    let found = pairs.renumbered().into_iter();
    found
        .map(|(old, new)| Renumbering {
            from: place(before, base.texts, Some(old)),
            to: place(now, head.texts, Some(new)),
            cited: cited(before.provisions[old].address.as_str()),
        })
        .collect()
}

/// Footnotes with other words, by their numbers.
fn footnote_changes(before: &Document, now: &Document, language: Language) -> Vec<ProvisionChange> {
    let words = |document: &Document, at: usize| -> String {
        let note = document.footnotes.get(at);
        let text = note
            .map(|note| crate::base::html::text_of(&note.html, " "))
            .unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let count = before.footnotes.len().max(now.footnotes.len());
    let pairs = (0..count).map(|at| (at, words(before, at), words(now, at)));
    let changed = pairs.filter(|(_, before, now)| before != now);
    changed
        .map(|(at, before, now)| ProvisionChange {
            place: UpdateNote::Footnote(at + 1).to_text(language),
            kind: match (before.is_empty(), now.is_empty()) {
                (true, _) => PartChange::Added(now),
                (_, true) => PartChange::Removed(before),
                (false, false) => PartChange::Words(word_runs(&before, &now)),
            },
        })
        .collect()
}

/// Words of a body that belong to no provision, and whether its HTML differs: the last look, so that nothing that a
/// reader sees is left out.
fn rest(
    (base, head): (&SiteView<'_>, &SiteView<'_>),
    (former, present): (DocIx, DocIx),
    language: Language,
) -> (Option<ProvisionChange>, bool) {
    let (before, now) = (base.site.documents.markup(former), head.site.documents.markup(present));
    if before.linked.html == now.linked.html {
        return (None, false);
    }
    let words = |view: &SiteView<'_>, index| {
        page_words(view.document(index), &view.site.documents.vocabulary.lexicon).join(" ")
    };
    let (old, new) = (words(base, former), words(head, present));
    let change = (old != new).then(|| ProvisionChange {
        place: UpdateNote::Elsewhere.to_text(language),
        kind: PartChange::Words(word_runs(&old, &new)),
    });
    (change, true)
}

/// Links that an editor wrote by address and that came or went.
fn link_changes(before: &Document, now: &Document) -> Vec<LinkChange> {
    let links = |document: &Document| -> BTreeSet<String> {
        let links = document.references.links.iter();
        let address = links.filter_map(|link| match &link.target {
            LinkTarget::Address(address) => Some(address.clone()),
            LinkTarget::Wiki(_) | LinkTarget::Quote(_) => None,
        });
        address.collect()
    };
    let (old, new) = (links(before), links(now));
    let change = |is_gained: bool| {
        move |address: &String| LinkChange {
            is_gained,
            address: address.clone(),
        }
    };
    let gone = old.difference(&new).map(change(false));
    gone.chain(new.difference(&old).map(change(true))).collect()
}
