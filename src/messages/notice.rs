//! What the host prints besides diagnostics: notices, and the fixed texts of reports and of the preview.

use serde::Serialize;

use crate::messages::catalogue::text_keys;

text_keys! {
    "notice",
    /// A message of the host that is no diagnostic of content.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Notice {
        /// The source folder is not there.
        NoSource,
        /// A file or folder could not be read or written.
        Machine,
        /// The output is a file.
        OutputIsFile,
        /// Output and source overlap.
        OutputOverlapsSource,
        /// The output holds files that are not ours.
        OutputNotOurs,
        /// The manifest of the output cannot be read.
        UnreadableManifest,
        /// The output contains a symbolic link.
        LinkInOutput,
        /// A file that congbo did not write is where a page should go.
        ForeignFile,
        /// A person or the system stopped the build.
        Stopped,
        /// Another build of the same output is running.
        Busy,
        /// A file of a page that is gone was changed by hand and is kept.
        Kept,
        /// A line of input is not a passage.
        BadPassage,
        /// No such code, but one is near.
        NearCode,
        /// No such code.
        NoCode,
        /// The changes of a file follow.
        FixFile,
        /// The byte order mark is removed.
        FixMark,
        /// Windows line ends become LF.
        FixLineEnds,
        /// Letters are composed (NFC).
        FixComposed,
        /// Lines before and after.
        FixLines,
        /// Number of fixes and of files.
        Fixed,
        /// No diagnostic can be fixed automatically.
        NothingToFix,
        /// A file changed after it was checked, and is left alone.
        FixChanged,
        /// The published addresses were written.
        AddressesWritten,
        /// The published addresses are as they were.
        AddressesUnchanged,
        /// The published addresses were not written, because the site has errors.
        AddressesNotWritten,
        /// The preview is ready.
        Serving,
        /// The preview can be reached from other machines.
        OpenToOthers,
        /// The preview cannot listen at its port.
        NoPort,
        /// The inotify watch limit is reached.
        WatchLimit,
        /// The system cannot watch folders, with the reason.
        WatchRefused,
        /// The disk sends no events when files change.
        WatchSilent,
        /// The preview has no errors any more.
        Mended,
        /// No diagnostics at all.
        Clean,
        /// What a build wrote.
        Built,
        /// A build wrote nothing, since nothing changed.
        Unchanged,
        /// Where a code is explained.
        SeeExplain,
        /// The published site stays as it was.
        LeftAlone,
    }
}

text_keys! {
    "report",
    /// A text of a report of diagnostics.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ReportText {
        /// What separates whole numbers from fractions.
        DecimalPoint,
        /// Before the reason.
        Why,
        /// Before the advice.
        Help,
        /// How many `{errors}`, `{warnings}` and `{hints}` there are.
        Totals,
        /// `{n}` errors beyond those that are printed.
        More,
        /// One line for all `{n}` diagnostics of a `{code}`.
        PerCode,
        /// `{n}` diagnostics that `--fix` fixes.
        Fixable,
        /// Where the rest can be seen.
        SeeCheck,
    }
}

text_keys! {
    "preview",
    /// A text that the preview shows over a page.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum PreviewText {
        /// Over the errors; `{n}` of them.
        Errors,
        /// On the button that opens the warnings; `{n}` of them.
        Warnings,
        /// On the button that opens the list of unpublished files; `{n}` of them.
        HeldBack,
        /// Closes a panel.
        Close,
        /// Links to the page that changed; `{name}`.
        Changed,
        /// On a draft.
        Draft,
        /// On a page to be published later; `{date}`.
        Until,
        /// Links to a line in the editor; `{line}` of `{path}`.
        Line,
        /// The program does not answer.
        Gone,
        /// A page could not be rendered.
        Failed,
    }
}

impl PreviewText {
    /// Every text, for the script of the preview.
    pub const ALL: [PreviewText; 10] = [
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
    ];
}
