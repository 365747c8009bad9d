//! Writes the body of a document as Markdown that the reader of bodies reads as the same words at their addresses.

use crate::base::slug::slug;
use crate::input::body::annex::{annex_address, form_address, issued_address};
use crate::input::body::label::{LabelStyle, is_upper_case};
use crate::input::body::label_parser::candidates;
use crate::input::import::heading_levels::{OutlineLine, levels};
use crate::input::import::inline_writer::{inline, marked, plain};
use crate::input::import::layout_lines::{marked_text, one_blank};
use crate::input::import::markdown_escapes::escaped_start;
use crate::input::import::source_text::{SourceBlock, SourceNote, SourceParagraph};
use crate::input::import::table_writer;

/// A block of Markdown.
struct MarkdownBlock {
    /// Its text.
    text: String,
    /// Whether it is an item of a list.
    is_item: bool,
}

/// The text of a document and the texts that are attached to it.
pub(super) struct BodyBlocks<'s> {
    /// The text.
    pub(super) text: &'s [SourceBlock],
    /// The blocks behind the signature.
    pub(super) attached: &'s [SourceBlock],
    /// The footnotes.
    pub(super) notes: &'s [SourceNote],
    /// Whether the source is Markdown, whose signs are its own.
    pub(super) is_markdown: bool,
}

/// Writes a body.
pub(super) fn write(body: &BodyBlocks<'_>) -> String {
    let mut out = Vec::new();
    let mut ids = Vec::new();
    // A regulation may follow the articles without a signature between them.
    write_attached(body.text, body.is_markdown, (Where::InText, &mut ids), &mut out);
    write_attached(
        body.attached,
        body.is_markdown,
        (Where::BehindSignature, &mut ids),
        &mut out,
    );
    let mut text = String::new();
    let mut was_item = false;
    for block in &out {
        if !text.is_empty() {
            text.push_str(if was_item && block.is_item { "\n" } else { "\n\n" });
        }
        text.push_str(&block.text);
        was_item = block.is_item;
    }
    text.push('\n');
    for (at, note) in body.notes.iter().enumerate() {
        let words: Vec<String> = note
            .paragraphs
            .iter()
            .map(|own| marked(own, body.is_markdown))
            .collect();
        text.push_str(&format!("\n[^{}]: {}\n", at + 1, words.join(" ")));
    }
    text
}

/// The places of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// In the text of the document.
    InText,
    /// Behind its signature, where whatever comes first is a text of its own.
    BehindSignature,
}

/// Writes blocks; an attached text among them gets a heading that gives its addresses a beginning of their own.
fn write_attached(
    blocks: &[SourceBlock],
    is_markdown: bool,
    (place, ids): (Where, &mut Vec<String>),
    out: &mut Vec<MarkdownBlock>,
) {
    let mut start = 0;
    let mut at = 0;
    let mut has_articles = place == Where::BehindSignature;
    while at < blocks.len() {
        let before = at.checked_sub(1).and_then(|at| paragraph_words(&blocks[at]));
        let is_first = at == 0 && place == Where::BehindSignature;
        has_articles |= before.as_deref().is_some_and(begins_article);
        let found = match has_articles {
            true => attached_heading(&blocks[at..], (is_first, before.as_deref()), ids),
            false => None,
        };
        let Some((heading, count)) = found else {
            at += 1;
            continue;
        };
        write_blocks(&blocks[start..at], is_markdown, out);
        out.push(MarkdownBlock {
            text: heading,
            is_item: false,
        });
        at += count;
        start = at;
    }
    write_blocks(&blocks[start..], is_markdown, out);
}

fn begins_article(words: &str) -> bool {
    candidates(words, false)
        .iter()
        .any(|label| label.style == LabelStyle::Article)
}

/// The heading of an attached text that some blocks begin with, and the number of blocks that it holds.
fn attached_heading(
    blocks: &[SourceBlock],
    (is_first, before): (bool, Option<&str>),
    ids: &mut Vec<String>,
) -> Option<(String, usize)> {
    // The title of a chapter is in capitals as well.
    let is_annex = |before: &str| annex_address(before).is_some() || form_address(before).is_some();
    let is_title = before.is_some_and(is_annex)
        || before.is_some_and(|before| candidates(before, false).iter().any(|label| label.style.is_division()));
    let words = paragraph_words(blocks.first()?)?;
    let is_name = |address: Option<String>| address.filter(|_| words.chars().count() < 200);
    if is_name(annex_address(&words)).is_some() || is_name(form_address(&words)).is_some() && is_upper_case(&words) {
        // The reader of bodies finds its address and takes its title in capitals along.
        return Some((format!("# {words}"), 1));
    }
    let is_capital = is_upper_case(&words) && candidates(&words, false).is_empty() && !words.ends_with([':', '.', ';']);
    let id = match issued_address(&words) {
        Some(id) => id,
        // The first block behind a signature begins a text of its own.
        None if is_first && is_capital => initials(&words),
        None => return None,
    };
    if !is_capital || is_title || (!is_first && !begins_again(&blocks[1..])) {
        return None;
    }
    let title = blocks[1..].iter().take(6).map_while(paragraph_words);
    let title: Vec<String> = title
        .take_while(|words| is_upper_case(words) && candidates(words, false).is_empty())
        .collect();
    let count = 1 + title.len();
    let own = ids.iter().filter(|known| **known == id).count();
    ids.push(id.clone());
    let id = if own == 0 { id } else { format!("{id}{}", own + 1) };
    let name: Vec<String> = std::iter::once(words).chain(title).collect();
    Some((format!("# {} {{#{id}}}", name.join(" ")), count))
}

fn initials(words: &str) -> String {
    let initials: String = words
        .split(' ')
        .filter_map(|word| slug(word).chars().next())
        .take(4)
        .collect();
    if initials.is_empty() { "kt".to_owned() } else { initials }
}

/// Returns whether the first label of some blocks is the first of its kind.
fn begins_again(blocks: &[SourceBlock]) -> bool {
    let first = blocks.iter().take(12).filter_map(paragraph_words);
    let mut labels = first.filter_map(|words| candidates(&words, false).into_iter().next());
    labels.next().is_some_and(|label| label.is_first())
}

fn paragraph_words(block: &SourceBlock) -> Option<String> {
    match block {
        SourceBlock::Paragraph(paragraph) => Some(one_blank(&marked_text(paragraph))).filter(|words| !words.is_empty()),
        SourceBlock::Table(_) | SourceBlock::PageBreak => None,
    }
}

fn write_blocks(blocks: &[SourceBlock], is_markdown: bool, out: &mut Vec<MarkdownBlock>) {
    let lines: Vec<OutlineLine> = blocks.iter().map(outline_line).collect();
    let levels = levels(&lines);
    let mut open: Vec<ListMark> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let item = match block {
            SourceBlock::Paragraph(paragraph) => list_mark(paragraph),
            SourceBlock::Table(_) | SourceBlock::PageBreak => None,
        };
        let depth = item.map(|mark| enter(&mut open, mark));
        if depth.is_none() {
            open.clear();
        }
        let text = match block {
            SourceBlock::Paragraph(paragraph) if depth.is_some() => {
                let words = inline(&without_mark(paragraph), is_markdown);
                format!("{}- {words}", "  ".repeat(depth.unwrap_or(0)))
            }
            SourceBlock::Paragraph(paragraph) => {
                let level = paragraph
                    .level
                    .map(usize::from)
                    .map(|level| level.clamp(1, 6))
                    .filter(|_| is_markdown);
                match level.or(levels[at]) {
                    Some(level) => format!("{} {}", "#".repeat(level), inline(&plain(paragraph), is_markdown)),
                    None if is_markdown => inline(paragraph, true),
                    None => escaped_start(inline(paragraph, false)),
                }
            }
            SourceBlock::Table(table) => table_writer::write(table, is_markdown),
            SourceBlock::PageBreak => String::new(),
        };
        if !text.trim().is_empty() {
            out.push(MarkdownBlock {
                text,
                is_item: depth.is_some(),
            });
        }
    }
}

fn outline_line(block: &SourceBlock) -> OutlineLine {
    let SourceBlock::Paragraph(paragraph) = block else {
        return OutlineLine::default();
    };
    if list_mark(paragraph).is_some() {
        return OutlineLine::default();
    }
    OutlineLine {
        words: one_blank(&marked_text(paragraph)),
        is_bold: !paragraph.runs.is_empty()
            && paragraph
                .runs
                .iter()
                .all(|run| run.is_bold || run.text.trim().is_empty()),
    }
}

/// The mark of an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListMark {
    /// A sign that the text prints.
    Sign(char),
    /// An automatic bullet, with its depth.
    Bullet(u8),
}

/// Enters an item; returns its depth. A mark that is not open yet begins a list below the item before.
fn enter(open: &mut Vec<ListMark>, mark: ListMark) -> usize {
    match open.iter().position(|own| *own == mark) {
        Some(at) => open.truncate(at + 1),
        None => open.push(mark),
    }
    open.len() - 1
}

/// The mark of a paragraph that is an item of a list.
pub(super) fn list_mark(paragraph: &SourceParagraph) -> Option<ListMark> {
    if paragraph.number.is_some() {
        return None;
    }
    if paragraph.is_bullet {
        return Some(ListMark::Bullet(paragraph.depth));
    }
    let text = paragraph.text();
    let mut letters = text.trim_start().chars();
    let (sign, next) = (letters.next()?, letters.next());
    let is_item = next.is_some_and(|next| next == ' ' || next.is_alphabetic());
    let is_mark = matches!(sign, '-' | '+') && is_item || sign == '*' && next == Some(' ');
    is_mark.then_some(match sign {
        // A bullet that became a hyphen is alike.
        '-' => ListMark::Bullet(0),
        sign => ListMark::Sign(sign),
    })
}

/// A paragraph without the sign of its list.
pub(super) fn without_mark(paragraph: &SourceParagraph) -> SourceParagraph {
    let mut own = paragraph.clone();
    if !own.is_bullet
        && let Some(first) = own.runs.iter_mut().find(|run| !run.text.trim().is_empty())
    {
        let words = first.text.trim_start();
        first.text = words
            .strip_prefix(['-', '+', '*'])
            .unwrap_or(words)
            .trim_start()
            .to_owned();
    }
    own.is_bullet = false;
    own
}
