//! A new document: every key of its format, empty, with what it asks in a comment. Empty means not answered, so it
//! promises nothing until somebody fills it in.

use std::fmt::Write as _;

use crate::export::schema::help;
use crate::model::date::Schooljaar;
use crate::model::formaat::{Field, Formaat, Sectie, Soort};
use crate::model::lijst::Item;
use crate::text::one_line;
use crate::text::wrap::wrap;

/// How wide a comment may be, in characters.
const WIDE: usize = 100;

/// The text of an empty document. `schema` is the path of the JSON Schema from the document, for editors.
pub fn empty(formaat: &Formaat, schooljaar: Schooljaar, schema: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(schema) = schema {
        let _ = writeln!(out, "# yaml-language-server: $schema={schema}");
    }
    for line in [
        &format!("# {}", formaat.title),
        "#",
        "# Vul in wat u weet. Wat leeg blijft, telt als niet beantwoord en belooft niets.",
        "# Lange tekst? Noem een bestand naast dit document, zoals `visie: visie.md`.",
        "# Kijk na met: steunwijzer check",
    ] {
        let _ = writeln!(out, "{line}");
    }
    let _ = write!(
        out,
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
        let secties: Vec<&Sectie> = hoofdstuk.secties.iter().filter(|s| asks_something(s)).collect();
        if secties.is_empty() {
            continue;
        }
        let _ = write!(out, "\n  # ---- {} ----\n", hoofdstuk.title);
        for sectie in secties {
            write_sectie(sectie, &mut out);
        }
    }
    out
}

/// Whether a section has something to fill in: not when its format, a list or `school.yaml` fills it.
pub(crate) fn asks_something(sectie: &Sectie) -> bool {
    let fills_itself = sectie.fixed.is_some()
        || sectie.soort == Soort::Begrippen && sectie.lijst.is_some()
        || sectie.soort == Soort::Gegevens && sectie.fields.iter().all(|v| v.from_school.is_some());
    !fills_itself
}

fn write_sectie(sectie: &Sectie, out: &mut String) {
    let required = if sectie.mandatory { " (hoort in elk document)" } else { "" };
    let _ = writeln!(out, "\n  # {}{required}", sectie.title);
    if let Some(introduction) = &sectie.introduction {
        comment(&introduction.plain_text(), 2, out);
    }
    match sectie.soort {
        Soort::Text => {
            let _ = writeln!(out, "  {}:", sectie.id);
        }
        Soort::Gegevens => fields(sectie, out),
        Soort::Keuze => keuze(sectie, out),
        Soort::Aanbod | Soort::Beoordeling | Soort::Reeks => items(sectie, out),
        Soort::Niveaus => niveaus(sectie, out),
        Soort::Table | Soort::Begrippen | Soort::Bijlagen => rows(sectie, out),
        Soort::Stroomschema => stappen(sectie, out),
    }
}

fn keuze(sectie: &Sectie, out: &mut String) {
    let names: Vec<&str> = match &sectie.lijst {
        Some(lijst) => lijst.items.iter().map(|i| i.id.as_str()).collect(),
        None => sectie.options.iter().map(|(id, _)| id.as_str()).collect(),
    };
    let how_many = if sectie.more { "kies een of meer" } else { "kies een" };
    comment(&format!("{how_many}: {}", names.join(", ")), 2, out);
    let _ = writeln!(out, "  {}:", sectie.id);
}

fn fields(sectie: &Sectie, out: &mut String) {
    let _ = writeln!(out, "  {}:", sectie.id);
    for field in sectie.fields.iter().filter(|v| v.from_school.is_none()) {
        let _ = writeln!(out, "    {}:  # {}", field.id, field_help(field));
    }
}

/// What a field asks: its title, and what may stand there.
fn field_help(field: &Field) -> String {
    let (title, possible) = (one_line(&field.title), help::field(field));
    if possible.is_empty() { title } else { format!("{title}: {possible}") }
}

fn items(sectie: &Sectie, out: &mut String) {
    if let Some(help) = help::per_line(sectie) {
        comment(&help, 2, out);
    }
    let _ = writeln!(out, "  {}:", sectie.id);
    for item in sectie.lijst.iter().flat_map(|l| &l.items).filter(|i| i.obsolete.is_none()) {
        let _ = writeln!(out, "    {}:  # {}", item.id, sentence(item));
    }
    for (id, name) in &sectie.options {
        let _ = writeln!(out, "    {id}:  # {}", one_line(name));
    }
    if sectie.soort == Soort::Aanbod {
        let _ = writeln!(
            out,
            "    anders:  # wat in geen lijst staat: `- {{naam: Huiswerkklas, zin: Wat een kind eraan heeft.}}`"
        );
    }
}

/// What an item is, on one line: what it does for a child, else what it means, else its name.
fn sentence(item: &Item) -> String {
    one_line(item.sentence.as_ref().or(item.meaning.as_ref()).unwrap_or(&item.name))
}

fn niveaus(sectie: &Sectie, out: &mut String) {
    let _ = writeln!(out, "  {}:", sectie.id);
    for niveau in &sectie.niveaus {
        let _ = write!(
            out,
            "    {}:  # {}\n      aandeel:  # deel van de leerlingen, zoals 80%\n      wie:  # wie hier helpen\n      \
             tekst:\n      rijen:  # wat er is: `- {{naam: Stempelkaart, uitleg: Hoe het werkt.}}`\n",
            niveau.id,
            one_line(&niveau.name)
        );
    }
}

fn rows(sectie: &Sectie, out: &mut String) {
    let (key, example) = match sectie.soort {
        Soort::Begrippen => ("begrippen", "{term: warme overdracht, betekenis: Wat het woord betekent.}".to_owned()),
        Soort::Bijlagen => ("bestanden", "{titel: Pestprotocol, bestand: bijlagen/pestprotocol.pdf}".to_owned()),
        _ => ("rijen", example_row(&sectie.fields)),
    };
    let _ = write!(out, "  {}:\n    {key}:\n", sectie.id);
    if sectie.soort != Soort::Begrippen && sectie.soort != Soort::Bijlagen {
        for field in &sectie.fields {
            let _ = writeln!(out, "    # {}: {}", field.id, field_help(field));
        }
    }
    let _ = writeln!(out, "    # - {example}");
}

fn example_row(fields: &[Field]) -> String {
    let parts: Vec<String> = fields.iter().take(4).map(|v| format!("{}: ...", v.id)).collect();
    format!("{{{}}}", parts.join(", "))
}

fn stappen(sectie: &Sectie, out: &mut String) {
    let _ = write!(
        out,
        "  {}:\n    stappen:\n    \
         # - {{stap: Gesprek met de leerling, wie: [mentor]}}\n    \
         # - keuze: Is er meer hulp nodig?\n    \
         #   takken:\n    \
         #     - {{als: nee, stappen: [{{einde: Hulp in de klas is genoeg}}]}}\n    \
         #     - {{als: ja, stappen: [{{stap: Bespreken in het team, wie: [mentor]}}]}}\n",
        sectie.id
    );
}

/// Writes a comment, broken between words over as many lines as it needs; `indent` is in characters.
fn comment(text: &str, indent: usize, out: &mut String) {
    let (blank, width) = (" ".repeat(indent), WIDE.saturating_sub(indent + 2));
    for line in wrap(text.split_whitespace(), width, width) {
        let _ = writeln!(out, "{blank}# {line}");
    }
}
