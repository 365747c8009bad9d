//! The window of the preview over a real socket: what it refuses, what it writes, and that it writes nothing else.

use std::fs;
use std::io::{Read, Write};
use std::thread;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Served, body, head, raw, status};
use crate::support::{crate_root, files_below, write_files};
use crate::web::files_of;

const SITE: &str = "\
-- content/quyet-dinh/mot.md --
---
loại: Quyết định
# Lời ghi của người viết.
số ký hiệu: 1-QĐ/TU
ngày ban hành: 1/2/2011
trích yếu: Về việc thứ nhất
---

Điều thứ nhất.
";

const PASTED: &str = "\
TỈNH ỦY BẮC SƠN
*
Số 27-QĐ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Bắc Sơn, ngày 5 tháng 6 năm 2012

QUYẾT ĐỊNH
Về việc ban hành quy định thử

Điều 1. Ban hành quy định.

Điều 2. Thi hành từ ngày ký.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Lê Văn Thử
";

/// A preview with its window.
struct Window {
    folder: TempDir,
    served: Served,
    token: String,
}

impl Window {
    fn open() -> Window {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write_files(SITE, folder.path());
        let served = Served::start(folder.path(), &[]);
        let (code, page) = served.get("/_congbo/nhap");
        assert_eq!(code, 200);
        let (_, rest) = page.split_once("data-token=\"").expect("a token");
        let token = rest.split('"').next().expect("a token").to_owned();
        assert_eq!(token.len(), 32);
        Window { folder, served, token }
    }

    /// The header lines of the window's own script.
    fn lines(&self) -> String {
        format!(
            "Origin: http://{}\r\nX-Congbo-Token: {}\r\n",
            self.served.address, self.token
        )
    }

    fn request(&self, route: &str, lines: &str, bytes: &[u8]) -> Vec<u8> {
        let host = self.served.address;
        let length = bytes.len();
        let lines = self.lines() + lines;
        let head = format!("POST /_congbo/{route} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n{lines}\r\n");
        [head.as_bytes(), bytes].concat()
    }

    /// What the window's script gets.
    fn post(&self, route: &str, lines: &str, bytes: &[u8]) -> (u16, Value) {
        let answer = self.served.raw(&self.request(route, lines, bytes));
        let value = serde_json::from_str(body(&answer)).unwrap_or(Value::Null);
        (status(&answer), value)
    }

    fn import(&self, text: &str, lines: &str) -> (u16, Value) {
        self.post(
            "import",
            &format!("X-Congbo-Name: van-ban.txt\r\n{lines}"),
            text.as_bytes(),
        )
    }

    /// Saves what an import or a head gave, with changes.
    fn save(&self, view: &Value, changes: Value, publish: Option<bool>) -> (u16, Value) {
        self.post("save", "", &saved(view, changes, publish))
    }

    fn head(&self, path: &str) -> (u16, Value) {
        let (code, text) = self.served.get(&format!("/_congbo/head?file={path}"));
        (code, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).expect("a file")
    }

    fn files(&self) -> Vec<String> {
        files_of(self.folder.path()).into_keys().collect()
    }
}

/// A file as the window sends it to be saved.
fn saved(view: &Value, changes: Value, publish: Option<bool>) -> Vec<u8> {
    let file = json!({
        "path": view["path"], "source": view["source"], "base": view["base"],
        "changes": changes, "publish": publish,
    });
    file.to_string().into_bytes()
}

#[test]
fn only_the_window_itself_may_send_a_body() {
    let window = Window::open();
    let before = files_of(window.folder.path());
    let (host, token) = (window.served.address, &window.token);
    let origin = format!("Origin: http://{host}\r\n");
    let shown = format!("X-Congbo-Token: {token}\r\n");
    let length = "Content-Length: 2\r\n";
    let own = format!("Host: {host}\r\n");
    let all = [own.as_str(), &origin, &shown, length].concat();
    let without = |part: &str| all.replace(part, "");
    let instead = |part: &str, other: &str| all.replace(part, other);
    let other_port = format!("Origin: http://127.0.0.1:{}\r\n", host.port() ^ 1);
    let cases = [
        ("POST", without(&own), 400),
        ("POST", instead(&own, "Host: example.vn\r\n"), 421),
        ("POST", format!("{all}Host: {host}\r\n"), 400),
        ("POST", without(&origin), 403),
        ("POST", instead(&origin, "Origin: https://example.vn\r\n"), 403),
        ("POST", instead(&origin, "Origin: null\r\n"), 403),
        ("POST", instead(&origin, &other_port), 403),
        ("POST", instead(&origin, &format!("Origin: https://{host}\r\n")), 403),
        ("POST", format!("{all}{origin}"), 403),
        ("POST", format!("{all}Sec-Fetch-Site: cross-site\r\n"), 403),
        ("POST", format!("{all}Sec-Fetch-Site: same-site\r\n"), 403),
        ("POST", without(&shown), 403),
        ("POST", instead(token, "0123456789abcdef0123456789abcdef"), 403),
        ("POST", instead(&shown, "X-Congbo-Token: \r\n"), 403),
        ("POST", format!("{all}{shown}"), 403),
        ("POST", without(length), 411),
        ("POST", instead(length, "Transfer-Encoding: chunked\r\n"), 411),
        ("POST", format!("{all}Transfer-Encoding: chunked\r\n"), 411),
        ("POST", format!("{all}Content-Length: 2\r\n"), 400),
        ("POST", instead(length, "Content-Length: -2\r\n"), 400),
        ("POST", instead(length, "Content-Length: 2, 2\r\n"), 400),
        ("POST", instead(length, "Content-Length: 33554433\r\n"), 413),
        (
            "POST",
            instead(length, "Content-Length: 99999999999999999999999999\r\n"),
            413,
        ),
        ("GET", without(length), 405),
        ("GET", all.clone(), 413),
        ("PUT", all.clone(), 405),
        ("PATCH", all.clone(), 405),
        ("DELETE", all.clone(), 405),
        ("OPTIONS", all.clone(), 405),
    ];
    for route in ["import", "trial", "save"] {
        for (method, lines, wanted) in &cases {
            // Nothing of the body comes: who judges by the head alone has its answer all the same.
            let request = format!("{method} /_congbo/{route} HTTP/1.1\r\n{lines}\r\n");
            let answer = window.served.raw(request.as_bytes());
            // A request without a body for an address that takes one has a method that is wrong.
            let wanted = if *method == "GET" && *wanted == 413 {
                413
            } else {
                *wanted
            };
            assert_eq!(status(&answer), wanted, "{route}\n{request}\n{answer}");
        }
    }
    for path in [
        "/",
        "/_congbo/nhap",
        "/_congbo/phan-dau",
        "/_congbo/window.js",
        "/_congbo/saves",
        "/quyet-dinh/",
    ] {
        let request = format!("POST {path} HTTP/1.1\r\n{all}\r\n");
        assert_eq!(status(&window.served.raw(request.as_bytes())), 405, "{path}");
    }
    assert_eq!(files_of(window.folder.path()), before);
    assert_eq!(window.import(PASTED, "").0, 200, "what is right is taken");
}

#[test]
fn a_body_that_does_not_come_ends_and_stops_no_other() {
    let window = Window::open();
    let mut slow = window.served.connect();
    let beginning = format!(
        "POST /_congbo/import HTTP/1.1\r\nHost: {}\r\n{}Content-Length: 1000000\r\n\r\nTỈNH",
        window.served.address,
        window.lines()
    );
    slow.write_all(beginning.as_bytes()).expect("it reads");
    assert_eq!(window.import(PASTED, "").0, 200);
    let mut answer = String::new();
    slow.read_to_string(&mut answer).expect("an answer");
    assert_eq!(status(&answer), 408, "{answer}");
}

#[test]
fn more_bodies_than_one_window_sends_wait_for_nobody() {
    let window = Window::open();
    let beginning = format!(
        "POST /_congbo/import HTTP/1.1\r\nHost: {}\r\n{}Content-Length: 1000000\r\n\r\nTỈNH",
        window.served.address,
        window.lines()
    );
    let mut held: Vec<_> = (0..40)
        .map(|_| {
            let mut stream = window.served.connect();
            stream.write_all(beginning.as_bytes()).expect("it reads");
            stream
        })
        .collect();
    let mut refused = 0;
    for stream in &mut held {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        refused += usize::from(status(&answer) == 503);
        assert!(matches!(status(&answer), 408 | 503), "{answer}");
    }
    assert!(refused > 0, "every body was taken");
    assert_eq!(window.import(PASTED, "").0, 200);
}

#[test]
fn where_other_machines_reach_the_preview_there_is_no_window() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SITE, folder.path());
    let served = Served::start(folder.path(), &["--host", "0.0.0.0"]);
    for path in [
        "nhap",
        "phan-dau",
        "window.js",
        "documents",
        "head?file=content/quyet-dinh/mot.md",
        "trials/1/",
    ] {
        assert_eq!(served.get(&format!("/_congbo/{path}")).0, 404, "{path}");
    }
    let (code, page) = served.get("/quyet-dinh/2011/1-qd-tu/");
    assert_eq!(code, 200);
    assert!(!page.contains("data-window"), "a button that leads nowhere");
    for route in ["import", "trial", "save"] {
        let host = format!("127.0.0.1:{}", served.address.port());
        let request = format!(
            "POST /_congbo/{route} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nX-Congbo-Token: \r\n\
             Content-Length: 2\r\n\r\n{{}}"
        );
        assert_eq!(status(&served.raw(request.as_bytes())), 404, "{route}");
    }
}

#[test]
fn the_window_has_a_policy_of_its_own_and_pages_lead_to_it() {
    let window = Window::open();
    for (path, words) in [("nhap", "Nhập văn bản"), ("phan-dau", "Sửa phần đầu")] {
        let answer = window.served.ask(&format!("/_congbo/{path}"), "");
        assert!(head(&answer).contains("Content-Security-Policy: default-src 'none'; script-src 'self';"));
        assert!(!head(&answer).contains("unsafe-inline"));
        assert!(body(&answer).contains(words), "{answer}");
    }
    let (_, page) = window.served.get("/quyet-dinh/2011/1-qd-tu/");
    assert!(page.contains("data-window=\"content/quyet-dinh/mot.md\""), "{page}");
    assert!(page.contains("data-import=\"Nhập văn bản\" data-edit=\"Sửa phần đầu\""));
    let link = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(
        status(&window.served.ask("/_congbo/nhap", link)),
        403,
        "its token is shown to no other page"
    );
}

#[test]
fn an_import_shows_all_and_writes_nothing_until_it_is_saved() {
    let window = Window::open();
    let before = files_of(window.folder.path());
    let (code, view) = window.import(PASTED, "");
    assert_eq!(code, 200, "{view}");
    assert_eq!(files_of(window.folder.path()), before);
    assert_eq!(view["path"], "content/quyet-dinh/27-qd-tu.md");
    let field = |name: &str| {
        let fields = view["fields"].as_array().expect("a form");
        fields.iter().find(|field| field["name"] == name).expect(name).clone()
    };
    assert_eq!(field("số ký hiệu")["value"], json!(["27-QĐ/TU"]));
    assert_eq!(field("số ký hiệu")["read"], json!([[3, "Số 27-QĐ/TU"]]));
    assert_eq!(
        field("địa danh")["read"],
        json!([[5, "Bắc Sơn, ngày 5 tháng 6 năm 2012"]])
    );
    assert_eq!(field("người ký")["value"], json!(["Lê Văn Thử"]));
    let kinds = field("loại")["choices"].as_array().expect("choices").len();
    assert!(kinds > 30, "{kinds}");
    let (code, page) = window.served.get(view["page"].as_str().expect("a page"));
    assert_eq!(code, 200);
    assert!(page.contains("Về việc ban hành quy định thử") && !page.contains("_congbo/preview.js"));

    let (code, saved) = window.save(
        &view,
        json!([["người ký", ["Lê Văn Thật"]], ["trích yếu", ["Về việc: một"]]]),
        Some(true),
    );
    assert_eq!(code, 200, "{saved}");
    let text = window.text("content/quyet-dinh/27-qd-tu.md");
    assert!(
        text.contains("người ký: Lê Văn Thật\n") && text.contains("trích yếu: 'Về việc: một'\n"),
        "{text}"
    );
    assert!(!text.contains("bản nháp"), "{text}");
    let mut after = files_of(window.folder.path());
    after.remove("content/quyet-dinh/27-qd-tu.md").expect("the file");
    assert_eq!(after, before, "one file");
    window
        .served
        .events()
        .wait(|state| state["changed"]["url"] == saved["url"]);
    let (code, page) = window.served.get(saved["url"].as_str().expect("an address"));
    assert_eq!((code, page.contains("Lê Văn Thật")), (200, true));
}

#[test]
fn a_draft_is_saved_as_one_and_shown_by_its_trial() {
    let window = Window::open();
    let (_, view) = window.import(PASTED, "");
    let (code, saved) = window.save(&view, json!([]), Some(false));
    assert_eq!(code, 200, "{saved}");
    assert!(
        window
            .text("content/quyet-dinh/27-qd-tu.md")
            .contains("\nbản nháp: có\n---\n")
    );
    assert_eq!(window.served.get(saved["url"].as_str().expect("an address")).0, 200);
}

#[test]
fn what_has_an_error_is_shown_and_saved_but_not_to_be_published() {
    let window = Window::open();
    let (code, view) = window.import(PASTED, "");
    assert_eq!(code, 200);
    let file = json!({
        "path": view["path"], "base": null, "changes": [["ngày ban hành", ["31/2/2012"]]], "source": view["source"],
    });
    let (code, tried) = window.post("trial", "", file.to_string().as_bytes());
    assert_eq!((code, tried["errors"].as_u64()), (200, Some(1)), "{tried}");
    assert!(tried["page"].is_string(), "{tried}");
    let (code, refused) = window.save(&view, json!([["ngày ban hành", ["31/2/2012"]]]), Some(true));
    assert_eq!(code, 422, "{refused}");
    assert!(refused["problem"].as_str().expect("words").contains("Còn lỗi"));
    assert_eq!(window.files().len(), 1);
    assert_eq!(
        window
            .save(&view, json!([["ngày ban hành", ["31/2/2012"]]]), Some(false))
            .0,
        200
    );
}

#[test]
fn of_two_saves_at_once_one_wins_and_the_other_hears_of_it() {
    let window = Window::open();
    let (_, view) = window.import(PASTED, "");
    let (_, old) = window.head("content/quyet-dinh/mot.md");
    for (view, text) in [(&view, "đã có"), (&old, "đã đổi")] {
        let address = window.served.address;
        let requests = ["Một", "Hai"].map(|name| {
            let file = saved(view, json!([["người ký", [name]]]), None);
            window.request("save", "", &file)
        });
        let saves = requests.map(|request| thread::spawn(move || raw(address, &request)));
        let results = saves.map(|save| {
            let answer = save.join().expect("a save");
            let told: Value = serde_json::from_str(body(&answer)).expect("JSON");
            (status(&answer), told)
        });
        let mut codes: Vec<u16> = results.iter().map(|(code, _)| *code).collect();
        codes.sort_unstable();
        assert_eq!(codes, [200, 409], "{results:?}");
        let told = results.iter().find(|(code, _)| *code == 409).expect("one");
        let told = told.1["problem"].as_str().expect("words");
        assert!(told.contains("Chưa lưu gì"), "{text}: {told}");
    }
}

#[test]
fn nothing_is_written_outside_the_content() {
    let window = Window::open();
    let (_, view) = window.import(PASTED, "");
    let before = files_of(window.folder.path());
    for path in [
        "van-ban.md",
        "../van-ban.md",
        "content/../van-ban.md",
        "content/../../van-ban.md",
        "/content/van-ban.md",
        "content\\van-ban.md",
        "content//van-ban.md",
        "content/site.yaml",
        "content/van-ban.html",
        "content/.md",
        "content/.an/van-ban.md",
        "content/con.md",
        "content/a:b.md",
        "content/a\u{0}.md",
        "themes/default/templates/a.md",
        "",
    ] {
        let file = json!({ "path": path, "source": view["source"], "base": null });
        let (code, told) = window.post("save", "", file.to_string().as_bytes());
        assert_eq!(code, 400, "{path}: {told}");
    }
    for body in [
        "",
        "{}",
        "[]",
        "null",
        "{\"path\": 1}",
        "\u{feff}{}",
        "{\"path\":\"content/a.md\",\"source\":\"\",\"more\":1}",
    ] {
        assert_eq!(window.post("save", "", body.as_bytes()).0, 400, "{body}");
    }
    assert_eq!(files_of(window.folder.path()), before);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let window = Window::open();
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(
        outside.path().join("xa.md"),
        "---\nloại: Trang\ntên bài: Ở xa\n---\n\nBí mật.\n",
    )
    .expect("a file");
    let content = window.folder.path().join("content");
    std::os::unix::fs::symlink(outside.path(), content.join("bao-cao")).expect("a link");
    std::os::unix::fs::symlink(outside.path().join("xa.md"), content.join("xa.md")).expect("a link");
    std::os::unix::fs::symlink(outside.path().join("chua-co.md"), content.join("chua-co.md")).expect("a link");
    let (_, view) = window.import(PASTED, "");
    let source = view["source"].as_str().expect("a text");
    for path in [
        "content/bao-cao/27-qd-tu.md",
        "content/bao-cao/xa.md",
        "content/xa.md",
        "content/chua-co.md",
    ] {
        for base in [Value::Null, json!("0123456789abcdef01234567")] {
            let file = json!({ "path": path, "source": source, "base": base });
            let (code, told) = window.post("save", "", file.to_string().as_bytes());
            assert!(code >= 400, "{path}: {told}");
        }
        let (code, told) = window.head(path);
        assert!(code >= 400 && !told.to_string().contains("Bí mật"), "{path}: {told}");
    }
    assert_eq!(files_of(outside.path()).len(), 1);
}

#[test]
fn a_corrected_version_takes_the_place_of_the_text_alone() {
    let window = Window::open();
    let (_, view) = window.import(PASTED, "");
    assert_eq!(
        window.save(&view, json!([["ghi chú", ["Của trang."]]]), Some(true)).0,
        200
    );
    let path = "content/quyet-dinh/27-qd-tu.md";
    window.served.events().wait(|state| {
        state["changed"]["url"]
            .as_str()
            .is_some_and(|url| url.contains("27-qd-tu"))
    });
    let corrected = PASTED.replace("Thi hành từ ngày ký", "Thi hành từ ngày 1/7/2012");
    let (code, held) = window.import(&corrected, "");
    assert_eq!((code, held["held"].as_str()), (409, Some(path)), "{held}");
    let (code, view) = window.import(&corrected, &format!("X-Congbo-Update: {path}\r\n"));
    assert_eq!(code, 200, "{view}");
    let changes = view["import"]["changes"].to_string();
    assert!(changes.contains("1/7/2012"), "{changes}");
    let before = window.text(path);
    assert_eq!(window.save(&view, json!([]), None).0, 200);
    let after = window.text(path);
    assert_eq!(
        after,
        before.replace("Thi hành từ ngày ký", "Thi hành từ ngày 1/7/2012")
    );
    // Who opened it before the save is told.
    assert_eq!(window.save(&view, json!([]), None).0, 409);
    let (code, told) = window.import(&corrected, "X-Congbo-Update: content/khong-co.md\r\n");
    assert_eq!(code, 404, "{told}");
}

#[test]
fn a_head_is_edited_byte_by_byte() {
    let window = Window::open();
    let (code, view) = window.head("content/quyet-dinh/mot.md");
    assert_eq!(code, 200, "{view}");
    let (code, told) = window.save(&view, json!([["trích yếu", ["Về việc thứ hai"]]]), None);
    assert_eq!(code, 200, "{told}");
    let expected = SITE
        .split_once('\n')
        .expect("a file")
        .1
        .replace("thứ nhất\n---", "thứ hai\n---");
    assert_eq!(window.text("content/quyet-dinh/mot.md"), expected);
    // As Windows writes it, with a mark at its start, signs that are not seen, and no line end at the end.
    let text = "\u{feff}---\r\nloại: Quyết định   # tên loại\r\n\r\n#  một lời\r\nsố ký hiệu:  2-QĐ/TU\r\n\
                ngày ban hành: 1/2/2011\r\ntrích yếu: Về\u{200b} việc\r\nnơi nhận:\r\n  - A  # một\r\n  - B\r\n---\r\n\r\nĐiều 1.  \r\nX";
    fs::write(window.folder.path().join("content/hai.md"), text).expect("a file");
    let (code, view) = window.head("content/hai.md");
    assert_eq!((code, view["source"].as_str()), (200, Some(text)), "{view}");
    let changes = json!([
        ["loại", ["Chỉ thị"]],
        ["nơi nhận", ["A", "B", "C"]],
        ["người ký", ["Lê Văn Thử"]],
        ["ngày ban hành", ["1/2/2012"]],
    ]);
    assert_eq!(window.save(&view, changes, None).0, 200);
    let expected = text
        .replace("Quyết định   #", "Chỉ thị   #")
        .replace("1/2/2011\r\n", "1/2/2012\r\nngười ký: Lê Văn Thử\r\n")
        .replace("  - B\r\n", "  - B\r\n  - C\r\n");
    assert_eq!(window.text("content/hai.md"), expected);
    assert_eq!(window.head("content/khong-co.md").0, 404);
    assert_eq!(window.head("../mot.md").0, 400);
    fs::write(
        window.folder.path().join("content/hong.md"),
        "---\nloại: {a: [\n---\n\nX\n",
    )
    .expect("a file");
    let (code, view) = window.head("content/hong.md");
    assert_eq!((code, &view["fields"]), (200, &Value::Null), "{view}");
    let (code, told) = window.save(&view, json!([["người ký", ["A"]]]), None);
    assert_eq!(code, 422, "{told}");
}

/// `tên trường: một | hai` on each line; nothing behind the colon removes the field.
fn changes_of(text: &str) -> Value {
    let change = |line: &str| {
        let (name, value) = line.split_once(':').expect("a colon");
        let values = value.split('|').map(str::trim).filter(|value| !value.is_empty());
        json!([name, values.map(|value| value.replace("\\n", "\n")).collect::<Vec<_>>()])
    };
    text.lines().map(change).collect()
}

#[test]
fn edits_of_heads_change_what_was_edited_and_nothing_else() {
    let window = Window::open();
    let files = files_below(&crate_root().join("tests/heads"), ".txt");
    assert!(files.len() >= 8, "{files:?}");
    for file in files {
        let text = fs::read_to_string(&file).expect("a text");
        let (_, rest) = text.split_once("-- before --\n").expect("a text before");
        let (before, rest) = rest.split_once("-- changes --\n").expect("changes");
        let (changes, after) = rest.split_once("-- after --\n").expect("a text after");
        let sent = json!({ "path": "content/thu.md", "source": before, "changes": changes_of(changes), "base": null });
        let (code, view) = window.post("trial", "", sent.to_string().as_bytes());
        let got = match code {
            200 => view["source"].as_str().expect("a text").to_owned(),
            _ => format!("{}\n", view["problem"].as_str().expect("words")),
        };
        if std::env::var_os(crate::support::UPDATE).is_some() {
            let (head, _) = text.split_once("-- after --\n").expect("a text after");
            fs::write(&file, format!("{head}-- after --\n{got}")).expect("a writable file");
        } else {
            assert_eq!(got, after, "{}", file.display());
        }
    }
}

#[test]
fn a_new_document_with_errors_is_shown_as_far_as_it_can_be_made() {
    let window = Window::open();
    let write = |path: &str, text: &str| fs::write(window.folder.path().join(path), text).expect("a file");
    let mut events = window.served.events();
    write(
        "content/hai.md",
        "---\nloại: Quyết định\nsố ký hiệu: 2-QĐ/TU\nngày ban hành: 3/2/2011\ntrích yếu: Về việc thứ hai\n---\n\nXem [[văn bản không có]] rồi đọc tiếp.\n",
    );
    let state = events.wait(|state| state["errors"] == 1);
    assert_eq!(state["changed"]["url"], "/quyet-dinh/2011/2-qd-tu/");
    assert!(
        state["panel"][0]["place"]
            .as_str()
            .expect("a place")
            .starts_with("content/hai.md:8"),
        "{state}"
    );
    let (code, page) = window.served.get("/quyet-dinh/2011/2-qd-tu/");
    assert_eq!(code, 200);
    assert!(
        page.contains("rồi đọc tiếp") && page.contains(" data-unfinished "),
        "{page}"
    );
    // No other page shows what is not whole.
    assert!(!window.served.get("/").1.contains("Về việc thứ hai"));
    // A head that cannot be read: the words are there, under the name of the file.
    write("content/ba.md", "---\nloại: {a: [\n---\n\nLời của bài thứ ba.\n");
    let state = events.wait(|state| state["changed"]["url"].as_str().is_some_and(|url| url.contains("ba")));
    let url = state["changed"]["url"].as_str().expect("an address");
    let (code, page) = window.served.get(url);
    assert_eq!((code, page.contains("Lời của bài thứ ba.")), (200, true), "{page}");
}

#[test]
fn pictures_come_along_with_their_document() {
    const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";
    let window = Window::open();
    let html = format!(
        "<p>THÔNG BÁO</p><p>Về việc có ảnh</p><p>Lời trước ảnh.</p><p><img alt=\"Cổng làng\" src=\"data:image/png;base64,{PIXEL}\"></p><p>Lời sau ảnh.</p>"
    );
    let (code, view) = window.post("import", "X-Congbo-Name: a.html\r\n", html.as_bytes());
    assert_eq!(code, 200, "{view}");
    let source = view["source"].as_str().expect("a text");
    let name = source
        .split_once("![Cổng làng](")
        .expect("a picture")
        .1
        .split(')')
        .next()
        .expect("a name")
        .to_owned();
    let page = view["page"].as_str().expect("a page");
    let (code, text) = window.served.get(page);
    assert_eq!(code, 200, "{text}");
    let top = page.split('/').take(4).collect::<Vec<_>>().join("/");
    let image = text
        .split("src=\"")
        .skip(1)
        .find_map(|rest| rest.split('"').next().filter(|src| src.ends_with(&name)));
    let image = image.expect("a picture").trim_start_matches("../");
    assert_eq!(window.served.get(&format!("{top}/{image}")).0, 200, "{top}/{image}");
    assert_eq!(window.files().len(), 1, "nothing is written before it is saved");
    let mut file: Value = serde_json::from_slice(&saved(&view, json!([]), Some(true))).expect("JSON");
    file["pictures"] = view["pictures"].clone();
    let (code, told) = window.post("save", "", file.to_string().as_bytes());
    assert_eq!(code, 200, "{told}");
    assert!(
        window.files().iter().any(|path| path.ends_with(&format!("/{name}"))),
        "{:?}",
        window.files()
    );
    file["path"] = json!("content/thong-bao/khac.md");
    file["pictures"] = json!(999);
    assert_eq!(window.post("save", "", file.to_string().as_bytes()).0, 409);
}

#[test]
fn kinds_bodies_and_topics_are_choices() {
    let window = Window::open();
    let write = |path: &str, text: &str| fs::write(window.folder.path().join(path), text).expect("a file");
    let mut events = window.served.events();
    let first = events.next()["revision"].as_u64().expect("a number");
    write(
        "content/bodies.yaml",
        "- {slug: tinh-uy, tên: Tỉnh ủy Bắc Sơn, ký hiệu: [TU]}\n- {slug: uy-ban, tên: Ủy ban nhân dân tỉnh}\n",
    );
    let second = events.wait(|state| state["revision"].as_u64() > Some(first));
    write(
        "content/topics.yaml",
        "- {slug: doc-sach, tên: Đọc sách}\n- {slug: van-hoa, tên: Văn hóa}\n",
    );
    events.wait(|state| state["revision"].as_u64() > second["revision"].as_u64());
    let (code, view) = window.import(PASTED, "");
    assert_eq!(code, 200, "{view}");
    let field = |name: &str| {
        let fields = view["fields"].as_array().expect("a form");
        fields.iter().find(|field| field["name"] == name).expect(name).clone()
    };
    assert_eq!(
        field("cơ quan ban hành")["choices"],
        json!(["Tỉnh ủy Bắc Sơn", "Ủy ban nhân dân tỉnh"])
    );
    let topics = field("chủ đề");
    assert_eq!(
        (&topics["choices"], &topics["isClosed"]),
        (&json!(["Đọc sách", "Văn hóa"]), &json!(true))
    );
    let kind = field("loại");
    assert!(
        kind["isClosed"] == true
            && kind["choices"]
                .as_array()
                .is_some_and(|kinds| kinds.contains(&json!("Kế hoạch")))
    );
    assert_eq!(field("toàn văn")["choices"], json!(["có", "một phần", "chưa có"]));
    let changes = json!([["chủ đề", ["Văn hóa", "Đọc sách"]]]);
    assert_eq!(window.save(&view, changes, Some(true)).0, 200);
    assert!(
        window
            .text("content/quyet-dinh/27-qd-tu.md")
            .contains("chủ đề:\n  - Văn hóa\n  - Đọc sách\n")
    );
}
