//! Reading what is typed in a file of content: maps with their keys, words, and texts with the files they name.
//!
//! Definitions, schools and answers are all read with these, so that a slip gets the same message wherever it is made.

mod reader;
pub mod texts;

pub use reader::{
    MapReader, as_nodes, as_word, as_words, as_yes_no, check_id, did_you_mean, first_line, id_hint, is_id,
    is_remark_key, possible_keys, unknown_key, wrong_type,
};
