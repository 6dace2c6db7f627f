//! The model: definitions (lists, scales, formats), and the types of what a site says.

pub mod antwoord;
pub mod catalogus;
pub mod controles;
pub mod date;
pub mod formaat;
pub mod hoeveel;
pub mod lijst;
pub mod names;
pub mod norm;
pub mod reader;
pub mod site;
pub mod texts;
pub mod value;
