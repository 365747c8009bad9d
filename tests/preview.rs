//! The preview: its pages are those that are published, it follows the folder, and it lets nothing else in.

mod support;
mod web;

#[path = "preview/client.rs"]
mod client;
#[path = "preview/following.rs"]
mod following;
#[path = "preview/hostile.rs"]
mod hostile;
#[path = "preview/law.rs"]
mod law;
