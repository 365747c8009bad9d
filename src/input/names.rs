//! Documents cited by their proper name: laws, constitutions, resolutions of congresses and plenums.
//!
//! Works on the shadow of a text and gives ranges of it. A name of a record of the site (`tên gọi khác`, a title)
//! is found where all files are known; here stand the names that need no site.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Where a name may begin.
static BEGINNING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp|[Nn]ghị quyết)(?: |$)").expect("a constant pattern")
});
/// `năm 2013`, `2013`, `(sửa đổi)` behind a name.
static BEHIND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^ ?\((?:sửa đổi|được sửa đổi)[^()]{0,60}\)").expect("a constant pattern"));
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^,? ?(?:năm )?((?:19|20)\d\d)(?:[^\d/.\-]|[.] |[.]?$)").expect("a constant pattern"));
/// A congress and its ordinal, and whose it was.
static CONGRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[Nn]ghị quyết (?:của )?(?:[Đđ]ại hội|ĐH)(?: [\p{L}]+){0,9}? ?(?:(?:lần )?thứ )?(?:[IVXL]{1,7}|\d{1,2})\b",
        r"(?:,? (?:của )?(?:Đảng bộ|Đảng Cộng sản Việt Nam|Đảng)(?: (?:tỉnh|thành phố|huyện|thị xã|khối)?(?: ?\p{Lu}\p{L}*){0,3})?)?",
        r"(?:,? ?\(?nhiệm kỳ \d{4} ?[-–] ?\d{4}\)?)?"
    ))
    .expect("a constant pattern")
});
/// A plenum: `Nghị quyết Trung ương 7 (khóa X)`, `Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa X`.
pub(super) static PLENUM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[Nn]ghị quyết (?:của )?(?:[Hh]ội nghị )?(?:",
        r"(?:lần thứ )?(?:Ban Chấp hành |BCH )?(?:Trung ương|T\.?[WƯ]\.?)(?: Đảng)?(?: lần thứ)? ?(?:\d{1,2}|[IVX]{1,5}|nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai| ba| bốn| tư| lăm)?)",
        r"|(?:lần )?thứ (?:\d{1,2}|[IVX]{1,5}|nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai| ba| bốn| tư| lăm)?),? (?:của )?(?:Ban Chấp hành|BCH) (?:Trung ương|T\.?[WƯ]\.?)(?: Đảng)?(?: Cộng sản Việt Nam)?",
        r"),? ?\(?(?:kh[oó][aá] ?(?:[IVX]{1,7}|\d{1,2})\)?)"
    ))
    .expect("a constant pattern")
});
/// Words before a law that make its name another thing: a school, a draft.
static NO_LAW_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:đại học|khoa|viện|hội|đoàn|ngành|trường|công ty|văn phòng|dự thảo|dự án|cử nhân|thạc sĩ|tiến sĩ|môn)(?: các)? $")
        .expect("a constant pattern")
});

/// Words that end the name of a law.
const STOPS: [&str; 62] = [
    "được", "quy", "thì", "là", "của", "do", "để", "đã", "có", "này", "hiện", "trong", "tại", "theo", "đối", "hoặc",
    "cùng", "như", "khi", "nếu", "sau", "trước", "đến", "từ", "bằng", "nhằm", "cho", "ban", "mà", "nên", "phải", "sẽ",
    "đang", "vẫn", "cũng", "không", "chưa", "bị", "nêu", "nói", "trên", "dưới", "ngày", "số", "căn", "vào", "ra",
    "còn", "gồm", "nay", "năm", "hay", "thay", "trình", "với", "mới", "tiếp", "chỉ", "giao", "trừ", "mục", "khoản",
];
/// Words after `và` that begin something else than the rest of a name.
const OTHER_THINGS: [&str; 15] = [
    "các", "những", "một", "pháp", "quy", "văn", "nghị", "luật", "bộ", "thông", "quyết", "hướng", "chỉ", "căn", "theo",
];
/// Words in lower case with which the name of a law may begin.
const LOWER_BEGINNINGS: [&str; 6] = [
    "sửa đổi",
    "tổ chức",
    "bầu cử",
    "ban hành",
    "phòng, chống",
    "phòng chống",
];
/// What follows a comma inside the names of laws.
const INSIDE: [&str; 12] = [
    "chống ",
    "an ninh",
    "bổ sung ",
    "chữa cháy",
    "cứu hộ",
    "sử dụng ",
    "nhập cảnh",
    "xuất cảnh",
    "quá cảnh",
    "cư trú",
    "vật liệu",
    "trật tự",
];
/// Longest name, in words.
const LONGEST: usize = 22;

/// A proper name in a shadow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// From its kind word to its end, a year included.
    pub(super) range: Range<usize>,
    /// Its kind word as written.
    pub(super) kind: &'static str,
}

/// Finds the proper names in a shadow, in order, not overlapping.
pub(super) fn names(text: &str) -> Vec<Name> {
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

/// Where the proper name ends that begins with a kind word, if one does.
pub(super) fn name_end(text: &str, kind: &Range<usize>) -> Option<usize> {
    let begins = matches!(
        &text[kind.clone()],
        "Luật" | "Bộ luật" | "Pháp lệnh" | "Hiến pháp" | "Nghị quyết" | "nghị quyết"
    );
    let is_followed = begins && text[kind.end..].starts_with(' ');
    is_followed
        .then(|| name_at(text, kind.start..kind.end + 1))
        .flatten()
        .map(|name| name.range.end)
}

fn name_at(text: &str, beginning: Range<usize>) -> Option<Name> {
    let start = beginning.start;
    let window = window(text, start);
    let name = |kind, length: usize| {
        Some(Name {
            range: start..start + length,
            kind,
        })
    };
    match text[beginning.clone()].trim_end() {
        "Hiến pháp" => {
            let year = YEAR.captures(&window["Hiến pháp".len()..])?.get(1)?;
            name("Hiến pháp", "Hiến pháp".len() + year.end())
        }
        "Nghị quyết" | "nghị quyết" => {
            let found = CONGRESS.find(window).or_else(|| PLENUM.find(window))?;
            name("Nghị quyết", found.as_str().trim_end().len())
        }
        word => {
            let kind = match word {
                "Bộ luật" => "Bộ luật",
                "Pháp lệnh" => "Pháp lệnh",
                _ => "Luật",
            };
            if NO_LAW_BEFORE.is_match(&text[before(text, start)..start]) {
                return None;
            }
            let end = law_end(window, beginning.len())?;
            let end = end + BEHIND.find(&window[end..]).map_or(0, |found| found.end());
            let year = YEAR
                .captures(&window[end..])
                .and_then(|found| Some(found.get(1)?.end()));
            name(kind, end + year.unwrap_or(0))
        }
    }
}

/// The text in which a name that begins at a byte must end.
fn window(text: &str, start: usize) -> &str {
    let mut end = (start + 400).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[start..end]
}

fn before(text: &str, start: usize) -> usize {
    let mut from = start.saturating_sub(32);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}

/// The end of a law's name, from the words after its kind; `None` where no name begins there.
fn law_end(window: &str, from: usize) -> Option<usize> {
    let rest = &window[from..];
    let begins_name = rest.starts_with(char::is_uppercase) && !rest.starts_with("Này")
        || LOWER_BEGINNINGS.iter().any(|words| rest.starts_with(words));
    if !begins_name {
        return None;
    }
    let amends = rest.starts_with("sửa đổi");
    let mut end = from;
    let mut words = words(window, from).peekable();
    let mut count = 0;
    while let Some(word) = words.next() {
        let text = &window[word.clone()];
        let bare = text.trim_end_matches([',', '.', ';', ':', ')', '”', '"']);
        let lower = bare.to_lowercase();
        count += 1;
        let stops = count > LONGEST
            || bare.starts_with(['(', '“', '"', '['])
            || bare.starts_with(|c: char| c.is_ascii_digit())
            || is_stop(bare, words.peek().map(|next| &window[next.clone()]), amends)
            || (count > 1 && matches!(bare, "Luật" | "Nghị" | "Thông" | "Pháp" | "Quyết") && !amends);
        if stops {
            break;
        }
        // `Luật về …` once existed; behind other words `về` begins what the law is cited for.
        if lower == "về" && count > 1 {
            break;
        }
        if lower == "và" || lower == "về" {
            let next = words.peek().map(|next| window[next.clone()].to_lowercase());
            let goes_on = next.is_some_and(|next| {
                let next = next.trim_end_matches([',', '.', ';']).to_owned();
                !OTHER_THINGS.contains(&next.as_str()) && !STOPS.contains(&next.as_str())
            });
            if !goes_on {
                break;
            }
            continue;
        }
        end = word.start + bare.len();
        let goes_on =
            text.len() == bare.len() || (text.ends_with(',') && continues(window, word.end, amends && count < 5));
        if !goes_on {
            break;
        }
    }
    (end > from).then_some(end)
}

/// Says whether a word ends a name: `quy định` does, `quy phạm` does not; what begins with a capital does not.
fn is_stop(word: &str, next: Option<&str>, amends: bool) -> bool {
    match word {
        "quy" => next.is_some_and(|next| next.starts_with("định") || next.starts_with("tại")),
        "của" | "số" | "ban" if amends => false,
        "của" => !next.is_some_and(|next| ["Nhà", "Quốc", "người", "công", "rượu,"].contains(&next)),
        word => STOPS.contains(&word),
    }
}

/// Says whether a comma stands inside a name: `sửa đổi, bổ sung`, `Phòng, chống`, `Giáo dục quốc phòng, an ninh`.
fn continues(window: &str, comma_end: usize, amends: bool) -> bool {
    let rest = window[comma_end..].trim_start();
    amends || INSIDE.iter().any(|words| rest.starts_with(words))
}

/// The words of a window behind a byte.
fn words(window: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = from;
    window[from..].split(' ').filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some(start..start + word.len())
    })
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
