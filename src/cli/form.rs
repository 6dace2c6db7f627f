//! `form` and `import`: intake by spreadsheet.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use crate::files::system_error;
use crate::form::basis::{self, Origin};
use crate::form::making::{self, FormRequest, MadeForm, MakeError};
use crate::form::processing::{self, WorkbookInput};
use crate::form::proposal::FormSummary;
use crate::melding::{Melding, Severity};
use crate::model::date::Schooljaar;
use crate::model::site::School;
use crate::output::replace_file;

use super::arguments::{Form, Import, Report};
use super::report::did_you_mean_or;
use super::scaffold::{Stop, formaat, year};
use super::unread::{self, Reason, Unread};
use super::wrap::{WIDE, wrap};
use super::{Streams, not_written, report, stop, stop_with};

/// How many bytes of a file are read: one more than a form may have.
const MAX_FILE: u64 = 20_000_001;

/// `form FORMAAT [--school SCHOOL]`.
pub(super) fn form(arguments: &Form, streams: &mut Streams<'_>) -> u8 {
    let made = match make(arguments, streams) {
        Ok(made) => made,
        Err(Done::Code(code)) => return code,
        Err(Done::Stop((message, hint))) => return stop(&message, &hint, streams),
    };
    let out = arguments.output.clone().unwrap_or_default();
    let one_file = out.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
    if one_file && made.len() > 1 {
        let message = format!("er zijn {} formulieren, en `{}` is één bestand", made.len(), out.display());
        return stop(&message, "noem met --output een map", streams);
    }
    let paths: Vec<(PathBuf, Vec<u8>)> = made
        .into_iter()
        .map(|MadeForm { name, bytes }| (if one_file { out.clone() } else { out.join(name) }, bytes))
        .collect();
    // An existing form may have been filled in.
    if let Some((path, _)) = paths.iter().find(|(path, _)| fs::symlink_metadata(path).is_ok()) {
        let message = format!("`{}` bestaat al; er is niets geschreven", path.display());
        return stop(&message, "kies een andere map of naam met --output, of haal het bestand eerst weg", streams);
    }
    for (path, bytes) in &paths {
        if let Err((message, hint)) = replace_file(path, bytes).map_err(|err| not_written(path, &err)) {
            return stop(&message, &hint, streams);
        }
        let _ = writeln!(streams.out, "{}", path.display());
    }
    let _ = writeln!(streams.out, "Ingevuld terug? Neem het over met: steunwijzer import BESTAND");
    0
}

/// A command that ends early.
enum Done {
    /// Everything has been reported.
    Code(u8),
    /// This still has to be reported.
    Stop(Stop),
}

impl From<Stop> for Done {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

fn make(arguments: &Form, streams: &mut Streams<'_>) -> Result<Vec<MadeForm>, Done> {
    let content = arguments.content.dir.as_path();
    let requested: Vec<&str> = arguments.scholen.iter().map(String::as_str).collect();
    let all = arguments.all;
    // Errors in one school do not keep another from getting its form.
    let counts = |slug: &str| all || requested.contains(&slug);
    let site = super::content::site_for(content, counts, streams).map_err(Done::Code)?;
    let formaat = formaat(&arguments.formaat, &site.catalogus)?;
    let year_given = arguments.schooljaar.is_some();
    let before = |year: Schooljaar| FormRequest { content, catalogus: &site.catalogus, formaat: &formaat, year };
    if requested.is_empty() && !all {
        let made = making::empty(&before(year(arguments.schooljaar.as_deref(), &arguments.today)?))
            .map_err(|err| reason(&err))?;
        return Ok(vec![made]);
    }
    let mut scholen: Vec<&School> = Vec::new();
    for slug in requested {
        scholen.push(site.school(slug).ok_or_else(|| {
            let names = site.scholen.iter().map(|s| s.slug.as_str());
            let hint = did_you_mean_or(slug, names, "noem de map van de school in `content/scholen/`");
            (format!("er is geen school `{slug}`"), hint)
        })?);
    }
    if all {
        scholen = site.scholen.iter().map(AsRef::as_ref).filter(|s| basis::newest(s, &formaat.id).is_some()).collect();
        if scholen.is_empty() {
            let message = format!("geen school heeft een document in formaat `{}`", formaat.id);
            return Err(Done::Stop((message, "noem een school met --school".to_owned())));
        }
    }
    let chosen_year = year(arguments.schooljaar.as_deref(), &arguments.today)?;
    scholen
        .par_iter()
        .map(|school| {
            let newest = basis::newest(school, &formaat.id);
            let name = newest.map_or_else(|| new_name(school, chosen_year, &formaat.id), |d| d.name.clone());
            let year = newest.and_then(|d| d.schooljaar).filter(|_| !year_given).unwrap_or(chosen_year);
            making::for_school(&before(year), school, &name).map_err(|err| Done::Stop(reason(&err)))
        })
        .collect()
}

/// The name of a first document: `profiel`, unless a document in another format has that name.
fn new_name(school: &School, year: Schooljaar, formaat: &str) -> String {
    let occupied = school.documenten.iter().any(|d| d.schooljaar == Some(year) && d.name == basis::PROFIEL);
    if occupied { formaat.to_owned() } else { basis::PROFIEL.to_owned() }
}

fn reason(err: &MakeError) -> Stop {
    match err {
        MakeError::NoBasis(err) => err.message_and_hint(),
        MakeError::Dir(err) => (
            format!("de inhoud kan niet gelezen worden ({})", system_error(err)),
            "kijk na met: steunwijzer check".to_owned(),
        ),
        MakeError::Workbook(err) => (
            format!("de spreadsheet kan niet gemaakt worden ({err})"),
            "meld dit bij de makers van Steunwijzer".to_owned(),
        ),
    }
}

/// `import BESTAND...`.
pub(super) fn import(arguments: &Import, streams: &mut Streams<'_>) -> u8 {
    let content = &arguments.content.dir;
    let report = arguments.report.unwrap_or(Report::Human);
    let mut input = Vec::new();
    let mut unread = Vec::new();
    for path in &arguments.files {
        match read(path, &mut unread) {
            Ok(workbooks) => input.extend(workbooks),
            Err((message, hint)) => return stop_with(report, &message, &hint, streams),
        }
    }
    let summaries = match processing::process(content, &input) {
        Ok(summaries) => summaries,
        Err(err) => {
            let hint = "noem de map met --content, of begin met: steunwijzer init";
            return stop_with(report, &err.0, hint, streams);
        }
    };
    let meldingen: Vec<Melding> = summaries.iter().flat_map(|s| s.meldingen.clone()).collect();
    push(report, &meldingen, streams);
    let errors = summaries.iter().filter(|s| s.is_error()).count();
    let skip_broken = arguments.skip_broken;
    let dry_run = arguments.dry_run;
    let writing = !dry_run && (errors == 0 || skip_broken);
    if writing {
        for (path, bytes) in summaries.iter().flat_map(|s| &s.files) {
            if let Err((message, hint)) = replace_file(path, bytes).map_err(|err| not_written(path, &err)) {
                return stop_with(report, &message, &hint, streams);
            }
        }
    }
    if report == Report::Json {
        let _ = writeln!(streams.out, "{}", json(&summaries, &unread, writing));
        return u8::from(errors > 0);
    }
    summarize(&summaries, writing, streams);
    name_unread(&unread, streams);
    if errors > 0 {
        let _ = writeln!(streams.err, "{}", report::counts_text(&meldingen));
        let workbooks = report::count(errors, "formulier", "formulieren");
        let consequence = match (skip_broken && !dry_run, summaries.len() - errors) {
            (true, _) => format!("{workbooks} met fouten overgeslagen."),
            (false, 0) => "Er is niets geschreven.".to_owned(),
            (false, _) => {
                "Er is niets geschreven. Met --skip-broken worden de goede formulieren wel overgenomen.".to_owned()
            }
        };
        let _ = writeln!(streams.err, "{}", wrap(&consequence, WIDE, WIDE));
        return 1;
    }
    if dry_run {
        let _ = writeln!(streams.out, "Dit was een proef: er is niets geschreven.");
    }
    0
}

/// Reads a workbook, or all workbooks of a folder; what else is in the folder goes to `unread`.
fn read(path: &Path, unread: &mut Vec<Unread>) -> Result<Vec<WorkbookInput>, Stop> {
    let err = |path: &Path, err: &std::io::Error| {
        (format!("`{}` kan niet gelezen worden ({})", path.display(), system_error(err)), "kijk de naam na".to_owned())
    };
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        paths.clear();
        for dir_entry in fs::read_dir(path).map_err(|e| err(path, &e))? {
            paths.push(dir_entry.map_err(|e| err(path, &e))?.path());
        }
        paths.sort();
        let from = unread.len();
        paths.retain(|path| match unread::reason(path) {
            Reason::Form => true,
            Reason::System => false,
            Reason::Other(reason) => {
                unread.push(Unread { file: shown(path), reason });
                false
            }
        });
        if paths.is_empty() {
            let here: Vec<String> =
                unread[from..].iter().map(|u| format!("`{}` ({})", u.file, u.reason)).take(10).collect();
            let hint = match here.is_empty() {
                true => "noem een andere map".to_owned(),
                false => format!("noem een andere map; hier staat wel: {}", here.join(", ")),
            };
            return Err((format!("in `{}` staat geen formulier (xlsx)", path.display()), hint));
        }
    }
    let one = |path: &PathBuf| {
        use std::io::Read as _;
        let mut bytes = Vec::new();
        let loaded = fs::File::open(path).and_then(|b| b.take(MAX_FILE).read_to_end(&mut bytes));
        loaded.map_err(|e| err(path, &e))?;
        Ok(WorkbookInput { name: shown(path), bytes })
    };
    paths.iter().map(one).collect()
}

/// A path as messages show it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Lists what was not read, and why.
fn name_unread(unread: &[Unread], streams: &mut Streams<'_>) {
    if unread.is_empty() {
        return;
    }
    let _ = writeln!(streams.out, "{} niet gelezen:", report::count(unread.len(), "bestand", "bestanden"));
    for Unread { file, reason } in unread {
        let _ = writeln!(streams.out, "  {file}: {reason}");
    }
}

fn push(report: Report, meldingen: &[Melding], streams: &mut Streams<'_>) {
    let _ = match report {
        Report::Human => write!(streams.err, "{}", report::human(meldingen, streams.color())),
        Report::Short => write!(streams.err, "{}", report::short(meldingen)),
        // There a message is with the form it is about.
        Report::Json => Ok(()),
        Report::Github => write!(streams.out, "{}", report::github(meldingen)),
    };
}

/// One form for programs. These names are stable.
#[derive(Serialize)]
struct JsonForm<'a> {
    form: &'a str,
    school: Option<&'a str>,
    document: Option<&'a str>,
    ok: bool,
    /// How many answers were changed.
    answers: usize,
    /// How many sheets of rows were changed.
    row_sheets: usize,
    /// Files that are new or changed.
    files: Vec<String>,
    messages: Vec<report::JsonMelding<'a>>,
}

#[derive(Serialize)]
struct JsonImport<'a> {
    version: u32,
    ok: bool,
    /// Whether the files of forms that are `ok` were written.
    written: bool,
    forms: Vec<JsonForm<'a>>,
    /// Files and folders that were not read, and why.
    not_read: &'a [Unread],
}

fn json(summaries: &[FormSummary], unread: &[Unread], written: bool) -> String {
    let forms = summaries.iter().map(|part| JsonForm {
        form: &part.name,
        school: part.school.as_deref(),
        document: part.document.as_deref(),
        ok: !part.is_error(),
        answers: part.antwoorden,
        row_sheets: part.row_sheets,
        files: part.files.iter().map(|(path, _)| path.to_string_lossy().replace('\\', "/")).collect(),
        messages: part.meldingen.iter().map(report::JsonMelding::of).collect(),
    });
    let ok = !summaries.iter().any(FormSummary::is_error);
    let report = JsonImport { version: 1, ok, written, forms: forms.collect(), not_read: unread };
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

/// Prints a line per form.
fn summarize(summaries: &[FormSummary], written: bool, streams: &mut Streams<'_>) {
    for part in summaries {
        let who = part.school.as_deref().unwrap_or(&part.name);
        let errors = part.meldingen.iter().filter(|m| m.severity == Severity::Error).count();
        let warnings = part.meldingen.len() - errors;
        let mut parts = Vec::new();
        if errors > 0 {
            parts.push(format!("niet overgenomen, {}", report::count(errors, "fout", "fouten")));
        } else if part.files.is_empty() {
            parts.push("niets veranderd".to_owned());
        } else {
            match part.origin {
                Some(Origin::New) => parts.push("nieuw document".to_owned()),
                Some(Origin::CarriedForward(year)) => parts.push(format!("overgenomen uit {year}")),
                Some(Origin::Existing) | None => {}
            }
            if part.antwoorden > 0 {
                parts.push(report::count(part.antwoorden, "antwoord", "antwoorden"));
            }
            if part.row_sheets > 0 {
                parts.push(report::count(part.row_sheets, "blad met rijen", "bladen met rijen"));
            }
        }
        if warnings > 0 {
            parts.push(report::count(warnings, "waarschuwing", "waarschuwingen"));
        }
        let _ = writeln!(streams.out, "{who}: {}", parts.join(", "));
        if written && errors == 0 {
            for (path, _) in &part.files {
                let _ = writeln!(streams.out, "  {}", path.display());
            }
        }
    }
}
