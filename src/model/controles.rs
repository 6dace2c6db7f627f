//! The checks that a careful adviser makes: why each matters, and what a site may do with it.
//!
//! Most messages are about content that cannot be read. A check is about content that can be read but does not serve
//! the reader. A site switches it under `controles:` in `site.yaml`; one that protects readers or children cannot be
//! switched.

use std::collections::BTreeMap;

use crate::melding::{Code, Meldingen, Severity};

/// One check.
#[derive(Debug)]
pub struct Controle {
    /// The code of its messages, also the name of its switch.
    pub code: Code,
    /// How serious its messages are when the site says nothing.
    pub severity: Severity,
    /// What it looks at: part of a sentence, in Dutch.
    pub what: &'static str,
    /// Why that matters: full sentences, in Dutch.
    pub reason: &'static str,
    /// Whether no site may switch it.
    pub fixed: bool,
}

const fn controle(code: Code, what: &'static str, reason: &'static str) -> Controle {
    Controle { code, severity: Severity::Warning, what, reason, fixed: false }
}

const fn fixed(code: Code, what: &'static str, reason: &'static str) -> Controle {
    Controle { code, severity: Severity::Error, what, reason, fixed: true }
}

/// All checks, in the order in which an adviser would go through a profile.
pub const CONTROLES: &[Controle] = &[
    controle(
        Code::FileNotRead,
        "een bestand of map bij de inhoud wordt nergens gelezen of getoond",
        "Wie het daar zette, denkt dat het op de website staat. Vaak heet het net anders dan het moet, staat het in een \
         andere map, of is het een kopie. Bestanden die programma's zelf achterlaten tellen niet, en een `README` of \
         `LEESMIJ` ook niet.",
    ),
    controle(
        Code::SectieEmpty,
        "een sectie die elk document in dit formaat hoort te hebben, is niet ingevuld",
        "Ouders zoeken deze onderdelen, en het samenwerkingsverband vergelijkt ze. Een leeg onderdeel zegt niet of er \
         niets is, of dat niemand het heeft opgeschreven.",
    ),
    fixed(
        Code::NotChecked,
        "secties die uit een ander jaar zijn overgenomen, zijn nog niet nagekeken",
        "Wat van vorig jaar is overgenomen, kan veranderd zijn. Zo komt een concept nooit per ongeluk op de website.",
    ),
    controle(
        Code::SchooljaarOver,
        "het nieuwste profiel van een school is voor een schooljaar dat voorbij is",
        "Ouders kiezen een school op wat er nu is. Staat in het profiel tot wanneer het geldt (`geldig-tot`), dan telt \
         die datum.",
    ),
    controle(
        Code::ValidityOver,
        "de datum bij `geldig-tot` is voorbij",
        "De school heeft zelf gezegd tot wanneer het document geldt. Daarna kan niemand erop vertrouwen.",
    ),
    controle(
        Code::AdoptionOld,
        "het profiel is langer dan vier jaar geleden vastgesteld",
        "De wet vraagt dat een school haar schoolondersteuningsprofiel minstens eens in de vier jaar vaststelt.",
    ),
    controle(
        Code::DateInFuture,
        "een document is vastgesteld of nagekeken op een dag die nog moet komen",
        "Meestal is dat een tikfout. De website laat zien hoe oud gegevens zijn, en dat klopt dan niet.",
    ),
    controle(
        Code::ContactMissing,
        "ouders lezen niet bij wie zij terechtkunnen, of niet hoe zij die kunnen bereiken",
        "Een ouder die hulp zoekt, wil vooral weten wie er te bellen is. Zonder contact helpt de rest van de pagina \
         weinig.",
    ),
    controle(
        Code::PhoneDiffers,
        "een telefoonnummer in een document is een ander dan in `school.yaml`",
        "Wie belt, kiest het nummer dat hij het eerst ziet. Staat het op twee plaatsen, dan is er na een wijziging vaak een \
         vergeten.",
    ),
    controle(
        Code::PersonName,
        "in een tekst staat de naam van een persoon",
        "Namen zijn persoonsgegevens en blijven op internet lang te vinden. Mensen wisselen van werk; een functie \
         blijft kloppen.",
    ),
    controle(
        Code::PrivateData,
        "er staat een mailadres van een persoon of een mobiel nummer",
        "Ook dit zijn persoonsgegevens. Is de persoon ziek of weg, dan komt een vraag van ouders nergens aan. Een \
         adres van een functie of van de school blijft werken.",
    ),
    controle(
        Code::AttachmentProperties,
        "een bijlage (Word, Excel, OpenDocument of PDF) vertelt in haar eigenschappen wie haar schreef of bewaarde",
        "Programma's zetten de naam van de schrijver in het bestand, en die gaat mee naar de website zonder dat iemand hem \
         ziet. De naam van de school of van een organisatie van deze website mag wel. Uit afbeeldingen gaat zulke \
         informatie vanzelf weg.",
    ),
    controle(
        Code::Identifiable,
        "een klein aantal leerlingen staat bij een diagnose of beperking",
        "Bij minder dan vijf leerlingen weten klasgenoten en buren vaak om wie het gaat. Gegevens over gezondheid zijn \
         extra beschermd. Wie cijfers openbaar maakt, laat daarom meestal getallen onder de vijf weg; voor kleine \
         scholen houden sommigen tien aan. Een nul wijst niemand aan.",
    ),
    controle(
        Code::ReadingLevel,
        "een tekst voor ouders is moeilijker dan taalniveau B1",
        "De meeste volwassenen begrijpen teksten op niveau B1. Wie zorgen heeft om een kind, leest minder rustig. Korte \
         zinnen en gewone woorden helpen iedereen.",
    ),
    controle(
        Code::UnknownAfkorting,
        "een afkorting wordt nergens uitgelegd",
        "Wie niet op school werkt, kent de letters niet. Met een uitleg bij `afkortingen` schrijft het programma de \
         betekenis erbij.",
    ),
    controle(
        Code::DuplicateItem,
        "een document noemt hetzelfde twee keer als eigen aanbod",
        "Ouders denken dan dat er twee dingen zijn, en in de overzichten telt het dubbel.",
    ),
    controle(
        Code::IsInList,
        "wat onder `anders` staat, staat ook in een lijst",
        "Alleen wat een item van een lijst is, telt mee in vergelijkingen en wordt gevonden door wie naar dat item \
         zoekt.",
    ),
    controle(
        Code::YesAndNo,
        "een item is er volgens de ene sectie wel en volgens een andere niet",
        "De lezer weet dan niet wat waar is. Binnen één antwoord is dit altijd een fout.",
    ),
    controle(
        Code::Contradiction,
        "twee delen van een document spreken elkaar tegen",
        "Een school die iets niet heeft maar het wel gebruikt, heeft een van de twee nog niet bijgewerkt.",
    ),
    controle(
        Code::BijlageMissing,
        "een protocol wordt toegepast, maar het stuk dat erbij hoort zit er niet bij",
        "Wie leest dat een afspraak geldt en dat het stuk een bijlage is, wil het ook kunnen lezen.",
    ),
    controle(
        Code::GrensWithoutQuestion,
        "bij een grens van de school staat niet over welke hulpvraag die gaat; de website leest dat zelf uit de woorden",
        "Wie hulp zoekt, moet de grens van een school lezen vóór haar aanbod. Woorden zeggen niet altijd genoeg: alleen \
         de school weet wat zij bedoelt.",
    ),
    controle(
        Code::GrensPointsElsewhere,
        "een regel over grenzen verwijst alleen naar iets anders (“Lees ook ons schoolplan.”)",
        "Wat geen grens zegt, is er geen: de website toont die regel wel in het profiel, maar nergens als grens.",
    ),
    controle(
        Code::PlaatsNotMentioned,
        "bij een item staat niet waar het is",
        "Voor ouders maakt het uit of hulp op school is of ergens anders.",
    ),
    controle(
        Code::RouteWithoutExit,
        "een route gaat vanaf een stap voor altijd rond",
        "Soms is dat zo bedoeld, maar vaak is een einde vergeten.",
    ),
    controle(
        Code::HoeveelAmbiguous,
        "een hoeveelheid kan op twee manieren worden gelezen",
        "Het programma raadt niet, en rekent er dan ook niet mee.",
    ),
    controle(
        Code::NamesTogether,
        "een naam lijkt uit meer namen te bestaan, of uit een naam met een opmerking",
        "Achter zo'n naam ziet het programma niet wie of wat het is: ouders vinden het niet terug, en het telt niet mee \
         in vergelijkingen.",
    ),
    controle(
        Code::MarkupDoubt,
        "tekens in een tekst kunnen op twee manieren worden gelezen: als opmaak, of als wat er staat",
        "Het programma laat de tekens zien zoals ze getypt zijn. Was opmaak bedoeld, zoals een kop of een tabel, dan \
         ziet de lezer die niet.",
    ),
    controle(
        Code::HtmlInText,
        "in een tekst staat HTML-code, of een opmerking tussen `<!--` en `-->`",
        "Van HTML-code blijven alleen de woorden over. Een opmerking komt nergens te staan: wie haar voor lezers \
         bedoelde, moet dat weten.",
    ),
    controle(
        Code::PlaceholderText,
        "er staat nog tekst die bij het invullen vervangen had moeten worden",
        "Lezers zien dan dat het profiel niet af is, en wat er had moeten staan, ontbreekt.",
    ),
    controle(
        Code::GarbledLetters,
        "in een tekst zijn letters of beelden verloren gegaan bij het kopiëren of opslaan",
        "Lezers zien dan vreemde tekens, of missen een beeld. Wie op het goede woord zoekt, vindt de tekst niet.",
    ),
    fixed(
        Code::LinkWithoutTarget,
        "een link binnen de website leidt nergens heen",
        "Wie erop klikt, komt op een pagina die er niet is.",
    ),
    fixed(
        Code::MissingAlt,
        "bij een afbeelding staat niet in woorden wat erop te zien is",
        "Wie niet ziet, mist dan wat er staat. De wet vraagt van scholen een toegankelijke website, en zonder deze \
         woorden kan er geen toegankelijke PDF worden gemaakt.",
    ),
];

/// The check with this code.
pub fn of_code(code: Code) -> Option<&'static Controle> {
    CONTROLES.iter().find(|c| c.code == code)
}

/// The names of all checks.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    CONTROLES.iter().map(|c| c.code.text())
}

/// What a site does with a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Switch {
    /// It is not made.
    Off,
    /// It is made, with this severity.
    On(Severity),
}

impl Switch {
    /// The words for it in YAML.
    pub const WORDS: [&str; 3] = ["uit", "waarschuwing", "fout"];

    /// Reads the word as written in YAML.
    pub fn read(text: &str) -> Option<Self> {
        match text.to_lowercase().as_str() {
            "uit" => Some(Self::Off),
            "waarschuwing" => Some(Self::On(Severity::Warning)),
            "fout" => Some(Self::On(Severity::Error)),
            _ => None,
        }
    }
}

/// What a site says about checks.
#[derive(Debug, Clone, Default, Hash)]
pub struct Switches(BTreeMap<Code, Switch>);

impl Switches {
    /// Sets one.
    pub fn set(&mut self, code: Code, switch: Switch) {
        self.0.insert(code, switch);
    }

    /// How serious the messages of a check are; `None` when it is not made.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        match self.0.get(&code) {
            Some(Switch::Off) => None,
            Some(Switch::On(severity)) => Some(*severity),
            None => Some(of_code(code).map_or(code.severity(), |controle| controle.severity)),
        }
    }

    /// Leaves out what the site switched off, and changes the severity of the rest. A message whose severity is not the
    /// check's own is not of the check: `ja` and `nee` within one answer stays an error.
    #[must_use]
    pub fn applied(&self, meldingen: Meldingen) -> Meldingen {
        if self.0.is_empty() {
            return meldingen;
        }
        meldingen.filter_map(|melding| {
            let of_controle = of_code(melding.code).is_some_and(|c| c.severity == melding.severity);
            match self.0.get(&melding.code).filter(|_| of_controle) {
                None => Some(melding),
                Some(Switch::Off) => None,
                Some(Switch::On(severity)) => Some(crate::melding::Melding { severity: *severity, ..melding }),
            }
        })
    }
}
