//! Reads and writes `content/addresses.lock`: the published addresses, which must keep working.
//!
//! One line for each page, with columns separated by tabs: address, file, key, digest of its words, and a mark if its
//! provisions have pages too, and the day on which the line was first written. The next line, after a tab, lists its provisions, each with a digest of its words.
//! Sorted, so that branches merge. The first line, `tag:`, has the authority in the ids of the feeds.

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
}

const HEADER: &str = "\
# Các địa chỉ đã đăng, không được mất. Tệp này do `congbo check --write-addresses` ghi; đừng sửa bằng tay.
# Muốn bỏ hẳn một địa chỉ: xóa dòng của nó, và nói lý do khi ghi vào git.
# The addresses that were published. Written by `congbo check --write-addresses`; do not edit.
";

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
    let mut found: Vec<LockedPage> = Vec::new();
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        let is_read = match line.strip_prefix('\t') {
            _ if line.trim().is_empty() || line.starts_with('#') => true,
            Some(places) => found.last_mut().is_some_and(|page| add_places(page, places, start + 1)),
            None => match line.strip_prefix(TAG) {
                Some(name) => authority.is_none() && is_authority(name) && authority.insert(name.to_owned()) == name,
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
        pages: found,
    }
}

/// Returns whether a text may be the authority of a tag URI (RFC 4151): a host name.
pub(crate) fn is_authority(name: &str) -> bool {
    let is_sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    !name.is_empty() && name.chars().all(is_sound)
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
    for item in line.split(' ') {
        let Some((address, words)) = item.split_once(':') else {
            return false;
        };
        locked.places.push(Span::new(at, at + address.len()));
        let (address, words) = (address.to_owned(), words.to_owned());
        locked.page.places.push(PublishedPlace { address, words });
        at += item.len() + 1;
    }
    true
}

/// Writes the file; `pages` in any order.
pub(crate) fn write(mut pages: Vec<PublishedPage>, authority: &str) -> String {
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    let mut out = format!("{HEADER}{TAG}{authority}\n");
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
    use super::{PublishedPage, PublishedPlace, read, write};
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
