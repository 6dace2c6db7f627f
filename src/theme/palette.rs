//! The colours of a theme: what its layers say, what follows from that, and whether all of it can be seen.

use std::collections::BTreeMap;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::color::Color;
use crate::model::huisstijl::Huisstijl;

/// What a colour is called in styles: as a custom property of CSS, and in Typst. Others keep the name that they have.
const IN_STYLES: [(&str, &str); 14] = [
    ("op-accent", "on-accent"),
    ("tweede", "second"),
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
/// The surface of who says no surface: a breath of the accent.
const SURFACE: (&str, &str, f64) = ("vlak", "accent", 6.5);

/// Pairs of which the first stands on the second, and the least contrast between them (WCAG 2.2,
/// 1.4.3 and 1.4.11): 4.5 for text, 3 for the edge of something drawn. The second colour means nothing anywhere, so it may
/// be any.
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

/// Colours by name, each with the place of what was said. A colour that follows from another has the place of that one.
type Colors = BTreeMap<String, (Spanned, Color)>;

/// The colours that were said.
#[derive(Debug, Default)]
pub(super) struct Palette {
    light: Colors,
    dark: Colors,
}

impl Palette {
    /// Adds what a higher layer says. A new accent takes what followed from the old one with it: its counterpart in the dark,
    /// and the surface of the standard theme.
    pub(super) fn extend(&mut self, style: &Huisstijl) {
        let says = |colors: &[(Spanned, Color)], name: &str| colors.iter().any(|(word, _)| word.text == name);
        for name in ["accent", "tweede"] {
            if says(&style.light, name) {
                self.dark.remove(name);
            }
        }
        if says(&style.light, "accent") && self.light.get("vlak").is_some_and(|(word, _)| is_default(word)) {
            self.light.remove("vlak");
        }
        for (from, to) in [(&style.light, &mut self.light), (&style.dark, &mut self.dark)] {
            for (name, color) in from {
                to.insert(name.text.clone(), (name.clone(), *color));
            }
        }
    }

    /// All colours of a mode, also those that follow from others.
    fn all(&self, dark: bool) -> Colors {
        if !dark {
            return complete(&self.light);
        }
        let mut colors = self.dark.clone();
        if !colors.contains_key("accent")
            && let Some((word, color)) = self.light.get("accent")
        {
            let color = nearest("accent", word, *color, true, &colors).unwrap_or(*color);
            colors.insert("accent".to_owned(), (word.clone(), color));
        }
        if !colors.contains_key("tweede")
            && let (Some((word, color)), Some((_, paper))) = (self.light.get("tweede"), colors.get("papier"))
        {
            let seen = std::iter::once(*color).chain(color.shades()).find(|shade| shade.contrast(*paper) >= 3.0);
            colors.insert("tweede".to_owned(), (word.clone(), seen.unwrap_or(*color)));
        }
        complete(&colors)
    }

    /// Reports pairs of colours with too little contrast, each with the nearest colour that has enough everywhere.
    pub(super) fn check(&self, meldingen: &mut Meldingen) {
        for (dark, when) in [(false, "licht"), (true, "donker")] {
            let colors = self.all(dark);
            let said = if dark { &self.dark } else { &self.light };
            let mut hints: BTreeMap<String, String> = BTreeMap::new();
            for TooClose { on, below, at_least, contrast, over, under } in failing(&colors) {
                let word = if is_default(over) { under } else { over };
                // Rounded down, so that it never reads "4,5, nodig is 4,5".
                let contrast = (contrast * 10.0).floor() / 10.0;
                let message = format!(
                    "kleur `{on}` is te slecht te zien op `{below}` ({when}): contrast {contrast:.1}, nodig is {at_least:.1}"
                )
                .replace('.', ",");
                let hint = hints.entry(word.text.clone()).or_insert_with(|| {
                    let found =
                        said.get(&word.text).and_then(|(word, color)| nearest(&word.text, word, *color, false, said));
                    match found {
                        Some(found) => format!(
                            "de dichtstbijzijnde `{}` die overal goed te zien is: `\"{}\"`",
                            word.text,
                            found.hex()
                        ),
                        None => "maak het verschil groter".to_owned(),
                    }
                });
                meldingen.push(Melding::at(Code::ThemaError, &word.span, message).hint(hint.clone()));
            }
        }
    }

    /// The colours of a mode, by their names in styles.
    pub(super) fn in_styles(&self, dark: bool) -> impl Iterator<Item = (String, Color)> {
        self.all(dark).into_iter().map(|(name, (_, color))| {
            let own = IN_STYLES.iter().find(|(own, _)| *own == name).map(|(_, style)| (*style).to_owned());
            (own.unwrap_or(name), color)
        })
    }
}

/// A pair of colours with too little contrast.
struct TooClose<'c> {
    /// The name of the colour on top.
    on: &'static str,
    /// The name of the colour below it.
    below: &'static str,
    /// The least contrast between them.
    at_least: f64,
    /// The contrast that there is.
    contrast: f64,
    /// What was said of the one on top.
    over: &'c Spanned,
    /// What was said of the one below.
    under: &'c Spanned,
}

/// Pairs with too little contrast.
fn failing(colors: &Colors) -> Vec<TooClose<'_>> {
    let pair = |(on, below, at_least): (&'static str, &'static str, f64)| {
        let ((over, a), (under, b)) = (colors.get(on)?, colors.get(below)?);
        let contrast = a.contrast(*b);
        (contrast < at_least).then_some(TooClose { on, below, at_least, contrast, over, under })
    };
    PAIRS.into_iter().filter_map(pair).collect()
}

/// The nearest lighter or darker one of a colour with which all pairs that it is in have contrast enough; perhaps itself.
fn nearest(name: &str, word: &Spanned, color: Color, or_itself: bool, said: &Colors) -> Option<Color> {
    let mut said = said.clone();
    let mut passes = |color: Color| {
        said.insert(name.to_owned(), (word.clone(), color));
        let all = complete(&said);
        // What follows from a colour is in its place.
        let of = |part: &str| {
            part == name
                || TONES.iter().chain([&SURFACE]).any(|(tone, from, _)| {
                    *tone == part && !said.contains_key(*tone) && [*from, "papier"].contains(&name)
                })
        };
        !failing(&all).iter().any(|pair| of(pair.on) || of(pair.below))
    };
    let first = or_itself.then_some(color);
    first.into_iter().chain(color.shades()).find(|color| passes(*color))
}

/// Whether a colour is that of the standard theme, which is right by itself: a message points to what was changed.
fn is_default(word: &Spanned) -> bool {
    word.span.path().starts_with("themes/standaard")
}

/// Adds the colours that follow from others, each at the place of the colour that was changed.
fn complete(said: &Colors) -> Colors {
    let mut colors = said.clone();
    for (name, from, part) in [SURFACE].into_iter().chain(TONES) {
        let (Some((word, color)), Some((paper_word, paper))) = (colors.get(from), colors.get("papier")) else {
            continue;
        };
        let word = if is_default(word) { paper_word } else { word };
        let tone = (word.clone(), color.mixed(*paper, part / 100.0));
        colors.entry(name.to_owned()).or_insert(tone);
    }
    if let Some(accent) = colors.get("accent").cloned() {
        colors.entry("tweede".to_owned()).or_insert(accent);
    }
    colors
}
