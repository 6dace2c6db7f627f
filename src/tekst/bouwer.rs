//! Builds the tree while the parser's events pass: what is open, and what it becomes when it closes.

use std::ops::Range;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};

use super::boom::{Blok, Doel, Inline, Uitlijning, toont_iets};
use super::koppen::Ankers;
use super::ontleden::DIEPTE;
use super::{links, plat, tekens, zinnen};

/// A longer heading is a paragraph: most often `---` under a text without a blank line between.
pub(super) const LANGSTE_KOP: usize = 500;
/// Longer alternative text is cut off; PDF/A limits it.
const LANGSTE_ALT: usize = 2000;
/// A table has at most so many columns ...
const KOLOMMEN: usize = 24;
/// ... and so many cells; Typst lays out about 10,000 a second.
const CELLEN: usize = 6000;

/// What holds blocks.
#[derive(PartialEq, Eq)]
pub(super) enum Houder {
    Wortel,
    Citaat,
    Item,
}

/// What holds inlines.
pub(super) enum Soort {
    /// A paragraph; `true` when the Markdown has no paragraph there (tight lists, flattened blocks).
    Alinea(bool),
    Kop(u8),
    Cel,
    Nadruk,
    Sterk,
    Door,
    Link(Doel, Plek, String),
    /// An image; without a path when that was refused.
    Beeld(Option<String>, Plek),
}

/// Something that is open while the events pass.
pub(super) enum Kader {
    Blokken(Vec<Blok>, Houder),
    Lijst(Option<u64>, Vec<Vec<Blok>>),
    Tabel(Vec<Uitlijning>, Vec<Vec<Vec<Inline>>>, Plek),
    Rij(Vec<Vec<Inline>>),
    Inlines(Vec<Inline>, Soort),
    Code(String),
    Html(String),
}

pub(super) struct Bouwer<'a> {
    pub(super) kaders: Vec<Kader>,
    /// For every open tag: whether it has a frame, and whether it counts for the depth.
    pub(super) bewaard: Vec<(bool, bool)>,
    pub(super) diepte: usize,
    pub(super) in_kop: bool,
    pub(super) te_diep_gemeld: bool,
    pub(super) ankers: Ankers,
    pub(super) plek: &'a Plek,
    /// The text itself.
    pub(super) bron_tekst: &'a str,
    pub(super) exact: bool,
    pub(super) meldingen: &'a mut Meldingen,
}

impl Bouwer<'_> {
    /// The place of a stretch of the text. In a text below `|` or in quotes the words of one line
    /// still stand as they are, so they are looked up there.
    pub(super) fn waar(&self, bereik: Range<usize>) -> Plek {
        if self.exact {
            return self.plek.deel(bereik.start, bereik.end);
        }
        let woorden = self.bron_tekst.get(bereik).filter(|woorden| !woorden.is_empty());
        let begin = woorden.and_then(|woorden| self.plek.tekst().find(woorden).map(|i| (i, i + woorden.len())));
        begin.map_or_else(|| self.plek.clone(), |(van, tot)| self.plek.deel(van, tot))
    }

    pub(super) fn meld(&mut self, weigering: links::Weigering, plek: &Plek) {
        self.meldingen.meld(Melding::op(weigering.code, plek, weigering.bericht).hint(weigering.hint));
    }

    pub(super) fn meld_te_diep(&mut self, bereik: Range<usize>) {
        if !std::mem::replace(&mut self.te_diep_gemeld, true) {
            let bericht = format!("de tekst is dieper genest dan {DIEPTE} lagen");
            let hint = "haal lijsten, citaten of opmaak uit elkaar, bijvoorbeeld met een kop ertussen";
            self.meldingen.meld(Melding::op(Code::TeDiep, &self.waar(bereik), bericht).hint(hint));
        }
    }

    /// Ends a paragraph that the Markdown has no tags for.
    pub(super) fn sluit_losse(&mut self) {
        if matches!(self.kaders.last(), Some(Kader::Inlines(_, Soort::Alinea(true))))
            && let Some(kader) = self.kaders.pop()
        {
            self.voltooi(kader);
        }
    }

    pub(super) fn voltooi(&mut self, kader: Kader) {
        match kader {
            Kader::Blokken(blokken, Houder::Item) => {
                if let Some(Kader::Lijst(_, items)) = self.kaders.last_mut() {
                    items.push(blokken);
                }
            }
            Kader::Blokken(blokken, _) if blokken.is_empty() => {}
            Kader::Blokken(blokken, _) => self.blok(Blok::Citaat(blokken)),
            Kader::Lijst(_, items) if items.iter().all(Vec::is_empty) => {}
            Kader::Lijst(start, items) => self.blok(Blok::Lijst { start, items }),
            Kader::Tabel(uitlijning, rijen, plek) => self.tabel(uitlijning, rijen, &plek),
            Kader::Rij(rij) => {
                if let Some(Kader::Tabel(_, rijen, _)) = self.kaders.last_mut() {
                    rijen.push(rij);
                }
            }
            Kader::Code(code) if !tekens::zichtbaar(&code) => {}
            Kader::Code(code) => self.blok(Blok::Code(tekens::schone_regels(&code))),
            Kader::Html(html) => {
                let mut tekst = String::new();
                tekens::voeg_toe(&mut tekst, &html);
                self.alinea(vec![Inline::Tekst(tekst)]);
            }
            Kader::Inlines(inhoud, soort) => self.voltooi_inlines(inhoud, soort),
        }
    }

    fn voltooi_inlines(&mut self, mut inhoud: Vec<Inline>, soort: Soort) {
        match soort {
            Soort::Alinea(_) => self.alinea(inhoud),
            Soort::Kop(niveau) => self.kop(niveau, inhoud),
            Soort::Cel => {
                bijsnijden(&mut inhoud);
                if let Some(Kader::Rij(rij)) = self.kaders.last_mut() {
                    rij.push(inhoud);
                }
            }
            Soort::Nadruk | Soort::Sterk | Soort::Door if inhoud.is_empty() => {}
            Soort::Nadruk => self.inline(Inline::Nadruk(inhoud)),
            Soort::Sterk => self.inline(Inline::Sterk(inhoud)),
            Soort::Door => self.inline(Inline::Door(inhoud)),
            Soort::Link(doel, plek, adres) => {
                if !toont_iets(&inhoud) {
                    inhoud = vec![Inline::Tekst(adres)];
                }
                self.inline(Inline::Link { doel, inhoud, plek });
            }
            Soort::Beeld(bestand, plek) => self.beeld(bestand, &plek, &plat::van_inlines(&inhoud)),
        }
    }

    fn beeld(&mut self, bestand: Option<String>, plek: &Plek, alt: &str) {
        let alt = zinnen::afkappen(alt, LANGSTE_ALT);
        if !tekens::zichtbaar(&alt) {
            let bericht = "de afbeelding heeft geen beschrijving";
            let hint = "schrijf tussen `![` en `]` wat er te zien is, voor wie het niet kan zien";
            self.meldingen.meld(Melding::op(Code::AltOntbreekt, plek, bericht).hint(hint));
            return;
        }
        match bestand {
            Some(bestand) if !self.in_kop => {
                self.inline(Inline::Afbeelding { bestand, alt, plek: plek.clone() });
            }
            _ => self.tekst(&alt),
        }
    }

    fn kop(&mut self, niveau: u8, mut inhoud: Vec<Inline>) {
        bijsnijden(&mut inhoud);
        if !toont_iets(&inhoud) {
            return;
        }
        let woorden = plat::van_inlines(&inhoud);
        match self.kaders.last() {
            Some(Kader::Blokken(_, Houder::Wortel)) if woorden.len() > LANGSTE_KOP => self.alinea(inhoud),
            Some(Kader::Blokken(_, Houder::Wortel)) => {
                let anker = self.ankers.geef(&woorden);
                self.blok(Blok::Kop { niveau, anker, inhoud });
            }
            // In a list or a quote a heading is no part of the outline.
            _ => self.blok(Blok::Alinea(vec![Inline::Sterk(inhoud)])),
        }
    }
    fn alinea(&mut self, mut inhoud: Vec<Inline>) {
        bijsnijden(&mut inhoud);
        let leeg = |i: &Inline| match i {
            Inline::Tekst(t) => !tekens::zichtbaar(t),
            i => matches!(i, Inline::Regeleinde),
        };
        if inhoud.iter().all(|i| leeg(i) || matches!(i, Inline::Afbeelding { .. })) {
            for inline in inhoud {
                if let Inline::Afbeelding { bestand, alt, plek } = inline {
                    self.blok(Blok::Figuur { bestand, alt, plek });
                }
            }
        } else if toont_iets(&inhoud) {
            self.blok(Blok::Alinea(inhoud));
        }
    }

    fn tabel(&mut self, mut uitlijning: Vec<Uitlijning>, mut rijen: Vec<Vec<Vec<Inline>>>, plek: &Plek) {
        let (kolommen, hoogte) = (uitlijning.len().min(KOLOMMEN), rijen.len());
        rijen.truncate(CELLEN / kolommen.max(1));
        if kolommen < uitlijning.len() || rijen.len() < hoogte {
            let bericht = format!("de tabel is te groot: {} kolommen, {hoogte} rijen", uitlijning.len());
            let hint = format!("ten hoogste {KOLOMMEN} kolommen en {CELLEN} cellen; splits de tabel");
            self.meldingen.meld(Melding::op(Code::BestandTeGroot, plek, bericht).hint(hint));
        }
        uitlijning.truncate(kolommen);
        for rij in &mut rijen {
            rij.resize(kolommen, Vec::new());
        }
        if rijen.iter().flatten().any(|cel| toont_iets(cel)) {
            let kop = rijen.remove(0);
            self.blok(Blok::Tabel { kop, uitlijning, rijen });
        }
    }

    /// Adds a block to what is open.
    pub(super) fn blok(&mut self, blok: Blok) {
        self.sluit_losse();
        if let Some(Kader::Blokken(blokken, _)) = self.kaders.last_mut() {
            blokken.push(blok);
        }
    }

    /// Adds an inline to what is open, in a new paragraph where there is none.
    pub(super) fn inline(&mut self, inline: Inline) {
        self.open_losse();
        if let Some(Kader::Inlines(inhoud, _)) = self.kaders.last_mut() {
            inhoud.push(inline);
        }
    }

    /// Adds text to what is open.
    pub(super) fn tekst(&mut self, tekst: &str) {
        if let Some(Kader::Code(t) | Kader::Html(t)) = self.kaders.last_mut() {
            t.push_str(tekst);
            return;
        }
        self.open_losse();
        if let Some(Kader::Inlines(inhoud, _)) = self.kaders.last_mut() {
            if let Some(Inline::Tekst(laatste)) = inhoud.last_mut() {
                tekens::voeg_toe(laatste, tekst);
                return;
            }
            let mut nieuw = String::new();
            tekens::voeg_toe(&mut nieuw, tekst);
            if matches!(inhoud.last(), Some(Inline::Regeleinde)) {
                nieuw = nieuw.trim_start_matches(' ').to_owned();
            }
            if !nieuw.is_empty() {
                inhoud.push(Inline::Tekst(nieuw));
            }
        }
    }

    /// Starts a paragraph that the Markdown has no tags for, where blocks are expected.
    pub(super) fn open_losse(&mut self) {
        if matches!(self.kaders.last(), Some(Kader::Blokken(..))) {
            self.kaders.push(Kader::Inlines(Vec::new(), Soort::Alinea(true)));
        }
    }
}

/// Drops spaces and line breaks at both ends.
fn bijsnijden(inhoud: &mut Vec<Inline>) {
    while let Some(laatste) = inhoud.last_mut() {
        match laatste {
            Inline::Tekst(t) => t.truncate(t.trim_end_matches(' ').len()),
            Inline::Regeleinde => {}
            _ => break,
        }
        if matches!(laatste, Inline::Tekst(t) if !t.is_empty()) {
            break;
        }
        inhoud.pop();
    }
    let leeg = |i: &Inline| match i {
        Inline::Tekst(t) => t.trim_matches(' ').is_empty(),
        i => matches!(i, Inline::Regeleinde),
    };
    let begin = inhoud.iter().position(|i| !leeg(i)).unwrap_or(inhoud.len());
    inhoud.drain(..begin);
    if let Some(Inline::Tekst(t)) = inhoud.first_mut() {
        t.drain(..t.len() - t.trim_start_matches(' ').len());
    }
}
