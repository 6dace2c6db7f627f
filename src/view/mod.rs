//! Views: what templates see, in either medium.
//!
//! Views are plain structures in which everything is worked out, so that templates compute nothing; texts are
//! already written in the medium and marked as safe. What they say is decided above: by `facts`, `regio` and `ouders`.
//! Pages, PDFs and open data share the views that stand here; a view of one page alone stands beside that page, in `web`.

pub mod dekking;
mod document;
pub mod ouders;
pub mod reading;
pub mod statement;
pub mod years;

pub use document::{HoofdstukView, RenderSectie, SectieView, first_sentences, hoofdstukken, shows};
