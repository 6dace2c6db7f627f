//! Views for parents: the subjects of a school's page, the summary, and the paragraph for the schoolgids.

pub mod pieces;
pub mod rows;
pub mod schoolgids;
pub mod subjects;
pub mod summary;
