//! Work on all cores, for results that are computed once while other threads wait for them.

use std::ops::Range;
use std::thread::{Builder, ScopedJoinHandle};

/// Calls both, the first on another thread, and returns both results. Not by rayon, as in [`in_parts`].
pub(crate) fn beside<A: Send, B>(first: impl Fn() -> A + Sync, second: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let thread = Builder::new().spawn_scoped(scope, &first);
        let second = second();
        let first = match thread {
            Ok(thread) => result_of(thread),
            // The system gives no thread: this one does the work.
            Err(_) => first(),
        };
        (first, second)
    })
}

/// Calls `work` for each part of a range, on all cores, and returns the results in order.
///
/// Not by rayon: a page may be rendered inside its pool, and a worker that waits there starts other pages, one of
/// which might wait for this very work.
pub(crate) fn in_parts<T: Send>(total: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let parts = rayon::current_num_threads().clamp(1, total.div_ceil(16).max(1));
    let step = total.div_ceil(parts).max(1);
    let ranges: Vec<Range<usize>> = (0..total).step_by(step).map(|at| at..(at + step).min(total)).collect();
    let work = &work;
    std::thread::scope(|scope| {
        let start = |range: Range<usize>| {
            let own = range.clone();
            let thread = Builder::new().spawn_scoped(scope, move || work(own));
            thread.map_err(|_| range)
        };
        let threads: Vec<_> = ranges.into_iter().map(start).collect();
        let finish = |thread: Result<ScopedJoinHandle<'_, T>, Range<usize>>| match thread {
            Ok(thread) => result_of(thread),
            Err(range) => work(range),
        };
        threads.into_iter().map(finish).collect()
    })
}

fn result_of<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
