//! The names of the parts that the entries of each field may have (`{tên: …, tệp: …}`), in Vietnamese and English.

use crate::base::did_you_mean::nearest;

pub(crate) const FILE_PARTS: [&str; 5] = ["tên", "tệp", "sha256", "name", "file"];
pub(crate) const SOURCE_PARTS: [&str; 11] = [
    "tên",
    "ngày đăng",
    "liên kết",
    "ngày truy cập",
    "toàn văn",
    "sha256",
    "name",
    "date",
    "url",
    "retrieved",
    "full_text",
];
pub(crate) const UPDATE_PARTS: [&str; 4] = ["ngày", "ghi chú", "date", "note"];
pub(crate) const ACCEPTED_PARTS: [&str; 6] = ["mã", "tại", "lý do", "code", "at", "reason"];
pub(crate) const RESULT_PARTS: [&str; 6] = ["nội dung", "tính đến", "nguồn", "content", "as_of", "source"];
pub(crate) const RELATION_PARTS: [&str; 14] = [
    "văn bản",
    "điểm",
    "tại",
    "kỳ",
    "tự đánh giá",
    "kết quả",
    "minh chứng",
    "theo",
    "document",
    "provision",
    "from",
    "period",
    "result",
    "according_to",
];
pub(crate) const CORRECTION_PARTS: [&str; 5] = ["tại", "bản gốc", "sửa thành", "số chỗ", "lý do"];

/// Returns whether a word is the name of a part of an entry, or near one: a line that begins with it and a colon is then
/// a mapping rather than a text.
pub(crate) fn is_part_name(word: &str) -> bool {
    let groups: [&[&str]; 7] = [
        &FILE_PARTS,
        &SOURCE_PARTS,
        &UPDATE_PARTS,
        &ACCEPTED_PARTS,
        &RESULT_PARTS,
        &RELATION_PARTS,
        &CORRECTION_PARTS,
    ];
    nearest(word, groups.into_iter().flatten().copied()).is_some()
}
