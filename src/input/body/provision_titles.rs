//! Finds the titles of provisions in the blocks behind their labels, and the names of texts that are attached.

use crate::input::body::annex::{annex_address, issued_address};
use crate::input::body::blocks::{Block, BlockShape, Token};
use crate::input::body::html_writer::plain_text;
use crate::input::body::label::{LabelStyle, PrintedLabel};
use crate::input::body::label_parser::{candidates, is_upper_case};
use crate::input::body::lines::{beginning, first_words};
use crate::input::body::paragraph_breaks::MAX_HEADING_LENGTH;

/// Maximum number of blocks between the name of an attached text and its first number.
const MAX_BEFORE_FIRST: usize = 12;

/// The name of a text that is attached to a document.
pub(crate) struct AttachedText {
    /// What its addresses begin with: `qc`, `pl1`.
    pub(crate) base: String,
    /// Its name and its title.
    pub(crate) tokens: Vec<Token>,
    /// The number of later blocks that are its title.
    pub(crate) titles: usize,
}

/// The text that a block begins, if it is the name of one: an annex, or, where the document is a decision by articles, a
/// regulation that it issues and whose numbers begin again.
pub(crate) fn attached_text(block: &Block, later: &[Block], has_articles: impl Fn() -> bool) -> Option<AttachedText> {
    if matches!(
        block.shape,
        BlockShape::Heading(_, Some(_)) | BlockShape::Paragraph(Some(_))
    ) {
        return None;
    }
    // This runs on every paragraph: `Phụ lục` begins with these letters, a regulation with two capitals.
    let mut first = first_words(&block.tokens).chars();
    let may_be = match (first.next(), first.next()) {
        (Some('P' | 'p'), Some('H' | 'h')) => true,
        (Some(one), Some(two)) => one.is_uppercase() && two.is_uppercase(),
        _ => false,
    };
    let words = may_be.then(|| plain_text(&block.tokens))?;
    let issued = || issued_address(&words).filter(|_| has_articles() && begins_again(later));
    let base = annex_address(&words).or_else(issued)?;
    let titles = titles(later, is_upper_case);
    let mut tokens = block.tokens.clone();
    for title in &later[..titles] {
        tokens.push(Token::HardBreak);
        tokens.extend(title.tokens.iter().cloned());
    }
    Some(AttachedText { base, tokens, titles })
}

/// Returns whether a block is the name of an annex.
pub(crate) fn is_annex(block: &Block) -> bool {
    annex_address(first_words(&block.tokens)).is_some()
}

/// Returns whether the next number among some blocks is a first one.
fn begins_again(later: &[Block]) -> bool {
    let next = later.iter().take(MAX_BEFORE_FIRST).find_map(|block| {
        let (start, is_heading) = match &block.shape {
            BlockShape::Heading(..) => (first_words(&block.tokens).into(), true),
            BlockShape::Paragraph(marker) => (beginning(&block.tokens, marker.as_ref()).0, false),
            BlockShape::Compound(_) | BlockShape::Break(_) => return None,
        };
        candidates(&start, is_heading).into_iter().next()
    });
    next.is_some_and(|label| label.is_first())
}

/// Adds the title that follows the label of a part or chapter in blocks of its own; returns their number.
pub(crate) fn add_title(tokens: &mut Vec<Token>, label: &PrintedLabel, later: &[Block]) -> usize {
    let is_bare = |tokens: &[Token]| !tokens.iter().any(|token| matches!(token, Token::Text(..)));
    if !label.style.is_division() || !is_bare(tokens) {
        return 0;
    }
    let count = titles(later, |_| true);
    for (index, title) in later[..count].iter().enumerate() {
        tokens.extend((index > 0).then_some(Token::SoftBreak));
        tokens.extend(title.tokens.iter().cloned());
    }
    count
}

/// The number of blocks that are the title of what is before them: one of which `may_be` holds, and further ones in
/// capitals.
fn titles(later: &[Block], may_be: impl Fn(&str) -> bool) -> usize {
    let mut is_upper = true;
    let is_next = |(index, block): &(usize, &Block)| {
        let is_text = matches!(block.shape, BlockShape::Heading(_, None) | BlockShape::Paragraph(None));
        let words = if is_text {
            plain_text(&block.tokens)
        } else {
            String::new()
        };
        let fits = if *index == 0 {
            may_be(&words)
        } else {
            is_upper && is_upper_case(&words)
        };
        is_upper = is_upper_case(&words);
        fits && is_title(&words)
    };
    later.iter().enumerate().take_while(is_next).count()
}

/// Returns whether words may be the title of a part, a chapter or an article: a short line without a label and without
/// a sign that ends a sentence.
fn is_title(words: &str) -> bool {
    let is_short = !words.is_empty() && words.len() < MAX_HEADING_LENGTH;
    let is_sentence = words.ends_with(['.', ';', ':', ',']) && !is_upper_case(words);
    let is_other = words.starts_with(['(', '“', '"', '«']) || annex_address(words).is_some();
    is_short && !is_sentence && !is_other && candidates(words, false).is_empty()
}

/// The level of a paragraph that is a heading as printed: the label of a part or chapter, and that of an article with its
/// name, on which the body of the article follows.
pub(crate) fn heading_level(label: &PrintedLabel, tokens: &[Token], later: &[Block]) -> Option<u8> {
    let level = label.style.rank()? + 1;
    if label.style.is_division() {
        return Some(level);
    }
    let is_followed = || {
        let next = match later.first().map(|block| (&block.shape, block)) {
            Some((BlockShape::Paragraph(None) | BlockShape::Heading(..), next)) => first_words(&next.tokens),
            Some((BlockShape::Break(_), _)) | None => return false,
            Some((BlockShape::Paragraph(Some(_)) | BlockShape::Compound(_), _)) => return true,
        };
        let is_beside = |next: &PrintedLabel| next.style.rank().is_some_and(|rank| rank < level);
        !candidates(next, false).iter().any(is_beside) && annex_address(next).is_none()
    };
    let is_named = label.style == LabelStyle::Article && is_title(&plain_text(tokens));
    (is_named && is_followed()).then_some(level)
}
