//! `congbo` without a command, as a double click starts it, and the folder that is zipped for Windows.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::support::{crate_root, write_files};
use crate::web::files_of;

const BINARY: &str = env!("CARGO_BIN_EXE_congbo");

/// Starts the program without a command in a folder. The browser is a program that does nothing.
fn start(folder: &Path) -> Child {
    Command::new(BINARY)
        .current_dir(folder)
        .env("BROWSER", "true")
        .env("LC_ALL", "vi_VN.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// What it prints until the address of the preview, and the answer of its home page.
fn home_page(child: &mut Child) -> (String, String) {
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe"))
        .lines()
        .map_while(Result::ok);
    let mut printed = String::new();
    let address = loop {
        let line = lines
            .next()
            .unwrap_or_else(|| panic!("it ended before it was ready:\n{printed}"));
        printed.push_str(&line);
        printed.push('\n');
        if let Some((_, rest)) = line.split_once("http://") {
            break rest.split('/').next().expect("an address").to_owned();
        }
    };
    let mut stream = TcpStream::connect(&address).expect("it takes connections");
    let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("a page");
    (printed, answer)
}

fn end(mut child: Child) {
    let _ = child.kill();
    let _ = child.wait();
}

#[test]
fn in_the_folder_of_a_site_it_opens_the_preview_with_both_buttons() {
    let folder = tempfile::tempdir().expect("a folder");
    write_files(
        "-- content/mot.md --\n---\nloại: Trang\ntên bài: Bài nháp\nbản nháp: có\n---\n\nChữ.\n",
        folder.path(),
    );
    let mut child = start(folder.path());
    let (printed, answer) = home_page(&mut child);
    assert!(printed.contains("đóng nó là dừng"), "{printed}");
    assert!(answer.starts_with("HTTP/1.0 200"), "{answer}");
    for button in ["data-import=\"Nhập văn bản\"", "data-edit=\"Sửa phần đầu\""] {
        assert!(answer.contains(button), "{answer}");
    }
    end(child);
}

#[test]
fn in_a_folder_to_be_one_it_asks_first() {
    let folder = tempfile::tempdir().expect("a folder");
    for answer in ["", "\n", "k\n"] {
        let mut child = start(folder.path());
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(answer.as_bytes()).expect("it reads");
        drop(stdin);
        let done: Output = child.wait_with_output().expect("an end");
        let printed = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{printed}");
        assert!(
            printed.contains("Tạo một trang mới ở đây?") && printed.contains("Các lệnh"),
            "{printed}"
        );
        assert_eq!(files_of(folder.path()).len(), 0, "{answer:?}");
    }
    let mut child = start(folder.path());
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"c\n").expect("it reads");
    let (_, answer) = home_page(&mut child);
    assert!(answer.contains("Bắt đầu từ đây"), "{answer}");
    assert!(folder.path().join("content/site.yaml").is_file());
    end(child);
}

#[cfg(unix)]
#[test]
fn the_folder_for_windows_holds_the_program_a_site_and_a_page_of_instructions() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("congbo-1.0.0-windows-x86_64");
    let run = |command: &mut Command| {
        let done = command.output().expect("a program");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    run(Command::new("bash")
        .arg(crate_root().join(".ci/windows-folder"))
        .args([Path::new(BINARY), &site]));
    let files = files_of(&site);
    for path in [
        "congbo",
        "content/site.yaml",
        "content/bat-dau.md",
        "README.md",
        "HUONG-DAN.txt",
        "LICENSE.txt",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
    let page = String::from_utf8(files["HUONG-DAN.txt"].clone()).expect("text");
    assert!(
        page.lines().count() <= 40 && page.contains("\r\n"),
        "one page, with line ends of Windows"
    );
    for button in [
        "Nhập văn bản",
        "Lưu và đăng",
        "Lưu làm bản nháp",
        "Sửa phần đầu",
        "Cập nhật văn bản đã có",
    ] {
        assert!(page.contains(&format!("\"{button}\"")), "{button}");
    }
    run(Command::new(site.join("congbo"))
        .current_dir(&site)
        .args(["check", "--strict"]));
    let release = fs::read_to_string(crate_root().join(".github/workflows/release.yml")).expect("a workflow");
    assert!(release.contains("bash .ci/windows-folder"), "{release}");
}
