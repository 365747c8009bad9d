//! The texts of congbo in both languages: one file each, parsed once.
//!
//! Takes a key and values, gives text. Must not know what the texts are about: the enums that are keys import this.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A language of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt
    Vietnamese,
    /// English
    English,
}

impl Language {
    /// The language of a code such as `vi`, `en` or `vi_VN.UTF-8`; `None` for any other.
    pub fn from_code(code: &str) -> Option<Language> {
        match code.split(['_', '-', '.']).next() {
            Some("vi") => Some(Language::Vietnamese),
            Some("en") => Some(Language::English),
            _ => None,
        }
    }
}

type Texts = HashMap<&'static str, String>;

static VIETNAMESE: LazyLock<Texts> = LazyLock::new(|| parse(include_str!("texts/vi.txt")));
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| parse(include_str!("texts/en.txt")));

fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

/// Parses lines `key = text`, each followed by any number of lines `| text` that continue it; `#` begins a comment.
fn parse(file: &'static str) -> Texts {
    let mut texts = Texts::new();
    let mut key = "";
    for line in file.lines() {
        if let Some(next) = line.strip_prefix('|') {
            let text: &mut String = texts.get_mut(key).expect("a continuation follows a text");
            text.push('\n');
            text.push_str(next.strip_prefix(' ').unwrap_or(next));
        } else if !line.is_empty() && !line.starts_with('#') {
            let (name, text) = line.split_once(" = ").expect("a line is `key = text`");
            key = name;
            let former = texts.insert(name, text.to_owned());
            assert!(former.is_none(), "{name} has one text");
        }
    }
    texts
}

/// Returns the text of a key, or `None` where the language's file has none.
pub(crate) fn find(key: &str, language: Language) -> Option<&'static str> {
    texts(language).get(key).map(String::as_str)
}

/// Returns the text of a key.
///
/// # Panics
/// Where the language's file has no such key; a test compares the files with all keys.
pub fn text(key: &str, language: Language) -> &'static str {
    find(key, language).unwrap_or_else(|| panic!("no text {key}"))
}

/// Every key of a language's file, sorted. Only tests call it.
pub fn keys(language: Language) -> Vec<&'static str> {
    let mut keys: Vec<&str> = texts(language).keys().copied().collect();
    keys.sort_unstable();
    keys
}

/// Replaces each `{name}` by its value, and each `{name|one|many}` by `one` where the value is 1, else by `many`; a
/// name without value stays as it is.
pub(crate) fn fill<V: AsRef<str>>(text: &str, values: &[(&str, V)]) -> String {
    let replacement = |within: &str| {
        let (name, forms) = match within.split_once('|') {
            Some((name, forms)) => (name, Some(forms)),
            None => (within, None),
        };
        let value = values.iter().find(|(known, _)| *known == name)?.1.as_ref();
        let Some(forms) = forms else {
            return Some(value.to_owned());
        };
        let (one, many) = forms.split_once('|')?;
        Some(if value == "1" { one } else { many }.to_owned())
    };
    replace_braces(text, replacement)
}

/// Replaces each `{name}` by an ellipsis, and each `{name|one|many}` by `many`.
pub(crate) fn with_ellipses(text: &str) -> String {
    replace_braces(text, |within| {
        Some(within.rsplit_once('|').map_or("…", |(_, many)| many).to_owned())
    })
}

/// Replaces each `{…}` by what `replacement` gives for its inside; an opening brace for which it gives nothing stays.
fn replace_braces(text: &str, replacement: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let tail = &rest[open + 1..];
        let close = tail.find('}');
        match close.and_then(|close| Some((close, replacement(&tail[..close])?))) {
            Some((close, value)) => {
                out.push_str(&value);
                rest = &tail[close + 1..];
            }
            None => {
                out.push('{');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A value that becomes text in a language.
pub(crate) trait ToText {
    /// Its text.
    fn to_text(&self, language: Language) -> String;
}

/// Values that are written alike in every language.
macro_rules! plain_values {
    ($($plain:ty),+) => {
        $(impl ToText for $plain {
            fn to_text(&self, _: Language) -> String {
                self.to_string()
            }
        })+
    };
}
plain_values!(String, &str, usize, char);

/// Defines an enum whose variants are keys of the catalogue: `group.Variant`. The values of a variant fill the places
/// of its text that bear their names; the words behind it are its doc comment.
macro_rules! text_keys {
    ($group:literal, $(#[$attribute:meta])* pub enum $name:ident {
        $($variant:ident $(($($value:ident: $kind:ty),+))?: $doc:literal,)+
    }) => {
        $(#[$attribute])*
        pub enum $name {
            $(#[doc = $doc] $variant $(($($kind),+))?,)+
        }

        impl $name {
            /// The keys of its texts.
            pub const KEYS: &[&str] = &[$(concat!($group, ".", stringify!($variant))),+];

            /// The key of its text.
            pub fn key(&self) -> &'static str {
                match self { $($name::$variant { .. } => concat!($group, ".", stringify!($variant)),)+ }
            }

            /// Its text, with the places for values as they are.
            pub fn text(&self, language: $crate::messages::catalogue::Language) -> &'static str {
                $crate::messages::catalogue::text(self.key(), language)
            }
        }

        impl $crate::messages::catalogue::ToText for $name {
            fn to_text(&self, language: $crate::messages::catalogue::Language) -> String {
                match self {
                    $($name::$variant $(($($value),+))? => {
                        let values: &[(&str, String)] = &[$($((stringify!($value), $value.to_text(language))),+)?];
                        $crate::messages::catalogue::fill(self.text(language), values)
                    })+
                }
            }
        }
    };
}
pub(crate) use text_keys;

#[cfg(test)]
mod tests {
    use super::{fill, with_ellipses};

    #[test]
    fn a_count_chooses_the_form_of_its_noun() {
        let text = "{n} {n|error|errors}, {n|}, {m|a|b}, `{`";
        assert_eq!(fill(text, &[("n", "1")]), "1 error, {n|}, {m|a|b}, `{`");
        assert_eq!(fill(text, &[("n", "0")]), "0 errors, {n|}, {m|a|b}, `{`");
        assert_eq!(with_ellipses("{n} {n|error|errors}"), "… errors");
    }
}
