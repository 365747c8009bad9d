//! Quotation marks around a whole value: the editor's typing, not words of the value.

use crate::input::front_matter::fields::FieldId;

/// The marks of each sort. Word processors turn the plain one of a sort into the others, not always both.
const SORTS: [&str; 3] = ["“”„‟\"″", "‘’‚‛'", "«»‹›"];

/// Returns the words between marks around a whole value, if at least one mark is not a plain one, which YAML removes by
/// itself. Where further marks are inside, as in `“A” and “B”`, the outer two are no pair. The site's own sentences,
/// the words of a source, and names that are compared without their marks are left alone.
pub(super) fn typed_quotation(value: &str, field: FieldId) -> Option<&str> {
    let (first, last) = (value.chars().next()?, value.chars().next_back()?);
    if first.is_alphanumeric() || last.is_alphanumeric() {
        return None;
    }
    let is_left_alone = matches!(
        field,
        FieldId::Summary
            | FieldId::Note
            | FieldId::Corrections
            | FieldId::Updates
            | FieldId::Accepted
            | FieldId::Results
            | FieldId::ShortNames
            | FieldId::Topics
            | FieldId::ProvisionTopics
    );
    let sort = SORTS
        .into_iter()
        .find(|sort| sort.contains(first) && sort.contains(last))?;
    let is_plain = matches!(first, '"' | '\'') && first == last;
    let inner = value.get(first.len_utf8()..value.len() - last.len_utf8())?;
    let is_pair = !inner.contains(|letter| sort.contains(letter)) || is_nested(inner);
    (!is_left_alone && !is_plain && is_pair && inner.contains(char::is_alphanumeric)).then_some(inner.trim())
}

/// Returns whether every opening mark inside has its closing one: `“A “B” C”` is one quotation.
fn is_nested(inner: &str) -> bool {
    let mut depth = 0i32;
    for letter in inner.chars() {
        match letter {
            '“' | '«' => depth += 1,
            '”' | '»' => depth -= 1,
            '"' | '„' | '‟' | '‘' | '’' | '\'' | '‹' | '›' | '″' => return false,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::typed_quotation;
    use crate::input::front_matter::fields::FieldId;

    #[test]
    fn only_a_pair_around_everything_is_typing() {
        for (value, inner) in [
            ("“Về công tác dân vận”", Some("Về công tác dân vận")),
            ("‘Về dân vận’", Some("Về dân vận")),
            ("« Về dân vận »", Some("Về dân vận")),
            ("\"Về dân vận”", Some("Về dân vận")),
            (
                "“Phong trào “Dân vận khéo” năm 2011”",
                Some("Phong trào “Dân vận khéo” năm 2011"),
            ),
            ("“Dân vận khéo” và “Dân vận tốt”", None),
            ("“Dân vận khéo”: cách làm", None),
            ("\"Về dân vận\"", None),
            ("“”", None),
            ("“A» ", None),
        ] {
            assert_eq!(typed_quotation(value, FieldId::Title), inner, "{value}");
        }
        assert_eq!(typed_quotation("“Lời của trang.”", FieldId::Summary), None);
    }
}
