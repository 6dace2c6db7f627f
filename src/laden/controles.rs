//! Reads `controles:` of `site.yaml`: what the site does with each check.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::controles::{CONTROLES, Controle, Schakelaar, Schakelaars, namen};
use crate::model::lezer::{KaartLezer, als_woord, bedoelde};
use crate::yaml::Knoop;

pub(super) fn lees(knoop: &Knoop, meldingen: &mut Meldingen) -> Schakelaars {
    let mut uit = Schakelaars::default();
    let Some(mut lezer) = KaartLezer::nieuw(knoop, "`controles`", meldingen) else { return uit };
    for paar in lezer.overige() {
        let Some(controle) = CONTROLES.iter().find(|c| c.code.tekst() == paar.sleutel) else {
            let bericht = format!("er is geen controle `{}`", paar.sleutel);
            meldingen.meld(
                Melding::op(Code::OnbekendeSleutel, &paar.sleutel_plek, bericht).hint(bedoelde(&paar.sleutel, namen())),
            );
            continue;
        };
        if paar.waarde.is_leeg() {
            continue;
        }
        let Some(woord) = als_woord(&paar.waarde, meldingen) else { continue };
        match Schakelaar::lees(&woord.tekst) {
            None => meldingen.meld(
                Melding::op(Code::OnbekendeWaarde, &woord.plek, format!("`{}` is hier niet mogelijk", woord.tekst))
                    .hint(bedoelde(&woord.tekst, Schakelaar::WOORDEN.into_iter())),
            ),
            Some(_) if controle.vast => meldingen.meld(staat_vast(controle, &paar.sleutel_plek)),
            Some(schakelaar) => uit.zet(controle.code, schakelaar),
        }
    }
    uit
}

fn staat_vast(controle: &Controle, plek: &crate::bron::Plek) -> Melding {
    let bericht = format!("controle `{}` staat vast", controle.code.tekst());
    let hint =
        format!("haal deze regel weg; waarom zij vaststaat, zegt `steunwijzer controles {}`", controle.code.tekst());
    Melding::op(Code::ControleVast, plek, bericht).hint(hint)
}
