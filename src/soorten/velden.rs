//! Values of fields as a template sees them; shared by the kinds that have fields.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Value;

use crate::model::filenames::in_address;
use crate::model::formaat::{Sectie, UitSchool, Veld, VeldType};
use crate::model::site::School;
use crate::model::waarde::{Doelwit, Feit, Gevuld, Inhoud, ItemSleutel, Verwijzing};
use crate::tekst::zinnen;

use super::Schrijver;

/// One value with its label.
#[derive(Serialize)]
pub(super) struct VeldZicht {
    pub(super) id: String,
    pub(super) titel: String,
    /// The value, in the medium.
    pub(super) waarde: Value,
    /// Whether the value holds blocks (paragraphs, lists) and not a line.
    pub(super) blok: bool,
    /// Whether it is a text that is understood without its label.
    pub(super) kaal: bool,
    /// Whether it is a mark under the name of a value, which says nothing without that name.
    pub(super) merk: bool,
    pub(super) noot: Option<Value>,
}

/// The view of a value.
pub(super) fn zicht(veld: &Veld, gevuld: &Gevuld, schrijver: &mut Schrijver<'_>) -> VeldZicht {
    let blok = matches!(&gevuld.inhoud, Inhoud::Tekst(tekst) if !tekst.is_een_alinea());
    VeldZicht {
        id: veld.id.clone(),
        titel: veld.titel.clone(),
        waarde: waarde(gevuld, blok, schrijver),
        blok,
        kaal: veld.soort == VeldType::Tekst,
        merk: false,
        noot: gevuld.noot.as_ref().map(|n| schrijver.bracketed(n)),
    }
}

/// The view of a value that has a label of its own.
pub(super) fn los(label: &str, gevuld: &Gevuld, schrijver: &mut Schrijver<'_>) -> VeldZicht {
    VeldZicht {
        id: String::new(),
        titel: label.to_owned(),
        waarde: waarde(gevuld, false, schrijver),
        blok: false,
        kaal: false,
        merk: false,
        noot: gevuld.noot.as_ref().map(|n| schrijver.bracketed(n)),
    }
}

fn waarde(gevuld: &Gevuld, blok: bool, schrijver: &mut Schrijver<'_>) -> Value {
    let plek = &gevuld.plek;
    match &gevuld.inhoud {
        Inhoud::Tekst(markdown) if blok => schrijver.in_sectie(markdown),
        Inhoud::Tekst(markdown) => schrijver.regel(markdown),
        Inhoud::Hoeveel(hoeveel) => schrijver.woorden(&hoeveel.tekst, plek),
        Inhoud::Datum(datum) => Value::from(datum.to_string()),
        Inhoud::Schooljaar(jaar) => Value::from(jaar.to_string()),
        Inhoud::JaNee(ja) => Value::from(if *ja { "ja" } else { "nee" }),
        Inhoud::Keuze(naam) => schrijver.woorden(naam, plek),
        Inhoud::Verwijzingen(verwijzingen) => schrijver.namen(verwijzingen),
        Inhoud::Web(adres) => schrijver.link(adres, adres, plek),
        Inhoud::Mail(adres) => schrijver.link(&format!("mailto:{adres}"), adres, plek),
        Inhoud::Telefoon(nummer) => schrijver.link(&format!("tel:{nummer}"), nummer, plek),
        Inhoud::Bestand(bestand) => schrijver.link(&format!("bijlage:{}", in_address(bestand)), bestand, plek),
        Inhoud::Woord(woord) => Value::from(woord.leesbaar()),
    }
}

/// A value in plain words on one line, for a picture.
pub(super) fn plat(gevuld: &Gevuld) -> String {
    match &gevuld.inhoud {
        Inhoud::Tekst(markdown) => markdown.platte_tekst().replace('\n', " "),
        Inhoud::Hoeveel(hoeveel) => hoeveel.tekst.clone(),
        Inhoud::Datum(datum) => datum.to_string(),
        Inhoud::Schooljaar(jaar) => jaar.to_string(),
        Inhoud::JaNee(ja) => if *ja { "ja" } else { "nee" }.to_owned(),
        Inhoud::Verwijzingen(verwijzingen) => {
            let namen: Vec<&str> = verwijzingen.iter().map(|v| v.naam.as_str()).collect();
            zinnen::hoofdletter(&zinnen::opsomming(&namen))
        }
        Inhoud::Keuze(tekst)
        | Inhoud::Web(tekst)
        | Inhoud::Mail(tekst)
        | Inhoud::Telefoon(tekst)
        | Inhoud::Bestand(tekst) => tekst.clone(),
        Inhoud::Woord(woord) => woord.leesbaar().to_owned(),
    }
}

/// What a field gets from `school.yaml`; nothing where that does not say.
pub(super) fn uit_school(wat: UitSchool, school: &School) -> Option<String> {
    let tekst = match wat {
        UitSchool::Naam => school.naam.clone(),
        UitSchool::Bestuur => school.bestuur.clone().unwrap_or_default(),
        UitSchool::Onderwijstypen => zinnen::opsomming(&school.onderwijstypen),
        UitSchool::Samenwerkingsverbanden => zinnen::opsomming(&school.samenwerkingsverbanden),
    };
    (!tekst.is_empty()).then_some(tekst)
}

/// The views of the fields that were filled in.
pub(super) fn filled(sectie: &Sectie, velden: &[(usize, Gevuld)], schrijver: &mut Schrijver<'_>) -> Vec<VeldZicht> {
    velden.iter().filter_map(|(i, gevuld)| Some(zicht(sectie.velden.get(*i)?, gevuld, schrijver))).collect()
}

/// The views of a section's fields in the order of the format, those of the school too.
pub(super) fn alle(sectie: &Sectie, velden: &[(usize, Gevuld)], schrijver: &mut Schrijver<'_>) -> Vec<VeldZicht> {
    let mut uit = Vec::new();
    for (index, veld) in sectie.velden.iter().enumerate() {
        if let Some(wat) = veld.uit_school {
            let Some(tekst) = schrijver.school.and_then(|s| uit_school(wat, s)) else { continue };
            uit.push(VeldZicht {
                id: veld.id.clone(),
                titel: veld.titel.clone(),
                waarde: Value::from(tekst),
                blok: false,
                kaal: false,
                merk: false,
                noot: None,
            });
        } else if let Some((_, gevuld)) = velden.iter().find(|(i, _)| *i == index) {
            uit.push(zicht(veld, gevuld, schrijver));
        }
    }
    uit
}

/// Facts of the references in fields that count. They have a place only if the row says `waar`.
pub(super) fn feiten(sectie: &Sectie, velden: &[(usize, Gevuld)]) -> Vec<Feit> {
    let waar: BTreeSet<String> = verwijzingen(sectie, velden, |veld| veld.id == "waar")
        .filter_map(|v| match &v.doelwit {
            Doelwit::Item(sleutel) if sleutel.lijst == "plaatsen" => Some(sleutel.item.clone()),
            _ => None,
        })
        .collect();
    let head = text_head(velden);
    verwijzingen(sectie, velden, |veld| veld.telt)
        .filter_map(|v| super::feit_van_verwijzing(sectie, v))
        .map(|feit| {
            // Away from its row a remark or a place needs the head that it stood under.
            let said = feit.noot.is_some() || !waar.is_empty();
            let context = head.as_ref().filter(|_| said).map(|h| zinnen::short_heading(h, MAX_HEAD));
            Feit { waar: waar.clone(), context, ..feit }
        })
        .collect()
}

/// The longest head of a row that is put before a remark, in characters.
const MAX_HEAD: usize = 80;

/// What a row is about, where it begins with a text; a row that begins with references is about all of those.
fn text_head(velden: &[(usize, Gevuld)]) -> Option<String> {
    match &velden.first()?.1.inhoud {
        Inhoud::Tekst(tekst) => Some(tekst.platte_tekst().replace('\n', " ")),
        _ => None,
    }
}

/// What a row is about: its first text or, before any text, its first reference.
pub(crate) fn row_head(velden: &[(usize, Gevuld)]) -> Option<String> {
    velden.iter().find_map(|(_, gevuld)| match &gevuld.inhoud {
        Inhoud::Tekst(tekst) => Some(tekst.platte_tekst().replace('\n', " ")),
        Inhoud::Verwijzingen(verwijzingen) => verwijzingen.first().map(|v| v.naam.clone()),
        _ => None,
    })
}

/// The items that a row is, in other words: each of them stands alone in a field that counts. More of them in one
/// field say what belongs to the row, and who helps is a part of it.
pub(crate) fn row_is(sectie: &Sectie, velden: &[(usize, Gevuld)]) -> Vec<ItemSleutel> {
    let counts = |index: usize| sectie.velden.get(index).is_some_and(|veld| veld.telt && veld.id != "wie");
    let alone = velden.iter().filter(|(index, _)| counts(*index)).filter_map(|(_, gevuld)| match &gevuld.inhoud {
        Inhoud::Verwijzingen(verwijzingen) => match verwijzingen.as_slice() {
            [one] => Some(&one.doelwit),
            _ => None,
        },
        _ => None,
    });
    let item = |doelwit: &Doelwit| match doelwit {
        Doelwit::Item(item) => Some(item.clone()),
        Doelwit::Rij { .. } | Doelwit::Vrij => None,
    };
    alone.filter_map(item).collect()
}

/// The references in the fields that are asked for.
fn verwijzingen<'a>(
    sectie: &'a Sectie,
    velden: &'a [(usize, Gevuld)],
    welke: impl Fn(&Veld) -> bool + 'a,
) -> impl Iterator<Item = &'a Verwijzing> {
    velden
        .iter()
        .filter(move |(index, _)| sectie.velden.get(*index).is_some_and(&welke))
        .filter_map(|(_, gevuld)| match &gevuld.inhoud {
            Inhoud::Verwijzingen(verwijzingen) => Some(verwijzingen),
            _ => None,
        })
        .flatten()
}
