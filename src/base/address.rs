//! Addresses of provisions: the printed number is the address.

use std::fmt;

use crate::base::slug::bounded_part;

/// The address of a provision inside its document: `II.1.6`, `5.2.đ`, `mo-dau.p1`, `ket.p1`, `ql.3`.
///
/// Never folded: `5.2.đ` and `5.2.d` are two provisions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Box<str>);

impl Address {
    /// Checks and wraps an address: parts of letters, digits, `-` and `_`, joined by single dots.
    pub fn new(text: &str) -> Option<Self> {
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let is_part = |part: &str| !part.is_empty() && part.chars().all(is_letter);
        (text.len() <= 120 && text.split('.').all(is_part)).then(|| Address(text.into()))
    }

    /// Returns whether it is that of an annex, rather than of something in it.
    pub fn is_annex(&self) -> bool {
        self.as_str().starts_with("pl") && !self.as_str().contains('.')
    }

    /// The address as written, which is also the `id` on the page.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether a page may have this `id` for something of its own: the theme's parts and footnotes.
    pub(crate) fn is_of_theme(&self) -> bool {
        let is_note = |rest: &str| rest.starts_with(|letter: char| letter.is_ascii_digit());
        let has_theme_form = self.0.starts_with("ui-")
            || self.0.strip_prefix("fn-").is_some_and(is_note)
            || self.0.strip_prefix("fnr-").is_some_and(is_note);
        has_theme_form && !self.0.contains('.')
    }

    /// The address of a child with the label part `part`.
    pub fn child(&self, part: &str) -> Address {
        Address([&*self.0, ".", part].concat().into())
    }

    /// Returns the part of an output path that names this provision: `muc-ii-2-2` for `II.2.2`.
    ///
    /// `đ` becomes `dd`, so that `5.2.đ` and `5.2.d` have different paths.
    pub fn path_part(&self) -> String {
        let mut out = String::from("muc-");
        for letter in self.0.chars().flat_map(char::to_lowercase) {
            match letter {
                '.' | '_' => out.push('-'),
                'đ' => out.push_str("dd"),
                letter if letter.is_ascii() => out.push(letter),
                letter => out.push_str(&super::fold::fold(&letter.to_string())),
            }
        }
        bounded_part(out)
    }

    /// Returns the number of an unnumbered paragraph from the last part: 2 for `II.2.3.p2`.
    pub fn paragraph(&self) -> Option<usize> {
        let last = self.0.rsplit('.').next()?;
        last.strip_prefix('p')?.parse().ok()
    }

    /// The address without its last part; `None` at the top.
    pub fn parent(&self) -> Option<Address> {
        self.0.rfind('.').map(|dot| Address(self.0[..dot].into()))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn keeps_letters_apart() {
        let address = |text| Address::new(text).expect("a sound address");
        assert_eq!(address("II.2.2").path_part(), "muc-ii-2-2");
        assert_ne!(address("5.2.đ").path_part(), address("5.2.d").path_part());
        assert_eq!(address("II.2.3.p2").paragraph(), Some(2));
        assert!(Address::new("II..2").is_none());
        assert!(Address::new("II 2").is_none());
    }
}
