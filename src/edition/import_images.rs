//! Gives the pictures of an imported document their files beside it.

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::base::path::RelPath;
use crate::input::import::draft::ImportDraft;
use crate::input::import::import_report::Doubt;
use crate::input::import::picture_marks::DraftImage;
use crate::input::snapshot::{Attachment, Snapshot};
use crate::messages::import_text::DoubtReason;

/// A picture beside an imported document.
#[derive(Clone, Debug)]
pub(crate) struct ImportedImage {
    /// The path of its file.
    pub(crate) path: RelPath,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Its alternative text.
    pub(crate) alt: String,
    /// Whether the site has the file already.
    pub(crate) is_held: bool,
}

/// Names the files of the pictures that the body shows; those that it does not show are doubts.
pub(super) fn place(draft: &mut ImportDraft, path: &RelPath, snapshot: &Snapshot) -> Vec<ImportedImage> {
    let mut names: BTreeSet<String> = taken_names(path, snapshot);
    let mut placed: Vec<ImportedImage> = Vec::new();
    for image in std::mem::take(&mut draft.images) {
        if !draft.body.contains(&image.mark) {
            draft.report.doubts.push(Doubt {
                reason: DoubtReason::Image(image.name),
                line: 0,
                text: image.alt,
            });
            continue;
        }
        if let Some(known) = placed.iter().find(|known| known.bytes == image.bytes) {
            draft.body = draft.body.replace(&image.mark, known.path.name());
            continue;
        }
        let held = held_file(path, &image, snapshot);
        let own = held.clone().unwrap_or_else(|| fresh_path(path, &image, &mut names));
        let alt = held
            .as_ref()
            .and_then(|_| written_alt(snapshot.text_of(path)?, own.name()));
        let alt = alt.unwrap_or(&image.alt).to_owned();
        let before = format!("![{}]({})", image.alt, image.mark);
        let after = format!("![{alt}]({})", own.name());
        draft.body = draft.body.replace(&before, &after).replace(&image.mark, own.name());
        placed.push(ImportedImage {
            path: own,
            bytes: image.bytes,
            alt,
            is_held: held.is_some(),
        });
    }
    placed
}

/// The site with new pictures, as the trial needs it.
pub(super) fn with_images(snapshot: &Snapshot, images: &[ImportedImage]) -> Snapshot {
    let mut snapshot = snapshot.clone();
    for image in images.iter().filter(|image| !image.is_held) {
        let at = snapshot.attachments.partition_point(|other| other.path < image.path);
        let own = Attachment {
            path: image.path.clone(),
            length: image.bytes.len() as u64,
            sha256: digest(&image.bytes),
            image_size: None,
            table: None,
            is_active: false,
        };
        snapshot.attachments.insert(at, own);
    }
    snapshot
}

fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The names of the files in the folder of a document, in lower case: some systems tell no case apart.
fn taken_names(path: &RelPath, snapshot: &Snapshot) -> BTreeSet<String> {
    let attachments = snapshot.attachments.iter().map(|file| &file.path);
    let strays = snapshot.strays.iter().map(|(stray, _)| stray);
    let beside = attachments
        .chain(strays)
        .filter(|other| other.folder() == path.folder());
    beside.map(|other| other.name().to_lowercase()).collect()
}

/// The file beside a document that is the picture already, from an import before.
fn held_file(path: &RelPath, image: &DraftImage, snapshot: &Snapshot) -> Option<RelPath> {
    let text = snapshot.text_of(path)?;
    let length = image.bytes.len() as u64;
    let mut beside = snapshot
        .attachments
        .iter()
        .filter(|file| file.length == length && file.path.folder() == path.folder() && text.contains(file.path.name()));
    beside
        .find(|file| file.sha256 == digest(&image.bytes))
        .map(|file| file.path.clone())
}

/// The alternative text that an editor gave to a picture.
fn written_alt<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let end = text.find(&format!("]({name})"))?;
    let start = text[..end].rfind("![")?;
    let alt = &text[start + 2..end];
    (!alt.trim().is_empty() && !alt.contains('\n')).then_some(alt)
}

/// A path that no file has: `27-kh-bdvtu-hinh-1.png`.
fn fresh_path(path: &RelPath, image: &DraftImage, names: &mut BTreeSet<String>) -> RelPath {
    let stem = path.name().strip_suffix(".md").unwrap_or(path.name());
    let name = |number: usize| format!("{stem}-hinh-{number}.{}", image.extension);
    let number = (1..).find(|number| !names.contains(&name(*number).to_lowercase()));
    let name = name(number.expect("a folder has fewer files than there are numbers"));
    names.insert(name.to_lowercase());
    RelPath::new(&format!("{}/{name}", path.folder())).expect("the name of a document with another ending")
}
