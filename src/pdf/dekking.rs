//! `dekking.pdf`: the coverage of the region, for boards.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use crate::melding::{Melding, Meldingen};
use crate::model::site::Site;
use crate::regio::dekking::Dekking;
use crate::tekst::typst::Plekken;
use crate::thema::Kant;

use super::{Drukker, Zetsel, document};

#[derive(Serialize)]
struct Omslag<'a> {
    site: &'a str,
    uitgever: Option<&'a str>,
    adres: Option<String>,
    jaar: i16,
    maand: i8,
    dag: i8,
}

/// Makes the PDF. Problems are reported; then there is none.
pub fn dekking(drukker: &Drukker<'_>, site: &Site, dekking: &Dekking, meldingen: &mut Meldingen) -> Option<Vec<u8>> {
    document::druk(drukker, zet(drukker, site, dekking), meldingen)
}

fn zet<'a>(drukker: &Drukker<'_>, site: &'a Site, dekking: &Dekking) -> Result<Zetsel<'a>, Box<Melding>> {
    let gegevens = &site.gegevens;
    let omslag = Omslag {
        site: &gegevens.titel,
        uitgever: gegevens.uitgever.as_ref().map(|u| u.naam.as_str()),
        adres: gegevens.basis_url.as_ref().map(|basis| format!("{basis}/dekking/")),
        jaar: dekking.dag.year(),
        maand: dekking.dag.month(),
        dag: dekking.dag.day(),
    };
    let mut context = Context::new();
    context.insert("omslag", &omslag);
    context.insert("dekking", dekking);
    context.insert_value("tokens", Value::safe_string(&drukker.thema.tokens.typst()));
    let typst = drukker.thema.teken(Kant::Pdf, "dekking.typ", &context)?;
    Ok(Zetsel {
        typst,
        plekken: Plekken::nieuw(),
        beelden: BTreeMap::new(),
        kenmerk: "dekking".to_owned(),
        hoogstens: None,
    })
}
