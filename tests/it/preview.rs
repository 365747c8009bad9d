//! The preview: its pages are those that are published, it follows the folder, and it lets nothing else in.

pub mod client;
mod following;
mod hostile;
mod law;
mod window;
