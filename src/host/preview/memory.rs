//! How the system hands out memory to a preview.

/// Asks for memory in small pages, or again as the system likes. In pages of two megabytes, of which many stay half
/// empty, a preview of ten thousand documents takes an eighth more, all of which the system must clear before the first
/// page is shown. A `build` touches its memory again and again and is quicker with the large ones.
///
/// Where the system does not know how to, memory comes as it comes.
pub(super) fn small_pages(wanted: bool) {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(wanted);
    #[cfg(not(target_os = "linux"))]
    let _ = wanted;
}
