//! Parses the files of a site into typed values, one file at a time.
//!
//! Takes the snapshot of a site's folder and the lexicon of kinds; gives parsed documents and vocabularies. Must not
//! know any file other than the one it parses. Three modules, each of which may import those before it: `citations`,
//! `front_matter`, `body`; `document` puts them together.

pub mod body;
pub mod citations;
pub mod document;
pub mod front_matter;
pub mod lookup_keys;
pub mod snapshot;
pub mod source;
