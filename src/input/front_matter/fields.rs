//! The table of fields: names, types, the documents that have them, help. It drives parser, messages and manual.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::base::did_you_mean::nearest;
use crate::base::kind::Form;
use crate::base::relation::RelationKind;
use crate::base::slug::field_key;

/// The fields of a document's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldId {
    /// loại
    Kind,
    /// số ký hiệu
    Number,
    /// trích yếu, tên bài
    Title,
    /// tên gọi khác
    OtherNames,
    /// cơ quan ban hành
    Issuer,
    /// hệ thống
    System,
    /// địa danh
    Place,
    /// ngày ban hành
    Date,
    /// ngày hiệu lực
    Effective,
    /// ngày hết hiệu lực
    Expires,
    /// giai đoạn
    Period,
    /// tình trạng hiệu lực
    Status,
    /// thể thức đề ký
    SigningForm,
    /// người ký
    Signer,
    /// chức vụ
    SignerRole,
    /// kính gửi
    Addressees,
    /// nơi nhận
    Recipients,
    /// tên các cấp
    LevelNames,
    /// tóm tắt
    Summary,
    /// ghi chú
    Note,
    /// chủ đề
    Topics,
    /// chủ đề theo mục
    ProvisionTopics,
    /// tên ngắn
    ShortNames,
    /// toàn văn
    Holding,
    /// tệp
    Files,
    /// nguồn
    Sources,
    /// hiệu đính
    Corrections,
    /// cập nhật
    Updates,
    /// theo dõi
    Follow,
    /// chấp nhận
    Accepted,
    /// địa chỉ trang
    Slug,
    /// địa chỉ cũ
    Aliases,
    /// bản nháp
    Draft,
    /// đăng từ
    PublishFrom,
    /// đơn vị thực hiện
    Unit,
    /// địa bàn
    Locality,
    /// lĩnh vực
    FieldOfWork,
    /// năm
    Years,
    /// kết quả
    Results,
    /// nổi bật
    Featured,
    /// A relation, under the term it was written with.
    Relation(RelationKind),
}

/// Which documents have a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldScope {
    /// Every document.
    All,
    /// Official documents.
    Official,
    /// Models, reports and cases.
    Writeups,
    /// Official documents and write-ups, not pages.
    NotPages,
}

impl FieldScope {
    /// Returns whether documents of this form have the field.
    pub fn include(self, form: Form) -> bool {
        match self {
            FieldScope::All => true,
            FieldScope::Official => form == Form::Official,
            FieldScope::Writeups => form == Form::Writeup,
            FieldScope::NotPages => form != Form::Page,
        }
    }
}

/// The type of a field's value, as messages and the manual name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A text on one line or in a block.
    Text,
    /// A list of texts; one text is a list of one.
    TextList,
    /// A civil date, a month or a year.
    Date,
    /// `có` or `không`.
    YesNo,
    /// A mapping from addresses to lists.
    AddressMap,
    /// A list of mappings or short texts.
    Entries,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The field.
    pub id: FieldId,
    /// Canonical English name.
    pub name: &'static str,
    /// Vietnamese term.
    pub term: &'static str,
    /// Older and alternative names.
    pub aliases: &'static [&'static str],
    /// Type of the value.
    pub value: ValueType,
    /// The documents that have it.
    pub holders: FieldScope,
    /// Its purpose, in Vietnamese, for editors.
    pub help: &'static str,
    /// An example of a whole entry.
    pub example: &'static str,
}

const fn field(
    id: FieldId,
    names: (&'static str, &'static str, &'static [&'static str]),
    value: ValueType,
    holders: FieldScope,
    help: &'static str,
    example: &'static str,
) -> Field {
    Field {
        id,
        name: names.0,
        term: names.1,
        aliases: names.2,
        value,
        holders,
        help,
        example,
    }
}

use FieldId as F;
use FieldScope::{All, NotPages, Official, Writeups};
use RelationKind as R;
use ValueType::{AddressMap, Date, Entries, Text, TextList, YesNo};

/// Every field, in the order of the manual.
#[rustfmt::skip] // One row, one line: this is a table.
pub const FIELDS: &[Field] = &[
    field(F::Kind, ("kind", "loại", &["loại văn bản"]), Text, All, "loại văn bản hoặc bài viết", "loại: Quyết định"),
    field(F::Number, ("number", "số ký hiệu", &["số", "số hiệu", "số và ký hiệu"]), Text, NotPages, "như văn bản in; không ghi số thì bỏ", "số ký hiệu: 128-QĐ/TU"),
    field(F::Title, ("title", "trích yếu", &["tên bài", "tiêu đề", "tên"]), Text, All, "trích yếu của văn bản, hoặc tên bài", "trích yếu: Về việc ban hành Quy chế công tác văn thư"),
    field(F::OtherNames, ("other_names", "tên gọi khác", &["tên khác"]), TextList, Official, "những tên khác mà văn bản khác dùng để dẫn, có tên loại đứng đầu", "tên gọi khác: [Nghị quyết Trung ương 7 khóa X]"),
    field(F::Issuer, ("issuer", "cơ quan ban hành", &["nơi ban hành"]), TextList, Official, "cơ quan ban hành, có trong bodies.yaml; văn bản liên tịch thì mỗi cơ quan một dòng", "cơ quan ban hành: Tỉnh ủy"),
    field(F::System, ("system", "hệ thống", &[]), Text, Official, "đảng, nhà nước, hoặc mặt trận, đoàn thể: quyết định dòng đầu tờ văn bản; chỉ ghi khi trang in sai", "hệ thống: nhà nước"),
    field(F::Place, ("place", "địa danh", &[]), Text, Official, "địa danh ghi trước ngày tháng", "địa danh: Sao Mai"),
    field(F::Date, ("date", "ngày ban hành", &["ngày", "ngày đăng", "ngày diễn ra"]), Date, NotPages, "ngày ghi trên văn bản, ngày diễn ra hoạt động", "ngày ban hành: 27/6/2011"),
    field(F::Effective, ("effective", "ngày hiệu lực", &["ngày có hiệu lực"]), Date, Official, "ngày bắt đầu có hiệu lực", "ngày hiệu lực: 01/7/2011"),
    field(F::Expires, ("expires", "ngày hết hiệu lực", &[]), Date, Official, "ngày hết hiệu lực", "ngày hết hiệu lực: 30/7/2021"),
    field(F::Period, ("period", "giai đoạn", &[]), Text, Official, "giai đoạn, chỉ khi văn bản nêu", "giai đoạn: 2011 – 2015"),
    field(F::Status, ("status", "tình trạng hiệu lực", &["hiệu lực", "tình trạng"]), Text, Official, "kèm căn cứ ở `theo`", "tình trạng hiệu lực: {là: Còn hiệu lực, theo: 23-QĐ/TW}"),
    field(F::SigningForm, ("signing_form", "thể thức đề ký", &[]), Text, Official, "T/M, K/T … như văn bản in", "thể thức đề ký: T/M BAN THƯỜNG VỤ"),
    field(F::Signer, ("signer", "người ký", &[]), Text, Official, "họ tên người ký", "người ký: Nguyễn Văn A"),
    field(F::SignerRole, ("signer_role", "chức vụ", &["chức vụ người ký"]), Text, Official, "chức vụ người ký như văn bản in", "chức vụ: Trưởng ban"),
    field(F::Addressees, ("addressees", "kính gửi", &[]), TextList, Official, "nơi văn bản gửi tới, mỗi nơi một mục; trang tự in chữ “Kính gửi”", "kính gửi: Ủy ban nhân dân các huyện, thành phố"),
    field(F::Recipients, ("recipients", "nơi nhận", &[]), TextList, Official, "mỗi dòng in là một mục", "nơi nhận: [Thường trực Tỉnh ủy (b/c)]"),
    field(F::LevelNames, ("level_names", "tên các cấp", &[]), TextList, Official, "tên các cấp mục, từ ngoài vào trong", "tên các cấp: [phần, mục, điểm]"),
    field(F::Summary, ("summary", "tóm tắt", &[]), Text, All, "lời của trang, không phải nguyên văn", "tóm tắt: Quyết định ban hành Quy chế công tác văn thư."),
    field(F::Note, ("note", "ghi chú", &[]), Text, All, "ghi chú của trang", "ghi chú: Văn bản không ghi số."),
    field(F::Topics, ("topics", "chủ đề", &["đề tài"]), TextList, All, "tên hoặc slug trong topics.yaml", "chủ đề: [Nước sạch]"),
    field(F::ProvisionTopics, ("provision_topics", "chủ đề theo mục", &[]), AddressMap, Official, "chủ đề của từng mục", "chủ đề theo mục: {II.1.5: [nuoc-sach]}"),
    field(F::ShortNames, ("short_names", "tên ngắn", &[]), AddressMap, Official, "tên gọn của từng mục, để dùng trong tên trang, mục lục và danh sách", "tên ngắn: {II.1.5: Phong trào nước sạch}"),
    field(F::Holding, ("holding", "toàn văn", &[]), Text, Official, "có, một phần, chưa có", "toàn văn: chưa có"),
    field(F::Files, ("files", "tệp", &["tệp đính kèm"]), Entries, All, "tệp để tải về", "tệp: [{tên: Bản chụp, tệp: 128-qd-tu.pdf}]"),
    field(F::Sources, ("sources", "nguồn", &[]), Entries, All, "nguồn, mỗi dòng một nguồn", "nguồn: [\"Báo Thanh Niên, 10/8/2025, https://thanhnien.vn/bai-viet.htm, truy cập 23/11/2026\"]"),
    field(F::Corrections, ("corrections", "hiệu đính", &[]), Entries, Official, "từng chỗ đã sửa so với bản gốc", "hiệu đính: [{tại: II.1, bản gốc: lƣợng, sửa thành: lượng, số chỗ: 1, lý do: lỗi phông chữ}]"),
    field(F::Updates, ("updates", "cập nhật", &[]), Entries, All, "thay đổi cần báo cho người đọc", "cập nhật: [{ngày: 23/11/2026, ghi chú: Thêm toàn văn}]"),
    field(F::Follow, ("follow", "theo dõi", &[]), YesNo, Official, "có: mỗi mục một trang riêng", "theo dõi: có"),
    field(F::Accepted, ("accepted", "chấp nhận", &[]), Entries, All, "điều đã xem và giữ nguyên, kèm lý do", "chấp nhận: [{mã: numbers-out-of-order, tại: II.3, lý do: bản gốc in như vậy}]"),
    field(F::Slug, ("slug", "địa chỉ trang", &["đường dẫn"]), Text, All, "phần cuối của địa chỉ trang", "địa chỉ trang: xom-moi"),
    field(F::Aliases, ("aliases", "địa chỉ cũ", &[]), TextList, All, "địa chỉ trước đây của trang, hoặc của một mục trong trang", "địa chỉ cũ: [/quyet-dinh/2011/128/, II.1.5 nay là II.1.6]"),
    field(F::Draft, ("draft", "bản nháp", &["nháp"]), YesNo, All, "có: chưa đăng", "bản nháp: có"),
    field(F::PublishFrom, ("publish_from", "đăng từ", &[]), Date, All, "ngày bắt đầu đăng", "đăng từ: 01/12/2026"),
    field(F::Unit, ("unit", "đơn vị thực hiện", &["đơn vị"]), TextList, Writeups, "đơn vị thực hiện", "đơn vị thực hiện: Hội Phụ nữ xóm"),
    field(F::Locality, ("locality", "địa bàn", &[]), TextList, Writeups, "nơi diễn ra, tên theo thời điểm của nguồn; nhiều nơi cách nhau bằng dấu chấm phẩy", "địa bàn: xóm Mới, xã Tân Tiến, huyện Sao Mai"),
    field(F::FieldOfWork, ("field", "lĩnh vực", &[]), TextList, Writeups, "lĩnh vực", "lĩnh vực: xây dựng nông thôn mới"),
    field(F::Years, ("years", "năm", &[]), TextList, Writeups, "những năm diễn ra, hoặc `chưa rõ`", "năm: [2022]"),
    field(F::Results, ("results", "kết quả", &[]), Entries, Writeups, "từng số liệu, kèm thời điểm và nguồn", "kết quả: [{nội dung: 123 mô hình, tính đến: 2022, nguồn: Báo Sao Mai}]"),
    field(F::Featured, ("featured", "nổi bật", &[]), YesNo, Writeups, "có: đưa lên trang chủ", "nổi bật: có"),
    field(F::Relation(R::BasedOn), ("based_on", "căn cứ", &[]), Entries, NotPages, "văn bản làm căn cứ", "căn cứ: 15-QĐ/TW"),
    field(F::Relation(R::Implements), ("implements", "thực hiện", &[]), Entries, NotPages, "chỉ khi văn bản tự nêu là thực hiện", "thực hiện: 01-CTr/TU#II.2.1"),
    field(F::Relation(R::InSpiritOf), ("in_spirit_of", "theo tinh thần", &[]), Entries, NotPages, "văn bản mà văn bản này theo tinh thần", "theo tinh thần: [{văn bản: 15-QĐ/TW, theo: 01-CTr/TU#II.2.1}]"),
    field(F::Relation(R::Guides), ("guides", "hướng dẫn", &[]), Entries, NotPages, "văn bản được hướng dẫn", "hướng dẫn: 128-QĐ/TU"),
    field(F::Relation(R::Amends), ("amends", "sửa đổi bổ sung", &["sửa đổi, bổ sung", "sửa đổi"]), Entries, NotPages, "văn bản được sửa đổi, bổ sung", "sửa đổi bổ sung: 128-QĐ/TU"),
    field(F::Relation(R::Replaces), ("replaces", "thay thế", &[]), Entries, NotPages, "văn bản bị thay thế", "thay thế: 128-QĐ/TU"),
    field(F::Relation(R::Repeals), ("repeals", "bãi bỏ", &[]), Entries, NotPages, "văn bản bị bãi bỏ", "bãi bỏ: 128-QĐ/TU"),
    field(F::Relation(R::Issues), ("issues", "ban hành kèm theo", &["kèm theo"]), Entries, NotPages, "văn bản ban hành kèm theo", "ban hành kèm theo: quy-che/cong-tac-van-thu"),
    field(F::Relation(R::Reviews), ("reviews", "sơ kết", &["tổng kết", "kiểm tra", "sơ kết, tổng kết"]), Entries, NotPages, "văn bản được sơ kết, tổng kết, kiểm tra", "tổng kết: 01-CTr/TU"),
    field(F::Relation(R::Continues), ("continues", "tiếp nối", &[]), Entries, NotPages, "văn bản trước mà văn bản này tiếp nối", "tiếp nối: 03-ĐA/TU"),
    field(F::Relation(R::SameSubject), ("same_subject", "cùng nội dung", &[]), Entries, NotPages, "mục cùng nội dung, do người biên tập xếp", "cùng nội dung: 01-CTr/TU#II.1.5"),
    field(F::Relation(R::Quotes), ("quotes", "trích dẫn", &[]), Entries, NotPages, "văn bản được trích nguyên văn", "trích dẫn: 01-CTr/TU#II.1.6"),
    field(F::Relation(R::Cites), ("cites", "dẫn chiếu", &[]), Entries, NotPages, "văn bản được dẫn mà trong bài không ghi số", "dẫn chiếu: 21-KL/TW"),
];

static BY_KEY: LazyLock<HashMap<String, &'static Field>> = LazyLock::new(|| {
    let names = |field: &'static Field| {
        [field.name, field.term]
            .into_iter()
            .chain(field.aliases.iter().copied())
    };
    FIELDS
        .iter()
        .flat_map(|field| names(field).map(move |name| (field_key(name), field)))
        .collect()
});

/// Finds a field by any of its names, folded.
pub(crate) fn field_named(name: &str) -> Option<&'static Field> {
    BY_KEY.get(&field_key(name)).copied()
}

/// The row of a field.
pub(crate) fn field_row(id: FieldId) -> &'static Field {
    FIELDS
        .iter()
        .find(|field| field.id == id)
        .expect("every field has a row")
}

/// The nearest field term to a misspelt name.
pub(crate) fn nearest_field(name: &str) -> Option<&'static str> {
    let names = FIELDS.iter().flat_map(|field| {
        [field.term, field.name]
            .into_iter()
            .chain(field.aliases.iter().copied())
    });
    nearest(name, names)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{FIELDS, field_named, nearest_field};
    use crate::base::slug::field_key;

    #[test]
    fn no_name_is_used_twice() {
        let mut seen = HashMap::new();
        for field in FIELDS {
            for name in [field.name, field.term].iter().chain(field.aliases) {
                if let Some(other) = seen.insert(field_key(name), field.id) {
                    assert_eq!(other, field.id, "{name}");
                }
            }
        }
    }

    #[test]
    fn finds_folded_and_misspelt_names() {
        assert_eq!(field_named("so_ky_hieu").map(|f| f.name), Some("number"));
        assert_eq!(field_named("Số ký hiệu").map(|f| f.name), Some("number"));
        assert_eq!(nearest_field("số kí hiệu"), Some("số ký hiệu"));
        assert_eq!(nearest_field("hoàn toàn khác"), None);
    }
}
