//! The data files: their fields are those that `du-lieu/README.md` explains, and their keys lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::web::{Built, real_site};
use congbo::internals::base::RelationKind;
use congbo::internals::output::{FIELDS, file_name};

static SITE: LazyLock<&Built> = LazyLock::new(real_site);

/// The top-level keys of an object, in the order of its text.
fn keys_in_order(line: &str) -> Vec<String> {
    let line = line.trim_end_matches(',');
    let mut keys = Vec::new();
    let (mut depth, mut in_text, mut escaped, mut text) = (0, false, false, String::new());
    for letter in line.chars() {
        match (in_text, letter) {
            (true, _) if escaped => escaped = false,
            (true, '\\') => escaped = true,
            (true, '"') => in_text = false,
            (true, letter) => text.push(letter),
            (false, '"') => {
                in_text = true;
                text.clear();
            }
            (false, '{' | '[') => depth += 1,
            (false, '}' | ']') => depth -= 1,
            (false, ':') if depth == 1 => keys.push(std::mem::take(&mut text)),
            _ => {}
        }
    }
    keys
}

#[test]
fn the_fields_are_those_that_are_explained() {
    for table in &FIELDS {
        let text = SITE.file(&format!("du-lieu/{}", file_name(table.file)));
        let expected: Vec<&str> = table.fields.iter().map(|(name, _, _)| *name).collect();
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('{')).collect();
        assert!(rows.len() > 10);
        for row in rows {
            assert_eq!(keys_in_order(row), expected, "{row}");
        }
        let readme = SITE.file("du-lieu/README.md");
        let page = SITE.page("du-lieu/");
        for name in expected {
            assert!(
                readme.contains(&format!("| `{name}` |")),
                "README.md does not explain {name}"
            );
            assert!(page.contains(name), "the page does not explain {name}");
        }
    }
}

/// The columns that others rely on (DESIGN §5): none may go or change its name or place; new ones come behind.
const CONTRACT: [(&str, &[&str]); 3] = [
    (
        "van-ban",
        &[
            "key", "kind", "number", "title", "issuer", "date", "status", "holding", "url", "topics",
        ],
    ),
    (
        "dieu-khoan",
        &["document", "address", "label", "heading", "text", "url"],
    ),
    (
        "quan-he",
        &[
            "from",
            "from_provision",
            "to",
            "to_provision",
            "type",
            "origin",
            "sentence",
        ],
    ),
];

/// The columns that spreadsheets lost once, since 0.2.0: long texts, which the JSON has.
const JSON_ONLY: [&str; 2] = ["text", "sentence"];

/// The rows of a CSV file below its header, as a parser that knows nothing of congbo reads them.
fn csv_rows(name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let text = SITE.file(&format!("du-lieu/{name}.csv"));
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark for Excel");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let header = cells(reader.headers().expect("a header"));
    let rows = reader.records().map(|record| cells(&record.expect("a row"))).collect();
    (header, rows)
}

#[test]
fn the_columns_that_others_rely_on_stay() {
    for (name, contract) in CONTRACT {
        let (header, _) = csv_rows(name);
        let json = SITE.file(&format!("du-lieu/{name}.json"));
        let row = json.lines().find(|line| line.starts_with('{')).expect("a row");
        let keys = keys_in_order(row);
        assert_eq!(keys[..contract.len()], *contract, "{name}.json");
        let columns: Vec<&String> = keys.iter().filter(|key| !JSON_ONLY.contains(&key.as_str())).collect();
        assert_eq!(header.iter().collect::<Vec<_>>(), columns, "{name}.csv");
    }
}

#[test]
fn a_spreadsheet_holds_what_the_json_holds() {
    for (name, _) in CONTRACT {
        let (header, rows) = csv_rows(name);
        let objects = SITE.data(&format!("{name}.json"));
        assert_eq!(rows.len(), objects.len());
        for (row, object) in rows.iter().zip(&objects) {
            for (column, cell) in header.iter().zip(row) {
                let plain = cell.strip_prefix('\'').unwrap_or(cell);
                match &object[column] {
                    serde_json::Value::Null => assert_eq!(cell, ""),
                    serde_json::Value::String(text) => assert_eq!(plain, text),
                    serde_json::Value::Array(items) => {
                        let items: Vec<String> = items
                            .iter()
                            .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
                            .collect();
                        assert_eq!(plain, items.join("; "));
                    }
                    other => assert_eq!(plain, other.to_string()),
                }
            }
        }
        let bytes = SITE.file(&format!("du-lieu/{name}.csv"));
        assert_eq!(
            bytes.matches("\r\n").count(),
            bytes.matches('\n').count() - inner_breaks(&rows),
            "lines end as RFC 4180 says"
        );
    }
}

fn inner_breaks(rows: &[Vec<String>]) -> usize {
    rows.iter().flatten().map(|cell| cell.matches('\n').count()).sum()
}

#[test]
fn every_key_and_address_in_the_data_leads_to_a_document() {
    let documents = SITE.data("van-ban.json");
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().map(str::to_owned);
    let by_key: BTreeMap<String, String> = documents
        .iter()
        .map(|row| (text(row, "key").expect("a key"), text(row, "url").expect("an address")))
        .collect();
    assert_eq!(by_key.len(), documents.len(), "keys are given once");
    for url in by_key.values() {
        assert!(SITE.has(url.trim_start_matches('/')), "{url}");
    }
    let mut provisions = BTreeSet::new();
    for row in SITE.data("dieu-khoan.json") {
        let (document, url) = (
            text(&row, "document").expect("a key"),
            text(&row, "url").expect("an address"),
        );
        let (page, anchor) = url.split_once('#').expect("a fragment");
        assert_eq!(by_key[&document], page);
        assert!(
            SITE.page(page.trim_start_matches('/'))
                .contains(&format!(" id=\"{anchor}\"")),
            "{url}"
        );
        assert_eq!(text(&row, "address").as_deref(), Some(anchor));
        provisions.insert((document, anchor.to_owned()));
    }
    let types: BTreeSet<&str> = RelationKind::ALL.iter().map(|kind| kind.name()).collect();
    for row in SITE.data("quan-he.json") {
        for end in ["from", "to"] {
            let key = text(&row, end).expect("a key");
            assert!(by_key.contains_key(&key), "{key} of {row}");
            let provision = text(&row, &format!("{end}_provision"));
            let is_held = provisions.iter().any(|(document, _)| *document == key);
            let known = provision.is_none_or(|provision| provisions.contains(&(key.clone(), provision)));
            assert!(known || !is_held, "{row}");
        }
        assert!(types.contains(text(&row, "type").expect("a type").as_str()));
        let origin = text(&row, "origin").expect("an origin");
        assert!(["document", "other", "site", "text"].contains(&origin.as_str()));
        assert_eq!(row["sentence"].is_string(), origin == "text", "{row}");
    }
}

#[test]
fn a_provision_has_its_own_words_and_further_paragraphs_have_rows() {
    let rows = SITE.data("dieu-khoan.json");
    let row = |address: &str| {
        let found = rows
            .iter()
            .find(|row| row["document"] == "01-CTr/BDVTU" && row["address"] == address);
        found.unwrap_or_else(|| panic!("no row {address}"))
    };
    assert_eq!(row("I")["label"], "I.");
    assert_eq!(row("I")["heading"], "MỤC TIÊU");
    assert_eq!(row("I")["text"], "");
    assert_eq!(row("II.1.8")["label"], "1.8.");
    assert!(row("II.1.8")["heading"].is_null());
    assert!(
        row("II.1.8")["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("Phối hợp tham mưu"))
    );
    assert_eq!(row("II.2.3.p2")["label"], "");
    assert!(
        row("II.2.3.p4")["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("Thực hiện hiệu quả"))
    );
    assert!(
        row("mo-dau.p1")["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("Quán triệt"))
    );
    assert!(
        row("ket.p1")["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("Trên đây là"))
    );
    assert!(
        !rows.iter().any(|row| row["address"] == "II.2.3.p1"),
        "the first paragraph is the item's own row"
    );
    let programme = rows.iter().filter(|row| row["document"] == "01-CTr/BDVTU").count();
    // Thirty items, eight headings, four further paragraphs, opening and closing.
    assert_eq!(programme, 30 + 8 + 4 + 2);
}
