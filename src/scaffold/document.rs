//! A new document: every key of its format, empty, with what it asks in a comment. Empty means not answered, so it
//! promises nothing until somebody fills it in.

use std::fmt::Write as _;

use crate::grammar::about::may_narrow;
use crate::grammar::blank::{self, comment};
use crate::model::catalogus::Catalogus;
use crate::model::date::Schooljaar;
use crate::model::formaat::{Formaat, Sectie};
use crate::soorten::renderer;

/// The text of an empty document. `schema` is the path of the JSON Schema from the document, for editors.
pub fn empty(formaat: &Formaat, catalogus: &Catalogus, schooljaar: Schooljaar, schema: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(schema) = schema {
        let _ = writeln!(out, "# yaml-language-server: $schema={schema}");
    }
    for line in [
        &format!("# {}", formaat.title),
        "#",
        "# Vul in wat u weet. Wat leeg blijft, telt als niet beantwoord en belooft niets.",
        "# Lange tekst? Noem een bestand naast dit document, zoals `visie: visie.md`.",
        "# Een opmerking schrijft u zo: `{stand: ja, noot: alleen op dinsdag}`, bij een veld of een score",
        "# `{waarde: ..., noot: ...}`, en bij een naam in een lijst `[mentor: op dinsdag]`.",
    ] {
        let _ = writeln!(out, "{line}");
    }
    if formaat.secties().any(may_narrow) {
        out.push_str(
            "# Helpt iets op uw school bij andere vragen van ouders dan elders? Noem dan alle vragen, of `geen`:\n\
             # `{stand: ja, hulpvragen: [pesten, rouw]}`.\n",
        );
    }
    out.push_str("# Kijk na met: steunwijzer check\n");
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
            write_sectie(sectie, catalogus, &mut out);
        }
    }
    out
}

/// Whether a section has something to fill in: not when its format, a list or `school.yaml` fills it.
pub(crate) fn asks_something(sectie: &Sectie) -> bool {
    sectie.fixed.is_none() && !renderer(sectie.soort).fills_itself(sectie)
}

fn write_sectie(sectie: &Sectie, catalogus: &Catalogus, out: &mut String) {
    let required = if sectie.mandatory { " (hoort in elk document)" } else { "" };
    let _ = writeln!(out, "\n  # {}{required}", sectie.title);
    if let Some(introduction) = &sectie.introduction {
        comment(&introduction.plain_text(), 2, out);
    }
    let soort = renderer(sectie.soort);
    if let Some(above) = soort.above_blank(sectie) {
        comment(&above, 2, out);
    }
    let _ = writeln!(out, "  {}:", sectie.id);
    blank::write(&soort.shape(sectie, catalogus), 4, out);
}
