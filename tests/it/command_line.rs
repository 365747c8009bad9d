//! What every command shares: help, completions and man pages, a folder as a word, how much is printed, colours.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::preview::client::{Served, body, status};

const BINARY: &str = env!("CARGO_BIN_EXE_congbo");

fn congbo(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(BINARY);
    command.current_dir(folder).args(["--lang", "vi"]).args(arguments);
    command.envs(variables.iter().copied());
    command.output().expect("the program starts")
}

fn out(done: &Output) -> String {
    String::from_utf8(done.stdout.clone()).expect("text")
}

fn err(done: &Output) -> String {
    String::from_utf8(done.stderr.clone()).expect("text")
}

/// A folder that holds a site with one page and a warning.
fn site() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let content = folder.path().join("trang/content");
    fs::create_dir_all(&content).expect("a folder");
    let text = "---\nloại: Trang\ntên bài: Giới thiệu\n---\n\n##Một đầu đề thiếu dấu cách\n\nLời.\n";
    fs::write(content.join("gioi-thieu.md"), text).expect("a file");
    folder
}

#[test]
fn help_of_a_command_is_what_its_option_prints() {
    let folder = TempDir::new().expect("a folder");
    let whole = congbo(folder.path(), &["help"], &[]);
    assert!(whole.status.success() && out(&whole).contains("kiem-tra") | out(&whole).contains("check"));
    for name in ["build", "kiem-tra", "serve", "help", "completions"] {
        let by_word = congbo(folder.path(), &["help", name], &[]);
        let by_option = congbo(folder.path(), &[name, "--help"], &[]);
        assert!(by_word.status.success(), "{name}: {}", err(&by_word));
        assert_eq!(out(&by_word), out(&by_option), "{name}");
    }
    let unknown = congbo(folder.path(), &["help", "buidl"], &[]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("build"), "{}", err(&unknown));
}

#[test]
fn every_shell_and_man_complete_every_command() {
    let folder = TempDir::new().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = out(&congbo(folder.path(), &["completions", shell], &[]));
        for word in ["build", "check", "strict", "help"] {
            assert!(script.contains(word), "{shell} does not complete {word}");
        }
        assert!(!script.contains("man-folder"), "{shell} completes what is hidden");
    }
    let done = congbo(folder.path(), &["man", "pages", "-q"], &[]);
    assert!(done.status.success() && err(&done).is_empty(), "{}", err(&done));
    let page = fs::read_to_string(folder.path().join("pages/congbo-check.1")).expect("a page");
    for wanted in [".TH congbo-check 1", ".SH TÊN", ".SH \"CÁCH DÙNG\"", "\\-\\-strict"] {
        let found = page.contains(wanted) || page.contains(&wanted.replace('"', ""));
        assert!(found, "{wanted} is not in the page:\n{page}");
    }
    assert!(folder.path().join("pages/congbo.1").exists());
}

#[test]
fn a_site_is_named_by_a_word_as_well_as_by_an_option() {
    let folder = site();
    let by_option = congbo(folder.path(), &["check", "--source", "trang"], &[]);
    let by_word = congbo(folder.path(), &["check", "trang"], &[]);
    assert_eq!(err(&by_option), err(&by_word));
    assert!(err(&by_word).contains("unread-heading"), "{}", err(&by_word));
    let both = congbo(folder.path(), &["check", "trang", "--source", "trang"], &[]);
    assert_eq!(both.status.code(), Some(2));
    let built = congbo(folder.path(), &["build", "trang", "-o", "ra"], &[]);
    assert!(built.status.success(), "{}", err(&built));
    assert!(folder.path().join("ra/index.html").exists());
    let verified = congbo(folder.path(), &["verify", "trang", "-o", "ra"], &[]);
    assert!(verified.status.success(), "{}", err(&verified));
}

#[test]
fn quiet_prints_what_fails_and_verbose_all() {
    let folder = site();
    let run = |arguments: &[&str]| {
        let done = congbo(folder.path(), arguments, &[]);
        (done.status.code().expect("an exit code"), out(&done), err(&done))
    };
    for command in ["check", "build"] {
        assert_eq!(
            run(&[command, "trang", "-q"]),
            (0, String::new(), String::new()),
            "{command}"
        );
        let (code, _, strict) = run(&[command, "trang", "-q", "--strict"]);
        assert_eq!(code, 1);
        assert!(
            strict.contains("[unread-heading]") && strict.contains("gioi-thieu.md:6"),
            "{strict}"
        );
        let (code, _, verbose) = run(&[command, "trang", "-v"]);
        assert_eq!(code, 0);
        let (first, _) = verbose.split_once('\n').expect("a line");
        assert!(first.starts_with("congbo ") && first.contains("1 tệp"), "{first}");
        assert!(
            verbose.contains("[unread-heading]") && verbose.contains(" ms"),
            "{verbose}"
        );
    }
    let (_, data, words) = run(&["check", "trang", "-q", "--format", "json"]);
    assert!(data.contains("unread-heading") && words.is_empty(), "{data}{words}");
    assert_eq!(run(&["init", "moi", "-q"]), (0, String::new(), String::new()));
    assert_eq!(run(&["check", "-q", "-v"]).0, 2);
    let broken = folder.path().join("trang/content/gioi-thieu.md");
    fs::write(broken, "---\nloại: Trang\ntên bà: Giới thiệu\n---\n\nLời.\n").expect("a file");
    let (code, _, failed) = run(&["build", "trang", "-q"]);
    assert!(code == 1 && failed.contains("[unknown-field]"), "{failed}");
}

#[test]
fn colours_are_forced_and_refused() {
    let folder = site();
    let has_colours = |variables: &[(&str, &str)]| {
        let done = congbo(folder.path(), &["check", "trang"], variables);
        err(&done).contains('\u{1b}')
    };
    assert!(!has_colours(&[]));
    assert!(has_colours(&[("CLICOLOR_FORCE", "1")]));
    assert!(!has_colours(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn a_refused_name_is_explained_to_both_ends_once() {
    let folder = site();
    let served = Served::start(&folder.path().join("trang"), &["--host", "0.0.0.0"]);
    let request = b"GET / HTTP/1.1\r\nHost: may-tinh.local:8411\r\nConnection: close\r\n\r\n";
    let answer = served.raw(request);
    assert_eq!(status(&answer), 421);
    let text = body(&answer);
    assert!(text.contains("may-tinh.local") && text.contains("http://"), "{text}");
}
