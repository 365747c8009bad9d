//! The relations between documents and provisions, and their names.

/// A relation, as its acting side states it; the inverse is always computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// căn cứ
    BasedOn,
    /// thực hiện: only where a document says so itself
    Implements,
    /// theo tinh thần
    InSpiritOf,
    /// hướng dẫn
    Guides,
    /// sửa đổi, bổ sung
    Amends,
    /// thay thế
    Replaces,
    /// bãi bỏ
    Repeals,
    /// ban hành kèm theo
    Issues,
    /// sơ kết, tổng kết, kiểm tra
    Reviews,
    /// tiếp nối
    Continues,
    /// cùng nội dung: classed by the editors
    SameSubject,
    /// trích dẫn
    Quotes,
    /// dẫn chiếu: found in the text
    Cites,
}

/// Who says that a relation holds; the four are always told apart before the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The document declares it itself.
    Document,
    /// Another document, or a source, says it (`theo:`).
    Other,
    /// The editors of this site class it so.
    Site,
    /// Found in the running text.
    Text,
}

impl RelationKind {
    /// Every relation, in the order in which pages show them.
    pub const ALL: [RelationKind; 13] = [
        RelationKind::BasedOn,
        RelationKind::Implements,
        RelationKind::InSpiritOf,
        RelationKind::Guides,
        RelationKind::Amends,
        RelationKind::Replaces,
        RelationKind::Repeals,
        RelationKind::Issues,
        RelationKind::Reviews,
        RelationKind::Continues,
        RelationKind::SameSubject,
        RelationKind::Quotes,
        RelationKind::Cites,
    ];

    /// The English name of the data files and of the texts of a theme.
    pub fn name(self) -> &'static str {
        match self {
            RelationKind::BasedOn => "based_on",
            RelationKind::Implements => "implements",
            RelationKind::InSpiritOf => "in_spirit_of",
            RelationKind::Guides => "guides",
            RelationKind::Amends => "amends",
            RelationKind::Replaces => "replaces",
            RelationKind::Repeals => "repeals",
            RelationKind::Issues => "issues",
            RelationKind::Reviews => "reviews",
            RelationKind::Continues => "continues",
            RelationKind::SameSubject => "same_subject",
            RelationKind::Quotes => "quotes",
            RelationKind::Cites => "cites",
        }
    }

    /// Says whether the relation reads the same from both ends.
    pub fn is_symmetric(self) -> bool {
        matches!(self, RelationKind::SameSubject)
    }
}

impl Origin {
    /// The name of the data files.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Document => "document",
            Origin::Other => "other",
            Origin::Site => "site",
            Origin::Text => "text",
        }
    }
}
