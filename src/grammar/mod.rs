//! The grammar of answers: one language for what may be filled in, and engines that each do one thing with it.
//!
//! A kind of section (see `soorten`) tells in a [`Shape`] what an answer to it may look like. Everything else that has to know
//! is an engine over shapes: [`schema`] for editors, [`blank`] for new documents, [`mod@reference`] for people who look things up,
//! [`fill`] for forms. No engine names a kind.

pub mod about;
pub mod blank;
pub mod common;
pub mod definitions;
pub mod field;
pub mod fill;
pub mod items;
pub mod reference;
pub mod rows;
pub mod schema;
pub mod shape;

pub use shape::Shape;
