//! What each command is given: the help of an argument is the comment on its field, in Dutch as users read it.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::grammar::definitions::Definition;

/// How messages are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Report {
    /// With the lines they are about.
    Human,
    /// One line each: `pad:regel:kolom`.
    Short,
    /// One JSON object.
    Json,
    /// Annotations for GitHub Actions.
    Github,
}

/// Options of `build` and `check`.
#[derive(Debug, Clone, Args)]
pub(super) struct BuildArgs {
    /// Map met de inhoud: site.yaml, scholen, lijsten (anders `content`)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    pub(super) content: PathBuf,
    /// Map waar website en PDF's komen (anders `output`)
    #[arg(long, value_name = "MAP", default_value = "output", hide_default_value = true)]
    pub(super) output: PathBuf,
    /// Thema: naam van een map in `themas/`, of het pad van een map
    #[arg(long, value_name = "THEMA")]
    pub(super) theme: Option<String>,
    /// Maak geen PDF's
    #[arg(long)]
    pub(super) no_pdf: bool,
    /// Waarschuwingen tellen als fouten
    #[arg(long)]
    pub(super) strict: bool,
    /// Laat scholen met fouten weg en bouwt de andere
    #[arg(long)]
    pub(super) skip_broken: bool,
    /// Dag waarop "verouderd" wordt beoordeeld, zoals 2026-11-22 (anders `SOURCE_DATE_EPOCH`, anders vandaag)
    #[arg(long, value_name = "DATUM")]
    pub(super) today: Option<String>,
    /// Vorm van de meldingen: human (met de regels erbij), short (één regel per melding), json of github
    #[arg(
        long,
        value_name = "VORM",
        value_enum,
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) report: Report,
}

/// Options of `serve`.
#[derive(Debug, Clone, Args)]
pub(super) struct Serve {
    /// Map met de inhoud: site.yaml, scholen, lijsten (anders `content`)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    pub(super) content: PathBuf,
    /// Thema: naam van een map in `themas/`, of het pad van een map
    #[arg(long, value_name = "THEMA")]
    pub(super) theme: Option<String>,
    /// Poort (anders 8000); is die bezet, dan de eerste erna die vrij is
    #[arg(long, value_name = "NUMMER", default_value = "8000", hide_default_value = true)]
    pub(super) port: u16,
    /// Open het voorbeeld meteen in de browser
    #[arg(long)]
    pub(super) open: bool,
    /// Maak geen PDF's
    #[arg(long)]
    pub(super) no_pdf: bool,
    /// Kijk elke halve seconde zelf of er iets veranderd is, bijvoorbeeld op een netwerkschijf
    #[arg(long)]
    pub(super) poll: bool,
    /// Dag waarop "verouderd" wordt beoordeeld, zoals 2026-11-22 (anders `SOURCE_DATE_EPOCH`, anders vandaag)
    #[arg(long, value_name = "DATUM")]
    pub(super) today: Option<String>,
}

/// The content folder of a command that builds nothing.
#[derive(Debug, Clone, Args)]
pub(super) struct Content {
    /// Map met de inhoud (anders `content`)
    #[arg(long = "content", value_name = "MAP", default_value = "content", hide_default_value = true)]
    pub(super) dir: PathBuf,
}

/// The day that counts as today.
#[derive(Debug, Clone, Args)]
pub(super) struct Today {
    /// Dag die als vandaag geldt, zoals 2026-11-22
    #[arg(long = "today", value_name = "DATUM")]
    pub(super) day: Option<String>,
}

/// Arguments of `init`.
#[derive(Debug, Clone, Args)]
pub(super) struct Init {
    /// Map waarin de website komt (anders deze map)
    #[arg(value_name = "MAP", default_value = ".", hide_default_value = true)]
    pub(super) map: PathBuf,
    /// Formaat van het profiel; zie `steunwijzer formaten`
    #[arg(long, value_name = "FORMAAT", default_value = "perspectief-vo", hide_default_value = true)]
    pub(super) formaat: String,
    #[command(flatten)]
    pub(super) today: Today,
}

/// Arguments of `new school`.
#[derive(Debug, Clone, Args)]
pub(super) struct NewSchool {
    /// Naam van de school
    #[arg(id = "NAAM", value_name = "NAAM")]
    pub(super) name: String,
    /// Formaat van het profiel; zie `steunwijzer formaten`
    #[arg(long, value_name = "FORMAAT")]
    pub(super) formaat: String,
    /// Schooljaar, zoals 2025-2026 (anders het schooljaar van nu)
    #[arg(long, value_name = "JAAR")]
    pub(super) schooljaar: Option<String>,
    #[command(flatten)]
    pub(super) content: Content,
    #[command(flatten)]
    pub(super) today: Today,
}

/// Arguments of `new schooljaar`.
#[derive(Debug, Clone, Args)]
pub(super) struct NewSchooljaar {
    /// Map van de school in `content/scholen/`
    #[arg(id = "SCHOOL", value_name = "SCHOOL")]
    pub(super) school: String,
    /// Nieuw schooljaar, zoals 2025-2026
    #[arg(value_name = "JAAR")]
    pub(super) schooljaar: String,
    #[command(flatten)]
    pub(super) content: Content,
}

/// Arguments of `new formaat`.
#[derive(Debug, Clone, Args)]
pub(super) struct NewFormaat {
    /// Titel van de documenten in dit formaat
    #[arg(id = "TITEL", value_name = "TITEL")]
    pub(super) title: String,
    #[command(flatten)]
    pub(super) content: Content,
}

/// Arguments of `formaten eject`.
#[derive(Debug, Clone, Args)]
pub(super) struct EjectFormaat {
    /// Formaat; zie `steunwijzer formaten`
    #[arg(id = "FORMAAT", value_name = "FORMAAT")]
    pub(super) formaat: String,
    #[command(flatten)]
    pub(super) content: Content,
}

/// Arguments of `schema`.
#[derive(Debug, Clone, Args)]
pub(super) struct Schema {
    /// Formaat; zie `steunwijzer formaten`
    #[arg(id = "FORMAAT", value_name = "FORMAAT", required_unless_present = "what")]
    pub(super) formaat: Option<String>,
    /// Soort bestand: site, school, formaat, lijst, schaal of hulpvragen
    #[arg(id = "what", long = "voor", value_name = "WAT", conflicts_with = "FORMAAT", hide_possible_values = true,
        value_parser = PossibleValuesParser::new(Definition::ALL.map(Definition::name)))]
    pub(super) what: Option<String>,
    #[command(flatten)]
    pub(super) content: Content,
}

/// Arguments of `form`.
#[derive(Debug, Clone, Args)]
pub(super) struct Form {
    /// Formaat; zie `steunwijzer formaten`
    #[arg(id = "FORMAAT", value_name = "FORMAAT")]
    pub(super) formaat: String,
    /// School, met wat er al van bekend is; mag vaker. Zonder school een leeg formulier
    #[arg(long = "school", value_name = "SCHOOL", conflicts_with = "all")]
    pub(super) scholen: Vec<String>,
    /// Een formulier voor elke school die dit formaat gebruikt
    #[arg(id = "all", long = "alle")]
    pub(super) all: bool,
    /// Schooljaar, zoals 2025-2026 (anders dat van het nieuwste document)
    #[arg(long, value_name = "JAAR")]
    pub(super) schooljaar: Option<String>,
    /// Map of bestand waar het formulier komt (anders deze map)
    #[arg(long, value_name = "PAD")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) content: Content,
    #[command(flatten)]
    pub(super) today: Today,
}

/// Arguments of `import`.
#[derive(Debug, Clone, Args)]
pub(super) struct Import {
    /// Ingevuld formulier, of een map vol
    #[arg(id = "bestanden", value_name = "BESTAND", required = true, num_args = 1..)]
    pub(super) files: Vec<PathBuf>,
    /// Meldt wat er zou veranderen, en schrijft niets
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Slaat formulieren met fouten over en neemt de andere over
    #[arg(long)]
    pub(super) skip_broken: bool,
    /// Vorm van de meldingen: human, short, json of github
    #[arg(long, value_name = "VORM", hide_possible_values = true)]
    pub(super) report: Option<Report>,
    #[command(flatten)]
    pub(super) content: Content,
}

/// Arguments of `controles`.
#[derive(Debug, Clone, Args)]
pub(super) struct Controles {
    /// Code van een melding, zoals leesniveau (anders alle controles)
    #[arg(id = "CODE", value_name = "CODE")]
    pub(super) code: Option<String>,
}

/// Arguments of `theme new`.
#[derive(Debug, Clone, Args)]
pub(super) struct NewTheme {
    /// Naam van het thema, zoals ons-verband
    #[arg(id = "NAAM", value_name = "NAAM")]
    pub(super) name: String,
    #[command(flatten)]
    pub(super) content: Content,
}

/// Arguments of `theme check`.
#[derive(Debug, Clone, Args)]
pub(super) struct CheckTheme {
    /// Thema: naam van een map in `themas/`, of het pad van een map (anders dat van `site.yaml`)
    #[arg(long, value_name = "THEMA")]
    pub(super) theme: Option<String>,
    #[command(flatten)]
    pub(super) content: Content,
}

/// Arguments of `theme list`.
#[derive(Debug, Clone, Args)]
pub(super) struct ListThemes {
    #[command(flatten)]
    pub(super) content: Content,
}

/// Arguments of `theme eject`.
#[derive(Debug, Clone, Args)]
pub(super) struct EjectTheme {
    /// Bestand, zoals web/home.html
    #[arg(id = "BESTAND", value_name = "BESTAND")]
    pub(super) file: String,
    #[command(flatten)]
    pub(super) content: Content,
}

/// Arguments of `export`.
#[derive(Debug, Clone, Args)]
pub(super) struct Export {
    #[command(flatten)]
    pub(super) content: Content,
    /// Schrijft een document als Markdown op het scherm: naam van een school (haar profiel van nu), of het pad van een document,
    /// zoals de-linde/2025-2026/profiel
    #[arg(long, value_name = "DOCUMENT")]
    pub(super) markdown: Option<String>,
    /// Map waar de open gegevens komen (anders `data`), of bestand voor de Markdown (anders het scherm)
    #[arg(long, value_name = "PAD")]
    pub(super) output: Option<PathBuf>,
}

/// Arguments of `completions`.
#[derive(Debug, Clone, Args)]
pub(super) struct Completions {
    /// bash, zsh, fish, elvish of powershell
    #[arg(id = "SHELL", value_name = "SHELL", hide_possible_values = true)]
    pub(super) shell: clap_complete::Shell,
}
