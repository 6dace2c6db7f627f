//! The language of the code: mechanics are English, nouns of the field Dutch, as `docs/words.md` says; and the order of the rooms.
//!
//! This binary reads files and knows nothing of the program, so that it is built in a second.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod lexer;
mod order;
mod sentences;
mod source;
mod testing;
mod vocabulary;
