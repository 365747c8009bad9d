//! The program: calls the library.

use std::process::ExitCode;

/// Linking and rendering allocate many small values and free them soon, on every core.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(congbo::run().code())
}
