//! What a text says without its form, and what stands in it.

use std::sync::Arc;

use crate::bron::Plek;

use super::boom::{Blok, Doel, Inline, Markdown};
use super::{tekens, zinnen};

impl Markdown {
    /// The words, one line per paragraph, line, item, row or heading. What is struck out stands between `~~`, so that it
    /// is never read as what holds.
    pub fn platte_tekst(&self) -> String {
        self.plat(Plat::Woorden).join("\n")
    }

    /// The words as [`Self::platte_tekst`] has them, with the numbers that items were typed with: for data, where nothing
    /// of what is said may get lost with the form.
    pub fn data_text(&self) -> String {
        self.plat(Plat::Data).join("\n")
    }

    fn plat(&self, hoe: Plat) -> Vec<String> {
        let mut regels = Vec::new();
        for blok in self.blokken.iter() {
            regels_van(blok, hoe, &mut regels);
        }
        regels
    }

    /// Whether it shows nothing.
    pub fn is_leeg(&self) -> bool {
        self.blokken.is_empty()
    }

    /// Whether it is one paragraph or nothing, so that `schrijf_inline` loses nothing.
    pub fn is_een_alinea(&self) -> bool {
        matches!(*self.blokken, [] | [Blok::Alinea(_)])
    }

    /// The first `n` sentences of its paragraphs, lists and quotes, as plain text, without what is struck out.
    pub fn eerste_zinnen(&self, n: usize) -> String {
        let regels = self.plat(Plat::Zinnen);
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

/// What of a text is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plat {
    /// All words.
    Woorden,
    /// All words, and the numbers of items.
    Data,
    /// The sentences that hold: no headings and tables, nothing that is struck out.
    Zinnen,
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

/// The words of a run; a line break ends a line.
fn words(inlines: &[Inline], hoe: Plat) -> String {
    let mut uit = String::new();
    for inline in inlines {
        match inline {
            Inline::Door(_) if hoe == Plat::Zinnen => {}
            Inline::Door(inside) => uit.push_str(&format!("~~{}~~", words(inside, hoe).trim())),
            Inline::Regeleinde => uit.push('\n'),
            Inline::Nadruk(inside) | Inline::Sterk(inside) | Inline::Link { inhoud: inside, .. } => {
                uit.push_str(&words(inside, hoe));
            }
            inline => uit.push_str(&van_inlines(std::slice::from_ref(inline))),
        }
    }
    uit
}

/// Adds the lines of a run.
fn lines(inlines: &[Inline], hoe: Plat, uit: &mut Vec<String>) {
    let words = words(inlines, hoe);
    if hoe != Plat::Zinnen {
        uit.push(words);
        return;
    }
    // What was left out leaves one space.
    let lines = words.lines().map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    uit.extend(lines.filter(|line| !line.is_empty()));
}

fn regels_van(blok: &Blok, hoe: Plat, uit: &mut Vec<String>) {
    match blok {
        Blok::Alinea(inhoud) => lines(inhoud, hoe, uit),
        Blok::Lijst { start, items } => {
            for (nummer, item) in (start.unwrap_or_default()..).zip(items) {
                let van = uit.len();
                item.iter().for_each(|blok| regels_van(blok, hoe, uit));
                if let Some(eerste) = uit.get_mut(van).filter(|_| hoe == Plat::Data && start.is_some()) {
                    eerste.insert_str(0, &format!("{nummer}. "));
                }
            }
        }
        Blok::Citaat(blokken) => blokken.iter().for_each(|blok| regels_van(blok, hoe, uit)),
        _ if hoe == Plat::Zinnen => {}
        Blok::Kop { inhoud, .. } => lines(inhoud, hoe, uit),
        Blok::Code(code) => uit.push(code.trim_end().to_owned()),
        Blok::Tabel { kop, rijen, .. } => {
            for rij in std::iter::once(kop).chain(rijen) {
                let cellen = rij.iter().map(|cel| words(cel, hoe).replace('\n', " "));
                uit.push(cellen.filter(|cel| tekens::zichtbaar(cel)).collect::<Vec<_>>().join(", "));
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
