//! What parents are told of a school, before it is written: what it offers and in which order, and which words need an
//! explanation.
//!
//! Nothing here is a sentence of a page or is written in a medium; that is up to `view::ouders`.

pub mod overview;
pub mod words;
