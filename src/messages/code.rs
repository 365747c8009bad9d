//! The codes of diagnostics: one enum, so that every diagnostic has a name.

use crate::messages::catalogue::text_keys;

text_keys! {
    "severity",
    /// How serious a diagnostic is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Severity {
        Error: "The site cannot be published as it is.",
        Warning: "Published, but probably not what the editor meant.",
        Hint: "Understood; a better way exists.",
    }
}

macro_rules! codes {
    ($($variant:ident, $name:literal, $severity:ident;)*) => {
        /// What can be wrong with content, configuration or theme.
        ///
        /// Each has texts in the catalogue, a page in `explanations/` and a case file in `tests/cases/`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Code {
            /// Every code, in the order of this list.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The name that messages print and `chấp nhận` takes.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The page that explains it, as its file contains it.
            pub(crate) fn explanation(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("explanations/", $name, ".txt")),)* }
            }

            /// How serious it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // The file as bytes.
    NotUtf8, "not-utf8", Error;
    NulByte, "nul-byte", Error;
    OldEncoding, "old-encoding", Error;
    DoubleEncoding, "double-encoding", Error;
    MergeConflict, "merge-conflict", Error;
    ByteOrderMark, "byte-order-mark", Warning;
    CarriageReturns, "carriage-returns", Warning;
    NotComposed, "not-composed", Warning;
    InvisibleLetters, "invisible-letters", Warning;
    WordBullets, "word-bullets", Warning;
    UnreadableLetter, "unreadable-letter", Error;
    NameNotComposed, "name-not-composed", Warning;
    BadFileName, "bad-file-name", Error;
    SymbolicLink, "symbolic-link", Error;
    MisusedLetter, "misused-letter", Error;
    SecrecyMark, "secrecy-mark", Warning;
    // The head of a file.
    EmptyFile, "empty-file", Error;
    NoFrontMatter, "no-front-matter", Warning;
    ForeignHead, "foreign-head", Error;
    UnopenedFrontMatter, "unopened-front-matter", Warning;
    UnclosedFrontMatter, "unclosed-front-matter", Error;
    WrongDelimiter, "wrong-delimiter", Warning;
    HeadTooLarge, "head-too-large", Error;
    YamlSyntax, "yaml-syntax", Error;
    TabInHead, "tab-in-head", Error;
    KeyWithoutBlank, "key-without-blank", Error;
    MisusedSign, "misused-sign", Warning;
    DuplicateField, "duplicate-field", Error;
    UnknownField, "unknown-field", Error;
    MisplacedField, "misplaced-field", Warning;
    WrongType, "wrong-type", Error;
    UnknownValue, "unknown-value", Error;
    BadDate, "bad-date", Error;
    ImpossibleDate, "impossible-date", Error;
    OddDate, "odd-date", Warning;
    BadNumber, "bad-number", Error;
    BadAddress, "bad-address", Error;
    BadSlug, "bad-slug", Error;
    UnquotedTitle, "unquoted-title", Warning;
    QuotedValue, "quoted-value", Warning;
    BlankBeforeAddress, "blank-before-address", Error;
    MissingName, "missing-name", Error;
    MissingPart, "missing-part", Error;
    StatusWithoutGround, "status-without-ground", Error;
    RelationWithoutGround, "relation-without-ground", Warning;
    ClaimWithoutSource, "claim-without-source", Error;
    TruncatedAddress, "truncated-address", Error;
    SourceWithoutPublisher, "source-without-publisher", Warning;
    SourceListPage, "source-list-page", Warning;
    NoContact, "no-contact", Hint;
    UnofficialProgramme, "unofficial-programme", Warning;
    NameWithoutKind, "name-without-kind", Warning;
    CorrectionCount, "correction-count", Error;
    EmptyFullText, "empty-full-text", Error;
    UnknownKind, "unknown-kind", Error;
    NearKind, "near-kind", Warning;
    UnknownTopic, "unknown-topic", Error;
    UnknownBody, "unknown-body", Error;
    DuplicateEntry, "duplicate-entry", Error;
    SuperiorCircle, "superior-circle", Error;
    // The body of a file.
    SetextHeading, "setext-heading", Error;
    IndentedCode, "indented-code", Error;
    RawHtml, "raw-html", Error;
    LostWords, "lost-words", Error;
    UnclosedBlock, "unclosed-block", Error;
    UnmatchedNote, "unmatched-note", Error;
    UnreadHeading, "unread-heading", Warning;
    UnreadBold, "unread-bold", Warning;
    UnreadLink, "unread-link", Warning;
    UnreadTable, "unread-table", Warning;
    UnmergedCell, "unmerged-cell", Warning;
    UnreadTableFile, "unread-table-file", Error;
    UnsafeLink, "unsafe-link", Error;
    ForeignImage, "foreign-image", Error;
    ImageWithoutWords, "image-without-words", Warning;
    PastedHead, "pasted-head", Warning;
    PageNumber, "page-number", Error;
    NumbersOutOfOrder, "numbers-out-of-order", Warning;
    DuplicateAddress, "duplicate-address", Error;
    LabelInsideParagraph, "label-inside-paragraph", Hint;
    ItemsInLine, "items-in-line", Hint;
    LabelInSentence, "label-in-sentence", Hint;
    UnreadLabel, "unread-label", Warning;
    UnclosedQuotation, "unclosed-quotation", Warning;
    UnlikelyYear, "unlikely-year", Warning;
    // All files together.
    DuplicateDocument, "duplicate-document", Error;
    AddressClash, "address-clash", Error;
    ReservedAddress, "reserved-address", Error;
    BadOldAddress, "bad-old-address", Error;
    OldAddressTaken, "old-address-taken", Error;
    OldFileAddress, "old-file-address", Hint;
    LostAddress, "lost-address", Error;
    LostAnchor, "lost-anchor", Error;
    LostParagraph, "lost-paragraph", Warning;
    MovedWords, "moved-words", Warning;
    UnlistedAddress, "unlisted-address", Warning;
    BadAddressLock, "bad-address-lock", Error;
    UnknownDocument, "unknown-document", Error;
    UnknownProvision, "unknown-provision", Error;
    QuoteWithoutText, "quote-without-text", Warning;
    AmbiguousReference, "ambiguous-reference", Warning;
    CitedDateDiffers, "cited-date-differs", Warning;
    TwoDates, "two-dates", Warning;
    TwoTitles, "two-titles", Warning;
    LaterDocument, "later-document", Warning;
    ReplacedBasis, "replaced-basis", Warning;
    ImpossibleRelation, "impossible-relation", Warning;
    ShortBeforeLong, "short-before-long", Warning;
    SetCount, "set-count", Warning;
    WrongSeparator, "wrong-separator", Warning;
    BrokenLink, "broken-link", Error;
    ChangedFile, "changed-file", Error;
    StrayFile, "stray-file", Warning;
    ActiveFile, "active-file", Error;
    HiddenFile, "hidden-file", Hint;
    UnusedAcceptance, "unused-acceptance", Warning;
    NoContent, "no-content", Error;
    // The theme.
    UnknownTheme, "unknown-theme", Error;
    BrokenTheme, "broken-theme", Error;
    RenamedThemeFile, "renamed-theme-file", Warning;
    UnknownThemeFile, "unknown-theme-file", Warning;
    UnknownText, "unknown-text", Warning;
    OutdatedThemeFile, "outdated-theme-file", Warning;
    ThemeVersion, "theme-version", Warning;
    LowContrast, "low-contrast", Warning;
    // The version of the program.
    NewerSite, "newer-site", Warning;
    ReadDifferently, "read-differently", Hint;
}

impl Code {
    /// Finds a code by its name.
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Returns whether a machine may fix it without a person's judgement: only the way of writing changes.
    pub fn is_safely_fixed(self) -> bool {
        matches!(
            self,
            Code::ByteOrderMark
                | Code::CarriageReturns
                | Code::DoubleEncoding
                | Code::NotComposed
                | Code::InvisibleLetters
                | Code::WordBullets
                | Code::MisusedLetter
                | Code::UnopenedFrontMatter
                | Code::UnclosedFrontMatter
                | Code::WrongDelimiter
                | Code::TabInHead
                | Code::KeyWithoutBlank
                | Code::MisusedSign
                | Code::UnquotedTitle
                | Code::QuotedValue
                | Code::PastedHead
                | Code::BadDate
                | Code::SetextHeading
                | Code::IndentedCode
                | Code::UnreadHeading
                | Code::UnreadBold
                | Code::UnreadLink
                | Code::UnreadTable
                | Code::BrokenLink
                | Code::UnknownProvision
                | Code::LabelInsideParagraph
                | Code::PageNumber
                | Code::RawHtml
                | Code::UnmatchedNote
        )
    }

    /// Returns whether it may only be a consequence of another diagnostic: a reference to what an error left out, an
    /// address that an error changed.
    pub(crate) fn may_follow(self) -> bool {
        matches!(
            self,
            Code::LostAddress
                | Code::LostAnchor
                | Code::LostParagraph
                | Code::MovedWords
                | Code::UnlistedAddress
                | Code::UnknownDocument
                | Code::UnknownProvision
                | Code::AmbiguousReference
                | Code::BrokenLink
                | Code::UnusedAcceptance
        )
    }

    /// Returns whether only all files together show it.
    pub(crate) fn needs_all_files(self) -> bool {
        (Code::DuplicateDocument..=Code::NoContent).contains(&self)
    }

    /// Returns whether two files compete for one number or address.
    pub(crate) fn is_collision(self) -> bool {
        let collisions = [Code::DuplicateDocument, Code::AddressClash, Code::OldAddressTaken];
        collisions.contains(&self)
    }

    /// Returns whether the original of a document may be so, which `chấp nhận` then states.
    pub(crate) fn is_acceptable(self) -> bool {
        matches!(
            self,
            Code::SecrecyMark
                | Code::OddDate
                | Code::NumbersOutOfOrder
                | Code::UnreadLabel
                | Code::UnclosedQuotation
                | Code::UnlikelyYear
                | Code::CitedDateDiffers
                | Code::TwoDates
                | Code::TwoTitles
                | Code::LaterDocument
                | Code::ReplacedBasis
                | Code::ImpossibleRelation
                | Code::WrongSeparator
        )
    }

    /// Returns whether its fix concerns the whole file, so that no single span shows the change.
    pub fn is_of_whole_file(self) -> bool {
        matches!(
            self,
            Code::ByteOrderMark
                | Code::CarriageReturns
                | Code::NotComposed
                | Code::InvisibleLetters
                | Code::WordBullets
        )
    }
}
