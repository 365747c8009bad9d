//! The lexicon of document kinds: their names, abbreviations and forms, as citations and front matter write them.

use std::collections::HashMap;
use std::ops::{Deref, Range};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::base::did_you_mean::nearest;
use crate::base::fold::fold;
use crate::base::kind::{BUILT_IN, Form};
use crate::base::slug::{field_key, name_slug};
use crate::input::citations::normalized_text::start_of_last;

/// A kind of document (loại văn bản). Cheap to clone, since every citation has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(Arc<KindData>);

impl Deref for Kind {
    type Target = KindData;

    fn deref(&self) -> &KindData {
        &self.0
    }
}

/// The data of a kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindData {
    /// Name as printed: `Quyết định`.
    pub name: String,
    /// The first part of addresses: `quyet-dinh`.
    pub slug: String,
    /// What its documents are: official documents, write-ups or pages.
    pub form: Form,
}

impl Kind {
    /// Creates a kind.
    pub fn new(name: &str, slug: &str, form: Form) -> Self {
        Kind(Arc::new(KindData {
            name: name.to_owned(),
            slug: slug.to_owned(),
            form,
        }))
    }

    /// Creates a kind that neither the built-in table nor site.yaml declares; it counts as official.
    pub fn open(name: &str) -> Self {
        Kind::new(name, &name_slug(name), Form::Official)
    }

    /// Returns whether a kind word may denote this kind: `Chương trình` for `Chương trình hành động`.
    pub fn agrees_with(&self, word: &Kind) -> bool {
        Arc::ptr_eq(&self.0, &word.0) || word.slug.starts_with(&self.slug) || self.slug.starts_with(&word.slug)
    }
}

/// A kind with its abbreviations and its description from site.yaml.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindRow {
    /// The kind.
    pub kind: Kind,
    /// Its abbreviations in document numbers.
    pub abbreviations: Vec<String>,
    /// A description for readers.
    pub description: Option<String>,
}

/// The result of looking a kind up by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KindMatch<'l> {
    /// A kind of the table.
    Known(&'l KindRow),
    /// No kind has this name; one has a similar name.
    Near(&'l KindRow),
    /// No kind has this name or a similar one.
    Unknown,
}

/// All kinds of a site. Parsing equal files with equal lexicons gives equal documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexicon {
    rows: Vec<KindRow>,
    closed: bool,
    by_key: HashMap<String, usize>,
    by_abbreviation: HashMap<String, Vec<usize>>,
    /// Names in lower case, each with the index of its row, longest first.
    names: Vec<(String, usize)>,
    words: KindWords,
}

/// Finds the names of official kinds in one pass over a text: as declared, in lower case or in upper case.
#[derive(Clone, Debug)]
struct KindWords {
    matcher: AhoCorasick,
    /// For each pattern, the index of its row.
    rows: Vec<usize>,
}

/// Compares the rows alone, since the matcher follows from them.
impl PartialEq for KindWords {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl Eq for KindWords {}

impl KindWords {
    fn of(rows: &[KindRow]) -> Self {
        let mut patterns = Vec::new();
        let mut named = Vec::new();
        let official = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.kind.form == Form::Official);
        for (index, row) in official {
            let name = &row.kind.name;
            for spelling in [name.clone(), name.to_lowercase(), name.to_uppercase()] {
                patterns.push(spelling);
                named.push(index);
            }
        }
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            // The prefilter looks for bytes that are rare in other languages; every Vietnamese word contains them.
            .prefilter(false)
            .build(&patterns)
            .expect("a few short names");
        KindWords { matcher, rows: named }
    }
}

impl Lexicon {
    /// The lexicon of a site without configuration: the built-in kinds alone.
    pub fn built_in() -> Self {
        Lexicon::with(Vec::new(), false)
    }

    /// The built-in kinds and those of site.yaml; `closed` if site.yaml declares kinds.
    pub fn with(declared: Vec<KindRow>, closed: bool) -> Self {
        let mut rows: Vec<KindRow> = BUILT_IN
            .iter()
            .map(|kind| KindRow {
                kind: Kind::new(kind.name, &name_slug(kind.name), kind.form),
                abbreviations: kind.abbreviations.iter().map(|text| (*text).to_owned()).collect(),
                description: None,
            })
            .collect();
        for row in declared {
            match rows.iter_mut().find(|known| known.kind.slug == row.kind.slug) {
                Some(known) => {
                    known.kind = Kind::new(&known.kind.name, &known.kind.slug, row.kind.form);
                    known.description = row.description.or(known.description.take());
                    known.abbreviations.extend(row.abbreviations);
                }
                None => rows.push(row),
            }
        }
        let mut lexicon = Lexicon {
            rows,
            closed,
            by_key: HashMap::new(),
            by_abbreviation: HashMap::new(),
            names: Vec::new(),
            words: KindWords::of(&[]),
        };
        lexicon.index();
        lexicon
    }

    fn index(&mut self) {
        for (index, row) in self.rows.iter().enumerate() {
            self.by_key.entry(row.kind.slug.clone()).or_insert(index);
            if row.kind.form == Form::Official {
                self.names.push((row.kind.name.to_lowercase(), index));
            }
            for abbreviation in &row.abbreviations {
                let lower = abbreviation.to_lowercase();
                let folded = fold(abbreviation);
                if folded != lower {
                    self.by_abbreviation.entry(folded).or_default().push(index);
                }
                self.by_abbreviation.entry(lower).or_default().push(index);
            }
        }
        self.words = KindWords::of(&self.rows);
        self.names
            .sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    }

    /// All kinds, the built-in ones first.
    pub fn rows(&self) -> &[KindRow] {
        &self.rows
    }

    /// Returns whether only declared kinds are accepted.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Looks a kind up by its name.
    pub fn find(&self, name: &str) -> KindMatch<'_> {
        let key = field_key(name);
        if let Some(index) = self.by_key.get(&key) {
            return KindMatch::Known(&self.rows[*index]);
        }
        let slugs = self.rows.iter().map(|row| row.kind.slug.as_str());
        let near = nearest(&key, slugs).and_then(|near| self.by_key.get(near));
        near.map_or(KindMatch::Unknown, |index| KindMatch::Near(&self.rows[*index]))
    }

    /// The kinds that a symbol in a number can denote: `QĐ` is Quyết định or Quy định. Typed without diacritics, `QD`
    /// denotes the same kinds; `HĐ` does not match `HD`.
    pub fn kinds_of_abbreviation(&self, symbol: &str) -> impl Iterator<Item = &Kind> {
        let rows = self.by_abbreviation.get(&symbol.to_lowercase()).into_iter().flatten();
        rows.map(|index| &self.rows[*index].kind)
    }

    /// The kind with exactly this symbol, if there is only one: `ĐA` does not match `DA`, though both fold alike.
    pub fn kind_of_symbol(&self, symbol: &str) -> Option<&Kind> {
        let has_it = |row: &&KindRow| row.abbreviations.iter().any(|own| own == symbol);
        let mut fitting = self.rows.iter().filter(has_it);
        let first = fitting.next()?;
        fitting.next().is_none().then_some(&first.kind)
    }

    /// The kind whose name ends a text, with the length of that name in bytes; the longest name wins. The name is a
    /// word of its own, or begins with a capital right after the previous word (`vàĐề án`, from a PDF).
    pub fn kind_at_end(&self, text: &str) -> Option<(&Kind, usize)> {
        let longest = self.names.first().map_or(0, |(name, _)| name.len());
        let tail = &text[start_of_last(text, text.len(), longest)..];
        let lower = tail.to_lowercase();
        if lower.len() != tail.len() {
            return None;
        }
        let fits = |name: &str| {
            lower.ends_with(name) && {
                let (before, written) = text.split_at(text.len() - name.len());
                !before.ends_with(char::is_alphanumeric)
                    || (before.ends_with(char::is_lowercase) && written.starts_with(char::is_uppercase))
            }
        };
        let (name, index) = self.names.iter().find(|(name, _)| fits(name))?;
        Some((&self.rows[*index].kind, name.len()))
    }

    /// The kind names in a text, whole words only, in order.
    pub fn kind_words<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Range<usize>, &'l Kind)> {
        self.words.matcher.find_iter(text).filter_map(move |found| {
            let is_word = !text[..found.start()].ends_with(char::is_alphanumeric)
                && !text[found.end()..].starts_with(char::is_alphanumeric);
            let row = self.words.rows[found.pattern().as_usize()];
            is_word.then(|| (found.range(), &self.rows[row].kind))
        })
    }

    /// The kind whose name begins a text; the longest name wins.
    pub fn kind_at_start(&self, text: &str) -> Option<&Kind> {
        let lower = text.to_lowercase();
        let ends_word = |after: &str| !after.starts_with(char::is_alphanumeric);
        let fits = |name: &str| lower.strip_prefix(name).is_some_and(ends_word);
        let (_, index) = self.names.iter().find(|(name, _)| fits(name))?;
        Some(&self.rows[*index].kind)
    }
}
