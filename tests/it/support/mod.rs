//! Fixtures as text: several files in one, written to a temporary folder.

pub mod docx;

use std::fs;
use std::path::{Path, PathBuf};

use congbo::internals::edition::{Options, Outcome, compile};
use congbo::internals::host::{
    CommandOptions, ExitStatus, Format, Streams, TerminalStyle, Verbosity, check, load, report_all,
};
use congbo::internals::input::Snapshot;
use congbo::internals::messages::{Language, sort};
use snapbox::Data;
use snapbox::report::{Palette, write_diff};

/// The environment variable that rewrites expected outputs.
pub const UPDATE: &str = "CONGBO_UPDATE";

/// How the tests print messages.
pub const PLAIN: TerminalStyle = TerminalStyle {
    language: Language::Vietnamese,
    colour: false,
    verbosity: Verbosity::Normal,
};

/// The plainest options of a command on a source folder.
pub fn command(source: &Path) -> CommandOptions {
    CommandOptions {
        source: source.to_owned(),
        output: source.join("public"),
        options: Options::default(),
        strict: false,
        fix: false,
        write_addresses: false,
        forget: None,
        zip: None,
        timings: false,
        language: None,
        style: PLAIN,
        format: Format::Human,
    }
}

/// Runs a command; how it ended, and what it printed for people.
pub fn run(
    command: impl Fn(&CommandOptions, &mut Streams<'_>) -> ExitStatus,
    options: &CommandOptions,
) -> (ExitStatus, String) {
    let (mut words, mut data) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        words: &mut words,
        data: &mut data,
    };
    let ending = command(options, &mut streams);
    (ending, String::from_utf8(words).expect("printed in UTF-8"))
}

/// Everything that `check` finds in a folder, in a language: one object each, as programs get them.
pub fn findings(source: &Path, language: Language) -> Vec<serde_json::Value> {
    let options = CommandOptions {
        format: Format::Json,
        language: Some(language),
        ..command(source)
    };
    let (mut words, mut data) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        words: &mut words,
        data: &mut data,
    };
    check(&options, &mut streams);
    let rows = data.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    rows.map(|line| serde_json::from_slice(line).expect("one object a line"))
        .collect()
}

/// A fixture: its files and what is expected of them.
#[derive(Debug)]
pub struct Fixture {
    /// The files' part of the text, as it stands.
    pub files: String,
    /// The expected output, after the line `== check ==`.
    pub expected: String,
}

const EXPECTED: &str = "== check ==\n";

impl Fixture {
    /// Reads a fixture.
    pub fn read(path: &Path) -> Fixture {
        let text = fs::read_to_string(path).expect("a readable fixture");
        let (files, expected) = text.split_once(EXPECTED).unwrap_or((&text, ""));
        Fixture {
            files: files.to_owned(),
            expected: expected.to_owned(),
        }
    }

    /// Rewrites the expected output.
    pub fn update(&self, path: &Path, actual: &str) {
        fs::write(path, format!("{}{EXPECTED}{actual}", self.files)).expect("a writable fixture");
    }
}

/// Writes the files of a fixture below a folder.
///
/// A file begins at a line `-- path --`. `-- path escaped --` reads `\u{…}`, `\xNN`, `\r`, `\0`, `\t`
/// and `\\` in path and text; `-- path -> target --` is a symbolic link. What precedes is a comment.
pub fn write_files(files: &str, root: &Path) {
    let mut current: Option<(PathBuf, bool, String)> = None;
    for line in files.split_inclusive('\n') {
        match line
            .trim_end()
            .strip_prefix("-- ")
            .and_then(|rest| rest.strip_suffix(" --"))
        {
            Some(header) => {
                flush(current.take());
                current = begin(header, root);
            }
            None => {
                if let Some((_, _, text)) = &mut current {
                    text.push_str(line);
                }
            }
        }
    }
    flush(current);
}

fn begin(header: &str, root: &Path) -> Option<(PathBuf, bool, String)> {
    if let Some((link, target)) = header.split_once(" -> ") {
        let link = root.join(link);
        fs::create_dir_all(link.parent().expect("inside the root")).expect("a folder");
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, link).expect("a symbolic link");
        return None;
    }
    match header.strip_suffix(" escaped") {
        Some(path) => Some((root.join(named(unescape(path))), true, String::new())),
        None => Some((root.join(header), false, String::new())),
    }
}

/// A path of any bytes, where the system has such names.
#[cfg(unix)]
fn named(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn named(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8(bytes).expect("a path in UTF-8").into()
}

fn flush(file: Option<(PathBuf, bool, String)>) {
    let Some((path, escaped, text)) = file else { return };
    fs::create_dir_all(path.parent().expect("inside the root")).expect("a folder");
    let bytes = if escaped { unescape(&text) } else { text.into_bytes() };
    fs::write(path, bytes).expect("a writable file");
}

fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.extend(letter.to_string().bytes());
            continue;
        }
        match letters.next() {
            Some('r') => out.push(b'\r'),
            Some('t') => out.push(b'\t'),
            Some('0') => out.push(0),
            Some('x') => {
                let digits: String = letters.by_ref().take(2).collect();
                out.push(u8::from_str_radix(&digits, 16).expect("two hexadecimal digits"));
            }
            Some('u') => {
                let digits: String = letters.by_ref().skip(1).take_while(|c| *c != '}').collect();
                let code = u32::from_str_radix(&digits, 16).expect("a code point");
                out.extend(char::from_u32(code).expect("a character").to_string().bytes());
            }
            Some('\n') => {}
            Some(other) => out.extend(other.to_string().bytes()),
            None => {}
        }
    }
    out
}

/// Loads and compiles a folder.
pub fn compiled(root: &Path) -> (Snapshot, Outcome) {
    let snapshot = load(root).expect("a readable folder");
    let outcome = compile(&snapshot, &Options::default());
    (snapshot, outcome)
}

/// Everything that `check` prints about a folder.
pub fn checked(root: &Path) -> String {
    let (snapshot, outcome) = compiled(root);
    let mut diagnostics = outcome.diagnostics;
    if let Some(edition) = &outcome.site {
        diagnostics.extend(edition.moved_words());
        sort(&mut diagnostics);
    }
    let text = report_all(&snapshot, &diagnostics, PLAIN);
    // The printer pads empty lines; a test file has no trailing blanks.
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

/// All files of a folder with an ending, sorted, from the crate's root.
pub fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            match path.is_dir() {
                true => open.push(path),
                false if path.to_string_lossy().ends_with(ending) => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// How many random cases a law is tried with: `CONGBO_CASES` times as many as in every run of the tests.
pub fn cases(usual: u32) -> u32 {
    let times = std::env::var("CONGBO_CASES").map_or(1, |times| times.parse().expect("a number of times"));
    usual * times
}

/// The folder of this crate.
pub fn crate_root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The lines that differ between a file's expectation and what was found.
pub fn difference(path: &Path, expected: &str, actual: &str) -> String {
    let mut printed = String::new();
    let (expected, actual) = (Data::text(expected), Data::text(actual));
    let file = path.display();
    write_diff(
        &mut printed,
        &expected,
        &actual,
        Some(&file),
        Some(&"found"),
        Palette::plain(),
    )
    .expect("a string takes every text");
    printed
}

/// Compares what is made of each fixture below a folder with what its file expects; `CONGBO_UPDATE=1` rewrites it.
pub fn golden(folder: &str, made_of: impl Fn(&Path) -> String) {
    let update = std::env::var_os(UPDATE).is_some();
    let mut wrong = Vec::new();
    for path in files_below(&crate_root().join(folder), ".txt") {
        let fixture = Fixture::read(&path);
        let root = tempfile::tempdir().expect("a temporary folder");
        write_files(&fixture.files, root.path());
        let actual = made_of(root.path());
        if actual == fixture.expected {
            continue;
        }
        if update {
            fixture.update(&path, &actual);
        } else {
            wrong.push(difference(&path, &fixture.expected, &actual));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{UPDATE}=1 rewrites the files; read what it wrote.",
        wrong.join("\n")
    );
}
