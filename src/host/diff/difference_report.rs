//! The report of a comparison for people: what to look at first, then page by page.

use crate::base::span::line_column;
use crate::edition::diff::difference::{LostAddress, SiteDifference};
use crate::edition::diff::{ComparedSide, Sides};
use crate::host::diff::page_lines::PageLines;
use crate::host::diff::report_line::{MAX_CHANGES, Piece, ReportLine, Section, Wording, counted, pieces};
use crate::host::diff::site_lines::SiteLines;
use crate::messages::catalogue::{Language, fill};
use crate::messages::code::Severity;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::diff_text::DiffText;
use crate::messages::message::message;

/// The report of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DifferenceReport {
    /// What is wrong with a side as a whole.
    pub(super) warnings: Vec<String>,
    /// The counts, in one line.
    pub(super) summary: String,
    /// Whether words are marked in it.
    pub(super) has_marks: bool,
    /// Its parts, those without lines left out.
    pub(super) sections: Vec<Section>,
}

/// The most lines of a list.
const MAX_LINES: usize = 30;

/// Writes the report; `with_notes` adds the notes that pages need.
pub(super) fn report(sides: &Sides, language: Language, with_notes: bool) -> DifferenceReport {
    let errors = |side: &ComparedSide| side.diagnostics.iter().filter(|one| one.is_error()).count();
    let broken = [
        (DiffText::BaseBroken, errors(&sides.base)),
        (DiffText::HeadBroken, errors(&sides.head)),
    ];
    let mut warnings: Vec<String> = broken
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(text, count)| counted(text, count, language))
        .collect();
    if !warnings.is_empty() {
        let is_compared = sides.difference.is_some();
        let text = if is_compared {
            DiffText::OnlyReadable
        } else {
            DiffText::NotCompared
        };
        warnings.push(text.text(language).to_owned());
    }
    let Some(difference) = &sides.difference else {
        return DifferenceReport {
            warnings,
            summary: String::new(),
            has_marks: false,
            sections: findings_only(sides, language),
        };
    };
    let words = Wording { language };
    let writer = Writer {
        sides,
        difference,
        words,
    };
    let (pages, rest) = (PageLines { words }, SiteLines { words });
    let mut sections = vec![
        writer.section(DiffText::Review, writer.review()),
        pages.changed(&difference.changed),
        writer.section(
            DiffText::Added,
            difference.added.iter().map(|page| pages.added(page)).collect(),
        ),
        writer.section(
            DiffText::Removed,
            difference.removed.iter().map(|page| pages.removed(page)).collect(),
        ),
        writer.section(
            DiffText::Relations,
            difference.relations.iter().map(|one| rest.relation(one)).collect(),
        ),
        writer.section(
            DiffText::Vocabulary,
            difference.vocabulary.iter().map(|one| rest.entry(one)).collect(),
        ),
        writer.section(DiffText::Site, rest.site(difference)),
        writer.section(DiffText::Gone, writer.gone()),
        writer.section(DiffText::Hidden, rest.hidden(difference)),
    ];
    if with_notes {
        sections.push(writer.section(DiffText::Notes, rest.notes(sides, &difference.changed)));
    }
    sections.retain(|section| !section.lines.is_empty());
    let is_mark = |piece: &Piece| matches!(piece, Piece::Removed(_) | Piece::Added(_));
    let mut lines = sections.iter().flat_map(|section| &section.lines);
    DifferenceReport {
        warnings,
        summary: writer.summary(),
        has_marks: lines.any(|line| line.pieces.iter().any(is_mark)),
        sections,
    }
}

/// The errors of sides of which no site can be made.
fn findings_only(sides: &Sides, language: Language) -> Vec<Section> {
    let lines: Vec<ReportLine> = [&sides.base, &sides.head]
        .into_iter()
        .flat_map(|side| {
            let errors = side.diagnostics.iter().filter(|one| one.is_error());
            errors.map(|found| finding(found, side, language))
        })
        .take(MAX_LINES)
        .collect();
    let heading = DiffText::Review;
    vec![Section { heading, lines }]
}

/// A diagnostic with its place.
fn finding(found: &Diagnostic, side: &ComparedSide, language: Language) -> ReportLine {
    let path = &found.place.path;
    let line = found.place.span.zip(side.snapshot.text_of(path));
    let place = match line {
        Some((span, text)) => format!("{path}:{}", line_column(text, span.start).line),
        None => path.to_string(),
    };
    ReportLine::entry(pieces(
        DiffText::Finding.text(language),
        &[
            ("severity", Piece::Text(found.severity().text(language).to_owned())),
            ("title", Piece::Text(message(found, language).title)),
            ("place", Piece::Code(place)),
        ],
    ))
}

struct Writer<'a> {
    sides: &'a Sides,
    difference: &'a SiteDifference,
    words: Wording,
}

impl Writer<'_> {
    /// A part of the report, cut to the first lines.
    fn section(&self, heading: DiffText, mut lines: Vec<ReportLine>) -> Section {
        if let Some(more) = lines.len().checked_sub(MAX_LINES).filter(|more| *more > 0) {
            lines.truncate(MAX_LINES);
            let text = counted(DiffText::MoreLines, more, self.words.language);
            lines.push(ReportLine::entry(vec![Piece::Text(text)]));
        }
        Section { heading, lines }
    }

    fn summary(&self) -> String {
        let difference = self.difference;
        if difference.is_empty() {
            return self.words.text(DiffText::Same).to_owned();
        }
        let relations = |is_gained: bool| {
            difference
                .relations
                .iter()
                .filter(|one| one.is_gained == is_gained)
                .count()
        };
        let new = |severity: Severity| {
            let found = difference.new_findings.iter();
            found.filter(|one| one.severity() == severity).count()
        };
        let counts = [
            (DiffText::CountAdded, difference.added.len()),
            (DiffText::CountChanged, difference.changed.len()),
            (DiffText::CountRemoved, difference.removed.len()),
            (DiffText::CountGained, relations(true)),
            (DiffText::CountLeft, relations(false)),
            (DiffText::CountLost, difference.lost.len()),
            (DiffText::CountVocabulary, difference.vocabulary.len()),
            (DiffText::CountFiles, difference.files.len()),
            (DiffText::CountSettings, difference.settings.len()),
            (DiffText::CountTheme, difference.theme.len()),
            (DiffText::CountErrors, new(Severity::Error)),
            (DiffText::CountWarnings, new(Severity::Warning)),
            (DiffText::CountHints, new(Severity::Hint)),
            (DiffText::CountGone, difference.gone_findings.len()),
        ];
        let shown = counts.into_iter().filter(|(_, count)| *count > 0);
        let parts: Vec<String> = shown
            .map(|(text, count)| counted(text, count, self.words.language))
            .collect();
        match parts.is_empty() {
            true => self.words.text(DiffText::NothingSeen).to_owned(),
            false => format!("{}.", parts.join("; ")),
        }
    }

    /// What to look at before approving: new findings, lost addresses, numbers that others still cite.
    fn review(&self) -> Vec<ReportLine> {
        let difference = self.difference;
        let findings = difference.new_findings.iter();
        let mut lines: Vec<ReportLine> = findings
            .map(|found| finding(found, &self.sides.head, self.words.language))
            .collect();
        lines.extend(difference.lost.iter().map(|lost| self.lost(lost)));
        for page in &difference.changed {
            let cited = page.renumbered.iter().filter(|one| one.cited > 0);
            lines.extend(cited.map(|one| {
                let count = one.cited;
                let text = fill(
                    self.words.text(DiffText::RenumberedCited),
                    &[
                        ("n", count.to_string()),
                        ("from", one.from.clone()),
                        ("to", one.to.clone()),
                    ],
                );
                ReportLine::entry(pieces(&text, &[("page", Piece::Strong(page.page.name.clone()))]))
            }));
        }
        lines
    }

    fn lost(&self, lost: &LostAddress) -> ReportLine {
        let address = ("address", Piece::Code(lost.address.clone()));
        let places = ("places", Piece::Text(self.words.list(&lost.places, MAX_CHANGES)));
        let mut line = match (lost.is_kept, lost.places.is_empty()) {
            (false, _) => pieces(self.words.text(DiffText::LostAddress), &[address]),
            (true, false) => pieces(self.words.text(DiffText::LostPlaces), &[address, places]),
            (true, true) => {
                let text = counted(DiffText::LostInner, lost.below, self.words.language);
                pieces(&text, &[address])
            }
        };
        if lost.below > 0 && !lost.is_kept {
            line.push(Piece::Text(counted(
                DiffText::LostBelow,
                lost.below,
                self.words.language,
            )));
        }
        if let Some(home) = &lost.home {
            let home = ("home", Piece::Code(home.clone()));
            line.extend(pieces(self.words.text(DiffText::LostHome), &[home]));
        }
        if let Some((file, written)) = &lost.declaration {
            let values = [
                ("file", Piece::Code(file.to_string())),
                ("line", Piece::Code(written.clone())),
            ];
            line.extend(pieces(self.words.text(DiffText::LostLine), &values));
        }
        ReportLine::entry(line)
    }

    fn gone(&self) -> Vec<ReportLine> {
        let found = self.difference.gone_findings.iter();
        found
            .map(|found| finding(found, &self.sides.base, self.words.language))
            .collect()
    }
}
