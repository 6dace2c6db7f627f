//! Makes workbooks: an empty one to send round, or one for a school with what is known already.

use std::path::Path;
use std::sync::Arc;

use rust_xlsxwriter::XlsxError;

use crate::model::catalogus::Catalogus;
use crate::model::datum::Schooljaar;
use crate::model::formaat::Formaat;
use crate::model::site::School;

use super::basis::{self, Basis, GeenBasis};
use super::boek::{self, Kenmerk};
use super::omgeving::Omgeving;
use super::vragen::{self, Onderwerp};

/// A workbook, ready to be written.
#[derive(Debug)]
pub struct Gemaakt {
    /// Name of its file.
    pub naam: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Why a workbook cannot be made.
#[derive(Debug)]
pub enum MaakFout {
    /// There is no document to start from.
    Basis(GeenBasis),
    /// The content folder cannot be entered.
    Map(std::io::Error),
    /// A sheet cannot hold it.
    Boek(XlsxError),
}

/// For whom a workbook is.
#[derive(Debug, Clone, Copy)]
pub struct Voor<'a> {
    /// The content folder.
    pub content: &'a Path,
    /// Definitions.
    pub catalogus: &'a Catalogus,
    /// The format.
    pub formaat: &'a Formaat,
    /// The school year; for an empty workbook only what it is dated by.
    pub jaar: Schooljaar,
}

/// A workbook for a school, with what its document says.
///
/// # Errors
/// When there is no document to start from, or it does not fit in a workbook.
pub fn voor_school(voor: &Voor<'_>, school: &School, document: &str) -> Result<Gemaakt, MaakFout> {
    let vraag = basis::Vraag {
        content: voor.content,
        catalogus: voor.catalogus,
        formaat: voor.formaat,
        school: Some(school),
        naam: &school.naam,
        jaar: voor.jaar,
        document,
    };
    let basis = basis::zoek(&vraag).map_err(MaakFout::Basis)?;
    let kenmerk = Kenmerk {
        formaat: voor.formaat.id.clone(),
        school: school.slug.clone(),
        schooljaar: voor.jaar.to_string(),
        document: document.to_owned(),
    };
    let staart = if document == basis::PROFIEL { String::new() } else { format!("-{document}") };
    let naam = format!("{}-{}{staart}.xlsx", school.slug, voor.jaar);
    maak(voor, &basis, &kenmerk, Some(&school.naam), naam)
}

/// An empty workbook for any school.
///
/// # Errors
/// When the format does not fit in a workbook.
pub fn leeg(voor: &Voor<'_>) -> Result<Gemaakt, MaakFout> {
    let vraag = basis::Vraag {
        content: voor.content,
        catalogus: voor.catalogus,
        formaat: voor.formaat,
        school: None,
        naam: "school",
        jaar: voor.jaar,
        document: basis::PROFIEL,
    };
    let basis = basis::zoek(&vraag).map_err(MaakFout::Basis)?;
    let kenmerk = Kenmerk {
        formaat: voor.formaat.id.clone(),
        school: String::new(),
        schooljaar: String::new(),
        document: basis::PROFIEL.to_owned(),
    };
    maak(voor, &basis, &kenmerk, None, format!("{}.xlsx", voor.formaat.id))
}

fn maak(
    voor: &Voor<'_>,
    basis: &Basis,
    kenmerk: &Kenmerk,
    school: Option<&str>,
    naam: String,
) -> Result<Gemaakt, MaakFout> {
    let map = basis.map(voor.content, Arc::new(basis.erbij.clone())).map_err(MaakFout::Map)?;
    let om = Omgeving::nieuw(voor.catalogus, &map, &basis.wortel);
    let jaar = voor.jaar.to_string();
    let schooljaar = if school.is_some() { jaar.as_str() } else { "" };
    let formulier =
        vragen::formulier(&Onderwerp { formaat: voor.formaat, wortel: &basis.wortel, school, schooljaar }, &om);
    let dag = voor.jaar.begin();
    let dag = (dag.year().unsigned_abs(), dag.month().unsigned_abs(), dag.day().unsigned_abs());
    let titel =
        school.map_or_else(|| voor.formaat.titel.clone(), |school| format!("{} - {school}", voor.formaat.titel));
    let bytes = boek::schrijf(&formulier, kenmerk, &titel, dag).map_err(MaakFout::Boek)?;
    Ok(Gemaakt { naam, bytes })
}
