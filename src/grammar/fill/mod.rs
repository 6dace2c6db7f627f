//! Filling in: every place of an answer where something may be filled in as a cell, and what is filled in as the smallest
//! edit of the file.
//!
//! [`Leaf`] tells what a single place asks, shows what it holds, and writes what somebody types. [`leaves()`] finds the places
//! below an answer by their path in the long notation, whatever notation the file has. [`set()`] makes the edit: a short notation
//! stays one as long as it can hold what is said.
//!
//! A spreadsheet and a form in the browser stand on these alone; nothing else knows how an answer is laid out.

mod cell;
mod context;
mod leaf;
mod leaves;
mod lines;
mod names;
mod set;
mod tree;

pub use cell::{AskedFor, FormCell, Keuze, short, shorten_to, tidy};
pub use context::{CellRemark, FilePatch, FillContext};
pub use leaf::Leaf;
pub use leaves::{at, behind, cell, each_item, element, leaves, needs};
pub use names::Names;
pub use set::{CellChange, set};
pub use tree::{basis, copy, copy_of, elements, name_and_noot, word};
