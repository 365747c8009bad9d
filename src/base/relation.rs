//! The relations between documents and provisions, and their names.

macro_rules! relation_kinds {
    ($($variant:ident, $name:literal, $meaning:literal;)*) => {
        /// A relation, as its acting side states it; the inverse is always computed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RelationKind {
            $(#[doc = $meaning] $variant,)*
        }

        impl RelationKind {
            /// Every relation, in the order in which pages show them.
            /// Only tests read it.
            pub const ALL: [RelationKind; [$($name),*].len()] = [$(RelationKind::$variant),*];

            /// The English name in data files and in the texts of a theme.
            pub fn name(self) -> &'static str {
                match self { $(RelationKind::$variant => $name,)* }
            }
        }
    };
}

relation_kinds! {
    BasedOn, "based_on", "căn cứ";
    Implements, "implements", "thực hiện: only where a document says so itself";
    InSpiritOf, "in_spirit_of", "theo tinh thần";
    Guides, "guides", "hướng dẫn";
    Amends, "amends", "sửa đổi, bổ sung";
    Replaces, "replaces", "thay thế";
    Repeals, "repeals", "bãi bỏ";
    Issues, "issues", "ban hành kèm theo";
    Reviews, "reviews", "sơ kết, tổng kết, kiểm tra";
    Continues, "continues", "tiếp nối";
    SameSubject, "same_subject", "cùng nội dung: classified by the editors";
    Quotes, "quotes", "trích dẫn";
    Cites, "cites", "dẫn chiếu: found in the text";
}

impl RelationKind {
    /// Returns whether the relation is the same in both directions.
    pub fn is_symmetric(self) -> bool {
        matches!(self, RelationKind::SameSubject)
    }
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
