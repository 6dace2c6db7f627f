//! Files of content, themes and forms: read in bounds, never outside their own folder, remembered for the preview.
//!
//! [`Files`] is the only place that reads them. [`filenames`] says what a name tells, [`pictures`] decodes images and
//! cleans them, [`properties`] reads who a file says wrote it, [`text_file`] keeps what was made of a text, and a [`read_log::ReadLog`] knows when to read again.

mod dir;
pub mod filenames;
mod near;
pub mod pictures;
pub mod properties;
pub mod read_log;
pub mod text_file;

pub use dir::{DirContent, Files, MAX_PICTURE, MAX_TEXT, Overlay, ReadError, system_error};
