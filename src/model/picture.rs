//! Images of a school.

use std::sync::Arc;

/// An image of a school, checked.
#[derive(Debug, Clone)]
pub struct SchoolPicture {
    /// Path inside the school's folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
