//! A law that is known by its kind, name and year: `Luật Đất đai năm 2013`.

use crate::base::slug::slug;
use crate::input::citations::lexicon::{Kind, KindMatch, Lexicon};

/// A law by its name and year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedLaw {
    /// The address of its kind: `luat`.
    kind_slug: String,
    /// The word of its kind: `Luật`.
    kind_word: String,
    /// Its name without the kind, with a capital: `Đất đai`; empty for a constitution.
    pub title: String,
    /// Its year.
    pub year: i16,
    /// Set where another law has the same address: `Luật Đông`, `Luật Đống`.
    twin: Option<u16>,
}

impl NamedLaw {
    /// `Luật Đất đai năm 2013`
    pub fn full_name(&self) -> String {
        match self.title.as_str() {
            "" => format!("{} năm {}", self.kind_word, self.year),
            title => format!("{} {title} năm {}", self.kind_word, self.year),
        }
    }

    /// The last part of its address: `dat-dai`.
    pub fn slug(&self) -> String {
        let name = match self.title.as_str() {
            "" => self.kind_slug.clone(),
            title => slug(title),
        };
        self.twin.map_or(name.clone(), |twin| format!("{name}-{twin}"))
    }

    /// The same law with another address.
    pub(super) fn with_next_address(self) -> Self {
        NamedLaw {
            twin: Some(self.twin.map_or(2, |twin| twin + 1)),
            ..self
        }
    }

    /// The address of its kind.
    pub fn kind_slug(&self) -> &str {
        &self.kind_slug
    }

    /// The key by which data files and editors name it: `luat/dat-dai-2013`.
    pub fn path_key(&self) -> String {
        format!("{}/{}-{}", self.kind_slug, self.slug(), self.year)
    }

    /// Makes a law of the key of its name, its year and its words in a text; gives its kind too.
    pub(super) fn of(lexicon: &Lexicon, (key, year): (&str, i16), printed: &str) -> (Self, Kind) {
        let words = LAW_WORDS.iter().map(|word| word.trim_end());
        let words = words.filter(|word| key.starts_with(&word.to_lowercase()));
        let word = words.max_by_key(|word| word.len()).unwrap_or("Luật");
        let kind = match lexicon.find(word) {
            KindMatch::Known(row) => row.kind.clone(),
            KindMatch::Near(_) | KindMatch::Unknown => Kind::open(word),
        };
        let mut letters = printed.get(word.len()..).unwrap_or("").trim().chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let title = match word {
            "Hiến pháp" => String::new(),
            _ => first.chain(letters).collect(),
        };
        let law = NamedLaw {
            kind_slug: kind.slug.clone(),
            kind_word: word.to_owned(),
            title,
            year,
            twin: None,
        };
        (law, kind)
    }
}

/// The kind words of laws.
pub(super) const LAW_WORDS: [&str; 4] = ["Luật ", "Bộ luật ", "Pháp lệnh ", "Hiến pháp "];
