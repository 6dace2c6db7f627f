//! Abbreviations that nothing explains.

use std::collections::{BTreeMap, BTreeSet};

use crate::melding::{Code, Melding, Meldingen};
use crate::model::antwoord::{Rij, Vorminhoud};
use crate::model::formaat::Soort;
use crate::model::site::Document;
use crate::model::waarde::Inhoud;

use super::left_overs;
use super::teksten::Tekst;
use super::woordenschat::Woordenschat;
use crate::tekst::words as woorden;

/// Whether a word is written as an abbreviation: two to six capitals, perhaps with a digit or `&` among them.
pub(super) fn is_afkorting(woord: &str) -> bool {
    let lengte = woord.chars().count();
    (2..=6).contains(&lengte)
        && woord.chars().filter(|c| c.is_uppercase()).count() >= 2
        && woord.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&')
        && woord.starts_with(char::is_uppercase)
        && !is_romeins(woord)
}

/// Roman numbers up to those that chapters have.
fn is_romeins(woord: &str) -> bool {
    matches!(woord, "II" | "III" | "IV" | "VI" | "VII" | "VIII" | "IX" | "XI" | "XII" | "XIII" | "XIV" | "XV")
}

/// Abbreviations of a document that neither it nor the site explains: each once, at its first place.
pub(super) fn controleer(
    document: &Document,
    teksten: &[Tekst<'_>],
    woordenschat: &Woordenschat,
    meldingen: &mut Meldingen,
) {
    let zelf = van_document(document);
    let mut gezien: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (nummer, tekst) in teksten.iter().enumerate() {
        for kort in vind(&tekst.woorden) {
            if !woordenschat.kent_afkorting(kort) && !zelf.contains(kort) {
                gezien.entry(kort).or_insert((nummer, 0)).1 += 1;
            }
        }
    }
    if gezien.is_empty() {
        return;
    }
    let uitgelegd = in_teksten(teksten);
    for (kort, (nummer, keer)) in gezien.into_iter().filter(|(kort, _)| !uitgelegd.contains(*kort)) {
        let vaker = if keer > 1 { format!(" ({keer} keer in dit document)") } else { String::new() };
        let bericht = format!("`{kort}` wordt nergens uitgelegd{vaker}");
        let plek = teksten[nummer].plek_van(kort);
        meldingen.meld(Melding::op(Code::AfkortingOnbekend, &plek, bericht).hint(format!(
            "zet bij `afkortingen` een regel `{kort}: waar de letters voor staan`; kent de hele regio de letters, of \
             zijn ze een naam, noem ze dan in `site.yaml` bij `bekende-afkortingen`"
        )));
    }
}

/// The abbreviations in a text, in order.
pub(super) fn vind(tekst: &str) -> Vec<&str> {
    let mut uit = Vec::new();
    // Two capitals together, of any alphabet; most texts have none.
    let hoofdletters = |paar: &[u8]| paar.iter().all(|b| b.is_ascii_uppercase() || !b.is_ascii());
    if !tekst.as_bytes().windows(2).any(hoofdletters) {
        return uit;
    }
    let alle: Vec<(usize, &str)> = woorden(tekst).collect();
    for (i, (_, woord)) in alle.iter().enumerate() {
        if !woord.as_bytes().windows(2).any(hoofdletters) {
            continue;
        }
        // Not in an address, and not where capitals are a way to shout.
        let buren = [i.checked_sub(1).and_then(|v| alle.get(v)), alle.get(i + 1)];
        let geroepen = |w: &str| w.len() > 1 && w.chars().all(char::is_uppercase);
        if woord.contains(['@', '.'])
            || buren.into_iter().flatten().any(|(_, w)| geroepen(w)) && !alleen_afkortingen(&alle)
        {
            continue;
        }
        for deel in woord.split('-') {
            let kaal =
                ["'s", "’s", "'er", "’er", "s"].iter().find_map(|einde| deel.strip_suffix(einde)).unwrap_or(deel);
            // `TODO` and `XXX` are reported as what is still to be filled in.
            if is_afkorting(kaal) && !left_overs::is_left_over(kaal) && !staat_in_adres(tekst, kaal) {
                uit.push(kaal);
            }
        }
    }
    uit
}

/// A list of nothing but abbreviations is no shouting.
fn alleen_afkortingen(alle: &[(usize, &str)]) -> bool {
    alle.len() > 1 && alle.iter().all(|(_, w)| w.split('-').any(is_afkorting)) && alle.iter().all(|(_, w)| w.len() <= 4)
}

/// A postcode or a school's number holds capitals too.
fn staat_in_adres(tekst: &str, kort: &str) -> bool {
    if kort.len() != 2 {
        return false;
    }
    tekst.match_indices(kort).all(|(van, _)| {
        let voor = tekst[..van].trim_end();
        let cijfers = voor.len() - voor.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let na = tekst[van + kort.len()..].trim_start();
        cijfers == 4 || voor.ends_with("00") || na.starts_with(|c: char| c.is_ascii_digit()) && cijfers == 2
    })
}

/// What the document itself explains: under `afkortingen`, and among its words.
fn van_document(document: &Document) -> BTreeSet<String> {
    let mut uit = BTreeSet::new();
    for afkorting in &document.afkortingen {
        leer(&afkorting.kort, &mut uit);
    }
    for sectie in document.formaat.secties().filter(|s| s.soort == Soort::Begrippen) {
        let antwoord = document.antwoorden.get(&sectie.id);
        if let Some(Vorminhoud::Rijen(rijen)) = antwoord.map(|a| &a.inhoud) {
            rijen.iter().filter_map(eerste_veld).for_each(|term| leer(&term, &mut uit));
        }
    }
    uit
}

/// What texts explain where it stands.
fn in_teksten(teksten: &[Tekst<'_>]) -> BTreeSet<String> {
    let mut uit = BTreeSet::new();
    for tekst in teksten {
        in_haakjes(&tekst.woorden, &mut |kort| leer(kort, &mut uit));
    }
    uit
}

/// Takes in the abbreviations of a term.
fn leer(tekst: &str, uit: &mut BTreeSet<String>) {
    for (_, woord) in woorden(tekst) {
        uit.extend(woord.split('-').filter(|deel| is_afkorting(deel)).map(str::to_owned));
    }
}

fn eerste_veld(rij: &Rij) -> Option<String> {
    let Rij::Rij { velden, .. } = rij else { return None };
    velden.iter().find_map(|(index, gevuld)| match &gevuld.inhoud {
        Inhoud::Tekst(tekst) if *index == 0 => Some(tekst.platte_tekst()),
        _ => None,
    })
}

/// "orthopedagogisch-didactisch centrum (OPDC)", "OPDC (orthopedagogisch-didactisch centrum)", "OPDC betekent ...".
fn in_haakjes(tekst: &str, leer: &mut dyn FnMut(&str)) {
    for (van, _) in tekst.match_indices('(') {
        let binnen = tekst[van + 1..].split(')').next().unwrap_or_default().trim();
        let voor = tekst[..van].trim_end();
        let laatste = voor.rsplit(char::is_whitespace).next().unwrap_or_default();
        if is_afkorting(binnen) && laatste.len() > binnen.len() && !is_afkorting(laatste) {
            leer(binnen);
        } else if is_afkorting(laatste) && binnen.split_whitespace().count() > 1 {
            leer(laatste);
        }
    }
    for teken in [" betekent ", " staat voor ", " is de afkorting van ", " = "] {
        for (van, _) in tekst.match_indices(teken) {
            let kort = tekst[..van].rsplit(char::is_whitespace).next().unwrap_or_default();
            leer(kort.trim_matches(|c: char| !c.is_alphanumeric()));
        }
    }
    // "Waar de letters CVD voor staan, zegt het profiel niet": said, as far as anybody can.
    for teken in ["de letters ", "de afkorting "] {
        for (van, _) in tekst.match_indices(teken) {
            let kort = tekst[van + teken.len()..].split(char::is_whitespace).next().unwrap_or_default();
            leer(kort.trim_matches(|c: char| !c.is_alphanumeric()));
        }
    }
}

#[cfg(test)]
mod proeven {
    use super::super::woordenschat::proef::woordenschat;
    use super::{in_haakjes, is_afkorting, vind};

    #[test]
    fn afkortingen_worden_gevonden_en_gewone_hoofdletters_niet() {
        for (tekst, verwacht) in [
            ("Het ZAT bespreekt de leerling.", &["ZAT"][..]),
            ("de RT'er en de BPO's", &["RT", "BPO"]),
            ("een OPP-gesprek met de GGZ-behandelaar", &["OPP", "GGZ"]),
            ("LET OP DEZE REGEL", &[]),
            ("Deel II en hoofdstuk IV", &[]),
            ("Wij zijn School2Care.", &[]),
            ("Mail naar info@SWV.nl", &[]),
            ("Oude Dreef 6, 2741 ST Waddinxveen", &[]),
            ("BRIN 00BD 00", &["BRIN"]),
            ("IQ en EQ", &["IQ", "EQ"]),
            ("een A of een B", &[]),
            ("Anti-pestprotocol", &[]),
            ("M@ZL", &[]),
        ] {
            assert_eq!(vind(tekst), verwacht, "{tekst}");
        }
    }

    #[test]
    fn wat_ernaast_staat_is_uitleg() {
        for (tekst, verwacht) in [
            ("het orthopedagogisch-didactisch centrum (OPDC)", Some("OPDC")),
            ("OPDC (orthopedagogisch-didactisch centrum)", Some("OPDC")),
            ("JES betekent jeugd en school", Some("JES")),
            ("TLV staat voor toelaatbaarheidsverklaring", Some("TLV")),
            ("nieuw in Nederland (ISK)", Some("ISK")),
            ("dit doet de RT (soms)", None),
            ("geld voor het VSO (LGF)", None),
        ] {
            let mut gevonden: Option<String> = None;
            in_haakjes(tekst, &mut |kort| gevonden = is_afkorting(kort).then(|| kort.to_owned()));
            assert_eq!(gevonden.as_deref(), verwacht, "{tekst}");
        }
    }

    #[test]
    fn wat_een_lijst_of_iedereen_kent_heeft_geen_uitleg_nodig() {
        let schat = woordenschat(&["GGZ-behandelaar", "Jeugdgezondheidszorg (JGZ)"], &["SWV Zuid Holland West"]);
        for kort in ["GGZ", "JGZ", "SWV", "VMBO", "IQ", "GGD"] {
            assert!(schat.kent_afkorting(kort), "{kort}");
        }
        assert!(!schat.kent_afkorting("ZAT"));
    }
}
