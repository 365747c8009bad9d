//! Finds text that a document quotes over several paragraphs: the new words of a document that it amends.
//!
//! Such text has labels of its own, which are those of the amended document. It belongs to the provision that quotes it,
//! as one block without addresses.

use crate::base::span::Span;
use crate::input::body::blocks::{Block, BlockShape, Marker, Token};
use crate::input::body::html_writer::plain_text;
use crate::input::body::label_parser::candidates;
use crate::input::body::lines::{first_words, restore_marker};

/// Maximum number of blocks among which the end of a quotation is looked for.
const MAX_QUOTED_BLOCKS: usize = 4_000;

/// The name of the HTML tag of quoted text.
pub(crate) const QUOTATION_TAG: &str = "blockquote";

/// The open quotation marks at the end of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks {
    /// Marks that are open.
    depth: usize,
    /// Whether one of the marks that were open before this text was closed in it.
    closes_earlier: bool,
    /// Whether the text ends with a closing mark, a punctuation mark behind it aside.
    ends_closed: bool,
    /// Whether a colon is before the first mark that this text opens and does not close.
    follows_colon: bool,
}

/// What a quotation mark does, by the letters around it.
enum Mark {
    Opens,
    Closes,
    Neither,
}

/// Decides by the letters before and after a mark what it does: texts confuse `“` and `”`, and `"` is both.
fn mark(before: Option<char>, sign: char, after: Option<char>) -> Mark {
    let begins = before.is_none_or(|letter| letter.is_whitespace() || matches!(letter, '(' | ':' | '“' | '"' | '/'));
    let continues = after.is_some_and(char::is_alphanumeric);
    let ends = after.is_none_or(|letter| !letter.is_alphanumeric());
    match sign {
        '“' | '„' | '«' if !begins && ends => Mark::Closes,
        '“' | '„' | '«' => Mark::Opens,
        '”' | '»' if begins && continues => Mark::Opens,
        '”' | '»' => Mark::Closes,
        '"' if begins && !after.is_none_or(char::is_whitespace) => Mark::Opens,
        '"' if !begins && ends => Mark::Closes,
        _ => Mark::Neither,
    }
}

/// The number of quotation marks that are open behind a text, when `depth` were open before it.
pub(crate) fn open_marks(text: &str, depth: usize) -> usize {
    match text.contains(is_quotation_mark) {
        true => Marks::after(text, depth).depth,
        false => depth,
    }
}

/// Returns whether a letter is a quotation mark of any form.
pub(crate) fn is_quotation_mark(letter: char) -> bool {
    matches!(letter, '“' | '”' | '„' | '«' | '»' | '"')
}

impl Marks {
    /// The marks behind a text, when `depth` marks were open before it.
    fn after(text: &str, depth: usize) -> Marks {
        let mut marks = Marks {
            depth,
            ..Marks::default()
        };
        // Of each mark that is open, whether it follows a colon.
        let mut own = Vec::new();
        let (mut before, mut sign) = (None, None);
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            if is_quotation_mark(letter) {
                match mark(before, letter, letters.peek().copied()) {
                    Mark::Opens => own.push(sign == Some(':')),
                    Mark::Closes if !own.is_empty() => drop(own.pop()),
                    Mark::Closes if marks.depth > 0 => {
                        marks.depth -= 1;
                        marks.closes_earlier = true;
                    }
                    Mark::Closes | Mark::Neither => {}
                }
            }
            before = Some(letter);
            sign = before.filter(|letter| !letter.is_whitespace()).or(sign);
        }
        marks.depth += own.len();
        marks.follows_colon = own.first() == Some(&true);
        let end =
            text.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | ';' | ')'));
        marks.ends_closed = end.ends_with(['”', '»', '"', '“']);
        marks
    }
}

/// The words of a block among which quotation marks count; those of a quotation by `>` are apart. Single marks count
/// where a quotation began with one, as the double ones that they stand for.
fn counted_words(block: &Block, single: bool) -> Option<String> {
    let is_mark = |letter: char| is_quotation_mark(letter) || (single && is_single_mark(letter));
    let has_mark = |token: &Token| matches!(token, Token::Text(words, _) if words.contains(is_mark));
    let is_apart = block.shape == BlockShape::Compound(QUOTATION_TAG);
    let words = (!is_apart && block.tokens.iter().any(has_mark)).then(|| plain_text(&block.tokens))?;
    match single {
        true => Some(
            words
                .replace("''", "\"")
                .replace("``", "“")
                .replace('‘', "“")
                .replace('’', "\""),
        ),
        false => Some(words),
    }
}

fn is_single_mark(letter: char) -> bool {
    matches!(letter, '‘' | '’' | '\'' | '`')
}

/// Returns whether a block begins with a single quotation mark, or with two that stand for a double one.
fn begins_single(block: &Block) -> bool {
    let words = first_words(&block.tokens);
    words.starts_with('‘') || words.starts_with("''") || words.starts_with("``")
}

/// A quotation that a block opens and the same or a later block closes.
pub(crate) struct Quotation {
    /// Whether the block that opens it is quoted from its first letter.
    pub(crate) is_whole: bool,
    /// Whether it begins behind a colon, or with a label: a mark that an editor forgot to close does neither.
    pub(crate) is_introduced: bool,
    /// The number of later blocks that belong to it.
    pub(crate) later: usize,
}

/// Finds the end of the quotation that a block opens. `continues` returns whether a block continues the provisions of
/// the document itself; it ends a quotation in which a mark is missing.
pub(crate) fn quotation(block: &Block, later: &[Block], continues: impl Fn(&Block) -> bool) -> Option<Quotation> {
    let single = begins_single(block);
    let words = counted_words(block, single)?;
    let marks = Marks::after(&words, 0);
    let mut depth = marks.depth;
    let is_whole = words.starts_with(is_quotation_mark);
    let is_labelled = || !candidates(words.trim_start_matches(is_quotation_mark), false).is_empty();
    let is_introduced = if is_whole { is_labelled() } else { marks.follows_colon };
    if depth == 0 {
        let is_quoted = is_whole && is_introduced && marks.ends_closed;
        return is_quoted.then_some(Quotation {
            is_whole,
            is_introduced,
            later: 0,
        });
    }
    for (index, block) in later.iter().take(MAX_QUOTED_BLOCKS).enumerate() {
        let Some(words) = counted_words(block, single) else {
            continue;
        };
        let marks = Marks::after(&words, depth);
        depth = marks.depth;
        let is_end = marks.ends_closed && marks.closes_earlier && later.get(index + 1).is_none_or(&continues);
        if depth == 0 || is_end {
            let later = index + 1;
            return Some(Quotation {
                is_whole,
                is_introduced,
                later,
            });
        }
    }
    None
}

/// Joins the blocks of a quotation to the tokens of one block, and its place in the file.
pub(crate) fn joined(blocks: &mut [Block]) -> (Vec<Token>, Span) {
    let mut tokens = vec![Token::Edge("<blockquote class=\"quotation\">".into())];
    let start = blocks.first().map_or(0, |block| block.span.start);
    let end = blocks.iter().map(|block| block.span.end).max().unwrap_or(start);
    for block in blocks {
        let own = std::mem::take(&mut block.tokens);
        match &block.shape {
            BlockShape::Heading(..) => wrapped(&mut tokens, "<p><strong>", own, "</strong></p>"),
            BlockShape::Paragraph(marker) => {
                wrapped(
                    &mut tokens,
                    "<p>",
                    with_marker(own, marker.as_ref(), block.span),
                    "</p>",
                );
            }
            BlockShape::Compound(_) => tokens.extend(own),
            BlockShape::Break(_) => tokens.push(Token::Edge("<hr>".into())),
        }
    }
    tokens.push(Token::Edge("</blockquote>".into()));
    (tokens, Span::new(start, end))
}

fn with_marker(mut tokens: Vec<Token>, marker: Option<&Marker>, span: Span) -> Vec<Token> {
    restore_marker(&mut tokens, marker, span);
    tokens
}

fn wrapped(tokens: &mut Vec<Token>, open: &'static str, own: Vec<Token>, close: &'static str) {
    tokens.push(Token::Edge(open.into()));
    tokens.extend(own);
    tokens.push(Token::Edge(close.into()));
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn marks_count_by_the_letters_around_them() {
        for (text, depth) in [
            ("“Điều 5. Hồ sơ", 1),
            ("như sau: “1. Đơn", 1),
            ("\"Điều 5. Hồ sơ", 1),
            ("”Điều 5. Hồ sơ", 1),
            ("cụm từ “dân vận” thay bằng “công tác dân vận”", 0),
            ("cụm từ \"dân vận\" và \"khéo\"", 0),
            ("dài 5\" và rộng 3\"", 0),
            ("«4. Bốn.»", 0),
            ("“Điều 5. Mô hình “Dân vận khéo” là", 1),
        ] {
            assert_eq!(Marks::after(text, 0).depth, depth, "{text}");
        }
        assert_eq!(Marks::after("3. Ảnh.”", 1).depth, 0);
        assert_eq!(Marks::after("3. Ảnh.”.", 1).depth, 0);
        assert_eq!(Marks::after("3. Ảnh“", 1).depth, 0);
        assert!(Marks::after("gọi là “khéo”.", 1).depth == 1);
    }
}
