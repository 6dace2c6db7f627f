//! Reads definitions: lists, scales and formats, and how they are laid over each other.

mod catalogus;
mod field;
mod formaat;
mod format_reader;
mod hulpvragen;
mod lijst;
mod reserved;
mod sectie;

pub use catalogus::builtin_formaten;
pub(super) use sectie::read_own_sectie;
