//! How a preview takes memory from the system, and gives it back.

use std::thread;
use std::time::Duration;

/// How long what is no longer shown may wait to be forgotten.
const UNHURRIED: Duration = Duration::from_millis(250);

/// Asks for memory in small pages. In pages of two megabytes, of which many stay half empty, a preview of ten thousand
/// documents takes an eighth more, all of which the system must clear before the first page is shown. (A build touches
/// its memory again and again, and is quicker with large ones.)
///
/// Where the system does not know of it, memory comes as it comes.
pub(super) fn take_small_pages() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

/// Takes memory again as the system likes to give it; so does any program that is started now.
pub(super) fn take_any_pages() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(false);
}

/// Forgets a state in a while. Thousands of documents take their time to be forgotten; nobody should wait for it, nor
/// share the machine with it while browsers ask for the new page.
pub(super) fn forget<T: Send + 'static>(state: T) {
    thread::spawn(move || {
        thread::sleep(UNHURRIED);
        drop(state);
    });
}
