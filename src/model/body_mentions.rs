//! Finds the provisions whose text names a body, by its name or another of its names.
//!
//! Takes the document index; gives the provisions for each body. The longest name counts (`Ban Thường vụ Tỉnh ủy` does
//! not name Tỉnh ủy). A wrong link costs more than a missing one: a name followed by a capital (`Tỉnh ủy Bắc Kạn`) or
//! preceded by a plural (`các Tỉnh ủy`) names no body.

use std::collections::BTreeMap;

use crate::base::fold::nfc;
use crate::base::kind::Form;
use crate::base::thread_chunks::in_parts;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::{BodyIx, DocIx};
use crate::model::provision_backlinks::numbered_provision;
use aho_corasick::{AhoCorasick, MatchKind};

/// A provision that names a body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BodyMention {
    /// The document.
    pub document: DocIx,
    /// Its provision: the numbered one that contains the paragraph, if any.
    pub provision: usize,
    /// The paragraph itself.
    pub paragraph: usize,
    /// The name as the text has it.
    pub form: String,
}

/// Plural words: a name after one of them means many bodies.
const PLURAL_WORDS: [&str; 6] = ["các", "những", "mọi", "mỗi", "từng", "nhiều"];

/// The provisions that name each body, by document and position; each provision once for each form of a name.
pub(crate) fn gather(documents: &DocumentIndex) -> Vec<Vec<BodyMention>> {
    let mut found: Vec<Vec<BodyMention>> = vec![Vec::new(); documents.bodies.len()];
    let (names, owners) = names(documents);
    let mut search = AhoCorasick::builder();
    let Ok(search) = search.match_kind(MatchKind::LeftmostLongest).build(&names) else {
        return found;
    };
    let places = in_parts(documents.entries.len(), |part| {
        let indexes = documents.indexes().skip(part.start).take(part.len());
        let named = indexes.flat_map(|index| named_in(documents, index, &search, &owners));
        named.collect::<Vec<_>>()
    });
    for (body, mention) in places.into_iter().flatten() {
        found[body.get()].push(mention);
    }
    for places in &mut found {
        places.sort();
        places.dedup();
    }
    found
}

/// Every name with its body, except names that two bodies share.
fn names(documents: &DocumentIndex) -> (Vec<String>, Vec<BodyIx>) {
    let mut owners: BTreeMap<String, Option<BodyIx>> = BTreeMap::new();
    for body in documents.body_indexes() {
        let row = &documents.bodies[body.get()];
        for name in std::iter::once(&row.name).chain(&row.other_names) {
            for form in tone_forms(&nfc(name)) {
                let owner = owners.entry(form).or_insert(Some(body));
                *owner = owner.filter(|other| *other == body);
            }
        }
    }
    let owned = owners.into_iter().filter_map(|(name, owner)| Some((name, owner?)));
    owned.filter(|(name, _)| !name.is_empty()).unzip()
}

/// Tone marks of an open `oa`, `oe`, `uy`, in both spellings: on the first vowel and on the second.
const TONES: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// A name in both ways of placing tone marks: `Tỉnh ủy`, `Tỉnh uỷ`.
fn tone_forms(name: &str) -> Vec<String> {
    let (mut early, mut late) = (name.to_owned(), name.to_owned());
    for (first, second) in TONES {
        let quy = format!("q{second}");
        late = late.replace(first, second);
        // In `quý`, u belongs to the onset.
        early = early.replace(second, first).replace(&format!("q{first}"), &quy);
    }
    let capital = |text: &str| text.replace("Ủy", "Uỷ");
    let mut forms = vec![name.to_owned(), early, capital(&late), late];
    forms.sort();
    forms.dedup();
    forms
}

fn named_in(
    documents: &DocumentIndex,
    index: DocIx,
    search: &AhoCorasick,
    owners: &[BodyIx],
) -> Vec<(BodyIx, BodyMention)> {
    let document = documents.document(index);
    let mut found = Vec::new();
    if document.kind.form != Form::Official || !document.has_own_text() {
        return found;
    }
    for (at, row) in document.provisions.iter().enumerate() {
        if row.repeats_parent() {
            continue;
        }
        for hit in search.find_iter(&*row.words) {
            if !is_name(&row.words, hit.range()) {
                continue;
            }
            let mention = BodyMention {
                document: index,
                provision: numbered_provision(document, at),
                paragraph: at,
                form: row.words[hit.range()].to_owned(),
            };
            found.push((owners[hit.pattern().as_usize()], mention));
        }
    }
    found
}

/// Returns whether the words at a range are a whole name of one body: no longer name, and no plural.
fn is_name(text: &str, range: std::ops::Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let mut following = after.chars();
    let next = following.next();
    let goes_on = next == Some(' ') && following.next().is_some_and(char::is_uppercase);
    let last = before.split_whitespace().next_back().unwrap_or("");
    let many = PLURAL_WORDS.contains(&last.to_lowercase().as_str());
    !is_word(before.chars().next_back()) && !is_word(next) && !goes_on && !many
}

#[cfg(test)]
mod tests {
    use super::{is_name, tone_forms};

    #[test]
    fn names_are_found_in_both_ways_of_placing_tone_marks() {
        assert_eq!(tone_forms("Tỉnh ủy"), ["Tỉnh uỷ", "Tỉnh ủy"]);
        assert_eq!(tone_forms("Tòa án quý"), ["Toà án quý", "Tòa án quý"]);
        assert_eq!(tone_forms("Quốc hội"), ["Quốc hội"]);
    }

    #[test]
    fn a_name_that_goes_on_or_stands_for_many_names_nobody() {
        let at = |text: &str| {
            let start = text.find("Tỉnh ủy").expect("the name");
            is_name(text, start..start + "Tỉnh ủy".len())
        };
        assert!(at("tham mưu cho Tỉnh ủy về công tác dân vận"));
        assert!(at("Tỉnh ủy, Ban Thường vụ"));
        assert!(!at("của Tỉnh ủy Bắc Kạn"));
        assert!(!at("các Tỉnh ủy, thành ủy"));
        assert!(!at("của Tỉnh ủyx"));
    }
}
