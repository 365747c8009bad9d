//! Reports what content must not contain: underlined headings, letters of broken fonts, pasted letterheads.

use crate::base::byte_scan;
use crate::base::fold::may_be_misused;
use crate::base::path::RelPath;
use crate::base::pattern::Pattern;
use crate::base::span::{Span, line_span};
use crate::base::word_list::WordList;
use crate::input::body::blocks::Token;
use crate::input::body::pasted_lines::pasted_line;
use crate::input::front_matter::fields::{FieldId, field_named, field_row};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;

/// Reports a heading made by underlining a line.
pub(crate) fn setext(path: &RelPath, text: &str, span: Span, level: u8, diagnostics: &mut Vec<Diagnostic>) {
    let source = text[span.start..span.end].trim_end();
    let (words, underline) = source.rsplit_once('\n').unwrap_or((source, ""));
    // In a quotation each line has its sign.
    let underline = underline.trim_start_matches([' ', '>']);
    let lines: Vec<&str> = words.lines().map(|line| line.trim_start_matches([' ', '>'])).collect();
    let proposal = format!("{} {}", "#".repeat(usize::from(level)), lines.join(" ").trim());
    let whole = Span::new(span.start, span.start + source.len());
    let place = Place::at(path, line_span(text, span.start + words.len() + 1));
    let diagnostic = Diagnostic::new(Code::SetextHeading, place)
        .with("underline", underline.trim().chars().take(3).collect::<String>())
        .with("proposal", proposal.clone());
    // Dashes below several lines are mostly intended as a rule: no fix is proposed.
    let is_heading = underline.trim_start().starts_with('=') || !words.contains('\n');
    diagnostics.push(if is_heading {
        diagnostic.fix(whole, proposal)
    } else {
        diagnostic
    });
}

/// Reports `{#address}` at the end of a line in a list, table or quotation, whose parts have no addresses.
pub(crate) fn addresses_inside(path: &RelPath, tokens: &[Token], diagnostics: &mut Vec<Diagnostic>) {
    for token in tokens {
        let Token::Text(written, span) = token else { continue };
        let words = written.trim_end();
        let address = words.strip_suffix('}').and_then(|inside| inside.rsplit_once("{#"));
        if let Some((before, id)) = address.filter(|(_, id)| !id.contains([' ', '{'])) {
            // Letters that were composed, and entities, are longer in the file.
            let is_exact = written.len() == span.end - span.start;
            let start = span.start + if is_exact { before.len() } else { 0 };
            let place = Place::at(path, Span::new(start, span.end));
            let diagnostic = Diagnostic::new(Code::BadAddress, place).with("value", id);
            let blanks = before.len() - before.trim_end().len();
            diagnostics.push(match is_exact {
                true => diagnostic.fix(Span::new(start - blanks, span.end), ""),
                false => diagnostic,
            });
        }
    }
}

/// Letters that occur in no Vietnamese word, each with the intended one: U+01A3 and U+01A2 of broken fonts, and
/// the Icelandic and African letters that look like Đ.
const MISUSED: [(char, char); 6] = [('ƣ', 'ư'), ('Ƣ', 'Ư'), ('Ð', 'Đ'), ('ð', 'đ'), ('Ɖ', 'Đ'), ('ɖ', 'đ')];

fn intended(letter: char) -> Option<char> {
    let (_, intended) = MISUSED.into_iter().find(|(misused, _)| *misused == letter)?;
    Some(intended)
}

/// The author of a text, which decides whether a fix may be applied automatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// The site: a fix needs no declaration.
    Site,
    /// A body: a correction that changes the visible text must be declared (hiệu đính).
    Body,
}

/// Reports letters that are not Vietnamese in the head of an official document, except in its declared corrections,
/// which quote the source.
pub(crate) fn misused_letters_of_head(path: &RelPath, head: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut at = 0;
    let mut field = None;
    for line in head.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        if let Some((key, _)) = line
            .split_once(':')
            .filter(|_| !line.starts_with([' ', '-', '#', '\t']))
        {
            field = field_named(key).map(|field| field.id);
        }
        match field {
            Some(FieldId::Corrections) => {}
            Some(FieldId::Summary | FieldId::Note | FieldId::Updates) => {
                misused_letters(path, head, (span, Author::Site), diagnostics);
            }
            Some(_) | None => misused_letters(path, head, (span, Author::Body), diagnostics),
        }
    }
}

/// Reports letters that are not Vietnamese in a part of a text, once a line.
pub(crate) fn misused_letters(
    path: &RelPath,
    text: &str,
    (part, author): (Span, Author),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let part_text = &text[part.start..part.end];
    // A cheap test, since hardly any text has such a letter.
    if !byte_scan::holds(part_text.as_bytes(), |first, second, _| may_be_misused(first, second)) {
        return;
    }
    let mut at = part.start;
    for line in part_text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let found: Vec<(usize, char)> = line
            .char_indices()
            .filter(|(_, letter)| intended(*letter).is_some())
            .collect();
        let (Some((first, letter)), Some((last, last_letter))) = (found.first().copied(), found.last().copied()) else {
            continue;
        };
        let place = Place::at(path, Span::new(start + first, start + first + letter.len_utf8()));
        let proposal = intended(letter).unwrap_or(letter).to_string();
        let mut diagnostic = Diagnostic::new(Code::MisusedLetter, place)
            .with("letter", letter.to_string())
            .with("proposal", proposal);
        // Ð looks like Đ: the fix changes nothing visible.
        let is_unseen = found.iter().all(|(_, letter)| !matches!(letter, 'ƣ' | 'Ƣ'));
        if author == Author::Site || is_unseen {
            let end = last + last_letter.len_utf8();
            let corrected: String = line[first..end]
                .chars()
                .map(|letter| intended(letter).unwrap_or(letter))
                .collect();
            diagnostic = diagnostic.fix(Span::new(start + first, start + end), corrected);
        }
        diagnostics.push(diagnostic);
    }
}

static SECRECY: Pattern = Pattern::new("TUYỆT MẬT|TỐI MẬT|MẬT|Lưu hành nội bộ|LƯU HÀNH NỘI BỘ");

/// Words that make `MẬT` before them a longer word, which is no stamp. What is not listed is told.
const AFTER_MAT: WordList = WordList("ONG|MÍA|ĐỘ|THIẾT|MÃ|KHẨU|VỤ|THƯ");

/// The same of words before it.
const BEFORE_MAT: WordList = WordList("BẢO|BÍ|CƠ|THÂN|RỈ|NGỌT");

/// Returns whether the word `MẬT` at some bytes of a text is a part of a longer word.
fn is_part_of_word(text: &str, (start, end): (usize, usize)) -> bool {
    let is_other = |letter: char| !letter.is_alphabetic();
    let after = text[end..]
        .strip_prefix(' ')
        .and_then(|rest| rest.split(is_other).next());
    let before = text[..start]
        .strip_suffix(' ')
        .and_then(|rest| rest.rsplit(is_other).next());
    after.is_some_and(|word| AFTER_MAT.contains(word)) || before.is_some_and(|word| BEFORE_MAT.contains(word))
}

/// Reports marks of secrecy: texts with such a mark must not be published.
pub(crate) fn secrecy_marks(path: &RelPath, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut from = 0;
    while let Some(found) = SECRECY.find_at(text, from) {
        let is_part = text[..found.start()].ends_with(char::is_alphabetic)
            || text[found.end()..].starts_with(char::is_alphabetic)
            || found.as_str() == "MẬT" && is_part_of_word(text, (found.start(), found.end()));
        if !is_part {
            let place = Place::at(path, Span::new(found.start(), found.end()));
            diagnostics.push(Diagnostic::new(Code::SecrecyMark, place).with("mark", found.as_str()));
            from = found.end();
        } else {
            // A mark may end in a shorter one: `bảnTUYỆT MẬT`.
            from = found.start() + 1;
        }
    }
}

/// Returns whether a line belongs to a letterhead.
pub(crate) fn is_of_letterhead(line: &str) -> bool {
    pasted_line(line.trim()).is_some()
}

/// Reports the first line of a block that repeats a field of the file's head.
pub(crate) fn pasted_head(path: &RelPath, tokens: &[Token], diagnostics: &mut Vec<Diagnostic>) {
    let is_break = |token: &Token| matches!(token, Token::SoftBreak | Token::HardBreak | Token::Edge(_));
    for (line, span) in tokens.split(is_break).filter_map(only_words) {
        let columns = line.split('\t').flat_map(|part| part.split("    "));
        if let Some(pasted) = columns.map(str::trim).find_map(pasted_line) {
            let help = match (pasted.field(), pasted.system()) {
                (Some(field), _) => Phrase::HeldByField(field_row(field).term),
                (None, system) => Phrase::PrintedByPage(system),
            };
            let diagnostic = Diagnostic::new(Code::PastedHead, Place::at(path, span));
            diagnostics.push(diagnostic.with("text", format!("“{line}”")).with("help", help));
            return;
        }
    }
}

/// The text of a line that consists of one text token.
fn only_words(line: &[Token]) -> Option<(&str, Span)> {
    let mut words = line.iter().filter_map(|token| match token {
        Token::Text(words, span) => Some((words.trim(), *span)),
        _ => None,
    });
    words.next().filter(|_| words.next().is_none())
}
