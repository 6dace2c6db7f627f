//! The shape of a route: phases, steps, choices and endings. Order is the flow.

use std::collections::BTreeMap;

use crate::bron::Plek;
use crate::melding::{Code, Melding};
use crate::model::antwoord::{Graaf, Stap, StapSoort, Tak, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::lezer::{KaartLezer, Woord, controleer_id};
use crate::yaml::{Knoop, Waarde};

use super::{Omgeving, velden, verwijzing};

/// Reads a route.
pub(super) fn graaf(sectie: &Sectie, knopen: &[Knoop], om: &mut Omgeving<'_, '_>) -> Vorminhoud {
    let mut lezer = GraafLezer { sectie, nummer: 0, diepte: 0, ids: BTreeMap::new() };
    let stappen = lezer.stappen(knopen, om);
    if stappen.is_empty() { Vorminhoud::Niets } else { Vorminhoud::Graaf(Graaf { stappen }) }
}

struct GraafLezer<'a> {
    sectie: &'a Sectie,
    nummer: usize,
    /// How many lists of steps stand around: a phase stands in the outermost.
    diepte: usize,
    ids: BTreeMap<String, Plek>,
}

impl GraafLezer<'_> {
    fn stappen(&mut self, knopen: &[Knoop], om: &mut Omgeving<'_, '_>) -> Vec<Stap> {
        self.diepte += 1;
        let stappen = knopen.iter().filter(|k| !k.is_leeg()).filter_map(|k| self.stap(k, om)).collect();
        self.diepte -= 1;
        stappen
    }

    fn stap(&mut self, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Option<Stap> {
        let plek = super::kop_van(&knoop.plek);
        // A bare text is a step.
        if let Waarde::Tekst(scalar) = &knoop.waarde {
            self.nummer += 1;
            return Some(leeg(self.nummer, scalar.tekst.trim().to_owned(), StapSoort::Stap, plek));
        }
        let mut lezer = KaartLezer::nieuw(knoop, "een stap van de route", om.meldingen)?;
        let kop =
            ["stap", "keuze", "fase", "einde"].into_iter().find_map(|s| lezer.tekst(s, om.meldingen).map(|w| (s, w)));
        let Some((soort, titel)) = kop else {
            om.meldingen.meld(
                Melding::op(Code::OntbrekendeSleutel, &plek, "dit is geen stap, keuze, fase of einde")
                    .hint("begin met `stap: ...`, `keuze: ...`, `fase: ...` of `einde: ...`"),
            );
            return None;
        };
        if soort != "fase" {
            self.nummer += 1;
        } else if self.diepte > 1 {
            let bericht = format!("fase `{}` staat binnen een andere fase of een keuze", titel.tekst);
            om.meldingen.meld(
                Melding::op(Code::VerkeerdType, &titel.plek, bericht)
                    .hint("zet fasen naast elkaar, direct onder `stappen:`; maak van deze een `stap`"),
            );
        }
        let nummer = if soort == "fase" { 0 } else { self.nummer };
        let mut stap = leeg(nummer, titel.tekst, StapSoort::Stap, titel.plek);
        stap.id = self.id(&mut lezer, om);
        self.gewone_sleutels(&mut stap, &mut lezer, om);
        stap.soort = match soort {
            "fase" => StapSoort::Fase {
                band: om.tekst_onder(&mut lezer, "band"),
                stappen: self.stappen(lezer.knopen("stappen"), om),
            },
            "keuze" => {
                lezer.moet("takken", om.meldingen);
                StapSoort::Keuze {
                    meer: lezer.ja_nee("meer", om.meldingen).unwrap_or(false),
                    takken: lezer.knopen("takken").iter().filter_map(|k| self.tak(k, om)).collect(),
                }
            }
            "einde" => StapSoort::Einde,
            _ => StapSoort::Stap,
        };
        if soort == "stap" {
            stap.naar = lezer.tekst("naar", om.meldingen);
        }
        lezer.klaar(om.meldingen);
        Some(stap)
    }

    fn gewone_sleutels(&mut self, stap: &mut Stap, lezer: &mut KaartLezer<'_>, om: &mut Omgeving<'_, '_>) {
        let rollen: Vec<_> = om.catalogus.lijst("specialisten").into_iter().cloned().collect();
        stap.wie = verwijzing::vrij(lezer.knopen("wie"), &rollen, None, om);
        stap.overleg = verwijzing::vrij(lezer.knopen("in"), &[], None, om);
        stap.is = verwijzing::streng(lezer.knopen("is"), &[], om);
        stap.voorwaarde = om.markdown_onder(lezer, "voorwaarde");
        stap.hoeveel = om.hoeveel_onder(lezer);
        stap.noot = om.markdown_onder(lezer, "noot");
        stap.tekst = om.markdown_onder(lezer, "tekst");
        stap.velden = velden::lees(self.sectie, lezer, om);
    }

    fn id(&mut self, lezer: &mut KaartLezer<'_>, om: &mut Omgeving<'_, '_>) -> Option<String> {
        let woord: Woord = lezer.tekst("id", om.meldingen)?;
        if !controleer_id(&woord, "stap-id", om.meldingen) {
            return None;
        }
        if let Some(eerder) = self.ids.insert(woord.tekst.clone(), woord.plek.clone()) {
            om.meldingen.meld(
                Melding::op(Code::DubbelId, &woord.plek, format!("stap `{}` staat er twee keer", woord.tekst))
                    .ook(&eerder, "hier staat hetzelfde id")
                    .hint("geef een van de twee een ander id"),
            );
        }
        Some(woord.tekst)
    }

    fn tak(&mut self, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Option<Tak> {
        let mut lezer = KaartLezer::nieuw(knoop, "een tak van een keuze", om.meldingen)?;
        let als = lezer.moet_tekst("als", om.meldingen)?;
        let tak = Tak {
            als: als.tekst,
            is: verwijzing::streng(lezer.knopen("is"), &[], om),
            noot: om.markdown_onder(&mut lezer, "noot"),
            stappen: self.stappen(lezer.knopen("stappen"), om),
            naar: lezer.tekst("naar", om.meldingen),
            plek: als.plek,
        };
        lezer.klaar(om.meldingen);
        Some(tak)
    }
}

fn leeg(nummer: usize, titel: String, soort: StapSoort, plek: Plek) -> Stap {
    Stap {
        nummer,
        id: None,
        titel,
        soort,
        wie: Vec::new(),
        voorwaarde: None,
        hoeveel: None,
        noot: None,
        overleg: Vec::new(),
        is: Vec::new(),
        tekst: None,
        velden: Vec::new(),
        naar: None,
        plek,
    }
}
