//! A form whose document is not there any more: what it was made with would be lost, since only cells that were changed count.

use crate::model::formaat::Formaat;
use crate::model::site::{Document, School};

use super::Form;
use super::basis::{FormBasis, Origin};
use super::problem::{Problem, ProblemKind, ProblemPlace};
use super::reading::Workbook;
use super::review;

/// The problem of a workbook that was made from a document of a school that is gone, or moved; `None` when the workbook holds
/// nothing that the document to begin with lacks.
pub(super) fn problem(
    workbook: &Workbook,
    basis: &FormBasis,
    form: &Form,
    school: Option<&School>,
    formaat: &Formaat,
) -> Option<Problem> {
    if basis.origin == Origin::Existing || workbook.stamp.school.is_empty() {
        return None;
    }
    // A form that began with another year's answers holds those.
    if !(workbook.stamp.of_document || (basis.origin == Origin::New && lacks_answers(form, workbook))) {
        return None;
    }
    let path = basis.path.to_string_lossy().replace('\\', "/");
    let message = if workbook.stamp.of_document {
        format!("dit formulier is gemaakt van `{path}`, en dat bestand is er niet meer")
    } else {
        format!("dit formulier begon met de antwoorden van een ander jaar, en die zijn er niet meer voor `{path}`")
    };
    let hint = match school.and_then(|school| moved(school, workbook, formaat)) {
        Some(other) => format!("zet het terug; is het nu `{}`, maak dan een nieuw formulier met `steunwijzer form` en neem de antwoorden daarin over", other.span.path()),
        None => "zet het terug, bijvoorbeeld uit een reservekopie, of maak een nieuw formulier met `steunwijzer form` en neem de \
                 antwoorden daarin over"
            .to_owned(),
    };
    Some(Problem::new(ProblemKind::Vorm, ProblemPlace::Workbook, message, hint))
}

/// A document that may be the one under another name, or in another year.
fn moved<'s>(school: &'s School, workbook: &Workbook, formaat: &Formaat) -> Option<&'s Document> {
    let year = |document: &Document| document.schooljaar.map(|year| year.to_string()).unwrap_or_default();
    let alike = |document: &&Document| document.formaat.id == formaat.id;
    let here = |document: &&Document| year(document) == workbook.stamp.schooljaar;
    let named = |document: &&Document| document.name == workbook.stamp.document;
    let documents = || school.documenten.iter().filter(alike);
    documents().find(here).or_else(|| documents().filter(named).max_by_key(|document| document.schooljaar))
}

/// Whether an answer that the workbook was made with is empty in the document to begin with.
fn lacks_answers(form: &Form, workbook: &Workbook) -> bool {
    let cells = review::all_cells(form);
    let is_empty = |(key, column): &(String, usize)| {
        cells.get(key.as_str()).and_then(|cells| cells.get(*column)).is_some_and(|cell| cell.text.is_empty())
    };
    let cell_gone = workbook.was.iter().any(|(address, text)| !text.is_empty() && is_empty(address));
    let rows_gone = |(key, rows): (&String, &Vec<Vec<String>>)| {
        !rows.is_empty() && review::row_texts(form, key).is_some_and(|now| now.is_empty())
    };
    cell_gone || workbook.was_rows.iter().any(rows_gone)
}
