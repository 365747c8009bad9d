//! Finds documents cited by their proper name: laws, constitutions, resolutions of congresses and plenums.
//!
//! Takes normalized text and gives ranges of it. Must not know the documents of a site: their own names (`tên gọi
//! khác`, titles) are matched when all files are known.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::base::pattern::Pattern;
use crate::base::word_list::WordList;
use crate::input::citations::laws;
use crate::input::citations::normalized_text::first_of;

/// Where a name may begin.
static BEGINNING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("(?:{})(?: |$)", KINDS.0)).expect("a constant pattern"));
/// `năm 2013`, `2013` after a name.
static YEAR: Pattern = Pattern::new(r"^,? ?(?:năm )?((?:19|20)[0-9]{2})(?:[^0-9/.\-]|[.] |[.]?$)");
/// The resolution of a congress: its ordinal, and the party organization that held it.
static CONGRESS: Pattern = Pattern::new(concat!(
    r"^[Nn]ghị quyết (?:của )?(?:[Đđ]ại hội|ĐH)(?: [\p{L}]+){0,9}? ?(?:(?:(?:lần )?thứ )?(?:[IVXL]{1,7}|[0-9]{1,2})\b|(?:lần )?thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai| ba| bốn| tư| lăm)?)|nhiệm kỳ [0-9]{4} ?- ?[0-9]{4})",
    r"(?:,? (?:của )?(?:Đảng bộ|Đảng Cộng sản Việt Nam|Đảng)(?: (?:tỉnh|thành phố|huyện|thị xã|khối)?(?: ?\p{Lu}\p{L}*){0,3})?)?",
    r"(?:,? ?\(?nhiệm kỳ [0-9]{4} ?[-–] ?[0-9]{4}\)?)?"
));
/// An ordinal in figures or in words, as in the names of plenums.
pub(crate) const ORDINAL: &str =
    r"[0-9]{1,2}|[IVX]{1,5}|nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai| ba| bốn| tư| lăm)?";
/// The term of a committee.
const TERM: &str = r",? ?\(?(?:[Kk]h[oó][aá]|KHÓA|KHOÁ) ?(?:[IVX]{1,7}|[0-9]{1,2})(?:, ?[IVX]{1,7})*\)?";
/// A plenum: `Nghị quyết Trung ương 7 (khóa X)`, `Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa X`.
pub(crate) static PLENUM: LazyLock<Regex> = LazyLock::new(|| {
    let centre = r"(?:[Tt]rung ương|T\.?[WƯ]\.?)(?: Đảng)?";
    let short = format!(
        r"(?:lần thứ )?(?:Ban Chấp hành |BCH )?{centre}(?: lần thứ)? ?(?i:{ORDINAL})(?: ?\(lần [0-9]\))?(?:{TERM})"
    );
    let long = format!(
        r"(?:lần )?thứ (?i:{ORDINAL}),? (?:của )?(?:[Bb]an Chấp hành|BCH) ?{centre}(?: Cộng sản Việt Nam)?(?:{TERM})?"
    );
    Regex::new(&format!(
        r"^(?:[Nn]ghị quyết|Kết luận) (?:của )?(?:[Hh]ội nghị )?(?:{short}|{long})"
    ))
    .expect("a constant pattern")
});
/// The kind words with which a proper name begins.
const KINDS: WordList = WordList("Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị quyết|nghị quyết|Kết luận");
/// Words after the kind word in the name of a congress' resolution: a cheap test before a long pattern runs.
const OF_CONGRESS: WordList = WordList("Đại hội|đại hội|ĐH");
/// Words after the kind word in the name of a plenum's resolution.
const OF_PLENUM: WordList = WordList("Hội nghị|hội nghị|lần thứ|thứ|Ban Chấp hành|BCH|T|trung ương");

/// A proper name in a normalized text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProperNameMatch {
    /// From its kind word to its end, a year included.
    pub(crate) range: Range<usize>,
    /// Its kind word as written.
    pub(crate) kind: &'static str,
}

/// Finds the proper names in a normalized text, in order, not overlapping.
pub(crate) fn names(text: &str) -> Vec<ProperNameMatch> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(beginning) = BEGINNING.find_at(text, from) {
        from = beginning.end();
        let is_word = !text[..beginning.start()].ends_with(char::is_alphanumeric);
        if let Some(name) = is_word.then(|| name_at(text, beginning.range())).flatten() {
            from = name.range.end.max(from);
            found.push(name);
        }
    }
    found
}

/// Returns whether a text may begin with a proper name: a cheap test.
pub(crate) fn may_begin_name(text: &str) -> bool {
    KINDS.begin(text)
}

/// The proper name that begins with the kind word at `kind`, if there is one.
pub(crate) fn name_of(text: &str, kind: &Range<usize>) -> Option<ProperNameMatch> {
    let is_followed = KINDS.contains(&text[kind.clone()]) && text[kind.end..].starts_with(' ');
    is_followed.then(|| name_at(text, kind.start..kind.end + 1)).flatten()
}

fn name_at(text: &str, beginning: Range<usize>) -> Option<ProperNameMatch> {
    let start = beginning.start;
    let window = window(text, start);
    let kind = match text[beginning.clone()].trim_end() {
        "nghị quyết" => "Nghị quyết",
        word => KINDS.iter().find(|kind| *kind == word)?,
    };
    let length = match kind {
        "Hiến pháp" => constitution(window)?,
        "Kết luận" => plenum(window)?,
        "Nghị quyết" => congress(window).or_else(|| plenum(window))?,
        _ if laws::is_not_a_law(text, start) => return None,
        _ => {
            let end = laws::name_end(window, beginning.len())?;
            end + year_length(&window[end..]).unwrap_or(0)
        }
    };
    let range = start..start + length;
    Some(ProperNameMatch { range, kind })
}

/// The length of the year at the beginning of the text after a name.
fn year_length(rest: &str) -> Option<usize> {
    Some(YEAR.captures(rest)?.get(1)?.end())
}

/// The length of the name of a constitution: it must have its state or its year.
fn constitution(window: &str) -> Option<usize> {
    let rest = &window["Hiến pháp".len()..];
    let states = [
        " nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        " nước Cộng hoà xã hội chủ nghĩa Việt Nam",
    ];
    let of_state = states
        .iter()
        .find(|state| rest.starts_with(**state))
        .map_or(0, |state| state.len());
    let year = year_length(&rest[of_state..]);
    Some("Hiến pháp".len() + of_state + year.or((of_state > 0).then_some(0))?)
}

/// The length of the name of a congress' resolution.
fn congress(window: &str) -> Option<usize> {
    let is_of_one = is_followed_by(window, OF_CONGRESS);
    let found = is_of_one.then(|| CONGRESS.find(window)).flatten()?;
    Some(found.as_str().trim_end().len())
}

/// The length of the name of a plenum's resolution.
fn plenum(window: &str) -> Option<usize> {
    let is_of_one = is_followed_by(window, OF_PLENUM);
    let found = is_of_one.then(|| PLENUM.find(window)).flatten()?;
    Some(found.as_str().trim_end().len())
}

/// Returns whether one of `words` follows the kind word of two syllables, or the `của` after it.
fn is_followed_by(window: &str, words: WordList) -> bool {
    let behind = window.splitn(3, ' ').nth(2).unwrap_or("");
    let behind = behind.strip_prefix("của ").unwrap_or(behind);
    words.begin(behind)
}

/// Maximum length of a name, in bytes: an amending law may name a dozen others.
const MAX_NAME_LENGTH: usize = 1200;

/// The text in which a name that begins at `start` must end.
fn window(text: &str, start: usize) -> &str {
    first_of(&text[start..], MAX_NAME_LENGTH)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[track_caller]
    fn found(text: &str) -> Vec<&str> {
        names(text).into_iter().map(|name| &text[name.range]).collect()
    }

    #[test]
    fn laws_end_where_their_names_do() {
        assert_eq!(
            found("theo Luật Đất đai năm 2013 và Luật Nhà ở."),
            ["Luật Đất đai năm 2013", "Luật Nhà ở"]
        );
        assert_eq!(
            found("Luật Hôn nhân và gia đình quy định"),
            ["Luật Hôn nhân và gia đình"]
        );
        assert_eq!(
            found("Luật Phòng, chống tham nhũng; Bộ luật Lao động 2019"),
            ["Luật Phòng, chống tham nhũng", "Bộ luật Lao động 2019"]
        );
        assert_eq!(
            found("Luật sửa đổi, bổ sung một số điều của Luật Khiếu nại được"),
            ["Luật sửa đổi, bổ sung một số điều của Luật Khiếu nại"]
        );
        assert_eq!(
            found("Luật này, Luật sư, dự thảo Luật Dân số, Đại học Luật Hà Nội"),
            [""; 0]
        );
        assert_eq!(
            found("Hiến pháp năm 2013; Hiến pháp và pháp luật"),
            ["Hiến pháp năm 2013"]
        );
    }

    #[test]
    fn resolutions_of_congresses_and_plenums_have_their_spellings() {
        for name in [
            "Nghị quyết Đại hội Đảng toàn quốc lần thứ XI",
            "Nghị quyết Đại hội Đảng bộ tỉnh Thái Nguyên lần thứ XVIII",
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
            "Nghị quyết Đại hội XIII của Đảng",
            "Nghị quyết Trung ương 7 khóa X",
            "Nghị quyết Trung ương 7 (khoá X)",
            "Nghị quyết TW7 (khóa X)",
            "Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa X",
            "Nghị quyết Hội nghị Trung ương 8, khóa XI",
        ] {
            assert_eq!(found(&format!("thực hiện {name}, tỉnh")), [name]);
        }
        assert_eq!(found("Nghị quyết của Đảng; các Nghị quyết Trung ương"), [""; 0]);
    }
}
