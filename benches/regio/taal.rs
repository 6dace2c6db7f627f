//! Dutch sentences, and Markdown made of them.

use super::toeval::Toeval;

const WIE: [&str; 18] = [
    "de mentor",
    "de ondersteuningscoördinator",
    "het zorgteam",
    "de docent",
    "de orthopedagoog",
    "de teamleider",
    "de begeleider passend onderwijs",
    "het ondersteuningsteam",
    "de leerlingbegeleider",
    "de vertrouwenspersoon",
    "de verzuimcoördinator",
    "de COPA",
    "het SOT",
    "de jeugdarts",
    "de remedial teacher",
    "de decaan",
    "de schoolmaatschappelijk werker",
    "de onderwijsassistent",
];

/// A verb in the third person and what goes with it.
const DOET: [(&str, &str); 32] = [
    ("bespreekt", "de voortgang met de leerling"),
    ("maakt", "een plan met haalbare doelen"),
    ("kijkt", "naar wat een leerling al kan"),
    ("houdt", "contact met de ouders"),
    ("noteert", "de afspraken in het OPP"),
    ("oefent", "met plannen en organiseren"),
    ("vraagt", "advies aan een deskundige van buiten"),
    ("verandert", "de opdrachten in de les"),
    ("geeft", "uitleg in kleine stappen"),
    ("volgt", "de resultaten en het welzijn van de groep"),
    ("zoekt", "een rustige plek om te werken"),
    ("overlegt", "met het samenwerkingsverband"),
    ("begeleidt", "een kleine groep leerlingen"),
    ("zorgt", "voor duidelijke regels in de klas"),
    ("voert", "een gesprek over de situatie thuis"),
    ("leert", "leerlingen hoe zij om hulp vragen"),
    ("bewaakt", "de grens tussen school en zorg"),
    ("deelt", "de ervaringen met het hele team"),
    ("regelt", "extra tijd bij toetsen"),
    ("schrijft", "een kort verslag voor het dossier"),
    ("bezoekt", "de les om mee te kijken"),
    ("nodigt", "de ouders en de leerling op school"),
    ("verdeelt", "de taken binnen het team"),
    ("bespreekt", "een overstap naar een andere klas"),
    ("signaleert", "verzuim en te laat komen"),
    ("steunt", "leerlingen na een verlies"),
    ("kiest", "een aanpak die bij de klas past"),
    ("herhaalt", "de leerstof op een andere manier"),
    ("vergelijkt", "de toetsen met die van vorig jaar"),
    ("organiseert", "een training van enkele weken"),
    ("helpt", "bij het maken van een weekplanning"),
    ("versterkt", "het vertrouwen van leerlingen in zichzelf"),
];

const WANNEER: [&str; 18] = [
    "elke week",
    "aan het begin van het schooljaar",
    "na elke toetsweek",
    "in de eerste maanden",
    "twee keer per jaar",
    "zo nodig",
    "voor de herfstvakantie",
    "samen met de ouders",
    "na een periode van zes weken",
    "tijdens de mentorles",
    "op een vaste dag",
    "buiten de gewone lessen",
    "in kleine groepen",
    "vanaf het tweede leerjaar",
    "zonder lange wachttijd",
    "met hulp van een stappenplan",
    "op verzoek van de leerling",
    "voor het einde van de periode",
];

const ALS: [&str; 18] = [
    "een leerling vaak ziek is",
    "lezen veel tijd kost",
    "de cijfers plotseling dalen",
    "het in de klas te druk is",
    "een leerling niet meer naar school wil",
    "er thuis veel verandert",
    "rekenen niet vanzelf gaat",
    "pesten niet stopt",
    "een leerling meer uitdaging zoekt",
    "plannen moeilijk blijft",
    "een toets veel spanning geeft",
    "de Nederlandse taal nog nieuw is",
    "een leerling zich terugtrekt",
    "gedrag de les verstoort",
    "een leerling slecht hoort of ziet",
    "de overstap van de basisschool tegenvalt",
    "een leerling medicijnen gebruikt",
    "de eerste hulp niet genoeg is",
];

const SLOT: [&str; 14] = [
    "zodat de leerling weer vooruit kan",
    "zodat iedereen weet wat er is afgesproken",
    "want kleine stappen werken het best",
    "zodat docenten hetzelfde doen",
    "want elke leerling is anders",
    "zodat ouders niet hoeven te wachten",
    "en dat staat daarna in het dossier",
    "zodat de klas rustig blijft",
    "want vertrouwen kost tijd",
    "zodat er geen les verloren gaat",
    "en na acht weken volgt een evaluatie",
    "want de leerling beslist mee",
    "zodat hulp op tijd komt",
    "en de ouders krijgen daarvan bericht",
];

const KOP: [&str; 20] = [
    "Hoe wij werken",
    "Wat een leerling merkt",
    "Samen met ouders",
    "In de les",
    "Buiten de les",
    "Wie wat doet",
    "Wanneer de hulp begint",
    "Hoe wij evalueren",
    "Wat goed gaat",
    "Wat beter kan",
    "Rust en regelmaat",
    "Contact met andere scholen",
    "De eerste weken",
    "Toetsen en examens",
    "Verzuim en terugkeer",
    "Taal en rekenen",
    "Gedrag in de groep",
    "Na schooltijd",
    "Het plan van de leerling",
    "Kennis in het team",
];

const LINKS: [(&str, &str); 8] = [
    ("hulp bij dyslexie", "item:protocollen/dyslexie"),
    ("de afspraken over pesten", "item:protocollen/anti-pesten"),
    ("de mentor", "item:specialisten/mentor"),
    ("de orthopedagoog", "item:specialisten/orthopedagoog"),
    ("huiswerkbegeleiding", "item:voorzieningen/huiswerkbegeleiding"),
    ("omgaan met faalangst", "item:onderwijsaanbod/faalangst"),
    ("de uitleg van het ministerie", "https://www.example.org/passend-onderwijs"),
    ("het adres voor vragen", "mailto:vragen@example.org"),
];

/// Writes Dutch, and counts the words.
pub(crate) struct Pen {
    pub(crate) kans: Toeval,
    slug: String,
    pub(crate) woorden: usize,
}

impl Pen {
    pub(crate) fn nieuw(kans: Toeval, slug: &str) -> Self {
        Self { kans, slug: slug.to_owned(), woorden: 0 }
    }

    fn tel(&mut self, tekst: String) -> String {
        self.woorden += tekst.split_whitespace().count();
        tekst
    }

    fn zin_los(&mut self) -> String {
        let kans = &mut self.kans;
        let (wie, (doet, wat)) = (kans.kies(&WIE), kans.kies(&DOET));
        let zin = match kans.onder(7) {
            0 => format!("{wie} {doet} {wat} {}", kans.kies(&WANNEER)),
            1 => format!("{} {doet} {wie} {wat}", kans.kies(&WANNEER)),
            2 => format!("als {}, {doet} {wie} {wat}", kans.kies(&ALS)),
            3 => format!("{wie} {doet} {wat}, {}", kans.kies(&SLOT)),
            4 => format!("wanneer {}, {doet} {wie} {} {wat}", kans.kies(&ALS), kans.kies(&WANNEER)),
            5 => {
                let (ander, (ook, iets)) = (kans.kies(&WIE), kans.kies(&DOET));
                format!("{wie} {doet} {wat} en {ander} {ook} {iets}")
            }
            _ => format!("{wie} {doet} {wat}, ook als {}", kans.kies(&ALS)),
        };
        format!("{}.", hoofdletter(&zin))
    }

    /// Plain sentences.
    pub(crate) fn zinnen(&mut self, aantal: u64) -> String {
        let zinnen: Vec<String> = (0..aantal).map(|_| self.zin_los()).collect();
        self.tel(zinnen.join(" "))
    }

    /// A few words without a full stop, for a remark or a row.
    pub(crate) fn kort(&mut self) -> String {
        let tekst = match self.kans.onder(3) {
            0 => self.kans.kies(&WANNEER).to_owned(),
            1 => format!("als {}", self.kans.kies(&ALS)),
            _ => format!("{}, {}", self.kans.kies(&WANNEER), self.kans.kies(&SLOT)),
        };
        self.tel(tekst)
    }

    fn alinea(&mut self) -> String {
        let aantal = 3 + self.kans.onder(4);
        let mut zinnen: Vec<String> = (0..aantal).map(|_| self.zin_los()).collect();
        if self.kans.procent(30) {
            let (woord, doel) = self.kans.kies(&LINKS);
            zinnen.push(format!("Lees ook meer over [{woord}]({doel})."));
        }
        if self.kans.procent(30) {
            zinnen.push(format!("**Let op:** dit geldt ook als {}.", self.kans.kies(&ALS)));
        }
        if self.kans.procent(6) {
            let adres = format!("https://{}.example/ondersteuning", self.slug);
            zinnen.push(format!("Meer staat op [de website van de school]({adres})."));
        }
        self.tel(zinnen.join(" "))
    }

    fn lijst(&mut self) -> String {
        let mut uit = String::new();
        for nummer in 1..=3 + self.kans.onder(4) {
            let teken = if self.slug.len().is_multiple_of(2) { "-".to_owned() } else { format!("{nummer}.") };
            let regel = format!("{teken} {}\n", self.zin_los());
            uit.push_str(&regel);
        }
        self.tel(uit)
    }

    fn tabel(&mut self) -> String {
        let mut uit = String::from("| Wie | Doet | Wanneer |\n| --- | --- | --- |\n");
        for _ in 0..3 + self.kans.onder(4) {
            let (doet, wat) = self.kans.kies(&DOET);
            uit.push_str(&format!(
                "| {} | {doet} {wat} | {} |\n",
                hoofdletter(self.kans.kies(&WIE)),
                self.kans.kies(&WANNEER)
            ));
        }
        self.tel(uit)
    }

    /// A Markdown text of about so many words, with headings when it is long.
    pub(crate) fn markdown(&mut self, woorden: usize) -> String {
        let einde = self.woorden + woorden;
        let mut blokken: Vec<String> = Vec::new();
        let mut sinds_kop = 0;
        while self.woorden < einde {
            if woorden > 300 && sinds_kop >= 4 {
                sinds_kop = 0;
                let kop = format!("## {} {}", self.kans.kies(&KOP), blokken.len() + 1);
                blokken.push(self.tel(kop));
            }
            let blok = match self.kans.onder(12) {
                0 | 1 if sinds_kop > 0 => self.lijst(),
                2 if sinds_kop > 0 => self.tabel(),
                _ => self.alinea(),
            };
            sinds_kop += 1;
            blokken.push(blok.trim_end().to_owned());
        }
        blokken.join("\n\n") + "\n"
    }
}

pub(crate) fn hoofdletter(tekst: &str) -> String {
    let mut tekens = tekst.chars();
    tekens.next().map(|eerste| eerste.to_uppercase().collect::<String>() + tekens.as_str()).unwrap_or_default()
}

/// A quoted YAML value.
pub(crate) fn q(tekst: &str) -> String {
    format!("\"{}\"", tekst.replace('\\', "\\\\").replace('"', "\\\""))
}
