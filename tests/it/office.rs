//! A second office: the site of an invented province with two programmes, under `tests/office/`. Nothing of the first
//! site's names is on its pages, nor in the texts of the program.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use crate::support::{crate_root, files_below};
use crate::web::links::problems;
use congbo::internals::base::fold;
use zip::ZipArchive;

/// Names of the first site, folded: its province and districts, its commission, its programme and a decision, its models.
const FIRST_SITE: [&str; 11] = [
    "thai nguyen",
    "thai-nguyen",
    "thainguyen",
    "bac kan",
    "dai tu",
    "phu binh",
    "bdvtu",
    "393-qd",
    "dan-van",
    "danvan",
    "phung dinh thieu",
];

fn names_found(text: &str) -> Vec<&'static str> {
    let folded = fold(text);
    // Folded, `dân vận` is `dẫn văn bản` too.
    let work = text.to_lowercase().contains("dân vận").then_some("dân vận");
    FIRST_SITE
        .into_iter()
        .filter(|name| folded.contains(name))
        .chain(work)
        .collect()
}

/// Runs the program on the second office's site.
fn run(arguments: &[&str]) -> String {
    let source = crate_root().join("tests/office");
    let output = Command::new(env!("CARGO_BIN_EXE_congbo"))
        .args(arguments)
        .arg("--source")
        .arg(source)
        .output()
        .expect("the program starts");
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}\n{printed}");
    printed
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}

#[test]
fn the_second_office_has_two_programmes_and_nothing_of_the_first_site() {
    run(&["check", "--strict"]);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("public");
    run(&["build", "--strict", "--output", text(&output)]);
    let mut wrong = Vec::new();
    for path in files_below(&output, "") {
        let name = path
            .strip_prefix(&output)
            .expect("below the output")
            .display()
            .to_string();
        let bytes = fs::read(&path).expect("a readable file");
        let found = names_found(&format!("{name}\n{}", String::from_utf8_lossy(&bytes)));
        wrong.extend((!found.is_empty()).then(|| format!("{name}: {found:?}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for page in [
        "chuong-trinh/2017/07-ctr-ubnd/",
        "chuong-trinh/2022/03-ctr-ubnd/",
        "chuong-trinh/2017/07-ctr-ubnd/in/",
        "chuong-trinh/2017/07-ctr-ubnd/so-theo-doi/",
        "chuong-trinh/2022/03-ctr-ubnd/so-theo-doi/",
        "chuong-trinh/2022/03-ctr-ubnd/muc-ii-2-1/",
        "so-theo-doi/",
        "tim-kiem/",
        "chu-de/",
        "co-quan/",
        "du-lieu/",
    ] {
        assert!(output.join(page).join("index.html").is_file(), "no {page}");
    }
    let home = fs::read_to_string(output.join("index.html")).expect("a page");
    assert!(
        home.contains("Trang do Thư viện tỉnh Lam Khê giữ"),
        "no line at the foot"
    );
    let style = fs::read_to_string(output.join("giao-dien/congbo.css")).expect("a style");
    assert!(
        style.contains("#0b5c6b") && style.contains("#7a3b12"),
        "not its colours"
    );
    let (newer, older) = (home.find("03/CTr-UBND"), home.find("Nhiệm kỳ 2016–2021"));
    assert!(newer.is_some() && newer < older, "the newest programme comes first");
}

#[test]
fn the_texts_of_the_program_name_no_site() {
    let root = crate_root();
    let mut wrong = Vec::new();
    for folder in [
        "src/messages/texts",
        "src/messages/explanations",
        "src/edition/new_site",
        "themes/default/texts",
        "themes/default/templates",
        "themes/default/static",
    ] {
        for path in files_below(&root.join(folder), "") {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let found = names_found(&text);
            wrong.extend((!found.is_empty()).then(|| format!("{}: {found:?}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_zip_of_the_site_opens_from_a_disk_and_has_the_same_bytes_each_time() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [output, first, second] = ["public", "a.zip", "b.zip"].map(|name| folder.path().join(name));
    for target in [&first, &second] {
        run(&["build", "--output", text(&output), "--zip", text(target)]);
    }
    let bytes = fs::read(&first).expect("a zip");
    assert!(
        bytes == fs::read(&second).expect("a zip"),
        "the same site gives other bytes"
    );
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        files.insert(entry.name().to_owned(), bytes);
    }
    // From a disk no link may lead to a folder.
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for address in page
            .split(" href=\"")
            .skip(1)
            .filter_map(|rest| rest.split(['"', '?', '#']).next())
        {
            assert!(
                address.contains(':') || !address.ends_with('/'),
                "{name} leads to {address}"
            );
        }
    }
    let found = problems(&files);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let search = String::from_utf8_lossy(&files["tim-kiem/index.html"]).into_owned();
    assert!(
        search.contains("data-from-disk>"),
        "the search page does not say that it cannot search"
    );
}
