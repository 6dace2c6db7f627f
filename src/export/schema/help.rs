//! How a field or a section is filled in, in a few words: for editors, and for a new document.

use crate::model::formaat::{Axis, Field, FieldType, Hoofdstuk, Sectie, Soort};
use crate::text::one_line;

/// What may be filled in for a field; empty for running text.
pub fn field(field: &Field) -> String {
    let possible = match field.soort {
        FieldType::Text => "",
        FieldType::Number => "een getal",
        FieldType::Hoeveel => "hoeveel of hoe vaak, zoals `9 keer per jaar` of `circa 6 weken`",
        FieldType::Percentage => "een percentage",
        FieldType::Date => "een datum, zoals 2025-09 of 2025-09-01",
        FieldType::Schooljaar => "een schooljaar, zoals 2025-2026",
        FieldType::YesNo => "ja of nee",
        FieldType::Keuze => "kies",
        FieldType::Item => "een naam",
        FieldType::Items => "een of meer namen",
        FieldType::Web => "een webadres",
        FieldType::Mail => "een e-mailadres",
        FieldType::Phone => "een telefoonnummer",
        FieldType::File => "de naam van een bestand naast dit document",
    };
    let values: Vec<&str> = field.values.iter().map(|(id, _)| id.as_str()).collect();
    let names: Vec<&str> = field.lijsten.iter().flat_map(|l| l.ids()).take(2).collect();
    match (field.soort, &names[..]) {
        (FieldType::Keuze, _) => format!("kies: {}", values.join(", ")),
        (FieldType::Item, [first, ..]) => format!("{possible}, zoals {first}"),
        (FieldType::Items, [_, ..]) => format!("{possible}, zoals [{}]", names.join(", ")),
        _ => possible.to_owned(),
    }
}

/// What to write on the line of each item of a section; `None` for kinds without such lines.
pub fn per_line(sectie: &Sectie) -> Option<String> {
    match sectie.soort {
        Soort::Aanbod => Some(match sectie.waar.first() {
            None => "per regel: ja of nee".to_owned(),
            Some((first, _)) => {
                let plaatsen: Vec<String> = sectie.waar.iter().map(|(id, name)| format!("{id} ({name})")).collect();
                format!("per regel waar het is, zoals [{first}], of nee; plaatsen: {}", plaatsen.join(", "))
            }
        }),
        Soort::Beoordeling => {
            let values = sectie.schaal.as_ref()?.values.iter();
            let values: Vec<String> = values
                .map(|w| w.short.as_ref().map_or_else(|| w.name.clone(), |short| format!("{short} ({})", w.name)))
                .collect();
            Some(format!("per regel een waarde: {}", values.join(", ")))
        }
        Soort::Reeks => {
            let soort = match sectie.reeks_axis {
                Axis::Peildatum => "per datum, zoals {2025-10-01: 312}",
                Axis::Schooljaar => "per schooljaar, zoals {2024-2025: 312}",
                Axis::Year => "per jaar, zoals {2025: 312}",
                Axis::Group => "per groep",
            };
            let columns: Vec<&str> = sectie.columns.iter().map(|(id, _)| id.as_str()).collect();
            let columns = if columns.is_empty() { String::new() } else { format!(": {}", columns.join(", ")) };
            Some(format!("{soort}{columns}"))
        }
        _ => None,
    }
}

/// What a section is, which chapter it is in, what the format says about it, and how it is filled in.
pub(super) fn sectie(sectie: &Sectie, hoofdstuk: &Hoofdstuk) -> String {
    let mut out = vec![format!("“{}”, in het hoofdstuk “{}”.", sectie.title, hoofdstuk.title)];
    if sectie.mandatory {
        out.push("Hoort in elk document.".to_owned());
    }
    if sectie.fixed.is_some() {
        out.push("Het formaat heeft deze tekst al; u hoeft niets in te vullen.".to_owned());
    }
    if let Some(introduction) = &sectie.introduction {
        out.push(one_line(&introduction.plain_text()));
    }
    out.extend(sentence(sectie));
    out.join(" ")
}

/// How a section is filled in, as a sentence.
fn sentence(sectie: &Sectie) -> Option<String> {
    let fixed = match sectie.soort {
        _ if sectie.fixed.is_some() => return None,
        Soort::Text => "Schrijf tekst, of noem een bestand naast dit document, zoals visie.md.",
        Soort::Gegevens => "Vul in wat u weet.",
        Soort::Keuze if sectie.more => "Kies een of meer.",
        Soort::Keuze => "Kies er een.",
        Soort::Aanbod | Soort::Beoordeling | Soort::Reeks => {
            return per_line(sectie).map(|line| format!("{}.", line.replacen('p', "P", 1)));
        }
        Soort::Table => "De rijen staan onder elkaar onder `rijen:`.",
        Soort::Niveaus => "Per niveau wat er is, met zijn rijen.",
        Soort::Stroomschema => "De stappen staan in volgorde onder `stappen:`.",
        Soort::Begrippen if sectie.lijst.is_some() => "De lijst vult deze sectie; eigen woorden kunnen erbij.",
        Soort::Begrippen => "De woorden staan onder elkaar onder `begrippen:`.",
        Soort::Bijlagen => "De bijlagen staan onder elkaar onder `bestanden:`.",
    };
    Some(fixed.to_owned())
}
