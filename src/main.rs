//! The program: a thin door to the library.

#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Linking and rendering make many small values and drop them at once, on every core.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(congbo::cli::run().code())
}
