//! The patterns of lines of a letterhead.

use crate::base::pattern::Pattern;

/// `Số 393-QĐ/TU`, with the number.
pub(super) static NUMBER: Pattern =
    Pattern::new(r"^(?i:luật |nghị quyết |pháp lệnh |lệnh )?(?i:số)\s*:?\s*([0-9]+\s*[-/–].{2,40})$");
/// `Thái Nguyên, ngày 29 tháng 8 năm 2011`, with its parts.
pub(super) static PLACE_AND_DATE: Pattern = Pattern::new(
    r"^(?:(\p{Lu}[\p{L} .-]{1,40}),\s*)?(?i:ngày)\s*([0-9]{1,2})?\s*(?i:tháng)\s*([0-9]{1,2})?\s*(?i:năm)\s*([0-9]{4})$",
);
/// `V/v …`, `Về việc …` below the number of a letter.
pub(super) static SUBJECT: Pattern = Pattern::new(r"^(?i:v/v)\s*:?\s*\S");
/// `Kính gửi: …`, with the words behind it.
pub(super) static ADDRESSEES: Pattern = Pattern::new(r"^(?i:kính gửi)\s*:?\s*(.*)$");
