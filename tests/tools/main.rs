//! Tests that ask other programs what came out: poppler and qpdf read the PDFs, `script` is a terminal, and git tracks
//! the output.
//!
//! Plain `cargo test` leaves this binary out (`test = false` in Cargo.toml), so that it passes on a machine with nothing but
//! Rust. `tests/run` installs the programs and runs it; so does `cargo test --test tools`, where a program that is not there
//! is a failure that names its package.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

#[allow(dead_code, reason = "the tests that need no programs use the rest")]
#[path = "../it/harbour.rs"]
mod harbour;
#[allow(dead_code, reason = "the tests that need no programs use the rest")]
#[path = "../it/harness.rs"]
mod harness;
#[allow(dead_code, reason = "the tests that need no programs use the rest")]
#[path = "../it/links.rs"]
mod links;
#[path = "../../benches/regio/mod.rs"]
mod made_regio;
#[allow(dead_code, reason = "the tests that need no programs use the rest")]
#[path = "../it/nothing_lost.rs"]
mod nothing_lost;
#[allow(dead_code, reason = "the tests that need no programs use the rest")]
#[path = "../it/odd_names.rs"]
mod odd_names;
#[allow(dead_code, reason = "the tests that need no programs use the rest")]
#[path = "../it/parsed_page.rs"]
mod parsed_page;
#[allow(dead_code, reason = "the tests that need no programs use the rest")]
#[path = "../it/pictures.rs"]
mod pictures;
#[allow(dead_code, reason = "the tests that need no programs use the rest")]
#[path = "../it/random.rs"]
mod random;
#[allow(dead_code, reason = "the tests that need no programs use the rest")]
#[path = "../it/random_sites.rs"]
mod random_sites;

mod charts;
mod formaten;
mod hostile;
mod links_on_paper;
mod nothing_lost_on_paper;
mod odd_names_on_paper;
mod one_truth_paper;
mod ouders;
mod output;
mod pdf;
mod terminal;
mod typed;
