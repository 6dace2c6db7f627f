//! Views: what templates see of a document, in either medium.
//!
//! Views are plain structures with everything said and nothing computed in templates; texts are
//! already written in the medium and marked as safe.

use serde::Serialize;
use tera::{Context, Value};

use crate::facts;
use crate::melding::Melding;
use crate::model::antwoord::{Antwoord, Vorminhoud};
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::site::Document;
use crate::soorten::{self, Schrijver};

/// Renders the template of a kind.
pub type Tekenaar<'a> = dyn Fn(Soort, &Context) -> Result<String, Box<Melding>> + 'a;

/// A chapter with its sections.
#[derive(Debug, Serialize)]
pub struct HoofdstukZicht {
    /// Its id.
    pub id: String,
    /// Its number, from 1.
    pub nummer: usize,
    /// Its title.
    pub titel: String,
    /// The format's own text.
    pub inleiding: Option<Value>,
    /// Its sections that have something to show.
    pub secties: Vec<SectieZicht>,
}

/// A section.
#[derive(Debug, Serialize)]
pub struct SectieZicht {
    /// Its id, also its anchor.
    pub id: String,
    /// Its number, such as `3.1`.
    pub nummer: String,
    /// Its title.
    pub titel: String,
    /// Its kind.
    pub soort: &'static str,
    /// What it is about.
    pub onderwerp: Option<&'static str>,
    /// The format's own text.
    pub inleiding: Option<Value>,
    /// Text for parents.
    pub voor_ouders: Option<Value>,
    /// The answer, written by the kind's template; absent when not answered.
    pub inhoud: Option<Value>,
    /// Explanation in the school's words.
    pub toelichting: Option<Value>,
    /// Where the answer comes from.
    pub bron: Option<Value>,
    /// The day that the answer tells about, if that differs from the document's.
    pub peildatum: Option<String>,
    /// When it was checked, if that differs from the document.
    pub gecontroleerd: Option<String>,
    /// It does not apply to this school.
    pub nvt: bool,
}

/// The first sentences of the first text of a document: what it is about.
pub fn eerste_zinnen(document: &Document, aantal: usize) -> String {
    let teksten = document.formaat.secties().filter_map(|s| document.antwoorden.get(&s.id));
    let mut teksten = teksten.filter_map(|a| match &a.inhoud {
        Vorminhoud::Tekst(tekst) => Some(tekst.eerste_zinnen(aantal)),
        _ => None,
    });
    teksten.next().unwrap_or_default()
}

impl HoofdstukZicht {
    /// Changes all its HTML or Typst.
    pub fn herschrijf(&mut self, wijzig: &dyn Fn(&str) -> String) {
        let secties = self
            .secties
            .iter_mut()
            .flat_map(|s| [&mut s.inleiding, &mut s.voor_ouders, &mut s.inhoud, &mut s.toelichting, &mut s.bron]);
        for waarde in secties.chain([&mut self.inleiding]).flatten() {
            if let Some(tekst) = waarde.as_str() {
                *waarde = Value::safe_string(&wijzig(tekst));
            }
        }
    }
}

/// Views of all chapters that have something to show.
///
/// # Errors
/// When a template of a kind cannot be rendered.
pub fn hoofdstukken(
    document: &Document,
    schrijver: &mut Schrijver<'_>,
    teken: &Tekenaar<'_>,
) -> Result<Vec<HoofdstukZicht>, Box<Melding>> {
    schrijver.spoken_of = facts::spoken_of(document, schrijver.school, schrijver.catalogus);
    let mut uit: Vec<HoofdstukZicht> = Vec::new();
    for hoofdstuk in &document.formaat.hoofdstukken {
        let nummer = uit.len() + 1;
        let mut secties: Vec<SectieZicht> = Vec::new();
        for sectie in &hoofdstuk.secties {
            let antwoord = document.antwoorden.get(&sectie.id);
            let sectienummer = format!("{nummer}.{}", secties.len() + 1);
            secties.extend(sectie_zicht(sectie, sectienummer, antwoord, schrijver, teken)?);
        }
        if !secties.is_empty() {
            let inleiding = hoofdstuk.inleiding.as_ref().map(|t| schrijver.in_hoofdstuk(t));
            let (id, titel) = (hoofdstuk.id.clone(), hoofdstuk.titel.clone());
            uit.push(HoofdstukZicht { id, nummer, titel, inleiding, secties });
        }
    }
    Ok(uit)
}

/// The view of one section; none when there is nothing to show and nothing is owed.
fn sectie_zicht(
    sectie: &Sectie,
    nummer: String,
    antwoord: Option<&Antwoord>,
    schrijver: &mut Schrijver<'_>,
    teken: &Tekenaar<'_>,
) -> Result<Option<SectieZicht>, Box<Melding>> {
    schrijver.begin_sectie();
    let mut tekst = |markdown: Option<&crate::tekst::Markdown>| markdown.map(|t| schrijver.in_sectie(t));
    let inleiding = tekst(sectie.inleiding.as_ref());
    let voor_ouders = tekst(antwoord.and_then(|a| a.voor_ouders.as_ref()));
    let zicht = soorten::werk(sectie.soort).zicht(sectie, antwoord, schrijver);
    let nvt = antwoord.is_some_and(|a| a.nvt);
    let mut tekst = |markdown: Option<&crate::tekst::Markdown>| markdown.map(|t| schrijver.in_sectie(t));
    let toelichting = tekst(antwoord.and_then(|a| a.toelichting.as_ref()));
    let bron = tekst(antwoord.and_then(|a| a.bron.as_ref()));
    let peildatum = antwoord.and_then(|a| a.peildatum).map(|d| d.to_string());
    let gecontroleerd = antwoord.and_then(|a| a.gecontroleerd).map(|d| d.to_string());
    let said = [&toelichting, &voor_ouders, &bron].iter().any(|tekst| tekst.is_some());
    let dated = peildatum.is_some() || gecontroleerd.is_some();
    if zicht.is_none() && !said && !dated && !nvt && !sectie.verplicht {
        return Ok(None);
    }
    let inhoud = match zicht {
        None => None,
        Some(zicht) => {
            let mut context = Context::new();
            context.insert("titel", &sectie.titel);
            context.insert("id", &sectie.id);
            context.insert_value("zicht", zicht);
            Some(Value::safe_string(&teken(sectie.soort, &context)?))
        }
    };
    Ok(Some(SectieZicht {
        id: sectie.id.clone(),
        nummer,
        titel: sectie.titel.clone(),
        soort: sectie.soort.woord(),
        onderwerp: sectie.onderwerp.map(Onderwerp::woord),
        inleiding,
        voor_ouders,
        inhoud,
        toelichting,
        bron,
        peildatum,
        gecontroleerd,
        nvt,
    }))
}
