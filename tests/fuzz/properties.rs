//! What must hold of any bytes: the same functions for `cargo test`, which tries a few, and for fuzzing, which tries
//! many. Each takes bytes and panics where something does not hold.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use congbo::internals::base::{RelPath, line_column, offset_of};
use congbo::internals::edition::{Options, citations, compile, decoded_font, imported, snapshot_of};
use congbo::internals::input::{Document, HtmlTemplate, Lexicon, SourceFile, parse, read_vocabulary};
use congbo::internals::messages::Place;

/// A property, as it is called after.
pub type Property = fn(&[u8]);

/// All properties, by the names of their fuzzing targets.
pub const ALL: [(&str, Property); 8] = [
    ("front_matter", front_matter),
    ("markdown", markdown),
    ("citations", citations_in_order),
    ("addresses", addresses),
    ("address_lock", address_lock),
    ("site", site),
    ("import", import),
    ("old_fonts", old_fonts),
];

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

/// Places of one file that are checked: each costs a look at the whole text.
const PLACES: usize = 100;

fn file(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile::decode(RelPath::new(name).expect("a sound path"), bytes)
}

/// A head of any bytes is read, and so are vocabularies.
pub fn front_matter(bytes: &[u8]) {
    checked(&[b"---\n", bytes, "\n---\n\nĐiều 1. Một.\n".as_bytes()].concat());
    let vocabulary = file("content/topics.yaml", bytes);
    let all = Some(&vocabulary);
    let read = read_vocabulary(all, all, all, all);
    for diagnostic in read.diagnostics.iter().take(PLACES) {
        on_letters(&vocabulary.text, &diagnostic.place);
    }
}

/// A file of any bytes is read; its provisions are well made.
pub fn markdown(bytes: &[u8]) {
    const HEAD: &[u8] = "---\nloại: Quyết định\ntrích yếu: Công tác dân vận\n---\n\n".as_bytes();
    checked(bytes);
    checked(&[HEAD, bytes].concat());
}

/// Parses a file and checks all that must hold of what comes out.
pub fn checked(bytes: &[u8]) -> Option<Document> {
    let file = file("content/van-ban.md", bytes);
    let parsed = parse(&file, &LEXICON);
    for diagnostic in parsed.diagnostics.iter().take(PLACES) {
        on_letters(&file.text, &diagnostic.place);
        for label in &diagnostic.labels {
            on_letters(&file.text, &label.place);
        }
    }
    if let Some(document) = &parsed.value {
        well_made(document);
    }
    parsed.value
}

/// A place lies in its file, on character boundaries, and is found again by its line and column.
pub fn on_letters(text: &str, place: &Place) {
    let Some(span) = place.span else { return };
    assert!(
        span.start <= span.end && span.end <= text.len(),
        "{span:?} leaves the text"
    );
    assert!(
        text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
        "{span:?}"
    );
    assert_eq!(offset_of(text, line_column(text, span.start)), span.start);
}

/// Provisions nest as their HTML does, which is the same when it is written again; tags are balanced; an address stands
/// twice only in a broken document.
fn well_made(document: &Document) {
    let markup = document.markup(&LEXICON);
    document.drop_markup();
    assert_eq!(document.markup(&LEXICON), markup);
    for (at, provision) in document.provisions.iter().enumerate() {
        let range = markup.range(at);
        assert!(markup.linked.html.is_char_boundary(range.start));
        assert!(provision.span.end <= document.source().len());
        if let Some(parent) = provision.parent() {
            let outer = markup.range(parent);
            assert!(outer.start <= range.start && range.end <= outer.end, "{provision:?}");
        }
        balanced(markup.html_of(at));
    }
    let addresses: BTreeSet<&str> = document.provisions.iter().map(|row| row.address.as_str()).collect();
    assert!(
        document.broken || addresses.len() == document.provisions.len(),
        "an address stands twice"
    );
    let texts = [&document.title, &document.summary, &document.note]
        .into_iter()
        .flatten();
    for linked in texts.chain(&document.footnotes).chain([&markup.linked]) {
        holes_in_order(linked);
        balanced(&linked.html);
    }
    for mention in document.references.mentions.iter().take(PLACES) {
        let (sentence, range) = mention.occurrence.sentence();
        assert!(sentence.get(range.clone()).is_some(), "{range:?} of {sentence:?}");
        on_letters(document.source(), &document.place(mention.occurrence.span));
    }
}

fn holes_in_order(linked: &HtmlTemplate) {
    assert!(
        linked.placeholders.is_sorted_by_key(|(at, _)| *at),
        "holes run forwards"
    );
    assert!(
        linked
            .placeholders
            .iter()
            .all(|(at, _)| linked.html.is_char_boundary(at.get()))
    );
}

/// Every tag that is opened is closed, in order.
fn balanced(html: &str) {
    let mut open = Vec::new();
    for piece in html.split('<').skip(1) {
        let name: String = piece
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .collect();
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop().as_deref(), Some(closed), "in {html}"),
            None if matches!(name.as_str(), "br" | "hr" | "img") => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?} stay open in {html}");
}

/// Citations of any text lie in order.
pub fn citations_in_order(bytes: &[u8]) {
    cited_in_order(&String::from_utf8_lossy(bytes));
}

/// Citations lie in the text, on character boundaries, in order, and do not overlap.
pub fn cited_in_order(text: &str) {
    let mut end = 0;
    for found in citations(text) {
        assert!(
            end <= found.span.start && found.span.start < found.span.end,
            "{found:?}"
        );
        assert!(text.get(found.span.clone()).is_some(), "{found:?} cuts a letter");
        end = found.span.end;
    }
}

/// A text in YAML, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Lines are put wherever an address comes from; what has no error gets paths that every disk can hold.
pub fn addresses(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let fields = ["loại", "số ký hiệu", "slug", "cơ quan ban hành"];
    let mut files: Vec<(String, String)> = Vec::new();
    for number in 1..=4 {
        let mut head = format!("---\ntrích yếu: Bài {number}\nngày ban hành: 1/2/2011\n");
        for field in fields {
            let value = lines.next().map(quoted);
            head.extend(value.map(|value| format!("{field}: {value}\n")));
        }
        for field in ["địa chỉ cũ", "chủ đề"] {
            let value = lines.next().map(quoted);
            head.extend(value.map(|value| format!("{field}: [{value}]\n")));
        }
        files.push((format!("content/{number}.md"), format!("{head}---\n\nChữ.\n")));
    }
    let written: Vec<String> = lines.map(|line| format!("{line}\n")).collect();
    files.push(("content/redirects.txt".to_owned(), written.concat()));
    made(&files);
}

/// A list of published addresses is read; written again it says the same, and so does the next one.
pub fn address_lock(bytes: &[u8]) {
    let document =
        "---\nloại: Quyết định\nsố ký hiệu: 1-QĐ/TU\nngày ban hành: 1/2/2011\n---\n\nĐiều 1. Một.\n\n1. Hai.\n";
    let site = |lock: &[u8]| {
        let files = [("content/a.md", document.as_bytes()), ("content/addresses.lock", lock)];
        let snapshot = snapshot_of(&files);
        let today = snapshot.today;
        let outcome = compile(&snapshot, &Options::default());
        for diagnostic in outcome.diagnostics.iter().take(PLACES) {
            let text = snapshot.text_of(&diagnostic.place.path);
            text.into_iter().for_each(|text| on_letters(text, &diagnostic.place));
        }
        outcome.site.map(|site| site.addresses(today).0)
    };
    let Some(first) = site(bytes) else { return };
    let second = site(first.as_bytes()).expect("what is written has no error");
    assert_eq!(first, second);
}

/// The most files and pages of a small site: more would only be slower.
const MAX_FILES: usize = 12;
const MAX_PAGES: usize = 400;

/// A small site, its files under lines `-- path --` as in the fixtures: it is compiled, and each page rendered.
pub fn site(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let text = text.split("\n== ").next().unwrap_or("");
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let header = line
            .trim_end()
            .strip_prefix("-- ")
            .and_then(|rest| rest.strip_suffix(" --"));
        match (header, files.last_mut()) {
            (Some(path), _) => files.push((path.trim_end_matches(" escaped").to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => {}
        }
    }
    files.truncate(MAX_FILES);
    made(&files);
}

/// Compiles a site and renders its pages, where it has no error.
fn made(files: &[(String, String)]) {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_bytes()))
        .collect();
    let snapshot = snapshot_of(&files);
    let outcome = compile(&snapshot, &Options::default());
    for diagnostic in outcome.diagnostics.iter().take(PLACES) {
        let text = snapshot.text_of(&diagnostic.place.path);
        text.into_iter().for_each(|text| on_letters(text, &diagnostic.place));
    }
    let Some(site) = outcome.site else { return };
    let planned = site.files();
    let paths: BTreeSet<String> = planned.iter().map(|file| file.path.to_lowercase()).collect();
    assert_eq!(paths.len(), planned.len(), "two files differ in capitals only");
    for path in &paths {
        let parts: Vec<&str> = path.split('/').collect();
        let is_sound = |part: &&str| !part.is_empty() && part.len() <= 255 && !matches!(*part, "." | "..");
        assert!(
            parts.iter().all(is_sound) && !path.contains(['\n', '\r', '\0', '\\']),
            "{path}"
        );
        assert!(parts[0] != ".congbo", "{path}");
        for (end, _) in path.match_indices('/') {
            assert!(!paths.contains(&path[..end]), "{path} lies below a file");
        }
    }
    if planned.len() > MAX_PAGES {
        return;
    }
    for (position, file) in planned.iter().enumerate().filter(|(_, file)| file.path != "SHA256SUMS") {
        let mut bytes = Vec::new();
        let rendered = site.render(position, &mut bytes);
        // A theme of the site's own may be broken.
        assert!(rendered.is_ok() || !snapshot.themes.is_empty(), "{}", file.path);
        assert!(
            !file.path.ends_with(".html") || String::from_utf8(bytes).is_ok(),
            "{}",
            file.path
        );
    }
}

/// A file of any bytes in some format is imported or refused; what is written of it can be read.
pub fn import(bytes: &[u8]) {
    let Some((format, rest)) = bytes.split_first() else {
        return;
    };
    let name = ["a.docx", "a.html", "a.pdf", "a.txt"][usize::from(*format) % 4];
    if let Some((path, text)) = imported(name, rest) {
        assert!(path.starts_with("content/") && path.ends_with(".md"), "{path}");
        assert!(text.ends_with('\n'), "{text:?}");
        checked(text.as_bytes());
    }
}

/// A text in a font of before Unicode is decoded, and loses no word between blanks.
pub fn old_fonts(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for font in [".VnTime", ".VnTimeH", "VNI-Times"] {
        for others_are_unicode in [false, true] {
            if let Some(decoded) = decoded_font(font, &text, others_are_unicode) {
                assert!(!decoded.trim().is_empty() || text.trim().is_empty(), "{font}: {text:?}");
            }
        }
    }
}
