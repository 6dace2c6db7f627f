//! Messages as the script in the browser gets them: plain values, which it shows as text alone.

use serde::Serialize;

use crate::bron::Plek;
use crate::melding::{Ernst, Melding};

/// More messages are counted; the terminal has them all.
const HOOGSTENS: usize = 50;
/// Characters of a line that are shown before and after the marked text.
const OMGEVING: usize = 200;

/// What the browser is told.
#[derive(Serialize)]
pub(super) struct Stand<'a> {
    /// Which version is shown; another one asks for the page to be loaded again.
    pub(super) versie: &'a str,
    pub(super) fouten: Vec<Zicht<'a>>,
    /// How many errors there are in all.
    pub(super) aantal: usize,
}

/// One message.
#[derive(Serialize)]
pub(super) struct Zicht<'a> {
    code: &'static str,
    bericht: &'a str,
    bestand: &'a str,
    regel: Option<usize>,
    kolom: Option<usize>,
    stukken: Vec<Stuk<'a>>,
    hint: Option<&'a str>,
}

/// A line with a marked part.
#[derive(Serialize)]
struct Stuk<'a> {
    bestand: &'a str,
    regel: usize,
    voor: String,
    deel: String,
    na: String,
    label: Option<&'a str>,
}

impl<'a> Stand<'a> {
    /// The errors among messages.
    pub(super) fn nieuw(versie: &'a str, meldingen: impl Iterator<Item = &'a Melding> + Clone) -> Self {
        let fouten = meldingen.filter(|m| m.ernst == Ernst::Fout);
        Self { versie, aantal: fouten.clone().count(), fouten: fouten.take(HOOGSTENS).map(Zicht::van).collect() }
    }
}

impl<'a> Zicht<'a> {
    fn van(melding: &'a Melding) -> Self {
        let plek = melding.regel_kolom();
        let eerste = melding.plek.iter().map(|plek| Stuk::van(plek, melding.label.as_deref()));
        let ook = melding.ook.iter().map(|(plek, label)| Stuk::van(plek, Some(label)));
        Self {
            code: melding.code.tekst(),
            bericht: &melding.bericht,
            bestand: melding.bestand(),
            regel: plek.map(|p| p.0),
            kolom: plek.map(|p| p.1),
            stukken: eerste.chain(ook).collect(),
            hint: melding.hint.as_deref(),
        }
    }
}

impl<'a> Stuk<'a> {
    fn van(plek: &'a Plek, label: Option<&'a str>) -> Self {
        let (regel, _) = plek.regel_kolom();
        let bron = plek.bron();
        let tekst = bron.regel(regel);
        let van = (plek.van() - bron.begin_van_regel(regel)).min(tekst.len());
        let lengte = plek.tekst().find(['\n', '\r']).unwrap_or(plek.tekst().len());
        let tot = (van + lengte).min(tekst.len());
        let voor: Vec<char> = tekst[..van].chars().collect();
        Self {
            bestand: bron.pad(),
            regel,
            voor: voor[voor.len().saturating_sub(OMGEVING)..].iter().collect(),
            deel: tekst[van..tot].chars().take(OMGEVING).collect(),
            na: tekst[tot..].chars().take(OMGEVING).collect(),
            label,
        }
    }
}
