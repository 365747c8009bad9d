//! Percent-encoding of addresses (RFC 3986). The only user of `percent_encoding`.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but the unreserved characters (RFC 3986, section 2.3) and the slash between parts.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Like [`PATH`], with `@` as it is: it separates number and date in keys.
const TAG: &AsciiSet = &PATH.remove(b'@');

/// Encodes a path: everything that has a meaning in an address or is not ASCII.
pub(crate) fn path(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, PATH).into()
}

/// Encodes a value of a query.
pub(crate) fn query_value(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, NON_ALPHANUMERIC).into()
}

/// Encodes the specific part of a tag URI (RFC 4151).
pub(crate) fn tag_specific(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, TAG).into()
}

/// Encodes an address as ASCII; `%XX` in it stays as it is.
pub(crate) fn ascii(address: &str) -> Cow<'_, str> {
    utf8_percent_encode(address, CONTROLS).into()
}

/// Decodes `%XX`; `None` where the bytes are not UTF-8. A `%` without two digits after it stays.
pub(crate) fn decoded(text: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(text).decode_utf8().ok()
}

/// Decodes `%XX`; bytes that are not UTF-8 become replacement characters.
pub(crate) fn decoded_lossy(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}
