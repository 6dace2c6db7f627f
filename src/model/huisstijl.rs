//! House style as it is typed: in `thema.yaml`, or under `huisstijl` in `site.yaml`. The words are the same in both.

use super::color::Color;
use crate::model::Spanned;

/// What a house style says. What it leaves out is that of the theme below it.
#[derive(Debug, Default)]
pub struct Huisstijl {
    /// Colours by name, with the place of their value.
    pub light: Vec<(Spanned, Color)>,
    /// Colours for who has a dark screen.
    pub dark: Vec<(Spanned, Color)>,
    /// Font files of running text: paths in the folder of the theme.
    pub text_letters: Vec<Spanned>,
    /// Font files of headings.
    pub heading_letters: Vec<Spanned>,
    /// Sizes, by the key of one of [`SIZES`].
    pub sizes: Vec<(&'static str, f64)>,
    /// Picture of the logo.
    pub logo: Option<Spanned>,
    /// Logo for who has a dark screen.
    pub logo_dark: Option<Spanned>,
    /// What stands on the cover of PDFs: one of [`COVERS`], or a picture.
    pub cover: Option<Spanned>,
}

impl Huisstijl {
    /// The files that it names.
    pub fn files(&self) -> impl Iterator<Item = &Spanned> {
        let letters = self.text_letters.iter().chain(&self.heading_letters);
        let cover = self.cover.iter().filter(|word| !COVERS.iter().any(|(name, _)| *name == word.text));
        letters.chain(&self.logo).chain(&self.logo_dark).chain(cover)
    }

    /// All that it says, as one text: two that say the same look the same.
    pub fn said(&self) -> String {
        let colors =
            |colors: &[(Spanned, Color)]| colors.iter().map(|(n, c)| (n.text.clone(), c.hex())).collect::<Vec<_>>();
        let words = |words: &[Spanned]| words.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
        let one = |word: &Option<Spanned>| word.as_ref().map(|word| word.text.clone());
        format!(
            "{:?}",
            (
                (colors(&self.light), colors(&self.dark), words(&self.text_letters), words(&self.heading_letters)),
                (&self.sizes, one(&self.logo), one(&self.logo_dark), one(&self.cover)),
            )
        )
    }
}

/// The colours of a house style, with what each is for.
pub const COLORS: [(&str, &str); 15] = [
    ("accent", "De hoofdkleur: links, knoppen, nummers."),
    ("op-accent", "Wat op de hoofdkleur staat."),
    ("tweede", "De tweede kleur: balken en randen die niets betekenen. Zonder deze is dat de hoofdkleur."),
    ("tekst", "De tekst."),
    ("gedempt", "Tekst die minder opvalt."),
    ("lijn", "Lijnen."),
    ("vlak", "Het vlak achter de kop en achter kaders. Zonder dit een zweem van de hoofdkleur."),
    ("papier", "De achtergrond."),
    ("let-op", "Wat aandacht vraagt."),
    ("groen", "De rand van een groene laag."),
    ("groen-vlak", "Het vlak van een groene laag."),
    ("geel", "De rand van een gele laag."),
    ("geel-vlak", "Het vlak van een gele laag."),
    ("rood", "De rand van een rode laag."),
    ("rood-vlak", "Het vlak van een rode laag."),
];

/// A size of a house style.
#[derive(Debug)]
pub struct Size {
    /// Its key.
    pub key: &'static str,
    /// What it is.
    pub help: &'static str,
    /// The least, the most, and what it is if nobody says.
    pub bounds: [f64; 3],
}

/// The sizes of a house style.
pub const SIZES: [Size; 4] = [
    Size {
        key: "lettergrootte",
        help: "Hoe groot de tekst is, van 16 tot 24. Gewoon is 18; een PDF gaat mee.",
        bounds: [16.0, 24.0, 18.0],
    },
    Size {
        key: "regelbreedte",
        help: "Hoeveel letters er op een regel gaan, van 50 tot 80. Gewoon is 66.",
        bounds: [50.0, 80.0, 66.0],
    },
    Size {
        key: "hoeken",
        help: "Hoe rond de hoeken zijn, van 0 (recht) tot 24. Gewoon is 4.",
        bounds: [0.0, 24.0, 4.0],
    },
    Size { key: "ruimte", help: "Hoe ruim alles staat, van 0,7 tot 1,5. Gewoon is 1.", bounds: [0.7, 1.5, 1.0] },
];

/// What may stand on a cover without a picture.
pub const COVERS: [(&str, &str); 3] = [
    ("ringen", "Ringen in de hoofdkleur. Dat is gewoon."),
    ("vlak", "Een vlak in de tweede kleur."),
    ("geen", "Niets."),
];

/// Endings of font files that pages and PDFs can both show.
pub const LETTER_ENDINGS: [&str; 2] = ["ttf", "otf"];
