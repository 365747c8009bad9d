//! Parts of messages that vary with the case: values whose text is in the catalogue.

use crate::messages::catalogue::{Language, ToText, text, text_keys};

text_keys! {
    "yaml",
    /// What the YAML parser does not accept.
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
        /// A dash outside a list.
        Dash,
        /// The head ends inside a quotation.
        End,
        /// A backslash in double quotes that escapes nothing.
        Escape,
        /// An invisible control character.
        Control,
        /// An alias without anchor.
        Alias,
        /// Nested too deeply.
        Depth,
        /// The whole head is a text or a list.
        NotMapping,
        /// Anything else, in the parser's own words.
        Other(reason: String),
    }
}

/// How to fix a [`YamlProblem`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct YamlHelp(pub YamlProblem);

impl YamlHelp {
    /// The key of the advice, for the key of a problem.
    pub fn key(problem: &str) -> String {
        problem.replacen("yaml.", "yaml-help.", 1)
    }
}

impl ToText for YamlHelp {
    fn to_text(&self, language: Language) -> String {
        text(&YamlHelp::key(self.0.key()), language).to_owned()
    }
}

text_keys! {
    "shape",
    /// The shape that a value has or should have.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum ValueShape {
        /// A text.
        Text,
        /// A list.
        List,
        /// A mapping.
        Mapping,
        /// A number.
        Number,
        /// No value.
        Nothing,
    }
}

text_keys! {
    "sign",
    /// A sign that makes YAML read a text as something else.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Sign {
        /// A colon inside.
        Colon,
        /// A quotation at the start with words after it.
        Quotation,
        /// ` #` inside.
        Hash,
        /// A special first letter.
        First(letter: char),
    }
}

text_keys! {
    "likeness",
    /// Evidence that a page was published before at another address.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Likeness {
        /// It is made from the same file.
        File,
        /// It has the same number or name.
        Key,
        /// It has the same words.
        Words,
    }
}

text_keys! {
    "tag",
    /// What to write in place of an HTML tag.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum TagAdvice {
        /// Bold by asterisks.
        Bold,
        /// Italics by asterisks.
        Italics,
        /// Nothing: words are not underlined.
        Underline,
        /// An empty line.
        LineBreak,
        /// A Markdown link.
        Link,
        /// A Markdown image.
        Image,
        /// A Markdown table.
        Table,
        /// A Markdown heading.
        Heading,
        /// A Markdown list.
        List,
        /// Paragraphs.
        Block,
        /// Nothing: the content goes too.
        Script,
        /// Any other tag.
        Other,
    }
}

impl TagAdvice {
    /// The advice for a tag, by its name in lower case.
    pub fn for_tag(name: &str) -> TagAdvice {
        match name {
            "b" | "strong" => TagAdvice::Bold,
            "i" | "em" => TagAdvice::Italics,
            "u" | "ins" => TagAdvice::Underline,
            "br" => TagAdvice::LineBreak,
            "a" => TagAdvice::Link,
            "img" => TagAdvice::Image,
            "table" | "tr" | "td" | "th" | "tbody" | "thead" => TagAdvice::Table,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => TagAdvice::Heading,
            "ul" | "ol" | "li" => TagAdvice::List,
            "p" | "div" | "span" | "center" | "font" => TagAdvice::Block,
            "script" | "style" | "iframe" | "object" | "embed" | "form" => TagAdvice::Script,
            _ => TagAdvice::Other,
        }
    }
}

text_keys! {
    "phrase",
    /// A part of a message that varies with the case.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Phrase {
        /// What the YAML parser does not accept.
        Yaml(problem: YamlProblem),
        /// What to do about it.
        YamlHelp(problem: YamlHelp),
        /// The shape of a value.
        Shape(shape: ValueShape),
        /// The nearest known name.
        DidYouMean(name: String),
        /// No known name is near: the file that declares names.
        DeclareIn(file: &'static str),
        /// No known field is near: where the list of fields is.
        FieldList,
        /// The values that exist, perhaps shortened.
        ThereAre(list: String),
        /// A document that is not on the site: how to write the reference.
        WriteReference,
        /// A link to a file that does not exist.
        CheckPath,
        /// The provision's document has none.
        NoProvisions,
        /// A sign that YAML misreads.
        Sign(sign: Sign),
        /// After this line.
        AfterLine(line: usize),
        /// A length in kilobytes, and the greatest allowed.
        Kilobytes(size: usize, most: usize),
        /// A depth in levels, and the greatest allowed.
        Levels(levels: usize, most: usize),
        /// One of these values.
        OneOf(list: String),
        /// Any name of a code.
        CodeNames,
        /// Errors cannot be accepted.
        OnlyWarnings,
        /// The file is not UTF-8 from this byte on, counted from 1.
        InvalidByte(byte: usize),
        /// The number of places found.
        Found(count: usize),
        /// The number of places found, and of places that still have the source's letters.
        FoundAndLeft(count: usize, left: usize),
        /// What to write instead of this HTML tag.
        InsteadOfTag(advice: TagAdvice),
        /// A line that the page prints by itself.
        PrintedByPage,
        /// A line that this field holds.
        HeldByField(field: &'static str),
        /// The label before the one in question.
        AfterLabel(label: String),
        /// The label in question is the first below this one.
        FirstInLabel(label: String),
        /// The label in question is the first of the document.
        FirstOfAll,
        /// A lost address has a new page: the evidence, its file, and what to write there.
        NewHome(likeness: Likeness, file: String, line: String),
        /// No page of the site resembles the one that this file made.
        NoHome(file: String),
        /// The page's file is now a draft or has a later date of publication.
        HeldBack(file: String),
        /// The provisions of this file have no pages any more.
        FollowAgain(file: String),
        /// Lost provisions whose words are elsewhere in this file, and what to write there.
        PlaceMoved(file: String, line: String),
        /// Lost provisions whose words this file no longer has.
        PlaceGone(file: String),
    }
}
