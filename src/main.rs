//! The program: a thin door to the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Linking and rendering make many small values and drop them at once, on every core.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(congbo::cli::run().code())
}
