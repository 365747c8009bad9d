//! Checks sources: a reader must be able to find each one again, and to know who published it.

use crate::base::fold::fold;
use crate::base::web_address::{is_list_page, is_truncated, web_addresses};
use crate::input::front_matter::field_reader::FieldReader;
use crate::input::front_matter::node::{Located, NodePath};
use crate::messages::code::Code;

/// Checks a source that is written on one line.
pub(super) fn check_line(reader: &mut FieldReader<'_>, line: &Located<String>) {
    let mut rest = String::new();
    let mut done = 0;
    for address in web_addresses(&line.value) {
        rest.push_str(&line.value[done..address.start]);
        done = address.end;
        check_address(reader, &line.value[address], &line.value, &line.at);
    }
    rest.push_str(&line.value[done..]);
    if done > 0 && !names_publisher(&rest) {
        let value = ("value", (&line.value).into());
        reader.report(Code::SourceWithoutPublisher, &line.at, vec![value]);
    }
}

/// Checks a source that is written in parts.
pub(super) fn check_parts(reader: &mut FieldReader<'_>, name: &Located<String>, url: Option<&Located<String>>) {
    if let Some(url) = url {
        check_address(reader, &url.value, &name.value, &url.at);
    }
    if !names_publisher(&name.value) {
        let value = ("value", (&name.value).into());
        reader.report(Code::SourceWithoutPublisher, &name.at, vec![value]);
    }
}

/// Checks the address of a source; `words` are the whole of it, which may say that a list is meant.
fn check_address(reader: &mut FieldReader<'_>, address: &str, words: &str, at: &NodePath) {
    let value = ("value", address.into());
    if is_truncated(address) {
        reader.report(Code::TruncatedAddress, at, vec![value]);
    } else if is_list_page(address) && !fold(words).contains("trang danh muc") {
        reader.report(Code::SourceListPage, at, vec![value]);
    }
}

/// Returns whether the words of a source, without its address, name a publisher: they are more than a domain and dates.
fn names_publisher(words: &str) -> bool {
    let of_date = ["truy", "cap", "ngay", "thang", "nam", "xem", "luc"];
    let mut names = words
        .split([' ', ',', ';', ':', '(', ')'])
        .filter(|word| word.contains(char::is_alphabetic) && !of_date.contains(&fold(word).as_str()));
    names.any(|word| !is_domain(word))
}

/// Returns whether a word is the name of a host: `baothainguyen.vn`.
fn is_domain(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.split_once('.')
        .is_some_and(|(host, rest)| !host.is_empty() && rest.len() > 1)
}
