//! congbo: publishes an official programme and everything that follows from it.
//!
//! The library is a pipeline; each stage is a type, and each layer knows only those before it:
//! `base <- input <- model <- site <- output <- edition <- host <- cli`.

#![forbid(unsafe_code)]

pub mod base;
pub mod cli;
pub mod edition;
pub mod host;
pub mod input;
pub mod messages;
pub mod model;
pub mod output;
pub mod site;
