//! The recipes that show a change before it is approved: what their lines do, and that code of others gets no rights.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::diff::repository;
use crate::support::{crate_root, files_below};

fn recipe(name: &str) -> String {
    fs::read_to_string(crate_root().join("docs/deploy").join(name)).expect("a recipe")
}

fn workflow(name: &str) -> Value {
    serde_yaml::from_str(&recipe(name)).expect("YAML")
}

/// The shell lines of a job of GitHub.
fn steps(job: &Value) -> Vec<String> {
    let steps = job["steps"].as_array().expect("steps");
    let lines = steps.iter().filter_map(|step| step["run"].as_str());
    lines.map(str::to_owned).collect()
}

fn script(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, text).expect("a file");
    let status = Command::new("chmod")
        .arg("+x")
        .arg(&path)
        .status()
        .expect("chmod starts");
    assert!(status.success());
}

/// A repository whose last commit is the change, with what the recipes expect in `.ci`.
fn change(pair: &str) -> TempDir {
    let folder = repository(pair, "");
    let program = env!("CARGO_BIN_EXE_congbo");
    script(
        folder.path(),
        ".ci/download-congbo.sh",
        &format!("mkdir -p bin && ln -sf '{program}' bin/congbo\n"),
    );
    script(folder.path(), ".ci/open-from-disk.sh", &recipe("open-from-disk.sh"));
    folder
}

/// Runs lines as a runner does; programs of `tools` come before those of the machine.
fn run(folder: &Path, tools: &Path, lines: &[String], variables: &[(&str, &str)]) -> Output {
    let paths = env::var("PATH").expect("a search path");
    let mut command = Command::new("bash");
    command
        .args(["-eo", "pipefail", "-c", &lines.join("\n")])
        .current_dir(folder);
    command
        .env("PATH", format!("{}:{paths}", tools.display()))
        .env("LC_ALL", "C.UTF-8");
    command
        .env("SOURCE_DATE_EPOCH", "1362070800")
        .env("GITHUB_STEP_SUMMARY", "tom-tat.md");
    command.envs(variables.iter().copied()).output().expect("bash starts")
}

fn shown(done: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    )
}

/// Every link of every page leads to a file, as a browser finds it on a disk; the digests are those of the files.
fn opens_from_disk(site: &Path) {
    let mut sums = Command::new("sha256sum");
    let sums = sums
        .args(["--check", "--quiet", "SHA256SUMS"])
        .current_dir(site)
        .status();
    assert!(sums.expect("sha256sum starts").success());
    let pages = files_below(site, ".html");
    assert!(pages.len() > 3);
    for page in pages {
        let text = fs::read_to_string(&page).expect("a page");
        for link in text.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let path = link.split(['#', '?']).next().unwrap_or("");
            if path.is_empty() || link.contains(':') {
                continue;
            }
            let target = page.parent().expect("a folder").join(path.replace("%20", " "));
            assert!(target.is_file(), "{}: {link}", page.display());
        }
    }
}

// ---- GitHub -----------------------------------------------------------------------------------------------------

#[test]
#[cfg(unix)]
fn the_review_of_github_writes_the_comment_and_a_site_for_the_disk() {
    let job = &workflow("github-review.yml")["jobs"]["xem-truoc"];
    for (pair, expected) in [("word", "<del>15</del> <ins>20</ins>"), ("broken", "chưa đăng được")] {
        let folder = change(pair);
        let done = run(folder.path(), folder.path(), &steps(job), &[]);
        let comment = fs::read_to_string(folder.path().join("loi-binh/loi-binh.md")).expect("a comment");
        assert!(
            comment.starts_with("<!-- congbo diff -->\n") && comment.contains(expected),
            "{comment}"
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("tom-tat.md")).expect("a summary"),
            comment
        );
        // A site with errors is not built, and the run says so.
        assert_eq!(done.status.success(), pair == "word", "{}", shown(&done));
        match pair {
            "word" => opens_from_disk(&folder.path().join("trang-xem-truoc")),
            _ => assert!(shown(&done).contains("::error file=content/"), "{}", shown(&done)),
        }
    }
}

#[test]
#[cfg(unix)]
fn a_review_that_cannot_compare_fails() {
    let folder = change("word");
    let lines: Vec<String> = steps(&workflow("github-review.yml")["jobs"]["xem-truoc"])
        .into_iter()
        .map(|line| line.replace("HEAD^1", "HEAD~99"))
        .collect();
    assert!(!run(folder.path(), folder.path(), &lines, &[]).status.success());
}

/// A GitHub with one pull request, whose comments are kept in a file.
const GH: &str = r#"#!/bin/bash
shift
method=GET jq=. body= path=
while [ $# -gt 0 ]; do
  case $1 in
    --method) method=$2; shift 2 ;;
    --jq) jq=$2; shift 2 ;;
    -f) echo "$2" >>"$STATE/fields"; shift 2 ;;
    -F) body=${2#body=@}; shift 2 ;;
    --*) shift ;;
    *) path=$1; shift ;;
  esac
done
echo "$method $path" >>"$STATE/log"
case "$method $path" in
  "GET repos/a/b/pulls") jq -r "$jq" "$STATE/pulls.json" ;;
  "GET repos/a/b/issues/7/comments") jq -r "$jq" "$STATE/comments.json" ;;
  "POST repos/a/b/issues/7/comments")
    jq --rawfile body "$body" '. + [{id: 9, user: {login: "github-actions[bot]"}, body: $body}]' "$STATE/comments.json" >"$STATE/new"
    mv "$STATE/new" "$STATE/comments.json" ;;
  "PATCH repos/a/b/issues/comments/9")
    jq --rawfile body "$body" 'map(if .id == 9 then .body = $body else . end)' "$STATE/comments.json" >"$STATE/new"
    mv "$STATE/new" "$STATE/comments.json" ;;
  *) exit 1 ;;
esac
"#;

#[test]
#[ignore = "needs jq"]
fn the_comment_on_github_is_posted_once_and_then_edited() {
    let folder = TempDir::new().expect("a folder");
    let state = folder.path().join("state");
    script(folder.path(), "bin/gh", GH);
    fs::create_dir(&state).expect("a folder");
    let write = |name: &str, value: Value| fs::write(state.join(name), value.to_string()).expect("a file");
    write("pulls.json", json!([{"number": 7, "head": {"sha": "abc"}}]));
    let foreign = json!({"id": 5, "user": {"login": "ai-do"}, "body": "<!-- congbo diff -->\ncủa người khác"});
    write("comments.json", json!([foreign]));
    let lines = steps(&workflow("github-review-comment.yml")["jobs"]["loi-binh"]);
    let state_path = state.display().to_string();
    let post = |text: &str, commit: &str| {
        fs::write(folder.path().join("loi-binh.md"), text).expect("a comment");
        let variables = [
            ("KHO", "a/b"),
            ("NHANH", "ai-do:nhánh $(touch hong)"),
            ("MA_BAM", commit),
            ("NOI_XEM", "https://example.org/1"),
            ("STATE", &state_path),
        ];
        let done = run(folder.path(), &folder.path().join("bin"), &lines, &variables);
        assert!(done.status.success(), "{}", shown(&done));
        let text = fs::read_to_string(state.join("comments.json")).expect("comments");
        let comments: Vec<Value> = serde_json::from_str(&text).expect("JSON");
        assert_eq!(comments[0], foreign);
        comments
    };
    let mark = "<!-- congbo diff -->\n";
    assert_eq!(post(&format!("{mark}cũ\n"), "cu-hon").len(), 1);
    assert_eq!(post(&format!("{mark}một, gọi @moi-nguoi\n"), "abc").len(), 2);
    let comments = post(&format!("{mark}hai\n"), "abc");
    assert_eq!(comments.len(), 2);
    let body = comments[1]["body"].as_str().expect("a text");
    assert!(
        body.starts_with(mark) && body.contains("hai") && !body.contains("một"),
        "{body}"
    );
    assert!(body.contains("https://example.org/1"));
    // What foreign code wrote is still the comment of the same bot, and calls on nobody.
    let comments = post("@ai-do không có dấu\n", "abc");
    let body = comments[1]["body"].as_str().expect("a text");
    assert!(
        comments.len() == 2 && body.starts_with(mark) && !body.contains("@a"),
        "{body}"
    );
    assert!(!folder.path().join("hong").exists());
    let fields = fs::read_to_string(state.join("fields")).expect("fields");
    assert!(fields.contains("head=ai-do:nhánh $(touch hong)"));
}

#[test]
fn what_runs_foreign_code_may_only_read_and_what_may_write_runs_none() {
    let (review, comment) = (workflow("github-review.yml"), workflow("github-review-comment.yml"));
    assert_eq!(review["on"], json!({"pull_request": null}));
    assert_eq!(review["permissions"], json!({"contents": "read"}));
    assert_eq!(comment["on"]["workflow_run"]["workflows"], json!([review["name"]]));
    assert_eq!(
        comment["permissions"],
        json!({"actions": "read", "pull-requests": "write"})
    );
    for name in ["github-review.yml", "github-review-comment.yml"] {
        let text = recipe(name);
        assert!(
            !text.contains("pull_request_target") && !text.contains("secrets."),
            "{name}"
        );
        for job in workflow(name)["jobs"].as_object().expect("jobs").values() {
            assert!(job.get("permissions").is_none());
            // A value of GitHub in a shell line is code of whoever chose it.
            assert!(steps(job).iter().all(|line| !line.contains("${{")), "{name}");
        }
        for line in text.lines().filter_map(|line| line.split_once("uses: ")) {
            let (_, digest) = line.1.split_once('@').expect("a version");
            let (digest, version) = digest.split_once(" # v").expect("a digest with its version");
            assert!(
                digest.len() == 40 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()),
                "{name}"
            );
            assert!(!version.is_empty());
        }
    }
    assert!(!recipe("github-review-comment.yml").contains("actions/checkout"));
    assert!(recipe("github-review.yml").contains("persist-credentials: false"));
    let lines = steps(&comment["jobs"]["loi-binh"]).concat();
    assert!(!lines.contains("bin/") && !lines.contains("bash"), "{lines}");
}

// ---- GitLab -----------------------------------------------------------------------------------------------------

/// A GitLab with one merge request, whose notes are kept in a file.
const CURL: &str = r#"#!/bin/bash
method=GET data= url=
while [ $# -gt 0 ]; do
  case $1 in
    --request) method=$2; shift 2 ;;
    --data) data=${2#@}; shift 2 ;;
    --header) echo "$2" >>"$STATE/headers"; shift 2 ;;
    --output) shift 2 ;;
    --*) shift ;;
    *) url=$1; shift ;;
  esac
done
echo "$method $url" >>"$STATE/log"
notes=https://git.example/api/v4/projects/3/merge_requests/8/notes
case "$method $url" in
  "GET https://git.example/api/v4/user") echo '{"id": 44}' ;;
  "GET $notes?sort=asc&per_page=100") cat "$STATE/notes.json" ;;
  "POST $notes")
    jq --slurpfile new "$data" '. + [{id: 9, author: {id: 44}, body: $new[0].body}]' "$STATE/notes.json" >"$STATE/new"
    mv "$STATE/new" "$STATE/notes.json" ;;
  "PUT $notes/9")
    jq --slurpfile new "$data" 'map(if .id == 9 then .body = $new[0].body else . end)' "$STATE/notes.json" >"$STATE/new"
    mv "$STATE/new" "$STATE/notes.json" ;;
  *) exit 22 ;;
esac
"#;

#[test]
#[ignore = "needs jq"]
fn the_comment_on_gitlab_is_posted_once_and_then_edited() {
    let folder = change("word");
    let (tools, state) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    script(tools.path(), "curl", CURL);
    let foreign = json!({"id": 5, "author": {"id": 2}, "body": "<!-- congbo diff -->\ncủa người khác"});
    fs::write(state.path().join("notes.json"), json!([foreign]).to_string()).expect("notes");
    let job = &workflow("gitlab-review.yml")["xem-truoc"];
    let lines: Vec<String> = job["script"]
        .as_array()
        .expect("a script")
        .iter()
        .map(|line| line.as_str().expect("a line").to_owned())
        .collect();
    let lines = [vec!["bash .ci/download-congbo.sh".to_owned()], lines].concat();
    let state_path = state.path().display().to_string();
    let post = |token: &str, base: &str| -> Vec<Value> {
        let variables = [
            ("CONGBO_BOT_TOKEN", token),
            ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base),
            ("CI_API_V4_URL", "https://git.example/api/v4"),
            ("CI_PROJECT_ID", "3"),
            ("CI_MERGE_REQUEST_IID", "8"),
            ("CI_JOB_URL", "https://git.example/viec/1"),
            ("STATE", &state_path),
        ];
        let done = run(folder.path(), tools.path(), &lines, &variables);
        assert!(done.status.success(), "{}", shown(&done));
        opens_from_disk(&folder.path().join("trang-xem-truoc"));
        assert!(!shown(&done).contains("bi-mat"), "{}", shown(&done));
        let notes = fs::read_to_string(state.path().join("notes.json")).expect("notes");
        serde_json::from_str(&notes).expect("JSON")
    };
    assert_eq!(post("", "HEAD~1").len(), 1);
    assert_eq!(post("bi-mat", "HEAD~1").len(), 2);
    let notes = post("bi-mat", "HEAD");
    assert_eq!((notes.len(), &notes[0]), (2, &foreign));
    let body = notes[1]["body"].as_str().expect("a text");
    assert!(
        body.starts_with("<!-- congbo diff -->") && body.contains("giống nhau"),
        "{body}"
    );
    assert!(body.contains("https://git.example/viec/1/artifacts/download"));
    assert_eq!(job["artifacts"]["expose_as"], "Trang dựng thử");
    assert_eq!(job["artifacts"]["when"], "always");
}

#[test]
#[cfg(unix)]
fn only_a_site_is_made_ready_for_the_disk() {
    let folder = TempDir::new().expect("a folder");
    script(folder.path(), "open-from-disk.sh", &recipe("open-from-disk.sh"));
    let lines = |argument: &str| vec![format!("bash open-from-disk.sh {argument}")];
    for wrong in ["", ".", "khong-co"] {
        assert!(
            !run(folder.path(), folder.path(), &lines(wrong), &[]).status.success(),
            "{wrong}"
        );
    }
}
