//! Parses the files of a site into typed values, one file at a time.
//!
//! Takes the snapshot of a site's folder and the lexicon of kinds; gives parsed documents and vocabularies. Must not
//! know any file other than the one it parses. Four modules, each of which may import those before it: `citations`,
//! `front_matter`, `body`, `import`; `document` puts the first three together.

pub(crate) mod body;
pub(crate) mod citations;
pub(crate) mod document;
pub(crate) mod front_matter;
pub(crate) mod import;
pub(crate) mod letter_diagnostics;
pub(crate) mod lookup_keys;
pub(crate) mod office;
pub(crate) mod old_encodings;
#[allow(dead_code, reason = "the import that uses it is being written")]
pub(crate) mod old_fonts;
pub(crate) mod redirects_file;
pub(crate) mod snapshot;
pub(crate) mod source;
pub(crate) mod table_rows;
mod xlsx_cells;
mod xlsx_numbers;
