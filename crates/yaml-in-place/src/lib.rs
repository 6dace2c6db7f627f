//! YAML trees with places, problems that say how a line should have been typed, and editing in place.
//!
//! For files that people write by hand and that a program reads, judges and sometimes changes:
//!
//! - **Places.** Every [`Node`] and every key carries a [`Span`]: file, line, column, and the text as it was typed.
//! - **No types.** `no`, `08`, `2.30` and `2024-09-01` stay the texts that were typed. What a value means is for the
//!   program that knows what it asked for.
//! - **Traps are reported.** What YAML silently reads as something else than the writer meant (`[5,75]`, `a #b`, a list
//!   below `>`, the same key twice) is a [`Problem`], as is what it cannot read. Each holds the mended line.
//!   [`Problem`] speaks English; its [`ProblemKind`] holds all that is needed to say it in another language.
//! - **Editing in place.** An [`Edit`] says what a tree should become; [`diff`] makes the smallest [`Patch`](patch::Patch)es
//!   for it. Comments, blank lines, quotes, the order of keys and the ends of lines stay as they are wherever nothing
//!   changes, and a list whose items move takes their comments along.
//! - **Bounded.** Depth, size and time are limited, whatever the file holds; nothing here panics on any input.
//!
//! Anchors, aliases, tags, merge keys and several documents in one file are refused on purpose, with what to write
//! instead.
//!
//! # Reading
//!
//! ```
//! use yaml_in_place::{Source, read};
//!
//! let source = Source::new("menu.yaml", "soup: tomato\nprices: [4.50, 6]\n");
//! let mut problems = Vec::new();
//! let menu = read(&source, &mut problems).expect("a tree");
//! assert!(problems.is_empty());
//!
//! let prices = menu.find("prices").and_then(|node| node.as_list()).expect("a list");
//! assert_eq!(prices[0].as_text(), Some("4.50"));
//! assert_eq!(prices[0].span.line_column(), (2, 10));
//! ```
//!
//! # Problems
//!
//! ```
//! use yaml_in_place::{Source, Topic, read};
//!
//! let source = Source::new("menu.yaml", "soup: Today: tomato\n");
//! let mut problems = Vec::new();
//! assert!(read(&source, &mut problems).is_none());
//! let problem = &problems[0];
//! assert_eq!(problem.topic(), Topic::Colon);
//! assert_eq!(problem.to_string(), "menu.yaml:1:12: a colon inside a value, where YAML reads a new key");
//! assert_eq!(problem.hint(), "put quotes around the value: `soup: \"Today: tomato\"`");
//! ```
//!
//! # Editing
//!
//! ```
//! use yaml_in_place::{Edit, MapEdit, Source, diff, patch, read, satisfies};
//!
//! let text = "# Today\nsoup: tomato  # with basil\nprices:\n  - 4.50\n";
//! let menu = read(&Source::new("menu.yaml", text), &mut Vec::new()).expect("a tree");
//!
//! let mut map = MapEdit::of(Some(&menu));
//! map.set("soup", Edit::Text("leek".to_owned()));
//! map.set_after(&["soup"], "vegan", Edit::Text("yes".to_owned()));
//! let edit = map.finish();
//!
//! let new = patch::apply(text, diff(&menu, &edit));
//! assert_eq!(new, "# Today\nsoup: leek  # with basil\nvegan: yes\nprices:\n  - 4.50\n");
//!
//! // What was asked for can be checked.
//! let after = read(&Source::new("menu.yaml", new), &mut Vec::new()).expect("a tree");
//! assert!(satisfies(&after, Some(&menu), &edit));
//! ```

mod change;
mod characters;
mod english;
mod errors;
mod line;
mod problem;
mod reader;
mod refused;
mod source;
mod structure;
#[cfg(test)]
mod tests;
mod traps;
mod tree;
mod versions;
mod writing;

pub mod edit;
pub mod normal;
pub mod patch;

pub use change::diff;
pub use characters::{clean, to_source, windows_byte};
pub use edit::{Edit, MapEdit, satisfies};
pub use problem::{Encoding, Problem, ProblemKind, Topic};
pub use reader::{MAX_NODES, read};
pub use source::{Source, Span};
pub use tree::{Entry, Kind, MAX_DEPTH, Node, Scalar, TextStyle, Value};
pub use writing::write;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
