//! Field types: from raw text to a typed value.

use crate::melding::Meldingen;
use crate::melding::{Code, Melding};
use crate::model::datum::{Datum, GeenDatum, Schooljaar};
use crate::model::formaat::{Veld, VeldType};
use crate::model::hoeveel::Hoeveel;
use crate::model::lezer::{KaartLezer, Woord, als_ja_nee, als_knopen, als_woord, bedoelde};
use crate::model::waarde::{Bijzonder, Gevuld, Inhoud};
use crate::normal::key;
use crate::tekst::telefoon;
use crate::yaml::{Knoop, Waarde};

use super::{Omgeving, verwijzing};

/// Reads the value of a field: the value itself, or `{waarde: ..., noot: ...}`.
pub(super) fn gevuld(veld: &Veld, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Option<Gevuld> {
    if let Waarde::Kaart(paren) = &knoop.waarde
        && paren.iter().any(|p| p.sleutel == "waarde")
    {
        let mut lezer = KaartLezer::nieuw(knoop, &format!("veld `{}`", veld.id), om.meldingen)?;
        let noot = om.markdown_onder(&mut lezer, "noot");
        // A remark on nothing would have no place to stand.
        let waarde = if noot.is_some() { lezer.moet("waarde", om.meldingen) } else { lezer.neem("waarde") };
        let inhoud = waarde.and_then(|k| inhoud(veld, k, om));
        lezer.klaar(om.meldingen);
        return inhoud.map(|inhoud| Gevuld { inhoud, noot, plek: knoop.plek.clone() });
    }
    inhoud(veld, knoop, om).map(|inhoud| Gevuld { inhoud, noot: None, plek: knoop.plek.clone() })
}

fn inhoud(veld: &Veld, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Option<Inhoud> {
    if knoop.is_leeg() {
        return None;
    }
    match veld.soort {
        VeldType::Tekst => return om.markdown(knoop).map(Inhoud::Tekst),
        VeldType::Item | VeldType::Items => {
            let een = |om: &mut Omgeving<'_, '_>| {
                let bericht = format!("veld `{}` neemt één verwijzing, geen lijst", veld.id);
                let melding = Melding::op(Code::VerkeerdType, &super::kop_van(&knoop.plek), bericht);
                om.meldingen.meld(melding.hint("noem er één"));
                None
            };
            if veld.soort == VeldType::Item && als_knopen(knoop).len() > 1 {
                return een(om);
            }
            let verwijzingen = if veld.waarden.is_empty() {
                verwijzing::vrij(als_knopen(knoop), &veld.lijsten, veld.uit.as_deref(), om)
            } else {
                verwijzing::uit_waarden(als_knopen(knoop), veld, om)
            };
            if veld.soort == VeldType::Item && verwijzingen.len() > 1 {
                return een(om);
            }
            return (!verwijzingen.is_empty()).then_some(Inhoud::Verwijzingen(verwijzingen));
        }
        VeldType::JaNee if matches!(knoop.waarde, Waarde::Tekst(_)) => {
            let woord = als_woord(knoop, om.meldingen)?;
            if let Some(bijzonder) = Bijzonder::lees(&woord.tekst) {
                return Some(Inhoud::Woord(bijzonder));
            }
            return als_ja_nee(knoop, om.meldingen).map(Inhoud::JaNee);
        }
        _ => {}
    }
    // `[5,75]` and `{uren: 5,75}` are YAML's readings of an amount; say so.
    if veld.soort == VeldType::Keuze && matches!(knoop.waarde, Waarde::Lijst(_)) {
        let bericht = format!("veld `{}` neemt één waarde, geen lijst", veld.id);
        let melding = Melding::op(Code::VerkeerdType, &super::kop_van(&knoop.plek), bericht);
        om.meldingen.meld(melding.hint("laat er één staan, zonder haakjes"));
        return None;
    }
    if let Waarde::Lijst(items) = &knoop.waarde {
        // `[5,75]` was reported as YAML.
        if let [a, b] = &items[..]
            && a.plek.tot() + 1 == b.plek.van()
        {
            return None;
        }
        let getypt = super::kop_van(&knoop.plek);
        om.meldingen.meld(
            Melding::op(Code::VerkeerdType, &getypt, format!("veld `{}` neemt één waarde, geen lijst", veld.id))
                .hint(format!("zet aanhalingstekens om de waarde: `\"{}\"`", getypt.tekst().trim_matches(['[', ']']))),
        );
        return None;
    }
    let woord = als_woord(knoop, om.meldingen)?;
    // A value that the format names goes before the word.
    if let Some(bijzonder) = Bijzonder::lees(&woord.tekst).filter(|_| named_value(veld, &woord).is_none()) {
        return Some(Inhoud::Woord(bijzonder));
    }
    enkel(veld, woord, om)
}

/// The name of the field's own value that a text means, by id or name.
fn named_value<'v>(veld: &'v Veld, woord: &Woord) -> Option<&'v str> {
    let typed = key(&woord.tekst);
    let gevonden = veld.waarden.iter().find(|(id, naam)| *id == typed || key(naam) == typed);
    gevonden.map(|(_, naam)| naam.as_str())
}

fn enkel(veld: &Veld, woord: Woord, om: &mut Omgeving<'_, '_>) -> Option<Inhoud> {
    match veld.soort {
        VeldType::Datum => datum(&woord, om.meldingen).map(Inhoud::Datum),
        VeldType::Schooljaar => {
            let jaar = Schooljaar::lees(&woord.tekst);
            if jaar.is_none() {
                om.meldingen.meld(geen_schooljaar(&woord));
            }
            jaar.map(Inhoud::Schooljaar)
        }
        VeldType::Hoeveel => Some(Inhoud::Hoeveel(hoeveel(&woord, om.meldingen))),
        VeldType::Getal | VeldType::Percentage => {
            let (gelezen, _) = Hoeveel::lees(&woord.tekst);
            if gelezen.maat.is_none() {
                let (wat, zo) = match veld.soort {
                    VeldType::Percentage => ("percentage", "`45%`"),
                    _ => ("getal", "`12` of `5,75`"),
                };
                om.meldingen.meld(
                    Melding::op(Code::VerkeerdType, &woord.plek, format!("`{}` is geen {wat}", woord.tekst))
                        .hint(format!("schrijf bijvoorbeeld {zo}, of `volgt nog`")),
                );
                return None;
            }
            Some(Inhoud::Hoeveel(gelezen))
        }
        VeldType::Keuze => {
            let gevonden = named_value(veld, &woord);
            if gevonden.is_none() {
                let namen = veld.waarden.iter().map(|(id, _)| id.as_str());
                om.meldingen.meld(
                    Melding::op(
                        Code::OnbekendeWaarde,
                        &woord.plek,
                        format!("`{}` is geen waarde van veld `{}`", woord.tekst, veld.id),
                    )
                    .hint(bedoelde(&woord.tekst, namen)),
                );
            }
            gevonden.map(|naam| Inhoud::Keuze(naam.to_owned()))
        }
        VeldType::Web => {
            let goed = ["https://", "http://"].iter().any(|s| woord.tekst.starts_with(s))
                && !woord.tekst.contains(char::is_whitespace);
            eis(goed, &woord, "webadres", "begin met `https://`", om).map(Inhoud::Web)
        }
        VeldType::Mail => {
            let goed = is_mail(&woord.tekst);
            eis(goed, &woord, "e-mailadres", "schrijf bijvoorbeeld `info@school.nl`", om).map(Inhoud::Mail)
        }
        VeldType::Telefoon => {
            // Dashes that look alike are one.
            let woord = Woord { tekst: woord.tekst.replace(['‐', '‑', '–', '−'], "-"), ..woord };
            if let Some((bericht, hint)) = telefoon::problem(&woord.tekst) {
                om.meldingen.meld(Melding::op(Code::VerkeerdType, &woord.plek, bericht).hint(hint));
                return None;
            }
            Some(Inhoud::Telefoon(woord.tekst))
        }
        VeldType::Bestand => {
            om.teksten.bijlage(&woord.tekst, &woord.plek, om.meldingen).then_some(Inhoud::Bestand(woord.tekst))
        }
        VeldType::Tekst | VeldType::Item | VeldType::Items | VeldType::JaNee => None,
    }
}

fn eis(goed: bool, woord: &Woord, wat: &str, hint: &str, om: &mut Omgeving<'_, '_>) -> Option<String> {
    if goed {
        return Some(woord.tekst.clone());
    }
    om.meldingen
        .meld(Melding::op(Code::VerkeerdType, &woord.plek, format!("`{}` is geen {wat}", woord.tekst)).hint(hint));
    None
}

/// Whether a text looks like an e-mail address.
pub(crate) fn is_mail(tekst: &str) -> bool {
    tekst.split_once('@').is_some_and(|(voor, na)| {
        !voor.is_empty() && na.contains('.') && !na.contains('@') && !tekst.contains([' ', '<', '>', '"', '?', '&'])
    })
}

/// Reads an amount; what is ambiguous stays text with a warning.
pub(super) fn hoeveel(woord: &Woord, meldingen: &mut Meldingen) -> Hoeveel {
    let (hoeveel, twijfel) = Hoeveel::lees(&woord.tekst);
    if let Some(twijfel) = twijfel {
        meldingen.meld(
            Melding::op(
                Code::HoeveelDubbelzinnig,
                &woord.plek,
                format!("`{}` kan op twee manieren gelezen worden", woord.tekst),
            )
            .hint(twijfel.0),
        );
    }
    hoeveel
}

/// Reads a date and reports what is wrong with it.
pub fn datum(woord: &Woord, meldingen: &mut Meldingen) -> Option<Datum> {
    let (bericht, hint) = match Datum::lees(&woord.tekst) {
        Ok(datum) => return Some(datum),
        Err(GeenDatum::BestaatNiet) => {
            (format!("de datum `{}` bestaat niet", woord.tekst), "kijk het jaar, de maand en de dag na".to_owned())
        }
        Err(GeenDatum::Anders(goed)) => {
            (format!("`{}` is niet geschreven als datum", woord.tekst), format!("schrijf `{goed}`"))
        }
        Err(GeenDatum::Vorm) => (
            format!("`{}` is geen datum", woord.tekst),
            "schrijf jaar, maand en dag als `2024-09-01`, of alleen `2024-09` of `2024`".to_owned(),
        ),
    };
    meldingen.meld(Melding::op(Code::DatumOnbestaand, &woord.plek, bericht).hint(hint));
    None
}

/// The message for a text that is not a school year.
pub(crate) fn geen_schooljaar(woord: &Woord) -> Melding {
    Melding::op(Code::OngeldigeId, &woord.plek, format!("`{}` is geen schooljaar", woord.tekst))
        .hint("schrijf twee jaren die op elkaar volgen, zoals `2024-2025`")
}
