//! `thema.yaml`: name, parent and colours of a theme.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::bestanden::Bestanden;
use crate::model::lezer::{KaartLezer, Woord, bedoelde};
use crate::yaml;

use super::kleuren::Kleur;

/// What `thema.yaml` says.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) ouder: Option<Woord>,
    pub(super) licht: Vec<(Woord, Kleur)>,
    pub(super) donker: Vec<(Woord, Kleur)>,
}

/// Names of the colours, as in `thema.yaml`, CSS custom properties and Typst.
const NAMEN: [&str; 14] = [
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

/// Tones between two colours, for pictures and bands: name, colour, share of it in percent; the
/// rest is paper. A theme that changes its accent has them changed too, and checked.
const TONEN: [(&str, &str, f64); 2] = [("tint", "accent", 14.0), ("half", "accent", 45.0)];

/// Pairs that stand on each other, and the least contrast between them (WCAG 2.2, 1.4.3 and
/// 1.4.11): 4.5 where it is text, 3 where it is the edge of something drawn.
const PAREN: [(&str, &str, f64); 21] = [
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
    licht: BTreeMap<String, (Woord, Kleur)>,
    donker: BTreeMap<String, (Woord, Kleur)>,
}

/// Reads a manifest. The site's own layer needs none to override a single template.
pub(super) fn lees(bestanden: &Bestanden, eigen_laag: bool, meldingen: &mut Meldingen) -> Manifest {
    let mut manifest = Manifest::default();
    let er_is = bestanden.inhoud(meldingen).bestanden.iter().any(|naam| naam == "thema.yaml");
    if eigen_laag && !er_is {
        return manifest;
    }
    let bron = bestanden.lees_tekst("thema.yaml", None, meldingen);
    let Some(knoop) = bron.and_then(|bron| yaml::lees(&bron, meldingen)) else { return manifest };
    let Some(mut lezer) = KaartLezer::nieuw(&knoop, "`thema.yaml`", meldingen) else { return manifest };
    lezer.moet_tekst("naam", meldingen);
    manifest.ouder = lezer.tekst("ouder", meldingen);
    for (sleutel, kleuren) in [("kleuren", &mut manifest.licht), ("kleuren-donker", &mut manifest.donker)] {
        let Some(knoop) = lezer.neem(sleutel) else { continue };
        let Some(mut deel) = KaartLezer::nieuw(knoop, "kleuren", meldingen) else { continue };
        for naam in NAMEN {
            let Some(woord) = deel.tekst(naam, meldingen) else { continue };
            match Kleur::lees(&woord.tekst) {
                Some(kleur) => kleuren.push((Woord { tekst: naam.to_owned(), plek: woord.plek }, kleur)),
                None => meldingen.meld(
                    Melding::op(Code::ThemaFout, &woord.plek, format!("`{}` is geen kleur", woord.tekst))
                        .hint("schrijf een kleur als `\"#0b5a6f\"`"),
                ),
            }
        }
        for paar in deel.overige() {
            meldingen.meld(
                Melding::op(Code::OnbekendeSleutel, &paar.sleutel_plek, format!("er is geen kleur `{}`", paar.sleutel))
                    .hint(bedoelde(&paar.sleutel, NAMEN.into_iter())),
            );
        }
    }
    lezer.klaar(meldingen);
    manifest
}

impl Tokens {
    pub(super) fn neem_over(&mut self, manifest: &Manifest) {
        for (van, naar) in [(&manifest.licht, &mut self.licht), (&manifest.donker, &mut self.donker)] {
            for (naam, kleur) in van {
                naar.insert(naam.tekst.clone(), (naam.clone(), *kleur));
            }
        }
    }

    /// Reports pairs with too little contrast.
    pub(super) fn controleer(&self, meldingen: &mut Meldingen) {
        for (kleuren, wanneer) in [(&self.licht, "licht"), (&self.donker, "donker")] {
            let tonen = tonen(kleuren);
            let kleur = |naam: &str| kleuren.get(naam).or_else(|| tonen.get(naam));
            for (op, onder, minstens) in PAREN {
                let (Some((op_plek, a)), Some((onder_plek, b))) = (kleur(op), kleur(onder)) else {
                    continue;
                };
                let plek = if is_standaard(op_plek) { onder_plek } else { op_plek };
                let contrast = a.contrast(*b);
                if contrast < minstens {
                    // Rounded down, so that it never reads "4,5, nodig is 4,5".
                    let contrast = (contrast * 10.0).floor() / 10.0;
                    let bericht = format!(
                        "kleur `{op}` is te slecht te zien op `{onder}` ({wanneer}): contrast {contrast:.1}, nodig is {minstens:.1}"
                    )
                    .replace('.', ",");
                    meldingen.meld(Melding::op(Code::ThemaFout, &plek.plek, bericht).hint("maak het verschil groter"));
                }
            }
        }
    }

    /// A colour in light mode, as `#rrggbb`.
    pub fn kleur(&self, naam: &str) -> Option<String> {
        self.licht.get(naam).map(|(_, kleur)| kleur.hex())
    }

    /// As CSS custom properties.
    pub(super) fn css(&self) -> String {
        let regels = |kleuren: &BTreeMap<String, (Woord, Kleur)>| {
            kleuren.iter().chain(&tonen(kleuren)).fold(String::new(), |mut uit, (naam, (_, kleur))| {
                let _ = write!(uit, "--{naam}:{};", kleur.hex());
                uit
            })
        };
        format!(
            ":root{{{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n",
            regels(&self.licht),
            regels(&self.donker)
        )
    }

    /// As a Typst dictionary of colours.
    pub fn typst(&self) -> String {
        let mut uit = String::from("(");
        for (naam, (_, kleur)) in self.licht.iter().chain(&tonen(&self.licht)) {
            let _ = write!(uit, "{}: rgb({}), ", naam, crate::tekst::typst::code(&kleur.hex()));
        }
        uit.push(')');
        uit
    }
}

/// Whether the standard theme says so. It is right by itself: what was changed is what must be mended.
fn is_standaard(woord: &Woord) -> bool {
    woord.plek.pad().starts_with("themes/standaard")
}

/// The tones that follow from colours, each at the place of the colour that was changed.
fn tonen(kleuren: &BTreeMap<String, (Woord, Kleur)>) -> BTreeMap<String, (Woord, Kleur)> {
    let toon = |(naam, van, deel): (&str, &str, f64)| {
        let ((plek, kleur), (papier_plek, papier)) = (kleuren.get(van)?, kleuren.get("papier")?);
        let plek = if is_standaard(plek) { papier_plek } else { plek };
        Some((naam.to_owned(), (plek.clone(), kleur.gemengd(*papier, deel / 100.0))))
    };
    TONEN.into_iter().filter_map(toon).collect()
}
