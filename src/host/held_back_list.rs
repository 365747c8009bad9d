//! Prints which files are held back: drafts, and documents to be published later.

use std::io::Write;

use crate::base::path::RelPath;
use crate::edition::{HeldBack, HeldBackReason};
use crate::host::command::print_notice;
use crate::host::report::TerminalStyle;
use crate::messages::notice::Notice;

/// The most files that are named; the others are counted.
const MAX_NAMED: usize = 10;

/// Prints how many files are held back, and their names.
pub(super) fn print_held_back(
    out: &mut dyn Write,
    style: TerminalStyle,
    (held_back, files): (&[HeldBack], &[RelPath]),
) {
    if held_back.is_empty() {
        return;
    }
    print_notice(out, style, Notice::HeldBack, &[("count", &held_back.len())]);
    for one in held_back.iter().take(MAX_NAMED) {
        let (path, name) = (&one.path, &one.name);
        match &one.why {
            HeldBackReason::Draft => print_notice(out, style, Notice::HeldBackDraft, &[("path", path), ("name", name)]),
            HeldBackReason::Until(date) => {
                print_notice(
                    out,
                    style,
                    Notice::HeldBackUntil,
                    &[("path", path), ("name", name), ("date", date)],
                );
            }
        }
    }
    let more = held_back.len().saturating_sub(MAX_NAMED);
    if more > 0 {
        print_notice(out, style, Notice::HeldBackMore, &[("count", &more)]);
    }
    for path in files {
        print_notice(out, style, Notice::HeldBackFile, &[("path", path)]);
    }
}
