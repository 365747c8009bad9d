//! Reads and writes `content/addresses.lock`: the published addresses, which must keep working.
//!
//! One line for each page, with columns separated by tabs: address, file, key, digest of its words, and a mark if its
//! provisions have pages too, and the day on which the line was first written. The next line, after a tab, lists its provisions, each with a digest of its words.
//! Sorted, so that branches merge. The first line, `tag:`, has the authority in the ids of the feeds.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::base::date::PartialDate;
use crate::base::fold::fold;
use crate::base::span::Span;
use crate::input::source::SourceFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// A page that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublishedPage {
    /// Its address below the root of the site, without the leading slash.
    pub address: String,
    /// The file that it was made from.
    pub file: String,
    /// What it showed: the key of a document, the name of a topic or body.
    pub key: String,
    /// Digest of its words; empty if it had none.
    pub words: String,
    /// Whether each numbered provision had a page of its own (theo dõi).
    pub follow: bool,
    /// The day on which it was first written down; `None` for lines of before days were.
    pub since: Option<PartialDate>,
    /// The provisions of its text.
    pub places: Vec<PublishedPlace>,
}

/// A provision that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublishedPlace {
    /// The address of the provision.
    pub address: String,
    /// Digest of its words.
    pub words: String,
}

/// A page of the lock file with its bytes there.
#[derive(Clone, Debug)]
pub(crate) struct LockedPage {
    /// The published page.
    pub page: PublishedPage,
    /// The bytes of its address.
    pub span: Span,
    /// The bytes of the addresses of its provisions.
    pub places: Vec<Span>,
}

/// The parsed lock file.
#[derive(Clone, Debug, Default)]
pub(crate) struct AddressLock {
    /// The authority in the ids of the published feeds (tag URIs, RFC 4151).
    pub authority: Option<String>,
    /// The pages that were published.
    pub pages: Vec<LockedPage>,
    /// The version of the program that wrote the file, and the bytes of its line.
    pub version: Option<(Version, Span)>,
}

/// The three numbers of a version.
pub(crate) type Version = (u32, u32, u32);

/// Reads `0.2.0`.
pub(crate) fn version(text: &str) -> Option<Version> {
    let mut numbers = text.trim().splitn(3, '.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??, numbers.next()??))
}

const HEADER: &str = "\
# Các địa chỉ đã đăng, không được mất. Tệp này do `congbo check --write-addresses` ghi; đừng sửa bằng tay.
# Muốn bỏ hẳn một địa chỉ: `congbo check --forget ĐỊA-CHỈ`, và nói lý do khi ghi vào git.
# The addresses that were published. Written by `congbo check --write-addresses`; do not edit.
";

/// The beginning of the comment with the version that wrote the file; programs of before pass it over.
const WRITER: &str = "# congbo ";

/// An empty column.
const EMPTY_COLUMN: &str = "-";

/// The mark of a page whose numbered provisions have pages of their own (theo dõi).
const FOLLOWED: &str = "theo-dõi";

/// The beginning of the line with the authority in the ids of feeds.
const TAG: &str = "tag:";

/// Reads the file; a line that cannot be read is reported and left out.
pub(crate) fn read(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> AddressLock {
    diagnostics.extend(file.diagnostics.iter().cloned());
    let mut authority = None;
    let mut writer: Option<(Version, Span)> = None;
    let mut found: Vec<LockedPage> = Vec::new();
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if let Some(written) = line.strip_prefix(WRITER).and_then(version)
            // A merge may leave both.
            && writer.is_none_or(|(known, _)| known < written)
        {
            writer = Some((written, Span::new(start, start + line.len())));
        }
        let is_read = match line.strip_prefix('\t') {
            _ if line.trim().is_empty() || line.starts_with('#') => true,
            Some(places) => found.last_mut().is_some_and(|page| add_places(page, places, start + 1)),
            None => match line.strip_prefix(TAG) {
                Some(name) => is_authority(name) && *authority.get_or_insert_with(|| name.to_owned()) == name,
                None => page_of(line, start).map(|page| found.push(page)).is_some(),
            },
        };
        if !is_read {
            let place = Place::at(&file.path, Span::new(start, start + line.len()));
            diagnostics.push(Diagnostic::new(Code::BadAddressLock, place));
        }
    }
    AddressLock {
        authority,
        pages: merged(found),
        version: writer,
    }
}

/// Joins the lines of one address. Git keeps the lines of both sides where two branches wrote the same page
/// (`merge=union`): the places of both were published, and the earlier day counts.
fn merged(pages: Vec<LockedPage>) -> Vec<LockedPage> {
    let mut kept: Vec<LockedPage> = Vec::with_capacity(pages.len());
    let mut positions: HashMap<String, usize> = HashMap::with_capacity(pages.len());
    for page in pages {
        match positions.entry(page.page.address.clone()) {
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(page);
            }
            Entry::Occupied(place) => kept[*place.get()].join(page),
        }
    }
    kept
}

impl LockedPage {
    /// Adds what another line of the same address has besides.
    fn join(&mut self, other: LockedPage) {
        // Lines without a day are of before days were written.
        self.page.since = self.page.since.min(other.page.since);
        self.page.follow |= other.page.follow;
        if self.page.words.is_empty() {
            self.page.words = other.page.words;
        }
        let known: HashSet<String> = self.page.places.iter().map(|place| place.address.clone()).collect();
        for (place, span) in other.page.places.into_iter().zip(other.places) {
            if !known.contains(&place.address) {
                self.page.places.push(place);
                self.places.push(span);
            }
        }
    }
}

/// Returns the text of the file without the lines of an address; `None` where it has none.
pub(crate) fn without_page(text: &str, address: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let (mut is_removed, mut found) = (false, false);
    for line in text.split_inclusive('\n') {
        if !line.starts_with('\t') {
            is_removed = line.split('\t').next() == Some(address);
            found |= is_removed;
        }
        if !is_removed {
            out.push_str(line);
        }
    }
    found.then_some(out)
}

/// Returns whether a text may be the authority of the ids of feeds: a host name (RFC 4151), and the folder of the site
/// on that host, where it is in one.
pub(crate) fn is_authority(name: &str) -> bool {
    let is_sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~');
    let (host, folder) = name.split_once('/').unwrap_or((name, "x"));
    let mut parts = folder.split('/');
    !host.is_empty() && host.chars().all(is_sound) && parts.all(|part| !part.is_empty() && part.chars().all(is_plain))
}

fn page_of(line: &str, start: usize) -> Option<LockedPage> {
    let mut columns = line.split('\t').peekable();
    let address = columns.next()?;
    let path = address.strip_prefix('/')?;
    let filled = |text| if text == EMPTY_COLUMN { "" } else { text };
    let mut text = || columns.next().map(|text| filled(text).to_owned());
    let page = PublishedPage {
        address: path.to_owned(),
        file: text()?,
        key: text()?,
        words: text()?,
        follow: columns.next_if_eq(&FOLLOWED).is_some(),
        since: columns.peek().and_then(|text| day(text)),
        places: Vec::new(),
    };
    if page.since.is_some() {
        columns.next();
    }
    columns.next().is_none().then(|| LockedPage {
        page,
        span: Span::new(start, start + address.len()),
        places: Vec::new(),
    })
}

/// Parses a day as the file writes it: `2026-11-30`.
fn day(text: &str) -> Option<PartialDate> {
    let date = PartialDate::parse(text).ok()?;
    (matches!(date, PartialDate::Day(_)) && date.iso() == text).then_some(date)
}

fn add_places(locked: &mut LockedPage, line: &str, start: usize) -> bool {
    let mut at = start;
    let known: HashSet<String> = locked.page.places.iter().map(|place| place.address.clone()).collect();
    for item in line.split(' ') {
        let Some((address, words)) = item.split_once(':') else {
            return false;
        };
        if !known.contains(address) {
            locked.places.push(Span::new(at, at + address.len()));
            let (address, words) = (address.to_owned(), words.to_owned());
            locked.page.places.push(PublishedPlace { address, words });
        }
        at += item.len() + 1;
    }
    true
}

/// Writes the file; `pages` in any order.
pub(crate) fn write(mut pages: Vec<PublishedPage>, authority: &str) -> String {
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    let mut out = format!("{HEADER}{WRITER}{}\n{TAG}{authority}\n", env!("CARGO_PKG_VERSION"));
    for page in &pages {
        let column = |text: &str| {
            let text = text.replace(['\t', '\n'], " ");
            if text.is_empty() { EMPTY_COLUMN.to_owned() } else { text }
        };
        out += &format!("/{}", page.address);
        for text in [&page.file, &page.key, &page.words] {
            out += &format!("\t{}", column(text));
        }
        if page.follow {
            out += &format!("\t{FOLLOWED}");
        }
        if let Some(day) = page.since {
            out.push('\t');
            out.push_str(&day.iso());
        }
        out.push('\n');
        if !page.places.is_empty() {
            let places = page
                .places
                .iter()
                .map(|place| format!("{}:{}", place.address, place.words));
            out += &format!("\t{}\n", places.collect::<Vec<_>>().join(" "));
        }
    }
    out
}

/// Returns the letters and digits of a text, folded: a corrected accent or a new line break does not change the digest.
pub(crate) fn words_of(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::{PublishedPage, PublishedPlace, read, without_page, write};
    use crate::base::date::PartialDate;
    use crate::base::path::RelPath;
    use crate::input::source::{ADDRESS_LOCK_PATH, SourceFile};

    fn file(text: &str) -> SourceFile {
        SourceFile::decode(RelPath::new(ADDRESS_LOCK_PATH).expect("a path"), text.as_bytes())
    }

    #[test]
    fn a_written_lock_is_read_again() {
        let page = |address: &str, places: &[&str]| PublishedPage {
            address: address.to_owned(),
            file: "content/văn bản.md".to_owned(),
            key: String::new(),
            words: "1a2b".to_owned(),
            follow: !places.is_empty(),
            since: places
                .is_empty()
                .then(|| PartialDate::parse("2026-11-30").expect("a day")),
            places: places
                .iter()
                .map(|address| PublishedPlace {
                    address: (*address).to_owned(),
                    words: "00ff".to_owned(),
                })
                .collect(),
        };
        let pages = vec![page("a/", &["II.1.5", "5.2.đ"]), page("", &[])];
        let mut diagnostics = Vec::new();
        let text = write(pages.clone(), "danvan.example.vn");
        let lock = read(&file(&text), &mut diagnostics);
        assert_eq!(lock.authority.as_deref(), Some("danvan.example.vn"));
        let found = lock.pages;
        assert_eq!(diagnostics, []);
        let again: Vec<PublishedPage> = found.iter().map(|locked| locked.page.clone()).collect();
        assert_eq!(again, [pages[1].clone(), pages[0].clone()]);
        let span = found[1].places[1];
        assert_eq!(&text[span.start..span.end], "5.2.đ");
    }

    #[test]
    fn the_lines_that_a_union_merge_doubles_are_one_page() {
        let mut diagnostics = Vec::new();
        let text = "tag:a.vn\ntag:a.vn\n/a/\tcontent/a.md\t1\t-\t2026-11-30\n/a/\tcontent/a.md\t1\t00ff\n\tI:00 II:01\n\tI:00 III:02\n";
        let lock = read(&file(text), &mut diagnostics);
        assert_eq!(diagnostics, []);
        let [page] = lock.pages.as_slice() else {
            panic!("one page: {:?}", lock.pages);
        };
        assert_eq!((page.page.since, page.page.words.as_str()), (None, "00ff"));
        let places: Vec<&str> = page.page.places.iter().map(|place| place.address.as_str()).collect();
        assert_eq!(places, ["I", "II", "III"]);
        assert_eq!(page.places.len(), 3);
        assert_eq!(without_page(text, "/a/").as_deref(), Some("tag:a.vn\ntag:a.vn\n"));
        assert_eq!(without_page(text, "/b/"), None);
    }

    #[test]
    fn a_merge_conflict_is_reported() {
        let mut diagnostics = Vec::new();
        read(
            &file("<<<<<<< main\n/a/\tcontent/a.md\t-\t-\n\tII.1\n"),
            &mut diagnostics,
        );
        assert_eq!(diagnostics.len(), 2);
        diagnostics.clear();
        let lock = read(&file("tag:a.vn\ntag:b.vn\ntag:Tên\n"), &mut diagnostics);
        assert_eq!((lock.authority.as_deref(), diagnostics.len()), (Some("a.vn"), 2));
    }
}
