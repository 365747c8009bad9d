//! The value of a field that is being read, and the parts of a value that is a mapping.

use crate::base::date::PartialDate;
use crate::base::did_you_mean::nearest;
use crate::base::slug::field_key;
use crate::input::front_matter::field_reader::FieldReader;
use crate::input::front_matter::fields::Field;
use crate::input::front_matter::node::{Located, NodePath, YamlNode};
use crate::input::front_matter::part_names::PartNames;
use crate::messages::code::Code;
use crate::messages::phrase::{Phrase, ValueShape};

/// A value of a field, at its place.
pub(crate) struct FieldValue<'r, 'a> {
    /// Collects diagnostics.
    pub(crate) reader: &'r mut FieldReader<'a>,
    /// The field.
    pub(crate) field: &'r Field,
    /// Its value in YAML.
    pub(crate) node: &'r YamlNode,
    /// The place of the value.
    pub(crate) at: &'r NodePath,
}

impl<'a> FieldValue<'_, 'a> {
    /// Reads a text; a mapping of one entry is a text with a colon (`Lưu: VT`).
    pub(crate) fn text(&mut self) -> Option<Located<String>> {
        self.reader.text((self.field, self.field.term), self.node, self.at)
    }

    /// Reads a text without its place.
    pub(crate) fn words(&mut self) -> Option<String> {
        self.text().map(|found| found.value)
    }

    /// Reads a list of texts; one text is a list of one.
    pub(crate) fn texts(&mut self) -> Vec<Located<String>> {
        joined_in_brackets(self.each(|mut entry| entry.text()))
    }

    /// Reads a list of texts without their places.
    pub(crate) fn list(&mut self) -> Vec<String> {
        self.each(|mut entry| entry.words())
    }

    /// Reads each entry of a list; one entry is a list of one.
    pub(crate) fn each<T>(&mut self, mut read: impl FnMut(FieldValue<'_, 'a>) -> Option<T>) -> Vec<T> {
        let mut read_at = |node, at: &NodePath| {
            let (reader, field) = (&mut *self.reader, self.field);
            read(FieldValue {
                reader,
                field,
                node,
                at,
            })
        };
        match self.node {
            YamlNode::List(items) => {
                let items = items.iter().enumerate();
                items
                    .filter_map(|(index, item)| read_at(item, &self.at.step(index)))
                    .collect()
            }
            YamlNode::Null => Vec::new(),
            node => read_at(node, self.at).into_iter().collect(),
        }
    }

    /// Reads each entry of a list of mappings; any other entry is reported.
    pub(crate) fn mappings<T>(&mut self, names: PartNames, read: impl Fn(EntryParts<'_, 'a>) -> Option<T>) -> Vec<T> {
        self.each(|mut entry| read(entry.required_parts(names)?))
    }

    /// Reads a date; an improbable year is reported.
    pub(crate) fn date(&mut self) -> Option<Located<PartialDate>> {
        let written = self.text()?;
        let date = self.reader.date(self.field, &written)?;
        self.reader.check_year(&written, date.value.year());
        Some(date)
    }

    /// Reads a date without its place.
    pub(crate) fn day(&mut self) -> Option<PartialDate> {
        self.date().map(|found| found.value)
    }

    /// Reads `có` or `không`.
    pub(crate) fn yes_no(&mut self) -> bool {
        let Some(written) = self.text() else { return false };
        match field_key(&written.value).as_str() {
            "co" | "yes" | "true" => true,
            "khong" | "no" | "false" => false,
            _ => {
                self.reader.unknown_value(self.field, &written, &["có", "không"]);
                false
            }
        }
    }

    /// Reports that the value has the wrong shape.
    pub(crate) fn wrong_type(&mut self, expected: ValueShape) {
        self.reader
            .wrong_type((self.field, self.field.term), expected, self.node, self.at);
    }

    /// The parts of a mapping, unknown ones reported; `None` for any other value.
    pub(crate) fn parts(&mut self, names: PartNames) -> Option<EntryParts<'_, 'a>> {
        let YamlNode::Map(entries) = self.node else { return None };
        let (reader, field, at) = (&mut *self.reader, self.field, self.at);
        let mut parts = EntryParts {
            reader,
            field,
            names,
            entries,
            at,
        };
        parts.report_unknown();
        Some(parts)
    }

    /// The parts of a value that must be a mapping; any other value is reported.
    pub(crate) fn required_parts(&mut self, names: PartNames) -> Option<EntryParts<'_, 'a>> {
        if !matches!(self.node, YamlNode::Map(_)) {
            self.wrong_type(ValueShape::Mapping);
        }
        self.parts(names)
    }

    /// The parts of a mapping of several entries, since one with a single entry is a text with a colon.
    pub(crate) fn several_parts(&mut self, names: PartNames) -> Option<EntryParts<'_, 'a>> {
        let is_long = matches!(self.node, YamlNode::Map(map) if map.len() > 1);
        is_long.then(|| self.parts(names)).flatten()
    }
}

/// A mapping whose parts are looked up by folded names, in Vietnamese or English.
pub(crate) struct EntryParts<'r, 'a> {
    /// Collects diagnostics.
    pub(crate) reader: &'r mut FieldReader<'a>,
    /// The field.
    pub(crate) field: &'r Field,
    names: PartNames,
    entries: &'r [(String, YamlNode)],
    /// The place of the value.
    pub(crate) at: &'r NodePath,
}

impl<'r, 'a> EntryParts<'r, 'a> {
    /// Finds a part by its Vietnamese name.
    pub(crate) fn get(&self, term: &str) -> Option<(&'r YamlNode, NodePath)> {
        let names: Vec<String> = self.names.of(term).map(field_key).collect();
        let index = self
            .entries
            .iter()
            .position(|(key, _)| names.contains(&field_key(key)))?;
        Some((&self.entries[index].1, self.at.step(index)))
    }

    /// Reads a part as text.
    pub(crate) fn text(&mut self, term: &str) -> Option<Located<String>> {
        let (node, at) = self.get(term)?;
        let name = format!("{} › {term}", self.field.term);
        self.reader.text((self.field, &name), node, &at)
    }

    /// Reads a part as text without its place.
    pub(crate) fn words(&mut self, term: &str) -> Option<String> {
        self.text(term).map(|found| found.value)
    }

    /// Reads a part as a date without its place.
    pub(crate) fn day(&mut self, term: &str) -> Option<PartialDate> {
        let written = self.text(term)?;
        Some(self.reader.date(self.field, &written)?.value)
    }

    /// Reads a part as `có` or `không`; `false` if there is no such part.
    pub(crate) fn yes_no(&mut self, term: &str) -> bool {
        self.each(term, |mut value| Some(value.yes_no())).first() == Some(&true)
    }

    /// Reads a part as text; reports one that is missing.
    pub(crate) fn required(&mut self, term: &str) -> Option<Located<String>> {
        let found = self.text(term);
        self.present(found, term)
    }

    /// Passes a part on; reports one that is missing.
    pub(crate) fn present<T>(&mut self, found: Option<T>, term: &str) -> Option<T> {
        if found.is_none() {
            self.reader.missing_parts(self.field, &[term], self.at);
        }
        found
    }

    /// Reads the entries of a part; none if there is no such part.
    pub(crate) fn each<T>(&mut self, term: &str, read: impl FnMut(FieldValue<'_, 'a>) -> Option<T>) -> Vec<T> {
        let Some((node, at)) = self.get(term) else {
            return Vec::new();
        };
        let (reader, field, at) = (&mut *self.reader, self.field, &at);
        FieldValue {
            reader,
            field,
            node,
            at,
        }
        .each(read)
    }

    /// Reads a part as a list of texts.
    pub(crate) fn texts(&mut self, term: &str) -> Vec<Located<String>> {
        self.each(term, |mut entry| entry.text())
    }

    /// Reads a part as a list of texts, or as one text, and names the part in what it reports.
    pub(crate) fn named_texts(&mut self, term: &str) -> Vec<Located<String>> {
        let name = format!("{} › {term}", self.field.term);
        self.each(term, |entry| {
            entry.reader.text((entry.field, &name), entry.node, entry.at)
        })
    }

    /// Reads a part as a list of texts without their places.
    pub(crate) fn list(&mut self, term: &str) -> Vec<String> {
        self.each(term, |mut entry| entry.words())
    }

    /// Reports every part whose name is unknown.
    fn report_unknown(&mut self) {
        let is_known = |key: &str| self.names.all().any(|name| field_key(name) == field_key(key));
        for (index, (key, _)) in self.entries.iter().enumerate().filter(|(_, (key, _))| !is_known(key)) {
            self.reader.misnamed.push(self.at.clone());
            let help = match nearest(key, self.names.all()) {
                Some(name) => Phrase::DidYouMean(name.to_owned()),
                None => Phrase::ThereAre(self.names.all().collect::<Vec<_>>().join(", ")),
            };
            let name = format!("{} › {key}", self.field.term);
            let values = vec![("field", name.into()), ("help", help.into())];
            self.reader.report(Code::UnknownField, &self.at.key(index), values);
        }
    }
}

/// The most items that brackets of one text reach over.
const MAX_BRACKETED: usize = 4;

/// Joins items again that YAML split at a comma between brackets: `[Sở B (để báo cáo, theo dõi), Lưu]`.
fn joined_in_brackets(items: Vec<Located<String>>) -> Vec<Located<String>> {
    let depth = |text: &str| {
        let opened = text.matches('(').count();
        opened.checked_sub(text.matches(')').count())
    };
    let mut whole: Vec<Located<String>> = Vec::with_capacity(items.len());
    let mut rest = items.into_iter();
    while let Some(mut item) = rest.next() {
        let joined = |count: usize| {
            let further = rest.as_slice().iter().take(count);
            let values = std::iter::once(&item).chain(further).map(|item| item.value.as_str());
            values.collect::<Vec<_>>().join(", ")
        };
        let is_open = depth(&item.value).is_some_and(|depth| depth > 0);
        let closed = (1..=MAX_BRACKETED.min(rest.len())).find(|count| is_open && depth(&joined(*count)) == Some(0));
        if let Some(count) = closed {
            item.value = joined(count);
            rest.by_ref().take(count).for_each(drop);
        }
        whole.push(item);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::joined_in_brackets;
    use crate::input::front_matter::node::{Located, NodePath};

    fn joined(items: &[&str]) -> Vec<String> {
        let located = |item: &&str| Located {
            value: (*item).to_owned(),
            at: NodePath::default(),
        };
        let whole = joined_in_brackets(items.iter().map(located).collect());
        whole.into_iter().map(|item| item.value).collect()
    }

    #[test]
    fn a_comma_between_brackets_parts_no_item() {
        assert_eq!(
            joined(&["Sở A", "Sở B (để b/c", "theo dõi", "chỉ đạo)", "Lưu"]),
            ["Sở A", "Sở B (để b/c, theo dõi, chỉ đạo)", "Lưu"]
        );
        // A bracket that never closes takes nothing along.
        let open = ["Sở A (b/c", "Sở B", "Sở C", "Sở D", "Sở E", "Lưu (1)"];
        assert_eq!(joined(&open), open);
        assert_eq!(joined(&["Như trên", "1) Sở A", "Lưu"]), ["Như trên", "1) Sở A", "Lưu"]);
    }
}
