//! A route as a sheet: every phase, step, choice, branch and ending is a row, and a number says what stands under what.

use crate::model::formaat::Sectie;
use crate::yaml::wens::Wens;
use crate::yaml::{Knoop, Waarde};

use super::omgeving::{Omgeving, ZOALS_GETYPT, elementen, kopie, woord};
use super::rijen::{basis, kopie_van, rolvak, rolwens};
use super::sectie::rijsleutel;
use super::{Adres, Gevraagd, Keuze, Kolom, NieuweRij, Rijenblad, Vak, velden};

/// Kinds of rows, as the sheet calls them, and the key that holds their text.
const SOORTEN: [(&str, &str); 5] =
    [("fase", "fase"), ("stap", "stap"), ("keuze", "keuze"), ("tak", "als"), ("einde", "einde")];

/// Key of the rows under a row.
fn onder(soort: &str) -> Option<&'static str> {
    match soort {
        "fase" | "tak" => Some("stappen"),
        "keuze" => Some("takken"),
        _ => None,
    }
}

/// How a cell is read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aard {
    Woord,
    Tekst,
    Rollen,
    Namen,
}

/// Columns behind kind, level and text: key, head, width, how it is read.
const KOLOMMEN: [(&str, &str, u16, Aard); 11] = [
    ("wie", "Wie", 30, Aard::Rollen),
    ("voorwaarde", "Voorwaarde", 28, Aard::Tekst),
    ("hoeveel", "Hoeveel", 16, Aard::Woord),
    ("noot", "Opmerking", 32, Aard::Tekst),
    ("in", "In welk overleg", 20, Aard::Namen),
    ("naar", "Gaat naar (kenmerk)", 16, Aard::Woord),
    ("id", "Kenmerk", 14, Aard::Woord),
    ("is", "Is (lijst/item)", 24, Aard::Namen),
    ("meer", "Kunnen er meer gelden?", 14, Aard::Woord),
    ("band", "Band", 10, Aard::Woord),
    ("tekst", "Meer uitleg", 45, Aard::Tekst),
];

/// Columns before [`KOLOMMEN`].
const VOORAF: usize = 3;

/// An element of the route, and where it hangs.
struct Rij<'k> {
    knoop: &'k Knoop,
    soort: &'static str,
    diepte: usize,
    lijst: Option<&'k Knoop>,
    index: usize,
}

fn soort_van(knoop: &Knoop, in_keuze: bool) -> &'static str {
    if in_keuze {
        return "tak";
    }
    let sleutel = ["stap", "keuze", "fase", "einde"].into_iter().find(|s| knoop.zoek(s).is_some_and(|k| !k.is_leeg()));
    sleutel.unwrap_or("stap")
}

fn verzamel<'k>(lijst: Option<&'k Knoop>, diepte: usize, in_keuze: bool, uit: &mut Vec<Rij<'k>>) {
    let echt = lijst.filter(|k| matches!(k.waarde, Waarde::Lijst(_)));
    for (index, knoop) in elementen(lijst).iter().enumerate().filter(|(_, k)| !k.is_leeg()) {
        let soort = soort_van(knoop, in_keuze);
        uit.push(Rij { knoop, soort, diepte, lijst: echt, index });
        if let Some(sleutel) = onder(soort) {
            verzamel(knoop.zoek(sleutel), diepte + 1, soort == "keuze", uit);
        }
    }
}

fn stappen(knoop: Option<&Knoop>) -> Option<&Knoop> {
    knoop.and_then(|k| if k.als_kaart().is_some() { k.zoek("stappen") } else { Some(k) })
}

/// The sheet of a route.
pub(super) fn blad(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Rijenblad {
    debug_assert_eq!(rijsleutel(sectie), "stappen");
    let mut kolommen = vec![
        Kolom::nieuw("Soort", 10).met(Keuze::streng(SOORTEN.map(|(naam, _)| naam))),
        Kolom::nieuw("Niveau", 8),
        Kolom::nieuw("Wat gebeurt er, wat is de vraag, wanneer geldt deze tak?", 45),
    ];
    kolommen.extend(KOLOMMEN.map(|(sleutel, titel, breed, _)| {
        let kolom = Kolom::nieuw(titel, breed);
        if sleutel == "meer" { kolom.met(Keuze::streng(["ja", "nee"])).vraagt(Gevraagd::Stand) } else { kolom }
    }));
    for veld in velden::in_te_vullen(sectie) {
        kolommen.push(velden::kolom(veld));
    }
    let mut oude = Vec::new();
    verzamel(stappen(knoop), 1, false, &mut oude);
    let rijen = oude.iter().map(|rij| vakken(sectie, rij, om)).collect();
    let mut uitleg: Vec<String> =
        sectie.inleiding.as_ref().map(crate::tekst::Markdown::platte_tekst).into_iter().collect();
    uitleg.extend(
        [
            "Elke rij is een fase, een stap, een keuze, een tak van een keuze of een einde. De volgorde is de route.",
            "Niveau zegt wat waaronder hoort: een fase is 1, haar stappen 2. Onder een keuze staan takken, een niveau \
             dieper; onder een tak de stappen die dan volgen, nog een niveau dieper.",
            "Na een tak gaat de route verder na de keuze, tenzij de tak naar een kenmerk gaat of eindigt.",
            "Maak een rij leeg om haar weg te halen. Voeg tussen rijen een rij in voor een nieuwe stap.",
        ]
        .map(str::to_owned),
    );
    Rijenblad { sleutel: sectie.id.clone(), uitleg, kolommen, rijen }
}

fn vakken(sectie: &Sectie, rij: &Rij<'_>, om: &Omgeving<'_>) -> Vec<Vak> {
    let plek = Some(rij.knoop.plek.clone());
    let titel = if rij.knoop.als_kaart().is_some() { rij.knoop.zoek(kopsleutel(rij.soort)) } else { Some(rij.knoop) };
    let mut uit = vec![
        Vak::nieuw(rij.soort, plek.clone()),
        Vak::nieuw(rij.diepte.to_string(), plek),
        Vak::nieuw(woord(titel), titel.map(|k| k.plek.clone())),
    ];
    for (sleutel, _, _, aard) in KOLOMMEN {
        let knoop = rij.knoop.zoek(sleutel).filter(|k| !k.is_leeg());
        uit.push(match aard {
            Aard::Woord => Vak::nieuw(woord(knoop), knoop.map(|k| k.plek.clone())),
            Aard::Tekst => om.tekstvak(knoop),
            Aard::Rollen => rolvak(knoop, om),
            Aard::Namen => om.namenvak(knoop, &ZOALS_GETYPT),
        });
    }
    for veld in velden::in_te_vullen(sectie) {
        uit.push(velden::vak(veld, rij.knoop.zoek(&veld.id).filter(|k| !k.is_leeg()), om));
    }
    uit
}

fn kopsleutel(soort: &str) -> &'static str {
    SOORTEN.iter().find(|(naam, _)| *naam == soort).map_or("stap", |(_, sleutel)| sleutel)
}

/// A row to be.
struct Wensrij<'r, 'k> {
    soort: &'static str,
    diepte: usize,
    nummer: usize,
    oud: Option<&'r Rij<'k>>,
    nieuw: &'r NieuweRij,
}

/// What the route becomes; `knoop` is the list of steps as it is.
pub(super) fn wens(sectie: &Sectie, knoop: Option<&Knoop>, nieuw: &[NieuweRij], om: &Omgeving<'_>) -> Wens {
    let mut oude = Vec::new();
    verzamel(knoop, 1, false, &mut oude);
    let mut rijen = Vec::new();
    for (nummer, rij) in nieuw.iter().enumerate() {
        let cel = |i: usize| rij.vakken.get(i).map_or("", |t| t.trim());
        let soort = SOORTEN.iter().find(|(naam, _)| cel(0).eq_ignore_ascii_case(naam));
        if soort.is_none() {
            let bericht = match cel(0) {
                "" => "deze rij heeft geen soort".to_owned(),
                soort => format!("`{soort}` is geen soort"),
            };
            om.weiger(Adres::Rij(sectie.id.clone(), nummer, 0), bericht, "kies: fase, stap, keuze, tak of einde");
        }
        let diepte = cel(1).parse::<usize>().ok().filter(|d| (1..=12).contains(d));
        if diepte.is_none() {
            let bericht = match cel(1) {
                "" => "deze rij heeft geen niveau".to_owned(),
                niveau => format!("`{niveau}` is geen niveau"),
            };
            om.weiger(Adres::Rij(sectie.id.clone(), nummer, 1), bericht, "schrijf een getal van 1 tot en met 12");
        }
        if cel(2).is_empty() {
            om.weiger(Adres::Rij(sectie.id.clone(), nummer, 2), "deze rij heeft geen tekst", "schrijf wat er gebeurt");
        }
        let oud = rij.was.and_then(|i| oude.get(i));
        let soort = soort.map_or("stap", |(naam, _)| *naam);
        rijen.push(Wensrij { soort, diepte: diepte.unwrap_or(1), nummer, oud, nieuw: rij });
    }
    if rijen.is_empty() {
        return Wens::Leeg;
    }
    let lijst = lijst(sectie, &rijen, knoop, None, om);
    if om.weigeringen.borrow().is_empty() { lijst } else { Wens::Zelfde }
}

/// The rows of one list; deeper ones hang under the row before them.
fn lijst(
    sectie: &Sectie,
    rijen: &[Wensrij<'_, '_>],
    oud: Option<&Knoop>,
    ouder: Option<&Wensrij<'_, '_>>,
    om: &Omgeving<'_>,
) -> Wens {
    let echt = oud.filter(|k| matches!(k.waarde, Waarde::Lijst(_)));
    let mut gebruikt: Vec<usize> = Vec::new();
    let mut uit = Vec::new();
    let mut rest = rijen;
    while let Some((eerste, verder)) = rest.split_first() {
        let onder = verder.iter().take_while(|r| r.diepte > eerste.diepte).count();
        let (kinderen, na) = verder.split_at(onder);
        rest = na;
        controleer(sectie, eerste, ouder, kinderen, om);
        let hier = eerste
            .oud
            .filter(|rij| matches!((rij.lijst, echt), (Some(a), Some(b)) if std::ptr::eq(a, b)))
            .map(|rij| rij.index)
            .filter(|i| !gebruikt.contains(i));
        gebruikt.extend(hier);
        uit.push((hier, element(sectie, eerste, kinderen, hier.is_some(), om)));
    }
    Wens::Lijst(uit)
}

fn controleer(
    sectie: &Sectie,
    rij: &Wensrij<'_, '_>,
    ouder: Option<&Wensrij<'_, '_>>,
    kinderen: &[Wensrij<'_, '_>],
    om: &Omgeving<'_>,
) {
    let adres = |kolom| Adres::Rij(sectie.id.clone(), rij.nummer, kolom);
    let in_keuze = ouder.is_some_and(|o| o.soort == "keuze");
    if in_keuze != (rij.soort == "tak") {
        let (bericht, hint) = if in_keuze {
            (
                format!("onder een keuze staat hier een {}", rij.soort),
                "zet onder een keuze takken, en de stappen onder een tak",
            )
        } else {
            ("deze tak hoort bij geen keuze".to_owned(), "zet de tak een niveau onder een rij met een keuze")
        };
        om.weiger(adres(0), bericht, hint);
    }
    if let (None, Some(kind)) = (onder(rij.soort), kinderen.first()) {
        om.weiger(
            Adres::Rij(sectie.id.clone(), kind.nummer, 1),
            format!("deze rij staat onder een {}, en daar kan niets onder staan", rij.soort),
            "kies hetzelfde niveau als de rij erboven, of lager",
        );
    }
}

fn element(
    sectie: &Sectie,
    rij: &Wensrij<'_, '_>,
    kinderen: &[Wensrij<'_, '_>],
    ter_plaatse: bool,
    om: &Omgeving<'_>,
) -> Wens {
    let oud = rij.oud.map(|r| r.knoop);
    let zelfde_soort = rij.oud.is_some_and(|r| r.soort == rij.soort);
    let oude_vakken = rij.oud.map(|r| vakken(sectie, r, om)).unwrap_or_default();
    let cel = |i: usize| rij.nieuw.vakken.get(i).map_or("", String::as_str);
    let anders = |i: usize| oude_vakken.get(i).is_none_or(|o| o.tekst != cel(i));
    let los = oud.filter(|k| k.als_kaart().is_none());
    let aantal = VOORAF + KOLOMMEN.len() + velden::in_te_vullen(sectie).count();
    // A bare text stays one.
    if los.is_some() && rij.soort == "stap" && (VOORAF..aantal).all(|i| cel(i).is_empty()) {
        return match (anders(2), ter_plaatse) {
            (false, true) => Wens::Zelfde,
            _ => Wens::Tekst(cel(2).to_owned()),
        };
    }
    let mut kaart = basis(oud.filter(|_| los.is_none()), ter_plaatse);
    let kop = kopsleutel(rij.soort);
    if !zelfde_soort {
        for (_, sleutel) in SOORTEN.iter().filter(|(_, sleutel)| *sleutel != kop) {
            kaart.weg(sleutel);
        }
        for sleutel in ["stappen", "takken"].into_iter().filter(|s| onder(rij.soort) != Some(*s)) {
            kaart.weg(sleutel);
        }
    }
    if anders(2) || !zelfde_soort || los.is_some() {
        kaart.zet_na(&[], kop, Wens::Tekst(cel(2).to_owned()));
    }
    let mut na: Vec<&str> = vec![kop];
    for (i, (sleutel, _, _, aard)) in KOLOMMEN.into_iter().enumerate() {
        let i = VOORAF + i;
        if anders(i) {
            let oude_waarde = oud.and_then(|k| k.zoek(sleutel)).filter(|k| !k.is_leeg());
            let tekst = cel(i);
            let wens = match (tekst, aard) {
                ("", _) => None,
                (tekst, Aard::Woord) => Some(Wens::Tekst(tekst.to_owned())),
                (tekst, Aard::Tekst) => Some(om.tekstwens(oude_waarde, tekst)),
                (tekst, Aard::Rollen) => rolwens(oude_waarde, tekst, om),
                (tekst, Aard::Namen) => om.namenwens(oude_waarde, tekst, &ZOALS_GETYPT, true),
            };
            match wens {
                Some(wens) if !ter_plaatse => kaart.zet_na(&na, sleutel, kopie_van(wens, oude_waarde)),
                Some(wens) => kaart.zet_na(&na, sleutel, wens),
                None => kaart.weg(sleutel),
            }
        }
        na.push(sleutel);
    }
    for (i, veld) in velden::in_te_vullen(sectie).enumerate() {
        let i = VOORAF + KOLOMMEN.len() + i;
        if anders(i) {
            let oude_waarde = oud.and_then(|k| k.zoek(&veld.id)).filter(|k| !k.is_leeg());
            match velden::wens(veld, oude_waarde, cel(i), om) {
                Some(wens) if !ter_plaatse => kaart.zet_na(&na, &veld.id, kopie_van(wens, oude_waarde)),
                Some(wens) => kaart.zet_na(&na, &veld.id, wens),
                None => kaart.weg(&veld.id),
            }
        }
        na.push(&veld.id);
    }
    if let Some(sleutel) = onder(rij.soort) {
        let oude_lijst = oud.and_then(|k| k.zoek(sleutel)).filter(|k| ter_plaatse && zelfde_soort && !k.is_leeg());
        if kinderen.is_empty() {
            kaart.weg(sleutel);
        } else {
            kaart.zet(sleutel, lijst(sectie, kinderen, oude_lijst, Some(rij), om));
        }
    }
    if !ter_plaatse && oud.is_none() && kaart.is_leeg() {
        return Wens::Leeg;
    }
    match (kaart.klaar(), ter_plaatse, oud) {
        (Wens::Zelfde, false, Some(oud)) => kopie(oud),
        (wens, ..) => wens,
    }
}
