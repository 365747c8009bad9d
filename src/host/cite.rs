//! `cite`: prints the citations in a text, for programs and for measurements. Needs no site.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::edition::{CitedDocument, citations};
use crate::host::command::{ExitStatus, Streams, print_machine_error, print_notice};
use crate::host::markdown_mask::masked;
use crate::host::printable::json_line;
use crate::host::report::{TerminalStyle, Values};
use crate::messages::notice::Notice;

/// A line of input.
#[derive(Deserialize)]
struct Passage {
    id: serde_json::Value,
    text: String,
}

/// A line of output.
#[derive(Serialize)]
struct PassageRow<'a> {
    id: &'a serde_json::Value,
    citations: Vec<CitationRow>,
}

/// A citation; fields are added, never renamed.
#[derive(Serialize)]
struct CitationRow {
    /// The first code point, and the one after the last.
    span: [usize; 2],
    surface: String,
    kind: Option<String>,
    number: Option<String>,
    date: Option<String>,
    issuer: Option<String>,
    provision: Option<String>,
}

/// What the input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CiteFormat {
    /// One text.
    Text,
    /// One text in Markdown: code, comments and addresses of links cite nothing.
    Markdown,
    /// A passage a line.
    JsonLines,
}

impl CiteFormat {
    /// The names of all formats, as options give them.
    pub(crate) const NAMES: [&str; 3] = ["text", "markdown", "jsonl"];

    /// The format of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let all = [CiteFormat::Text, CiteFormat::Markdown, CiteFormat::JsonLines];
        let at = Self::NAMES.iter().position(|known| *known == name)?;
        Some(all[at])
    }

    /// The format that the name of a file shows, or else its beginning.
    fn of(file: Option<&Path>, text: &str) -> Self {
        let extension = file.and_then(Path::extension).and_then(|extension| extension.to_str());
        match extension.map(str::to_lowercase).as_deref() {
            Some("jsonl" | "ndjson") => CiteFormat::JsonLines,
            Some("md" | "markdown") => CiteFormat::Markdown,
            Some("txt") => CiteFormat::Text,
            _ if text.trim_start().starts_with("{\"") => CiteFormat::JsonLines,
            _ => CiteFormat::Text,
        }
    }
}

/// Prints the citations in a file or in standard input.
pub(crate) fn cite(
    file: Option<&Path>,
    format: Option<CiteFormat>,
    style: TerminalStyle,
    streams: &mut Streams<'_>,
) -> ExitStatus {
    let text = match read(file) {
        Ok(text) => text,
        Err(error) => return print_machine_error(streams.words, style, file.unwrap_or(Path::new("-")), &error),
    };
    let visible = text.trim_start_matches('\u{feff}');
    let id = || file.map_or(serde_json::Value::Null, |file| file.display().to_string().into());
    match format.unwrap_or_else(|| CiteFormat::of(file, visible)) {
        // A byte order mark of a text is a code point of it, which offsets count.
        CiteFormat::Text => print(&id(), (&text, &text), streams.data),
        CiteFormat::Markdown => print(&id(), (&text, &masked(&text)), streams.data),
        CiteFormat::JsonLines => cite_passages(visible, style, streams),
    }
}

/// Prints the citations of each passage; a line that is none is reported, and does not stop those after it.
fn cite_passages(text: &str, style: TerminalStyle, streams: &mut Streams<'_>) -> ExitStatus {
    let mut status = ExitStatus::Fine;
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let passage: Passage = match serde_json::from_str(line) {
            Ok(passage) => passage,
            Err(error) => {
                let values: Values<'_> = &[("line", &(index + 1)), ("reason", &error)];
                print_notice(streams.words, style, Notice::BadPassage, values);
                status = ExitStatus::Content;
                continue;
            }
        };
        if print(&passage.id, (&passage.text, &passage.text), streams.data) == ExitStatus::Machine {
            return ExitStatus::Machine;
        }
    }
    status
}

fn read(file: Option<&Path>) -> io::Result<String> {
    let mut bytes = Vec::new();
    match file {
        Some(file) => File::open(file)?.read_to_end(&mut bytes)?,
        None => io::stdin().read_to_end(&mut bytes)?,
    };
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
}

/// Prints the citations of a text, which are looked for in a copy of the same length.
fn print(id: &serde_json::Value, (text, searched): (&str, &str), out: &mut dyn Write) -> ExitStatus {
    let mut points = CodePoints {
        text,
        byte: 0,
        point: 0,
    };
    let rows = citations(searched)
        .into_iter()
        .map(|found| row(found, text, &mut points));
    let row = PassageRow {
        id,
        citations: rows.collect(),
    };
    match out.write_all(json_line(&row).as_bytes()) {
        Ok(()) => ExitStatus::Fine,
        Err(_) => ExitStatus::Machine,
    }
}

fn row(found: CitedDocument, text: &str, points: &mut CodePoints<'_>) -> CitationRow {
    CitationRow {
        span: [points.at(found.span.start), points.at(found.span.end)],
        surface: text.get(found.span).unwrap_or("").to_owned(),
        kind: found.kind,
        number: found.number,
        date: found.date,
        issuer: found.issuer,
        provision: found.provision,
    }
}

/// Converts byte offsets to code points; counts on from the last offset, so that no part is counted twice.
struct CodePoints<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl CodePoints<'_> {
    fn at(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.point) = (0, 0);
        }
        self.point += self.text.get(self.byte..byte).map_or(0, |part| part.chars().count());
        self.byte = byte;
        self.point
    }
}
