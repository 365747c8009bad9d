//! Everything of a file that is made of its words: title, notes, body and footnotes, with what they mention.

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::body::blocks::{Blocks, Lists, Shape, Token};
use crate::input::body::html_template::{Linked, Tables, Voice};
use crate::input::body::html_writer::{At, Context, emit};
use crate::input::body::lint::{self, Author};
use crate::input::body::markup::Markup;
use crate::input::body::provision_builder::Sections;
use crate::input::body::provisions::Provision;
use crate::input::body::{markdown, provision_parser};
use crate::input::citations::lexicon::Lexicon;
use crate::input::front_matter::fields::FieldId;
use crate::input::front_matter::head_text::HeadText;
use crate::input::front_matter::metadata::{Head, Holding};
use crate::input::front_matter::metadata_text::HeadWords;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;

/// What the words of a file make.
pub(crate) struct Words {
    pub(crate) title: Option<Linked>,
    pub(crate) summary: Option<Linked>,
    pub(crate) note: Option<Linked>,
    pub(crate) status_ground: Option<Linked>,
    pub(crate) sources: Vec<Linked>,
    pub(crate) results: Vec<(Linked, Option<Linked>)>,
    pub(crate) updates: Vec<Linked>,
    pub(crate) provisions: Vec<Provision>,
    pub(crate) markup: Markup,
    pub(crate) footnotes: Vec<Linked>,
    pub(crate) tables: Tables,
}

/// The text below the head of a file.
#[derive(Clone, Copy)]
pub(crate) struct BodyText<'a> {
    pub(crate) path: &'a RelPath,
    /// The whole file.
    pub(crate) file: &'a Arc<str>,
    /// Where in it the body begins.
    pub(crate) start: usize,
    /// How much of its text the site holds; `None` for write-ups and pages.
    pub(crate) holding: Option<Holding>,
}

/// Reads all words of a file.
pub(crate) fn read_words(
    body: BodyText<'_>,
    (head, head_text): (&Head, &HeadText),
    lexicon: &Lexicon,
    findings: &mut Vec<Diagnostic>,
) -> Words {
    let site = body.context(lexicon, Voice::Site);
    let own = body.context(lexicon, Voice::Document);
    let mut tables = Tables::default();
    body.lint(findings);
    let context = body.context(lexicon, body.voice());
    let (blocks, provisions, markup) = body.build(&context, &mut tables, findings);
    let footnotes = footnotes(&blocks, &mut tables, &context);
    let mut words = HeadWords {
        file: body.file,
        text: head_text,
        head,
        tables: &mut tables,
    };
    Words {
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
        provisions,
        markup,
        footnotes,
        tables,
    }
}

impl<'a> BodyText<'a> {
    /// The body as HTML, and nothing else of it.
    pub(crate) fn markup(self, lexicon: &Lexicon) -> Markup {
        let context = self.context(lexicon, self.voice());
        let (_, _, markup) = self.build(&context, &mut Tables::default(), &mut Vec::new());
        markup.settled()
    }

    fn context(self, lexicon: &'a Lexicon, voice: Voice) -> Context<'a> {
        Context {
            lexicon,
            source: self.file,
            voice,
        }
    }

    /// Whose words the body is.
    fn voice(self) -> Voice {
        match self.holding {
            Some(Holding::None) => Voice::Site,
            Some(Holding::Full | Holding::Extract) | None => Voice::Document,
        }
    }

    /// Looks for letters and stamps that are wrong wherever they stand.
    fn lint(self, findings: &mut Vec<Diagnostic>) {
        let (from, author) = match self.holding {
            // A write-up is the site's own from its first line on.
            None => (0, Author::Site),
            Some(Holding::None) => (self.start, Author::Site),
            Some(Holding::Full | Holding::Extract) => (self.start, Author::Body),
        };
        let span = Span::new(from, self.file.len());
        lint::misused_letters(self.path, self.file, (span, author), findings);
        lint::misused_letters_of_head(self.path, &self.file[..from], findings);
        lint::secrecy_marks(self.path, self.file, findings);
    }

    /// Reads the blocks and builds provisions and HTML of them.
    fn build(
        self,
        context: &Context<'_>,
        tables: &mut Tables,
        findings: &mut Vec<Diagnostic>,
    ) -> (Blocks, Vec<Provision>, Markup) {
        let lists = match self.holding {
            Some(Holding::Full | Holding::Extract) => Lists::Labels,
            Some(Holding::None) | None => Lists::Plain,
        };
        let mut blocks = markdown::parse(self.path, self.file, self.start, lists, findings);
        if self.start == 0 {
            drop_title_heading(&mut blocks);
        }
        let sections = Sections::new(self.path, context, tables, findings);
        let (provisions, markup) = provision_parser::build(&mut blocks.blocks, lists, sections);
        if self.holding == Some(Holding::Extract) {
            // An extract leaves items out: that their numbers jump is no finding.
            findings.retain(|finding| finding.code != Code::NumbersOutOfOrder);
        }
        (blocks, provisions, markup)
    }
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
