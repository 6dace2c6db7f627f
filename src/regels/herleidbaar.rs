//! Small counts beside a diagnosis: classmates and neighbours then know who is meant.
//!
//! Five is the lowest count that is told: the habit of those who publish figures about people, since with fewer the
//! others can tell who it is. Zero points to nobody. A size or a limit ("groepen van 4 leerlingen") is no count.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::antwoord::Vorminhoud;
use crate::model::formaat::Soort;
use crate::model::hoeveel::{Eenheid, Hoeveel};
use crate::model::site::Document;
use crate::model::waarde::{Gevuld, Inhoud};
use crate::tekst::zinnen;

use super::teksten::Tekst;

/// The lowest count of pupils that is told.
const LAAGSTE: u32 = 5;

/// Diagnoses and disabilities, and how schools speak of them: beginnings of words, in small letters.
#[rustfmt::skip]
const DIAGNOSES: &[&str] = &[
    "adhd", "angststoornis", "anorexia", "asperger", "astma", "autis", "blind", "borderline", "cluster 1",
    "cluster 2", "cluster 3", "cluster 4", "depressi", "diabetes", "doof", "dove", "down", "dyscalculie", "dyslexie",
    "dyspraxie", "eetstoornis", "epilepsie", "gedragsstoornis", "gehandicap", "gilles de la tourette",
    "hechtingsstoornis", "hersenletsel", "hoogbegaafd", "kanker", "lichamelijke beperking", "lichamelijk beperkt",
    "lvb", "meervoudig beperkt", "nah", "odd", "pdd", "psychiatri", "psychose", "ptss", "rolstoel", "schizofreni",
    "slechthorend", "slechtziend", "spasti", "spierziekte", "suïcid", "syndroom", "taalontwikkelingsstoornis", "tos",
    "trauma", "verslaafd", "verslaving", "verstandelijk", "visuele beperking", "zmlk", "zmok",
];

/// Those that are written in capitals, and must stand as a whole word.
#[rustfmt::skip]
const HELE_WOORDEN: &[&str] = &[
    "add", "ass", "lg", "lz", "mg", "zml", "adhd", "odd", "nah", "tos", "lvb", "pdd", "blind", "doof", "dove", "down",
];

/// Counts in running text.
pub(super) fn controleer(teksten: &[Tekst<'_>], meldingen: &mut Meldingen) {
    for tekst in teksten {
        if !noemt_aantal(&tekst.woorden) {
            continue;
        }
        for zin in zinnen::zinnen(&tekst.woorden) {
            let Some((aantal, diagnose)) = klein_aantal(zin) else { continue };
            meldingen.meld(
                Melding::op(
                    Code::Herleidbaar,
                    &tekst.plek_van(aantal),
                    format!("bij `{aantal}` en `{diagnose}` is te raden om wie het gaat"),
                )
                .hint("schrijf `enkele leerlingen`, of laat het aantal weg"),
            );
        }
    }
}

/// Counts in figures: a row or a field whose name speaks of a diagnosis.
pub(super) fn controleer_cijfers(document: &Document, meldingen: &mut Meldingen) {
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        match &antwoord.inhoud {
            Vorminhoud::Items(items) if sectie.soort == Soort::Reeks => {
                for item in items {
                    let Some(naam) = sectie.lijst.as_ref().and_then(|l| l.items.get(item.index)) else { continue };
                    let Some(diagnose) = diagnose(&naam.naam) else { continue };
                    let klein: Vec<&(String, Gevuld)> =
                        item.reeks.iter().filter(|(_, gevuld)| is_klein(gevuld)).collect();
                    if let [(_, eerste), ..] = &klein[..] {
                        let kolommen: Vec<String> = klein.iter().map(|(kolom, _)| format!("`{kolom}`")).collect();
                        let bericht = format!(
                            "minder dan {LAAGSTE} bij `{}`, en `{diagnose}` zegt iets over gezondheid: {}",
                            naam.naam,
                            zinnen::opsomming(&kolommen)
                        );
                        let hint = "laat het getal weg, of schrijf in de `noot` dat het er minder dan vijf zijn";
                        meldingen.meld(Melding::op(Code::Herleidbaar, &eerste.plek, bericht).hint(hint));
                    }
                }
            }
            Vorminhoud::Velden(velden) => {
                for (index, gevuld) in velden {
                    let Some(veld) = sectie.velden.get(*index) else { continue };
                    let Some(diagnose) = diagnose(&veld.titel).filter(|_| is_klein(gevuld)) else { continue };
                    let bericht =
                        format!("minder dan {LAAGSTE} bij `{}`, en `{diagnose}` zegt iets over gezondheid", veld.titel);
                    let hint = "laat het getal weg, of schrijf in de `noot` dat het er minder dan vijf zijn";
                    meldingen.meld(Melding::op(Code::Herleidbaar, &gevuld.plek, bericht).hint(hint));
                }
            }
            _ => {}
        }
    }
}

/// Whether a value counts one to four.
fn is_klein(gevuld: &Gevuld) -> bool {
    let Inhoud::Hoeveel(Hoeveel { maat: Some(maat), .. }) = &gevuld.inhoud else { return false };
    maat.eenheid == Eenheid::Aantal && maat.van >= 1.0 && maat.tot < f64::from(LAAGSTE)
}

/// The diagnosis that a text names, as it stands there.
fn diagnose(tekst: &str) -> Option<&str> {
    let klein = tekst.to_lowercase();
    // Places are those of the text itself only where both are as long.
    let klein = if klein.len() == tekst.len() { klein } else { tekst.to_owned() };
    let in_woord = |c: char| c.is_alphanumeric();
    let vind = |naam: &&str| {
        klein.match_indices(naam).find_map(|(van, _)| {
            let na = &klein[van + naam.len()..];
            let rest = na.find(|c: char| !in_woord(c)).unwrap_or(na.len());
            let begint = !klein[..van].chars().next_back().is_some_and(in_woord);
            (begint && (rest == 0 || !HELE_WOORDEN.contains(naam))).then_some((van, van + naam.len() + rest))
        })
    };
    DIAGNOSES.iter().chain(HELE_WOORDEN).find_map(vind).and_then(|(van, tot)| tekst.get(van..tot))
}

/// Whether a text may hold a small count: a quick look before the careful one.
fn noemt_aantal(tekst: &str) -> bool {
    let woord = |woord: &str| {
        let kaal = woord.trim_start_matches(|c: char| !c.is_alphanumeric());
        match kaal.as_bytes() {
            [b'1'..=b'4'] => true,
            [b'1'..=b'4', na, ..] => !na.is_ascii_digit(),
            [b't' | b'T' | b'd' | b'D' | b'v' | b'V' | 0xC3, ..] => {
                AANTALLEN[4..].iter().any(|aantal| kaal.to_lowercase().starts_with(aantal))
            }
            _ => false,
        }
    };
    tekst.split_ascii_whitespace().any(woord)
}

/// Words before a number that make it a size, a limit or a name.
#[rustfmt::skip]
const VOORAF: &[&str] = &[
    "per", "van", "voor", "maximaal", "hoogstens", "minimaal", "minstens", "tot", "à", "groep", "groepen", "klas",
    "klassen", "leerjaar", "fase", "niveau", "cluster", "op", "met", "max", "ongeveer", "circa", "dan", "lijn",
    "stap", "om", "bij", "gemiddeld", "aan", "tussen", "alle", "ca", "deel", "vso",
];

const AANTALLEN: [&str; 8] = ["1", "2", "3", "4", "één", "twee", "drie", "vier"];

/// "2 leerlingen" and the diagnosis in the same sentence, if the sentence counts pupils.
fn klein_aantal(zin: &str) -> Option<(&str, &str)> {
    let stukken: Vec<(usize, &str)> = crate::tekst::words(zin).collect();
    for (i, (van, woord)) in stukken.iter().enumerate() {
        let klein = woord.to_lowercase();
        // "2. Leerlingen met dyslexie": the number of a line is no count.
        let nummert = i == 0 && zin[van + woord.len()..].starts_with(['.', ')']);
        if nummert || !AANTALLEN.contains(&klein.as_str()) {
            continue;
        }
        let vorige = i.checked_sub(1).map(|v| stukken[v].1.to_lowercase());
        if vorige.as_deref().is_some_and(|v| VOORAF.contains(&v) || v.chars().all(|c| c.is_ascii_digit())) {
            continue;
        }
        // "2 leerlingen", "drie dove leerlingen", "2 van onze leerlingen"; not "2 uur om leerlingen te toetsen".
        let rest = &stukken[i + 1..];
        let mensen = match rest {
            [mensen, ..] if is_leerling(mensen.1) => mensen,
            [soort, mensen, ..] if soort.1.ends_with('e') && is_leerling(mensen.1) => mensen,
            [(_, "van"), (_, "de" | "onze" | "deze" | "die"), mensen, ..] if is_leerling(mensen.1) => mensen,
            _ => continue,
        };
        return Some((zin.get(*van..mensen.0 + mensen.1.len())?, diagnose(zin)?));
    }
    None
}

fn is_leerling(woord: &str) -> bool {
    matches!(
        woord.to_lowercase().as_str(),
        "leerling"
            | "leerlingen"
            | "kind"
            | "kinderen"
            | "jongen"
            | "jongens"
            | "meisje"
            | "meisjes"
            | "kleuter"
            | "kleuters"
    )
}

#[cfg(test)]
mod proeven {
    use super::super::teksten::vind;
    use super::{diagnose, klein_aantal};
    use crate::bron::{Bron, Plek};

    #[test]
    fn een_klein_aantal_bij_een_diagnose() {
        for (zin, aantal) in [
            ("Dit jaar zijn er 2 leerlingen met autisme.", "2 leerlingen"),
            ("Er is één leerling met het syndroom van Down.", "één leerling"),
            ("Drie dove leerlingen krijgen hulp.", "Drie dove leerlingen"),
            ("Wij hebben vier kinderen in een rolstoel.", "vier kinderen"),
            ("Nu zitten er 3 leerlingen met ASS in de brugklas.", "3 leerlingen"),
            ("In 2024 had 1 leerling epilepsie.", "1 leerling"),
        ] {
            assert_eq!(klein_aantal(zin).map(|(aantal, _)| aantal), Some(aantal), "{zin}");
        }
    }

    #[test]
    fn maten_groepen_en_gewone_zinnen() {
        for zin in [
            "Een leerling met autisme krijgt een vaste plek.",
            "12 leerlingen hebben dyslexie.",
            "In groep 3 leerlingen met dyslexie vroeg herkennen",
            "De groep is voor maximaal 4 leerlingen met autisme.",
            "Er is plek voor 2 leerlingen met een beperking.",
            "groepen van 4 leerlingen met dyscalculie",
            "Twee keer per week is er hulp bij dyslexie.",
            "2 leerlingen kregen een buddy.",
            "2. Leerlingen met dyslexie leren lezen.",
            "3) leerlingen met ADHD",
            "Leerlingen in cluster 4 leren apart.",
            "Per 3 leerlingen met ADHD is er een begeleider.",
            "Het kost 2 uur om leerlingen met dyslexie te toetsen.",
            "0 leerlingen met autisme",
            "",
        ] {
            assert_eq!(klein_aantal(zin), None, "{zin}");
        }
    }

    #[test]
    fn diagnoses_zijn_woorden_en_geen_delen_ervan() {
        assert_eq!(diagnose("Leerlingen met LGF cluster 2"), Some("cluster 2"));
        assert_eq!(diagnose("Autistische leerlingen"), Some("Autistische"));
        assert_eq!(diagnose("leerlingen met ASS"), Some("ASS"));
        for geen in
            ["Totaal aantal leerlingen", "klassen", "passend", "een assistent", "Addy", "download", "toste", "lgf"]
        {
            assert_eq!(diagnose(geen), None, "{geen}");
        }
    }

    #[test]
    fn het_aantal_is_gemarkeerd() {
        let bron = Bron::nieuw("a.md", "Wij zien elk kind. Er zijn 2 leerlingen met autisme.");
        let plek = Plek::nieuw(&bron, 0, bron.tekst().len());
        let (aantal, _) = klein_aantal("Er zijn 2 leerlingen met autisme.").unwrap_or_default();
        assert_eq!(vind(&plek, aantal).regel_kolom(), (1, 28));
    }
}
