//! The tables of the open data: their columns, stated once. CSV, XLSX, JSON, its schema and the page that
//! explains them are all made from these.

/// One row: a value per column; empty means not stated. Values of a list stand apart by [`SCHEIDING`].
pub type Rij = Vec<String>;

/// What stands between the values of a column that holds several.
pub const SCHEIDING: &str = "; ";

/// A column.
#[derive(Debug)]
pub struct Kolom {
    /// Its name in CSV and its key in JSON.
    pub id: &'static str,
    /// What it holds.
    pub uitleg: &'static str,
    /// The only values it can have, if they are few and fixed.
    pub waarden: &'static [&'static str],
    /// Whether it may hold several values.
    pub meer: bool,
    /// Whether it is always filled.
    pub altijd: bool,
}

/// A table.
#[derive(Debug)]
pub struct Tabel {
    /// Name of its CSV file, and its key in JSON.
    pub id: &'static str,
    /// Its title, also of its sheet.
    pub titel: &'static str,
    /// What one row is.
    pub uitleg: &'static str,
    /// Its columns, in order.
    pub kolommen: &'static [Kolom],
}

const fn kolom(id: &'static str, uitleg: &'static str) -> Kolom {
    Kolom { id, uitleg, waarden: &[], meer: false, altijd: false }
}

const fn altijd(id: &'static str, uitleg: &'static str) -> Kolom {
    Kolom { id, uitleg, waarden: &[], meer: false, altijd: true }
}

const fn keuze(id: &'static str, uitleg: &'static str, waarden: &'static [&'static str]) -> Kolom {
    Kolom { id, uitleg, waarden, meer: false, altijd: true }
}

const fn lijst(id: &'static str, uitleg: &'static str) -> Kolom {
    Kolom { id, uitleg, waarden: &[], meer: true, altijd: false }
}

const SCHOOL: Kolom = altijd("school", "vaste naam van de school in webadressen");
const SCHOOLNAAM: Kolom = altijd("schoolnaam", "naam van de school");
const BRIN: Kolom = lijst("brin", "BRIN-nummers van de vestigingen");
const FORMAAT: Kolom = altijd("formaat", "formaat van het document");
const SCHOOLJAAR: Kolom = kolom("schooljaar", "schooljaar van het document");
const DOCUMENT: Kolom = altijd("document", "naam van het document");
const ACTUEEL: Kolom =
    keuze("actueel", "of dit nu geldt, of in een ouder document staat dat is opgevolgd", &["ja", "nee"]);
const SECTIE: Kolom = altijd("sectie", "sectie van het formaat waarin het staat");
const NAAM: Kolom = altijd("naam", "naam zoals die op de website staat");
const NOOT: Kolom = kolom("noot", "opmerking van de school");
const PEILDATUM: Kolom =
    kolom("peildatum", "wanneer het gegeven is nagekeken: een jaar, een maand of een dag, zoals 2024-09");

/// One row per school.
pub const SCHOLEN: Tabel = Tabel {
    id: "scholen",
    titel: "Scholen",
    uitleg: "Elke rij is een school, met haar actuele profiel.",
    kolommen: &[
        SCHOOL,
        SCHOOLNAAM,
        kolom("plaats", "plaats van de school"),
        lijst("onderwijstypen", "soorten onderwijs"),
        kolom("bestuur", "schoolbestuur"),
        lijst("samenwerkingsverbanden", "samenwerkingsverbanden waar de school bij hoort"),
        BRIN,
        kolom("formaat", "formaat van het actuele profiel; leeg als er geen profiel is"),
        kolom("schooljaar", "schooljaar van het actuele profiel"),
        kolom("peildatum", "wanneer de gegevens van het profiel zijn nagekeken"),
        kolom("vastgesteld", "wanneer het profiel is vastgesteld"),
        kolom("geldig-tot", "tot wanneer het profiel geldt"),
        kolom(
            "aanmelden",
            "wie een kind kan aanmelden: ouders, of alleen de school van het kind (via-school); leeg als de school dat niet vermeldt",
        ),
        altijd("pagina", "pagina van de school; een heel webadres als het adres van de website bekend is"),
    ],
};

/// One row per item and place.
pub const AANBOD: Tabel = Tabel {
    id: "aanbod",
    titel: "Aanbod",
    uitleg: "Elke rij zegt van een school of iets er is, en waar. Is iets op twee plaatsen, dan zijn dat twee rijen. \
             Wat een school noemt zonder te zeggen dat het er is, heeft als stand genoemd, met een rij per plek. \
             Wat een school niet noemt, staat er niet in.",
    kolommen: &[
        SCHOOL,
        SCHOOLNAAM,
        BRIN,
        kolom("formaat", "formaat van het document; leeg als de school het bij contact noemt en niet in een document"),
        SCHOOLJAAR,
        kolom("document", "naam van het document; leeg als de school het bij contact noemt"),
        ACTUEEL,
        kolom("sectie", "sectie van het formaat waarin het staat; leeg bij een afkorting of een contact"),
        kolom("lijst", "lijst waar het item in staat; leeg bij eigen aanbod dat in geen lijst staat"),
        kolom("item", "item van de lijst; leeg bij eigen aanbod"),
        NAAM,
        keuze(
            "stand",
            "of het er is; genoemd: de school noemt het, maar zegt niet dat het er is",
            &["ja", "nee", "genoemd"],
        ),
        kolom("plaats", "waar het is: een item van de lijst plaatsen; leeg als de school dat niet vermeldt"),
        kolom("hoeveel", "hoeveel of hoe vaak, zoals de school het schrijft"),
        NOOT,
        PEILDATUM,
        altijd("vindplaats", "waar de school dit zegt: de sectie, en de stap of rij die het noemt"),
    ],
};

/// One row per scored item.
pub const BEOORDELINGEN: Tabel = Tabel {
    id: "beoordelingen",
    titel: "Beoordelingen",
    uitleg: "Elke rij is een score van een school op een schaal. Scores zijn alleen te vergelijken binnen één schaal.",
    kolommen: &[
        SCHOOL,
        SCHOOLNAAM,
        BRIN,
        FORMAAT,
        SCHOOLJAAR,
        DOCUMENT,
        ACTUEEL,
        SECTIE,
        kolom("lijst", "lijst waar het item in staat; leeg bij een eigen onderdeel dat in geen lijst staat"),
        kolom("item", "item van de lijst; leeg bij een eigen onderdeel"),
        NAAM,
        kolom("groep", "groep of locatie waar de score over gaat; leeg als zij over de hele school gaat"),
        altijd("schaal", "schaal waarop is gescoord"),
        altijd("waarde", "waarde op de schaal; de laagste als de score tussen twee waarden ligt"),
        altijd("waarde-naam", "naam van de waarde"),
        kolom("tot", "de hoogste waarde, als de score tussen twee waarden ligt"),
        NOOT,
        PEILDATUM,
    ],
};

/// All tables, in the order in which they are shown.
pub const TABELLEN: [&Tabel; 3] = [&SCHOLEN, &AANBOD, &BEOORDELINGEN];
