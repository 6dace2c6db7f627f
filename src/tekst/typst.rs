//! Writes the tree as Typst.
//!
//! Structure is written as calls of functions (`#list`, `#strong`, `#link`), every word of
//! content as a string expression (`#"...";`): nothing that an author types is ever markup. The
//! semicolon ends the expression, so that whatever follows, such as `(`, `.` or `[`, is not part
//! of it. A comment `/*@N*/` before each block, link and image leads an error of Typst back to a
//! place; see [`Plekken`].

use std::borrow::Cow;

use crate::bron::Plek;

use super::boom::{Blok, Doel, Inline, Markdown, Niveaus, Oplosser, Uitlijning, toont_iets, voor_item};
use super::tekens;

pub use super::tekens::zonder_vorm;

/// A word is breakable after so many characters: PDF/A refuses what a word of 16,384 makes.
const LANGSTE_WOORD: usize = 1000;
/// Typst refuses longer addresses.
const LANGSTE_ADRES: usize = 8000;

/// The places that numbered comments in a document stand for.
#[derive(Debug, Clone, Default)]
pub struct Plekken(Vec<Plek>);

impl Plekken {
    /// None yet.
    pub fn nieuw() -> Self {
        Self::default()
    }

    /// The number of a place; the same place twice in a row has one number.
    pub fn nummer(&mut self, plek: &Plek) -> usize {
        let zelfde =
            |p: &Plek| std::sync::Arc::ptr_eq(p.bron(), plek.bron()) && p.van() == plek.van() && p.tot() == plek.tot();
        if !self.0.last().is_some_and(zelfde) {
            self.0.push(plek.clone());
        }
        self.0.len() - 1
    }

    /// The comment that stands for a place.
    pub fn opmerking(&mut self, plek: &Plek) -> String {
        format!("/*@{}*/", self.nummer(plek))
    }

    /// The place that has a number.
    pub fn plek(&self, nummer: usize) -> Option<&Plek> {
        self.0.get(nummer)
    }

    /// The place of the last comment before an offset in Typst text that was written with these
    /// places: where the author must look when Typst reports an error at that offset.
    pub fn bij(&self, typst: &str, offset: usize) -> Option<&Plek> {
        let voor = typst.get(..offset)?;
        voor.rmatch_indices("/*@")
            .map(|(i, _)| &voor[i + 3..])
            .filter_map(|rest| rest.split_once("*/"))
            .find_map(|(nummer, _)| nummer.parse().ok().and_then(|nummer: usize| self.plek(nummer)))
    }
}

/// The escape for Typst markup: a string expression with its semicolon.
pub fn tekst(tekst: &str) -> String {
    format!("#{};", code(&breekbaar(&tekens::schoon(tekst))))
}

/// Makes endless words breakable.
fn breekbaar(tekst: &str) -> Cow<'_, str> {
    if tekst.len() < LANGSTE_WOORD {
        return Cow::Borrowed(tekst);
    }
    let mut lengte = 0;
    let mut uit = String::with_capacity(tekst.len() + 16);
    for c in tekst.chars() {
        lengte = if matches!(c, ' ' | '\n') { 0 } else { lengte + 1 };
        if lengte > LANGSTE_WOORD {
            uit.push('\u{200b}');
            lengte = 1;
        }
        uit.push(c);
    }
    Cow::Owned(uit)
}

/// The escape for Typst code: a string literal. Line ends stay (as `\n`), other control
/// characters are left out. `/*` and `*/` are written with escapes, so that content can neither
/// imitate a place comment nor end a comment that a theme has put around it.
pub fn code(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len() + 2);
    uit.push('"');
    let mut vorige = ' ';
    for c in tekens::schone_regels(tekst).chars() {
        match c {
            '*' if vorige == '/' => uit.push_str("\\u{2a}"),
            '/' if vorige == '*' => uit.push_str("\\u{2f}"),
            '"' => uit.push_str("\\\""),
            '\\' => uit.push_str("\\\\"),
            '\n' => uit.push_str("\\n"),
            _ => uit.push(c),
        }
        vorige = c;
    }
    uit.push('"');
    uit
}

/// A text as blocks, parted by blank lines; put blank lines around it. `kopniveau` is the level of
/// its top headings; no level is skipped.
pub fn schrijf(markdown: &Markdown, oplosser: &dyn Oplosser, kopniveau: u8, plekken: &mut Plekken) -> String {
    let opmerking = plekken.opmerking(&markdown.plek);
    let mut schrijver = Schrijver::nieuw(oplosser, kopniveau, plekken);
    for (nummer, blok) in markdown.blokken.iter().enumerate() {
        schrijver.ruw(if nummer > 0 { "\n\n" } else { "" });
        schrijver.ruw(&opmerking);
        schrijver.blok(blok);
    }
    schrijver.uit
}

/// A text as one run, without blocks: paragraphs, items and rows are parted by line breaks.
pub fn schrijf_inline(markdown: &Markdown, oplosser: &dyn Oplosser, plekken: &mut Plekken) -> String {
    let mut schrijver = Schrijver::nieuw(oplosser, 1, plekken);
    schrijver.plek(&markdown.plek);
    schrijver.vlak(&markdown.blokken, "");
    schrijver.uit
}

/// Inlines that stand alone, such as those of [`super::Afkortingen::markeer_tekst`].
pub fn inlines(inlines: &[Inline], oplosser: &dyn Oplosser, plekken: &mut Plekken) -> String {
    let mut schrijver = Schrijver::nieuw(oplosser, 1, plekken);
    schrijver.inlines(inlines);
    schrijver.uit
}

struct Schrijver<'a> {
    uit: String,
    oplosser: &'a dyn Oplosser,
    niveaus: Niveaus,
    plekken: &'a mut Plekken,
    regels: usize,
}

impl<'a> Schrijver<'a> {
    fn nieuw(oplosser: &'a dyn Oplosser, kopniveau: u8, plekken: &'a mut Plekken) -> Self {
        Self { uit: String::new(), oplosser, niveaus: Niveaus::vanaf(kopniveau), plekken, regels: 0 }
    }

    fn ruw(&mut self, typst: &str) {
        self.uit.push_str(typst);
    }

    fn tekst(&mut self, inhoud: &str) {
        self.uit.push_str(&tekst(inhoud));
    }

    fn plek(&mut self, plek: &Plek) {
        let opmerking = self.plekken.opmerking(plek);
        self.ruw(&opmerking);
    }

    fn blokken(&mut self, blokken: &[Blok]) {
        let mut vorige: Option<&Blok> = None;
        for blok in blokken {
            self.ruw(match (vorige, blok) {
                (None, _) => "",
                // A list under the text of an item stands close to it.
                (Some(Blok::Alinea(_)), Blok::Lijst { .. }) => "\n",
                _ => "\n\n",
            });
            self.blok(blok);
            vorige = Some(blok);
        }
    }

    fn blok(&mut self, blok: &Blok) {
        match blok {
            Blok::Kop { niveau, inhoud, .. } => {
                if toont_iets(inhoud) {
                    let niveau = self.niveaus.volgende(*niveau);
                    self.functie(&format!("heading(level: {niveau})"), inhoud);
                }
            }
            Blok::Alinea(inhoud) => self.inlines(inhoud),
            Blok::Lijst { start, items } => {
                match start {
                    None => self.ruw("#list("),
                    Some(start) => self.ruw(&format!("#enum(start: {start}, ")),
                }
                let ruim = |b: &[Blok]| b.iter().skip(1).any(|b| !matches!(b, Blok::Lijst { .. }));
                if items.iter().any(|item| ruim(item)) {
                    self.ruw("tight: false, ");
                }
                for item in items {
                    self.ruw("[");
                    self.blokken(item);
                    self.ruw("], ");
                }
                self.ruw(");");
            }
            Blok::Citaat(blokken) => {
                self.ruw("#quote(block: true)[");
                self.blokken(blokken);
                self.ruw("];");
            }
            Blok::Code(inhoud) => {
                let inhoud = code(&breekbaar(inhoud.trim_end_matches('\n')));
                self.ruw(&format!("#raw({inhoud}, block: true);"));
            }
            Blok::Tabel { kop, uitlijning, rijen } => self.tabel(kop, uitlijning, rijen),
            Blok::Lijn => self.ruw("#line(length: 100%);"),
            Blok::Figuur { bestand, alt, plek } => self.afbeelding(bestand, alt, plek, false),
        }
    }

    fn functie(&mut self, naam: &str, inhoud: &[Inline]) {
        self.ruw(&format!("#{naam}["));
        self.inlines(inhoud);
        self.ruw("];");
    }

    fn tabel(&mut self, kop: &[Vec<Inline>], uitlijning: &[Uitlijning], rijen: &[Vec<Vec<Inline>>]) {
        self.ruw(&format!("#table(columns: {}, ", kop.len()));
        if uitlijning.iter().any(|u| *u != Uitlijning::Geen) {
            let namen = uitlijning.iter().map(|u| match u {
                Uitlijning::Geen => "auto, ",
                Uitlijning::Links => "left, ",
                Uitlijning::Midden => "center, ",
                Uitlijning::Rechts => "right, ",
            });
            self.ruw(&format!("align: ({}), ", namen.collect::<String>()));
        }
        if kop.iter().any(|cel| toont_iets(cel)) {
            self.ruw("table.header(");
            self.cellen(kop);
            self.ruw("),\n");
        }
        for rij in rijen {
            self.cellen(rij);
            self.ruw("\n");
        }
        self.ruw(");");
    }

    fn cellen(&mut self, cellen: &[Vec<Inline>]) {
        for cel in cellen {
            self.ruw("[");
            self.inlines(cel);
            self.ruw("], ");
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Tekst(tekst) => self.tekst(tekst),
                Inline::Nadruk(inhoud) => self.functie("emph", inhoud),
                Inline::Sterk(inhoud) => self.functie("strong", inhoud),
                Inline::Door(inhoud) => self.functie("strike", inhoud),
                Inline::Code(inhoud) => {
                    let inhoud = code(&breekbaar(&tekens::schoon(inhoud)));
                    self.ruw(&format!("#raw({inhoud});"));
                }
                Inline::Link { doel, inhoud, plek } => self.link(doel, inhoud, plek),
                Inline::Afbeelding { bestand, alt, plek } => self.afbeelding(bestand, alt, plek, true),
                Inline::Regeleinde => self.ruw("#linebreak();"),
                Inline::Afkorting { kort, voluit, eerste: true } => self.tekst(&format!("{kort} ({voluit})")),
                Inline::Afkorting { kort, .. } => self.tekst(kort),
            }
        }
    }

    fn link(&mut self, doel: &Doel, inhoud: &[Inline], plek: &Plek) {
        let adres = self.oplosser.link(doel).filter(|a| a.len() > 1 && a.len() <= LANGSTE_ADRES);
        let Some(adres) = adres else { return self.inlines(inhoud) };
        self.plek(plek);
        match adres.strip_prefix('#') {
            Some(label) => self.functie(&format!("link(label({}))", code(label)), inhoud),
            None => self.functie(&format!("link({})", code(&adres)), inhoud),
        }
    }

    fn afbeelding(&mut self, bestand: &str, alt: &str, plek: &Plek, in_tekst: bool) {
        let Some(beeld) = self.oplosser.afbeelding(bestand) else { return self.tekst(alt) };
        self.plek(plek);
        let (pad, alt) = (code(&beeld.adres), code(&tekens::schoon(alt)));
        let aanroep = format!("sw-afbeelding({pad}, alt: {alt}, breedte: {}, hoogte: {})", beeld.breedte, beeld.hoogte);
        self.ruw(&if in_tekst { format!("#box({aanroep});") } else { format!("#{aanroep};") });
    }

    /// Blocks as runs of text, parted by line breaks.
    fn vlak(&mut self, blokken: &[Blok], voor: &str) {
        for blok in blokken {
            match blok {
                Blok::Kop { inhoud, .. } => {
                    self.begin_regel(voor);
                    self.functie("strong", inhoud);
                }
                Blok::Alinea(inhoud) => {
                    self.begin_regel(voor);
                    self.inlines(inhoud);
                }
                Blok::Lijst { start, items } => {
                    for (nummer, item) in items.iter().enumerate() {
                        self.vlak(item, &voor_item(*start, nummer));
                    }
                }
                Blok::Citaat(blokken) => self.vlak(blokken, voor),
                Blok::Code(inhoud) => {
                    self.begin_regel(voor);
                    let inhoud = code(&breekbaar(&tekens::schoon(inhoud.trim())));
                    self.ruw(&format!("#raw({inhoud});"));
                }
                Blok::Tabel { kop, rijen, .. } => {
                    for rij in std::iter::once(kop).chain(rijen) {
                        self.begin_regel(voor);
                        for (nummer, cel) in rij.iter().filter(|cel| toont_iets(cel)).enumerate() {
                            self.ruw(if nummer > 0 { "#\", \";" } else { "" });
                            self.inlines(cel);
                        }
                    }
                }
                Blok::Lijn => {}
                Blok::Figuur { bestand, alt, plek } => {
                    self.begin_regel(voor);
                    self.afbeelding(bestand, alt, plek, true);
                }
            }
        }
    }

    fn begin_regel(&mut self, voor: &str) {
        if self.regels > 0 {
            self.ruw("#linebreak();");
        }
        self.regels += 1;
        if !voor.is_empty() {
            self.tekst(voor);
        }
    }
}
