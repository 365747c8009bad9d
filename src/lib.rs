//! congbo: publishes an official programme and everything that follows from it.
//!
//! The library is a pipeline; each stage is a type, and each layer knows only those before it:
//! `base <- input <- model <- site <- output <- edition <- host <- cli`.

mod base;
mod cli;
mod edition;
mod host;
mod input;
#[doc(hidden)]
pub mod internals;
mod messages;
mod model;
mod output;
mod site;

pub use cli::run;
