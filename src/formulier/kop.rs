//! The first sheet: which school and year, the dates of the document, and when each section was checked.

use crate::model::formaat::Formaat;
use crate::yaml::wens::{Kaartwens, Wens};
use crate::yaml::{Knoop, Waarde};

use super::omgeving::{self, woord};
use super::{Deel, Gevraagd, Kolom, Vak, Vraag, Wijzigingen, sectie, velden};

/// Keys of the document that are filled in here.
const DATUMS: [(&str, &str, &str); 3] = [
    ("peildatum", "Peildatum", "Wanneer de gegevens zijn nagekeken."),
    (
        "vastgesteld",
        "Vastgesteld op",
        "Wanneer het bestuur het document heeft vastgesteld. Leeg als dat nog niet zo is.",
    ),
    ("geldig-tot", "Geldig tot", "Tot wanneer het document geldt, als dat is afgesproken."),
];

/// How dates are written.
const DATUMVORM: &str = "Schrijf een datum als 2025-09-01, of alleen 2025-09 of 2025.";

/// The question about the name of the school.
pub(super) const SCHOOL: &str = "@school/naam";
/// The question about the school year.
pub(super) const SCHOOLJAAR: &str = "@school/schooljaar";

/// Which school, which year. Both are fixed when the workbook is for a school.
pub(super) fn school(naam: Option<&str>, schooljaar: &str) -> Deel {
    let vraag = |sleutel: &str, vraag: &str, uitleg: &str, tekst: &str, dicht: bool| Vraag {
        sleutel: sleutel.to_owned(),
        naam: vraag.to_owned(),
        uitleg: uitleg.to_owned(),
        vakken: vec![Vak { dicht, ..Vak::nieuw(tekst, None) }],
    };
    let vragen = vec![
        vraag(SCHOOL, "Naam van de school", "", naam.unwrap_or_default(), naam.is_some()),
        vraag(SCHOOLJAAR, "Schooljaar", "Zoals 2025-2026.", schooljaar, naam.is_some()),
    ];
    Deel {
        titel: "De school".to_owned(),
        uitleg: Vec::new(),
        kolommen: vec![Kolom::nieuw("Antwoord", 45)],
        vragen,
        tekst: false,
    }
}

/// The dates of the document.
pub(super) fn datums(wortel: &Knoop) -> Deel {
    let vragen = DATUMS
        .into_iter()
        .map(|(sleutel, naam, uitleg)| {
            let knoop = wortel.zoek(sleutel);
            Vraag {
                sleutel: format!("@document/{sleutel}"),
                naam: naam.to_owned(),
                uitleg: uitleg.to_owned(),
                vakken: vec![datumvak(knoop)],
            }
        })
        .collect();
    let mut uitleg = vec![DATUMVORM.to_owned()];
    let eigen = omgeving::elementen(wortel.zoek("eigen")).iter();
    let titels: Vec<String> =
        eigen.map(|k| super::een_regel(&woord(k.zoek("titel")))).filter(|t| !t.is_empty()).collect();
    if !titels.is_empty() {
        let titels = titels.join(", ");
        uitleg.push(format!("Eigen onderdelen ({titels}) staan niet in dit formulier; zij blijven zoals zij zijn."));
    }
    Deel {
        titel: "Het document".to_owned(),
        uitleg,
        kolommen: vec![Kolom::nieuw("Antwoord", 45)],
        vragen,
        tekst: false,
    }
}

fn datumvak(knoop: Option<&Knoop>) -> Vak {
    Vak { vraagt: Some(Gevraagd::Datum), ..Vak::nieuw(woord(knoop), knoop.map(|k| k.plek.clone())) }
}

/// When each section was checked.
pub(super) fn nagekeken(formaat: &Formaat, wortel: &Knoop, antwoorden: Option<&Knoop>) -> Deel {
    let vragen = formaat
        .secties()
        .filter(|s| sectie::vraagt_iets(s))
        .map(|s| {
            let knoop = datum(wortel, antwoorden, &s.id);
            Vraag {
                sleutel: format!("@nagekeken/{}", s.id),
                naam: super::een_regel(&s.titel),
                uitleg: String::new(),
                vakken: vec![datumvak(knoop)],
            }
        })
        .collect();
    Deel {
        titel: "Nagekeken".to_owned(),
        uitleg: vec![format!("Zet achter elk onderdeel wanneer u het hebt nagekeken. {DATUMVORM}")],
        kolommen: vec![Kolom::nieuw("Datum", 45)],
        vragen,
        tekst: false,
    }
}

/// The date of one section: its own, else the document's.
fn datum<'k>(wortel: &'k Knoop, antwoorden: Option<&'k Knoop>, sectie: &str) -> Option<&'k Knoop> {
    let eigen = antwoorden.and_then(|k| k.zoek(sectie)).and_then(|k| k.zoek("gecontroleerd"));
    let alle = wortel.zoek("gecontroleerd");
    let hier = alle.and_then(|k| if k.als_kaart().is_some() { k.zoek(sectie) } else { Some(k) });
    eigen.or(hier).filter(|k| !k.is_leeg())
}

/// What the head of the document becomes.
pub(super) fn pas_aan(
    formaat: &Formaat,
    wortel: &Knoop,
    antwoorden: Option<&Knoop>,
    kaart: &mut Kaartwens,
    wijzigingen: &Wijzigingen,
) {
    let mut na = vec!["formaat", "schooljaar", "periode", "status"];
    for (sleutel, ..) in DATUMS {
        if let Some(nieuw) = wijzigingen.vak(&format!("@document/{sleutel}"), 0) {
            let wens = (!nieuw.is_empty()).then(|| Wens::Tekst(nieuw.to_owned()));
            velden::zet_of_leeg(kaart, &na, sleutel, wens);
        }
        na.push(sleutel);
    }
    let gewijzigd: Vec<(&str, &str)> = formaat
        .secties()
        .filter_map(|s| {
            let nieuw = wijzigingen.vak(&format!("@nagekeken/{}", s.id), 0)?;
            // A section with a date of its own changes there.
            let eigen = antwoorden.and_then(|k| k.zoek(&s.id)).and_then(|k| k.zoek("gecontroleerd"));
            eigen.is_none_or(Knoop::is_leeg).then_some((s.id.as_str(), nieuw))
        })
        .collect();
    if gewijzigd.is_empty() {
        return;
    }
    let oud = wortel.zoek("gecontroleerd").filter(|k| !k.is_leeg());
    let mut deel = match oud {
        Some(oud) if matches!(oud.waarde, Waarde::Kaart(_)) => Kaartwens::van(Some(oud)),
        Some(oud) => {
            // One date for all becomes a date for each.
            let mut deel = Kaartwens::van(None);
            for sectie in formaat.secties().filter(|s| sectie::vraagt_iets(s)) {
                deel.zet(&sectie.id, Wens::Tekst(woord(Some(oud))));
            }
            deel
        }
        None => Kaartwens::van(None),
    };
    let mut eerder: Vec<&str> = Vec::new();
    for sectie in formaat.secties() {
        if let Some((_, nieuw)) = gewijzigd.iter().find(|(id, _)| *id == sectie.id) {
            let wens = (!nieuw.is_empty()).then(|| Wens::Tekst((*nieuw).to_owned()));
            velden::zet_of_leeg(&mut deel, &eerder, &sectie.id, wens);
        }
        eerder.push(&sectie.id);
    }
    kaart.zet_na(&na, "gecontroleerd", deel.klaar());
}

/// The date of a section that it has of its own.
pub(super) fn eigen_datum<'w>(sectie: &str, knoop: Option<&Knoop>, wijzigingen: &'w Wijzigingen) -> Option<&'w str> {
    knoop.and_then(|k| k.zoek("gecontroleerd")).filter(|k| !k.is_leeg())?;
    wijzigingen.vak(&format!("@nagekeken/{sectie}"), 0)
}
