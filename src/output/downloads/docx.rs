//! A document for word processors (Office Open XML, ECMA-376). The only user of `docx_rs`.
//!
//! Real heading styles, so that word processors show the structure; A4 and the margins of Nghị định 30/2020/NĐ-CP.
//! Equal paragraphs give equal bytes: ids are counted here, and the file bears no time.

use std::io::{self, Cursor, Write};

use docx_rs::{AlignmentType, BreakType, Docx, LineSpacing, PageMargin, Paragraph, Run, RunFonts, Style, StyleType};

use crate::output::downloads::paragraphs::{ParagraphStyle, TextParagraph};

/// Twentieths of a point in a centimetre.
const TWIPS_PER_CM: i32 = 567;

/// Twentieths of a point: 6 points after each paragraph.
const PARAGRAPH_GAP: u32 = 120;

/// Half points: text of 14 points.
const TEXT_SIZE: usize = 28;

/// Half points: notes of 11 points.
const NOTE_SIZE: usize = 22;

/// The font that Hướng dẫn 36-HD/VPTW asks for.
const FONT: &str = "Times New Roman";

pub(super) fn write(paragraphs: &[TextParagraph], out: &mut dyn Write) -> io::Result<()> {
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let margin = PageMargin::new()
        .top(2 * TWIPS_PER_CM)
        .bottom(2 * TWIPS_PER_CM)
        .left(3 * TWIPS_PER_CM)
        .right(2 * TWIPS_PER_CM);
    let mut docx = Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(TEXT_SIZE)
        .default_line_spacing(LineSpacing::new().after(PARAGRAPH_GAP));
    for level in 1..=9 {
        docx = docx.add_style(heading_style(level));
    }
    for (number, paragraph) in paragraphs.iter().enumerate() {
        docx = docx.add_paragraph(set(paragraph).id(format!("{:08x}", number + 1)));
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(io::Error::other)?;
    let mut bytes = bytes.into_inner();
    forget_system(&mut bytes);
    out.write_all(&bytes)
}

/// Makes an archive the same on every system: its records name the one that made it, and Windows marks folders in the
/// attributes of DOS (APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16).
fn forget_system(archive: &mut [u8]) {
    const END_RECORD: usize = 22;
    const UNIX: u8 = 3;
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    let Some(end) = archive.len().checked_sub(END_RECORD) else {
        return;
    };
    let mut at = number(&archive[end + 16..end + 20]);
    while let Some(record) = archive.get_mut(at..).filter(|record| record.starts_with(b"PK\x01\x02"))
        && record.len() > 46
    {
        record[5] = UNIX;
        record[38] = 0;
        at += 46 + number(&record[28..30]) + number(&record[30..32]) + number(&record[32..34]);
    }
}

fn heading_id(level: usize) -> String {
    format!("Heading{level}")
}

fn heading_style(level: usize) -> Style {
    Style::new(heading_id(level), StyleType::Paragraph)
        .name(format!("heading {level}"))
        .outline_lvl(level - 1)
        .q_format(true)
        .bold()
}

fn set(paragraph: &TextParagraph) -> Paragraph {
    let run = run(&paragraph.text);
    match paragraph.style {
        ParagraphStyle::Centred => Paragraph::new().align(AlignmentType::Center).add_run(run),
        ParagraphStyle::Title => Paragraph::new().align(AlignmentType::Center).add_run(run.bold()),
        ParagraphStyle::Heading(level) => Paragraph::new().style(&heading_id(level.into())).add_run(run),
        ParagraphStyle::Body => Paragraph::new().align(AlignmentType::Both).add_run(run),
        ParagraphStyle::Note => Paragraph::new().add_run(run.italic().size(NOTE_SIZE)),
    }
}

/// A run of text; line breaks stay.
fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

#[cfg(test)]
mod tests {
    use super::{forget_system, write};
    use crate::output::downloads::paragraphs::{ParagraphStyle, TextParagraph};

    #[test]
    fn a_file_made_on_windows_has_the_bytes_of_one_made_elsewhere() {
        let paragraph = TextParagraph {
            style: ParagraphStyle::Body,
            text: "Dân vận khéo".to_owned(),
        };
        let mut made = Vec::new();
        write(&[paragraph], &mut made).expect("memory takes everything");
        let mut foreign = made.clone();
        let records: Vec<usize> = (0..made.len() - 4)
            .filter(|at| made[*at..].starts_with(b"PK\x01\x02"))
            .collect();
        assert!(records.len() > 5, "{}", records.len());
        for at in records {
            (foreign[at + 5], foreign[at + 38]) = (0, 0x10);
        }
        assert_ne!(foreign, made);
        forget_system(&mut foreign);
        assert!(foreign == made, "the archives differ");
    }
}
