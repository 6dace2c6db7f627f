//! What a workbook says beside the values of its cells: what is hidden or struck through, how numbers are shown, notes,
//! pictures. The reader of values (`calamine`) leaves all of that out, so the parts are read here.
//!
//! The parts come after the check of size (`admit`), and each is read once, from front to back; what stands outside the
//! rows and columns that a form can have is passed over.

mod admit;
mod beside;
mod format;
mod look;
mod parts;

pub(super) use admit::admit;
pub(super) use beside::Beside;
pub(super) use format::{Shown, date_as_typed};
pub(super) use look::{Look, Struck};

use std::collections::{BTreeMap, BTreeSet};

use super::reading::Problem;
use parts::Parts;

/// What one sheet says beside values.
#[derive(Debug, Default)]
pub(super) struct SheetExtras {
    /// How its cells look.
    pub(super) look: Look,
    /// What lies on and beside its cells.
    pub(super) beside: Vec<Beside>,
    /// Cells that hold a date, by row and column.
    pub(super) dates: BTreeSet<(u32, u32)>,
    /// Cells that hold a number.
    pub(super) numbers: BTreeSet<(u32, u32)>,
}

/// Reads all of it, by the names of the sheets that are asked for.
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
