//! Reads `_headers` files.

use std::collections::BTreeMap;

/// The rules of a `_headers` file, by its documented grammar: a path that begins with `/` and has one `*` at most,
/// then indented lines `Name: value`; at most 100 rules and 2,000 letters a line.
/// <https://developers.cloudflare.com/pages/configuration/headers/>, <https://docs.netlify.com/routing/headers/>
pub fn rules(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut rules: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        assert!(line.chars().count() <= 2000, "too long: {line}");
        if let Some(header) = line.strip_prefix("  ") {
            let (name, value) = header.split_once(": ").unwrap_or_else(|| panic!("no header: {line}"));
            let is_token = !name.is_empty()
                && name
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
            assert!(
                is_token && value == value.trim() && !value.is_empty(),
                "no header: {line}"
            );
            let (_, headers) = rules.last_mut().expect("a header stands below a path");
            let twice = headers.insert(name.to_ascii_lowercase(), value.to_owned());
            assert!(twice.is_none(), "twice in one rule: {line}");
        } else {
            assert!(line.starts_with('/') && !line.contains(' '), "no path: {line}");
            assert!(!line.trim_end_matches('*').contains('*'), "`*` not at the end: {line}");
            rules.push((line.to_owned(), BTreeMap::new()));
        }
    }
    assert!(rules.len() <= 100 && rules.iter().all(|(_, headers)| !headers.is_empty()));
    rules
}

/// Says whether a rule is for a path.
pub fn matches(rule: &str, path: &str) -> bool {
    match rule.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => rule == path,
    }
}
