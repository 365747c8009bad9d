//! The recipes of `docs/deploy` do what they say: nginx serves a built site as written, the workflows' own lines
//! run, diagnostics become a report that GitLab reads, and every host is told the policy that the pages carry.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use crate::support::crate_root;
use crate::web::headers::{matches, rules};
use crate::web::{Built, real_site};
use serde_json::Value;

static SITE: LazyLock<&Built> = LazyLock::new(real_site);

fn recipe(name: &str) -> String {
    let path = crate_root().join("docs/deploy").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A program on the search path, or where Debian keeps programs that only root has on it.
fn tool(name: &str) -> PathBuf {
    let paths = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&paths).chain([PathBuf::from("/usr/sbin")]);
    let found = folders.map(|folder| folder.join(name)).find(|path| path.is_file());
    found.unwrap_or_else(|| panic!("{name} is not installed"))
}

// ---- what hosts are told ----------------------------------------------------------------------------------------

/// The headers of one path; a name in two rules would come out as one joined value.
fn headers_of(path: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (rule, headers) in rules(&SITE.file("_headers")) {
        if matches(&rule, path) {
            for (name, value) in headers {
                let joined = all.insert(name.clone(), value);
                assert!(joined.is_none(), "{name} of {path} comes from two rules");
            }
        }
    }
    all
}

/// The policy that a page carries itself.
fn policy_of(html: &str) -> String {
    let (_, rest) = html
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .expect("a policy");
    let (policy, _) = rest.split_once('"').expect("an end");
    policy.replace("&#39;", "'").replace("&#x27;", "'")
}

#[test]
fn every_file_has_headers_that_hosts_understand() {
    for path in SITE.files().keys() {
        headers_of(&format!("/{path}"));
    }
    let policy = format!("{}; frame-ancestors 'self'", policy_of(&SITE.page("")));
    assert_eq!(headers_of("/")["content-security-policy"], policy);
    for name in ["congbo.css", "congbo.js", "fonts/serif-normal.woff2"] {
        let path = format!("giao-dien/{name}");
        assert!(
            SITE.output().join(&path).is_file(),
            "a rule names {path}, which is no file"
        );
        assert!(headers_of(&format!("/{path}")).contains_key("cache-control"), "{path}");
    }
    assert!(!headers_of("/").contains_key("cache-control"));
}

// ---- nginx ------------------------------------------------------------------------------------------------------

/// nginx with the recipe as it is written, but for its two lines to change and its port.
struct Nginx {
    program: PathBuf,
    folder: tempfile::TempDir,
}

impl Nginx {
    fn start(program: PathBuf, site: &Path) -> Nginx {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().display().to_string();
        let written = recipe("nginx.conf");
        let changed = written
            .replace("listen 80;", &format!("listen unix:{root}/socket;"))
            .replace("root /var/www/congbo;", &format!("root {};", site.display()));
        assert_eq!(written.matches("SỬA:").count(), 2);
        assert!(!changed.contains("listen 80") && !changed.contains("/var/www"));
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {root}/{name};\n"))
            .concat();
        // As Debian's nginx.conf includes what stands in conf.d.
        let whole = format!(
            "user root;\npid {root}/pid;\nerror_log {root}/errors;\nevents {{}}\nhttp {{\ninclude /etc/nginx/mime.types;\n\
             default_type application/octet-stream;\naccess_log off;\ngzip on;\n{temporary}{changed}\n}}\n"
        );
        fs::write(folder.path().join("nginx.conf"), whole).expect("a writable file");
        let nginx = Nginx { program, folder };
        // It comes back when it listens.
        nginx.run(&[]);
        nginx
    }

    fn run(&self, arguments: &[&str]) {
        let root = self.folder.path();
        let said = root.join("errors");
        let configuration = root.join("nginx.conf");
        let mut command = Command::new(&self.program);
        command
            .arg("-p")
            .arg(root)
            .arg("-c")
            .arg(configuration)
            .arg("-e")
            .arg(&said);
        let done = command.args(arguments).status().expect("nginx starts");
        assert!(done.success(), "{}", fs::read_to_string(said).unwrap_or_default());
    }

    /// Status, headers and body of an answer.
    fn get(&self, path: &str) -> Answer {
        let mut stream = UnixStream::connect(self.folder.path().join("socket")).expect("nginx listens");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: trang.example\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
        )
        .expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("text");
        let mut lines = head.lines();
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1))
            .expect("a status")
            .to_owned();
        let header = |line: &str| {
            line.split_once(": ")
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        };
        Answer {
            status,
            headers: lines.filter_map(header).collect(),
        }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        self.run(&["-s", "quit"]);
    }
}

struct Answer {
    status: String,
    headers: BTreeMap<String, String>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Addresses, and how nginx answers: status, type, how long it may be kept.
const ANSWERS: [(&str, &str, &str, &str); 15] = [
    ("/", "200", "text/html; charset=utf-8", "no-cache"),
    (
        "/quyet-dinh/2011/393-qd-tu/",
        "200",
        "text/html; charset=utf-8",
        "no-cache",
    ),
    (
        "/quyet-dinh/2011/393-qd-tux/",
        "404",
        "text/html; charset=utf-8",
        "no-cache",
    ),
    ("/giao-dien/", "404", "text/html; charset=utf-8", "no-cache"),
    ("/.congbo/manifest", "404", "text/html; charset=utf-8", "no-cache"),
    (
        "/.well-known/acme-challenge/x",
        "404",
        "text/html; charset=utf-8",
        "no-cache",
    ),
    ("/_headers", "404", "text/html; charset=utf-8", "no-cache"),
    (
        "/giao-dien/congbo.css",
        "200",
        "text/css; charset=utf-8",
        "public, max-age=600",
    ),
    (
        "/giao-dien/congbo.js",
        "200",
        "application/javascript; charset=utf-8",
        "public, max-age=600",
    ),
    (
        "/giao-dien/fonts/serif-normal.woff2",
        "200",
        "font/woff2",
        "public, max-age=2592000",
    ),
    ("/giao-dien/icon.svg", "200", "image/svg+xml", "no-cache"),
    ("/feed.xml", "200", "application/atom+xml; charset=utf-8", "no-cache"),
    (
        "/du-lieu/van-ban.json",
        "200",
        "application/json; charset=utf-8",
        "no-cache",
    ),
    ("/du-lieu/van-ban.csv", "200", "text/csv; charset=utf-8", "no-cache"),
    ("/robots.txt", "200", "text/plain; charset=utf-8", "no-cache"),
];

#[test]
#[ignore = "needs nginx"]
fn nginx_serves_a_site_as_its_recipe_is_written() {
    let nginx = Nginx::start(tool("nginx"), SITE.output());
    let told = headers_of("/");
    for (path, status, kind, keep) in ANSWERS {
        let answer = nginx.get(path);
        let got = (
            answer.status.as_str(),
            answer.header("content-type"),
            answer.header("cache-control"),
        );
        assert_eq!(got, (status, kind, keep), "{path}");
        for (name, value) in &told {
            assert_eq!(answer.header(name), value, "{name} of {path}");
        }
        let is_text = kind.contains("charset");
        let packed = answer.header("content-encoding") == "gzip";
        assert!(packed || !is_text || path == "/robots.txt", "{path} comes without gzip");
        assert!(!packed || answer.header("vary") == "Accept-Encoding", "{path}");
        assert!(!answer.header("server").contains('/'), "nginx tells its version");
    }
    let bare = nginx.get("/quyet-dinh/2011/393-qd-tu");
    assert_eq!(
        (bare.status.as_str(), bare.header("location")),
        ("301", "/quyet-dinh/2011/393-qd-tu/")
    );
}

// ---- workflows --------------------------------------------------------------------------------------------------

/// A folder with one record, and a `cargo` that is this crate's binary.
fn workplace(record: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a writable file");
    };
    write("content/a.md", record);
    write(".git/HEAD", "ref: refs/heads/main\n");
    write("docs/deploy/gitlab-code-quality.jq", &recipe("gitlab-code-quality.jq"));
    let program = env!("CARGO_BIN_EXE_congbo");
    write(
        "bin/cargo",
        &format!("#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done\nshift\nexec {program} \"$@\"\n"),
    );
    let done = Command::new("chmod")
        .arg("+x")
        .arg(folder.path().join("bin/cargo"))
        .status();
    assert!(done.expect("chmod starts").success());
    folder
}

/// Runs lines as a runner does: one shell that ends at the first failure.
fn run(folder: &Path, lines: &[String], variables: &[(&str, &str)]) -> Output {
    let paths = env::var("PATH").expect("a search path");
    Command::new("bash")
        .args(["-eo", "pipefail", "-c", &lines.join("\n")])
        .current_dir(folder)
        .env("PATH", format!("{}:{paths}", folder.join("bin").display()))
        .envs(variables.iter().copied())
        .output()
        .expect("bash starts")
}

fn workflow(name: &str) -> Value {
    serde_yaml::from_str(&recipe(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn script(job: &Value) -> Vec<String> {
    let lines = job["script"].as_array().expect("a script");
    lines
        .iter()
        .map(|line| line.as_str().expect("a line").to_owned())
        .collect()
}

/// The commands of a job's steps.
fn steps(job: &Value) -> Vec<String> {
    let steps = job["steps"].as_array().expect("steps");
    steps
        .iter()
        .filter_map(|step| step["run"].as_str())
        .map(str::to_owned)
        .collect()
}

const RIGHT: &str =
    "---\nloại: Quyết định\nsố ký hiệu: 1-QĐ/TU\nngày ban hành: 1/2/2011\ntrích yếu: Về việc một\n---\n\nChữ.\n";
const WRONG: &str = "---\nloại: Quyết định\nsố ký hiệu: 1-QĐ/TU\nngày ban hành: 31/2/2011\ntrích yếu: Về việc một\n---\n\n\
                     Theo [[Đề án này]] và [[Đề án này]].\n\nRồi [[Đề án này]].\n";

#[test]
#[ignore = "needs jq"]
fn the_lines_of_both_workflows_publish_a_site_without_what_is_congbos_own() {
    let (gitlab, github) = (workflow("gitlab-ci.yml"), workflow("github-pages.yml"));
    let base = "https://ten.example/kho/";
    let jobs = [
        [script(&gitlab["kiem-tra"]), script(&gitlab["pages"])].concat(),
        steps(&github["jobs"]["kiem-tra"]),
    ];
    for lines in jobs {
        let folder = workplace(RIGHT);
        let done = run(folder.path(), &lines, &[("CI_PAGES_URL", base), ("DIA_CHI_GOC", base)]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let page = fs::read_to_string(folder.path().join("public/index.html")).expect("a page");
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{base}\">")));
        assert!(!folder.path().join("public/.congbo").exists());
    }
}

#[test]
#[ignore = "needs jq"]
fn a_mistake_ends_both_workflows_and_is_noted_at_its_line() {
    let github = workplace(WRONG);
    let done = run(
        github.path(),
        &steps(&workflow("github-pages.yml")["jobs"]["kiem-tra"]),
        &[],
    );
    assert!(!done.status.success() && !github.path().join("public").exists());
    let said = String::from_utf8(done.stdout).expect("text");
    assert!(said.contains("::error file=content/a.md,line=4,"), "{said}");

    let gitlab = workplace(WRONG);
    let done = run(gitlab.path(), &script(&workflow("gitlab-ci.yml")["kiem-tra"]), &[]);
    assert!(!done.status.success() && !gitlab.path().join("public").exists());
    let report = fs::read_to_string(gitlab.path().join("gl-code-quality-report.json")).expect("a report");
    let diagnostics: Vec<Value> = serde_json::from_str(&report).expect("an array");
    assert!(diagnostics.len() >= 4, "{report}");
    check_report(&diagnostics);
    let first = &diagnostics[0];
    assert_eq!(first["check_name"], "impossible-date");
    assert_eq!(
        first["location"],
        serde_json::json!({"path": "content/a.md", "lines": {"begin": 4}})
    );
    assert_eq!(first["severity"], "major");

    // A line more above moves every diagnostic and makes none a new one.
    let moved = workplace(&WRONG.replace("---\n\nTheo", "---\n\nCâu thêm.\n\nTheo"));
    run(moved.path(), &script(&workflow("gitlab-ci.yml")["kiem-tra"]), &[]);
    let report = fs::read_to_string(moved.path().join("gl-code-quality-report.json")).expect("a report");
    let after: Vec<Value> = serde_json::from_str(&report).expect("an array");
    assert_eq!(prints(&diagnostics), prints(&after));
    assert_ne!(diagnostics, after);
}

fn prints(diagnostics: &[Value]) -> BTreeSet<String> {
    diagnostics.iter().map(|one| one["fingerprint"].to_string()).collect()
}

/// What GitLab's documentation asks of each diagnostic.
fn check_report(diagnostics: &[Value]) {
    for one in diagnostics {
        let names: Vec<&String> = one.as_object().expect("an object").keys().collect();
        assert_eq!(
            names,
            ["check_name", "description", "fingerprint", "location", "severity"]
        );
        for name in ["check_name", "description", "fingerprint"] {
            assert!(one[name].as_str().is_some_and(|text| !text.is_empty()), "{one}");
        }
        let severity = one["severity"].as_str().expect("text");
        assert!(
            ["info", "minor", "major", "critical", "blocker"].contains(&severity),
            "{one}"
        );
        assert!(
            !one["location"]["path"]
                .as_str()
                .expect("a path")
                .starts_with(['/', '.']),
            "{one}"
        );
        assert!(
            one["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0),
            "{one}"
        );
    }
    assert_eq!(
        prints(diagnostics).len(),
        diagnostics.len(),
        "fingerprints are not unique"
    );
}

#[test]
#[ignore = "needs jq"]
fn no_finding_makes_an_empty_report() {
    let filter = crate_root().join("docs/deploy/gitlab-code-quality.jq");
    let done = Command::new(tool("jq"))
        .arg("--slurp")
        .arg("--from-file")
        .arg(filter)
        .arg("/dev/null")
        .output();
    let done = done.expect("jq starts");
    assert_eq!(String::from_utf8_lossy(&done.stdout), "[]\n");
}

/// Versions of GitHub's own actions as their documentation names them; the artifacts of older ones are refused.
#[test]
fn workflows_ask_for_what_they_need_and_no_more() {
    let github = workflow("github-pages.yml");
    assert_eq!(github["permissions"], serde_json::json!({"contents": "read"}));
    let publish = &github["jobs"]["cong-bo"];
    assert_eq!(
        publish["permissions"],
        serde_json::json!({"pages": "write", "id-token": "write"})
    );
    assert_eq!(publish["needs"], "kiem-tra");
    assert!(github["on"].get("pull_request").is_some());
    let text = recipe("github-pages.yml");
    for action in [
        "actions/checkout@v6",
        "actions/cache@v5",
        "actions/upload-pages-artifact@v5",
        "actions/deploy-pages@v5",
    ] {
        assert_eq!(text.matches(action).count(), 1, "{action}");
    }
    assert_eq!(text.matches("uses:").count(), 4);

    let gitlab = workflow("gitlab-ci.yml");
    assert_eq!(gitlab["kiem-tra"]["artifacts"]["when"], "always");
    let rules = gitlab["kiem-tra"]["rules"].to_string();
    assert!(rules.contains("merge_request_event") && rules.contains("$CI_DEFAULT_BRANCH"));
    assert_eq!(gitlab["pages"]["artifacts"]["paths"], serde_json::json!(["public"]));
}
