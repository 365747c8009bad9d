//! Builds over an output of ours: what changes, what stays, and what is refused.

use std::fs::{self, File};
use std::io::Write;
use std::time::{Duration, SystemTime};

use congbo::internals::host::{PlannedFile, Publication, PublishSummary, Rank, RealDisk, Refusal, publish};

use super::disks::read_only;
use super::place::{CHANGES, Files, Place, SITE, counts, publish_to, refusal, tree};

#[test]
fn a_later_build_gives_what_a_clean_one_gives() {
    let foreign: Files = &[(".gitignore", "*\n"), ("notes/mine.txt", "mine")];
    for (name, old, new, [written, unchanged, removed]) in CHANGES {
        let place = Place::with(&[("out/.gitignore", "*\n")]);
        place.publish(old).expect(name);
        place.put("out/notes/mine.txt", "mine");
        assert_eq!(
            place.publish(new).expect(name),
            counts(*written, *unchanged, *removed),
            "{name}"
        );
        assert_eq!(place.tree(), tree(&[("out/", foreign), ("out/", new)]), "{name}");

        let clean = Place::new();
        clean.publish(new).expect(name);
        assert_eq!(place.manifest(), clean.manifest(), "{name}");
        assert_eq!(
            place.publish_on(&read_only(), new).expect(name),
            counts(0, new.len(), 0),
            "{name}"
        );
    }
}

#[test]
fn only_what_changes_is_written() {
    let place = Place::new();
    place
        .publish(&[("a", "a"), ("b/c", "c"), ("index.html", "1")])
        .expect("published");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_314_576_000);
    let times = || {
        ["a", "b/c", "index.html", ".congbo/manifest"].map(|path| {
            let file = File::options()
                .append(true)
                .open(place.path("out").join(path))
                .expect("a file");
            (
                file.metadata().expect("metadata").modified().expect("a time") == long_ago,
                file,
            )
        })
    };
    times()
        .iter()
        .for_each(|(_, file)| file.set_modified(long_ago).expect("a time set"));
    place
        .publish(&[("a", "a"), ("b/c", "c"), ("index.html", "1")])
        .expect("published");
    assert_eq!(times().map(|(untouched, _)| untouched), [true, true, true, true]);
    place
        .publish(&[("a", "a"), ("b/c", "c"), ("index.html", "2")])
        .expect("published");
    assert_eq!(times().map(|(untouched, _)| untouched), [true, true, false, false]);
}

#[test]
fn what_somebody_changed_is_restored_or_kept() {
    let place = Place::new();
    place
        .publish(&[("a", "page"), ("b/c", "page"), ("d", "page"), ("e", "page")])
        .expect("published");
    place.put("out/a", "Page");
    place.put("out/b/c", "mine");
    fs::remove_file(place.path("out/d")).expect("removed");
    fs::remove_file(place.path("out/e")).expect("removed");
    let site: Files = &[("a", "page"), ("d", "page")];
    let expected = PublishSummary {
        kept: vec![place.path("out/b/c")],
        ..counts(2, 0, 0)
    };
    assert_eq!(place.publish(site).expect("published"), expected);
    assert_eq!(place.tree(), tree(&[("out/", site), ("out/", &[("b/c", "mine")])]));
    assert_eq!(place.publish(site).expect("published"), counts(0, 2, 0));
    assert_eq!(
        refusal(place.publish(&[("b/c", "page")])),
        Refusal::ForeignFile(place.path("out/b/c"))
    );
}

#[test]
fn a_foreign_file_at_a_place_of_the_site_is_refused() {
    let old: Files = &[("a/b/c", "old"), ("d", "old")];
    let cases: &[(&str, &str, Files)] = &[
        ("at a page", "out/x/y", &[("x/y", "new")]),
        ("with the same bytes", "out/x", &[("x", "mine")]),
        ("where a folder has to be", "out/x", &[("x/y", "new")]),
        ("in a folder that becomes a file", "out/a/b/mine", &[("a", "new")]),
        ("changed, and where a folder has to be", "out/d", &[("d/e", "new")]),
        (
            "changed, and in a folder that becomes a file",
            "out/a/b/c",
            &[("a/b", "new")],
        ),
    ];
    for (name, foreign, new) in cases {
        let place = Place::new();
        place.publish(old).expect(name);
        place.put(foreign, "mine");
        let before = (place.tree(), place.manifest());
        assert_eq!(
            refusal(place.publish(new)),
            Refusal::ForeignFile(place.path(foreign)),
            "{name}"
        );
        assert_eq!((place.tree(), place.manifest()), before, "{name}");
    }
}

#[cfg(not(any(windows, target_vendor = "apple")))]
#[test]
fn a_foreign_file_whose_name_differs_in_case_is_foreign() {
    let place = Place::new();
    place.publish(&[("d", "old")]).expect("published");
    place.put("out/D", "mine");
    let expected = Refusal::ForeignFile(place.path("out/D"));
    assert_eq!(refusal(place.publish(&[("D", "new")])), expected);
}

#[test]
fn a_file_that_comes_while_pages_are_made_is_not_overwritten() {
    let place = Place::new();
    place.publish(&[("a", "a")]).expect("published");
    let output = place.path("out");
    let files = [PlannedFile {
        path: "b".to_owned(),
        rank: Rank::Page,
    }];
    let write = |_: usize, sink: &mut dyn Write| {
        place.put("out/b", "mine");
        sink.write_all(b"page").map_err(|error| error.to_string())
    };
    let publication = Publication {
        output: &output,
        sources: &[],
        files: &files,
        with_drafts: false,
    };
    let result = publish(&publication, &write, &|_| ());
    assert_eq!(refusal(result), Refusal::ForeignFile(place.path("out/b")));
    assert_eq!(place.tree(), tree(&[("out/", &[("a", "a"), ("b", "mine")])]));
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_refused() {
    let old: Files = &[("a/b", "old"), ("c", "old")];
    let cases: &[(&str, &str, Files)] = &[
        ("the output", "out", old),
        ("our folder", "out/.congbo", old),
        ("the manifest", "out/.congbo/manifest", old),
        ("a page", "out/c", old),
        ("a new page", "out/x", &[("x", "new")]),
        ("a folder", "out/a", old),
        ("a folder of superfluous pages", "out/a", &[("c", "old")]),
        ("a superfluous page", "out/c", &[("a/b", "old")]),
        ("in a folder that becomes a file", "out/a/link", &[("a", "new")]),
    ];
    for (name, link, new) in cases {
        let place = Place::new();
        place.publish(old).expect(name);
        let link = place.path(link);
        let target = place.path("elsewhere");
        match fs::rename(&link, &target) {
            Ok(()) => {}
            Err(_) => fs::create_dir(&target).expect("a folder"),
        }
        std::os::unix::fs::symlink(&target, &link).expect("a link");
        let result = place.publish_on(&read_only(), new);
        assert_eq!(refusal(result), Refusal::SymbolicLink(link), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_at_the_output_is_refused_and_one_above_it_is_seen_through() {
    let place = Place::with(&[("real/.keep", "")]);
    std::os::unix::fs::symlink(place.path("real"), place.path("out")).expect("a link");
    let result = publish_to(&RealDisk, &place.path("out/"), &[], SITE);
    assert_eq!(
        refusal(result),
        Refusal::SymbolicLink(place.path("out")),
        "with a slash"
    );
    let inside = place.path("out/deeper");
    let sources = [place.path("real")];
    let result = publish_to(&RealDisk, &inside, &sources, SITE);
    assert!(
        matches!(refusal(result), Refusal::OverlapsSource { .. }),
        "through a link above"
    );
}
