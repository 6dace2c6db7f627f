//! `site.yaml` and `school.yaml`.

use crate::grammar::common::of_lijst;
use crate::grammar::shape::{Key, MapShape, Shape, Typed};
use crate::model::catalogus::Catalogus;
use crate::model::controles::CONTROLES;
use crate::model::formaat::FieldType;
use crate::model::huisstijl::{COLORS, SIZES};
use crate::model::site::SignUp;
use crate::text::sentences::capitalize;

use super::{key, word_of};

pub(super) fn site() -> MapShape {
    let rule = MapShape::new(vec![
        key("item", "Het item dat er moet zijn, als lijst/item.", Shape::Word),
        key("hulpvraag", "Of de vraag van ouders waar iets bij moet helpen.", Shape::Word),
        key("scholen", "Op hoeveel scholen ten minste: alle, of een aantal.", Shape::Word).required(),
        key("waar", "Op welke plaatsen het dan is.", Shape::Word.many()),
        key("toelichting", "Waarom de regel er is.", Shape::Word),
    ]);
    let switches = word_of(&[
        ("uit", "Deze controle doet niets."),
        ("waarschuwing", "De controle waarschuwt."),
        ("fout", "Met zo'n fout wordt er niet gepubliceerd."),
    ]);
    let loose = CONTROLES.iter().filter(|controle| !controle.fixed);
    let controles =
        loose.map(|controle| key(controle.code.text(), &capitalize(controle.what), switches.clone())).collect();
    MapShape::new(vec![
        key("titel", "De naam van de website.", Shape::Word).required(),
        key("ondertitel", "Een regel onder de naam.", Shape::Word),
        key("inleiding", "Wat bezoekers op de voorpagina lezen.", Shape::Text),
        key("samenwerkingsverband", "Wie de website maakt.", organization()),
        key("basis-url", "Het adres van de website, zoals https://steun.voorbeeld.nl.", Shape::Word),
        key("thema", "Het thema: standaard, of een map onder themas.", Shape::Word),
        key("huisstijl", "Kleuren, letters en logo van de website en de PDF's.", Shape::Map(huisstijl())),
        key("contact", "Bij wie bezoekers terecht kunnen.", organization()),
        key("steunpunt", "Het ouder- en jeugdsteunpunt van de regio.", organization()),
        key("licentie", "Wat anderen met de gegevens mogen, zoals CC BY 4.0.", Shape::Word),
        key("norm", "Wat er in de regio moet zijn. Dekking laat zien of het er is.", Shape::Map(rule).many()),
        key("controles", "Welke controles uit staan, of strenger zijn.", Shape::Map(MapShape::new(controles))),
        key("bekende-afkortingen", "Afkortingen die scholen niet hoeven uit te leggen.", Shape::Word.many()),
    ])
}

/// The house style; `thema.yaml` has the same keys.
fn huisstijl() -> MapShape {
    let colors = || Shape::Map(MapShape::new(COLORS.iter().map(|(name, help)| key(name, help, Shape::Word)).collect()));
    let letters = MapShape::new(vec![
        key("tekst", "De bestanden van de letter van de tekst: gewoon, vet, schuin.", Shape::Word.many()),
        key("koppen", "Die van de koppen, als dat een andere letter is.", Shape::Word.many()),
    ]);
    let mut keys = vec![
        key("kleuren", "Kleuren, als \"#0b5a6f\".", colors()),
        key("kleuren-donker", "Kleuren voor wie een donker scherm heeft. De hoofdkleur volgt vanzelf.", colors()),
        key(
            "lettertype",
            "Bestanden (ttf of otf) in de map thema, voor de website en de PDF's.",
            Shape::Either(vec![Shape::Map(letters.or_otherwise("een bestand")), Shape::Word.many()]),
        ),
    ];
    keys.extend(SIZES.iter().map(|size| key(size.key, size.help, Shape::Word)));
    keys.extend([
        key("logo", "Het logo: een svg of een afbeelding in de map thema.", Shape::Word),
        key("logo-donker", "Het logo voor wie een donker scherm heeft.", Shape::Word),
        key("omslag", "Wat op de omslag van PDF's staat: ringen, vlak, geen, of een afbeelding.", Shape::Word),
    ]);
    MapShape::new(keys)
}

pub(super) fn school(catalogus: &Catalogus) -> MapShape {
    let vestiging = MapShape::new(vec![
        key("naam", "De naam van de vestiging.", Shape::Word),
        key("brin", "Het BRIN-nummer.", Shape::Word),
        key("adres", "Straat en huisnummer.", Shape::Word),
        key("postcode", "De postcode.", Shape::Word),
        key("plaats", "De plaats.", Shape::Word),
        key("telefoon", "Het telefoonnummer.", Shape::Word),
    ]);
    let mut contact =
        vec![key("wie", "De functie, nooit een naam van een mens.", of_lijst("specialisten", catalogus)).required()];
    contact.extend(bereik());
    let picture = || {
        Shape::Map(MapShape::new(vec![
            key("bestand", "De naam van het bestand naast school.yaml.", Shape::Word).required(),
            key("alt", "Wat erop te zien is, voor wie het niet kan zien.", Shape::Word).required(),
        ]))
    };
    let sign_up: Vec<(&str, &str)> = SignUp::WORDS.iter().map(|word| (*word, "")).collect();
    MapShape::new(vec![
        key("naam", "De naam van de school.", Shape::Word).required(),
        key("plaats", "De plaats waar de school staat.", Shape::Word),
        key("onderwijstypen", "De soorten onderwijs, zoals vmbo en havo.", Shape::Word.many()),
        key("bestuur", "Het schoolbestuur.", Shape::Word),
        key("samenwerkingsverbanden", "De samenwerkingsverbanden waar de school bij hoort.", Shape::Word.many()),
        key("aanmelden", "Wie een kind kan aanmelden.", word_of(&sign_up)),
        key("vestigingen", "De vestigingen, elk met adres.", Shape::Map(vestiging).many()),
        key("beschrijving", "In een paar zinnen wat voor school het is.", Shape::Text),
        key("contact", "Bij wie ouders terecht kunnen.", Shape::Map(MapShape::new(contact)).many()),
        key("logo", "Het logo.", picture()),
        key("foto", "Een foto.", picture()),
        key(
            "oude-slugs",
            "Namen die de map van deze school eerder had: die adressen blijven werken.",
            Shape::Word.many(),
        ),
    ])
}

/// An organisation: a name, or a name with how to reach it.
fn organization() -> Shape {
    let mut keys = vec![key("naam", "De naam.", Shape::Word).required()];
    keys.extend(bereik());
    Shape::Either(vec![Shape::Map(MapShape::new(keys).or_otherwise("een naam")), Shape::Word])
}

/// How someone can be reached.
fn bereik() -> Vec<Key> {
    let typed = |soort, expected: &str| Shape::Typed(Typed { soort, expected: expected.to_owned() });
    vec![
        key("telefoon", "Het telefoonnummer.", Shape::Word),
        key("mail", "Het e-mailadres.", typed(FieldType::Mail, "een e-mailadres")),
        key("web", "Het webadres.", typed(FieldType::Web, "een webadres dat met https:// begint")),
        key("zin", "Een zin: wanneer of waarvoor.", Shape::Word),
    ]
}
