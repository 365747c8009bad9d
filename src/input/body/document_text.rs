//! Builds the texts of a file – title, notes, body and footnotes – as HTML templates with their mentions.

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::path::RelPath;
use crate::base::span::{Span, line_span};
use crate::input::body::blocks::{Block, BlockShape, Blocks, Lists, Note, Token};
use crate::input::body::html_template::{BodyReferences, HtmlTemplate, Speaker};
use crate::input::body::html_writer::{WriterContext, WriterPosition, plain_text, write_tokens};
use crate::input::body::lint::{self, Author};
use crate::input::body::markup::Markup;
use crate::input::body::metadata_text::MetadataText;
use crate::input::body::provision_builder::ProvisionBuilder;
use crate::input::body::provisions::Provision;
use crate::input::body::{markdown, note_checks, page_numbers, provision_parser};
use crate::input::citations::lexicon::Lexicon;
use crate::input::front_matter::head_text::HeadText;
use crate::input::front_matter::metadata::{Holding, Metadata};
use crate::input::source::TableFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// The texts of a file.
#[allow(
    clippy::missing_docs_in_private_items,
    reason = "each field is the one of `Document` that it becomes"
)]
pub(crate) struct DocumentText {
    pub(crate) title: Option<HtmlTemplate>,
    pub(crate) summary: Option<HtmlTemplate>,
    pub(crate) note: Option<HtmlTemplate>,
    pub(crate) status_ground: Option<HtmlTemplate>,
    pub(crate) sources: Vec<HtmlTemplate>,
    pub(crate) results: Vec<(HtmlTemplate, Option<HtmlTemplate>)>,
    pub(crate) updates: Vec<HtmlTemplate>,
    pub(crate) provisions: Vec<Provision>,
    pub(crate) markup: Markup,
    pub(crate) footnotes: Vec<HtmlTemplate>,
    pub(crate) references: BodyReferences,
}

/// The text below the head of a file.
#[derive(Clone, Copy)]
pub(crate) struct BodyText<'a> {
    /// The path of the file.
    pub(crate) path: &'a RelPath,
    /// The whole file.
    pub(crate) file: &'a Arc<str>,
    /// The byte at which the body begins.
    pub(crate) start: usize,
    /// How much of its text the site holds; `None` for write-ups and pages.
    pub(crate) holding: Option<Holding>,
    /// The files with tables that the text shows.
    pub(crate) tables: &'a Arc<[TableFile]>,
}

/// Builds all texts of a file.
pub(crate) fn build_texts(
    body: BodyText<'_>,
    (head, head_text): (&Metadata, &HeadText),
    lexicon: &Lexicon,
    diagnostics: &mut Vec<Diagnostic>,
) -> DocumentText {
    let site = body.context(lexicon, Speaker::Site);
    let own = body.context(lexicon, Speaker::Document);
    let mut references = BodyReferences::default();
    body.lint(diagnostics);
    let context = body.context(lexicon, body.speaker());
    let (blocks, provisions, markup) = body.build(&context, &mut references, diagnostics);
    let footnotes = footnotes(&blocks, &mut references, &context);
    note_checks::report(body.path, &blocks.footnotes, &references, diagnostics);
    let mut words = MetadataText {
        file: body.file,
        text: head_text,
        head,
        references: &mut references,
    };
    DocumentText {
        title: words.located(head.title.as_ref(), &own),
        summary: words.located(head.summary.as_ref(), &site),
        note: words.located(head.note.as_ref(), &site),
        status_ground: words.ground(head.status.as_ref().and_then(|status| status.ground.as_ref()), &site),
        sources: head.sources.iter().map(|source| words.source(source, &site)).collect(),
        results: head.results.iter().map(|result| words.result(result, &site)).collect(),
        updates: words.updates(&site),
        provisions,
        markup,
        footnotes,
        references,
    }
}

impl<'a> BodyText<'a> {
    /// The body as HTML alone, without provisions and mentions.
    pub(crate) fn markup(self, lexicon: &Lexicon) -> Markup {
        let context = self.context(lexicon, self.speaker());
        let (_, _, markup) = self.build(&context, &mut BodyReferences::default(), &mut Vec::new());
        markup.shrunk()
    }

    fn context(self, lexicon: &'a Lexicon, speaker: Speaker) -> WriterContext<'a> {
        WriterContext {
            lexicon,
            source: self.file,
            speaker,
        }
    }

    /// Whose words the body contains.
    fn speaker(self) -> Speaker {
        match self.holding {
            Some(Holding::None) => Speaker::Site,
            Some(Holding::Full | Holding::Extract) | None => Speaker::Document,
        }
    }

    /// Reports misused letters and marks of secrecy in the whole file.
    fn lint(self, diagnostics: &mut Vec<Diagnostic>) {
        let (from, author) = match self.holding {
            // A write-up is the site's own text from its first line.
            None => (0, Author::Site),
            Some(Holding::None) => (self.start, Author::Site),
            Some(Holding::Full | Holding::Extract) => (self.start, Author::Body),
        };
        let span = Span::new(from, self.file.len());
        lint::misused_letters(self.path, self.file, (span, author), diagnostics);
        lint::misused_letters_of_head(self.path, &self.file[..from], diagnostics);
        lint::secrecy_marks(self.path, self.file, diagnostics);
        let author = match self.holding {
            Some(Holding::Full | Holding::Extract) => Author::Body,
            Some(Holding::None) | None => Author::Site,
        };
        page_numbers::report(self.path, (self.file, self.start), author, diagnostics);
    }

    /// Parses the blocks and builds provisions and HTML from them.
    fn build(
        self,
        context: &WriterContext<'_>,
        references: &mut BodyReferences,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Blocks, Vec<Provision>, Markup) {
        let lists = match self.holding {
            Some(Holding::Full | Holding::Extract) => Lists::Labels,
            Some(Holding::None) | None => Lists::Plain,
        };
        let mut blocks = markdown::parse((self.path, self.file, self.tables), self.start, lists, diagnostics);
        if self.start == 0 {
            drop_title_heading(&mut blocks);
        }
        let builder = ProvisionBuilder::new(self.path, context, references, diagnostics);
        let (provisions, markup) = provision_parser::build(&mut blocks.blocks, lists, builder);
        report_ids_of_theme(self, &provisions, diagnostics);
        if self.holding == Some(Holding::Extract) {
            // An extract omits items, so gaps in their numbers are expected.
            let of_numbers = [Code::NumbersOutOfOrder, Code::UnreadLabel];
            diagnostics.retain(|diagnostic| !of_numbers.contains(&diagnostic.code));
        }
        (blocks, provisions, markup)
    }
}

/// Reports addresses that are ids of the page itself: a link to one would lead to the other.
fn report_ids_of_theme(body: BodyText<'_>, provisions: &[Provision], diagnostics: &mut Vec<Diagnostic>) {
    for provision in provisions.iter().filter(|provision| provision.address.is_of_theme()) {
        let place = Place::at(body.path, line_span(body.file, provision.span.start));
        diagnostics.push(Diagnostic::new(Code::BadAddress, place).with("value", provision.address.as_str()));
    }
}

/// Removes the heading that names a file without a head and begins it: the page shows it as its title. Words before it
/// would leave their place.
fn drop_title_heading(blocks: &mut Blocks) {
    let is_title = matches!(blocks.blocks.first(), Some(block) if block.shape == BlockShape::Heading(1, None));
    if is_title {
        blocks.blocks.remove(0);
    }
}

/// The words of the first heading of a file without a head.
pub(crate) fn first_heading(path: &RelPath, text: &str) -> Option<String> {
    let blocks = markdown::parse((path, text, &[]), 0, Lists::Plain, &mut Vec::new()).blocks;
    let is_title = |block: &&Block| matches!(block.shape, BlockShape::Heading(1, _));
    let title = blocks.iter().find(is_title)?;
    Some(plain_text(&title.tokens)).filter(|words| !words.is_empty())
}

fn footnotes(blocks: &Blocks, references: &mut BodyReferences, context: &WriterContext<'_>) -> Vec<HtmlTemplate> {
    let mut notes = Vec::new();
    let mut defined: HashMap<&str, &[Token]> = HashMap::new();
    for Note { label, tokens, .. } in &blocks.footnotes {
        defined.entry(label).or_insert(tokens);
    }
    // A footnote may refer to another one: the list grows while it is read.
    let mut index = 0;
    while index < references.footnotes.len() {
        let label = references.footnotes[index].0.clone();
        let mut out = HtmlTemplate::default();
        if let Some(tokens) = defined.get(label.as_str()) {
            write_tokens(&mut out, references, context, tokens, WriterPosition::default());
        }
        notes.push(out);
        index += 1;
    }
    notes
}
