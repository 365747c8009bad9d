//! The program: a thin door to the library.

use std::process::ExitCode;

use libmimalloc_sys::{mi_option_set, mi_option_t};
use mimalloc::MiMalloc;

/// Linking and rendering make many small values and drop them at once, on every core.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// `mi_option_purge_delay` of mimalloc.h: for how many milliseconds memory is kept that was given back.
const PURGE_DELAY: mi_option_t = 15;

/// From one edit to the next the preview needs as much memory again: it is not fetched anew each time.
const KEPT: i32 = 10_000;

fn main() -> ExitCode {
    // SAFETY: it sets a number that the allocator reads, and no other thread runs yet.
    unsafe { mi_option_set(PURGE_DELAY, KEPT.into()) };
    ExitCode::from(congbo::cli::run().code())
}
