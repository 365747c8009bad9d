//! Paths inside a site's source folder.

use std::fmt;
use std::sync::Arc;

/// A path relative to the source folder, with `/` between its parts, as on disk.
///
/// Cheap to clone. Never empty, never absolute, never with `.` or `..` parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelPath(Arc<str>);

impl RelPath {
    /// Checks and wraps a relative path; `None` for anything that could leave the folder.
    pub fn new(path: &str) -> Option<Self> {
        let is_valid = !path.is_empty()
            && !path.bytes().any(|byte| matches!(byte, b'\\' | 0))
            && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        is_valid.then(|| RelPath(path.into()))
    }

    /// The whole path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part without its extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        match name.rfind('.') {
            Some(dot) if dot > 0 => &name[..dot],
            _ => name,
        }
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder that holds it, without a trailing slash; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..slash])
    }

    /// Resolves `relative`, which may contain `..`, from this file's folder.
    ///
    /// `None` when it leaves the source folder.
    pub fn sibling(&self, relative: &str) -> Option<RelPath> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|p| !p.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                other => parts.push(other),
            }
        }
        RelPath::new(&parts.join("/"))
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::RelPath;

    #[test]
    fn refuses_what_could_leave_the_folder() {
        for path in ["", "/etc", "a/../b", "./a", "a//b", "a\\b", "a\0b"] {
            assert!(RelPath::new(path).is_none(), "{path:?}");
        }
    }

    #[test]
    fn finds_siblings() {
        let path = RelPath::new("content/quyet-dinh/393.md").expect("a sound path");
        let found = path.sibling("../tep/bản-gốc.pdf").expect("inside the folder");
        assert_eq!(found.as_str(), "content/tep/bản-gốc.pdf");
        assert!(path.sibling("../../../x").is_none());
        assert_eq!(path.stem(), "393");
    }
}
