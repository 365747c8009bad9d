//! All tests of the program through its library and its binary, in one binary: a file of `tests/it/` is a module.

mod addresses;
mod attachments;
mod browser;
mod cases;
mod crawl;
mod data;
#[cfg(unix)]
mod deploy;
mod determinism;
mod explanations;
mod feeds;
mod fixes;
mod kills;
mod laws;
mod layers;
mod ledger;
mod machine;
mod manual;
mod many;
mod mentions;
mod messages;
mod pictures;
mod preview;
mod programme;
mod provisions;
mod publish;
mod repository;
mod search;
mod site;
mod sites;
mod support;
mod theme;
mod web;
