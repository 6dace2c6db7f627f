//! How a field or a section is filled in, in a few words: for editors, and for a new document.

use crate::model::formaat::{As, Hoofdstuk, Sectie, Soort, Veld, VeldType};

/// What may stand in a field; nothing for running text.
pub fn veld(veld: &Veld) -> String {
    let mogelijk = match veld.soort {
        VeldType::Tekst => "",
        VeldType::Getal => "een getal",
        VeldType::Hoeveel => "hoeveel of hoe vaak, zoals `9 keer per jaar` of `circa 6 weken`",
        VeldType::Percentage => "een percentage",
        VeldType::Datum => "een datum, zoals 2025-09 of 2025-09-01",
        VeldType::Schooljaar => "een schooljaar, zoals 2025-2026",
        VeldType::JaNee => "ja of nee",
        VeldType::Keuze => "kies",
        VeldType::Item => "een naam",
        VeldType::Items => "een of meer namen",
        VeldType::Web => "een webadres",
        VeldType::Mail => "een e-mailadres",
        VeldType::Telefoon => "een telefoonnummer",
        VeldType::Bestand => "de naam van een bestand naast dit document",
    };
    let waarden: Vec<&str> = veld.waarden.iter().map(|(id, _)| id.as_str()).collect();
    let namen: Vec<&str> = veld.lijsten.iter().flat_map(|l| l.ids()).take(2).collect();
    match (veld.soort, &namen[..]) {
        (VeldType::Keuze, _) => format!("kies: {}", waarden.join(", ")),
        (VeldType::Item, [eerste, ..]) => format!("{mogelijk}, zoals {eerste}"),
        (VeldType::Items, [_, ..]) => format!("{mogelijk}, zoals [{}]", namen.join(", ")),
        _ => mogelijk.to_owned(),
    }
}

/// What stands on the line of each item of a section.
pub fn per_regel(sectie: &Sectie) -> Option<String> {
    match sectie.soort {
        Soort::Aanbod => Some(match sectie.waar.first() {
            None => "per regel: ja of nee".to_owned(),
            Some((eerste, _)) => {
                let plaatsen: Vec<String> = sectie.waar.iter().map(|(id, naam)| format!("{id} ({naam})")).collect();
                format!("per regel waar het is, zoals [{eerste}], of nee; plaatsen: {}", plaatsen.join(", "))
            }
        }),
        Soort::Beoordeling => {
            let waarden = sectie.schaal.as_ref()?.waarden.iter();
            let waarden: Vec<String> = waarden
                .map(|w| w.kort.as_ref().map_or_else(|| w.naam.clone(), |kort| format!("{kort} ({})", w.naam)))
                .collect();
            Some(format!("per regel een waarde: {}", waarden.join(", ")))
        }
        Soort::Reeks => {
            let soort = match sectie.reeks_as {
                As::Peildatum => "per datum, zoals {2025-10-01: 312}",
                As::Schooljaar => "per schooljaar, zoals {2024-2025: 312}",
                As::Jaar => "per jaar, zoals {2025: 312}",
                As::Groep => "per groep",
            };
            let kolommen: Vec<&str> = sectie.kolommen.iter().map(|(id, _)| id.as_str()).collect();
            let kolommen = if kolommen.is_empty() { String::new() } else { format!(": {}", kolommen.join(", ")) };
            Some(format!("{soort}{kolommen}"))
        }
        _ => None,
    }
}

/// What a section is, where it stands, what the format says above it, and how it is filled in.
pub(super) fn sectie(sectie: &Sectie, hoofdstuk: &Hoofdstuk) -> String {
    let mut uit = vec![format!("“{}”, in het hoofdstuk “{}”.", sectie.titel, hoofdstuk.titel)];
    if sectie.verplicht {
        uit.push("Hoort in elk document.".to_owned());
    }
    if sectie.vast.is_some() {
        uit.push("Het formaat heeft deze tekst al; u hoeft niets in te vullen.".to_owned());
    }
    if let Some(inleiding) = &sectie.inleiding {
        uit.push(inleiding.platte_tekst().split_whitespace().collect::<Vec<_>>().join(" "));
    }
    uit.extend(zin(sectie));
    uit.join(" ")
}

/// How a section is filled in, as a sentence.
fn zin(sectie: &Sectie) -> Option<String> {
    let vast = match sectie.soort {
        _ if sectie.vast.is_some() => return None,
        Soort::Tekst => "Schrijf tekst, of noem een bestand naast dit document, zoals visie.md.",
        Soort::Gegevens => "Vul in wat u weet.",
        Soort::Keuze if sectie.meer => "Kies een of meer.",
        Soort::Keuze => "Kies er een.",
        Soort::Aanbod | Soort::Beoordeling | Soort::Reeks => {
            return per_regel(sectie).map(|regel| format!("{}.", regel.replacen('p', "P", 1)));
        }
        Soort::Tabel => "De rijen staan onder elkaar onder `rijen:`.",
        Soort::Niveaus => "Per niveau wat er is, met zijn rijen.",
        Soort::Stroomschema => "De stappen staan in volgorde onder `stappen:`.",
        Soort::Begrippen if sectie.lijst.is_some() => "De lijst vult deze sectie; eigen woorden kunnen erbij.",
        Soort::Begrippen => "De woorden staan onder elkaar onder `begrippen:`.",
        Soort::Bijlagen => "De bijlagen staan onder elkaar onder `bestanden:`.",
    };
    Some(vast.to_owned())
}
