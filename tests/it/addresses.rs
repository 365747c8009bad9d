//! Addresses of the real content that were published once: whatever an editor does, they go on leading somewhere.

use std::fs;
use std::path::Path;

use crate::support::{checked, command, crate_root, files_below, run};
use crate::web::{Built, built};
use congbo::internals::host::{CommandOptions, ExitStatus, check};
use congbo::internals::messages::Language;
use tempfile::TempDir;

const LOCK: &str = "content/addresses.lock";
const PROGRAMME: &str = "content/chuong-trinh-hanh-dong/01-ctr-bdvtu.md";

/// The real content in a folder of its own, its addresses written down.
fn published() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = crate_root().join("content");
    for from in files_below(&content, "") {
        let to = folder
            .path()
            .join("content")
            .join(from.strip_prefix(&content).expect("below"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(from, to).expect("a copy");
    }
    let (ending, printed) = write_addresses(folder.path());
    assert_eq!(ending, ExitStatus::Fine, "{printed}");
    folder
}

fn write_addresses(source: &Path) -> (ExitStatus, String) {
    let options = CommandOptions {
        write_addresses: true,
        language: Some(Language::Vietnamese),
        ..command(source)
    };
    run(check, &options)
}

fn edit(source: &Path, file: &str, from: &str, to: &str) {
    let path = source.join(file);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{file} has {from:?}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

/// What `check` proposes to write, and in which file.
fn proposal(printed: &str) -> (String, String) {
    let mut lines = printed.lines();
    let before = lines
        .find(|line| line.ends_with(".md:"))
        .unwrap_or_else(|| panic!("no proposal in\n{printed}"));
    let file = before
        .rsplit(' ')
        .next()
        .expect("a file")
        .trim_end_matches(':')
        .to_owned();
    (file, lines.next().expect("a line to write").trim().to_owned())
}

/// Writes what was proposed at the head of the file, as an editor does.
fn take(source: &Path, printed: &str) {
    let (file, line) = proposal(printed);
    edit(source, &file, "---\n", &format!("---\n{line}\n"));
}

/// The page at an old address leads to a page that is there.
fn leads_to(source: &Path, old: &str, new: &str) {
    leads(&built(source), old, new);
}

fn leads(site: &Built, old: &str, new: &str) {
    assert_eq!(site.ending, ExitStatus::Fine, "{}", site.printed);
    let page = site.page(old);
    assert!(page.contains("content=\"noindex\""), "{page}");
    assert!(page.contains(&format!("{new}\"")), "{old} leads to {new}:\n{page}");
    site.page(new);
}

#[test]
fn a_renamed_file_is_found_by_its_name() {
    let folder = published();
    let source = folder.path();
    let (old, new) = (
        "content/cach-lam-o-co-so/xom-dua.md",
        "content/cach-lam-o-co-so/xom-dua-van-yen.md",
    );
    fs::rename(source.join(old), source.join(new)).expect("renamed");
    let printed = checked(source);
    assert!(
        printed.contains("lỗi[lost-address]: địa chỉ đã đăng `/cach-lam-o-co-so/xom-dua/` không còn"),
        "{printed}"
    );
    assert_eq!(proposal(&printed).0, new);
    take(source, &printed);
    assert!(!checked(source).contains("lỗi["), "{}", checked(source));
    leads_to(source, "cach-lam-o-co-so/xom-dua/", "cach-lam-o-co-so/xom-dua-van-yen/");
}

#[test]
fn a_renamed_file_with_another_title_is_found_by_its_words() {
    let folder = published();
    let source = folder.path();
    let new = "content/cach-lam-o-co-so/mo-duong.md";
    fs::rename(source.join("content/cach-lam-o-co-so/xom-dua.md"), source.join(new)).expect("renamed");
    edit(
        source,
        new,
        "tên bài: \"Xóm Dứa, xã Văn Yên mở rộng hơn 2,5 km đường\"",
        "tên bài: Xóm Dứa mở đường",
    );
    let printed = checked(source);
    assert!(printed.contains("lời văn ấy nay ở chỗ khác"), "{printed}");
    assert_eq!(proposal(&printed).0, new);
}

#[test]
fn another_number_in_another_file_with_a_word_changed_is_found_by_most_of_its_words() {
    let folder = published();
    let source = folder.path();
    let new = "content/chuong-trinh-hanh-dong/02-ctr-bdvtu.md";
    edit(source, PROGRAMME, "số ký hiệu: 01-CTr", "số ký hiệu: 02-CTr");
    edit(source, PROGRAMME, "\n1.8. Phối hợp", "\n1.8. Cùng phối hợp");
    fs::rename(source.join(PROGRAMME), source.join(new)).expect("renamed");
    let printed = checked(source);
    assert!(printed.contains("lời văn ấy nay ở chỗ khác"), "{printed}");
    assert_eq!(proposal(&printed).0, new);
}

#[test]
fn a_deleted_file_is_missed() {
    let folder = published();
    let source = folder.path();
    fs::remove_file(source.join("content/cach-lam-o-co-so/xom-dua.md")).expect("deleted");
    let printed = checked(source);
    assert!(
        printed.contains("lấy lại tệp content/cach-lam-o-co-so/xom-dua.md từ git"),
        "{printed}"
    );
    // Another page takes its place.
    edit(
        source,
        "content/cach-lam-o-co-so/xom-den.md",
        "---\n",
        "---\nđịa chỉ cũ: /cach-lam-o-co-so/xom-dua/\n",
    );
    assert!(!checked(source).contains("lỗi["), "{}", checked(source));
    leads_to(source, "cach-lam-o-co-so/xom-dua/", "cach-lam-o-co-so/xom-den/");
}

#[test]
fn a_deleted_document_is_missed_even_where_others_cite_it() {
    let folder = published();
    let source = folder.path();
    fs::remove_file(source.join("content/de-an/04-da-tu.md")).expect("deleted");
    let printed = checked(source);
    assert!(
        printed.contains("địa chỉ đã đăng `/de-an/2011/04-da-tu/` không còn"),
        "{printed}"
    );
}

#[test]
fn a_changed_number_keeps_its_old_address() {
    let folder = published();
    let source = folder.path();
    edit(
        source,
        "content/de-an/04-da-tu.md",
        "số ký hiệu: 04-ĐA/TU",
        "số ký hiệu: 05-ĐA/TU",
    );
    let printed = checked(source);
    assert_eq!(
        proposal(&printed),
        (
            "content/de-an/04-da-tu.md".to_owned(),
            "địa chỉ cũ: [/de-an/2011/04-da-tu/]".to_owned()
        )
    );
    take(source, &printed);
    assert!(!checked(source).contains("lỗi["), "{}", checked(source));
    leads_to(source, "de-an/2011/04-da-tu/", "de-an/2011/05-da-tu/");
    // The citations of the old number have a page of their own beside it.
    assert!(
        built(source)
            .files()
            .keys()
            .any(|path| path.starts_with("de-an/2011/04-da-tu-"))
    );
}

#[test]
fn a_lost_provision_leads_to_where_its_words_are() {
    let folder = published();
    let source = folder.path();
    edit(source, PROGRAMME, "\n1.8. ", "\n1.9. ");
    edit(source, PROGRAMME, "  II.1.8: ", "  II.1.9: ");
    let printed = checked(source);
    assert!(
        printed.contains("1 mục đã đăng của `/chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/` không còn: II.1.8"),
        "{printed}"
    );
    assert_eq!(
        proposal(&printed),
        (PROGRAMME.to_owned(), "địa chỉ cũ: [II.1.8 nay là II.1.9]".to_owned())
    );
    take(source, &printed);
    assert!(!checked(source).contains("lỗi["), "{}", checked(source));
    let page = built(source).page("chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/");
    let (old, new) = (
        page.find("id=\"II.1.8\"").expect("the old place"),
        page.find("id=\"II.1.9\"").expect("the new place"),
    );
    assert!(
        old > new && old - new < 200,
        "the old place stands at the head of the new one"
    );
    let base = "chuong-trinh-hanh-dong/2011/01-ctr-bdvtu";
    leads_to(source, &format!("{base}/muc-ii-1-8/"), &format!("{base}/muc-ii-1-9/"));
}

#[test]
fn a_page_and_a_place_that_changed_together_both_lead_on() {
    let folder = published();
    let source = folder.path();
    edit(source, PROGRAMME, "\n1.8. ", "\n1.9. ");
    edit(source, PROGRAMME, "  II.1.8: ", "  II.1.9: ");
    edit(source, PROGRAMME, "số ký hiệu: 01-CTr", "số ký hiệu: 02-CTr");
    edit(
        source,
        "content/site.yaml",
        "chương trình: 01-CTr",
        "chương trình: 02-CTr",
    );
    take(source, &checked(source));
    let (file, line) = proposal(&checked(source));
    assert_eq!(
        line,
        "địa chỉ cũ: [/chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/, II.1.8 nay là II.1.9]"
    );
    let old = "địa chỉ cũ: [/chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/]";
    edit(source, &file, old, &line);
    assert!(!checked(source).contains("lỗi["), "{}", checked(source));
    let years = "chuong-trinh-hanh-dong/2011";
    let site = built(source);
    for old in [
        "01-ctr-bdvtu/muc-ii-1-8/",
        "01-ctr-bdvtu/muc-ii-1-9/",
        "02-ctr-bdvtu/muc-ii-1-8/",
    ] {
        let new = format!("{years}/02-ctr-bdvtu/muc-ii-1-9/");
        leads(&site, &format!("{years}/{old}"), &new);
    }
}

#[test]
fn provisions_that_lose_their_pages_are_missed() {
    let folder = published();
    let source = folder.path();
    edit(source, PROGRAMME, "\ntheo dõi: có\n", "\n");
    let printed = checked(source);
    assert!(printed.contains("/01-ctr-bdvtu/muc-…/` không còn"), "{printed}");
    assert!(printed.contains("ghi lại `theo dõi: có`"), "{printed}");
}

#[test]
fn words_under_another_number_are_noticed_until_written_down() {
    let folder = published();
    let source = folder.path();
    edit(source, PROGRAMME, "\n1.8. ", "\n1.9. ");
    edit(source, PROGRAMME, "\n1.9. ", "\n1.8. Một mục chép sót.\n\n1.9. ");
    let printed = checked(source);
    assert!(printed.contains("dưới số khác: II.1.8 → II.1.9"), "{printed}");
    assert_eq!(write_addresses(source).0, ExitStatus::Fine);
    assert!(!checked(source).contains("dưới số khác"), "{}", checked(source));
}

fn forget(source: &Path, address: &str) -> (ExitStatus, String) {
    let options = CommandOptions {
        forget: Some(address.to_owned()),
        language: Some(Language::Vietnamese),
        ..command(source)
    };
    run(check, &options)
}

#[test]
fn an_address_is_given_up_on_purpose() {
    let folder = published();
    let source = folder.path();
    let before = fs::read_to_string(source.join(LOCK)).expect("the list");
    let (ending, printed) = forget(source, "/cach-lam-o-co-so/xom-dua/");
    assert_eq!(ending, ExitStatus::Usage);
    assert!(printed.contains("vẫn có trang"), "{printed}");
    fs::remove_file(source.join("content/cach-lam-o-co-so/xom-dua.md")).expect("deleted");
    assert!(checked(source).contains("chạy `congbo check --forget /cach-lam-o-co-so/xom-dua/`"));
    let (ending, printed) = forget(source, "/cach-lam-o-co-so/khong-co/");
    assert_eq!(ending, ExitStatus::Usage);
    assert!(
        printed.contains("không có địa chỉ /cach-lam-o-co-so/khong-co/"),
        "{printed}"
    );
    assert_eq!(fs::read_to_string(source.join(LOCK)).expect("the list"), before);
    let (ending, printed) = forget(source, "https://danvan.example.vn/cach-lam-o-co-so/xom-dua");
    assert_eq!(ending, ExitStatus::Fine, "{printed}");
    assert!(
        printed.starts_with("Đã bỏ /cach-lam-o-co-so/xom-dua/ khỏi content/addresses.lock."),
        "{printed}"
    );
    let after = fs::read_to_string(source.join(LOCK)).expect("the list");
    let is_of_page = |line: &&str| line.starts_with("/cach-lam-o-co-so/xom-dua/\t");
    let kept: Vec<&str> = before.lines().filter(|line| !is_of_page(line)).collect();
    assert_eq!(after.lines().collect::<Vec<_>>(), kept);
    assert!(!checked(source).contains("[lost-address]"), "{}", checked(source));
}

#[test]
fn a_list_that_is_gone_or_empty_is_missed() {
    let folder = published();
    let source = folder.path();
    let lock = fs::read_to_string(source.join(LOCK)).expect("the list");
    let count = lock.lines().filter(|line| line.starts_with('/')).count();
    let says = |printed: &str| printed.contains("cảnh báo[unlisted-address]: ") && printed.contains("git checkout");
    assert!(!says(&checked(source)));
    fs::write(source.join(LOCK), "").expect("emptied");
    assert!(says(&checked(source)), "{}", checked(source));
    fs::remove_file(source.join(LOCK)).expect("deleted");
    let printed = checked(source);
    assert!(says(&printed) && count > 100, "{printed}");
    let strict = CommandOptions {
        strict: true,
        ..command(source)
    };
    assert_eq!(run(check, &strict).0, ExitStatus::Content);
}

#[test]
fn a_slip_in_a_vocabulary_is_one_error() {
    for (file, from, to) in [
        ("content/bodies.yaml", "  tên: Bộ Chính trị", "   tên: Bộ Chính trị"),
        ("content/topics.yaml", "  tên: Dân vận khéo", "   tên: Dân vận khéo"),
        ("content/site.yaml", "  - tên: Quyết định", "  - tên: [Quyết định"),
    ] {
        let folder = published();
        edit(folder.path(), file, from, to);
        let printed = checked(folder.path());
        let errors: Vec<&str> = printed.lines().filter(|line| line.starts_with("lỗi[")).collect();
        assert_eq!(errors.len(), 1, "{file}: {printed}");
    }
}

#[test]
fn a_slip_in_a_head_is_one_error() {
    let file = "content/quyet-dinh/393-qd-tu.md";
    for (from, to) in [
        ("ngày ban hành: 27/6/2011", "ngày ban hành: 31/6/2011"),
        ("ngày ban hành: 27/6/2011", "ngày ban hành: [27/6/2011"),
        ("số ký hiệu: 393-QĐ/TU", "số ký hiệu: chín"),
        ("loại: Quyết định", "loại: Quyết địn"),
    ] {
        let folder = published();
        edit(folder.path(), file, from, to);
        let printed = checked(folder.path());
        let found: Vec<&str> = printed
            .lines()
            .filter(|line| line.starts_with(['l', 'c']) && line.contains("]: "))
            .collect();
        assert_eq!(found.len(), 1, "{to}: {printed}");
    }
}

#[test]
fn only_asking_writes_the_list_and_nothing_is_forgotten() {
    let folder = published();
    let source = folder.path();
    let before = fs::read_to_string(source.join(LOCK)).expect("the list");
    assert!(before.contains("\n/quyet-dinh/2011/393-qd-tu/\tcontent/quyet-dinh/393-qd-tu.md\t393-QĐ/TU@2011-06-27\t"));
    assert!(before.contains("\n/chu-de/dan-van-kheo/\t") && before.contains("\n/co-quan/"));
    assert!(!before.contains("/thoi-gian/") && !before.contains("/van-ban/"));
    // While an address is lost, the list is not rewritten.
    fs::remove_file(source.join("content/cach-lam-o-co-so/xom-dua.md")).expect("deleted");
    let (ending, printed) = write_addresses(source);
    assert_eq!(ending, ExitStatus::Content, "{printed}");
    assert_eq!(fs::read_to_string(source.join(LOCK)).expect("the list"), before);
    // A new page is added when asked for, and what leads elsewhere stays.
    edit(
        source,
        "content/cach-lam-o-co-so/xom-den.md",
        "---\n",
        "---\nđịa chỉ cũ: /cach-lam-o-co-so/xom-dua/\n",
    );
    let text = "---\nloại: Trang\ntên bài: Liên hệ\n---\n\nChưa có liên hệ.\n";
    fs::write(source.join("content/lien-he.md"), text).expect("written");
    assert!(!checked(source).contains("lỗi["));
    let (ending, printed) = write_addresses(source);
    assert_eq!(ending, ExitStatus::Fine, "{printed}");
    assert!(printed.contains("(1 địa chỉ mới)"), "{printed}");
    let after = fs::read_to_string(source.join(LOCK)).expect("the list");
    assert!(after.contains("\n/lien-he/\t") && after.contains("\n/cach-lam-o-co-so/xom-dua/\t"));
    // The list is neither a page nor a file to download.
    assert!(built(source).files().keys().all(|path| !path.contains("addresses")));
    assert_eq!(
        write_addresses(source)
            .1
            .lines()
            .last()
            .map(|line| line.contains("không có gì đổi")),
        Some(true)
    );
}
