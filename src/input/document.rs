//! Parses one file into a document: its metadata, provisions, mentions and HTML templates.
//!
//! A document never changes; the HTML of its body may be dropped, and is the same when it is written again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::address::Address;
use crate::base::exact::exact;
use crate::base::fold::nfc;
use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::base::relation::RelationKind;
use crate::base::slug::slug;
use crate::base::span::Span;
use crate::input::body::correction_counts;
use crate::input::body::document_text::{BodyText, DocumentText, build_texts, first_heading};
use crate::input::body::html_template::{BodyReferences, HtmlTemplate};
use crate::input::body::markup::Markup;
use crate::input::body::pasted_head::{self, PastedIn};
use crate::input::body::provisions::{Provision, ProvisionAddresses};
use crate::input::citations::lexicon::{Kind, KindMatch, Lexicon};
use crate::input::front_matter::field_reader::FieldReader;
use crate::input::front_matter::fields::FieldId;
use crate::input::front_matter::head_text::{self, HeadText};
use crate::input::front_matter::metadata::{Holding, Metadata};
use crate::input::front_matter::metadata_fields::{misplaced, read_head};
use crate::input::front_matter::node::{Located, NodePath};
use crate::input::front_matter::old_addresses::OldAddress;
use crate::input::lookup_keys::LookupKeys;
use crate::input::source::{SourceFile, TableFile};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place, WithDiagnostics};
use crate::messages::phrase::Phrase;

/// A parsed file.
#[derive(Debug)]
pub struct Document {
    /// Its path.
    pub path: RelPath,
    /// Its metadata.
    pub head: Metadata,
    /// Its kind; an unknown one is accepted as written.
    pub kind: Kind,
    /// The slug of the file name, which is its address if it has no number.
    pub file_slug: String,
    /// How much of its text the site holds; `None` for write-ups and pages.
    pub holding: Option<Holding>,
    /// The title, with citations linked.
    pub title: Option<HtmlTemplate>,
    /// The title as plain text.
    pub title_text: Option<String>,
    /// The site's summary.
    pub summary: Option<HtmlTemplate>,
    /// The site's note.
    pub note: Option<HtmlTemplate>,
    /// The ground of its status.
    pub status_ground: Option<HtmlTemplate>,
    /// Its sources, each as one line.
    pub sources: Vec<HtmlTemplate>,
    /// Its results: content and source.
    pub results: Vec<(HtmlTemplate, Option<HtmlTemplate>)>,
    /// Its change notes.
    pub updates: Vec<HtmlTemplate>,
    /// The provisions of its text or of the site's note, in the order of the text.
    pub provisions: Vec<Provision>,
    /// Footnotes in the order of their numbers.
    pub footnotes: Vec<HtmlTemplate>,
    /// The mentions and links of all its texts.
    pub references: BodyReferences,
    /// Its provisions by address, former addresses included.
    pub places: ProvisionAddresses,
    /// The keys of its names and addresses.
    pub lookup_keys: LookupKeys,
    /// Whether the file has an error: citations of it are then not reported as well.
    pub broken: bool,
    head_text: HeadText,
    source: Arc<str>,
    /// The files with tables that its text shows.
    tables: Arc<[TableFile]>,
    /// The byte at which its body begins.
    body: usize,
    markup: Mutex<Option<Arc<Markup>>>,
}

impl Document {
    /// Its body as HTML; written again if it was dropped. `lexicon` must be the one with which the file was parsed.
    pub fn markup(&self, lexicon: &Lexicon) -> Arc<Markup> {
        if let Some(kept) = &*self.kept_markup() {
            return Arc::clone(kept);
        }
        // Not behind the lock: two pages that need it at once write the same.
        let written = Arc::new(self.body_text().markup(lexicon));
        Arc::clone(self.kept_markup().get_or_insert(written))
    }

    /// Drops the HTML of its body: it is written again when a page needs it; linking never does.
    pub fn drop_markup(&self) {
        *self.kept_markup() = None;
    }

    /// Keeps the HTML of its body in buffers of exact size.
    pub fn shrink_markup(&self) {
        let mut kept = self.kept_markup();
        *kept = kept.as_deref().map(|markup| Arc::new(markup.shrunk()));
    }

    fn kept_markup(&self) -> MutexGuard<'_, Option<Arc<Markup>>> {
        self.markup.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn body_text(&self) -> BodyText<'_> {
        BodyText {
            path: &self.path,
            file: &self.source,
            start: self.body,
            holding: self.holding,
            tables: &self.tables,
        }
    }

    /// The place of a node of the head.
    pub fn head_place(&self, at: &NodePath) -> Place {
        Place::at(&self.path, self.head_text.span(&self.source, at))
    }

    /// The place of some bytes of the file.
    pub fn place(&self, span: Span) -> Place {
        Place::at(&self.path, span)
    }

    /// The text of the file.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The index of the provision that has an address, or had it formerly.
    pub fn provision_at(&self, address: &Address) -> Option<usize> {
        self.places.find(&self.provisions, address)
    }

    /// Returns whether the file contains text of the document itself, rather than the site's note on it.
    pub fn has_own_text(&self) -> bool {
        self.holding != Some(Holding::None)
    }
}

/// Parses one file; `None` if the file or its head is unreadable.
pub fn parse(file: &SourceFile, lexicon: &Lexicon) -> WithDiagnostics<Option<Document>> {
    let mut diagnostics = file.diagnostics.clone();
    if !file.is_readable() {
        return WithDiagnostics {
            value: None,
            diagnostics,
        };
    }
    if !file.text.contains(char::is_alphanumeric) {
        diagnostics.push(Diagnostic::new(Code::EmptyFile, Place::file(&file.path)));
        return WithDiagnostics {
            value: None,
            diagnostics,
        };
    }
    let mut front = head_text::read(&file.path, &file.text);
    diagnostics.append(&mut front.diagnostics);
    let Some(entries) = front.entries.take() else {
        return WithDiagnostics {
            value: None,
            diagnostics,
        };
    };
    let mut reader = FieldReader::new(&file.path, &file.text, &front.head, diagnostics);
    let mut head = read_head(&mut reader, &entries);
    let kind = kind_of(&mut reader, &head, lexicon);
    if front.body == 0 {
        take_first_heading(&mut head, &file.path, &file.text);
    }
    check_head(&mut reader, &head, &kind, lexicon);
    let has_text = has_words(&file.text[front.body..]);
    check_full_text(&mut reader, &head, has_text);
    // A head alone is a record: its page must not look like a document without a word.
    let undeclared = if has_text { Holding::Full } else { Holding::None };
    let mut diagnostics = reader.diagnostics;
    let body = BodyText {
        path: &file.path,
        file: &file.text,
        start: front.body,
        holding: (kind.form == Form::Official).then(|| head.holding.unwrap_or(undeclared)),
        tables: &file.tables,
    };
    let words = build_texts(body, (&head, &front.head), lexicon, &mut diagnostics);
    let pasted = PastedIn {
        path: &file.path,
        file: &file.text,
        body: front.body,
        head: &head,
        lexicon,
    };
    pasted_head::gather(&pasted, &mut diagnostics);
    let mut reader = FieldReader::new(&file.path, &file.text, &front.head, diagnostics);
    correction_counts::check(&mut reader, &head, &words.provisions);
    let diagnostics = reader.diagnostics;
    let broken = diagnostics.iter().any(Diagnostic::is_error);
    let document = assemble(body, (front.head, head, kind), words, broken);
    WithDiagnostics {
        value: Some(document),
        diagnostics,
    }
}

fn assemble(
    body: BodyText<'_>,
    (head_text, head, kind): (HeadText, Metadata, Kind),
    words: DocumentText,
    broken: bool,
) -> Document {
    let file_slug = Some(slug(body.path.stem()))
        .filter(|slug| !slug.is_empty())
        .unwrap_or_else(|| "tep".to_owned());
    let provisions = exact(words.provisions);
    let mut references = words.references;
    references.mentions = exact(references.mentions);
    let handed = head.old_addresses.iter().filter_map(|written| match &written.value {
        OldAddress::Place { old, new } => Some((old, new)),
        OldAddress::Page(_) => None,
    });
    Document {
        places: ProvisionAddresses::of(&provisions, handed),
        path: body.path.clone(),
        holding: body.holding,
        lookup_keys: LookupKeys::of(&head, &file_slug, &kind),
        file_slug,
        kind,
        title_text: head.title.as_ref().map(|title| title.value.clone()),
        head,
        title: words.title,
        summary: words.summary,
        note: words.note,
        status_ground: words.status_ground,
        sources: words.sources,
        results: words.results,
        updates: words.updates,
        provisions,
        footnotes: words.footnotes,
        references,
        broken,
        head_text,
        source: Arc::clone(body.file),
        tables: Arc::clone(body.tables),
        body: body.start,
        markup: Mutex::new(Some(Arc::new(words.markup))),
    }
}

/// Decides the kind: a page if none is written; an unknown kind is accepted as written if the lexicon is open.
fn kind_of(reader: &mut FieldReader<'_>, head: &Metadata, lexicon: &Lexicon) -> Kind {
    let Some(written) = &head.kind else {
        let official = head.number.is_some() || head.holding.is_some() || head.issuer.is_some();
        return match lexicon.find("Trang") {
            KindMatch::Known(row) if !official => row.kind.clone(),
            _ => Kind::new("Văn bản", "van-ban", Form::Official),
        };
    };
    let value = || ("value", (&written.value).into());
    match lexicon.find(&written.value) {
        KindMatch::Known(row) => return row.kind.clone(),
        KindMatch::Near(row) if lexicon.is_closed() => {
            let help = Phrase::DidYouMean(row.kind.name.clone());
            reader.report(Code::UnknownKind, &written.at, vec![value(), ("help", help.into())]);
            return row.kind.clone();
        }
        KindMatch::Near(row) => {
            let proposal = ("proposal", (&row.kind.name).into());
            reader.report(Code::NearKind, &written.at, vec![value(), proposal]);
        }
        KindMatch::Unknown if lexicon.is_closed() => {
            let help = Phrase::DeclareIn("site.yaml › loại");
            reader.report(Code::UnknownKind, &written.at, vec![value(), ("help", help.into())]);
        }
        KindMatch::Unknown => {}
    }
    Kind::open(&written.value)
}

/// Takes the title of a file without a head from its first heading, or else from its file name.
fn take_first_heading(head: &mut Metadata, path: &RelPath, text: &str) {
    let words = first_heading(path, text).unwrap_or_else(|| nfc(path.stem()).into_owned());
    head.title = Some(Located::new(words, NodePath::default()));
}

fn check_head(reader: &mut FieldReader<'_>, head: &Metadata, kind: &Kind, lexicon: &Lexicon) {
    if head.number.is_none() && head.title.is_none() && head.other_names.is_empty() && !head.written_but_wrong() {
        let title_field = if kind.form == Form::Official {
            "trích yếu"
        } else {
            "tên bài"
        };
        let diagnostic = Diagnostic::new(Code::MissingName, Place::at(reader.path, Span::new(0, 0)));
        reader.diagnostics.push(diagnostic.with("title_field", title_field));
    }
    for (field, at) in misplaced(head, kind.form) {
        let values = vec![("field", field.term.into()), ("kind", (&kind.name).into())];
        reader.report(Code::MisplacedField, &at, values);
    }
    for name in &head.other_names {
        if lexicon.kind_at_start(&name.value).is_none() {
            reader.report(Code::NameWithoutKind, &name.at, vec![("value", (&name.value).into())]);
        }
    }
    check_grounds(reader, head, kind.form);
}

/// Reports a text that the head declares to be here, if the body has not a word of it.
fn check_full_text(reader: &mut FieldReader<'_>, head: &Metadata, has_text: bool) {
    let is_declared = matches!(head.holding, Some(Holding::Full | Holding::Extract));
    if !is_declared || has_text {
        return;
    }
    let declaration = head.written.iter().find(|(field, _)| *field == FieldId::Holding);
    if let Some((_, at)) = declaration {
        reader.report(Code::EmptyFullText, at, vec![]);
    }
}

/// Returns whether a body has a word outside of comments; a comment that never ends is reported as such.
fn has_words(body: &str) -> bool {
    let is_sign = |letter: char| !letter.is_alphanumeric() && letter != '<' && letter != '&';
    let mut rest = body;
    loop {
        let found = rest.trim_start_matches(is_sign);
        rest = match found.strip_prefix("<!--") {
            Some(comment) => match comment.split_once("-->") {
                Some((_, behind)) => behind,
                None => return true,
            },
            None => match found.strip_prefix("&nbsp;").or_else(|| found.strip_prefix(['<', '&'])) {
                Some(behind) => behind,
                None => return !found.is_empty(),
            },
        };
    }
}

/// Reports relations without a ground. A document without text on the site declares nothing itself, and a write-up
/// cannot speak for other documents; relations that the editors assign (`cùng nội dung`) need no ground.
fn check_grounds(reader: &mut FieldReader<'_>, head: &Metadata, form: Form) {
    let code = match (form, head.holding) {
        (Form::Official, Some(Holding::None)) => Code::RelationWithoutGround,
        (Form::Writeup, _) => Code::ClaimWithoutSource,
        (Form::Official | Form::Page, _) => return,
    };
    for relation in head.relations.iter().filter(|relation| relation.ground.is_none()) {
        let own = [RelationKind::Quotes, RelationKind::Cites].contains(&relation.kind) && form == Form::Writeup;
        if relation.kind != RelationKind::SameSubject && !own {
            let values = vec![
                ("field", relation.term.into()),
                ("target", relation.target.value.written().into()),
            ];
            reader.report(code, &relation.target.at, values);
        }
    }
}

impl Metadata {
    /// Returns whether a field with a name was written but could not be read, which is reported already.
    fn written_but_wrong(&self) -> bool {
        self.written
            .iter()
            .any(|(id, _)| matches!(*id, FieldId::Number | FieldId::Title | FieldId::OtherNames))
    }
}
