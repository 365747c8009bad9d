//! Parts of messages that vary with the case: values whose text is in the catalogue.

use crate::messages::catalogue::{Language, ToText, text, text_keys};
use crate::messages::relation_problem::RelationProblem;
use crate::messages::stray_reason::{StrayHelp, StrayReason};

text_keys! {
    "yaml",
    /// What the YAML parser does not accept.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum YamlProblem {
        OpenBracket: "A list or mapping in brackets is not closed.",
        Colon: "A colon inside an unquoted value.",
        NoColon: "A line without `key: value`.",
        Indent: "Lines of one level indented differently, or an open quotation mark.",
        SpecialStart: "A value that begins with a special character.",
        Dash: "A dash outside a list.",
        MergedItem: "An item deeper than the text above it.",
        End: "The head ends inside a quotation.",
        Escape: "A backslash in double quotes that escapes nothing.",
        Control: "An invisible control character.",
        Alias: "An alias without anchor.",
        Depth: "Nested too deeply.",
        NotMapping: "The whole head is a text or a list.",
        Other(reason: String): "Anything else, in the parser's own words.",
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
        Text: "A text.",
        List: "A list.",
        Mapping: "A mapping.",
        Number: "A number.",
        Nothing: "No value.",
    }
}

text_keys! {
    "sign",
    /// A sign that makes YAML read a text as something else.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Sign {
        Colon: "A colon inside.",
        Quotation: "A quotation at the start with words after it.",
        Hash: "` #` inside.",
        First(letter: char): "A special first letter.",
    }
}

text_keys! {
    "head-sign",
    /// A sign of a word processor or an input method in the place of a plain one.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum HeadSign {
        Blank(code: String): "A blank that is not the plain one.",
        Colon(sign: char, code: String): "Another sign than `:` behind the name of a field.",
        Bullet(sign: String): "A bullet or a number before an item.",
        BlankMissing(sign: char): "No blank behind a dash or a colon.",
        Bold: "The name of a field in bold.",
    }
}

text_keys! {
    "odd-date",
    /// Why a date is improbable.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum OddDateReason {
        Year(year: String): "A year in which no such document was made.",
        Before(term: &'static str, earlier: String): "It is before the date of this field.",
        Number(number: String): "The number of the document holds another year.",
        Calendar: "No calendar has it.",
    }
}

text_keys! {
    "likeness",
    /// Evidence that a page was published before at another address.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Likeness {
        File: "It is made from the same file.",
        Key: "It has the same number or name.",
        Words: "It has the same words.",
    }
}

text_keys! {
    "tag",
    /// What to write in place of an HTML tag.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum TagAdvice {
        Bold: "Bold by asterisks.",
        Italics: "Italics by asterisks.",
        Underline: "Nothing: words are not underlined.",
        LineBreak: "An empty line.",
        Link: "A Markdown link.",
        Image: "A Markdown image.",
        Table: "A Markdown table.",
        MergedCells: "A Markdown table, whose cells cannot be merged.",
        Heading: "A Markdown heading.",
        List: "A Markdown list.",
        Block: "Paragraphs.",
        Script: "Nothing: the content goes too.",
        Superscript: "The raised letter itself.",
        Subscript: "The lowered letter itself.",
        Comment: "A comment with two hyphens at each end.",
        Other: "Any other tag.",
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
            "sup" => TagAdvice::Superscript,
            "sub" => TagAdvice::Subscript,
            "script" | "style" | "iframe" | "object" | "embed" | "form" => TagAdvice::Script,
            _ => TagAdvice::Other,
        }
    }
}

text_keys! {
    "lost",
    /// Where words of a file stand that no page would show.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum LostPlace {
        Cell: "In a cell beyond the head of its table.",
        Definition: "In a definition of a link that no link uses.",
        Title: "In the title of a link.",
        Brackets: "Between `[[` and `]]` in two cells or lines.",
        BesideComment: "On a line with a comment that begins the line.",
        Elsewhere: "Anywhere else.",
    }
}

text_keys! {
    "encoding",
    /// How a text is encoded that is not Unicode.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum OldEncoding {
        Tcvn3: "TCVN3, with the fonts `.VnTime`.",
        Vni: "VNI, with the fonts `VNI-Times`.",
        Twice: "UTF-8 that was read as another encoding.",
    }
}

text_keys! {
    "note",
    /// What is wrong with a mark or a note.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum NoteProblem {
        NoMark: "A note that no mark leads to.",
        NoNote: "A mark without a note.",
        Twice: "A second note of one name.",
        Blank: "A blank before the colon of a note.",
    }
}

text_keys! {
    "pasted",
    /// A line of a pasted head, and where it belongs.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum PastedRow {
        Printed(text: String, system: &'static str): "A line that the page prints by itself, if the body is of this system.",
        Field(text: String, field: &'static str): "A line of a field that the head lacks.",
        Held(text: String, field: &'static str): "A line that the head has.",
        Differs(text: String, line: String): "A line of which the head says something else.",
    }
}

/// The lines of a pasted head, each on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PastedRows(pub Vec<PastedRow>);

impl ToText for PastedRows {
    fn to_text(&self, language: Language) -> String {
        let rows: Vec<String> = self.0.iter().map(|row| row.to_text(language)).collect();
        rows.join("\n")
    }
}

text_keys! {
    "bold",
    /// Why bold or italic words are not read as such.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum BoldProblem {
        BlankInside: "A blank between the signs and the words.",
        BlankOutside: "No blank between the words and those beside them.",
        PartOfWord: "The signs are in the middle of a word or number.",
        Lone: "Signs without others to pair with.",
    }
}

text_keys! {
    "reason",
    /// Why an editor accepts a diagnostic.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum AcceptReason {
        AsPrinted: "The original is printed so.",
        OnlyMentioned: "The words are only mentioned.",
        OtherDocument: "There are two documents of one number.",
    }
}

text_keys! {
    "link",
    /// Why brackets are no link.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum LinkProblem {
        BlankInAddress(proposal: String): "A blank in the address: the whole link, as it must be.",
        BlankBetween(proposal: String): "A blank between words and address.",
        Swapped(proposal: String): "Words and address in each other's brackets.",
        Unclosed: "The address has no closing bracket.",
        OwnMachine(name: String): "An address of the writer's machine, with blanks: the name of the file.",
        HalfReference(proposal: String): "A reference with one bracket missing.",
        LoneBrackets: "Double brackets without their other half.",
        Other: "Any other form.",
    }
}

text_keys! {
    "table",
    /// Why lines are no table.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum TableProblem {
        NoRule(rule: String): "The line of dashes is missing: the right one.",
        OtherRule(rule: String): "The line of dashes does not fit: the right one.",
        Uneven: "The rows have different numbers of cells.",
        Tabs(table: String): "Cells are separated by tabs: the table, as it must be.",
    }
}

text_keys! {
    "table-file",
    /// Why a table in a file of its own cannot be shown.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum TableFileProblem {
        TooLarge(kilobytes: usize): "The file is larger than the limit.",
        TooLong(rows: usize): "The table has more rows than the limit.",
        TooWide(columns: usize): "The table has more columns than the limit.",
        TooMany(cells: usize): "The tables of a text together have more cells than the limit.",
        NotUtf8: "The bytes are no UTF-8.",
        Empty: "No cell has words.",
        Damaged: "It is no .xlsx file, or a damaged one.",
        Password: "It is protected by a password.",
        NotAlone: "Its name is among other words.",
        NoSheet(names: String): "It has no sheet of that name, but these.",
    }
}

text_keys! {
    "old-address",
    /// Why a text is no former address.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum OldAddressProblem {
        OtherSite: "A whole web address.",
        NoSlash: "A path without a slash in front.",
        Sign(letter: char): "A sign that no address of a page has.",
        Parts: "Parts that are empty or lead upwards.",
        NoPage: "A part under which no page can be written.",
        Other: "Anything else.",
    }
}

text_keys! {
    "version",
    /// What a newer version of the program reads or writes differently.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum VersionChange {
        DataColumns: "Columns of the data files that went.",
        SmallLists: "Lists that are parts of other pages now.",
        ThemeNames: "Names in themes that are English now.",
    }
}

text_keys! {
    "phrase",
    /// A part of a message that varies with the case.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Phrase {
        Yaml(problem: YamlProblem): "What the YAML parser does not accept.",
        YamlHelp(problem: YamlHelp): "What to do about it.",
        Shape(shape: ValueShape): "The shape of a value.",
        DidYouMean(name: String): "The nearest known name.",
        DeclareIn(file: &'static str): "No known name is near: the file that declares names.",
        FieldList: "No known field is near: where the list of fields is.",
        ThereAre(list: String): "The values that exist, perhaps shortened.",
        WriteReference: "A document that is not on the site: how to write the reference.",
        CheckPath: "A link to a file that does not exist.",
        NoProvisions: "The provision's document has none.",
        Sign(sign: Sign): "A sign that YAML misreads.",
        HeadSign(sign: HeadSign): "A sign in the place of a plain one.",
        DocumentDate: "How a date of the document is written.",
        FieldDate(example: String): "How a date of another field is written.",
        OddDate(reason: OddDateReason): "Why a date is improbable.",
        AfterLine(line: usize): "After this line.",
        Kilobytes(size: usize, most: usize): "A length in kilobytes, and the greatest allowed.",
        Levels(levels: usize, most: usize): "A depth in levels, and the greatest allowed.",
        WholeAddress: "How the address of a site is written.",
        AsciiHost: "How a domain name with letters of ours is written.",
        MoreFiles(list: String, more: String): "The first files of a list, and the number of the others.",
        ShortenHead: "What to do with a head that is too long or too deep.",
        ShortenFile: "What to do with a YAML file that is too long or too deep.",
        OneOf(list: String): "One of these values.",
        CodeNames: "Any name of a code.",
        OnlyWarnings: "Errors cannot be accepted.",
        InvalidByte(byte: usize): "The file is not UTF-8 from this byte on, counted from 1.",
        Encoding(encoding: OldEncoding): "An encoding of before Unicode.",
        Found(count: usize): "The number of places found.",
        FoundAndLeft(count: usize, left: usize): "The number of places found, and of those with the source's letters.",
        InsteadOfTag(advice: TagAdvice): "What to write instead of this HTML tag.",
        Lost(place: LostPlace): "How words would be shown that are lost where they stand.",
        Note(problem: NoteProblem): "What to do about a footnote.",
        Bold(problem: BoldProblem): "What to do about signs of bold words.",
        Link(problem: LinkProblem): "What to do about brackets.",
        Table(problem: TableProblem): "What to do about rows.",
        TableFile(problem: TableFileProblem): "What to do about a file with a table.",
        LinkOutside: "Which links are safe.",
        OwnMachine(name: String): "A file of the writer's machine: its name.",
        PrintedByPage(system: &'static str): "A line that the page prints by itself, for documents of a system.",
        HeldByField(field: &'static str): "A line that this field holds.",
        PastedBlock(rows: PastedRows): "A pasted head, all of which the head has.",
        PastedBlockToWrite(rows: PastedRows, lines: String): "A pasted head, and the lines that the head lacks.",
        QuoteAmended: "Before other advice: amended text is quoted.",
        AfterLabel(label: String): "The label before the one in question.",
        FirstInLabel(label: String): "The label in question is the first below this one.",
        FirstOfAll: "The label in question is the first of the document.",
        NewHome(likeness: Likeness, file: String, line: String): "A lost address has a new page: evidence, file, what to write.",
        NoHome(file: String, address: String): "No page of the site resembles the one that this file made.",
        HeldBack(file: String, address: String): "The page's file is now a draft or has a later date of publication.",
        FollowAgain(file: String): "The provisions of this file have no pages any more.",
        AcceptInHead(code: &'static str, place: String, reason: AcceptReason): "A field of the head that accepts a diagnostic.",
        AcceptInList(indent: String, code: &'static str, place: String, reason: AcceptReason): "The same as an item of the list below the field.",
        AcceptInLine(line: String, code: &'static str, place: String, reason: AcceptReason): "The same as one more item of a list in brackets.",
        AcceptByHand: "A file without a head, where the lines cannot be written out.",
        NotListed: "Pages that the list of published addresses does not have.",
        NoList: "The list of published addresses is missing or empty.",
        AndMore(list: String, more: String): "The first items of a list, and the number of the others.",
        StrayFile(reason: StrayReason): "Why a file of the content is not published.",
        StrayHelp(reason: StrayHelp): "What to do with a file that is not published.",
        Impossible(problem: RelationProblem): "Why a relation cannot hold.",
        SetPageAddress(proposal: String): "Advice to give a page another address.",
        RenameFile(proposal: String): "Advice to rename one of two files.",
        OwnAddress: "The page that has an address is the one in question.",
        AddressOfOther: "Another page or provision has an address.",
        RemoveRedirect: "What to do about a line of redirects.txt for an address that is taken.",
        RemoveOwn: "What to do about the page's own address as a former one.",
        RemoveOrRename: "What to do about the address of another page.",
        ThemeFileList: "No file of the default theme is near: where they are listed.",
        ThemeTextList: "No text of the default theme is near: where they are.",
        VersionChange(change: VersionChange): "What a newer version does differently.",
        OldAddress(problem: OldAddressProblem): "Why a text is no former address, and what to write.",
        RedirectLine: "How a line of redirects.txt is written.",
        PlaceMoved(file: String, line: String): "Lost provisions whose words are elsewhere in this file; what to write.",
        PlaceGone(file: String): "Lost provisions whose words this file no longer has.",
    }
}
