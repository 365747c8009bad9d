//! Entrances for whoever tries any bytes on the program: no disk, no clock. Only tests and fuzzing call them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::date;

use crate::base::path::RelPath;
use crate::edition::import::{ImportChoices, ImportSource, import};
use crate::input::import::ImportContent;
use crate::input::old_fonts::FontEncoding;
use crate::input::snapshot::Snapshot;
use crate::input::source::SourceFile;

/// A snapshot of texts and theme files, on the first day of 2026; what is no text of a site is left out.
pub fn snapshot_of(files: &[(&str, &[u8])]) -> Snapshot {
    let mut documents = BTreeMap::new();
    let mut snapshot = empty();
    for (name, bytes) in files {
        let Some(path) = RelPath::new(name) else { continue };
        if let Some(inner) = name.strip_prefix("themes/") {
            snapshot.themes.insert(inner.to_owned(), Arc::from(*bytes));
            continue;
        }
        let file = SourceFile::decode(path, bytes);
        match *name {
            "content/site.yaml" => snapshot.site = Some(file),
            "content/topics.yaml" => snapshot.topics = Some(file),
            "content/bodies.yaml" => snapshot.bodies = Some(file),
            "content/places.yaml" => snapshot.places = Some(file),
            "content/addresses.lock" => snapshot.addresses = Some(file),
            "content/redirects.txt" => snapshot.redirects = Some(file),
            name if name.starts_with("content/") && name.ends_with(".md") => {
                documents.insert(file.path.clone(), file);
            }
            _ => {}
        }
    }
    snapshot.documents = Arc::new(documents.into_values().collect());
    snapshot
}

fn empty() -> Snapshot {
    Snapshot {
        documents: Arc::default(),
        site: None,
        topics: None,
        bodies: None,
        places: None,
        addresses: None,
        redirects: None,
        attachments: Vec::new(),
        strays: Vec::new(),
        themes: BTreeMap::new(),
        left_out: BTreeSet::new(),
        diagnostics: Vec::new(),
        today: date(2026, 1, 1),
    }
}

/// What an import writes of a file of this name into a site without documents: path and text. `None` where it refuses.
pub fn imported(name: &str, bytes: &[u8]) -> Option<(String, String)> {
    let pdf = name.ends_with(".pdf").then(|| String::from_utf8_lossy(bytes));
    let content = match &pdf {
        Some(text) => ImportContent::PdfText(text),
        None => ImportContent::Bytes(bytes),
    };
    let source = ImportSource { name, content };
    let imported = import(&empty(), source, &ImportChoices::default()).ok()?;
    Some((imported.path.to_string(), imported.text))
}

/// What a text in a font of before Unicode says; `None` where the font or the text is none.
pub fn decoded_font(font: &str, text: &str, others_are_unicode: bool) -> Option<String> {
    FontEncoding::of_font(font)?.decode(text, others_are_unicode)
}
