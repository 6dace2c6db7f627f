//! Search: short records of what parents look for, and the index that the search page reads.
//!
//! Never whole pages: a record is a title, a few sentences and the address of the page that holds
//! the answer. [`records`] gives them one by one, [`write()`] makes the index of them. A record is
//! made only if the map has its page, so a result never leads nowhere.

mod index;
mod records;

pub use index::{DIR, SearchError, write};
pub use records::{Record, RecordKind, records};
