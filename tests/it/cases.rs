//! Every diagnostic has case files with its full printed message: a new case is a new file.

use std::collections::BTreeSet;

use crate::support::{Fixture, checked, crate_root, files_below, golden};
use congbo::internals::messages::Code;

#[test]
fn every_case_prints_what_its_file_says() {
    golden("tests/cases", checked);
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
