//! The manual page "Từ Word lên trang": its buttons are those of the window, its steps are done one by one, and its
//! transcript is what the commands print.

use std::fs;
use std::path::Path;
use std::process::Command;

use congbo::internals::messages::{Language, keys, text};
use serde_json::{Value, json};

use crate::preview::client::{Served, body, status};
use crate::support::{UPDATE, crate_root};

fn manual() -> String {
    fs::read_to_string(crate_root().join("docs/tu-word-len-trang.md")).expect("the page")
}

/// The text of the first block of a language.
fn block<'t>(manual: &'t str, language: &str) -> &'t str {
    let (_, rest) = manual.split_once(&format!("\n```{language}\n")).expect("a block");
    rest.split_once("```\n").expect("its end").0
}

#[test]
fn its_buttons_are_those_of_the_window() {
    let manual = manual();
    let all: Vec<&str> = keys(Language::Vietnamese)
        .into_iter()
        .filter(|key| key.starts_with("window."))
        .map(|key| text(key, Language::Vietnamese))
        .collect();
    let named: Vec<&str> = manual
        .split("**“")
        .skip(1)
        .filter_map(|rest| rest.split_once("”**"))
        .map(|(name, _)| name)
        .collect();
    assert!(named.len() > 12, "{named:?}");
    for name in named {
        assert!(all.contains(&name), "{name}");
    }
}

/// A request of the window's script.
fn post(served: &Served, token: &str, (route, lines): (&str, &str), body_: &str) -> (u16, Value) {
    let host = served.address;
    let length = body_.len();
    let request = format!(
        "POST /_congbo/{route} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nX-Congbo-Token: {token}\r\n\
         Content-Length: {length}\r\n{lines}\r\n{body_}"
    );
    let answer = served.raw(request.as_bytes());
    (
        status(&answer),
        serde_json::from_str(body(&answer)).unwrap_or(Value::Null),
    )
}

#[test]
fn its_steps_can_be_done() {
    let manual = manual();
    let sample = block(&manual, "text");
    let folder = tempfile::tempdir().expect("a folder");
    let init = Command::new(env!("CARGO_BIN_EXE_congbo"))
        .args(["init"])
        .current_dir(folder.path())
        .output();
    assert!(init.expect("the program starts").status.success());
    let served = Served::start(folder.path(), &["--drafts"]);
    let (_, page) = served.get("/");
    for button in ["data-import=\"Nhập văn bản\"", "data-edit=\"Sửa phần đầu\""] {
        assert!(page.contains(button), "{page}");
    }
    // Steps 1 to 3: the window opens, the paste is read as the table promises.
    let (_, page) = served.get("/_congbo/nhap");
    let (_, rest) = page.split_once("data-token=\"").expect("a token");
    let token = rest.split('"').next().expect("a token");
    let (code, view) = post(&served, token, ("import", "X-Congbo-Name: a.txt\r\n"), sample);
    assert_eq!(code, 200, "{view}");
    let (_, table) = manual.split_once("|---|---|\n").expect("a table");
    let rows: Vec<&str> = table
        .lines()
        .map(str::trim)
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert!(rows.len() >= 8, "{rows:?}");
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let fields = view["fields"].as_array().expect("a form");
        let field = fields.iter().find(|field| field["name"] == cells[1]).expect(cells[1]);
        assert_eq!(field["value"], json!([cells[2]]), "{field}");
        assert!(!field["read"].as_array().expect("lines").is_empty(), "{field}");
    }
    // Steps 4 to 7: a field is corrected, nothing is left that is an error, the file is saved and its page is there.
    let file = |view: &Value, changes: Value, publish: Value| {
        json!({
            "path": view["path"], "source": view["source"], "base": view["base"],
            "changes": changes, "publish": publish,
        })
        .to_string()
    };
    let (code, tried) = post(
        &served,
        token,
        ("trial", ""),
        &file(&view, json!([["người ký", ["Lê Văn Đúng"]]]), Value::Null),
    );
    assert_eq!((code, &tried["errors"]), (200, &json!(0)), "{tried}");
    let (_, page) = served.get(tried["page"].as_str().expect("a page"));
    assert!(page.contains("Lê Văn Đúng"), "{page}");
    let (code, saved) = post(&served, token, ("save", ""), &file(&tried, json!([]), json!(true)));
    assert_eq!(code, 200, "{saved}");
    let path = folder.path().join("content/quyet-dinh/27-qd-tu.md");
    assert!(
        fs::read_to_string(&path)
            .expect("a file")
            .contains("người ký: Lê Văn Đúng")
    );
    served.events().wait(|state| state["changed"]["url"] == saved["url"]);
    assert_eq!(served.get(saved["url"].as_str().expect("an address")).0, 200);
    // The corrected version.
    let lines = "X-Congbo-Name: a.txt\r\nX-Congbo-Update: content/quyet-dinh/27-qd-tu.md\r\n";
    let corrected = sample.replace("mỗi quý một lần", "mỗi tháng một lần");
    let (code, update) = post(&served, token, ("import", lines), &corrected);
    assert_eq!(code, 200, "{update}");
    assert_eq!(
        update["import"]["changes"].as_array().map(Vec::len),
        Some(1),
        "{update}"
    );
    assert_eq!(
        post(&served, token, ("save", ""), &file(&update, json!([]), Value::Null)).0,
        200
    );
    assert!(fs::read_to_string(&path).expect("a file").contains("mỗi tháng một lần"));
    // The head, with a day to be published on: the preview of this machine shows it, a build does not.
    let (_, head) = served.get("/_congbo/head?file=content/quyet-dinh/27-qd-tu.md");
    let head: Value = serde_json::from_str(&head).expect("a form");
    let changes = json!([["đăng từ", ["1/1/2999"]]]);
    assert_eq!(
        post(&served, token, ("save", ""), &file(&head, changes, Value::Null)).0,
        200
    );
    let build = Command::new(env!("CARGO_BIN_EXE_congbo"))
        .arg("build")
        .current_dir(folder.path())
        .output();
    assert!(build.expect("the program starts").status.success());
    assert!(!folder.path().join("public/quyet-dinh/2012/27-qd-tu").exists());
}

/// Runs the commands of a transcript in one shell; gives the transcript as it is.
fn transcript(commands: &[&str], folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_congbo")).parent().expect("a folder");
    let steps: Vec<String> = commands
        .iter()
        .map(|command| {
            format!(
                "printf '%s\\n' '$ {}'\n{{ {command}\n}} 2>&1\n",
                command.replace('\'', "'\\''")
            )
        })
        .collect();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").expect("a path"));
    let done = Command::new("bash")
        .arg("-c")
        .arg(steps.concat())
        .current_dir(folder)
        .env("PATH", path)
        .env("LC_ALL", "vi_VN.UTF-8")
        .output()
        .expect("bash starts");
    String::from_utf8(done.stdout).expect("text")
}

/// A transcript without what differs from one run to the next, and what every page more changes: how long a build took,
/// and how many files it wrote.
fn timeless(text: &str) -> String {
    let line = |line: &str| match line.split_once(" trang từ ") {
        Some(_) if line.starts_with("Đã làm ") => "Đã làm … trang\n".to_owned(),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_stranger_walks_from_nothing_to_a_site() {
    let manual = manual();
    let written = block(&manual, "console");
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("van-ban.txt"), block(&manual, "text")).expect("a file");
    let commands: Vec<&str> = written.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
    let printed = transcript(&commands, folder.path());
    if std::env::var_os(UPDATE).is_some() {
        let path = crate_root().join("docs/tu-word-len-trang.md");
        fs::write(path, manual.replace(written, &printed)).expect("a writable page");
    } else {
        assert_eq!(timeless(&printed), timeless(written));
    }
    for code in ["key-without-blank", "unknown-field", "unknown-document"] {
        assert!(
            printed.contains(&format!("lỗi[{code}]")),
            "{code} is none of the three mistakes:\n{printed}"
        );
    }
    let mended = printed.rsplit("$ congbo check\n").next().expect("the last check");
    assert!(
        mended.contains("không thấy gì phải sửa") && mended.contains("Đã làm "),
        "{mended}"
    );
    let home = fs::read_to_string(folder.path().join("trang/public/index.html")).expect("a home page");
    assert!(home.contains("27-qd-tu"), "{home}");
}
