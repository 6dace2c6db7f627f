//! One normal form for texts that look alike, from the crate that reads YAML: a name in a file and the word that is
//! looked for are compared in the same form.

pub use yaml_in_place::normal::{composed, is_hard_space, is_unseen, joins_pictures, key, plain};
