//! Why a publication fails: refused, a failure of the machine, or pages that cannot be made.

use std::io;
use std::path::{Path, PathBuf};

/// Why nothing, or not everything, was published.
#[derive(Debug)]
pub enum PublishError<E> {
    /// The output folder is not one to write to. Nothing was touched.
    Refused(Refusal),
    /// The machine failed before the first file was put into place: the published site is as it was.
    Machine {
        /// The file or folder at which it failed.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// The machine failed while files were put into place: each is a whole one of the old or the new site, and the next
    /// build finishes the work.
    Interrupted {
        /// The file or folder at which it failed.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
        /// The new files that are in place.
        placed: usize,
        /// All new files.
        total: usize,
    },
    /// These files could not be made, sorted by index. The published site is as it was.
    Page(Vec<(usize, E)>),
}

/// Why an output folder is not written to; each case is for a person to decide (docs/ARCHITECTURE.md, "Publishing").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The output is a file.
    IsFile(PathBuf),
    /// The output is, holds or lies in a folder that the site is made from.
    OverlapsSource {
        /// The output folder, as given.
        output: PathBuf,
        /// The folder of content or themes, as given.
        source: PathBuf,
    },
    /// The output holds files, but no manifest.
    NotOurs {
        /// The output folder.
        output: PathBuf,
        /// The first file or folder that is neither a dot-file nor `CNAME`.
        example: PathBuf,
    },
    /// The manifest cannot be understood: damaged, or written by a later version. Which files are ours is not known.
    UnreadableManifest {
        /// The manifest.
        manifest: PathBuf,
        /// The first line that is wrong, from 1.
        line: usize,
    },
    /// A symbolic link is at the output or at a place that a build has to read or write.
    SymbolicLink(PathBuf),
    /// Something that congbo did not write, or a superfluous file that was changed since, is where a file should go.
    ForeignFile(PathBuf),
    /// Another build writes to this output.
    Busy(PathBuf),
    /// The output is a published site, and unpublished texts are among the new files.
    Published(PathBuf),
}

/// A [`PublishError`] of the parts that make no pages.
pub(super) enum Fault {
    Refused(Refusal),
    Machine {
        path: PathBuf,
        source: io::Error,
    },
    Interrupted {
        path: PathBuf,
        source: io::Error,
        placed: usize,
        total: usize,
    },
}

impl Fault {
    /// Gives the conversion of a system's error at this path, for `map_err`.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Fault {
        move |source| Fault::Machine {
            path: path.to_path_buf(),
            source,
        }
    }

    /// Gives the same fault as one that comes after this many of the new files are in place.
    pub(super) fn after(self, placed: usize, total: usize) -> Fault {
        match self {
            Fault::Machine { path, source } => Fault::Interrupted {
                path,
                source,
                placed,
                total,
            },
            Fault::Refused(_) | Fault::Interrupted { .. } => self,
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Fault::Refused(refusal)
    }
}

impl<E> From<Fault> for PublishError<E> {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(refusal) => PublishError::Refused(refusal),
            Fault::Machine { path, source } => PublishError::Machine { path, source },
            Fault::Interrupted {
                path,
                source,
                placed,
                total,
            } => PublishError::Interrupted {
                path,
                source,
                placed,
                total,
            },
        }
    }
}
