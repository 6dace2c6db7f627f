//! Items with values along years, dates or groups.

use crate::bron::Plek;
use crate::melding::{Code, Melding};
use crate::model::antwoord::ItemAntwoord;
use crate::model::datum::Datum;
use crate::model::formaat::{As, Sectie, Veld, VeldType};
use crate::model::lezer::{KaartLezer, Woord, bedoelde};
use crate::model::waarde::{Gevuld, Stand};
use crate::yaml::{Knoop, Paar};

use super::{Omgeving, items, waarde};

/// Reads the values of one item. Empty, 0 and `volgt nog` differ.
pub(super) fn item(
    sectie: &Sectie,
    index: usize,
    knoop: &Knoop,
    plek: &Plek,
    om: &mut Omgeving<'_, '_>,
) -> Option<ItemAntwoord> {
    let mut antwoord = items::leeg(index, Stand::NietVermeld, plek);
    let mut lezer = KaartLezer::nieuw(knoop, "een reeks: per kolom een waarde", om.meldingen)?;
    antwoord.noot = om.markdown_onder(&mut lezer, "noot");
    antwoord.tekst = om.markdown_onder(&mut lezer, "tekst");
    antwoord.reeks = columns(sectie, lezer.overige(), om);
    (!antwoord.reeks.is_empty() || antwoord.noot.is_some() || antwoord.tekst.is_some()).then_some(antwoord)
}

/// The columns that an own row fills. A key that is no column and does not look like one is left
/// to the row's own keys.
pub(super) fn own_columns(
    sectie: &Sectie,
    lezer: &mut KaartLezer<'_>,
    om: &mut Omgeving<'_, '_>,
) -> Vec<(String, Gevuld)> {
    let looks_like_one = |sleutel: &str| {
        let sleutel = sleutel.trim();
        sleutel.starts_with(|c: char| c.is_ascii_digit()) || sectie.kolommen.iter().any(|(id, _)| id == sleutel)
    };
    let paren = lezer.take_where(looks_like_one);
    columns(sectie, paren, om)
}

/// The values under columns that the series has.
fn columns(sectie: &Sectie, paren: Vec<&Paar>, om: &mut Omgeving<'_, '_>) -> Vec<(String, Gevuld)> {
    let veld = Veld::nieuw("waarde", "", VeldType::Hoeveel);
    let mut uit = Vec::new();
    for paar in paren {
        let woord = Woord { tekst: paar.sleutel.trim().to_owned(), plek: paar.sleutel_plek.clone() };
        if paar.waarde.is_leeg() || !kolom_klopt(sectie, &woord, om) {
            continue;
        }
        uit.extend(waarde::gevuld(&veld, &paar.waarde, om).map(|gevuld| (woord.tekst, gevuld)));
    }
    uit
}

fn kolom_klopt(sectie: &Sectie, woord: &Woord, om: &mut Omgeving<'_, '_>) -> bool {
    let namen = sectie.kolommen.iter().map(|(id, _)| id.as_str());
    if !sectie.kolommen.is_empty() {
        let bekend = sectie.kolommen.iter().any(|(id, _)| *id == woord.tekst);
        if !bekend {
            om.meldingen.meld(
                Melding::op(
                    Code::OnbekendeSleutel,
                    &woord.plek,
                    format!("`{}` heeft geen kolom `{}`", sectie.id, woord.tekst),
                )
                .hint(bedoelde(&woord.tekst, namen)),
            );
        }
        return bekend;
    }
    match sectie.reeks_as {
        As::Peildatum => waarde::datum(woord, om.meldingen).is_some(),
        As::Jaar => {
            let goed = woord.tekst.len() == 4 && Datum::lees(&woord.tekst).is_ok();
            if !goed {
                om.meldingen.meld(
                    Melding::op(Code::DatumOnbestaand, &woord.plek, format!("`{}` is geen jaar", woord.tekst))
                        .hint("schrijf een jaar als `2024`"),
                );
            }
            goed
        }
        As::Schooljaar => {
            let goed = crate::model::datum::Schooljaar::lees(&woord.tekst).is_some();
            if !goed {
                om.meldingen.meld(waarde::geen_schooljaar(woord));
            }
            goed
        }
        // A format with groups names them as columns.
        As::Groep => true,
    }
}
