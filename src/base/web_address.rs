//! Web addresses in running text: where they are, and whether one is whole.

use std::ops::Range;

use crate::base::pattern::Pattern;
use crate::base::word_list::WordList;

static ADDRESS: Pattern = Pattern::new(r"https?://[^\s<>“”\x22]+");

/// Returns where web addresses are in a text, without the punctuation of the sentence around them.
pub(crate) fn web_addresses(text: &str) -> Vec<Range<usize>> {
    if !text.contains("://") {
        return Vec::new();
    }
    let found = ADDRESS.find_iter(text);
    found
        .map(|found| found.start()..found.start() + trimmed(found.as_str()).len())
        .collect()
}

/// Returns an address without punctuation after it; a closing bracket stays where its opening one is inside.
fn trimmed(address: &str) -> &str {
    let mut address = address;
    loop {
        let count = |bracket: char| address.matches(bracket).count();
        let unopened = address.ends_with(')') && count(')') > count('(');
        let is_after = address.ends_with(['.', ',', ';', ':', '!', '?', '’', '\'', ']', '}']) && !is_truncated(address);
        if !unopened && !is_after {
            return address;
        }
        address = &address[..address.len() - address.chars().next_back().map_or(0, char::len_utf8)];
    }
}

/// Returns whether an address was cut, as long ones are shown: `https://bao.vn/bai-viet-…`.
pub(crate) fn is_truncated(address: &str) -> bool {
    address.contains('…') || address.contains("...")
}

/// Ends of host names by which an address of the web is recognised without its scheme.
const TOP_LEVELS: WordList = WordList("vn|com|org|net|info|edu|gov");

/// Returns an address of the web or of a mailbox with the scheme that it lacks, or whole: `https://www.bao.vn/bai` for
/// `www.bao.vn/bai` and `https//www.bao.vn/bai`; `None` for any other.
pub(crate) fn with_scheme(address: &str) -> Option<String> {
    for scheme in ["https", "http"] {
        let Some(rest) = address.strip_prefix(scheme).filter(|rest| rest.starts_with([':', '/'])) else {
            continue;
        };
        let host = rest.trim_start_matches([':', '/']);
        let is_whole = rest[..rest.len() - host.len()] == *"://";
        return with_scheme(host)
            .filter(|_| !is_whole)
            .map(|_| format!("{scheme}://{host}"));
    }
    let host = address.split(['/', '?', '#']).next()?;
    let (mailbox, host) = host
        .split_once('@')
        .map_or((None, host), |(name, host)| (Some(name), host));
    let is_label = |label: &str| {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(is_letter)
    };
    let host = host.to_ascii_lowercase();
    let (_, top) = host.rsplit_once('.')?;
    if !host.split('.').all(is_label) || !(TOP_LEVELS.contains(top) || host.starts_with("www.")) {
        return None;
    }
    match mailbox {
        Some(name) => {
            let is_whole = !name.contains(':') && host.len() + name.len() + 1 == address.len();
            is_whole.then(|| format!("mailto:{address}"))
        }
        None => Some(format!("https://{address}")),
    }
}

/// Returns whether an address leads to a list rather than to one article: the site itself, a tag, a page of a list.
pub(crate) fn is_list_page(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (_, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.trim_end_matches('/');
    let is_list_part = |part: &str| {
        let number = part.strip_prefix("page-").or_else(|| part.strip_prefix("trang-"));
        ["tag", "tags", "chuyen-muc", "category", "chu-de", "topic", "page"].contains(&part)
            || number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    path.is_empty() || path.contains("?page=") || path.contains("&page=") || path.split(['/', '?']).any(is_list_part)
}

#[cfg(test)]
mod tests {
    use super::{is_list_page, is_truncated, web_addresses, with_scheme};

    #[test]
    fn addresses_of_the_web_are_known_without_their_scheme() {
        for (written, whole) in [
            ("www.bao.vn/bai-1", "https://www.bao.vn/bai-1"),
            ("bao.gov.vn", "https://bao.gov.vn"),
            ("hop-thu@bao.vn", "mailto:hop-thu@bao.vn"),
            ("http:/bao.vn/bai-1", "http://bao.vn/bai-1"),
            ("https//bao.vn", "https://bao.vn"),
        ] {
            assert_eq!(with_scheme(written).as_deref(), Some(whole));
        }
        for other in [
            "https://bao.vn",
            "mailto:a@bao.vn",
            "phu-luc.pdf",
            "muc-1/bao.vn.md",
            "/bao.vn",
            "..vn",
            "v.v",
        ] {
            assert_eq!(with_scheme(other), None, "{other}");
        }
    }

    #[test]
    fn addresses_end_before_the_punctuation_of_their_sentence() {
        let found = |text: &'static str| -> Vec<&'static str> {
            web_addresses(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(
            found("Xem https://a.vn/b?c=1&d=2, rồi (http://e.vn/f)."),
            ["https://a.vn/b?c=1&d=2", "http://e.vn/f"]
        );
        assert_eq!(
            found("https://vi.example/Dân_vận_(Đảng)."),
            ["https://vi.example/Dân_vận_(Đảng)"]
        );
        assert_eq!(
            found("(https://vi.example/Dân_vận_(Đảng)); xem"),
            ["https://vi.example/Dân_vận_(Đảng)"]
        );
        assert_eq!(found("https://a.vn/bai-…"), ["https://a.vn/bai-…"]);
        assert_eq!(found("không có gì: a.vn/b"), [""; 0]);
    }

    #[test]
    fn articles_are_no_lists() {
        for list in [
            "https://a.vn",
            "https://a.vn/",
            "https://a.vn/tag/dan-van/page-9",
            "http://a.vn/s/x?page=36",
        ] {
            assert!(is_list_page(list), "{list}");
        }
        for article in [
            "https://a.vn/bai-viet-123.html",
            "https://a.vn/?p=78207",
            "https://a.vn/tagore/1",
        ] {
            assert!(!is_list_page(article), "{article}");
        }
        assert!(is_truncated("https://a.vn/bai...") && !is_truncated("https://a.vn/bai.html"));
    }
}
