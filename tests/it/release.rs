//! What a release holds, and that a site from nothing lives on it: the shell parts of the release workflow and of the
//! recipes that `init` writes, run here with a local folder in the place of the host.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::new_site::{DOWNLOAD, bash, new_site, printed, releases};
use crate::support::crate_root;

const BINARY: &str = env!("CARGO_BIN_EXE_congbo");

/// The lines of a job of a recipe, in order, with the download that every job begins with.
fn steps(site: &Path, file: &str, job: &str) -> Vec<String> {
    let text = fs::read_to_string(site.join(file)).expect("a recipe");
    let recipe: Value = serde_yaml::from_str(&text).expect("YAML");
    let steps = recipe.pointer(job).and_then(Value::as_array).expect("steps");
    let line = |step: &Value| step.as_str().or(step["run"].as_str()).map(str::to_owned);
    steps.iter().filter_map(line).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn from_an_empty_folder_with_only_the_binary_a_repository_passes_its_own_recipe() {
    let (folder, releases, tools) = (
        TempDir::new().expect("a folder"),
        releases(),
        TempDir::new().expect("a folder"),
    );
    // What a person downloads: the program alone, with the commands of the system and nothing of this crate.
    fs::copy(BINARY, tools.path().join("congbo")).expect("the program");
    let run = |folder: &Path, script: &str| {
        let script = format!(
            "export PATH='{}':/usr/bin:/bin HOME=\"$PWD\"; {script}",
            tools.path().display()
        );
        let done = bash(folder, &script, releases.path());
        assert!(done.status.success(), "{script}: {}", printed(&done));
        printed(&done)
    };
    let site = folder.path().join("trang");
    fs::create_dir(&site).expect("a folder");
    run(&site, "congbo init && congbo build && congbo check --strict");
    run(
        &site,
        "git init -q && git add -A && git -c user.name=a -c user.email=a@b.c commit -qm 'Trang mới'",
    );
    assert_eq!(
        run(&site, "git status --porcelain"),
        "",
        "what was built is not to be committed"
    );
    assert!(!run(&site, "git ls-files").contains("public/"));
    // A runner has what was committed, and nothing else.
    run(folder.path(), "git clone -q trang ban-sao");
    let clone = folder.path().join("ban-sao");
    for (file, job) in [
        (".github/workflows/trang.yml", "/jobs/kiem-tra/steps"),
        (".gitlab-ci.yml", "/kiem-tra/script"),
    ] {
        let mut lines = vec![DOWNLOAD.to_owned()];
        lines.extend(steps(&clone, file, job));
        run(&clone, &lines.join("\n"));
        let home = fs::read_to_string(clone.join("public/index.html")).expect("a page");
        assert!(home.contains("Bắt đầu từ đây"), "{file}");
        assert_eq!(run(&clone, "git status --porcelain"), "", "{file}");
        fs::remove_dir_all(clone.join("public")).expect("the pages");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_a_release_holds_is_packed_listed_and_summed() {
    let dist = TempDir::new().expect("a folder");
    let name = format!("congbo-{}-linux-x86_64", env!("CARGO_PKG_VERSION"));
    let root = crate_root();
    let script = format!(
        "bash '{0}/.ci/release-archive' '{BINARY}' {name} . && bash '{0}/.ci/release-checksums' . \
         && sha256sum -c --quiet SHA256SUMS && tar -tzf {name}.tar.gz",
        root.display()
    );
    let done = bash(dist.path(), &script, dist.path());
    let listed = printed(&done);
    assert!(done.status.success(), "{listed}");
    for inside in [
        "congbo",
        "LICENSE",
        "README.md",
        "completions/congbo.bash",
        "completions/_congbo",
        "completions/congbo.fish",
        "completions/_congbo.ps1",
        "man/man1/congbo.1",
        "man/man1/congbo-theme-export.1",
        "man/vi/man1/congbo-build.1",
    ] {
        assert!(
            listed.lines().any(|line| line == format!("{name}/{inside}")),
            "{inside}:\n{listed}"
        );
    }
    // Sites download just this archive.
    let site = new_site();
    let done = bash(site.path(), DOWNLOAD, dist.path());
    assert!(
        done.status.success() && site.path().join("bin/congbo").exists(),
        "{}",
        printed(&done)
    );
}

#[test]
#[ignore = "needs python3"]
fn the_list_of_what_is_inside_names_every_crate_with_its_licence() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("congbo.cdx.json");
    let mut command = Command::new("python3");
    command.arg(".ci/sbom").arg(&file).current_dir(crate_root());
    let done = command
        .env("CARGO_NET_OFFLINE", "true")
        .output()
        .expect("python3 starts");
    assert!(done.status.success(), "{}", printed(&done));
    let list: Value = serde_json::from_str(&fs::read_to_string(&file).expect("a file")).expect("JSON");
    assert_eq!(list["bomFormat"], "CycloneDX");
    let parts = list["components"].as_array().expect("components");
    assert!(parts.len() > 100, "{}", parts.len());
    for part in parts {
        assert!(part["licenses"][0]["expression"].is_string(), "{part}");
    }
    let has = |name: &str| parts.iter().any(|part| part["name"] == name);
    assert!(has("tera") && has("clap_complete") && !has("proptest"));
}
