//! The page that explains the open data: which files there are and what their columns mean.

use serde::Serialize;
use tera::Context;

use crate::export::data::{VERSIE, VERSION_NOTE};
use crate::export::tabel::{Kolom, TABELLEN};

use super::{Mislukt, Pagina, Web};

#[derive(Serialize)]
struct TabelZicht {
    id: &'static str,
    titel: &'static str,
    uitleg: &'static str,
    kolommen: Vec<KolomZicht>,
}

#[derive(Serialize)]
struct KolomZicht {
    id: &'static str,
    uitleg: &'static str,
    waarden: &'static [&'static str],
    meer: bool,
}

#[derive(Serialize)]
struct FormaatZicht<'a> {
    id: &'a str,
    titel: &'a str,
}

impl Web<'_> {
    pub(super) fn data(&self) -> Result<(), Mislukt> {
        let kolom = |k: &'static Kolom| KolomZicht { id: k.id, uitleg: k.uitleg, waarden: k.waarden, meer: k.meer };
        let tabellen: Vec<TabelZicht> = TABELLEN
            .iter()
            .map(|t| TabelZicht {
                id: t.id,
                titel: t.titel,
                uitleg: t.uitleg,
                kolommen: t.kolommen.iter().map(kolom).collect(),
            })
            .collect();
        let formaten: Vec<FormaatZicht<'_>> =
            self.site.catalogus.formaten.values().map(|f| FormaatZicht { id: &f.id, titel: &f.titel }).collect();
        let mut inhoud = Context::new();
        inhoud.insert("tabellen", &tabellen);
        inhoud.insert("versie", &VERSIE);
        inhoud.insert("version_note", VERSION_NOTE);
        inhoud.insert("formaten", &formaten);
        let pagina = Pagina {
            pad: "data/index.html",
            sjabloon: "data.html",
            titel: "Open gegevens",
            omschrijving: "De gegevens van deze website als Excel-bestand, CSV en JSON.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }
}
