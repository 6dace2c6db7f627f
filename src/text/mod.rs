//! Text from content: Markdown parsed once into a small tree, written out as HTML, as Typst and as Markdown.
//!
//! Content is not trusted. There is one escape per medium ([`html::escape`], [`typst::text`]
//! with [`typst::code`], [`commonmark::escape`]) and all writers send every word of content through it; of HTML in
//! Markdown only what the tree can represent is kept; raw HTML is never passed through. Nothing here recurses deeper than
//! [`MAX_DEPTH`].
//!
//! The words of a school are shown as typed: `prepare` tells plain characters from markup.

pub(crate) mod addresses;
mod afkortingen;
mod brackets;
mod builder;
pub mod characters;
pub mod commonmark;
mod counters;
pub mod cut;
mod explanations;
mod frames;
mod headings;
pub mod html;
mod lines;
pub mod links;
mod markup;
mod name_parts;
pub(crate) mod names;
mod numbers;
mod parsing;
pub mod percent;
pub(crate) mod phone;
mod plain;
mod prepare;
pub mod reading_level;
pub mod sentences;
mod signs;
mod text_form;
mod tree;
pub mod typst;
pub(crate) mod word_lists;
mod words;
pub mod wrap;

pub use afkortingen::{Afkortingen, is_afkorting};
pub use brackets::commas_for_brackets;
pub use characters::slug;
pub use explanations::{ExplainedWords, Explanations, Note, Word};
pub use frames::MAX_DEPTH;
pub use headings::Headings;
pub(crate) use lines::MONTHS;
pub use parsing::parse;
pub use plain::replace_inlines;
pub use text_form::TextForm;
pub use tree::{Alignment, Block, Inline, LinkResolver, LinkTarget, Markdown, Picture, WithoutLinks};
pub(crate) use word_lists::{word_list, word_pairs};
pub use words::{one_line, words};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_hostile;
#[cfg(test)]
mod tests_names;
#[cfg(test)]
mod tests_typed;
#[cfg(test)]
mod tests_words;
