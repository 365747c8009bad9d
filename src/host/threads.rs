//! The threads of parallel work, which a system may refuse (`ulimit -u`, a pids cgroup).

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, Builder};

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// Prepares the threads of parallel work: as many as there are cores, or as the system gives. Where it gives none, this
/// thread does all of it.
///
/// The threads are there before rayon is told of them: a pool of rayon that lacks one thread cannot be made again.
pub(crate) fn prepare() {
    let wanted = std::env::var("RAYON_NUM_THREADS").ok();
    let wanted = wanted.and_then(|count| count.parse().ok()).filter(|count| *count > 0);
    let wanted = wanted.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let workers: Vec<Sender<ThreadBuilder>> = (0..wanted).map_while(|_| waiting_worker().ok()).collect();
    let pool = ThreadPoolBuilder::new().num_threads(workers.len().max(1));
    let mut free = workers.iter();
    let hand_over = |worker| {
        let thread = free.next().ok_or(io::ErrorKind::WouldBlock)?;
        thread.send(worker).map_err(|_| io::ErrorKind::BrokenPipe.into())
    };
    // Both fail only where the threads are there already.
    let _ = match workers.is_empty() {
        true => pool.use_current_thread().build_global(),
        false => pool.spawn_handler(hand_over).build_global(),
    };
}

/// A thread that waits for its work.
fn waiting_worker() -> io::Result<Sender<ThreadBuilder>> {
    let (sender, receiver) = channel::<ThreadBuilder>();
    Builder::new().spawn(move || {
        // Without work it ends with its sender.
        if let Ok(worker) = receiver.recv() {
            worker.run();
        }
    })?;
    Ok(sender)
}
