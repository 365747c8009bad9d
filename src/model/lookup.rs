//! Which document a number means: by date, by what lies before the citing document, by its term.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::base::date::PartialDate;
use crate::base::fingerprint::{Fingerprint, Fingerprinted};
use crate::base::fold::fold;
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::Kind;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::{BodyIx, DocIx};
use crate::model::number_usage::{NumberUse, kinds_agree};
use crate::model::stubs::CitationGroups;

/// How far back a number without date may point where no terms are declared: one term of a committee.
const TERM_YEARS: i16 = 5;

/// A document that a number may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Candidate {
    /// A document with a file.
    Held(DocIx),
    /// One known from citations under this date.
    Cited(PartialDate),
}

/// What a number means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One document.
    One(Candidate),
    /// None that is known: a group of its own.
    New,
    /// Several; a wrong link costs more than a missing one.
    Several(Vec<Candidate>),
}

/// What a document must bear to be meant.
#[derive(Clone, Copy)]
pub(super) struct NumberQuery<'a> {
    /// The key of its number.
    pub(super) key: Fingerprint,
    /// Its kind.
    pub(super) kind: Option<&'a Kind>,
    /// Its date.
    pub(super) date: Option<PartialDate>,
    /// The key of its issuer.
    pub(super) issuer: Option<Fingerprint>,
}

/// The documents with a file that may be meant by a number: those that bear it and whose kind, issuer and date do not
/// speak against it. It depends on no other citation, so it is looked up once for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holders {
    /// None.
    None,
    /// Just one.
    One([DocIx; 1]),
    /// Several, in their order.
    Several(Vec<DocIx>),
}

impl Holders {
    /// Looks a number up.
    pub fn of(register: &DocumentIndex, wanted: NumberUse<'_>) -> Self {
        Holders::with(register, wanted, &mut Issuers::default())
    }

    /// Looks a number up, with what is known of issuers from numbers before.
    pub(super) fn with(register: &DocumentIndex, wanted: NumberUse<'_>, issuers: &mut Issuers) -> Self {
        let signs = NumberQuery {
            key: wanted.number.key(),
            kind: wanted.kind,
            date: wanted.date,
            issuer: wanted.issuer.map(Fingerprinted::key),
        };
        Holders::by(register, signs, issuers, || wanted.issuer)
    }

    /// Looks up what bears some signs; the name of the issuer is read only where its key does not tell.
    pub(super) fn by<'a>(
        register: &DocumentIndex,
        wanted: NumberQuery<'_>,
        issuers: &mut Issuers,
        name: impl Fn() -> Option<&'a Fingerprinted>,
    ) -> Self {
        let fits = |index: &DocIx| {
            let entry = register.entry(*index);
            let dates = wanted
                .date
                .is_none_or(|date| entry.issued.is_some_and(|own| own.agrees_with(date)));
            dates
                && kinds_agree(wanted.kind, &register.kind_of(*index).kind)
                && issuers.agree(register, (wanted.issuer, &name), *index)
        };
        let mut found = register.with_number_key(wanted.key).iter().copied().filter(fits);
        match (found.next(), found.next()) {
            (None, _) => Holders::None,
            (Some(only), None) => Holders::One([only]),
            (Some(first), Some(second)) => Holders::Several([first, second].into_iter().chain(found).collect()),
        }
    }

    /// All of them.
    pub fn as_slice(&self) -> &[DocIx] {
        match self {
            Holders::None => &[],
            Holders::One(only) => only,
            Holders::Several(all) => all,
        }
    }
}

/// Decides what a number with a date means: the held document of that date, else the one that other
/// citations date more precisely (`@2011` for what is cited with its day).
pub fn dated(groups: &CitationGroups<'_>, wanted: NumberUse<'_>, bearers: &Holders, date: PartialDate) -> Resolution {
    match bearers {
        Holders::One([only]) => return Resolution::One(Candidate::Held(*only)),
        Holders::Several(all) => return Resolution::Several(all.iter().copied().map(Candidate::Held).collect()),
        Holders::None => {}
    }
    let folded = wanted.number.folded();
    let found: Vec<PartialDate> = groups
        .dates_of(folded)
        .filter(|other| other.agrees_with(date))
        .collect();
    match found.as_slice() {
        [] => Resolution::New,
        [only] => Resolution::One(Candidate::Cited(*only)),
        several if several.contains(&date) => Resolution::One(Candidate::Cited(date)),
        several => Resolution::Several(several.iter().copied().map(Candidate::Cited).collect()),
    }
}

/// Decides what a number without date means, once all dated citations are known.
pub fn undated(
    register: &DocumentIndex,
    groups: &CitationGroups<'_>,
    wanted: NumberUse<'_>,
    bearers: &Holders,
) -> Resolution {
    let all = candidates(register, groups, wanted, bearers);
    let earlier: Vec<Candidate> = all
        .iter()
        .copied()
        .filter(|candidate| match (date_of(register, *candidate), wanted.used_on) {
            (Some(date), Some(used_on)) => date.not_after(used_on) && same_term(register, wanted.number, date, used_on),
            (None, _) | (_, None) => true,
        })
        .collect();
    match earlier.as_slice() {
        [] => Resolution::New,
        [only] => Resolution::One(*only),
        _ => Resolution::Several(earlier),
    }
}

/// Decides what a number that an editor wrote on purpose means: the only one, else as in a text.
pub fn written(
    register: &DocumentIndex,
    groups: &CitationGroups<'_>,
    wanted: NumberUse<'_>,
    bearers: &Holders,
) -> Resolution {
    match candidates(register, groups, wanted, bearers).as_slice() {
        [] => Resolution::New,
        [only] => Resolution::One(*only),
        several => match undated(register, groups, wanted, bearers) {
            Resolution::One(candidate) => Resolution::One(candidate),
            Resolution::New | Resolution::Several(_) => Resolution::Several(several.to_vec()),
        },
    }
}

fn candidates(
    register: &DocumentIndex,
    groups: &CitationGroups<'_>,
    wanted: NumberUse<'_>,
    bearers: &Holders,
) -> Vec<Candidate> {
    let held = bearers.as_slice();
    let is_held = |date: &PartialDate| {
        let own = |index: &DocIx| register.entry(*index).issued.is_some_and(|own| own.agrees_with(*date));
        held.iter().any(own)
    };
    let cited = groups
        .dates_of(wanted.number.folded())
        .filter(|date| !is_held(date))
        .map(Candidate::Cited);
    held.iter().copied().map(Candidate::Held).chain(cited).collect()
}

/// The date of a candidate.
pub fn date_of(register: &DocumentIndex, candidate: Candidate) -> Option<PartialDate> {
    match candidate {
        Candidate::Held(index) => register.entry(index).issued,
        Candidate::Cited(date) => Some(date),
    }
}

/// What was decided on names of issuers: a site has many citations and few issuers.
#[derive(Debug, Default)]
pub(super) struct Issuers(FxHashMap<(Fingerprint, BodyIx), bool>);

impl Issuers {
    /// Says whether the issuer that stands with a number may be a document's: every province has a
    /// 393-QĐ/TU, and `của Tỉnh ủy Bắc Kạn` names another one than that of Thái Nguyên.
    pub(super) fn agree<'a>(
        &mut self,
        register: &DocumentIndex,
        (named, name): (Option<Fingerprint>, &dyn Fn() -> Option<&'a Fingerprinted>),
        index: DocIx,
    ) -> bool {
        let (Some(named), Some(issuer)) = (named, register.entry(index).issuer) else {
            return true;
        };
        let decide = || name().is_none_or(|name| may_be(register, name, issuer));
        named == register.body_key(issuer) || *self.0.entry((named, issuer)).or_insert_with(decide)
    }
}

/// Says whether a name may be that of a body.
fn may_be(register: &DocumentIndex, named: &str, body: BodyIx) -> bool {
    let above = register.above(body);
    if let Some(other) = register.find_body(named) {
        return above.contains(&other) || register.above(other).contains(&body);
    }
    let named = fold(named);
    let rows: Vec<_> = above.iter().map(|body| &register.bodies[body.get()]).collect();
    let full: Vec<String> = rows.iter().map(|row| fold(&row.name)).collect();
    let short: Vec<String> = rows
        .iter()
        .flat_map(|row| &row.other_names)
        .map(|name| fold(name))
        .collect();
    // `Tỉnh ủy` may be that of Thái Nguyên, and so may `Tỉnh ủy Thái Nguyên khóa XVIII`.
    let is_part = full.iter().chain(&short).any(|own| own.contains(&named));
    let is_longer = full.iter().any(|own| named.contains(own.as_str()));
    is_part || is_longer || !full.iter().chain(&short).any(|own| differ_in_place(own, &named))
}

/// Says whether two names are of bodies of one sort in two places: alike in their first words, then
/// different to their ends.
fn differ_in_place(left: &str, right: &str) -> bool {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    let alike = left
        .iter()
        .zip(&right)
        .take_while(|(left, right)| left == right)
        .count();
    alike >= 2 && alike < left.len() && alike < right.len()
}

/// Says whether two dates lie in one term of the body that owns the number's symbol.
fn same_term(register: &DocumentIndex, number: &DocNumber, date: PartialDate, used_on: PartialDate) -> bool {
    // A number that holds its year (`30/2020/NĐ-CP`) does not begin again.
    if number.year().is_some() {
        return true;
    }
    let owner = number.symbols().next_back().and_then(|symbol| {
        register
            .bodies
            .iter()
            .find(|body| body.symbols.iter().any(|own| fold(own) == fold(symbol)))
    });
    let terms = owner.map_or(&[][..], |body| body.terms.as_slice());
    if terms.is_empty() {
        return within_years(date, used_on, TERM_YEARS);
    }
    let term = |date: PartialDate| terms.partition_point(|first| *first <= date);
    term(date) == term(used_on)
}

/// Says whether `later` lies at most so many years after `date`, as far as both are precise.
fn within_years(date: PartialDate, later: PartialDate, years: i16) -> bool {
    let ((year, month, day), (later_year, later_month, later_day)) = (date.order_key(), later.order_key());
    let is_open = |left: i8, right: i8| left == 0 || right == 0;
    match (later_year - year).cmp(&years) {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal if is_open(month, later_month) || month != later_month => {
            is_open(month, later_month) || later_month < month
        }
        Ordering::Equal => is_open(day, later_day) || later_day <= day,
    }
}

#[cfg(test)]
mod tests {
    use super::within_years;
    use crate::base::date::PartialDate;

    #[test]
    fn a_term_of_five_years_ends_with_its_day() {
        let date = |text: &str| PartialDate::parse(text).expect("a date");
        let within = |from: &str, to: &str| within_years(date(from), date(to), 5);
        assert!(within("29/8/2006", "29/8/2011"));
        assert!(!within("28/8/2006", "29/8/2011"));
        assert!(within("1/9/2006", "29/8/2011"));
        assert!(!within("1/1/2006", "29/8/2011"));
        assert!(within("2006", "29/8/2011"));
        assert!(within("8/2006", "29/8/2011"));
        assert!(!within("7/2006", "29/8/2011"));
        assert!(!within("31/12/2005", "1/1/2011"));
    }
}
