//! Reads a document: its header, its abbreviations, and the answer to each section.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::bestanden::Bestanden;
use crate::model::catalogus::Catalogus;
use crate::model::datum::{Datum, Schooljaar};
use crate::model::formaat::{Formaat, lees_eigen_sectie};
use crate::model::lezer::{KaartLezer, Woord, als_woord, bedoelde};
use crate::model::site::{Afkorting, Datumplekken, Document};
use crate::model::teksten::Tekstmap;
use crate::model::waarde::ItemSleutel;
use crate::vormen::{self, Omgeving, RijNaam, Vorm};
use crate::yaml::{Knoop, Waarde};

use super::site;

/// Which document, and what it is read against.
pub(super) struct Invoer<'a> {
    pub(super) naam: &'a str,
    pub(super) map: &'a Bestanden,
    pub(super) jaarmap: &'a str,
    pub(super) schooljaar: Option<Schooljaar>,
    pub(super) catalogus: &'a Catalogus,
}

pub(super) fn lees(invoer: &Invoer<'_>, meldingen: &mut Meldingen) -> Option<Document> {
    let bestand = invoer.map.lees_bestand(&format!("{}.yaml", invoer.naam), None, meldingen)?;
    let knoop = bestand.boom(meldingen)?;
    if knoop.is_leeg() {
        meldingen.meld(site::leeg(knoop, "dit document is leeg", "formaat: perspectief-vo"));
        return None;
    }
    let mut lezer = KaartLezer::nieuw(knoop, "een document", meldingen)?;
    let formaat = lezer.moet_tekst("formaat", meldingen).and_then(|w| formaat(&w, invoer.catalogus, meldingen));
    let titel = lezer.tekst("titel", meldingen).map(|w| w.tekst);
    let schooljaar = lezer.tekst("schooljaar", meldingen);
    controleer_schooljaar(schooljaar.as_ref(), invoer, meldingen);
    let periode = lezer.neem("periode").and_then(|k| periode(k, meldingen));
    let groepen = lezer.neem("groepen").map(|k| groepen(k, meldingen)).unwrap_or_default();
    let eigen = lezer.knopen("eigen");
    let statusplek = concept(&mut lezer, meldingen);
    let overgenomen_uit = overgenomen_uit(&mut lezer, meldingen);
    let gecontroleerd = lezer.neem("gecontroleerd");
    let [peildatum, vastgesteld, geldig_tot] =
        ["peildatum", "vastgesteld", "geldig-tot"].map(|s| datum(&mut lezer, s, meldingen));
    controleer_volgorde(vastgesteld.as_ref(), geldig_tot.as_ref(), meldingen);
    let plek = |datum: &Option<(Woord, Datum)>| datum.as_ref().map(|(woord, _)| woord.plek.clone());
    let datumplekken = Datumplekken {
        schooljaar: schooljaar.as_ref().map(|woord| woord.plek.clone()),
        peildatum: plek(&peildatum),
        vastgesteld: plek(&vastgesteld),
        geldig_tot: plek(&geldig_tot),
    };
    let afkortingen =
        lezer.neem("afkortingen").map(|k| afkortingen(k, invoer.catalogus, meldingen)).unwrap_or_default();
    // Empty is not answered: a document may start with nothing under `secties`.
    let secties = match lezer.neem_paar("secties") {
        Some(paar) => Some(&paar.waarde).filter(|k| !k.is_leeg()),
        None => lezer.moet("secties", meldingen),
    };
    lezer.klaar(meldingen);
    let formaat = met_eigen_secties(formaat?, eigen, invoer, meldingen);
    let voorvoegsel = if invoer.jaarmap.is_empty() { String::new() } else { format!("{}/", invoer.jaarmap) };
    let mut teksten = Tekstmap::met_voorvoegsel(invoer.map, voorvoegsel).getypt_in(&bestand);
    let rijen = secties.map(|secties| rijnamen(&formaat, secties)).unwrap_or_default();
    let mut om = Omgeving {
        catalogus: invoer.catalogus,
        afkortingen: &afkortingen,
        groepen: &groepen,
        rijen: &rijen,
        teksten: &mut teksten,
        meldingen,
    };
    let mut antwoorden = secties.map(|secties| antwoorden(&formaat, secties, &mut om)).unwrap_or_default();
    for knoop in eigen {
        let sectie = knoop.zoek("id").and_then(Knoop::als_tekst).and_then(|id| formaat.sectie(id.trim()));
        if let (Some(sectie), Some(antwoord)) = (sectie, knoop.zoek("antwoord")) {
            let antwoord = vormen::lees_antwoord(sectie, antwoord, &mut om);
            antwoorden.extend(antwoord.map(|a| (sectie.id.clone(), a)));
        }
    }
    let gecontroleerd = gecontroleerd.map(|k| lees_gecontroleerd(k, &formaat, om.meldingen)).unwrap_or_default();
    for (sectie, datum) in gecontroleerd {
        if let Some(antwoord) = antwoorden.get_mut(&sectie) {
            antwoord.gecontroleerd = antwoord.gecontroleerd.or(Some(datum));
        }
    }
    let Tekstmap { afbeeldingen, bijlagen, links, published, .. } = teksten;
    Some(Document {
        naam: invoer.naam.to_owned(),
        formaat,
        titel,
        schooljaar: invoer.schooljaar,
        periode,
        groepen,
        concept: statusplek.is_some(),
        statusplek,
        overgenomen_uit,
        peildatum: peildatum.map(|(_, d)| d),
        vastgesteld: vastgesteld.map(|(_, d)| d),
        geldig_tot: geldig_tot.map(|(_, d)| d),
        datumplekken,
        afkortingen,
        antwoorden,
        afbeeldingen,
        bijlagen,
        links,
        published,
        plek: crate::model::lezer::eerste_regel(&knoop.plek),
    })
}

fn formaat(woord: &Woord, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<Arc<Formaat>> {
    let gevonden = catalogus.formaten.get(&woord.tekst).cloned();
    if gevonden.is_none() && !catalogus.is_kapot(&woord.tekst) {
        meldingen.meld(
            Melding::op(Code::OnbekendeDefinitie, &woord.plek, format!("er is geen formaat `{}`", woord.tekst))
                .hint(bedoelde(&woord.tekst, catalogus.formaten.keys().map(String::as_str))),
        );
    }
    gevonden
}

/// The format with the sections that the document defines itself.
fn met_eigen_secties(
    formaat: Arc<Formaat>,
    eigen: &[Knoop],
    invoer: &Invoer<'_>,
    meldingen: &mut Meldingen,
) -> Arc<Formaat> {
    if eigen.is_empty() {
        return formaat;
    }
    let mut uitgebreid = Formaat::clone(&formaat);
    for knoop in eigen {
        let sectie = invoer.catalogus.met_bronnen(invoer.map, |bronnen| lees_eigen_sectie(knoop, bronnen, meldingen));
        let Some(sectie) = sectie else { continue };
        if formaat.sectie(&sectie.id).is_some() {
            let bericht = format!("formaat `{}` heeft al een sectie `{}`", formaat.id, sectie.id);
            meldingen.meld(Melding::op(Code::DubbelId, &sectie.plek, bericht).hint("kies een ander id"));
            continue;
        }
        let na = knoop.zoek("na").filter(|k| !k.is_leeg());
        let naam = na.and_then(Knoop::als_tekst).map(str::trim);
        if let (Some(knoop), Some(naam)) = (na, naam)
            && uitgebreid.sectie(naam).is_none()
        {
            meldingen.meld(
                Melding::op(Code::OnbekendeSectie, &knoop.plek, format!("er is geen sectie `{naam}`"))
                    .hint(bedoelde(naam, uitgebreid.secties().map(|s| s.id.as_str()))),
            );
        }
        uitgebreid.voeg_in(sectie, naam);
    }
    Arc::new(uitgebreid)
}

fn periode(knoop: &Knoop, meldingen: &mut Meldingen) -> Option<(Datum, Option<Datum>)> {
    let mut lezer = KaartLezer::nieuw(knoop, "een periode", meldingen)?;
    lezer.moet("van", meldingen);
    let van = datum(&mut lezer, "van", meldingen);
    let tot = datum(&mut lezer, "tot", meldingen);
    lezer.klaar(meldingen);
    if let (Some((_, van)), Some((woord, tot))) = (&van, &tot)
        && tot.laatste() < van.eerste()
    {
        let bericht = "de periode eindigt voor zij begint";
        meldingen.meld(Melding::op(Code::DatumVolgorde, &woord.plek, bericht).hint("kijk `van` en `tot` na"));
    }
    van.map(|(_, van)| (van, tot.map(|(_, tot)| tot)))
}

fn groepen(knoop: &Knoop, meldingen: &mut Meldingen) -> Vec<(String, String)> {
    let Some(mut lezer) = KaartLezer::nieuw(knoop, "groepen: per id een naam", meldingen) else { return Vec::new() };
    let mut uit = Vec::new();
    for paar in lezer.overige() {
        let naam = als_woord(&paar.waarde, meldingen).map_or_else(|| paar.sleutel.clone(), |w| w.tekst);
        uit.push((paar.sleutel.clone(), naam));
    }
    uit
}

/// Where a document says that it is not published yet.
fn concept(lezer: &mut KaartLezer<'_>, meldingen: &mut Meldingen) -> Option<Plek> {
    let woord = lezer.tekst("status", meldingen)?;
    if woord.tekst != "concept" {
        meldingen.meld(
            Melding::op(Code::OnbekendeWaarde, &woord.plek, format!("`{}` is geen status", woord.tekst))
                .hint("schrijf `concept`, of laat de regel weg als het document gepubliceerd mag worden"),
        );
    }
    // When in doubt it is not published.
    Some(woord.plek)
}

/// The school year that a document was copied from.
fn overgenomen_uit(lezer: &mut KaartLezer<'_>, meldingen: &mut Meldingen) -> Option<(Schooljaar, crate::bron::Plek)> {
    let woord = lezer.tekst("overgenomen-uit", meldingen)?;
    let jaar = Schooljaar::lees(&woord.tekst);
    if jaar.is_none() {
        meldingen.meld(vormen::geen_schooljaar(&woord));
    }
    jaar.map(|jaar| (jaar, woord.plek))
}

/// When sections were checked: one date for all, or a date per section.
fn lees_gecontroleerd(knoop: &Knoop, formaat: &Formaat, meldingen: &mut Meldingen) -> Vec<(String, Datum)> {
    if let Waarde::Tekst(_) = knoop.waarde {
        let datum = als_woord(knoop, meldingen).and_then(|w| vormen::lees_datum(&w, meldingen));
        return datum.map(|d| formaat.secties().map(|s| (s.id.clone(), d)).collect()).unwrap_or_default();
    }
    let Some(mut lezer) = KaartLezer::nieuw(knoop, "een datum, of een datum per sectie", meldingen) else {
        return Vec::new();
    };
    let mut uit = Vec::new();
    for paar in lezer.overige() {
        if formaat.sectie(&paar.sleutel).is_none() {
            let bericht = format!("formaat `{}` heeft geen sectie `{}`", formaat.id, paar.sleutel);
            meldingen.meld(
                Melding::op(Code::OnbekendeSectie, &paar.sleutel_plek, bericht)
                    .hint(bedoelde(&paar.sleutel, formaat.secties().map(|s| s.id.as_str()))),
            );
        } else if !paar.waarde.is_leeg() {
            let datum = als_woord(&paar.waarde, meldingen).and_then(|w| vormen::lees_datum(&w, meldingen));
            uit.extend(datum.map(|d| (paar.sleutel.clone(), d)));
        }
    }
    uit
}

fn datum(lezer: &mut KaartLezer<'_>, sleutel: &str, meldingen: &mut Meldingen) -> Option<(Woord, Datum)> {
    let woord = lezer.tekst(sleutel, meldingen)?;
    let datum = vormen::lees_datum(&woord, meldingen)?;
    Some((woord, datum))
}

fn controleer_volgorde(van: Option<&(Woord, Datum)>, tot: Option<&(Woord, Datum)>, meldingen: &mut Meldingen) {
    if let (Some((woord_van, van)), Some((woord_tot, tot))) = (van, tot)
        && tot.laatste() < van.eerste()
    {
        meldingen.meld(
            Melding::op(Code::DatumVolgorde, &woord_tot.plek, "`geldig-tot` ligt voor `vastgesteld`")
                .ook(&woord_van.plek, "toen is het vastgesteld")
                .hint("kijk de twee datums na"),
        );
    }
}

fn controleer_schooljaar(woord: Option<&Woord>, invoer: &Invoer<'_>, meldingen: &mut Meldingen) {
    let Some(woord) = woord else { return };
    match Schooljaar::lees(&woord.tekst) {
        None => meldingen.meld(vormen::geen_schooljaar(woord)),
        Some(jaar) if Some(jaar) != invoer.schooljaar => meldingen.meld(
            Melding::op(
                Code::OnbekendeWaarde,
                &woord.plek,
                format!("het document zegt schooljaar `{jaar}`, maar staat in de map `{}`", invoer.jaarmap),
            )
            .hint("maak de twee gelijk"),
        ),
        Some(_) => {}
    }
}

fn afkortingen(knoop: &Knoop, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Vec<Afkorting> {
    let Some(mut lezer) = KaartLezer::nieuw(knoop, "afkortingen", meldingen) else { return Vec::new() };
    let mut uit = Vec::new();
    for paar in lezer.overige() {
        if paar.waarde.is_leeg() {
            continue;
        }
        let mut afkorting = Afkorting {
            kort: paar.sleutel.clone(),
            voluit: String::new(),
            is: None,
            noot: None,
            plek: paar.sleutel_plek.clone(),
        };
        if let Waarde::Tekst(scalar) = &paar.waarde.waarde {
            afkorting.voluit = scalar.tekst.trim().to_owned();
        } else {
            let Some(mut deel) = KaartLezer::nieuw(&paar.waarde, "een afkorting", meldingen) else { continue };
            let Some(voluit) = deel.moet_tekst("voluit", meldingen) else { continue };
            afkorting.voluit = voluit.tekst;
            afkorting.is = deel.tekst("is", meldingen).and_then(|w| item(&w, catalogus, meldingen));
            afkorting.noot = deel.tekst("noot", meldingen).map(|w| w.tekst);
            deel.klaar(meldingen);
        }
        uit.push(afkorting);
    }
    uit
}

/// An item as `lijst/item`.
fn item(woord: &Woord, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<ItemSleutel> {
    let (lijst, naam) = woord.tekst.split_once('/').unwrap_or(("specialisten", &woord.tekst));
    let Some(gevonden) = catalogus.lijst(lijst) else {
        meldingen.meld(
            Melding::op(Code::OnbekendeDefinitie, &woord.plek, format!("er is geen lijst `{lijst}`"))
                .hint(bedoelde(lijst, catalogus.lijsten.keys().map(String::as_str))),
        );
        return None;
    };
    let item = gevonden.zoek(naam);
    if item.is_none() {
        meldingen.meld(
            Melding::op(Code::OnbekendItem, &woord.plek, format!("lijst `{lijst}` heeft geen item `{naam}`"))
                .hint(bedoelde(naam, gevonden.namen())),
        );
    }
    item.map(|(_, item)| ItemSleutel { lijst: lijst.to_owned(), item: item.id.clone() })
}

fn antwoorden(
    formaat: &Formaat,
    secties: &Knoop,
    om: &mut Omgeving<'_, '_>,
) -> BTreeMap<String, crate::model::antwoord::Antwoord> {
    let mut uit = BTreeMap::new();
    let Some(mut lezer) = KaartLezer::nieuw(secties, "`secties`", om.meldingen) else { return uit };
    for paar in lezer.overige() {
        let Some(sectie) = formaat.sectie(&paar.sleutel) else {
            om.meldingen.meld(
                Melding::op(
                    Code::OnbekendeSectie,
                    &paar.sleutel_plek,
                    format!("formaat `{}` heeft geen sectie `{}`", formaat.id, paar.sleutel),
                )
                .hint(bedoelde(&paar.sleutel, formaat.secties().map(|s| s.id.as_str()))),
            );
            continue;
        };
        if let Some(antwoord) = vormen::lees_antwoord(sectie, &paar.waarde, om) {
            uit.insert(sectie.id.clone(), antwoord);
        }
    }
    uit
}

/// All rows with an id, so that any section can refer to them.
fn rijnamen(formaat: &Formaat, secties: &Knoop) -> Vec<RijNaam> {
    fn verzamel(sectie: &str, eerste: &str, knopen: &[Knoop], uit: &mut Vec<RijNaam>) {
        for knoop in knopen {
            if let Some(rijen) = knoop.zoek("rijen").and_then(Knoop::als_lijst) {
                verzamel(sectie, eerste, rijen, uit);
            }
            let tekst = |sleutel: &str| knoop.zoek(sleutel).and_then(Knoop::als_tekst).map(|t| t.trim().to_owned());
            if let Some(id) = tekst("id") {
                uit.push(RijNaam { sectie: sectie.to_owned(), naam: tekst(eerste).unwrap_or_else(|| id.clone()), id });
            }
        }
    }
    let mut uit = Vec::new();
    for sectie in formaat.secties().filter(|s| vormen::vorm(s.soort) == Vorm::Rijen) {
        let Some(eerste) = sectie.velden.first() else { continue };
        let Some(knoop) = secties.zoek(&sectie.id) else { continue };
        let rijen = knoop.als_lijst().or_else(|| knoop.zoek("rijen").and_then(Knoop::als_lijst));
        verzamel(&sectie.id, &eerste.id, rijen.unwrap_or_default(), &mut uit);
    }
    uit
}
