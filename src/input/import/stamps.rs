//! Stamps on a paper: of secrecy and urgency, and the line that calls it a draft.

use crate::base::fold::fold;
use crate::base::pattern::Pattern;
use crate::base::word_list::WordList;

/// Stamps that a letterhead may bear (Hướng dẫn 36-HD/VPTW; Nghị định 30/2020/NĐ-CP).
const STAMPS: WordList = WordList("MẬT|TỐI MẬT|TUYỆT MẬT|KHẨN|THƯỢNG KHẨN|HỎA TỐC|HOẢ TỐC|HỎA TỐC HẸN GIỜ");

/// The line that calls a paper a draft: `DỰ THẢO`, `Dự thảo lần 2`, `DỰ THẢO 3 (ngày 5/6/2024)`.
static DRAFT: Pattern =
    Pattern::new(r"^\(?(?i:bản )?(?i:dự thảo)(?: (?i:lần )?(?i:thứ )?[0-9IVX]{1,4})?(?:[,:;]? ?\(?(?i:ngày) .*|\))?$");

/// Returns whether a line says that the paper is a draft. The subject of one about drafts is longer.
pub(super) fn is_draft_stamp(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() < MAX_DRAFT_STAMP && fold(text).contains("du thao") && DRAFT.is_match(text)
}

/// The longest line that calls a paper a draft, in letters.
const MAX_DRAFT_STAMP: usize = 40;

/// Returns whether a line is a stamp of secrecy or urgency.
pub(super) fn is_stamp(text: &str) -> bool {
    STAMPS.contains(text) || STAMPS.contains(&text.to_uppercase()) && text.chars().count() < 12
}

/// Returns whether a stamp keeps a paper from being published.
pub(super) fn holds_back(stamp: &str) -> bool {
    fold(stamp).contains("mat") || is_draft_stamp(stamp)
}
