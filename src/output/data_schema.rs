//! The data files of `/du-lieu/` and what each of their fields means. Fields are added, never renamed.

use crate::site::route::DataFile;

/// A field: name, type, meaning.
pub(crate) type FieldRow = (&'static str, &'static str, &'static str);

/// A data file and its fields.
pub struct FileTable {
    /// The file as JSON.
    pub file: DataFile,
    /// The same rows as CSV, for spreadsheets.
    pub csv: DataFile,
    /// What one row is.
    pub description: &'static str,
    /// Its fields in order.
    pub fields: &'static [FieldRow],
    /// The field that only the JSON has: long texts, which made up most of the CSV and are on the pages anyway.
    pub json_only: Option<&'static str>,
}

impl FileTable {
    /// Returns the columns of the CSV.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        let names = self.fields.iter().map(|(name, _, _)| *name);
        names.filter(|name| self.json_only != Some(name))
    }
}

/// All data files with their fields.
pub const FIELDS: [FileTable; 3] = [
    FileTable {
        file: DataFile::Documents,
        csv: DataFile::DocumentsCsv,
        description: "Mỗi dòng là một văn bản hoặc bài viết có trên trang, và mỗi văn bản mà trang chỉ biết qua dẫn chiếu.",
        fields: &[
            (
                "key",
                "chữ",
                "khóa: số ký hiệu, thêm @ngày khi nhiều văn bản cùng số, thêm `của …` khi nhiều nơi cùng số; không có số thì loại/tên",
            ),
            ("kind", "chữ", "loại văn bản hoặc bài viết"),
            ("number", "chữ hoặc null", "số ký hiệu như văn bản in"),
            ("title", "chữ hoặc null", "trích yếu hoặc tên bài"),
            (
                "issuer",
                "chữ hoặc null",
                "cơ quan ban hành; nhiều cơ quan cách nhau bằng `; `",
            ),
            (
                "date",
                "YYYY[-MM[-DD]] hoặc null",
                "ngày ghi trên văn bản hoặc bài viết, đúng mức đã biết",
            ),
            ("status", "chữ hoặc null", "tình trạng hiệu lực; null với bài viết"),
            (
                "holding",
                "full, extract, none hoặc null",
                "trang giữ toàn văn, một phần hay chưa có; null với bài viết",
            ),
            ("url", "chữ", "địa chỉ trang, tính từ /"),
            ("topics", "danh sách chữ", "slug các chủ đề"),
            (
                "years",
                "danh sách số",
                "những năm mà mô hình, cách làm diễn ra; rỗng khi chưa rõ và với văn bản",
            ),
            (
                "places",
                "danh sách chữ",
                "những nơi mà bài nói đến, tên theo nguồn, từ nơi nhỏ ra nơi lớn",
            ),
            (
                "places_now",
                "danh sách chữ",
                "tên nay của xã, huyện, tỉnh trong places, cùng thứ tự; rỗng khi không đổi hoặc chưa rõ",
            ),
            (
                "place_scopes",
                "danh sách own, former, outside hoặc rỗng",
                "nơi ấy ở trong tỉnh của bộ tư liệu, ở tỉnh đã nhập vào tỉnh này, hay ngoài tỉnh; rỗng khi chưa rõ",
            ),
            (
                "programme",
                "true hoặc false",
                "true với chương trình mà trang theo dõi: mỗi chương trình ghi ở site.yaml một dòng",
            ),
        ],
        json_only: None,
    },
    FileTable {
        file: DataFile::Provisions,
        csv: DataFile::ProvisionsCsv,
        description: "Mỗi dòng là một mục hoặc một đoạn không đánh số của văn bản mà trang giữ nội dung.",
        fields: &[
            ("document", "chữ", "khóa của văn bản"),
            (
                "address",
                "chữ",
                "địa chỉ của mục, ví dụ II.1.5; đoạn thứ hai của mục là II.1.5.p2",
            ),
            ("label", "chữ", "số mục như in; rỗng với đoạn không đánh số"),
            ("heading", "chữ hoặc null", "tên mục"),
            (
                "text",
                "chữ",
                "nội dung riêng, không gồm số mục và tên mục; chỉ có trong JSON",
            ),
            ("url", "chữ", "địa chỉ của mục, tính từ /"),
        ],
        json_only: Some("text"),
    },
    FileTable {
        file: DataFile::Relations,
        csv: DataFile::RelationsCsv,
        description: "Mỗi dòng là một quan hệ giữa hai văn bản hoặc hai mục, ghi ở bên nêu.",
        fields: &[
            ("from", "chữ", "khóa của văn bản nêu quan hệ"),
            ("from_provision", "chữ hoặc null", "mục nêu quan hệ"),
            ("to", "chữ", "khóa của văn bản kia"),
            ("to_provision", "chữ hoặc null", "mục được nêu"),
            (
                "type",
                "chữ",
                "tên quan hệ bằng tiếng Anh: based_on, implements, in_spirit_of, guides, amends, replaces, repeals, issues, reviews, continues, same_subject, quotes, cites",
            ),
            (
                "origin",
                "document, other, site hoặc text",
                "ai nêu: chính văn bản, văn bản khác, trang này xếp, hay nhận ra trong văn bản",
            ),
            ("sentence", "chữ hoặc null", "câu dẫn chiếu; chỉ có trong JSON"),
        ],
        json_only: Some("sentence"),
    },
];

/// Returns the file name of a data file.
pub fn file_name(file: DataFile) -> &'static str {
    match file {
        DataFile::Documents => "van-ban.json",
        DataFile::Provisions => "dieu-khoan.json",
        DataFile::Relations => "quan-he.json",
        DataFile::DocumentsCsv => "van-ban.csv",
        DataFile::ProvisionsCsv => "dieu-khoan.csv",
        DataFile::RelationsCsv => "quan-he.csv",
        DataFile::Readme => "README.md",
    }
}
