//! Rows with fields: a sheet of rows per section; and levels, which have rows too.

use crate::model::formaat::{Sectie, Soort, Veld};
use crate::vormen::is_group;
use crate::yaml::wens::{Kaartwens, Wens};
use crate::yaml::{Knoop, Waarde};

use super::omgeving::{Namen, Omgeving, elementen, kopie, woord};
use super::sectie::{rijsleutel, zet_tekst};
use super::{Deel, Keuze, Kolom, NieuweRij, Rijenblad, Vak, Vraag, Wijzigingen, velden};

/// What stands between the names of groups in a cell.
const PAD: &str = " > ";

/// A row of a section, and where it hangs.
struct Rij<'k> {
    knoop: &'k Knoop,
    /// Groups it is in, from the outside in; the first is the level where there are levels.
    groepen: Vec<&'k Knoop>,
    /// The list it is in, and its index.
    lijst: Option<&'k Knoop>,
    index: usize,
    niveau: Option<&'k str>,
}

/// All rows of a section, in order.
fn verzamel<'k>(sectie: &'k Sectie, knoop: Option<&'k Knoop>) -> Vec<Rij<'k>> {
    let mut uit = Vec::new();
    let Some(knoop) = knoop else { return uit };
    if sectie.soort == Soort::Niveaus {
        for niveau in &sectie.niveaus {
            let rijen = knoop.zoek(&niveau.id).and_then(|k| k.zoek("rijen"));
            verzamel_lijst(sectie, rijen, &[], Some(&niveau.id), &mut uit);
        }
    } else {
        let rijen = if knoop.als_kaart().is_some() { knoop.zoek(rijsleutel(sectie)) } else { Some(knoop) };
        verzamel_lijst(sectie, rijen, &[], None, &mut uit);
    }
    uit
}

fn verzamel_lijst<'k>(
    sectie: &Sectie,
    lijst: Option<&'k Knoop>,
    groepen: &[&'k Knoop],
    niveau: Option<&'k str>,
    uit: &mut Vec<Rij<'k>>,
) {
    let echt = lijst.filter(|k| matches!(k.waarde, Waarde::Lijst(_)));
    for (index, knoop) in elementen(lijst).iter().enumerate().filter(|(_, k)| !k.is_leeg()) {
        if is_group(sectie, knoop) && knoop.zoek("groep").is_some_and(|g| !g.is_leeg()) {
            let mut dieper = groepen.to_vec();
            dieper.push(knoop);
            verzamel_lijst(sectie, knoop.zoek("rijen"), &dieper, niveau, uit);
        } else {
            uit.push(Rij { knoop, groepen: groepen.to_vec(), lijst: echt, index, niveau });
        }
    }
}

/// Columns before the fields.
struct Vooraf {
    niveau: bool,
    groep: bool,
    id: bool,
}

impl Vooraf {
    fn van(sectie: &Sectie) -> Self {
        let vast = matches!(sectie.soort, Soort::Begrippen | Soort::Bijlagen);
        Self { niveau: sectie.soort == Soort::Niveaus, groep: !vast, id: !vast }
    }

    fn aantal(&self) -> usize {
        usize::from(self.niveau) + usize::from(self.groep)
    }
}

/// The sheet of rows of a section.
pub(super) fn blad(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Rijenblad {
    let vooraf = Vooraf::van(sectie);
    let mut kolommen = Vec::new();
    if vooraf.niveau {
        let namen = sectie.niveaus.iter().map(|n| super::een_regel(&n.naam));
        kolommen.push(Kolom::nieuw("Niveau", 22).met(Keuze::streng(namen)));
    }
    if vooraf.groep {
        kolommen.push(Kolom::nieuw("Groep", 24));
    }
    for veld in velden::in_te_vullen(sectie) {
        kolommen.push(velden::kolom(veld));
    }
    if vooraf.id {
        kolommen.push(Kolom::nieuw("Kenmerk", 14));
    }
    let rijen = verzamel(sectie, knoop).iter().map(|rij| vakken(sectie, rij, &vooraf, om)).collect();
    let mut uitleg = Vec::new();
    uitleg.extend(sectie.inleiding.as_ref().map(crate::tekst::Markdown::platte_tekst));
    uitleg.push("Elke rij is er één. Maak een rij leeg om haar weg te halen; vul onderaan nieuwe rijen in.".to_owned());
    for veld in velden::in_te_vullen(sectie).filter(|v| !velden::uitleg(v).is_empty()) {
        uitleg.push(format!("{}: {}.", super::een_regel(&veld.titel), velden::uitleg(veld)));
    }
    if vooraf.id {
        uitleg.push(
            "Groep: rijen met dezelfde groep staan onder één kopje. Kenmerk: alleen nodig als iets naar de rij verwijst."
                .to_owned(),
        );
    }
    Rijenblad { sleutel: sectie.id.clone(), uitleg, kolommen, rijen }
}

fn niveaunaam(sectie: &Sectie, id: &str) -> String {
    sectie.niveaus.iter().find(|n| n.id == id).map_or_else(|| id.to_owned(), |n| super::een_regel(&n.naam))
}

fn groepsnaam(groep: &Knoop) -> String {
    super::een_regel(&woord(groep.zoek("groep")))
}

fn vakken(sectie: &Sectie, rij: &Rij<'_>, vooraf: &Vooraf, om: &Omgeving<'_>) -> Vec<Vak> {
    let plek = Some(rij.knoop.plek.clone());
    let mut uit = Vec::new();
    if vooraf.niveau {
        uit.push(Vak::nieuw(rij.niveau.map(|id| niveaunaam(sectie, id)).unwrap_or_default(), plek.clone()));
    }
    if vooraf.groep {
        let namen: Vec<String> = rij.groepen.iter().map(|g| groepsnaam(g)).collect();
        uit.push(Vak::nieuw(namen.join(PAD), rij.groepen.last().map(|g| g.plek.clone())));
    }
    for (i, veld) in velden::in_te_vullen(sectie).enumerate() {
        uit.push(velden::vak(veld, veldknoop(rij.knoop, i, veld), om));
    }
    if vooraf.id {
        let id = rij.knoop.zoek("id");
        uit.push(Vak::nieuw(woord(id), id.map(|k| k.plek.clone())));
    }
    uit
}

/// The value of a field of a row; a bare text is the first field.
fn veldknoop<'k>(rij: &'k Knoop, index: usize, veld: &Veld) -> Option<&'k Knoop> {
    if rij.als_kaart().is_some() { rij.zoek(&veld.id).filter(|k| !k.is_leeg()) } else { (index == 0).then_some(rij) }
}

/// A row to be, with the groups it is in.
struct Wensrij<'r, 'k> {
    niveau: String,
    groepen: Vec<String>,
    oud: Option<&'r Rij<'k>>,
    oude_vakken: Vec<Vak>,
    nieuw: &'r NieuweRij,
    /// Whether rows with one value are written as that value alone.
    kaal: bool,
}

fn wensrijen<'r, 'k>(
    sectie: &Sectie,
    oude: &'r [Rij<'k>],
    nieuw: &'r [NieuweRij],
    om: &Omgeving<'_>,
) -> Vec<Wensrij<'r, 'k>> {
    let vooraf = Vooraf::van(sectie);
    let kaal = oude.iter().any(|rij| rij.knoop.als_kaart().is_none());
    let mut uit: Vec<Wensrij<'r, 'k>> = Vec::new();
    for (nummer, rij) in nieuw.iter().enumerate() {
        let mut cellen = rij.vakken.iter();
        let niveau = if vooraf.niveau { cellen.next().cloned().unwrap_or_default() } else { String::new() };
        let groep = if vooraf.groep { cellen.next().cloned().unwrap_or_default() } else { String::new() };
        let groepen = groep.split('>').map(super::een_regel).filter(|g| !g.is_empty()).collect();
        let oud = rij.was.and_then(|i| oude.get(i));
        let oude_vakken = oud.map(|oud| vakken(sectie, oud, &vooraf, om)).unwrap_or_default();
        // On a sheet with levels, a row without one belongs to the level above it.
        let niveau = if niveau.is_empty() { uit.last().map(|r| r.niveau.clone()).unwrap_or_default() } else { niveau };
        if vooraf.niveau
            && !sectie.niveaus.iter().any(|n| niveaunaam(sectie, &n.id).eq_ignore_ascii_case(&niveau) || n.id == niveau)
        {
            let namen: Vec<String> = sectie.niveaus.iter().map(|n| format!("`{}`", n.naam)).collect();
            om.weiger(
                super::Adres::Rij(sectie.id.clone(), nummer, 0),
                if niveau.is_empty() {
                    "deze rij heeft geen niveau".to_owned()
                } else {
                    format!("er is geen niveau `{niveau}`")
                },
                format!("kies een van: {}", namen.join(", ")),
            );
        }
        uit.push(Wensrij { niveau, groepen, oud, oude_vakken, nieuw: rij, kaal });
    }
    uit
}

/// What the rows become; `knoop` is the list as it is.
pub(super) fn wens(sectie: &Sectie, knoop: Option<&Knoop>, nieuw: &[NieuweRij], om: &Omgeving<'_>) -> Wens {
    let mut oude = Vec::new();
    verzamel_lijst(sectie, knoop, &[], None, &mut oude);
    let rijen = wensrijen(sectie, &oude, nieuw, om);
    if rijen.is_empty() {
        return Wens::Leeg;
    }
    lijst(sectie, &rijen, 0, knoop, om)
}

/// The rows of one list, of which the groups from `diepte` on are to be made.
fn lijst(sectie: &Sectie, rijen: &[Wensrij<'_, '_>], diepte: usize, oud: Option<&Knoop>, om: &Omgeving<'_>) -> Wens {
    let echt = oud.filter(|k| matches!(k.waarde, Waarde::Lijst(_)));
    let mut gebruikt: Vec<usize> = Vec::new();
    let mut neem = |index: Option<usize>| {
        let vrij = index.filter(|i| !gebruikt.contains(i));
        gebruikt.extend(vrij);
        vrij
    };
    let mut uit = Vec::new();
    let mut rest = rijen;
    while let Some((eerste, _)) = rest.split_first() {
        let Some(groep) = eerste.groepen.get(diepte) else {
            let hier = eerste.oud.filter(|rij| echt.is_some() && zelfde(rij.lijst, echt)).map(|rij| rij.index);
            match neem(hier) {
                Some(index) => uit.push((Some(index), rij(sectie, eerste, true, om))),
                None => uit.push((None, rij(sectie, eerste, false, om))),
            }
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let aantal = rest.iter().take_while(|r| r.groepen.get(diepte) == Some(groep)).count();
        let (samen, verder) = rest.split_at(aantal);
        rest = verder;
        // The group that was here and has the same name.
        let bestaand = elementen(echt).iter().enumerate().find(|(i, k)| {
            is_group(sectie, k)
                && k.zoek("groep").is_some()
                && groepsnaam(k) == *groep
                && !uit.iter().any(|(was, _)| *was == Some(*i))
        });
        let index = neem(bestaand.map(|(i, _)| i));
        let oude_groep = index.and_then(|i| elementen(echt).get(i));
        let onder = oude_groep.and_then(|k| k.zoek("rijen")).filter(|k| !k.is_leeg());
        let mut kaart = Kaartwens::van(oude_groep);
        if oude_groep.is_none() {
            kaart.zet("groep", Wens::Tekst(groep.clone()));
        }
        kaart.zet("rijen", lijst(sectie, samen, diepte + 1, onder, om));
        uit.push((index, kaart.klaar()));
    }
    Wens::Lijst(uit)
}

fn zelfde(een: Option<&Knoop>, ander: Option<&Knoop>) -> bool {
    matches!((een, ander), (Some(een), Some(ander)) if std::ptr::eq(een, ander))
}

/// What a row becomes. `ter_plaatse`: it stays in its list, and what did not change keeps its text.
fn rij(sectie: &Sectie, rij: &Wensrij<'_, '_>, ter_plaatse: bool, om: &Omgeving<'_>) -> Wens {
    let vooraf = Vooraf::van(sectie);
    let oud = rij.oud.map(|r| r.knoop);
    let begin = vooraf.aantal();
    let cel = |i: usize| rij.nieuw.vakken.get(begin + i).map_or("", String::as_str);
    let anders = |i: usize| rij.oude_vakken.get(begin + i).is_none_or(|o| o.tekst != cel(i));
    let aantal = velden::in_te_vullen(sectie).count() + usize::from(vooraf.id);
    let gewijzigd = (0..aantal).any(anders);
    if let (Some(oud), false) = (oud, gewijzigd) {
        return if ter_plaatse { Wens::Zelfde } else { kopie(oud) };
    }
    let los = oud.filter(|k| k.als_kaart().is_none());
    let alleen_eerste = (1..aantal).all(|i| cel(i).is_empty());
    if let (true, Some(veld)) = (los.is_some() && alleen_eerste, velden::in_te_vullen(sectie).next()) {
        let wens = velden::wens(veld, los, cel(0), om).unwrap_or(Wens::Leeg);
        return if ter_plaatse { wens } else { kopie_van(wens, los) };
    }
    if let (None, true, true, Some(veld)) = (oud, rij.kaal, alleen_eerste, velden::in_te_vullen(sectie).next())
        && let Some(wens @ Wens::Tekst(_)) = velden::wens(veld, None, cel(0), om)
    {
        return wens;
    }
    let mut kaart = basis(oud.filter(|_| los.is_none()), ter_plaatse);
    let mut na: Vec<&str> = vec!["id"];
    for (i, veld) in velden::in_te_vullen(sectie).enumerate() {
        let oude_waarde = oud.and_then(|k| veldknoop(k, i, veld));
        if anders(i) || los.is_some() && i == 0 {
            match velden::wens(veld, oude_waarde, cel(i), om) {
                Some(wens) if los.is_some() || !ter_plaatse => {
                    kaart.zet_na(&na, &veld.id, kopie_van(wens, oude_waarde));
                }
                Some(wens) => kaart.zet_na(&na, &veld.id, wens),
                None => kaart.weg(&veld.id),
            }
        }
        na.push(&veld.id);
    }
    if vooraf.id && anders(aantal - 1) {
        match cel(aantal - 1) {
            "" => kaart.weg("id"),
            id => kaart.zet_na(&[], "id", Wens::Tekst(id.to_owned())),
        }
    }
    kaart.klaar()
}

/// The map that a wish starts from: the old one in its place, or a copy of it.
pub(super) fn basis(oud: Option<&Knoop>, ter_plaatse: bool) -> Kaartwens {
    if ter_plaatse {
        return Kaartwens::van(oud);
    }
    let mut kaart = Kaartwens::van(None);
    for paar in oud.and_then(Knoop::als_kaart).unwrap_or_default() {
        kaart.zet(&paar.sleutel, kopie(&paar.waarde));
    }
    kaart
}

/// A wish that stands by itself: what stays the same is written out.
pub(super) fn kopie_van(wens: Wens, oud: Option<&Knoop>) -> Wens {
    match (wens, oud) {
        (Wens::Zelfde, Some(oud)) => kopie(oud),
        (Wens::Zelfde, None) => Wens::Leeg,
        (Wens::Lijst(delen), oud) => {
            let van = |index: Option<usize>| index.and_then(|i| elementen(oud).get(i));
            Wens::Lijst(delen.into_iter().map(|(index, deel)| (None, kopie_van(deel, van(index)))).collect())
        }
        (Wens::Kaart(paren), oud) => Wens::Kaart(
            paren
                .into_iter()
                .map(|(sleutel, deel)| {
                    let onder = oud.and_then(|k| k.zoek(&sleutel));
                    (sleutel, kopie_van(deel, onder))
                })
                .collect(),
        ),
        (wens, _) => wens,
    }
}

/// Roles, by the names of the list of specialists.
fn met_rollen<T>(om: &Omgeving<'_>, doe: impl FnOnce(&Namen<'_>) -> T) -> T {
    let lijst = om.catalogus.lijst("specialisten");
    let item = |tekst: &str| lijst.and_then(|l| l.zoek(tekst)).map(|(_, item)| item);
    let toon = |tekst: &str| item(tekst).map_or_else(|| tekst.to_owned(), |i| super::een_regel(&i.naam));
    let schrijf = |tekst: &str| item(tekst).map_or_else(|| tekst.to_owned(), |i| i.id.clone());
    doe(&Namen { toon: &toon, schrijf: &schrijf, known: &|tekst| item(tekst).is_some() })
}

/// A cell with roles.
pub(super) fn rolvak(knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Vak {
    met_rollen(om, |namen| om.namenvak(knoop, namen))
}

/// What roles become.
pub(super) fn rolwens(knoop: Option<&Knoop>, nieuw: &str, om: &Omgeving<'_>) -> Option<Wens> {
    met_rollen(om, |namen| om.namenwens(knoop, nieuw, namen, false))
}

/// The questions of levels: share, who, text, remark.
pub(super) fn niveaus(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Deel {
    let kolommen = vec![
        Kolom::nieuw("Deel van de leerlingen, zoals 80%", 20),
        Kolom::nieuw("Wie hier helpen, elk op een regel", 32),
        Kolom::nieuw("Opmerking", 32),
        Kolom::nieuw("Meer uitleg", 45),
    ];
    let vragen = sectie
        .niveaus
        .iter()
        .map(|niveau| Vraag {
            sleutel: format!("{}/{}", sectie.id, niveau.id),
            naam: super::een_regel(&niveau.naam),
            uitleg: String::new(),
            vakken: niveauvakken(knoop.and_then(|k| k.zoek(&niveau.id)), om),
        })
        .collect();
    let uitleg = vec!["Wat er op elk niveau is, vult u in op het blad met de rijen.".to_owned()];
    Deel { titel: sectie.titel.clone(), uitleg, kolommen, vragen, tekst: false }
}

fn niveauvakken(knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Vec<Vak> {
    let onder = |sleutel: &str| knoop.and_then(|k| k.zoek(sleutel));
    let aandeel = onder("aandeel");
    vec![
        Vak::nieuw(woord(aandeel), aandeel.map(|k| k.plek.clone())),
        rolvak(onder("wie"), om),
        om.tekstvak(onder("noot")),
        om.tekstvak(onder("tekst")),
    ]
}

/// What levels and their rows become.
pub(super) fn niveaus_aan(
    sectie: &Sectie,
    knoop: Option<&Knoop>,
    kaart: &mut Kaartwens,
    wijzigingen: &Wijzigingen,
    om: &Omgeving<'_>,
) {
    let oude = verzamel(sectie, knoop);
    let rijen = wijzigingen.rijen.get(&sectie.id).map(|nieuw| wensrijen(sectie, &oude, nieuw, om));
    let mut na: Vec<&str> = vec!["voor-ouders", "toelichting"];
    for niveau in &sectie.niveaus {
        let oud = knoop.and_then(|k| k.zoek(&niveau.id));
        let oude_vakken = niveauvakken(oud, om);
        let nieuw = wijzigingen.vraag(&format!("{}/{}", sectie.id, niveau.id), &oude_vakken);
        let mut deel = Kaartwens::van(oud);
        if let Some([aandeel, wie, noot, tekst]) = nieuw.as_deref() {
            let zet = |deel: &mut Kaartwens, sleutel: &str, na: &[&str], wens: Option<Wens>| match wens {
                Some(wens) => deel.zet_na(na, sleutel, wens),
                None => velden::zet_of_leeg(deel, &[], sleutel, None),
            };
            if *aandeel != oude_vakken[0].tekst {
                zet(&mut deel, "aandeel", &[], (!aandeel.is_empty()).then(|| Wens::Tekst(aandeel.clone())));
            }
            if *wie != oude_vakken[1].tekst {
                zet(&mut deel, "wie", &["aandeel"], rolwens(oud.and_then(|k| k.zoek("wie")), wie, om));
            }
            zet_tekst(&mut deel, oud, "tekst", tekst, om);
            zet_tekst(&mut deel, oud, "noot", noot, om);
        }
        if let Some(rijen) = &rijen {
            let is_hier = |r: &&Wensrij<'_, '_>| {
                niveaunaam(sectie, &niveau.id).eq_ignore_ascii_case(&r.niveau) || niveau.id == r.niveau
            };
            let eigen: Vec<Wensrij<'_, '_>> = rijen.iter().filter(is_hier).map(Wensrij::dubbel).collect();
            let lijst_oud = oud.and_then(|k| k.zoek("rijen")).filter(|k| !k.is_leeg());
            if eigen.is_empty() {
                velden::zet_of_leeg(&mut deel, &[], "rijen", None);
            } else {
                deel.zet_na(&["aandeel", "wie", "tekst", "noot"], "rijen", lijst(sectie, &eigen, 0, lijst_oud, om));
            }
        }
        let niets = deel.is_leeg() && oud.is_none();
        if !deel.is_ongewijzigd() && !niets {
            kaart.zet_na(&na, &niveau.id, deel.klaar());
        }
        na.push(&niveau.id);
    }
}

impl Wensrij<'_, '_> {
    fn dubbel(&self) -> Self {
        Self {
            niveau: self.niveau.clone(),
            groepen: self.groepen.clone(),
            oud: self.oud,
            oude_vakken: self.oude_vakken.clone(),
            nieuw: self.nieuw,
            kaal: self.kaal,
        }
    }
}
