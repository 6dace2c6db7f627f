//! What a workbook says besides the values of its cells: what is hidden or struck through, how numbers are shown,
//! notes, pictures. The reader of values (`calamine`) leaves all of that out, so those parts are read here.
//!
//! Parts are read only after the check of size (`admit`), in a stream from front to back; rows and columns beyond what
//! a form can have are skipped.

mod admit;
mod beside;
mod format;
mod look;
mod parts;

pub(super) use admit::admit;
pub(super) use beside::SheetExtra;
pub(super) use format::{Shown, date_as_typed};
pub(super) use look::{Look, Struck};

use std::collections::{BTreeMap, BTreeSet};

use super::problem::Problem;
use parts::Parts;

/// What one sheet says besides values.
#[derive(Debug, Default)]
pub(super) struct SheetExtras {
    /// How its cells look.
    pub(super) look: Look,
    /// Its notes and drawings.
    pub(super) beside: Vec<SheetExtra>,
    /// Cells that hold a date, by row and column.
    pub(super) dates: BTreeSet<(u32, u32)>,
    /// Cells that hold a number.
    pub(super) numbers: BTreeSet<(u32, u32)>,
}

/// Reads all of that, for the wanted sheets, by name.
///
/// # Errors
/// When a part is damaged.
pub(super) fn read(bytes: &[u8], wanted: &[String]) -> Result<BTreeMap<String, SheetExtras>, Problem> {
    let mut parts = Parts::open(bytes)?;
    let sheets = parts.sheets()?;
    let styles = look::Styles::read(&mut parts)?;
    let strings = look::RichStrings::read(&mut parts)?;
    let mut out = BTreeMap::new();
    for (name, path) in sheets.into_iter().filter(|(name, _)| wanted.contains(name)) {
        let look = Look::read(&mut parts, &path, &styles, &strings)?;
        let beside = beside::read(&mut parts, &path)?;
        out.insert(name, SheetExtras { look, beside, ..SheetExtras::default() });
    }
    Ok(out)
}
