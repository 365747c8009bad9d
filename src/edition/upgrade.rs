//! What a newer program reads or writes differently: told to a site whose list of addresses an older one wrote, until
//! `check --write-addresses` notes the present version there.

use crate::input::front_matter::address_lock::{AddressLock, Version, version};
use crate::input::source::SourceFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{Phrase, VersionChange};

/// The changes that a site notices although it did not change, each with the first version that has it. CHANGELOG.md
/// tells the same; a row is added with the change.
const CHANGES: [(Version, VersionChange); 3] = [
    ((0, 2, 0), VersionChange::DataColumns),
    ((0, 2, 0), VersionChange::SmallLists),
    ((0, 2, 0), VersionChange::ThemeNames),
];

/// Reports a list of addresses that a newer program wrote, and what changed since an older one did.
pub(super) fn check(file: &SourceFile, lock: &AddressLock) -> Vec<Diagnostic> {
    let own = version(env!("CARGO_PKG_VERSION")).expect("cargo takes three numbers");
    let Some((written, span)) = lock.version else {
        return Vec::new();
    };
    let place = Place::at(&file.path, span);
    let shown = |(major, minor, patch): Version| format!("{major}.{minor}.{patch}");
    if written > own {
        let diagnostic = Diagnostic::new(Code::NewerSite, place);
        return vec![diagnostic.with("value", shown(written)).with("known", shown(own))];
    }
    let later = CHANGES.iter().filter(|(since, _)| written < *since);
    let report = |(since, change): &(Version, VersionChange)| {
        let diagnostic = Diagnostic::new(Code::ReadDifferently, place.clone());
        let diagnostic = diagnostic.with("since", shown(*since));
        diagnostic.with("change", Phrase::VersionChange(*change))
    };
    later.map(report).collect()
}
