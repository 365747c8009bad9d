//! The files of a followed document: the words of its page, in both, and a package that word processors can open.

use std::fs;
use std::process::Command;

use crate::web::html::{inside, without_marks, words};
use crate::web::{Built, real_site};

/// The programme's page.
const PAGE: &str = "chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/";

fn file(site: &Built, name: &str) -> Vec<u8> {
    fs::read(site.output().join(PAGE).join(name)).expect("a file")
}

fn text(site: &Built) -> String {
    String::from_utf8(file(site, "01-ctr-bdvtu.txt")).expect("UTF-8")
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of the file in the order of the file, without what stands before and after it.
#[test]
fn the_text_file_has_the_words_of_the_page() {
    let site = real_site();
    let page = without_marks(&site.page(PAGE));
    let body = squeezed(&words(inside(&page, "data-content=\"body\"").expect("the text")));
    let text = squeezed(&text(site));
    assert!(
        text.contains(&body),
        "the words of the page are not in the file:\n{body}\n\n{text}"
    );
    for line in ["Số 01-CTr/BDVTU", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "Phùng Đình Thiệu"] {
        assert!(text.to_uppercase().contains(&line.to_uppercase()), "{line}");
    }
}

/// Both files say the same, paragraph by paragraph, and every part of the package is well formed.
#[test]
fn the_word_file_has_the_paragraphs_of_the_text_file() {
    let site = real_site();
    let bytes = file(site, "01-ctr-bdvtu.docx");
    let docx = docx_rs::read_docx(&bytes).expect("a package that can be read");
    let json: serde_json::Value = serde_json::from_str(&docx.json()).expect("JSON");
    let mut found = Vec::new();
    let paragraphs = json["document"]["children"].as_array().expect("paragraphs");
    for paragraph in paragraphs.iter().filter(|child| child["type"] == "paragraph") {
        let mut words = String::new();
        collect(paragraph, &mut words);
        found.push(squeezed(&words));
    }
    let text = text(site).replace("---\n", "");
    let expected: Vec<String> = text
        .split("\n\n")
        .map(squeezed)
        .filter(|text| !text.is_empty())
        .collect();
    assert_eq!(found, expected);
    assert!(json.to_string().contains("Heading1"), "headings are headings");
    let spacing = &json["styles"]["docDefaults"]["runPropertyDefault"]["runProperty"]["characterSpacing"];
    assert!(spacing.is_null(), "letters stand together: {spacing}");
}

fn collect(node: &serde_json::Value, words: &mut String) {
    match node["type"].as_str() {
        Some("text") => words.push_str(node["data"]["text"].as_str().unwrap_or("")),
        Some("break") => words.push(' '),
        _ => {}
    }
    for children in [&node["data"]["children"], &node["children"]] {
        children
            .as_array()
            .into_iter()
            .flatten()
            .for_each(|child| collect(child, words));
    }
}

/// LibreOffice, where it is installed, opens the file and reads the same words.
#[test]
fn an_office_opens_the_word_file() {
    let Ok(true) = Command::new("soffice")
        .arg("--version")
        .output()
        .map(|ran| ran.status.success())
    else {
        return;
    };
    if std::env::var_os("CONGBO_OFFICE").is_none() {
        return;
    }
    let site = real_site();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.docx");
    fs::write(&path, file(site, "01-ctr-bdvtu.docx")).expect("written");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let ran = Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
        ])
        .args([folder.path(), &path])
        .output()
        .expect("LibreOffice runs");
    assert!(ran.status.success(), "{ran:?}");
    let opened = fs::read_to_string(folder.path().join("a.txt")).expect("converted");
    let own = text(site).replace("---\n", "");
    assert_eq!(squeezed(opened.trim_start_matches('\u{feff}')), squeezed(&own));
}
