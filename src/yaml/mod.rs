//! YAML as trees with places and raw text.
//!
//! [`to_source`] turns the bytes of a file into a [`Source`](crate::source::Source); [`read`] turns
//! that into a tree of [`Node`]. Nothing is given a type here: `N`, `no`, `08` and `2.30` stay
//! as typed, and the format's field types give meaning. What YAML would quietly read as
//! something else than the author meant is reported, with the mended line.

mod change;
mod characters;
mod errors;
mod line;
mod reader;
mod refused;
mod structure;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_content;
#[cfg(test)]
mod tests_edit;
#[cfg(test)]
mod tests_limits;
#[cfg(test)]
mod tests_maker;
#[cfg(test)]
mod tests_random;
mod traps;
mod tree;
mod versions;
mod writing;

pub mod edit;
pub mod patch;

pub use characters::to_source;
pub(crate) use characters::{clean, windows_byte};
pub use edit::{Edit, MapEdit, diff, satisfies};
pub use reader::{MAX_DEPTH, MAX_NODES, read};
pub use tree::{Entry, Node, Scalar, TextStyle, Value};
pub use writing::write;
