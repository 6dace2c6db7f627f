//! A document of a school: its YAML and the texts beside it.

use super::WOORDEN;
use super::route;
use super::taal::{Pen, hoofdletter, q};
use super::toeval::Toeval;

/// The format a document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vorm {
    /// The built-in `perspectief-vo`.
    Perspectief,
    /// The region's own profile, `regio-kort`.
    Kort,
    /// A document that is no profile, `regio-monitor`.
    Monitor,
}

/// What is to be made.
pub(crate) struct Document<'a> {
    pub(crate) school: &'a str,
    pub(crate) slug: &'a str,
    /// The year in which its schooljaar begins.
    pub(crate) jaar: u64,
    pub(crate) concept: bool,
    pub(crate) vorm: Vorm,
}

const SPECIALISTEN: &str = include_str!("../../ingebouwd/lijsten/specialisten.yaml");
const VOORZIENINGEN: &str = include_str!("../../ingebouwd/lijsten/voorzieningen.yaml");
const ONDERWIJSAANBOD: &str = include_str!("../../ingebouwd/lijsten/onderwijsaanbod.yaml");
const RUIMTEN: &str = include_str!("../../ingebouwd/lijsten/ruimten.yaml");
const PROTOCOLLEN: &str = include_str!("../../ingebouwd/lijsten/protocollen.yaml");
const HGW: &str = include_str!("../../ingebouwd/lijsten/hgw-vo.yaml");
const PARTNERS: &str = include_str!("../../ingebouwd/lijsten/ketenpartners.yaml");
const SECTOREN: &str = include_str!("../../ingebouwd/lijsten/onderwijssectoren.yaml");
const AFSPRAKEN: &str = include_str!("vast/regio-afspraken.yaml");

/// Abbreviations, with the item that they are.
const AFKORTINGEN: [(&str, &str, &str); 6] = [
    ("COPA", "coördinator passend onderwijs", "specialisten/ondersteuningscoordinator"),
    ("SOT", "schoolondersteuningsteam", ""),
    ("OPP", "ontwikkelingsperspectiefplan", ""),
    ("SWV", "samenwerkingsverband", ""),
    ("VSO", "voortgezet speciaal onderwijs", "onderwijssectoren/vso"),
    ("JGZ", "jeugdgezondheidszorg", "ketenpartners/jgz"),
];

const EIGEN: [(&str, &str); 12] = [
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

/// What a school cannot offer, and the question of parents that it is about.
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
const PLEKKEN: [&str; 9] =
    ["school", "school", "school", "school", "school", "school, extern", "extern", "extern", "bestuur"];

/// Who has a task in the support; so these are there.
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

/// Ids of the items of a list, in its order: the keys one step below `items:`.
fn items(lijst: &'static str) -> impl Iterator<Item = &'static str> {
    lijst.lines().filter_map(|regel| {
        let id = regel.strip_prefix("  ")?.strip_suffix(':')?;
        (!id.starts_with(' ')).then_some(id)
    })
}

/// Writes one document.
struct Schrijver<'a> {
    document: &'a Document<'a>,
    kans: &'a Toeval,
    yaml: String,
    bestanden: Vec<(String, String)>,
    woorden: usize,
}

impl Document<'_> {
    /// Files by name (the document itself is `document.yaml`), and the number of words.
    pub(crate) fn maak(&self, kans: &Toeval) -> (Vec<(String, String)>, usize) {
        let mut schrijver = Schrijver { document: self, kans, yaml: String::new(), bestanden: Vec::new(), woorden: 0 };
        schrijver.kop();
        match self.vorm {
            Vorm::Perspectief => schrijver.perspectief(),
            Vorm::Kort => schrijver.kort(),
            Vorm::Monitor => schrijver.monitor(),
        }
        let Schrijver { yaml, mut bestanden, woorden, .. } = schrijver;
        bestanden.push(("document.yaml".to_owned(), yaml));
        (bestanden, woorden)
    }
}

impl Schrijver<'_> {
    fn regel(&mut self, tekst: &str) {
        self.yaml.push_str(tekst);
        self.yaml.push('\n');
    }

    /// A pen for a section. One section in four is rewritten every year.
    fn pen(&self, sectie: &str) -> Pen {
        let mut kans = self.kans.voor(sectie);
        if kans.procent(25) {
            kans = kans.voor_nummer(self.document.jaar);
        }
        Pen::nieuw(kans, self.document.slug)
    }

    fn met_pen(&mut self, sectie: &str, schrijf: impl FnOnce(&mut Self, &mut Pen)) {
        let mut pen = self.pen(sectie);
        schrijf(self, &mut pen);
        self.woorden += pen.woorden;
    }

    /// A source for an item: the same every year, but for a few that change.
    fn kans_item(&self, sectie: &str, item: &str) -> Toeval {
        let vast = self.kans.voor(sectie).voor(item);
        let dit_jaar = vast.voor_nummer(self.document.jaar);
        if dit_jaar.clone().procent(8) { dit_jaar } else { vast }
    }

    fn kop(&mut self) {
        let jaar = self.document.jaar;
        let formaat = match self.document.vorm {
            Vorm::Perspectief => "perspectief-vo",
            Vorm::Kort => "regio-kort",
            Vorm::Monitor => "regio-monitor",
        };
        let maand = 9 + self.kans.voor("peildatum").onder(4);
        self.regel(&format!("formaat: {formaat}\nschooljaar: {jaar}-{}\npeildatum: {jaar}-{maand:02}", jaar + 1));
        if self.document.concept {
            self.regel("status: concept");
        }
        self.regel("afkortingen:");
        for (kort, voluit, is) in AFKORTINGEN {
            let is = if is.is_empty() { String::new() } else { format!(", is: {is}") };
            self.regel(&format!("  {kort}: {{voluit: {voluit}{is}}}"));
        }
        self.regel("secties:");
    }

    /// A text in a file of its own, with a sentence for parents.
    fn tekst(&mut self, sectie: &str, woorden: usize) {
        self.met_pen(sectie, |s, pen| {
            let ouders = pen.zinnen(2);
            s.regel(&format!("  {sectie}:\n    tekst: {sectie}.md\n    voor-ouders: {}", q(&ouders)));
            s.bestanden.push((format!("{sectie}.md"), pen.markdown(woorden)));
        });
    }

    /// The lines every list begins with.
    fn begin(&mut self, sectie: &str, pen: &mut Pen, toelichting: usize) {
        let ouders = pen.zinnen(2);
        self.regel(&format!("  {sectie}:\n    voor-ouders: {}", q(&ouders)));
        if toelichting > 0 {
            self.regel(&format!("    toelichting: {sectie}.md"));
            self.bestanden.push((format!("{sectie}.md"), pen.markdown(toelichting)));
        }
    }

    /// Items with their places, some with an amount and a remark, and up to three offers of its own.
    /// `uitleg` is the number of words that each item gets in a text of its own.
    fn aanbod(&mut self, sectie: &str, lijst: &'static str, toelichting: usize, uitleg: usize) {
        self.met_pen(sectie, |s, pen| {
            s.begin(sectie, pen, toelichting);
            let mut teksten = String::new();
            // Most schools know where their help is; some do not say.
            let zonder_plaats = s.kans.voor("zonder-plaats").procent(10);
            for item in items(lijst) {
                let mut kans = s.kans_item(sectie, item);
                let (worp, telt_al) = (kans.onder(100), TAKEN.contains(&item));
                if worp >= 60 && !telt_al {
                    if worp < 72 {
                        s.regel(&format!("    {item}: nee"));
                    }
                    continue;
                }
                let waar = if zonder_plaats && kans.procent(20) { "" } else { kans.kies(&PLEKKEN) };
                let noot = kans.procent(30);
                if !noot && uitleg == 0 {
                    let waarde = if waar.is_empty() { "ja".to_owned() } else { format!("[{waar}]") };
                    s.regel(&format!("    {item}: {waarde}"));
                    continue;
                }
                s.regel(&format!("    {item}:"));
                if waar.is_empty() {
                    s.regel("      stand: ja");
                } else {
                    s.regel(&format!("      waar: [{waar}]"));
                }
                if noot {
                    let (weken, noot) = (4 + kans.onder(12), pen.zinnen(1));
                    s.regel(&format!("      hoeveel: {weken} weken\n      noot: {}", q(&noot)));
                }
                if uitleg > 0 {
                    s.regel(&format!("      tekst: {sectie}-uitleg.md#{item}"));
                    teksten.push_str(&format!(
                        "## {}\n\n{}\n",
                        hoofdletter(&item.replace('-', " ")),
                        pen.markdown(uitleg)
                    ));
                }
            }
            if !teksten.is_empty() {
                s.bestanden.push((format!("{sectie}-uitleg.md"), teksten));
            }
            s.eigen_aanbod(pen);
        });
    }

    fn eigen_aanbod(&mut self, pen: &mut Pen) {
        let begin = pen.kans.onder(12);
        let aantal = pen.kans.onder(4);
        if aantal > 0 {
            self.regel("    anders:");
        }
        for (naam, hulpvraag) in
            EIGEN.iter().cycle().skip(usize::try_from(begin).unwrap_or(0)).take(usize::try_from(aantal).unwrap_or(0))
        {
            let zin = pen.zinnen(1);
            self.regel(&format!(
                "      - naam: {naam}\n        waar: [school]\n        zin: {}\n        hulpvragen: [{hulpvraag}]",
                q(&zin)
            ));
        }
    }

    /// A list that is only ticked, or ticked with a remark.
    fn vinkjes(&mut self, sectie: &str, lijst: &'static str) {
        self.met_pen(sectie, |s, pen| {
            s.begin(sectie, pen, 0);
            for item in items(lijst) {
                let mut kans = s.kans_item(sectie, item);
                match kans.onder(100) {
                    0..45 => s.regel(&format!("    {item}: ja")),
                    45..60 => {
                        let noot = pen.zinnen(1);
                        s.regel(&format!("    {item}: {{noot: {}}}", q(&noot)));
                    }
                    60..70 => s.regel(&format!("    {item}: nee")),
                    _ => {}
                }
            }
        });
    }

    /// Items on a scale, some with a remark.
    fn beoordeling(&mut self, sectie: &str, lijst: &'static str, waarden: &[&'static str], toelichting: usize) {
        self.met_pen(sectie, |s, pen| {
            s.begin(sectie, pen, toelichting);
            for item in items(lijst) {
                let mut kans = s.kans_item(sectie, item);
                let waarde = kans.kies(waarden);
                if kans.procent(8) {
                    continue;
                }
                if kans.procent(25) {
                    let noot = pen.kort();
                    s.regel(&format!("    {item}: {{waarde: {waarde}, noot: {}}}", q(&noot)));
                } else {
                    s.regel(&format!("    {item}: {waarde}"));
                }
            }
        });
    }

    fn grenzen(&mut self, sectie: &str) {
        self.met_pen(sectie, |s, pen| {
            s.begin(sectie, pen, 60);
            s.regel("    rijen:");
            for groep in ["Leren", "Gedrag", "Gezondheid"] {
                s.regel(&format!("      - groep: {groep}\n        rijen:"));
                for _ in 0..2 + pen.kans.onder(2) {
                    let (grens, vraag) = pen.kans.kies(&GRENZEN);
                    let wanneer = pen.kort();
                    s.regel(&format!("          - punt: {}", q(&format!("{grens}, {wanneer}"))));
                    s.regel(&format!("            hulpvragen: [{vraag}]"));
                }
            }
        });
    }

    fn ambities(&mut self, sectie: &str, woorden: usize) {
        self.met_pen(sectie, |s, pen| {
            s.regel(&format!("  {sectie}:\n    rijen:"));
            let mut teksten = String::new();
            for (nummer, ambitie) in
                ["Rust in de klas", "Meer kennis in het team", "Ouders eerder betrekken", "Minder verzuim"]
                    .into_iter()
                    .enumerate()
            {
                s.regel(&format!("      - punt: {ambitie}\n        uitleg: {sectie}.md#ambitie-{nummer}"));
                teksten.push_str(&format!("## Ambitie {nummer}\n\n{}\n", pen.markdown(woorden)));
            }
            s.bestanden.push((format!("{sectie}.md"), teksten));
        });
    }

    fn overleggen(&mut self, sectie: &str) {
        self.met_pen(sectie, |s, pen| {
            s.regel(&format!("  {sectie}:\n    rijen:"));
            for (id, naam, wanneer) in [
                ("klein", "Klein overleg", "1 keer per week"),
                ("groot", "Groot overleg", "8 keer per jaar"),
                ("team", "Teamoverleg", "1 keer per 2 weken"),
                ("regio", "Overleg met het SWV", "4 keer per jaar"),
            ] {
                let inhoud = pen.zinnen(3);
                s.regel(&format!(
                    "      - id: {id}\n        naam: {naam}\n        wanneer: {wanneer}\n        wie: [COPA, mentor, orthopedagoog, jeugdarts: op verzoek]\n        inhoud: {}",
                    q(&inhoud)
                ));
            }
        });
    }

    fn zorgstructuur(&mut self, sectie: &str, overleggen: bool) {
        self.met_pen(sectie, |s, pen| {
            s.begin(sectie, pen, 120);
            s.regel("    rijen:");
            for wie in TAKEN {
                let taak = pen.zinnen(2);
                s.regel(&format!("      - wie: {wie}\n        taak: {}", q(&taak)));
                if overleggen {
                    let overleg = pen.kans.kies(&["klein", "klein, groot", "groot", "team", "team, regio: zo nodig"]);
                    s.regel(&format!("        overleg: [{overleg}]"));
                }
            }
        });
    }

    fn route(&mut self, overleg: &str) {
        self.met_pen("route", |s, pen| {
            let route = route::maak(pen, overleg);
            s.yaml.push_str(&route);
        });
    }

    /// A section of its own, filled so that the document has the words it should have.
    fn werkwijze(&mut self, na: &str) {
        let rest = WOORDEN.saturating_sub(self.woorden + 30);
        self.met_pen("werkwijze", |s, pen| {
            s.regel(&format!(
                "eigen:\n  - {{id: werkwijze, na: {na}, titel: {}, soort: tekst, antwoord: werkwijze.md}}",
                q(&format!("Zo werkt {}", s.document.school))
            ));
            s.bestanden.push(("werkwijze.md".to_owned(), pen.markdown(rest)));
        });
    }

    fn perspectief(&mut self) {
        let jaar = self.document.jaar;
        let mut kans = self.kans.voor("algemeen");
        let boven = kans.kies(&[
            "havo, vwo",
            "mavo, havo",
            "vmbo-basis, vmbo-kader",
            "praktijkonderwijs",
            "havo, atheneum, gymnasium",
        ]);
        self.regel(&format!(
            "  algemeen:\n    invuldatum: {jaar}-09\n    onderbouw: [{boven}]\n    bovenbouw: [{boven}]\n    leerjaren: [onderbouw, bovenbouw]"
        ));
        let concept = kans.kies(&["regulier", "dalton", "montessori", "jenaplan", "freinet"]);
        self.met_pen("concept", |s, pen| {
            s.regel(&format!("  concept:\n    {concept}: ja\n    toelichting: concept.md"));
            s.bestanden.push(("concept.md".to_owned(), pen.markdown(250)));
        });
        self.tekst("visie", 450);
        self.tekst("kenmerken", 250);
        self.tekst("sterke-punten", 400);
        self.grenzen("grenzen");
        self.ambities("ambities", 120);
        self.aanbod("specialisten", SPECIALISTEN, 350, 0);
        self.aanbod("voorzieningen", VOORZIENINGEN, 0, 110);
        self.aanbod("onderwijsaanbod", ONDERWIJSAANBOD, 200, 60);
        self.vinkjes("ruimten", RUIMTEN);
        self.beoordeling("protocollen", PROTOCOLLEN, &["actief", "actief", "actief", "in-ontwikkeling", "afwezig"], 60);
        self.beoordeling("hgw", HGW, &["O", "O", "O", "I", "I", "N", "V"], 200);
        self.route("overleggen");
        self.regel("  team:\n    leden: [mentor, COPA, orthopedagoog, schoolmaatschappelijk-werker]\n    bijeenkomsten: minimaal 9 keer per jaar");
        self.vinkjes("onderwijssectoren", SECTOREN);
        self.vinkjes("partners", PARTNERS);
        self.overleggen("overleggen");
        self.zorgstructuur("zorgstructuur", true);
        self.werkwijze("sterke-punten");
    }

    fn kort(&mut self) {
        self.tekst("over-ons", 600);
        self.grenzen("kan-niet");
        self.aanbod("mensen", SPECIALISTEN, 350, 0);
        self.aanbod("plekken", VOORZIENINGEN, 0, 120);
        self.aanbod("in-de-les", ONDERWIJSAANBOD, 200, 60);
        self.vinkjes("gebouw", RUIMTEN);
        self.beoordeling("afspraken", PROTOCOLLEN, &["actief", "actief", "in-ontwikkeling", "afwezig"], 100);
        self.beoordeling("vaardigheden", HGW, &["O", "O", "I", "N", "V"], 200);
        self.lagen();
        self.route("overleg");
        self.overleggen("overleg");
        self.cijfers("cijfers");
        self.werkwijze("over-ons");
    }

    fn monitor(&mut self) {
        self.tekst("aanleiding", 500);
        self.met_pen("kaart", |s, pen| {
            s.begin("kaart", pen, 300);
            for item in items(AFSPRAKEN) {
                let waarde = s.kans_item("kaart", item).kies(&["O", "O", "I", "N", "V"]);
                let (blijkt, nodig) = (pen.zinnen(2), pen.zinnen(1));
                s.regel(&format!("    {item}: {{waarde: {waarde}, blijkt: {}, nodig: {}}}", q(&blijkt), q(&nodig)));
            }
        });
        self.zorgstructuur("taken", false);
        self.cijfers("cijfers");
        self.werkwijze("aanleiding");
    }

    fn lagen(&mut self) {
        self.met_pen("lagen", |s, pen| {
            s.begin("lagen", pen, 0);
            for (laag, aandeel) in [("groen", 80), ("geel", 15), ("rood", 5)] {
                s.regel(&format!("    {laag}:\n      aandeel: {aandeel}%\n      wie: [mentor]\n      tekst: lagen-{laag}.md\n      rijen:"));
                s.bestanden.push((format!("lagen-{laag}.md"), pen.markdown(150)));
                for (naam, hulpvraag) in EIGEN {
                    if pen.kans.procent(30) {
                        let uitleg = pen.zinnen(2);
                        s.regel(&format!("        - {{naam: {naam}, uitleg: {}, hulpvragen: [{hulpvraag}]}}", q(&uitleg)));
                    }
                }
                s.regel("        - {naam: Gesprek met de mentor}");
            }
        });
    }

    fn cijfers(&mut self, sectie: &str) {
        self.regel(&format!("  {sectie}:"));
        let lijst = include_str!("vast/regio-cijfers.yaml");
        for item in items(lijst) {
            let mut kans = self.kans.voor(sectie).voor(item);
            let jaren: Vec<String> = (2021..=2024).map(|jaar| format!("{jaar}-10-01: {}", kans.onder(900))).collect();
            self.regel(&format!("    {item}: {{{}}}", jaren.join(", ")));
        }
    }
}
