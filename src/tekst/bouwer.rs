//! Builds the tree while the parser's events pass: what is open, and what it becomes when it closes.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};

use super::boom::{Blok, Doel, Inline, Uitlijning, toont_iets};
use super::koppen::{Ankers, Kop};
use super::markup::Markup;
use super::ontleden::DIEPTE;
use super::{links, numbers, plat, tekens, zinnen};

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
    /// An item of a list, with its number as typed.
    Item(Option<Number>),
}

/// A number of a list as typed: `3.` or `3)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u64,
    pub(super) sign: char,
}

/// What holds inlines.
pub(super) enum Soort {
    /// A paragraph; `true` when the Markdown has no paragraph there (tight lists, flattened blocks).
    Alinea(bool),
    /// A paragraph with a row of dashes below it.
    Underlined(Range<usize>),
    Kop(u8, Range<usize>),
    Cel,
    /// What an HTML tag marks.
    Markup(Markup),
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
    Lijst(Option<u64>, Vec<(Option<Number>, Vec<Blok>)>),
    Tabel(Vec<Uitlijning>, Vec<Vec<Vec<Inline>>>, Plek),
    Rij(Vec<Vec<Inline>>),
    Inlines(Vec<Inline>, Soort),
    Code(String),
    Html(String, Range<usize>),
}

pub(super) struct Bouwer<'a> {
    pub(super) kaders: Vec<Kader>,
    /// For every open tag: whether it has a frame, and whether it counts for the depth.
    pub(super) bewaard: Vec<(bool, bool)>,
    pub(super) diepte: usize,
    pub(super) in_kop: bool,
    pub(super) te_diep_gemeld: bool,
    pub(super) ankers: Ankers,
    /// Headings at the top of the text.
    pub(super) koppen: Vec<Kop>,
    /// What was told about tags: each once per text.
    pub(super) html_seen: BTreeSet<String>,
    /// How far in the text addresses were looked for.
    pub(super) addresses_from: usize,
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

    /// Reports what can be read in two ways.
    pub(super) fn doubt(&mut self, at: Range<usize>, message: &str, hint: &str) {
        let melding = Melding::op(Code::OpmaakTwijfel, &eerste_regel(&self.waar(at)), message);
        self.meldingen.meld(melding.hint(hint));
    }

    /// Ends a paragraph that the Markdown has no tags for.
    pub(super) fn sluit_losse(&mut self) {
        self.close_markup();
        if matches!(self.kaders.last(), Some(Kader::Inlines(_, Soort::Alinea(true))))
            && let Some(kader) = self.kaders.pop()
        {
            self.voltooi(kader);
        }
    }

    pub(super) fn voltooi(&mut self, kader: Kader) {
        match kader {
            Kader::Blokken(blokken, Houder::Item(number)) => {
                if let Some(Kader::Lijst(_, items)) = self.kaders.last_mut() {
                    items.push((number, blokken));
                }
            }
            Kader::Blokken(blokken, _) if blokken.is_empty() => {}
            Kader::Blokken(blokken, _) => self.blok(Blok::Citaat(blokken)),
            Kader::Lijst(_, items) if items.iter().all(|(_, blokken)| blokken.is_empty()) => {}
            Kader::Lijst(None, items) => {
                let items = items.into_iter().map(|(_, blokken)| blokken).collect();
                self.blok(Blok::Lijst { start: None, items });
            }
            Kader::Lijst(Some(_), items) => numbers::lists(items).into_iter().for_each(|blok| self.blok(blok)),
            Kader::Tabel(uitlijning, rijen, plek) => self.tabel(uitlijning, rijen, &plek),
            Kader::Rij(rij) => {
                if let Some(Kader::Tabel(_, rijen, _)) = self.kaders.last_mut() {
                    rijen.push(rij);
                }
            }
            Kader::Code(code) if !tekens::zichtbaar(&code) => {}
            Kader::Code(code) => self.blok(Blok::Code(tekens::schone_regels(&code))),
            Kader::Html(html, bereik) => self.html_block(&html, &bereik),
            Kader::Inlines(inhoud, soort) => self.voltooi_inlines(inhoud, soort),
        }
    }

    fn voltooi_inlines(&mut self, mut inhoud: Vec<Inline>, soort: Soort) {
        match soort {
            Soort::Alinea(_) => self.alinea(inhoud),
            Soort::Underlined(bereik) => self.underlined(inhoud, bereik),
            Soort::Kop(niveau, bereik) => self.kop(niveau, inhoud, bereik),
            Soort::Markup(markup) => self.markup(markup, inhoud, false),
            Soort::Cel => {
                self.addresses(&mut inhoud);
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

    fn kop(&mut self, niveau: u8, mut inhoud: Vec<Inline>, bereik: Range<usize>) {
        self.addresses(&mut inhoud);
        bijsnijden(&mut inhoud);
        let bovenaan = matches!(self.kaders.last(), Some(Kader::Blokken(_, Houder::Wortel)));
        if !toont_iets(&inhoud) {
            if bovenaan {
                self.koppen.push(Kop { niveau, anker: None, bereik });
            }
            return;
        }
        let woorden = plat::van_inlines(&inhoud);
        match self.kaders.last() {
            Some(Kader::Blokken(_, Houder::Wortel)) if woorden.len() > LANGSTE_KOP => {
                self.koppen.push(Kop { niveau, anker: None, bereik });
                self.alinea(inhoud);
            }
            Some(Kader::Blokken(_, Houder::Wortel)) => {
                let anker = self.ankers.geef(&woorden);
                self.koppen.push(Kop { niveau, anker: Some(anker.clone()), bereik });
                self.blok(Blok::Kop { niveau, anker, inhoud });
            }
            // In a list or a quote a heading is no part of the outline.
            _ => self.blok(Blok::Alinea(vec![Inline::Sterk(inhoud)])),
        }
    }

    pub(super) fn alinea(&mut self, mut inhoud: Vec<Inline>) {
        self.addresses(&mut inhoud);
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
        if let Some(Kader::Code(t) | Kader::Html(t, _)) = self.kaders.last_mut() {
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

/// The first line of a place.
pub(super) fn eerste_regel(plek: &Plek) -> Plek {
    plek.deel(0, plek.tekst().find('\n').unwrap_or(plek.tekst().len()))
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
