//! The texts of documents and provisions, from which the script takes its excerpts: no page is loaded for them.
//!
//! A file is an object: `item.part` → address, heading, text, the provision's own page after the document's address,
//! and the summary. Empty values at the end are left out. Blocks of a text are separated by line breaks. It is deflated
//! (RFC 1950), which browsers undo by themselves.
//! A document's share in the files is the length of its file (`site/search_layout.rs`). What is no longer than a file
//! lies whole in the one in which its share begins; the parts of longer ones lie in their share one after the other.

use std::io::Write;
use std::ops::Range;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::model::target::DocumentRef;
use crate::output::page_context::PageContext;
use crate::output::search::fields::{SearchedField, gather};
use crate::output::search::item_parts::ItemParts;
use crate::output::search::search_items::SearchItem;
use crate::site::planned_site::Site;
use crate::site::route::Route;
use crate::site::search_layout::{TEXT_FILE_BYTES, text_bytes};

/// The effort of deflating: the next step takes twice the time for a tenth of the bytes.
const LEVEL: Compression = Compression::new(1);

/// Where each item's share begins, and last the end of all.
#[derive(Debug)]
pub(super) struct TextShares(Vec<usize>);

/// The texts of a part.
#[derive(Clone, Debug, Default)]
struct PartText {
    heading: String,
    text: String,
    summary: String,
    length: usize,
}

impl TextShares {
    /// Divides the files among the items.
    pub(super) fn new(site: &Site, items: &[SearchItem]) -> TextShares {
        let mut end = 0;
        let ends = items.iter().map(|item| {
            if let SearchItem::Document(DocumentRef::Held(index)) = item {
                end += text_bytes(&site.documents, *index);
            }
            end
        });
        TextShares(std::iter::once(0).chain(ends).collect())
    }

    /// Returns the first file with texts of an item, and for each further one the first part in it.
    pub(super) fn places(&self, context: PageContext<'_>, items: &[SearchItem], position: usize) -> Vec<usize> {
        let share = self.share(position);
        if share.is_empty() {
            return Vec::new();
        }
        if share.len() <= TEXT_FILE_BYTES {
            return vec![share.start / TEXT_FILE_BYTES];
        }
        let files = files_of(part_lengths(context, items[position]).into_iter(), &share);
        let Some(first) = files.first() else { return Vec::new() };
        let mut places = vec![*first];
        let mut last = *first;
        for (part, file) in files.iter().enumerate() {
            places.extend((last..*file).map(|_| part));
            last = *file;
        }
        places
    }

    fn share(&self, position: usize) -> Range<usize> {
        self.0[position]..self.0[position + 1]
    }

    /// Returns the items with a share in a file.
    fn items_in(&self, file: usize) -> Range<usize> {
        let (start, end) = (file * TEXT_FILE_BYTES, (file + 1) * TEXT_FILE_BYTES);
        let first = self.0[1..].partition_point(|share_end| *share_end <= start);
        let past = self.0.partition_point(|share_start| *share_start < end);
        first..past.min(self.0.len() - 1)
    }

    /// Writes a file.
    pub(super) fn file(&self, context: PageContext<'_>, items: &[SearchItem], file: usize) -> Vec<u8> {
        let mut out = b"{".to_vec();
        for position in self.items_in(file) {
            let share = self.share(position);
            let is_whole = share.len() <= TEXT_FILE_BYTES;
            if share.is_empty() || is_whole && share.start / TEXT_FILE_BYTES != file {
                continue;
            }
            let item = items[position];
            let parts = ItemParts::of(context, item);
            let texts = part_texts(context, item, &parts);
            let files = match is_whole {
                true => vec![file; texts.len()],
                false => files_of(texts.iter().map(|text| text.length), &share),
            };
            let here = texts.into_iter().zip(files).enumerate();
            for (part, (text, _)) in here.filter(|(_, (_, its_file))| *its_file == file) {
                let place = place_of(context, item, parts.provisions[part]);
                if out.len() > 1 {
                    out.extend_from_slice(b",\n");
                }
                out.extend_from_slice(format!("\"{position}.{part}\":").as_bytes());
                serde_json::to_writer(&mut out, &row(place, text)).expect("texts are JSON");
            }
        }
        out.extend_from_slice(b"}\n");
        deflated(&out)
    }
}

/// Returns the file of each part of an item whose texts have these lengths.
fn files_of(lengths: impl Iterator<Item = usize>, share: &Range<usize>) -> Vec<usize> {
    let mut start = share.start;
    let place = |length: usize| {
        let place = start.min(share.end - 1);
        start += length;
        place / TEXT_FILE_BYTES
    };
    lengths.map(place).collect()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), LEVEL);
    let written = out.write_all(bytes).and_then(|()| out.finish());
    written.expect("writing to memory never fails")
}

fn row((address, page): (String, String), text: PartText) -> Vec<String> {
    let mut row = vec![address, text.heading, text.text, page, text.summary];
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    row
}

/// Returns the address of a provision, and its own page after the address of the document; nothing for part 0.
fn place_of(context: PageContext<'_>, item: SearchItem, provision: Option<usize>) -> (String, String) {
    let (SearchItem::Document(DocumentRef::Held(index)), Some(provision)) = (item, provision) else {
        return Default::default();
    };
    let address = context.document(index).provisions[provision].address.to_string();
    let document = context.document_url(DocumentRef::Held(index));
    let own = context.route_url(Route::Provision(index, provision));
    let own = own.and_then(|url| url.strip_prefix(&document).map(str::to_owned));
    (address, own.unwrap_or_default())
}

/// Returns the length of the texts of each part of an item.
fn part_lengths(context: PageContext<'_>, item: SearchItem) -> Vec<usize> {
    let parts = ItemParts::of(context, item);
    let mut lengths = vec![0; parts.count()];
    gather(context, item, &parts, &mut |part, field, text| {
        if is_shown(part, field) {
            lengths[part] += text.len();
        }
    });
    lengths
}

/// Returns whether excerpts are taken from a field, or headings.
fn is_shown(part: usize, field: SearchedField) -> bool {
    match field {
        SearchedField::Name => part > 0,
        SearchedField::Text | SearchedField::Note | SearchedField::Heading | SearchedField::Summary => true,
        SearchedField::Topic | SearchedField::Line | SearchedField::Subject => false,
    }
}

/// Returns the texts of each part of an item.
fn part_texts(context: PageContext<'_>, item: SearchItem, parts: &ItemParts) -> Vec<PartText> {
    let mut texts = vec![PartText::default(); parts.count()];
    gather(context, item, parts, &mut |part, field, text| {
        if !is_shown(part, field) || text.is_empty() {
            return;
        }
        let texts = &mut texts[part];
        texts.length += text.len();
        let to = match field {
            SearchedField::Name => &mut texts.heading,
            SearchedField::Summary => &mut texts.summary,
            _ => &mut texts.text,
        };
        if !to.is_empty() {
            to.push('\n');
        }
        to.push_str(text);
    });
    texts
}
