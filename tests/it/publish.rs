//! What publishing does to an output folder: docs/ARCHITECTURE.md, "Publishing".

mod disks;
mod failures;
mod later;
mod place;

use std::fs;
use std::io::Write;
use std::sync::Mutex;

use congbo::internals::host::{Disk, PlannedFile, Publication, PublishError, Rank, RealDisk, Refusal, publish};

use self::disks::{read_only, recording};
use self::place::{Files, Place, SITE, counts, publish_to, refusal, tree};

// What stands at the output.

/// What may stand where the output goes, and beside it.
const VACANT: &[(&str, Files)] = &[
    ("missing", &[]),
    ("placeholder", &[("out/.gitignore", "*\n")]),
    (
        "domain",
        &[
            ("out/CNAME", "example.vn"),
            ("out/.well-known/x", "x"),
            ("out/.git/HEAD", "main"),
        ],
    ),
    (
        "dot-folder of the site",
        &[("out/.gitignore", "*\n"), ("out/.well-known/x", "x")],
    ),
    ("beside something else", &[("out.md", "notes"), ("outer/x", "x")]),
    (
        "names taken by others",
        &[(".out.congbo-new/x", "x"), ("out/.gitignore", "*\n")],
    ),
];

#[test]
fn a_vacant_output_is_taken_over() {
    let site = [SITE, &[(".well-known/security.txt", "contact")]].concat();
    for (name, occurrence) in VACANT {
        let place = Place::with(occurrence);
        assert_eq!(place.publish(&site).expect(name), counts(5, 0, 0), "{name}");
        assert_eq!(place.tree(), tree(&[("", occurrence), ("out/", &site)]), "{name}");
        assert_eq!(
            place.publish_on(&read_only(), &site).expect(name),
            counts(0, 5, 0),
            "{name}"
        );
    }
}

#[test]
fn an_empty_output_and_missing_parents_are_taken_over() {
    let place = Place::new();
    fs::create_dir(place.path("out")).expect("a folder");
    assert_eq!(place.publish(SITE).expect("published"), counts(4, 0, 0));
    let deep = place.path("x/y/out");
    assert_eq!(
        publish_to(&RealDisk, &deep, &[], SITE).expect("published"),
        counts(4, 0, 0)
    );
    assert_eq!(fs::read_to_string(deep.join("index.html")).expect("a page"), "home");
}

#[test]
fn what_is_not_ours_is_refused_untouched() {
    type Expected = fn(&Place) -> Refusal;
    let cases: &[(&str, Files, Expected)] = &[
        ("a file", &[("out", "text")], |place| Refusal::IsFile(place.path("out"))),
        (
            "a foreign folder",
            &[("out/.git/HEAD", ""), ("out/b.txt", ""), ("out/a/x", "")],
            |place| Refusal::NotOurs {
                output: place.path("out"),
                example: place.path("out/a"),
            },
        ),
        ("a folder named CNAME", &[("out/CNAME/x", "")], |place| {
            Refusal::NotOurs {
                output: place.path("out"),
                example: place.path("out/CNAME"),
            }
        }),
        ("a foreign domain file", &[("out/CNAME", "mine")], |place| {
            Refusal::ForeignFile(place.path("out/CNAME"))
        }),
        ("a file named .congbo", &[("out/.congbo", "mine")], |place| {
            Refusal::ForeignFile(place.path("out/.congbo"))
        }),
    ];
    for (name, occurrence, expected) in cases {
        let place = Place::with(occurrence);
        let result = place.publish_on(&read_only(), &[("CNAME", "example.vn")]);
        assert_eq!(refusal(result), expected(&place), "{name}");
    }
}

#[test]
fn an_unreadable_manifest_is_refused() {
    let cases = [
        ("", 1),
        ("congbo manifest 2\n", 1),
        ("congbo manifest 1\nabc  1  ../../x\n", 2),
    ];
    for (text, line) in cases {
        let place = Place::with(&[("out/.congbo/manifest", text), ("out/index.html", "mine")]);
        let manifest = place.path("out/.congbo/manifest");
        let result = place.publish_on(&read_only(), SITE);
        assert_eq!(
            refusal(result),
            Refusal::UnreadableManifest { manifest, line },
            "{text:?}"
        );
    }
}

#[test]
fn an_output_that_overlaps_a_source_is_refused() {
    let place = Place::with(&[("site/content/a.md", "text")]);
    let source = place.path("site/content");
    let absent = place.path("site/themes");
    let attempt = |output: &str| {
        let sources = [source.clone(), absent.clone()];
        publish_to(&RealDisk, &place.path(output), &sources, SITE)
    };
    let is_in_content = [
        "site/content",
        "site/content/public",
        "site",
        "site/x/../content/public",
        "site/content/../content/",
    ];
    for output in is_in_content {
        let expected = Refusal::OverlapsSource {
            output: place.path(output).components().collect(),
            source: source.clone(),
        };
        assert_eq!(refusal(attempt(output)), expected, "{output}");
    }
    assert!(matches!(refusal(attempt("site/themes/x")), Refusal::OverlapsSource { source, .. } if source == absent));
    assert_eq!(attempt("site/content-public").expect("a neighbour"), counts(4, 0, 0));
}

#[test]
fn a_second_build_at_the_same_time_is_refused() {
    let place = Place::new();
    let output = place.path("out");
    let files = [PlannedFile {
        path: "index.html".to_owned(),
        rank: Rank::Page,
    }];
    let publication = Publication {
        output: &output,
        sources: &[],
        files: &files,
        with_drafts: false,
    };
    let write = |_: usize, _: &mut dyn Write| match place.publish(SITE) {
        Err(PublishError::Refused(Refusal::Busy(path))) if path == output => Ok(()),
        other => Err(format!("not busy: {other:?}")),
    };
    let first = publish(&publication, &write, &|_| ()).expect("published");
    assert_eq!(first, counts(1, 0, 0));
    assert_eq!(place.publish(SITE).expect("free again"), counts(4, 0, 0));
    // Now the output is there, and the way to it may be another.
    let again = publish(
        &Publication {
            output: &place.path("out/../out/"),
            ..publication
        },
        &write,
        &|_| (),
    );
    assert_eq!(again.expect("published"), counts(1, 0, 3));
    assert_eq!(place.tree(), tree(&[("out/", &[("index.html", "")])]));
}

#[cfg(unix)]
#[test]
fn whoever_may_only_read_the_output_cannot_hold_its_lock() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new();
    let output = place.path("out");
    let files = [PlannedFile {
        path: "index.html".to_owned(),
        rank: Rank::Page,
    }];
    let publication = Publication {
        output: &output,
        sources: &[],
        files: &files,
        with_drafts: false,
    };
    for locks in [
        &[".out.congbo-lock", ".out.congbo-new/.congbo/lock"][..],
        &["out/.congbo/lock"],
    ] {
        let write = |_: usize, _: &mut dyn Write| -> Result<(), String> {
            for lock in locks {
                let mode = fs::metadata(place.path(lock)).map_err(|error| format!("{lock}: {error}"))?;
                assert_eq!(mode.permissions().mode() & 0o007, 0, "{lock}");
            }
            Ok(())
        };
        publish(&publication, &write, &|_| ()).expect("published");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_link_at_the_lock_neither_holds_nor_hangs_a_build() {
    for lock in ["out/.congbo/lock", ".out.congbo-lock"] {
        let place = Place::new();
        place.publish(SITE).expect("published");
        std::os::unix::fs::symlink(place.path("elsewhere"), place.path(lock)).expect("a link");
        let result = place.publish(SITE);
        let is_inside = lock.starts_with("out/");
        assert_eq!(result.is_err(), is_inside, "{lock}");
        assert!(!place.path("elsewhere").exists(), "{lock}");
    }
}

#[test]
#[should_panic(expected = "a planned path is relative")]
fn a_path_that_leaves_the_output_is_a_fault_of_the_program() {
    let _ = Place::new().publish(&[("../index.html", "home")]);
}

// The order of work, and the manifest.

#[test]
fn assets_come_first_then_pages_then_indexes_then_removals() {
    let place = Place::new();
    place.publish(&[("gone/x", "x"), ("b", "file")]).expect("published");
    let site: Files = &[("index.html", "1"), ("b/c", "1"), ("a", "1"), ("site.css", "1")];
    let log = Mutex::new(Vec::new());
    place.publish_on(&recording(&log), site).expect("published");
    let log = log.into_inner().expect("no panic");
    let from = log
        .iter()
        .position(|line| line == "create .congbo/manifest.new")
        .expect("announced");
    let expected = "create .congbo/manifest.new
sync
rename .congbo/manifest.new .congbo/manifest
sync all
remove b
remove folder gone
rename .congbo/stage/3 site.css
rename .congbo/stage/2 a
rename .congbo/stage/1 b/c
create folder b
rename .congbo/stage/1 b/c
rename .congbo/stage/0 index.html
remove gone/x
remove folder gone
remove folder .congbo/stage
create .congbo/manifest.new
sync
rename .congbo/manifest.new .congbo/manifest
sync all";
    assert_eq!(log[from..].join("\n"), expected);
}

#[test]
fn the_manifest_is_the_same_everywhere() {
    let place = Place::new();
    place.publish(&[("b  c/Đ.html", "home"), ("a", "")]).expect("published");
    let expected = "congbo manifest 1
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  0  a
4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942  4  b  c/Đ.html
";
    assert_eq!(place.manifest().as_deref(), Some(expected));
}

#[test]
fn two_thousand_files_of_all_lengths() {
    let text = |index: usize| {
        let is_long = index.is_multiple_of(200);
        format!("{index:06}").repeat(if is_long { 40_000 + index } else { index % 90 })
    };
    let mut pages: Vec<_> = (0..2000)
        .map(|index| (format!("trang/{}/{index}/index.html", index % 7), text(index)))
        .collect();
    let place = Place::new();
    let publish = |disk: &dyn Disk, pages: &[(String, String)]| {
        let site: Vec<_> = pages
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        let published = place.publish_on(disk, &site).expect("published");
        assert!(place.tree() == tree(&[("out/", &site)]));
        published
    };
    assert_eq!(publish(&RealDisk, &pages), counts(2000, 0, 0));
    assert_eq!(publish(&read_only(), &pages), counts(0, 2000, 0));
    for page in pages.iter_mut().step_by(10) {
        page.1.push_str("more");
    }
    pages.truncate(1500);
    assert_eq!(publish(&RealDisk, &pages), counts(150, 1350, 500));
}

#[test]
fn progress_counts_to_the_end() {
    let place = Place::new();
    let output = place.path("out");
    let files: Vec<_> = (0..50)
        .map(|index| PlannedFile {
            path: index.to_string(),
            rank: Rank::Page,
        })
        .collect();
    let heard = Mutex::new(Vec::new());
    let progress = |done: usize| heard.lock().expect("no panic").push(done);
    let write = |_: usize, _: &mut dyn Write| Ok::<(), String>(());
    publish(
        &Publication {
            output: &output,
            sources: &[],
            files: &files,
            with_drafts: false,
        },
        &write,
        &progress,
    )
    .expect("published");
    let mut heard = heard.into_inner().expect("no panic");
    heard.sort_unstable();
    assert_eq!(heard, (1..=50).collect::<Vec<_>>());
}
