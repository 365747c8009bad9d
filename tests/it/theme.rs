//! The default theme is whole inside the program, and says the same things in both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::{crate_root, files_below};
use congbo::internals::base::{RelPath, RelationKind};
use congbo::internals::input::read_texts;
use congbo::internals::output::{FILES, UiStrings};

fn texts(language: &str) -> UiStrings {
    let path = RelPath::new(&format!("themes/default/texts/{language}.yaml")).expect("a path");
    let text = fs::read_to_string(crate_root().join(path.as_str())).expect("a readable file");
    UiStrings::from_node(&read_texts(&path, &text).expect("readable texts"))
}

/// The `{places}` of a text.
fn places(text: &str) -> BTreeSet<String> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn the_program_holds_every_file_of_the_default_theme() {
    let root = crate_root().join("themes/default");
    let on_disk: BTreeMap<String, Vec<u8>> = files_below(&root, "")
        .into_iter()
        .map(|path| {
            let inner = path.strip_prefix(&root).expect("a file of the theme");
            let parts: Vec<_> = inner
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            (parts.join("/"), fs::read(&path).expect("a readable file"))
        })
        .collect();
    let embedded: BTreeMap<String, Vec<u8>> = FILES
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()))
        .collect();
    assert!(
        embedded.keys().eq(on_disk.keys()),
        "{:?}\n{:?}",
        embedded.keys(),
        on_disk.keys()
    );
    assert!(embedded == on_disk, "a file differs");
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_places() {
    let (vietnamese, english) = (texts("vi"), texts("en"));
    assert_eq!(vietnamese.keys(), english.keys());
    for key in vietnamese.keys() {
        let (left, right) = (vietnamese.get(&key), english.get(&key));
        assert!(!left.is_empty() && !right.is_empty(), "{key} is empty");
        assert_eq!(places(left), places(right), "{key}");
    }
}

#[test]
fn every_text_that_the_program_asks_for_exists() {
    let keys: BTreeSet<String> = texts("vi").keys().into_iter().collect();
    let mut asked = BTreeSet::new();
    for path in files_below(&crate_root().join("src"), ".rs") {
        let source = fs::read_to_string(&path).expect("a readable file");
        for call in ["view(\"", "fact(\"", "facts.add(\""] {
            let rest = source.split(call).skip(1);
            asked.extend(
                rest.filter_map(|rest| rest.split_once('"'))
                    .map(|(key, _)| format!("views.{key}")),
            );
        }
        for call in [".say(\"", "texts.get(\""] {
            let rest = source.split(call).skip(1);
            asked.extend(
                rest.filter_map(|rest| rest.split_once('"'))
                    .map(|(key, _)| key.to_owned()),
            );
        }
    }
    for claim in ["implements", "said_to_implement", "reviews", "same_subject", "cites"] {
        asked.extend(["claims", "marks", "records"].map(|group| format!("{group}.{claim}")));
    }
    for origin in ["document", "other", "site", "text"] {
        asked.insert(format!("diagram.{origin}"));
    }
    for kind in RelationKind::ALL {
        asked.extend(["forward", "inverse"].map(|direction| format!("relations.{}.{direction}", kind.name())));
    }
    let missing: Vec<&String> = asked.iter().filter(|key| !keys.contains(*key)).collect();
    assert!(asked.len() > 60, "only {} found", asked.len());
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_text_that_a_template_asks_for_exists() {
    let keys: BTreeSet<String> = texts("vi").keys().into_iter().collect();
    let mut missing = Vec::new();
    for path in files_below(&crate_root().join("themes/default/templates"), ".html") {
        let source = fs::read_to_string(&path).expect("a readable file");
        for (at, _) in source.match_indices("t.") {
            let before = source[..at].chars().next_back().unwrap_or(' ');
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
            if is_name(before) || before == '-' {
                continue;
            }
            let name: String = source[at + 2..].chars().take_while(|c| is_name(*c)).collect();
            let name = name.trim_end_matches('.');
            if !name.is_empty() && !keys.contains(name) {
                missing.push(format!("{}: t.{name}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
