//! Finds the titles of provisions in the blocks behind their labels, and the names of texts that are attached.

use crate::input::body::annex::{annex_address, form_address, issued_address, issued_in_small_letters};
use crate::input::body::blocks::{Block, BlockShape, Token};
use crate::input::body::html_writer::plain_text;
use crate::input::body::label::{LabelStyle, PrintedLabel, is_upper_case};
use crate::input::body::label_parser::candidates;
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
    let may_be = first_words(&block.tokens).starts_with(|first: char| first.is_uppercase());
    let words = may_be.then(|| first_line(&block.tokens)).flatten()?;
    let is_one_line = || words.len() == plain_text(&block.tokens).len();
    let next = || first_label(later).filter(PrintedLabel::is_first);
    let is_text = |label: PrintedLabel| label.style == LabelStyle::Article || label.style.is_division();
    let issued = || issued_address(&words).filter(|_| is_one_line() && has_articles() && next().is_some());
    // In small letters, only articles or chapters that begin again distinguish a name from a sentence.
    let named = || {
        let base = issued_address(&words).or_else(|| issued_in_small_letters(&words))?;
        (has_articles() && next().is_some_and(is_text)).then_some(base)
    };
    let begins_none = || first_label(later).is_some_and(|label| !label.is_first());
    let is_listed = || later.first().is_none_or(|next| is_annex(next) || is_form(next)) || begins_none();
    let annex = || annex_address(&words).filter(|_| is_upper_case(&words) || !names_title(&words) || !is_listed());
    let form = || form_address(&words).filter(|_| matches!(block.shape, BlockShape::Paragraph(_)) && !is_listed());
    let base = annex().or_else(form).or_else(issued).or_else(named)?;
    let titles = titles(later, is_upper_case);
    let mut tokens = block.tokens.clone();
    for title in &later[..titles] {
        tokens.push(Token::HardBreak);
        tokens.extend(title.tokens.iter().cloned());
    }
    Some(AttachedText { base, tokens, titles })
}

/// The words of the first line of a block; none where the second line continues them.
fn first_line(tokens: &[Token]) -> Option<String> {
    let is_break = |token: &Token| matches!(token, Token::SoftBreak | Token::HardBreak);
    let end = tokens.iter().position(is_break).unwrap_or(tokens.len());
    let later = plain_text(&tokens[end..]);
    let begins = later.starts_with(|first: char| first.is_uppercase() || first == '(');
    (later.is_empty() || begins).then(|| plain_text(&tokens[..end]))
}

/// Returns whether the name of an annex has a title in small letters, which may be that of an entry in a list.
fn names_title(words: &str) -> bool {
    !words.ends_with(')') && words.contains([':', '.', '-', '–']) && words.split_whitespace().count() > 4
}

fn is_form(block: &Block) -> bool {
    form_address(first_words(&block.tokens)).is_some()
}

/// Returns whether a block is the name of an annex.
pub(crate) fn is_annex(block: &Block) -> bool {
    annex_address(first_words(&block.tokens)).is_some()
}

/// The first label among some blocks.
fn first_label(later: &[Block]) -> Option<PrintedLabel> {
    later.iter().take(MAX_BEFORE_FIRST).find_map(|block| {
        let (start, is_heading) = match &block.shape {
            BlockShape::Heading(..) => (first_words(&block.tokens).into(), true),
            BlockShape::Paragraph(marker) => (beginning(&block.tokens, marker.as_ref()).0, false),
            BlockShape::Compound(_) | BlockShape::Break(_) => return None,
        };
        candidates(&start, is_heading).into_iter().next()
    })
}

/// Adds the title that follows the label of a part or chapter in blocks of its own; returns their number.
pub(crate) fn add_title(tokens: &mut Vec<Token>, label: &PrintedLabel, later: &[Block]) -> usize {
    let is_bare = |tokens: &[Token]| !tokens.iter().any(|token| matches!(token, Token::Text(..)));
    if !label.style.is_division() || !is_bare(tokens) {
        return 0;
    }
    let mut count = titles(later, |_| true);
    // A title in small letters whose second line is a paragraph of its own.
    let continues = |block: &Block| {
        let words = plain_text(&block.tokens);
        matches!(block.shape, BlockShape::Paragraph(None)) && words.starts_with(char::is_lowercase) && is_title(&words)
    };
    count += usize::from(count == 1 && later.get(1).is_some_and(continues));
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
