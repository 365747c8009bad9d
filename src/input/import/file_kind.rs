//! Recognises what a file is by its first bytes, whatever its name says.

use crate::messages::import_text::ImportProblem;

/// What the bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// No bytes, or zeros only: a download that failed.
    Empty,
    /// An archive, as .docx and .xlsx are.
    Archive,
    /// A file of Word 97–2003.
    OldWord,
    /// A file of today's Office behind a password.
    Encrypted,
    /// Another file in the container of Office 97–2003.
    OldOffice,
    /// A picture, with the name of its format.
    Picture(&'static str),
    /// PDF.
    Pdf,
    /// Rich Text Format.
    Rtf,
    /// A page of HTML.
    Html,
    /// A program.
    Program,
    /// Something else: perhaps text.
    Other,
}

impl FileKind {
    /// Looks at the bytes of a file.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let starts = |signature: &[u8]| bytes.starts_with(signature);
        if bytes.iter().all(|byte| *byte == 0) {
            return FileKind::Empty;
        }
        let picture = PICTURES.iter().find(|(signature, _)| starts(signature));
        if let Some((_, name)) = picture {
            return FileKind::Picture(name);
        }
        if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return FileKind::Picture("WebP");
        }
        match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => FileKind::Archive,
            [0xd0, 0xcf, 0x11, 0xe0, ..] => old_office(bytes),
            [b'%', b'P', b'D', b'F', ..] => FileKind::Pdf,
            [b'{', b'\\', b'r', b't', b'f', ..] => FileKind::Rtf,
            [b'M', b'Z', _, 0, ..] | [0x7f, b'E', b'L', b'F', ..] => FileKind::Program,
            _ if is_html(bytes) => FileKind::Html,
            _ => FileKind::Other,
        }
    }

    /// The problem of a file that was expected to be a .docx.
    pub(crate) fn problem_as_docx(self) -> ImportProblem {
        match self {
            FileKind::Empty => ImportProblem::Empty,
            FileKind::Archive | FileKind::Other => ImportProblem::Damaged,
            FileKind::OldWord => ImportProblem::OldWord,
            FileKind::Encrypted => ImportProblem::Password,
            FileKind::OldOffice => ImportProblem::Unsupported("Office 97–2003"),
            FileKind::Picture(name) => ImportProblem::Picture(name),
            FileKind::Pdf => ImportProblem::Misnamed(".pdf"),
            FileKind::Rtf => ImportProblem::Unsupported(".rtf"),
            FileKind::Html => ImportProblem::Misnamed(".html"),
            FileKind::Program => ImportProblem::Unsupported(".exe"),
        }
    }
}

/// How pictures begin.
const PICTURES: [(&[u8], &str); 6] = [
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
];

/// The names of streams in a container of Office are in UTF-16 ([MS-CFB] 2.6.1).
fn old_office(bytes: &[u8]) -> FileKind {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if holds("EncryptedPackage") {
        return FileKind::Encrypted;
    }
    if holds("WordDocument") {
        FileKind::OldWord
    } else {
        FileKind::OldOffice
    }
}

/// Returns whether bytes begin like a page, behind blanks, comments and the head of a clipboard.
fn is_html(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)])
        .replace('\0', "")
        .to_ascii_lowercase();
    let start =
        start.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{fffd}'));
    let is_page = ["<!doctype html", "<html", "<?xml", "<!--", "<body", "<head", "<meta"];
    is_page.iter().any(|tag| start.starts_with(tag)) && start.contains("<html") || is_clipboard(start)
}

/// Windows puts a head before HTML on its clipboard (“HTML Clipboard Format”).
fn is_clipboard(start: &str) -> bool {
    start.starts_with("version:") && start.contains("starthtml:")
}
