//! `init` and `new`: a new site, a new school.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::melding::{Ernst, Meldingen};
use crate::model::bestanden::Bestanden;
use crate::model::catalogus::Catalogus;
use crate::model::datum::Schooljaar;
use crate::model::formaat::Van;
use crate::nieuw::{self, NieuwFout, Plan};

use super::tonen::bedoeld;
use super::{Uitgangen, bouw, stop, verslag};

/// Why a command stops: what is wrong, and what to do.
pub(super) type Stop = (String, String);

/// `init [MAP]`.
pub(super) fn init(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let leeg = PathBuf::new();
    let map = deel.get_one::<PathBuf>("map").unwrap_or(&leeg);
    let plan = || {
        let catalogus = Catalogus::lees(&Bestanden::leeg(), &mut Meldingen::nieuw());
        let formaat = formaat(tekst(deel, "formaat"), &catalogus)?;
        nieuw::site(map, &formaat, &catalogus, jaar(deel)?).map_err(|fout| waarom(&fout))
    };
    let verder = if map == Path::new(".") { String::new() } else { format!("cd {} && ", map.display()) };
    let verder = format!(
        "Vul `content/site.yaml` in, en daarna het profiel van de voorbeeldschool.\nBekijk het met: {verder}steunwijzer serve"
    );
    schrijf(plan(), &verder, uitgangen)
}

/// `new school NAAM`.
pub(super) fn nieuw(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let deel = match deel.subcommand() {
        Some(("schooljaar", deel)) => return schooljaar(deel, uitgangen),
        Some((_, deel)) => deel,
        None => return 2,
    };
    let content = super::tonen::content(deel);
    let plan = super::tonen::catalogus(&content, uitgangen).and_then(|catalogus| {
        let formaat = formaat(tekst(deel, "formaat"), &catalogus)?;
        nieuw::school(&content, tekst(deel, "naam"), &formaat, &catalogus, jaar(deel)?).map_err(|fout| waarom(&fout))
    });
    schrijf(plan, "Vul `school.yaml` in, en daarna het profiel. Kijk na met: steunwijzer check", uitgangen)
}

/// `new schooljaar SCHOOL JAAR`.
fn schooljaar(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let content = super::tonen::content(deel);
    let naam = tekst(deel, "naam");
    let site = match super::tonen::site_voor(&content, |slug| slug == naam, uitgangen) {
        Ok(site) => site,
        Err(code) => return code,
    };
    let plan = jaar(deel).and_then(|jaar| {
        let school = site.school(naam).ok_or_else(|| {
            let namen = site.scholen.iter().map(|s| s.slug.as_str());
            let hint = bedoeld(naam, namen, "noem de map van de school in `content/scholen/`");
            (format!("er is geen school `{naam}`"), hint)
        })?;
        nieuw::schooljaar::plan(&content, school, jaar).map_err(|fout| waarom(&fout))
    });
    let van = plan.as_ref().map(|(_, van)| van.to_string()).unwrap_or_default();
    let verder = format!(
        "Overgenomen uit {van}, als concept. Kijk elke sectie na en zet de datum bij `gecontroleerd`.\n\
         Wat nog moet: steunwijzer check\nHoe het eruitziet: steunwijzer serve"
    );
    schrijf(plan.map(|(plan, _)| plan), &verder, uitgangen)
}

pub(super) fn tekst<'a>(deel: &'a ArgMatches, naam: &str) -> &'a str {
    deel.get_one::<String>(naam).map_or("", String::as_str)
}

/// The school year asked for, else the one of the reference day.
pub(super) fn jaar(deel: &ArgMatches) -> Result<Schooljaar, Stop> {
    if let Ok(Some(gevraagd)) = deel.try_get_one::<String>("schooljaar") {
        let fout = || {
            let bericht = format!("`{gevraagd}` is geen schooljaar");
            (bericht, "schrijf twee jaren die op elkaar volgen, zoals 2025-2026".to_owned())
        };
        return Schooljaar::lees(gevraagd).ok_or_else(fout);
    }
    let dag = deel.get_one::<String>("today").map(String::as_str);
    bouw::stand(dag)
        .map(Schooljaar::op)
        .map_err(|bericht| (bericht, "schrijf bijvoorbeeld --today 2026-11-22".to_owned()))
}

/// A format for schools, by its id.
pub(super) fn formaat(id: &str, catalogus: &Catalogus) -> Result<std::sync::Arc<crate::model::formaat::Formaat>, Stop> {
    let voor_scholen = || catalogus.formaten.values().filter(|f| f.van == Van::School);
    voor_scholen().find(|f| f.id == id).cloned().ok_or_else(|| {
        let namen = voor_scholen().map(|f| f.id.as_str());
        let hint = bedoeld(id, namen, "zie alle formaten met: steunwijzer formaten");
        (format!("er is geen formaat `{id}` voor scholen"), hint)
    })
}

fn waarom(fout: &NieuwFout) -> Stop {
    let hint = match fout {
        NieuwFout::BestaatAl(_) => "kies een andere naam of map, of haal het bestand eerst weg",
        NieuwFout::Schrijven(..) => "controleer of u in deze map mag schrijven",
        NieuwFout::Lezen(..) => "controleer of u het bestand mag lezen",
        NieuwFout::NietsOver(_) => "begin met: steunwijzer new school, of vul zelf een document in",
        NieuwFout::GeenNaam(_) => "gebruik een naam met letters of cijfers",
    };
    (fout.to_string(), hint.to_owned())
}

fn schrijf(plan: Result<Plan, Stop>, verder: &str, uitgangen: &mut Uitgangen<'_>) -> u8 {
    match plan.and_then(|plan| plan.schrijf().map_err(|fout| waarom(&fout))) {
        Ok(paden) => {
            let _ = writeln!(uitgangen.uit, "Gemaakt:");
            for pad in paden {
                let _ = writeln!(uitgangen.uit, "  {}", pad.display());
            }
            let _ = writeln!(uitgangen.uit, "{verder}");
            0
        }
        Err((bericht, hint)) => stop(&bericht, &hint, uitgangen),
    }
}

/// Errors in definitions: a command that works with them stops.
pub(super) fn definitiefouten(meldingen: Meldingen, uitgangen: &mut Uitgangen<'_>) -> bool {
    let fouten: Vec<_> = meldingen.gesorteerd().into_iter().filter(|m| m.ernst == Ernst::Fout).collect();
    let _ = write!(uitgangen.fout, "{}", verslag::human(&fouten, uitgangen.kleur()));
    !fouten.is_empty()
}
