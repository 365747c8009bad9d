//! Files of a theme that had another name in earlier versions: a theme that still holds one replaces nothing with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::output::theme::theme_path;

/// Paths inside a theme: before, and now. `docs/THEME.md` has the same table with classes and attributes.
const RENAMED: [(&str, &str); 4] = [
    ("static/bieu-tuong.svg", "static/icon.svg"),
    ("static/chu/", "static/fonts/"),
    ("static/chuyen.js", "static/redirect.js"),
    ("templates/not_held.html", "templates/stub.html"),
];

/// Returns whether a path inside a theme is one of before.
pub(super) fn is_renamed(path: &str) -> bool {
    RENAMED.iter().any(|(before, _)| path.starts_with(before))
}

/// Reports each file of the theme `name` whose path the program reads no more.
pub(crate) fn find(files: &BTreeMap<String, Arc<[u8]>>, name: &str) -> Vec<Diagnostic> {
    let prefix = format!("{name}/");
    let own = files.keys().filter_map(|path| path.strip_prefix(&prefix));
    own.filter_map(|path| {
        let (before, now) = RENAMED.iter().find(|(before, _)| path.starts_with(before))?;
        let place = Place::file(&theme_path(name, path));
        let now = format!("{now}{}", &path[before.len()..]);
        Some(
            Diagnostic::new(Code::RenamedThemeFile, place)
                .with("before", path)
                .with("now", &now),
        )
    })
    .collect()
}
