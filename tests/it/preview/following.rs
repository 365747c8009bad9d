//! The folder is followed, whatever is done to it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::client::{Events, Served};
use crate::support::write_files;

const SITE: &str = "\
-- content/mot.md --
---
loại: Quyết định
số ký hiệu: 1-QĐ/TU
ngày ban hành: 1/2/2011
trích yếu: Về việc thứ nhất
---

Điều thứ nhất.
";

const PAGE: &str = "/quyet-dinh/2011/1-qd-tu/";

struct Followed {
    folder: TempDir,
    served: Served,
    events: Events,
}

fn followed(arguments: &[&str]) -> Followed {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SITE, folder.path());
    let served = Served::start(folder.path(), arguments);
    let mut events = served.events();
    events.next();
    Followed { folder, served, events }
}

fn document(number: usize, words: &str) -> String {
    format!(
        "---\nloại: Quyết định\nsố ký hiệu: {number}-QĐ/TU\nngày ban hành: 1/2/2011\ntrích yếu: Về việc {words}\n---\n\nĐiều {words}.\n"
    )
}

impl Followed {
    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a writable file");
    }

    fn page(&self) -> String {
        self.served.get(PAGE).1
    }

    /// Waits until a page has, or has no longer, some words.
    fn until(&mut self, path: &str, words: &str, is_there: bool) {
        while self.served.get(path).1.contains(words) != is_there {
            self.events.next();
        }
    }
}

#[test]
fn a_table_in_a_file_of_its_own_is_followed() {
    let mut site = followed(&[]);
    site.write("content/bang.csv", "Đơn vị,Số hộ\nXã A,12\n");
    site.write("content/mot.md", &(document(1, "có bảng") + "\n![[bang.csv]]\n"));
    site.until(PAGE, "Xã A", true);
    site.write("content/bang.csv", "Đơn vị,Số hộ\nXã B,13\n");
    site.until(PAGE, "Xã B", true);
}

#[test]
fn every_kind_of_file_is_followed() {
    let mut site = followed(&[]);
    site.write("content/mot.md", &document(1, "đã sửa"));
    site.until(PAGE, "Điều đã sửa.", true);
    site.write("content/sâu/hơn/hai.md", &document(2, "thứ hai"));
    site.until("/quyet-dinh/2011/2-qd-tu/", "Điều thứ hai.", true);
    fs::rename(site.path("content/sâu"), site.path("content/khác")).expect("a rename");
    site.write("content/khác/hơn/hai.md", &document(2, "trong thư mục mới"));
    site.until("/quyet-dinh/2011/2-qd-tu/", "Điều trong thư mục mới.", true);
    fs::remove_dir_all(site.path("content/khác")).expect("a removal");
    site.until("/quyet-dinh/2011/2-qd-tu/", "Điều trong thư mục mới.", false);
    site.write("content/site.yaml", "tên: Trang thử đổi tên\n");
    site.until("/", "Trang thử đổi tên", true);
    site.write("content/topics.yaml", "- slug: rung\n  tên: Bảo vệ rừng\n");
    site.until("/chu-de/", "Bảo vệ rừng", true);
    site.write("content/bodies.yaml", "- slug: tinh-uy\n  tên: Tỉnh ủy thử\n");
    site.until("/co-quan/", "Tỉnh ủy thử", true);
    // The folder of themes comes only now.
    site.write("themes/default/static/congbo.css", "p { color: teal }\n");
    site.until("/giao-dien/congbo.css", "teal", true);
    site.write("themes/default/templates/not_found.html", "không có gì ở đây");
    site.until("/khong-co", "không có gì ở đây", true);
    fs::remove_dir_all(site.path("themes")).expect("a removal");
    site.until("/khong-co", "không có gì ở đây", false);
    site.write("content/tep/a.txt", "một");
    let with_file = format!("{}\n[Tệp](tep/a.txt)\n", document(1, "đã sửa"));
    site.write("content/mot.md", &with_file);
    site.until("/tep/tep/a.txt", "một", true);
    assert!(site.page().contains("Điều đã sửa."));
}

#[test]
fn editors_save_as_they_like() {
    let mut site = followed(&[]);
    // By rename, as most do.
    site.write("content/.mot.md.tmp", &document(1, "ghi đè bằng đổi tên"));
    fs::rename(site.path("content/.mot.md.tmp"), site.path("content/mot.md")).expect("a rename");
    site.until(PAGE, "Điều ghi đè bằng đổi tên.", true);
    // As vim does: a swap file, a probe, the old file away, a new one.
    site.write("content/.mot.md.swp", "b0VIM");
    site.write("content/4913", "");
    fs::remove_file(site.path("content/4913")).expect("a file");
    fs::rename(site.path("content/mot.md"), site.path("content/mot.md~")).expect("a rename");
    site.write("content/mot.md", &document(1, "như vim"));
    fs::remove_file(site.path("content/mot.md~")).expect("a file");
    site.until(PAGE, "Điều như vim.", true);
    // In place, to a text of the same length.
    site.write("content/mot.md", &document(1, "như vám"));
    site.until(PAGE, "Điều như vám.", true);
    // Again and again; the last one counts.
    for number in 0..200 {
        site.write("content/mot.md", &document(1, &format!("lần {number} thôi")));
    }
    site.until(PAGE, "Điều lần 199 thôi.", true);
}

#[test]
fn a_thousand_files_at_once_are_followed() {
    let mut site = followed(&[]);
    for number in 2..1_000 {
        site.write(
            &format!("content/nam-{}/{number}.md", number % 10),
            &document(number, "thứ nghìn"),
        );
    }
    site.until("/quyet-dinh/2011/999-qd-tu/", "Điều thứ nghìn.", true);
    for folder in 0..10 {
        fs::remove_dir_all(site.path(&format!("content/nam-{folder}"))).expect("a removal");
    }
    site.until("/quyet-dinh/2011/999-qd-tu/", "Điều thứ nghìn.", false);
    assert!(site.page().contains("Điều thứ nhất."));
}

#[test]
fn the_whole_folder_may_go_and_come_back() {
    let mut site = followed(&[]);
    let away = site.path("content-cu");
    fs::rename(site.path("content"), &away).expect("a rename");
    site.until(PAGE, "Điều thứ nhất.", false);
    fs::rename(&away, site.path("content")).expect("a rename");
    site.until(PAGE, "Điều thứ nhất.", true);
    site.write("content/mot.md", &document(1, "vẫn theo"));
    site.until(PAGE, "Điều vẫn theo.", true);
}

#[test]
fn a_disk_without_events_is_looked_at() {
    let mut site = followed(&["--poll"]);
    site.write("content/mot.md", &document(1, "không cần báo"));
    site.until(PAGE, "Điều không cần báo.", true);
}

/// Writes through another name of the same file: nothing tells the watched folder of it, as on a network disk.
#[test]
fn a_disk_that_sends_no_events_is_noticed_and_polled() {
    let mut site = followed(&[]);
    let outside = tempfile::tempdir().expect("a temporary folder");
    let other_name = outside.path().join("mot.md");
    fs::hard_link(site.path("content/mot.md"), &other_name).expect("a hard link");
    let write = |words: &str| fs::write(&other_name, document(1, words)).expect("a writable file");
    // The page is read again and again meanwhile: reading makes events too.
    write("không ai báo");
    site.until(PAGE, "Điều không ai báo.", true);
    let notice = site.served.later.recv_timeout(super::client::PATIENCE);
    let notice = notice.expect("a notice in time");
    assert!(notice.contains("không báo"), "{notice}");
    write("tự xem lại");
    site.until(PAGE, "Điều tự xem lại.", true);
}

#[test]
fn a_mistake_is_a_panel_over_the_last_good_page() {
    let mut site = followed(&[]);
    site.write(
        "content/mot.md",
        &(document(1, "có lỗi") + "\nXem [[văn bản không có]].\n"),
    );
    let state = site.events.wait(|state| state["errors"] != 0);
    let panel = state["panel"].as_array().expect("a panel");
    let check = std::process::Command::new(env!("CARGO_BIN_EXE_congbo"))
        .args(["check", "--lang", "vi", "--source"])
        .arg(site.folder.path())
        .output()
        .expect("the program runs");
    let printed = String::from_utf8(check.stderr).expect("printed in UTF-8");
    let [row] = &panel[..] else {
        panic!("one diagnostic in the panel: {panel:?}");
    };
    for part in ["title", "place", "why", "help", "code"] {
        let words = row[part].as_str().expect("a text");
        assert!(
            !words.is_empty() && printed.contains(words),
            "the panel\n{row}\nthe terminal\n{printed}"
        );
    }
    assert_eq!(row["place"], "content/mot.md:10:5");
    assert_eq!(row["excerpt"]["before"], "Xem ");
    assert_eq!(row["excerpt"]["marked"], "[[văn bản không có]]");
    assert_eq!(row["excerpt"]["after"], ".");
    let code = row["code"].as_str().expect("a code");
    let (status, page) = site.served.get(&format!("/_congbo/explain?code={code}"));
    assert!(status == 200 && page.contains(code), "{status}: {page}");
    assert_eq!(site.served.get("/_congbo/explain?code=khong-co").0, 404);
    assert!(site.page().contains("Điều thứ nhất."), "the last good page");
    site.write("content/mot.md", &document(1, "hết lỗi"));
    let state = site.events.wait(|state| state["errors"] == 0);
    assert!(state["panel"].is_null());
    assert!(site.page().contains("Điều hết lỗi."));
}

#[test]
fn a_folder_broken_at_the_start_is_served() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SITE, folder.path());
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).expect("a writable file");
    write("content/hai.md", "---\nloại: {a: [\n---\n\nHỏng.\n");
    write("content/site.yaml", "tên: {a: [\n");
    let served = Served::start(folder.path(), &[]);
    assert!(served.printed.contains("content/hai.md"), "{}", served.printed);
    let mut events = served.events();
    assert_eq!(events.next()["errors"], 2);
    assert!(served.get(PAGE).1.contains("Điều thứ nhất."));
    write("content/site.yaml", "tên: Đã đóng\n");
    write("content/hai.md", &document(2, "đã lành"));
    events.wait(|state| state["errors"] == 0);
    assert!(served.get("/quyet-dinh/2011/2-qd-tu/").1.contains("Điều đã lành."));
}

#[test]
fn a_template_that_fails_is_said_on_its_page_alone() {
    let mut site = followed(&[]);
    site.write("themes/default/templates/not_found.html", "{{ page.khong_co.gi }}");
    site.until("/khong-co", "not_found.html", true);
    assert_eq!(site.served.get("/khong-co").0, 500);
    assert!(site.page().contains("Điều thứ nhất."));
    // One that cannot even be read is not taken.
    site.write("themes/default/templates/not_found.html", "tốt {{ t.skip }}");
    site.until("/khong-co", "tốt", true);
    site.write("themes/default/templates/not_found.html", "{% if %}");
    site.events.wait(|state| state["errors"] == 1);
    let (status, page) = site.served.get("/khong-co");
    assert_eq!((status, page.contains("tốt")), (404, true), "the last good template");
}

#[test]
fn drafts_are_listed_or_shown_with_a_ribbon() {
    let draft = "---\nloại: Trang\ntên bài: Bài chưa xong\nbản nháp: có\n---\n\nChữ nháp.\n";
    let later = "---\nloại: Trang\ntên bài: Bài hẹn ngày\nđăng từ: 1/1/2999\n---\n\nChữ hẹn.\n";
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SITE, folder.path());
    fs::write(folder.path().join("content/nhap.md"), draft).expect("a writable file");
    fs::write(folder.path().join("content/hen.md"), later).expect("a writable file");
    let served = Served::start(folder.path(), &[]);
    assert_eq!(served.get("/nhap/").0, 404);
    assert_eq!(served.events().next()["heldBack"], 2);
    let list = served.get("/_congbo/held-back").1;
    let rows: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    assert_eq!(rows[0]["path"], "content/hen.md");
    assert_eq!(rows[0]["why"], "Chưa đăng, hẹn ngày 2999-01-01");
    assert_eq!(rows[1]["name"], "Bài chưa xong");
    assert_eq!(rows[1]["why"], "Bản nháp, chưa đăng");
    let served = Served::start(folder.path(), &["--drafts"]);
    let page = served.get("/nhap/").1;
    assert!(
        page.contains("Chữ nháp.") && page.contains("data-ribbon=\"Bản nháp, chưa đăng\""),
        "{page}"
    );
    assert!(!served.get(PAGE).1.contains("data-ribbon"));
}

#[test]
fn places_lead_to_their_lines() {
    let site = followed(&["--editor", "vscode"]);
    let lines = site.served.get(&format!("/_congbo/lines?page={PAGE}")).1;
    let lines: serde_json::Value = serde_json::from_str(&lines).expect("JSON");
    assert_eq!(lines["path"], "content/mot.md");
    let url = lines["url"].as_str().expect("an address");
    let source = Path::new(site.folder.path()).canonicalize().expect("a folder");
    assert_eq!(url, format!("vscode://file{}/content/mot.md", source.display()));
    assert_eq!(lines["places"][0], serde_json::json!(["1", 8]));
    assert!(site.page().contains(" data-editor "));
}
