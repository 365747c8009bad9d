//! Ctrl-C, SIGTERM, SIGHUP and their like on Windows. The only user of `ctrlc`.
//!
//! Signals reach the whole process: this is the only module with global state.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::host::command::ExitStatus;

static STOP: AtomicBool = AtomicBool::new(false);
static INSTALL: Once = Once::new();

/// From now on a signal ends the program at once, with the status of success: a preview has no other end.
///
/// # Errors
/// The system takes no handler.
pub(super) fn exit_on_signal() -> std::io::Result<()> {
    ctrlc::set_handler(|| std::process::exit(i32::from(ExitStatus::Fine.code()))).map_err(std::io::Error::other)
}

/// From now on a signal is only noted, so that the build can clean up first. A second one ends the program.
pub(super) fn note_signals() {
    INSTALL.call_once(|| {
        let note = || {
            if STOP.swap(true, Ordering::SeqCst) {
                std::process::exit(i32::from(ExitStatus::Machine.code()));
            }
        };
        // Where the system takes no handler, a signal ends the program as before.
        let _ = ctrlc::set_handler(note);
    });
}

/// Has a build end as a signal would.
pub(super) fn stop() {
    STOP.store(true, Ordering::SeqCst);
}

/// Returns whether a signal came since [`note_signals`].
pub(super) fn is_stopped() -> bool {
    STOP.load(Ordering::SeqCst)
}
