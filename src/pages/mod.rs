//! The one map of the output: every page and file, its address, and whether it is there.
//!
//! ```text
//! Page, File   what can have an address: a school, a document, an item, a question, a table, a PDF, a file of the data ...
//! Address      its path, with or without a place on it; written from the root, from another page, or as a whole address
//! Map          which of them exist in this build: without PDFs, with concepts, with one school there are others
//! Links        what the links of a text lead to, asked of the map; an address that leads nowhere is none
//! ```
//!
//! No other file builds an address: a test reads the sources for such. Pages, PDFs, Markdown, the summary for parents,
//! the sitemap, the search index, the preview and the templates all ask here, so none can name a page that is not made.
//! What depends on what schools say (which items and tables there are) is gathered by [`crate::regio::shown`].

mod address;
mod links;
mod map;
mod page;

pub use address::Address;
pub use links::{AddressForm, Links, Secties};
pub use map::{Build, Map, Navigation, Shown};
pub use page::{File, PRAKTIJK_DIR, Page, SEARCH_DIR, SchoolTable, year_path};
