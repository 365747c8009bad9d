//! A few tries of what fuzzing tries for hours (`tests/fuzz/`): the same properties, over fixtures that are changed here
//! and there. `CONGBO_CASES` multiplies them.

#[path = "../fuzz/properties.rs"]
pub mod properties;

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use proptest::prelude::*;

use crate::support::{cases, crate_root, files_below};

/// What fuzzing found, one file each, in a folder called after the property.
const FOUND: &str = "tests/fuzz/found";

/// The longest fixture that is changed.
const MAX_BYTES: usize = 4_000;

/// Texts to begin with: those from which fuzzing begins too.
static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folders = [
        "tests/cases",
        "tests/mentions",
        "tests/provisions",
        "tests/import",
        "tests/hostile",
    ];
    let files = folders
        .iter()
        .flat_map(|folder| files_below(&crate_root().join(folder), ".txt"));
    let texts = files.map(|path: PathBuf| fs::read(path).expect("a readable fixture"));
    texts.map(|text| text[..text.len().min(MAX_BYTES)].to_vec()).collect()
});

/// A change of a text: where, how many bytes go, what comes instead.
fn change() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>)> {
    const PIECES: [&str; 20] = [
        "\n",
        "\n\n",
        "---\n",
        ": ",
        "- ",
        "[",
        "]]",
        "“",
        "Điều 2. ",
        "a) ",
        "|",
        "*",
        "<!--",
        "\u{0}",
        "\u{feff}",
        "e\u{302}",
        "-- content/b.md --\n",
        "/../",
        "ngày 30/2/2011",
        "số 1-QĐ/TU",
    ];
    let piece = prop_oneof![
        3 => prop::sample::select(&PIECES[..]).prop_map(|piece: &str| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    (any::<prop::sample::Index>(), 0_usize..8, piece)
}

fn changed() -> impl Strategy<Value = Vec<u8>> {
    let seed = any::<prop::sample::Index>();
    (seed, prop::collection::vec(change(), 0..8)).prop_map(|(seed, changes)| {
        let mut text = SEEDS[seed.index(SEEDS.len())].clone();
        for (at, gone, piece) in changes {
            let start = at.index(text.len() + 1);
            let end = (start + gone).min(text.len());
            text.splice(start..end, piece);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_property_holds_of_changed_fixtures(bytes in changed(), format in 0_u8..4) {
        for (name, property) in properties::ALL {
            match name {
                "import" => property(&[&[format][..], &bytes].concat()),
                _ => property(&bytes),
            }
        }
    }
}

#[test]
fn what_fuzzing_found_stays_mended() {
    for (name, property) in properties::ALL {
        let folder = crate_root().join(FOUND).join(name);
        if folder.is_dir() {
            for path in files_below(&folder, "") {
                property(&fs::read(&path).expect("a readable file"));
            }
        }
    }
}

/// Every property has its target, which calls it and nothing else.
#[test]
fn each_property_is_fuzzed() {
    for (name, _) in properties::ALL {
        let target = crate_root().join("tests/fuzz/targets").join(format!("{name}.rs"));
        let text = fs::read_to_string(&target).expect("a target");
        assert!(text.contains("properties::ALL"), "{name}");
        let manifest = fs::read_to_string(crate_root().join("tests/fuzz/Cargo.toml")).expect("a manifest");
        assert!(manifest.contains(&format!("path = \"targets/{name}.rs\"")), "{name}");
        let long = fs::read_to_string(crate_root().join("tests/fuzz/run")).expect("a script");
        assert!(long.contains(name), "{name} is not run");
    }
}
