//! Counts each declared correction (`hiệu đính`) in the text that it corrects.

use crate::base::slug::field_key;
use crate::input::body::provisions::Provision;
use crate::input::front_matter::field_reader::FieldReader;
use crate::input::front_matter::fields::{FieldId, field_named};
use crate::input::front_matter::metadata::{Correction, Metadata};
use crate::messages::code::Code;
use crate::messages::phrase::Phrase;

/// Where a correction was made.
enum CorrectionScope {
    /// The texts of one provision or field.
    Texts(Vec<String>),
    /// The whole document: the count cannot be exact, since the corrected text may occur elsewhere too.
    Whole(Vec<String>),
}

/// Counts each correction in the text of its place; reports those whose count differs from the declared one.
///
/// In a provision or a field the count must be exact, so that undoing the correction restores the source; in the whole
/// text the declared count is a minimum, and the original text may not be left.
pub(crate) fn check(reader: &mut FieldReader<'_>, head: &Metadata, provisions: &[Provision]) {
    for correction in &head.corrections {
        let Some(scope) = scope(head, provisions, &correction.place.value) else {
            reader.report(
                Code::BadAddress,
                &correction.place.at,
                vec![("value", (&correction.place.value).into())],
            );
            continue;
        };
        check_count(reader, correction, &scope);
    }
}

fn check_count(reader: &mut FieldReader<'_>, correction: &Correction, scope: &CorrectionScope) {
    let (texts, exact) = match scope {
        CorrectionScope::Texts(texts) => (texts, true),
        CorrectionScope::Whole(texts) => (texts, false),
    };
    let count = |needle: &str| texts.iter().map(|text| text.matches(needle).count()).sum::<usize>();
    let (found, declared) = (count(&correction.corrected), correction.count.value);
    let keeps_letters = correction.corrected.contains(&correction.original);
    let left = if keeps_letters { 0 } else { count(&correction.original) };
    let right = if exact { found == declared } else { found >= declared };
    if right && left == 0 {
        return;
    }
    let counted = if left > 0 {
        Phrase::FoundAndLeft(found, left)
    } else {
        Phrase::Found(found)
    };
    let values = vec![
        ("original", (&correction.original).into()),
        ("corrected", (&correction.corrected).into()),
        ("declared", declared.to_string().into()),
        ("found", counted.into()),
        ("place", (&correction.place.value).into()),
    ];
    reader.report(Code::CorrectionCount, &correction.count.at, values);
}

fn scope(head: &Metadata, provisions: &[Provision], place: &str) -> Option<CorrectionScope> {
    if field_key(place) == "toan-van" {
        let mut texts: Vec<String> = provisions.iter().flat_map(own_words).collect();
        let fields = [
            FieldId::Kind,
            FieldId::Title,
            FieldId::SignerRole,
            FieldId::Signer,
            FieldId::SigningForm,
        ];
        texts.extend(fields.into_iter().filter_map(|id| field_text(head, id)));
        texts.extend(head.recipients.iter().map(|line| line.value.clone()));
        return Some(CorrectionScope::Whole(texts));
    }
    if let Some(field) = field_named(place) {
        return field_text(head, field.id).map(|text| CorrectionScope::Texts(vec![text]));
    }
    let address = place.trim_start_matches('#');
    let index = provisions
        .iter()
        .position(|provision| provision.address.as_str() == address)?;
    let own = |(at, provision): (usize, &Provision)| {
        at == index || (provision.parent == Some(index) && provision.is_paragraph())
    };
    let texts = provisions
        .iter()
        .enumerate()
        .filter(|row| own(*row))
        .flat_map(|(_, provision)| own_words(provision));
    Some(CorrectionScope::Texts(texts.collect()))
}

/// The words of a provision: its heading, and its text unless a paragraph repeats it.
fn own_words(provision: &Provision) -> Vec<String> {
    let text = (!provision.repeats_parent()).then_some(provision.text());
    let words = provision.heading().into_iter().chain(text);
    words.map(str::to_owned).collect()
}

fn field_text(head: &Metadata, id: FieldId) -> Option<String> {
    match id {
        FieldId::Kind => head.kind.as_ref().map(|found| found.value.clone()),
        FieldId::Title => head.title.as_ref().map(|found| found.value.clone()),
        FieldId::SignerRole => head.signer_role.clone(),
        FieldId::Signer => head.signer.clone(),
        FieldId::SigningForm => head.signing_form.clone(),
        FieldId::Recipients => Some(
            head.recipients
                .iter()
                .map(|line| line.value.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        FieldId::Place => head.place.clone(),
        _ => None,
    }
}
