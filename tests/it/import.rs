//! `import`: the file that a source becomes and the report of how; that not a word is lost; what is refused.
//!
//! `tests/import/sites/*.txt` hold a site and sources below `nguon/`; behind `== check ==` is what each import prints, and the
//! files that it writes. A file `nguon/lenh` has the arguments instead, a command a line. The parts of a .docx are below
//! `docx/NAME/`, and become `nguon/NAME.docx`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use congbo::internals::base::RelPath;
use congbo::internals::host::{ExitStatus, Format, ImportOptions, Streams, check, import};
use congbo::internals::input::{Lexicon, SourceFile, parse};
use congbo::internals::messages::Language;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::support::{PLAIN, cases, command, crate_root, docx, files_below, golden, run};
use crate::word_law::shown::{words, words_of_template};

fn options(source: &Path, file: &Path) -> ImportOptions {
    ImportOptions {
        source: source.to_owned(),
        file: Some(file.to_owned()),
        to: None,
        kind: None,
        update: None,
        dry_run: false,
        language: Some(Language::Vietnamese),
        style: PLAIN,
        format: Format::Human,
    }
}

/// Runs an import: how it ended, what it printed for people, and for programs.
fn imported(options: &ImportOptions) -> (ExitStatus, String, String) {
    let (mut words, mut data) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        words: &mut words,
        data: &mut data,
    };
    let status = import(options, &mut streams);
    let text = |bytes| String::from_utf8(bytes).expect("printed in UTF-8");
    (status, text(words), text(data))
}

fn contents(folder: &Path) -> BTreeMap<String, String> {
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(folder)
            .expect("below")
            .to_string_lossy()
            .replace('\\', "/");
        (name, fs::read_to_string(path).expect("a text"))
    };
    files_below(folder, ".md").into_iter().map(read).collect()
}

/// The commands of a fixture: those of `nguon/lenh`, or an import of each source.
fn commands(source: &Path) -> Vec<ImportOptions> {
    let folder = source.join("nguon");
    let written = fs::read_to_string(folder.join("lenh"));
    let line = |line: &str| {
        let (before, file) = line.rsplit_once(' ').unwrap_or(("", line));
        let mut own = options(source, &source.join(file));
        let mut arguments = before.split(' ');
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().map(str::to_owned);
            match name {
                "--update" => own.update = value(),
                "--to" => own.to = value(),
                "--kind" => own.kind = value(),
                _ => {}
            }
        }
        own
    };
    match written {
        Ok(lines) => lines.lines().map(line).collect(),
        Err(_) => [".txt", ".docx"]
            .iter()
            .flat_map(|ending| files_below(&folder, ending))
            .map(|file| options(source, &file))
            .collect(),
    }
}

/// What is printed, without the day on which the test runs.
fn without_today(words: &str) -> String {
    let line = |line: &str| match line.split_once("- {ngày: ") {
        Some((before, behind)) => {
            let rest = behind.split_once(',').map_or("", |(_, rest)| rest);
            format!("{before}- {{ngày: …,{rest}")
        }
        None => line.to_owned(),
    };
    words.split_inclusive('\n').map(line).collect()
}

/// Packs the parts of each .docx that a fixture writes out.
fn pack(source: &Path) {
    let Ok(folders) = fs::read_dir(source.join("docx")) else {
        return;
    };
    fs::create_dir_all(source.join("nguon")).expect("a folder");
    for folder in folders {
        let folder = folder.expect("readable").path();
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let file = source.join("nguon").join(format!("{name}.docx"));
        fs::write(file, docx::of_folder(&folder)).expect("written");
    }
}

fn seen(source: &Path) -> String {
    pack(source);
    fs::create_dir_all(source.join("content")).expect("a folder");
    let before = contents(source);
    let mut out = String::new();
    for command in commands(source) {
        let (status, words, _) = imported(&command);
        let root = source.display().to_string();
        out.push_str(&format!(
            "[{}] {}",
            status.code(),
            without_today(&words.replace(&format!("{root}/"), ""))
        ));
    }
    for (name, text) in contents(source) {
        if before.get(&name) != Some(&text) {
            out.push_str(&format!("-- {name} --\n{text}"));
        }
    }
    let (_, found) = run(check, &command(source));
    out.push_str(&format!("-- congbo check --\n{found}"));
    out
}

#[test]
fn sources_become_files_with_a_report() {
    golden("tests/import/sites", seen);
}

/// The programme, from the text of its PDF, is the file that the site has: each word, each recipient.
#[test]
fn the_programme_comes_out_as_it_is_published() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = "content/chuong-trinh-hanh-dong/01-ctr-bdvtu.md";
    for file in files_below(&crate_root().join("content"), "") {
        let name = file.strip_prefix(crate_root()).expect("below");
        if name.to_string_lossy().replace('\\', "/") != path {
            let target = folder.path().join(name);
            fs::create_dir_all(target.parent().expect("a folder")).expect("made");
            fs::copy(&file, target).expect("copied");
        }
    }
    let source = crate_root().join("tests/programme/01-ctr-bdvtu.txt");
    let (status, printed, _) = imported(&options(folder.path(), &source));
    assert_eq!(status, ExitStatus::Fine, "{printed}");
    let read = |root: &Path| {
        let text = fs::read_to_string(root.join(path)).expect("a file");
        let (head, body) = text.split_once("\n---\n").expect("a head");
        (head.to_owned(), body.trim().to_owned())
    };
    let ((head, body), (published_head, published)) = (read(folder.path()), read(crate_root()));
    // The one correction of the site that needs a judgement: the file declares it.
    assert_eq!(body.replace("2011 -2015", "2011 - 2015"), published);
    let fields = [
        "loại",
        "số ký hiệu",
        "trích yếu",
        "cơ quan ban hành",
        "địa danh",
        "ngày ban hành",
        "chức vụ",
        "người ký",
    ];
    let own = |head: &str| -> Vec<String> {
        let is_field = |line: &&str| fields.iter().any(|field| line.starts_with(&format!("{field}: ")));
        let recipients = head
            .split("nơi nhận:\n")
            .nth(1)
            .unwrap_or("")
            .lines()
            .take_while(|line| line.starts_with("  - "));
        head.lines()
            .filter(is_field)
            .chain(recipients)
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(own(&head), own(&published_head));
}

#[test]
fn what_is_no_text_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    let sources: [(&str, &[u8], &str); 8] = [
        (
            "cua-trang.md",
            "---\nloại: Quyết định\nsố ký hiệu: 3-QĐ/TU\n---\n\nĐiều 1. Một.\n".as_bytes(),
            "đã có phần đầu",
        ),
        ("trong.txt", b"", "không có chữ nào"),
        ("khong.txt", &[0; 600], "không có chữ nào"),
        ("dau.txt", b" \n--\n**\n", "không có chữ nào"),
        ("anh.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "ảnh PNG"),
        ("anh-2.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", "ảnh JPEG"),
        (
            "nhi-phan.txt",
            b"\x01\x02\x03abc\0\0\0def\xff\xfe",
            "không phải văn bản",
        ),
        (
            "word.txt",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
            ".doc",
        ),
    ];
    for (name, bytes, message) in sources {
        let file = folder.path().join(name);
        fs::write(&file, bytes).expect("written");
        let (status, printed, _) = imported(&options(folder.path(), &file));
        assert_eq!(status, ExitStatus::Content, "{name}: {printed}");
        assert!(printed.contains(message), "{name}: {printed}");
    }
    let (status, _, _) = imported(&options(folder.path(), &folder.path().join("khong-co.txt")));
    assert_eq!(status, ExitStatus::Machine);
    assert_eq!(files_below(&folder.path().join("content"), "").len(), 0);
}

#[test]
fn a_dry_run_and_wrong_options_write_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    let file = folder.path().join("a.txt");
    fs::write(&file, "Điều 1. Một.\nĐiều 2. Hai.\n").expect("written");
    let plain = options(folder.path(), &file);
    let tried = ImportOptions {
        dry_run: true,
        ..plain.clone()
    };
    let (status, printed, text) = imported(&tried);
    assert_eq!(status, ExitStatus::Fine);
    assert!(
        printed.starts_with("Sẽ viết content/van-ban/a.md") && text.contains("Điều 2. Hai."),
        "{printed}{text}"
    );
    let wrong = [
        ImportOptions {
            kind: Some("Thư tình".to_owned()),
            ..plain.clone()
        },
        ImportOptions {
            to: Some("../a.md".to_owned()),
            ..plain.clone()
        },
        ImportOptions {
            to: Some("content/site.yaml".to_owned()),
            ..plain.clone()
        },
        ImportOptions {
            update: Some("content/a.md".to_owned()),
            ..plain.clone()
        },
    ];
    for options in wrong {
        let (status, printed, _) = imported(&options);
        assert_eq!(status, ExitStatus::Usage, "{printed}");
    }
    assert_eq!(files_below(&folder.path().join("content"), "").len(), 0);
    let (status, _, _) = imported(&plain);
    assert_eq!(status, ExitStatus::Fine);
    let (status, printed, _) = imported(&plain);
    assert_eq!(status, ExitStatus::Usage, "never over another file: {printed}");
}

/// Lines of a document, with signs of Markdown, labels, columns and what pages add.
fn line() -> impl Strategy<Value = String> {
    const PIECES: [&str; 40] = [
        "Điều 1. ",
        "Điều 2. ",
        "Chương I",
        "1. ",
        "2. ",
        "1.1. ",
        "a) ",
        "b) ",
        "- ",
        "+ ",
        "* ",
        "\u{f0a7}\t",
        "# ",
        "> ",
        "I. ",
        "công tác dân vận",
        "của hệ thống chính trị",
        "Ban Thường vụ",
        "393-QĐ/TU",
        "*",
        "**",
        "_",
        "[1]",
        "[[x]]",
        "<a>",
        "|",
        "\t",
        "    ",
        "`mã`",
        "~~",
        "&nbsp;",
        "dân.Vận",
        "phƣơng",
        "e\u{302}",
        "\u{200b}",
        "QUY CHẾ",
        "PHỤ LỤC 1",
        "Nơi nhận:",
        ";",
        ".",
    ];
    let words = prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..7);
    let rare = prop::sample::select(vec![
        "2",
        "- 3 -",
        "-----",
        "\u{c}",
        "T/M BAN THƯỜNG VỤ",
        "Nguyễn Văn Thử",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "QUYẾT ĐỊNH",
        "Số 3-QĐ/TU",
    ]);
    prop_oneof![
        8 => words.prop_map(|words| words.concat()),
        1 => rare.prop_map(str::to_owned),
    ]
}

/// The words of a text after the letters are what they mean.
fn counted(text: &str) -> BTreeMap<String, usize> {
    let text = text.replace('\u{200b}', " ").replace('ƣ', "ư");
    let mut counts = BTreeMap::new();
    for word in words(&text) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

/// Every word of a source is on the page, in a field of the head, or in the report.
fn keeps_each_word(text: &str) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    let file = folder.path().join("a.txt");
    fs::write(&file, text).expect("written");
    let options = ImportOptions {
        format: Format::Json,
        dry_run: true,
        ..options(folder.path(), &file)
    };
    let (status, printed, data) = imported(&options);
    if status == ExitStatus::Content && data.is_empty() {
        let has_words = text.contains(char::is_alphanumeric);
        return if has_words { Err(printed) } else { Ok(()) };
    }
    let report: serde_json::Value = serde_json::from_str(&data).expect("an object");
    let written = report["text"].as_str().expect("the file");
    let path = RelPath::new("content/a.md").expect("a path");
    let lexicon = Lexicon::built_in();
    let document = parse(&SourceFile::decode(path, written.as_bytes()), &lexicon)
        .value
        .ok_or("no document")?;
    let mut held = words_of_template(&document.markup(&lexicon).linked);
    for name in ["fields", "repairs", "doubts"] {
        for row in report[name].as_array().expect("rows") {
            for part in ["text", "before"] {
                held.extend(words(row[part].as_str().unwrap_or("")));
            }
        }
    }
    let held = counted(&held.join(" "));
    let lost = counted(text)
        .into_iter()
        .filter(|(word, count)| held.get(word).copied().unwrap_or(0) < *count);
    let lost: Vec<(String, usize)> = lost.collect();
    match lost.is_empty() {
        true => Ok(()),
        false => Err(format!("{lost:?} of\n{text}\nin\n{written}\n{data}")),
    }
}

#[test]
fn no_word_of_a_generated_text_is_lost() {
    let mut runner = TestRunner::new(ProptestConfig {
        cases: cases(120),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let texts = prop::collection::vec(line(), 1..24).prop_map(|lines| lines.join("\n"));
    let result = runner.run(&texts, |text| keeps_each_word(&text).map_err(TestCaseError::fail));
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn any_bytes_are_read_or_refused() {
    let mut runner = TestRunner::new(ProptestConfig {
        cases: cases(60),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let texts = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..400),
        ".{0,200}".prop_map(String::into_bytes),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    let file = folder.path().join("a.txt");
    let result = runner.run(&texts, |bytes| {
        fs::write(&file, &bytes).expect("written");
        let options = ImportOptions {
            dry_run: true,
            ..options(folder.path(), &file)
        };
        let (status, printed, _) = imported(&options);
        prop_assert!(matches!(status, ExitStatus::Fine | ExitStatus::Content), "{}", printed);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}
