//! Built sites: made through the library, read back from the folder, crawled.

pub mod headers;
pub mod html;
pub mod links;
pub mod reading;
pub mod search_index;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use congbo::internals::edition::Options;
use congbo::internals::host::{CommandOptions, ExitStatus, build};
use tempfile::TempDir;

use crate::support::{command, crate_root, files_below, run};

/// A site built into a folder of its own.
pub struct Built {
    output: PathBuf,
    /// Removes the folder when this is dropped.
    _temporary: Option<TempDir>,
    /// How the build ended.
    pub ending: ExitStatus,
    /// What it printed.
    pub printed: String,
}

impl Built {
    /// The published folder.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// Every published file by its path from the top; `.congbo/` is not published.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files_of(&self.output)
    }

    /// A published file, as text.
    pub fn file(&self, path: &str) -> String {
        let full = self.output.join(path);
        fs::read_to_string(&full).unwrap_or_else(|error| panic!("{}: {error}\n{}", full.display(), self.printed))
    }

    /// The page at an address: `quyet-dinh/2011/393-qd-tu/`.
    pub fn page(&self, address: &str) -> String {
        self.file(&format!("{address}index.html"))
    }

    /// Says whether a page exists.
    pub fn has(&self, address: &str) -> bool {
        self.output.join(address).join("index.html").is_file()
    }

    /// A data file, as JSON.
    pub fn data(&self, name: &str) -> Vec<serde_json::Value> {
        serde_json::from_str(&self.file(&format!("du-lieu/{name}"))).expect("valid JSON")
    }
}

/// Every file of an output by its path from the top, without `.congbo/`.
pub fn files_of(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let relative = |path: &Path| {
        let inner = path.strip_prefix(output).expect("a file of the output");
        inner
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/")
    };
    files_below(output, "")
        .into_iter()
        .map(|path| (relative(&path), path))
        .filter(|(name, _)| !name.starts_with(".congbo/"))
        .map(|(name, path)| (name, fs::read(path).expect("a readable file")))
        .collect()
}

/// The site of this repository's own content, built once a run: nothing may write to it.
pub fn real_site() -> &'static Built {
    static SITE: LazyLock<(File, Built)> = LazyLock::new(|| {
        let (lock, folder) = kept_folder();
        (lock, build_into(&folder, crate_root(), Options::default()))
    });
    &SITE.1
}

/// An empty folder below the target folder for what lives as long as the run, and the lock that keeps other runs out.
///
/// A static is never dropped, so that a temporary folder in one would be left behind by each run.
fn kept_folder() -> (File, PathBuf) {
    let free = |number: usize| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("site-{number}"));
        let lock = File::create(folder.with_extension("lock")).expect("a writable file");
        lock.try_lock().is_ok().then_some((lock, folder))
    };
    let (lock, folder) = (0..).find_map(free).expect("there are more numbers than runs");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("a folder that can be removed");
    }
    (lock, folder)
}

/// Builds a source folder into a temporary one.
pub fn built(source: &Path) -> Built {
    built_with(source, Options::default())
}

/// Builds a source folder with options.
pub fn built_with(source: &Path, options: Options) -> Built {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let built = build_into(&folder.path().join("public"), source, options);
    Built {
        _temporary: Some(folder),
        ..built
    }
}

fn build_into(output: &Path, source: &Path, options: Options) -> Built {
    let command = CommandOptions {
        output: output.to_owned(),
        options,
        ..command(source)
    };
    let (ending, printed) = run(build, &command);
    Built {
        output: output.to_owned(),
        _temporary: None,
        ending,
        printed,
    }
}
