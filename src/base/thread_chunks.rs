//! Work on all cores, for results that are computed once while other threads wait for them.

use std::ops::Range;

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
        let threads = ranges.into_iter().map(|range| scope.spawn(move || work(range)));
        let threads: Vec<_> = threads.collect();
        let results = threads.into_iter().map(|thread| thread.join());
        let results = results.map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        results.collect()
    })
}
