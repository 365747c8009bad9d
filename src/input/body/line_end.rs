//! How a line of a text ends, before Markdown is parsed: whether its sentence may continue on the next line.

use crate::input::body::label::is_upper_case;
use crate::input::body::quotation_marks::is_quotation_mark;

/// Words before a number that is no label.
const NUMBER_WORDS: [&str; 12] = [
    "điều", "khoản", "điểm", "mục", "chương", "phần", "số", "và", "đến", "từ", "tại", "ngày",
];

/// Words before a number that may as well end a title.
const WEAK_WORDS: [&str; 4] = ["và", "đến", "từ", "tại"];

/// Two words whose second one would belong to a number if it were alone: `quan điểm`, `thành phần`.
const COMPOUNDS: [(&str, &str); 30] = [
    ("quan", "điểm"),
    ("thời", "điểm"),
    ("đặc", "điểm"),
    ("địa", "điểm"),
    ("ưu", "điểm"),
    ("khuyết", "điểm"),
    ("nhược", "điểm"),
    ("trọng", "điểm"),
    ("thí", "điểm"),
    ("cao", "điểm"),
    ("luận", "điểm"),
    ("kiểm", "điểm"),
    ("điều", "khoản"),
    ("tài", "khoản"),
    ("danh", "mục"),
    ("hạng", "mục"),
    ("chuyên", "mục"),
    ("đề", "mục"),
    ("thành", "phần"),
    ("cổ", "phần"),
    ("góp", "phần"),
    ("dân", "số"),
    ("thiểu", "số"),
    ("đa", "số"),
    ("chỉ", "số"),
    ("hệ", "số"),
    ("đổi", "số"),
    ("tham", "số"),
    ("thuật", "số"),
    ("hiến", "chương"),
];

/// Words of which a number or a letter is the name, so that an article may follow: `khoản 3` of `Điều 5.`
const INNER_WORDS: [&str; 3] = ["khoản", "điểm", "mục"];

/// Words that an article follows in a sentence: `quy định của` `Điều 5.`
const REFERENCE_WORDS: [&str; 10] = ["của", "theo", "ở", "với", "hoặc", "là", "trong", "khỏi", "tới", "như"];

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// It is blank, or there is none.
    #[default]
    Blank,
    /// With a sign that ends a sentence or an item, or as a heading or label does.
    Sentence,
    /// In the middle of a sentence.
    Open,
}

/// The end of a line of words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct EndOfLine {
    /// How it ends.
    pub(crate) end: LineEnd,
    /// Whether it ends with a colon.
    pub(crate) introduces: bool,
    /// Whether it ends with a comma.
    pub(crate) lists: bool,
    /// Whether it ends with a word that a number belongs to: `khoản`, `Điều`, `số`, or a comma.
    pub(crate) names_number: bool,
    /// Whether it is a title whose last word, such as `đến`, need not belong to the number behind it.
    pub(crate) ends_weakly: bool,
    /// Whether it ends with words that an article belongs to: `khoản 3`, `quy định của`.
    pub(crate) names_article: bool,
}

impl EndOfLine {
    /// Reads the end of a line.
    pub(crate) fn of(line: &str, is_title: bool) -> Self {
        let end = line.trim_end_matches(['*', '_', ' ', '\t', '\\', '\u{a0}', '\r']);
        let end = end
            .strip_suffix(']')
            .and_then(|mark| mark.rfind("[^").map(|at| &end[..at]))
            .unwrap_or(end);
        let words = end.trim_end_matches(is_quotation_mark);
        let is_joined = ["; và", "; hoặc"].iter().any(|word| words.ends_with(word));
        let has_sign = words.ends_with(['.', ';', ':', '!', '?', '…']) || words.len() < end.len() || is_joined;
        let mut last_words = words.rsplit([' ', '\u{a0}']).map(str::to_lowercase);
        let last = last_words.next().unwrap_or_default();
        let before = last_words.next().unwrap_or_default();
        let lists = last.ends_with(',');
        let names_number = lists || (NUMBER_WORDS.contains(&&*last) && !COMPOUNDS.contains(&(&*before, &*last)));
        let is_inner = INNER_WORDS.contains(&&*before) && !last.is_empty() && last.len() <= 3;
        let is_end = has_sign || (!names_number && (is_title || is_upper_case(end)));
        EndOfLine {
            end: if is_end { LineEnd::Sentence } else { LineEnd::Open },
            introduces: words.ends_with(':'),
            lists,
            names_number,
            ends_weakly: is_title && WEAK_WORDS.contains(&&*last),
            names_article: is_inner || (names_number && !lists) || REFERENCE_WORDS.contains(&&*last),
        }
    }
}
