//! Text measured with the metrics of real fonts, and broken into lines.
//!
//! The fonts are those that PDFs are set in. A page is read in the reader's own font, which is unknown here; its text
//! is measured with the same font and a factor that covers the usual ones (`docs/decisions/036` tells how that was
//! measured).

use std::cell::RefCell;
use std::collections::HashMap;

use rustybuzz::{Direction, Face, Script, ShapePlan, UnicodeBuffer, script};

/// Width of a character that no font has, in em: wide enough for emoji.
const UNKNOWN_WIDTH: f64 = 1.25;

/// The weight in which a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Regular.
    Plain,
    /// Semibold.
    Bold,
}

/// The fonts that text is measured with.
pub struct Letters {
    plain: Vec<Face<'static>>,
    bold: Vec<Face<'static>>,
    /// How each font shapes a script: working that out takes far longer than shaping a word.
    plans: RefCell<Vec<Plan>>,
}

/// How a font shapes a script.
struct Plan {
    weight: Weight,
    /// Index of the font.
    font: usize,
    direction: Direction,
    script: Script,
    plan: ShapePlan,
}

impl Letters {
    /// Picks the text fonts from those that the PDF compiler embeds.
    pub fn builtin() -> Self {
        let (mut plain, mut bold) = (Vec::new(), Vec::new());
        let mut reserve = Vec::new();
        for data in typst_assets::fonts() {
            let Some(face) = Face::from_slice(data, 0) else { continue };
            if face.is_italic() || face.tables().math.is_some() {
                continue;
            }
            match (name(&face).as_str(), face.weight().to_number()) {
                ("Libertinus Serif", 400) => plain.push(face),
                ("Libertinus Serif", 600) => bold.push(face),
                (_, 400) => reserve.push(face),
                _ => {}
            }
        }
        // Characters that the text font lacks, PDFs take from the others.
        bold.extend(reserve.iter().cloned());
        plain.extend(reserve);
        Self { plain, bold, plans: RefCell::default() }
    }

    /// Width of a text in em.
    fn em(&self, text: &str, weight: Weight) -> f64 {
        let faces = match weight {
            Weight::Plain => &self.plain,
            Weight::Bold => &self.bold,
        };
        let has = |c: char| faces.iter().position(|g| g.glyph_index(c).is_some());
        let mut total = 0.0;
        let mut rest = text;
        // Runs of characters that the same font has.
        while let Some(first) = rest.chars().next() {
            let font = has(first);
            let length = rest.find(|c: char| has(c) != font).unwrap_or(rest.len());
            let (part, further) = rest.split_at(length);
            rest = further;
            total += match font.and_then(|i| faces.get(i).map(|face| (i, face))) {
                None => part.chars().count() as f64 * UNKNOWN_WIDTH,
                Some((font, face)) => {
                    let sum = self.units(part, weight, font, face);
                    sum as f64 / f64::from(face.units_per_em().max(1))
                }
            };
        }
        total
    }

    /// Width of a text in units of the font, which has all its characters.
    fn units(&self, text: &str, weight: Weight, font: usize, face: &Face<'static>) -> i64 {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let (direction, script) = (buffer.direction(), buffer.script());
        let mut plans = self.plans.borrow_mut();
        let fits = |p: &Plan| (p.weight, p.font, p.direction, p.script) == (weight, font, direction, script);
        let number = plans.iter().position(fits).unwrap_or_else(|| {
            let language = buffer.language();
            let known = Some(script).filter(|script| *script != script::UNKNOWN);
            let plan = ShapePlan::new(face, direction, known, language.as_ref(), &[]);
            plans.push(Plan { weight, font, direction, script, plan });
            plans.len() - 1
        });
        let Some(Plan { plan, .. }) = plans.get(number) else { return 0 };
        let glyphs = rustybuzz::shape_with_plan(face, plan, buffer);
        glyphs.glyph_positions().iter().map(|p| i64::from(p.x_advance)).sum()
    }
}

/// The family name of a font.
fn name(face: &Face<'_>) -> String {
    let read = |id| face.names().into_iter().filter(|n| n.name_id == id).find_map(|n| n.to_string());
    read(ttf_parser::name_id::TYPOGRAPHIC_FAMILY).or_else(|| read(ttf_parser::name_id::FAMILY)).unwrap_or_default()
}

/// Measures text at one size.
pub struct Meter<'a> {
    letters: &'a Letters,
    /// Size times factor: what one em of the measuring font amounts to.
    em: f64,
    known: RefCell<HashMap<(String, Weight), f64>>,
}

impl<'a> Meter<'a> {
    /// A meter for text of this size, in a font at most `factor` times as wide as the measuring font.
    pub fn new(letters: &'a Letters, size: f64, factor: f64) -> Self {
        Self { letters, em: size * factor, known: RefCell::default() }
    }

    /// Width of a text on one line.
    pub fn width(&self, text: &str, weight: Weight) -> f64 {
        let space = self.word(" ", weight);
        let mut words = 0;
        let mut total = 0.0;
        for word in text.split_whitespace() {
            words += 1;
            total += self.word(word, weight);
        }
        total + space * f64::from((words as u32).saturating_sub(1))
    }

    fn word(&self, word: &str, weight: Weight) -> f64 {
        let key = (word.to_owned(), weight);
        if let Some(width) = self.known.borrow().get(&key) {
            return *width;
        }
        let width = self.letters.em(word, weight) * self.em;
        self.known.borrow_mut().insert(key, width);
        width
    }

    /// Breaks a text into lines that fit `room`. A word that is too long for a line is broken between syllables, or
    /// else anywhere; after `at_most` lines the rest becomes `…`.
    pub fn lines(&self, text: &str, weight: Weight, room: f64, at_most: usize) -> Vec<String> {
        let space = self.word(" ", weight);
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let mut filled_width = 0.0;
        for piece in pieces(text) {
            let mut piece = WordPiece { after_space: piece.after_space, text: piece.text };
            loop {
                let width = self.word(piece.text, weight);
                let before = if line.is_empty() || !piece.after_space { 0.0 } else { space };
                if filled_width + before + width <= room {
                    if before > 0.0 {
                        line.push(' ');
                    }
                    line.push_str(piece.text);
                    filled_width += before + width;
                    break;
                }
                // A word that fits on a line of its own moves there; a longer one is broken, on this line if a syllable
                // fits.
                if width <= room && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    filled_width = 0.0;
                    continue;
                }
                let left_over = room - filled_width - before;
                match self.break_word(piece.text, weight, left_over, line.is_empty()) {
                    Some((begin, rest)) => {
                        if before > 0.0 {
                            line.push(' ');
                        }
                        line.push_str(&begin);
                        lines.push(std::mem::take(&mut line));
                        filled_width = 0.0;
                        piece = WordPiece { after_space: false, text: rest };
                        if rest.is_empty() {
                            break;
                        }
                    }
                    None => {
                        lines.push(std::mem::take(&mut line));
                        filled_width = 0.0;
                    }
                }
                if lines.len() > at_most {
                    break;
                }
            }
            if lines.len() > at_most {
                break;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        if lines.len() > at_most {
            lines.truncate(at_most);
            if let Some(last) = lines.last_mut() {
                while !last.is_empty() && self.width(last, weight) + self.word("…", weight) > room {
                    last.pop();
                }
                last.truncate(last.trim_end().len());
                last.push('…');
            }
        }
        lines
    }

    /// The longest start of a word that fits, with its hyphen, and the rest. `hard`: when no
    /// syllable fits, at any character; at least one character is taken.
    fn break_word<'t>(&self, word: &'t str, weight: Weight, room: f64, hard: bool) -> Option<(String, &'t str)> {
        let mut best = None;
        for at in syllables(word) {
            let begin = format!("{}-", &word[..at]);
            if self.word(&begin, weight) <= room {
                best = Some((begin, &word[at..]));
            }
        }
        if best.is_some() || !hard {
            return best;
        }
        let mut end = 0;
        for (i, c) in word.char_indices() {
            let to = i + c.len_utf8();
            // Combining characters stay with the one before.
            let is_combining = matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
                || word[..i].ends_with('\u{200d}');
            if end > 0 && !is_combining && self.word(&word[..to], weight) > room {
                break;
            }
            end = to;
        }
        Some((word[..end].to_owned(), &word[end..]))
    }
}

/// A part of a text that stays on one line if it can.
struct WordPiece<'t> {
    /// Whether there is a space before it.
    after_space: bool,
    text: &'t str,
}

/// Words, split after the hyphens and slashes in them.
fn pieces(text: &str) -> impl Iterator<Item = WordPiece<'_>> {
    text.split_whitespace().flat_map(|word| {
        word.split_inclusive(['-', '/', '\u{ad}']).enumerate().map(|(i, text)| WordPiece { after_space: i == 0, text })
    })
}

/// Places where a word may be broken: between syllables of its letters, Dutch rules.
fn syllables(word: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let begin = word.find(char::is_alphabetic).unwrap_or(0);
    let core = &word[begin..];
    let core = &core[..core.find(|c: char| !c.is_alphabetic()).unwrap_or(core.len())];
    // Longer than any real word: hyphenation patterns are of no use.
    if core.len() > 80 {
        return out;
    }
    let mut at = begin;
    for syllable in hypher::hyphenate(core, hypher::Lang::Dutch) {
        at += syllable.len();
        if at < begin + core.len() {
            out.push(at);
        }
    }
    out
}
