//! How a document uses a number: with which kind, issuer and date, and whether as its own.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::date::PartialDate;
use crate::base::fingerprint::Fingerprinted;
use crate::base::number::DocNumber;
use crate::input::body::html_template::PlacedMention;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::NumberedMention;
use crate::input::document::Document;
use crate::model::issuer_names::are_names_of_two_places;

/// A number as it is used somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberUse<'a> {
    /// The number.
    pub number: &'a DocNumber,
    /// The kind in the citation.
    pub kind: Option<&'a Kind>,
    /// The date in the citation.
    pub date: Option<PartialDate>,
    /// The issuer in the citation.
    pub issuer: Option<&'a Fingerprinted>,
    /// The date of the document that uses it.
    pub used_on: Option<PartialDate>,
}

/// Returns whether a kind word may mean a document's kind: `Chương trình` for `Chương trình hành động`.
pub(super) fn kinds_agree(word: Option<&Kind>, kind: &Kind) -> bool {
    word.is_none_or(|word| kind.agrees_with(word))
}

/// The date with which a citation is looked up: none where the number alone identifies the document, so that a wrong date
/// beside it makes no other document of it.
pub(super) fn identifying_date(cited: &NumberedMention) -> Option<PartialDate> {
    cited.date.filter(|_| !cited.number.is_unique())
}

/// The date of the document that uses a number.
pub(super) fn used_on(document: &Document) -> Option<PartialDate> {
    document.head.date.as_ref().map(|date| date.value)
}

/// A number as a document uses it.
pub(super) fn number_use<'a>(document: &Document, cited: &'a NumberedMention) -> NumberUse<'a> {
    NumberUse {
        number: &cited.number,
        kind: cited.kind.as_ref(),
        date: identifying_date(cited),
        issuer: cited.issuer.as_ref(),
        used_on: used_on(document),
    }
}

/// Returns whether a citation is the document's own number.
pub(super) fn is_own_number(document: &Document, cited: &NumberedMention) -> bool {
    let Some(number) = &document.head.number else {
        return false;
    };
    let mut dates = identifying_date(cited).into_iter().zip(used_on(document));
    number.value.key() == cited.number.key()
        && kinds_agree(cited.kind.as_ref(), &document.kind)
        && dates.all(|(cited, own)| cited.agrees_with(own))
}

/// The dates with which a document has cited numbers so far: a number cited again without a date means the same
/// document.
pub(super) struct DatesSoFar<'a> {
    /// Whether a number is cited without a date, so that earlier dates matter.
    has_undated: bool,
    /// Whether a number is cited without its symbol.
    has_bare: bool,
    by_number: FxHashMap<&'a str, DatedNumber<'a>>,
    /// Ordinals with the days they were cited with.
    ordinals: FxHashSet<(&'a str, PartialDate)>,
}

/// The date with which a number was cited.
struct DatedNumber<'a> {
    /// The date; `None` where there were two.
    date: Option<PartialDate>,
    /// The issuer, where the citation named one.
    issuer: Option<&'a Fingerprinted>,
}

impl<'a> DatesSoFar<'a> {
    /// No dates yet, in a document.
    pub(super) fn of(document: &'a Document) -> Self {
        let numbers = || document.references.mentions.iter().filter_map(PlacedMention::number);
        DatesSoFar {
            has_undated: numbers().any(|cited| cited.date.is_none()),
            has_bare: numbers().any(|cited| cited.number.is_bare()),
            by_number: FxHashMap::default(),
            ordinals: FxHashSet::default(),
        }
    }

    /// The date of a citation, or that of an earlier citation of its number; `None` if earlier ones had two dates.
    pub(super) fn dated(&mut self, cited: &'a NumberedMention) -> Option<PartialDate> {
        if let (Some(date), false) = (cited.date, cited.number.is_bare())
            && self.has_bare
        {
            self.ordinals.insert((ordinal(cited), date));
        }
        if !self.has_undated || cited.number.is_unique() {
            return identifying_date(cited);
        }
        let key = cited.number.folded();
        let Some(date) = cited.date else {
            let known = self.by_number.get(key)?;
            let issuers = known.issuer.zip(cited.issuer.as_ref());
            // A body of another place has a date of its own.
            let is_other = issuers.is_some_and(|(known, own)| are_names_of_two_places(known, own));
            return known.date.filter(|_| !is_other);
        };
        let known = self.by_number.entry(key).or_insert(DatedNumber {
            date: Some(date),
            issuer: cited.issuer.as_ref(),
        });
        if known.date.is_some_and(|before| !before.agrees_with(date)) {
            known.date = None;
        }
        Some(date)
    }

    /// Returns whether an ordinal without symbol (`Nghị quyết số 33, ngày 1/2/2013`) is short for a number cited
    /// before.
    pub(super) fn is_short(&self, cited: &NumberedMention) -> bool {
        let Some(date) = cited.date else { return false };
        cited.number.is_bare() && self.has_bare && self.ordinals.contains(&(ordinal(cited), date))
    }
}

/// The ordinal of a number, without leading zeros.
pub(super) fn ordinal(cited: &NumberedMention) -> &str {
    let folded = cited.number.folded();
    folded.split('-').next().unwrap_or(folded)
}
