//! A new document: every key of its format, empty, with what it asks as a comment. Empty means not answered, so it
//! promises nothing until somebody fills it in.

use std::fmt::Write as _;

use crate::export::schema::uitleg;
use crate::model::datum::Schooljaar;
use crate::model::formaat::{Formaat, Sectie, Soort, Veld};
use crate::model::lijst::Item;

/// How wide a comment may be, in characters.
const BREED: usize = 100;

/// The text of an empty document. `schema` is the path of the JSON Schema from the document, for editors.
pub fn leeg(formaat: &Formaat, schooljaar: Schooljaar, schema: Option<&str>) -> String {
    let mut uit = String::new();
    if let Some(schema) = schema {
        let _ = writeln!(uit, "# yaml-language-server: $schema={schema}");
    }
    for regel in [
        &format!("# {}", formaat.titel),
        "#",
        "# Vul in wat u weet. Wat leeg blijft, telt als niet beantwoord en belooft niets.",
        "# Lange tekst? Noem een bestand naast dit document, zoals `visie: visie.md`.",
        "# Kijk na met: steunwijzer check",
    ] {
        let _ = writeln!(uit, "{regel}");
    }
    let _ = write!(
        uit,
        "formaat: {}\nschooljaar: {schooljaar}\n\
         status: concept     # haal deze regel weg als het document openbaar mag zijn\n\
         peildatum:          # wanneer de gegevens zijn nagekeken: een jaar, een maand of een dag, zoals 2025-09\n\
         vastgesteld:        # wanneer het document is vastgesteld, als dat zo is\n\
         geldig-tot:         # tot wanneer het document geldt, als dat zo is\n\
         afkortingen:        # bijvoorbeeld `COPA: {{voluit: coördinator passend onderwijs}}`\n\
         secties:\n",
        formaat.id
    );
    for hoofdstuk in &formaat.hoofdstukken {
        let secties: Vec<&Sectie> = hoofdstuk.secties.iter().filter(|s| vraagt_iets(s)).collect();
        if secties.is_empty() {
            continue;
        }
        let _ = write!(uit, "\n  # ---- {} ----\n", hoofdstuk.titel);
        for sectie in secties {
            schrijf_sectie(sectie, &mut uit);
        }
    }
    uit
}

/// Whether a section has something to fill in: not when the format or the school fills it.
pub(crate) fn vraagt_iets(sectie: &Sectie) -> bool {
    let vult_zichzelf = sectie.vast.is_some()
        || sectie.soort == Soort::Begrippen && sectie.lijst.is_some()
        || sectie.soort == Soort::Gegevens && sectie.velden.iter().all(|v| v.uit_school.is_some());
    !vult_zichzelf
}

fn schrijf_sectie(sectie: &Sectie, uit: &mut String) {
    let moet = if sectie.verplicht { " (hoort in elk document)" } else { "" };
    let _ = writeln!(uit, "\n  # {}{moet}", sectie.titel);
    if let Some(inleiding) = &sectie.inleiding {
        commentaar(&inleiding.platte_tekst(), 2, uit);
    }
    match sectie.soort {
        Soort::Tekst => {
            let _ = writeln!(uit, "  {}:", sectie.id);
        }
        Soort::Gegevens => velden(sectie, uit),
        Soort::Keuze => keuze(sectie, uit),
        Soort::Aanbod | Soort::Beoordeling | Soort::Reeks => items(sectie, uit),
        Soort::Niveaus => niveaus(sectie, uit),
        Soort::Tabel | Soort::Begrippen | Soort::Bijlagen => rijen(sectie, uit),
        Soort::Stroomschema => stappen(sectie, uit),
    }
}

fn keuze(sectie: &Sectie, uit: &mut String) {
    let namen: Vec<&str> = match &sectie.lijst {
        Some(lijst) => lijst.items.iter().map(|i| i.id.as_str()).collect(),
        None => sectie.opties.iter().map(|(id, _)| id.as_str()).collect(),
    };
    let soort = if sectie.meer { "kies een of meer" } else { "kies een" };
    commentaar(&format!("{soort}: {}", namen.join(", ")), 2, uit);
    let _ = writeln!(uit, "  {}:", sectie.id);
}

fn velden(sectie: &Sectie, uit: &mut String) {
    let _ = writeln!(uit, "  {}:", sectie.id);
    for veld in sectie.velden.iter().filter(|v| v.uit_school.is_none()) {
        let _ = writeln!(uit, "    {}:  # {}", veld.id, veld_uitleg(veld));
    }
}

/// What a field asks: its title, and what may stand there.
fn veld_uitleg(veld: &Veld) -> String {
    let (titel, mogelijk) = (een_regel(&veld.titel), uitleg::veld(veld));
    if mogelijk.is_empty() { titel } else { format!("{titel}: {mogelijk}") }
}

fn items(sectie: &Sectie, uit: &mut String) {
    if let Some(uitleg) = uitleg::per_regel(sectie) {
        commentaar(&uitleg, 2, uit);
    }
    let _ = writeln!(uit, "  {}:", sectie.id);
    for item in sectie.lijst.iter().flat_map(|l| &l.items).filter(|i| i.vervallen.is_none()) {
        let _ = writeln!(uit, "    {}:  # {}", item.id, zin(item));
    }
    for (id, naam) in &sectie.opties {
        let _ = writeln!(uit, "    {id}:  # {}", een_regel(naam));
    }
    if sectie.soort == Soort::Aanbod {
        let _ = writeln!(
            uit,
            "    anders:  # wat in geen lijst staat: `- {{naam: Huiswerkklas, zin: Wat een kind eraan heeft.}}`"
        );
    }
}

/// The whole sentence of an item: what it does for a child, else what it means, else its name.
fn zin(item: &Item) -> String {
    een_regel(item.zin.as_ref().or(item.betekenis.as_ref()).unwrap_or(&item.naam))
}

fn niveaus(sectie: &Sectie, uit: &mut String) {
    let _ = writeln!(uit, "  {}:", sectie.id);
    for niveau in &sectie.niveaus {
        let _ = write!(
            uit,
            "    {}:  # {}\n      aandeel:  # deel van de leerlingen, zoals 80%\n      wie:  # wie hier helpen\n      \
             tekst:\n      rijen:  # wat er is: `- {{naam: Stempelkaart, uitleg: Hoe het werkt.}}`\n",
            niveau.id,
            een_regel(&niveau.naam)
        );
    }
}

fn rijen(sectie: &Sectie, uit: &mut String) {
    let (sleutel, voorbeeld) = match sectie.soort {
        Soort::Begrippen => ("begrippen", "{term: warme overdracht, betekenis: Wat het woord betekent.}".to_owned()),
        Soort::Bijlagen => ("bestanden", "{titel: Pestprotocol, bestand: bijlagen/pestprotocol.pdf}".to_owned()),
        _ => ("rijen", voorbeeldrij(&sectie.velden)),
    };
    let _ = write!(uit, "  {}:\n    {sleutel}:\n", sectie.id);
    if sectie.soort != Soort::Begrippen && sectie.soort != Soort::Bijlagen {
        for veld in &sectie.velden {
            let _ = writeln!(uit, "    # {}: {}", veld.id, veld_uitleg(veld));
        }
    }
    let _ = writeln!(uit, "    # - {voorbeeld}");
}

fn voorbeeldrij(velden: &[Veld]) -> String {
    let delen: Vec<String> = velden.iter().take(4).map(|v| format!("{}: ...", v.id)).collect();
    format!("{{{}}}", delen.join(", "))
}

fn stappen(sectie: &Sectie, uit: &mut String) {
    let _ = write!(
        uit,
        "  {}:\n    stappen:\n    \
         # - {{stap: Gesprek met de leerling, wie: [mentor]}}\n    \
         # - keuze: Is er meer hulp nodig?\n    \
         #   takken:\n    \
         #     - {{als: nee, stappen: [{{einde: Hulp in de klas is genoeg}}]}}\n    \
         #     - {{als: ja, stappen: [{{stap: Bespreken in het team, wie: [mentor]}}]}}\n",
        sectie.id
    );
}

/// A comment of whole words, over as many lines as it needs.
fn commentaar(tekst: &str, inspringen: usize, uit: &mut String) {
    let wit = " ".repeat(inspringen);
    let mut regel = String::new();
    for woord in tekst.split_whitespace() {
        if !regel.is_empty() && inspringen + 3 + regel.chars().count() + woord.chars().count() > BREED {
            let _ = writeln!(uit, "{wit}# {regel}");
            regel.clear();
        }
        if !regel.is_empty() {
            regel.push(' ');
        }
        regel.push_str(woord);
    }
    if !regel.is_empty() {
        let _ = writeln!(uit, "{wit}# {regel}");
    }
}

/// A comment ends at the end of its line.
fn een_regel(tekst: &str) -> String {
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}
