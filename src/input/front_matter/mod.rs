//! Reads the head (front matter) of a file, and the vocabularies of a site: YAML becomes typed values with their places.
//!
//! Takes source files; gives metadata, configuration and vocabularies with their diagnostics. May use `citations`; must
//! not know the body of a file or any other file.

pub mod address_lock;
pub mod corrections;
pub mod entries;
pub mod field_reader;
pub mod fields;
pub mod head_text;
pub mod metadata;
pub mod metadata_fields;
pub mod node;
pub mod old_addresses;
pub mod part_names;
pub mod site_config;
pub mod vocabulary;
pub mod vocabulary_file;
pub mod yaml;
pub mod yaml_quoting;
