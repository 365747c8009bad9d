//! Every diagnostic has case files with its full printed message: a new case is a new file.

mod support;

use std::collections::BTreeSet;

use congbo::base::code::Code;
use support::{Fixture, UPDATE, checked, crate_root, files_below, write_files};

#[test]
fn every_case_prints_what_its_file_says() {
    let update = std::env::var_os(UPDATE).is_some();
    let mut wrong = Vec::new();
    for path in files_below(&crate_root().join("tests/cases"), ".txt") {
        let fixture = Fixture::read(&path);
        let folder = tempfile::tempdir().expect("a temporary folder");
        write_files(&fixture.files, folder.path());
        let actual = checked(folder.path());
        if actual == fixture.expected {
            continue;
        }
        if update {
            fixture.update(&path, &actual);
        } else {
            wrong.push(format!(
                "{}\n--- expected\n{}\n--- printed\n{actual}",
                path.display(),
                fixture.expected
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nCONGBO_UPDATE=1 rewrites the files; read what it wrote.",
        wrong.join("\n")
    );
}

#[test]
fn every_code_has_a_case() {
    let mut printed: BTreeSet<Code> = BTreeSet::new();
    for path in files_below(&crate_root().join("tests/cases"), ".txt") {
        let expected = Fixture::read(&path).expected;
        printed.extend(
            Code::ALL
                .iter()
                .copied()
                .filter(|code| expected.contains(&format!("[{}]:", code.name()))),
        );
    }
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !printed.contains(code))
        .map(|code| code.name())
        .collect();
    assert!(missing.is_empty(), "codes without a case file: {missing:?}");
}

#[test]
fn no_message_has_an_unfilled_place() {
    for path in files_below(&crate_root().join("tests/cases"), ".txt") {
        let expected = Fixture::read(&path).expected;
        for name in [
            "{field}",
            "{value}",
            "{help}",
            "{proposal}",
            "{address}",
            "{label}",
            "{reason}",
            "{document}",
        ] {
            assert!(!expected.contains(name), "{} prints {name}", path.display());
        }
    }
}
