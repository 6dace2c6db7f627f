//! Tests of the program as users run it. One binary; each file is one subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

#[path = "../../benches/regio/mod.rs"]
mod gemaakte_regio;
mod hulp;
mod schema;

mod beeld;
mod controles;
mod data;
mod facts_kept;
mod formaten;
mod formulier;
mod formulier_fout;
mod fouten;
mod geheugen;
mod grafieken;
mod grenzen;
mod hulpvragen;
mod kept;
mod markdown;
mod nieuw;
mod nothing_lost;
mod one_truth;
mod one_truth_paper;
mod opdrachtregel;
mod ouders;
mod overslaan;
mod pdf;
mod regio;
mod regio_maken;
mod rekenblad;
mod serve;
mod terminal;
mod typed;
mod uitvoer;
mod unsaid;
mod vijandig;
mod vindbaar;
mod willekeur;
mod words;
mod workbook_cells;
mod workbook_folder;
mod workbook_looks;
mod zoek;
