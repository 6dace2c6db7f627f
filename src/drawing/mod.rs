//! Pictures: the place of everything, worked out once and drawn twice.
//!
//! Nothing here knows the medium. The result is plain numbers and words; the theme's templates draw the same ones as
//! inline SVG on a page and as native shapes in a PDF.

pub mod chart;
pub mod letters;
pub mod route;
