//! Abbreviations: found in running text, and written in full the first time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::boom::{Blok, Inline, Markdown};
use super::plat;

/// The abbreviations of a document.
#[derive(Debug, Clone, Default)]
pub struct Afkortingen {
    /// Short and long form, per first character of the short form; longest first.
    per_letter: BTreeMap<char, Vec<(String, String)>>,
    /// The first characters, as text: most short forms begin with one of few.
    letters: String,
}

/// How far around an abbreviation its long form is looked for, in bytes: no sentence is longer.
const NEAR: usize = 1000;

/// An abbreviation in a text.
struct Vondst<'a> {
    van: usize,
    tot: usize,
    kort: &'a str,
    voluit: &'a str,
    /// Whether the long form may be put behind it: not inside a compound such as `COPA-overleg`.
    los: bool,
}

impl Afkortingen {
    /// From pairs of a short and a long form; the first of two with the same short form counts.
    pub fn nieuw(paren: Vec<(String, String)>) -> Self {
        let mut per_letter: BTreeMap<char, Vec<(String, String)>> = BTreeMap::new();
        for (kort, voluit) in paren {
            let (kort, voluit) = (kort.trim().to_owned(), voluit.trim().to_owned());
            let Some(letter) = kort.chars().next() else { continue };
            let groep = per_letter.entry(letter).or_default();
            if !voluit.is_empty() && kort != voluit && groep.iter().all(|(k, _)| *k != kort) {
                groep.push((kort, voluit));
            }
        }
        for groep in per_letter.values_mut() {
            groep.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        let letters = per_letter.keys().collect();
        Self { per_letter, letters }
    }

    /// Whether there are none.
    pub fn is_leeg(&self) -> bool {
        self.per_letter.values().all(Vec::is_empty)
    }

    /// Marks the abbreviations in a text; headings and code stay as they are. `gezien` holds the
    /// short forms that were written in full before, on the same page or in the same document.
    pub fn markeer(&self, markdown: &mut Markdown, gezien: &mut BTreeSet<String>) {
        if !self.is_leeg() {
            self.blokken(Arc::make_mut(&mut markdown.blokken), gezien);
        }
    }

    /// Marks the abbreviations in a text that will stand between brackets: long forms follow after a comma.
    pub fn mark_bracketed(&self, markdown: &mut Markdown, gezien: &mut BTreeSet<String>) {
        if !self.is_leeg() {
            for blok in Arc::make_mut(&mut markdown.blokken) {
                if let Blok::Alinea(inhoud) = blok {
                    let plat = plat::van_inlines(inhoud);
                    // The bracket that is open already.
                    let plat = format!("({plat}");
                    self.inlines(inhoud, &plat, &mut 1, gezien);
                }
            }
        }
    }

    /// Marks the abbreviations in a text without markup.
    pub fn markeer_tekst(&self, tekst: &str, gezien: &mut BTreeSet<String>) -> Vec<Inline> {
        let mut inlines = vec![Inline::Tekst(tekst.to_owned())];
        self.reeks(&mut inlines, gezien);
        inlines
    }

    fn blokken(&self, blokken: &mut [Blok], gezien: &mut BTreeSet<String>) {
        for blok in blokken {
            match blok {
                Blok::Alinea(inhoud) => self.reeks(inhoud, gezien),
                Blok::Lijst { items, .. } => items.iter_mut().for_each(|item| self.blokken(item, gezien)),
                Blok::Citaat(blokken) => self.blokken(blokken, gezien),
                Blok::Tabel { kop, rijen, .. } => {
                    for cel in kop.iter_mut().chain(rijen.iter_mut().flatten()) {
                        self.reeks(cel, gezien);
                    }
                }
                Blok::Kop { .. } | Blok::Code(_) | Blok::Lijn | Blok::Figuur { .. } => {}
            }
        }
    }

    fn reeks(&self, inlines: &mut Vec<Inline>, gezien: &mut BTreeSet<String>) {
        let plat = plat::van_inlines(inlines);
        self.inlines(inlines, &plat, &mut 0, gezien);
    }

    /// Splits texts. `plat` is the whole paragraph and `positie` how far in it we are, so that
    /// what stands around an abbreviation is seen across bold and links.
    fn inlines(&self, inlines: &mut Vec<Inline>, plat: &str, positie: &mut usize, gezien: &mut BTreeSet<String>) {
        for mut inline in std::mem::take(inlines) {
            match &mut inline {
                Inline::Tekst(tekst) => {
                    let van = *positie;
                    *positie += tekst.len();
                    self.splits(plat, van, *positie, gezien, inlines);
                    continue;
                }
                Inline::Nadruk(i) | Inline::Sterk(i) | Inline::Door(i) | Inline::Link { inhoud: i, .. } => {
                    self.inlines(i, plat, positie, gezien);
                }
                _ => *positie += plat::van_inlines(std::slice::from_ref(&inline)).len(),
            }
            inlines.push(inline);
        }
    }

    /// Adds the text `van..tot` of a paragraph, with its abbreviations marked.
    fn splits(&self, plat: &str, van: usize, tot: usize, gezien: &mut BTreeSet<String>, uit: &mut Vec<Inline>) {
        let mut over = van;
        let mut i = van;
        // Only where a short form may begin is looked closer.
        let begin = |c: char| self.letters.contains(c);
        while let Some((verder, letter)) = plat.get(i..tot).and_then(|t| t.char_indices().find(|(_, c)| begin(*c))) {
            i += verder;
            let Some(vondst) = self.vind(plat, i, tot, letter) else {
                i += letter.len_utf8();
                continue;
            };
            if vondst.van > over {
                uit.push(Inline::Tekst(plat[over..vondst.van].to_owned()));
            }
            let (voor, na) = (&plat[..vondst.van], &plat[vondst.tot..]);
            // What was told before needs no look around: a text may name it thousands of times.
            let known = gezien.contains(vondst.kort);
            let staat_er = !known && stands_beside(voor, na, vondst.voluit);
            let nieuw = !known && (vondst.los || staat_er) && gezien.insert(vondst.kort.to_owned());
            let bracketed = nieuw && inside_brackets(voor);
            uit.push(Inline::Afkorting {
                kort: plat[vondst.van..vondst.tot].to_owned(),
                voluit: vondst.voluit.to_owned(),
                eerste: nieuw && !staat_er && !bracketed && !vondst.voluit.contains('('),
            });
            // No bracket inside a bracket: there the long form follows after a comma.
            if nieuw && !staat_er && bracketed {
                uit.push(Inline::Tekst(format!(", {}", square_brackets(vondst.voluit))));
            } else if nieuw && !staat_er && vondst.voluit.contains('(') {
                uit.push(Inline::Tekst(format!(", {}", vondst.voluit)));
            }
            over = vondst.tot;
            i = vondst.tot;
        }
        if over < tot {
            uit.push(Inline::Tekst(plat[over..tot].to_owned()));
        }
    }

    /// The abbreviation that starts at `van`.
    fn vind(&self, plat: &str, van: usize, tot: usize, letter: char) -> Option<Vondst<'_>> {
        let groep = self.per_letter.get(&letter)?;
        if !begint_woord(&plat[..van]) {
            return None;
        }
        groep.iter().find_map(|(kort, voluit)| {
            let na = plat.get(van..tot)?.strip_prefix(kort.as_str())?;
            let rest = &plat[van + kort.len()..];
            let meervoud = ["'s", "’s", "s"].into_iter().find(|m| na.starts_with(m) && eindigt_woord(&rest[m.len()..]));
            let lengte = match meervoud {
                Some(meervoud) => meervoud.len(),
                None if eindigt_woord(rest) => 0,
                None => return None,
            };
            // Nothing is put inside a word: `COPA-overleg`, `RT'er`, `VO/VSO`.
            let los = !rest[lengte..].starts_with(['-', '\'', '’', '/']) && !plat[..van].ends_with(['-', '/']);
            Some(Vondst { van, tot: van + kort.len() + lengte, kort, voluit, los })
        })
    }
}

/// Whether a word may start after this text; not inside an address such as `a@swv.nl`.
fn begint_woord(voor: &str) -> bool {
    let mut terug = voor.chars().rev();
    match terug.next() {
        None => true,
        Some('.' | '/') => !terug.next().is_some_and(|c| c.is_alphanumeric() && voor.ends_with('.') || c == '/'),
        Some(c) => !(c.is_alphanumeric() || matches!(c, '@' | '_' | '#')),
    }
}

/// Whether a word may end before this text.
fn eindigt_woord(na: &str) -> bool {
    let mut verder = na.chars();
    match verder.next() {
        None => true,
        Some('.') => !verder.next().is_some_and(char::is_alphanumeric),
        Some(c) => !(c.is_alphanumeric() || matches!(c, '@' | '_')),
    }
}

/// Whether the long form stands right before or after the short one (`COPA (coördinator ...)`, `coördinator ...
/// (COPA)`), or elsewhere in the same sentence: `JES betekent jeugd en school`.
fn stands_beside(before: &str, after: &str, long: &str) -> bool {
    let end = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let before = before.get(before.ceil_char_boundary(before.len().saturating_sub(NEAR))..).unwrap_or_default();
    let after = after.get(..after.floor_char_boundary(NEAR)).unwrap_or_default();
    let before = before.rsplit(end).next().unwrap_or_default();
    let after = after.split(end).next().unwrap_or_default();
    let long = long.to_lowercase();
    before.to_lowercase().contains(&long) || after.to_lowercase().contains(&long)
}

/// Whether a bracket is open at the end of this text.
fn inside_brackets(before: &str) -> bool {
    let depth = before.chars().fold(0_usize, |depth, c| match c {
        '(' => depth + 1,
        ')' => depth.saturating_sub(1),
        _ => depth,
    });
    depth > 0
}

/// `aandachtstekort (met drukte)` as it can stand inside brackets: `aandachtstekort [met drukte]`.
fn square_brackets(long: &str) -> String {
    long.replace('(', "[").replace(')', "]")
}
