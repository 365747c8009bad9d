//! Collects the runs of a paragraph: joins those of one look, decodes letters by their font.

use crate::input::import::docx::word_styles::{RunSettings, Style};
use crate::input::import::import_report::Repair;
use crate::input::import::joined_runs::{is_same_look, push_run};
use crate::input::import::source_text::{ImageId, NoteId, SourceBlock, SourceParagraph, SourceRun, SourceScript};
use crate::input::old_fonts::FontEncoding;
use crate::messages::import_text::RepairRule;

/// A page break inside a paragraph.
pub(super) const PAGE_BREAK: char = '\u{c}';

/// The runs of a paragraph while it is read.
#[derive(Default)]
pub(super) struct ParagraphRuns<'t> {
    pub(super) style: Style<'t>,
    /// The blocks of text boxes that are anchored in it.
    pub(super) boxes: Vec<SourceBlock>,
    /// The letters that tracked changes deleted, and those they inserted.
    pub(super) deleted: String,
    pub(super) inserted: String,
    runs: Vec<RawRun>,
}

/// A run, and what its letters need before they are text.
#[derive(Default, PartialEq, Eq)]
struct RawRun {
    run: SourceRun,
    encoding: Option<FontEncoding>,
    is_upper: bool,
}

impl ParagraphRuns<'_> {
    /// Adds letters of a look.
    pub(super) fn push(&mut self, text: &str, look: &RunSettings<'_>, link: Option<&str>) {
        if text.is_empty() {
            return;
        }
        let raw = RawRun {
            run: SourceRun {
                text: String::new(),
                is_bold: look.is_bold == Some(true),
                is_italic: look.is_italic == Some(true),
                script: look.script.unwrap_or(SourceScript::Normal),
                link: link.map(str::to_owned),
                ..SourceRun::default()
            },
            encoding: look.font.and_then(FontEncoding::of_font),
            is_upper: look.is_upper == Some(true),
        };
        // Word cuts runs at every edit: the two signs of a letter of VNI may be in two of them.
        match self.runs.last_mut() {
            Some(last) if last.has_look_of(&raw) => last.run.text.push_str(text),
            _ => self.runs.push(RawRun {
                run: SourceRun {
                    text: text.to_owned(),
                    ..raw.run
                },
                ..raw
            }),
        }
    }

    /// Adds the mark of a note.
    pub(super) fn push_note(&mut self, note: NoteId) {
        let run = SourceRun {
            note: Some(note),
            ..SourceRun::default()
        };
        self.runs.push(RawRun {
            run,
            ..RawRun::default()
        });
    }

    /// Adds a picture.
    pub(super) fn push_image(&mut self, image: ImageId) {
        let run = SourceRun {
            image: Some(image),
            ..SourceRun::default()
        };
        self.runs.push(RawRun {
            run,
            ..RawRun::default()
        });
    }

    /// Its letters so far.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|raw| raw.run.text.as_str()).collect()
    }

    /// The number of bytes of its letters so far.
    pub(super) fn length(&self) -> usize {
        self.runs.iter().map(|raw| raw.run.text.len()).sum()
    }

    /// Decodes its letters.
    pub(super) fn finish(self, fonts_are_stale: bool, line: u32, repairs: &mut Vec<Repair>) -> Vec<SourceRun> {
        let before = self.runs.iter().any(|raw| raw.encoding.is_some()).then(|| self.text());
        let mut encoding_name = None;
        let mut out: Vec<SourceRun> = Vec::new();
        for mut raw in self.runs {
            if let Some(encoding) = raw.encoding
                && let Some(decoded) = encoding.decode(&raw.run.text, fonts_are_stale)
                && decoded != raw.run.text
            {
                raw.run.text = decoded;
                encoding_name = Some(encoding.name());
            }
            // Shown before Unicode, a soft hyphen is a letter; else it is not seen.
            raw.run.text.retain(|letter| letter != '\u{ad}');
            if raw.is_upper {
                raw.run.text = raw.run.text.to_uppercase();
            }
            push_run(&mut out, raw.run);
        }
        if let (Some(before), Some(name)) = (before, encoding_name) {
            let after = out.iter().map(|run| run.text.as_str()).collect();
            repairs.push(Repair {
                rule: RepairRule::OldEncoding(name.to_owned()),
                line,
                before,
                after,
            });
        }
        out
    }
}

impl RawRun {
    fn has_look_of(&self, other: &RawRun) -> bool {
        self.encoding == other.encoding && self.is_upper == other.is_upper && is_same_look(&self.run, &other.run)
    }
}

/// Adds a paragraph as blocks: in parts, where it has page breaks. Its number stays with its first words.
pub(super) fn split_at_page_breaks(paragraph: SourceParagraph, runs: Vec<SourceRun>, blocks: &mut Vec<SourceBlock>) {
    if !runs.iter().any(|run| run.text.contains(PAGE_BREAK)) {
        blocks.push(SourceBlock::Paragraph(SourceParagraph { runs, ..paragraph }));
        return;
    }
    let mut pages: Vec<Vec<SourceRun>> = vec![Vec::new()];
    for run in runs {
        let text = run.text.clone();
        for (at, piece) in text.split(PAGE_BREAK).enumerate() {
            if at > 0 {
                pages.push(Vec::new());
            }
            let is_needed = !piece.is_empty() || run.note.is_some() || run.image.is_some();
            if let Some(page) = pages.last_mut().filter(|_| is_needed) {
                page.push(SourceRun {
                    text: piece.to_owned(),
                    ..run.clone()
                });
            }
        }
    }
    let mut next = Some(paragraph);
    let last = pages.len() - 1;
    for (at, runs) in pages.into_iter().enumerate() {
        let is_numbered = next
            .as_ref()
            .is_some_and(|paragraph| paragraph.number.is_some() || paragraph.is_bullet);
        if !runs.is_empty() || at == last && is_numbered {
            let line = next.as_ref().map_or(0, |paragraph| paragraph.line);
            let paragraph = next.take().unwrap_or(SourceParagraph {
                line,
                ..SourceParagraph::default()
            });
            let rest = SourceParagraph {
                number: None,
                is_bullet: false,
                runs: Vec::new(),
                ..paragraph.clone()
            };
            blocks.push(SourceBlock::Paragraph(SourceParagraph { runs, ..paragraph }));
            next = Some(rest);
        }
        blocks.extend((at < last).then_some(SourceBlock::PageBreak));
    }
}
