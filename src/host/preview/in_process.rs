//! A preview in the same program, without a network.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::desk::{Body, Desk};
use super::state::State;
use super::watch::Wake;
use super::workshop::Workshop;
use crate::base::catalogue::Language;
use crate::base::path::RelPath;
use crate::edition::Options;

/// A preview without a network: for whoever wants its answers in the same program.
#[derive(Debug)]
pub struct Preview {
    workshop: Workshop,
    desk: Desk,
    state: Arc<State>,
}

impl Preview {
    /// Reads a folder for the first time.
    pub fn of(source: &Path, options: Options) -> Self {
        let mut workshop = Workshop::new(source, options, None, Language::Vietnamese);
        let state = workshop.look(None, &Wake::Time);
        Preview {
            workshop,
            desk: Desk::of(source, true),
            state: Arc::new(state.expect("the first look always makes a state")),
        }
    }

    /// Looks at the folder again; says whether anything differs.
    pub fn look(&mut self) -> bool {
        self.wake(&Wake::Time)
    }

    /// Looks at some files only, as after events about them; says whether anything differs.
    pub fn look_at(&mut self, touched: &[String]) -> bool {
        let touched = touched.iter().filter_map(|path| RelPath::new(path)).collect();
        self.wake(&Wake::Events(touched))
    }

    /// Looks at some files ahead, as while more may happen to them.
    pub fn look_ahead_at(&mut self, touched: &[String]) {
        let touched = touched.iter().filter_map(|path| RelPath::new(path)).collect();
        self.workshop.look_ahead(&self.state, &touched);
    }

    fn wake(&mut self, wake: &Wake) -> bool {
        match self.workshop.look(Some(&self.state), wake) {
            Some(state) => {
                self.state = Arc::new(state);
                true
            }
            None => false,
        }
    }

    /// Answers a request for a path: status, and the bytes.
    pub fn get(&self, target: &str) -> (u16, Vec<u8>) {
        let reply = self.desk.reply(&self.state, target);
        let mut bytes = Vec::new();
        match reply.body {
            Body::Bytes(made) => bytes = made,
            Body::File(mut file, _) => {
                // A file that vanishes while it is copied gives what came of it, as over the network.
                let _ = io::copy(&mut file, &mut bytes);
            }
        }
        (reply.status, bytes)
    }

    /// The paths of all pages and files, from the top of the site.
    pub fn paths(&self) -> Vec<String> {
        let edition = self.state.edition.iter();
        let count = |edition: &crate::edition::Edition| edition.files().len();
        edition
            .flat_map(|edition| (0..count(edition)).map(|at| edition.address_at(at).to_owned()))
            .collect()
    }

    /// What pages are told, as JSON.
    pub fn event(&self) -> String {
        self.state.event(false)
    }
}
