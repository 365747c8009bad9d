//! The head of a file, and the vocabularies of a site: YAML as typed values, each with its place.

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
