//! Builds that end before they are done: pages that fail, machines that refuse, processes that are
//! killed.

use std::fs;

use congbo::internals::host::{PublishError, RealDisk};

use super::disks::{Full, Refused, dying, read_only, refusing, stuck_after};
use super::place::{CHANGES, Files, Place, SITE, Tree, counts, publish_to, tree};

/// What stands before a build that fails, and the site that was published there.
const STANDING: &[(&str, Files, Option<Files>)] = &[
    ("missing", &[], None),
    ("placeholder", &[("out/.gitignore", "*\n")], None),
    ("missing, in place", &[(".out.congbo-new/x", "x")], None),
    (
        "placeholder, in place",
        &[("out/.c/x", "x"), (".out.congbo-new/x", "x")],
        None,
    ),
    ("later", &[("out/.gitignore", "*\n")], Some(SITE)),
];

#[test]
fn a_page_that_fails_leaves_everything_as_it_was() {
    let one: Files = &[
        ("index.html", "!a"),
        ("new/x", "new"),
        ("c", "c"),
        ("site.css", "other"),
    ];
    let two: Files = &[
        ("index.html", "!b"),
        ("new/x", "new"),
        ("c", "!a"),
        ("site.css", "other"),
    ];
    for (name, occurrence, old) in STANDING {
        let place = Place::with(occurrence);
        if let Some(old) = old {
            place.publish(old).expect(name);
        }
        let before = (place.tree(), place.manifest(), place.path("out").exists());
        for (broken, expected) in [(one, [(0, "!a")].as_slice()), (two, &[(0, "!b"), (2, "!a")][..])] {
            match place.publish(broken) {
                Err(PublishError::Page(failed)) => {
                    let failed: Vec<_> = failed.iter().map(|(index, text)| (*index, text.as_str())).collect();
                    assert_eq!(failed, expected, "{name}");
                }
                other => panic!("{name}: {other:?}"),
            }
            let after = (place.tree(), place.manifest(), place.path("out").exists());
            assert_eq!(after, before, "{name}");
        }
    }
}

#[test]
fn a_page_that_fails_leaves_no_folder_above_the_output() {
    let (place, broken): (_, Files) = (Place::new(), &[("a", "!a")]);
    assert!(publish_to(&RealDisk, &place.path("x/y/out"), &[], broken).is_err());
    assert_eq!(place.tree(), Tree::new());
}

#[test]
fn a_disk_that_takes_no_bytes_is_the_machines_failure() {
    let long = "long ".repeat(100_000);
    for (name, old) in [("first build", None), ("later build", Some(SITE))] {
        for new in [
            &[("index.html", "new"), ("site.css", "!style")] as Files,
            &[("new", &long)],
        ] {
            let place = Place::new();
            old.map(|old| place.publish(old).expect(name));
            let before = (place.tree(), place.manifest());
            match place.publish_on(&Full, new) {
                Err(PublishError::Machine { path, .. }) => {
                    assert!(path.starts_with(place.path("")), "{name}")
                }
                other => panic!("{name}: {other:?}"),
            }
            assert_eq!((place.tree(), place.manifest()), before, "{name}");
        }
    }
}

#[test]
fn a_dot_file_made_anew_after_a_kill_and_the_old_one_are_both_kept() {
    let place = Place::with(&[
        (".out.congbo-old/.gitignore", "old"),
        (".out.congbo-old/.nojekyll", ""),
        ("out/.gitignore", "new"),
    ]);
    place.mark(".out.congbo-old");
    place.publish(SITE).expect("published");
    let dot_files: Files = &[(".gitignore", "new"), (".nojekyll", "")];
    let aside: Files = &[(".out.congbo-old/.gitignore", "old")];
    let mut left = place.tree();
    assert!(
        left.remove(".out.congbo-old/.congbo/mark").is_some(),
        "for the next build"
    );
    assert_eq!(left, tree(&[("", aside), ("out/", dot_files), ("out/", SITE)]));
}

/// What could have come with a repository, under the names that a build uses beside its output.
const PLANTED: Files = &[
    (".out.congbo-old/.htaccess", "Options +Indexes"),
    (".out.congbo-old/.congbo/mark", "congbo 1\n"),
    (".out.congbo-new/trang/index.html", "planted"),
    (".out.congbo-new/.congbo/mark", "congbo 1\n"),
    (".out.congbo-new/.congbo/manifest", "congbo manifest 1\n"),
];

#[test]
fn planted_folders_beside_the_output_are_left_alone() {
    for occurrence in [&[] as Files, &[("out/.gitignore", "*\n")]] {
        let place = Place::with(&[PLANTED, occurrence].concat());
        for _ in 0..2 {
            place.publish(SITE).expect("published");
            assert_eq!(place.tree(), tree(&[("", PLANTED), ("", occurrence), ("out/", SITE)]));
        }
    }
}

#[test]
fn a_planted_stage_and_lock_are_no_part_of_the_site() {
    let planted: Files = &[
        ("out/.congbo/stage/0", "planted"),
        ("out/.congbo/lock", "planted"),
        ("out/.congbo/mark", "planted"),
        (".out.congbo-lock", "planted"),
    ];
    let place = Place::with(planted);
    place.publish(SITE).expect("published");
    assert_eq!(place.tree(), tree(&[("out/", SITE)]));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_met_before_the_first_page_changes() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new();
    place
        .publish(&[("a/x", "1"), ("b/x", "1"), ("c/x", "1")])
        .expect("published");
    let before = place.tree();
    let set = |mode| fs::set_permissions(place.path("out/b"), fs::Permissions::from_mode(mode)).expect("set");
    set(0o555);
    // The owner of every file is above such rights.
    if fs::write(place.path("out/b/try"), "").is_ok() {
        set(0o755);
        return;
    }
    let result = place.publish(&[("a/x", "2"), ("b/x", "2"), ("c/x", "2")]);
    set(0o755);
    assert!(matches!(result, Err(PublishError::Machine { path, .. }) if path == place.path("out/b")));
    assert_eq!(place.tree(), before);
}

#[test]
fn a_failure_among_the_renames_says_how_many_files_are_new() {
    let place = Place::new();
    place.publish(&[("a", "1"), ("b", "1"), ("c", "1")]).expect("published");
    let new: Files = &[("a", "2"), ("b", "2"), ("c", "2")];
    for wanted in 0..3 {
        match place.publish_on(&stuck_after(wanted), new) {
            Err(PublishError::Interrupted { placed, total: 3, .. }) => assert_eq!(placed, wanted),
            other => panic!("{wanted}: {other:?}"),
        }
        let new_ones = place.output().values().filter(|text| *text == "2").count();
        assert_eq!(new_ones, wanted);
        place.publish(&[("a", "1"), ("b", "1"), ("c", "1")]).expect("put back");
    }
}

#[test]
fn a_machine_that_refuses_to_swap_folders_gets_the_files_one_by_one() {
    for refused in [Refused::Beside, Refused::FolderRename, Refused::RenameFromBeside] {
        for occurrence in [&[] as Files, &[("out/.gitignore", "*\n")]] {
            let place = Place::with(occurrence);
            let published = place.publish_on(&refusing(refused), SITE).expect("published");
            assert_eq!(published, counts(4, 0, 0), "{refused:?}");
            assert_eq!(place.tree(), tree(&[("", occurrence), ("out/", SITE)]), "{refused:?}");
            assert_eq!(place.publish_on(&read_only(), SITE).expect("ours"), counts(0, 4, 0));
        }
    }
}

#[test]
fn a_build_killed_anywhere_is_healed_by_the_next() {
    let first: [(&str, Option<Files>, Files); 2] = [("first", None, SITE), ("empty", None, &[])];
    for (name, old, new) in first {
        for refused in [Refused::Beside, Refused::FolderRename, Refused::RenameFromBeside] {
            check_kills(&format!("{name}, {refused:?}"), refused, old, new);
        }
        check_kills(name, Refused::Nothing, old, new);
    }
    for (name, old, new, _) in CHANGES {
        check_kills(name, Refused::Nothing, Some(old), new);
    }
}

/// Kills the build of a new site after each of its steps.
fn check_kills(name: &str, refused: Refused, old: Option<Files>, new: Files) {
    let foreign: Files = &[(".gitignore", "*\n"), (".git/HEAD", "main")];
    let usual = refusing(Refused::Nothing);
    let place = Place::new();
    for steps in 0.. {
        let name = format!("{name}, killed after {steps}");
        place.clear();
        foreign
            .iter()
            .for_each(|(path, text)| place.put(&format!("out/{path}"), text));
        if let Some(old) = old {
            place.publish_on(&usual, old).expect(&name);
        }
        let (before, manifest) = (place.output(), place.manifest());
        let killed = place.publish_on(&dying(steps, refused), new);
        if place.manifest() == manifest && !place.path(".out.congbo-old").exists() {
            check_unannounced(&place, &before, new, &name);
        }
        check_whole(&place, &before, new, &name);
        check_foreign(&place, foreign, &name);

        // The next build may well be one of another state of the content.
        let next = if steps % 2 == 0 { new } else { old.unwrap_or(&[]) };
        place.publish_on(&usual, next).expect(&name);
        assert_eq!(place.tree(), tree(&[("out/", foreign), ("out/", next)]), "{name}");
        let again = place.publish_on(&read_only(), next).expect(&name);
        assert_eq!(again, counts(0, next.len(), 0), "{name}");
        if killed.is_ok() {
            break;
        }
    }
}

/// Checks that a build which announced nothing did nothing but remove superfluous files, for which
/// the old manifest is announcement enough.
fn check_unannounced(place: &Place, before: &Tree, new: Files, name: &str) {
    let left = place.output();
    for (path, text) in before {
        let is_superfluous = !new.iter().any(|(planned, _)| planned == path);
        let is_foreign = path.starts_with(".git");
        let is_as_it_was = left.get(path) == Some(text);
        assert!(
            is_as_it_was || (is_superfluous && !is_foreign && !left.contains_key(path)),
            "{name}: {path}"
        );
    }
    assert!(left.keys().all(|path| before.contains_key(path)), "{name}: {left:?}");
}

/// Checks that each file is a whole one of the old or the new site.
fn check_whole(place: &Place, before: &Tree, new: Files, name: &str) {
    let after = tree(&[("", new)]);
    for (path, text) in &place.output() {
        let is_whole = [before, &after].iter().any(|site| site.get(path) == Some(text));
        assert!(is_whole, "{name}: {path} holds {text:?}");
    }
}

/// Checks that what congbo did not write is where it was, or where the next build fetches it from.
fn check_foreign(place: &Place, foreign: Files, name: &str) {
    for (path, text) in foreign {
        let found = ["out", ".out.congbo-old"].map(|folder| place.path(folder).join(path));
        let is_kept = found
            .iter()
            .any(|file| std::fs::read_to_string(file).is_ok_and(|found| found == *text));
        assert!(is_kept, "{name}: {path} is lost");
    }
}
