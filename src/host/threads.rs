//! The threads of parallel work, which a system may refuse (`ulimit -u`, a pids cgroup).

use std::sync::Mutex;
use std::thread::{self, Builder};

/// Prepares the threads of parallel work. Where the system does not give as many as there are cores, this thread does
/// all of it.
pub(crate) fn prepare() {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    if has_threads(cores) {
        return;
    }
    // It fails only where the threads are there already.
    let _ = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build_global();
}

/// Returns whether the system gives a number of threads at once.
fn has_threads(count: usize) -> bool {
    let gate = Mutex::new(());
    thread::scope(|scope| {
        // Each waits until all were asked for.
        let _closed = gate.lock();
        let wait = || drop(gate.lock());
        (0..count).all(|_| Builder::new().spawn_scoped(scope, wait).is_ok())
    })
}
