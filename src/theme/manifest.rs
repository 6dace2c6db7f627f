//! `thema.yaml`: name, parent and colours of a theme.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::files::Files;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::reading::{MapReader, possible_keys};
use crate::yaml;

use super::colors::Color;

/// What `thema.yaml` says.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) parent: Option<Spanned>,
    pub(super) light: Vec<(Spanned, Color)>,
    pub(super) dark: Vec<(Spanned, Color)>,
}

/// Names of the colours in `thema.yaml`.
const NAMES: [&str; 14] = [
    "accent",
    "op-accent",
    "tekst",
    "gedempt",
    "lijn",
    "vlak",
    "papier",
    "let-op",
    "groen",
    "groen-vlak",
    "geel",
    "geel-vlak",
    "rood",
    "rood-vlak",
];

/// What a colour is called in styles: as a custom property of CSS, and in Typst. Others keep the name that they have.
const IN_STYLES: [(&str, &str); 13] = [
    ("op-accent", "on-accent"),
    ("tekst", "text"),
    ("gedempt", "muted"),
    ("lijn", "line"),
    ("vlak", "surface"),
    ("papier", "paper"),
    ("let-op", "attention"),
    ("groen", "green"),
    ("groen-vlak", "green-surface"),
    ("geel", "yellow"),
    ("geel-vlak", "yellow-surface"),
    ("rood", "red"),
    ("rood-vlak", "red-surface"),
];

/// Tones between two colours, for pictures and bands: name, colour, share of it in percent; the
/// rest is paper. They follow a theme that changes its accent, and are checked like its colours.
const TONES: [(&str, &str, f64); 2] = [("tint", "accent", 14.0), ("half", "accent", 45.0)];

/// Pairs of which the first stands on the second, and the least contrast between them (WCAG 2.2,
/// 1.4.3 and 1.4.11): 4.5 for text, 3 for the edge of something drawn.
const PAIRS: [(&str, &str, f64); 21] = [
    ("tekst", "papier", 4.5),
    ("tekst", "vlak", 4.5),
    ("gedempt", "papier", 4.5),
    ("gedempt", "vlak", 4.5),
    ("accent", "papier", 4.5),
    ("accent", "vlak", 4.5),
    ("op-accent", "accent", 4.5),
    ("let-op", "papier", 4.5),
    ("let-op", "vlak", 3.0),
    ("accent", "tint", 4.5),
    ("tekst", "tint", 4.5),
    ("tekst", "half", 4.5),
    ("groen", "papier", 3.0),
    ("groen", "groen-vlak", 3.0),
    ("tekst", "groen-vlak", 4.5),
    ("geel", "papier", 3.0),
    ("geel", "geel-vlak", 3.0),
    ("tekst", "geel-vlak", 4.5),
    ("rood", "papier", 3.0),
    ("rood", "rood-vlak", 3.0),
    ("tekst", "rood-vlak", 4.5),
];

/// The colours of a theme, stated once for pages and PDFs.
#[derive(Debug, Default)]
pub struct Tokens {
    light: BTreeMap<String, (Spanned, Color)>,
    dark: BTreeMap<String, (Spanned, Color)>,
}

/// Reads a manifest. The site's own layer needs none, so that it can override a single template.
pub(super) fn read(files: &Files, own_layer: bool, meldingen: &mut Meldingen) -> Manifest {
    let mut manifest = Manifest::default();
    let is_there = files.content(meldingen).files.iter().any(|name| name == "thema.yaml");
    if own_layer && !is_there {
        return manifest;
    }
    let source = files.read_text("thema.yaml", None, meldingen);
    let Some(node) = source.and_then(|source| yaml::read(&source, meldingen)) else { return manifest };
    let Some(mut reader) = MapReader::new(&node, "`thema.yaml`", meldingen) else { return manifest };
    reader.require_text("naam", meldingen);
    manifest.parent = reader.text("ouder", meldingen);
    for (key, colors) in [("kleuren", &mut manifest.light), ("kleuren-donker", &mut manifest.dark)] {
        let Some(node) = reader.take(key) else { continue };
        let Some(mut part) = MapReader::new(node, "kleuren", meldingen) else { continue };
        for name in NAMES {
            let Some(word) = part.text(name, meldingen) else { continue };
            match Color::read(&word.text) {
                Some(color) => colors.push((Spanned { text: name.to_owned(), span: word.span }, color)),
                None => meldingen.push(
                    Melding::at(Code::ThemaError, &word.span, format!("`{}` is geen kleur", word.text))
                        .hint("schrijf een kleur als `\"#0b5a6f\"`"),
                ),
            }
        }
        for entry in part.rest() {
            meldingen.push(
                Melding::at(Code::UnknownKey, &entry.key_span, format!("er is geen kleur `{}`", entry.key))
                    .hint(possible_keys(&entry.key, NAMES.into_iter())),
            );
        }
    }
    reader.finish(meldingen);
    manifest
}

impl Tokens {
    pub(super) fn extend(&mut self, manifest: &Manifest) {
        for (from, to) in [(&manifest.light, &mut self.light), (&manifest.dark, &mut self.dark)] {
            for (name, color) in from {
                to.insert(name.text.clone(), (name.clone(), *color));
            }
        }
    }

    /// Reports pairs of colours with too little contrast.
    pub(super) fn check(&self, meldingen: &mut Meldingen) {
        for (colors, when) in [(&self.light, "licht"), (&self.dark, "donker")] {
            let tones = tones(colors);
            let color = |name: &str| colors.get(name).or_else(|| tones.get(name));
            for (on, below, at_least) in PAIRS {
                let (Some((over, a)), Some((under, b))) = (color(on), color(below)) else {
                    continue;
                };
                let span = if is_default(over) { under } else { over };
                let contrast = a.contrast(*b);
                if contrast < at_least {
                    // Rounded down, so that it never reads "4,5, nodig is 4,5".
                    let contrast = (contrast * 10.0).floor() / 10.0;
                    let message = format!(
                        "kleur `{on}` is te slecht te zien op `{below}` ({when}): contrast {contrast:.1}, nodig is {at_least:.1}"
                    )
                    .replace('.', ",");
                    meldingen.push(Melding::at(Code::ThemaError, &span.span, message).hint("maak het verschil groter"));
                }
            }
        }
    }

    /// A colour in light mode, as `#rrggbb`.
    pub fn color(&self, name: &str) -> Option<String> {
        self.light.get(name).map(|(_, color)| color.hex())
    }

    /// As CSS custom properties.
    pub(super) fn css(&self) -> String {
        let lines = |colors: &BTreeMap<String, (Spanned, Color)>| {
            colors.iter().chain(&tones(colors)).fold(String::new(), |mut out, (name, (_, color))| {
                let _ = write!(out, "--{}:{};", in_styles(name), color.hex());
                out
            })
        };
        format!(
            ":root{{{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n",
            lines(&self.light),
            lines(&self.dark)
        )
    }

    /// As a Typst dictionary of colours.
    pub fn typst(&self) -> String {
        let mut out = String::from("(");
        for (name, (_, color)) in self.light.iter().chain(&tones(&self.light)) {
            let _ = write!(out, "{}: rgb({}), ", in_styles(name), crate::text::typst::code(&color.hex()));
        }
        out.push(')');
        out
    }
}

fn in_styles(name: &str) -> &str {
    IN_STYLES.iter().find(|(own, _)| *own == name).map_or(name, |(_, style)| style)
}

/// Whether a colour is that of the standard theme, which is right by itself: a message points to what was changed.
fn is_default(word: &Spanned) -> bool {
    word.span.path().starts_with("themes/standaard")
}

/// The tones that follow from colours, each at the place of the colour that was changed.
fn tones(colors: &BTreeMap<String, (Spanned, Color)>) -> BTreeMap<String, (Spanned, Color)> {
    let tone = |(name, from, part): (&str, &str, f64)| {
        let ((span, color), (paper_span, paper)) = (colors.get(from)?, colors.get("papier")?);
        let span = if is_default(span) { paper_span } else { span };
        Some((name.to_owned(), (span.clone(), color.mixed(*paper, part / 100.0))))
    };
    TONES.into_iter().filter_map(tone).collect()
}
