//! One file, parsed: what it exports, what it imports, and its text with holes. Never changed later.

use std::collections::HashMap;
use std::sync::Arc;

use super::blocks::{Blocks, Lists, Shape, Token};
use super::body::{Hole, Linked, Tables, Voice};
use super::called::{Called, called};
use super::corrections;
use super::emit::{At, Context, emit};
use super::fields::FieldId;
use super::front_matter::{self, FrontMatter, HeadText};
use super::head::{Head, Holding};
use super::head_fields::{misplaced, read_head};
use super::head_words::HeadWords;
use super::lexicon::{Kind, KindFound, Lexicon};
use super::lint::{self, Author};
use super::markdown;
use super::node::{Located, NodePath};
use super::old_addresses::OldAddress;
use super::provisions::{Body, Places};
use super::sections::Sections;
use super::source::SourceFile;
use super::values::Reading;
use super::walk;
use crate::base::address::Address;
use crate::base::code::Code;
use crate::base::diagnostic::{Checked, Diagnostic, Place};
use crate::base::fold::{nfc, slug};
use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::base::phrase::Phrase;
use crate::base::relation::RelationKind;
use crate::base::span::Span;

/// A parsed file.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it stands.
    pub path: RelPath,
    /// Its head.
    pub head: Head,
    /// Its kind; an unknown one is taken as it comes.
    pub kind: Kind,
    /// The folded file name: its address where it has no number.
    pub file_slug: String,
    /// How much of its text the site holds; `None` for write-ups and pages.
    pub holding: Option<Holding>,
    /// Title, citations linked.
    pub title: Option<Linked>,
    /// The title as plain text.
    pub title_text: Option<String>,
    /// The site's summary and note.
    pub summary: Option<Linked>,
    /// The site's note.
    pub note: Option<Linked>,
    /// Who says so of its status.
    pub status_ground: Option<Linked>,
    /// Its sources, one each.
    pub sources: Vec<Linked>,
    /// Its results: content and source.
    pub results: Vec<(Linked, Option<Linked>)>,
    /// Its change notes.
    pub updates: Vec<Linked>,
    /// Text or site's note, with provisions where it is the text.
    pub body: Body,
    /// Footnotes in the order of their numbers.
    pub footnotes: Vec<Linked>,
    /// Mentions and links of all of these.
    pub tables: Tables,
    /// Its provisions by address, those of former days too.
    pub places: Places,
    /// The keys of its names and addresses.
    pub called: Called,
    /// Whether an error was found in it: what cites it is then not reported again.
    pub broken: bool,
    head_text: HeadText,
    source: Arc<str>,
}

impl Document {
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
        self.places.find(&self.body.provisions, address)
    }

    /// Says whether the file holds words of the document itself, rather than the site's note on it.
    pub fn has_own_text(&self) -> bool {
        self.holding != Some(Holding::None)
    }
}

/// Parses one file; `None` where the head cannot be read at all.
pub fn parse(file: &SourceFile, lexicon: &Lexicon) -> Checked<Option<Document>> {
    let mut findings = file.findings.clone();
    if !file.is_readable() {
        return Checked { value: None, findings };
    }
    let mut front = front_matter::read(&file.path, &file.text);
    findings.append(&mut front.findings);
    let Some(entries) = front.entries.take() else {
        return Checked { value: None, findings };
    };
    let mut reading = Reading::new(&file.path, &file.text, &front.head, findings);
    let mut head = read_head(&mut reading, &entries);
    let kind = kind_of(&mut reading, &head, lexicon);
    if front.body == 0 {
        take_first_heading(&mut head, &file.path, &file.text);
    }
    check_head(&mut reading, &head, &kind, lexicon);
    let mut findings = reading.findings;
    let parts = read_words(file, &front, &head, &kind, lexicon, &mut findings);
    let mut reading = Reading::new(&file.path, &file.text, &front.head, findings);
    corrections::check(&mut reading, &head, &parts.body.provisions);
    let findings = reading.findings;
    let document = assemble(file, front.head, head, kind, parts, &findings);
    Checked {
        value: Some(document),
        findings,
    }
}

/// Everything that is made of the words of a file.
struct Parts {
    title: Option<Linked>,
    summary: Option<Linked>,
    note: Option<Linked>,
    status_ground: Option<Linked>,
    sources: Vec<Linked>,
    results: Vec<(Linked, Option<Linked>)>,
    updates: Vec<Linked>,
    body: Body,
    footnotes: Vec<Linked>,
    tables: Tables,
    holding: Option<Holding>,
}

fn assemble(
    file: &SourceFile,
    head_text: HeadText,
    head: Head,
    kind: Kind,
    parts: Parts,
    findings: &[Diagnostic],
) -> Document {
    let file_slug = Some(slug(file.path.stem()))
        .filter(|slug| !slug.is_empty())
        .unwrap_or_else(|| "tep".to_owned());
    let body = settled(parts.body);
    let mut tables = parts.tables;
    tables.mentions = exact(tables.mentions);
    let handed = head.old_addresses.iter().filter_map(|written| match &written.value {
        OldAddress::Place { old, new } => Some((old, new)),
        OldAddress::Page(_) => None,
    });
    Document {
        places: Places::of(&body.provisions, handed),
        path: file.path.clone(),
        holding: parts.holding,
        called: called(&head, &file_slug, &kind),
        file_slug,
        kind,
        title_text: head.title.as_ref().map(|title| title.value.clone()),
        head,
        title: parts.title,
        summary: parts.summary,
        note: parts.note,
        status_ground: parts.status_ground,
        sources: parts.sources,
        results: parts.results,
        updates: parts.updates,
        body,
        footnotes: parts.footnotes,
        tables,
        broken: findings.iter().any(Diagnostic::is_error),
        head_text,
        source: Arc::clone(&file.text),
    }
}

/// A body in no more memory than it needs: what grew while it was written has room for half as much again.
fn settled(body: Body) -> Body {
    Body {
        provisions: exact(body.provisions),
        linked: Linked {
            html: body.linked.html.as_str().to_owned(),
            holes: exact(body.linked.holes),
        },
    }
}

/// Rows in a place of just their size. Not by shrinking: an allocator may leave them where they are.
fn exact<T>(rows: Vec<T>) -> Vec<T> {
    let mut exact = Vec::with_capacity(rows.len());
    exact.extend(rows);
    exact
}

/// Decides the kind: a page where none is written, taken as it comes where the table is open.
fn kind_of(reading: &mut Reading<'_>, head: &Head, lexicon: &Lexicon) -> Kind {
    let Some(written) = &head.kind else {
        let official = head.number.is_some() || head.holding.is_some() || head.issuer.is_some();
        return match lexicon.find("Trang") {
            KindFound::Known(row) if !official => row.kind.clone(),
            _ => Kind::new("Văn bản", "van-ban", Form::Official),
        };
    };
    let value = || ("value", (&written.value).into());
    match lexicon.find(&written.value) {
        KindFound::Known(row) => return row.kind.clone(),
        KindFound::Near(row) if lexicon.is_closed() => {
            let help = Phrase::DidYouMean(row.kind.name.clone());
            reading.report(Code::UnknownKind, &written.at, vec![value(), ("help", help.into())]);
            return row.kind.clone();
        }
        KindFound::Near(row) => {
            let proposal = ("proposal", (&row.kind.name).into());
            reading.report(Code::NearKind, &written.at, vec![value(), proposal]);
        }
        KindFound::Unknown if lexicon.is_closed() => {
            let help = Phrase::DeclareIn("site.yaml › loại");
            reading.report(Code::UnknownKind, &written.at, vec![value(), ("help", help.into())]);
        }
        KindFound::Unknown => {}
    }
    Kind::open(&written.value)
}

/// A file without a head is a page that its first heading names, or else its file name.
fn take_first_heading(head: &mut Head, path: &RelPath, text: &str) {
    let heading = text.lines().find_map(|line| line.strip_prefix("# ")).map(str::trim);
    let words = heading.filter(|words| !words.is_empty()).unwrap_or(path.stem());
    head.title = Some(Located::new(nfc(words).into_owned(), NodePath::default()));
}

fn check_head(reading: &mut Reading<'_>, head: &Head, kind: &Kind, lexicon: &Lexicon) {
    if head.number.is_none() && head.title.is_none() && head.other_names.is_empty() && !head.written_but_wrong() {
        let title_field = if kind.form == Form::Official {
            "trích yếu"
        } else {
            "tên bài"
        };
        let finding = Diagnostic::new(Code::MissingName, Place::at(reading.path, Span::new(0, 0)));
        reading.findings.push(finding.with("title_field", title_field));
    }
    for (field, at) in misplaced(head, kind.form) {
        let values = vec![("field", field.term.into()), ("kind", (&kind.name).into())];
        reading.report(Code::MisplacedField, &at, values);
    }
    for name in &head.other_names {
        if lexicon.kind_at_start(&name.value).is_none() {
            reading.report(Code::NameWithoutKind, &name.at, vec![("value", (&name.value).into())]);
        }
    }
    check_grounds(reading, head, kind.form);
}

/// A document whose text is not held declares nothing itself, and a write-up cannot speak for others:
/// their relations need a ground, but for what the editors class.
fn check_grounds(reading: &mut Reading<'_>, head: &Head, form: Form) {
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
            reading.report(code, &relation.target.at, values);
        }
    }
}

/// Reads everything that is made of the words of a file.
fn read_words(
    file: &SourceFile,
    front: &FrontMatter,
    head: &Head,
    kind: &Kind,
    lexicon: &Lexicon,
    findings: &mut Vec<Diagnostic>,
) -> Parts {
    let holding = (kind.form == Form::Official).then(|| head.holding.unwrap_or(Holding::Full));
    let site = Context {
        lexicon,
        source: &file.text,
        voice: Voice::Site,
    };
    let own = Context {
        voice: Voice::Document,
        ..site
    };
    let body_context = if holding == Some(Holding::None) { &site } else { &own };
    let mut tables = Tables::default();
    let (body, footnotes) = read_body(file, front.body, holding, body_context, &mut tables, findings);
    let mut words = HeadWords {
        file,
        text: &front.head,
        head,
        tables: &mut tables,
    };
    Parts {
        title: words.located(head.title.as_ref(), &own),
        summary: words.located(head.summary.as_ref(), &site),
        note: words.located(head.note.as_ref(), &site),
        status_ground: words.ground(head.status.as_ref().and_then(|status| status.ground.as_ref()), &site),
        sources: head.sources.iter().map(|source| words.source(source, &site)).collect(),
        results: head.results.iter().map(|result| words.result(result, &site)).collect(),
        updates: head
            .updates
            .iter()
            .map(|update| words.of(&update.note, FieldId::Updates, &site))
            .collect(),
        body,
        footnotes,
        tables,
        holding,
    }
}

/// Reads the text below the head, with its footnotes.
fn read_body(
    file: &SourceFile,
    start: usize,
    holding: Option<Holding>,
    context: &Context<'_>,
    tables: &mut Tables,
    findings: &mut Vec<Diagnostic>,
) -> (Body, Vec<Linked>) {
    let lists = match holding {
        Some(Holding::Full | Holding::Extract) => Lists::Labels,
        Some(Holding::None) | None => Lists::Plain,
    };
    let end = file.text.len();
    let (from, author) = match holding {
        // A write-up is the site's own from its first line on.
        None => (0, Author::Site),
        Some(Holding::None) => (start, Author::Site),
        Some(Holding::Full | Holding::Extract) => (start, Author::Body),
    };
    lint::misused_letters(&file.path, &file.text, (Span::new(from, end), author), findings);
    lint::misused_letters_of_head(&file.path, &file.text[..from], findings);
    lint::secrecy_marks(&file.path, &file.text, findings);
    let mut blocks = markdown::parse(&file.path, &file.text, start, lists, findings);
    if start == 0 {
        drop_title_heading(&mut blocks);
    }
    let sections = Sections::new(&file.path, context, tables, findings);
    let body = walk::build(&mut blocks.blocks, lists, sections);
    if holding == Some(Holding::Extract) {
        // An extract leaves items out: that their numbers jump is no finding.
        findings.retain(|finding| finding.code != Code::NumbersOutOfOrder);
    }
    let footnotes = footnotes(&blocks, tables, context);
    (body, footnotes)
}

/// The heading that names a file without a head is shown by the page, not by its text.
fn drop_title_heading(blocks: &mut Blocks) {
    if let Some(index) = blocks
        .blocks
        .iter()
        .position(|block| matches!(block.shape, Shape::Heading(1, _)))
    {
        blocks.blocks.remove(index);
    }
}

fn footnotes(blocks: &Blocks, tables: &mut Tables, context: &Context<'_>) -> Vec<Linked> {
    let mut notes = Vec::new();
    let mut defined: HashMap<&str, &[Token]> = HashMap::new();
    for (label, tokens) in &blocks.footnotes {
        defined.entry(label).or_insert(tokens);
    }
    // A note may refer to a further one: the list grows while it is read.
    let mut index = 0;
    while index < tables.footnotes.len() {
        let label = tables.footnotes[index].0.clone();
        let mut out = Linked::default();
        if let Some(tokens) = defined.get(label.as_str()) {
            emit(
                &mut out,
                tables,
                context,
                tokens,
                At {
                    provision: None,
                    span: Span::new(0, 0),
                },
            );
        }
        notes.push(out);
        index += 1;
    }
    notes
}

impl Head {
    /// Says whether a naming field was written but could not be read: that was reported already.
    fn written_but_wrong(&self) -> bool {
        self.written
            .iter()
            .any(|(id, _)| matches!(*id, FieldId::Number | FieldId::Title | FieldId::OtherNames))
    }
}

/// The footnote numbers referred to inside a range of a body's HTML.
pub fn footnotes_in(holes: &[(usize, Hole)]) -> Vec<usize> {
    let number = |hole: &(usize, Hole)| match hole.1 {
        Hole::Footnote(number, _) => Some(number),
        _ => None,
    };
    let mut numbers: Vec<usize> = holes.iter().filter_map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
