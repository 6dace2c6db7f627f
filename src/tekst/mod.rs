//! Text from content: Markdown parsed once into a small tree, written out as HTML, as Typst and as Markdown.
//!
//! Content is not trusted. There is one escape per medium ([`html::ontsnap`], [`typst::tekst`]
//! with [`typst::code`], [`commonmark::ontsnap`]) and all writers send every word of content through it; of HTML in
//! Markdown only what the tree knows is kept, and nothing is ever passed on. Nothing here recurses deeper than
//! [`DIEPTE`].
//!
//! The words of a school are shown as typed: `prepare` says what is a sign and what is markup.

mod addresses;
mod afkortingen;
mod boom;
mod bouwer;
pub mod commonmark;
mod counters;
pub mod html;
mod koppen;
pub mod leesniveau;
mod lines;
pub mod links;
mod markup;
mod moeilijk;
pub(crate) mod names;
mod numbers;
mod ontleden;
mod plat;
mod prepare;
mod signs;
pub mod tekens;
pub(crate) mod telefoon;
pub mod typst;
mod words;
pub mod zinnen;

pub use afkortingen::Afkortingen;
pub use boom::{Afbeelding, Blok, Doel, Inline, Markdown, Oplosser, Uitlijning, ZonderLinks};
pub use koppen::Koppen;
pub(crate) use lines::MONTHS;
pub use ontleden::{DIEPTE, ontleed};
pub use plat::vervang_inlines;
pub use prepare::TextForm;
pub use tekens::slug;
pub use words::words;

#[cfg(test)]
mod proeven;
#[cfg(test)]
mod proeven_vijandig;
#[cfg(test)]
mod proeven_woorden;
#[cfg(test)]
mod tests_names;
#[cfg(test)]
mod tests_typed;
