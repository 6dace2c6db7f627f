//! Every text of a document, a school or a site, with where it stands and whom it is for.
//!
//! What looks at words (checks, names of items in running text) goes over these once, so that none of it has to
//! know the shapes of answers.

use std::borrow::Cow;

use crate::bron::Plek;
use crate::model::antwoord::{Antwoord, Eigen, Graaf, ItemAntwoord, Plaats, Rij, Stap, StapSoort, Vorminhoud};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Sectie;
use crate::model::hoeveel::Hoeveel;
use crate::model::lezer::eerste_regel;
use crate::model::site::{Document, Instantie, School};
use crate::model::waarde::{Doelwit, Gevuld, Inhoud, Verwijzing};
use crate::tekst::{Blok, Inline, Markdown};

/// One text.
#[derive(Debug)]
pub(crate) struct Tekst<'a> {
    /// Its words, a line per paragraph, item or cell.
    pub(crate) woorden: Cow<'a, str>,
    /// Where it stands, or what it stands in.
    pub(crate) plek: Cow<'a, Plek>,
    /// Whether it is written for parents (B1).
    pub(crate) voor_ouders: bool,
    /// The text itself, where it is Markdown.
    pub(crate) markdown: Option<&'a Markdown>,
}

impl Tekst<'_> {
    /// The place of some of its words: exact where they stand in the file as they are, else where the text begins.
    pub(crate) fn plek_van(&self, woorden: &str) -> Plek {
        vind(&self.plek, woorden)
    }
}

/// The place of words inside a place.
pub(crate) fn vind(plek: &Plek, woorden: &str) -> Plek {
    let ruw = plek.tekst();
    // Words may be folded over lines in the file; then the first ones that stand together are marked.
    let mut stuk = woorden.trim();
    while !stuk.is_empty() {
        if let Some(van) = ruw.find(stuk) {
            return plek.deel(van, van + stuk.len());
        }
        stuk = stuk.rsplit_once(char::is_whitespace).map_or("", |(voor, _)| voor.trim_end());
    }
    eerste_regel(plek)
}

/// The texts of a document, in the order of its format.
pub(crate) fn van_document(document: &Document) -> Vec<Tekst<'_>> {
    let mut lezer = Lezer(Vec::new());
    lezer.los(document.titel.as_deref(), &document.plek);
    for sectie in document.formaat.secties() {
        if let Some(antwoord) = document.antwoorden.get(&sectie.id) {
            lezer.antwoord(sectie, antwoord);
        }
    }
    for afkorting in &document.afkortingen {
        lezer.los(Some(&afkorting.voluit), &afkorting.plek);
        lezer.los(afkorting.noot.as_deref(), &afkorting.plek);
    }
    lezer.0
}

/// The texts of one answer.
pub(crate) fn of_section<'a>(sectie: &'a Sectie, antwoord: &'a Antwoord) -> Vec<Tekst<'a>> {
    let mut lezer = Lezer(Vec::new());
    lezer.antwoord(sectie, antwoord);
    lezer.0
}

/// The texts of `school.yaml`.
pub(crate) fn van_school(school: &School) -> Vec<Tekst<'_>> {
    let mut lezer = Lezer(Vec::new());
    lezer.markdown_voor_ouders(school.beschrijving.as_ref());
    for contact in &school.contact {
        lezer.verwijzingen(std::slice::from_ref(&contact.wie));
        lezer.bereik(&contact.bereik);
    }
    for vestiging in &school.vestigingen {
        lezer.los(vestiging.telefoon.as_deref(), &vestiging.plek);
    }
    lezer.0
}

/// The texts of an organisation in `site.yaml`.
pub(crate) fn van_instantie(instantie: &Instantie) -> Vec<Tekst<'_>> {
    let mut lezer = Lezer(Vec::new());
    if let Some(plek) = &instantie.plek {
        lezer.los(Some(&instantie.naam), plek);
    }
    lezer.bereik(instantie);
    lezer.0
}

/// The sentences of items that the site defines itself, in its lists and among its questions.
pub(crate) fn van_eigen_items(catalogus: &Catalogus) -> Vec<Tekst<'_>> {
    let items = catalogus.lijsten.values().flat_map(|lijst| &lijst.items);
    let eigen = items.filter(|item| !item.plek.pad().starts_with(INGEBOUWD));
    eigen
        .filter_map(|item| {
            // An item knows where its id stands; what is said of it follows.
            let plek = item.plek.deel(0, MEESTE);
            item.zin.as_deref().map(|zin| Tekst {
                woorden: Cow::Borrowed(zin),
                plek: Cow::Owned(plek),
                voor_ouders: true,
                markdown: None,
            })
        })
        .collect()
}

/// What stands before the paths of built-in definitions.
const INGEBOUWD: &str = "ingebouwd/";
/// How far below its id the sentence of an item is looked for, in bytes.
const MEESTE: usize = 2_000;

/// A text that stands alone.
pub(crate) fn van_markdown(markdown: &Markdown, voor_ouders: bool) -> Tekst<'_> {
    // Most texts are one paragraph without markup: those need no copy.
    let woorden = match &markdown.blokken[..] {
        [Blok::Alinea(inhoud)] => match &inhoud[..] {
            [Inline::Tekst(tekst)] => Cow::Borrowed(tekst.as_str()),
            _ => Cow::Owned(markdown.platte_tekst()),
        },
        _ => Cow::Owned(markdown.platte_tekst()),
    };
    Tekst { woorden, plek: Cow::Borrowed(&markdown.plek), voor_ouders, markdown: Some(markdown) }
}

struct Lezer<'a>(Vec<Tekst<'a>>);

impl<'a> Lezer<'a> {
    fn los(&mut self, woorden: Option<&'a str>, plek: &'a Plek) {
        self.0.extend(woorden.map(|w| Tekst {
            woorden: Cow::Borrowed(w),
            plek: Cow::Borrowed(plek),
            voor_ouders: false,
            markdown: None,
        }));
    }

    fn zin(&mut self, woorden: Option<&'a str>, plek: &'a Plek) {
        self.0.extend(woorden.map(|w| Tekst {
            woorden: Cow::Borrowed(w),
            plek: Cow::Borrowed(plek),
            voor_ouders: true,
            markdown: None,
        }));
    }

    fn markdown(&mut self, markdown: Option<&'a Markdown>) {
        self.0.extend(markdown.map(|m| van_markdown(m, false)));
    }

    fn markdown_voor_ouders(&mut self, markdown: Option<&'a Markdown>) {
        self.0.extend(markdown.map(|m| van_markdown(m, true)));
    }

    fn hoeveel(&mut self, hoeveel: Option<&'a Hoeveel>, plek: &'a Plek) {
        // What was read as a measure has no other words.
        self.los(hoeveel.filter(|h| h.maat.is_none()).map(|h| h.tekst.as_str()), plek);
    }

    fn bereik(&mut self, instantie: &'a Instantie) {
        let Some(plek) = &instantie.plek else { return };
        self.zin(instantie.zin.as_deref(), plek);
        self.los(instantie.telefoon.as_deref(), plek);
        self.los(instantie.mail.as_deref(), plek);
    }

    /// Names that no list has, and remarks; the names of items are not the document's words.
    fn verwijzingen(&mut self, verwijzingen: &'a [Verwijzing]) {
        for verwijzing in verwijzingen {
            if verwijzing.doelwit == Doelwit::Vrij {
                self.los(Some(&verwijzing.naam), &verwijzing.plek);
            }
            self.markdown(verwijzing.opmerking.as_ref());
        }
    }

    fn antwoord(&mut self, sectie: &'a Sectie, antwoord: &'a Antwoord) {
        self.markdown_voor_ouders(antwoord.voor_ouders.as_ref());
        self.markdown(antwoord.toelichting.as_ref());
        self.markdown(antwoord.bron.as_ref());
        match &antwoord.inhoud {
            Vorminhoud::Niets => {}
            Vorminhoud::Tekst(tekst) => self.markdown(Some(tekst)),
            Vorminhoud::Velden(velden) => self.velden(sectie, velden),
            Vorminhoud::Items(items) => items.iter().for_each(|item| self.item(sectie, item)),
            Vorminhoud::Rijen(rijen) => self.rijen(sectie, rijen),
            Vorminhoud::Graaf(graaf) => self.graaf(sectie, graaf),
        }
        antwoord.anders.iter().for_each(|eigen| self.eigen(sectie, eigen));
    }

    fn velden(&mut self, sectie: &'a Sectie, velden: &'a [(usize, Gevuld)]) {
        for (index, gevuld) in velden {
            let zin = sectie.velden.get(*index).is_some_and(|veld| veld.id == "zin");
            self.gevuld(gevuld, zin);
        }
    }

    fn gevuld(&mut self, gevuld: &'a Gevuld, zin: bool) {
        match &gevuld.inhoud {
            Inhoud::Tekst(tekst) if zin => self.markdown_voor_ouders(Some(tekst)),
            Inhoud::Tekst(tekst) => self.markdown(Some(tekst)),
            Inhoud::Hoeveel(hoeveel) => self.hoeveel(Some(hoeveel), &gevuld.plek),
            Inhoud::Verwijzingen(verwijzingen) => self.verwijzingen(verwijzingen),
            Inhoud::Mail(tekst) | Inhoud::Telefoon(tekst) => self.los(Some(tekst), &gevuld.plek),
            Inhoud::Datum(_)
            | Inhoud::Schooljaar(_)
            | Inhoud::JaNee(_)
            | Inhoud::Keuze(_)
            | Inhoud::Web(_)
            | Inhoud::Bestand(_)
            | Inhoud::Woord(_) => {}
        }
        self.markdown(gevuld.noot.as_ref());
    }

    fn plaatsen(&mut self, plaatsen: &'a [Plaats]) {
        plaatsen.iter().for_each(|plaats| self.markdown(plaats.noot.as_ref()));
    }

    fn item(&mut self, sectie: &'a Sectie, item: &'a ItemAntwoord) {
        self.plaatsen(&item.waar);
        self.hoeveel(item.hoeveel.as_ref(), &item.plek);
        self.markdown(item.tekst.as_ref());
        self.markdown(item.noot.as_ref());
        self.as_item(sectie, item);
        item.opties.iter().for_each(|optie| self.los(Some(optie), &item.plek));
    }

    /// What an own row may say too: fields, columns, groups.
    fn as_item(&mut self, sectie: &'a Sectie, item: &'a ItemAntwoord) {
        self.velden(sectie, &item.velden);
        for per in &item.per {
            self.velden(sectie, &per.velden);
            self.markdown(per.noot.as_ref());
        }
        item.reeks.iter().for_each(|(_, gevuld)| self.gevuld(gevuld, false));
    }

    fn eigen(&mut self, sectie: &'a Sectie, eigen: &'a Eigen) {
        eigen.antwoord.iter().for_each(|item| self.as_item(sectie, item));
        self.los(Some(&eigen.naam.tekst), &eigen.naam.plek);
        self.zin(eigen.zin.as_deref(), eigen.zin_plek.as_ref().unwrap_or(&eigen.naam.plek));
        self.plaatsen(&eigen.waar);
        self.hoeveel(eigen.hoeveel.as_ref(), &eigen.naam.plek);
        self.markdown(eigen.tekst.as_ref());
        self.markdown(eigen.noot.as_ref());
        self.verwijzingen(&eigen.is);
        self.verwijzingen(&eigen.bij);
    }

    fn rijen(&mut self, sectie: &'a Sectie, rijen: &'a [Rij]) {
        for rij in rijen {
            match rij {
                Rij::Groep { naam, rijen, niveau, plek, .. } => {
                    self.los(Some(naam), plek);
                    if let Some(niveau) = niveau {
                        self.hoeveel(niveau.aandeel.as_ref(), plek);
                        self.verwijzingen(&niveau.wie);
                        self.markdown(niveau.tekst.as_ref());
                        self.markdown(niveau.noot.as_ref());
                    }
                    self.rijen(sectie, rijen);
                }
                Rij::Rij { velden, .. } => self.velden(sectie, velden),
            }
        }
    }

    fn graaf(&mut self, sectie: &'a Sectie, graaf: &'a Graaf) {
        self.stappen(sectie, &graaf.stappen);
    }

    fn stappen(&mut self, sectie: &'a Sectie, stappen: &'a [Stap]) {
        for stap in stappen {
            self.los(Some(&stap.titel), &stap.plek);
            self.verwijzingen(&stap.wie);
            self.verwijzingen(&stap.overleg);
            self.verwijzingen(&stap.is);
            self.markdown(stap.voorwaarde.as_ref());
            self.hoeveel(stap.hoeveel.as_ref(), &stap.plek);
            self.markdown(stap.noot.as_ref());
            self.markdown(stap.tekst.as_ref());
            self.velden(sectie, &stap.velden);
            match &stap.soort {
                StapSoort::Fase { stappen, .. } => self.stappen(sectie, stappen),
                StapSoort::Keuze { takken, .. } => {
                    for tak in takken {
                        self.los(Some(&tak.als), &tak.plek);
                        self.verwijzingen(&tak.is);
                        self.markdown(tak.noot.as_ref());
                        self.stappen(sectie, &tak.stappen);
                    }
                }
                StapSoort::Stap | StapSoort::Einde => {}
            }
        }
    }
}
