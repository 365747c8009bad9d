//! Shows the progress of long work on a terminal. The only user of `indicatif`.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work shorter than this shows no bar.
const SHOW_AFTER: Duration = Duration::from_secs(1);

/// A bar that appears when work takes more than a second, and only on a terminal.
#[derive(Debug)]
pub(crate) struct TerminalProgress {
    total: u64,
    started: Instant,
    is_terminal: bool,
    bar: OnceLock<ProgressBar>,
}

impl TerminalProgress {
    /// A bar for `total` steps, if one is wanted; a terminal that cannot move its cursor (`TERM=dumb`) shows none.
    pub(crate) fn new(total: usize, is_wanted: bool) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let is_terminal = is_wanted && !is_dumb && std::io::stderr().is_terminal();
        TerminalProgress {
            total: total as u64,
            started: Instant::now(),
            is_terminal,
            bar: OnceLock::new(),
        }
    }

    /// Shows that `done` steps are done.
    pub(crate) fn set(&self, done: usize) {
        if self.is_terminal && self.started.elapsed() > SHOW_AFTER {
            self.bar.get_or_init(|| new_bar(self.total)).set_position(done as u64);
        }
    }

    /// Removes the bar.
    pub(crate) fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn new_bar(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} ({eta})").expect("a constant template");
    ProgressBar::new(total).with_style(style)
}
