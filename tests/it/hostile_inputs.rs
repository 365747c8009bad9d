//! Hostile inputs, as data: each has one exact outcome, and none reaches a terminal, a page's scripts or another file.
//!
//! A file of `tests/hostile/` holds inputs under lines `=== name`; each ends with the line `== outcome ==` and what came
//! of it. Beside the signs of `support::write_files`, `\*{200:text}` repeats a text, in a path too. `-- path pipe --` is a
//! named pipe, `-- path socket --` a socket, `-- path zeros --` a device without end (`/dev/zero`), where the user may
//! make one, `-- path hole --` a file of 40 GB that takes no room, `-- path twin of other --` a second name of a file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use congbo::internals::host::{ExitStatus, Format, Streams, build, check};
use congbo::internals::messages::Language;

use crate::support::{UPDATE, command, crate_root, difference, files_below, write_files};

const OUTCOME: &str = "== outcome ==\n";

/// One input: its name, its files, and what is expected of it.
struct Input<'a> {
    name: &'a str,
    files: &'a str,
    expected: &'a str,
}

fn inputs(text: &str) -> Vec<Input<'_>> {
    let one = |part| {
        let (name, rest): (&str, &str) = str::split_once(part, '\n').expect("a name");
        let (files, expected) = rest.split_once(OUTCOME).unwrap_or((rest, ""));
        Input { name, files, expected }
    };
    text.split("\n=== ").skip(1).map(one).collect()
}

/// Repeats what `\*{count:text}` asks for.
fn repeated(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split("\\*{");
    out.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let (count, rest) = part.split_once(':').expect("a count");
        let (one, rest) = rest.split_once('}').expect("an end");
        out.push_str(&one.repeat(count.parse().expect("a number")));
        out.push_str(rest);
    }
    out
}

/// What is no plain file: the path, and what it is.
fn special(line: &str) -> Option<(&str, Vec<&str>)> {
    let words = line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")?;
    let (path, sort) = words.rsplit_once(' ')?;
    match (sort, path.rsplit_once(" twin of")) {
        ("pipe" | "socket" | "zeros" | "hole", _) => Some((path, vec![sort])),
        (other, Some((path, ""))) => Some((path, vec!["twin", other])),
        _ => None,
    }
}

fn write(files: &str, root: &Path) {
    let files = repeated(files);
    let (specials, plain): (Vec<&str>, Vec<&str>) =
        files.split_inclusive('\n').partition(|line| special(line).is_some());
    write_files(&plain.concat(), root);
    for (path, sort) in specials.into_iter().filter_map(special) {
        let full = root.join(path);
        fs::create_dir_all(full.parent().expect("inside the root")).expect("a folder");
        let run = |program: &str, arguments: &[&str]| {
            let status = std::process::Command::new(program).arg(&full).args(arguments).status();
            status.is_ok_and(|status| status.success())
        };
        let made = match sort[..] {
            ["socket"] => std::os::unix::net::UnixListener::bind(&full).is_ok(),
            // Who may not make a device makes a pipe, which does not end either.
            ["zeros"] => run("mknod", &["c", "1", "5"]) || run("mkfifo", &[]),
            ["hole"] => fs::File::create(&full).is_ok_and(|file| file.set_len(40 << 30).is_ok()),
            ["twin", other] => fs::hard_link(root.join(other), &full).is_ok(),
            _ => run("mkfifo", &[]),
        };
        assert!(made, "{path}");
    }
}

fn status(ended: ExitStatus) -> u8 {
    ended.code()
}

/// Runs a command in some formats; its status, the codes that it reports, and all that it prints.
fn run(
    command_of: impl Fn(&congbo::internals::host::CommandOptions, &mut Streams<'_>) -> ExitStatus,
    root: &Path,
    formats: &[Format],
) -> (u8, BTreeMap<String, usize>) {
    let mut codes = BTreeMap::new();
    let mut ended = None;
    for format in formats.iter().copied() {
        let options = congbo::internals::host::CommandOptions {
            format,
            language: Some(Language::English),
            ..command(root)
        };
        let (mut words, mut data) = (Vec::new(), Vec::new());
        let mut streams = Streams {
            words: &mut words,
            data: &mut data,
        };
        let now = status(command_of(&options, &mut streams));
        assert_eq!(*ended.get_or_insert(now), now, "the format decides nothing");
        for printed in [&words, &data] {
            assert_harmless(&String::from_utf8_lossy(printed));
        }
        if format == Format::Json {
            for line in data.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
                let row: serde_json::Value = serde_json::from_slice(line).expect("one object a line");
                *codes
                    .entry(row["code"].as_str().expect("a code").to_owned())
                    .or_insert(0) += 1;
            }
        }
    }
    (ended.expect("a format"), codes)
}

/// Fails where a terminal would obey what is printed.
fn assert_harmless(printed: &str) {
    let is_obeyed = |letter: char| {
        letter.is_control() && !matches!(letter, '\n' | '\t')
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    assert!(!printed.contains(is_obeyed), "{printed:?}");
}

/// What came of an input: the status of both commands, each code with its number, the pages that were made.
fn outcome(files: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let source = folder.path().join("site");
    fs::create_dir(&source).expect("a folder");
    write(files, &source);
    fs::write(folder.path().join("secret"), "BÍ MẬT").expect("a file outside");
    let (checked, codes) = run(check, &source, &[Format::Human, Format::Json]);
    let (built, _) = run(build, &source, &[Format::Github]);
    let codes: Vec<String> = codes.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let output = source.join("public");
    let made = if output.exists() {
        files_below(&output, "")
    } else {
        Vec::new()
    };
    for path in &made {
        let bytes = fs::read(path).expect("a published file");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("BÍ MẬT"), "{}: published from outside", path.display());
        if path.extension().is_some_and(|extension| extension == "html") {
            assert!(
                !text.contains("alert(1)</script>") && !text.contains("href=\"javascript:"),
                "{}",
                path.display()
            );
        }
    }
    assert!(fs::read_to_string(folder.path().join("secret")).expect("kept") == "BÍ MẬT");
    assert_eq!(
        fs::read_dir(folder.path()).expect("a folder").count(),
        2,
        "written outside the site"
    );
    assert!(
        checked < 3 && (checked != 0 || built == 0),
        "check {checked}, build {built}: {codes:?}"
    );
    let codes = if codes.is_empty() {
        "nothing".to_owned()
    } else {
        codes.join(", ")
    };
    format!("check {checked}, build {built}: {codes}\n")
}

#[cfg(unix)]
#[test]
fn each_hostile_input_has_its_outcome() {
    let update = std::env::var_os(UPDATE).is_some();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for path in files_below(&crate_root().join("tests/hostile"), ".txt") {
        let text = fs::read_to_string(&path).expect("a readable file");
        let mut new = text.split("\n=== ").next().unwrap_or("").to_owned();
        for input in inputs(&text) {
            count += 1;
            let run = std::panic::catch_unwind(|| outcome(input.files));
            let found = run.unwrap_or_else(|_| panic!("{}: {}", path.display(), input.name));
            new.push_str(&format!("\n=== {}\n{}{OUTCOME}{found}", input.name, input.files));
            if !update && found != input.expected {
                wrong.push(difference(&path, input.expected, &format!("{}\n{found}", input.name)));
            }
        }
        if update {
            fs::write(&path, new).expect("a writable file");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 300, "{count} inputs");
}
