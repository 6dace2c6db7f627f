//! Search: short records of what parents look for, and the index that the search page reads.
//!
//! Never whole pages: a record is a title, a few sentences and the address of the page that holds
//! the answer. [`records`] gives them one by one, [`write`] makes the index of them. Whether a
//! record is made depends on whether its page was written, so an index never leads to nowhere.

mod index;
mod records;

pub use index::{DIR, SearchError, write};
pub use records::{
    HULPVRAGEN, Record, RecordKind, address_of_item, afkorting_anchor, page_of_hulpvraag, page_of_item, records,
};
