//! What a file is by its name, as far as it matters for publishing it.

/// The sort of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileSort {
    /// An earlier text, or one that is half loaded, which a program left.
    Backup,
    /// A text of a word processor.
    Writing,
    /// An archive.
    Archive,
    /// What a browser or a server runs.
    Active,
    /// XML, which browsers run if there is something to run in it.
    Markup,
    /// Anything else.
    Other,
}

const BACKUP: &str = "bak bkp old orig rej swp swo tmp temp part partial crdownload download save autosave lock pyc";
const WRITING: &str = "doc docx docm dot dotx odt rtf wps wpd pages";
const ARCHIVE: &str = "zip rar 7z tar gz tgz bz2 xz txz zst lzh cab iso jar";
const ACTIVE: &str = "html htm xhtml xht shtml shtm stm mht mhtml js mjs cjs htc hta swf wasm php php3 php5 phtml phar \
                      asp aspx ashx jsp jspx cgi pl exe msi bat cmd com scr ps1 vbs lnk url";
const MARKUP: &str = "svg svgz xml xsl xslt rss atom";

/// The sort of a file by its name. What is behind the last point decides, in any case; files of systems have names.
pub(crate) fn of_name(name: &str) -> FileSort {
    let name = name.to_lowercase();
    if matches!(name.as_str(), "thumbs.db" | "ehthumbs.db" | "desktop.ini" | "4913") {
        return FileSort::Backup;
    }
    let Some((_, extension)) = name.rsplit_once('.') else {
        return FileSort::Other;
    };
    let is_one_of = |list: &str| list.split_whitespace().any(|known| known == extension);
    let sorts = [
        (BACKUP, FileSort::Backup),
        (WRITING, FileSort::Writing),
        (ARCHIVE, FileSort::Archive),
        (ACTIVE, FileSort::Active),
        (MARKUP, FileSort::Markup),
    ];
    let found = sorts.iter().find(|(list, _)| is_one_of(list));
    found.map_or(FileSort::Other, |(_, sort)| *sort)
}

/// Returns whether a drawing or another XML file holds something that a browser runs, or cannot be looked into: scripts,
/// handlers of events, HTML, entities, references that run, another encoding.
pub(crate) fn runs(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return true;
    };
    let text = text.to_ascii_lowercase();
    let signs = [
        "<script",
        ":script",
        "javascript:",
        "<foreignobject",
        "<!entity",
        "<?xml-stylesheet",
        "1999/xhtml",
        "<iframe",
        "<embed",
        "<object",
        "<handler",
        "data:text",
        "data:application",
        "data:image/svg",
        "<animate attributename=\"href",
        "<set ",
    ];
    text.contains('\0') || signs.iter().any(|sign| text.contains(sign)) || has_handler(&text)
}

/// Returns whether an attribute handles events: `onload=`, ` onclick =`.
fn has_handler(text: &str) -> bool {
    let is_handler = |(at, _): (usize, &str)| {
        let is_start =
            text[..at].ends_with(|before: char| before.is_whitespace() || matches!(before, '"' | '\'' | '/'));
        let rest = text[at + 2..].trim_start_matches(|letter: char| letter.is_ascii_lowercase());
        is_start && rest.len() + 2 < text.len() - at && rest.trim_start().starts_with('=')
    };
    text.match_indices("on").any(is_handler)
}

#[cfg(test)]
mod tests {
    use super::{FileSort, of_name, runs};

    #[test]
    fn names_of_files() {
        let cases = [
            ("qd.md.BAK", FileSort::Backup),
            ("Thumbs.db", FileSort::Backup),
            ("Dự thảo.docx", FileSort::Writing),
            ("a.tar.gz", FileSort::Archive),
            ("X.HTML", FileSort::Active),
            ("hình.svg", FileSort::Markup),
            ("scan.pdf", FileSort::Other),
            ("LICENSE", FileSort::Other),
        ];
        for (name, sort) in cases {
            assert_eq!(of_name(name), sort, "{name}");
        }
    }

    #[test]
    fn drawings_that_run_and_drawings_that_do_not() {
        let still = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/><text>con on = 5</text></svg>",
            "<?xml version=\"1.0\"?>\n<bang><o>1</o></bang>",
        ];
        for text in still {
            assert!(!runs(text.as_bytes()), "{text}");
        }
        let active = [
            "<svg><SCRIPT>1</SCRIPT></svg>",
            "<svg onload=\"x()\"/>",
            "<svg><g\nonclick = 'x'/></svg>",
            "<svg><a href=\"JavaScript:x\"/></svg>",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>",
            "<s xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<\0s\0",
        ];
        for text in active {
            assert!(runs(text.as_bytes()), "{text}");
        }
        assert!(runs(b"\xff\xfe<\0"));
    }
}
