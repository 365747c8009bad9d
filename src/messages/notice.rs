//! What the host prints besides diagnostics: notices, and the fixed texts of reports and of the preview.

use serde::Serialize;

use crate::messages::catalogue::text_keys;

text_keys! {
    "notice",
    /// A message of the host that is no diagnostic of content.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Notice {
        NoSource: "The source folder is not there.",
        Machine: "A file or folder could not be read or written.",
        OutputIsFile: "The output is a file.",
        OutputOverlapsSource: "Output and source overlap.",
        OutputNotOurs: "The output holds files that are not ours.",
        UnreadableManifest: "The manifest of the output cannot be read.",
        LinkInOutput: "The output contains a symbolic link.",
        ForeignFile: "A file that congbo did not write is where a page should go.",
        Stopped: "A person or the system stopped the build.",
        OutputPublished: "Drafts would take the place of a published site.",
        EndlessTemplate: "A template takes too long for one page.",
        Busy: "Another build of the same output is running.",
        Kept: "A file of a page that is gone was changed by hand and is kept.",
        BadPassage: "A line of input is not a passage.",
        NearCode: "No such code, but one is near.",
        NoCode: "No such code.",
        FixFile: "The changes of a file follow.",
        FixMark: "The byte order mark is removed.",
        FixLineEnds: "Windows line ends become LF.",
        FixComposed: "Letters are composed (NFC).",
        FixInvisible: "Characters that are not seen are removed.",
        FixBullets: "Word's bullets become list marks.",
        FixDecoded: "A file whose UTF-8 was read as another encoding is decoded once more.",
        FixLines: "Lines before and after.",
        Fixed: "Number of fixes and of files.",
        NothingToFix: "No diagnostic can be fixed automatically.",
        FixChanged: "A file changed after it was checked, and is left alone.",
        AddressesWritten: "The published addresses were written.",
        AddressesUnchanged: "The published addresses are as they were.",
        AddressesNotWritten: "The published addresses were not written, because the site has errors.",
        Forgotten: "An address was taken out of the list of published ones.",
        ForgetUnlisted: "An address that is to be given up is not on the list.",
        ForgetNotLost: "An address that is to be given up has a page, or its file has an error.",
        Created: "A file with the head of a kind was written.",
        FileExists: "A file is there already and stays as it is.",
        NewWithoutTitle: "A write-up or a page needs a title.",
        NearKind: "No such kind, but one is near.",
        NoKind: "No such kind; all kinds follow.",
        InitWrote: "A file of a new site was written.",
        InitKept: "A file of a new site was there already.",
        InitDone: "What to do next with a new site.",
        NearThemeFile: "No such file of the default theme, but one is near.",
        NoThemeFile: "No such file of the default theme.",
        ThemeFilesListed: "How to write out a file of the list.",
        ThemeFileOutdated: "A file of the site's theme whose default changed since.",
        ThemeFileReviewed: "A file of the site's theme was noted as compared with the present default.",
        ThemeFileNotReplaced: "The site has no file of its own in the place of a default one.",
        StartAsks: "Asks whether to make a new site in a folder that has none.",
        StartMadeNothing: "No site was made.",
        StartOpens: "The preview opens in a browser, and ends with the console.",
        StartWaits: "The console closes with the next key.",
        HeldBack: "How many files are not published yet.",
        HeldBackDraft: "A draft.",
        HeldBackUntil: "A document to be published later.",
        HeldBackFile: "An attachment that only files not published yet refer to.",
        HeldBackMore: "The number of further files that are not published yet.",
        StatedRelations: "How many relations and days of force texts state and heads do not declare; lines for the heads follow.",
        StatedRelation: "A file, and a line for its head.",
        StatedRelationsMore: "The number of further files whose texts state relations.",
        Serving: "The preview is ready.",
        OnThePhone: "Where a phone in the same network finds the preview.",
        NoNetworkAddress: "This machine has no address in a network.",
        HostRefused: "A request came to a name under which the preview does not answer.",
        RequestRefused: "A request was refused, with its status.",
        Rebuilt: "The preview was rebuilt after a change.",
        ReadWhat: "Which version read which folder.",
        OpenToOthers: "The preview can be reached from other machines.",
        NoPort: "The preview cannot listen at its port.",
        NotListening: "The preview cannot take connections at the moment, with the reason.",
        WatchLimit: "The inotify watch limit is reached.",
        WatchRefused: "The system cannot watch folders, with the reason.",
        WatchSilent: "The disk sends no events when files change.",
        Mended: "The preview has no errors any more.",
        Clean: "No diagnostics at all.",
        Built: "What a build wrote.",
        Unchanged: "A build wrote nothing, since nothing changed.",
        SeeExplain: "Where a code is explained.",
        Imported: "An imported file was written.",
        ImportTried: "What an import would write follows.",
        ImportUpdated: "The text of a file was replaced.",
        ImportFailed: "A file cannot be imported, with the reason.",
        ImportHeld: "An imported document has a file already.",
        ImportNoFile: "The file to be updated is not there.",
        ImportNoKind: "No such kind of documents.",
        ImportPath: "A path that is none of a document.",
        NoOutput: "The folder to be compared is not there.",
        NotCompared: "A folder cannot be compared with content that has errors.",
        FileDiffers: "A published file is not what the content makes.",
        FileMissing: "A file of the site is not published.",
        FileForeign: "A published file is none that the content makes.",
        HostFiles: "Files of the host, which are not compared.",
        Verified: "Every published file is what the content makes.",
        NotVerified: "How many published files differ from what the content makes.",
        PartlyPublished: "The machine failed while files were put into place; how many are new.",
        ChangedMeanwhile: "An attachment changed while the site was built.",
        DiffNoGit: "No `git` to read a revision with.",
        DiffNoRepository: "The source folder is in no repository.",
        DiffUnknownRevision: "No such revision.",
        DiffGitFailed: "git failed, with the reason.",
        DiffTooLarge: "A revision holds too much.",
        DiffBaseErrors: "Over the errors of the former side.",
        DiffHeadErrors: "Over the errors of the new side.",
        DiffNoNotes: "No file needs a note.",
        DiffStopped: "A person or the system stopped the comparison.",
        NotPrinted: "What was to be printed could not be written.",
        LeftAlone: "The published site stays as it was.",
    }
}

/// What `--quiet` leaves out: a command that succeeds prints nothing then.
const INFORMING: [Notice; 31] = [
    Notice::ThemeFilesListed,
    Notice::ThemeFileReviewed,
    Notice::FixFile,
    Notice::FixMark,
    Notice::FixLineEnds,
    Notice::FixComposed,
    Notice::FixInvisible,
    Notice::FixBullets,
    Notice::FixDecoded,
    Notice::FixLines,
    Notice::Fixed,
    Notice::NothingToFix,
    Notice::AddressesWritten,
    Notice::AddressesUnchanged,
    Notice::Forgotten,
    Notice::Created,
    Notice::InitWrote,
    Notice::InitKept,
    Notice::InitDone,
    Notice::HeldBack,
    Notice::HeldBackDraft,
    Notice::HeldBackUntil,
    Notice::HeldBackFile,
    Notice::HeldBackMore,
    Notice::Mended,
    Notice::Built,
    Notice::Unchanged,
    Notice::Imported,
    Notice::ImportUpdated,
    Notice::HostFiles,
    Notice::Verified,
];

impl Notice {
    /// Returns whether a command that is asked to be quiet leaves this out.
    pub(crate) fn only_informs(self) -> bool {
        INFORMING.contains(&self)
    }
}

text_keys! {
    "report",
    /// A text of a report of diagnostics.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ReportText {
        DecimalPoint: "What separates whole numbers from fractions.",
        Why: "Before the reason.",
        Help: "Before the advice.",
        Totals: "How many `{errors}`, `{warnings}` and `{hints}` there are.",
        More: "`{n}` errors beyond those that are printed.",
        PerCode: "One line for all `{n}` diagnostics of a `{code}`.",
        Fixable: "`{n}` diagnostics that `--fix` fixes.",
        SeeCheck: "Where the rest can be seen.",
    }
}

text_keys! {
    "preview",
    /// A text that the preview shows over a page.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum PreviewText {
        Errors: "Over the errors; `{n}` of them.",
        Warnings: "On the button that opens the warnings; `{n}` of them.",
        HeldBack: "On the button that opens the list of unpublished files; `{n}` of them.",
        Close: "Closes a panel.",
        Changed: "Links to the page that changed; `{name}`.",
        Draft: "On a draft.",
        Until: "On a page to be published later; `{date}`.",
        Line: "Links to a line in the editor; `{line}` of `{path}`.",
        Gone: "The program does not answer.",
        Failed: "A page could not be rendered.",
        Why: "Before the reason of a diagnostic.",
        Help: "Before what to write.",
        Copy: "Copies what to write.",
        Copied: "It is copied.",
        Explain: "Links to the explanation of `{code}`.",
        Unfinished: "Over the errors of a page that was never without; `{n}` of them.",
    }
}

impl PreviewText {
    /// Every text, for the script of the preview.
    pub const ALL: [PreviewText; 16] = [
        PreviewText::Errors,
        PreviewText::Warnings,
        PreviewText::HeldBack,
        PreviewText::Close,
        PreviewText::Changed,
        PreviewText::Draft,
        PreviewText::Until,
        PreviewText::Line,
        PreviewText::Gone,
        PreviewText::Failed,
        PreviewText::Why,
        PreviewText::Help,
        PreviewText::Copy,
        PreviewText::Copied,
        PreviewText::Explain,
        PreviewText::Unfinished,
    ];
}
