//! What a message advises is followed, on the wrong example of each code: the diagnostic is gone, and no other came.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{command, findings, run, write_files};
use congbo::internals::host::{CommandOptions, check};
use congbo::internals::messages::{Code, Language, explanation};
use tempfile::TempDir;

/// How an editor follows the advice of a code, where it leaves nothing to judge.
#[derive(Clone, Copy)]
enum Advice {
    /// `check --fix`.
    FixCommand,
    /// The change that the diagnostic carries.
    Fix,
    /// The place becomes the words that the message quotes.
    Write,
    /// The line becomes the words that the message quotes.
    WriteLine,
    /// The number in the place becomes the one that the message quotes.
    WriteNumber,
    /// The place goes into `[[…|…]]` with the first choice that the message quotes.
    Bracket,
    /// The line that the message quotes goes into the head, or to the end of a file without one.
    AddLine,
    /// The lines below the message go into the head of the file that it names.
    AddLines,
    /// The line is deleted.
    DeleteLine,
    /// The file is deleted.
    DeleteFile,
    /// The file gets the name that the message proposes.
    Rename,
    /// `check --write-addresses`.
    WriteAddresses,
    /// A person has to look: the right example shows what comes of it.
    ByHand,
}

fn advice(code: Code) -> Advice {
    match code {
        Code::KeyWithoutBlank | Code::TabInHead => Advice::Fix,
        // Only some of their forms leave nothing to judge; the examples are others.
        Code::RawHtml | Code::UnmatchedNote => Advice::ByHand,
        Code::WrongDelimiter | Code::QuotedValue => Advice::Write,
        Code::UnknownField | Code::UnknownTopic | Code::UnknownBody | Code::NearKind => Advice::Write,
        Code::ImageWithoutWords | Code::CitedDateDiffers | Code::ShortBeforeLong => Advice::Write,
        Code::BadSlug | Code::BlankBeforeAddress | Code::EmptyFullText | Code::UnknownTheme => Advice::WriteLine,
        Code::MisusedSign => Advice::WriteLine,
        Code::StatusWithoutGround | Code::RelationWithoutGround | Code::ClaimWithoutSource => Advice::WriteLine,
        Code::WrongSeparator => Advice::WriteNumber,
        Code::AmbiguousReference => Advice::Bracket,
        Code::AddressClash | Code::ReservedAddress | Code::NoContact => Advice::AddLine,
        Code::LostAddress => Advice::AddLines,
        Code::SecrecyMark | Code::NumbersOutOfOrder | Code::UnlikelyYear | Code::OddDate => Advice::AddLines,
        Code::TwoDates | Code::TwoTitles | Code::LaterDocument | Code::ReplacedBasis => Advice::AddLines,
        Code::MisplacedField | Code::UnusedAcceptance | Code::OldAddressTaken => Advice::DeleteLine,
        Code::BrokenTheme | Code::RenamedThemeFile | Code::EmptyFile => Advice::DeleteFile,
        Code::NameNotComposed | Code::BadFileName => Advice::Rename,
        Code::MovedWords | Code::LostParagraph | Code::UnlistedAddress => Advice::WriteAddresses,
        code if code.is_safely_fixed() => Advice::FixCommand,
        _ => Advice::ByHand,
    }
}

/// The site of an example.
fn site(example: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write_files(example, folder.path());
    folder
}

fn text<'r>(row: &'r Value, name: &str) -> &'r str {
    row[name].as_str().unwrap_or_default()
}

/// The byte of a line and column, both from 1.
fn offset(text: &str, line: &Value, column: &Value) -> usize {
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
    let before: usize = text.split_inclusive('\n').take(number(line) - 1).map(str::len).sum();
    let inside = text[before..].char_indices().nth(number(column) - 1);
    before + inside.map_or(text.len() - before, |(at, _)| at)
}

/// The words that a message quotes first.
fn quotation(words: &str) -> &str {
    let inside = words.split('`').nth(1);
    inside.unwrap_or_else(|| panic!("a quotation in {words}"))
}

/// Follows an advice; gives nothing where a person has to look.
fn follow(folder: &Path, row: &Value, advice: Advice) -> Option<()> {
    let path = folder.join(text(row, "path"));
    let help = text(row, "help").replace("<văn bản hoặc nguồn nêu điều đó>", "\"Báo Thái Nguyên, 1/2/2013\"");
    let help = help.replace("<the document or source that says so>", "\"Báo Thái Nguyên, 1/2/2013\"");
    let old = fs::read_to_string(&path).unwrap_or_default();
    let ends =
        |row: &Value| offset(&old, &row["line"], &row["column"])..offset(&old, &row["endLine"], &row["endColumn"]);
    let line = || {
        let start = offset(&old, &row["line"], &1.into());
        start..old[start..].find('\n').map_or(old.len(), |at| start + at + 1)
    };
    let put = |range: std::ops::Range<usize>, new: &str| {
        let mut text = old.clone();
        text.replace_range(range, new);
        fs::write(&path, text).expect("written");
    };
    let command = |options: CommandOptions| {
        run(check, &options);
    };
    let code = Code::from_name(text(row, "code")).expect("a code");
    match advice {
        // Of some codes, only those with a certain replacement are fixed.
        Advice::FixCommand if row["fix"].is_null() && !code.is_of_whole_file() => return None,
        Advice::FixCommand => command(CommandOptions {
            fix: true,
            ..command_of(folder)
        }),
        Advice::WriteAddresses => command(CommandOptions {
            write_addresses: true,
            ..command_of(folder)
        }),
        Advice::Fix => put(ends(&row["fix"]), text(&row["fix"], "replacement")),
        Advice::Write => put(ends(row), quotation(&help)),
        Advice::WriteLine => put(line(), &format!("{}\n", quotation(&help))),
        Advice::WriteNumber => {
            let (wrong, _) = text(row, "message").split_once(": ").expect("the number first");
            put(ends(row), &old[ends(row)].replace(wrong, quotation(&help)));
        }
        Advice::Bracket => {
            let words = old[ends(row)].trim_start_matches("[[").trim_end_matches("]]");
            put(ends(row), &format!("[[{}|{words}]]", quotation(&help)));
        }
        Advice::AddLine if old.starts_with("---\n") => put(4..4, &format!("{}\n", quotation(&help))),
        Advice::AddLine => put(old.len()..old.len(), &format!("{}\n", quotation(&help))),
        Advice::AddLines => add_lines(folder, row, &help),
        Advice::DeleteLine => put(line(), ""),
        Advice::DeleteFile => fs::remove_file(&path).expect("deleted"),
        Advice::Rename => {
            let name = help
                .split('“')
                .nth(1)
                .and_then(|rest| rest.split('”').next())
                .expect("a name");
            fs::rename(&path, path.with_file_name(name)).expect("renamed");
        }
        Advice::ByHand => return None,
    }
    Some(())
}

fn command_of(folder: &Path) -> CommandOptions {
    command(folder)
}

/// Puts the lines below a message into the head of the file that its first line names, else of its own file.
fn add_lines(folder: &Path, row: &Value, help: &str) {
    let (first, lines) = help.split_once('\n').expect("lines to add");
    let named = first.rsplit(' ').next().unwrap_or_default().trim_end_matches(':');
    let name = if named.starts_with("content/") {
        named
    } else {
        text(row, "path")
    };
    let path = folder.join(name);
    let old = fs::read_to_string(&path).expect("a file with a head");
    assert!(old.starts_with("---\n"), "{name} has a head");
    fs::write(&path, format!("---\n{lines}\n{}", &old[4..])).expect("written");
}

/// What is left of the wrong example of a code once its advice is followed, in a language.
fn left(code: Code, language: Language, advice: Advice) -> Option<String> {
    let folder = site(explanation(code, language).wrong);
    for _ in 0..5 {
        let rows = findings(folder.path(), language);
        let row = rows.iter().find(|row| text(row, "code") == code.name())?;
        follow(folder.path(), row, advice)?;
        let rows = findings(folder.path(), language);
        let rows: Vec<String> = rows.iter().map(Value::to_string).collect();
        if !rows.iter().any(|row| row.contains(&format!("\"{}\"", code.name()))) {
            return (!rows.is_empty()).then(|| rows.join("\n"));
        }
    }
    Some("its advice does not end it".to_owned())
}

#[test]
fn advice_that_is_followed_ends_its_diagnostic_and_makes_no_other() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        for language in [Language::Vietnamese, Language::English] {
            let left = left(*code, language, advice(*code));
            faults.extend(left.map(|left| format!("{}, {language:?}:\n{left}", code.name())));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_lines_that_accept_a_diagnostic_are_ready_to_paste() {
    let mut faults = Vec::new();
    let is_acceptable = |code: &&Code| {
        let wrong = site(explanation(**code, Language::Vietnamese).wrong);
        let rows = findings(wrong.path(), Language::Vietnamese);
        rows.iter().any(|row| text(row, "help").contains("\nchấp nhận:\n"))
    };
    let codes: Vec<&Code> = Code::ALL.iter().filter(is_acceptable).collect();
    assert!(codes.len() >= 9, "{codes:?}");
    for code in codes {
        for language in [Language::Vietnamese, Language::English] {
            let left = left(*code, language, Advice::AddLines);
            faults.extend(left.map(|left| format!("{}, {language:?}:\n{left}", code.name())));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Two findings, accepted one after the other: in a list, in brackets, as the only value.
#[test]
fn a_second_line_joins_the_first() {
    let body = "\n1. Một.\n\n3. Ba \"chính\".\n\n5. Năm.\n";
    let head = "loại: Quyết định\nsố ký hiệu: 15-QĐ/TU\nngày ban hành: 3/2/2013\n";
    let first = "mã: numbers-out-of-order, tại: \"3\", lý do: bản gốc in như vậy";
    for accepted in [
        format!("chấp nhận:\n  - {{{first}}}\n"),
        format!("chấp nhận:\n- {{{first}}}\n"),
        format!("chấp nhận: [{{{first}}}]\n"),
        format!("chấp nhận: {{{first}}}\n"),
    ] {
        let folder = site(&format!("-- content/a.md --\n---\n{head}{accepted}---\n{body}"));
        let rows = findings(folder.path(), Language::Vietnamese);
        let [row] = rows.as_slice() else {
            panic!("one is left: {rows:?}")
        };
        let (advice, line) = text(row, "help").rsplit_once('\n').expect("a line to add");
        let path = folder.path().join("content/a.md");
        let old = fs::read_to_string(&path).expect("a file");
        let new = match advice.contains("thay dòng") {
            true => old.replace(accepted.trim_end(), line),
            false => old.replace("chấp nhận:\n", &format!("chấp nhận:\n{line}\n")),
        };
        fs::write(&path, new).expect("written");
        assert_eq!(
            findings(folder.path(), Language::Vietnamese),
            Vec::<Value>::new(),
            "{accepted}{line}"
        );
    }
}
