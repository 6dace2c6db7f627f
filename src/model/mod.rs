//! The model: definitions (lists, scales, formats), and the types of what a site says.

pub mod antwoord;
pub mod catalogus;
pub mod controles;
pub mod date;
pub mod filenames;
pub mod files;
pub mod formaat;
pub mod hoeveel;
pub mod lijst;
pub mod names;
mod near;
pub mod norm;
pub mod pictures;
pub mod read_log;
pub mod reader;
pub mod site;
pub mod text_file;
pub mod texts;
pub mod value;
