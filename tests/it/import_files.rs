//! What an import does beside its text: pictures that become files, and .pdf files that another program reads.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::{crate_root, docx, files_below};

/// A site with a source, whose import is run.
struct Site(tempfile::TempDir);

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("content")).expect("a folder");
        Site(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path().join(name), bytes).expect("written");
    }

    fn import(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("congbo runs")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
        command
            .current_dir(self.path())
            .args(["--lang", "vi", "import"])
            .args(arguments);
        command
    }

    /// The files of the content, by name.
    fn names(&self) -> Vec<String> {
        let content = self.path().join("content");
        let name = |path: std::path::PathBuf| {
            let name = path.strip_prefix(&content).expect("below");
            name.to_string_lossy().replace('\\', "/")
        };
        let mut names: Vec<String> = files_below(&content, "").into_iter().map(name).collect();
        names.sort();
        names
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join("content").join(name)).expect("a text")
    }
}

fn printed(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// A picture of one pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

/// A page with two pictures in it, one that is elsewhere, and a drawing.
fn page(alt: &str) -> String {
    let data = data_encoding::BASE64.encode(PNG);
    let drawing = data_encoding::BASE64.encode(b"\x01\0\0\0l\0\0\0 EMF");
    format!(
        "<html><body><p>TỈNH ỦY HÀ NAM</p><p>Số 12-TB/TU</p><p>THÔNG BÁO</p><p>về nơi làm việc</p>\
         <p>Điều 1. Nơi làm việc ở tầng hai.</p><p><img src=\"data:image/png;base64,{data}\" alt=\"{alt}\"></p>\
         <p>Điều 2. Sơ đồ kèm theo.</p><p><img src=\"https://example.org/xa.png\" alt=\"Ảnh ở xa\"></p>\
         <p><img src=\"data:image/x-emf;base64,{drawing}\" alt=\"Hình vẽ\"></p></body></html>"
    )
}

#[test]
fn pictures_become_files_beside_the_document() {
    let site = Site::new();
    site.write("a.html", page("Sơ đồ nơi làm việc").as_bytes());
    let tried = site.import(&["--dry-run", "a.html"]);
    assert!(tried.status.success(), "{}", printed(&tried));
    assert!(site.names().is_empty(), "a dry run writes nothing: {:?}", site.names());
    let output = site.import(&["a.html"]);
    let words = printed(&output);
    assert!(output.status.success(), "{words}");
    assert_eq!(site.names(), ["thong-bao/12-tb-tu-hinh-1.png", "thong-bao/12-tb-tu.md"]);
    let picture = site.path().join("content/thong-bao/12-tb-tu-hinh-1.png");
    assert_eq!(fs::read(&picture).expect("a picture"), PNG);
    let text = site.text("thong-bao/12-tb-tu.md");
    assert!(text.contains("![Sơ đồ nơi làm việc](12-tb-tu-hinh-1.png)"), "{text}");
    // What no browser shows, and what would have to be fetched, is left to the editor.
    assert!(words.contains("Ảnh ở xa") && words.contains("Hình vẽ"), "{words}");
    assert_eq!(words.matches("có ảnh").count(), 2, "{words}");
}

#[test]
fn a_corrected_version_keeps_its_pictures() {
    let site = Site::new();
    site.write("a.html", page("").as_bytes());
    let output = site.import(&["a.html"]);
    assert!(output.status.success(), "{}", printed(&output));
    let path = "thong-bao/12-tb-tu.md";
    let with_alt = site.text(path).replace("![](", "![Sơ đồ tầng hai](");
    site.write("content/thong-bao/12-tb-tu.md", with_alt.as_bytes());
    let corrected = page("").replace("tầng hai.", "tầng ba.");
    site.write("b.html", corrected.as_bytes());
    let output = site.import(&["--update", "content/thong-bao/12-tb-tu.md", "b.html"]);
    assert!(output.status.success(), "{}", printed(&output));
    let text = site.text(path);
    assert!(
        text.contains("tầng ba") && text.contains("![Sơ đồ tầng hai](12-tb-tu-hinh-1.png)"),
        "{text}"
    );
    assert_eq!(site.names(), ["thong-bao/12-tb-tu-hinh-1.png", path]);
}

#[test]
fn a_picture_of_a_docx_takes_no_name_of_another_file() {
    let parts = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = parts.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    };
    write(
        "word/relationships.xml",
        b"<Relationship Id=\"rId7\" Type=\"http://x/image\" Target=\"media/image1.png\"/>",
    );
    write("word/media/image1.png", PNG);
    let line = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\" descr=\"Bản đồ [xã]\"/><a:blip \
                   r:embed=\"rId7\"/></wp:inline></w:drawing></w:r></w:p>";
    let body = ["Số 9-TB/TU", "THÔNG BÁO", "về bản đồ", "Điều 1. Bản đồ."]
        .map(line)
        .concat();
    write("word/document.xml", format!("{body}{picture}{picture}").as_bytes());
    let site = Site::new();
    site.write("a.docx", &docx::of_folder(parts.path()));
    fs::create_dir(site.path().join("content/thong-bao")).expect("a folder");
    site.write("content/thong-bao/9-tb-tu-HINH-1.png", b"another");
    let output = site.import(&["a.docx"]);
    assert!(output.status.success(), "{}", printed(&output));
    let text = site.text("thong-bao/9-tb-tu.md");
    let shown = "![Bản đồ \\[xã\\]](9-tb-tu-hinh-2.png)";
    assert_eq!(text.matches(shown).count(), 2, "{text}");
    assert_eq!(site.names().len(), 3, "one file for a picture that is shown twice");
}

/// A program in place of `pdftotext`; `None` for a machine without it.
#[cfg(unix)]
fn with_reader(script: Option<&str>) -> (Site, Output) {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::new();
    let folder = site.path().join("bin");
    fs::create_dir(&folder).expect("a folder");
    if let Some(script) = script {
        let program = folder.join("pdftotext");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("may run");
    }
    site.write("a.pdf", b"%PDF-1.4\n");
    let path = match script {
        Some(_) => format!("{}:/usr/bin:/bin", folder.display()),
        None => folder.display().to_string(),
    };
    let output = site
        .command(&["a.pdf"])
        .env("PATH", path)
        .output()
        .expect("congbo runs");
    (site, output)
}

#[cfg(unix)]
const PRINTS_PAGE: &str = "cat <<'END'
TỈNH ỦY HÀ NAM                         ĐẢNG CỘNG SẢN VIỆT NAM
Số 15-TB/TU                            Hà Nam, ngày 14 tháng 6 năm 2023

                          THÔNG BÁO
                  về lịch tiếp công dân quý III
Điều 1. Tiếp công dân vào ngày 15 hằng tháng.
END";

#[cfg(unix)]
#[test]
fn without_a_reader_of_pdf_files_the_message_shows_how_to_get_it() {
    let (site, output) = with_reader(None);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    assert!(printed(&output).contains("poppler"), "{}", printed(&output));
    assert!(site.names().is_empty());
}

#[cfg(unix)]
#[test]
fn a_reader_that_knows_no_places_lays_the_text_out() {
    let usage =
        format!("case $1 in -bbox) echo 'Usage: pdftotext [options] <PDF-file>' >&2; exit 99;; esac\n{PRINTS_PAGE}");
    for script in [PRINTS_PAGE, &usage] {
        let (site, output) = with_reader(Some(script));
        assert!(output.status.success(), "{}", printed(&output));
        assert_eq!(site.names(), ["thong-bao/15-tb-tu.md"]);
        let text = site.text("thong-bao/15-tb-tu.md");
        assert!(
            text.contains("trích yếu: về lịch tiếp công dân quý III\n") && text.contains("14/6/2023"),
            "{text}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_fails_writes_nothing() {
    let fails = [
        ("echo 'Command Line Error: Incorrect password' >&2; exit 1", "mật khẩu"),
        ("echo 'Syntax Error: broken' >&2; exit 1", "Syntax Error: broken"),
        ("exit 0", "ảnh quét"),
        ("exec yes 'chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ'", "64"),
    ];
    for (script, message) in fails {
        let (site, output) = with_reader(Some(script));
        let words = printed(&output);
        assert_eq!(output.status.code(), Some(1), "{words}");
        assert!(words.contains(message), "{script}: {words}");
        assert!(site.names().is_empty(), "{script}");
    }
}

#[cfg(unix)]
#[test]
#[ignore = "takes a minute"]
fn a_reader_that_takes_too_long_is_stopped() {
    let (site, output) = with_reader(Some("exec sleep 600"));
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    assert!(printed(&output).contains("quá lâu"), "{}", printed(&output));
    assert!(site.names().is_empty());
}

/// Each .pdf of `tests/import/pdf-files/`, through the program itself.
#[test]
#[ignore = "needs pdftotext"]
fn pdf_files_become_documents() {
    let folder = crate_root().join("tests/import/pdf-files");
    for file in files_below(&folder, ".pdf") {
        let site = Site::new();
        let source = file.display().to_string();
        let output = site.import(&[&source]);
        assert!(output.status.success(), "{}", printed(&output));
        let names = site.names();
        let [name] = names.as_slice() else { panic!("{names:?}") };
        let seen = format!("{name}\n{}", site.text(name));
        let expected = file.with_extension("txt");
        if std::env::var_os("CONGBO_UPDATE").is_some() {
            fs::write(&expected, &seen).expect("written");
        }
        let expected = fs::read_to_string(&expected).expect("what the file becomes");
        assert_eq!(seen, expected.replace("\r\n", "\n"), "{source}");
    }
}
