//! Decides what to put into place and what to remove, from the manifests alone.
//!
//! Pure: it must not know of the disk.

use std::collections::BTreeSet;

use crate::host::publish::manifest::{Manifest, ancestors};
use crate::host::publish::publication::PlannedFile;

/// The old files that the new site does not have, and the folders that go with them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Superfluous<'a> {
    /// Files that have to go before new ones are put into place: a file where a folder has to be, one in a folder where
    /// a file has to be, or one whose name differs from a new one in case only.
    pub in_the_way: Vec<&'a str>,
    /// All others; they go after the new files are in place.
    pub elsewhere: Vec<&'a str>,
    /// Folders that held only old files, each before the one that it lies in.
    pub folders: Vec<&'a str>,
}

impl<'a> Superfluous<'a> {
    /// Compares the files of the old site with those of the new one.
    pub(super) fn between(old: &'a Manifest, files: &'a [PlannedFile]) -> Self {
        let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let folders: BTreeSet<&str> = paths.iter().flat_map(|path| ancestors(path)).collect();
        let folded_paths: BTreeSet<String> = paths.iter().map(|path| folded(path)).collect();
        let folded_folders: BTreeSet<String> = folders.iter().map(|folder| folded(folder)).collect();
        let is_in_the_way = |path: &&str| {
            let path = folded(path);
            folded_folders.contains(&path)
                || folded_paths.contains(&path)
                || ancestors(&path).any(|folder| folded_paths.contains(folder))
        };

        let superfluous = old.paths().filter(|path| !paths.contains(path));
        let (in_the_way, elsewhere) = superfluous.partition(is_in_the_way);
        let old_folders: BTreeSet<&str> = old.paths().flat_map(ancestors).collect();
        let mut folders: Vec<&str> = old_folders.difference(&folders).copied().collect();
        folders.reverse();
        Superfluous {
            in_the_way,
            elsewhere,
            folders,
        }
    }
}

/// Gives the indexes of these files in the order in which they are put into place: by rank, then by path.
pub(super) fn placing_order(files: &[PlannedFile], is_new: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..files.len()).filter(|&index| is_new(index)).collect();
    order.sort_by_key(|&index| (files[index].rank, &files[index].path));
    order
}

/// Gives the form of a path in which it equals another one that a file system without case takes for the same.
pub(super) fn folded(path: &str) -> String {
    path.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::publish::manifest::ContentDigest;
    use crate::host::publish::publication::Rank;

    fn planned(paths: &[&str]) -> Vec<PlannedFile> {
        let plan = |path: &&str| PlannedFile {
            path: (*path).to_owned(),
            rank: Rank::Page,
        };
        paths.iter().map(plan).collect()
    }

    fn manifest(paths: &[&str]) -> Manifest {
        let content = ContentDigest {
            digest: [0; 32],
            length: 0,
        };
        Manifest::of(&planned(paths), paths.iter().map(|_| content))
    }

    #[test]
    fn superfluous_files_and_folders() {
        type Case<'a> = (&'a str, &'a [&'a str], &'a [&'a str], [&'a [&'a str]; 3]);
        let cases: &[Case] = &[
            ("the same", &["a/b", "c"], &["a/b", "c"], [&[], &[], &[]]),
            ("removed", &["a/b/c", "a/d"], &["a/d"], [&[], &["a/b/c"], &["a/b"]]),
            ("all removed", &["a/b/c"], &[], [&[], &["a/b/c"], &["a/b", "a"]]),
            ("file becomes folder", &["a"], &["a/b"], [&["a"], &[], &[]]),
            (
                "folder becomes file",
                &["a/b/c", "ab"],
                &["a"],
                [&["a/b/c"], &["ab"], &["a/b", "a"]],
            ),
            (
                "case changes",
                &["Đề/A", "Đề/c"],
                &["đề/a"],
                [&["Đề/A"], &["Đề/c"], &["Đề"]],
            ),
        ];
        for (name, old, new, [in_the_way, elsewhere, folders]) in cases {
            let (old, files) = (manifest(old), planned(new));
            let expected = Superfluous {
                in_the_way: in_the_way.to_vec(),
                elsewhere: elsewhere.to_vec(),
                folders: folders.to_vec(),
            };
            assert_eq!(Superfluous::between(&old, &files), expected, "{name}");
        }
    }

    #[test]
    fn assets_come_first_and_indexes_last() {
        let ranks = [
            ("b", Rank::Index),
            ("z", Rank::Page),
            ("y", Rank::Asset),
            ("a", Rank::Page),
            ("x", Rank::Page),
        ];
        let files = ranks.map(|(path, rank)| PlannedFile {
            path: path.to_owned(),
            rank,
        });
        assert_eq!(placing_order(&files, |index| index != 4), [2, 3, 1, 0]);
    }
}
