//! What somebody changed in a workbook: each cell beside what it was made with, and beside what the file says now.

use std::collections::{BTreeMap, BTreeSet};

use super::boek::{self, EERSTE_ANTWOORD, EERSTE_CEL, celtekst};
use super::inlezen::{self, Cel, Gelezen, Probleem, Soort, Waar, Werkboek};
use super::lezen;
use super::{Adres, Blad, Deel, Formulier, Inhoud, Kolom, NieuweRij, Rijenblad, Vak, Vraag, Wijzigingen, kort};

/// What was changed in a workbook, and where its cells are.
#[derive(Default)]
pub(super) struct Vergelijking {
    pub(super) wijzigingen: Wijzigingen,
    /// Answers that another one took the place of in the file, with what is to be said when they mean something else.
    pub(super) clashes: Wijzigingen,
    pub(super) clash_messages: BTreeMap<Clash, Probleem>,
    pub(super) cellen: BTreeMap<Adres, Cel>,
    pub(super) problemen: Vec<Probleem>,
}

/// What clashes: a cell, or all rows of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clash {
    Cell(String, usize),
    Rows(String),
}

const NIEUW_FORMULIER: &str = "maak een nieuw formulier met `steunwijzer form` en neem uw antwoorden daarin over";

/// Lays what is filled in beside what the workbook was made with, and beside what the file says now.
pub(super) fn vergelijk(formulier: &Formulier, boek: &Werkboek) -> Vergelijking {
    let mut uit = Vergelijking::default();
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
            None if boek.hidden.contains(naam) => (
                "dit blad is verborgen en hoort niet in het formulier".to_owned(),
                "maak het zichtbaar (klik met rechts op de naam van een blad), kijk wat erop staat, en haal het weg"
                    .to_owned(),
            ),
            None => ("dit blad hoort niet in het formulier".to_owned(), "haal het blad weg".to_owned()),
        };
        uit.problemen.push(Probleem::nieuw(Soort::Vorm, Waar::Blad(naam.clone()), bericht, hint));
    }
    let refused: BTreeSet<&Cel> = boek.problemen.iter().filter(|p| p.is_fout()).filter_map(|p| p.waar.cel()).collect();
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
        let mut lezer = lezen::Reader::new(boek, &blad.naam);
        match (&blad.inhoud, gelezen) {
            (Inhoud::Vragen(delen), Gelezen::Vragen { koppen, antwoorden }) => {
                uit.vragen(&blad.naam, delen, koppen, antwoorden, boek, &refused, &mut lezer);
            }
            (Inhoud::Rijen(rijen), Gelezen::Rijen { sleutel, kop, rijen: ingevuld }) if *sleutel == rijen.sleutel => {
                uit.rijen(&blad.naam, rijen, kop, ingevuld, boek, &mut lezer);
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
        uit.problemen.append(&mut lezer.finish());
    }
    uit.loose_texts(formulier, boek);
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
    /// Names texts that were written beside the questions: nobody will read them.
    fn loose_texts(&mut self, formulier: &Formulier, boek: &Werkboek) {
        let mut fixed: Option<BTreeSet<u64>> = None;
        for (cel, tekst) in &boek.loose {
            let sum = boek::sum(tekst);
            let Some(blad) = formulier.bladen.iter().find(|b| b.naam == cel.blad) else { continue };
            if matches!((&blad.inhoud, boek.bladen.get(&cel.blad)), (Inhoud::Rijen(_), Some(Gelezen::Vragen { .. }))) {
                continue;
            }
            if boek.fixed.contains(&sum) {
                continue;
            }
            let fixed = fixed.get_or_insert_with(|| {
                formulier.bladen.iter().flat_map(boek::fixed_texts).map(|tekst| boek::sum(&tekst)).collect()
            });
            if !fixed.contains(&sum) {
                self.problemen.push(Probleem::nieuw(
                    Soort::Weggelaten,
                    Waar::Cel(cel.clone()),
                    format!("dit staat niet in een geel vak en wordt niet overgenomen: `{}`", kort(tekst)),
                    "hoort het bij een antwoord, zet het dan in een geel vak; zet anders terug wat er stond",
                ));
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a sheet as it is to be, beside what it is")]
    fn vragen(
        &mut self,
        blad: &str,
        delen: &[Deel],
        koppen: &BTreeMap<String, Lijn>,
        antwoorden: &BTreeMap<String, Lijn>,
        boek: &Werkboek,
        refused: &BTreeSet<&Cel>,
        lezer: &mut lezen::Reader<'_>,
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
                self.vraag(blad, deel, vraag, *regel, cellen, boek, refused, lezer);
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

    /// The answers to one question.
    #[expect(clippy::too_many_arguments, reason = "a question as it is to be, beside what it is")]
    fn vraag(
        &mut self,
        blad: &str,
        deel: &Deel,
        vraag: &Vraag,
        regel: u32,
        cellen: &[String],
        boek: &Werkboek,
        refused: &BTreeSet<&Cel>,
        lezer: &mut lezen::Reader<'_>,
    ) {
        let eerste = u32::from(EERSTE_ANTWOORD);
        let aantal = vraag.vakken.len();
        let was: Vec<&str> =
            (0..aantal).map(|i| boek.was.get(&(vraag.sleutel.clone(), i)).map_or("", String::as_str)).collect();
        let nu: Vec<&str> = vraag.vakken.iter().map(celtekst).collect();
        let mut ingevuld: Vec<String> = (0..aantal).map(|i| cellen.get(i).cloned().unwrap_or_default()).collect();
        let plek = |i: usize| Cel { blad: blad.to_owned(), regel, kolom: eerste + u32::try_from(i).unwrap_or(0) };
        for i in 0..aantal {
            self.cellen.insert(Adres::Vraag(vraag.sleutel.clone(), i), plek(i));
        }
        // Which school and year are read apart; a form that asks for them has them open.
        let eigen = |i: usize| vraag.sleutel.starts_with("@school/") && vraag.vakken.get(i).is_some_and(|v| !v.dicht);
        let open: Vec<bool> = (0..aantal).map(|i| !refused.contains(&plek(i)) && !eigen(i)).collect();
        let changed: Vec<bool> =
            (0..aantal).map(|i| open[i] && ingevuld[i] != was[i] && ingevuld[i] != nu[i]).collect();
        let kolom = |i: usize| deel.kolommen.get(i);
        let asks: Vec<lezen::Asked<'_>> = (0..aantal)
            .map(|i| lezen::Asked {
                what: vraag.vakken[i].vraagt.or(kolom(i).map(|k| k.vraagt)).unwrap_or_default(),
                title: kolom(i).map_or("", |k| k.titel.as_str()),
            })
            .collect();
        let valid = lezer.row(regel, eerste, &mut ingevuld, &changed, &asks);
        let mut moved = false;
        for (i, vak) in vraag.vakken.iter().enumerate() {
            if !open[i] || !valid[i] {
                continue;
            }
            moved |= self.vak(&vraag.sleutel, i, vak, &ingevuld[i], was[i], nu[i], &plek(i), lezer);
        }
        if !moved {
            lezer.unchanged(regel, eerste, &ingevuld);
        }
    }

    /// One answer. Whether it is another one than in the form.
    #[expect(clippy::too_many_arguments, reason = "a cell three times: before, in the file, filled in")]
    fn vak(
        &mut self,
        sleutel: &str,
        i: usize,
        vak: &Vak,
        ingevuld: &str,
        was: &str,
        nu: &str,
        cel: &Cel,
        lezer: &mut lezen::Reader<'_>,
    ) -> bool {
        if ingevuld == was || ingevuld == nu {
            return false;
        }
        if lezer.refuses_unseen(cel, ingevuld) {
            return true;
        }
        if vak.dicht || nu != vak.tekst {
            let bericht = "dit vak kan in het formulier niet veranderd worden";
            self.problemen.push(Probleem::nieuw(
                Soort::Vorm,
                Waar::Cel(cel.clone()),
                bericht,
                format!("zet er weer neer: `{}`", kort(was)),
            ));
        } else if was != nu {
            let bericht =
                format!("het antwoord in het bestand is veranderd nadat het formulier was gemaakt: `{}`", kort(nu));
            let hint = "kies wat het moet worden: zet dat in dit vak en in het bestand, of maak een nieuw formulier";
            let probleem = Probleem::nieuw(Soort::Botsing, Waar::Cel(cel.clone()), bericht, hint);
            self.clashes.vakken.insert((sleutel.to_owned(), i), ingevuld.to_owned());
            self.clash_messages.insert(Clash::Cell(sleutel.to_owned(), i), probleem);
        } else {
            self.wijzigingen.vakken.insert((sleutel.to_owned(), i), ingevuld.to_owned());
        }
        true
    }

    fn rijen(
        &mut self,
        blad: &str,
        rijen: &Rijenblad,
        kop: &Lijn,
        ingevuld: &[inlezen::Ingevuld],
        boek: &Werkboek,
        lezer: &mut lezen::Reader<'_>,
    ) {
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
        let geen = Vec::new();
        let was: Vec<Vec<String>> =
            boek.was_rijen.get(&rijen.sleutel).unwrap_or(&geen).iter().map(|r| breed(r)).collect();
        let nu: Vec<Vec<String>> =
            rijen.rijen.iter().map(|r| r.iter().map(|v| celtekst(v).to_owned()).collect()).collect();
        let asks: Vec<lezen::Asked<'_>> = rijen
            .kolommen
            .iter()
            .map(|Kolom { vraagt, titel, .. }| lezen::Asked { what: *vraagt, title: titel })
            .collect();
        let mut nieuw = Vec::new();
        let mut valid = true;
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
            let mut vakken = breed(&rij.cellen);
            let before = rij.was.and_then(|i| was.get(i));
            let changed: Vec<bool> = (0..aantal).map(|i| before.map_or("", |b| b[i].as_str()) != vakken[i]).collect();
            valid &= lezer.row(rij.regel, eerste, &mut vakken, &changed, &asks).iter().all(|good| *good);
            if before.is_some_and(|before| *before == vakken) {
                lezer.unchanged(rij.regel, eerste, &vakken);
            } else {
                for (i, tekst) in vakken.iter().enumerate() {
                    if before.map_or("", |b| b[i].as_str()) != tekst {
                        let kolom = eerste + u32::try_from(i).unwrap_or(0);
                        valid &= !lezer.refuses_unseen(&Cel { blad: blad.to_owned(), regel: rij.regel, kolom }, tekst);
                    }
                }
            }
            nieuw.push(NieuweRij { was: rij.was, vakken });
        }
        let zelfde = nieuw.len() == was.len()
            && nieuw.iter().zip(&was).enumerate().all(|(i, (rij, was))| rij.was == Some(i) && rij.vakken == *was);
        let teksten: Vec<&Vec<String>> = nieuw.iter().map(|r| &r.vakken).collect();
        let op_dit_blad = |p: &Probleem| {
            p.is_fout()
                && match &p.waar {
                    Waar::Boek => false,
                    Waar::Blad(naam) => naam == blad,
                    Waar::Cel(cel) => cel.blad == blad,
                }
        };
        if zelfde || teksten.iter().copied().eq(nu.iter()) || !valid || boek.problemen.iter().any(op_dit_blad) {
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
            let probleem = Probleem::nieuw(Soort::Botsing, Waar::Blad(blad.to_owned()), bericht, NIEUW_FORMULIER);
            self.clash_messages.insert(Clash::Rows(rijen.sleutel.clone()), probleem);
            self.clashes.rijen.insert(rijen.sleutel.clone(), nieuw);
            return;
        }
        self.wijzigingen.rijen.insert(rijen.sleutel.clone(), nieuw);
    }
}
