//! Parts of addresses, made from Vietnamese text.

use std::borrow::Cow;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::base::file_name::is_device_name;
use crate::base::fold::{fold, name_key};

/// Makes an address part: folds the text and replaces everything but letters and digits by single hyphens. Never a name
/// that Windows reserves for a device: `Con` becomes `con-1`. Empty where the text has neither letter nor digit of ours.
pub fn slug(text: &str) -> String {
    let mut slug = hyphenated(text);
    if is_device_name(&slug) {
        slug.push_str("-1");
    }
    bounded_part(slug)
}

/// Makes an address part of a name, which may have no letter of ours (`决定`, `…`): it is then called after its digest, so
/// that two such names have two addresses.
pub(crate) fn name_slug(name: &str) -> String {
    let slug = slug(name);
    match slug.is_empty() {
        true => format!("khong-ten-{}", digest(&name_key(name))),
        false => slug,
    }
}

/// The longest part of an address, in bytes. File systems take 255; the rest is for what is put behind it, as `.docx`.
pub(crate) const MAX_PART_BYTES: usize = 240;

/// Shortens a part that no file system takes. Its digest keeps apart what begins alike.
pub(crate) fn bounded_part(part: String) -> String {
    if part.len() <= MAX_PART_BYTES {
        return part;
    }
    shortened(&part, MAX_PART_BYTES)
}

/// Shortens the name of a file that no file system takes; its extension stays.
pub(crate) fn bounded_file_name(name: &str) -> Cow<'_, str> {
    if name.len() <= MAX_PART_BYTES {
        return Cow::Borrowed(name);
    }
    match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= MAX_EXTENSION_BYTES => {
            let room = MAX_PART_BYTES - extension.len() - 1;
            Cow::Owned(format!("{}.{extension}", shortened(stem, room)))
        }
        _ => Cow::Owned(shortened(name, MAX_PART_BYTES)),
    }
}

/// What is behind the last point of a longer name is no extension.
const MAX_EXTENSION_BYTES: usize = 16;

/// The beginning of a text and its digest, at most `room` bytes together.
fn shortened(text: &str, room: usize) -> String {
    let digest = digest(text);
    let mut end = room - digest.len() - 1;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}-{digest}", text[..end].trim_end_matches(['-', '.', ' ']))
}

/// Eight letters that keep two texts apart.
fn digest(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text.as_bytes())[..4])
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
    use super::{MAX_PART_BYTES, bounded_file_name, field_key, name_slug, portable_name, slug};

    #[test]
    fn makes_parts_of_addresses() {
        let part = slug("Mô hình “Dân vận khéo”, năm 2011");
        assert_eq!(part, "mo-hinh-dan-van-kheo-nam-2011");
        assert_eq!((slug("Con").as_str(), field_key("Con").as_str()), ("con-1", "con"));
        assert_eq!(field_key("số_ký-hiệu"), field_key("So ky hieu"));
    }

    #[test]
    fn every_name_has_an_address_that_a_disk_takes() {
        assert_eq!(name_slug("Nghị quyết"), "nghi-quyet");
        assert!(name_slug("决定").starts_with("khong-ten-"));
        assert_ne!(name_slug("决定"), name_slug("…"));
        let long = "Thực hiện dân chủ ở cơ sở ".repeat(12);
        // Where the cut falls behind a word, its hyphen goes.
        assert!((MAX_PART_BYTES - 1..=MAX_PART_BYTES).contains(&slug(&long).len()));
        assert_ne!(slug(&long), slug(&format!("{long} khác")));
        let file = bounded_file_name(&"ấ".repeat(90)).into_owned();
        assert!(file.len() <= MAX_PART_BYTES && file.starts_with("ấấ"), "{file}");
        let scan = format!("{}.pdf", "a".repeat(300));
        assert!(bounded_file_name(&scan).ends_with(".pdf"));
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
