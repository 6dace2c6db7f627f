//! Steunwijzer turns structured YAML about the support a Dutch school offers into a public
//! website and accessible PDFs.
//!
//! # The way of the data
//!
//! ```text
//! content/ --yaml--> trees --model, vormen, laden--> Site --regels--> meldingen
//!                                                     |
//!                                                     +--beeld, soorten, facts, zicht, ouders--> pictures, facts, views
//!                                                     +--regio--> facts of all schools side by side
//!                                                     +--web--> Tera HTML -> smaller -> output
//!                                                     +--zoek--> short records -> Pagefind -> output
//!                                                     +--pdf--> Tera + Typst -> PDF -> output
//!                                                     +--export--> CSV, XLSX, JSON and schemas -> output
//!
//! serve: the same files, each when a browser asks for it, from memory; and again after a change.
//! ```
//!
//! Modules are listed from the ground up; none uses one below it in this list.

pub mod bron;
pub mod melding;
pub mod normal;
pub mod yaml;

pub mod tekst;

pub mod laden;
pub mod model;
pub mod vormen;

pub mod beeld;

pub mod facts;
pub mod ouders;
pub mod regels;
pub mod regio;
pub mod soorten;
pub mod zicht;
pub mod zoek;

pub mod export;
pub mod output;
pub mod pdf;
pub mod thema;
pub mod web;

pub mod bouwen;
pub mod nieuw;
pub mod serve;

pub mod formulier;

pub mod cli;
