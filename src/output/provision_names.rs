//! Names of provisions in official form, by the words that the document itself uses for its levels.

use crate::base::address::Address;
use crate::input::body::label::LabelStyle;
use crate::input::body::provisions::{Provision, ProvisionKind};
use crate::input::document::Document;

/// Returns whether a provision is an article or a chapter, or is inside one: it has words for its levels, and `mục` is
/// none of them.
pub(crate) fn has_word_levels(document: &Document, provision: usize) -> bool {
    let rows = &document.provisions;
    let mut chain = std::iter::successors(Some(provision), |at| rows[*at].parent());
    chain.any(|at| rows[at].style == LabelStyle::Article || rows[at].style.is_division())
}

/// Returns the path of a provision in official form: `điểm 1.5, mục 1, phần II`, from the innermost out.
pub(crate) fn citation_path(document: &Document, provision: usize) -> String {
    let rows = &document.provisions;
    let mut chain = Vec::new();
    let mut at = Some(provision);
    while let Some(index) = at {
        chain.push(&rows[index]);
        at = rows[index].parent();
    }
    let own: Vec<&str> = document.head.level_names.iter().map(String::as_str).collect();
    // Chapters are left out but where one is named itself: the numbers of articles run on across them.
    let is_named =
        |row: &&&Provision| row.is_numbered() && (!row.style.is_container() || chain[0].style.is_container());
    let levels: Vec<&&Provision> = chain.iter().rev().filter(is_named).collect();
    let words = levels.iter().enumerate().map(|(depth, row)| {
        let number = bare_number(&row.label);
        if number.contains(' ') {
            return number.to_owned();
        }
        let outer = depth.checked_sub(1).map(|outer| levels[outer].style);
        let name = own.get(depth).or(own.last()).copied();
        format!("{} {number}", name.unwrap_or_else(|| level_name(row.style, outer)))
    });
    let mut words: Vec<String> = words.collect();
    words.reverse();
    words.join(", ")
}

/// Returns a printed number without the signs around it: `1.5` of `1.5.`; `congbo.js` does the same.
pub(super) fn bare_number(label: &str) -> &str {
    label
        .trim_end_matches(['.', ')', '/', '-', '–', ':', ' '])
        .trim_start_matches('(')
}

/// The word for a level in official citations (Nghị định 30/2020/NĐ-CP; Quy định 66-QĐ/TW for Party documents): by the
/// style of its label and of the one around it.
fn level_name(style: LabelStyle, outer: Option<LabelStyle>) -> &'static str {
    let is_wide = |style| matches!(style, LabelStyle::Roman | LabelStyle::Capital | LabelStyle::Part);
    match (style, outer) {
        (LabelStyle::Roman, Some(LabelStyle::Capital | LabelStyle::Part)) => "mục",
        (LabelStyle::Roman | LabelStyle::Capital, _) => "phần",
        (LabelStyle::Arabic | LabelStyle::Closed | LabelStyle::Bracketed | LabelStyle::Dotted(_), outer) => match outer
        {
            Some(LabelStyle::Article) => "khoản",
            None => "mục",
            Some(outer) if is_wide(outer) => "mục",
            Some(_) => "điểm",
        },
        (LabelStyle::Letter | LabelStyle::DottedLetter(_) | LabelStyle::SmallRoman, _) => "điểm",
        (LabelStyle::Article, _) => "Điều",
        (LabelStyle::Clause, _) => "khoản",
        (LabelStyle::Part, _) => "phần",
        (LabelStyle::Chapter, _) => "chương",
        (LabelStyle::Section, _) => "mục",
        (LabelStyle::Subsection, _) => "tiểu mục",
        (LabelStyle::Unlabelled, _) => "mục",
    }
}

/// Returns the heading of the attached part (`{#qc}`) that a provision belongs to; the addresses in such a part begin
/// with its id.
pub(crate) fn attached_part(document: &Document, provision: usize) -> Option<&str> {
    let rows = &document.provisions;
    let above = std::iter::successors(Some(provision), |at| rows[*at].parent());
    let address = rows[provision].address.as_str();
    let prefixes = |row: &&Provision| {
        let inner = address.strip_prefix(row.address.as_str());
        !row.is_numbered()
            && row.row == ProvisionKind::Heading
            && inner.is_some_and(|inner| inner.is_empty() || inner.starts_with('.'))
    };
    above.map(|at| &rows[at]).filter(prefixes).find_map(|row| row.heading())
}

/// The words for a chapter of a text that is not held, or for a section of it: `Mục 1 Chương II`.
pub(super) fn division_words(address: &Address) -> Option<String> {
    let words = |part: &str| match (part.strip_prefix("chuong-"), part.strip_prefix("muc-")) {
        (Some(number), _) => format!("Chương {number}"),
        (None, Some(number)) => format!("Mục {number}"),
        (None, None) => format!("Phần {part}"),
    };
    let parts: Vec<String> = address.as_str().split('.').rev().map(words).collect();
    address.as_str().contains("chuong-").then(|| parts.join(" "))
}
