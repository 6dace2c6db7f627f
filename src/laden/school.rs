//! Reads a school's folder: `school.yaml` and the documents per school year.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::bestanden::Bestanden;
use crate::model::catalogus::Catalogus;
use crate::model::datum::Schooljaar;
use crate::model::filenames::{self, is_device};
use crate::model::lezer::{KaartLezer, Woord, bedoelde, controleer_id, id_hint, is_id};
use crate::model::site::{Aanmelden, Beeld, Contact, Document, School, Vestiging};
use crate::model::teksten::{self, Tekstmap};
use crate::vormen::{Omgeving, verwijzing};
use crate::yaml::Knoop;

use super::{document, is_copy, is_same, site, unread};

pub(super) fn lees(slug: &str, map: &Bestanden, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<School> {
    let map = match map.begrens() {
        Ok(map) => map,
        Err(fout) => {
            meldingen.meld(Melding { pad: Some(map.toon("")), ..map.melding(slug, &fout, None) });
            return None;
        }
    };
    let school = map.lees_bestand("school.yaml", None, meldingen).and_then(|bestand| {
        let knoop = bestand.boom(meldingen)?;
        if knoop.is_leeg() {
            meldingen.meld(site::leeg(knoop, "`school.yaml` is leeg", "naam: ..."));
            return None;
        }
        lees_school(slug, knoop, &map, catalogus, meldingen)
    });
    // Documents are read even when school.yaml is wrong, so that one run shows every problem.
    let years = read_years(&map, catalogus, meldingen);
    let advies = "een document staat in de map van een schooljaar, zoals `2025-2026/profiel.yaml`";
    unread::report(&map, advies, years.broken, meldingen);
    if let Some(school) = &school {
        let own =
            [&school.logo, &school.foto].into_iter().flatten().map(|b| (b.afbeelding.pad.clone(), b.plek.clone()));
        let of_documents = years.documents.iter().flat_map(|document| document.published.iter().cloned());
        teksten::report_capitals(&own.chain(of_documents).collect::<Vec<_>>(), meldingen);
    }
    school.map(|school| School {
        documenten: years.documents,
        has_document_files: years.any_file,
        lege_jaren: years.empty,
        ..school
    })
}

fn lees_school(
    slug: &str,
    knoop: &Knoop,
    map: &Bestanden,
    catalogus: &Catalogus,
    meldingen: &mut Meldingen,
) -> Option<School> {
    let mut teksten = Tekstmap::nieuw(map);
    let mut lezer = KaartLezer::nieuw(knoop, "`school.yaml`", meldingen)?;
    let naam = lezer.moet_tekst("naam", meldingen);
    let woorden = |lezer: &mut KaartLezer<'_>, sleutel, meldingen: &mut Meldingen| {
        lezer.teksten(sleutel, meldingen).into_iter().map(|w| w.tekst).collect::<Vec<_>>()
    };
    let plaats = lezer.tekst("plaats", meldingen).map(|w| w.tekst);
    let onderwijstypen = woorden(&mut lezer, "onderwijstypen", meldingen);
    let bestuur = lezer.tekst("bestuur", meldingen).map(|w| w.tekst);
    let samenwerkingsverbanden = woorden(&mut lezer, "samenwerkingsverbanden", meldingen);
    let aanmelden = lezer.tekst("aanmelden", meldingen).and_then(|woord| aanmelden(&woord, meldingen));
    let vestigingen = lezer.knopen("vestigingen").iter().filter_map(|k| vestiging(k, meldingen)).collect();
    let beschrijving = lezer.neem("beschrijving").and_then(|k| teksten::markdown(k, &mut teksten, meldingen));
    beschrijving.iter().for_each(|tekst| teksten::report_not_shown(tekst, meldingen));
    let contact = contacten(lezer.knopen("contact"), catalogus, &mut teksten, meldingen);
    let logo = lezer.neem("logo").and_then(|k| beeld(k, map, meldingen));
    let foto = lezer.neem("foto").and_then(|k| beeld(k, map, meldingen));
    let oude_slugs: Vec<Woord> = lezer.teksten("oude-slugs", meldingen);
    lezer.klaar(meldingen);
    let oude_slugs =
        oude_slugs.into_iter().filter(|w| controleer_id(w, "oude naam van een pagina", meldingen)).collect();
    Some(School {
        slug: slug.to_owned(),
        naam: naam?.tekst,
        plaats,
        onderwijstypen,
        bestuur,
        samenwerkingsverbanden,
        vestigingen,
        aanmelden,
        beschrijving,
        contact,
        logo,
        foto,
        oude_slugs,
        documenten: Vec::new(),
        has_document_files: false,
        lege_jaren: Vec::new(),
        links: teksten.links,
        plek: crate::model::lezer::eerste_regel(&knoop.plek),
    })
}

/// Who can bring a child in: a closed list, because pages make a sentence of it.
fn aanmelden(woord: &Woord, meldingen: &mut Meldingen) -> Option<Aanmelden> {
    let gelezen = Aanmelden::lees(&woord.tekst);
    if gelezen.is_none() {
        let bericht = format!("`{}` zegt niet wie een kind kan aanmelden", woord.tekst);
        let hint = bedoelde(&woord.tekst, Aanmelden::WOORDEN.iter().copied());
        meldingen.meld(Melding::op(Code::OnbekendeWaarde, &woord.plek, bericht).hint(hint));
    }
    gelezen
}

fn vestiging(knoop: &Knoop, meldingen: &mut Meldingen) -> Option<Vestiging> {
    let mut lezer = KaartLezer::nieuw(knoop, "een vestiging", meldingen)?;
    let telefoon = super::site::telefoon(&mut lezer, "", meldingen);
    let mut woord = |sleutel: &str| lezer.tekst(sleutel, meldingen).map(|w| w.tekst);
    let vestiging = Vestiging {
        naam: woord("naam"),
        brin: woord("brin"),
        adres: woord("adres"),
        postcode: woord("postcode"),
        plaats: woord("plaats"),
        telefoon,
        plek: knoop.plek.clone(),
    };
    lezer.klaar(meldingen);
    Some(vestiging)
}

fn contacten(
    knopen: &[Knoop],
    catalogus: &Catalogus,
    teksten: &mut Tekstmap<'_>,
    meldingen: &mut Meldingen,
) -> Vec<Contact> {
    let rollen: Vec<_> = catalogus.lijst("specialisten").into_iter().cloned().collect();
    let mut uit = Vec::new();
    for knoop in knopen {
        let Some(mut lezer) = KaartLezer::nieuw(knoop, "een contact", meldingen) else { continue };
        if lezer.moet("wie", meldingen).is_none() {
            continue;
        }
        let wie = lezer.knopen("wie");
        let mut om = Omgeving { catalogus, afkortingen: &[], groepen: &[], rijen: &[], teksten, meldingen };
        let wie = verwijzing::vrij(wie, &rollen, None, &mut om);
        let bereik = site::bereik(&mut lezer, meldingen);
        lezer.klaar(meldingen);
        // Who are named together are reached in the same way.
        uit.extend(wie.into_iter().map(|wie| Contact { wie, bereik: bereik.clone() }));
    }
    uit
}

/// An image with its alternative text; without one it is refused.
fn beeld(knoop: &Knoop, map: &Bestanden, meldingen: &mut Meldingen) -> Option<Beeld> {
    if let Some(pad) = knoop.als_tekst() {
        meldingen.meld(
            Melding::op(Code::AltOntbreekt, &knoop.plek, format!("afbeelding `{}` heeft geen `alt`", pad.trim()))
                .hint(format!("schrijf `{{bestand: {}, alt: wat erop te zien is}}`", pad.trim())),
        );
        return None;
    }
    let mut lezer = KaartLezer::nieuw(knoop, "een afbeelding", meldingen)?;
    let bestand = lezer.moet_tekst("bestand", meldingen);
    let alt = lezer.tekst("alt", meldingen);
    lezer.klaar(meldingen);
    let bestand = bestand?;
    let Some(alt) = alt.filter(|w| !w.tekst.is_empty()) else {
        meldingen.meld(
            Melding::op(Code::AltOntbreekt, &bestand.plek, format!("afbeelding `{}` heeft geen `alt`", bestand.tekst))
                .hint("schrijf bij `alt` in een paar woorden wat erop te zien is"),
        );
        return None;
    };
    let afbeelding = teksten::lees_afbeelding(map, &bestand.tekst, &bestand.plek, meldingen)?;
    Some(Beeld { afbeelding, alt: alt.tekst, plek: bestand.plek })
}

/// What the folders of school years hold.
#[derive(Default)]
struct Years {
    /// Documents of all school years, newest first.
    documents: Vec<Document>,
    /// Whether any could not be read.
    broken: bool,
    /// Whether there was any file to read one from.
    any_file: bool,
    /// School years whose folder holds no document.
    empty: Vec<(Schooljaar, String)>,
}

fn read_years(map: &Bestanden, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Years {
    let mut years = Years::default();
    let mappen = map.inhoud(meldingen).mappen;
    for jaarmap in &mappen {
        let copy_of_year =
            filenames::copied_from(jaarmap, mappen.iter().map(String::as_str)).and_then(Schooljaar::lees);
        if copy_of_year.is_some() && is_copy(jaarmap, &mappen, "de map", map, meldingen) {
            continue;
        }
        // Other folders hold images and attachments.
        if !jaarmap.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let Some(schooljaar) = Schooljaar::lees(jaarmap) else {
            let bericht = format!("de map `{jaarmap}` is geen schooljaar");
            meldingen.meld(
                Melding::bij_pad(Code::OngeldigeId, map.toon(jaarmap), bericht)
                    .hint("noem de map naar twee jaren die op elkaar volgen, zoals `2024-2025`"),
            );
            continue;
        };
        let jaar = map.onder(jaarmap);
        let names = jaar.inhoud(meldingen).bestanden;
        if names.iter().any(|naam| naam.ends_with(".yaml")) {
            years.any_file = true;
        } else {
            years.empty.push((schooljaar, jaar.toon("").trim_end_matches('/').to_owned()));
        }
        read_year(&jaar, jaarmap, schooljaar, &names, catalogus, &mut years, meldingen);
    }
    years.documents.sort_by(|a, b| b.schooljaar.cmp(&a.schooljaar).then_with(|| a.naam.cmp(&b.naam)));
    years
}

/// The documents of one school year.
fn read_year(
    jaar: &Bestanden,
    jaarmap: &str,
    schooljaar: Schooljaar,
    names: &[String],
    catalogus: &Catalogus,
    years: &mut Years,
    meldingen: &mut Meldingen,
) {
    let begin = years.documents.len();
    for naam in names {
        let Some(stam) = naam.strip_suffix(".yaml") else { continue };
        if is_copy(naam, names, "", jaar, meldingen) {
            continue;
        }
        if !is_id(stam) {
            let bericht = format!("`{naam}` kan geen naam van een document zijn");
            let hint = match filenames::original_stem(stam).filter(|stam| is_id(stam)) {
                Some(origineel) => format!("hernoem naar `{origineel}.yaml`"),
                None if is_device(stam) => id_hint(stam),
                None => "gebruik kleine letters, cijfers en streepjes, zoals `profiel.yaml`".to_owned(),
            };
            meldingen.meld(Melding::bij_pad(Code::OngeldigeId, jaar.toon(naam), bericht).hint(hint));
            continue;
        }
        let invoer = document::Invoer { naam: stam, map: jaar, jaarmap, schooljaar: Some(schooljaar), catalogus };
        match document::lees(&invoer, meldingen) {
            Some(document) if !is_same(&document, &years.documents[begin..], jaar, meldingen) => {
                years.documents.push(document);
            }
            Some(_) => {}
            None => years.broken = true,
        }
    }
}
