//! Media types of the files of a site. The only user of `mime_guess`.

use std::borrow::Cow;

use crate::base::checksums::CHECKSUMS;

/// The media type of the file at an address of the site; text is in UTF-8.
pub(super) fn media_type(address: &str) -> Cow<'static, str> {
    if address.is_empty() || address.ends_with('/') {
        return Cow::Borrowed(HTML);
    }
    let name = address.rsplit('/').next().unwrap_or(address);
    if name == "feed.xml" {
        return Cow::Borrowed("application/atom+xml");
    }
    if name == CHECKSUMS {
        return Cow::Borrowed("text/plain; charset=utf-8");
    }
    let guessed = mime_guess::from_path(name).first_or_octet_stream();
    match guessed.type_() {
        mime_guess::mime::TEXT => Cow::Owned(format!("{guessed}; charset=utf-8")),
        _ => Cow::Owned(guessed.to_string()),
    }
}

/// The media type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";
