//! Reads `site.yaml`.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::bestanden::Bestanden;
use crate::model::catalogus::Catalogus;
use crate::model::lezer::{KaartLezer, als_woord};
use crate::model::site::{Instantie, SiteGegevens};
use crate::model::teksten::{self, Tekstmap};
use crate::tekst::telefoon;
use crate::yaml::{Knoop, Waarde};

use super::{controles, norm};

pub(super) fn lees(bestanden: &Bestanden, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<SiteGegevens> {
    let bestand = bestanden.lees_bestand("site.yaml", None, meldingen)?;
    let knoop = bestand.boom(meldingen)?;
    if knoop.is_leeg() {
        meldingen.meld(leeg(knoop, "`site.yaml` is leeg", "titel: Ondersteuning op school"));
        return None;
    }
    let mut map = Tekstmap::nieuw(bestanden);
    let mut lezer = KaartLezer::nieuw(knoop, "`site.yaml`", meldingen)?;
    let titel = lezer.moet_tekst("titel", meldingen);
    let mut gegevens = SiteGegevens {
        titel: String::new(),
        ondertitel: lezer.tekst("ondertitel", meldingen).map(|w| w.tekst),
        uitgever: lezer.neem("samenwerkingsverband").and_then(|k| instantie(k, meldingen)),
        basis_url: basis_url(&mut lezer, meldingen),
        thema: lezer.tekst("thema", meldingen),
        contact: lezer.neem("contact").and_then(|k| instantie(k, meldingen)),
        steunpunt: lezer.neem("steunpunt").and_then(|k| instantie(k, meldingen)),
        licentie: lezer.tekst("licentie", meldingen).map(|w| w.tekst),
        inleiding: lezer.neem("inleiding").and_then(|k| teksten::markdown(k, &mut map, meldingen)),
        norm: lezer.neem("norm").map(|k| norm::lees(k, catalogus, meldingen)).unwrap_or_default(),
        controles: lezer.neem("controles").map(|k| controles::lees(k, meldingen)).unwrap_or_default(),
        bekende_afkortingen: lezer
            .teksten("bekende-afkortingen", meldingen)
            .into_iter()
            .map(|woord| woord.tekst)
            .collect(),
        links: Vec::new(),
    };
    lezer.klaar(meldingen);
    gegevens.inleiding.iter().for_each(|tekst| teksten::report_not_shown(tekst, meldingen));
    gegevens.links = map.links;
    titel.map(|titel| SiteGegevens { titel: titel.tekst, ..gegevens })
}

pub(super) fn leeg(knoop: &Knoop, bericht: &str, begin: &str) -> Melding {
    Melding::op(Code::LeegBestand, &knoop.plek, bericht).hint(format!("begin met `{begin}`"))
}

fn basis_url(lezer: &mut KaartLezer<'_>, meldingen: &mut Meldingen) -> Option<String> {
    let woord = lezer.tekst("basis-url", meldingen)?;
    let adres = woord.tekst.trim_end_matches('/');
    let goed = ["https://", "http://"].iter().any(|s| adres.strip_prefix(s).is_some_and(|rest| !rest.is_empty()))
        && !adres.contains(|c: char| c.is_whitespace() || "\"'<>?#".contains(c));
    if !goed {
        meldingen.meld(
            Melding::op(Code::VerkeerdType, &woord.plek, format!("`{}` is geen webadres", woord.tekst))
                .hint("schrijf het adres van de website, zoals `https://steun.voorbeeld.nl`"),
        );
    }
    goed.then(|| adres.to_owned())
}

/// An organisation: only its name, or how to reach it too.
pub(super) fn instantie(knoop: &Knoop, meldingen: &mut Meldingen) -> Option<Instantie> {
    if let Waarde::Tekst(_) = knoop.waarde {
        return als_woord(knoop, meldingen).map(|w| Instantie {
            naam: w.tekst,
            plek: Some(w.plek),
            ..Instantie::default()
        });
    }
    let mut lezer = KaartLezer::nieuw(knoop, "een instantie", meldingen)?;
    let naam = lezer.moet_tekst("naam", meldingen);
    let bereik = bereik(&mut lezer, meldingen);
    lezer.klaar(meldingen);
    naam.map(|naam| Instantie { naam: naam.tekst, ..bereik })
}

/// A telephone number that can be dialled; `elders` says where words with it can go.
pub(super) fn telefoon(lezer: &mut KaartLezer<'_>, elders: &str, meldingen: &mut Meldingen) -> Option<String> {
    let woord = lezer.tekst("telefoon", meldingen)?;
    if let Some((bericht, mut hint)) = telefoon::problem(&woord.tekst) {
        if !telefoon::is_number(&woord.tekst) {
            hint.push_str(elders);
        }
        meldingen.meld(Melding::op(Code::VerkeerdType, &woord.plek, bericht).hint(hint));
        return None;
    }
    Some(woord.tekst)
}

/// How someone can be reached: sentence, telephone, mail, web.
pub(super) fn bereik(lezer: &mut KaartLezer<'_>, meldingen: &mut Meldingen) -> Instantie {
    let plek = Some(lezer.plek().clone());
    let telefoon = telefoon(lezer, "; woorden kunnen bij `zin`", meldingen);
    let mut eis = |sleutel: &str, goed: &dyn Fn(&str) -> bool, wat: &str, hint: &str, meldingen: &mut Meldingen| {
        let woord = lezer.tekst(sleutel, meldingen)?;
        if !goed(&woord.tekst) {
            let bericht = format!("`{}` is geen {wat}", woord.tekst);
            meldingen.meld(Melding::op(Code::VerkeerdType, &woord.plek, bericht).hint(hint));
            return None;
        }
        Some(woord.tekst)
    };
    let web = |t: &str| (t.starts_with("https://") || t.starts_with("http://")) && !t.contains(char::is_whitespace);
    Instantie {
        naam: String::new(),
        plek,
        telefoon,
        mail: eis("mail", &crate::vormen::is_mail, "e-mailadres", "schrijf bijvoorbeeld `info@school.nl`", meldingen),
        web: eis("web", &web, "webadres", "begin met `https://`", meldingen),
        zin: lezer.tekst("zin", meldingen).map(|w| w.tekst),
    }
}
