//! Reads the files of a revision through `git`, a child process, into a folder of its own that is removed at once.
//!
//! Files come as they were committed: neither `export-ignore` nor filters of the person's own change them.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::Builder;

use crate::host::atomic_write::temporary_folder;
use crate::host::load::load;
use crate::host::signals::is_stopped;
use crate::host::source_files::{CONTENT, THEMES};
use crate::input::snapshot::Snapshot;

/// Why a revision cannot be read.
pub(super) enum RevisionProblem {
    /// `git` is not installed.
    NoGit,
    /// The source folder is in no repository.
    NoRepository,
    /// The repository has no such revision.
    Unknown,
    /// `git` failed, with its reason.
    Git(String),
    /// There is more in it than is read.
    TooLarge {
        /// The most files.
        files: usize,
        /// The most megabytes.
        megabytes: u64,
    },
    /// The machine failed at a path.
    Machine(PathBuf, io::Error),
    /// A person or the system stopped the program.
    Stopped,
}

/// The most files of a revision.
const MAX_FILES: usize = 400_000;

/// The most megabytes of all its files.
const MAX_MEGABYTES: u64 = 8_192;

/// How git names a symbolic link.
const LINK: &str = "120000";

/// A file of a revision.
struct TreeFile {
    is_link: bool,
    object: String,
    path: PathBuf,
}

/// Reads the part of a revision that is the source folder.
pub(super) fn load_revision(source: &Path, name: &Path) -> Result<Snapshot, RevisionProblem> {
    let machine = |path: &Path| {
        let path = path.to_owned();
        move |error| RevisionProblem::Machine(path, error)
    };
    let commit = commit(source, name)?;
    let files = tree(source, &commit)?;
    let folder = temporary_folder("congbo-diff-").map_err(machine(&std::env::temp_dir()))?;
    write_files(source, files, folder.path())?;
    load(folder.path()).map_err(|error| {
        // The person knows the file by its path in the repository.
        let inner = error.path.strip_prefix(folder.path()).map(Path::to_owned);
        RevisionProblem::Machine(inner.unwrap_or(error.path), error.source)
    })
}

/// The hash of a revision.
fn commit(source: &Path, name: &Path) -> Result<String, RevisionProblem> {
    let written = name.to_str().filter(|name| !name.starts_with('-') && !name.is_empty());
    run(source, &["rev-parse", "--git-dir"])?;
    let asked = written.map(|name| format!("{name}^{{tree}}"));
    let Some(asked) = asked else {
        return Err(RevisionProblem::Unknown);
    };
    let found = run(source, &["rev-parse", "--verify", "--quiet", &asked]);
    let text = found.map_err(|problem| match problem {
        RevisionProblem::Git(_) => RevisionProblem::Unknown,
        problem => problem,
    })?;
    let text = String::from_utf8_lossy(&text).trim().to_owned();
    let is_hash = text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| text.clone()).ok_or(RevisionProblem::Unknown)
}

/// The files below the source folder, as the tree of a revision has them.
fn tree(source: &Path, tree: &str) -> Result<Vec<TreeFile>, RevisionProblem> {
    let prefix = run(source, &["rev-parse", "--show-prefix"])?;
    let prefix = String::from_utf8_lossy(&prefix)
        .trim_end_matches(['\n', '/'])
        .to_owned();
    let inner = match prefix.is_empty() {
        true => tree.to_owned(),
        false => format!("{tree}:{prefix}"),
    };
    let listing = run(
        source,
        &["ls-tree", "-r", "-z", "-l", "--full-tree", &inner, CONTENT, THEMES],
    );
    let listing = listing.map_err(|problem| match problem {
        // The folder is not in that revision.
        RevisionProblem::Git(_) if !prefix.is_empty() => RevisionProblem::Unknown,
        problem => problem,
    })?;
    let mut bytes = 0;
    let mut files = Vec::new();
    for row in listing.split(|byte| *byte == 0).filter(|row| !row.is_empty()) {
        let Some(tab) = row.iter().position(|byte| *byte == b'\t') else {
            continue;
        };
        let head = String::from_utf8_lossy(&row[..tab]).into_owned();
        let [mode, sort, object, length] = head.split_whitespace().collect::<Vec<_>>()[..] else {
            continue;
        };
        // A submodule is another repository: a folder without files here.
        if sort != "blob" {
            continue;
        }
        bytes += length.parse::<u64>().unwrap_or(0);
        files.push(TreeFile {
            is_link: mode == LINK,
            object: object.to_owned(),
            path: PathBuf::from(os_string(&row[tab + 1..])),
        });
    }
    match files.len() > MAX_FILES || bytes > MAX_MEGABYTES << 20 {
        true => Err(RevisionProblem::TooLarge {
            files: MAX_FILES,
            megabytes: MAX_MEGABYTES,
        }),
        false => Ok(files),
    }
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// Writes the files below a folder, as `git cat-file --batch` gives them: the objects in the order in which they are
/// asked for, each after a line that ends in its length.
fn write_files(source: &Path, files: Vec<TreeFile>, folder: &Path) -> Result<(), RevisionProblem> {
    let mut child = spawn(source, &["cat-file", "--batch"], (Stdio::piped(), Stdio::null()))?;
    let objects: String = files.iter().map(|file| format!("{}\n", file.object)).collect();
    let input = child.stdin.take();
    // Beside the reading: two full pipes would wait for each other.
    let asking = Builder::new().spawn(move || {
        let mut input = input;
        // Where git ends early, the reading notices it.
        let _ = input.as_mut().map(|input| input.write_all(objects.as_bytes()));
    });
    let asking = asking.map_err(|error| RevisionProblem::Machine(PathBuf::from("git"), error))?;
    let output = child.stdout.take();
    let written = match output {
        Some(output) => write_objects(&mut BufReader::new(output), &files, folder),
        None => Ok(()),
    };
    if written.is_err() {
        let _ = child.kill();
    }
    let _ = asking.join();
    let _ = child.wait();
    written
}

fn write_objects(objects: &mut impl BufRead, files: &[TreeFile], folder: &Path) -> Result<(), RevisionProblem> {
    for file in files {
        if is_stopped() {
            return Err(RevisionProblem::Stopped);
        }
        let at_path = |error| RevisionProblem::Machine(file.path.clone(), error);
        let mut head = String::new();
        objects.read_line(&mut head).map_err(at_path)?;
        let length = head
            .trim_end()
            .rsplit(' ')
            .next()
            .and_then(|length| length.parse::<u64>().ok());
        let Some(length) = length else {
            return Err(RevisionProblem::Git(head.trim().to_owned()));
        };
        let mut bytes = objects.take(length + 1);
        write_object(file, &mut bytes.by_ref().take(length), folder).map_err(at_path)?;
        // What was not written, and the line break behind the object.
        io::copy(&mut bytes, &mut io::sink()).map_err(at_path)?;
    }
    Ok(())
}

fn write_object(file: &TreeFile, bytes: &mut impl Read, folder: &Path) -> io::Result<()> {
    // Git refuses such paths too, but the objects of a repository may come from anyone.
    if !file.path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(io::Error::new(
            ErrorKind::InvalidData,
            "not a path inside the repository",
        ));
    }
    let path = folder.join(&file.path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    match file.is_link {
        true => stand_in(&path),
        false => io::copy(bytes, &mut File::create_new(&path)?).map(drop),
    }
}

/// A symbolic link in place of one of the revision: it is reported as such, and leads nowhere.
#[cfg(unix)]
fn stand_in(path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink("congbo-diff-does-not-follow", path)
}

/// Where links need rights of their own, one is left out.
#[cfg(not(unix))]
fn stand_in(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Starts git in a folder: in English, without questions, pagers and locks.
fn spawn(source: &Path, arguments: &[&str], (input, messages): (Stdio, Stdio)) -> Result<Child, RevisionProblem> {
    let mut command = Command::new("git");
    command
        .args(["--no-optional-locks", "--no-pager", "--literal-pathspecs"])
        .arg("-C")
        .arg(source)
        .args(arguments);
    command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
    command.stdin(input).stdout(Stdio::piped()).stderr(messages);
    command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => RevisionProblem::NoGit,
        _ => RevisionProblem::Machine(PathBuf::from("git"), error),
    })
}

/// Runs git; returns what it prints.
fn run(source: &Path, arguments: &[&str]) -> Result<Vec<u8>, RevisionProblem> {
    let child = spawn(source, arguments, (Stdio::null(), Stdio::piped()))?;
    let done = child
        .wait_with_output()
        .map_err(|error| RevisionProblem::Machine(PathBuf::from("git"), error))?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    let messages = String::from_utf8_lossy(&done.stderr);
    let reason = messages
        .lines()
        .next()
        .unwrap_or("")
        .trim_start_matches("fatal: ")
        .to_owned();
    match reason.contains("not a git repository") {
        true => Err(RevisionProblem::NoRepository),
        false => Err(RevisionProblem::Git(reason)),
    }
}
