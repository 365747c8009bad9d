//! Parses the body of a file: Markdown becomes provisions with their addresses, mentions, and HTML with placeholders.
//!
//! Takes the text of a file and its metadata; gives HTML templates and the references in them. May use `citations` and
//! `front_matter`; must not know any other file.

pub mod blocks;
pub mod correction_counts;
pub mod document_text;
pub mod html_template;
pub mod html_writer;
pub mod label;
pub mod lines;
pub mod linked_text;
pub mod lint;
pub mod markdown;
pub mod markdown_tags;
pub mod markup;
pub mod metadata_text;
pub mod outline;
pub mod provision_builder;
pub mod provision_parser;
pub mod provisions;
pub mod raw_html;
pub mod wiki_links;
