//! A format: its chapters, sections and fields.

use crate::grammar::shape::{Key, MapShape, Shape};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Soort;

use super::{id_of, key, word_of};

/// The kinds of section, each with what it is.
const KINDS: [(&str, &str); 11] = [
    ("tekst", "Lopende tekst."),
    ("gegevens", "Velden met elk hun waarde, zoals het aantal leerlingen."),
    ("aanbod", "Wat er is, per item van een lijst: of het er is, waar en hoeveel."),
    ("keuze", "Een keuze uit mogelijkheden die het formaat noemt."),
    ("beoordeling", "Items van een lijst met elk een waarde van een schaal, of met velden."),
    ("tabel", "Rijen met velden, als tabel, lijst, kaarten of tijdlijn."),
    ("stroomschema", "Een route van stappen en keuzes."),
    ("begrippen", "Woorden met hun betekenis."),
    ("reeks", "Getallen per jaar, datum of groep."),
    ("niveaus", "Lagen van ondersteuning, elk met wat er is."),
    ("bijlagen", "Bestanden die bij het document horen."),
];

/// Keys of a section that only some kinds do anything with, each with those kinds.
pub const KEYS_OF_KINDS: [(&str, &[Soort]); 8] = [
    ("lijst", &[Soort::Aanbod, Soort::Beoordeling, Soort::Reeks, Soort::Begrippen]),
    ("schaal", &[Soort::Beoordeling]),
    ("opties", &[Soort::Keuze]),
    ("meer", &[Soort::Keuze]),
    ("as", &[Soort::Reeks]),
    ("kolommen", &[Soort::Reeks]),
    ("eenheid", &[Soort::Reeks]),
    ("niveaus", &[Soort::Niveaus]),
];

/// What a section is to a reader, each with what it does.
const SUBJECTS: [(&str, &str); 9] = [
    ("doelgroep", "Voor wie de school is."),
    ("visie", "Waar de school in gelooft."),
    ("aanbod", "Wat de school een kind te bieden heeft. Dit vergelijken ouders en scholen."),
    ("grenzen", "Wat de school niet kan bieden. Dit staat overal voor de hulp waar het over gaat."),
    ("route", "Hoe hulp geregeld wordt."),
    ("contact", "Bij wie ouders terecht kunnen."),
    ("resultaten", "Wat de hulp opleverde."),
    ("plannen", "Wat de school van plan is."),
    ("overig", "Al het andere."),
];

/// The types of a field, each with what may be filled in.
const TYPES: [(&str, &str); 14] = [
    ("tekst", "Tekst in Markdown, of de naam van een .md-bestand."),
    ("getal", "Een getal."),
    ("hoeveel", "Een hoeveelheid, duur of frequentie, zoals 9 keer per jaar."),
    ("percentage", "Een percentage."),
    ("datum", "Een jaar, een maand of een dag."),
    ("schooljaar", "Een schooljaar, zoals 2025-2026."),
    ("ja-nee", "Ja of nee."),
    ("keuze", "Een van de `waarden` van het veld."),
    ("item", "Een naam: een item van de `lijst`, of een eigen naam."),
    ("items", "Een of meer namen."),
    ("web", "Een webadres."),
    ("mail", "Een e-mailadres."),
    ("telefoon", "Een telefoonnummer."),
    ("bestand", "Een bestand naast het document."),
];

pub(super) fn formaat(catalogus: &Catalogus) -> MapShape {
    let formaten = || id_of(catalogus.formaten.values().map(|formaat| (&formaat.id, &formaat.title)));
    let belongs_to = [("school", "Een school."), ("praktijk", "Niemand: het is een praktijkvoorbeeld.")];
    let previous = "Het formaat dat door dit formaat vervangen is. Antwoorden van vorig jaar worden dan overgenomen.";
    let basis = "Het formaat waar dit een uitbreiding van is. Hoofdstukken en secties met een bekend id vervangen die van het oude.";
    MapShape::new(vec![
        key("formaat", "De id van dit formaat.", Shape::Id).required(),
        key("titel", "De titel van elk document in dit formaat.", Shape::Word).required(),
        key("profiel", "Of een document in dit formaat het profiel van een school kan zijn.", Shape::YesNo),
        key("van", "Van wie een document in dit formaat is. Leeg: van een school.", word_of(&belongs_to)),
        key("vorige", previous, formaten()),
        key("basis", basis, formaten()),
        key("hoofdstukken", "De hoofdstukken, op volgorde.", Shape::Map(hoofdstuk(catalogus)).many()),
    ])
}

fn hoofdstuk(catalogus: &Catalogus) -> MapShape {
    MapShape::new(vec![
        key("id", "De id, uniek in dit formaat.", Shape::Id).required(),
        key("titel", "De titel.", Shape::Word).required(),
        key("inleiding", "Tekst van het formaat boven de secties.", Shape::Text),
        key("secties", "De secties, op volgorde.", sectie(catalogus).part("sectie").many()),
    ])
}

/// A section of a format.
pub fn sectie(catalogus: &Catalogus) -> Shape {
    Shape::Map(MapShape::new(keys(catalogus)))
}

/// A section that a document defines itself, with its answer.
pub fn own_sectie(catalogus: &Catalogus) -> Shape {
    let mut keys = keys(catalogus);
    keys.push(Key::new("na", "Na", "De sectie waar deze achter komt.", Shape::Word));
    let answer = "Zoals het antwoord op een sectie van deze soort.";
    keys.push(Key::new("antwoord", "Antwoord", answer, Shape::Anything));
    Shape::Map(MapShape::new(keys))
}

fn keys(catalogus: &Catalogus) -> Vec<Key> {
    let lijsten = id_of(catalogus.lijsten.values().map(|lijst| (&lijst.id, &lijst.title)));
    let schalen = id_of(catalogus.schalen.values().map(|schaal| (&schaal.id, &schaal.title)));
    let not_mentioned =
        [("nee", "Wat een school niet noemt, is er niet."), ("onbekend", "Wat een school niet noemt, is niet bekend.")];
    let drawings = [
        ("verdeling", "Een balk met het deel van elke waarde (bij een beoordeling)."),
        ("piramide", "De niveaus op elkaar (bij niveaus)."),
        ("matrix", "Rijen tegenover de namen in velden van het type items (bij een tabel)."),
    ];
    let displays = [
        ("tabel", "Een tabel."),
        ("lijst", "Een lijst."),
        ("kaarten", "Kaarten, een per rij."),
        ("tijdlijn", "Een tijdlijn."),
    ];
    let axes = [
        ("peildatum", "Datums waarop geteld is."),
        ("schooljaar", "Schooljaren."),
        ("jaar", "Kalenderjaren."),
        ("groep", "Groepen, die het formaat bij `kolommen` noemt."),
    ];
    let named = Shape::open(Shape::Word);
    let columns = Shape::Either(vec![named, Shape::Word.many()]);
    let option = MapShape::new(vec![
        key("naam", "De naam van de keuze.", Shape::Word).required(),
        key("opties", "Mogelijkheden daaronder: per id een naam.", Shape::open(Shape::Word)),
    ]);
    let option = Shape::Either(vec![Shape::Map(option.or_otherwise("een naam")), Shape::Word]);
    vec![
        key("id", "De id, uniek in dit formaat. Verander hem niet meer als scholen hem invulden.", Shape::Id)
            .required(),
        key("titel", "De titel, zoals lezers hem zien.", Shape::Word).required(),
        key("kop-ouders", "De kop op de pagina voor ouders, in gewone woorden. Leeg: de titel.", Shape::Word),
        key("soort", "Wat voor antwoord er hoort.", word_of(&KINDS)).required(),
        key("onderwerp", "Waar de sectie voor een lezer over gaat.", word_of(&SUBJECTS)),
        key("lijst", "De lijst waar de items uit komen.", lijsten),
        key("schaal", "De schaal waar de waarden uit komen.", schalen),
        key("waar", "De plaatsen waar een item kan zijn, met de naam die ze in dit formaat hebben.", columns.clone()),
        key(
            "niet-genoemd",
            "Wat het betekent dat een school een item niet noemt. Leeg: onbekend.",
            word_of(&not_mentioned),
        ),
        key("beeld", "De tekening bij het antwoord.", word_of(&drawings)),
        key("weergave", "Hoe rijen getoond worden. Leeg: als tabel.", word_of(&displays)),
        key("verplicht", "Of elk document deze sectie moet hebben.", Shape::YesNo),
        key("meer", "Of er meer dan een keuze mogelijk is (bij een keuze).", Shape::YesNo),
        key("inleiding", "Tekst van het formaat boven het antwoord.", Shape::Text),
        key("vast", "Tekst van het formaat in plaats van een antwoord.", Shape::Text),
        key("velden", "De velden, op volgorde.", Shape::Map(field(catalogus)).many()),
        key("opties", "De mogelijkheden van een keuze: per id een naam.", Shape::open(option)),
        key("as", "Waar een reeks langs loopt. Leeg: jaren.", word_of(&axes)),
        key("kolommen", "De kolommen van een reeks. Leeg: die de school invult.", columns),
        key("eenheid", "De eenheid van een reeks, zoals leerlingen.", Shape::Word),
        key("niveaus", "De niveaus, van breed naar smal: per id een naam.", Shape::open(niveau())),
        key("was", "De id van deze sectie in het vorige formaat, als die anders was.", Shape::Word),
    ]
}

fn niveau() -> Shape {
    let colors = [("groen", ""), ("geel", ""), ("rood", "")];
    Shape::OrNothing(vec![Shape::Map(MapShape::new(vec![
        key("naam", "De naam van het niveau.", Shape::Word),
        key("kleur", "De kleur. Kleur alleen zegt nooit iets.", word_of(&colors)),
    ]))])
}

fn field(catalogus: &Catalogus) -> MapShape {
    let from_school = [
        ("naam", "De naam van de school."),
        ("onderwijstypen", "De onderwijstypen."),
        ("bestuur", "Het bestuur."),
        ("samenwerkingsverbanden", "De samenwerkingsverbanden."),
    ];
    let lijsten = id_of(catalogus.lijsten.values().map(|lijst| (&lijst.id, &lijst.title)));
    let counts = "Of een naam in dit veld als aanbod telt: dan is er wat hij noemt.";
    MapShape::new(vec![
        key("id", "De id, uniek in deze sectie.", Shape::Id).required(),
        key("titel", "De titel, zoals lezers hem zien. Leeg: de id.", Shape::Word),
        key("type", "Wat er ingevuld kan worden.", word_of(&TYPES)).required(),
        key("lijst", "De lijsten waar namen uit komen.", lijsten.many()),
        key("uit", "De sectie waarvan rijen genoemd kunnen worden.", Shape::Word),
        key("waarden", "De waarden waaruit gekozen wordt: per id een naam.", Shape::open(Shape::Word)),
        key(
            "weergave",
            "Schrijf kolommen als elke waarde een kolom met een vinkje wordt.",
            word_of(&[("kolommen", "")]),
        ),
        key("onderwerp", "Waar het veld over gaat, als dat anders is dan zijn sectie.", word_of(&SUBJECTS)),
        key("telt", counts, Shape::YesNo),
        key("uit-school", "Het gegeven uit school.yaml dat dit veld vult.", word_of(&from_school)),
    ])
}

#[cfg(test)]
mod tests {
    use super::{KINDS, SUBJECTS, TYPES};
    use crate::model::formaat::{FieldType, Onderwerp, Soort};

    #[test]
    fn every_word_of_a_format_is_explained() {
        let words = |words: &[(&'static str, &str)]| words.iter().map(|(word, _)| *word).collect::<Vec<_>>();
        assert_eq!(words(&KINDS), Soort::WORDS);
        assert_eq!(words(&SUBJECTS), Onderwerp::WORDS);
        assert_eq!(words(&TYPES), FieldType::WORDS);
    }
}
