//! Web addresses in running text: where they are, and whether one is whole.

use std::ops::Range;

use crate::base::pattern::Pattern;

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
    use super::{is_list_page, is_truncated, web_addresses};

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
