//! Links by address as editors write them, taken apart before their percent-encoding is undone: `%23` is a letter of a
//! name, `#` is not.

use crate::base::fold::nfc;
use crate::base::percent;

/// The parts of an address on this site or in its folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteLink {
    /// The path, decoded and composed.
    pub path: String,
    /// The query as written, without `?`; empty if there is none.
    pub query: String,
    /// What follows `#`, decoded and composed.
    pub fragment: Option<String>,
}

impl SiteLink {
    /// Takes an address apart (RFC 3986, section 3).
    pub(crate) fn parse(address: &str) -> Self {
        let (rest, fragment) = match address.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (address, None),
        };
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        SiteLink {
            path: decoded(path),
            query: query.to_owned(),
            fragment: fragment.map(decoded),
        }
    }

    /// The path from the root of the site.
    pub(crate) fn relative_path(&self) -> &str {
        self.path.trim_start_matches('/')
    }
}

/// An address as the name of a file, whatever signs it has: an editor may write `<Báo cáo #2.pdf>`.
pub(crate) fn as_file_name(address: &str) -> String {
    decoded(address)
}

fn decoded(text: &str) -> String {
    nfc(&percent::decoded_lossy(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::SiteLink;

    #[test]
    fn signs_that_are_encoded_separate_nothing() {
        let link = SiteLink::parse("B%C3%A1o%20c%C3%A1o%20%232%20(50%25).pdf?x=1#m%E1%BB%A5c");
        assert_eq!(
            (link.path.as_str(), link.query.as_str()),
            ("Báo cáo #2 (50%).pdf", "x=1")
        );
        assert_eq!(link.fragment.as_deref(), Some("mục"));
        assert_eq!(SiteLink::parse("/a%3Fb").relative_path(), "a?b");
    }
}
