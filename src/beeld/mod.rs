//! Pictures: geometry computed from the model, drawn by the theme's templates.
//!
//! What is computed here are places and sizes, never colours or markup: a page draws them as SVG, a
//! PDF as native shapes with real text, and a theme may draw them otherwise.

pub mod letters;
pub mod route;
