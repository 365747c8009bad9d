//! The texts of an import: problems for which nothing is written, repairs, doubts.

use crate::messages::catalogue::text_keys;

text_keys! {
    "import-problem",
    /// Why a source cannot be imported. Nothing is written then.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum ImportProblem {
        Empty: "It holds no words.",
        HasHead: "It is a file of a site already.",
        NotText: "Its bytes are no text in a known encoding.",
        Picture(format: &'static str): "It is a picture.",
        Misnamed(format: &'static str): "It is not what its name says, but a file of this format.",
        Unsupported(format: &'static str): "A format that cannot be read.",
        OldWord: "A binary file of Word 97–2003.",
        Password: "It is protected by a password.",
        Damaged: "It ends too early, or its parts do not fit together.",
        TooLarge(limit: usize): "It is larger than the limit, in megabytes.",
        TooDense: "Its compressed parts expand out of all proportion.",
        TooDeep: "Its parts are nested too deeply.",
        Scan: "Its pages are pictures, without letters.",
        NoPdfReader: "The program that reads .pdf files is not installed.",
        PdfReader(reason: String): "The program that reads .pdf files failed.",
        PdfTime: "The program that reads .pdf files took too long.",
        BrokenLetters: "The fonts of a .pdf lost the letters with diacritics.",
    }
}

text_keys! {
    "repair",
    /// Why an import changed a text, where that needs no judgement.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum RepairRule {
        PageNumber: "A page number is left out.",
        RunningHead: "A line that each page repeats is left out.",
        Rule: "A line of dashes or stars is left out.",
        Joined: "A line is joined to the one before, which it continues.",
        Parted: "A line break inside a paragraph begins a paragraph, since a provision begins there.",
        Invisible: "Characters that are not seen are left out.",
        OldEncoding(encoding: String): "Letters of an old encoding are decoded.",
        DoubleEncoding: "UTF-8 that was read as another encoding is decoded once more.",
        Composed: "Letters are composed (NFC).",
        Gha: "`ƣ` of a broken font becomes `ư`.",
        Bullet: "A bullet of a word processor becomes a list mark.",
        Blanks: "Runs of blanks become one.",
        Deleted: "Text that a tracked change deleted is left out.",
        Inserted: "Text that a tracked change inserted is kept.",
        TextBox: "The text of a text box stands behind its paragraph.",
        Signed: "A mark that only says that the paper is signed is left out.",
        MissingBlank: "A blank that is missing between two sentences.",
        Contents: "A table of contents, which a word processor makes, is left out.",
        Markup: "Markup that carries no words is left out.",
    }
}

text_keys! {
    "doubt",
    /// What an editor has to look at after an import.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum DoubtReason {
        Unplaced: "Words that the file does not hold.",
        Image(name: String): "A picture, which has to be added by hand.",
        HiddenText: "Hidden text is left out.",
        Comment: "A comment is left out.",
        HeaderFooter: "The text of a page header or footer is left out.",
        Equation: "An equation, of which only the letters are kept.",
        Object: "An embedded object is left out.",
        Stamp: "A stamp of secrecy or urgency.",
        DraftStamp: "A line that calls the paper a draft.",
        BrokenTitle: "A line break inside the title of an article, which may end it.",
        TitleInCapitals: "The title is printed in capitals.",
        NoField(term: &'static str): "A field that was not found.",
        UnknownIssuer(name: String): "An issuer that bodies.yaml does not declare.",
        Differs(term: &'static str): "A field that the corrected version prints otherwise.",
        Dropped: "What an editor added to the text that the corrected version replaces.",
        Misprint(code: &'static str): "A misprint of the source, which the head accepts.",
        Repeated(address: String): "A number that the source prints twice, whose second place has an address of its own.",
        Revealed(term: &'static str): "A field that only the citations of others reveal.",
        EmptyPage(page: usize): "A page of a .pdf without letters, among others with some.",
        NestedTable: "A table inside a cell, whose rows became lines.",
        Struck: "Words that are struck through are kept.",
        OddLetters: "Words with letters that Vietnamese has not: a font of before Unicode that is not known.",
        Number: "An automatic number that could not be worked out.",
        Script: "Raised or lowered letters that Unicode has not.",
        Field: "A field of Word whose printed text the source does not hold.",
        BrokenReference: "A cross-reference that printed an error.",
    }
}

text_keys! {
    "import",
    /// A text of the report of an import.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ImportText {
        Fields: "Over the lines that became fields.",
        ByPage: "A line that pages print by themselves.",
        Images: "Over the pictures beside the file; `{n}` of them.",
        Repairs: "Over the repairs; `{n}` of them.",
        Doubts: "Over the doubts; `{n}` of them.",
        Changes: "Over the differences of two versions; `{n}` of them.",
        Added: "Before words that only the new version has.",
        Removed: "Before words that only the old version had.",
        UpdateLine: "Over the line that tells readers of a change.",
        Remaining: "Over the diagnostics of the file.",
        Line: "Before what is at a `{line}` of the source.",
        More: "`{n}` further repairs of a `{rule}`.",
    }
}
