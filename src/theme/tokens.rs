//! Tokens: what a house style says, of all layers together, stated once for pages and PDFs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::files::Files;
use crate::melding::Meldingen;
use crate::model::huisstijl::{COVERS, Huisstijl, SIZES};
use crate::text::typst;

use super::letters::{self, Family};
use super::palette::Palette;
use super::pictures::{self, HousePicture};

/// The folder of fonts and pictures of the house style, below `thema/` in the output.
const FOLDER: &str = "huisstijl";
/// What pages show in where there is no font.
const SYSTEM: &str = "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif";
/// The fonts of PDFs that have every sign that others lack.
const EMBEDDED: [&str; 3] = ["Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"];

/// The house style that pages and PDFs get.
#[derive(Debug, Default)]
pub struct Tokens {
    pub(super) palette: Palette,
    sizes: BTreeMap<&'static str, f64>,
    text: Option<Family>,
    headings: Option<Family>,
    logo: Option<HousePicture>,
    logo_dark: Option<HousePicture>,
    cover: Option<Cover>,
}

/// What stands on the cover of a PDF.
#[derive(Debug)]
enum Cover {
    Drawn(String),
    Picture(HousePicture),
}

/// What the frame of a page sees of the house style.
#[derive(Debug, Serialize)]
pub(crate) struct HouseView {
    logo: Option<LogoView>,
    logo_dark: Option<LogoView>,
}

#[derive(Debug, Serialize)]
struct LogoView {
    path: String,
    width: u32,
    height: u32,
}

impl Tokens {
    /// Adds what a higher layer says; files are looked for in its folder. What is wrong with them is reported.
    pub(super) fn extend(&mut self, style: &Huisstijl, files: &Files, meldingen: &mut Meldingen) {
        self.palette.extend(style);
        self.sizes.extend(style.sizes.iter().copied());
        let mut family = |words| letters::read(files, words, meldingen);
        if !style.text_letters.is_empty() {
            self.text = family(&style.text_letters);
            // Headings of a lower layer go with its text.
            self.headings = None;
        }
        if !style.heading_letters.is_empty() {
            self.headings = family(&style.heading_letters);
        }
        if let Some(word) = &style.logo {
            self.logo = pictures::read(files, word, meldingen);
            self.logo_dark = None;
        }
        if let Some(word) = &style.logo_dark {
            self.logo_dark = pictures::read(files, word, meldingen);
        }
        if let Some(word) = &style.cover {
            let drawn = COVERS.iter().any(|(name, _)| *name == word.text);
            self.cover = match drawn {
                true => Some(Cover::Drawn(word.text.clone())),
                false => pictures::read_cover(files, word, meldingen).map(Cover::Picture),
            };
        }
    }

    /// Reports colours that cannot be seen on each other.
    pub(super) fn check(&self, meldingen: &mut Meldingen) {
        self.palette.check(meldingen);
    }

    fn size(&self, key: &str) -> f64 {
        let usual = SIZES.iter().find(|size| size.key == key).map_or(1.0, |size| size.bounds[2]);
        self.sizes.get(key).copied().unwrap_or(usual)
    }

    /// Font files by their path in the output.
    fn fonts(&self) -> impl Iterator<Item = (String, &letters::Face, &'static str)> {
        let text = ("sw-text", "tekst", &self.text);
        let headings = ("sw-headings", "koppen", &self.headings);
        [text, headings].into_iter().flat_map(|(family, name, found)| {
            let faces = found.iter().flat_map(|found| &found.faces).enumerate();
            faces.map(move |(i, face)| (format!("{FOLDER}/{name}-{}.{}", i + 1, face.ending), face, family))
        })
    }

    /// The files that pages need, by their path below `thema/`.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let fonts = self.fonts().map(|(path, face, _)| (path, face.bytes.clone()));
        let logos = [("logo", &self.logo), ("logo-donker", &self.logo_dark)];
        let logos = logos.into_iter().filter_map(|(name, logo)| {
            logo.as_ref().map(|logo| (format!("{FOLDER}/{name}.{}", logo.ending), logo.bytes.to_vec()))
        });
        fonts.chain(logos).collect()
    }

    /// The fonts that PDFs need.
    pub(super) fn font_bytes(&self) -> impl Iterator<Item = Vec<u8>> {
        self.fonts().map(|(_, face, _)| face.bytes.clone())
    }

    /// The pictures that PDFs need, by virtual path.
    pub(crate) fn pictures(&self) -> BTreeMap<String, Vec<u8>> {
        let logo = self.logo.as_ref().map(|logo| (virtual_path("logo", logo), logo.bytes.to_vec()));
        let cover = match &self.cover {
            Some(Cover::Picture(picture)) => Some((virtual_path("omslag", picture), picture.bytes.to_vec())),
            _ => None,
        };
        logo.into_iter().chain(cover).collect()
    }

    /// For the frame of pages.
    pub(crate) fn house(&self) -> HouseView {
        let view = |name: &str, logo: &Option<HousePicture>| {
            logo.as_ref().map(|logo| LogoView {
                path: format!("{FOLDER}/{name}.{}", logo.ending),
                width: logo.width,
                height: logo.height,
            })
        };
        HouseView { logo: view("logo", &self.logo), logo_dark: view("logo-donker", &self.logo_dark) }
    }

    /// As CSS: fonts and custom properties.
    pub(super) fn css(&self) -> String {
        let mut out = String::new();
        for (path, face, family) in self.fonts() {
            let format = if face.ending == "otf" { "opentype" } else { "truetype" };
            let [thin, fat] = face.weights;
            let weight = if thin == fat { thin.to_string() } else { format!("{thin} {fat}") };
            let style = if face.italic { "italic" } else { "normal" };
            let _ = writeln!(
                out,
                "@font-face{{font-family:\"{family}\";font-weight:{weight};font-style:{style};font-display:swap;src:url(\"{path}\") format(\"{format}\")}}"
            );
        }
        let lines = |dark: bool| {
            self.palette.in_styles(dark).fold(String::new(), |mut out, (name, color)| {
                let _ = write!(out, "--{name}:{};", color.hex());
                out
            })
        };
        let text = if self.text.is_some() { format!("\"sw-text\",{SYSTEM}") } else { SYSTEM.to_owned() };
        let headings = if self.headings.is_some() { "\"sw-headings\",var(--font-text)" } else { "var(--font-text)" };
        let _ = write!(
            out,
            ":root{{{}--font-text:{text};--font-headings:{headings};--font-size:{}%;--measure:{}rem;--radius:{}px;--space:{};}}\n\
             @media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n",
            lines(false),
            number(self.size("lettergrootte") / 16.0 * 100.0),
            number(self.size("regelbreedte") / 66.0 * 34.0),
            number(self.size("hoeken")),
            number(self.size("ruimte")),
            lines(true)
        );
        out
    }

    /// As a Typst dictionary: colours, sizes, fonts, and paths of pictures.
    pub fn typst(&self) -> String {
        let mut out = String::from("(");
        for (name, color) in self.palette.in_styles(false) {
            let _ = write!(out, "{name}: rgb({}), ", typst::code(&color.hex()));
        }
        let scale = self.size("lettergrootte") / 18.0;
        let sizes = [("size", 11.0), ("small", 9.6), ("fine", 8.8)].map(|(name, points)| (name, points * scale));
        for (name, points) in sizes.into_iter().chain([("radius", self.size("hoeken") / 2.0)]) {
            let _ = write!(out, "{name}: {}pt, ", number(points));
        }
        // Beside the margin that holds the numbers there is room for so much.
        let width = (self.size("regelbreedte") / 66.0 * 134.0).min(140.0);
        let _ = write!(out, "space: {}, width: {}mm, ", number(self.size("ruimte")), number(width));
        let fonts = |family: Option<&Family>| {
            let own = family.map(|family| family.name.as_str());
            own.into_iter().chain(EMBEDDED).fold(String::new(), |out, name| out + &typst::code(name) + ", ")
        };
        let headings = self.headings.as_ref().or(self.text.as_ref());
        let _ = write!(out, "fonts: ({}), heading-fonts: ({}), ", fonts(self.text.as_ref()), fonts(headings));
        if let Some(logo) = &self.logo {
            let _ = write!(out, "logo: ({}, \"\"), ", typst::code(&virtual_path("logo", logo)));
        }
        match &self.cover {
            Some(Cover::Drawn(word)) => drop(write!(out, "cover: {}, ", typst::code(word))),
            Some(Cover::Picture(picture)) => {
                let _ = write!(out, "cover: ({}, \"\"), ", typst::code(&virtual_path("omslag", picture)));
            }
            None => {}
        }
        out.push(')');
        out
    }
}

fn virtual_path(name: &str, picture: &HousePicture) -> String {
    format!("/{FOLDER}/{name}.{}", picture.ending)
}

/// A number with at most three decimals, and no more than it needs.
fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
