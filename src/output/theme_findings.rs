//! What is odd about a site's theme without breaking a page: names that replace nothing, texts that nothing prints,
//! files whose default changed since they were copied, a version that the program no longer gives.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::did_you_mean::{is_one_slip, nearest};
use crate::base::span::Span;
use crate::input::front_matter::field_reader::shape_of;
use crate::input::front_matter::node::{NodePath, YamlNode};
use crate::input::front_matter::vocabulary::texts_with_places;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;
use crate::output::embedded::FILES;
use crate::output::renamed_theme_files;
use crate::output::theme::theme_path;
use crate::output::theme_lock::{THEME_LOCK, THEME_VERSION, ThemeLock, digest};

/// The files of one theme, by path inside it.
type ThemeFiles<'t> = BTreeMap<&'t str, &'t Arc<[u8]>>;

/// Reports what is odd about the theme `name`.
pub(crate) fn find(files: &BTreeMap<String, Arc<[u8]>>, name: &str) -> Vec<Diagnostic> {
    let prefix = format!("{name}/");
    let own: ThemeFiles<'_> = files
        .range(prefix.clone()..)
        .map_while(|(path, bytes)| Some((path.strip_prefix(&prefix)?, bytes)))
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let mut found = renamed_theme_files::find(files, name);
    unknown_files(&own, name, &mut found);
    for path in ["texts/en.yaml", "texts/vi.yaml"] {
        let changed = own.get(path).filter(|bytes| default_file(path) != Some(&***bytes));
        if let Some(text) = changed.and_then(|bytes| std::str::from_utf8(bytes).ok()) {
            unknown_texts((path, text), &own, name, &mut found);
        }
    }
    if let Some(text) = own.get(THEME_LOCK).and_then(|bytes| std::str::from_utf8(bytes).ok()) {
        of_lock(&ThemeLock::read(text), &own, name, &mut found);
    }
    found
}

/// The default file of a path inside a theme.
pub(crate) fn default_file(path: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == path).map(|(_, bytes)| *bytes)
}

/// Returns the default file that a misspelt path probably means.
pub(crate) fn near_default(path: &str) -> Option<&'static str> {
    nearest(path, FILES.iter().map(|(known, _)| *known))
}

/// Reports files that replace no default file and that no file of the theme names.
fn unknown_files(own: &ThemeFiles<'_>, name: &str, found: &mut Vec<Diagnostic>) {
    for path in own.keys().copied() {
        let is_known = default_file(path).is_some() || path == THEME_LOCK || renamed_theme_files::is_renamed(path);
        let file = path.rsplit('/').next().unwrap_or(path);
        if is_known || is_note(file) || is_named(own, path, file) {
            continue;
        }
        let near = near_default(path);
        // Files of a site's own are published from here: only a slip of the hand is told.
        if path.starts_with("static/") && !near.is_some_and(|near| is_one_slip(path, near)) {
            continue;
        }
        let help = near.map_or(Phrase::ThemeFileList, |near| Phrase::DidYouMean(near.to_owned()));
        let place = Place::file(&theme_path(name, path));
        let diagnostic = Diagnostic::new(Code::UnknownThemeFile, place);
        found.push(diagnostic.with("value", path).with("help", help));
    }
}

/// Returns whether a file is for the people who work on the theme.
fn is_note(file: &str) -> bool {
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "txt"].contains(&extension) || file.starts_with("LICENSE") || file.starts_with("LICENCE")
}

/// Returns whether another file of the theme names a file: a template that includes it, a style that loads it.
fn is_named(own: &ThemeFiles<'_>, path: &str, file: &str) -> bool {
    let inner = path.split_once('/').map_or(path, |(_, inner)| inner);
    own.iter().any(|(other, bytes)| {
        let text = || String::from_utf8_lossy(bytes);
        *other != path && is_text(other) && (text().contains(inner) || text().contains(file))
    })
}

fn is_text(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["html", "css", "js", "svg"].contains(&extension)
}

/// Reports keys that the default texts do not have and that no template of the theme prints, and texts where a group
/// belongs, or the other way round.
fn unknown_texts((path, text): (&str, &str), own: &ThemeFiles<'_>, name: &str, found: &mut Vec<Diagnostic>) {
    let place = theme_path(name, path);
    let Some((tree, head)) = texts_with_places(&place, text) else {
        return;
    };
    let default = default_file(path).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let default = default.and_then(|text| Some(texts_with_places(&place, text)?.0));
    let Some(default) = default else { return };
    let mut strange = Vec::new();
    let mut misshapen = Vec::new();
    compare(
        "",
        (&tree, &default),
        &NodePath::default(),
        (&mut strange, &mut misshapen),
    );
    for (key, at, (own, default)) in misshapen {
        let example = match default {
            YamlNode::Map(entries) => entries.first().map(|(first, _)| format!("{key}: {{{first}: …}}")),
            YamlNode::Null | YamlNode::Text(_) | YamlNode::List(_) => None,
        };
        let example = example.unwrap_or_else(|| format!("{key}: …"));
        let diagnostic = Diagnostic::new(Code::WrongType, Place::at(&place, head.span(text, &at)));
        let diagnostic = diagnostic.with("field", key).with("example", example);
        let diagnostic = diagnostic.with("expected", Phrase::Shape(shape_of(default)));
        found.push(diagnostic.with("found", Phrase::Shape(shape_of(own))));
    }
    for (key, last, at, siblings) in strange {
        let is_printed = own
            .iter()
            .any(|(other, bytes)| is_text(other) && String::from_utf8_lossy(bytes).contains(&format!(".{last}")));
        if is_printed {
            continue;
        }
        let near = nearest(&last, siblings.iter().map(String::as_str));
        let help = match near {
            Some(near) => Phrase::DidYouMean(near.to_owned()),
            None => Phrase::ThemeTextList,
        };
        let span = head.span(text, &at);
        let diagnostic = Diagnostic::new(Code::UnknownText, Place::at(&place, span));
        found.push(diagnostic.with("value", key).with("help", help));
    }
}

/// A key that the default texts do not have: whole, its last part, its place, and the keys beside which it stands.
type StrangeKey = (String, String, NodePath, Vec<String>);

/// A text where a group belongs, or the other way round: the key, its place, the own and the default value.
type MisshapenKey<'t> = (String, NodePath, (&'t YamlNode, &'t YamlNode));

fn compare<'t>(
    prefix: &str,
    (own, default): (&'t YamlNode, &'t YamlNode),
    at: &NodePath,
    (strange, misshapen): (&mut Vec<StrangeKey>, &mut Vec<MisshapenKey<'t>>),
) {
    let (YamlNode::Map(own), YamlNode::Map(default)) = (own, default) else {
        return;
    };
    for (index, (key, value)) in own.iter().enumerate() {
        let whole = format!("{prefix}{key}");
        let known = default.iter().find(|(known, _)| known == key).map(|(_, known)| known);
        match known {
            Some(known) if matches!(known, YamlNode::Map(_)) == matches!(value, YamlNode::Map(_)) => {
                let found = (&mut *strange, &mut *misshapen);
                compare(&format!("{whole}."), (value, known), &at.step(index), found);
            }
            Some(known) => misshapen.push((whole, at.step(index), (value, known))),
            None => {
                let siblings = default.iter().map(|(known, _)| known.clone()).collect();
                strange.push((whole, key.clone(), at.key(index), siblings));
            }
        }
    }
}

/// Reports a version that the program does not give, files that are older than their default, and lines that are neither.
fn of_lock(lock: &ThemeLock, own: &ThemeFiles<'_>, name: &str, found: &mut Vec<Diagnostic>) {
    let place = |span: Span| Place::at(&theme_path(name, THEME_LOCK), span);
    for span in &lock.unread {
        let diagnostic = Diagnostic::new(Code::BrokenTheme, place(*span));
        found.push(diagnostic.with("reason", "neither a version nor a digest with a path"));
    }
    if let Some((version, span)) = lock.version
        && version != THEME_VERSION
    {
        let diagnostic = Diagnostic::new(Code::ThemeVersion, place(span));
        let diagnostic = diagnostic.with("value", version.to_string());
        found.push(diagnostic.with("known", THEME_VERSION.to_string()));
    }
    for path in outdated(lock, |path| own.contains_key(path)) {
        let place = Place::file(&theme_path(name, path));
        found.push(Diagnostic::new(Code::OutdatedThemeFile, place).with("value", path));
    }
}

/// The files of a theme whose default changed since they were copied or last compared.
pub(crate) fn outdated(lock: &ThemeLock, is_own: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
    lock.digests.iter().filter_map(move |(path, known)| {
        let default = default_file(path)?;
        (is_own(path) && digest(default) != *known).then_some(path.as_str())
    })
}
