//! What a document becomes is checked before it is written: it is laid out as a form again, and read with the whole
//! content folder. Problems are reported at the cell they come from.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::files::{Files, Overlay};
use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::model::site::Site;
use crate::source::Span;
use crate::yaml::{self, patch};

use super::answers::formaat_of;
use super::basis::FormBasis;
use super::context::FormContext;
use super::problem::{Cell, Problem, ProblemKind, ProblemPlace};
use super::proposal::{FormWork, Proposal, place_text};
use super::questions::{self, Onderwerp};
use super::{CellAddress, Changes, Form, FormCell, FormColumn, Keuze, RowSheet, SheetContent, wording};

/// Lays the new document out again: every new answer must be in it, and nothing else may have changed.
#[expect(clippy::too_many_arguments, reason = "before and after, both whole")]
pub(super) fn check(
    content: &Path,
    site: &Site,
    formaat: &crate::model::formaat::Formaat,
    onderwerp: &Onderwerp<'_>,
    basis: &FormBasis,
    overlay: &Overlay,
    before: &Form,
    changes: &Changes,
    cell_places: &BTreeMap<CellAddress, Cell>,
) -> Result<(), Vec<Problem>> {
    let failed = |place: ProblemPlace| {
        let message = "dit antwoord past niet in het bestand zoals het daar staat";
        vec![Problem::new(
            ProblemKind::Cell,
            place,
            message,
            "zet het zelf in het bestand, en meld dit aan de makers van Steunwijzer",
        )]
    };
    let bytes = overlay.get(&basis.path).cloned().unwrap_or_else(|| basis.source.text().as_bytes().to_vec());
    let mut meldingen = Meldingen::new();
    let source = yaml::to_source("", bytes, &mut meldingen);
    let root = source.and_then(|source| yaml::read(&source, &mut meldingen)).filter(|_| !meldingen.has_errors());
    let dir = basis.dir(content, Arc::new(overlay.clone())).ok();
    let (Some(root), Some(dir)) = (root, dir) else { return Err(failed(ProblemPlace::Workbook)) };
    let ctx = FormContext::new(&site.catalogus, &dir, &root);
    let upcoming = questions::form(&Onderwerp { formaat, root: &root, ..*onderwerp }, &ctx);
    let (old, new) = (all_cells(before), all_cells(&upcoming));
    for (key, cells) in &old {
        let now = new.get(key);
        for (i, cell) in cells.iter().enumerate() {
            let text = now.and_then(|v| v.get(i)).map(|v| v.text.as_str()).unwrap_or_default();
            let good = match changes.cell(key, i) {
                None => may_follow(key, changes) || text == cell.text,
                Some("") => true,
                Some(_) => !text.is_empty(),
            };
            if !good {
                let place = cell_places.get(&CellAddress::Question((*key).to_owned(), i));
                return Err(failed(
                    place.map_or(ProblemPlace::Workbook, |cell_place| ProblemPlace::Cell(cell_place.clone())),
                ));
            }
        }
    }
    for (old, new) in row_sheets(before).zip(row_sheets(&upcoming)) {
        let expected = changes.rows.get(&old.key).map_or(old.rows.len(), Vec::len);
        if expected != new.rows.len() {
            return Err(failed(ProblemPlace::Sheet(old.key.clone())));
        }
    }
    Ok(())
}

/// The document with the changes, laid out as a form; `None` when they cannot be written to it.
pub(super) fn try_out(
    content: &Path,
    onderwerp: &Onderwerp<'_>,
    site: &Site,
    basis: &FormBasis,
    dir: &Files,
    changes: &Changes,
) -> Option<Form> {
    let ctx = FormContext::new(&site.catalogus, dir, onderwerp.root);
    let edit = questions::edit(onderwerp, changes, &ctx);
    if !ctx.refusals.borrow().is_empty() {
        return None;
    }
    let mut overlay = basis.added.clone();
    let text = patch::apply(basis.source.text(), yaml::diff(&basis.root, &edit));
    overlay.insert(basis.path.clone(), text.clone().into_bytes());
    super::proposal::text_files(basis, dir, ctx.fill.patches.take(), &mut overlay).ok()?;
    let mut meldingen = Meldingen::new();
    let source = yaml::to_source("", text.into_bytes(), &mut meldingen)?;
    let root = yaml::read(&source, &mut meldingen).filter(|_| !meldingen.has_errors())?;
    let dir = basis.dir(content, Arc::new(overlay)).ok()?;
    let ctx = FormContext::new(&site.catalogus, &dir, &root);
    Some(questions::form(&Onderwerp { root: &root, ..*onderwerp }, &ctx))
}

/// The texts of the rows of a sheet.
pub(super) fn row_texts<'f>(form: &'f Form, key: &str) -> Option<Vec<Vec<&'f str>>> {
    let sheet = row_sheets(form).find(|sheet| sheet.key == key)?;
    Some(sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect())
}

/// Whether other cells of the same question were changed: this one may follow from those.
fn may_follow(key: &str, changes: &Changes) -> bool {
    changes.cells.keys().any(|(other_key, _)| other_key == key) || key.starts_with("@nagekeken/")
}

pub(super) fn all_cells(form: &Form) -> BTreeMap<&str, &[FormCell]> {
    let parts = form.sheets.iter().filter_map(|b| match &b.content {
        SheetContent::Questions(parts) => Some(parts),
        SheetContent::Rows(_) => None,
    });
    parts.flatten().flat_map(|d| &d.questions).map(|v| (v.key.as_str(), &v.cells[..])).collect()
}

fn row_sheets(form: &Form) -> impl Iterator<Item = &RowSheet> {
    form.sheets.iter().filter_map(|b| match &b.content {
        SheetContent::Rows(rows) => Some(rows),
        SheetContent::Questions(_) => None,
    })
}

/// Adds the new messages about a document to the summary of its workbook, at the cells they come from.
pub(super) fn report_new_meldingen(
    content: &Path,
    site: &Site,
    overlay: &Arc<Overlay>,
    new: &[Melding],
    proposal: &mut Proposal,
) {
    let Some(work) = &proposal.work else { return };
    // Names in one cell have been reported by the form already, in its own words.
    let own: Vec<&Melding> = new
        .iter()
        .filter(|m| work.overlay.contains_key(Path::new(m.file())) && m.code != Code::NamesTogether)
        .collect();
    if own.is_empty() {
        return;
    }
    let cells = upcoming_cells(content, site, overlay, work).unwrap_or_default();
    for melding in own {
        let cell = melding.span.as_ref().and_then(|span| cell_at(&cells, span));
        let cell_place = cell.and_then(|cell| Some((cell, work.cells.get(&cell.address)?)));
        let taken_over = match cell_place {
            Some((cell, cell_place)) => {
                let (message, hint) = wording::for_cell(melding, cell.keuze.as_ref());
                Melding {
                    severity: melding.severity,
                    hint,
                    ..Melding::at_path(
                        melding.code,
                        proposal.summary.name.clone(),
                        format!("{}{message}", place_text(&ProblemPlace::Cell(cell_place.clone()))),
                    )
                }
            }
            // What a new document leaves open is reported by `check`.
            None if melding.severity == Severity::Warning => continue,
            None => melding.clone(),
        };
        proposal.summary.meldingen.push(taken_over);
    }
}

/// The cell whose answer is at a place, or else on its line: a message may point at the key before the answer.
fn cell_at<'v>(cells: &'v [FilledCell], span: &Span) -> Option<&'v FilledCell> {
    let same_file = |cell: &Span| cell.source().text() == span.source().text();
    let line = span.line_column().0;
    let on_line = |cell: &Span| {
        let last = cell.source().line_column(cell.end()).0;
        cell.line_column().0 <= line && line <= last
    };
    let smallest = |fits: &dyn Fn(&Span) -> bool| {
        let here = cells.iter().filter(|cell| same_file(&cell.span) && fits(&cell.span));
        here.min_by_key(|cell| cell.span.end() - cell.span.start())
    };
    smallest(&|cell| cell.start() <= span.start() && span.start() <= cell.end()).or_else(|| smallest(&on_line))
}

/// A filled-in cell: where it will be in the file, and what may be chosen in it.
struct FilledCell {
    span: Span,
    address: CellAddress,
    keuze: Option<Keuze>,
}

/// Every filled-in cell.
fn upcoming_cells(content: &Path, site: &Site, overlay: &Arc<Overlay>, work: &FormWork) -> Option<Vec<FilledCell>> {
    let formaat = site.catalogus.formaten.get(&work.formaat)?;
    let bytes = work.overlay.get(&work.basis.path).cloned();
    let bytes = bytes.unwrap_or_else(|| work.basis.source.text().as_bytes().to_vec());
    let mut meldingen = Meldingen::new();
    let root = yaml::to_source("", bytes, &mut meldingen).and_then(|source| yaml::read(&source, &mut meldingen))?;
    let dir = work.basis.dir(content, Arc::clone(overlay)).ok()?;
    let ctx = FormContext::new(&site.catalogus, &dir, &root);
    let (school, schooljaar) = (Some(work.school.as_str()), work.year.as_str());
    let formaat = &*formaat_of(formaat, &root, &site.catalogus, &dir);
    let upcoming = questions::form(&Onderwerp { formaat, root: &root, school, schooljaar }, &ctx);
    let mut out = Vec::new();
    let mut take = |cell: &FormCell, column: Option<&FormColumn>, address: CellAddress| {
        let keuze = || cell.keuze.clone().or_else(|| column.and_then(|k| k.keuze.clone()));
        out.extend(cell.span.clone().map(|span| FilledCell { span, address, keuze: keuze() }));
    };
    for sheet in &upcoming.sheets {
        match &sheet.content {
            SheetContent::Questions(parts) => {
                for (part, question) in
                    parts.iter().flat_map(|part| part.questions.iter().map(move |question| (part, question)))
                {
                    for (i, cell) in question.cells.iter().enumerate() {
                        take(cell, part.columns.get(i), CellAddress::Question(question.key.clone(), i));
                    }
                }
            }
            SheetContent::Rows(rows) => {
                for (number, row) in rows.rows.iter().enumerate() {
                    for (i, cell) in row.iter().enumerate() {
                        take(cell, rows.columns.get(i), CellAddress::Row(rows.key.clone(), number, i));
                    }
                }
            }
        }
    }
    Some(out)
}
