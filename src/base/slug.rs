//! Parts of addresses, made from Vietnamese text.

use crate::base::file_name::is_device_name;
use crate::base::fold::fold;

/// Makes an address part: folds the text and replaces everything but letters and digits by single hyphens. Never a name
/// that Windows reserves for a device: `Con` becomes `con-1`.
pub fn slug(text: &str) -> String {
    let mut slug = hyphenated(text);
    if is_device_name(&slug) {
        slug.push_str("-1");
    }
    slug
}

/// Returns the key of a field's name: `số ký hiệu`, `so_ky_hieu` and `So-ky-hieu` have one key.
pub(crate) fn field_key(name: &str) -> String {
    hyphenated(name)
}

fn hyphenated(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in fold(text).chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Returns a similar file name that every system accepts; the extension stays.
pub(crate) fn portable_name(name: &str) -> String {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !slug(extension).is_empty() => (stem, Some(slug(extension))),
        _ => (name, None),
    };
    let stem = Some(slug(stem)).filter(|stem| !stem.is_empty());
    let stem = stem.unwrap_or_else(|| "tep".to_owned());
    std::iter::once(stem).chain(extension).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::super::file_name::is_refused_by_windows;
    use super::{field_key, portable_name, slug};

    #[test]
    fn makes_parts_of_addresses() {
        let part = slug("Mô hình “Dân vận khéo”, năm 2011");
        assert_eq!(part, "mo-hinh-dan-van-kheo-nam-2011");
        assert_eq!((slug("Con").as_str(), field_key("Con").as_str()), ("con-1", "con"));
        assert_eq!(field_key("số_ký-hiệu"), field_key("So ky hieu"));
    }

    #[test]
    fn names_and_what_to_write_instead() {
        for (name, proposal) in [
            ("aux.md", "aux-1.md"),
            ("Con", "con-1"),
            ("COM1.tar.gz", "com1-tar.gz"),
            ("lpt² .pdf", "lpt.pdf"),
            ("Báo cáo: quý 2?.pdf", "bao-cao-quy-2.pdf"),
            ("tệp.", "tep"),
            ("tệp ", "tep"),
            ("a\\b.md", "a-b.md"),
            ("***", "tep"),
        ] {
            assert!(is_refused_by_windows(name), "{name}");
            assert_eq!(portable_name(name), proposal);
            assert!(!is_refused_by_windows(proposal), "{proposal}");
        }
        for name in "Đề án 04.md, con đường.md, com.md, com10.md, null.md, .htaccess".split(", ") {
            assert!(!is_refused_by_windows(name), "{name}");
        }
    }
}
