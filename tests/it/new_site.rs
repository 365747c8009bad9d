//! A site from nothing: `init` and `new` as a person types them, and the recipes that `init` leaves behind.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use congbo::internals::edition::{Options, compile};
use congbo::internals::host::load;
use congbo::internals::input::{FIELDS, FieldScope};
use serde_json::Value;
use tempfile::TempDir;

use crate::web::files_of;

const BINARY: &str = env!("CARGO_BIN_EXE_congbo");

fn congbo(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(BINARY);
    command.current_dir(folder).args(["--lang", "vi"]).args(arguments);
    command.output().expect("the program starts")
}

pub fn printed(done: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    )
}

/// Runs a command that must succeed; returns what it printed.
fn right(folder: &Path, arguments: &[&str]) -> String {
    let done = congbo(folder, arguments);
    assert!(done.status.success(), "{arguments:?}: {}", printed(&done));
    printed(&done)
}

/// Runs a command that must be refused as wrong use.
fn wrong(folder: &Path, arguments: &[&str]) -> String {
    let done = congbo(folder, arguments);
    assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", printed(&done));
    printed(&done)
}

pub fn new_site() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    right(folder.path(), &["init"]);
    folder
}

#[test]
fn a_new_site_passes_its_own_checks_and_shows_its_page() {
    let site = new_site();
    right(site.path(), &["kiem-tra", "--strict"]);
    right(site.path(), &["dung-trang"]);
    let home = fs::read_to_string(site.path().join("public/index.html")).expect("a home page");
    assert!(home.contains("Bắt đầu từ đây"), "{home}");
}

#[test]
fn the_first_build_of_one_file_shows_it_on_the_home_page() {
    for (text, title, address) in [
        (
            "---\nloại: Quyết định\nsố ký hiệu: 5-QĐ/TU\nngày ban hành: 1/2/2012\ntrích yếu: Về việc đầu tiên\n---\n\nĐiều 1.\n",
            "Về việc đầu tiên",
            "quyet-dinh/2012/5-qd-tu/",
        ),
        (
            "---\nloại: Hoạt động\ntên bài: Một ngày hội\nngày: 3/4/2020\n---\n\nLời kể.\n",
            "Một ngày hội",
            "hoat-dong/",
        ),
        (
            "---\nloại: Trang\ntên bài: Giới thiệu\n---\n\nLời.\n",
            "Giới thiệu",
            "mot/",
        ),
        (
            "---\nloại: Luật\nsố ký hiệu: 9/2013/QH13\ntrích yếu: Luật thử\n---\n\nĐiều 1. Phạm vi.\n",
            "Luật thử",
            "luat/",
        ),
    ] {
        let site = TempDir::new().expect("a folder");
        fs::create_dir(site.path().join("content")).expect("a folder");
        fs::write(site.path().join("content/mot.md"), text).expect("a file");
        right(site.path(), &["build"]);
        let home = fs::read_to_string(site.path().join("public/index.html")).expect("a home page");
        assert!(home.contains(title) && home.contains(address), "{title}\n{home}");
    }
}

#[test]
fn a_second_init_changes_nothing_and_a_site_gets_no_page_unasked() {
    let site = new_site();
    fs::write(site.path().join("README.md"), "Của tôi.\n").expect("a writable file");
    fs::remove_file(site.path().join("content/bat-dau.md")).expect("a file");
    fs::remove_file(site.path().join(".gitignore")).expect("a file");
    let before = files_of(site.path());
    let told = right(site.path(), &["khoi-tao", "."]);
    assert!(
        told.contains("giữ README.md") && told.contains("tạo .gitignore"),
        "{told}"
    );
    let mut after = files_of(site.path());
    assert!(after.remove(".gitignore").is_some());
    assert_eq!(before, after);
}

#[test]
fn the_configuration_names_all_that_a_site_can_say_and_is_right_when_uncommented() {
    let site = new_site();
    let path = site.path().join("content/site.yaml");
    let text = fs::read_to_string(&path).expect("a text");
    let is_entry =
        |line: &&str| line.starts_with("# ") && (line.contains(": ") || line.contains("- ") || line.ends_with(':'));
    // What is prose has its sign of comment still; an entry begins with a name of site.yaml.
    let names = [
        "mô tả",
        "tiêu đề",
        "địa chỉ gốc",
        "cơ quan",
        "liên hệ",
        "chương trình",
        "tỉnh",
        "kho mã",
        "giao diện",
        "loại",
    ];
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            let bare = line.strip_prefix("# ").unwrap_or(line);
            let is_named = names.iter().any(|name| bare.starts_with(&format!("{name}:")));
            match is_entry(&line) && (is_named || bare.starts_with("  ")) {
                true => bare.to_owned(),
                false => line.to_owned(),
            }
        })
        .collect();
    for name in names {
        assert!(lines.iter().any(|line| line.starts_with(&format!("{name}:"))), "{name}");
    }
    fs::write(&path, lines.join("\n") + "\n").expect("a writable file");
    let snapshot = load(site.path()).expect("a readable site");
    let outcome = compile(&snapshot, &Options::default());
    let codes: Vec<String> = outcome
        .diagnostics
        .iter()
        .map(|one| one.code.name().to_owned())
        .collect();
    // The programme of the example is in no file, and `Trang` is not among its kinds.
    let expected = ["unknown-document"];
    assert!(codes.iter().all(|code| expected.contains(&code.as_str())), "{codes:?}");
}

#[test]
fn a_new_document_of_each_kind_has_no_fault_but_that_it_is_a_draft() {
    let site = new_site();
    let mut kinds = Vec::new();
    let told = wrong(site.path(), &["new", "không có loại ấy"]);
    let (_, list) = told.split_once("Các loại: ").expect("a list of kinds");
    for kind in list.lines().next().expect("a line").split(", ") {
        right(site.path(), &["new", kind, &format!("Một {kind} mới: “đầu tiên”")]);
        kinds.push(kind.to_owned());
    }
    assert!(kinds.len() > 30, "{kinds:?}");
    right(site.path(), &["check", "--strict", "--drafts"]);
}

#[test]
fn the_examples_of_a_new_head_are_fields_with_values_of_their_types() {
    let site = new_site();
    for (kind, title, scope) in [
        ("Quyết định", "393-QĐ/TU", FieldScope::Official),
        ("hoat dong", "Một việc", FieldScope::Writeups),
    ] {
        right(site.path(), &["tao", kind, title]);
        let tree = files_of(site.path());
        let is_new = |path: &&String| path.contains("/quyet-dinh/393") || path.contains("/hoat-dong/");
        let path = tree.keys().find(is_new).expect("the new file").clone();
        let text = String::from_utf8(tree[&path].clone()).expect("text");
        let is_example = |line: &str| {
            let bare = line.strip_prefix("# ");
            FIELDS.iter().any(|field| bare == Some(field.example))
        };
        let examples = text.lines().filter(|line| is_example(line)).count();
        assert!(examples > 8, "{scope:?}: {examples}\n{text}");
        let lines = text.lines().map(|line| match is_example(line) {
            true => &line[2..],
            false => line,
        });
        let filled = lines.collect::<Vec<_>>().join("\n") + "\nChữ.\n";
        fs::write(site.path().join(&path), filled).expect("a writable file");
        let done = congbo(site.path(), &["check", "--drafts", "--format", "json"]);
        for line in String::from_utf8_lossy(&done.stdout).lines() {
            let found: Value = serde_json::from_str(line).expect("a line of JSON");
            let code = found["code"].as_str().expect("a code").to_owned();
            // Examples name documents, files and parts that this site does not hold.
            let about_others = [
                "unknown-document",
                "broken-link",
                "unknown-provision",
                "relation-without-ground",
            ];
            assert!(about_others.contains(&code.as_str()), "{line}");
        }
        fs::remove_file(site.path().join(&path)).expect("a file");
    }
}

#[test]
fn new_never_writes_over_a_file_and_says_what_is_wrong() {
    let site = new_site();
    right(site.path(), &["new", "Quyết định", "393-QĐ/TU"]);
    let path = site.path().join("content/quyet-dinh/393-qd-tu.md");
    fs::write(&path, "Của tôi.\n").expect("a writable file");
    assert!(wrong(site.path(), &["new", "quyết định", "393-QĐ/TU"]).contains("393-qd-tu.md"));
    assert_eq!(fs::read_to_string(&path).expect("a text"), "Của tôi.\n");
    assert!(wrong(site.path(), &["new", "Quyt đinh"]).contains("Quyết định"));
    assert!(wrong(site.path(), &["new", "Hoạt động"]).contains("cần tên bài"));
}

#[test]
#[cfg(unix)]
fn new_follows_no_link_out_of_the_site() {
    let (site, outside) = (new_site(), TempDir::new().expect("a folder"));
    std::os::unix::fs::symlink(outside.path(), site.path().join("content/bao-cao")).expect("a link");
    let done = congbo(site.path(), &["new", "Báo cáo", "1-BC/TU"]);
    assert!(!done.status.success());
    assert_eq!(files_of(outside.path()).len(), 0);
}

// ---- the recipes ------------------------------------------------------------------------------------------------

/// A folder of releases with this crate's binary as the release workflow packs it.
pub fn releases() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let name = format!("congbo-{}-linux-x86_64", env!("CARGO_PKG_VERSION"));
    let script = format!(
        "mkdir {name} && cp '{BINARY}' {name}/congbo && tar -czf {name}.tar.gz {name} && sha256sum *.tar.gz >SHA256SUMS"
    );
    assert!(bash(folder.path(), &script, folder.path()).status.success());
    folder
}

pub fn bash(folder: &Path, script: &str, releases: &Path) -> Output {
    Command::new("bash")
        .args(["-eo", "pipefail", "-c", script])
        .current_dir(folder)
        .env("CONGBO_DOWNLOAD", format!("file://{}", releases.display()))
        .env("DIA_CHI_GOC", "https://ten.example/kho/")
        .env("CI_PAGES_URL", "https://ten.example/kho/")
        .output()
        .expect("bash starts")
}

pub const DOWNLOAD: &str = "bash .ci/download-congbo.sh";

#[test]
#[cfg(target_os = "linux")]
fn the_recipes_download_a_verified_binary_and_build_the_site() {
    let releases = releases();
    for (file, jobs) in [
        (".github/workflows/trang.yml", vec!["/jobs/kiem-tra/steps"]),
        (".gitlab-ci.yml", vec!["/kiem-tra/script", "/pages/script"]),
    ] {
        let site = new_site();
        let text = fs::read_to_string(site.path().join(file)).expect("a recipe");
        let recipe: Value = serde_yaml::from_str(&text).expect("YAML");
        let mut lines = vec![DOWNLOAD.to_owned()];
        for job in jobs {
            let steps = recipe.pointer(job).and_then(Value::as_array).expect("steps");
            let line = |step: &Value| step.as_str().or(step["run"].as_str()).map(str::to_owned);
            lines.extend(steps.iter().filter_map(line));
        }
        assert!(text.contains(DOWNLOAD), "{file} does not download the program");
        let done = bash(site.path(), &lines.join("\n"), releases.path());
        assert!(done.status.success(), "{file}: {}", printed(&done));
        let page = fs::read_to_string(site.path().join("public/index.html")).expect("a page");
        assert!(page.contains("<link rel=\"canonical\" href=\"https://ten.example/kho/\">"));
        assert!(!site.path().join("public/.congbo").exists());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_binary_that_is_not_the_pinned_one_is_refused() {
    let (site, releases) = (new_site(), releases());
    let told = printed(&bash(site.path(), DOWNLOAD, releases.path()));
    let (_, pin) = told.split_once("sha256=").expect("the line that pins");
    let pin = pin.lines().next().expect("a line");
    let version = site.path().join(".ci/congbo-version");
    let text = fs::read_to_string(&version).expect("a text");
    fs::write(&version, text.replace("sha256=", &format!("sha256={pin}"))).expect("a writable file");
    assert!(bash(site.path(), DOWNLOAD, releases.path()).status.success());
    fs::remove_dir_all(site.path().join("bin")).expect("the program");
    let change = "for file in *.tar.gz; do echo x >>$file; done; sha256sum *.tar.gz >SHA256SUMS";
    assert!(bash(releases.path(), change, releases.path()).status.success());
    let done = bash(site.path(), DOWNLOAD, releases.path());
    assert!(
        !done.status.success() && !site.path().join("bin").exists(),
        "{}",
        printed(&done)
    );
}

#[test]
fn editor_settings_name_every_field_and_kind() {
    let site = new_site();
    let json = |path: &str| -> Value {
        let text = fs::read_to_string(site.path().join(path)).expect("a file");
        serde_json::from_str(&text).expect("JSON")
    };
    let schema = json(".vscode/congbo-head.schema.json");
    for field in FIELDS {
        assert!(
            schema["properties"][field.term]["description"].is_string(),
            "{}",
            field.term
        );
    }
    let snippets = json(".vscode/congbo.code-snippets");
    let body = snippets["Quyết định"]["body"].as_array().expect("lines");
    assert_eq!(
        (body[0].as_str(), body[1].as_str()),
        (Some("---"), Some("loại: Quyết định"))
    );
    assert!(json(".vscode/settings.json").is_object());
}
