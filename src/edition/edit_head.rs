//! Edits fields of a head and nothing else: comments, order, blank lines and line ends stay byte for byte.

use crate::base::path::RelPath;
use crate::edition::head_lines::{HeadLines, texts};
use crate::input::front_matter::fields::{FIELDS, Field, FieldId, ValueType, field_named};
use crate::input::front_matter::node::YamlNode;
use crate::input::import::head_fields::scalar;

/// A new value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadChange {
    /// The name of the field, as it is written where the head lacks it.
    pub(crate) name: String,
    /// Its texts: none removes the field.
    pub(crate) value: Vec<String>,
}

/// Why a head is not edited. The file stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HeadProblem {
    /// The head cannot be read.
    Unreadable,
    /// No field has this name.
    NoField(String),
    /// The field is there twice, or holds more than texts: it has to be edited in the file.
    ByHand(String),
}

/// Edits fields one by one.
///
/// # Errors
/// A field that cannot be edited; then nothing is.
pub(crate) fn edit_head(path: &RelPath, source: &str, changes: &[HeadChange]) -> Result<String, HeadProblem> {
    let mut text = source.to_owned();
    for change in changes {
        text = edit_field(path, &text, change)?;
    }
    Ok(text)
}

fn edit_field(path: &RelPath, text: &str, change: &HeadChange) -> Result<String, HeadProblem> {
    let field = field_named(&change.name).filter(|field| is_name_of(field, &change.name));
    let field = field.ok_or_else(|| HeadProblem::NoField(change.name.clone()))?;
    let by_hand = || HeadProblem::ByHand(change.name.clone());
    let value = tidy(&change.value);
    let lines = HeadLines::read(path, text).ok_or(HeadProblem::Unreadable)?;
    if lines.is_repeated(field.id) {
        return Err(by_hand());
    }
    let edited = match lines.position(field.id) {
        None if value.is_empty() => return Ok(text.to_owned()),
        None => added(&lines, field, &change.name, &value),
        Some(index) => {
            let before = texts(&lines.entries[index].1).ok_or_else(by_hand)?;
            if before == value {
                return Ok(text.to_owned());
            }
            changed(&lines, index, field, &value)
        }
    };
    let is_right = |edited: &String| is_as_wanted(path, &lines, edited, (field.id, &value));
    if is_right(&edited) {
        return Ok(edited);
    }
    // A value whose place was not understood is written anew, with its whole entry.
    let index = lines.position(field.id).ok_or_else(by_hand)?;
    let own = lines.lines_of(index);
    let rewritten = with_lines(
        &lines,
        own,
        &entry(&lines.entries[index].0, field, &value, lines.line_end()),
    );
    is_right(&rewritten).then_some(rewritten).ok_or_else(by_hand)
}

fn is_name_of(field: &Field, name: &str) -> bool {
    field.term == name || field.aliases.contains(&name)
}

/// Texts without what no head can hold: blanks around them, texts without a letter, blanks before the end of a line.
fn tidy(value: &[String]) -> Vec<String> {
    let tidy = value.iter().map(|text| {
        let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
        lines.join("\n")
    });
    tidy.filter(|text| !text.is_empty()).collect()
}

/// Returns whether an edited text has the wanted value, and every other field as before.
fn is_as_wanted(path: &RelPath, before: &HeadLines<'_>, edited: &str, (field, value): (FieldId, &[String])) -> bool {
    let Some(after) = HeadLines::read(path, edited) else {
        return false;
    };
    let is_other = |key: &str| field_named(key).is_none_or(|known| known.id != field);
    let others = |lines: &HeadLines<'_>| -> Vec<(String, YamlNode)> {
        let entries = lines.entries.iter().filter(|(key, _)| is_other(key));
        entries.cloned().collect()
    };
    let now = after.position(field).map(|index| texts(&after.entries[index].1));
    let now = now.flatten().unwrap_or_default();
    others(before) == others(&after) && now == value
}

/// The text with a field changed or removed.
fn changed(lines: &HeadLines<'_>, index: usize, field: &Field, value: &[String]) -> String {
    let own = lines.lines_of(index);
    if value.is_empty() {
        return with_lines(lines, own, "");
    }
    let (key, node) = &lines.entries[index];
    let is_line = own.len() == 1;
    let in_line = match (node, value) {
        (YamlNode::Text(_), [text]) if is_line && !text.contains('\n') => lines.place_of(index, None),
        (YamlNode::Null, [text]) if is_line && !text.contains('\n') => lines.behind_colon(index),
        (YamlNode::List(items), _) if !is_line => {
            return list_changed(lines, (index, items), field, value)
                .unwrap_or_else(|| with_lines(lines, own, &entry(key, field, value, lines.line_end())));
        }
        (YamlNode::Text(_) | YamlNode::Null | YamlNode::List(_) | YamlNode::Map(_), _) => None,
    };
    let Some(place) = in_line else {
        return with_lines(lines, own, &entry(key, field, value, lines.line_end()));
    };
    let line = lines.raw[place.line];
    let blank = if place.start == place.end { " " } else { "" };
    let written = scalar(&value[0], field.id);
    let line = format!("{}{blank}{written}{}", &line[..place.start], &line[place.end..]);
    with_lines(lines, place.line..place.line + 1, &line)
}

/// The text with items of a list changed: those at both ends that stay the same stay as they are written, and so do
/// comments.
fn list_changed(
    lines: &HeadLines<'_>,
    (index, items): (usize, &[YamlNode]),
    field: &Field,
    value: &[String],
) -> Option<String> {
    let own = lines.lines_of(index);
    let places: Option<Vec<usize>> = (0..items.len())
        .map(|item| Some(lines.place_of(index, Some(item))?.line))
        .collect();
    let places = places.filter(|places| places.first().is_some_and(|first| *first > own.start))?;
    if !places.windows(2).all(|pair| pair[0] < pair[1]) {
        return None;
    }
    let before = texts(&lines.entries[index].1)?;
    let same = |pair: &(&String, &String)| pair.0 == pair.1;
    let head = before.iter().zip(value).take_while(same).count();
    let shorter = before.len().min(value.len()) - head;
    let tail = before
        .iter()
        .rev()
        .zip(value.iter().rev())
        .take(shorter)
        .take_while(same)
        .count();
    let from = places.get(head).copied().unwrap_or(own.end);
    let to = places.get(before.len() - tail).copied().unwrap_or(own.end);
    let first = lines.raw[places[0]];
    let indent = &first[..first.find('-')?];
    let mut out = String::new();
    for text in &value[head..value.len() - tail] {
        out.push_str(&format!("{indent}- {}{}", scalar(text, field.id), lines.line_end()));
    }
    let kept = lines.raw[from..to].iter();
    out.extend(
        kept.filter(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
            .copied(),
    );
    Some(with_lines(lines, from..to, &out))
}

/// The text with a field that it lacks: behind the nearest field that the table has before it.
fn added(lines: &HeadLines<'_>, field: &Field, name: &str, value: &[String]) -> String {
    let end = lines.line_end();
    let written = entry(name, field, value, end);
    if lines.closing == 0 {
        let head = format!("---{end}{written}---{end}{end}");
        return with_lines(lines, 0..0, &head);
    }
    let order = |id: FieldId| FIELDS.iter().position(|row| row.id == id);
    let own = order(field.id);
    let rank = |key: &str| field_named(key).and_then(|known| order(known.id));
    let before = lines.entries.iter().enumerate().filter(|(_, (key, _))| rank(key) < own);
    let at = match (before.max_by_key(|(_, (key, _))| rank(key)), lines.entries.first()) {
        (Some((index, _)), _) => lines.lines_of(index).end,
        (None, Some(_)) => lines.lines_of(0).start,
        (None, None) => lines.closing,
    };
    with_lines(lines, at..at, &written)
}

/// An entry as it is written anew.
fn entry(key: &str, field: &Field, value: &[String], end: &str) -> String {
    let takes_lists = matches!(field.value, ValueType::TextList | ValueType::Entries);
    match value {
        [] => String::new(),
        [text] if text.contains('\n') => {
            let lines: Vec<String> = text.lines().map(|line| format!("  {line}{end}")).collect();
            format!("{key}: |-{end}{}", lines.concat())
        }
        [text] => format!("{key}: {}{end}", scalar(text, field.id)),
        texts if takes_lists => {
            let items: Vec<String> = texts
                .iter()
                .map(|text| format!("  - {}{end}", scalar(text, field.id)))
                .collect();
            format!("{key}:{end}{}", items.concat())
        }
        texts => format!("{key}: {}{end}", scalar(&texts.join(" "), field.id)),
    }
}

/// The file with some lines replaced.
fn with_lines(lines: &HeadLines<'_>, range: std::ops::Range<usize>, text: &str) -> String {
    let mut out = lines.raw[..range.start].concat();
    // The last line of a file may lack its end.
    if !text.is_empty() && range.start > 0 && !out.ends_with(['\n', '\r']) {
        out.push_str(lines.line_end());
    }
    out.push_str(text);
    out.push_str(&lines.raw[range.end..].concat());
    out
}
