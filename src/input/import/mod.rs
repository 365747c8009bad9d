//! Imports a document from a word processor: any supported format becomes one Markdown file and a report.
//!
//! Takes bytes with their file name; gives Markdown and an [`import_report`]. May use `citations`, `front_matter` and
//! `body`; must not know the disk, a clock, or any file of the site.
//!
//! A reader per format (`plain_text`, …) makes a [`source_text::SourceText`]; the stages behind it know no format.

pub(crate) mod docx;
pub(crate) mod file_kind;
pub(crate) mod html_page;
pub(crate) mod import_report;
mod joined_runs;
mod number_format;
mod old_text;
pub(crate) mod pdf_text;
pub(crate) mod plain_text;
mod run_builder;
pub mod source_text;
