//! A support route: six phases, about 35 steps, choices, branches and jumps.

use super::language::{Pen, q};

const ROLES: [&str; 9] = [
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

/// Branches of the choice of which help fits, each with its item.
const HULP: [(&str, &str); 6] = [
    ("Buddy", "voorzieningen/buddy"),
    ("Schoolmaatschappelijk werk", "specialisten/schoolmaatschappelijk-werker"),
    ("Training bij faalangst", "onderwijsaanbod/faalangst"),
    ("Hulp bij plannen", "onderwijsaanbod/plannen"),
    ("Hulp bij lezen en spellen", "onderwijsaanbod/dyslexie"),
    ("Huiswerk maken op school", "voorzieningen/huiswerkbegeleiding"),
];

struct Sheet<'a> {
    pen: &'a mut Pen,
    out: String,
}

impl Sheet<'_> {
    fn line(&mut self, deep: usize, text: &str) {
        self.out.push_str(&" ".repeat(deep));
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A step; `more` are further lines of it.
    fn stap(&mut self, deep: usize, name: &str, more: &[&str]) {
        self.line(deep, &format!("- stap: {name}"));
        for line in more {
            self.line(deep + 2, line);
        }
        let (one, two) = (self.pen.random.pick(&ROLES), self.pen.random.pick(&ROLES));
        let who = if one == two || self.pen.random.percent(50) { one.to_owned() } else { format!("{one}, {two}") };
        self.line(deep + 2, &format!("wie: [{who}]"));
        if self.pen.random.percent(35) {
            let noot = self.pen.sentences(1);
            self.line(deep + 2, &format!("noot: {}", q(&noot)));
        }
        if self.pen.random.percent(25) {
            let recording = self.pen.sentences(1);
            self.line(deep + 2, &format!("vastleggen: {}", q(&recording)));
        }
        if self.pen.random.percent(20) {
            let condition = self.pen.short();
            self.line(deep + 2, &format!("voorwaarde: {}", q(&condition)));
        }
        if self.pen.random.percent(15) && !more.iter().any(|line| line.starts_with("hoeveel")) {
            let weeks = 4 + self.pen.random.below(10);
            self.line(deep + 2, &format!("hoeveel: {weeks} weken"));
        }
    }

    fn fase(&mut self, name: &str) {
        self.line(6, &format!("- fase: {name}"));
        self.line(8, "stappen:");
    }

    fn keuze_hulp(&mut self) {
        self.line(10, "- keuze: Welke hulp past?");
        self.line(12, "meer: ja");
        self.line(12, "takken:");
        for (name, is) in HULP {
            if self.pen.random.percent(30) {
                continue;
            }
            self.line(14, &format!("- als: {name}"));
            self.line(16, &format!("is: {is}"));
            self.line(16, "stappen:");
            self.stap(18, "Aanmelden voor deze hulp", &[]);
            let weeks = 6 + self.pen.random.below(8);
            self.stap(18, "Hulp volgen", &[&format!("hoeveel: {weeks} weken")]);
        }
        self.line(14, "- als: Iets anders");
        self.line(16, "stappen:");
        self.stap(18, "Hulp op maat zoeken", &[]);
    }

    fn evaluating(&mut self, meeting: &str) {
        self.fase("Evalueren");
        self.stap(10, "Hulp evalueren", &["id: evalueren"]);
        self.line(10, "- keuze: Werkt de hulp?");
        self.line(12, "takken:");
        self.line(14, "- als: Ja, en de hulp is klaar");
        self.line(16, "stappen:");
        self.line(18, "- einde: De hulp stopt");
        self.line(14, "- als: Ja, maar er is nog hulp nodig");
        self.line(16, "naar: klein");
        self.line(14, "- als: Nee");
        self.line(16, "stappen:");
        self.stap(18, "Bespreken in het grote overleg", &["id: groot", &format!("in: {meeting}/groot")]);
        self.line(10, "- keuze: Kan de school deze hulp zelf geven?");
        self.line(12, "takken:");
        self.line(14, "- als: Ja");
        self.line(16, "naar: evalueren");
        self.line(14, "- als: Nee");
        self.line(16, "stappen:");
        self.stap(18, "Een andere plek zoeken", &[]);
        self.line(18, "- einde: Een andere school of voorziening");
    }
}

/// The section `route`; `meeting` is the section with the meetings `klein` and `groot`.
pub(crate) fn make(pen: &mut Pen, meeting: &str) -> String {
    let mut sheet = Sheet { pen, out: String::new() };
    let ouders = sheet.pen.sentences(4);
    sheet.line(2, "route:");
    sheet.line(4, &format!("voor-ouders: {}", q(&ouders)));
    sheet.line(4, "stappen:");
    for (number, (name, stappen)) in FASEN.into_iter().enumerate() {
        if number == 2 {
            sheet.fase("Klein overleg");
            sheet.stap(10, "Aanmelding bespreken", &["id: klein", &format!("in: {meeting}/klein")]);
            sheet.keuze_hulp();
        }
        sheet.fase(name);
        for stap in stappen {
            sheet.stap(10, stap, &[]);
        }
    }
    sheet.evaluating(meeting);
    sheet.out
}
