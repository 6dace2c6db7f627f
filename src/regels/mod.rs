//! Checks over the whole model, after everything was read: what a careful adviser would say of a profile.
//!
//! Each file is one thought. `model::controles` says why each check matters and what a site may do with it;
//! `docs/controles.md` tells it to authors.
//!
//! Words are checked where they are published. What identifies people is checked in every document, old ones too,
//! since those stay on the site; how a text reads matters where it is read: in current documents and in concepts.

mod actueel;
mod afkortingen;
mod bereik;
mod contact;
mod dubbel;
mod garbled;
mod geheugen;
mod grenzen;
mod herleidbaar;
mod leesniveau;
mod left_overs;
mod links;
mod naamwoorden;
mod nummers;
mod overgenomen;
mod personen;
mod tegenspraak;
mod voornamen;
mod woordenschat;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::bron::Plek;
use crate::melding::{Code, Ernst, Melding, Meldingen};
use crate::model::formaat::Van;
use crate::model::site::{Document, School, Site};
use crate::regio::grenzen::Matcher;
use crate::soorten;
use crate::tekst::Doel;

use crate::facts::texts::{self as teksten, Tekst};
pub use geheugen::Geheugen;
use woordenschat::Woordenschat;

/// Checks a site; what the site switched off is left out, also of what was reported before. `stand` is the day by which
/// "out of date" is judged; without one nothing is.
pub fn controleer(site: &Site, stand: Option<Date>, meldingen: &mut Meldingen) {
    controleer_weer(site, stand, &mut Geheugen::geen(), meldingen);
}

/// Checks a site as [`controleer`] does, but schools only when they are not as they were before.
pub fn controleer_weer(site: &Site, stand: Option<Date>, geheugen: &mut Geheugen, meldingen: &mut Meldingen) {
    kijk_na(site, stand, Diepte::Alles, geheugen, meldingen);
}

/// The errors among what [`controleer_weer`] finds, and no more, also of what was reported before: for who cannot wait.
/// Most checks only ever warn, and those take nearly all of the time.
pub fn fouten(site: &Site, stand: Option<Date>, geheugen: &mut Geheugen, meldingen: &mut Meldingen) {
    kijk_na(site, stand, Diepte::Fouten, geheugen, meldingen);
    *meldingen = std::mem::take(meldingen).alleen_fouten();
}

/// How far is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Diepte {
    /// All checks that the site did not switch off.
    Alles,
    /// Only checks that find errors.
    Fouten,
}

fn kijk_na(site: &Site, stand: Option<Date>, diepte: Diepte, geheugen: &mut Geheugen, meldingen: &mut Meldingen) {
    let (woordenschat, matcher) = (Woordenschat::van(site), Matcher::new(&site.catalogus));
    let ronde = Ronde { site, stand, diepte, woordenschat, matcher };
    ronde.van_site(meldingen);
    for document in &site.praktijk {
        ronde.document(document, true, meldingen);
        soort(document, Van::Praktijk, meldingen);
        if let Some(stand) = stand.filter(|_| !document.concept) {
            actueel::controleer(document, stand, meldingen);
        }
    }
    // A school knows of the others what they are called and where they are: what is remembered rests on that.
    for eigen in geheugen.per_school(site, diepte == Diepte::Alles, |school| ronde.school(school)) {
        meldingen.neem_over(eigen);
    }
    *meldingen = site.gegevens.controles.toegepast(std::mem::take(meldingen));
}

/// One run over a site.
struct Ronde<'a> {
    site: &'a Site,
    stand: Option<Date>,
    diepte: Diepte,
    woordenschat: Woordenschat,
    matcher: Matcher,
}

impl Ronde<'_> {
    fn van_site(&self, meldingen: &mut Meldingen) {
        let gegevens = &self.site.gegevens;
        self.links(None, &gegevens.links, meldingen);
        if !self.zoekt_in_woorden() {
            return;
        }
        let mut alle: Vec<Tekst<'_>> = Vec::new();
        for instantie in [&gegevens.uitgever, &gegevens.contact, &gegevens.steunpunt].into_iter().flatten() {
            alle.extend(teksten::van_instantie(instantie));
        }
        alle.extend(gegevens.inleiding.as_ref().map(|tekst| teksten::van_markdown(tekst, true)));
        alle.extend(self.site.praktijk_inleiding.as_ref().map(|tekst| teksten::van_markdown(tekst, false)));
        alle.extend(teksten::van_eigen_items(&self.site.catalogus));
        self.woorden(&alle, true, meldingen);
    }

    fn school(&self, school: &School) -> Meldingen {
        let mut meldingen = Meldingen::nieuw();
        self.links(None, &school.links, &mut meldingen);
        if self.zoekt_in_woorden() {
            self.woorden(&teksten::van_school(school), true, &mut meldingen);
        }
        contact::controleer(school, &mut meldingen);
        profielen(school, &mut meldingen);
        if let Some(stand) = self.stand {
            actueel::controleer_school(school, stand, &mut meldingen);
        }
        let actueel = school.actuele_documenten();
        for document in &school.documenten {
            let telt = document.concept || actueel.iter().any(|d| std::ptr::eq(*d, document));
            self.document(document, telt, &mut meldingen);
            if telt && self.zoekt(&[Code::TelefoonVerschilt]) {
                nummers::controleer(school, document, &mut meldingen);
            }
            soort(document, Van::School, &mut meldingen);
        }
        meldingen
    }

    /// `nu`: whether it is read as what holds now, or will.
    fn document(&self, document: &Document, nu: bool, meldingen: &mut Meldingen) {
        self.links(Some(document), &document.links, meldingen);
        secties(document, meldingen);
        overgenomen::controleer(document, meldingen);
        if self.zoekt(&[Code::JaEnNee, Code::Tegenspraak, Code::BijlageOntbreekt]) {
            let feiten = soorten::feiten(document, &self.site.catalogus);
            tegenspraak::controleer(document, &feiten, &self.site.catalogus, meldingen);
        }
        if self.zoekt(&[Code::Herleidbaar]) {
            herleidbaar::controleer_cijfers(document, meldingen);
        }
        if nu && self.zoekt(&[Code::DubbelItem, Code::StaatInLijst]) {
            dubbel::controleer(document, meldingen);
        }
        if nu && self.zoekt(&[Code::GrensZonderVraag]) {
            grenzen::check(document, self.site, &self.matcher, meldingen);
        }
        let afkortingen = nu && self.zoekt(&[Code::AfkortingOnbekend]);
        if afkortingen || self.zoekt_in_woorden() {
            let alle = teksten::van_document(document);
            self.woorden(&alle, nu, meldingen);
            if afkortingen {
                afkortingen::controleer(document, &alle, &self.woordenschat, meldingen);
            }
        }
    }

    fn links(&self, document: Option<&Document>, links: &[(Doel, Plek)], meldingen: &mut Meldingen) {
        links::controleer(self.site, document, links, meldingen);
        if self.zoekt(&[Code::Privegegevens]) {
            bereik::controleer_links(links, &self.woordenschat, meldingen);
        }
    }

    fn woorden(&self, teksten: &[Tekst<'_>], nu: bool, meldingen: &mut Meldingen) {
        if self.zoekt(&[Code::Persoonsnaam]) {
            personen::controleer(teksten, &self.woordenschat, meldingen);
        }
        if self.zoekt(&[Code::Privegegevens]) {
            bereik::controleer(teksten, &self.woordenschat, meldingen);
        }
        if self.zoekt(&[Code::Herleidbaar]) {
            herleidbaar::controleer(teksten, meldingen);
        }
        if self.zoekt(&[Code::TekensBeschadigd]) {
            garbled::check(teksten, meldingen);
        }
        if self.zoekt(&[Code::Invultekst, Code::HtmlInTekst]) {
            left_overs::controleer(teksten, meldingen);
        }
        if nu && self.zoekt(&[Code::Leesniveau]) {
            leesniveau::controleer(teksten, &self.woordenschat, meldingen);
        }
    }

    /// Whether [`Self::woorden`] would look at anything: gathering the words takes time too.
    fn zoekt_in_woorden(&self) -> bool {
        let in_woorden = [Code::Persoonsnaam, Code::Privegegevens, Code::Herleidbaar, Code::Leesniveau];
        self.zoekt(&in_woorden) || self.zoekt(&[Code::Invultekst, Code::HtmlInTekst, Code::TekensBeschadigd])
    }

    /// Whether any of these is looked for. What is switched off is left out in the end; what takes time is not made at all.
    fn zoekt(&self, codes: &[Code]) -> bool {
        codes.iter().any(|code| match self.site.gegevens.controles.ernst(*code) {
            None => false,
            Some(ernst) => self.diepte == Diepte::Alles || ernst == Ernst::Fout,
        })
    }
}

/// A format for practice examples is not for schools, and the other way round.
fn soort(document: &Document, van: Van, meldingen: &mut Meldingen) {
    if document.formaat.van != van {
        let (id, goed) = (&document.formaat.id, document.formaat.van.woord());
        meldingen.meld(
            Melding::op(Code::OnbekendeWaarde, &document.plek, format!("formaat `{id}` kan hier niet gebruikt worden"))
                .hint(format!("dit formaat is voor documenten van soort `{goed}` (`van: {goed}` in het formaat)")),
        );
    }
}

/// What each kind sees in its sections, and sections that must be there.
fn secties(document: &Document, meldingen: &mut Meldingen) {
    for sectie in document.formaat.secties() {
        match document.antwoorden.get(&sectie.id) {
            Some(antwoord) => soorten::werk(sectie.soort).controleer(sectie, antwoord, meldingen),
            None if sectie.verplicht && !document.concept => meldingen.meld(
                Melding::op(Code::SectieLeeg, &document.plek, format!("sectie `{}` is niet ingevuld", sectie.id))
                    .hint(format!("elk document in formaat `{}` hoort deze te hebben", document.formaat.id)),
            ),
            None => {}
        }
    }
}

/// Two published profiles for one school year: which one holds?
fn profielen(school: &School, meldingen: &mut Meldingen) {
    let profielen = school.documenten.iter().filter(|d| !d.concept && d.formaat.profiel);
    let mut gezien: BTreeMap<_, &Document> = BTreeMap::new();
    for document in profielen {
        if let Some(ander) = gezien.insert(document.schooljaar, document) {
            meldingen.meld(
                Melding::op(
                    Code::DubbelId,
                    &document.plek,
                    format!("schooljaar {} heeft al een profiel", document.tijdvak()),
                )
                .ook(&ander.plek, "dit is ook een gepubliceerd profiel")
                .hint("geef een van de twee `status: concept`"),
            );
        }
    }
}

#[cfg(test)]
mod proeven {
    use super::teksten::{Tekst, vind};
    use super::woordenschat::proef::woordenschat;
    use super::{afkortingen, bereik, herleidbaar, personen};
    use crate::bron::{Bron, Plek};
    use crate::melding::Meldingen;
    use crate::tekst::leesniveau;

    /// Pieces that look like what is searched for, and signs that break careless counting of bytes.
    const STUKJES: [&str; 62] = [
        "mevrouw",
        "Mevr.",
        "de heer",
        "J.",
        "A.B.",
        "Th.",
        "van",
        "der",
        "'t",
        "Bakker",
        "Karin",
        "juf",
        "Jan",
        "School",
        "mentor",
        "is",
        ":",
        ",",
        ".",
        "(",
        ")",
        "/",
        "-",
        "\u{2013}",
        "'",
        "\u{2019}s",
        "06",
        "06-12345678",
        "+31 6",
        "0031",
        "123456",
        "@",
        "info@school.nl",
        "a@b",
        "x.y@gmail.com",
        "2",
        "één",
        "leerlingen",
        "met",
        "autisme",
        "ASS",
        "dove",
        "ZAT",
        "GGZ's",
        "OPP-",
        "(OPDC)",
        "betekent",
        "=",
        "Indien",
        "ten",
        "behoeve van",
        "İ",
        "ß",
        "e\u{301}",
        "\u{feff}",
        "\u{202e}",
        "😀",
        "\u{a0}",
        "\n",
        "\u{85}",
        "",
        "ĳ",
    ];

    /// The same numbers in every run.
    struct Toeval(u64);

    impl Toeval {
        fn onder(&mut self, grens: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 >> 33).unwrap_or(0) % grens
        }
    }

    #[test]
    fn wat_er_ook_staat_er_komt_geen_paniek() {
        let schat = woordenschat(&["Orthopedagoog"], &["De Linde"]);
        let mut toeval = Toeval(0x2545_F491_4F6C_DD1D);
        let mut gevonden = 0;
        for _ in 0..20_000 {
            let mut tekst = String::new();
            for _ in 0..toeval.onder(24) {
                tekst.push_str(STUKJES[toeval.onder(STUKJES.len())]);
                if toeval.onder(4) > 0 {
                    tekst.push(' ');
                }
            }
            let bron = Bron::nieuw("a.md", tekst.clone());
            let plek = Plek::nieuw(&bron, 0, tekst.len());
            let stuk = [Tekst {
                woorden: tekst.as_str().into(),
                plek: std::borrow::Cow::Borrowed(&plek),
                voor_ouders: true,
                markdown: None,
            }];
            let mut meldingen = Meldingen::nieuw();
            personen::controleer(&stuk, &schat, &mut meldingen);
            bereik::controleer(&stuk, &schat, &mut meldingen);
            herleidbaar::controleer(&stuk, &mut meldingen);
            super::leesniveau::controleer(&stuk, &schat, &mut meldingen);
            for kort in afkortingen::vind(&tekst) {
                assert!(tekst.contains(kort), "{tekst:?}");
            }
            for (van, woord) in crate::tekst::words(&tekst) {
                assert_eq!(tekst.get(van..van + woord.len()), Some(woord), "{tekst:?}");
            }
            let _ = leesniveau::beoordeel(&tekst, &|_| false);
            for melding in meldingen.iter() {
                let plek = melding.plek.as_ref();
                assert!(plek.is_some_and(|p| p.tot() <= tekst.len()), "{tekst:?}");
                assert!(!melding.bericht.contains('\n'), "{:?}", melding.bericht);
                gevonden += 1;
            }
        }
        // If hardly anything is found the pieces are too strange to test anything.
        assert!(gevonden > 10_000, "{gevonden}");
    }

    #[test]
    fn een_plek_staat_bij_de_woorden_ook_over_regels_heen() {
        let bron = Bron::nieuw("a.yaml", "visie: |\n  Bel mevrouw\n  Bakker.\n");
        let plek = Plek::nieuw(&bron, 7, bron.tekst().len());
        assert_eq!(vind(&plek, "mevrouw Bakker").tekst(), "mevrouw");
        assert_eq!(vind(&plek, "staat er niet").regel_kolom(), (1, 8));
        assert_eq!(vind(&plek, "").regel_kolom(), (1, 8));
    }
}
