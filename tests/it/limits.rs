//! What the machine may refuse or exchange at any moment: bytes on a full output, long files, threads, memory, file
//! descriptors, and files that become links or pipes. Each ends with a reason, and the published site stays whole.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::Read;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::preview::client::{PATIENCE, Served};
use crate::support::{files_below, write_files};
use crate::web::files_of;

const BIN: &str = env!("CARGO_BIN_EXE_congbo");

fn site(pages: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = |at| format!("-- content/{at}.md --\n---\nloại: Trang\ntên bài: Bài {at}\n---\n\nChữ.\n");
    let pages: Vec<String> = (0..pages).map(page).collect();
    write_files(&pages.concat(), folder.path());
    folder
}

/// Runs the program in a shell, after a line that limits it. `$0` is the program.
fn limited(folder: &Path, line: &str) -> Output {
    let mut command = Command::new("sh");
    let output = command
        .args(["-c", line, BIN])
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output();
    output.expect("a shell")
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn failed_with_a_reason(output: &Output, what: &str) {
    assert_eq!(output.status.code(), Some(3), "{what}: {}", words(output));
    assert!(
        !output.stderr.is_empty() || what.contains("2>"),
        "{what}: without a word"
    );
    assert!(!words(output).contains("panicked"), "{what}: {}", words(output));
}

#[test]
fn a_full_output_is_the_machines_failure() {
    let folder = site(1);
    fs::write(folder.path().join("content/x.md"), "# Không có phần đầu\n\nChữ.\n").expect("a file");
    for line in [
        "exec \"$0\" check --format json >/dev/full",
        "exec \"$0\" check --format github >/dev/full",
        "exec \"$0\" check 2>/dev/full",
        "exec \"$0\" build 2>/dev/full",
        "exec \"$0\" explain >/dev/full",
        "exec \"$0\" explain unknown-field >/dev/full",
        "exec \"$0\" --help >/dev/full",
        "echo 'Quyết định 1-QĐ/TU' | \"$0\" cite >/dev/full",
        "\"$0\" build 2>/dev/null; echo x >public/khác; exec \"$0\" verify --format json >/dev/full",
    ] {
        failed_with_a_reason(&limited(folder.path(), line), line);
    }
}

/// A vocabulary of a large province is no head, and may be as long as it has to be.
#[test]
fn two_thousand_bodies_are_read() {
    let folder = site(1);
    let body = |at| format!("- tên: Đảng ủy xã số {at}\n  ghi chú: Sáp nhập từ ba xã cũ, chi tiết ở nghị quyết\n");
    let bodies: String = (0..2000).map(body).collect();
    assert!(bodies.len() > 128 * 1024, "longer than a head may be");
    fs::write(folder.path().join("content/bodies.yaml"), bodies).expect("a file");
    let output = limited(folder.path(), "exec \"$0\" build");
    assert!(output.status.success(), "{}", words(&output));
}

#[test]
fn a_file_longer_than_the_limit_is_the_machines_failure() {
    let folder = site(3);
    assert!(limited(folder.path(), "exec \"$0\" build").status.success());
    let before = files_of(&folder.path().join("public"));
    fs::write(folder.path().join("content/ảnh.png"), vec![7; 300_000]).expect("a file");
    fs::write(
        folder.path().join("content/0.md"),
        "---\nloại: Trang\ntên bài: Mới\n---\n\n[Ảnh](ảnh.png)\n",
    )
    .expect("a file");
    let line = "ulimit -f 200; exec \"$0\" build";
    failed_with_a_reason(&limited(folder.path(), line), line);
    assert!(
        files_of(&folder.path().join("public")) == before,
        "the published site is as it was"
    );
    assert!(
        limited(folder.path(), "exec \"$0\" build && \"$0\" verify")
            .status
            .success()
    );
}

#[test]
fn without_threads_the_work_is_done_by_one() {
    let folder = site(3);
    // A superuser has as many threads as it likes, so the limit is another user's.
    let program = folder.path().join("congbo");
    fs::copy(BIN, &program).expect("a copy");
    limited(folder.path(), "chmod -R a+rX . && chmod a+rwx .");
    // From no thread beside the first to some of those that are wanted.
    for count in 1..7 {
        let line = format!(
            "if [ \"$(id -u)\" = 0 ]; then exec setpriv --reuid 65533 --regid 65533 --clear-groups \
             prlimit --nproc={count} ./congbo build; else ulimit -u {count}; exec ./congbo build; fi"
        );
        let output = limited(folder.path(), &line);
        assert!(
            matches!(output.status.code(), Some(0 | 3)),
            "{count}: {:?} {}",
            output.status,
            words(&output)
        );
        assert!(!words(&output).contains("panicked"), "{count}: {}", words(&output));
    }
}

/// Running out of memory may end the program; what is published stays whole, and the next build goes its way.
#[test]
fn without_memory_the_published_site_stays() {
    let folder = site(20);
    assert!(limited(folder.path(), "exec \"$0\" build").status.success());
    let before = files_of(&folder.path().join("public"));
    let template = folder.path().join("themes/default/templates/document.html");
    fs::create_dir_all(template.parent().expect("a folder")).expect("a folder");
    let doubling = "{% set s = \"abcdefgh\" %}{% for i in range(end=40) %}{% set_global s = s ~ s %}{% endfor %}chữ";
    fs::write(&template, doubling).expect("a file");
    let output = limited(folder.path(), "ulimit -v 1500000; exec \"$0\" build");
    assert!(!output.status.success(), "{}", words(&output));
    assert!(
        files_of(&folder.path().join("public")) == before,
        "the published site is as it was"
    );
    fs::remove_dir_all(folder.path().join("themes")).expect("a removal");
    assert!(
        limited(folder.path(), "exec \"$0\" build && exec \"$0\" verify")
            .status
            .success()
    );
}

/// Files become links to a secret, pipes and folders while builds run: none is followed or waited for.
#[test]
fn files_that_become_links_and_pipes_are_neither_followed_nor_waited_for() {
    const FILES: usize = 6;
    let folder = site(60);
    let content = folder.path().join("content");
    let secret = folder.path().join("secret");
    fs::write(&secret, "BÍ MẬT").expect("a file");
    let links: Vec<String> = (0..FILES).map(|at| format!("[Tệp](t{at}.pdf)")).collect();
    let page = format!("---\nloại: Trang\ntên bài: Tệp\n---\n\n{}\n", links.join(", "));
    fs::write(content.join("tep.md"), page).expect("a file");
    let put = |at: usize, turn: usize| {
        let file = content.join(format!("t{at}.pdf"));
        let made = folder.path().join(format!("made-{at}"));
        match turn % 3 {
            0 => fs::write(&made, "x").expect("a file"),
            1 => std::os::unix::fs::symlink(&secret, &made).expect("a link"),
            _ => assert!(Command::new("mkfifo").arg(&made).status().expect("a pipe").success()),
        }
        fs::rename(&made, &file).expect("a rename");
    };
    for at in 0..FILES {
        put(at, 0);
    }
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for turn in 0.. {
                for at in 0..FILES {
                    put(at, turn);
                }
                if is_over.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        for round in 0..6 {
            let output = folder.path().join(format!("out-{round}"));
            let mut command = Command::new(BIN);
            let command = command
                .args(["build", "--output"])
                .arg(&output)
                .arg("--source")
                .arg(folder.path());
            let mut child = command.stderr(Stdio::null()).spawn().expect("the program starts");
            let since = Instant::now();
            let status = loop {
                match child.try_wait().expect("a child") {
                    Some(status) => break status,
                    None if since.elapsed() > PATIENCE => {
                        let _ = child.kill();
                        is_over.store(true, Ordering::SeqCst);
                        panic!("the build hangs");
                    }
                    None => sleep(Duration::from_millis(5)),
                }
            };
            assert!(matches!(status.code(), Some(0 | 1 | 3)), "{status}");
            let published = if output.exists() {
                files_below(&output, "")
            } else {
                Vec::new()
            };
            for path in published {
                let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
                assert!(!text.contains("BÍ MẬT"), "{}", path.display());
            }
        }
        is_over.store(true, Ordering::SeqCst);
    });
}

#[test]
fn a_pipe_at_site_yaml_hangs_no_command() {
    let folder = site(1);
    let pipe = folder.path().join("content/site.yaml");
    assert!(Command::new("mkfifo").arg(pipe).status().expect("a pipe").success());
    for line in [
        "exec timeout 20 \"$0\" explain",
        "exec timeout 20 \"$0\" check",
        "exec timeout 20 \"$0\" --help",
    ] {
        let output = limited(folder.path(), line);
        assert!(
            matches!(output.status.code(), Some(0..=3)),
            "{line}: {:?} {}",
            output.status,
            words(&output)
        );
    }
}

#[test]
fn a_preview_without_file_descriptors_says_so_and_goes_on() {
    let folder = site(2);
    let served = Served::start_in_shell("ulimit -n 48", folder.path());
    assert_eq!(served.get("/").0, 200);
    let held: Vec<TcpStream> = (0..60)
        .filter_map(|_| TcpStream::connect(served.address).ok())
        .collect();
    loop {
        let told = served.later.recv_timeout(PATIENCE).expect("it says so");
        assert!(!told.contains("panicked"), "{told}");
        if told.contains("chưa cho nhận thêm kết nối") {
            break;
        }
    }
    drop(held);
    let since = Instant::now();
    loop {
        let mut stream = served.connect();
        let head = format!(
            "GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            served.address
        );
        let mut answer = Vec::new();
        let is_sent = std::io::Write::write_all(&mut stream, head.as_bytes()).is_ok();
        if is_sent && stream.read_to_end(&mut answer).is_ok() && answer.starts_with(b"HTTP/1.0 200") {
            break;
        }
        assert!(since.elapsed() < PATIENCE, "it never answers again");
        sleep(Duration::from_millis(100));
    }
}

/// Two builds of one output at once, with temporary folders of their own: one is refused, or waits its turn; the site
/// is that of one of them.
#[test]
fn two_temporary_folders_make_no_mixed_site() {
    let (left, right) = (site(80), site(90));
    fs::write(
        right.path().join("content/0.md"),
        "---\nloại: Trang\ntên bài: Khác\n---\n\nChữ.\n",
    )
    .expect("a file");
    let place = tempfile::tempdir().expect("a temporary folder");
    let clean = [&left, &right].map(|source| {
        assert!(limited(source.path(), "exec \"$0\" build").status.success());
        files_of(&source.path().join("public"))
    });
    for round in 0..4 {
        let output = place.path().join(format!("{round}/out"));
        let builds: Vec<_> = [&left, &right]
            .map(|source| {
                let temporary = place
                    .path()
                    .join(format!("tmp-{}", source.path().display()).replace('/', "_"));
                fs::create_dir_all(&temporary).expect("a folder");
                let mut command = Command::new(BIN);
                let command = command
                    .args(["build", "--output"])
                    .arg(&output)
                    .arg("--source")
                    .arg(source.path());
                command
                    .env("TMPDIR", &temporary)
                    .stderr(Stdio::null())
                    .spawn()
                    .expect("the program starts")
            })
            .into();
        let codes: Vec<_> = builds
            .into_iter()
            .map(|mut child| child.wait().expect("it ends").code())
            .collect();
        assert!(
            codes.contains(&Some(0)) && codes.iter().all(|code| matches!(code, Some(0 | 3))),
            "{codes:?}"
        );
        let found = files_of(&output);
        assert!(clean.contains(&found), "{codes:?}: a mixed site");
    }
}

/// A small disk that is full, where one can be mounted without being a superuser outside.
#[test]
fn a_small_full_disk_is_the_machines_failure() {
    let folder = site(40);
    let mount = "mount -t tmpfs -o size=600k tmpfs disk";
    let mut command = Command::new("unshare");
    let script = format!("{mount} && exec sh -c \"$1\" \"$0\"");
    let mut run = |line: &str| {
        let command = command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script, BIN, line]);
        command.current_dir(folder.path()).env("LC_ALL", "C").output()
    };
    fs::create_dir(folder.path().join("disk")).expect("a folder");
    // The first build fits; the one that follows does not, and leaves what was there.
    let line = "mv content/1*.md content/2*.md content/3*.md . && \"$0\" build --output disk/out 2>/dev/null && \
                cp -r disk/out before && rm -f rest && \
                dd if=/dev/zero of=disk/rest bs=1k count=600 2>/dev/null; \
                mv ./*.md content; \"$0\" build --output disk/out; code=$?; rm disk/rest; \
                diff -r --exclude=.congbo before disk/out >&2 && exit $code";
    let Ok(output) = run(line) else { return };
    let words = words(&output);
    if words.contains("unshare") || words.contains("mount:") {
        println!("no disk can be mounted here: {words}");
        return;
    }
    failed_with_a_reason(&output, "a full disk");
}
