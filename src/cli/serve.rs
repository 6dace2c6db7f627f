//! `serve`: the preview, and what it says in the terminal.

use std::path::PathBuf;

use crate::load::scholen_dir;
use crate::melding::Melding;
use crate::pages::Build;
use crate::serve::{self, ReadReport, ServeError, ServeEvent, Server};
use crate::text::characters;
use crate::web::WebOptions;

use super::arguments::Serve;
use super::content::refresh_schemas;
use super::wrap::{WIDE, wrap};
use super::{Streams, build, report, stop};

/// The most changed files to name; any more are counted.
const NAME_AT_MOST: usize = 3;

/// Shows the preview until Ctrl-C.
pub(super) fn run(options: &Serve, streams: &mut Streams<'_>) -> u8 {
    let today = match build::reference_date(options.today.as_deref()) {
        Ok(today) => today,
        Err(message) => return stop(&message, "schrijf jaar, maand en dag, zoals 2026-11-22", streams),
    };
    let server = Server {
        content: options.content.clone(),
        theme: options.theme.clone(),
        web_options: WebOptions { today, build: Build { with_pdf: !options.no_pdf, concepten: true } },
        port: options.port,
        poll: options.poll,
    };
    let outcome = serve::run(&server, &mut |message| say(options, message, streams));
    match outcome {
        Ok(()) => {
            let _ = writeln!(streams.out, "\nHet voorbeeld is gestopt.");
            0
        }
        Err(ServeError::Content(err)) => stop(&err.0, build::NO_CONTENT, streams),
        Err(ServeError::Port(port)) => {
            let message = format!("poort {port} en de honderd erna zijn bezet");
            stop(&message, "noem een andere met --port, of --port 0 voor een willekeurige", streams)
        }
        Err(ServeError::System(err)) => {
            let reason = crate::files::system_error(&err);
            let message = format!("het voorbeeld kan niet beginnen ({reason})");
            stop(&message, "probeer een andere poort met --port", streams)
        }
    }
}

fn say(options: &Serve, message: ServeEvent, streams: &mut Streams<'_>) {
    match message {
        ServeEvent::ReadReport(loaded) => {
            report_read(&loaded, streams);
            // Documents change no schema.
            if loaded.changed.is_empty()
                || loaded.changed.iter().any(|path| !path.starts_with(scholen_dir(&options.content)))
            {
                refresh_schemas(&options.content, streams);
            }
        }
        ServeEvent::Checked { warnings, earlier } => {
            report_meldingen(&warnings, streams);
            if earlier > 0 {
                let what = match earlier {
                    1 => "Eén waarschuwing van eerder staat er nog; `steunwijzer check` noemt haar.".to_owned(),
                    count => {
                        format!("{count} waarschuwingen van eerder staan er nog; `steunwijzer check` noemt ze alle.")
                    }
                };
                let _ = writeln!(streams.err, "{what}");
            }
        }
        ServeEvent::Started { address, occupied } => {
            if let Some(port) = occupied {
                let _ = writeln!(streams.out, "Poort {port} is bezet; dit is de eerste die vrij is.");
            }
            let _ = writeln!(streams.out, "Voorbeeld: {address}");
            let _ = writeln!(streams.out, "Pas bestanden aan en de browser volgt. Stoppen: Ctrl-C.");
            if options.open && !open(&address) {
                let _ = writeln!(streams.err, "De browser kan niet vanzelf open; open het adres hierboven zelf.");
            }
        }
        ServeEvent::Polling(reason) => {
            let line = format!(
                "Wijzigingen komen niet vanzelf door ({reason}). De bestanden worden nu elke halve seconde bekeken."
            );
            let _ = writeln!(streams.err, "{}", wrap(&line, WIDE, WIDE));
        }
        ServeEvent::File { path, meldingen } => {
            let _ = writeln!(streams.err, "Bij het maken van {path}:\n");
            report_meldingen(&meldingen, streams);
        }
    }
    let _ = streams.out.flush();
}

fn report_read(loaded: &ReadReport, streams: &mut Streams<'_>) {
    if !loaded.changed.is_empty() {
        let _ = writeln!(streams.out, "\nVeranderd: {}", names(&loaded.changed));
    }
    report_meldingen(&loaded.meldingen, streams);
    let duration = format!("{:.2}", loaded.duration.as_secs_f64()).replace('.', ",");
    if loaded.succeeded {
        let scholen = report::count(loaded.scholen, "school", "scholen");
        let what = if loaded.changed.is_empty() { "Gelezen" } else { "Bijgewerkt" };
        let _ = writeln!(streams.out, "{what}: {scholen}, in {duration} seconden.");
    } else {
        let _ = writeln!(streams.out, "Het voorbeeld blijft zoals het was, met de fouten erbij ({duration} seconden).");
    }
}

fn report_meldingen(meldingen: &[Melding], streams: &mut Streams<'_>) {
    if !meldingen.is_empty() {
        let _ = write!(streams.err, "{}", report::human(meldingen, streams.color()));
        let _ = writeln!(streams.err, "{}", report::counts_text(meldingen));
    }
}

/// The first few names, cleaned: the name of a file can contain control codes.
fn names(paths: &[PathBuf]) -> String {
    let name = |path: &PathBuf| characters::clean(&path.to_string_lossy()).into_owned();
    let mut names: Vec<String> = paths.iter().take(NAME_AT_MOST).map(name).collect();
    if paths.len() > NAME_AT_MOST {
        names.push(format!("en nog {}", paths.len() - NAME_AT_MOST));
    }
    names.join(", ")
}

/// Opens an address in the default browser; returns whether that could be started.
fn open(address: &str) -> bool {
    use std::process::{Command, Stdio};
    let mut command = if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.args(["url.dll,FileProtocolHandler", address]);
        command
    } else {
        let mut command = Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
        command.arg(address);
        command
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}
