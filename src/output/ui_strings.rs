//! The texts of the interface in one language.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::input::front_matter::node::YamlNode;
use crate::messages::catalogue::fill;

/// A text, or a group of texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Text {
    One(String),
    Group(BTreeMap<String, Text>),
}

/// All texts of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct UiStrings(BTreeMap<String, Text>);

impl UiStrings {
    /// Makes texts from the tree of a YAML file.
    pub fn from_node(node: &YamlNode) -> Self {
        UiStrings(group(node))
    }

    /// Replaces texts by those of another file.
    pub fn overlay(&mut self, other: UiStrings) {
        merge(&mut self.0, other.0);
    }

    /// Returns the text of a dotted key; the key itself if there is none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        text_of(&self.0, key).unwrap_or(key)
    }

    /// Returns a text of the group `views` with its placeholders filled.
    pub fn view(&self, key: &str, values: &[(&str, &str)]) -> String {
        let text = match self.0.get("views") {
            Some(Text::Group(views)) => text_of(views, key),
            Some(Text::One(_)) | None => None,
        };
        fill(text.unwrap_or(key), values)
    }

    /// Returns the texts of a group, by name.
    pub fn group(&self, key: &str) -> BTreeMap<&str, &str> {
        let Some(Text::Group(group)) = self.0.get(key) else {
            return BTreeMap::new();
        };
        let texts = group.iter().filter_map(|(name, text)| match text {
            Text::One(text) => Some((name.as_str(), text.as_str())),
            Text::Group(_) => None,
        });
        texts.collect()
    }

    /// Returns the text of a dotted key with its placeholders filled.
    pub fn format(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// Returns every dotted key, for comparing languages.
    /// Only tests call it.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        collect("", &self.0, &mut keys);
        keys
    }
}

/// Returns the text of a dotted key inside a group.
fn text_of<'a>(group: &'a BTreeMap<String, Text>, key: &str) -> Option<&'a str> {
    let mut parts = key.split('.');
    let mut found = parts.next().and_then(|part| group.get(part));
    for part in parts {
        found = match found {
            Some(Text::Group(group)) => group.get(part),
            Some(Text::One(_)) | None => None,
        };
    }
    match found {
        Some(Text::One(text)) => Some(text),
        Some(Text::Group(_)) | None => None,
    }
}

fn group(node: &YamlNode) -> BTreeMap<String, Text> {
    match node {
        YamlNode::Map(entries) => entries
            .iter()
            .map(|(key, value)| {
                let text = match value {
                    YamlNode::Text(text) => Text::One(text.clone()),
                    YamlNode::Map(_) => Text::Group(group(value)),
                    YamlNode::Null | YamlNode::List(_) => Text::One(String::new()),
                };
                (key.clone(), text)
            })
            .collect(),
        YamlNode::Null | YamlNode::Text(_) | YamlNode::List(_) => BTreeMap::new(),
    }
}

fn merge(base: &mut BTreeMap<String, Text>, other: BTreeMap<String, Text>) {
    for (key, text) in other {
        match (base.get_mut(&key), text) {
            (Some(Text::Group(inner)), Text::Group(text)) => merge(inner, text),
            (_, text) => {
                base.insert(key, text);
            }
        }
    }
}

fn collect(prefix: &str, group: &BTreeMap<String, Text>, keys: &mut Vec<String>) {
    for (key, text) in group {
        let path = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        match text {
            Text::One(_) => keys.push(path),
            Text::Group(inner) => collect(&path, inner, keys),
        }
    }
}
