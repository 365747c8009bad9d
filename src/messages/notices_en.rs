//! What the host says, in English: notices and the words of reports.

use crate::messages::catalogue::{Notice, ReportWords};

pub(crate) const REPORT: ReportWords = ReportWords {
    decimal_point: '.',
    why: "why",
    help: "help",
    totals: "{errors} errors, {warnings} warnings, {hints} hints",
    clean: "Looked at {files} files, found nothing to mend.",
    more: "… and {n} more errors",
    per_code: "{n} places: {code}",
    fixable: "{n} can be mended for you: congbo check --fix",
    see_check: "See each place: congbo check",
    built: "Made {pages} pages from {documents} files in {time}: {written} written, {unchanged} unchanged, {removed} removed ({output})",
    unchanged: "Nothing changed: {pages} pages from {documents} files, checked in {time} ({output})",
    see_explain: "Each code explained: congbo explain CODE",
    left_alone: "No page was made; the published site is as it was.",
};

pub(crate) fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::NoSource => "error: there is no folder {path}\nName the folder that holds `content/` with --source.",
        Notice::Machine => "the machine failed: cannot read or write {path}: {reason}",
        Notice::OutputIsFile => "error: {path} is a file, not a folder\nChoose another folder with --output.",
        Notice::OutputOverlapsSource => {
            "error: the output {path} overlaps the source folder {source}\nPages must not be written into the content; choose another folder with --output."
        }
        Notice::OutputNotOurs => {
            "error: {path} holds files that congbo did not make, such as {example}\nCongbo neither deletes nor overwrites other people's files; choose an empty folder with --output."
        }
        Notice::UnreadableManifest => {
            "error: the manifest {path} is damaged at line {line}\nNobody knows which files congbo made, so none is replaced; delete the output folder and build again."
        }
        Notice::LinkInOutput => {
            "error: {path} is a symbolic link\nCongbo does not write through links; put a real folder there."
        }
        Notice::ForeignFile => {
            "error: {path} was not made by congbo but stands where a page goes\nMove the file away and build again."
        }
        Notice::Stopped => "stopped on request, before anything was published",
        Notice::Busy => "error: another build of {path} is at work\nWait until it is done and run again.",
        Notice::Kept => "warning: {path} is kept: the page is gone, but somebody changed the file",
        Notice::BadPassage => "error: line {line} is no passage `{\"id\": …, \"text\": …}`: {reason}",
        Notice::NearCode => "error: no code “{code}”; did you mean {near}?",
        Notice::NoCode => "error: no code “{code}”; `congbo explain` lists them all",
        Notice::FixFile => "Mending {path}:",
        Notice::FixMark => "  removes the byte order mark",
        Notice::FixLineEnds => "  turns {count} Windows line ends into LF",
        Notice::FixComposed => "  composes letters (NFC)",
        Notice::FixLines => "  line {line}:\n  - {before}\n  + {after}",
        Notice::Fixed => "Mended {count} places in {files} files.",
        Notice::NothingToFix => "Nothing here can be mended by itself.",
        Notice::FixChanged => "warning: {path} is left: it changed in the meantime",
        Notice::AddressesWritten => "Wrote {count} addresses to {path} ({added} new). Commit that file.",
        Notice::AddressesUnchanged => "{path} holds all {count} addresses already.",
        Notice::AddressesNotWritten => "Something is in error, so {path} was not written; mend it and run this again.",
        Notice::Serving => "See the site at {url} (Ctrl-C ends)",
        Notice::OpenToOthers => {
            "WARNING: other machines of the network can see this site, unpublished pages too, at {address}\nThe preview bears no hostile machine: heads of any size are read, and a false Content-Length ends it (SECURITY.md).\nLeave --host out to show it on this machine only."
        }
        Notice::NoPort => "error: cannot open port {port} at {host}: {reason}\nChoose another one with --port.",
        Notice::WatchLimit => {
            "warning: the system watches no more folders (the limit of inotify); congbo looks a few times a second instead\nRaise the limit: sysctl fs.inotify.max_user_watches=524288"
        }
        Notice::WatchRefused => {
            "warning: the system cannot watch folders ({reason}); congbo looks a few times a second instead"
        }
        Notice::WatchSilent => {
            "warning: this disk does not tell when files change; congbo looks a few times a second instead (as --poll)"
        }
        Notice::Mended => "No errors any more.",
    }
}
