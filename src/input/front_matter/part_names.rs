//! The names of the parts that the entries of each field may have (`{tên: …, tệp: …}`), in Vietnamese and English.

#![allow(
    clippy::missing_docs_in_private_items,
    reason = "each constant is called after the entry whose parts it names"
)]

use crate::base::did_you_mean::nearest;
use crate::base::slug::field_key;

/// The parts of an entry: the Vietnamese name of each, and its English one if that differs.
#[derive(Clone, Copy)]
pub(crate) struct PartNames(&'static str);

pub(crate) const FILE_PARTS: PartNames = PartNames("tên=name, tệp=file, sha256");
pub(crate) const SOURCE_PARTS: PartNames =
    PartNames("tên=name, ngày đăng=date, liên kết=url, ngày truy cập=retrieved, toàn văn=full_text, sha256");
pub(crate) const UPDATE_PARTS: PartNames = PartNames("ngày=date, ghi chú=note");
pub(crate) const ACCEPTED_PARTS: PartNames = PartNames("mã=code, tại=at, lý do=reason");
pub(crate) const RESULT_PARTS: PartNames = PartNames("nội dung=content, tính đến=as_of, nguồn=source");
pub(crate) const RELATION_PARTS: PartNames = PartNames(
    "văn bản=document, điểm=provision, tại=from, kỳ=period, tự đánh giá, kết quả=result, minh chứng, theo=according_to",
);
pub(crate) const CORRECTION_PARTS: PartNames = PartNames("tại, bản gốc, sửa thành, số chỗ, lý do");
pub(crate) const STATUS_PARTS: PartNames = PartNames("là=value, theo=according_to");
pub(crate) const SITE_PARTS: PartNames = PartNames(
    "tên=name, tiêu đề=heading, mô tả=description, địa chỉ gốc=base_url, cơ quan=unit, liên hệ=contact, \
     kho mã=repository, chương trình=programme, \
     tỉnh=province, loại=kinds, akoma ntoso=akoma_ntoso, giao diện=theme, ngôn ngữ=language",
);
pub(crate) const THEME_PARTS: PartNames = PartNames(
    "thư mục=folder, màu chính=accent_colour, màu thể thức=seal_colour, thực đơn=menu, chân trang=footer, trang chủ=home",
);
pub(crate) const LINK_PARTS: PartNames = PartNames("tên=name, liên kết=url");
pub(crate) const KIND_PARTS: PartNames = PartNames("tên=name, viết tắt=abbreviations, nhóm=form, mô tả=description");
pub(crate) const TOPIC_PARTS: PartNames = PartNames(
    "slug, tên=name, tên khác=other_names, mô tả=description, nhóm=group, gần với=related, địa chỉ cũ=aliases",
);
pub(crate) const BODY_PARTS: PartNames = PartNames(
    "slug, tên=name, tên khác=other_names, ký hiệu=symbols, cấp trên=superior, hệ thống=system, từ=from, đến=to, nhiệm kỳ=terms, \
     ghi chú=note, địa chỉ cũ=aliases",
);
pub(crate) const PLACE_PARTS: PartNames = PartNames("tên=name, thuộc=within, nay=now, từ=from, đến=to");

impl PartNames {
    /// All names, the Vietnamese ones first.
    pub(crate) fn all(self) -> impl Iterator<Item = &'static str> {
        let english = self.0.split(", ").filter_map(|part| Some(part.split_once('=')?.1));
        self.0
            .split(", ")
            .filter_map(|part| part.split('=').next())
            .chain(english)
    }

    /// The names of a part, by its Vietnamese one.
    pub(crate) fn of(self, term: &str) -> impl Iterator<Item = &'static str> {
        let mut parts = self.0.split(", ");
        let part = parts.find(|part| part.split('=').next() == Some(term));
        part.expect("only parts of the table are read").split('=')
    }
}

/// The parts of the entries that documents have.
const OF_DOCUMENTS: [PartNames; 7] = [
    FILE_PARTS,
    SOURCE_PARTS,
    UPDATE_PARTS,
    ACCEPTED_PARTS,
    RESULT_PARTS,
    RELATION_PARTS,
    CORRECTION_PARTS,
];

/// Returns whether a word is the name of a part of an entry, or near one: a line that begins with it and a colon is then
/// a mapping rather than a text.
pub(crate) fn is_part_name(word: &str) -> bool {
    nearest(word, OF_DOCUMENTS.into_iter().flat_map(PartNames::all)).is_some()
}

/// Returns whether a word is the name of a part of an entry.
pub(super) fn is_exact_part_name(word: &str) -> bool {
    let key = field_key(word);
    let mut names = OF_DOCUMENTS.into_iter().flat_map(PartNames::all);
    !key.is_empty() && names.any(|name| field_key(name) == key)
}
