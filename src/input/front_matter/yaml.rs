//! The only user of `serde_yaml`: parses a text into a tree and finds the exact place of a node.
//!
//! To find a place, a second pass walks to the node and raises an error inside that value's visitor: the error carries
//! the line and column, which the tree does not keep.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::base::span::LineColumn;
use crate::input::front_matter::node::{NodePath, YamlNode};

/// The reason why a text is not YAML, or not a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// The message of the parser.
    pub(crate) reason: String,
    /// The place of the error within the text.
    pub(crate) place: Option<LineColumn>,
    /// The beginning of the construct that the parser was reading.
    pub(crate) context: Option<LineColumn>,
}

impl SyntaxError {
    /// The reason if the text is not a mapping.
    pub(crate) const NOT_MAPPING: &str = "not a mapping";

    /// The error of a text that is YAML, but not a mapping.
    pub(crate) fn not_mapping() -> Self {
        SyntaxError {
            reason: SyntaxError::NOT_MAPPING.to_owned(),
            place: None,
            context: None,
        }
    }
}

/// Parses a text into a tree.
pub(crate) fn parse(text: &str) -> Result<YamlNode, SyntaxError> {
    let mut reading = TreeReading {
        is_lossy: false,
        bytes_left: text.len() * MAX_REPETITION + 1024,
    };
    let node = AnySeed(&mut reading)
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|e| syntax_error(&e))?;
    if !reading.is_lossy {
        return Ok(node);
    }
    RawSeed(&node)
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|e| syntax_error(&e))
}

/// Finds the beginning of a node.
pub(crate) fn locate(text: &str, path: &NodePath) -> Option<LineColumn> {
    if let ([entry], false) = (path.steps.as_slice(), path.on_key)
        && let Some(place) = locate_plainly(text, *entry)
    {
        debug_assert_eq!(Some(place), locate_by_reading(text, path), "{entry} of {text:?}");
        return Some(place);
    }
    locate_by_reading(text, path)
}

/// The place of a value of the root mapping, if every line before it is a field with a plain value: such a head need
/// not be parsed again.
fn locate_plainly(text: &str, entry: usize) -> Option<LineColumn> {
    for (number, line) in text.lines().enumerate().take(entry + 1) {
        let (key, rest) = line.split_once(':')?;
        let value = rest.trim_start_matches(' ');
        let is_plain =
            |text: &str| text.starts_with(char::is_alphanumeric) && !text.contains(['"', '\'', '#', ':', '{', '[']);
        let inner = value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
        let is_quoted = inner.is_some_and(|inner| !inner.contains(['"', '\\']));
        if !is_plain(key) || value.len() == rest.len() || !(is_quoted || is_plain(value)) {
            return None;
        }
        if number == entry {
            let column = line.chars().count() - value.chars().count() + 1;
            let line = number + 1;
            return Some(LineColumn { line, column });
        }
    }
    None
}

fn locate_by_reading(text: &str, path: &NodePath) -> Option<LineColumn> {
    let (steps, on_key) = (path.steps.as_slice(), path.on_key);
    let seed = LocateSeed { steps, on_key };
    let error = seed.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    place_of(&error)
}

fn syntax_error(error: &serde_yaml::Error) -> SyntaxError {
    let reason = error.to_string();
    let context = reason.split_once(", while ").and_then(|(_, words)| named_place(words));
    let place = place_of(error);
    SyntaxError { reason, place, context }
}

/// The place in a message of the parser: `… at line 2 column 1`.
fn named_place(words: &str) -> Option<LineColumn> {
    let (line, column) = words.rsplit_once(" at line ")?.1.split_once(" column ")?;
    let digits = column.find(|c: char| !c.is_ascii_digit()).unwrap_or(column.len());
    Some(LineColumn {
        line: line.parse().ok()?,
        column: column[..digits].parse().ok()?,
    })
}

fn place_of(error: &serde_yaml::Error) -> Option<LineColumn> {
    error.location().map(|at| LineColumn {
        line: at.line(),
        column: at.column(),
    })
}

/// The methods of `AnySeed` for scalars that come typed.
macro_rules! typed_scalars {
    ($($visit:ident: $scalar:ty),*) => {
        $(fn $visit<E: Error>(self, _: $scalar) -> Result<YamlNode, E> {
            self.0.is_lossy = true;
            self.0.charge(1)?;
            Ok(YamlNode::Text(String::new()))
        })*
    };
}

/// The tree of a text may be this many times as long as the text: `*name` repeats what `&name` marks, and the parser's
/// own limit counts the repetitions, but not how much each of them repeats.
const MAX_REPETITION: usize = 4;

/// The state of a first reading.
struct TreeReading {
    /// A scalar came typed, without its source text.
    is_lossy: bool,
    /// What the tree may still grow.
    bytes_left: usize,
}

impl TreeReading {
    fn charge<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        let left = self.bytes_left.checked_sub(bytes);
        self.bytes_left = left.ok_or_else(|| E::custom("repetition limit exceeded"))?;
        Ok(())
    }
}

/// Reads any value.
struct AnySeed<'a>(&'a mut TreeReading);

impl<'de> DeserializeSeed<'de> for AnySeed<'_> {
    type Value = YamlNode;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<YamlNode, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnySeed<'_> {
    type Value = YamlNode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<YamlNode, E> {
        self.0.charge(1 + text.len())?;
        Ok(YamlNode::Text(text.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<YamlNode, E> {
        self.0.charge(1)?;
        Ok(YamlNode::Null)
    }

    typed_scalars! { visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64 }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<YamlNode, A::Error> {
        Err(A::Error::custom("tags (`!name`) are not used here"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<YamlNode, A::Error> {
        self.0.charge(1)?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(AnySeed(self.0))? {
            list.push(item);
        }
        Ok(YamlNode::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<YamlNode, A::Error> {
        self.0.charge(1)?;
        let mut map = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            self.0.charge(key.len())?;
            map.push((key, entries.next_value_seed(AnySeed(self.0))?));
        }
        Ok(YamlNode::Map(map))
    }
}

/// Reads again along a known tree, every scalar as text.
struct RawSeed<'a>(&'a YamlNode);

impl<'de> DeserializeSeed<'de> for RawSeed<'_> {
    type Value = YamlNode;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<YamlNode, D::Error> {
        match self.0 {
            YamlNode::Null => deserializer.deserialize_any(IgnoredAny).map(|_| YamlNode::Null),
            YamlNode::Text(_) => deserializer.deserialize_str(self),
            YamlNode::List(_) => deserializer.deserialize_seq(self),
            YamlNode::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for RawSeed<'_> {
    type Value = YamlNode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same value as before")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<YamlNode, E> {
        Ok(YamlNode::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<YamlNode, A::Error> {
        let YamlNode::List(shape) = self.0 else {
            return Err(A::Error::custom("a list came back"));
        };
        let mut list = Vec::with_capacity(shape.len());
        for node in shape {
            list.extend(items.next_element_seed(RawSeed(node))?);
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(YamlNode::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<YamlNode, A::Error> {
        let YamlNode::Map(shape) = self.0 else {
            return Err(A::Error::custom("a mapping came back"));
        };
        let mut map = Vec::with_capacity(shape.len());
        for (_, node) in shape {
            if let Some(key) = entries.next_key::<String>()? {
                map.push((key, entries.next_value_seed(RawSeed(node))?));
            }
        }
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(YamlNode::Map(map))
    }
}

/// Walks to a node and fails there.
struct LocateSeed<'a> {
    steps: &'a [usize],
    on_key: bool,
}

const FOUND: &str = "found";

impl<'de> DeserializeSeed<'de> for LocateSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for LocateSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(FOUND)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((index, steps)) = self.steps.split_first() else {
            return Err(A::Error::custom(FOUND));
        };
        for _ in 0..*index {
            items.next_element::<IgnoredAny>()?;
        }
        items.next_element_seed(LocateSeed { steps, ..self })?;
        Err(A::Error::custom(FOUND))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((index, steps)) = self.steps.split_first() else {
            return Err(A::Error::custom(FOUND));
        };
        for _ in 0..*index {
            entries.next_entry::<IgnoredAny, IgnoredAny>()?;
        }
        if self.on_key && steps.is_empty() {
            entries.next_key_seed(LocateSeed { steps, on_key: false })?;
        } else {
            entries.next_key::<IgnoredAny>()?;
            entries.next_value_seed(LocateSeed { steps, ..self })?;
        }
        Err(A::Error::custom(FOUND))
    }
    // Scalars need no method of their own: serde's default answers fail inside this visitor too.
}
