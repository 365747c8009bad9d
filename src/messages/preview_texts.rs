//! What the preview says over a page, in both languages.

use serde::Serialize;

use crate::messages::catalogue::Language;

/// The words of the preview; `{…}` are filled in.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PreviewWords {
    /// Over the errors; `{n}` of them.
    pub errors: &'static str,
    /// On the button that opens the warnings; `{n}` of them.
    pub warnings: &'static str,
    /// On the button that opens the list of what is held back; `{n}` of them.
    pub held_back: &'static str,
    /// Closes a panel.
    pub close: &'static str,
    /// Leads to the page that changed; `{name}`.
    pub changed: &'static str,
    /// On a draft.
    pub draft: &'static str,
    /// On what is to appear later; `{date}`.
    pub until: &'static str,
    /// Leads to a line in the editor; `{line}` of `{path}`.
    pub line: &'static str,
    /// The program does not answer.
    pub gone: &'static str,
    /// A page could not be made.
    pub failed: &'static str,
}

/// The words in a language.
pub fn preview_words(language: Language) -> PreviewWords {
    match language {
        Language::Vietnamese => PreviewWords {
            errors: "{n} lỗi; trang đang hiện bản đúng gần nhất",
            warnings: "{n} cảnh báo",
            held_back: "{n} bài chưa đăng",
            close: "Đóng",
            changed: "Vừa sửa: {name}",
            draft: "Bản nháp, chưa đăng",
            until: "Chưa đăng, hẹn ngày {date}",
            line: "Mở dòng {line} của {path}",
            gone: "congbo serve không trả lời; trang tự cập nhật khi chạy lại",
            failed: "Không làm được trang này",
        },
        Language::English => PreviewWords {
            errors: "Errors: {n}; the page shows the last good text",
            warnings: "Warnings: {n}",
            held_back: "Not published yet: {n}",
            close: "Close",
            changed: "Just changed: {name}",
            draft: "Draft, not published",
            until: "Not published before {date}",
            line: "Open line {line} of {path}",
            gone: "congbo serve does not answer; the page follows again once it runs",
            failed: "This page could not be made",
        },
    }
}
