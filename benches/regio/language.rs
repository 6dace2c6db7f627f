//! Dutch sentences, and Markdown made of them.

use super::random::Random;

const WHO: [&str; 18] = [
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
const DOES: [(&str, &str); 32] = [
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

const WHEN: [&str; 18] = [
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

const IFS: [&str; 18] = [
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

const CLOSING: [&str; 14] = [
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

const HEADING: [&str; 20] = [
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
    pub(crate) random: Random,
    slug: String,
    pub(crate) words: usize,
}

impl Pen {
    pub(crate) fn new(random: Random, slug: &str) -> Self {
        Self { random, slug: slug.to_owned(), words: 0 }
    }

    fn tally(&mut self, text: String) -> String {
        self.words += text.split_whitespace().count();
        text
    }

    fn loose_sentence(&mut self) -> String {
        let random = &mut self.random;
        let (who, (does, what)) = (random.pick(&WHO), random.pick(&DOES));
        let sentence = match random.below(7) {
            0 => format!("{who} {does} {what} {}", random.pick(&WHEN)),
            1 => format!("{} {does} {who} {what}", random.pick(&WHEN)),
            2 => format!("als {}, {does} {who} {what}", random.pick(&IFS)),
            3 => format!("{who} {does} {what}, {}", random.pick(&CLOSING)),
            4 => format!("wanneer {}, {does} {who} {} {what}", random.pick(&IFS), random.pick(&WHEN)),
            5 => {
                let (other, (also, something)) = (random.pick(&WHO), random.pick(&DOES));
                format!("{who} {does} {what} en {other} {also} {something}")
            }
            _ => format!("{who} {does} {what}, ook als {}", random.pick(&IFS)),
        };
        format!("{}.", capitalize(&sentence))
    }

    /// So many plain sentences.
    pub(crate) fn sentences(&mut self, count: u64) -> String {
        let sentences: Vec<String> = (0..count).map(|_| self.loose_sentence()).collect();
        self.tally(sentences.join(" "))
    }

    /// A few words without a full stop, for a remark or a row.
    pub(crate) fn short(&mut self) -> String {
        let text = match self.random.below(3) {
            0 => self.random.pick(&WHEN).to_owned(),
            1 => format!("als {}", self.random.pick(&IFS)),
            _ => format!("{}, {}", self.random.pick(&WHEN), self.random.pick(&CLOSING)),
        };
        self.tally(text)
    }

    fn paragraph(&mut self) -> String {
        let count = 3 + self.random.below(4);
        let mut sentences: Vec<String> = (0..count).map(|_| self.loose_sentence()).collect();
        if self.random.percent(30) {
            let (word, target) = self.random.pick(&LINKS);
            sentences.push(format!("Lees ook meer over [{word}]({target})."));
        }
        if self.random.percent(30) {
            sentences.push(format!("**Let op:** dit geldt ook als {}.", self.random.pick(&IFS)));
        }
        if self.random.percent(6) {
            let address = format!("https://{}.example/ondersteuning", self.slug);
            sentences.push(format!("Meer staat op [de website van de school]({address})."));
        }
        self.tally(sentences.join(" "))
    }

    fn lijst(&mut self) -> String {
        let mut out = String::new();
        for number in 1..=3 + self.random.below(4) {
            let character = if self.slug.len().is_multiple_of(2) { "-".to_owned() } else { format!("{number}.") };
            let line = format!("{character} {}\n", self.loose_sentence());
            out.push_str(&line);
        }
        self.tally(out)
    }

    fn table(&mut self) -> String {
        let mut out = String::from("| Wie | Doet | Wanneer |\n| --- | --- | --- |\n");
        for _ in 0..3 + self.random.below(4) {
            let (does, what) = self.random.pick(&DOES);
            out.push_str(&format!(
                "| {} | {does} {what} | {} |\n",
                capitalize(self.random.pick(&WHO)),
                self.random.pick(&WHEN)
            ));
        }
        self.tally(out)
    }

    /// A Markdown text of about so many words, with headings if it is long.
    pub(crate) fn markdown(&mut self, words: usize) -> String {
        let ending = self.words + words;
        let mut blocks: Vec<String> = Vec::new();
        let mut since_heading = 0;
        while self.words < ending {
            if words > 300 && since_heading >= 4 {
                since_heading = 0;
                let heading = format!("## {} {}", self.random.pick(&HEADING), blocks.len() + 1);
                blocks.push(self.tally(heading));
            }
            let block = match self.random.below(12) {
                0 | 1 if since_heading > 0 => self.lijst(),
                2 if since_heading > 0 => self.table(),
                _ => self.paragraph(),
            };
            since_heading += 1;
            blocks.push(block.trim_end().to_owned());
        }
        blocks.join("\n\n") + "\n"
    }
}

pub(crate) fn capitalize(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().collect::<String>() + characters.as_str()).unwrap_or_default()
}

/// A quoted YAML value.
pub(crate) fn q(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
