//! The options. Commands and flags follow the ecosystem's English habit; help is Dutch.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, ValueEnum};

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

const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}";

const AFTER_HELP: &str = "\
Afsluitcodes:
  0  gelukt, hooguit met waarschuwingen
  1  er zijn fouten in de inhoud of het thema
  2  verkeerd gebruik, of de uitvoer kan niet geschreven worden";

const ABOUT: &str = "\
Steunwijzer maakt van gegevens over de ondersteuning op scholen een website en
toegankelijke PDF's. Zonder opdracht doet het programma hetzelfde als `build`.";

/// The whole command line.
pub(super) fn command_line() -> Command {
    let build = part("build", "Maakt de website en de PDF's");
    let check = part("check", "Doet alles behalve schrijven: meldt wat er niet klopt");
    BuildArgs::augment_args(basis(Command::new("steunwijzer")))
        .about(ABOUT)
        .override_usage("steunwijzer [OPDRACHT] [OPTIES]")
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .after_help(AFTER_HELP)
        .args_conflicts_with_subcommands(true)
        .arg(Arg::new("version").long("version").short('V').action(ArgAction::SetTrue).help("Toont de versie"))
        .subcommand(build)
        .subcommand(check)
        .subcommand(serve())
        .subcommand(init())
        .subcommand(new())
        .subcommand(formaten())
        .subcommand(schema())
        .subcommand(form())
        .subcommand(import())
        .subcommand(
            command("controles", "Toont de controles: waar het programma op let, en waarom").arg(
                name("CODE").required(false).help("Code van een melding, zoals leesniveau (anders alle controles)"),
            ),
        )
        .subcommand(theme())
        .subcommand(export())
        .subcommand(
            command("completions", "Schrijft aanvullingen voor uw opdrachtregel op het scherm").arg(
                name("SHELL")
                    .value_parser(clap::value_parser!(clap_complete::Shell))
                    .hide_possible_values(true)
                    .help("bash, zsh, fish, elvish of powershell"),
            ),
        )
        .subcommand(command("man", "Schrijft een handleiding in de vorm van `man` op het scherm"))
        .mut_args(with_heading)
        .mut_subcommands(|part| in_dutch(part, "steunwijzer"))
}

fn serve() -> Command {
    Serve::augment_args(basis(Command::new("serve")))
        .about("Toont een voorbeeld in de browser dat uw wijzigingen meteen volgt")
        .after_help(
            "Het voorbeeld is alleen op deze computer te zien, en er wordt niets geschreven.\n\
             Ook documenten met `status: concept` staan erin, als concept. Stoppen: Ctrl-C.",
        )
}

fn init() -> Command {
    command("init", "Begint een nieuwe website, met een voorbeeldschool")
        .arg(
            Arg::new("map")
                .value_name("MAP")
                .default_value(".")
                .hide_default_value(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help("Map waarin de website komt (anders deze map)"),
        )
        .arg(formaat().default_value("perspectief-vo").hide_default_value(true))
        .arg(today())
}

fn new() -> Command {
    group("new", "Maakt een nieuwe school, een nieuw schooljaar of een nieuw formaat")
        .subcommand(
            command("school", "Maakt een school met een leeg profiel")
                .arg(name("NAAM").help("Naam van de school"))
                .arg(formaat().required(true))
                .arg(
                    Arg::new("schooljaar")
                        .long("schooljaar")
                        .value_name("JAAR")
                        .help("Schooljaar, zoals 2025-2026 (anders het schooljaar van nu)"),
                )
                .arg(content())
                .arg(today()),
        )
        .subcommand(
            command("schooljaar", "Neemt het vorige schooljaar van een school over, als concept")
                .arg(name("SCHOOL").help("Map van de school in `content/scholen/`"))
                .arg(Arg::new("schooljaar").value_name("JAAR").required(true).help("Nieuw schooljaar, zoals 2025-2026"))
                .arg(content()),
        )
        .subcommand(
            command("formaat", "Maakt een formaat met van elke soort sectie een voorbeeld, met uitleg")
                .arg(name("TITEL").help("Titel van de documenten in dit formaat"))
                .arg(content()),
        )
}

fn formaten() -> Command {
    command("formaten", "Toont de formaten: welke er zijn en wat erin staat")
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .arg(content())
        .subcommand(
            command("eject", "Neemt een ingebouwd formaat over in `content/formaten/`, om aan te passen")
                .arg(name("FORMAAT").help("Formaat; zie `steunwijzer formaten`"))
                .arg(content()),
        )
}

fn schema() -> Command {
    command("schema", "Schrijft het JSON Schema van een formaat, of van een ander bestand, op het scherm")
        .arg(name("FORMAAT").required_unless_present("voor").help("Formaat; zie `steunwijzer formaten`"))
        .arg(
            Arg::new("voor")
                .long("voor")
                .value_name("WAT")
                .conflicts_with("FORMAAT")
                .value_parser(Definition::ALL.map(Definition::name))
                .help("Soort bestand"),
        )
        .arg(content())
}

fn form() -> Command {
    command("form", "Maakt een spreadsheet (xlsx) om een profiel in te vullen")
        .arg(name("FORMAAT").help("Formaat; zie `steunwijzer formaten`"))
        .arg(
            Arg::new("school")
                .long("school")
                .value_name("SCHOOL")
                .action(ArgAction::Append)
                .conflicts_with("alle")
                .help("School, met wat er al van bekend is; mag vaker. Zonder school een leeg formulier"),
        )
        .arg(
            Arg::new("alle")
                .long("alle")
                .action(ArgAction::SetTrue)
                .help("Een formulier voor elke school die dit formaat gebruikt"),
        )
        .arg(
            Arg::new("schooljaar")
                .long("schooljaar")
                .value_name("JAAR")
                .help("Schooljaar, zoals 2025-2026 (anders dat van het nieuwste document)"),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .value_name("PAD")
                .value_parser(clap::value_parser!(PathBuf))
                .help("Map of bestand waar het formulier komt (anders deze map)"),
        )
        .arg(content())
        .arg(today())
}

fn import() -> Command {
    command("import", "Neemt ingevulde formulieren (xlsx) over in de inhoud")
        .arg(
            Arg::new("bestanden")
                .value_name("BESTAND")
                .required(true)
                .num_args(1..)
                .value_parser(clap::value_parser!(PathBuf))
                .help("Ingevuld formulier, of een map vol"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Meldt wat er zou veranderen, en schrijft niets"),
        )
        .arg(
            Arg::new("skip-broken")
                .long("skip-broken")
                .action(ArgAction::SetTrue)
                .help("Slaat formulieren met fouten over en neemt de andere over"),
        )
        .arg(
            Arg::new("report")
                .long("report")
                .value_name("VORM")
                .value_parser(clap::value_parser!(Report))
                .hide_possible_values(true)
                .help("Vorm van de meldingen: human, short, json of github"),
        )
        .arg(content())
}

fn export() -> Command {
    command("export", "Schrijft de open gegevens (CSV, XLSX, JSON) of een document als Markdown")
        .arg(content())
        .arg(Arg::new("markdown").long("markdown").value_name("DOCUMENT").help(
            "Schrijft een document als Markdown op het scherm: naam van een school (haar profiel van nu), \
                 of het pad van een document, zoals de-linde/2025-2026/profiel",
        ))
        .arg(
            Arg::new("output").long("output").value_name("PAD").value_parser(clap::value_parser!(PathBuf)).help(
                "Map waar de open gegevens komen (anders `data`), of bestand voor de Markdown (anders het scherm)",
            ),
        )
}

fn theme() -> Command {
    group("theme", "Toont de bestanden van het thema, of neemt er een over om aan te passen")
        .subcommand(command("list", "Toont de bestanden van het standaardthema"))
        .subcommand(
            command("eject", "Neemt een bestand van het standaardthema over in `content/thema/`")
                .arg(name("BESTAND").help("Bestand, zoals web/home.html"))
                .arg(content()),
        )
}

/// A command that only holds others.
fn group(name: &'static str, about: &'static str) -> Command {
    basis(Command::new(name))
        .about(about)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .subcommand_required(true)
        .arg_required_else_help(true)
}

/// A command that builds nothing.
fn command(name: &'static str, about: &'static str) -> Command {
    basis(Command::new(name)).about(about)
}

/// What a command is about; it is asked for by the name that its help shows.
fn name(what: &'static str) -> Arg {
    Arg::new(what).value_name(what).required(true)
}

fn formaat() -> Arg {
    Arg::new("formaat")
        .long("formaat")
        .value_name("FORMAAT")
        .help("Formaat van het profiel; zie `steunwijzer formaten`")
}

fn content() -> Arg {
    Arg::new("content")
        .long("content")
        .value_name("MAP")
        .default_value("content")
        .hide_default_value(true)
        .value_parser(clap::value_parser!(PathBuf))
        .help("Map met de inhoud (anders `content`)")
}

fn today() -> Arg {
    Arg::new("today").long("today").value_name("DATUM").help("Dag die als vandaag geldt, zoals 2026-11-22")
}

fn part(name: &'static str, about: &'static str) -> Command {
    BuildArgs::augment_args(basis(Command::new(name)))
        .about(about)
        .mut_arg("output", |arg| arg.hide(name == "check"))
        .after_help(AFTER_HELP)
}

/// A command with all that clap would say of it in English: how it is used, and what its arguments stand under.
fn in_dutch(command: Command, before: &str) -> Command {
    let path = format!("{before} {}", command.get_name());
    let command = if command.has_subcommands() {
        command.override_usage(format!("{path} OPDRACHT")).mut_subcommands(|part| in_dutch(part, &path))
    } else if command.get_name() == "export" {
        command.override_usage(format!("{path} [OPTIES]\n         {path} --markdown DOCUMENT [OPTIES]"))
    } else {
        let usage = usage(&command, path);
        command.override_usage(usage)
    };
    command.mut_args(with_heading)
}

/// `steunwijzer new school NAAM --formaat FORMAAT [OPTIES]`.
fn usage(command: &Command, path: String) -> String {
    let mut words = vec![path];
    let value =
        |arg: &Arg| arg.get_value_names().and_then(|all| all.first()).map_or_else(String::new, |v| v.to_string());
    for arg in command.get_positionals() {
        let several = arg.get_num_args().is_some_and(|count| count.max_values() > 1);
        let value = format!("{}{}", value(arg), if several { "..." } else { "" });
        words.push(if arg.is_required_set() { value } else { format!("[{value}]") });
    }
    let required = command.get_opts().filter(|arg| arg.is_required_set());
    words.extend(required.map(|arg| format!("--{} {}", arg.get_long().unwrap_or_default(), value(arg))));
    let is_option = |arg: &&Arg| !arg.is_positional() && !arg.is_required_set() && arg.get_id() != "help";
    if command.get_arguments().any(|arg| is_option(&arg)) {
        words.push("[OPTIES]".to_owned());
    }
    words.join(" ")
}

/// What an argument stands under in the help.
fn with_heading(arg: Arg) -> Arg {
    let heading = if arg.is_positional() { "Wat erbij hoort" } else { "Opties" };
    arg.help_heading(heading)
}

/// What clap would say in English.
fn basis(command: Command) -> Command {
    command
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .term_width(80)
        .arg(Arg::new("help").long("help").short('h').action(ArgAction::Help).help("Toont deze hulp"))
}

/// The text of an argument; empty where it was not given.
pub(super) fn text<'a>(part: &'a ArgMatches, name: &str) -> &'a str {
    part.get_one::<String>(name).map_or("", String::as_str)
}
