//! `check --forget ADDRESS`: takes an address out of the list of published ones, on purpose.

use crate::base::path::RelPath;
use crate::edition::without_page;
use crate::host::atomic_write::atomic_write;
use crate::host::command::{CommandOptions, ExitStatus, Streams, load_and_compile, print_machine_error, print_notice};
use crate::host::report::Values;
use crate::host::source_files::ADDRESSES;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Argument, Diagnostic};
use crate::messages::notice::Notice;

/// Takes an address out of the list, if it is there and its page is gone.
///
/// # Errors
/// The status of a command that does nothing. It is printed already.
pub(super) fn forget_address(job: &CommandOptions, asked: &str, streams: &mut Streams<'_>) -> Result<(), ExitStatus> {
    let compiled = load_and_compile(job, streams.words)?;
    let address = whole_path(asked);
    let values: Values<'_> = &[("address", &address), ("path", &ADDRESSES)];
    let mut refuse = |notice| {
        print_notice(streams.words, compiled.style, notice, values);
        Err(ExitStatus::Usage)
    };
    let list = compiled.snapshot.addresses.as_ref();
    let Some(text) = list.and_then(|list| without_page(&list.text, &address)) else {
        return refuse(Notice::ForgetUnlisted);
    };
    if !compiled
        .outcome
        .diagnostics
        .iter()
        .any(|found| is_loss_of(found, &address))
    {
        return refuse(Notice::ForgetNotLost);
    }
    let path = RelPath::new(ADDRESSES).expect("a constant path");
    let written = atomic_write(&job.source, &path, text.as_bytes());
    let full = job.source.join(ADDRESSES);
    written.map_err(|error| print_machine_error(streams.words, compiled.style, &full, &error))?;
    print_notice(streams.words, compiled.style, Notice::Forgotten, values);
    Ok(())
}

/// Returns whether a diagnostic reports that an address is lost.
fn is_loss_of(found: &Diagnostic, address: &str) -> bool {
    let names = |(name, value): &(&str, Argument)| *name == "address" && *value == Argument::from(address);
    found.code == Code::LostAddress && found.arguments.iter().any(names)
}

/// The address from the top of the site as the list writes it, for one that a person copied from a browser.
fn whole_path(asked: &str) -> String {
    let asked = asked.trim();
    let path = match asked.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => asked,
    };
    let path = path.trim_matches('/');
    let is_file = path.ends_with(".html") || path.ends_with(".htm");
    match path {
        "" => "/".to_owned(),
        path if is_file => format!("/{path}"),
        path => format!("/{path}/"),
    }
}
