//! Kinds of documents that every site knows; `loại` in site.yaml adds to them.

/// A group of kinds whose pages have one layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// An official document of the Party or the state.
    Official,
    /// The site's own write-up: a model, a report on the movement, a case.
    Writeup,
    /// A page of the site itself (kind `Trang`).
    Page,
}

/// One kind of the built-in table.
#[derive(Debug)]
pub(crate) struct BuiltInKind {
    /// Name as printed.
    pub name: &'static str,
    /// Abbreviations in numbers (Hướng dẫn 36-HD/VPTW; Nghị định 30/2020/NĐ-CP, annex III).
    pub abbreviations: &'static [&'static str],
    /// The layout of its pages.
    pub form: Form,
}

const fn official(name: &'static str, abbreviations: &'static [&'static str]) -> BuiltInKind {
    BuiltInKind {
        name,
        abbreviations,
        form: Form::Official,
    }
}

const fn writeup(name: &'static str) -> BuiltInKind {
    BuiltInKind {
        name,
        abbreviations: &[],
        form: Form::Writeup,
    }
}

/// Every kind that needs no configuration, longest names first where one begins another.
pub(crate) const BUILT_IN: &[BuiltInKind] = &[
    official("Chương trình hành động", &["CTr", "CTHĐ"]),
    official("Chương trình", &["CTr"]),
    official("Quyết định", &["QĐ"]),
    official("Quy định", &["QĐ", "QyĐ", "QĐi"]),
    official("Quy chế", &["QC"]),
    official("Nghị quyết liên tịch", &["NQLT"]),
    official("Nghị quyết", &["NQ"]),
    official("Nghị định", &["NĐ"]),
    official("Chỉ thị", &["CT"]),
    official("Kết luận", &["KL"]),
    official("Thông tri", &["TT"]),
    official("Thông tư liên tịch", &["TTLT"]),
    official("Thông tư", &["TT"]),
    official("Hướng dẫn", &["HD"]),
    official("Thông báo", &["TB"]),
    official("Thông cáo", &["TC"]),
    official("Báo cáo", &["BC"]),
    official("Kế hoạch", &["KH"]),
    official("Đề án", &["ĐA"]),
    official("Phương án", &["PA"]),
    official("Dự án", &["DA"]),
    official("Tờ trình", &["TTr"]),
    official("Biên bản", &["BB"]),
    official("Công văn", &[]),
    official("Công điện", &["CĐ"]),
    official("Lệnh", &["L"]),
    official("Luật", &["QH"]),
    official("Bộ luật", &["QH"]),
    official("Sắc lệnh", &["SL"]),
    official("Pháp lệnh", &["PL"]),
    official("Hiến pháp", &[]),
    writeup("Mô hình dân vận khéo"),
    writeup("Phong trào dân vận khéo"),
    writeup("Cách làm ở cơ sở"),
    writeup("Hoạt động"),
    BuiltInKind {
        name: "Trang",
        abbreviations: &[],
        form: Form::Page,
    },
];

/// Returns the key, among the texts of a theme, of the label of a write-up's date: an activity is held on it, anything
/// else is posted.
pub(crate) fn date_label_key(slug: &str) -> &'static str {
    match is_activity(slug) {
        true => "date_held",
        false => "date_posted",
    }
}

/// Returns whether a kind is that of activities (hoạt động): what offices and organisations did on a day.
pub(crate) fn is_activity(slug: &str) -> bool {
    slug == "hoat-dong"
}

/// Returns the key, among the texts of a theme, of the sentence that every page of a kind must show:
/// whether the source itself calls a case a model ([`MODEL`]).
pub(crate) fn statement_key(slug: &str) -> Option<&'static str> {
    match slug {
        "cach-lam-o-co-so" => Some("not_model"),
        MODEL => Some("is_model"),
        _ => None,
    }
}

/// The kind of the models of the national movement “Dân vận khéo”: a site that has none tells no case apart from them.
pub(crate) const MODEL: &str = "mo-hinh-dan-van-kheo";
