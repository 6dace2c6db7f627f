//! Steunwijzer turns structured YAML about the support that a Dutch school offers into a public website and accessible
//! PDFs.
//!
//! # How the data flows
//!
//! ```text
//! content/ --files, yaml--> trees --reading, vormen, load--> Site --checks--> meldingen
//!                                                     |
//!                                                     +--drawing, soorten, facts--> pictures, and what each school states
//!                                                     +--regio, ouders--> what follows for the region, and for parents
//!                                                     +--view--> what pages, PDFs and Markdown show of all that
//!                                                     +--web--> Tera HTML -> minified -> output
//!                                                     +--search--> short records -> Pagefind -> output
//!                                                     +--pdf--> Tera + Typst -> PDF -> output
//!                                                     +--export--> CSV, XLSX, JSON and schemas -> output
//!
//! serve: the same files from memory, each when a browser requests it, and again after a change.
//! ```
//!
//! # The rooms
//!
//! From the ground up: no room uses one further down this table (`tests/names/order.rs` reads it, and every `use`).
//! `docs/architecture.md` says more about each.
//!
//! | room | what it is for |
//! |---|---|
//! | `source` | a file's text, and places in it (of the crate `yaml-in-place`) |
//! | `melding` | messages to the author: codes, severity, how they are shown |
//! | `normal` | one form of letters, accents and spaces, to compare texts by (of the same crate) |
//! | `yaml` | the tree of a file with its places, changing a file in place (the crate `yaml-in-place`); its problems in Dutch |
//! | `text` | Markdown read once; writers for HTML, Typst and plain text; links, names, sentences |
//! | `files` | reading files in bounds, and what was read when; images decoded and cleaned |
//! | `model` | what a site is: definitions, schools, documents, answers |
//! | `reading` | maps, words and texts as they are typed, with a message for each slip |
//! | `texts` | the sentences of pages and PDFs, which a theme may say otherwise |
//! | `grammar` | one language for what an answer may look like, and what is made of it: JSON Schema, an empty document |
//! | `vormen` | reading an answer by the shape that its section asks for |
//! | `drawing` | charts and routes as geometry, without knowing pages or paper |
//! | `soorten` | the kinds of section: what an answer may look like, what each shows and which facts it states |
//! | `load` | from a folder to a `Site`: definitions, schools, documents |
//! | `pages` | every address of the output, and which of them a build has |
//! | `facts` | what documents state about each item, the one outcome of that, and what a school cannot offer |
//! | `regio` | the schools side by side, and what follows: norm, gaps, change over the years |
//! | `ouders` | what comes first for parents, and what fits on paper |
//! | `view` | what is found and decided as templates receive it: documents, coverage, years, summary |
//! | `checks` | what a careful adviser would notice |
//! | `search` | records for the search index |
//! | `output` | writing a folder in one step, so that no reader sees half of it |
//! | `export` | open data, JSON Schema, `profiel.json`, Markdown |
//! | `theme` | templates, styles and colours, built in or from a folder |
//! | `web` | pages |
//! | `pdf` | PDFs |
//! | `build` | a build from beginning to end |
//! | `serve` | the preview |
//! | `scaffold` | new sites, schools and documents |
//! | `form` | spreadsheets: making them, and reading them back into the content |
//! | `cli` | the command line |

pub mod melding;
pub mod normal;
pub mod source;
pub mod yaml;

pub mod files;
pub mod text;

pub mod grammar;
pub mod model;
pub mod reading;
pub mod texts;
pub mod vormen;

pub mod drawing;
pub mod soorten;

pub mod load;
pub mod pages;

pub mod checks;
pub mod facts;
pub mod ouders;
pub mod regio;
pub mod search;
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

#[cfg(test)]
#[allow(dead_code, reason = "the tests of whole sites use the rest")]
#[path = "../tests/it/parsed_page.rs"]
mod parsed_page;
#[cfg(test)]
#[allow(dead_code, reason = "other tests use the rest")]
#[path = "../tests/it/random.rs"]
mod random;
