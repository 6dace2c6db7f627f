//! The five shapes that all kinds stand on: text, fields, items, rows and graph.
//!
//! Each shape has one interpreter, which turns the node of an answer into typed values and
//! reports what does not fit. A kind (see `soorten`) only says which shape it stands on.

pub mod about;
mod beoordeling;
mod eigen;
mod graaf;
mod items;
mod reeks;
mod rijen;
mod velden;
pub mod verwijzing;
mod waarde;

use crate::bron::Plek;
use crate::melding::Meldingen;
use crate::model::antwoord::{About, Antwoord, Vorminhoud};
use crate::model::catalogus::Catalogus;
use crate::model::datum::Datum;
use crate::model::formaat::{Sectie, Soort};
use crate::model::hoeveel::Hoeveel;
use crate::model::lezer::{KaartLezer, als_knopen};
use crate::model::site::Afkorting;
use crate::model::teksten::{self, Tekstmap};
use crate::tekst::{self, Markdown, TextForm};
use crate::yaml::{Knoop, Waarde};

/// The shape a kind stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vorm {
    /// Running text.
    Tekst,
    /// Fields with values.
    Velden,
    /// Items of a list, or options.
    Items,
    /// Rows with fields.
    Rijen,
    /// Steps and choices.
    Graaf,
}

/// The shape of a kind.
pub fn vorm(soort: Soort) -> Vorm {
    match soort {
        Soort::Tekst => Vorm::Tekst,
        Soort::Gegevens => Vorm::Velden,
        Soort::Aanbod | Soort::Beoordeling | Soort::Keuze | Soort::Reeks => Vorm::Items,
        Soort::Tabel | Soort::Begrippen | Soort::Bijlagen | Soort::Niveaus => Vorm::Rijen,
        Soort::Stroomschema => Vorm::Graaf,
    }
}

/// Rows of a document that references can point to.
#[derive(Debug, Clone)]
pub struct RijNaam {
    /// Section the row is in.
    pub sectie: String,
    /// Id of the row.
    pub id: String,
    /// What it is called: the text of its first field.
    pub naam: String,
}

/// What answers are read against.
pub struct Omgeving<'a, 'b> {
    /// Definitions.
    pub catalogus: &'a Catalogus,
    /// Abbreviations of the document.
    pub afkortingen: &'a [Afkorting],
    /// Groups of the document: id and name.
    pub groepen: &'a [(String, String)],
    /// Rows of the document that have an id.
    pub rijen: &'a [RijNaam],
    /// Texts and images beside the document.
    pub teksten: &'a mut Tekstmap<'b>,
    /// Where problems go.
    pub meldingen: &'a mut Meldingen,
}

impl Omgeving<'_, '_> {
    /// Markdown typed in place or in a file.
    pub fn markdown(&mut self, knoop: &Knoop) -> Option<Markdown> {
        teksten::markdown(knoop, self.teksten, self.meldingen)
    }

    /// A remark that stood in the same value as what it is about.
    fn remark(&mut self, text: &str, plek: &Plek) -> Option<Markdown> {
        let markdown = tekst::ontleed(text, TextForm::Line, plek, false, self.meldingen);
        (!markdown.is_leeg()).then_some(markdown)
    }

    fn markdown_onder(&mut self, lezer: &mut KaartLezer<'_>, sleutel: &str) -> Option<Markdown> {
        lezer.neem(sleutel).and_then(|k| self.markdown(k))
    }

    fn hoeveel_onder(&mut self, lezer: &mut KaartLezer<'_>) -> Option<Hoeveel> {
        let woord = lezer.tekst("hoeveel", self.meldingen)?;
        Some(waarde::hoeveel(&woord, self.meldingen))
    }

    fn tekst_onder(&mut self, lezer: &mut KaartLezer<'_>, sleutel: &str) -> Option<String> {
        lezer.tekst(sleutel, self.meldingen).map(|w| w.tekst)
    }

    /// A date under a key.
    pub fn datum_onder(&mut self, lezer: &mut KaartLezer<'_>, sleutel: &str) -> Option<Datum> {
        let woord = lezer.tekst(sleutel, self.meldingen)?;
        waarde::datum(&woord, self.meldingen)
    }
}

pub(crate) use items::is_stand;
pub(crate) use rijen::is_group;
pub use waarde::datum as lees_datum;
pub(crate) use waarde::{geen_schooljaar, is_mail};

/// Reads the answer to a section. Empty means not answered.
pub fn lees_antwoord(sectie: &Sectie, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Option<Antwoord> {
    if knoop.is_leeg() {
        return None;
    }
    let mut antwoord = Antwoord {
        sectie: sectie.id.clone(),
        inhoud: Vorminhoud::Niets,
        toelichting: None,
        voor_ouders: None,
        anders: Vec::new(),
        bron: None,
        peildatum: None,
        gecontroleerd: None,
        nvt: false,
        about: About::default(),
        plek: knoop.plek.clone(),
    };
    let vorm = vorm(sectie.soort);
    // The short forms: a text, a bare list, a single word.
    if !matches!(knoop.waarde, Waarde::Kaart(_)) {
        antwoord.inhoud = match vorm {
            Vorm::Tekst => om.markdown(knoop).map_or(Vorminhoud::Niets, Vorminhoud::Tekst),
            Vorm::Items => items::lijstje(sectie, knoop, om),
            Vorm::Rijen if sectie.soort != Soort::Niveaus => rijen::rijen(sectie, als_knopen(knoop), om),
            Vorm::Graaf if matches!(knoop.waarde, Waarde::Lijst(_)) => graaf::graaf(sectie, als_knopen(knoop), om),
            Vorm::Velden | Vorm::Graaf | Vorm::Rijen => {
                KaartLezer::nieuw(knoop, &format!("sectie `{}`", sectie.id), om.meldingen)?;
                Vorminhoud::Niets
            }
        };
        return Some(antwoord);
    }
    let mut lezer = KaartLezer::nieuw(knoop, &format!("sectie `{}`", sectie.id), om.meldingen)?;
    antwoord.toelichting = om.markdown_onder(&mut lezer, "toelichting");
    antwoord.voor_ouders = om.markdown_onder(&mut lezer, "voor-ouders");
    antwoord.bron = om.markdown_onder(&mut lezer, "bron");
    antwoord.peildatum = om.datum_onder(&mut lezer, "peildatum");
    antwoord.gecontroleerd = om.datum_onder(&mut lezer, "gecontroleerd");
    antwoord.nvt = lezer.ja_nee("nvt", om.meldingen).unwrap_or(false);
    antwoord.about = about::read(sectie, &mut lezer, om);
    if vorm == Vorm::Items {
        antwoord.anders = eigen::read_all(sectie, lezer.knopen("anders"), om);
    }
    antwoord.inhoud = match vorm {
        Vorm::Tekst => om.markdown_onder(&mut lezer, "tekst").map_or(Vorminhoud::Niets, Vorminhoud::Tekst),
        Vorm::Velden => velden::velden(sectie, &mut lezer, om),
        Vorm::Items => items::kaart(sectie, &mut lezer, om),
        Vorm::Rijen => {
            let sleutel = match sectie.soort {
                Soort::Niveaus => return Some(Antwoord { inhoud: rijen::niveaus(sectie, lezer, om), ..antwoord }),
                Soort::Begrippen => "begrippen",
                Soort::Bijlagen => "bestanden",
                _ => "rijen",
            };
            rijen::rijen(sectie, lezer.knopen(sleutel), om)
        }
        Vorm::Graaf => graaf::graaf(sectie, lezer.knopen("stappen"), om),
    };
    lezer.klaar(om.meldingen);
    Some(antwoord)
}

/// Where a message about a whole answer points.
pub fn kop_van(plek: &Plek) -> Plek {
    crate::model::lezer::eerste_regel(plek)
}
