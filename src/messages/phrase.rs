//! Pieces of messages that vary with the case: values with a name, put into words by the catalogue.

/// What the YAML parser stumbled over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum YamlProblem {
    /// A list or mapping in brackets is not closed.
    OpenBracket,
    /// A colon inside an unquoted value.
    Colon,
    /// A line without `key: value`.
    NoColon,
    /// Lines of one level indented differently, or an open quotation mark.
    Indent,
    /// A value that begins with a special character.
    SpecialStart,
    /// A dash where no list is.
    Dash,
    /// The head ends inside a quotation.
    End,
    /// A backslash in double quotes that escapes nothing.
    Escape,
    /// An invisible control character.
    Control,
    /// An alias without anchor.
    Alias,
    /// Nested too deep.
    Depth,
    /// The whole head is a text or a list.
    NotMapping,
    /// Anything else, in the parser's own words.
    Other(String),
}

/// What a value should be, or is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueShape {
    /// A text.
    Text,
    /// A list.
    List,
    /// A mapping.
    Mapping,
    /// `có` or `không`.
    YesNo,
    /// A number.
    Number,
    /// Nothing at all.
    Nothing,
}

/// A sign by which YAML takes a text for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// A colon inside.
    Colon,
    /// A quotation at the start with words after it.
    Quotation,
    /// ` #` inside.
    Hash,
    /// A special first letter.
    First(char),
}

/// What shows that a page of today is one that was published elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It is made of the same file.
    File,
    /// It bears the same number or name.
    Key,
    /// It has the same words.
    Words,
}

/// A varying piece of a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phrase {
    /// What YAML stumbled over.
    Yaml(YamlProblem),
    /// What to do about it.
    YamlHelp(YamlProblem),
    /// The shape of a value.
    Shape(ValueShape),
    /// A nearest name was found: write it.
    DidYouMean(String),
    /// No nearest name: where names are declared.
    DeclareIn(&'static str),
    /// No nearest field: where the list is.
    FieldList,
    /// The values that are there, perhaps cut.
    ThereAre(String),
    /// A document that is not on the site: how to write the reference.
    WriteReference,
    /// A link to a file that is not there.
    CheckPath,
    /// The provision's document has none.
    NoProvisions,
    /// A sign that YAML misreads.
    Sign(Sign),
    /// After this line.
    AfterLine(usize),
    /// A length in kilobytes, and the longest allowed.
    Kilobytes(usize, usize),
    /// A depth in levels, and the deepest allowed.
    Levels(usize, usize),
    /// One of these values.
    OneOf(String),
    /// Any name of a code.
    CodeNames,
    /// Errors cannot be accepted.
    OnlyWarnings,
    /// The file breaks off as UTF-8 at this byte, from 1.
    InvalidByte(usize),
    /// Found so often.
    Found(usize),
    /// Found so often, and so many places still have the source's letters.
    FoundAndLeft(usize, usize),
    /// What to write instead of this HTML tag.
    InsteadOfTag(String),
    /// A line that the page prints by itself.
    PrintedByPage,
    /// A line that this field holds.
    HeldByField(&'static str),
    /// What stands before a label: another one.
    AfterLabel(String),
    /// Nothing yet below this label.
    FirstInLabel(String),
    /// Nothing yet at all.
    FirstOfAll,
    /// A lost address has a new home: why, in which file, what to write there.
    NewHome(Likeness, String, String),
    /// Nothing on the site is like the page that this file made.
    NoHome(String),
    /// The page's file is a draft now, or to appear later.
    HeldBack(String),
    /// The places of this file have no pages any more.
    FollowAgain(String),
    /// Lost places whose words stand elsewhere in this file: what to write there.
    PlaceMoved(String, String),
    /// Lost places whose words this file no longer has.
    PlaceGone(String),
}
