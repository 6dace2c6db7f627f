//! A document of a school: its YAML and the texts next to it.

use super::WORDS;
use super::language::{Pen, capitalize, q};
use super::random::Random;
use super::route;

/// The format a document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RegioFormaat {
    /// The built-in `perspectief-vo`.
    Perspectief,
    /// The region's own profile, `regio-kort`.
    Short,
    /// A document that is no profile, `regio-monitor`.
    Monitor,
}

/// The document to make.
pub(crate) struct Document<'a> {
    pub(crate) school: &'a str,
    pub(crate) slug: &'a str,
    /// The year in which its school year begins.
    pub(crate) year: u64,
    pub(crate) concept: bool,
    pub(crate) vorm: RegioFormaat,
}

const SPECIALISTEN: &str = include_str!("../../builtin/lijsten/specialisten.yaml");
const VOORZIENINGEN: &str = include_str!("../../builtin/lijsten/voorzieningen.yaml");
const TEACHING: &str = include_str!("../../builtin/lijsten/onderwijsaanbod.yaml");
const ROOMS: &str = include_str!("../../builtin/lijsten/ruimten.yaml");
const PROTOCOLLEN: &str = include_str!("../../builtin/lijsten/protocollen.yaml");
const HGW: &str = include_str!("../../builtin/lijsten/hgw-vo.yaml");
const PARTNERS: &str = include_str!("../../builtin/lijsten/ketenpartners.yaml");
const SECTORS: &str = include_str!("../../builtin/lijsten/onderwijssectoren.yaml");
const AGREEMENTS: &str = include_str!("fixed/regio-afspraken.yaml");

/// Abbreviations, with the item that they stand for.
const AFKORTINGEN: [(&str, &str, &str); 6] = [
    ("COPA", "coördinator passend onderwijs", "specialisten/ondersteuningscoordinator"),
    ("SOT", "schoolondersteuningsteam", ""),
    ("OPP", "ontwikkelingsperspectiefplan", ""),
    ("SWV", "samenwerkingsverband", ""),
    ("VSO", "voortgezet speciaal onderwijs", "onderwijssectoren/vso"),
    ("JGZ", "jeugdgezondheidszorg", "ketenpartners/jgz"),
];

const OWN: [(&str, &str); 12] = [
    ("Huiswerkklas", "plannen"),
    ("Rustpunt", "stress"),
    ("Leesclub", "lezen"),
    ("Gespreksgroep", "sociaal"),
    ("Rekenlokaal", "rekenen"),
    ("Wandelcoach", "somber"),
    ("Startgroep", "overstap"),
    ("Ochtendcontact", "verzuim"),
    ("Muziekruimte", "gedrag"),
    ("Taalmaatje", "taal"),
    ("Denktank", "hoogbegaafd"),
    ("Troostgroep", "rouw"),
];

/// What a school cannot offer, and the hulpvraag that it is about.
const GRENZEN: [(&str, &str); 10] = [
    ("leerlingen die elke dag hulp één op één nodig hebben", "leren"),
    ("leerlingen die zichzelf niet kunnen verzorgen", "medicijnen"),
    ("leerlingen die anderen in gevaar brengen", "gedrag"),
    ("leerlingen die het niveau van de school niet aankunnen", "leren"),
    ("leerlingen die medische zorg van een verpleegkundige nodig hebben", "medicijnen"),
    ("leerlingen die de lessen steeds ernstig verstoren", "gedrag"),
    ("leerlingen die niet in een groep kunnen werken", "sociaal"),
    ("leerlingen die blind zijn en geen begeleider hebben", "zintuigen"),
    ("leerlingen die doof zijn en een tolk nodig hebben", "zintuigen"),
    ("leerlingen die nog geen Nederlands spreken", "taal"),
];

/// Places of an item, the usual ones more often.
const PLACES: [&str; 9] =
    ["school", "school", "school", "school", "school", "school, extern", "extern", "extern", "bestuur"];

/// Those who have a task in the support, and so are always there.
const TAKEN: [&str; 12] = [
    "mentor",
    "ondersteuningscoordinator",
    "teamleider",
    "orthopedagoog",
    "leerlingbegeleider",
    "vertrouwenspersoon",
    "verzuimcoordinator",
    "schoolmaatschappelijk-werker",
    "jeugdarts",
    "leerplichtambtenaar",
    "decaan",
    "begeleider-passend-onderwijs",
];

/// Ids of the items of a list, in order: the keys one level below `items:`.
fn items(lijst: &'static str) -> impl Iterator<Item = &'static str> {
    lijst.lines().filter_map(|line| {
        let id = line.strip_prefix("  ")?.strip_suffix(':')?;
        (!id.starts_with(' ')).then_some(id)
    })
}

/// Writes one document.
struct Writer<'a> {
    document: &'a Document<'a>,
    random: &'a Random,
    yaml: String,
    files: Vec<(String, String)>,
    words: usize,
}

impl Document<'_> {
    /// Files by name (the document itself is `document.yaml`), and the number of words.
    pub(crate) fn make(&self, random: &Random) -> (Vec<(String, String)>, usize) {
        let mut writer = Writer { document: self, random, yaml: String::new(), files: Vec::new(), words: 0 };
        writer.heading();
        match self.vorm {
            RegioFormaat::Perspectief => writer.perspectief(),
            RegioFormaat::Short => writer.short(),
            RegioFormaat::Monitor => writer.monitor(),
        }
        let Writer { yaml, mut files, words, .. } = writer;
        files.push(("document.yaml".to_owned(), yaml));
        (files, words)
    }
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        self.yaml.push_str(text);
        self.yaml.push('\n');
    }

    /// A pen for a section; one section in four is rewritten every year.
    fn pen(&self, sectie: &str) -> Pen {
        let mut random = self.random.for_subject(sectie);
        if random.percent(25) {
            random = random.for_number(self.document.year);
        }
        Pen::new(random, self.document.slug)
    }

    fn with_pen(&mut self, sectie: &str, write: impl FnOnce(&mut Self, &mut Pen)) {
        let mut pen = self.pen(sectie);
        write(self, &mut pen);
        self.words += pen.words;
    }

    /// A source of randomness for an item: the same every year, except for a few that change.
    fn random_of_item(&self, sectie: &str, item: &str) -> Random {
        let fixed = self.random.for_subject(sectie).for_subject(item);
        let this_year = fixed.for_number(self.document.year);
        if this_year.clone().percent(8) { this_year } else { fixed }
    }

    fn heading(&mut self) {
        let year = self.document.year;
        let formaat = match self.document.vorm {
            RegioFormaat::Perspectief => "perspectief-vo",
            RegioFormaat::Short => "regio-kort",
            RegioFormaat::Monitor => "regio-monitor",
        };
        let month = 9 + self.random.for_subject("peildatum").below(4);
        self.line(&format!("formaat: {formaat}\nschooljaar: {year}-{}\npeildatum: {year}-{month:02}", year + 1));
        if self.document.concept {
            self.line("status: concept");
        }
        self.line("afkortingen:");
        for (short, in_full, is) in AFKORTINGEN {
            let is = if is.is_empty() { String::new() } else { format!(", is: {is}") };
            self.line(&format!("  {short}: {{voluit: {in_full}{is}}}"));
        }
        self.line("secties:");
    }

    /// A text in a file of its own, with a sentence for parents.
    fn text(&mut self, sectie: &str, words: usize) {
        self.with_pen(sectie, |s, pen| {
            let ouders = pen.sentences(2);
            s.line(&format!("  {sectie}:\n    tekst: {sectie}.md\n    voor-ouders: {}", q(&ouders)));
            s.files.push((format!("{sectie}.md"), pen.markdown(words)));
        });
    }

    /// The lines that every list begins with.
    fn begin(&mut self, sectie: &str, pen: &mut Pen, toelichting: usize) {
        let ouders = pen.sentences(2);
        self.line(&format!("  {sectie}:\n    voor-ouders: {}", q(&ouders)));
        if toelichting > 0 {
            self.line(&format!("    toelichting: {sectie}.md"));
            self.files.push((format!("{sectie}.md"), pen.markdown(toelichting)));
        }
    }

    /// Items with their places, some with an amount and a remark, and up to three that the school adds.
    /// `help` is the number of words that each item gets in a text of its own.
    fn aanbod(&mut self, sectie: &str, lijst: &'static str, toelichting: usize, help: usize) {
        self.with_pen(sectie, |s, pen| {
            s.begin(sectie, pen, toelichting);
            let mut texts = String::new();
            // Most schools know where their help is; some do not say.
            let without_plaats = s.random.for_subject("zonder-plaats").percent(10);
            for item in items(lijst) {
                let mut random = s.random_of_item(sectie, item);
                let (roll, always_there) = (random.below(100), TAKEN.contains(&item));
                if roll >= 60 && !always_there {
                    if roll < 72 {
                        s.line(&format!("    {item}: nee"));
                    }
                    continue;
                }
                let waar = if without_plaats && random.percent(20) { "" } else { random.pick(&PLACES) };
                let noot = random.percent(30);
                if !noot && help == 0 {
                    let value = if waar.is_empty() { "ja".to_owned() } else { format!("[{waar}]") };
                    s.line(&format!("    {item}: {value}"));
                    continue;
                }
                s.line(&format!("    {item}:"));
                if waar.is_empty() {
                    s.line("      stand: ja");
                } else {
                    s.line(&format!("      waar: [{waar}]"));
                }
                if noot {
                    let (weeks, noot) = (4 + random.below(12), pen.sentences(1));
                    s.line(&format!("      hoeveel: {weeks} weken\n      noot: {}", q(&noot)));
                }
                if help > 0 {
                    s.line(&format!("      tekst: {sectie}-uitleg.md#{item}"));
                    texts.push_str(&format!("## {}\n\n{}\n", capitalize(&item.replace('-', " ")), pen.markdown(help)));
                }
            }
            if !texts.is_empty() {
                s.files.push((format!("{sectie}-uitleg.md"), texts));
            }
            s.own_aanbod(pen);
        });
    }

    fn own_aanbod(&mut self, pen: &mut Pen) {
        let begin = pen.random.below(12);
        let count = pen.random.below(4);
        if count > 0 {
            self.line("    anders:");
        }
        for (name, hulpvraag) in
            OWN.iter().cycle().skip(usize::try_from(begin).unwrap_or(0)).take(usize::try_from(count).unwrap_or(0))
        {
            let sentence = pen.sentences(1);
            self.line(&format!(
                "      - naam: {name}\n        waar: [school]\n        zin: {}\n        hulpvragen: [{hulpvraag}]",
                q(&sentence)
            ));
        }
    }

    /// A list whose items are just ticked, some with a remark.
    fn ticks(&mut self, sectie: &str, lijst: &'static str) {
        self.with_pen(sectie, |s, pen| {
            s.begin(sectie, pen, 0);
            for item in items(lijst) {
                let mut random = s.random_of_item(sectie, item);
                match random.below(100) {
                    0..45 => s.line(&format!("    {item}: ja")),
                    45..60 => {
                        let noot = pen.sentences(1);
                        s.line(&format!("    {item}: {{noot: {}}}", q(&noot)));
                    }
                    60..70 => s.line(&format!("    {item}: nee")),
                    _ => {}
                }
            }
        });
    }

    /// Items on a scale, some with a remark.
    fn beoordeling(&mut self, sectie: &str, lijst: &'static str, values: &[&'static str], toelichting: usize) {
        self.with_pen(sectie, |s, pen| {
            s.begin(sectie, pen, toelichting);
            for item in items(lijst) {
                let mut random = s.random_of_item(sectie, item);
                let value = random.pick(values);
                if random.percent(8) {
                    continue;
                }
                if random.percent(25) {
                    let noot = pen.short();
                    s.line(&format!("    {item}: {{waarde: {value}, noot: {}}}", q(&noot)));
                } else {
                    s.line(&format!("    {item}: {value}"));
                }
            }
        });
    }

    fn grenzen(&mut self, sectie: &str) {
        self.with_pen(sectie, |s, pen| {
            s.begin(sectie, pen, 60);
            s.line("    rijen:");
            for group in ["Leren", "Gedrag", "Gezondheid"] {
                s.line(&format!("      - groep: {group}\n        rijen:"));
                for _ in 0..2 + pen.random.below(2) {
                    let (grens, question) = pen.random.pick(&GRENZEN);
                    let when = pen.short();
                    s.line(&format!("          - punt: {}", q(&format!("{grens}, {when}"))));
                    s.line(&format!("            hulpvragen: [{question}]"));
                }
            }
        });
    }

    fn ambitions(&mut self, sectie: &str, words: usize) {
        self.with_pen(sectie, |s, pen| {
            s.line(&format!("  {sectie}:\n    rijen:"));
            let mut texts = String::new();
            for (number, ambition) in
                ["Rust in de klas", "Meer kennis in het team", "Ouders eerder betrekken", "Minder verzuim"]
                    .into_iter()
                    .enumerate()
            {
                s.line(&format!("      - punt: {ambition}\n        uitleg: {sectie}.md#ambitie-{number}"));
                texts.push_str(&format!("## Ambitie {number}\n\n{}\n", pen.markdown(words)));
            }
            s.files.push((format!("{sectie}.md"), texts));
        });
    }

    fn meetings(&mut self, sectie: &str) {
        self.with_pen(sectie, |s, pen| {
            s.line(&format!("  {sectie}:\n    rijen:"));
            for (id, name, when) in [
                ("klein", "Klein overleg", "1 keer per week"),
                ("groot", "Groot overleg", "8 keer per jaar"),
                ("team", "Teamoverleg", "1 keer per 2 weken"),
                ("regio", "Overleg met het SWV", "4 keer per jaar"),
            ] {
                let content = pen.sentences(3);
                s.line(&format!(
                    "      - id: {id}\n        naam: {name}\n        wanneer: {when}\n        wie: [COPA, mentor, orthopedagoog, jeugdarts: op verzoek]\n        inhoud: {}",
                    q(&content)
                ));
            }
        });
    }

    fn care_structure(&mut self, sectie: &str, meetings: bool) {
        self.with_pen(sectie, |s, pen| {
            s.begin(sectie, pen, 120);
            s.line("    rijen:");
            for who in TAKEN {
                let task = pen.sentences(2);
                s.line(&format!("      - wie: {who}\n        taak: {}", q(&task)));
                if meetings {
                    let meeting = pen.random.pick(&["klein", "klein, groot", "groot", "team", "team, regio: zo nodig"]);
                    s.line(&format!("        overleg: [{meeting}]"));
                }
            }
        });
    }

    fn route(&mut self, meeting: &str) {
        self.with_pen("route", |s, pen| {
            let route = route::make(pen, meeting);
            s.yaml.push_str(&route);
        });
    }

    /// A section that the document defines itself, which fills the document up to [`WORDS`].
    fn way_of_working(&mut self, after: &str) {
        let rest = WORDS.saturating_sub(self.words + 30);
        self.with_pen("werkwijze", |s, pen| {
            s.line(&format!(
                "eigen:\n  - {{id: werkwijze, na: {after}, titel: {}, soort: tekst, antwoord: werkwijze.md}}",
                q(&format!("Zo werkt {}", s.document.school))
            ));
            s.files.push(("werkwijze.md".to_owned(), pen.markdown(rest)));
        });
    }

    fn perspectief(&mut self) {
        let year = self.document.year;
        let mut random = self.random.for_subject("algemeen");
        let onderwijstypen = random.pick(&[
            "havo, vwo",
            "mavo, havo",
            "vmbo-basis, vmbo-kader",
            "praktijkonderwijs",
            "havo, atheneum, gymnasium",
        ]);
        self.line(&format!(
            "  algemeen:\n    invuldatum: {year}-09\n    onderbouw: [{onderwijstypen}]\n    bovenbouw: [{onderwijstypen}]\n    leerjaren: [onderbouw, bovenbouw]"
        ));
        let concept = random.pick(&["regulier", "dalton", "montessori", "jenaplan", "freinet"]);
        self.with_pen("concept", |s, pen| {
            s.line(&format!("  concept:\n    {concept}: ja\n    toelichting: concept.md"));
            s.files.push(("concept.md".to_owned(), pen.markdown(250)));
        });
        self.text("visie", 450);
        self.text("kenmerken", 250);
        self.text("sterke-punten", 400);
        self.grenzen("grenzen");
        self.ambitions("ambities", 120);
        self.aanbod("specialisten", SPECIALISTEN, 350, 0);
        self.aanbod("voorzieningen", VOORZIENINGEN, 0, 110);
        self.aanbod("onderwijsaanbod", TEACHING, 200, 60);
        self.ticks("ruimten", ROOMS);
        self.beoordeling("protocollen", PROTOCOLLEN, &["actief", "actief", "actief", "in-ontwikkeling", "afwezig"], 60);
        self.beoordeling("hgw", HGW, &["O", "O", "O", "I", "I", "N", "V"], 200);
        self.route("overleggen");
        self.line("  team:\n    leden: [mentor, COPA, orthopedagoog, schoolmaatschappelijk-werker]\n    bijeenkomsten: minimaal 9 keer per jaar");
        self.ticks("onderwijssectoren", SECTORS);
        self.ticks("partners", PARTNERS);
        self.meetings("overleggen");
        self.care_structure("zorgstructuur", true);
        self.way_of_working("sterke-punten");
    }

    fn short(&mut self) {
        self.text("over-ons", 600);
        self.grenzen("kan-niet");
        self.aanbod("mensen", SPECIALISTEN, 350, 0);
        self.aanbod("plekken", VOORZIENINGEN, 0, 120);
        self.aanbod("in-de-les", TEACHING, 200, 60);
        self.ticks("gebouw", ROOMS);
        self.beoordeling("afspraken", PROTOCOLLEN, &["actief", "actief", "in-ontwikkeling", "afwezig"], 100);
        self.beoordeling("vaardigheden", HGW, &["O", "O", "I", "N", "V"], 200);
        self.layers();
        self.route("overleg");
        self.meetings("overleg");
        self.figures("cijfers");
        self.way_of_working("over-ons");
    }

    fn monitor(&mut self) {
        self.text("aanleiding", 500);
        self.with_pen("kaart", |s, pen| {
            s.begin("kaart", pen, 300);
            for item in items(AGREEMENTS) {
                let value = s.random_of_item("kaart", item).pick(&["O", "O", "I", "N", "V"]);
                let (shows_in, needed) = (pen.sentences(2), pen.sentences(1));
                s.line(&format!("    {item}: {{waarde: {value}, blijkt: {}, nodig: {}}}", q(&shows_in), q(&needed)));
            }
        });
        self.care_structure("taken", false);
        self.figures("cijfers");
        self.way_of_working("aanleiding");
    }

    fn layers(&mut self) {
        self.with_pen("lagen", |s, pen| {
            s.begin("lagen", pen, 0);
            for (layer, share) in [("groen", 80), ("geel", 15), ("rood", 5)] {
                s.line(&format!("    {layer}:\n      aandeel: {share}%\n      wie: [mentor]\n      tekst: lagen-{layer}.md\n      rijen:"));
                s.files.push((format!("lagen-{layer}.md"), pen.markdown(150)));
                for (name, hulpvraag) in OWN {
                    if pen.random.percent(30) {
                        let help = pen.sentences(2);
                        s.line(&format!("        - {{naam: {name}, uitleg: {}, hulpvragen: [{hulpvraag}]}}", q(&help)));
                    }
                }
                s.line("        - {naam: Gesprek met de mentor}");
            }
        });
    }

    fn figures(&mut self, sectie: &str) {
        self.line(&format!("  {sectie}:"));
        let lijst = include_str!("fixed/regio-cijfers.yaml");
        for item in items(lijst) {
            let mut random = self.random.for_subject(sectie).for_subject(item);
            let years: Vec<String> = (2021..=2024).map(|year| format!("{year}-10-01: {}", random.below(900))).collect();
            self.line(&format!("    {item}: {{{}}}", years.join(", ")));
        }
    }
}
