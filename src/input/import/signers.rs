//! Recognises signers: their posts, and their names with their titles.

use crate::base::slug::field_key;
use crate::base::word_list::WordList;
use crate::input::body::label_parser::candidates;
use crate::input::body::pasted_lines::{is_in_capitals, is_name, is_role};

/// Titles that may be before a name.
const TITLES: WordList = WordList(
    "đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|trung úy|thiếu úy|\
     gs|pgs|ts|ths|bs|ks|cn|bscki|bsckii|bs.cki|bs.ckii|dscki|dsckii|gs.ts|pgs.ts|ts.bs|ths.bs|pgs.ts.bs|bác sĩ|kỹ sư|\
     luật sư|dược sĩ|đồng chí|đ/c|ông|bà|hòa thượng|thượng tọa|linh mục",
);

/// Returns whether a line is the name of a person, with a title or without.
pub(super) fn is_person(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_before = |title: &&str| {
        lower
            .strip_prefix(title)
            .is_some_and(|rest| rest.starts_with([' ', '.']))
    };
    let title = TITLES.iter().filter(is_before);
    let length = title.map(str::len).max().unwrap_or(0);
    text.get(length..)
        .is_some_and(|name| is_name(name.trim_start_matches(['.', ' '])))
}

/// Beginnings of the lines of a digital signature, folded.
const DIGITAL: [&str; 8] = [
    "nguoi-ky",
    "ky-boi",
    "ky-so-boi",
    "email",
    "co-quan",
    "thoi-gian-ky",
    "ngay-ky",
    "chuc-vu",
];

/// Returns whether a line is printed by a digital signature: `Thời gian ký: 14.06.2023 08:22:34 +07:00`.
pub(super) fn is_digital_signature(text: &str) -> bool {
    let name = text.split_once(':').map(|(name, _)| name);
    name.is_some_and(|name| name.len() < 30 && DIGITAL.contains(&field_key(name).as_str()))
}

/// Beginnings of posts, beyond those that show a signature wherever they are.
const POSTS: WordList = WordList(
    "TRƯỞNG PHÒNG|PHÓ TRƯỞNG PHÒNG|TRƯỞNG KHOA|PHÓ TRƯỞNG KHOA|HIỆU TRƯỞNG|PHÓ HIỆU TRƯỞNG|VIỆN TRƯỞNG|PHÓ VIỆN TRƯỞNG|\
     CHÁNH ÁN|PHÓ CHÁNH ÁN|CHÁNH THANH TRA|PHÓ CHÁNH THANH TRA|CHỈ HUY TRƯỞNG|PHÓ CHỈ HUY TRƯỞNG|CHÍNH ỦY|PHÓ CHÍNH ỦY|\
     CHI CỤC TRƯỞNG|PHÓ CHI CỤC TRƯỞNG|PHÓ CỤC TRƯỞNG|PHÓ VỤ TRƯỞNG|TỔNG GIÁM ĐỐC|PHÓ TỔNG GIÁM ĐỐC|TRƯỞNG CÔNG AN|\
     PHÓ TRƯỞNG CÔNG AN|TRƯỞNG ĐOÀN|PHÓ TRƯỞNG ĐOÀN|TỔ TRƯỞNG|ĐỘI TRƯỞNG|THỐNG ĐỐC|PHÓ THỐNG ĐỐC|TỔNG THANH TRA|\
     TỔNG KIỂM TOÁN|KIỂM TOÁN TRƯỞNG|PHÓ BAN|PHÓ CHÁNH VĂN PHÒNG|Q. ",
);

/// Returns whether a line is the post of a signer.
pub(super) fn is_post(text: &str) -> bool {
    (is_role(text) || is_in_capitals(text) && POSTS.begin(text))
        && candidates(text, false).is_empty()
        && !text.ends_with([':', '.', ';'])
}

/// The words of posts, in capitals as signatures print them, and as heads hold them.
const ROLE_WORDS: [(&str, &str); 36] = [
    ("TỔNG BÍ THƯ", "Tổng Bí thư"),
    ("BÍ THƯ", "Bí thư"),
    ("PHÓ", "Phó"),
    ("THƯỜNG TRỰC", "Thường trực"),
    ("TRƯỞNG BAN", "Trưởng ban"),
    ("CHỦ TỊCH", "Chủ tịch"),
    ("CHỦ NHIỆM", "Chủ nhiệm"),
    ("CHÁNH VĂN PHÒNG", "Chánh Văn phòng"),
    ("GIÁM ĐỐC", "Giám đốc"),
    ("THỦ TƯỚNG", "Thủ tướng"),
    ("BỘ TRƯỞNG", "Bộ trưởng"),
    ("THỨ TRƯỞNG", "Thứ trưởng"),
    ("TỔNG CỤC TRƯỞNG", "Tổng cục trưởng"),
    ("CỤC TRƯỞNG", "Cục trưởng"),
    ("VỤ TRƯỞNG", "Vụ trưởng"),
    ("ỦY VIÊN", "Ủy viên"),
    ("QUỐC HỘI", "Quốc hội"),
    ("CHÍNH PHỦ", "Chính phủ"),
    ("HỘI ĐỒNG", "Hội đồng"),
    ("TỈNH ỦY", "Tỉnh ủy"),
    ("HUYỆN ỦY", "Huyện ủy"),
    ("THÀNH ỦY", "Thành ủy"),
    ("ĐẢNG ỦY", "Đảng ủy"),
    ("QUYỀN", "Quyền"),
    ("TRƯỞNG PHÒNG", "Trưởng phòng"),
    ("TRƯỞNG KHOA", "Trưởng khoa"),
    ("HIỆU TRƯỞNG", "Hiệu trưởng"),
    ("VIỆN TRƯỞNG", "Viện trưởng"),
    ("CHÁNH ÁN", "Chánh án"),
    ("CHÁNH THANH TRA", "Chánh Thanh tra"),
    ("CHỈ HUY TRƯỞNG", "Chỉ huy trưởng"),
    ("CHÍNH ỦY", "Chính ủy"),
    ("CHI CỤC TRƯỞNG", "Chi cục trưởng"),
    ("TỔNG GIÁM ĐỐC", "Tổng Giám đốc"),
    ("TRƯỞNG CÔNG AN", "Trưởng Công an"),
    ("TRƯỞNG ĐOÀN", "Trưởng đoàn"),
];

/// A post in capitals as heads hold it; as printed where it has other words.
pub(super) fn role_in_small_letters(text: &str) -> String {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let found = ROLE_WORDS.iter().find_map(|(capitals, own)| {
            let behind = rest.strip_prefix(capitals)?;
            (behind.is_empty() || behind.starts_with(' ')).then(|| (*own, behind.trim_start()))
        });
        let Some((own, behind)) = found else {
            return text.to_owned();
        };
        words.push(own);
        rest = behind;
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{is_person, role_in_small_letters};

    #[test]
    fn posts_in_small_letters() {
        assert_eq!(role_in_small_letters("PHÓ TRƯỞNG BAN"), "Phó Trưởng ban");
        assert_eq!(
            role_in_small_letters("PHÓ BÍ THƯ THƯỜNG TRỰC"),
            "Phó Bí thư Thường trực"
        );
        assert_eq!(role_in_small_letters("TRƯỞNG NHÓM"), "TRƯỞNG NHÓM");
    }

    #[test]
    fn persons_with_their_titles() {
        assert!(is_person("Đại tá Nguyễn Văn A") && is_person("PGS.TS Trần Thị B") && is_person("Lê Văn C"));
        assert!(is_person("BSCKII. Vũ Thị D") && is_person("Ông Lê Văn E"));
        assert!(!is_person("Đại tá") && !is_person("Ban Dân vận"));
    }
}
