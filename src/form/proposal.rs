//! What a workbook would change: the files, and what is told of it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::files::{Files, Overlay};
use crate::melding::{Melding, Severity};
use crate::yaml::patch::{self, Patch};

use super::CellAddress;
use super::FilePatch;
use super::basis::{FormBasis, Origin};
use super::problem::{Cell, ProblemPlace};

/// The result of importing one workbook.
#[derive(Debug)]
pub struct FormSummary {
    /// The workbook.
    pub name: String,
    /// The school it is about, if that is known.
    pub school: Option<String>,
    /// The path of the document, as shown in messages.
    pub document: Option<String>,
    /// Where the document comes from.
    pub origin: Option<Origin>,
    /// How many answers were changed.
    pub antwoorden: usize,
    /// How many sheets of rows were changed.
    pub row_sheets: usize,
    /// Problems, in the order of the workbook.
    pub meldingen: Vec<Melding>,
    /// Files to be written.
    pub files: Vec<(PathBuf, Vec<u8>)>,
}

impl FormSummary {
    /// Whether it cannot be imported.
    pub fn is_error(&self) -> bool {
        self.meldingen.iter().any(|m| m.severity == Severity::Error)
    }
}

/// One workbook, and the change it asks for.
pub(super) struct Proposal {
    pub(super) summary: FormSummary,
    pub(super) work: Option<FormWork>,
}

/// What a workbook makes of a document.
pub(super) struct FormWork {
    pub(super) formaat: String,
    pub(super) basis: FormBasis,
    pub(super) school: String,
    pub(super) year: String,
    /// All files that are new or get a new text.
    pub(super) overlay: Overlay,
    /// Where each filled-in cell is in the workbook.
    pub(super) cells: BTreeMap<CellAddress, Cell>,
}

impl Proposal {
    pub(super) fn into_summary(self) -> FormSummary {
        let Self { mut summary, work } = self;
        if let Some(work) = work
            && !summary.is_error()
        {
            summary.files = work.overlay.into_iter().collect();
            let schemas = work.basis.schemas.into_iter().filter(|_| work.basis.origin == Origin::New);
            let bytes = |(path, text): (PathBuf, String)| (path, text.into_bytes());
            if !summary.files.is_empty() {
                summary.files.extend(schemas.map(bytes));
            }
        }
        summary
    }
}

pub(super) fn place_text(waar: &ProblemPlace) -> String {
    match waar {
        ProblemPlace::Workbook => String::new(),
        ProblemPlace::Sheet(sheet) => format!("blad `{sheet}`: "),
        ProblemPlace::Cell(cell_place) => format!("blad `{}`, cel {}: ", cell_place.sheet, cell_place.name()),
    }
}

/// Adds the changed text files to the overlay; the error is the path of a file with conflicting changes.
pub(super) fn text_files(
    basis: &FormBasis,
    dir: &Files,
    patches: Vec<FilePatch>,
    overlay: &mut Overlay,
) -> Result<(), String> {
    let mut by_path: BTreeMap<String, Vec<Patch>> = BTreeMap::new();
    for patch in patches {
        let earlier = by_path.entry(patch.path.clone()).or_default();
        let patch = (patch.path, Patch { from: patch.from, to: patch.to });
        if earlier.contains(&patch.1) {
            continue;
        }
        let touches = |other: &Patch| {
            other.from.start < patch.1.from.end && patch.1.from.start < other.from.end || other.from == patch.1.from
        };
        if earlier.iter().any(touches) {
            return Err(patch.0);
        }
        earlier.push(patch.1);
    }
    for (path, patches) in by_path {
        let source = dir.read_verbatim(&path);
        if let (Some(source), Some(dir)) = (source, basis.path.parent()) {
            overlay.insert(dir.join(&path), patch::apply(source.text(), patches).into_bytes());
        }
    }
    Ok(())
}
