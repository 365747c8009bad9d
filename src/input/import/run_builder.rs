//! Collects the runs of a paragraph: joins those of one look, decodes letters by their font.

use crate::input::import::import_report::Repair;
use crate::input::import::joined_runs::{is_same_look, push_run};
use crate::input::import::source_text::{ImageId, NoteId, SourceRun, SourceScript};
use crate::input::old_fonts::FontEncoding;
use crate::messages::import_text::RepairRule;

/// How letters look, and what they need before they are text.
#[derive(Clone, Copy, Default)]
pub(super) struct RunLook {
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    pub(super) script: SourceScript,
    /// What their font draws, if it is one of before Unicode.
    pub(super) encoding: Option<FontEncoding>,
    /// Whether they are shown as capitals.
    pub(super) is_upper: bool,
}

/// The runs of a paragraph while it is read.
#[derive(Default)]
pub(super) struct RunBuilder {
    runs: Vec<RawRun>,
}

/// A run as the source has it.
struct RawRun {
    run: SourceRun,
    encoding: Option<FontEncoding>,
    is_upper: bool,
}

impl RunBuilder {
    /// Adds letters of a look.
    pub(super) fn push(&mut self, text: &str, look: &RunLook, link: Option<&str>) {
        if text.is_empty() {
            return;
        }
        let run = SourceRun {
            text: text.to_owned(),
            is_bold: look.is_bold,
            is_italic: look.is_italic,
            script: look.script,
            link: link.map(str::to_owned),
            ..SourceRun::default()
        };
        // Word cuts runs at every edit: the two signs of a letter of VNI may be in two of them.
        match self.runs.last_mut() {
            Some(last)
                if last.encoding == look.encoding
                    && last.is_upper == look.is_upper
                    && is_same_look(&last.run, &run) =>
            {
                last.run.text.push_str(text);
            }
            _ => self.runs.push(RawRun {
                run,
                encoding: look.encoding,
                is_upper: look.is_upper,
            }),
        }
    }

    /// Adds the mark of a note.
    pub(super) fn push_note(&mut self, note: NoteId) {
        self.push_sign(SourceRun {
            note: Some(note),
            ..SourceRun::default()
        });
    }

    /// Adds a picture.
    pub(super) fn push_image(&mut self, image: ImageId) {
        self.push_sign(SourceRun {
            image: Some(image),
            ..SourceRun::default()
        });
    }

    fn push_sign(&mut self, run: SourceRun) {
        self.runs.push(RawRun {
            run,
            encoding: None,
            is_upper: false,
        });
    }

    /// Returns whether it has neither letters nor signs.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Its letters so far.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|raw| raw.run.text.as_str()).collect()
    }

    /// The number of bytes of its letters so far.
    pub(super) fn length(&self) -> usize {
        self.runs.iter().map(|raw| raw.run.text.len()).sum()
    }

    /// Returns whether a blank would be seen as one behind its letters so far.
    pub(super) fn takes_blank(&self) -> bool {
        let last = self.runs.last().filter(|last| last.run.image.is_none());
        last.is_some_and(|last| !last.run.text.ends_with([' ', '\n', '\t']))
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
            let is_sign = raw.run.note.is_some() || raw.run.image.is_some();
            if is_sign || !raw.run.text.is_empty() {
                push_run(&mut out, raw.run);
            }
        }
        if let (Some(before), Some(name)) = (before, encoding_name) {
            let after = out.iter().map(|run| run.text.as_str()).collect();
            let rule = RepairRule::OldEncoding(name.to_owned());
            repairs.push(Repair {
                rule,
                line,
                before,
                after,
            });
        }
        out
    }
}
