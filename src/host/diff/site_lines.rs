//! The lines of a report about what is beside pages: relations, vocabularies, files, settings, notes to write.

use crate::base::path::RelPath;
use crate::edition::diff::difference::{
    ChangedPage, EntryChange, FileState, RelationChange, SiteDifference, VocabularyChange, VocabularySort,
};
use crate::edition::diff::{ComparedSide, Sides};
use crate::host::diff::report_line::{MAX_FILES, Piece, ReportLine, Wording, counted, pieces, word_pieces};
use crate::messages::diff_text::DiffText;

/// Writes the lines.
pub(super) struct SiteLines {
    /// The words of the report.
    pub(super) words: Wording,
}

impl SiteLines {
    /// A relation that came or went.
    pub(super) fn relation(&self, change: &RelationChange) -> ReportLine {
        let text = match change.is_gained {
            true => DiffText::RelationGained,
            false => DiffText::RelationLost,
        };
        let to = match &change.place {
            Some(place) => format!("{} ({place})", change.to),
            None => change.to.clone(),
        };
        let values = [
            ("from", Piece::Text(change.from.clone())),
            (
                "term",
                Piece::Strong(self.words.relation_term(change.term, change.kind.name())),
            ),
            ("to", Piece::Text(to)),
        ];
        ReportLine::entry(pieces(self.words.text(text), &values))
    }

    /// A topic or body.
    pub(super) fn entry(&self, change: &VocabularyChange) -> ReportLine {
        let sort = match change.sort {
            VocabularySort::Topic => DiffText::Topic,
            VocabularySort::Body => DiffText::Body,
        };
        let (state, fields) = match &change.change {
            EntryChange::Added => (DiffText::EntryAdded, &[][..]),
            EntryChange::Removed => (DiffText::EntryRemoved, &[][..]),
            EntryChange::Changed(fields) => (DiffText::EntryChanged, fields.as_slice()),
        };
        let mut line = vec![
            Piece::Text(format!("{} ", self.words.text(sort))),
            Piece::Strong(change.name.clone()),
            Piece::Text(format!(": {}", self.words.text(state))),
        ];
        for (at, field) in fields.iter().enumerate() {
            let lead = if at > 0 { "; " } else { " " };
            line.push(Piece::Text(format!("{lead}{}: ", self.words.field_name(field))));
            line.extend(word_pieces(&field.words, self.words.language));
        }
        ReportLine::entry(line)
    }

    /// The theme, site.yaml and files.
    pub(super) fn site(&self, difference: &SiteDifference) -> Vec<ReportLine> {
        let mut lines = Vec::new();
        let code = |path: &RelPath| Piece::Code(path.to_string());
        if !difference.theme.is_empty() {
            let paths: Vec<String> = difference.theme.iter().map(|file| file.path.to_string()).collect();
            let text = counted(DiffText::Theme, paths.len(), self.words.language);
            lines.push(ReportLine::entry(pieces(
                &text,
                &[("files", Piece::Code(self.words.list(&paths, MAX_FILES)))],
            )));
        }
        for setting in &difference.settings {
            let term = ("term", Piece::Strong(self.words.field_name(setting)));
            let mut line = pieces(self.words.text(DiffText::Setting), &[term]);
            line.extend(word_pieces(&setting.words, self.words.language));
            lines.push(ReportLine::entry(line));
        }
        for file in &difference.files {
            let state = match file.state {
                FileState::Added => DiffText::EntryAdded,
                FileState::Removed => DiffText::EntryRemoved,
                FileState::Changed => DiffText::EntryChanged,
            };
            let values = [
                ("file", code(&file.path)),
                ("state", Piece::Text(self.words.text(state).to_owned())),
            ];
            lines.push(ReportLine::entry(pieces(self.words.text(DiffText::File), &values)));
        }
        lines
    }

    /// Files of which readers see no difference.
    pub(super) fn hidden(&self, difference: &SiteDifference) -> Vec<ReportLine> {
        let line = |text: DiffText, path: &RelPath| {
            let file = ("file", Piece::Code(path.to_string()));
            ReportLine::entry(pieces(self.words.text(text), &[file]))
        };
        let unpublished = difference.unpublished.iter();
        let unpublished = unpublished.map(|path| line(DiffText::Unpublished, path));
        let unseen = difference.unseen.iter().map(|path| line(DiffText::Unseen, path));
        unpublished.chain(unseen).collect()
    }

    /// The notes that pages need.
    pub(super) fn notes(&self, sides: &Sides, changed: &[ChangedPage]) -> Vec<ReportLine> {
        let pages = changed.iter();
        let notes = pages.filter_map(|page| Some((&page.page.file, page.note.as_deref()?)));
        notes
            .map(|(file, note)| {
                ReportLine::entry(vec![
                    Piece::Code(file.to_string()),
                    Piece::Text(": ".to_owned()),
                    Piece::Code(note_entry(&sides.head, note)),
                ])
            })
            .collect()
    }
}

/// A note as an entry of `cập nhật`, in a form that YAML reads whatever signs its words hold.
pub(super) fn note_entry(side: &ComparedSide, note: &str) -> String {
    let today = side.snapshot.today;
    let quoted = note.replace('\\', "\\\\").replace('"', "\\\"");
    let (day, month, year) = (today.day(), today.month(), today.year());
    format!("- {{ngày: {day}/{month}/{year}, ghi chú: \"{quoted}\"}}")
}
