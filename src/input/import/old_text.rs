//! Decodes a text that is in an encoding of before Unicode as a whole, where no font says so.

use crate::input::import::import_report::Repair;
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
    let encoding = match find(&text).map(|found| found.encoding) {
        Some(OldEncoding::Tcvn3) => FontEncoding::Tcvn3,
        Some(OldEncoding::Vni) => FontEncoding::Vni,
        Some(OldEncoding::Twice) | None => return,
    };
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
