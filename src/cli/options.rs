//! The options. Commands and flags follow the ecosystem's English habit; help is Dutch.

use clap::{Arg, ArgAction, Args, Command};

use super::arguments::{
    BuildArgs, CheckTheme, Completions, Content, Controles, EjectFormaat, EjectTheme, Export, Form, Import, Init,
    ListThemes, NewFormaat, NewSchool, NewSchooljaar, NewTheme, Schema, Serve,
};

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
        .subcommand(command::<Init>("init", "Begint een nieuwe website, met een voorbeeldschool"))
        .subcommand(new())
        .subcommand(formaten())
        .subcommand(command::<Schema>(
            "schema",
            "Schrijft het JSON Schema van een formaat, of van een ander bestand, op het scherm",
        ))
        .subcommand(command::<Form>("form", "Maakt een spreadsheet (xlsx) om een profiel in te vullen"))
        .subcommand(command::<Import>("import", "Neemt ingevulde formulieren (xlsx) over in de inhoud"))
        .subcommand(command::<Controles>("controles", "Toont de controles: waar het programma op let, en waarom"))
        .subcommand(theme())
        .subcommand(command::<Export>(
            "export",
            "Schrijft de open gegevens (CSV, XLSX, JSON) of een document als Markdown",
        ))
        .subcommand(command::<Completions>("completions", "Schrijft aanvullingen voor uw opdrachtregel op het scherm"))
        .subcommand(basis(Command::new("man")).about("Schrijft een handleiding in de vorm van `man` op het scherm"))
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

fn new() -> Command {
    group("new", "Maakt een nieuwe school, een nieuw schooljaar of een nieuw formaat")
        .subcommand(command::<NewSchool>("school", "Maakt een school met een leeg profiel"))
        .subcommand(command::<NewSchooljaar>(
            "schooljaar",
            "Neemt het vorige schooljaar van een school over, als concept",
        ))
        .subcommand(command::<NewFormaat>(
            "formaat",
            "Maakt een formaat met van elke soort sectie een voorbeeld, met uitleg",
        ))
}

fn formaten() -> Command {
    command::<Content>("formaten", "Toont de formaten: welke er zijn en wat erin staat")
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .subcommand(command::<EjectFormaat>(
            "eject",
            "Neemt een ingebouwd formaat over in `content/formaten/`, om aan te passen",
        ))
}

fn theme() -> Command {
    group("theme", "Maakt een thema, kijkt het na, of toont waar het uit bestaat")
        .after_help(format!("{}.", crate::text::sentences::capitalize(crate::theme::WHERE)))
        .subcommand(command::<NewTheme>(
            "new",
            "Maakt een thema in `content/themas/`, met uitleg bij alles wat u kunt kiezen",
        ))
        .subcommand(command::<CheckTheme>("check", "Kijkt het thema na: sjablonen, kleuren, letters en bestanden"))
        .subcommand(command::<ListThemes>(
            "list",
            "Toont welke thema's er zijn, en de bestanden van het standaardthema",
        ))
        .subcommand(command::<EjectTheme>("eject", "Neemt een bestand van het standaardthema over in `content/thema/`"))
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

/// A command with its arguments.
fn command<A: Args>(name: &'static str, about: &'static str) -> Command {
    A::augment_args(basis(Command::new(name))).about(about)
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
        let usage = if command.is_subcommand_required_set() { "OPDRACHT" } else { "[OPDRACHT] [OPTIES]" };
        command.override_usage(format!("{path} {usage}")).mut_subcommands(|part| in_dutch(part, &path))
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
