//! Which document a short form means: one cited before, or, where it has a year, the only one of that number.

use crate::base::date::PartialDate;
use crate::base::fingerprint::Fingerprinted;
use crate::base::fold::name_key;
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::Kind;
use crate::model::antecedents::Antecedents;
use crate::model::issuer_matching::Issuers;
use crate::model::link_tables::LinkTables;
use crate::model::target::DocumentRef;

/// A short form as the text has it.
pub(super) struct ShortUse<'m> {
    pub(super) kind: &'m Kind,
    pub(super) ordinal: &'m str,
    pub(super) year: Option<i16>,
    pub(super) issuer: Option<&'m Fingerprinted>,
}

impl ShortUse<'_> {
    /// The document cited before that it means, and the mention that cited it.
    pub(super) fn antecedent(
        &self,
        tables: LinkTables<'_, '_>,
        antecedents: &Antecedents<'_>,
    ) -> Option<(DocumentRef, usize)> {
        let fits = |node| self.year.is_none_or(|year| is_of_year(tables, node, year));
        let found = antecedents.short_that(self.kind, self.ordinal, fits)?;
        self.may_be_of(tables, found.0).then_some(found)
    }

    /// The only document of the numbers that it may stand for.
    pub(super) fn known(&self, tables: LinkTables<'_, '_>) -> Option<DocumentRef> {
        let numbers = self.year.map_or_else(Vec::new, |year| self.full_numbers(year));
        let mut nodes = numbers.iter().flat_map(|number| {
            let held = tables
                .documents
                .with_number(number)
                .iter()
                .copied()
                .map(DocumentRef::Held);
            let stubs = tables.stubs.with_number(number.folded()).map(DocumentRef::Stub);
            held.chain(stubs)
        });
        let only = nodes.next()?;
        nodes.next().is_none().then_some(only)
    }

    /// The whole numbers that it may stand for: where the kind and the year leave no choice of the symbol, or two terms
    /// of the National Assembly at most.
    fn full_numbers(&self, year: i16) -> Vec<DocNumber> {
        let terms = TERMS.iter().filter(|(_, from, to)| (*from..=*to).contains(&year));
        let symbols: Vec<String> = match self.kind.name.as_str() {
            "Nghị định" => vec!["NĐ-CP".to_owned()],
            "Nghị quyết" if self.ordinal.contains('.') => vec!["NQ-CP".to_owned()],
            "Luật" | "Bộ luật" => terms.map(|(term, ..)| format!("QH{term}")).collect(),
            "Pháp lệnh" => terms.map(|(term, ..)| format!("UBTVQH{term}")).collect(),
            _ => Vec::new(),
        };
        let number = |symbol: &String| DocNumber::parse(&format!("{}/{year}/{symbol}", self.ordinal));
        symbols.iter().filter_map(number).collect()
    }

    /// Returns whether a document may be that of a body: an issuer after a short form rules out another issuer's
    /// document.
    fn may_be_of(&self, tables: LinkTables<'_, '_>, node: DocumentRef) -> bool {
        let Some(issuer) = self.issuer else { return true };
        match node {
            DocumentRef::Held(found) => {
                Issuers::default().agree(tables.documents, (Some(issuer.key()), &|| Some(issuer)), found)
            }
            DocumentRef::Stub(found) => {
                let known = &tables.stubs.rows[found.get()].issuers;
                let issuer = name_key(issuer);
                let mut keys = known.iter().map(|own| name_key(own));
                known.is_empty() || keys.any(|own| own.contains(&issuer) || issuer.contains(&own))
            }
        }
    }
}

/// Terms of the National Assembly with their first and last years; an election ends a term in the middle of a year.
const TERMS: [(u8, i16, i16); 7] = [
    (10, 1997, 2002),
    (11, 2002, 2007),
    (12, 2007, 2011),
    (13, 2011, 2016),
    (14, 2016, 2021),
    (15, 2021, 2026),
    (16, 2026, 2031),
];

/// Returns whether a document is of a year, by its number or its date.
fn is_of_year(tables: LinkTables<'_, '_>, node: DocumentRef, year: i16) -> bool {
    let (number, date) = match node {
        DocumentRef::Held(found) => {
            let number = tables.documents.document(found).head.number.as_ref();
            let number = number.and_then(|number| number.value.year());
            (number, tables.documents.entry(found).issued)
        }
        DocumentRef::Stub(found) => {
            let row = &tables.stubs.rows[found.get()];
            (row.number().and_then(DocNumber::year), row.date)
        }
    };
    number.or(date.map(PartialDate::year)) == Some(year)
}
