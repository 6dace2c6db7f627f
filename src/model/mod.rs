//! The model: definitions (lists, scales, formats), and the types of what a site says.

pub mod antwoord;
pub mod catalogus;
pub mod color;
pub mod controles;
pub mod date;
pub mod formaat;
pub mod hoeveel;
pub mod huisstijl;
pub mod lijst;
pub mod names;
pub mod norm;
pub mod picture;
pub mod site;
mod spanned;
pub mod value;

pub use spanned::Spanned;
