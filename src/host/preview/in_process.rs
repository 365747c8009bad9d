//! A preview in the same process, without a network: for tests and benchmarks.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::edition::{CompiledSite, Options};
use crate::host::preview::rebuild::Rebuilder;
use crate::host::preview::reply::ReplyBody;
use crate::host::preview::request::parse_target;
use crate::host::preview::router::Router;
use crate::host::preview::shown_state::ShownState;
use crate::messages::catalogue::Language;

/// A preview whose answers are function calls instead of HTTP responses. Only tests and benches make one.
#[derive(Debug)]
pub struct Preview {
    rebuilder: Rebuilder,
    router: Router,
    state: Arc<ShownState>,
}

impl Preview {
    /// Reads a folder for the first time.
    pub fn of(source: &Path, options: Options) -> Self {
        let mut rebuilder = Rebuilder::new(source, options, None, Language::Vietnamese);
        let state = rebuilder.rebuild(None);
        Preview {
            rebuilder,
            router: Router::new(source, true, None),
            state: Arc::new(state.expect("the first reading always makes a state")),
        }
    }

    /// Has it be a day, whatever the clock says.
    pub fn set_today(&mut self, (year, month, day): (i16, i8, i8)) {
        self.rebuilder.set_today(jiff::civil::date(year, month, day));
    }

    /// Reads the folder again; returns whether anything differs.
    pub fn rebuild(&mut self) -> bool {
        let next = self.rebuilder.rebuild(Some(&self.state));
        let differs = next.is_some();
        if let Some(state) = next {
            self.state = Arc::new(state);
        }
        differs
    }

    /// Answers a request for a path: status, and the bytes.
    pub fn get(&self, target: &str) -> (u16, Vec<u8>) {
        let Some(requested) = parse_target(target) else {
            return (400, Vec::new());
        };
        let reply = self.router.reply(&self.state, &requested);
        let mut bytes = Vec::new();
        match reply.body {
            ReplyBody::Bytes(made) => bytes = made,
            ReplyBody::File(mut file, _) => {
                // A file that vanishes while it is copied gives the bytes read so far, as over the network.
                let _ = io::copy(&mut file, &mut bytes);
            }
        }
        (reply.status, bytes)
    }

    /// The paths of all pages and files, from the top of the site.
    pub fn paths(&self) -> Vec<String> {
        let addresses = |site: &CompiledSite| -> Vec<String> {
            let positions = 0..site.files().len();
            positions.map(|at| site.address_at(at).to_owned()).collect()
        };
        self.state.site.as_ref().map(addresses).unwrap_or_default()
    }

    /// The event that open pages get, as JSON.
    pub fn event(&self) -> String {
        self.state.event(false)
    }
}
