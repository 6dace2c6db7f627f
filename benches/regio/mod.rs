//! A made-up region of any size, for benchmarks and tests.
//!
//! The same seed gives the same bytes, and a school is the same in a region of any size. A document holds
//! about [`WOORDEN`] words: Markdown with lists and tables, six lists of items, tables and a route. All
//! schools, towns and boards are invented. Only `std` is used, so that a test can include this folder:
//!
//! ```ignore
//! #[path = "../../benches/regio/mod.rs"]
//! mod regio;
//! ```
//!
//! Of every hundred schools about 84 follow the built-in format `perspectief-vo` and 16 the region's own
//! `regio-kort`; 20 also show the year before, 12 also a document that is no profile (`regio-monitor`),
//! 8 are out of date, 4 have no profile, 5 had another name before, and 3 are working on next year's.

mod document;
mod namen;
mod route;
mod taal;
mod toeval;

use std::io;
use std::path::Path;

use document::Vorm;
use taal::q;
use toeval::Toeval;

/// Words that a document is filled up to.
pub(crate) const WOORDEN: usize = 7_000;

/// What is to be generated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Regio {
    /// Number of schools; names run out at 1,600.
    pub(crate) scholen: u64,
    /// Another seed gives another region.
    pub(crate) zaad: u64,
}

/// Which documents a school has.
struct School {
    nummer: u64,
    slug: String,
    naam: String,
    kans: Toeval,
}

impl Regio {
    /// Writes a content folder; gives the number of words in all documents.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn schrijf(&self, map: &Path) -> io::Result<usize> {
        schrijf(map, "site.yaml", include_str!("vast/site.yaml"))?;
        schrijf(map, "formaten/regio-kort.yaml", include_str!("vast/regio-kort.yaml"))?;
        schrijf(map, "formaten/regio-monitor.yaml", include_str!("vast/regio-monitor.yaml"))?;
        schrijf(map, "lijsten/regio-afspraken.yaml", include_str!("vast/regio-afspraken.yaml"))?;
        schrijf(map, "lijsten/regio-cijfers.yaml", include_str!("vast/regio-cijfers.yaml"))?;
        let mut woorden = 0;
        for nummer in 0..self.scholen {
            let naam = namen::school(nummer);
            let slug = namen::slug(&naam);
            let kans = Toeval::nieuw(self.zaad).voor("school").voor_nummer(nummer);
            woorden += School { nummer, slug, naam, kans }.schrijf(map)?;
        }
        Ok(woorden)
    }
}

impl School {
    fn schrijf(&self, map: &Path) -> io::Result<usize> {
        let map = map.join("scholen").join(&self.slug);
        schrijf(&map, "school.yaml", &self.gegevens())?;
        let mut woorden = 0;
        for (jaar, naam, vorm, concept) in self.documenten() {
            let document = document::Document { school: &self.naam, slug: &self.slug, jaar, concept, vorm };
            let (bestanden, geteld) = document.maak(&self.kans);
            let yaml = format!("{naam}.yaml");
            for (bestand, inhoud) in bestanden {
                let bestand = if bestand == "document.yaml" { &yaml } else { &bestand };
                schrijf(&map.join(format!("{jaar}-{}", jaar + 1)), bestand, &inhoud)?;
            }
            woorden += geteld;
        }
        Ok(woorden)
    }

    /// Year, file, format, and whether it is a concept.
    fn documenten(&self) -> Vec<(u64, &'static str, Vorm, bool)> {
        let elke = |stap: u64, rest: u64| self.nummer % stap == rest;
        let vorm = if elke(6, 3) { Vorm::Kort } else { Vorm::Perspectief };
        let mut uit = Vec::new();
        if !elke(25, 7) {
            let jaar = if elke(12, 5) { 2022 } else { 2025 };
            uit.push((jaar, "profiel", vorm, false));
            if elke(5, 1) {
                uit.push((jaar - 1, "profiel", vorm, false));
            }
            if elke(30, 11) {
                uit.push((2026, "profiel", vorm, true));
            }
        }
        if elke(8, 2) {
            uit.push((2024, "monitor", Vorm::Monitor, false));
        }
        uit
    }

    fn gegevens(&self) -> String {
        let mut kans = self.kans.voor("gegevens");
        let plaats = namen::plaats(kans.onder(namen::PLAATSEN));
        let soort = kans.kies(&[
            "[Voortgezet onderwijs]",
            "[Voortgezet onderwijs]",
            "[Voortgezet onderwijs]",
            "[Praktijkonderwijs]",
            "[Voortgezet speciaal onderwijs]",
            "[Voortgezet onderwijs, Praktijkonderwijs]",
        ]);
        let mut pen = taal::Pen::nieuw(self.kans.voor("beschrijving"), &self.slug);
        let mut uit = format!(
            "naam: {}\nplaats: {plaats}\nonderwijstypen: {soort}\nbestuur: {}\nsamenwerkingsverbanden: [SWV Rivierenrand]\n",
            q(&self.naam),
            namen::bestuur(kans.onder(namen::BESTUREN)),
        );
        uit.push_str("vestigingen:\n");
        for vestiging in 0..=u64::from(kans.procent(30)) {
            // Real schools have numbers below 40.
            let brin = 90 + self.nummer / 676 % 10;
            let letter = |n: u64| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
            uit.push_str(&format!(
                "  - naam: {}\n    brin: {brin}{}{} {vestiging:02}\n    adres: {} {}\n    postcode: {} {}{}\n    plaats: {plaats}\n    telefoon: 088 {:03} {:02} {:02}\n",
                if vestiging == 0 { "Hoofdgebouw" } else { "Bijgebouw" },
                letter(self.nummer / 26),
                letter(self.nummer),
                namen::straat(kans.onder(namen::STRATEN)),
                1 + kans.onder(200),
                9000 + kans.onder(999),
                letter(kans.onder(26)),
                letter(kans.onder(26)),
                kans.onder(1000),
                kans.onder(100),
                kans.onder(100),
            ));
        }
        uit.push_str(&format!("beschrijving: {}\n", q(&pen.zinnen(3))));
        if self.nummer % 20 == 4 {
            uit.push_str(&format!("oude-slugs: [oud-{}]\n", self.slug));
        }
        uit.push_str("contact:\n  - wie: mentor\n    zin: Praat eerst met de mentor van uw kind.\n");
        uit.push_str(&format!(
            "  - wie: ondersteuningscoordinator\n    zin: De ondersteuningscoördinator weet welke hulp er is.\n    telefoon: 088 {:03} {:02} {:02}\n    mail: ondersteuning@{slug}.example\n    web: https://{slug}.example/ondersteuning\n",
            kans.onder(1000),
            kans.onder(100),
            kans.onder(100),
            slug = self.slug,
        ));
        uit
    }
}

fn schrijf(map: &Path, bestand: &str, inhoud: &str) -> io::Result<()> {
    let pad = map.join(bestand);
    if let Some(ouder) = pad.parent() {
        std::fs::create_dir_all(ouder)?;
    }
    std::fs::write(pad, inhoud)
}
