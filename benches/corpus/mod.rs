//! A corpus of official documents made by rule: the same bytes on every machine, for every run.
//!
//! Titles, numbers, dates, topics and texts are drawn from small tables; each document cites six to ten others, half
//! of them among the two in a hundred that are cited most.

pub mod hugo;
mod words;
pub mod zola;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use congbo::internals::base::slug;
use words::{CITE_LEADS, ISSUERS, KINDS, OBJECTS, OPENERS, PURPOSES, ROMAN, SECTIONS, TOPICS, UNITS, VERBS};

/// splitmix64: small, fast, and the same everywhere.
struct Draw(u64);

impl Draw {
    fn new(parts: &[u64]) -> Self {
        let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
        for part in parts {
            state = (state ^ part)
                .wrapping_mul(0xBF58_476D_1CE4_E5B9)
                .wrapping_add(0x94D0_49BB_1331_11EB);
        }
        Draw(state)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.next()) * count as u128) >> 64) as usize
    }

    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

/// The head of a document.
pub struct Document {
    /// Where its file stands, from the top of the site.
    pub path: String,
    /// The address of its page.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Year, month, day.
    pub date: (usize, usize, usize),
    position: usize,
    number: String,
    kind: &'static str,
    issuer: &'static str,
    topics: Vec<usize>,
    summary: String,
}

const DIGEST_SEED: u64 = 1;

/// Writes a corpus below a folder.
pub fn write(root: &Path, documents: &[Document]) {
    for document in documents {
        put(root, &document.path, &text(document, documents));
    }
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a writable file");
}

fn years(documents: &[Document]) -> BTreeSet<usize> {
    documents.iter().map(|document| document.date.0).collect()
}

/// The address of a document's page where a site keeps its files in the order of its folders.
pub fn address_by_path(document: &Document) -> String {
    let path = document.path.trim_start_matches("content").trim_end_matches(".md");
    format!("{path}/")
}

/// The documents of a corpus.
pub fn heads(count: usize) -> Vec<Document> {
    let wheel: Vec<(&str, &str)> = KINDS
        .iter()
        .flat_map(|(name, symbol, weight)| std::iter::repeat_n((*name, *symbol), *weight))
        .collect();
    let top = if count <= 50_000 { 999 } else { 9_999 };
    let mut seen = HashSet::new();
    (0..count)
        .map(|position| head(position, &wheel, top, &mut seen))
        .collect()
}

fn head(
    position: usize,
    wheel: &[(&'static str, &'static str)],
    top: usize,
    seen: &mut HashSet<(usize, &'static str, &'static str)>,
) -> Document {
    let mut draw = Draw::new(&[DIGEST_SEED, 1, position as u64]);
    let (kind, symbol) = draw.pick(wheel);
    let (issuer, of) = draw.pick(&ISSUERS);
    let mut number = draw.between(1, top);
    while !seen.insert((number, symbol, of)) {
        number = number % top + 1;
    }
    let number = format!("{number:02}-{symbol}/{of}");
    let date = (draw.between(2005, 2025), draw.between(1, 12), draw.between(1, 28));
    let mut topics = Vec::new();
    for _ in 0..draw.between(1, 3) {
        let topic = draw.below(TOPICS.len());
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    let title = format!("{kind} số {number} về {} {}", draw.pick(&VERBS), draw.pick(&OBJECTS));
    let summary = sentence(&mut draw, None);
    let name = slug(&number);
    Document {
        path: format!("content/van-ban/{}/{name}.md", date.0),
        address: format!("/{}/{}/{name}/", slug(kind), date.0),
        position,
        number,
        kind,
        issuer,
        date,
        topics,
        title,
        summary,
    }
}

fn sentence(draw: &mut Draw, cited: Option<&str>) -> String {
    let mut words = format!("{} {} {}", draw.pick(&OPENERS), draw.pick(&VERBS), draw.pick(&OBJECTS));
    if draw.below(2) != 0 {
        words.push_str(&format!(", {} {}", draw.pick(&VERBS), draw.pick(&OBJECTS)));
    }
    if let Some(cited) = cited {
        words.push_str(&format!(", {} {cited}", draw.pick(&CITE_LEADS)));
    }
    if draw.below(3) != 0 {
        words.push_str(&format!(", {}", draw.pick(&PURPOSES)));
    }
    words.push('.');
    words
}

/// Six to ten others; half of the picks fall on the most cited.
fn cited(document: &Document, count: usize) -> Vec<usize> {
    let mut draw = Draw::new(&[DIGEST_SEED, 3, document.position as u64]);
    let wanted = draw.between(6, 10).min(count - 1);
    let hot = (count / 50).max(1);
    let mut found: Vec<usize> = Vec::new();
    while found.len() < wanted {
        let is_hot = draw.below(2) != 0;
        let mut other = draw.below(if is_hot { hot } else { count });
        if other == document.position || found.contains(&other) {
            other = draw.below(count);
        }
        if other != document.position && !found.contains(&other) {
            found.push(other);
        }
    }
    found
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The whole file.
pub fn text(document: &Document, documents: &[Document]) -> String {
    let topics: Vec<String> = document.topics.iter().map(|topic| quoted(TOPICS[*topic])).collect();
    let (year, month, day) = document.date;
    format!(
        "---\ntitle: {}\nnumber: {}\nkind: {}\nissuer: {}\ndate: {year:04}-{month:02}-{day:02}\ntopics: [{}]\nsummary: {}\n---\n\n{}",
        quoted(&document.title),
        quoted(&document.number),
        quoted(document.kind),
        quoted(document.issuer),
        topics.join(", "),
        quoted(&document.summary),
        body(document, documents, |cited| cited.number.clone()),
    )
}

/// A text with its citations, told out one by one.
struct Writer {
    draw: Draw,
    citations: std::vec::IntoIter<String>,
    sentences: usize,
    lines: Vec<String>,
}

impl Writer {
    fn paragraph(&mut self, sentences: usize) -> String {
        let mut words = Vec::new();
        for _ in 0..sentences {
            self.sentences += 1;
            let cited = if self.sentences.is_multiple_of(3) {
                self.citations.next()
            } else {
                None
            };
            words.push(sentence(&mut self.draw, cited.as_deref()));
        }
        words.join(" ")
    }

    fn task(&mut self) -> (String, &'static str) {
        (capital(self.draw.pick(&VERBS)), self.draw.pick(&OBJECTS))
    }

    fn line(&mut self, line: String) {
        self.lines.push(line);
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text; how it writes the number of a document that it cites is for each to say.
fn body(document: &Document, documents: &[Document], number: impl Fn(&Document) -> String) -> String {
    let citation = |other: usize| {
        let other = &documents[other];
        let (year, month, day) = other.date;
        format!(
            "{} số {} ngày {day}/{month}/{year} của {}",
            other.kind,
            number(other),
            other.issuer
        )
    };
    let citations: Vec<String> = cited(document, documents.len()).into_iter().map(citation).collect();
    let mut writer = Writer {
        draw: Draw::new(&[DIGEST_SEED, 2, document.position as u64]),
        citations: citations.into_iter(),
        sentences: 0,
        lines: Vec::new(),
    };
    let ground = writer.citations.next().unwrap_or_else(|| "Điều lệ Đảng".to_owned());
    let (proposer, matter) = (writer.draw.pick(&ISSUERS).0, writer.draw.pick(&OBJECTS));
    writer.line(format!(
        "Căn cứ {ground}; xét đề nghị của {proposer} về {matter}, {} ban hành văn bản này, nội dung cụ thể như sau:\n",
        document.issuer
    ));
    let sections = 4 + usize::from(writer.draw.below(3) == 0);
    for section in 0..sections {
        writer.line(format!("## {}. {}\n", ROMAN[section], SECTIONS[section]));
        match section {
            0 => goals(&mut writer),
            3 => figures(&mut writer, document.date.0),
            _ => tasks(&mut writer, section == 1),
        }
    }
    close(writer, document)
}

fn goals(writer: &mut Writer) {
    for number in 1..=3 {
        let words = writer.paragraph(1);
        writer.line(format!("{number}. {words}"));
    }
    writer.line(String::new());
}

fn figures(writer: &mut Writer, year: usize) {
    writer.line(format!("| TT | Chỉ tiêu | Đơn vị | {year} | {} |", year + 4));
    writer.line("| --- | --- | --- | ---: | ---: |".to_owned());
    for row in 1..=4 {
        let low = writer.draw.between(5, 900);
        let (matter, unit) = (capital(writer.draw.pick(&OBJECTS)), writer.draw.pick(&UNITS));
        let high = low + writer.draw.between(1, 200);
        writer.line(format!("| {row} | {matter} | {unit} | {low} | {high} |"));
    }
    writer.line(String::new());
    let words = writer.paragraph(1);
    writer.line(format!("{words}\n"));
}

fn tasks(writer: &mut Writer, has_note: bool) {
    let (verb, matter) = writer.task();
    writer.line(format!("### 1. {verb} {matter}\n"));
    let words = writer.paragraph(2);
    writer.line(format!("1.1. {words}{}\n", if has_note { "[^1]" } else { "" }));
    let matter = capital(writer.draw.pick(&OBJECTS));
    writer.line(format!("#### 1.2. {matter}\n"));
    let purpose = capital(writer.draw.pick(&PURPOSES));
    let words = writer.paragraph(1);
    writer.line(format!("**{purpose}**: {words}\n"));
    for _ in 0..3 {
        let (verb, matter) = writer.task();
        writer.line(format!("- {verb} {matter};"));
    }
    writer.line(String::new());
    let (verb, matter) = writer.task();
    writer.line(format!("### 2. {verb} {matter}\n"));
    let words = writer.paragraph(2);
    writer.line(format!("2.1. {words}\n"));
    let count = 1 + writer.draw.below(2);
    let words = writer.paragraph(count);
    writer.line(format!("2.2. {words}\n"));
}

fn close(mut writer: Writer, document: &Document) -> String {
    writer.line(format!(
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về {} để xem xét.",
        document.issuer
    ));
    while let Some(citation) = writer.citations.next() {
        let words = sentence(&mut writer.draw, Some(&citation));
        writer.line(format!("\n{words}"));
    }
    let (year, month, day) = document.date;
    let by = writer.draw.pick(&ISSUERS).0;
    writer.line(format!(
        "\n[^1]: Số liệu tính đến ngày {day}/{month}/{year}, do {by} tổng hợp.\n"
    ));
    writer.lines.join("\n")
}
