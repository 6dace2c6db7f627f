//! Tests of the program as users run it. One binary; each file is one subject. Nothing but Rust is needed: tests that
//! need other programs are in `tests/tools`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod harness;
#[path = "../../benches/regio/mod.rs"]
mod made_regio;
mod schema;

mod alone;
mod charts;
mod command_line;
mod content_edits;
mod controles;
mod data;
mod drawing;
mod errors;
mod explained;
mod facts_kept;
mod fill;
mod findable;
mod flawed;
mod form;
mod form_errors;
mod formaten;
mod grammar;
mod grenzen;
mod harbour;
mod house_style;
mod hulpvragen;
mod kept;
mod links;
mod making_regio;
mod markdown;
mod memory;
mod mutations;
mod new_formaat;
mod nothing_lost;
mod nothing_lost_on_pages;
mod odd_names;
mod one_truth;
mod ouders;
mod output;
mod own_questions;
mod pages;
mod parsed_page;
mod pictures;
mod pictures_on_pages;
mod places_of_uses;
mod random;
mod random_sites;
mod refused;
mod regio;
mod remarks;
mod replaced;
mod reserved_ids;
mod scaffold;
mod search;
mod serve;
mod skip_broken;
mod spreadsheet;
mod terminal;
mod theme_files;
mod theme_shipped;
mod typed_dates;
mod unsaid;
mod words;
mod workbook_cells;
mod workbook_folder;
mod workbook_looks;
