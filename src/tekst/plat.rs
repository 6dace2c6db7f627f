//! What a text says without its form, and what stands in it.

use std::sync::Arc;

use crate::bron::Plek;

use super::boom::{Blok, Doel, Inline, Markdown};
use super::{tekens, zinnen};

impl Markdown {
    /// The words, one line per paragraph, item, row or heading.
    pub fn platte_tekst(&self) -> String {
        let mut regels = Vec::new();
        for blok in self.blokken.iter() {
            regels_van(blok, true, &mut regels);
        }
        regels.join("\n")
    }

    /// Whether it shows nothing.
    pub fn is_leeg(&self) -> bool {
        self.blokken.is_empty()
    }

    /// Whether it is one paragraph or nothing, so that `schrijf_inline` loses nothing.
    pub fn is_een_alinea(&self) -> bool {
        matches!(*self.blokken, [] | [Blok::Alinea(_)])
    }

    /// The first `n` sentences of its paragraphs, lists and quotes, as plain text.
    pub fn eerste_zinnen(&self, n: usize) -> String {
        let mut regels = Vec::new();
        for blok in self.blokken.iter() {
            regels_van(blok, false, &mut regels);
        }
        let alle = regels.iter().flat_map(|regel| zinnen::zinnen(regel));
        alle.take(n).collect::<Vec<_>>().join(" ")
    }

    /// Its links, in order.
    pub fn links(&self) -> Vec<(&Doel, &Plek)> {
        let mut uit = Vec::new();
        self.elke_inline(&mut |inline| {
            if let Inline::Link { doel, plek, .. } = inline {
                uit.push((doel, plek));
            }
        });
        uit
    }

    /// The paths of its images, in order.
    pub fn afbeeldingen(&self) -> Vec<(&str, &Plek)> {
        fn van_blokken<'a>(blokken: &'a [Blok], uit: &mut Vec<(&'a str, &'a Plek)>) {
            for blok in blokken {
                if let Blok::Figuur { bestand, plek, .. } = blok {
                    uit.push((bestand, plek));
                }
                let mut neem = |inline: &'a Inline| {
                    if let Inline::Afbeelding { bestand, plek, .. } = inline {
                        uit.push((bestand, plek));
                    }
                };
                eigen_inlines(blok, &mut |inlines| elke(inlines, &mut neem));
                for deel in eigen_blokken(blok) {
                    van_blokken(deel, uit);
                }
            }
        }
        let mut uit = Vec::new();
        van_blokken(&self.blokken, &mut uit);
        uit
    }

    fn elke_inline<'a>(&'a self, doe: &mut dyn FnMut(&'a Inline)) {
        fn van_blokken<'a>(blokken: &'a [Blok], doe: &mut dyn FnMut(&'a Inline)) {
            for blok in blokken {
                eigen_inlines(blok, &mut |inlines| elke(inlines, doe));
                for deel in eigen_blokken(blok) {
                    van_blokken(deel, doe);
                }
            }
        }
        van_blokken(&self.blokken, doe);
    }

    /// Replaces every piece of text, code and alternative text, for example by what
    /// [`tekens::zonder_vorm`] makes of it. Links and paths stay.
    pub fn vervang_tekst(&mut self, vervang: &mut dyn FnMut(&str) -> String) {
        for blok in Arc::make_mut(&mut self.blokken) {
            vervang_blok(blok, vervang);
        }
    }
}

/// The runs of inlines that stand directly in a block.
fn eigen_inlines<'a>(blok: &'a Blok, doe: &mut dyn FnMut(&'a [Inline])) {
    match blok {
        Blok::Kop { inhoud, .. } | Blok::Alinea(inhoud) => doe(inhoud),
        Blok::Tabel { kop, rijen, .. } => kop.iter().chain(rijen.iter().flatten()).for_each(|cel| doe(cel)),
        Blok::Lijst { .. } | Blok::Citaat(_) | Blok::Code(_) | Blok::Lijn | Blok::Figuur { .. } => {}
    }
}

/// The runs of blocks that stand directly in a block.
fn eigen_blokken(blok: &Blok) -> impl Iterator<Item = &[Blok]> {
    let (items, citaat): (&[Vec<Blok>], &[Blok]) = match blok {
        Blok::Lijst { items, .. } => (items, &[]),
        Blok::Citaat(blokken) => (&[], blokken),
        _ => (&[], &[]),
    };
    items.iter().map(Vec::as_slice).chain(std::iter::once(citaat))
}

fn elke<'a>(inlines: &'a [Inline], doe: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        doe(inline);
        match inline {
            Inline::Nadruk(i) | Inline::Sterk(i) | Inline::Door(i) | Inline::Link { inhoud: i, .. } => elke(i, doe),
            _ => {}
        }
    }
}

/// The words of inlines, on one line.
pub(super) fn van_inlines(inlines: &[Inline]) -> String {
    let mut uit = String::new();
    elke(inlines, &mut |inline| match inline {
        Inline::Tekst(t) | Inline::Code(t) | Inline::Afkorting { kort: t, .. } | Inline::Afbeelding { alt: t, .. } => {
            uit.push_str(t);
        }
        Inline::Regeleinde => uit.push(' '),
        Inline::Nadruk(_) | Inline::Sterk(_) | Inline::Door(_) | Inline::Link { .. } => {}
    });
    uit
}

fn regels_van(blok: &Blok, alles: bool, uit: &mut Vec<String>) {
    match blok {
        Blok::Alinea(inhoud) => uit.push(van_inlines(inhoud)),
        Blok::Lijst { .. } | Blok::Citaat(_) => {
            for blok in eigen_blokken(blok).flatten() {
                regels_van(blok, alles, uit);
            }
        }
        _ if !alles => {}
        Blok::Kop { inhoud, .. } => uit.push(van_inlines(inhoud)),
        Blok::Code(code) => uit.push(code.trim_end().to_owned()),
        Blok::Tabel { kop, rijen, .. } => {
            for rij in std::iter::once(kop).chain(rijen) {
                let cellen = rij.iter().map(|cel| van_inlines(cel)).filter(|cel| tekens::zichtbaar(cel));
                uit.push(cellen.collect::<Vec<_>>().join(", "));
            }
        }
        Blok::Figuur { alt, .. } => uit.push(alt.clone()),
        Blok::Lijn => {}
    }
}

fn vervang_blok(blok: &mut Blok, vervang: &mut dyn FnMut(&str) -> String) {
    match blok {
        Blok::Kop { inhoud, .. } | Blok::Alinea(inhoud) => vervang_inlines(inhoud, vervang),
        Blok::Lijst { items, .. } => items.iter_mut().flatten().for_each(|b| vervang_blok(b, vervang)),
        Blok::Citaat(blokken) => blokken.iter_mut().for_each(|b| vervang_blok(b, vervang)),
        Blok::Code(tekst) | Blok::Figuur { alt: tekst, .. } => *tekst = vervang(tekst),
        Blok::Tabel { kop, rijen, .. } => {
            kop.iter_mut().chain(rijen.iter_mut().flatten()).for_each(|cel| vervang_inlines(cel, vervang));
        }
        Blok::Lijn => {}
    }
}

/// [`Markdown::vervang_tekst`] for inlines that stand alone.
pub fn vervang_inlines(inlines: &mut [Inline], vervang: &mut dyn FnMut(&str) -> String) {
    for inline in inlines {
        match inline {
            Inline::Tekst(t) | Inline::Code(t) | Inline::Afbeelding { alt: t, .. } => *t = vervang(t),
            Inline::Nadruk(i) | Inline::Sterk(i) | Inline::Door(i) | Inline::Link { inhoud: i, .. } => {
                vervang_inlines(i, vervang);
            }
            Inline::Afkorting { kort, voluit, .. } => {
                *kort = vervang(kort);
                *voluit = vervang(voluit);
            }
            Inline::Regeleinde => {}
        }
    }
}
