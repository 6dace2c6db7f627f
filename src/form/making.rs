//! Makes workbooks: an empty one to send out, or one for a school with what is known already.

use std::path::Path;
use std::sync::Arc;

use rust_xlsxwriter::XlsxError;

use crate::model::catalogus::Catalogus;
use crate::model::date::Schooljaar;
use crate::model::formaat::Formaat;
use crate::model::site::School;

use super::answers::formaat_of;
use super::basis::{self, FormBasis, NoFormBasis, Origin};
use super::context::FormContext;
use super::questions::{self, Onderwerp};
use super::workbook_writer::{self, WorkbookStamp};

/// A workbook, ready to be written.
#[derive(Debug)]
pub struct MadeForm {
    /// Name of its file.
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// Why a workbook cannot be made.
#[derive(Debug)]
pub enum MakeError {
    /// There is no document to start from.
    NoBasis(NoFormBasis),
    /// The content folder cannot be entered.
    Dir(std::io::Error),
    /// A sheet cannot hold it.
    Workbook(XlsxError),
}

/// What every workbook is made from.
#[derive(Debug, Clone, Copy)]
pub struct FormRequest<'a> {
    /// The content folder.
    pub content: &'a Path,
    /// Definitions.
    pub catalogus: &'a Catalogus,
    /// The format.
    pub formaat: &'a Formaat,
    /// The school year; an empty workbook only takes its creation date from it.
    pub year: Schooljaar,
}

/// A workbook for a school, with what its document says.
///
/// # Errors
/// When there is no document to start from, or it does not fit in a workbook.
pub fn for_school(request: &FormRequest<'_>, school: &School, document: &str) -> Result<MadeForm, MakeError> {
    let basis_request = basis::BasisRequest {
        content: request.content,
        catalogus: request.catalogus,
        formaat: request.formaat,
        school: Some(school),
        name: &school.name,
        year: request.year,
        document,
    };
    let basis = basis::find(&basis_request).map_err(MakeError::NoBasis)?;
    let stamp = WorkbookStamp {
        formaat: request.formaat.id.clone(),
        school: school.slug.clone(),
        schooljaar: request.year.to_string(),
        document: document.to_owned(),
        of_document: basis.origin == Origin::Existing,
    };
    let suffix = if document == basis::PROFIEL { String::new() } else { format!("-{document}") };
    let name = format!("{}-{}{suffix}.xlsx", school.slug, request.year);
    make(request, &basis, &stamp, Some(&school.name), name)
}

/// An empty workbook for any school.
///
/// # Errors
/// When the format does not fit in a workbook.
pub fn empty(request: &FormRequest<'_>) -> Result<MadeForm, MakeError> {
    let basis_request = basis::BasisRequest {
        content: request.content,
        catalogus: request.catalogus,
        formaat: request.formaat,
        school: None,
        name: "school",
        year: request.year,
        document: basis::PROFIEL,
    };
    let basis = basis::find(&basis_request).map_err(MakeError::NoBasis)?;
    let stamp = WorkbookStamp {
        formaat: request.formaat.id.clone(),
        school: String::new(),
        schooljaar: String::new(),
        document: basis::PROFIEL.to_owned(),
        of_document: false,
    };
    make(request, &basis, &stamp, None, format!("{}.xlsx", request.formaat.id))
}

fn make(
    request: &FormRequest<'_>,
    basis: &FormBasis,
    stamp: &WorkbookStamp,
    school: Option<&str>,
    name: String,
) -> Result<MadeForm, MakeError> {
    let dir = basis.dir(request.content, Arc::new(basis.added.clone())).map_err(MakeError::Dir)?;
    let ctx = FormContext::new(request.catalogus, &dir, &basis.root);
    let year = request.year.to_string();
    let schooljaar = if school.is_some() { year.as_str() } else { "" };
    let formaat = formaat_of(request.formaat, &basis.root, request.catalogus, &dir);
    let form = questions::form(&Onderwerp { formaat: &formaat, root: &basis.root, school, schooljaar }, &ctx);
    let day = request.year.begin();
    let day = (day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs());
    let title =
        school.map_or_else(|| request.formaat.title.clone(), |school| format!("{} - {school}", request.formaat.title));
    let bytes = workbook_writer::write(&form, stamp, &title, day).map_err(MakeError::Workbook)?;
    Ok(MadeForm { name, bytes })
}
