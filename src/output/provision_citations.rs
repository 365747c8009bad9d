//! How the provisions of a text are cited, without saying it at each of them: a word for each level, from which the
//! page's script makes `điểm 1.5, mục 1, phần II`, and the whole citation where that would not be it.

use crate::input::document::Document;
use crate::output::official_citation::provision_place;
use crate::output::provision_names::bare_number;

/// What a page says of the citations of its provisions.
pub(crate) struct ProvisionCitations {
    /// The word of each level, the outermost first; empty where only whole citations are at hand.
    levels: Vec<String>,
    /// By provision, what the words of the levels do not give.
    whole: Vec<Option<String>>,
}

/// A provision with a number: how it is cited, and how deep it is below the last that brings its word (`Điều 5`).
struct Cited {
    depth: usize,
    place: String,
}

impl ProvisionCitations {
    /// Finds the words of the levels of a document: those of the first provision of each.
    pub(crate) fn of(document: &Document) -> Self {
        let rows = &document.provisions;
        let mut levels: Vec<String> = Vec::new();
        let mut cited: Vec<Option<Cited>> = Vec::with_capacity(rows.len());
        let mut whole = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            if !row.is_numbered() {
                cited.push(None);
                whole.push(None);
                continue;
            }
            let mut above = std::iter::successors(row.parent(), |at| rows[*at].parent());
            let outer = above.find_map(|at| cited[at].as_ref());
            let place = provision_place(document, index);
            let number = bare_number(&row.label);
            let brings_word = number.contains(' ');
            let depth = outer.filter(|_| !brings_word).map_or(0, |outer| outer.depth + 1);
            let is_made = brings_word && place == number
                || level_word(&place, number, outer).is_some_and(|word| is_word_of(&mut levels, depth, word));
            whole.push((!is_made).then(|| place.clone()));
            cited.push(Some(Cited { depth, place }));
        }
        ProvisionCitations { levels, whole }
    }

    /// Returns the words of the levels, for an attribute.
    pub(crate) fn levels(&self) -> String {
        self.levels.join(",")
    }

    /// Returns the citation of a provision where the page must have it.
    pub(crate) fn whole(&self, provision: usize) -> Option<&str> {
        self.whole[provision].as_deref()
    }
}

/// Returns the word with which a citation names the level of its provision, before its number and the place around it;
/// `None` where it is not put together so.
fn level_word<'a>(place: &'a str, number: &str, outer: Option<&Cited>) -> Option<&'a str> {
    let own = match outer {
        Some(outer) => place.strip_suffix(outer.place.as_str())?.strip_suffix(", ")?,
        None => place,
    };
    let word = own.strip_suffix(number)?.strip_suffix(' ')?;
    Some(word).filter(|word| !word.is_empty() && !word.contains(',') && !number.contains(' '))
}

/// Returns whether a level has this word; one without a word gets it.
fn is_word_of(levels: &mut Vec<String>, depth: usize, word: &str) -> bool {
    levels.resize(levels.len().max(depth + 1), String::new());
    let known = &mut levels[depth];
    if known.is_empty() {
        word.clone_into(known);
    }
    known == word
}
