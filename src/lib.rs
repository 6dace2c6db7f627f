//! Steunwijzer turns structured YAML about the support a Dutch school offers into a public
//! website and accessible PDFs.
//!
//! # The way of the data
//!
//! ```text
//! content/ --yaml--> trees --model, vormen, load--> Site --checks--> meldingen
//!                                                     |
//!                                                     +--drawing, soorten, facts, view, ouders--> pictures, facts, views
//!                                                     +--regio--> facts of all schools side by side
//!                                                     +--web--> Tera HTML -> smaller -> output
//!                                                     +--search--> short records -> Pagefind -> output
//!                                                     +--pdf--> Tera + Typst -> PDF -> output
//!                                                     +--export--> CSV, XLSX, JSON and schemas -> output
//!
//! serve: the same files, each when a browser asks for it, from memory; and again after a change.
//! ```
//!
//! Modules are listed from the ground up; none uses one below it in this list.

pub mod melding;
pub mod normal;
pub mod source;
pub mod yaml;

pub mod text;

pub mod load;
pub mod model;
pub mod vormen;

pub mod drawing;

pub mod checks;
pub mod facts;
pub mod ouders;
pub mod regio;
pub mod search;
pub mod soorten;
pub mod view;

pub mod export;
pub mod output;
pub mod pdf;
pub mod theme;
pub mod web;

pub mod build;
pub mod scaffold;
pub mod serve;

pub mod form;

pub mod cli;
