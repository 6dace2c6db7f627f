//! The tables of the open data: their columns, defined once. CSV, XLSX, JSON, its schema and the page that explains
//! them are all made from these.

/// One row: a value per column; empty means not stated. Several values are joined by [`SEPARATOR`].
pub type TableRow = Vec<String>;

/// Separates the values in a column that can hold several.
pub const SEPARATOR: &str = "; ";

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name in CSV and its key in JSON.
    pub id: &'static str,
    /// What it holds.
    pub help: &'static str,
    /// The only values it can have, if they are few and fixed.
    pub values: &'static [&'static str],
    /// Whether it can hold several values.
    pub is_list: bool,
    /// Whether it is always filled.
    pub always: bool,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Name of its CSV file, and its key in JSON.
    pub id: &'static str,
    /// Its title, and the name of its sheet.
    pub title: &'static str,
    /// What one row stands for.
    pub help: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
}

const fn column(id: &'static str, help: &'static str) -> Column {
    Column { id, help, values: &[], is_list: false, always: false }
}

const fn always(id: &'static str, help: &'static str) -> Column {
    Column { id, help, values: &[], is_list: false, always: true }
}

const fn choice_column(id: &'static str, help: &'static str, values: &'static [&'static str]) -> Column {
    Column { id, help, values, is_list: false, always: true }
}

const fn list_column(id: &'static str, help: &'static str) -> Column {
    Column { id, help, values: &[], is_list: true, always: false }
}

const SCHOOL: Column = always("school", "vaste naam van de school in webadressen");
const SCHOOL_NAME: Column = always("schoolnaam", "naam van de school");
const BRIN: Column = list_column("brin", "BRIN-nummers van de vestigingen");
const FORMAAT: Column = always("formaat", "formaat van het document");
const SCHOOLJAAR: Column = column("schooljaar", "schooljaar van het document");
const DOCUMENT: Column = always("document", "naam van het document");
const CURRENT: Column = choice_column(
    "actueel",
    "of dit nu geldt; nee: het document is opgevolgd, of een nieuwer document van de school antwoordt iets anders",
    &["ja", "nee"],
);
const SECTIE: Column = always("sectie", "sectie van het formaat waarin het staat");
const NAME: Column = always("naam", "naam zoals die op de website staat");
const NOOT: Column = column("noot", "opmerking van de school");
const PEILDATUM: Column =
    column("peildatum", "wanneer het gegeven is nagekeken: een jaar, een maand of een dag, zoals 2024-09");

/// One row per school.
pub const SCHOLEN: Table = Table {
    id: "scholen",
    title: "Scholen",
    help: "Elke rij is een school, met haar actuele profiel.",
    columns: &[
        SCHOOL,
        SCHOOL_NAME,
        column("plaats", "plaats van de school"),
        list_column("onderwijstypen", "soorten onderwijs"),
        column("bestuur", "schoolbestuur"),
        list_column("samenwerkingsverbanden", "samenwerkingsverbanden waar de school bij hoort"),
        BRIN,
        column("formaat", "formaat van het actuele profiel; leeg als er geen profiel is"),
        column("schooljaar", "schooljaar van het actuele profiel"),
        column("peildatum", "wanneer de gegevens van het profiel zijn nagekeken"),
        column("vastgesteld", "wanneer het profiel is vastgesteld"),
        column("geldig-tot", "tot wanneer het profiel geldt"),
        column(
            "aanmelden",
            "wie een kind kan aanmelden: ouders, of alleen de school van het kind (via-school); leeg als de school dat niet vermeldt",
        ),
        always("pagina", "pagina van de school; een heel webadres als het adres van de website bekend is"),
    ],
};

/// One row per item and place.
pub const AANBOD: Table = Table {
    id: "aanbod",
    title: "Aanbod",
    help: "Elke rij zegt van een school of iets er is, en waar. Is iets op twee plaatsen, dan zijn dat twee rijen. \
             Wat een school noemt zonder te zeggen dat het er is, heeft als stand genoemd, met een rij per plek. \
             Wat een school niet noemt, staat er niet in.",
    columns: &[
        SCHOOL,
        SCHOOL_NAME,
        BRIN,
        column("formaat", "formaat van het document; leeg als de school het bij contact noemt en niet in een document"),
        SCHOOLJAAR,
        column("document", "naam van het document; leeg als de school het bij contact noemt"),
        CURRENT,
        column("sectie", "sectie van het formaat waarin het staat; leeg bij een afkorting of een contact"),
        column("lijst", "lijst waar het item in staat; leeg bij eigen aanbod dat in geen lijst staat"),
        column("item", "item van de lijst; leeg bij eigen aanbod"),
        NAME,
        choice_column(
            "stand",
            "of het er is; genoemd: de school noemt het, maar zegt niet dat het er is",
            &["ja", "nee", "genoemd"],
        ),
        column("plaats", "waar het is: een item van de lijst plaatsen; leeg als de school dat niet vermeldt"),
        column("hoeveel", "hoeveel of hoe vaak, zoals de school het schrijft"),
        NOOT,
        PEILDATUM,
        always("vindplaats", "waar de school dit zegt: de sectie, en de stap of rij die het noemt"),
        list_column(
            "hulpvragen",
            "vragen van ouders waar het volgens de school bij helpt (geen: bij geen van die vragen); leeg als de school dat niet zegt: dan die van de lijst",
        ),
    ],
};

/// One row per scored item.
pub const BEOORDELINGEN: Table = Table {
    id: "beoordelingen",
    title: "Beoordelingen",
    help: "Elke rij is een score van een school op een schaal. Scores zijn alleen te vergelijken binnen één schaal.",
    columns: &[
        SCHOOL,
        SCHOOL_NAME,
        BRIN,
        FORMAAT,
        SCHOOLJAAR,
        DOCUMENT,
        CURRENT,
        SECTIE,
        column("lijst", "lijst waar het item in staat; leeg bij een eigen onderdeel dat in geen lijst staat"),
        column("item", "item van de lijst; leeg bij een eigen onderdeel"),
        NAME,
        column("groep", "groep of locatie waar de score over gaat; leeg als zij over de hele school gaat"),
        always("schaal", "schaal waarop is gescoord"),
        always("waarde", "waarde op de schaal; de laagste als de score tussen twee waarden ligt"),
        always("waarde-naam", "naam van de waarde"),
        column("tot", "de hoogste waarde, als de score tussen twee waarden ligt"),
        NOOT,
        PEILDATUM,
    ],
};

/// All tables, in the order in which they are shown.
pub const TABLES: [&Table; 3] = [&SCHOLEN, &AANBOD, &BEOORDELINGEN];
