//! Requests that no browser sends, each over a real socket: refused, and others are answered all the same.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::client::{Served, body, head, status};
use crate::support::write_files;

const SITE: &str = "\
-- secret.txt --
ngoài trang
-- content/mot.md --
---
loại: Quyết định
số ký hiệu: 1-QĐ/TU
ngày ban hành: 1/2/2011
trích yếu: Về việc thứ nhất
---

Điều thứ nhất.
-- content/tep/bản gốc.txt --
tệp tải về
-- content/tep/ra.txt --
sẽ thành liên kết
";

fn served(arguments: &[&str]) -> (TempDir, Served) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SITE, folder.path());
    let served = Served::start(folder.path(), arguments);
    (folder, served)
}

const PAGE: &str = "/quyet-dinh/2011/1-qd-tu/";

fn assert_answers(served: &Served) {
    let (status, page) = served.get(PAGE);
    assert_eq!(status, 200);
    assert!(page.contains("Điều thứ nhất."));
}

#[test]
fn pages_have_their_headers() {
    let (_folder, served) = served(&[]);
    let answer = served.ask(PAGE, "");
    for line in [
        "Content-Type: text/html; charset=utf-8",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Content-Security-Policy: default-src 'self';",
    ] {
        assert!(head(&answer).contains(line), "{line}\n{}", head(&answer));
    }
    let only_head = served.raw(format!("HEAD {PAGE} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes());
    assert_eq!(status(&only_head), 200);
    assert_eq!(body(&only_head), "");
    assert_eq!(
        only_head.lines().find(|line| line.starts_with("Content-Length")),
        answer.lines().find(|line| line.starts_with("Content-Length")),
    );
    for (path, kind) in [
        ("/giao-dien/congbo.css", "text/css; charset=utf-8"),
        ("/feed.xml", "application/atom+xml"),
        ("/du-lieu/van-ban.json", "application/json"),
        ("/du-lieu/van-ban.csv", "text/csv; charset=utf-8"),
        ("/giao-dien/bieu-tuong.svg", "image/svg+xml"),
        ("/tep/tep/b%E1%BA%A3n%20g%E1%BB%91c.txt", "text/plain; charset=utf-8"),
    ] {
        let answer = served.ask(path, "");
        assert_eq!(status(&answer), 200, "{path}");
        assert!(
            head(&answer).contains(&format!("Content-Type: {kind}\r\n")),
            "{path}\n{}",
            head(&answer)
        );
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let (folder, served) = served(&[]);
    for (path, wanted) in [
        ("/../secret.txt", 400),
        ("/tep/../../secret.txt", 400),
        ("/%2e%2e/secret.txt", 400),
        ("/tep/%2e%2e/%2E%2E/secret.txt", 400),
        ("/..%2fsecret.txt", 400),
        ("/%252e%252e/secret.txt", 404),
        ("/..\\secret.txt", 400),
        ("/..%5csecret.txt", 400),
        ("/tep%00/../secret.txt", 400),
        ("/%00", 400),
        ("/%ff", 400),
        ("/%2", 400),
        ("/%zz", 400),
        ("//secret.txt", 404),
        ("/secret.txt", 404),
        ("/content/mot.md", 404),
        ("http://127.0.0.1/secret.txt", 400),
        ("*", 400),
    ] {
        let answer = served.ask(path, "");
        assert_eq!(status(&answer), wanted, "{path}");
        assert!(!answer.contains("ngoài trang"), "{path}");
    }
    #[cfg(unix)]
    {
        let file = folder.path().join("content/tep/ra.txt");
        assert_eq!(served.get("/tep/tep/ra.txt").0, 200);
        // Whether the change was noticed yet or not: nothing is read through a link.
        std::fs::remove_file(&file).expect("a file");
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), &file).expect("a link");
        let (status, page) = served.get("/tep/tep/ra.txt");
        assert_eq!(status, 404);
        assert!(!page.contains("ngoài trang"));
    }
    assert_answers(&served);
}

#[test]
fn what_is_no_plain_request_is_refused() {
    let (_folder, served) = served(&[]);
    let long = "a".repeat(5_000);
    let lines: String = (0..70).map(|number| format!("X-{number}: 1\r\n")).collect();
    for (request, wanted) in [
        (
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde".to_owned(),
            405,
        ),
        ("PUT /x HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(), 405),
        (
            "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(),
            405,
        ),
        (
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde".to_owned(),
            413,
        ),
        (
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nabcde".to_owned(),
            400,
        ),
        (
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: +5\r\n\r\nabcde".to_owned(),
            400,
        ),
        (
            "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_owned(),
            400,
        ),
        (
            "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"
                .to_owned(),
            400,
        ),
        (format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"), 414),
        (format!("GET /{long}{long}"), 414),
        (format!("GET / HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n"), 431),
        (
            format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}{long}{long}{long}\r\n\r\n"),
            431,
        ),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
        (
            "GET / HTTP/1.1\r\nHost: localhost\r\nHost: example.vn\r\n\r\n".to_owned(),
            400,
        ),
        ("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n".to_owned(), 400),
        ("GET /\u{e0} HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/3.0\r\nHost: localhost\r\n\r\n".to_owned(), 400),
        ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}".to_owned(), 400),
    ] {
        let answer = served.raw(request.as_bytes());
        let shown: String = request.chars().take(120).collect();
        assert_eq!(status(&answer), wanted, "{shown}\n{answer}");
    }
    assert_answers(&served);
}

#[test]
fn a_second_request_in_the_first_is_never_answered() {
    let (_folder, served) = served(&[]);
    let first = "GET /khong-co HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let second = format!("GET {PAGE} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let answer = served.raw(format!("{first}{second}").as_bytes());
    assert_eq!(status(&answer), 404);
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1);
    assert!(!answer.contains("Điều thứ nhất."));
}

#[test]
fn other_hosts_and_other_pages_are_refused() {
    let (_folder, served) = served(&[]);
    let port = served.address.port();
    let as_host = |host: &str, path: &str, lines: &str| {
        status(&served.raw(format!("HEAD {path} HTTP/1.1\r\nHost: {host}\r\n{lines}\r\n").as_bytes()))
    };
    for host in ["localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:8411"] {
        assert_eq!(as_host(host, "/", ""), 200, "{host}");
    }
    for host in [
        "example.vn",
        "localhost.example.vn",
        "127.0.0.1.example.vn",
        "10.0.0.1",
        "a:b",
        "",
        "localhost:",
        "[::1",
    ] {
        assert_eq!(as_host(host, "/", ""), 421, "{host}");
    }
    let own = format!("localhost:{port}");
    let events = "/_congbo/events";
    assert_eq!(as_host(&own, events, "Origin: https://example.vn\r\n"), 403);
    assert_eq!(as_host(&own, events, "Origin: null\r\n"), 403);
    assert_eq!(
        as_host(&own, events, &format!("Origin: http://127.0.0.1:{port}\r\n")),
        403
    );
    assert_eq!(as_host(&own, events, "Sec-Fetch-Site: cross-site\r\n"), 403);
    assert_eq!(
        as_host(&own, "/_congbo/warnings", "Origin: https://example.vn\r\n"),
        403
    );
    let same = format!("Origin: http://{own}\r\nSec-Fetch-Site: same-origin\r\n");
    assert_eq!(as_host(&own, "/_congbo/warnings", &same), 200);
}

/// Sends a beginning on many connections and keeps them open.
fn hold(served: &Served, count: usize, beginning: &str) -> Vec<TcpStream> {
    let open = |_| {
        let mut stream = served.connect();
        stream.write_all(beginning.as_bytes()).expect("it takes connections");
        stream
    };
    (0..count).map(open).collect()
}

#[test]
fn clients_that_hang_stop_nobody() {
    let (_folder, served) = served(&[]);
    let idle = hold(&served, 200, "");
    assert_answers(&served);
    let endless = hold(&served, 20, "GET / HTTP/1.1\r\nHost: localhost\r\nX: a");
    let slow = hold(
        &served,
        20,
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\na",
    );
    let deaf = hold(&served, 20, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let listening = hold(&served, 20, "GET /_congbo/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_answers(&served);
    drop(listening);
    assert_answers(&served);
    drop((idle, slow, deaf));
    // What never ends is ended: within its time, not within the test's patience.
    let since = Instant::now();
    let mut answers = endless.into_iter().map(|mut stream| {
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        status(&answer)
    });
    assert!(answers.all(|status| status == 408));
    assert!(since.elapsed() < super::client::PATIENCE / 2);
}

#[test]
fn more_streams_than_one_browser_needs_are_refused() {
    let (_folder, served) = served(&[]);
    let mut streams: Vec<_> = (0..64).map(|_| served.events()).collect();
    for stream in &mut streams {
        stream.next();
    }
    assert_eq!(status(&served.ask("/_congbo/events", "")), 503);
    assert_answers(&served);
}

#[test]
fn another_address_is_said_loudly() {
    let (_folder, served) = served(&["--host", "0.0.0.0"]);
    assert!(served.printed.contains("CẢNH BÁO: máy khác"), "{}", served.printed);
    let by_name = served.raw(b"HEAD / HTTP/1.1\r\nHost: example.vn\r\n\r\n");
    assert_eq!(status(&by_name), 421);
    let by_number = served.raw(b"HEAD / HTTP/1.1\r\nHost: 192.0.2.1:8411\r\n\r\n");
    assert_eq!(status(&by_number), 200);
    let (_folder, served) = self::served(&[]);
    assert!(!served.printed.contains("CẢNH BÁO"), "{}", served.printed);
    assert!(served.address.ip().is_loopback());
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_and_well() {
    let (_folder, mut served) = served(&[]);
    let mut listening = served.events();
    listening.next();
    let _idle = hold(&served, 5, "GET / HT");
    let kill = std::process::Command::new("kill")
        .args(["-INT", &served.child.id().to_string()])
        .status()
        .expect("a kill command");
    assert!(kill.success());
    let deadline = Instant::now() + Duration::from_secs(30);
    let ended = loop {
        if let Some(ended) = served.child.try_wait().expect("a child") {
            break ended;
        }
        assert!(Instant::now() < deadline, "it goes on");
        std::thread::yield_now();
    };
    assert_eq!(ended.code(), Some(0));
}
