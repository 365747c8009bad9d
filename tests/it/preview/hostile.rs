//! Requests that no browser sends, each over a real socket: refused, and others are answered all the same.

use std::io::Write;
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

Điều thứ nhất, [bản gốc](<tep/bản gốc.txt>), [sẽ đi](tep/ra.txt).
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
    assert!(page.contains("Điều thứ nhất"));
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
    let only_head =
        served.raw(format!("HEAD {PAGE} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes());
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
        ("/giao-dien/icon.svg", "image/svg+xml"),
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
        ("/%2", 404),
        ("/%zz", 404),
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

/// An address without its slash leads to the page; what stands behind `?` comes along as it was sent.
#[test]
fn a_redirect_keeps_the_query() {
    let (_folder, served) = served(&[]);
    let bare = PAGE.trim_end_matches('/');
    for (asked, wanted) in [
        (bare.to_owned(), PAGE.to_owned()),
        (format!("{bare}?"), PAGE.to_owned()),
        (
            format!("{bare}?trang=2&q=D%C3%A2n+v%E1%BA%ADn"),
            format!("{PAGE}?trang=2&q=D%C3%A2n+v%E1%BA%ADn"),
        ),
        (
            format!("{bare}?a=?&b=//xau.example/"),
            format!("{PAGE}?a=?&b=//xau.example/"),
        ),
        (
            format!("{bare}?a%0d%0aSet-Cookie:%20x"),
            format!("{PAGE}?a%0d%0aSet-Cookie:%20x"),
        ),
        // Letters that no address may hold are not sent on.
        (format!("{bare}?q=Dân"), PAGE.to_owned()),
        ("/tim-kiem?q=1".to_owned(), "/tim-kiem/?q=1".to_owned()),
    ] {
        let answer = served.ask(&asked, "");
        assert_eq!(status(&answer), 302, "{asked}");
        let lines: Vec<&str> = head(&answer)
            .lines()
            .filter(|line| line.starts_with("Location"))
            .collect();
        assert_eq!(lines, [format!("Location: {wanted}")], "{asked}");
        assert!(!head(&answer).contains("Set-Cookie: x"), "{asked}");
    }
    let (status, page) = served.get(&format!("{PAGE}?trang=2&q=%"));
    assert_eq!(status, 200, "a query never decides which page is sent");
    assert!(page.contains("Điều thứ nhất"));
}

#[test]
fn what_is_no_plain_request_gets_no_content() {
    let (_folder, served) = served(&[]);
    for (request, wanted) in [
        (
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde",
            405,
        ),
        ("PUT /x HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        ("CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        (
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde",
            413,
        ),
        (
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nabcde",
            413,
        ),
        (
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nabcde",
            413,
        ),
        (
            "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            413,
        ),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: example.vn\r\n\r\n", 400),
        ("\u{16}\u{3}\u{1} \r\n", 400),
    ] {
        let answer = served.raw_then_close(request.as_bytes());
        assert_eq!(status(&answer), wanted, "{request}\n{answer}");
        assert!(!answer.contains("Điều thứ nhất"), "{request}");
    }
    assert_answers(&served);
}

#[test]
fn other_hosts_and_other_pages_are_refused() {
    let (_folder, served) = served(&[]);
    let port = served.address.port();
    let as_host = |host: &str, path: &str, lines: &str| {
        status(
            &served.raw(format!("HEAD {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{lines}\r\n").as_bytes()),
        )
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
    // What is refused is refused in every spelling of its path, pages and files like the preview's own answers.
    for path in [
        "/",
        PAGE,
        "/giao-dien/congbo.css",
        "/_congbo/warnings",
        "/%5Fcongbo/warnings",
    ] {
        for line in [
            "Origin: https://example.vn",
            "Origin: null",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe",
        ] {
            assert_eq!(as_host(&own, path, &format!("{line}\r\n")), 403, "{path} {line}");
        }
    }
    let link = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(as_host(&own, PAGE, link), 200, "a link in a message may be followed");
    assert_eq!(as_host(&own, "/_congbo/warnings", link), 403);
    let events = "/_congbo/events";
    assert_eq!(as_host(&own, events, "Origin: https://example.vn\r\n"), 403);
    let other_port = format!("Origin: http://127.0.0.1:{port}\r\n");
    assert_eq!(as_host(&own, events, &other_port), 403);
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
    drop((idle, endless, slow, deaf));
    assert_answers(&served);
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
    let by_name = served.raw(b"HEAD / HTTP/1.1\r\nHost: example.vn\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&by_name), 421);
    let by_number = served.raw(b"HEAD / HTTP/1.1\r\nHost: 192.0.2.1:8411\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&by_number), 200);
    let (_folder, served) = self::served(&[]);
    assert!(!served.printed.contains("CẢNH BÁO"), "{}", served.printed);
    assert!(served.address.ip().is_loopback());
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_and_well() {
    for signal in ["-INT", "-TERM"] {
        let (_folder, mut served) = served(&[]);
        let mut listening = served.events();
        listening.next();
        let _idle = hold(&served, 5, "GET / HT");
        let kill = std::process::Command::new("kill")
            .args([signal, &served.child.id().to_string()])
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
        assert_eq!(ended.code(), Some(0), "{signal}");
    }
}
