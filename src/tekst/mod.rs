//! Text from content: Markdown parsed once into a small tree, written out as HTML, as Typst and as Markdown.
//!
//! Content is not trusted. There is one escape per medium ([`html::ontsnap`], [`typst::tekst`]
//! with [`typst::code`], [`commonmark::ontsnap`]) and all writers send every word of content through it; raw HTML in
//! Markdown is shown as the plain text it is. Nothing here recurses deeper than [`DIEPTE`].

mod afkortingen;
mod boom;
mod bouwer;
pub mod commonmark;
pub mod html;
mod koppen;
pub mod leesniveau;
pub mod links;
mod moeilijk;
mod ontleden;
mod plat;
pub mod tekens;
pub(crate) mod telefoon;
pub mod typst;
mod words;
pub mod zinnen;

pub use afkortingen::Afkortingen;
pub use boom::{Afbeelding, Blok, Doel, Inline, Markdown, Oplosser, Uitlijning, ZonderLinks};
pub use koppen::Koppen;
pub use ontleden::{DIEPTE, ontleed};
pub use plat::vervang_inlines;
pub use tekens::slug;
pub use words::words;

#[cfg(test)]
mod proeven;
#[cfg(test)]
mod proeven_vijandig;
#[cfg(test)]
mod proeven_woorden;
