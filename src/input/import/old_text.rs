//! Decodes a text that is in an encoding of before Unicode as a whole, where no font says so.

use crate::input::import::import_report::Repair;
use crate::input::import::placed_lines::{PlacedLine, joined_words};
use crate::input::import::source_text::{SourceBlock, SourceText};
use crate::input::old_encodings::find;
use crate::input::old_fonts::{FontEncoding, is_unicode};
use crate::messages::import_text::RepairRule;
use crate::messages::phrase::OldEncoding;

/// Decodes the paragraphs of a text, if its words show an old encoding.
pub(super) fn decode(source: &mut SourceText) {
    let paragraphs = source.blocks.iter().filter_map(|block| match block {
        SourceBlock::Paragraph(paragraph) => Some(paragraph.text()),
        SourceBlock::Table(_) | SourceBlock::PageBreak => None,
    });
    let text = paragraphs.collect::<Vec<_>>().join("\n");
    let Some(encoding) = encoding_of(&text) else { return };
    let is_mixed = is_unicode(&text);
    for block in &mut source.blocks {
        let SourceBlock::Paragraph(paragraph) = block else {
            continue;
        };
        let before = paragraph.text();
        for run in &mut paragraph.runs {
            if let Some(decoded) = encoding.decode(&run.text, is_mixed) {
                run.text = decoded;
            }
        }
        let after = paragraph.text();
        if before != after {
            let rule = RepairRule::OldEncoding(encoding.name().to_owned());
            source.repairs.push(Repair {
                rule,
                line: paragraph.line,
                before,
                after,
            });
        }
    }
}

/// The encoding of before Unicode that the words of a text show.
fn encoding_of(text: &str) -> Option<FontEncoding> {
    match find(text)?.encoding {
        OldEncoding::Tcvn3 => Some(FontEncoding::Tcvn3),
        OldEncoding::Vni => Some(FontEncoding::Vni),
        OldEncoding::Twice => None,
    }
}

/// Decodes the words of lines, if all of them together show an old encoding.
pub(super) fn decode_lines(pages: &mut [Vec<PlacedLine>], repairs: &mut Vec<Repair>) {
    let lines = pages.iter().flatten().map(|line| joined_words(&line.words));
    let text = lines.collect::<Vec<_>>().join("\n");
    let Some(encoding) = encoding_of(&text) else { return };
    let is_mixed = is_unicode(&text);
    for line in pages.iter_mut().flatten() {
        let before = joined_words(&line.words);
        for word in &mut line.words {
            if let Some(decoded) = encoding.decode(&word.text, is_mixed) {
                word.text = decoded;
            }
        }
        let after = joined_words(&line.words);
        if before != after {
            repairs.push(Repair {
                rule: RepairRule::OldEncoding(encoding.name().to_owned()),
                line: line.line,
                before,
                after,
            });
        }
    }
}
