//! Notices the errors that word processors print in place of a cross-reference whose target is gone.

use crate::input::import::import_report::Doubt;
use crate::input::import::source_text::{SourceBlock, SourceParagraph, SourceText};
use crate::messages::import_text::DoubtReason;

/// How the errors of Word begin, in English and Vietnamese; a capital follows.
const OF_WORD: [&str; 2] = ["Error! ", "Lỗi! "];

/// The errors of LibreOffice.
const OF_LIBREOFFICE: [&str; 2] = [
    "Error: Reference source not found",
    "Lỗi: Không tìm thấy nguồn tham chiếu",
];

/// Adds a doubt at each error.
pub(super) fn notice(source: &mut SourceText) {
    let SourceText {
        blocks, notes, doubts, ..
    } = source;
    for block in blocks.iter() {
        match block {
            SourceBlock::Paragraph(paragraph) => notice_in(paragraph, doubts),
            SourceBlock::Table(table) => {
                let cells = table.rows.iter().flatten();
                let paragraphs = cells.flat_map(|cell| &cell.paragraphs);
                paragraphs.for_each(|paragraph| notice_in(paragraph, doubts));
            }
            SourceBlock::PageBreak => {}
        }
    }
    let paragraphs = notes.iter().flat_map(|note| &note.paragraphs);
    paragraphs.for_each(|paragraph| notice_in(paragraph, doubts));
}

fn notice_in(paragraph: &SourceParagraph, doubts: &mut Vec<Doubt>) {
    // Nearly no paragraph has one.
    let may_have = |text: &str| text.contains("Error") || text.contains("Lỗi");
    if !paragraph.runs.iter().any(|run| may_have(&run.text)) {
        return;
    }
    let text = paragraph.text().replace('\u{a0}', " ");
    let mut rest = text.as_str();
    while let Some(at) = first_error(rest) {
        let error = rest[at..].split_inclusive('.').next().unwrap_or_default();
        doubts.push(Doubt {
            reason: DoubtReason::BrokenReference,
            line: paragraph.line,
            text: error.to_owned(),
        });
        rest = &rest[at + error.len()..];
    }
}

/// Where the first error of a text begins.
fn first_error(text: &str) -> Option<usize> {
    let is_followed = |at: &usize, start: &str| text[at + start.len()..].starts_with(char::is_uppercase);
    let of_word = OF_WORD.iter().filter_map(|start| {
        let mut places = text.match_indices(start).map(|(at, _)| at);
        places.find(|at| is_followed(at, start))
    });
    of_word
        .chain(OF_LIBREOFFICE.iter().filter_map(|error| text.find(error)))
        .min()
}

#[cfg(test)]
mod tests {
    use super::first_error;

    #[test]
    fn errors_of_programs() {
        for (text, at) in [
            ("theo Error! Reference source not found.", Some(5)),
            ("theo Lỗi! Không tìm thấy nguồn tham chiếu.", Some(5)),
            ("Error: Reference source not found", Some(0)),
            ("Lỗi! và lỗi khác", None),
            ("Lỗi của hệ thống", None),
        ] {
            assert_eq!(first_error(text), at, "{text}");
        }
    }
}
