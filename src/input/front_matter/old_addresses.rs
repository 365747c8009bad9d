//! Reads `địa chỉ cũ`: former addresses of a page, or of a provision in it.

use std::fmt;

use crate::base::address::Address;
use crate::base::file_name::is_refused_by_windows;
use crate::base::slug::MAX_PART_BYTES;
use crate::input::front_matter::field_reader::FieldReader;
use crate::input::front_matter::node::Located;
use crate::messages::code::Code;
use crate::messages::phrase::{OldAddressProblem, Phrase};

/// A published address that is no longer current and must keep working.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OldAddress {
    /// Of a page, below the root of the site, without the leading slash: `quyet-dinh/2011/393/`, `bai/12.html`.
    Page(String),
    /// Of a provision of the document: `II.1.5 nay là II.1.6`.
    Place {
        /// The former address, which other texts still use.
        old: Address,
        /// The current address.
        new: Address,
    },
}

/// Separators between the two addresses of a provision.
const SEPARATORS: [&str; 5] = [" nay là ", " nay la ", " is now ", " → ", " -> "];

/// Reads the values of the field; values that cannot be addresses are reported and left out.
pub(crate) fn read(reader: &mut FieldReader<'_>, written: Vec<Located<String>>) -> Vec<Located<OldAddress>> {
    let mut found = Vec::with_capacity(written.len());
    for item in written {
        match OldAddress::parse(&item.value) {
            Some(address) => {
                if is_other_file(&item.value) {
                    reader.report(Code::OldFileAddress, &item.at, vec![("value", item.value.into())]);
                }
                found.push(Located::new(address, item.at));
            }
            None => {
                let help = Phrase::OldAddress(problem(&item.value));
                let values = vec![("value", item.value.into()), ("help", help.into())];
                reader.report(Code::BadOldAddress, &item.at, values);
            }
        }
    }
    found
}

impl OldAddress {
    /// Parses one value; `None` if it cannot be the address of a page or provision.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(path) = text.strip_prefix('/') {
            return page(path).map(OldAddress::Page);
        }
        let (old, new) = SEPARATORS.iter().find_map(|word| text.split_once(word))?;
        let address = |text: &str| Address::new(text.trim().trim_start_matches('#'));
        Some(OldAddress::Place {
            old: address(old)?,
            new: address(new)?,
        })
    }
}

impl fmt::Display for OldAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OldAddress::Page(path) => write!(f, "/{path}"),
            OldAddress::Place { old, new } => write!(f, "{old} nay là {new}"),
        }
    }
}

/// Returns whether a former address is that of a file other than a page: `/cu/12.aspx`, `/cu/12.pdf`.
fn is_other_file(written: &str) -> bool {
    let name = written.trim().rsplit('/').next().unwrap_or("");
    let is_page = name.ends_with(".html") || name.ends_with(".htm");
    written.trim().starts_with('/') && name.contains('.') && !is_page
}

/// Why a text is no former address.
pub(crate) fn problem(text: &str) -> OldAddressProblem {
    let text = text.trim();
    if text.starts_with("http://") || text.starts_with("https://") {
        return OldAddressProblem::OtherSite;
    }
    let Some(path) = text.strip_prefix('/') else {
        let is_path = text.contains('/');
        return if is_path {
            OldAddressProblem::NoSlash
        } else {
            OldAddressProblem::Other
        };
    };
    if let Some(letter) = path.chars().find(|letter| is_refused(*letter)) {
        return OldAddressProblem::Sign(letter);
    }
    match path.trim_end_matches('/').split('/').any(is_no_page) || path.len() > MAX_BYTES {
        true => OldAddressProblem::NoPage,
        false => OldAddressProblem::Parts,
    }
}

/// The longest former address, in bytes: systems take paths of some thousand bytes, that of the output before it.
const MAX_BYTES: usize = 1_000;

/// Returns whether no page can be written under a name: it is longer than disks take, hidden (the folders `.congbo` and
/// `.git` of an output are no places for pages), or refused by Windows.
fn is_no_page(part: &str) -> bool {
    let is_upwards = matches!(part, "" | "." | "..");
    !is_upwards && (part.len() > MAX_PART_BYTES || part.starts_with('.') || is_refused_by_windows(part))
}

/// Returns whether no address of a page may have a letter: programs of the web read it as something else.
fn is_refused(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || "?#%\\<>\"|*:".contains(letter)
}

/// The path of a page below the root: parts without blanks, with a slash at the end unless it is an HTML file.
fn page(path: &str) -> Option<String> {
    let path = path.trim_end_matches('/');
    let is_part = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(is_refused) && !is_no_page(part);
    let is_file = path.ends_with(".html") || path.ends_with(".htm");
    let end = if is_file { "" } else { "/" };
    (path.len() <= MAX_BYTES && path.split('/').all(is_part)).then(|| format!("{path}{end}"))
}

#[cfg(test)]
mod tests {
    use super::OldAddress;

    #[test]
    fn reads_pages_and_places() {
        let page = |text: &str| match OldAddress::parse(text) {
            Some(OldAddress::Page(path)) => Some(path),
            _ => None,
        };
        assert_eq!(page("/quyet-dinh/2011/393").as_deref(), Some("quyet-dinh/2011/393/"));
        assert_eq!(page("/a/../b/"), None);
        assert_eq!(page("/"), None);
        for refused in ["/.congbo/manifest", "/a/.GIT/", "/con/", "/a./b/"] {
            assert_eq!(page(refused), None, "{refused}");
        }
        assert_eq!(page(&format!("/{}/", "a".repeat(241))), None);
        assert_eq!(page(&"/a".repeat(501)), None);
        assert_eq!(page("quyet-dinh/2011/"), None);
        let Some(OldAddress::Place { old, new }) = OldAddress::parse("II.1.5 nay là II.1.6") else {
            panic!("a place");
        };
        assert_eq!((old.as_str(), new.as_str()), ("II.1.5", "II.1.6"));
        assert_eq!(OldAddress::parse("II.1.5"), None);
    }
}
