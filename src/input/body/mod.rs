//! Parses the body of a file: Markdown becomes provisions with their addresses, mentions, and HTML with placeholders.
//!
//! Takes the text of a file and its metadata; gives HTML templates and the references in them. May use `citations` and
//! `front_matter`; must not know any other file.

pub(crate) mod annex;
pub(crate) mod bare_links;
pub(crate) mod blocks;
pub(crate) mod code_lines;
pub(crate) mod correction_counts;
pub(crate) mod document_text;
pub(crate) mod html_template;
pub(crate) mod html_writer;
pub(crate) mod images;
pub(crate) mod items_in_line;
pub(crate) mod label;
pub(crate) mod label_closing;
pub(crate) mod label_misprints;
pub(crate) mod label_parser;
pub(crate) mod label_words;
pub(crate) mod line_end;
pub(crate) mod line_length;
pub(crate) mod lines;
pub(crate) mod link_targets;
pub(crate) mod linked_text;
pub(crate) mod lint;
pub(crate) mod literal_emphasis;
pub(crate) mod literal_signs;
pub(crate) mod markdown;
pub(crate) mod markdown_compound;
pub(crate) mod markdown_events;
pub(crate) mod markdown_numbers;
pub(crate) mod markdown_tags;
pub(crate) mod markup;
pub(crate) mod metadata_text;
pub(crate) mod missing_breaks;
pub(crate) mod note_checks;
pub(crate) mod outline;
pub(crate) mod page_numbers;
pub(crate) mod paragraph_breaks;
mod pasted_block;
pub(crate) mod pasted_head;
mod pasted_lines;
pub(crate) mod provision_builder;
pub(crate) mod provision_parser;
pub(crate) mod provision_titles;
pub(crate) mod provisions;
pub(crate) mod quotation;
pub(crate) mod quotation_marks;
pub(crate) mod raw_html;
pub(crate) mod sign_runs;
pub(crate) mod sign_text;
pub(crate) mod spaced_body;
pub(crate) mod text_line;
pub(crate) mod unread_bold;
pub(crate) mod unread_headings;
pub(crate) mod unread_links;
pub(crate) mod unread_tables;
pub(crate) mod wiki_links;
