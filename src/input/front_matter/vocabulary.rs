//! Reads topics.yaml, bodies.yaml and places.yaml, and puts all vocabularies of a site together.

use crate::base::date::PartialDate;
use crate::base::did_you_mean::nearest;
use crate::base::path::RelPath;
use crate::base::slug::name_slug;
use crate::base::span::Span;
use crate::input::citations::lexicon::Lexicon;
use crate::input::front_matter::field_reader::FieldReader;
use crate::input::front_matter::field_value::{EntryParts, FieldValue};
use crate::input::front_matter::fields::Field;
use crate::input::front_matter::head_text::{HeadText, read_head};
use crate::input::front_matter::issuing_system::{self, IssuingSystem};
use crate::input::front_matter::node::{Located, NodePath, YamlNode};
use crate::input::front_matter::old_addresses::{self, OldAddress};
use crate::input::front_matter::part_names::{BODY_PARTS, TOPIC_PARTS};
use crate::input::front_matter::places::{PLACE, PlaceRow, place};
use crate::input::front_matter::site_config::{SiteConfig, read_site};
use crate::input::front_matter::vocabulary_file::{entry, tree};
use crate::input::source::SourceFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place, WithDiagnostics};
use crate::messages::phrase::{Phrase, ValueShape};

/// A topic of topics.yaml.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicRow {
    /// Last part of its address.
    pub slug: String,
    /// tên
    pub name: String,
    /// tên khác
    pub other_names: Vec<String>,
    /// mô tả: one sentence
    pub description: Option<String>,
    /// nhóm: the heading under which the page of all topics lists it
    pub group: Option<String>,
    /// gần với
    pub related: Vec<Located<String>>,
    /// địa chỉ cũ
    pub old_addresses: Vec<Located<OldAddress>>,
    /// Where it is declared; `None` for one that a document uses without declaration.
    pub at: Option<NodePath>,
}

/// A body of bodies.yaml.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyRow {
    /// Last part of its address.
    pub slug: String,
    /// tên
    pub name: String,
    /// tên khác
    pub other_names: Vec<String>,
    /// ký hiệu: its symbols in document numbers
    pub symbols: Vec<String>,
    /// cấp trên
    pub superior: Option<Located<String>>,
    /// hệ thống
    pub system: Option<IssuingSystem>,
    /// từ
    pub from: Option<PartialDate>,
    /// đến
    pub to: Option<PartialDate>,
    /// nhiệm kỳ: the first days of its terms, ascending
    pub terms: Vec<PartialDate>,
    /// ghi chú
    pub note: Option<String>,
    /// địa chỉ cũ
    pub old_addresses: Vec<Located<OldAddress>>,
    /// Where it is declared; `None` for one that a document uses without declaration.
    pub at: Option<NodePath>,
}

/// The rows of a vocabulary file; none if the file does not exist.
#[derive(Clone, Debug)]
pub struct Declared<T> {
    /// The path of the file and its text; `None` if the vocabulary is open.
    pub file: Option<(RelPath, HeadText)>,
    /// Its rows.
    pub rows: Vec<T>,
}

impl<T> Declared<T> {
    /// Returns whether only declared values are accepted.
    pub fn is_closed(&self) -> bool {
        self.file.is_some()
    }
}

/// All vocabularies of a site.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// site.yaml; without values if the file does not exist.
    pub site: SiteConfig,
    /// The path of site.yaml and its text, to report places in it.
    pub site_file: Option<(RelPath, HeadText)>,
    /// Kinds.
    pub lexicon: Lexicon,
    /// Topics.
    pub topics: Declared<TopicRow>,
    /// Bodies.
    pub bodies: Declared<BodyRow>,
    /// Places; a document may name others.
    pub places: Declared<PlaceRow>,
}

const TOPIC: Field = entry("topics.yaml", "- {slug: nuoc-sach, tên: Nước sạch}");
const BODY: Field = entry("bodies.yaml", "- {slug: tinh-uy, tên: Tỉnh ủy, ký hiệu: [TU]}");

/// Reads all vocabulary files.
pub fn read(
    site: Option<&SourceFile>,
    topics: Option<&SourceFile>,
    bodies: Option<&SourceFile>,
    places: Option<&SourceFile>,
) -> WithDiagnostics<Vocabulary> {
    let mut diagnostics = Vec::new();
    let (site_config, kinds, site_file) = read_site(site, &mut diagnostics);
    let is_closed = kinds.is_some();
    let read_others = || {
        let topics = read_rows(topics, &TOPIC, topic, &mut diagnostics);
        let bodies = read_rows(bodies, &BODY, body, &mut diagnostics);
        (topics, bodies, read_rows(places, &PLACE, place, &mut diagnostics))
    };
    let make_lexicon = || Lexicon::with(kinds.unwrap_or_default(), is_closed);
    let ((topics, bodies, places), lexicon) = rayon::join(read_others, make_lexicon);
    WithDiagnostics {
        value: Vocabulary {
            site: site_config,
            site_file,
            lexicon,
            topics,
            bodies,
            places,
        },
        diagnostics,
    }
}

fn read_rows<T>(
    file: Option<&SourceFile>,
    field: &Field,
    row: fn(FieldValue<'_, '_>) -> Option<T>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Declared<T> {
    let open = Declared {
        file: None,
        rows: Vec::new(),
    };
    let Some(file) = file else { return open };
    // An unreadable file leaves the vocabulary open: otherwise every value would be reported for one error.
    let (Some(node), head) = tree(file, diagnostics) else {
        return open;
    };
    let mut reader = FieldReader::new(&file.path, &file.text, &head, Vec::new());
    let (node, at) = (&node, &NodePath::default());
    let mut value = FieldValue {
        reader: &mut reader,
        field,
        node,
        at,
    };
    let rows = match node {
        YamlNode::List(_) => value.each(row),
        YamlNode::Map(entries) if entries.is_empty() => Vec::new(),
        _ => {
            value.wrong_type(ValueShape::List);
            Vec::new()
        }
    };
    diagnostics.extend(reader.diagnostics);
    Declared {
        file: Some((file.path.clone(), head)),
        rows,
    }
}

/// The parts that topics and bodies share: slug, name, other names.
fn slug_and_names(parts: &mut EntryParts<'_, '_>) -> Option<(String, String, Vec<String>)> {
    let name = parts.required("tên")?.value;
    let slug = match parts.text("slug") {
        Some(written) if parts.reader.is_slug(&written, "slug") => written.value,
        Some(_) => return None,
        None => name_slug(&name),
    };
    Some((slug, name, parts.list("tên khác")))
}

fn topic(mut entry: FieldValue<'_, '_>) -> Option<TopicRow> {
    let at = Some(entry.at.clone());
    let Some(mut parts) = entry.parts(TOPIC_PARTS) else {
        let name = entry.words()?;
        return Some(TopicRow {
            slug: name_slug(&name),
            name,
            other_names: Vec::new(),
            description: None,
            group: None,
            related: Vec::new(),
            old_addresses: Vec::new(),
            at,
        });
    };
    let (slug, name, other_names) = slug_and_names(&mut parts)?;
    Some(TopicRow {
        slug,
        name,
        other_names,
        description: parts.words("mô tả"),
        group: parts.words("nhóm"),
        related: parts.texts("gần với"),
        old_addresses: old_pages(&mut parts),
        at,
    })
}

/// The former addresses of an entry's page.
fn old_pages(parts: &mut EntryParts<'_, '_>) -> Vec<Located<OldAddress>> {
    let written = parts.texts("địa chỉ cũ");
    old_addresses::read(parts.reader, written)
}

fn body(mut entry: FieldValue<'_, '_>) -> Option<BodyRow> {
    let at = Some(entry.at.clone());
    let mut parts = entry.required_parts(BODY_PARTS)?;
    let (slug, name, other_names) = slug_and_names(&mut parts)?;
    let symbols = parts.list("ký hiệu");
    let (from, to) = (parts.day("từ"), parts.day("đến"));
    let mut terms = parts.each("nhiệm kỳ", |mut term| term.day());
    terms.sort();
    Some(BodyRow {
        slug,
        name,
        other_names,
        symbols,
        superior: parts.text("cấp trên"),
        system: parts.each("hệ thống", issuing_system::read).into_iter().next(),
        from,
        to,
        terms,
        note: parts.words("ghi chú"),
        old_addresses: old_pages(&mut parts),
        at,
    })
}

/// Creates a diagnostic at a node of a vocabulary file.
pub(crate) fn diagnostic(file: &(RelPath, HeadText), text: &str, at: &NodePath, code: Code) -> Diagnostic {
    Diagnostic::new(code, Place::at(&file.0, file.1.span(text, at)))
}

/// The help for a name that a vocabulary does not contain: the nearest name, or where to declare it.
pub(crate) fn help_for<'a>(name: &str, known: impl Iterator<Item = &'a str>, file: &'static str) -> Phrase {
    match nearest(name, known) {
        Some(near) => Phrase::DidYouMean(near.to_owned()),
        None => Phrase::DeclareIn(file),
    }
}

/// Parses a file of interface texts, with the text of its head to find places in it; `None` for one that is no mapping.
pub(crate) fn texts_with_places(path: &RelPath, text: &str) -> Option<(YamlNode, HeadText)> {
    let (entries, head) = read_head(path, text, Span::new(0, text.len()), &mut Vec::new());
    entries.map(|entries| (YamlNode::Map(entries), head))
}

/// Parses a file of interface texts.
///
/// # Errors
/// The diagnostics of a file that is not a YAML mapping.
pub fn read_texts(path: &RelPath, text: &str) -> Result<YamlNode, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let (entries, _) = read_head(path, text, Span::new(0, text.len()), &mut diagnostics);
    match entries {
        Some(entries) => Ok(YamlNode::Map(entries)),
        None => Err(diagnostics),
    }
}
