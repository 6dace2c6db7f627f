//! What somebody changed in a workbook: each cell beside what it was made with, and beside what the file says now.

use std::collections::{BTreeMap, BTreeSet};

use super::boek::{self, EERSTE_ANTWOORD, EERSTE_CEL, celtekst};
use super::inlezen::{self, Cel, Gelezen, Probleem, Soort, Waar, Werkboek};
use super::{Adres, Blad, Deel, Formulier, Inhoud, NieuweRij, Rijenblad, Vak, Wijzigingen};

/// What was changed in a workbook, and where its cells are.
pub(super) struct Vergelijking {
    pub(super) wijzigingen: Wijzigingen,
    pub(super) cellen: BTreeMap<Adres, Cel>,
    pub(super) problemen: Vec<Probleem>,
}

const NIEUW_FORMULIER: &str = "maak een nieuw formulier met `steunwijzer form` en neem uw antwoorden daarin over";

/// Lays what is filled in beside what the workbook was made with, and beside what the file says now.
pub(super) fn vergelijk(formulier: &Formulier, boek: &Werkboek) -> Vergelijking {
    let mut uit = Vergelijking { wijzigingen: Wijzigingen::default(), cellen: BTreeMap::new(), problemen: Vec::new() };
    let verwacht: BTreeSet<&str> = formulier.bladen.iter().map(|b| b.naam.as_str()).collect();
    for (naam, gelezen) in &boek.bladen {
        if verwacht.contains(naam.as_str()) {
            continue;
        }
        let eigen = gelezen.sleutels();
        let was = formulier
            .bladen
            .iter()
            .find(|b| !boek.bladen.contains_key(&b.naam) && bladsleutels(b).iter().any(|s| eigen.contains(s.as_str())));
        let (bericht, hint) = match was {
            Some(blad) => {
                ("dit blad heeft een andere naam gekregen".to_owned(), format!("noem het weer `{}`", blad.naam))
            }
            None => ("dit blad hoort niet in het formulier".to_owned(), "haal het blad weg".to_owned()),
        };
        uit.problemen.push(Probleem::nieuw(Soort::Vorm, Waar::Blad(naam.clone()), bericht, hint));
    }
    for blad in &formulier.bladen {
        let Some(gelezen) = boek.bladen.get(&blad.naam) else {
            uit.problemen.push(Probleem::nieuw(
                Soort::Vorm,
                Waar::Blad(blad.naam.clone()),
                "dit blad ontbreekt",
                NIEUW_FORMULIER,
            ));
            continue;
        };
        match (&blad.inhoud, gelezen) {
            (Inhoud::Vragen(delen), Gelezen::Vragen { koppen, antwoorden }) => {
                uit.vragen(&blad.naam, delen, koppen, antwoorden, boek);
            }
            (Inhoud::Rijen(rijen), Gelezen::Rijen { sleutel, kop, rijen: ingevuld }) if *sleutel == rijen.sleutel => {
                uit.rijen(&blad.naam, rijen, kop, ingevuld, boek);
            }
            _ => {
                let bericht = "de verborgen eerste kolom van dit blad is veranderd";
                uit.problemen.push(Probleem::nieuw(
                    Soort::Vorm,
                    Waar::Blad(blad.naam.clone()),
                    bericht,
                    NIEUW_FORMULIER,
                ));
            }
        }
    }
    uit
}

/// The keys of the heads on a sheet.
fn bladsleutels(blad: &Blad) -> Vec<String> {
    match &blad.inhoud {
        Inhoud::Vragen(delen) => delen.iter().filter_map(|d| d.vragen.first()).map(|v| v.sleutel.clone()).collect(),
        Inhoud::Rijen(rijen) => vec![rijen.sleutel.clone()],
    }
}

type Lijn = (u32, Vec<String>);

impl Vergelijking {
    fn vragen(
        &mut self,
        blad: &str,
        delen: &[Deel],
        koppen: &BTreeMap<String, Lijn>,
        antwoorden: &BTreeMap<String, Lijn>,
        boek: &Werkboek,
    ) {
        let eerste = u32::from(EERSTE_ANTWOORD);
        let mut bekend: BTreeSet<&str> = BTreeSet::new();
        for deel in delen.iter().filter(|d| !d.vragen.is_empty()) {
            bekend.extend(deel.vragen.iter().map(|v| v.sleutel.as_str()));
            let Some((regel, titels)) = deel.vragen.first().and_then(|v| koppen.get(&v.sleutel)) else {
                // Questions may have been added to the format since; but not while answers stand in their place.
                if deel.vragen.iter().any(|v| antwoorden.contains_key(&v.sleutel)) {
                    let bericht = format!("de rij met koppen van `{}` ontbreekt", deel.titel);
                    self.problemen.push(Probleem::nieuw(
                        Soort::Vorm,
                        Waar::Blad(blad.to_owned()),
                        bericht,
                        NIEUW_FORMULIER,
                    ));
                }
                continue;
            };
            if !inlezen::koppen_gelijk(titels, deel.kolommen.iter().map(|k| k.titel.as_str())) {
                let cel = Cel { blad: blad.to_owned(), regel: *regel, kolom: eerste };
                let bericht = "de koppen boven deze vragen zijn anders dan in het formulier dat nu past";
                self.problemen.push(Probleem::nieuw(Soort::Vorm, Waar::Cel(cel), bericht, NIEUW_FORMULIER));
                continue;
            }
            for vraag in &deel.vragen {
                let Some((regel, cellen)) = antwoorden.get(&vraag.sleutel) else { continue };
                for (i, vak) in vraag.vakken.iter().enumerate() {
                    let kolom = eerste + u32::try_from(i).unwrap_or(0);
                    let cel = Cel { blad: blad.to_owned(), regel: *regel, kolom };
                    let ingevuld = cellen.get(i).map_or("", String::as_str);
                    self.vak(&vraag.sleutel, i, vak, ingevuld, cel, boek);
                }
                if let Some((i, _)) = cellen.iter().enumerate().skip(vraag.vakken.len()).find(|(_, t)| !t.is_empty()) {
                    let cel =
                        Cel { blad: blad.to_owned(), regel: *regel, kolom: eerste + u32::try_from(i).unwrap_or(0) };
                    self.problemen.push(Probleem::nieuw(
                        Soort::Vorm,
                        Waar::Cel(cel),
                        "dit staat naast de vakken van deze vraag",
                        "zet het in een geel vak, of haal het weg",
                    ));
                }
            }
        }
        for (sleutel, (regel, cellen)) in antwoorden {
            if !bekend.contains(sleutel.as_str()) && cellen.iter().any(|t| !t.is_empty()) {
                let cel = Cel { blad: blad.to_owned(), regel: *regel, kolom: eerste };
                self.problemen.push(Probleem::nieuw(
                    Soort::Vorm,
                    Waar::Cel(cel),
                    "deze vraag hoort niet meer bij het formaat",
                    NIEUW_FORMULIER,
                ));
            }
        }
    }

    fn vak(&mut self, sleutel: &str, i: usize, vak: &Vak, ingevuld: &str, cel: Cel, boek: &Werkboek) {
        self.cellen.insert(Adres::Vraag(sleutel.to_owned(), i), cel.clone());
        // Refused already.
        if boek.problemen.iter().any(|p| p.waar == Waar::Cel(cel.clone())) {
            return;
        }
        let was = boek.was.get(&(sleutel.to_owned(), i)).map_or("", String::as_str);
        let nu = celtekst(vak);
        // Which school and year are read apart; a form that asks for them has them open.
        if ingevuld == was || ingevuld == nu || sleutel.starts_with("@school/") && !vak.dicht {
            return;
        }
        if vak.dicht || nu != vak.tekst {
            let bericht = "dit vak kan in het formulier niet veranderd worden";
            self.problemen.push(Probleem::nieuw(
                Soort::Vorm,
                Waar::Cel(cel),
                bericht,
                format!("zet er weer neer: `{}`", kort(was)),
            ));
        } else if was != nu {
            let bericht =
                format!("het antwoord in het bestand is veranderd nadat het formulier was gemaakt: `{}`", kort(nu));
            let hint = "kies wat het moet worden: zet dat in dit vak en in het bestand, of maak een nieuw formulier";
            self.problemen.push(Probleem::nieuw(Soort::Botsing, Waar::Cel(cel), bericht, hint));
        } else {
            self.wijzigingen.vakken.insert((sleutel.to_owned(), i), ingevuld.to_owned());
        }
    }

    fn rijen(&mut self, blad: &str, rijen: &Rijenblad, kop: &Lijn, ingevuld: &[inlezen::Ingevuld], boek: &Werkboek) {
        let eerste = u32::from(EERSTE_CEL);
        let aantal = rijen.kolommen.len();
        if !inlezen::koppen_gelijk(&kop.1, boek::koptitels(&rijen.kolommen)) {
            let cel = Cel { blad: blad.to_owned(), regel: kop.0, kolom: eerste };
            let bericht = "de koppen boven deze rijen zijn anders dan in het formulier dat nu past";
            self.problemen.push(Probleem::nieuw(Soort::Vorm, Waar::Cel(cel), bericht, NIEUW_FORMULIER));
            return;
        }
        let breed = |cellen: &[String]| {
            let mut cellen = cellen.to_vec();
            cellen.resize(aantal, String::new());
            cellen
        };
        let mut nieuw = Vec::new();
        for (nummer, rij) in ingevuld.iter().enumerate() {
            for i in 0..aantal {
                let cel =
                    Cel { blad: blad.to_owned(), regel: rij.regel, kolom: eerste + u32::try_from(i).unwrap_or(0) };
                self.cellen.insert(Adres::Rij(rijen.sleutel.clone(), nummer, i), cel);
            }
            if let Some(i) = rij.cellen.iter().skip(aantal).position(|t| !t.is_empty()) {
                let kolom = eerste + u32::try_from(aantal + i).unwrap_or(0);
                let cel = Cel { blad: blad.to_owned(), regel: rij.regel, kolom };
                self.problemen.push(Probleem::nieuw(
                    Soort::Vorm,
                    Waar::Cel(cel),
                    "dit staat naast de kolommen van dit blad",
                    "zet het in een geel vak, of haal het weg",
                ));
            }
            nieuw.push(NieuweRij { was: rij.was, vakken: breed(&rij.cellen) });
        }
        let geen = Vec::new();
        let was: Vec<Vec<String>> =
            boek.was_rijen.get(&rijen.sleutel).unwrap_or(&geen).iter().map(|r| breed(r)).collect();
        let nu: Vec<Vec<String>> =
            rijen.rijen.iter().map(|r| r.iter().map(|v| celtekst(v).to_owned()).collect()).collect();
        let zelfde = nieuw.len() == was.len()
            && nieuw.iter().zip(&was).enumerate().all(|(i, (rij, was))| rij.was == Some(i) && rij.vakken == *was);
        let teksten: Vec<&Vec<String>> = nieuw.iter().map(|r| &r.vakken).collect();
        let op_dit_blad = |p: &Probleem| match &p.waar {
            Waar::Boek => false,
            Waar::Blad(naam) => naam == blad,
            Waar::Cel(cel) => cel.blad == blad,
        };
        if zelfde || teksten.iter().copied().eq(nu.iter()) || boek.problemen.iter().any(op_dit_blad) {
            return;
        }
        for (nummer, rij) in nieuw.iter().enumerate() {
            let oud = rij.was.and_then(|i| rijen.rijen.get(i));
            for (i, (vak, tekst)) in oud.into_iter().flatten().zip(&rij.vakken).enumerate() {
                if (vak.dicht || celtekst(vak) != vak.tekst) && celtekst(vak) != tekst {
                    let waar = self.cellen.get(&Adres::Rij(rijen.sleutel.clone(), nummer, i));
                    let waar = waar.map_or(Waar::Boek, |cel| Waar::Cel(cel.clone()));
                    let bericht = "dit vak kan in het formulier niet veranderd worden";
                    self.problemen.push(Probleem::nieuw(
                        Soort::Vorm,
                        waar,
                        bericht,
                        "verander het in het bestand zelf",
                    ));
                }
            }
        }
        if was != nu {
            let bericht = "de rijen in het bestand zijn veranderd nadat het formulier was gemaakt, en hier ook";
            let hint = NIEUW_FORMULIER;
            self.problemen.push(Probleem::nieuw(Soort::Botsing, Waar::Blad(blad.to_owned()), bericht, hint));
            return;
        }
        self.wijzigingen.rijen.insert(rijen.sleutel.clone(), nieuw);
    }
}

/// The beginning of a text, on one line.
fn kort(tekst: &str) -> String {
    let regel = super::een_regel(tekst);
    match regel.char_indices().nth(60) {
        Some((i, _)) => format!("{}...", &regel[..i]),
        None => regel,
    }
}
