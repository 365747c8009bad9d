//! Raised and lowered letters: those of Unicode where it has them, and a doubt where it does not.

use crate::input::import::import_report::Doubt;
use crate::input::import::source_text::{SourceBlock, SourceParagraph, SourceRun, SourceScript, SourceText};
use crate::messages::import_text::DoubtReason;

/// Raised letters.
const RAISED: [(char, char); 19] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('-', '⁻'),
    ('–', '⁻'),
    ('−', '⁻'),
    ('+', '⁺'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];

/// Lowered letters.
const LOWERED: [(char, char); 19] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('-', '₋'),
    ('–', '₋'),
    ('−', '₋'),
    ('+', '₊'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
    ('n', 'ₙ'),
    ('i', 'ᵢ'),
];

/// The endings and marks that say the same on the line.
const SAME_ON_LINE: [&str; 6] = ["st", "nd", "rd", "th", "TM", "R"];

/// The text of a run; raised and lowered letters have signs of their own, where Unicode has all of them.
pub(super) fn scripted(run: &SourceRun) -> String {
    let core = run.text.trim();
    let table = match run.script {
        SourceScript::Normal => return run.text.clone(),
        // Nearly always the sign of a degree that was typed as a letter.
        SourceScript::Superscript if core == "o" => return run.text.replace('o', "°"),
        SourceScript::Superscript => &RAISED,
        SourceScript::Subscript => &LOWERED,
    };
    let sign = |letter: char| table.iter().find(|(own, _)| *own == letter).map(|(_, sign)| *sign);
    match !is_note_mark(core) && core.chars().all(|letter| sign(letter).is_some()) {
        true => run.text.chars().map(|letter| sign(letter).unwrap_or(letter)).collect(),
        false => run.text.clone(),
    }
}

/// Returns whether raised letters are a mark of a note that its author typed: `(1)`, `[a]`, `*`.
fn is_note_mark(core: &str) -> bool {
    let inside = core.trim_matches(['(', ')', '[', ']', '*']);
    let is_number = inside.chars().all(|letter| letter.is_ascii_digit()) && inside.len() < 4;
    inside.len() < core.len() && (is_number || inside.chars().count() == 1)
}

/// Adds a doubt at letters that would be read otherwise on the line.
pub(super) fn notice(source: &mut SourceText) {
    let SourceText {
        blocks, notes, doubts, ..
    } = source;
    for block in blocks.iter() {
        match block {
            SourceBlock::Paragraph(paragraph) => doubts.extend(doubts_of(paragraph)),
            SourceBlock::Table(table) => {
                let cells = table.rows.iter().flatten();
                doubts.extend(cells.flat_map(|cell| &cell.paragraphs).flat_map(doubts_of));
            }
            SourceBlock::PageBreak => {}
        }
    }
    doubts.extend(notes.iter().flat_map(|note| &note.paragraphs).flat_map(doubts_of));
}

fn doubts_of(paragraph: &SourceParagraph) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, run) in paragraph.runs.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| paragraph.runs[before].text.as_str());
        // A paragraph that is raised as a whole is only set so.
        let Some(before) = before.filter(|_| is_misread(run)) else {
            continue;
        };
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        doubts.push(Doubt {
            reason: DoubtReason::Script,
            line: paragraph.line,
            text: format!("{word}{}", run.text.trim()),
        });
    }
    doubts
}

/// Returns whether a run would be read otherwise on the line: `x` raised by `a` is no `xa`, but `NO` and a lowered `x` are.
fn is_misread(run: &SourceRun) -> bool {
    let core = run.text.trim();
    let has = |is_of: fn(char) -> bool| core.contains(is_of);
    let is_worded = match run.script {
        SourceScript::Normal => false,
        SourceScript::Superscript => has(|letter| letter.is_alphanumeric() && !matches!(letter, 'º' | 'ª')),
        SourceScript::Subscript => has(|letter| letter.is_ascii_digit()),
    };
    is_worded && scripted(run) == run.text && !is_note_mark(core) && !SAME_ON_LINE.contains(&core)
}

#[cfg(test)]
mod tests {
    use super::{is_misread, scripted};
    use crate::input::import::source_text::{SourceRun, SourceScript};

    #[test]
    fn raised_and_lowered_letters() {
        use SourceScript::{Subscript, Superscript};
        for (script, text, written, is_doubtful) in [
            (Superscript, "-3", "⁻³", false),
            (Superscript, "–19", "⁻¹⁹", false),
            (Superscript, "n+1", "ⁿ⁺¹", false),
            (Superscript, "(n-1)", "⁽ⁿ⁻¹⁾", false),
            (Superscript, "o", "°", false),
            (Superscript, "(1)", "(1)", false),
            (Superscript, "[2]", "[2]", false),
            (Superscript, "*", "*", false),
            (Superscript, "2,5", "2,5", true),
            (Superscript, "a", "a", true),
            (Subscript, "2+", "₂₊", false),
            (Subscript, "max", "max", false),
            (Subscript, "1,2", "1,2", true),
        ] {
            let run = SourceRun {
                script,
                ..SourceRun::plain(text)
            };
            assert_eq!(
                (scripted(&run).as_str(), is_misread(&run)),
                (written, is_doubtful),
                "{text}"
            );
        }
    }
}
