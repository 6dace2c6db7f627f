//! Mail addresses and telephone numbers of people. A role, or the school, has an address that keeps working.

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::tekst::Doel;

use super::teksten::{Tekst, vind};
use super::voornamen::is_voornaam;
use super::woordenschat::Woordenschat;

pub(super) fn controleer(teksten: &[Tekst<'_>], woordenschat: &Woordenschat, meldingen: &mut Meldingen) {
    for tekst in teksten {
        for adres in adressen(&tekst.woorden) {
            if let Some(waarom) = waarom_prive(adres, woordenschat) {
                meldingen.meld(melding_mail(adres, waarom, &tekst.plek_van(adres)));
            }
        }
        for nummer in mobiel(&tekst.woorden) {
            meldingen.meld(melding_mobiel(nummer, &tekst.plek_van(nummer)));
        }
    }
}

/// Addresses that a text links to without showing them.
pub(super) fn controleer_links(links: &[(Doel, Plek)], woordenschat: &Woordenschat, meldingen: &mut Meldingen) {
    for (doel, plek) in links {
        match doel {
            Doel::Mail(adres) => {
                let adres = adres.split('?').next().unwrap_or_default();
                if let Some(waarom) = waarom_prive(adres, woordenschat) {
                    meldingen.meld(melding_mail(adres, waarom, &vind(plek, adres)));
                }
            }
            Doel::Tel(nummer) => {
                for nummer in mobiel(nummer) {
                    meldingen.meld(melding_mobiel(nummer, &vind(plek, nummer)));
                }
            }
            _ => {}
        }
    }
}

fn melding_mail(adres: &str, waarom: &str, plek: &Plek) -> Melding {
    Melding::op(Code::Privegegevens, plek, format!("`{adres}` lijkt een mailadres van een persoon: {waarom}"))
        .hint("gebruik een adres van de functie of de school, zoals `zorg@` of `info@`")
}

fn melding_mobiel(nummer: &str, plek: &Plek) -> Melding {
    let bericht = format!("`{}` is een mobiel nummer, en dat is meestal van een persoon", nummer.trim());
    Melding::op(Code::Privegegevens, plek, bericht)
        .hint("noem het nummer van de school, en zeg naar wie de beller vraagt")
}

/// What stands around an `@`.
fn adressen(tekst: &str) -> impl Iterator<Item = &str> {
    let tekst = if tekst.contains('@') { tekst } else { "" };
    let in_adres = |c: char| c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+');
    tekst
        .split(move |c: char| !in_adres(c))
        .map(|deel| deel.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|deel| deel.split_once('@').is_some_and(|(_, domein)| domein.contains('.') && !domein.contains('@')))
}

/// Mail services for private use, of which the name before the last part is enough.
#[rustfmt::skip]
const GRATIS: &[&str] = &[
    "gmail", "googlemail", "hotmail", "live", "outlook", "msn", "yahoo", "ymail", "icloud", "me", "ziggo", "kpnmail",
    "kpnplanet", "planet", "xs4all", "home", "hetnet", "casema", "upcmail", "telfort", "chello", "quicknet", "zonnet",
    "tele2", "protonmail", "proton", "gmx", "zeelandnet", "solcon", "onsbrabantnet", "caiway",
];

/// Words before the `@` that are no person.
#[rustfmt::skip]
const FUNCTIES: &[&str] = &[
    "aanmelden", "aanmelding", "administratie", "adviseur", "algemeen", "begeleiding", "bestuur", "bovenbouw",
    "brugklas", "college", "contact", "coordinator", "copa", "decaan", "decanaat", "directie", "functionaris",
    "gemeente", "havo", "hulp", "ib", "info", "informatie", "inschrijving", "intern", "klacht", "klachten",
    "leerling", "leerlingen", "leerlingzaken", "leerplicht", "locatie", "loket", "mail", "mavo", "mbo", "mentor",
    "meldpunt", "noreply", "onderbouw", "onderwijs", "ondersteuning", "ouder", "ouders", "ouderenjeugd", "passend",
    "pers", "post", "praktijk", "privacy", "receptie", "redactie", "school", "secretariaat", "secretariat",
    "servicedesk", "sot", "steunpunt", "swv", "team", "teamleider", "verzuim", "vmbo", "vo", "po", "vragen", "vwo",
    "webmaster", "welkom", "zat", "zorg", "zorgteam",
];

/// Why an address is of a person.
fn waarom_prive(adres: &str, woordenschat: &Woordenschat) -> Option<&'static str> {
    let (wie, domein) = adres.split_once('@')?;
    let (wie, domein) = (wie.to_lowercase(), domein.to_lowercase());
    let dienst = domein.rsplit('.').nth(1).unwrap_or_default();
    if GRATIS.contains(&dienst) && domein.split('.').count() == 2 {
        return Some("het is van een gratis maildienst of een provider voor thuis");
    }
    let delen: Vec<&str> = wie.split(['.', '-', '_', '+']).filter(|deel| !deel.is_empty()).collect();
    let geen_naam = |deel: &&str| {
        FUNCTIES.contains(deel)
            || woordenschat.kent(deel)
            || woordenschat.is_naam(deel) && deel.chars().count() > 2
            || deel.chars().any(|c| c.is_ascii_digit())
            // zorgcoordinator@, sociaalteam@
            || FUNCTIES.iter().any(|functie| functie.len() > 3 && deel.contains(functie))
    };
    if delen.iter().any(geen_naam) {
        return None;
    }
    match &delen[..] {
        [een] if is_voornaam(een) => Some("er staat een voornaam"),
        [voor, .., _] if is_voornaam(voor) || voor.chars().count() == 1 => Some("er staat een naam"),
        [voor, achter]
            if [voor, achter].iter().all(|d| d.chars().count() > 2 && d.chars().all(char::is_alphabetic)) =>
        {
            Some("er staat een voornaam en een achternaam, zo lijkt het")
        }
        [voor, midden @ .., achter]
            if midden.iter().any(|d| matches!(*d, "van" | "de" | "den" | "der" | "vd" | "ter" | "ten"))
                && voor.len() > 1
                && achter.len() > 2 =>
        {
            Some("er staat een naam")
        }
        _ => None,
    }
}

/// Dutch mobile numbers, as written.
fn mobiel(tekst: &str) -> Vec<&str> {
    let mut uit = Vec::new();
    // Nearly no text has any: a quick look before the careful one.
    if !tekst.as_bytes().windows(2).any(|paar| matches!(paar, b"06" | b"31")) {
        return uit;
    }
    let mut van = 0;
    while let Some(begin) = tekst[van..].find(|c: char| c == '+' || c.is_ascii_digit()).map(|i| van + i) {
        let in_nummer = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+' | '.' | '/' | '\u{a0}');
        let einde = tekst[begin..].find(|c: char| !in_nummer(c)).map_or(tekst.len(), |i| begin + i);
        let heel = tekst[begin..einde].trim_end_matches(|c: char| !c.is_ascii_digit());
        let letter_ervoor = tekst[..begin].chars().next_back().is_some_and(char::is_alphanumeric);
        let cijfers: String = heel.chars().filter(char::is_ascii_digit).collect();
        let nummer = ["0031", "31"]
            .iter()
            .find_map(|land| cijfers.strip_prefix(land).filter(|_| heel.starts_with('+') || *land == "0031"))
            .map_or_else(|| cijfers.clone(), |rest| format!("0{}", rest.trim_start_matches('0')));
        if nummer.len() == 10 && nummer.starts_with("06") && !letter_ervoor {
            uit.push(heel);
        }
        van = einde.max(begin + 1);
    }
    uit
}

#[cfg(test)]
mod proeven {
    use super::super::woordenschat::proef::woordenschat;
    use super::{adressen, mobiel, waarom_prive};

    #[test]
    fn adressen_van_mensen_en_van_functies() {
        let schat = woordenschat(&["Orthopedagoog", "Zorgcoördinator"], &["De Linde", "Coenecoop College"]);
        for adres in [
            "delinde@gmail.com",
            "zorg@hotmail.nl",
            "jan.jansen@delinde.nl",
            "karin@delinde.nl",
            "j.jansen@delinde.nl",
            "tjalling.visser@school.nl",
            "p.van.dam@school.nl",
            "k.de.boer@school.nl",
            "anne-marie.bakker@swv.nl",
            "tj.vd.berg@school.nl",
        ] {
            assert!(waarom_prive(adres, &schat).is_some(), "{adres}");
        }
        for adres in [
            "info@delinde.nl",
            "zorg@delinde.nl",
            "administratie@coenecoopcollege.nl",
            "zorg.onderbouw@delinde.nl",
            "zorgcoordinator@school.nl",
            "ib-team@school.nl",
            "intern.begeleider@school.nl",
            "de.linde@bestuur.nl",
            "coenecoop.college@bestuur.nl",
            "orthopedagoog@school.nl",
            "steunpunt@swv.example",
            "redactie@rivierenrand.example",
            "mentor1b@school.nl",
            "passend.onderwijs@gemeente.nl",
            "x@y.nl",
        ] {
            assert_eq!(waarom_prive(adres, &schat), None, "{adres}");
        }
    }

    #[test]
    fn mobiele_nummers_in_elke_schrijfwijze() {
        for (tekst, nummer) in [
            ("Bel 06-12345678.", "06-12345678"),
            ("tel. 06 12 34 56 78 (mentor)", "06 12 34 56 78"),
            ("+31 6 12345678", "+31 6 12345678"),
            ("+31 (0)6 1234 5678", "+31 (0)6 1234 5678"),
            ("0031612345678", "0031612345678"),
            ("0612345678", "0612345678"),
        ] {
            assert_eq!(mobiel(tekst), [nummer], "{tekst}");
        }
        for tekst in [
            "0182-616055",
            "070 123 45 67",
            "In 2006 waren er 12345678 dingen.",
            "om 06.30 uur",
            "00BD 06",
            "06-11-2024",
            "A0612345678",
            "+",
            "",
        ] {
            assert!(mobiel(tekst).is_empty(), "{tekst}");
        }
    }

    #[test]
    fn een_apenstaart_is_nog_geen_adres() {
        let alle: Vec<&str> = adressen("M@ZL helpt; mail info@school.nl, (zie zorg@school.nl).").collect();
        assert_eq!(alle, ["info@school.nl", "zorg@school.nl"]);
    }
}
