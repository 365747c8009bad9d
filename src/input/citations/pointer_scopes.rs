//! Decides whose provision a reference names: of the document behind it, of one beside it, of the text itself.

use std::ops::Range;

use crate::base::address::Address;
use crate::base::pattern::Pattern;
use crate::base::word_list::WordList;
use crate::input::citations::mention::{Mention, MentionedThing, NamedReference, Scope};
use crate::input::citations::normalized_text::{NormalizedText, start_of_last};
use crate::input::citations::pointer_chains::ProvisionRef;
use crate::input::citations::provision_refs::{Following, Pointer, pointer_before, pointers};

/// The references to provisions of a text, and the documents behind them.
#[derive(Default)]
pub(crate) struct Places {
    pointers: Vec<Pointer>,
    /// For each list, the mention of the document that follows it.
    owners: Vec<Option<Owner>>,
}

/// The mention of the document behind a list of provisions.
#[derive(Clone, Copy)]
struct Owner {
    /// The byte of the original text at which it begins.
    start: usize,
    /// Whether the last provision is a part of the mention.
    has_last: bool,
}

impl Places {
    /// Finds the references in a normalized text.
    pub(crate) fn of(text: &str) -> Self {
        let pointers = pointers(text);
        let owners = vec![None; pointers.len()];
        Places { pointers, owners }
    }

    /// Makes the document that begins at `at` that of the list right before it; returns where the last provision of the
    /// list begins, and its address, if it is a part of the mention.
    pub(crate) fn take_before(&mut self, normalized: &NormalizedText<'_>, at: usize) -> Option<(usize, Address)> {
        let (index, following) = pointer_before(normalized.text(), &self.pointers, at)?;
        let last = self.pointers[index].last()?;
        // A `khoản` without its Điều cannot be looked up.
        let address = last
            .address
            .as_ref()
            .filter(|_| !last.is_relative && last.here.is_none());
        let (start, has_last) = match (address, following) {
            (Some(_), Following::Joined) => (last.range.start, true),
            (Some(_), Following::Beside) => (at, false),
            (None, _) => return None,
        };
        self.owners[index] = Some(Owner {
            start: normalized.original(start..start).start,
            has_last,
        });
        Some((start, address?.clone())).filter(|_| has_last)
    }

    /// The references that are no part of a mention of a document.
    pub(crate) fn without_document(
        &self,
        text: &str,
        normalized: &NormalizedText<'_>,
        mentions: &[Mention],
    ) -> Vec<Mention> {
        let mut found = Vec::new();
        for (pointer, owner) in self.pointers.iter().zip(&self.owners) {
            let range = normalized.original(pointer.range.clone());
            if is_label(normalized.text(), &pointer.range) {
                continue;
            }
            let left = mentions.partition_point(|mention| mention.surface.start < range.end);
            let mut near = mentions[..left].iter().rev().take(MAX_OVERLAPPING);
            let count = pointer.members.len() - usize::from(owner.is_some_and(|owner| owner.has_last));
            let owned_from = owner.map_or(range.end, |owner| owner.start.max(range.start));
            let is_taken = |mention: &Mention| {
                !may_be_none(&mention.what) && end(mention) > range.start && mention.surface.start < owned_from
            };
            if near.any(is_taken) {
                continue;
            }
            let scope = match owner {
                Some(owner) => Some(Scope::Of(owner.start)),
                None if is_followed_by_another(&normalized.text()[pointer.range.end..]) => None,
                None => scope_before((text, normalized), &mentions[..left], pointer),
            };
            let members = pointer.members[..count].iter();
            found.extend(members.filter_map(|member| mention(normalized, member, scope)));
        }
        found
    }
}

/// Returns whether words are the label of a provision that is quoted, rather than a reference to it: `“Điều 30a. Ứng
/// dụng công nghệ`.
fn is_label(text: &str, range: &Range<usize>) -> bool {
    let behind = text[range.end..].strip_prefix('.').map(str::trim_start);
    let is_followed = || behind.is_some_and(|title| title.starts_with(char::is_uppercase));
    let before = text[..range.start].trim_end_matches(' ');
    let begins = before.ends_with(['“', '"', '”', '\n', '\u{2029}']) || before.is_empty();
    begins && is_followed()
}

/// The mention of a provision without a document in its words.
fn mention(normalized: &NormalizedText<'_>, member: &ProvisionRef, scope: Option<Scope>) -> Option<Mention> {
    let scope = match member.here {
        // Every annex of a document's own is near; only that of a named document is looked for.
        None if member.is_annex && scope == Some(Scope::Context) => return None,
        Some(level) if member.address.is_some() || is_this(normalized.text(), &member.range) => Scope::Here(level),
        Some(_) => return None,
        None => scope.filter(|_| member.is_whole)?,
    };
    let surface = normalized.original(member.range.clone());
    Some(Mention {
        core: surface.clone(),
        surface,
        what: MentionedThing::Place(scope),
        place: member.address.clone(),
    })
}

/// Returns whether `Điều này` is an article rather than a matter: it follows a word that leads to provisions.
fn is_this(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    BEFORE_THIS.iter().any(|word| before.ends_with(word))
}

const BEFORE_THIS: WordList = WordList("tại |theo |của |trong |thuộc ");

/// Maximum number of earlier mentions that may overlap a provision: a name, a mention inside it, a name around it.
const MAX_OVERLAPPING: usize = 4;

/// Returns whether a mention may turn out to be none: a candidate for a name without a proper name.
fn may_be_none(what: &MentionedThing) -> bool {
    matches!(what, MentionedThing::Titled(NamedReference { proper: None, .. }))
}

/// Returns whether the text after a provision names the document that it belongs to: `Điều 1 Điều lệ Hội`, `mục 3 của
/// bảng`.
fn is_followed_by_another(rest: &str) -> bool {
    /// A document in brackets or behind a dash.
    static BESIDE: Pattern = Pattern::new(concat!(
        r"^(?:,| -| \()? ?(?:của )?",
        r"(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Công ước|Hiệp định|Hiệp ước|Nghị định|Nghị quyết|Thông tư|Quyết định|",
        r"Quy chế|Quy định|Điều lệ)(?:[ .,;:)]|$)"
    ));
    let belongs = WordList(" của | tại |, của ").begin(rest)
        || rest
            .strip_prefix(" trong ")
            .is_some_and(|thing| !WordList("thời|vòng|trường|quá|khi").begin(thing));
    let named = rest
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    belongs || named || BESIDE.is_match(rest)
}

/// Whose provision a list without a document behind it names: of the document right before it, of the text; `None` if
/// it is that of something else.
fn scope_before(
    (text, normalized): (&str, &NormalizedText<'_>),
    mentions: &[Mention],
    pointer: &Pointer,
) -> Option<Scope> {
    /// Text between a document and its provision: `Luật Khiếu nại (Điều 2)`, `Luật Khiếu nại - Điều 2`.
    static JOINT: Pattern = Pattern::new(r"^\s*(?:\((?:tại\s+)?|[-–—]\s*|(?:quy\s+định\s*)?:\s*|(,)\s*(?:tại\s+)?)$");
    /// What shows that a provision after a comma is that of the document before it.
    static AFTER: Pattern = Pattern::new(r"^(?:[.;)]|$| (?:quy định|nêu|nói|ghi) )");
    let start = normalized.original(pointer.range.clone()).start;
    let is_document = |mention: &&Mention| match &mention.what {
        MentionedThing::Number(_) | MentionedThing::Short { .. } | MentionedThing::Above(_) => true,
        MentionedThing::Titled(titled) => titled.proper.is_some(),
        MentionedThing::This(_) | MentionedThing::Member { .. } | MentionedThing::Place(_) => false,
    };
    let near = mentions.iter().rev().take(MAX_OVERLAPPING).filter(is_document);
    let before = near.filter_map(|mention| Some((end(mention), mention)).filter(|(end, _)| *end <= start));
    if let Some((end, mention)) = before.max_by_key(|(end, _)| *end)
        && start - end <= MAX_JOINT
        && let Some(joint) = JOINT.captures(&text[end..start])
    {
        let behind = &normalized.text()[pointer.range.end..];
        let is_its = joint.get(1).is_none() || AFTER.is_match(behind);
        return is_its.then_some(Scope::Of(mention.surface.start));
    }
    (!names_another(normalized.text(), pointer.range.start)).then_some(Scope::Context)
}

/// Maximum length of the text between a document and its provision, in bytes.
const MAX_JOINT: usize = 32;

/// Where a mention ends; for a name, where the proper name does.
fn end(mention: &Mention) -> usize {
    match &mention.what {
        MentionedThing::Titled(NamedReference {
            ends,
            proper: Some(proper),
            ..
        }) => ends.get(proper.end).map_or(mention.surface.end, |(_, end)| *end),
        _ => mention.surface.end,
    }
}

/// Maximum distance before a provision at which its sentence is read, in bytes.
const MAX_SENTENCE: usize = 400;

/// Returns whether the sentence before a provision names a law, a constitution, a charter or a convention: the provision
/// may be that one's.
fn names_another(text: &str, at: usize) -> bool {
    static NAMED: Pattern = Pattern::new(concat!(
        r"(?:Hiến pháp|Công ước|Hiệp định|Hiệp ước|Nghị định thư|Điều lệ|Bộ luật|Luật|Pháp lệnh)",
        r"(?:[ ,](?P<next>\p{L}*)|$)"
    ));
    let window = &text[start_of_last(text, at, MAX_SENTENCE)..at];
    let sentence = window.rfind(['.', ';']).map_or(window, |stop| &window[stop + 1..]);
    let is_named = |next: &str| !matches!(next, "này" | "sư");
    let mut named = NAMED.captures_iter(sentence);
    named.any(|found| is_named(found.name("next").map_or("", |next| next.as_str())))
}
