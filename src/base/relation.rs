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
    /// cùng nội dung: classified by the editors
    SameSubject,
    /// trích dẫn
    Quotes,
    /// dẫn chiếu: found in the text
    Cites,
}

/// Who states that a relation holds; pages always show which of the four it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The document declares it itself.
    Document,
    /// Another document, or a source, states it (`theo:`).
    Other,
    /// The editors of this site classify it so.
    Site,
    /// Found in the running text.
    Text,
}

impl RelationKind {
    /// Every relation, in the order in which pages show them.
    /// Only tests read it.
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

    /// The English name in data files and in the texts of a theme.
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

    /// Returns whether the relation is the same in both directions.
    pub fn is_symmetric(self) -> bool {
        matches!(self, RelationKind::SameSubject)
    }
}

impl Origin {
    /// The name in data files.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Document => "document",
            Origin::Other => "other",
            Origin::Site => "site",
            Origin::Text => "text",
        }
    }
}
