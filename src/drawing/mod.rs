//! Pictures: where everything stands, worked out once and drawn twice.
//!
//! Nothing here knows a medium. What comes out are plain numbers and words; the theme's templates
//! draw the same ones as inline SVG on a page and as native shapes in a PDF.

pub mod chart;
pub mod letters;
pub mod route;
