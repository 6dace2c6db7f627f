//! Text measured with the metrics of real fonts, and broken into lines.
//!
//! The fonts are those that PDFs are set in. A page is read in the reader's own font, which nobody
//! knows here; its text is measured with the same font and a factor that covers the usual ones (see
//! `docs/decisions.md` for how that was measured).

use std::cell::RefCell;
use std::collections::HashMap;

use rustybuzz::{Direction, Face, Script, ShapePlan, UnicodeBuffer, script};

/// Width of a character that no font has, in em: wide enough for emoji.
const ONBEKEND: f64 = 1.25;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Snit {
    /// Regular.
    Gewoon,
    /// Semibold.
    Vet,
}

/// The fonts that text is measured with.
pub struct Letters {
    gewoon: Vec<Face<'static>>,
    vet: Vec<Face<'static>>,
    /// How each font sets a script. Working that out takes far longer than setting a word.
    plannen: RefCell<Vec<Plan>>,
}

/// How a font sets a script.
struct Plan {
    snit: Snit,
    /// Index of the font.
    font: usize,
    richting: Direction,
    schrift: Script,
    plan: ShapePlan,
}

impl Letters {
    /// Finds the text fonts among those that the PDF compiler embeds.
    pub fn nieuw() -> Self {
        let (mut gewoon, mut vet) = (Vec::new(), Vec::new());
        let mut reserve = Vec::new();
        for data in typst_assets::fonts() {
            let Some(face) = Face::from_slice(data, 0) else { continue };
            if face.is_italic() || face.tables().math.is_some() {
                continue;
            }
            match (naam(&face).as_str(), face.weight().to_number()) {
                ("Libertinus Serif", 400) => gewoon.push(face),
                ("Libertinus Serif", 600) => vet.push(face),
                (_, 400) => reserve.push(face),
                _ => {}
            }
        }
        // What the text font lacks, PDFs take from the others.
        vet.extend(reserve.iter().cloned());
        gewoon.extend(reserve);
        Self { gewoon, vet, plannen: RefCell::default() }
    }

    /// Width of a text in em.
    fn em(&self, tekst: &str, snit: Snit) -> f64 {
        let gezichten = match snit {
            Snit::Gewoon => &self.gewoon,
            Snit::Vet => &self.vet,
        };
        let heeft = |c: char| gezichten.iter().position(|g| g.glyph_index(c).is_some());
        let mut totaal = 0.0;
        let mut rest = tekst;
        // Stretches of characters that one font has.
        while let Some(eerste) = rest.chars().next() {
            let font = heeft(eerste);
            let lengte = rest.find(|c: char| heeft(c) != font).unwrap_or(rest.len());
            let (deel, verder) = rest.split_at(lengte);
            rest = verder;
            totaal += match font.and_then(|i| gezichten.get(i).map(|gezicht| (i, gezicht))) {
                None => deel.chars().count() as f64 * ONBEKEND,
                Some((font, gezicht)) => {
                    let som = self.eenheden(deel, snit, font, gezicht);
                    som as f64 / f64::from(gezicht.units_per_em().max(1))
                }
            };
        }
        totaal
    }

    /// Width of a text that the font has all characters of, in units of the font.
    fn eenheden(&self, tekst: &str, snit: Snit, font: usize, gezicht: &Face<'static>) -> i64 {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(tekst);
        buffer.guess_segment_properties();
        let (richting, schrift) = (buffer.direction(), buffer.script());
        let mut plannen = self.plannen.borrow_mut();
        let past = |p: &Plan| (p.snit, p.font, p.richting, p.schrift) == (snit, font, richting, schrift);
        let nummer = plannen.iter().position(past).unwrap_or_else(|| {
            let taal = buffer.language();
            let bekend = Some(schrift).filter(|schrift| *schrift != script::UNKNOWN);
            let plan = ShapePlan::new(gezicht, richting, bekend, taal.as_ref(), &[]);
            plannen.push(Plan { snit, font, richting, schrift, plan });
            plannen.len() - 1
        });
        let Some(Plan { plan, .. }) = plannen.get(nummer) else { return 0 };
        let glyphs = rustybuzz::shape_with_plan(gezicht, plan, buffer);
        glyphs.glyph_positions().iter().map(|p| i64::from(p.x_advance)).sum()
    }
}

/// The family name of a font.
fn naam(face: &Face<'_>) -> String {
    let lees = |id| face.names().into_iter().filter(|n| n.name_id == id).find_map(|n| n.to_string());
    lees(ttf_parser::name_id::TYPOGRAPHIC_FAMILY).or_else(|| lees(ttf_parser::name_id::FAMILY)).unwrap_or_default()
}

/// Measures text at one size.
pub struct Meter<'a> {
    letters: &'a Letters,
    /// Size times factor: what one em of the measuring font takes.
    em: f64,
    bekend: RefCell<HashMap<(String, Snit), f64>>,
}

impl<'a> Meter<'a> {
    /// A meter for text of a size, in a font at most `factor` times as wide as the measuring font.
    pub fn nieuw(letters: &'a Letters, maat: f64, factor: f64) -> Self {
        Self { letters, em: maat * factor, bekend: RefCell::default() }
    }

    /// Width of a text on one line.
    pub fn breedte(&self, tekst: &str, snit: Snit) -> f64 {
        let spatie = self.woord(" ", snit);
        let mut woorden = 0;
        let mut totaal = 0.0;
        for woord in tekst.split_whitespace() {
            woorden += 1;
            totaal += self.woord(woord, snit);
        }
        totaal + spatie * f64::from((woorden as u32).saturating_sub(1))
    }

    fn woord(&self, woord: &str, snit: Snit) -> f64 {
        let sleutel = (woord.to_owned(), snit);
        if let Some(breedte) = self.bekend.borrow().get(&sleutel) {
            return *breedte;
        }
        let breedte = self.letters.em(woord, snit) * self.em;
        self.bekend.borrow_mut().insert(sleutel, breedte);
        breedte
    }

    /// Breaks a text into lines that fit `ruimte`. A word that is too long for a line is broken
    /// between syllables, or else anywhere; after `hoogstens` lines the rest becomes `…`.
    pub fn regels(&self, tekst: &str, snit: Snit, ruimte: f64, hoogstens: usize) -> Vec<String> {
        let spatie = self.woord(" ", snit);
        let mut regels: Vec<String> = Vec::new();
        let mut regel = String::new();
        let mut vol = 0.0;
        for stuk in stukken(tekst) {
            let mut stuk = Stuk { los: stuk.los, tekst: stuk.tekst };
            loop {
                let breedte = self.woord(stuk.tekst, snit);
                let voor = if regel.is_empty() || !stuk.los { 0.0 } else { spatie };
                if vol + voor + breedte <= ruimte {
                    if voor > 0.0 {
                        regel.push(' ');
                    }
                    regel.push_str(stuk.tekst);
                    vol += voor + breedte;
                    break;
                }
                // A word that fits a line of its own moves there; a longer one is broken, here if a
                // syllable fits.
                if breedte <= ruimte && !regel.is_empty() {
                    regels.push(std::mem::take(&mut regel));
                    vol = 0.0;
                    continue;
                }
                let over = ruimte - vol - voor;
                match self.breek(stuk.tekst, snit, over, regel.is_empty()) {
                    Some((begin, rest)) => {
                        if voor > 0.0 {
                            regel.push(' ');
                        }
                        regel.push_str(&begin);
                        regels.push(std::mem::take(&mut regel));
                        vol = 0.0;
                        stuk = Stuk { los: false, tekst: rest };
                        if rest.is_empty() {
                            break;
                        }
                    }
                    None => {
                        regels.push(std::mem::take(&mut regel));
                        vol = 0.0;
                    }
                }
                if regels.len() > hoogstens {
                    break;
                }
            }
            if regels.len() > hoogstens {
                break;
            }
        }
        if !regel.is_empty() {
            regels.push(regel);
        }
        if regels.len() > hoogstens {
            regels.truncate(hoogstens);
            if let Some(laatste) = regels.last_mut() {
                while !laatste.is_empty() && self.breedte(laatste, snit) + self.woord("…", snit) > ruimte {
                    laatste.pop();
                }
                laatste.truncate(laatste.trim_end().len());
                laatste.push('…');
            }
        }
        regels
    }

    /// The longest beginning of a word that fits, with its hyphen, and the rest. `hard`: when no
    /// syllable fits, at any character; at least one character is taken.
    fn breek<'t>(&self, woord: &'t str, snit: Snit, ruimte: f64, hard: bool) -> Option<(String, &'t str)> {
        let mut beste = None;
        for plek in lettergrepen(woord) {
            let begin = format!("{}-", &woord[..plek]);
            if self.woord(&begin, snit) <= ruimte {
                beste = Some((begin, &woord[plek..]));
            }
        }
        if beste.is_some() || !hard {
            return beste;
        }
        let mut eind = 0;
        for (i, c) in woord.char_indices() {
            let tot = i + c.len_utf8();
            // What belongs to the character before it stays there.
            let hoort_erbij = matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
                || woord[..i].ends_with('\u{200d}');
            if eind > 0 && !hoort_erbij && self.woord(&woord[..tot], snit) > ruimte {
                break;
            }
            eind = tot;
        }
        Some((woord[..eind].to_owned(), &woord[eind..]))
    }
}

/// A part of a text that stays on one line if it can.
struct Stuk<'t> {
    /// Whether a space stands before it.
    los: bool,
    tekst: &'t str,
}

/// Words, parted after hyphens and slashes inside them.
fn stukken(tekst: &str) -> impl Iterator<Item = Stuk<'_>> {
    tekst.split_whitespace().flat_map(|woord| {
        woord.split_inclusive(['-', '/', '\u{ad}']).enumerate().map(|(i, tekst)| Stuk { los: i == 0, tekst })
    })
}

/// Places where a word may be broken: between syllables of its letters, Dutch rules.
fn lettergrepen(woord: &str) -> Vec<usize> {
    let mut uit = Vec::new();
    let begin = woord.find(char::is_alphabetic).unwrap_or(0);
    let kern = &woord[begin..];
    let kern = &kern[..kern.find(|c: char| !c.is_alphabetic()).unwrap_or(kern.len())];
    // Longer than any word: patterns say nothing about it.
    if kern.len() > 80 {
        return uit;
    }
    let mut plek = begin;
    for lettergreep in hypher::hyphenate(kern, hypher::Lang::Dutch) {
        plek += lettergreep.len();
        if plek < begin + kern.len() {
            uit.push(plek);
        }
    }
    uit
}
