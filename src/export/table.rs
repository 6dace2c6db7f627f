//! The tables of the open data: their columns, each defined once with its name, what it means and its value. CSV, XLSX,
//! JSON, its schema and the page that explains them are all made from these.

use crate::model::date::PartialDate;
use crate::model::site::Document;

use super::record::Record;
pub use super::record::SEPARATOR;

/// One row: a text per column of its table, in their order, made by its table alone. A text is empty where the school
/// does not say it, or where it does not apply; several values of a list are joined by [`SEPARATOR`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TableRow(Vec<String>);

impl TableRow {
    /// Its texts.
    pub fn texts(&self) -> &[String] {
        &self.0
    }
}

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
    /// Its text in a row.
    pub(super) value: ColumnValue,
}

/// What a column takes of what a row is about.
type ColumnValue = fn(&Record<'_>) -> String;

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

impl Table {
    /// The row about this.
    pub(super) fn row(&self, record: &Record<'_>) -> TableRow {
        TableRow(self.columns.iter().map(|column| (column.value)(record)).collect())
    }
}

const fn column(id: &'static str, help: &'static str, value: ColumnValue) -> Column {
    Column { id, help, values: &[], is_list: false, always: false, value }
}

const fn always(id: &'static str, help: &'static str, value: ColumnValue) -> Column {
    Column { id, help, values: &[], is_list: false, always: true, value }
}

const fn choice_column(
    id: &'static str,
    help: &'static str,
    values: &'static [&'static str],
    value: ColumnValue,
) -> Column {
    Column { id, help, values, is_list: false, always: true, value }
}

const fn list_column(id: &'static str, help: &'static str, value: ColumnValue) -> Column {
    Column { id, help, values: &[], is_list: true, always: false, value }
}

fn document_formaat(record: &Record<'_>) -> String {
    record.document.map(|d| d.formaat.id.clone()).unwrap_or_default()
}

fn item_lijst(record: &Record<'_>) -> String {
    record.item.map(|item| item.lijst.clone()).unwrap_or_default()
}

fn item_id(record: &Record<'_>) -> String {
    record.item.map(|item| item.item.clone()).unwrap_or_default()
}

fn iso(date: Option<PartialDate>) -> String {
    date.map(PartialDate::iso).unwrap_or_default()
}

const SCHOOL: Column = always("school", "vaste naam van de school in webadressen", |r| r.school.slug.clone());
const SCHOOL_NAME: Column = always("schoolnaam", "naam van de school", |r| r.school.name.clone());
const BRIN: Column = list_column("brin", "BRIN-nummers van de vestigingen", |r| r.brin());
const FORMAAT: Column = always("formaat", "formaat van het document", document_formaat);
const SCHOOLJAAR: Column = column("schooljaar", "schooljaar van het document", |r| {
    r.document.and_then(|d| d.schooljaar).map(|j| j.to_string()).unwrap_or_default()
});
const DOCUMENT: Column =
    always("document", "naam van het document", |r| r.document.map(|d| d.name.clone()).unwrap_or_default());
const CURRENT: Column = choice_column(
    "actueel",
    "of dit nu geldt; nee: het document is opgevolgd, of een nieuwer document van de school antwoordt iets anders",
    &["ja", "nee"],
    |r| if r.is_current { "ja" } else { "nee" }.to_owned(),
);
const SECTIE: Column = always("sectie", "sectie van het formaat waarin het staat", |r| r.sectie.to_owned());
const NAME: Column = always("naam", "naam zoals die op de website staat", |r| r.name.to_owned());
const NOOT: Column = column("noot", "opmerking van de school", |r| r.remarks());
const PEILDATUM: Column =
    column("peildatum", "wanneer het gegeven is nagekeken: een jaar, een maand of een dag, zoals 2024-09", |r| {
        iso(r.peildatum)
    });

/// One row per school.
pub const SCHOLEN: Table = Table {
    id: "scholen",
    title: "Scholen",
    help: "Elke rij is een school, met haar actuele profiel.",
    columns: &[
        SCHOOL,
        SCHOOL_NAME,
        column("plaats", "plaats van de school", |r| r.school.plaats.clone().unwrap_or_default()),
        list_column("onderwijstypen", "soorten onderwijs", |r| r.school.onderwijstypen.join(SEPARATOR)),
        column("bestuur", "schoolbestuur", |r| r.school.bestuur.clone().unwrap_or_default()),
        list_column("samenwerkingsverbanden", "samenwerkingsverbanden waar de school bij hoort", |r| {
            r.school.samenwerkingsverbanden.join(SEPARATOR)
        }),
        BRIN,
        column("formaat", "formaat van het actuele profiel; leeg als er geen profiel is", document_formaat),
        column("schooljaar", "schooljaar van het actuele profiel", |r| {
            r.document.map(Document::period_label).unwrap_or_default()
        }),
        column("peildatum", "wanneer de gegevens van het profiel zijn nagekeken", |r| iso(r.peildatum)),
        column("vastgesteld", "wanneer het profiel is vastgesteld", |r| iso(r.document.and_then(|d| d.adopted))),
        column("geldig-tot", "tot wanneer het profiel geldt", |r| iso(r.document.and_then(|d| d.valid_until))),
        column(
            "aanmelden",
            "wie een kind kan aanmelden: ouders, of alleen de school van het kind (via-school); leeg als de school dat niet vermeldt",
            |r| r.school.aanmelden.map(|a| a.word().to_owned()).unwrap_or_default(),
        ),
        always("pagina", "pagina van de school; een heel webadres als het adres van de website bekend is", |r| {
            r.page()
        }),
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
        column(
            "formaat",
            "formaat van het document; leeg als de school het bij contact noemt en niet in een document",
            document_formaat,
        ),
        SCHOOLJAAR,
        column("document", "naam van het document; leeg als de school het bij contact noemt", |r| {
            r.document.map(|d| d.name.clone()).unwrap_or_default()
        }),
        CURRENT,
        column("sectie", "sectie van het formaat waarin het staat; leeg bij een afkorting of een contact", |r| {
            r.sectie.to_owned()
        }),
        column("lijst", "lijst waar het item in staat; leeg bij eigen aanbod dat in geen lijst staat", item_lijst),
        column("item", "item van de lijst; leeg bij eigen aanbod", item_id),
        NAME,
        choice_column(
            "stand",
            "of het er is; genoemd: de school noemt het, maar zegt niet dat het er is",
            &["ja", "nee", "genoemd"],
            |r| r.stand.word().to_owned(),
        ),
        column("plaats", "waar het is: een item van de lijst plaatsen; leeg als de school dat niet vermeldt", |r| {
            r.plaats.to_owned()
        }),
        column("hoeveel", "hoeveel of hoe vaak, zoals de school het schrijft", |r| {
            r.hoeveel.map(|h| h.text.clone()).unwrap_or_default()
        }),
        NOOT,
        PEILDATUM,
        always("vindplaats", "waar de school dit zegt: de sectie, en de stap of rij die het noemt", |r| {
            r.place.clone()
        }),
        list_column(
            "hulpvragen",
            "vragen van ouders waar het volgens de school bij helpt (geen: bij geen van die vragen); leeg als de school dat niet zegt: dan die van de lijst",
            |r| r.questions(),
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
        column(
            "lijst",
            "lijst waar het item in staat; leeg bij een eigen onderdeel dat in geen lijst staat",
            item_lijst,
        ),
        column("item", "item van de lijst; leeg bij een eigen onderdeel", item_id),
        NAME,
        column("groep", "groep of locatie waar de score over gaat; leeg als zij over de hele school gaat", |r| {
            r.group().unwrap_or_default().to_owned()
        }),
        always("schaal", "schaal waarop is gescoord", |r| r.score.map(|s| s.schaal.clone()).unwrap_or_default()),
        always("waarde", "waarde op de schaal; de laagste als de score tussen twee waarden ligt", |r| {
            r.score.map(|s| s.value.clone()).unwrap_or_default()
        }),
        always("waarde-naam", "naam van de waarde", |r| r.value_name().unwrap_or_default().to_owned()),
        column("tot", "de hoogste waarde, als de score tussen twee waarden ligt", |r| {
            r.score.and_then(|s| s.to.clone()).unwrap_or_default()
        }),
        NOOT,
        PEILDATUM,
    ],
};

/// All tables, in the order in which they are shown.
pub const TABLES: [&Table; 3] = [&SCHOLEN, &AANBOD, &BEOORDELINGEN];
