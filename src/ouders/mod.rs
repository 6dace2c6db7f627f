//! What parents are told of a school, before it is written: what it offers and in which order, what fits on paper, and
//! which words need an explanation.
//!
//! Nothing here is written in a medium, and no words of our own stand here; that is up to `view::ouders`.

pub mod beginning;
pub mod choice;
pub mod limits;
pub mod overview;
pub mod texts;
pub mod told;
pub mod words;
