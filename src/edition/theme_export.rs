//! What `congbo theme` knows of a site's theme: which default files there are, which the site replaces, and what writing
//! one out takes.

use crate::base::path::RelPath;
use crate::input::front_matter::vocabulary;
use crate::input::snapshot::Snapshot;
use crate::output::embedded::FILES;
use crate::output::theme::theme_path;
use crate::output::theme_findings::{default_file, near_default, outdated};
use crate::output::theme_lock::{THEME_LOCK, ThemeLock, digest};

/// A file of the default theme, and what the site does with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ThemeFile {
    /// Its path inside a theme.
    pub(crate) path: &'static str,
    /// The site's own file in its place.
    pub(crate) own: RelPath,
    /// Whether the site has one.
    pub(crate) is_replaced: bool,
    /// Whether the default changed since that one was copied or last compared.
    pub(crate) is_outdated: bool,
    /// The bytes of the default.
    pub(crate) bytes: &'static [u8],
}

/// No default file has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnknownThemeFile {
    /// The name.
    pub(crate) name: String,
    /// The default file that it probably means.
    pub(crate) near: Option<&'static str>,
}

/// The theme of a site.
#[derive(Clone, Debug)]
pub(crate) struct SiteTheme {
    name: String,
    lock: ThemeLock,
    replaced: Vec<String>,
}

impl SiteTheme {
    /// The theme that site.yaml names, else the default one, whose files the site may replace as well.
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let site = vocabulary::read(snapshot.site.as_ref(), None, None, None).value.site;
        let name = site.theme.map_or_else(|| "default".to_owned(), |theme| theme.value);
        let prefix = format!("{name}/");
        let lock = snapshot.themes.get(&format!("{prefix}{THEME_LOCK}"));
        let lock = lock.and_then(|bytes| std::str::from_utf8(bytes).ok());
        let own = snapshot.themes.keys().filter_map(|path| path.strip_prefix(&prefix));
        SiteTheme {
            replaced: own.map(str::to_owned).collect(),
            lock: lock.map(ThemeLock::read).unwrap_or_default(),
            name,
        }
    }

    /// Every default file, in order of path.
    pub(crate) fn files(&self) -> Vec<ThemeFile> {
        FILES.iter().map(|(path, bytes)| self.file(path, bytes)).collect()
    }

    /// The default files of some names: `templates/home.html`, or a path that begins with the theme's folder.
    ///
    /// # Errors
    /// The first name that no default file has.
    pub(crate) fn named(&self, names: &[String]) -> Result<Vec<ThemeFile>, UnknownThemeFile> {
        let found = names.iter().map(|name| {
            let path = name.replace('\\', "/");
            let folder = format!("themes/{}/", self.name);
            let path = path.strip_prefix(&folder).unwrap_or(&path);
            let known = FILES.iter().find(|(known, _)| *known == path);
            known
                .map(|(path, bytes)| self.file(path, bytes))
                .ok_or_else(|| UnknownThemeFile {
                    name: name.clone(),
                    near: near_default(path),
                })
        });
        found.collect()
    }

    fn file(&self, path: &'static str, bytes: &'static [u8]) -> ThemeFile {
        let is_replaced = self.replaced.iter().any(|own| own == path);
        ThemeFile {
            path,
            own: theme_path(&self.name, path),
            is_replaced,
            is_outdated: outdated(&self.lock, |own| own == path && is_replaced).next().is_some(),
            bytes,
        }
    }

    /// The path of the theme's lock, and its text after some files were copied or compared.
    pub(crate) fn lock_with(&self, paths: &[&str]) -> (RelPath, String) {
        let mut lock = self.lock.clone();
        for path in paths {
            if let Some(bytes) = default_file(path) {
                lock.digests.insert((*path).to_owned(), digest(bytes));
            }
        }
        (theme_path(&self.name, THEME_LOCK), lock.write())
    }
}
