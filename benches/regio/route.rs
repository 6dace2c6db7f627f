//! A support route: six phases, about 35 steps, choices, branches and jumps.

use super::taal::{Pen, q};

const ROLLEN: [&str; 9] = [
    "mentor",
    "docent",
    "COPA",
    "teamleider",
    "leerlingbegeleider",
    "orthopedagoog",
    "verzuimcoordinator",
    "schoolmaatschappelijk-werker",
    "begeleider-passend-onderwijs",
];

/// Phases with their steps.
const FASEN: [(&str, &[&str]); 4] = [
    (
        "Signaleren",
        &[
            "Iemand maakt zich zorgen",
            "Gesprek met de leerling",
            "Gesprek met ouders en leerling",
            "Zorgen opschrijven",
        ],
    ),
    ("Aanmelden", &["Toestemming vragen aan ouders", "Aanmeldformulier invullen", "Formulier naar de COPA sturen"]),
    ("Starten", &["Plan maken", "Doelen kiezen met de leerling", "Ouders lezen het plan", "Plan ondertekenen"]),
    ("Uitvoeren", &["Hulp geven", "Docenten bijpraten", "Aantekening in het dossier", "Tussentijds gesprek"]),
];

/// Branches of the choice which help fits, with the item that it is.
const HULP: [(&str, &str); 6] = [
    ("Buddy", "voorzieningen/buddy"),
    ("Schoolmaatschappelijk werk", "specialisten/schoolmaatschappelijk-werker"),
    ("Training bij faalangst", "onderwijsaanbod/faalangst"),
    ("Hulp bij plannen", "onderwijsaanbod/plannen"),
    ("Hulp bij lezen en spellen", "onderwijsaanbod/dyslexie"),
    ("Huiswerk maken op school", "voorzieningen/huiswerkbegeleiding"),
];

struct Blad<'a> {
    pen: &'a mut Pen,
    uit: String,
}

impl Blad<'_> {
    fn regel(&mut self, diep: usize, tekst: &str) {
        self.uit.push_str(&" ".repeat(diep));
        self.uit.push_str(tekst);
        self.uit.push('\n');
    }

    /// A step; `meer` are lines that go with it.
    fn stap(&mut self, diep: usize, naam: &str, meer: &[&str]) {
        self.regel(diep, &format!("- stap: {naam}"));
        for regel in meer {
            self.regel(diep + 2, regel);
        }
        let (een, twee) = (self.pen.kans.kies(&ROLLEN), self.pen.kans.kies(&ROLLEN));
        let wie = if een == twee || self.pen.kans.procent(50) { een.to_owned() } else { format!("{een}, {twee}") };
        self.regel(diep + 2, &format!("wie: [{wie}]"));
        if self.pen.kans.procent(35) {
            let noot = self.pen.zinnen(1);
            self.regel(diep + 2, &format!("noot: {}", q(&noot)));
        }
        if self.pen.kans.procent(25) {
            let vastleggen = self.pen.zinnen(1);
            self.regel(diep + 2, &format!("vastleggen: {}", q(&vastleggen)));
        }
        if self.pen.kans.procent(20) {
            let voorwaarde = self.pen.kort();
            self.regel(diep + 2, &format!("voorwaarde: {}", q(&voorwaarde)));
        }
        if self.pen.kans.procent(15) && !meer.iter().any(|regel| regel.starts_with("hoeveel")) {
            let weken = 4 + self.pen.kans.onder(10);
            self.regel(diep + 2, &format!("hoeveel: {weken} weken"));
        }
    }

    fn fase(&mut self, naam: &str) {
        self.regel(6, &format!("- fase: {naam}"));
        self.regel(8, "stappen:");
    }

    fn keuze_hulp(&mut self) {
        self.regel(10, "- keuze: Welke hulp past?");
        self.regel(12, "meer: ja");
        self.regel(12, "takken:");
        for (naam, is) in HULP {
            if self.pen.kans.procent(30) {
                continue;
            }
            self.regel(14, &format!("- als: {naam}"));
            self.regel(16, &format!("is: {is}"));
            self.regel(16, "stappen:");
            self.stap(18, "Aanmelden voor deze hulp", &[]);
            let weken = 6 + self.pen.kans.onder(8);
            self.stap(18, "Hulp volgen", &[&format!("hoeveel: {weken} weken")]);
        }
        self.regel(14, "- als: Iets anders");
        self.regel(16, "stappen:");
        self.stap(18, "Hulp op maat zoeken", &[]);
    }

    fn evalueren(&mut self, overleg: &str) {
        self.fase("Evalueren");
        self.stap(10, "Hulp evalueren", &["id: evalueren"]);
        self.regel(10, "- keuze: Werkt de hulp?");
        self.regel(12, "takken:");
        self.regel(14, "- als: Ja, en de hulp is klaar");
        self.regel(16, "stappen:");
        self.regel(18, "- einde: De hulp stopt");
        self.regel(14, "- als: Ja, maar er is nog hulp nodig");
        self.regel(16, "naar: klein");
        self.regel(14, "- als: Nee");
        self.regel(16, "stappen:");
        self.stap(18, "Bespreken in het grote overleg", &["id: groot", &format!("in: {overleg}/groot")]);
        self.regel(10, "- keuze: Kan de school deze hulp zelf geven?");
        self.regel(12, "takken:");
        self.regel(14, "- als: Ja");
        self.regel(16, "naar: evalueren");
        self.regel(14, "- als: Nee");
        self.regel(16, "stappen:");
        self.stap(18, "Een andere plek zoeken", &[]);
        self.regel(18, "- einde: Een andere school of voorziening");
    }
}

/// The section `route`; `overleg` is the section that holds the meetings `klein` and `groot`.
pub(crate) fn maak(pen: &mut Pen, overleg: &str) -> String {
    let mut blad = Blad { pen, uit: String::new() };
    let ouders = blad.pen.zinnen(4);
    blad.regel(2, "route:");
    blad.regel(4, &format!("voor-ouders: {}", q(&ouders)));
    blad.regel(4, "stappen:");
    for (nummer, (naam, stappen)) in FASEN.into_iter().enumerate() {
        if nummer == 2 {
            blad.fase("Klein overleg");
            blad.stap(10, "Aanmelding bespreken", &["id: klein", &format!("in: {overleg}/klein")]);
            blad.keuze_hulp();
        }
        blad.fase(naam);
        for stap in stappen {
            blad.stap(10, stap, &[]);
        }
    }
    blad.evalueren(overleg);
    blad.uit
}
