//! Reads the head (front matter) of a file, and the vocabularies of a site: YAML becomes typed values with their places.
//!
//! Takes source files; gives metadata, configuration and vocabularies with their diagnostics. May use `citations`; must
//! not know the body of a file or any other file.

pub(crate) mod address_lock;
mod blanks;
mod control_escapes;
mod delimiters;
pub(crate) mod entries;
pub(crate) mod field_reader;
pub(crate) mod field_value;
pub(crate) mod fields;
mod foreign_head;
mod head_checks;
pub(crate) mod head_text;
pub(crate) mod issuing_system;
mod line_checks;
mod line_signs;
pub(crate) mod metadata;
pub(crate) mod metadata_fields;
pub(crate) mod node;
pub(crate) mod old_addresses;
pub(crate) mod part_names;
pub(crate) mod places;
pub(crate) mod site_config;
mod source_checks;
pub(crate) mod theme_settings;
mod typed_quotation;
pub(crate) mod vocabulary;
pub(crate) mod vocabulary_file;
pub(crate) mod yaml;
pub(crate) mod yaml_quoting;
mod yaml_slip;
