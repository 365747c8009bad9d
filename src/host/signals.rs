//! Ctrl-C, SIGTERM, SIGHUP and their like on Windows. The only user of `ctrlc`.
//!
//! Signals reach the process, not a value: this is the one place of the program with a state of its own.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::host::command::ExitStatus;

static STOP: AtomicBool = AtomicBool::new(false);
static INSTALL: Once = Once::new();

/// Ends the program at once, as one that did what it was asked for, when a person or the system ends it.
///
/// # Errors
/// The system takes no handler.
pub(super) fn exit_on_signal() -> std::io::Result<()> {
    ctrlc::set_handler(|| std::process::exit(i32::from(ExitStatus::Fine.code()))).map_err(std::io::Error::other)
}

/// From now on a signal ends nothing, but is noted for whoever has something to clean up first. A second one ends the
/// program.
pub(super) fn note_signals() {
    INSTALL.call_once(|| {
        let note = || {
            if STOP.swap(true, Ordering::SeqCst) {
                std::process::exit(i32::from(ExitStatus::Machine.code()));
            }
        };
        // Where there is no handler to be had, a signal ends the program as it always did.
        let _ = ctrlc::set_handler(note);
    });
}

/// Returns whether a signal came since [`note_signals`].
pub(super) fn is_stopped() -> bool {
    STOP.load(Ordering::SeqCst)
}
