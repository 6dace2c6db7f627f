//! A file's text and places in it, from the crate that reads YAML, under the name that all rooms use.

pub use yaml_in_place::{Source, Span};
