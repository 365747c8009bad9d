//! The preview: its pages are those that are published, it follows the folder, and it lets nothing else in.

mod client;
mod following;
mod hostile;
mod law;
