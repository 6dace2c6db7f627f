//! Messages as people and programs read them.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::bouwen::Verslag;
use crate::bron::Plek;
use crate::melding::{Ernst, Melding};

use super::vouw::{BREED, vouw};

/// With the lines they are about, and the way out.
pub fn human(meldingen: &[Melding], kleur: bool) -> String {
    let tekenaar = if kleur { Renderer::styled() } else { Renderer::plain() };
    let tekenaar = tekenaar.decor_style(DecorStyle::Unicode).term_width(BREED);
    let mut uit = String::new();
    for melding in meldingen {
        let _ = writeln!(uit, "{}\n", tekenaar.render(&groepen(&gevouwen(melding))));
    }
    uit
}

/// The message over as many lines as it needs. The drawing puts further lines of a message below its beginning.
fn gevouwen(melding: &Melding) -> Melding {
    let kop = melding.ernst.woord().chars().count() + melding.code.tekst().len() + "[]: ".len();
    let regels = melding.plek.iter().chain(melding.ook.iter().map(|(plek, _)| plek)).map(|plek| plek.regel_kolom().0);
    let hint = regels.max().unwrap_or_default().to_string().len() + " ╰ hint: ".chars().count();
    let over = |voor: usize| BREED.saturating_sub(voor);
    let mut melding = melding.clone();
    melding.bericht = vouw(&melding.bericht, over(kop), over(kop));
    melding.hint = melding.hint.map(|tekst| vouw(&tekst, over(hint), over(hint)));
    melding
}

fn groepen(melding: &Melding) -> Vec<Group<'_>> {
    let niveau = match melding.ernst {
        Ernst::Fout => Level::ERROR.with_name("fout"),
        Ernst::Waarschuwing => Level::WARNING.with_name("waarschuwing"),
        Ernst::Opmerking => Level::NOTE.with_name("opmerking"),
    };
    let mut groep = Group::with_title(niveau.primary_title(&melding.bericht).id(melding.code.tekst()));
    if let Some(plek) = &melding.plek {
        let mut fragment = fragment(plek, AnnotationKind::Primary, melding.label.as_deref());
        let (zelfde, elders): (Vec<_>, Vec<_>) = melding.ook.iter().partition(|(ander, _)| ander.pad() == plek.pad());
        for (ander, label) in zelfde {
            fragment = fragment.annotation(AnnotationKind::Context.span(stuk(ander)).label(label));
        }
        groep = groep.element(fragment);
        for (ander, label) in elders {
            groep = groep.element(self::fragment(ander, AnnotationKind::Context, Some(label)));
        }
    } else {
        groep = groep.element(annotate_snippets::Origin::path(melding.bestand()));
    }
    if let Some(hint) = &melding.hint {
        groep = groep.element(Level::HELP.with_name("hint").message(hint));
    }
    vec![groep]
}

fn fragment<'a>(
    plek: &'a Plek,
    soort: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let teken = soort.span(stuk(plek)).label(label);
    Snippet::source(plek.bron().tekst()).path(plek.pad()).annotation(teken)
}

/// The marked stretch: at most the first line, and of that what fits on a line.
fn stuk(plek: &Plek) -> std::ops::Range<usize> {
    let tekst = plek.tekst().lines().next().unwrap_or_default();
    let lengte = tekst.char_indices().nth(BREED - 20).map_or(tekst.len(), |(plaats, _)| plaats);
    plek.van()..plek.van() + lengte
}

/// One line each: `pad:regel:kolom: fout[code]: bericht (hint)`.
pub fn short(meldingen: &[Melding]) -> String {
    meldingen.iter().fold(String::new(), |mut uit, melding| {
        let plek = melding.regel_kolom().map(|(regel, kolom)| format!(":{regel}:{kolom}")).unwrap_or_default();
        let hint = melding.hint.as_ref().map(|h| format!(" ({h})")).unwrap_or_default();
        let (ernst, code) = (melding.ernst.woord(), melding.code.tekst());
        let _ = writeln!(uit, "{}{plek}: {ernst}[{code}]: {}{hint}", melding.bestand(), melding.bericht);
        uit
    })
}

/// Annotations that GitHub shows at the line they are about.
pub fn github(meldingen: &[Melding]) -> String {
    // What its workflow commands ask for: https://docs.github.com/actions (workflow commands).
    let bericht = |tekst: &str| tekst.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let waarde = |tekst: &str| bericht(tekst).replace(':', "%3A").replace(',', "%2C");
    meldingen.iter().fold(String::new(), |mut uit, melding| {
        let soort = match melding.ernst {
            Ernst::Fout => "error",
            Ernst::Waarschuwing => "warning",
            Ernst::Opmerking => "notice",
        };
        let plek = melding.regel_kolom().map(|(regel, kolom)| format!(",line={regel},col={kolom}")).unwrap_or_default();
        let hint = melding.hint.as_ref().map(|h| format!("\nhint: {h}")).unwrap_or_default();
        let (bestand, code) = (waarde(melding.bestand()), waarde(melding.code.tekst()));
        let tekst = bericht(&format!("{}{hint}", melding.bericht));
        let _ = writeln!(uit, "::{soort} file={bestand}{plek},title={code}::{tekst}");
        uit
    })
}

/// "3 fouten, 2 waarschuwingen in 2 bestanden".
pub fn telling(meldingen: &[Melding]) -> String {
    let (fouten, waarschuwingen) = crate::melding::aantallen(meldingen);
    let bestanden: std::collections::BTreeSet<&str> = meldingen.iter().map(Melding::bestand).collect();
    let mut delen = Vec::new();
    if fouten > 0 {
        delen.push(aantal(fouten, "fout", "fouten"));
    }
    if waarschuwingen > 0 {
        delen.push(aantal(waarschuwingen, "waarschuwing", "waarschuwingen"));
    }
    if delen.is_empty() {
        return "Geen fouten en geen waarschuwingen.".to_owned();
    }
    format!("{} in {}.", delen.join(" en "), aantal(bestanden.len(), "bestand", "bestanden"))
}

/// A number with its noun.
pub fn aantal(n: usize, enkelvoud: &str, meervoud: &str) -> String {
    format!("{n} {}", if n == 1 { enkelvoud } else { meervoud })
}

/// One message for programs. These names are stable.
#[derive(Serialize)]
pub(super) struct JsonMelding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    hint: Option<&'a str>,
}

impl<'a> JsonMelding<'a> {
    pub(super) fn van(melding: &'a Melding) -> Self {
        let plek = melding.regel_kolom();
        Self {
            code: melding.code.tekst(),
            severity: match melding.ernst {
                Ernst::Fout => "error",
                Ernst::Waarschuwing => "warning",
                Ernst::Opmerking => "note",
            },
            message: &melding.bericht,
            file: melding.bestand(),
            line: plek.map(|p| p.0),
            column: plek.map(|p| p.1),
            hint: melding.hint.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct JsonVerslag<'a> {
    version: u32,
    ok: bool,
    errors: usize,
    warnings: usize,
    /// What is left out, such as concepts.
    notes: usize,
    schools: usize,
    documents: usize,
    pages: usize,
    pdfs: usize,
    /// Files in the output that somebody else put there, and that stand there still.
    kept: &'a [String],
    /// Those that a file of the site took the place of.
    replaced: &'a [String],
    messages: Vec<JsonMelding<'a>>,
}

/// The whole report for programs, as one JSON object.
pub fn json(verslag: &Verslag) -> String {
    let messages = verslag.meldingen.iter().chain(verslag.left_out.notes()).map(JsonMelding::van).collect();
    let (errors, warnings) = verslag.aantallen;
    let foreign = verslag.telling.as_ref().map(|telling| &telling.foreign);
    let verslag = JsonVerslag {
        version: 1,
        ok: verslag.gelukt,
        errors,
        warnings,
        notes: verslag.left_out.notes().count(),
        schools: verslag.scholen,
        documents: verslag.documents,
        pages: verslag.paginas,
        pdfs: verslag.pdfs,
        kept: foreign.map_or(&[], |foreign| &foreign.kept),
        replaced: foreign.map_or(&[], |foreign| &foreign.replaced),
        messages,
    };
    serde_json::to_string_pretty(&verslag).unwrap_or_default()
}

/// A failure of usage or environment for programs.
pub fn json_omgeving(bericht: &str, hint: &str) -> String {
    let melding = JsonMelding {
        code: "omgeving",
        severity: "error",
        message: bericht,
        file: "",
        line: None,
        column: None,
        hint: Some(hint),
    };
    let verslag = JsonVerslag {
        version: 1,
        ok: false,
        errors: 1,
        warnings: 0,
        notes: 0,
        schools: 0,
        documents: 0,
        pages: 0,
        pdfs: 0,
        kept: &[],
        replaced: &[],
        messages: vec![melding],
    };
    serde_json::to_string_pretty(&verslag).unwrap_or_default()
}
