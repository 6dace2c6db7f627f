//! Reads the file of a format.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::bestanden::Bestanden;
use crate::model::lezer::{KaartLezer, Woord, als_woord, als_woorden, bedoelde, controleer_id, verkeerd_type};
use crate::model::lijst::{Lijst, Schaal};
use crate::model::teksten::{self, Tekstmap};
use crate::tekst::Markdown;
use crate::yaml::{Knoop, Waarde};

use super::{Formaat, Hoofdstuk, NietGenoemd, Onderwerp, Sectie, Soort, UitSchool, Veld, VeldType, Weergave};

/// What a format may refer to, and where its texts are.
pub struct Bronnen<'a> {
    /// Finds a list by id.
    pub lijst: &'a dyn Fn(&str) -> Option<Arc<Lijst>>,
    /// Finds a scale by id.
    pub schaal: &'a dyn Fn(&str) -> Option<Arc<Schaal>>,
    /// The ids of all lists.
    pub lijsten: Vec<String>,
    /// The ids of all scales.
    pub schalen: Vec<String>,
    /// Names of definitions that could not be read.
    pub kapot: &'a BTreeSet<String>,
    /// The folder of the format's texts.
    pub bestanden: &'a Bestanden,
}

impl Formaat {
    /// Reads the node of a format file.
    pub fn lees(knoop: &Knoop, bronnen: &Bronnen<'_>, meldingen: &mut Meldingen) -> Option<Self> {
        let mut lezer = KaartLezer::nieuw(knoop, "een formaat", meldingen)?;
        let id = lezer.moet_tekst("formaat", meldingen)?;
        if !controleer_id(&id, "formaat-id", meldingen) {
            return None;
        }
        let titel = lezer.moet_tekst("titel", meldingen).map_or_else(|| id.tekst.clone(), |w| w.tekst);
        let profiel = lezer.ja_nee("profiel", meldingen).unwrap_or(false);
        let mut gezien = BTreeMap::new();
        let mut lees =
            FormaatLezer { bronnen, teksten: Tekstmap::nieuw(bronnen.bestanden), meldingen, gezien: &mut gezien };
        lezer.moet("hoofdstukken", lees.meldingen);
        let hoofdstukken = lezer.knopen("hoofdstukken").iter().filter_map(|k| lees.hoofdstuk(k)).collect();
        lezer.klaar(meldingen);
        Some(Self { id: id.tekst, titel, profiel, hoofdstukken })
    }
}

struct FormaatLezer<'a, 'b> {
    bronnen: &'a Bronnen<'b>,
    teksten: Tekstmap<'a>,
    meldingen: &'a mut Meldingen,
    /// Where each chapter (`true`) and section stands.
    gezien: &'a mut BTreeMap<(bool, String), Plek>,
}

impl FormaatLezer<'_, '_> {
    fn hoofdstuk(&mut self, knoop: &Knoop) -> Option<Hoofdstuk> {
        let mut lezer = KaartLezer::nieuw(knoop, "een hoofdstuk", self.meldingen)?;
        let id = lezer.moet_tekst("id", self.meldingen)?;
        controleer_id(&id, "hoofdstuk-id", self.meldingen);
        self.uniek(&id, true);
        let titel = lezer.moet_tekst("titel", self.meldingen).map_or_else(|| id.tekst.clone(), |w| w.tekst);
        let inleiding = lezer.neem("inleiding").and_then(|k| self.tekst(k));
        let secties = lezer.knopen("secties").iter().filter_map(|k| self.sectie(k)).collect();
        lezer.klaar(self.meldingen);
        Some(Hoofdstuk { id: id.tekst, titel, inleiding, secties })
    }

    fn sectie(&mut self, knoop: &Knoop) -> Option<Sectie> {
        let mut lezer = KaartLezer::nieuw(knoop, "een sectie", self.meldingen)?;
        let id = lezer.moet_tekst("id", self.meldingen)?;
        controleer_id(&id, "sectie-id", self.meldingen);
        self.uniek(&id, false);
        let titel = lezer.moet_tekst("titel", self.meldingen).map_or_else(|| id.tekst.clone(), |w| w.tekst);
        let soort = lezer.moet_tekst("soort", self.meldingen);
        let soort = soort.and_then(|w| self.woord(&w, Soort::lees, Soort::WOORDEN, "een soort"));
        let onderwerp = self.gesloten(&mut lezer, "onderwerp", Onderwerp::lees, Onderwerp::WOORDEN);
        let genoemd: Vec<&str> = ["lijst", "schaal"].into_iter().filter(|s| lezer.neem(s).is_some()).collect();
        let lijst = lezer.tekst("lijst", self.meldingen).and_then(|w| self.lijst(&w));
        let schaal = lezer.tekst("schaal", self.meldingen).and_then(|w| self.schaal(&w));
        let waar = lezer.neem("waar").map(|k| self.waar(k)).unwrap_or_default();
        let niet_genoemd = self.gesloten(&mut lezer, "niet-genoemd", NietGenoemd::lees, NietGenoemd::WOORDEN);
        let beeld = lezer.tekst("beeld", self.meldingen).and_then(|w| {
            let mogelijk = ["verdeling"];
            self.woord(&w, |t| mogelijk.contains(&t).then(|| t.to_owned()), &mogelijk, "een beeld")
        });
        let weergave = self.gesloten(&mut lezer, "weergave", Weergave::lees, Weergave::WOORDEN);
        let sectie = Sectie {
            id: id.tekst,
            titel,
            soort: soort.unwrap_or(Soort::Tekst),
            onderwerp,
            lijst,
            schaal,
            waar,
            niet_genoemd: niet_genoemd.unwrap_or(NietGenoemd::Onbekend),
            beeld,
            weergave: weergave.unwrap_or(Weergave::Tabel),
            verplicht: lezer.ja_nee("verplicht", self.meldingen).unwrap_or(false),
            meer: lezer.ja_nee("meer", self.meldingen).unwrap_or(false),
            inleiding: lezer.neem("inleiding").and_then(|k| self.tekst(k)),
            vast: lezer.neem("vast").and_then(|k| self.tekst(k)),
            velden: self.velden(&mut lezer),
            opties: lezer.neem("opties").map(|k| self.namen(k)).unwrap_or_default(),
            plek: id.plek,
        };
        lezer.klaar(self.meldingen);
        self.eisen(&sectie, &genoemd);
        soort.map(|_| sectie)
    }

    /// Reports a chapter or section whose id another one has.
    fn uniek(&mut self, id: &Woord, hoofdstuk: bool) {
        let Some(eerder) = self.gezien.insert((hoofdstuk, id.tekst.clone()), id.plek.clone()) else { return };
        let wat = if hoofdstuk { "hoofdstuk" } else { "sectie" };
        let bericht = format!("{wat} `{}` staat twee keer in dit formaat", id.tekst);
        self.meldingen.meld(
            Melding::op(Code::DubbelId, &id.plek, bericht)
                .ook(&eerder, "hier staat hetzelfde id")
                .hint("geef een van de twee een ander id"),
        );
    }

    /// What a kind cannot do without; `genoemd` are the keys that are there but mean nothing known,
    /// which was reported.
    fn eisen(&mut self, sectie: &Sectie, genoemd: &[&str]) {
        let mist = match sectie.soort {
            Soort::Aanbod | Soort::Beoordeling if sectie.lijst.is_none() => Some("lijst"),
            Soort::Beoordeling if sectie.schaal.is_none() => Some("schaal"),
            Soort::Gegevens | Soort::Tabel if sectie.velden.is_empty() => Some("velden"),
            Soort::Keuze if sectie.opties.is_empty() => Some("opties"),
            _ => None,
        };
        if let Some(sleutel) = mist.filter(|sleutel| !genoemd.contains(sleutel)) {
            let soort = sectie.soort.woord();
            self.meldingen.meld(
                Melding::op(
                    Code::OntbrekendeSleutel,
                    &sectie.plek,
                    format!("`{sleutel}` ontbreekt in sectie `{}`", sectie.id),
                )
                .hint(format!("een sectie van soort `{soort}` heeft `{sleutel}` nodig")),
            );
        }
    }

    fn velden(&mut self, lezer: &mut KaartLezer<'_>) -> Vec<Veld> {
        let mut velden: Vec<Veld> = Vec::new();
        for knoop in lezer.knopen("velden") {
            let Some((id, veld)) = self.veld(knoop) else { continue };
            if velden.iter().any(|v| v.id == veld.id) {
                let bericht = format!("veld `{}` staat twee keer in deze sectie", veld.id);
                self.meldingen
                    .meld(Melding::op(Code::DubbelId, &id.plek, bericht).hint("geef een van de twee een ander id"));
            } else {
                velden.push(veld);
            }
        }
        velden
    }

    fn veld(&mut self, knoop: &Knoop) -> Option<(Woord, Veld)> {
        let mut lezer = KaartLezer::nieuw(knoop, "een veld", self.meldingen)?;
        let id = lezer.moet_tekst("id", self.meldingen)?;
        controleer_id(&id, "veld-id", self.meldingen);
        let soort = lezer.moet_tekst("type", self.meldingen);
        let soort = soort.and_then(|w| self.woord(&w, VeldType::lees, VeldType::WOORDEN, "een type"));
        let veld = Veld {
            titel: lezer.tekst("titel", self.meldingen).map_or_else(|| id.tekst.clone(), |w| w.tekst),
            soort: soort.unwrap_or(VeldType::Tekst),
            lijsten: lezer.teksten("lijst", self.meldingen).iter().filter_map(|w| self.lijst(w)).collect(),
            uit: lezer.tekst("uit", self.meldingen).map(|w| w.tekst),
            waarden: lezer.neem("waarden").map(|k| self.namen(k)).unwrap_or_default(),
            telt: lezer.ja_nee("telt", self.meldingen).unwrap_or(false),
            uit_school: self.gesloten(&mut lezer, "uit-school", UitSchool::lees, UitSchool::WOORDEN),
            id: id.tekst.clone(),
        };
        lezer.klaar(self.meldingen);
        Some((id, veld))
    }

    fn gesloten<T>(
        &mut self,
        lezer: &mut KaartLezer<'_>,
        sleutel: &str,
        lees: impl Fn(&str) -> Option<T>,
        woorden: &[&str],
    ) -> Option<T> {
        let woord = lezer.tekst(sleutel, self.meldingen)?;
        self.woord(&woord, lees, woorden, &format!("waarde van `{sleutel}`"))
    }

    fn woord<T>(&mut self, woord: &Woord, lees: impl Fn(&str) -> Option<T>, woorden: &[&str], wat: &str) -> Option<T> {
        let gelezen = lees(&woord.tekst);
        if gelezen.is_none() {
            self.meldingen.meld(
                Melding::op(Code::OnbekendeWaarde, &woord.plek, format!("`{}` is niet bekend als {wat}", woord.tekst))
                    .hint(bedoelde(&woord.tekst, woorden.iter().copied())),
            );
        }
        gelezen
    }

    fn lijst(&mut self, woord: &Woord) -> Option<Arc<Lijst>> {
        let gevonden = (self.bronnen.lijst)(&woord.tekst);
        if gevonden.is_none() {
            self.onbekend(woord, "lijst", self.bronnen.lijsten.iter().map(String::as_str));
        }
        gevonden
    }

    fn schaal(&mut self, woord: &Woord) -> Option<Arc<Schaal>> {
        let gevonden = (self.bronnen.schaal)(&woord.tekst);
        if gevonden.is_none() {
            self.onbekend(woord, "schaal", self.bronnen.schalen.iter().map(String::as_str));
        }
        gevonden
    }

    fn onbekend<'c>(&mut self, woord: &Woord, wat: &str, bekend: impl Iterator<Item = &'c str> + Clone) {
        if self.bronnen.kapot.contains(&woord.tekst) {
            return;
        }
        self.meldingen.meld(
            Melding::op(Code::OnbekendeDefinitie, &woord.plek, format!("er is geen {wat} `{}`", woord.tekst))
                .hint(bedoelde(&woord.tekst, bekend)),
        );
    }

    /// Places with this format's labels, or only their ids.
    fn waar(&mut self, knoop: &Knoop) -> Vec<(String, String)> {
        let plaatsen = (self.bronnen.lijst)("plaatsen");
        let mut uit = Vec::new();
        let paren: Vec<(Woord, Option<String>)> = match &knoop.waarde {
            Waarde::Kaart(paren) => paren
                .iter()
                .map(|p| {
                    let woord = Woord { tekst: p.sleutel.clone(), plek: p.sleutel_plek.clone() };
                    (woord, als_woord(&p.waarde, self.meldingen).map(|w| w.tekst))
                })
                .collect(),
            _ => als_woorden(knoop, self.meldingen).into_iter().map(|w| (w, None)).collect(),
        };
        for (woord, label) in paren {
            match plaatsen.as_ref().and_then(|l| l.op_id(&woord.tekst).map(|(_, i)| i.naam.clone())) {
                Some(naam) => uit.push((woord.tekst, label.unwrap_or(naam))),
                None => {
                    let ids: Vec<String> = plaatsen.iter().flat_map(|l| l.ids().map(str::to_owned)).collect();
                    self.onbekend(&woord, "plaats", ids.iter().map(String::as_str));
                }
            }
        }
        uit
    }

    /// A map of ids and names.
    fn namen(&mut self, knoop: &Knoop) -> Vec<(String, String)> {
        let Waarde::Kaart(paren) = &knoop.waarde else {
            self.meldingen
                .meld(verkeerd_type(knoop, "per id een naam").hint("schrijf `{id: Naam, ander-id: Andere naam}`"));
            return Vec::new();
        };
        let mut namen = Vec::new();
        for paar in paren {
            let naam = als_woord(&paar.waarde, self.meldingen).map_or_else(|| paar.sleutel.clone(), |w| w.tekst);
            namen.push((paar.sleutel.clone(), naam));
        }
        namen
    }

    fn tekst(&mut self, knoop: &Knoop) -> Option<Markdown> {
        teksten::markdown(knoop, &mut self.teksten, self.meldingen)
    }
}
