//! Limits of templates: how often the loops of one page may turn, which templates run at the moment, and whether a
//! version of a theme was stopped. Must not know the template engine, nor a clock: the host decides what takes too long.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::messages::diagnostic::Diagnostic;

/// How often the loops of a site's own templates may turn for one page. The longest page of a site of ten thousand
/// documents takes less than a hundredth of it.
pub(super) const MAX_ROUNDS: usize = 1_000_000;

thread_local! {
    /// The rounds of the page that this thread renders.
    static ROUNDS: Cell<usize> = const { Cell::new(0) };
}

/// The state of one version of a theme.
#[derive(Debug, Default)]
pub(super) struct TemplateLimits {
    /// Why no page of this version is rendered any more.
    stopped: OnceLock<Diagnostic>,
    running: Mutex<BTreeMap<u64, &'static str>>,
    started: AtomicU64,
}

impl TemplateLimits {
    /// Notes that a template begins; it ends when the value is dropped.
    ///
    /// # Errors
    /// The theme was stopped.
    pub(super) fn begin(&self, template: &'static str) -> Result<RunningTemplate<'_>, Box<Diagnostic>> {
        if let Some(why) = self.stopped.get() {
            return Err(Box::new(why.clone()));
        }
        ROUNDS.set(0);
        let id = self.started.fetch_add(1, Ordering::Relaxed);
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.insert(id, template);
        Ok(RunningTemplate { limits: self, id })
    }

    /// Charges rounds of a loop to the page of this thread.
    ///
    /// # Errors
    /// The page has none left, or the theme was stopped meanwhile.
    pub(super) fn spend(&self, rounds: usize) -> Result<(), String> {
        if self.stopped.get().is_some() {
            return Err("it was stopped".to_owned());
        }
        ROUNDS.set(ROUNDS.get().saturating_add(rounds));
        match self.is_spent() {
            true => Err(format!("its loops turn more than {MAX_ROUNDS} times for one page")),
            false => Ok(()),
        }
    }

    /// Returns whether the page of this thread has no rounds left.
    pub(super) fn is_spent(&self) -> bool {
        ROUNDS.get() > MAX_ROUNDS
    }

    /// Renders no further page of this version of the theme; a page that is under way ends at its next loop or output.
    pub(super) fn stop(&self, why: Diagnostic) {
        // The first reason stays.
        let _ = self.stopped.set(why);
    }

    /// The templates that run now, each with a number of its own.
    pub(super) fn running(&self) -> Vec<(u64, &'static str)> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.iter().map(|(id, template)| (*id, *template)).collect()
    }
}

/// A template that runs.
pub(super) struct RunningTemplate<'a> {
    limits: &'a TemplateLimits,
    id: u64,
}

impl Drop for RunningTemplate<'_> {
    fn drop(&mut self) {
        let mut running = self.limits.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.remove(&self.id);
    }
}
