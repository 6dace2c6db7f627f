//! Search: short records of what parents look for, and the index that the search page reads.
//!
//! Never whole pages: a record is a title, a few sentences and the address of the page that holds
//! the answer. [`records`] gives them one by one, [`schrijf`] makes the index of them. Whether a
//! record is made depends on whether its page was written, so an index never leads to nowhere.

mod index;
mod records;

pub use index::{MAP, Zoekfout, schrijf};
pub use records::{HULPVRAGEN, Record, Soort, adres_van_item, afkorting_anker, pagina_hulpvraag, pagina_item, records};
