//! Lists the documents that a text cites, without a site to resolve them.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::date::PartialDate;
use crate::base::fold::{is_dash, nfc};
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::Lexicon;
use crate::input::citations::mention::NumberedMention;
use crate::input::citations::passage::{self, Citation, CitedThing};

/// A document cited in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedDocument {
    /// The bytes of the citation in the text.
    pub span: Range<usize>,
    /// The name of its kind.
    pub kind: Option<String>,
    /// Its number, without blanks and with plain hyphens; `None` for a proper name.
    pub number: Option<String>,
    /// Its date (ISO 8601), where the text gives the day.
    pub date: Option<String>,
    /// The issuer that the text names with it.
    pub issuer: Option<String>,
    /// The address of the cited provision.
    pub provision: Option<String>,
}

/// Finds the documents that a text cites by number or proper name, with the kinds that need no site.
pub fn citations(text: &str) -> Vec<CitedDocument> {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);
    let found = passage::citations(text, &LEXICON).into_iter();
    found.map(|citation| cited_document(text, citation)).collect()
}

fn day(date: PartialDate) -> Option<String> {
    matches!(date, PartialDate::Day(_)).then(|| date.iso())
}

/// A number as the text writes it, without blanks and with plain hyphens: `26-NQ/TƯ` is no `TW` here, and
/// `84 QĐ/TWĐTN` has no hyphen. Where the text has only a part of it, the number as it is.
fn as_written(text: &str, cited: &NumberedMention) -> String {
    let slice = &text[cited.number_at.clone()];
    if slice == cited.number.printed() {
        return slice.to_owned();
    }
    let letters = slice.chars();
    let letters = letters.filter(|letter| !letter.is_whitespace() && !matches!(letter, '\u{ad}' | '\u{200b}'));
    let written: String = letters
        .map(|letter| if is_dash(letter) { '-' } else { letter })
        .collect();
    let symbol = written.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_glued = symbol.starts_with(char::is_uppercase);
    let digits = written.len() - symbol.len();
    let hyphenated = || format!("{}-{symbol}", &written[..digits]);
    let parsed = if is_glued {
        DocNumber::parse(&hyphenated())
    } else {
        DocNumber::parse(&written)
    };
    let is_whole = parsed.is_some_and(|parsed| parsed.folded() == cited.number.folded());
    let is_whole = is_whole || cited.number.is_bare();
    if is_whole {
        nfc(&written).into_owned()
    } else {
        cited.number.printed().to_owned()
    }
}

fn cited_document(text: &str, citation: Citation) -> CitedDocument {
    let span = citation.surface().clone();
    let provision = citation.place.map(|(address, _)| address.to_string());
    let (number, kind, date, issuer) = match citation.cited {
        CitedThing::Number(cited) => (Some(as_written(text, &cited)), cited.kind, cited.date, cited.issuer),
        CitedThing::Name(cited) => (None, Some(cited.kind), cited.date, None),
    };
    CitedDocument {
        span,
        kind: kind.map(|kind| kind.name.clone()),
        number,
        date: date.and_then(day),
        issuer: issuer.map(|issuer| issuer.to_string()),
        provision,
    }
}
