//! Templates without end: a loop that turns too often is an error at its place; one that only takes too long ends a
//! build with its name, and in a preview holds up nothing but its own page.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::preview::client::Served;
use crate::support::{checked, write_files};

const SITE: &str = "\
-- content/một.md --
---
loại: Quyết định
số ký hiệu: 1-QĐ/TU
ngày ban hành: 1/2/2011
trích yếu: Về việc thứ nhất
---

Điều 1. Một việc.
";

const PAGE: &str = "/quyet-dinh/2011/1-qd-tu/";
const TEMPLATE: &str = "themes/default/templates/document.html";

/// A megabyte of letters, each of them made great a million times: hours, in loops that turn no more than they may.
const SLOW: &str = "{% set s = \"abcdefgh\" %}{% for i in range(end=17) %}{% set_global s = s ~ s %}{% endfor %}\
                    {% for i in range(end=99000) %}{% for j in range(end=9) %}{% set t = s | upper %}{% endfor %}{% endfor %}chữ";

fn site(template: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SITE, folder.path());
    put(folder.path(), template);
    folder
}

fn put(folder: &Path, template: &str) {
    let file = folder.join(TEMPLATE);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(file, template).expect("a file");
}

#[test]
fn loops_that_turn_without_end_are_errors_at_their_place() {
    let range = "range(end=100000)";
    for template in [
        format!("<p>\n{{% for i in {range} %}}{{% for j in {range} %}}{{% endfor %}}{{% endfor %}}"),
        format!(
            "<p>\n{{%- set a = {range} -%}}{{%- for i in a -%}}{{%- for j in a -%}} {{%- endfor -%}}{{%- endfor -%}}"
        ),
        format!("<p>\n{{% for i in {range} %}}{{% set a = {range} %}}{{% endfor %}}"),
        format!("<p>{{% set r = {range} %}}\n{{% set a = [[1 for y in r] for x in r] %}}"),
        format!("<p>{{% set r = {range} %}}\n{{{{ [x for x in r if [y for y in r if y == x]] | length }}}}"),
    ] {
        let folder = site(&template);
        let output = Command::new(env!("CARGO_BIN_EXE_congbo"))
            .args(["check", "--lang", "vi", "--source"])
            .arg(folder.path())
            .output();
        let output = output.expect("the program runs");
        let printed = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{template}: {printed}");
        assert!(printed.contains(&format!("--> {TEMPLATE}:2:")), "{template}: {printed}");
        assert!(printed.contains("1000000 times"), "{template}: {printed}");
    }
}

#[test]
fn places_in_templates_are_those_that_are_written() {
    let folder = site("{% for a in [1] %}{% for b in [2] -%}\n  ấ {{ không có }}{% endfor %}{% endfor %}");
    let printed = checked(folder.path());
    assert!(printed.contains(&format!("--> {TEMPLATE}:2:")), "{printed}");
    let folder = site("{% for a in [1] %}\n{% for b in [2] %} {{ khong_co }}{% endfor %}{% endfor %}");
    let output = Command::new(env!("CARGO_BIN_EXE_congbo"))
        .args(["check", "--lang", "vi", "--source"])
        .arg(folder.path())
        .output();
    let printed = String::from_utf8(output.expect("the program runs").stderr).expect("UTF-8");
    assert!(printed.contains(&format!("--> {TEMPLATE}:2:23")), "{printed}");
}

#[test]
fn a_template_that_takes_too_long_is_named_and_waited_for_no_longer() {
    let build = || {
        let folder = site(SLOW);
        let output = Command::new(env!("CARGO_BIN_EXE_congbo"))
            .args(["build", "--lang", "vi", "--source"])
            .arg(folder.path())
            .output();
        let output = output.expect("the program runs");
        let printed = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{printed}");
        assert!(printed.contains(TEMPLATE), "{printed}");
        let left: Vec<_> = fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        assert_eq!(left.len(), 2, "nothing is left beside content and themes: {left:?}");
    };
    let preview = || {
        let folder = site(SLOW);
        let served = Served::start(folder.path(), &[]);
        let (status, body) = served.get(PAGE);
        assert_eq!(status, 500);
        assert!(body.contains(TEMPLATE), "{body}");
        let since = std::time::Instant::now();
        let (status, body) = served.get("/");
        assert_eq!(status, 500, "this version of the theme is rendered no more");
        assert!(body.contains(TEMPLATE) && since.elapsed().as_secs() < 9, "{body}");
        let mut events = served.events();
        events.next();
        put(folder.path(), "chữ mới");
        while served.get(PAGE).0 != 200 {
            events.next();
        }
        assert!(served.get(PAGE).1.contains("chữ mới"));
        assert_eq!(served.get("/").0, 200);
    };
    std::thread::scope(|scope| {
        scope.spawn(build);
        scope.spawn(preview);
    });
}
