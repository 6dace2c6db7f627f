//! A made-up region of any size, for benchmarks and tests.
//!
//! The same seed gives the same bytes, and a school is the same in a region of any size. A document holds
//! about [`WORDS`] words: Markdown with lists and tables, six lists of items, tables and a route. All
//! schools, towns and boards are invented. Only `std` is used, so that a test can include this folder:
//!
//! ```ignore
//! #[path = "../../benches/regio/mod.rs"]
//! mod regio;
//! ```
//!
//! Of every hundred schools about 84 follow the built-in format `perspectief-vo` and 16 the region's own `regio-kort`;
//! 20 also have a profile of the year before, 12 also a document that is no profile (`regio-monitor`), 8 are out of
//! date, 4 have no profile, 5 had another name before, and 3 are working on next year's profile.

mod document;
mod language;
mod names;
mod random;
mod route;

use std::io;
use std::path::Path;

use document::RegioFormaat;
use language::q;
use random::Random;

/// The number of words that a document is filled up to.
pub(crate) const WORDS: usize = 7_000;

/// The region to generate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Regio {
    /// How many schools; names repeat after 1,600.
    pub(crate) scholen: u64,
    /// Another seed gives another region.
    pub(crate) seed: u64,
}

/// A school and its source of randomness.
struct School {
    number: u64,
    slug: String,
    name: String,
    random: Random,
}

impl Regio {
    /// Writes a content folder; returns the number of words in all documents.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn write(&self, dir: &Path) -> io::Result<usize> {
        write(dir, "site.yaml", include_str!("fixed/site.yaml"))?;
        write(dir, "formaten/regio-kort.yaml", include_str!("fixed/regio-kort.yaml"))?;
        write(dir, "formaten/regio-monitor.yaml", include_str!("fixed/regio-monitor.yaml"))?;
        write(dir, "lijsten/regio-afspraken.yaml", include_str!("fixed/regio-afspraken.yaml"))?;
        write(dir, "lijsten/regio-cijfers.yaml", include_str!("fixed/regio-cijfers.yaml"))?;
        let mut words = 0;
        for number in 0..self.scholen {
            let name = names::school(number);
            let slug = names::slug(&name);
            let random = Random::new(self.seed).for_subject("school").for_number(number);
            words += School { number, slug, name, random }.write(dir)?;
        }
        Ok(words)
    }
}

impl School {
    fn write(&self, dir: &Path) -> io::Result<usize> {
        let dir = dir.join("scholen").join(&self.slug);
        write(&dir, "school.yaml", &self.gegevens())?;
        let mut words = 0;
        for (year, name, vorm, concept) in self.documenten() {
            let document = document::Document { school: &self.name, slug: &self.slug, year, concept, vorm };
            let (files, counted) = document.make(&self.random);
            let yaml = format!("{name}.yaml");
            for (file, content) in files {
                let file = if file == "document.yaml" { &yaml } else { &file };
                write(&dir.join(format!("{year}-{}", year + 1)), file, &content)?;
            }
            words += counted;
        }
        Ok(words)
    }

    /// Year, file, format, and whether it is a concept.
    fn documenten(&self) -> Vec<(u64, &'static str, RegioFormaat, bool)> {
        let every = |step: u64, remainder: u64| self.number % step == remainder;
        let vorm = if every(6, 3) { RegioFormaat::Short } else { RegioFormaat::Perspectief };
        let mut out = Vec::new();
        if !every(25, 7) {
            let year = if every(12, 5) { 2022 } else { 2025 };
            out.push((year, "profiel", vorm, false));
            if every(5, 1) {
                out.push((year - 1, "profiel", vorm, false));
            }
            if every(30, 11) {
                out.push((2026, "profiel", vorm, true));
            }
        }
        if every(8, 2) {
            out.push((2024, "monitor", RegioFormaat::Monitor, false));
        }
        out
    }

    fn gegevens(&self) -> String {
        let mut random = self.random.for_subject("gegevens");
        let plaats = names::plaats(random.below(names::TOWNS));
        let onderwijstypen = random.pick(&[
            "[Voortgezet onderwijs]",
            "[Voortgezet onderwijs]",
            "[Voortgezet onderwijs]",
            "[Praktijkonderwijs]",
            "[Voortgezet speciaal onderwijs]",
            "[Voortgezet onderwijs, Praktijkonderwijs]",
        ]);
        let mut pen = language::Pen::new(self.random.for_subject("beschrijving"), &self.slug);
        let mut out = format!(
            "naam: {}\nplaats: {plaats}\nonderwijstypen: {onderwijstypen}\nbestuur: {}\nsamenwerkingsverbanden: [SWV Rivierenrand]\n",
            q(&self.name),
            names::bestuur(random.below(names::BESTUREN)),
        );
        out.push_str("vestigingen:\n");
        for vestiging in 0..=u64::from(random.percent(30)) {
            // Real BRIN numbers begin below 40.
            let brin = 90 + self.number / 676 % 10;
            let letter = |n: u64| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
            out.push_str(&format!(
                "  - naam: {}\n    brin: {brin}{}{} {vestiging:02}\n    adres: {} {}\n    postcode: {} {}{}\n    plaats: {plaats}\n    telefoon: 088 {:03} {:02} {:02}\n",
                if vestiging == 0 { "Hoofdgebouw" } else { "Bijgebouw" },
                letter(self.number / 26),
                letter(self.number),
                names::street(random.below(names::STREETS)),
                1 + random.below(200),
                9000 + random.below(999),
                letter(random.below(26)),
                letter(random.below(26)),
                random.below(1000),
                random.below(100),
                random.below(100),
            ));
        }
        out.push_str(&format!("beschrijving: {}\n", q(&pen.sentences(3))));
        if self.number % 20 == 4 {
            out.push_str(&format!("oude-slugs: [oud-{}]\n", self.slug));
        }
        out.push_str("contact:\n  - wie: mentor\n    zin: Praat eerst met de mentor van uw kind.\n");
        out.push_str(&format!(
            "  - wie: ondersteuningscoordinator\n    zin: De ondersteuningscoördinator weet welke hulp er is.\n    telefoon: 088 {:03} {:02} {:02}\n    mail: ondersteuning@{slug}.example\n    web: https://{slug}.example/ondersteuning\n",
            random.below(1000),
            random.below(100),
            random.below(100),
            slug = self.slug,
        ));
        out
    }
}

fn write(dir: &Path, file: &str, content: &str) -> io::Result<()> {
    let path = dir.join(file);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, content)
}
