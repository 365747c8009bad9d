//! Lists the documents that a text cites, without a site to resolve them.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::date::PartialDate;
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
/// `84 QĐ/TWĐTN` has no hyphen.
fn as_written(text: &str, cited: &NumberedMention) -> String {
    let printed = cited.number.printed();
    let written = &text[cited.number_at.clone()];
    let symbol = written.trim_start_matches(|c: char| c.is_ascii_digit());
    if symbol.starts_with(char::is_whitespace) && symbol.trim_start().starts_with(char::is_alphabetic) {
        return printed.replacen('-', "", 1);
    }
    let mut spellings = ["T.Ư", "T.W", "TƯ"].into_iter();
    let spelling = spellings.find(|spelling| written.contains(spelling));
    spelling.map_or_else(|| printed.to_owned(), |spelling| printed.replace("TW", spelling))
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
