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
    out.write_all(bytes.get_ref())
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
