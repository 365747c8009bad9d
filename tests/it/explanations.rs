//! The page of each code: its wrong example is wrong in just that way, its right one is right, and the manual has it.

use crate::support::{checked, write_files};
use congbo::internals::host::{ExitStatus, Streams, TerminalStyle, Verbosity, explain};
use congbo::internals::messages::{Code, Language, explanation, page};

/// What `check` prints of an example.
fn printed(example: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    write_files(example, folder.path());
    checked(folder.path())
}

#[test]
fn the_examples_are_wrong_and_right() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        let explained = explanation(*code, Language::Vietnamese);
        let mark = format!("[{}]:", code.name());
        let wrong = printed(explained.wrong);
        let others = wrong
            .lines()
            .filter(|line| line.contains("]: ") && !line.contains(&mark) && !line.starts_with([' ', '-']));
        if !wrong.contains(&mark) || others.count() > 0 {
            faults.push(format!("{} wrong:\n{wrong}", code.name()));
        }
        let right = printed(explained.right);
        if right.contains(&mark) || right.contains("lỗi[") || right.contains("cảnh báo[") {
            faults.push(format!("{} right:\n{right}", code.name()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn both_languages_explain_every_code() {
    for code in Code::ALL {
        let (vi, en) = (
            explanation(*code, Language::Vietnamese),
            explanation(*code, Language::English),
        );
        assert!(
            vi.text.len() > 40 && en.text.len() > 30 && vi.text != en.text,
            "{}",
            code.name()
        );
        assert!(en.text.is_ascii() || !en.text.contains("Vì "), "{}", code.name());
    }
}

fn explained(code: Option<&str>, language: Language) -> (ExitStatus, String, String) {
    let (mut words, mut data) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        words: &mut words,
        data: &mut data,
    };
    let ending = explain(
        code,
        TerminalStyle {
            language,
            colour: false,
            verbosity: Verbosity::Normal,
        },
        &mut streams,
    );
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (ending, text(words), text(data))
}

#[test]
fn explain_finds_a_code_however_it_is_written() {
    for written in ["unknown-field", "UNKNOWN_FIELD", " Unknown-Field "] {
        let (ending, _, page_text) = explained(Some(written), Language::Vietnamese);
        assert_eq!(ending, ExitStatus::Fine);
        assert_eq!(page_text, page(Code::UnknownField, Language::Vietnamese, 1));
    }
    let (ending, words, _) = explained(Some("unknown-feild"), Language::Vietnamese);
    assert_eq!(
        (ending, words.as_str()),
        (
            ExitStatus::Usage,
            "lỗi: không có mã “unknown-feild”; có phải unknown-field?\n"
        )
    );
    let (ending, words, _) = explained(Some("zzz"), Language::English);
    assert_eq!((ending, words.contains("lists them all")), (ExitStatus::Usage, true));
    let (ending, _, list) = explained(None, Language::English);
    assert_eq!((ending, list.lines().count()), (ExitStatus::Fine, Code::ALL.len()));
}
