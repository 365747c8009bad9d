//! Counts each declared correction (`hiệu đính`) in the text that it corrects.

use crate::base::slug::field_key;
use crate::input::body::provisions::Provision;
use crate::input::front_matter::field_reader::FieldReader;
use crate::input::front_matter::fields::{FieldId, field_named};
use crate::input::front_matter::metadata::{Correction, Metadata};
use crate::messages::code::Code;
use crate::messages::phrase::Phrase;

/// Where a correction was made.
struct CorrectionScope {
    texts: Vec<String>,
    /// Whether the texts are of one provision or field. In the whole document the count cannot be exact, since the
    /// corrected text may occur elsewhere too.
    exact: bool,
}

/// Counts each correction in the text of its place; reports those whose count differs from the declared one.
///
/// In a provision or a field the count must be exact, so that undoing the correction restores the source; in the whole
/// text the declared count is a minimum, and the original text may not be left.
pub(crate) fn check(reader: &mut FieldReader<'_>, head: &Metadata, provisions: &[Provision]) {
    for correction in &head.corrections {
        let Some(scope) = scope(head, provisions, &correction.place.value) else {
            let values = vec![("value", (&correction.place.value).into())];
            reader.report(Code::BadAddress, &correction.place.at, values);
            continue;
        };
        check_count(reader, correction, &scope);
    }
}

fn check_count(reader: &mut FieldReader<'_>, correction: &Correction, scope: &CorrectionScope) {
    let count = |needle: &str| {
        scope
            .texts
            .iter()
            .map(|text| text.matches(needle).count())
            .sum::<usize>()
    };
    let (found, declared) = (count(&correction.corrected), correction.count.value);
    let keeps_letters = correction.corrected.contains(&correction.original);
    let left = if keeps_letters { 0 } else { count(&correction.original) };
    let right = if scope.exact {
        found == declared
    } else {
        found >= declared
    };
    if right && left == 0 {
        return;
    }
    let counted = match left {
        0 => Phrase::Found(found),
        _ => Phrase::FoundAndLeft(found, left),
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
        let of_signature = [FieldId::SignerRole, FieldId::Signer, FieldId::SigningForm];
        let fields = [FieldId::Kind, FieldId::Title].into_iter().chain(of_signature);
        texts.extend(fields.filter_map(|id| field_text(head, id)));
        texts.extend(head.recipients.iter().map(|line| line.value.clone()));
        return Some(CorrectionScope { texts, exact: false });
    }
    if let Some(field) = field_named(place) {
        let texts = vec![field_text(head, field.id)?];
        return Some(CorrectionScope { texts, exact: true });
    }
    let address = place.trim_start_matches('#');
    let index = provisions
        .iter()
        .position(|provision| provision.address.as_str() == address)?;
    let is_in_it = |provision: &Provision| provision.parent() == Some(index) && provision.is_paragraph();
    let own = provisions
        .iter()
        .enumerate()
        .filter(|(at, provision)| *at == index || is_in_it(provision));
    let texts = own.flat_map(|(_, provision)| own_words(provision)).collect();
    Some(CorrectionScope { texts, exact: true })
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
        FieldId::Recipients => {
            let lines: Vec<&str> = head.recipients.iter().map(|line| line.value.as_str()).collect();
            Some(lines.join("\n"))
        }
        FieldId::Place => head.place.clone(),
        _ => None,
    }
}
