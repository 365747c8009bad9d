//! Recognises where the text of a document begins, below its title.

use crate::base::slug::field_key;
use crate::base::word_list::WordList;
use crate::input::body::label_parser::candidates;

/// First words of the text of documents.
const OPENINGS: WordList = WordList(
    "can-cu|thuc-hien|xet-de-nghi|theo-de-nghi|kinh-gui|quan-triet|de-thuc-hien|nham|sau-khi|trong-thoi-gian|tren-co-so|ngay|de-trien-khai",
);

/// Returns whether a line begins the text of a document.
pub(super) fn begins_text(line: &str) -> bool {
    let words = line.trim_start_matches(['-', '#', '*', ' ']);
    let key = field_key(&words.chars().take(40).collect::<String>());
    let is_opening = OPENINGS.iter().any(|word| {
        let rest = key.strip_prefix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    });
    // A title may begin so as well, but it is short and ends without a sign.
    let is_long = line.chars().count() > 160 || line.ends_with([';', ',', ':', '.']);
    (is_opening && is_long)
        || words.starts_with("Căn cứ ")
        || candidates(words, false).iter().any(|label| label.is_first())
}
