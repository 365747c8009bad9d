//! The last trials of the window, so that a browser can show their pages, and the pictures of the last imports, until
//! they are saved.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::base::path::RelPath;
use crate::edition::{CompiledSite, ImportedImage, Trial, TrialCompiler};
use crate::host::preview::media_type::media_type;
use crate::host::preview::reply::Reply;
use crate::host::preview::shown_state::ShownState;

/// The trials whose pages can be shown, and the imports whose pictures wait: one for each of a few windows.
const MAX_KEPT: usize = 4;

/// The pictures of an import.
pub(super) type Images = Arc<Vec<ImportedImage>>;

/// The last trials and imports.
#[derive(Debug, Default)]
pub(super) struct Trials {
    compiler: TrialCompiler,
    last: u64,
    kept: VecDeque<KeptTrial>,
    imports: VecDeque<(u64, Images)>,
}

/// A site with a file as it would be.
#[derive(Clone, Debug)]
pub(super) struct KeptTrial {
    number: u64,
    /// The site.
    pub(super) site: Arc<CompiledSite>,
    images: Images,
}

impl KeptTrial {
    /// A picture that is not on the disk yet.
    pub(super) fn image(&self, path: &RelPath) -> Option<Reply> {
        let mut images = self.images.iter().filter(|image| !image.is_held);
        let image = images.find(|image| image.path == *path)?;
        Some(Reply::bytes(
            200,
            media_type(path.as_str()).into_owned(),
            image.bytes.clone(),
        ))
    }
}

impl Trials {
    /// Compiles a trial, and keeps its site; with it the number under which it is kept.
    pub(super) fn compile(&mut self, state: &ShownState, file: (&RelPath, &str), images: &Images) -> (Trial, u64) {
        let mut trial = self.compiler.compile((&state.disk, images), file, &state.diagnostics);
        self.last += 1;
        let number = self.last;
        if let Some(site) = trial.site.take() {
            self.kept.push_back(KeptTrial {
                number,
                site: Arc::new(site),
                images: Arc::clone(images),
            });
        }
        while self.kept.len() > MAX_KEPT {
            self.kept.pop_front();
        }
        (trial, number)
    }

    /// A trial that is kept.
    pub(super) fn find(&self, number: u64) -> Option<KeptTrial> {
        self.kept.iter().find(|kept| kept.number == number).cloned()
    }

    /// Keeps the pictures of an import; gives the number under which they are kept, where there are any.
    pub(super) fn keep_images(&mut self, images: &Images) -> Option<u64> {
        if images.is_empty() {
            return None;
        }
        self.last += 1;
        self.imports.push_back((self.last, Arc::clone(images)));
        while self.imports.len() > MAX_KEPT {
            self.imports.pop_front();
        }
        Some(self.last)
    }

    /// The pictures that are kept under a number.
    pub(super) fn images(&self, number: u64) -> Option<Images> {
        let kept = self.imports.iter().find(|(known, _)| *known == number);
        kept.map(|(_, images)| Arc::clone(images))
    }
}
