//! Places of places.yaml, found by the words of a field `địa bàn`: what a place is called now, and whether it is in
//! the province of the site.
//!
//! Names repeat from district to district, so a place is known only where one declared row agrees with every part of
//! what is written. What is not known gets no name of today and no label; the brackets of an editor count before both.

use std::collections::HashMap;

use crate::base::date::PartialDate;
use crate::base::fold::name_key;
use crate::input::front_matter::places::PlaceRow;
use crate::input::front_matter::vocabulary::Vocabulary;

/// Where a place is, seen from the province of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceScope {
    /// In the province.
    Own,
    /// In a province that became part of it.
    Former {
        /// The name of that province.
        province: String,
        /// Its last day, if declared.
        until: Option<PartialDate>,
    },
    /// In another province.
    Outside,
    /// The vocabulary does not tell, or the site names no province.
    Unknown,
}

/// One place of a write-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locality {
    /// Its names from the innermost out, as written: `xóm Dứa`, `xã Văn Yên`, `huyện Đại Từ`.
    pub names: Vec<String>,
    /// The name that its commune or district has today, if it changed.
    pub now: Option<String>,
    /// The province, if it is known, as declared or written.
    pub province: Option<String>,
    /// Where it is.
    pub scope: PlaceScope,
}

impl Locality {
    /// The position of the innermost name that is more than a village.
    pub fn commune(&self) -> usize {
        let of_commune = |name: &String| !is_village(name);
        self.names.iter().position(of_commune).unwrap_or_default()
    }
}

/// The declared places by their names.
#[derive(Debug, Default)]
pub struct PlaceTable {
    rows: Vec<PlaceRow>,
    by_name: HashMap<String, Vec<usize>>,
    own: Option<String>,
}

impl PlaceTable {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let rows = vocabulary.places.rows.clone();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (position, row) in rows.iter().enumerate() {
            by_name.entry(name_key(&row.name)).or_default().push(position);
        }
        let own = vocabulary.site.province.as_deref().map(name_key);
        PlaceTable { rows, by_name, own }
    }

    /// The places that a value of `địa bàn` names, between semicolons.
    pub fn localities(&self, written: &str) -> Vec<Locality> {
        let places = split_outside_brackets(written, ';').into_iter();
        places.filter_map(|place| self.locality(place)).collect()
    }

    fn locality(&self, written: &str) -> Option<Locality> {
        let (written, notes) = without_brackets(written);
        let names = split_outside_brackets(&written, ',');
        let names: Vec<String> = names
            .into_iter()
            .map(str::to_owned)
            .filter(|name| !name.is_empty())
            .collect();
        let mut found = Locality {
            names,
            now: None,
            province: None,
            scope: PlaceScope::Unknown,
        };
        found.names.first()?;
        let commune = found.commune();
        let rows: Vec<Option<&PlaceRow>> = (commune..found.names.len())
            .map(|at| self.row_of(&found.names[at], &found.names[at + 1..]))
            .collect();
        let noted = |word: &str| notes.iter().find_map(|note| note.strip_prefix(word));
        let declared = rows.first().copied().flatten().and_then(|row| row.now.clone());
        found.now = noted("nay ").map(|now| now.trim().to_owned()).or(declared);
        found.province = self.province(&rows, &found.names);
        found.scope = match (noted("trong tỉnh"), noted("ngoài tỉnh")) {
            (Some(_), _) => PlaceScope::Own,
            (_, Some(_)) => PlaceScope::Outside,
            (None, None) => self.scope(found.province.as_deref()),
        };
        Some(found)
    }

    /// The one declared place of a name whose superiors agree with the names that are written after it.
    fn row_of(&self, name: &str, above: &[String]) -> Option<&PlaceRow> {
        let agrees = |row: &&PlaceRow| {
            let superiors: Vec<String> = self.superiors(row).iter().map(|name| name_key(name)).collect();
            above.iter().all(|name| superiors.contains(&name_key(name)))
        };
        let rows = self.by_name.get(&name_key(name))?;
        let mut rows = rows.iter().map(|at| &self.rows[*at]).filter(agrees);
        match (rows.next(), rows.next()) {
            (Some(row), None) => Some(row),
            _ => None,
        }
    }

    /// The names of the places that hold a place, from the innermost out, as far as they are declared once.
    fn superiors<'a>(&'a self, row: &'a PlaceRow) -> Vec<&'a str> {
        let mut found: Vec<&str> = Vec::new();
        let mut next = row.within.as_deref();
        while let Some(name) = next.filter(|name| !found.contains(name)) {
            found.push(name);
            next = match self.by_name.get(&name_key(name)).map(Vec::as_slice) {
                Some([only]) => self.rows[*only].within.as_deref(),
                _ => None,
            };
        }
        found
    }

    /// The province of a place: the outermost superior of what is declared, or the name that says it.
    fn province(&self, rows: &[Option<&PlaceRow>], names: &[String]) -> Option<String> {
        let is_province = |name: &str| name_key(name).starts_with("tỉnh ") || self.is_own(name);
        let declared = rows.iter().flatten().find_map(|row| {
            let superiors = self.superiors(row);
            let last = superiors.last().copied().unwrap_or(&row.name);
            is_province(last).then(|| last.to_owned())
        });
        declared.or_else(|| names.last().filter(|name| is_province(name)).cloned())
    }

    fn is_own(&self, name: &str) -> bool {
        self.own.as_ref().is_some_and(|own| *own == name_key(name))
    }

    fn scope(&self, province: Option<&str>) -> PlaceScope {
        let Some(province) = province.filter(|_| self.own.is_some()) else {
            return PlaceScope::Unknown;
        };
        if self.is_own(province) {
            return PlaceScope::Own;
        }
        let row = self.row_of(province, &[]);
        match row.filter(|row| row.now.as_deref().is_some_and(|now| self.is_own(now))) {
            Some(row) => PlaceScope::Former {
                province: row.name.clone(),
                until: row.to,
            },
            None => PlaceScope::Outside,
        }
    }
}

/// Returns whether a name is that of a place below the commune, which no administrative list has.
fn is_village(name: &str) -> bool {
    const LEVELS: [&str; 12] = [
        "xóm ",
        "thôn ",
        "bản ",
        "phố ",
        "tổ ",
        "khu ",
        "ấp ",
        "buôn ",
        "làng ",
        "khối ",
        "tiểu khu ",
        "các xóm ",
    ];
    let key = name_key(name);
    LEVELS.iter().any(|level| key.starts_with(level))
}

/// Splits a text at a letter, but not inside brackets; the parts are trimmed.
fn split_outside_brackets(text: &str, separator: char) -> Vec<&str> {
    let mut depth = 0_usize;
    let at_separator = |letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && letter == separator
    };
    text.split(at_separator).map(str::trim).collect()
}

/// Separates a text from its notes in brackets; one pair of brackets may hold several notes.
fn without_brackets(text: &str) -> (String, Vec<String>) {
    let mut words = String::new();
    let mut notes = Vec::new();
    let mut rest = text;
    while let Some((before, inner)) = rest.split_once('(') {
        let Some((note, after)) = inner.split_once(')') else {
            break;
        };
        words.push_str(before.trim_end());
        notes.extend(note.split([';', ',']).map(|note| note.trim().to_owned()));
        rest = after;
    }
    words.push_str(rest);
    (words, notes)
}
