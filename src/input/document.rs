//! One file, parsed: what it exports, what it imports, and its text with holes. Never changed later; the HTML of its
//! body may be given back and is the same when it is written again.

use std::sync::{Arc, OnceLock};

use crate::base::address::Address;
use crate::base::fold::nfc;
use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::base::relation::RelationKind;
use crate::base::slug::slug;
use crate::base::span::Span;
use crate::input::body::correction_counts;
use crate::input::body::document_text::{BodyText, DocumentText, build_texts};
use crate::input::body::html_template::{BodyReferences, HtmlTemplate};
use crate::input::body::markup::{Markup, exact};
use crate::input::body::provisions::{Provision, ProvisionAddresses};
use crate::input::citations::lexicon::{Kind, KindMatch, Lexicon};
use crate::input::front_matter::field_reader::FieldReader;
use crate::input::front_matter::fields::FieldId;
use crate::input::front_matter::head_text::{self, HeadText};
use crate::input::front_matter::metadata::{Holding, Metadata};
use crate::input::front_matter::metadata_fields::{misplaced, read_head};
use crate::input::front_matter::node::{Located, NodePath};
use crate::input::front_matter::old_addresses::OldAddress;
use crate::input::lookup_keys::{LookupKeys, called};
use crate::input::source::SourceFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place, WithDiagnostics};
use crate::messages::phrase::Phrase;

/// A parsed file.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it stands.
    pub path: RelPath,
    /// Its head.
    pub head: Metadata,
    /// Its kind; an unknown one is taken as it comes.
    pub kind: Kind,
    /// The folded file name: its address where it has no number.
    pub file_slug: String,
    /// How much of its text the site holds; `None` for write-ups and pages.
    pub holding: Option<Holding>,
    /// Title, citations linked.
    pub title: Option<HtmlTemplate>,
    /// The title as plain text.
    pub title_text: Option<String>,
    /// The site's summary and note.
    pub summary: Option<HtmlTemplate>,
    /// The site's note.
    pub note: Option<HtmlTemplate>,
    /// Who says so of its status.
    pub status_ground: Option<HtmlTemplate>,
    /// Its sources, one each.
    pub sources: Vec<HtmlTemplate>,
    /// Its results: content and source.
    pub results: Vec<(HtmlTemplate, Option<HtmlTemplate>)>,
    /// Its change notes.
    pub updates: Vec<HtmlTemplate>,
    /// The provisions of its text or of the site's note, in order of the text.
    pub provisions: Vec<Provision>,
    /// Footnotes in the order of their numbers.
    pub footnotes: Vec<HtmlTemplate>,
    /// Mentions and links of all of these.
    pub tables: BodyReferences,
    /// Its provisions by address, those of former days too.
    pub places: ProvisionAddresses,
    /// The keys of its names and addresses.
    pub called: LookupKeys,
    /// Whether an error was found in it: what cites it is then not reported again.
    pub broken: bool,
    head_text: HeadText,
    source: Arc<str>,
    /// Where in the file its body begins.
    body: usize,
    markup: OnceLock<Markup>,
}

impl Document {
    /// Its body as HTML; written anew where it was given back, by the lexicon with which the file was parsed.
    pub fn markup(&self, lexicon: &Lexicon) -> &Markup {
        self.markup.get_or_init(|| self.body_text().markup(lexicon))
    }

    /// Gives the HTML of its body back: it is written again when a page asks for it, and linking never does.
    pub fn without_markup(mut self) -> Self {
        self.markup = OnceLock::new();
        self
    }

    /// Keeps the HTML of its body, in no more memory than it needs.
    pub fn with_markup(mut self) -> Self {
        if let Some(markup) = self.markup.take() {
            self.markup = markup.shrunk().into();
        }
        self
    }

    fn body_text(&self) -> BodyText<'_> {
        BodyText {
            path: &self.path,
            file: &self.source,
            start: self.body,
            holding: self.holding,
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

    /// The provision that has an address, or had it formerly.
    pub fn provision_at(&self, address: &Address) -> Option<usize> {
        self.places.find(&self.provisions, address)
    }

    /// Says whether the file holds words of the document itself, rather than the site's note on it.
    pub fn has_own_text(&self) -> bool {
        self.holding != Some(Holding::None)
    }
}

/// Parses one file; `None` where the head cannot be read at all.
pub fn parse(file: &SourceFile, lexicon: &Lexicon) -> WithDiagnostics<Option<Document>> {
    let mut findings = file.findings.clone();
    if !file.is_readable() {
        return WithDiagnostics { value: None, findings };
    }
    let mut front = head_text::read(&file.path, &file.text);
    findings.append(&mut front.findings);
    let Some(entries) = front.entries.take() else {
        return WithDiagnostics { value: None, findings };
    };
    let mut reader = FieldReader::new(&file.path, &file.text, &front.head, findings);
    let mut head = read_head(&mut reader, &entries);
    let kind = kind_of(&mut reader, &head, lexicon);
    if front.body == 0 {
        take_first_heading(&mut head, &file.path, &file.text);
    }
    check_head(&mut reader, &head, &kind, lexicon);
    let mut findings = reader.findings;
    let body = BodyText {
        path: &file.path,
        file: &file.text,
        start: front.body,
        holding: (kind.form == Form::Official).then(|| head.holding.unwrap_or(Holding::Full)),
    };
    let words = build_texts(body, (&head, &front.head), lexicon, &mut findings);
    let mut reader = FieldReader::new(&file.path, &file.text, &front.head, findings);
    correction_counts::check(&mut reader, &head, &words.provisions);
    let findings = reader.findings;
    let broken = findings.iter().any(Diagnostic::is_error);
    let document = assemble(body, (front.head, head, kind), words, broken);
    WithDiagnostics {
        value: Some(document),
        findings,
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
    let mut tables = words.tables;
    tables.mentions = exact(tables.mentions);
    let handed = head.old_addresses.iter().filter_map(|written| match &written.value {
        OldAddress::Place { old, new } => Some((old, new)),
        OldAddress::Page(_) => None,
    });
    Document {
        places: ProvisionAddresses::of(&provisions, handed),
        path: body.path.clone(),
        holding: body.holding,
        called: called(&head, &file_slug, &kind),
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
        tables,
        broken,
        head_text,
        source: Arc::clone(body.file),
        body: body.start,
        markup: words.markup.into(),
    }
}

/// Decides the kind: a page where none is written, taken as it comes where the table is open.
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

/// A file without a head is a page that its first heading names, or else its file name.
fn take_first_heading(head: &mut Metadata, path: &RelPath, text: &str) {
    let heading = text.lines().find_map(|line| line.strip_prefix("# ")).map(str::trim);
    let words = heading.filter(|words| !words.is_empty()).unwrap_or(path.stem());
    head.title = Some(Located::new(nfc(words).into_owned(), NodePath::default()));
}

fn check_head(reader: &mut FieldReader<'_>, head: &Metadata, kind: &Kind, lexicon: &Lexicon) {
    if head.number.is_none() && head.title.is_none() && head.other_names.is_empty() && !head.written_but_wrong() {
        let title_field = if kind.form == Form::Official {
            "trích yếu"
        } else {
            "tên bài"
        };
        let finding = Diagnostic::new(Code::MissingName, Place::at(reader.path, Span::new(0, 0)));
        reader.findings.push(finding.with("title_field", title_field));
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

/// A document whose text is not held declares nothing itself, and a write-up cannot speak for others:
/// their relations need a ground, but for what the editors class.
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
    /// Says whether a naming field was written but could not be read: that was reported already.
    fn written_but_wrong(&self) -> bool {
        self.written
            .iter()
            .any(|(id, _)| matches!(*id, FieldId::Number | FieldId::Title | FieldId::OtherNames))
    }
}
