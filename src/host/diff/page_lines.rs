//! The lines of a report about pages: which came and went, and what changed on the others.

use crate::edition::HeldBackReason;
use crate::edition::diff::difference::{
    AddedPage, After, Before, ChangedPage, FieldChange, PageName, PartChange, ProvisionChange, RemovedPage,
};
use crate::host::diff::report_line::{
    MAX_CHANGES, Piece, ReportLine, Section, Wording, counted, pieces, shortened, word_pieces,
};
use crate::messages::catalogue::fill;
use crate::messages::diff_text::DiffText;

/// The most pages that are shown with their changes.
const MAX_PAGES: usize = 25;

/// Writes the lines.
pub(super) struct PageLines {
    /// The words of the report.
    pub(super) words: Wording,
}

impl PageLines {
    /// The changed pages, each with its changes.
    pub(super) fn changed(&self, changed: &[ChangedPage]) -> Section {
        let mut lines = Vec::new();
        for page in changed.iter().take(MAX_PAGES) {
            lines.push(heading(&page.page));
            let mut changes = self.changes(page);
            if let Some(more) = changes.len().checked_sub(MAX_CHANGES).filter(|more| *more > 0) {
                changes.truncate(MAX_CHANGES);
                changes.push(vec![Piece::Text(counted(
                    DiffText::MoreLines,
                    more,
                    self.words.language,
                ))]);
            }
            lines.extend(changes.into_iter().map(ReportLine::entry));
        }
        if let Some(more) = changed.len().checked_sub(MAX_PAGES).filter(|more| *more > 0) {
            lines.push(ReportLine {
                level: 0,
                pieces: vec![Piece::Text(counted(DiffText::MorePages, more, self.words.language))],
            });
        }
        Section {
            heading: DiffText::Changed,
            lines,
        }
    }

    fn changes(&self, page: &ChangedPage) -> Vec<Vec<Piece>> {
        let code = |text: &str| Piece::Code(text.to_owned());
        let mut lines = Vec::new();
        if let Some(former) = &page.former_address {
            let values = [("address", code(&page.page.address)), ("former", code(former))];
            lines.push(pieces(self.words.text(DiffText::Moved), &values));
        }
        if let Some(file) = &page.former_file {
            lines.push(pieces(
                self.words.text(DiffText::Renamed),
                &[("file", code(file.as_str()))],
            ));
        }
        lines.extend(page.fields.iter().map(|field| self.field(field)));
        lines.extend(page.renumbered.iter().map(|one| {
            let values = [
                ("from", Piece::Strong(one.from.clone())),
                ("to", Piece::Strong(one.to.clone())),
            ];
            pieces(self.words.text(DiffText::Renumbered), &values)
        }));
        lines.extend(page.provisions.iter().map(|change| self.part(change)));
        lines.extend(page.links.iter().map(|link| {
            let text = match link.is_gained {
                true => DiffText::LinkGained,
                false => DiffText::LinkLost,
            };
            pieces(self.words.text(text), &[("address", code(&link.address))])
        }));
        if page.is_layout_only {
            lines.push(vec![Piece::Text(self.words.text(DiffText::LayoutOnly).to_owned())]);
        }
        lines
    }

    fn field(&self, field: &FieldChange) -> Vec<Piece> {
        let mut line = vec![Piece::Strong(self.words.field_name(field)), colon()];
        line.extend(word_pieces(&field.words, self.words.language));
        line
    }

    fn part(&self, change: &ProvisionChange) -> Vec<Piece> {
        let place = ("place", Piece::Strong(change.place.clone()));
        match &change.kind {
            PartChange::Added(words) => {
                let mut line = pieces(self.words.text(DiffText::PartAdded), &[place]);
                if !is_name(&change.place, words) {
                    line.extend([colon(), Piece::Added(shortened(words, self.words.language))]);
                }
                line
            }
            PartChange::Removed(words) => {
                let mut line = pieces(self.words.text(DiffText::PartRemoved), &[place]);
                if !is_name(&change.place, words) {
                    line.extend([colon(), Piece::Removed(shortened(words, self.words.language))]);
                }
                line
            }
            PartChange::Words(runs) => {
                let mut line = vec![Piece::Strong(change.place.clone()), colon()];
                line.extend(word_pieces(runs, self.words.language));
                line
            }
            PartChange::Moved(from) if *from == change.place => {
                pieces(self.words.text(DiffText::PartReordered), &[place])
            }
            PartChange::Moved(from) => pieces(
                self.words.text(DiffText::PartMoved),
                &[place, ("from", Piece::Text(from.clone()))],
            ),
        }
    }

    /// The name of a page with further words, as one entry of a list.
    fn page_entry(&self, page: &PageName, further: Vec<String>) -> ReportLine {
        let mut line = named(page);
        if !further.is_empty() {
            line.push(Piece::Text(format!("; {}", further.join("; "))));
        }
        ReportLine::entry(line)
    }

    /// An added page, with what it was before.
    pub(super) fn added(&self, page: &AddedPage) -> ReportLine {
        let mut further = match &page.before {
            Before::Absent => Vec::new(),
            Before::HeldBack(why) => vec![self.held_back(why, (DiffText::WasDraft, DiffText::WasLater))],
            Before::Stub => vec![self.words.text(DiffText::WasStub).to_owned()],
        };
        further.push(counted(DiffText::Words, page.words, self.words.language));
        let relations = page.relations.iter();
        let relations: Vec<String> = relations
            .map(|(kind, term, count)| format!("{} {count}", self.words.relation_term(term, kind.name())))
            .collect();
        if !relations.is_empty() {
            further.push(relations.join(", "));
        }
        self.page_entry(&page.page, further)
    }

    /// A removed page, with what is left of it.
    pub(super) fn removed(&self, page: &RemovedPage) -> ReportLine {
        let mut further = match &page.after {
            After::Absent => Vec::new(),
            After::HeldBack(why) => vec![self.held_back(why, (DiffText::IsDraft, DiffText::IsLater))],
            After::Unreadable => vec![self.words.text(DiffText::IsUnreadable).to_owned()],
            After::Stub => vec![self.words.text(DiffText::IsStub).to_owned()],
        };
        if page.cited > 0 {
            further.push(counted(DiffText::StillCited, page.cited, self.words.language));
        }
        self.page_entry(&page.page, further)
    }

    fn held_back(&self, why: &HeldBackReason, (draft, later): (DiffText, DiffText)) -> String {
        match why {
            HeldBackReason::Draft => self.words.text(draft).to_owned(),
            HeldBackReason::Until(date) => fill(self.words.text(later), &[("date", date.as_str())]),
        }
    }
}

/// What parts the name of a place from its words.
fn colon() -> Piece {
    Piece::Text(": ".to_owned())
}

/// Returns whether a place is called by all its words: a heading without a number.
fn is_name(place: &str, words: &str) -> bool {
    place.trim_matches(['“', '”']) == words
}

/// The name of a page, its file and its address.
fn named(page: &PageName) -> Vec<Piece> {
    let mut line = vec![Piece::Strong(page.name.clone())];
    if let Some(subject) = &page.subject {
        line.push(Piece::Text(format!(" – {subject}")));
    }
    line.push(Piece::Text(" · ".to_owned()));
    line.push(Piece::Code(page.file.to_string()));
    line
}

/// A page over its changes.
fn heading(page: &PageName) -> ReportLine {
    ReportLine {
        level: 0,
        pieces: named(page),
    }
}
