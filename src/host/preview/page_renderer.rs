//! Renders pages for the preview, one at a time and each on a thread of its own: a template that never comes to its end
//! holds up no answer for longer than the time that a page may take, and no second page is begun with it.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

use crate::edition::{CompiledSite, RenderError};
use crate::host::preview::media_type::{HTML, media_type};
use crate::host::preview::shown_state::ShownState;
use crate::host::template_watch::{LOOK_INTERVAL, TemplateWatch};

/// A site that the thread of a page shares.
#[derive(Clone, Debug)]
pub(super) enum SharedSite {
    /// That of a state.
    Shown(Arc<ShownState>),
    /// That of a state with its new files that have errors.
    Unfinished(Arc<ShownState>),
    /// That of a trial.
    Trial(Arc<CompiledSite>),
}

impl SharedSite {
    /// The site, where there is one.
    pub(super) fn site(&self) -> Option<&CompiledSite> {
        match self {
            SharedSite::Shown(state) => state.site.as_ref(),
            SharedSite::Unfinished(state) => state.unfinished.as_ref(),
            SharedSite::Trial(site) => Some(site),
        }
    }
}

/// Renders pages.
#[derive(Clone, Debug, Default)]
pub(super) struct PageRenderer {
    turn: Arc<Mutex<()>>,
}

impl PageRenderer {
    /// Renders the file at a position of a site.
    ///
    /// # Errors
    /// As [`CompiledSite::render`]; also where the page takes too long.
    pub(super) fn render(
        &self,
        shared: &SharedSite,
        site: &CompiledSite,
        position: usize,
    ) -> Result<Vec<u8>, RenderError> {
        if media_type(site.address_at(position)) != HTML {
            return rendered(site, position);
        }
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let (sender, receiver) = channel();
        let shared = shared.clone();
        let spawned = Builder::new().spawn(move || {
            let page = shared.site().map(|site| rendered(site, position));
            // After the time is over nobody waits for it.
            let _ = page.map(|page| sender.send(page));
        });
        if spawned.is_err() {
            return rendered(site, position);
        }
        let mut watch = TemplateWatch::default();
        loop {
            match receiver.recv_timeout(LOOK_INTERVAL) {
                Ok(page) => return page,
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(template) = watch.look(site) {
                        site.stop_template(template);
                        // Now it says why it renders nothing.
                        return rendered(site, position);
                    }
                }
                // The thread ended without a page.
                Err(RecvTimeoutError::Disconnected) => return rendered(site, position),
            }
        }
    }
}

fn rendered(site: &CompiledSite, position: usize) -> Result<Vec<u8>, RenderError> {
    let mut bytes = Vec::with_capacity(32 * 1024);
    site.render(position, &mut bytes)?;
    Ok(bytes)
}
