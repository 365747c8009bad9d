//! Where the name of a law ends: `Luật Hôn nhân và gia đình`, `Luật An toàn, vệ sinh lao động số 84/2015/QH13`.
//!
//! Takes the normalized text from the kind word on; gives byte positions in it.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::pattern::Pattern;
use crate::base::word_list::WordList;
use crate::input::citations::normalized_text::{first_of, start_of_last};
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

/// `(sửa đổi)` after a name.
static AMENDED_NOTE: Pattern = Pattern::new(r"^ ?\((?:sửa đổi|được sửa đổi)[^()]{0,60}\)");
/// The number of a law, or a day: a name ends before it, whatever words the name contains.
static NUMBER_OR_DAY: Pattern =
    Pattern::new(r",? (?:số ?:? ?[0-9]{1,4}/[0-9]{4}/(?:QH|UBTVQH|PL)|(?:ngày [0-9]{1,2}[ /.\-]))");
/// Words that no law's name contains: a number after them belongs to another document.
static NOT_IN_NAMES: Pattern = Pattern::new(concat!(
    r" (?:(?:Luật|Bộ luật|Nghị|Pháp lệnh|Thông tư|Quyết định|Chỉ thị|Điều|khoản|quy định|được|trước|kể từ|",
    r"thì|phải|đã|căn cứ|tại|hoặc|ban hành|Xét|Theo|Tờ trình|Kế hoạch|Báo cáo)(?: |$)|",
    r"Hiến pháp|hiệu lực|thông qua|các cơ quan|này|Căn cứ)"
));
/// Maximum distance between the kind word of a law and its number, in bytes.
const MAX_NUMBER_DISTANCE: usize = 260;

/// Words before `Luật` that make it the name of something else: a school, a draft.
static NO_LAW_BEFORE: Pattern = Pattern::new(
    r"(?i)(?:đại học|khoa|viện|hội|đoàn|ngành|trường|công ty|văn phòng|dự thảo|dự án|cử nhân|thạc sĩ|tiến sĩ|môn)(?: các)? $",
);

/// Words that end the name of a law.
const STOPS: [&str; 63] = [
    "được", "quy", "thì", "là", "của", "do", "để", "đã", "có", "này", "hiện", "trong", "tại", "theo", "đối", "hoặc",
    "cùng", "như", "khi", "nếu", "sau", "trước", "đến", "từ", "bằng", "nhằm", "cho", "ban", "mà", "nên", "phải", "sẽ",
    "đang", "vẫn", "cũng", "không", "chưa", "bị", "nêu", "nói", "trên", "dưới", "ngày", "số", "căn", "vào", "ra",
    "còn", "gồm", "nay", "năm", "hay", "thay", "trình", "với", "mới", "tiếp", "chỉ", "giao", "trừ", "mục", "khoản",
    "tới",
];
/// Words after `và` that cannot continue a name.
const OTHER_THINGS: [&str; 15] = [
    "các", "những", "một", "pháp", "quy", "văn", "nghị", "luật", "bộ", "thông", "quyết", "hướng", "chỉ", "căn", "theo",
];
/// Words in lower case with which the name of a law may begin.
const LOWER_BEGINNINGS: WordList = WordList("sửa đổi|tổ chức|bầu cử|ban hành|phòng, chống|phòng chống");
/// Words that follow a comma inside the names of laws.
static AFTER_INNER_COMMA: Pattern = Pattern::new(concat!(
    r"^(?:chống |an ninh|bổ sung |chữa cháy|cứu hộ|sử dụng |nhập cảnh|xuất cảnh|quá cảnh|cư trú|vật liệu|",
    r"trật tự|vệ sinh lao động|hàng hóa|môi trường|công nghệ|thuế nhập khẩu|chữa bệnh|phá sản|",
    r"kinh doanh|lệ phí|công chức|trưng dụng|đô thị|thi hành|tạm giam|khen thưởng|phường|thị trấn)"
));
/// Maximum length of a name, in words.
const MAX_NAME_WORDS: usize = 22;

/// Returns whether the words before `start` show that the kind word there names something else than a law.
pub(crate) fn is_not_a_law(text: &str, start: usize) -> bool {
    NO_LAW_BEFORE.is_match(&text[start_of_last(text, start, MAX_LOOK_BACK)..start])
}

/// Returns the end of a law's name in a window that begins with its kind word; `from` is the byte after that word.
/// `None` if no name begins there.
pub(crate) fn name_end(window: &str, from: usize) -> Option<usize> {
    let rest = &window[from..];
    let end = match lower_start(rest, "sửa đổi") {
        true => amending_end(window, from)?,
        false => single_end(window, from)?,
    };
    Some(end + AMENDED_NOTE.find(&window[end..]).map_or(0, |found| found.end()))
}

/// The end of one law's name: by a known title in any spelling, else by the number after it, else by its words.
fn single_end(window: &str, from: usize) -> Option<usize> {
    if let Some(length) = known_title(&window[from..]) {
        // A known title may be the beginning of a longer one: the number then follows the longer one.
        let has_number = |end| {
            NUMBER_OR_DAY
                .find(&window[end..])
                .is_some_and(|found| found.as_str().contains("số"))
        };
        let longer = numbered_end(window, from).filter(|end| *end > from + length && has_number(*end));
        return Some(longer.unwrap_or(from + length));
    }
    let rest = &window[from..];
    let begins_name = rest.starts_with(char::is_uppercase) && !NO_TITLES.begin(rest) || LOWER_BEGINNINGS.begin(rest);
    if !begins_name {
        return None;
    }
    numbered_end(window, from).or_else(|| law_end(window, from))
}

/// The end of an amending law's name, the amended law included; several amended laws are included only if a number or
/// day after the last shows that they are one citation.
fn amending_end(window: &str, from: usize) -> Option<usize> {
    let inner = INNER_LAW.find(&window[from..]).filter(|inner| {
        let before = &window[from..from + inner.start()];
        before.len() <= MAX_INNER_LAW_DISTANCE && !before.contains([';', '.', ':', '(', '“', '"'])
    });
    let Some(inner) = inner else {
        return numbered_end(window, from).or_else(|| law_end(window, from));
    };
    let first = single_end(window, from + inner.end())?;
    let mut end = first;
    while let Some(joint) = JOINT.find(&window[end..]) {
        let Some(next) = single_end(window, end + joint.end()) else {
            break;
        };
        end = next;
    }
    let is_numbered = |end| {
        NUMBER_OR_DAY
            .find(&window[end..])
            .is_some_and(|found| found.start() == 0)
    };
    let is_one = end == first || is_numbered(end);
    Some(if is_one { end } else { first })
}

/// The length of a known law's title at the beginning of `rest`, in any case.
fn known_title(rest: &str) -> Option<usize> {
    let lower = first_of(rest, TITLES.max_length).to_lowercase();
    let input = Input::new(&lower).anchored(Anchored::Yes);
    let found = TITLES.matcher.find(input)?;
    let title = rest.get(..found.end());
    let is_same_length = title.is_some_and(|title| title.to_lowercase() == lower[..found.end()]);
    let after = &lower[found.end()..];
    // `Luật giá trị` is not the law on prices (`Luật Giá`), and `Luật Đầu tư này` is the document itself.
    let is_short = rest.starts_with(char::is_lowercase) && !lower[..found.end()].contains(' ');
    let is_continued =
        is_short && after.starts_with(' ') && ![" năm ", " ngày ", " số "].iter().any(|word| after.starts_with(word));
    let ends_word = !after.starts_with(char::is_alphanumeric) && !after.starts_with(" này") && !is_continued;
    (is_same_length && ends_word).then_some(found.end())
}

fn lower_start(rest: &str, words: &str) -> bool {
    let mut letters = rest.chars().flat_map(char::to_lowercase);
    words.chars().all(|letter| letters.next() == Some(letter))
}

/// Titles of laws and ordinances since 1986, in lower case, with tone marks in either position.
struct LawTitles {
    matcher: AhoCorasick,
    /// Maximum length of a title in bytes, with a margin for the word boundary after it.
    max_length: usize,
}

static TITLES: LazyLock<LawTitles> = LazyLock::new(|| {
    let spellings = |title: &str| {
        let early = title.to_lowercase();
        let pairs = EARLY_TONES.iter().zip(LATE_TONES.iter());
        let late = pairs.fold(early.clone(), |title, (early, late)| title.replace(early, late));
        [early, late]
    };
    let titles: Vec<String> = include_str!("law_titles.txt").lines().flat_map(spellings).collect();
    let matcher = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .start_kind(StartKind::Anchored)
        .build(&titles);
    LawTitles {
        matcher: matcher.expect("some hundred short titles"),
        max_length: titles.iter().map(String::len).max().unwrap_or(0) + 4,
    }
});

/// Open syllables whose tone mark may be on either vowel: on the first one, on the second one.
const EARLY_TONES: WordList = WordList("òa|óa|ỏa|ủy|úy|ỏe");
const LATE_TONES: WordList = WordList("oà|oá|oả|uỷ|uý|oẻ");

/// The beginning of an amended law.
static INNER_LAW: Pattern = Pattern::new(r"(?:Bộ luật|Luật|Pháp lệnh) ");
/// Separators between two laws that are amended together.
static JOINT: Pattern = Pattern::new(r"^(?:, ?| và |, và )(?:của )?(?:Bộ luật|Luật|Pháp lệnh) ");
/// Maximum distance before a law at which preceding words are read, in bytes.
const MAX_LOOK_BACK: usize = 32;
/// Maximum distance between `sửa đổi` and the first amended law, in bytes.
const MAX_INNER_LAW_DISTANCE: usize = 160;
/// Capitalized words after `Luật` that are not a title.
const NO_TITLES: WordList = WordList("Này|Việt Nam|Hoa Kỳ|Quốc tế|Sư|Ký");

/// The end of a name that a number or a day follows.
fn numbered_end(window: &str, from: usize) -> Option<usize> {
    let found = NUMBER_OR_DAY.find(&window[from..])?;
    let end = from + found.start();
    let between = &window[from..end];
    let is_open = between.is_empty() || between.contains([';', '.', ':', '(', ')', '“', '”', '"', '%']);
    let is_name = !is_open && between.len() <= MAX_NUMBER_DISTANCE && !NOT_IN_NAMES.is_match(between);
    is_name.then_some(end)
}

/// The end of a law's name, decided by its words alone.
fn law_end(window: &str, from: usize) -> Option<usize> {
    let rest = &window[from..];
    let amends = rest.to_lowercase().starts_with("sửa đổi");
    let mut end = from;
    let mut words = words(window, from).peekable();
    let mut count = 0;
    let mut previous = String::new();
    while let Some(word) = words.next() {
        let text = &window[word.clone()];
        let bare = text.trim_end_matches([',', '.', ';', ':', ')', '”', '"']);
        let lower = bare.to_lowercase();
        count += 1;
        let stops = count > MAX_NAME_WORDS
            || bare.starts_with(['(', '“', '"', '['])
            || bare.starts_with(|c: char| c.is_ascii_digit())
            || is_stop(
                (&previous, bare),
                words.peek().map(|next| &window[next.clone()]),
                amends,
            )
            || (count > 1 && matches!(bare, "Luật" | "Nghị" | "Thông" | "Pháp" | "Quyết") && !amends);
        if stops {
            break;
        }
        previous.clone_from(&lower);
        // Old laws are called `Luật về …`; after other words `về` begins the reason for the citation.
        if lower == "về" && count > 1 {
            break;
        }
        if lower == "và" || lower == "về" {
            let mut following = words.clone().map(|word| &window[word]);
            if !joins_name(following.next(), following.next()) {
                break;
            }
            continue;
        }
        end = word.start + bare.len();
        let is_continued =
            text.len() == bare.len() || (text.ends_with(',') && continues(window, word.end, amends && count < 5));
        if !is_continued {
            break;
        }
    }
    (end > from).then_some(end)
}

/// Returns whether the two words after `và` or `về` continue a name.
fn joins_name(next: Option<&str>, next_but_one: Option<&str>) -> bool {
    next.is_some_and(|next| {
        let next = next.to_lowercase();
        let next = next.trim_end_matches([',', '.', ';']);
        let is_standard = next == "quy" && next_but_one.is_some_and(|word| word.starts_with("chuẩn"));
        is_standard || !OTHER_THINGS.contains(&next) && !STOPS.contains(&next)
    })
}

/// Returns whether a word ends a name: `quy định` does, `quy phạm` does not; a capitalized word does not.
fn is_stop((previous, word): (&str, &str), next: Option<&str>, amends: bool) -> bool {
    let next_is = |words: &[&str]| next.is_some_and(|next| words.iter().any(|word| next.starts_with(word)));
    match word {
        // Words that end most names, but are part of a few.
        "giao" if previous == "chuyển" => false,
        "hiện" if previous == "thực" => false,
        "mới" if previous == "đổi" => false,
        "có" if next_is(&["công"]) => false,
        "với" if next_is(&["cách"]) => false,
        "theo" if next_is(&["hợp", "phương"]) => false,
        "quy" => next.is_some_and(|next| next.starts_with("định") || next.starts_with("tại")),
        "của" | "số" | "ban" if amends => false,
        "của" => !next.is_some_and(|next| ["Nhà", "Quốc", "người", "công", "rượu,"].contains(&next)),
        word => STOPS.contains(&word),
    }
}

/// Returns whether a comma is part of a name: `sửa đổi, bổ sung`, `Phòng, chống`, `Giáo dục quốc phòng, an ninh`.
fn continues(window: &str, comma_end: usize, amends: bool) -> bool {
    let rest = window[comma_end..].trim_start();
    amends || AFTER_INNER_COMMA.is_match(rest)
}

/// The ranges of the words after a byte.
fn words(window: &str, from: usize) -> impl Iterator<Item = Range<usize>> + Clone {
    let mut at = from;
    window[from..].split(' ').filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some(start..start + word.len())
    })
}
