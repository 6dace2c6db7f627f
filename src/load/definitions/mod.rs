//! Reads definitions: lists, scales and formats, and how they are laid over each other.

mod catalogus;
mod formaat;
mod hulpvragen;
mod lijst;
mod reserved;

pub use catalogus::builtin_formaten;
pub(super) use formaat::read_own_sectie;
