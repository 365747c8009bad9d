//! Names of topics and bodies: whole values are looked up before a list is split at its commas.

use rustc_hash::FxHashMap;

use crate::base::fingerprint::Fingerprint;
use crate::base::fold::name_key;
use crate::base::slug::name_slug;

/// A vocabulary's names, each leading to a position in its table.
#[derive(Clone, Debug, Default)]
pub struct VocabularyNames {
    /// By exact spelling: most uses spell a name as its declaration does, and need no normalized key.
    by_spelling: FxHashMap<Fingerprint, usize>,
    by_key: FxHashMap<String, usize>,
    by_slug: FxHashMap<String, usize>,
}

impl VocabularyNames {
    /// Adds a name; the first to have it keeps it.
    pub fn add(&mut self, name: &str, position: usize) {
        let position = *self.by_key.entry(name_key(name)).or_insert(position);
        self.by_spelling.entry(Fingerprint::of(name)).or_insert(position);
    }

    /// Adds a slug.
    pub fn add_slug(&mut self, slug: &str, position: usize) {
        self.by_slug.entry(slug.to_owned()).or_insert(position);
    }

    /// Looks up a name spelled as its declaration spells it, by its key.
    pub fn spelled(&self, name: Fingerprint) -> Option<usize> {
        self.by_spelling.get(&name).copied()
    }

    /// Looks up a name, another name or a slug.
    pub fn find(&self, name: &str) -> Option<usize> {
        let spelled = self.by_spelling.get(&Fingerprint::of(name));
        let found = spelled
            .or_else(|| self.by_key.get(&name_key(name)))
            .or_else(|| self.by_slug.get(name.trim()));
        found.copied()
    }

    /// Looks up a name also by its folded form: where a vocabulary is open, `Dân vận khéo` and `dan-van-kheo` are one.
    pub fn find_folded(&self, name: &str) -> Option<usize> {
        self.find(name).or_else(|| self.by_slug.get(&name_slug(name)).copied())
    }
}

/// The most items that one name is looked for in: names have a comma or two.
const MAX_JOINED: usize = 4;

/// The most parts of a text with commas that one name is looked for in.
const MAX_PARTS: usize = 8;

/// Splits written values into names: a known name is taken whole, commas and all; else a text is
/// split at commas, and items that YAML split are joined again where together they are a name.
pub(super) fn split_names(written: &[String], is_known: &dyn Fn(&str) -> bool) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < written.len() {
        let ends = (at + 1..written.len().min(at + MAX_JOINED)).rev();
        let mut joined = ends.map(|end| (end, written[at..=end].join(", ")));
        match joined.find(|(_, name)| is_known(name)) {
            Some((end, name)) if !is_known(&written[at]) => {
                found.push((at, name));
                at = end + 1;
            }
            _ => {
                found.extend(split_one(&written[at], is_known).into_iter().map(|name| (at, name)));
                at += 1;
            }
        }
    }
    found
}

fn split_one(text: &str, is_known: &dyn Fn(&str) -> bool) -> Vec<String> {
    if is_known(text) || !text.contains([',', ';']) {
        return vec![text.trim().to_owned()];
    }
    let parts = text.split([',', ';']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let mut names = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let longest = (at..parts.len().min(at + MAX_PARTS))
            .rev()
            .find(|end| is_known(&parts[at..=*end].join(", ")));
        let longest = longest.unwrap_or(at);
        names.push(parts[at..=longest].join(", "));
        at = longest + 1;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::split_names;

    #[test]
    fn known_names_keep_their_commas() {
        let known = |name: &str| matches!(name, "Quốc phòng, an ninh" | "Dân vận khéo");
        let names = |written: &[&str]| -> Vec<String> {
            let written: Vec<String> = written.iter().map(|text| (*text).to_owned()).collect();
            let names = split_names(&written, &known).into_iter();
            names.map(|(_, name)| name).collect()
        };
        let both = ["Quốc phòng, an ninh", "Dân vận khéo"];
        assert_eq!(names(&["Quốc phòng, an ninh, Dân vận khéo"]), both);
        assert_eq!(names(&["Quốc phòng", "an ninh"]), ["Quốc phòng, an ninh"]);
        assert_eq!(names(&["một, hai"]), ["một", "hai"]);
    }
}
