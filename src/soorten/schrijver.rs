//! Writes texts and names into the medium of a template, so that a kind has one view for all.

use std::collections::BTreeSet;
use std::sync::Arc;

use tera::Value;

use crate::bron::Plek;
use crate::model::catalogus::Catalogus;
use crate::model::site::{Document, School};
use crate::model::waarde::{Doelwit, ItemSleutel, Verwijzing};
use crate::tekst::{self, Afkortingen, Doel, Inline, Markdown, Oplosser, commonmark, html, typst};

/// Where the text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A page.
    Web,
    /// A PDF.
    Pdf,
    /// Markdown, for pasting elsewhere.
    Markdown,
}

/// Writes the texts of one document into one medium.
pub struct Schrijver<'a> {
    /// The medium.
    pub medium: Medium,
    /// Finds links and images.
    pub oplosser: &'a dyn Oplosser,
    /// Definitions.
    pub catalogus: &'a Catalogus,
    /// The school, if the document is a school's.
    pub school: Option<&'a School>,
    /// Groups of the document: id and name.
    pub groepen: &'a [(String, String)],
    /// Abbreviations to explain.
    pub afkortingen: &'a Afkortingen,
    /// Items that the document speaks of anywhere, so that no section says that it does not.
    pub spoken_of: BTreeSet<ItemSleutel>,
    gezien: BTreeSet<String>,
    /// Places that the comments in Typst count by.
    pub plekken: typst::Plekken,
}

impl<'a> Schrijver<'a> {
    /// A writer for a document.
    pub fn nieuw(
        medium: Medium,
        oplosser: &'a dyn Oplosser,
        catalogus: &'a Catalogus,
        school: Option<&'a School>,
        document: &'a Document,
        afkortingen: &'a Afkortingen,
    ) -> Self {
        Self {
            medium,
            oplosser,
            catalogus,
            school,
            groepen: &document.groepen,
            afkortingen,
            spoken_of: BTreeSet::new(),
            gezien: BTreeSet::new(),
            plekken: typst::Plekken::nieuw(),
        }
    }

    /// A writer for what is said of a school apart from its documents.
    pub fn zonder_document(
        medium: Medium,
        oplosser: &'a dyn Oplosser,
        catalogus: &'a Catalogus,
        school: &'a School,
        afkortingen: &'a Afkortingen,
    ) -> Self {
        Self {
            medium,
            oplosser,
            catalogus,
            school: Some(school),
            groepen: &[],
            afkortingen,
            spoken_of: BTreeSet::new(),
            gezien: BTreeSet::new(),
            plekken: typst::Plekken::nieuw(),
        }
    }

    /// A new section begins: abbreviations are explained again where they first stand.
    pub fn begin_sectie(&mut self) {
        self.gezien.clear();
    }

    /// Blocks of text; `kop` is the level of its top headings.
    pub fn blok(&mut self, markdown: &Markdown, kop: u8) -> Value {
        let mut markdown = markdown.clone();
        self.afkortingen.markeer(&mut markdown, &mut self.gezien);
        let tekst = match self.medium {
            Medium::Web => html::schrijf(&markdown, self.oplosser, kop),
            Medium::Pdf => typst::schrijf(&markdown, self.oplosser, kop, &mut self.plekken),
            Medium::Markdown => commonmark::schrijf(&markdown, self.oplosser, kop),
        };
        Value::safe_string(&tekst)
    }

    /// Blocks of text inside a section, below the heading of that section.
    pub fn in_sectie(&mut self, markdown: &Markdown) -> Value {
        // A page has its title at level 1, chapters at 2, sections at 3, and so has Markdown; a PDF has no such title.
        let kop = match self.medium {
            Medium::Web | Medium::Markdown => 4,
            Medium::Pdf => 3,
        };
        self.blok(markdown, kop)
    }

    /// Blocks of text above the sections of a chapter: headings in it are as high as a section's.
    pub fn in_hoofdstuk(&mut self, markdown: &Markdown) -> Value {
        self.begin_sectie();
        let kop = match self.medium {
            Medium::Web | Medium::Markdown => 3,
            Medium::Pdf => 2,
        };
        self.blok(markdown, kop)
    }

    /// Blocks of text about one item: they may stand in the header of a table row, where headings
    /// may not, so headings become bold paragraphs.
    pub fn bij_item(&mut self, markdown: &Markdown) -> Value {
        let mut zonder = markdown.clone();
        for blok in Arc::make_mut(&mut zonder.blokken) {
            if let tekst::Blok::Kop { inhoud, .. } = blok {
                *blok = tekst::Blok::Alinea(vec![Inline::Sterk(std::mem::take(inhoud))]);
            }
        }
        self.in_sectie(&zonder)
    }

    /// Text within a line: paragraphs are joined.
    pub fn regel(&mut self, markdown: &Markdown) -> Value {
        let mut markdown = markdown.clone();
        self.afkortingen.markeer(&mut markdown, &mut self.gezien);
        self.inline(&markdown)
    }

    /// A remark as a sentence of its own, with the head that it stood under before it.
    pub fn remark(&mut self, head: Option<&str>, markdown: &Markdown) -> Value {
        let head = head.map(|head| self.woorden(head, &markdown.plek));
        let written = self.regel(markdown);
        let written = written.as_str().unwrap_or_default();
        let sentence = match head.as_ref().and_then(Value::as_str) {
            Some(head) => format!("{head}: {written}"),
            None => tekst::zinnen::hoofdletter(written),
        };
        let words = markdown.platte_tekst();
        let ended = tekst::zinnen::met_punt(&words).len() <= words.trim().len();
        Value::safe_string(&if ended || words.is_empty() { sentence } else { format!("{sentence}.") })
    }

    fn inline(&mut self, markdown: &Markdown) -> Value {
        let tekst = match self.medium {
            Medium::Web => html::schrijf_inline(markdown, self.oplosser),
            Medium::Pdf => typst::schrijf_inline(markdown, self.oplosser, &mut self.plekken),
            Medium::Markdown => commonmark::schrijf_inline(markdown, self.oplosser),
        };
        Value::safe_string(&tekst)
    }

    /// A remark that stands between brackets, within a line.
    pub fn bracketed(&mut self, markdown: &Markdown) -> Value {
        let mut markdown = markdown.clone();
        self.afkortingen.mark_bracketed(&mut markdown, &mut self.gezien);
        self.inline(&markdown)
    }

    /// Plain words, in which abbreviations are explained.
    pub fn woorden(&mut self, woorden: &str, plek: &Plek) -> Value {
        let delen = self.afkortingen.markeer_tekst(woorden, &mut self.gezien);
        self.delen(delen, plek)
    }

    /// A paragraph of plain words.
    pub fn alinea(&mut self, woorden: &str, plek: &Plek) -> Value {
        let delen = self.afkortingen.markeer_tekst(woorden, &mut self.gezien);
        let markdown = Markdown { blokken: vec![tekst::Blok::Alinea(delen)].into(), plek: plek.clone() };
        let tekst = match self.medium {
            Medium::Web => html::schrijf(&markdown, self.oplosser, 6),
            Medium::Pdf => typst::schrijf(&markdown, self.oplosser, 6, &mut self.plekken),
            Medium::Markdown => commonmark::schrijf(&markdown, self.oplosser, 6),
        };
        Value::safe_string(&tekst)
    }

    /// Names in a row: "Mentor, psycholoog en GGZ". `begin` says whether a sentence begins here. Names lose their
    /// capital inside the sentence; the caller sees to it that names of the school's own keep theirs.
    pub fn opsomming(&mut self, namen: &[(String, &Plek)], begin: bool) -> Value {
        let aantal = namen.len();
        let mut uit = String::new();
        for (i, (naam, plek)) in namen.iter().enumerate() {
            if i > 0 {
                uit.push_str(&self.vast(if i + 1 == aantal { " en " } else { ", " }));
            }
            let naam = if i == 0 && begin { tekst::zinnen::hoofdletter(naam) } else { naam.clone() };
            uit.push_str(self.woorden(&naam, plek).as_str().unwrap_or_default());
        }
        Value::safe_string(&uit)
    }

    /// Names of references: "Mentor, leerlingbegeleider en COPA", each with its explanation.
    pub fn namen(&mut self, verwijzingen: &[Verwijzing]) -> Value {
        let aantal = verwijzingen.len();
        let mut uit = String::new();
        for (i, verwijzing) in verwijzingen.iter().enumerate() {
            if i > 0 {
                uit.push_str(&self.vast(if i + 1 == aantal { " en " } else { ", " }));
            }
            uit.push_str(self.naam(verwijzing, i == 0).as_str().unwrap_or_default());
        }
        Value::safe_string(&uit)
    }

    /// The name of one reference. A name inside a sentence loses its capital.
    pub fn naam(&mut self, verwijzing: &Verwijzing, begin: bool) -> Value {
        let naam = match (&verwijzing.doelwit, begin) {
            (_, true) => tekst::zinnen::hoofdletter(&verwijzing.naam),
            // A name that no list has stays as the school writes it.
            (Doelwit::Vrij, false) => verwijzing.naam.clone(),
            (Doelwit::Item(_) | Doelwit::Rij { .. }, false) => tekst::zinnen::klein(&verwijzing.naam),
        };
        let delen = self.afkortingen.markeer_tekst(&naam, &mut self.gezien);
        let inhoud = match &verwijzing.doelwit {
            Doelwit::Item(sleutel) if !delen.iter().any(|d| matches!(d, Inline::Afkorting { .. })) => {
                self.naar_item(sleutel, delen, &verwijzing.plek)
            }
            _ => delen,
        };
        let mut uit = self.delen(inhoud, &verwijzing.plek).as_str().unwrap_or_default().to_owned();
        if let Some(opmerking) = &verwijzing.opmerking {
            let opmerking = self.bracketed(opmerking);
            uit.push_str(&self.vast(" ("));
            uit.push_str(opmerking.as_str().unwrap_or_default());
            uit.push_str(&self.vast(")"));
        }
        Value::safe_string(&uit)
    }

    /// A link to where an item is explained; whether there is such a place is up to the links.
    fn naar_item(&self, sleutel: &ItemSleutel, inhoud: Vec<Inline>, plek: &Plek) -> Vec<Inline> {
        if self.medium != Medium::Web {
            return inhoud;
        }
        let doel = Doel::Item { lijst: sleutel.lijst.clone(), id: sleutel.item.clone() };
        vec![Inline::Link { doel, inhoud, plek: plek.clone() }]
    }

    /// The name of an item of a list, with a link to its meaning.
    pub fn item(&mut self, sleutel: &ItemSleutel, plek: &Plek) -> Value {
        let naam = self.catalogus.naam(sleutel).to_owned();
        let inline = self.naar_item(sleutel, vec![Inline::Tekst(naam)], plek);
        self.delen(inline, plek)
    }

    /// The name of an item as parents read it, with a link to its meaning.
    pub fn item_for_parents(&mut self, sleutel: &ItemSleutel, plek: &Plek) -> Value {
        let naam = self.catalogus.name_for_parents(sleutel);
        let inline = self.naar_item(sleutel, vec![Inline::Tekst(naam)], plek);
        self.delen(inline, plek)
    }

    /// A link with plain words; an address that may not be a link gives the words only.
    pub fn link(&mut self, adres: &str, woorden: &str, plek: &Plek) -> Value {
        let inhoud = vec![Inline::Tekst(woorden.to_owned())];
        match tekst::links::lees(adres) {
            Ok(doel) => self.delen(vec![Inline::Link { doel, inhoud, plek: plek.clone() }], plek),
            Err(_) => self.delen(inhoud, plek),
        }
    }

    /// Fixed words of the program, in the medium.
    pub fn vast(&self, woorden: &str) -> String {
        match self.medium {
            Medium::Web => html::ontsnap(woorden),
            Medium::Pdf => typst::tekst(woorden),
            Medium::Markdown => commonmark::ontsnap(woorden),
        }
    }

    fn delen(&mut self, delen: Vec<Inline>, plek: &Plek) -> Value {
        let markdown = Markdown { blokken: vec![tekst::Blok::Alinea(delen)].into(), plek: plek.clone() };
        self.inline(&markdown)
    }
}
