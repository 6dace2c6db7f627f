//! `build` and `check`.

use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use crate::build::{self, BuildOptions, BuildReport, EnvironmentError, Progress, Stage};
use crate::melding::Melding;
use crate::model::controles;
use crate::text::{characters, sentences};

use super::arguments::{BuildArgs, Report};
use super::content::refresh_schemas;
use super::report;
use super::wrap::{WIDE, wrap};
use super::{Streams, stop_with};

/// The hint when there is no content folder.
pub(super) const NO_CONTENT: &str = "noem de map met --content, of ga eerst naar de map waar `content` in staat";

/// Builds or checks, and reports how it went.
pub(super) fn run(options: &BuildArgs, writing: bool, streams: &mut Streams<'_>) -> u8 {
    let begin = Instant::now();
    let today = match reference_date(options.today.as_deref()) {
        Ok(today) => today,
        Err(message) => {
            return stop_with(options.report, &message, "schrijf jaar, maand en dag, zoals 2026-11-22", streams);
        }
    };
    if writing && build::lies_in(&options.output, &options.content) {
        let message = "de uitvoer kan niet in de map met de inhoud staan";
        return stop_with(options.report, message, "kies een andere map met --output", streams);
    }
    let build_options = BuildOptions {
        content: options.content.clone(),
        output: writing.then(|| options.output.clone()),
        theme: options.theme.clone(),
        pdf: !options.no_pdf,
        strict: options.strict,
        skip_broken: options.skip_broken,
        today,
    };
    refresh_schemas(&options.content, streams);
    let progress_line = ProgressLine::new(streams.terminal && options.report == Report::Human);
    let outcome = build::build(&build_options, &progress_line);
    progress_line.clear();
    match outcome {
        Ok(made) => {
            push(options, &made, streams);
            if options.report != Report::Json {
                closing(options, &made, writing, begin, streams);
            }
            u8::from(!made.succeeded)
        }
        Err(EnvironmentError::Content(err)) => stop_with(options.report, &err.0, NO_CONTENT, streams),
        Err(EnvironmentError::SearchIndex(reason)) => {
            let message = format!("de zoekindex kan niet gemaakt worden: {reason}");
            stop_with(options.report, &message, "draai het programma vanuit een map die bestaat", streams)
        }
        Err(EnvironmentError::Output(err)) => stop_with(options.report, &err.message(), &err.hint(), streams),
        Err(EnvironmentError::Data(err)) => {
            let hint = "dit hoort niet te gebeuren; meld het bij de makers van Steunwijzer";
            stop_with(options.report, &err.to_string(), hint, streams)
        }
    }
}

/// The reference date: `--today`, else `SOURCE_DATE_EPOCH`, else today; the error is a message.
pub(super) fn reference_date(given: Option<&str>) -> Result<Date, String> {
    if let Some(text) = given {
        return text.parse().map_err(|_| format!("--today krijgt een dag die bestaat, en `{text}` is dat niet"));
    }
    if let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") {
        let moment = seconds.parse().ok().and_then(|s| jiff::Timestamp::from_second(s).ok());
        let moment = moment.ok_or_else(|| format!("SOURCE_DATE_EPOCH is geen aantal seconden: `{seconds}`"))?;
        return Ok(moment.to_zoned(jiff::tz::TimeZone::UTC).date());
    }
    Ok(jiff::Zoned::now().date())
}

fn push(options: &BuildArgs, made: &BuildReport, streams: &mut Streams<'_>) {
    let color = streams.color();
    let with_notes = || -> Vec<Melding> { made.meldingen.iter().chain(made.left_out.notes()).cloned().collect() };
    let _ = match options.report {
        // What is left out is summarised at the end.
        Report::Human => write!(streams.err, "{}", report::human(&made.meldingen, color)),
        Report::Short => write!(streams.err, "{}", report::short(&with_notes())),
        Report::Json => writeln!(streams.out, "{}", report::json(made)),
        Report::Github => write!(streams.out, "{}", report::github(&with_notes())),
    };
}

/// The closing lines: what was made, where, and what to do next.
fn closing(options: &BuildArgs, made: &BuildReport, writing: bool, begin: Instant, streams: &mut Streams<'_>) {
    let (errors, warnings) = made.counts;
    let counts_text = report::counts_text(&made.meldingen);
    if !made.succeeded {
        let _ = writeln!(streams.err, "{counts_text}");
        let reason = if errors > 0 { "" } else { ": met --strict tellen waarschuwingen als fouten" };
        let consequence = match writing {
            true => {
                format!("Er is niets geschreven{reason}.\n`{}` is gebleven zoals het was.", options.output.display())
            }
            false => format!("De inhoud kan zo niet gebouwd worden{reason}."),
        };
        for line in consequence.lines() {
            let _ = writeln!(streams.err, "{}", wrap(line, WIDE, WIDE));
        }
        return;
    }
    if warnings > 0 {
        let _ = writeln!(streams.err, "{counts_text}");
    }
    if let Some(code) = first_controle(options, made) {
        let _ = writeln!(streams.err, "Waarom een melding er is: steunwijzer controles {code}\n");
    }
    let made_text = format!(
        "{}, {}, {} en {} in {} seconden",
        report::count(made.scholen, "school", "scholen"),
        report::count(made.documents, "document", "documenten"),
        report::count(made.pages, "pagina", "pagina's"),
        report::count(made.pdfs, "PDF", "PDF's"),
        format!("{:.1}", begin.elapsed().as_secs_f64()).replace('.', ",")
    );
    if !writing {
        let _ = writeln!(streams.out, "{}", wrap(&format!("Nagekeken: {made_text}."), WIDE, WIDE));
        say_left_out(options, made, streams);
        let _ = writeln!(streams.out, "Er is niets geschreven.");
        return;
    }
    let dir = options.output.display();
    let unchanged = made.written.as_ref().map_or(0, |t| t.unchanged);
    let _ = writeln!(streams.out, "{}", wrap(&format!("Gemaakt: {made_text}."), WIDE, WIDE));
    if unchanged > 0 {
        let _ = writeln!(streams.out, "Onveranderd gebleven: {}.", report::count(unchanged, "bestand", "bestanden"));
    }
    say_foreign(made, streams);
    say_left_out(options, made, streams);
    let _ = writeln!(streams.out, "\nBekijk het resultaat: open {dir}/index.html in een browser.");
    let _ = writeln!(
        streams.out,
        "Verder: pas bestanden aan in {}/ en draai dit opnieuw.\nAlleen nakijken, zonder te schrijven: steunwijzer check",
        options.content.display()
    );
}

/// Lists what was in the output and not made by us.
fn say_foreign(made: &BuildReport, streams: &mut Streams<'_>) {
    let Some(written) = &made.written else { return };
    for (what, paths) in [
        ("Behouden, want niet door Steunwijzer gemaakt", &written.foreign.kept),
        ("Vervangen, al waren ze niet door Steunwijzer gemaakt", &written.foreign.replaced),
    ] {
        if !paths.is_empty() {
            let paths: Vec<_> = paths.iter().map(|path| characters::clean(path)).collect();
            let sentence = format!("{what}: {}.", sentences::join_and(&paths));
            let _ = writeln!(streams.out, "{}", wrap(&sentence, WIDE, WIDE));
        }
    }
}

/// Lists what is not on the website. The other formats have it among the messages.
fn say_left_out(options: &BuildArgs, made: &BuildReport, streams: &mut Streams<'_>) {
    if options.report == Report::Human {
        for sentence in made.left_out.sentences() {
            let _ = writeln!(streams.out, "{}", wrap(&sentence, WIDE, WIDE));
        }
    }
}

/// The first check that found something, to suggest asking why. Only for people who read the long form.
fn first_controle(options: &BuildArgs, made: &BuildReport) -> Option<&'static str> {
    if options.report != Report::Human {
        return None;
    }
    made.meldingen.iter().find_map(|melding| controles::of_code(melding.code)).map(|c| c.code.text())
}

/// A progress bar on a terminal; nothing in a pipe.
struct ProgressLine(Option<ProgressBar>);

impl ProgressLine {
    fn new(show: bool) -> Self {
        Self(show.then(|| {
            let progress_line = ProgressBar::new_spinner();
            progress_line.enable_steady_tick(std::time::Duration::from_millis(120));
            progress_line
        }))
    }

    fn clear(&self) {
        if let Some(progress_line) = &self.0 {
            progress_line.finish_and_clear();
        }
    }
}

impl Progress for ProgressLine {
    fn stage(&self, stage: Stage, steps: usize) {
        let Some(progress_line) = &self.0 else { return };
        progress_line.set_message(match stage {
            Stage::Loading => "inhoud lezen",
            Stage::Checking => "nakijken",
            Stage::Web | Stage::Data | Stage::Searching => "pagina's maken",
            Stage::Pdf => "PDF's maken",
            Stage::Writing => "klaarzetten",
        });
        let vorm = if steps > 0 { "{spinner} {msg} {wide_bar} {pos}/{len}" } else { "{spinner} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(vorm) {
            progress_line.set_style(style);
        }
        progress_line.set_length(steps as u64);
        progress_line.set_position(0);
    }

    fn step(&self) {
        if let Some(progress_line) = &self.0 {
            progress_line.inc(1);
        }
    }
}
