//! All tests of the program through its library and its binary, in one binary: a file of `tests/it/` is a module.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub,
    reason = "a test is a program, which touches the machine and has no users"
)]

mod addresses;
mod advice;
mod akoma_ntoso;
mod attachments;
mod browser;
mod cases;
mod cite;
mod command_line;
mod copied_citations;
mod crawl;
mod data;
#[cfg(unix)]
mod deploy;
mod determinism;
mod diff;
mod downloads;
mod endless;
mod explanations;
mod feeds;
mod fixes;
mod fuzz;
mod green;
mod held_back;
mod hostile_inputs;
mod import;
mod import_files;
mod import_readers;
mod kills;
mod laws;
mod layers;
mod ledger;
mod limits;
mod machine;
mod manual;
mod many;
mod mentions;
mod messages;
mod mistakes;
mod new_site;
mod office;
mod pictures;
mod preview;
mod programme;
mod provisions;
mod publish;
#[cfg(unix)]
mod release;
mod repository;
mod review;
mod search;
mod site;
mod sites;
mod slips;
mod start;
mod stated_relations;
mod support;
mod tables;
mod theme;
mod theme_export;
mod verify;
mod version;
mod web;
mod word_law;
mod word_to_page;
