//! Titles and issuers of documents that the site does not hold, as citations print them without quotation marks.
//!
//! `Luật Giá số 16/2023/QH15` names the title before the number, `Nghị định số 30/2020/NĐ-CP … của Chính phủ về công tác
//! văn thư;` behind it. A title behind a number counts in a preamble only, where nothing else can follow it.

use crate::base::pattern::Pattern;
use crate::base::word_list::WordList;
use crate::input::body::html_template::PlacedMention;
use crate::input::citations::mention::NumberedMention;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::LinkedMentions;
use crate::model::indexes::StubIx;
use crate::model::link_unit::LinkUnit;
use crate::model::stubs::StubTable;
use crate::model::target::Target;

/// The body between a number and the title behind it, and the first words of the title.
static TITLE_BEHIND: Pattern = Pattern::new(concat!(
    r"^,? ?(?:(?:được )?của [^,;.:]{2,90}? )?",
    r"((?:[Qq]uy định|[Vv]ề|[Bb]an hành|[Hh]ướng dẫn|[Ss]ửa đổi|[Pp]hê duyệt|[Tt]hành lập|[Bb]ãi bỏ) [^;.:“”()]{8,300})",
    r"(?:;|\.|,)?$"
));
/// Maximum length of the words behind a number that are read, in bytes.
const MAX_BEHIND: usize = 520;
/// The kinds whose name contains their title.
const LAWS: WordList = WordList("Bộ luật |Luật |Pháp lệnh ");

/// Adds the titles and issuers that citations print to the documents that have none.
pub(super) fn add_titles(documents: &DocumentIndex, linked: &[LinkedMentions], stubs: &mut StubTable) {
    for (index, mentions) in documents.indexes().zip(linked) {
        let unit = documents.link_unit(index);
        for citation in &unit.citations {
            if let Target::Stub(stub, _) = mentions.targets[citation.mention.get()] {
                describe(stubs, stub, (unit, unit.mention(citation)));
            }
        }
    }
    for row in &mut stubs.rows {
        if row.issuers.is_empty()
            && let Some(number) = row.number()
        {
            let issuer = issuer_of(number.symbols());
            row.issuers.extend(issuer.map(str::to_owned));
        }
    }
}

fn describe(stubs: &mut StubTable, stub: StubIx, (unit, mention): (&LinkUnit, &PlacedMention)) {
    let row = &mut stubs.rows[stub.get()];
    let Some(cited) = mention.number().filter(|_| row.titles.is_empty()) else {
        return;
    };
    let title = law_title(mention, cited).or_else(|| title_behind(unit, mention));
    row.titles.extend(title);
}

/// The title of a law, between its kind and its number.
fn law_title(mention: &PlacedMention, cited: &NumberedMention) -> Option<String> {
    let kind = &cited.kind.as_ref()?.name;
    let word = LAWS.iter().find(|word| word.trim_end() == kind)?;
    let (words, range) = &mention.occurrence.words;
    let words = words.get(range.clone())?;
    let name = words.get(words.find(word)? + word.len()..)?;
    let title = name[..name.find(" số ")?].trim_end_matches([',', ' ']);
    (title.starts_with(char::is_uppercase) || title.starts_with("sửa đổi")).then(|| capitalized(title))
}

/// The title behind a number, in a paragraph of a preamble.
fn title_behind(unit: &LinkUnit, mention: &PlacedMention) -> Option<String> {
    let (words, range) = &mention.occurrence.words;
    let row = mention.occurrence.provision?;
    let is_preamble = unit.provisions[row].is_paragraph() && words.starts_with("Căn cứ ");
    let behind = words
        .get(range.end..)
        .filter(|behind| is_preamble && behind.len() <= MAX_BEHIND)?;
    let found = TITLE_BEHIND.captures(behind.trim_end())?;
    let title = found.get(1)?.as_str().trim_end_matches([',', ' ']);
    Some(capitalized(
        title
            .strip_prefix("về việc ")
            .or(title.strip_prefix("về "))
            .unwrap_or(title),
    ))
}

/// A title as a head has it: with a capital.
fn capitalized(title: &str) -> String {
    let mut letters = title.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The body that alone issues documents with some symbols.
fn issuer_of<'s>(symbols: impl Iterator<Item = &'s str>) -> Option<&'static str> {
    let symbols: Vec<&str> = symbols.collect();
    let is_numbered = |symbol: &str, name: &str| {
        let term = symbol.strip_prefix(name);
        term.is_some_and(|term| !term.is_empty() && term.bytes().all(|letter| letter.is_ascii_digit()))
    };
    let last = symbols.last()?;
    if is_numbered(last, "UBTVQH") {
        return Some("Ủy ban Thường vụ Quốc hội");
    }
    if is_numbered(last, "QH") {
        return Some("Quốc hội");
    }
    match symbols.as_slice() {
        ["NĐ" | "NQ", "CP"] => Some("Chính phủ"),
        ["QĐ" | "CT", "TTg"] => Some("Thủ tướng Chính phủ"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{TITLE_BEHIND, issuer_of};

    #[test]
    fn titles_behind_numbers_end_with_their_paragraph() {
        for (behind, title) in [
            (" của Chính phủ về công tác văn thư;", Some("về công tác văn thư")),
            (
                " của Chính phủ quy định chi tiết một số điều của Luật Giá;",
                Some("quy định chi tiết một số điều của Luật Giá"),
            ),
            (" và các văn bản hướng dẫn;", None),
            (", các cơ quan thực hiện như sau:", None),
        ] {
            let found = TITLE_BEHIND.captures(behind).and_then(|found| found.get(1));
            assert_eq!(found.map(|found| found.as_str()), title, "{behind}");
        }
    }

    #[test]
    fn some_symbols_name_their_body() {
        assert_eq!(issuer_of(["QH15"].into_iter()), Some("Quốc hội"));
        assert_eq!(issuer_of(["NĐ", "CP"].into_iter()), Some("Chính phủ"));
        assert_eq!(issuer_of(["QĐ", "UBND"].into_iter()), None);
    }
}
