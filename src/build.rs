//! The build, from a content folder to an output folder, with the time that each stage takes; and single files of that
//! output, on demand, for a preview.

mod left_out;
mod on_demand;
mod pdf_jobs;
mod skip_broken;
#[cfg(test)]
mod tests_templates;
mod theme_check;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::checks;
use crate::export::{self, data::DataError};
use crate::load::{self, NoContent};
use crate::melding::{self, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::site::Site;
use crate::output::{DryRun, Output, OutputError, Sink, Written};
use crate::pages::{Build, File};
use crate::pdf::PdfCompiler;
use crate::search::{self, SearchError};
use crate::source::{Source, Span};
use crate::theme::Theme;
use crate::web::{PageError, Shared, Web, WebOptions};

pub use left_out::LeftOut;
pub use on_demand::{Artifact, OnDemand};
use pdf_jobs::PdfJob;
pub use theme_check::{ThemeCheck, check_theme};

/// What to build, and how.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The content folder.
    pub content: PathBuf,
    /// The output folder; with `None` everything is done but writing.
    pub output: Option<PathBuf>,
    /// A theme instead of the one `site.yaml` names.
    pub theme: Option<String>,
    /// Whether PDFs are made.
    pub pdf: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Whether schools with errors are left out instead of stopping the build.
    pub skip_broken: bool,
    /// The date by which "out of date" is judged.
    pub today: Date,
}

/// Stages of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading files.
    Loading,
    /// Checking.
    Checking,
    /// Making pages, with the next two stages in parallel.
    Web,
    /// Making the open data.
    Data,
    /// Making the search index.
    Searching,
    /// Making PDFs.
    Pdf,
    /// Putting the output in place.
    Writing,
}

/// Receives the progress of a build.
pub trait Progress: Sync {
    /// A stage begins, with this many steps (0 when not counted).
    fn stage(&self, _stage: Stage, _steps: usize) {}
    /// A step of the stage is done.
    fn step(&self) {}
}

/// Ignores progress.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {}

/// The result of a build.
#[derive(Debug)]
pub struct BuildReport {
    /// Problems, sorted by file and place; each once.
    pub meldingen: Vec<Melding>,
    /// How many errors and warnings there are.
    pub counts: (usize, usize),
    /// Whether the output is in place (or, without output, would be).
    pub succeeded: bool,
    /// How many schools there are.
    pub scholen: usize,
    /// How many documents and practice examples are published.
    pub documents: usize,
    /// What is in the content but not in the output.
    pub left_out: LeftOut,
    /// How many pages were made.
    pub pages: usize,
    /// How many PDFs were made.
    pub pdfs: usize,
    /// What became of the files in the output, if anything was written.
    pub written: Option<Written>,
    /// How long each stage took; [`Stage::Web`] includes the open data and the search index.
    pub times: Vec<(Stage, Duration)>,
}

/// Why a build could not even start or end: exit code 2.
#[derive(Debug)]
pub enum EnvironmentError {
    /// The content folder cannot be read.
    Content(NoContent),
    /// The output folder cannot be written.
    Output(OutputError),
    /// The open data cannot be made in one of its formats.
    Data(DataError),
    /// The search index cannot be made.
    SearchIndex(String),
}

/// Notes which pages are written, and passes all files on to the output, if there is one.
struct PageLog<'a> {
    output: Option<&'a Output>,
    /// Without an output, paths are checked all the same: `check` should find what a build would stumble over.
    dry_run: DryRun,
    pages: Mutex<BTreeSet<String>>,
}

impl PageLog<'_> {
    fn pages(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.pages.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Sink for PageLog<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        if path.ends_with(".html") {
            self.pages().insert(path.to_owned());
        }
        match self.output {
            Some(output) => output.write(path, bytes),
            None => self.dry_run.take(path),
        }
    }
}

/// Builds a site.
///
/// # Errors
/// When the content cannot be read at all or the output cannot be made. Problems in content are in the report; then the
/// last good output is left untouched.
pub fn build(build_options: &BuildOptions, progress: &dyn Progress) -> Result<BuildReport, EnvironmentError> {
    let mut stopwatch = Stopwatch::start();
    progress.stage(Stage::Loading, 0);
    let (mut site, mut meldingen) = load::load(&build_options.content).map_err(EnvironmentError::Content)?;
    stopwatch.finish(Stage::Loading);
    progress.stage(Stage::Checking, 0);
    if let Some(site) = &mut site {
        if build_options.skip_broken {
            skip_broken::check(site, &build_options.content, build_options.today, &mut meldingen);
        } else {
            checks::check(site, Some(build_options.today), &mut meldingen);
        }
    }
    let theme = site.as_ref().and_then(|site| {
        let requested = build_options.theme.as_ref().map(|name| command_line("--theme", name));
        let requested = requested.as_ref().or(site.gegevens.theme.as_ref());
        let mut own = Meldingen::new();
        let theme = Theme::read(&build_options.content, requested, &site.gegevens.huisstijl, &mut own);
        meldingen.extend(site.gegevens.controles.applied(own));
        theme
    });
    stopwatch.finish(Stage::Checking);
    let mut report = BuildReport::of(site.as_ref());
    if let (Some(site), Some(theme)) = (site, theme)
        && !must_stop(build_options, &meldingen)
    {
        let output = build_options.output.as_deref().map(Output::open).transpose().map_err(EnvironmentError::Output)?;
        let build_run = BuildRun::new(build_options, &site, &theme, output.as_ref(), progress);
        build_run.run(&mut stopwatch, &mut meldingen, &mut report)?;
        drop(build_run);
        progress.stage(Stage::Writing, 0);
        report.succeeded = !must_stop(build_options, &meldingen);
        if report.succeeded {
            report.written = output.map(Output::commit).transpose().map_err(EnvironmentError::Output)?;
        }
        stopwatch.finish(Stage::Writing);
    }
    report.times = stopwatch.times;
    // One text may be in several PDFs; a problem in it counts once.
    report.meldingen = meldingen.sorted();
    report.counts = melding::counts(&report.meldingen);
    Ok(report)
}

impl BuildReport {
    /// The report of a build that has still to begin.
    fn of(site: Option<&Site>) -> Self {
        Self {
            meldingen: Vec::new(),
            counts: (0, 0),
            succeeded: false,
            scholen: site.map_or(0, |s| s.scholen.len()),
            documents: site.map_or(0, published),
            left_out: site.map(LeftOut::of).unwrap_or_default(),
            pages: 0,
            pdfs: 0,
            written: None,
            times: Vec::new(),
        }
    }
}

/// How many documents and practice examples have a page.
fn published(site: &Site) -> usize {
    site.scholen.iter().map(|school| school.published().count()).sum::<usize>() + site.examples().count()
}

fn must_stop(build_options: &BuildOptions, meldingen: &Meldingen) -> bool {
    let (errors, warnings) = meldingen.counts();
    errors > 0 || (build_options.strict && warnings > 0)
}

/// A build of content that was read and is in order: what all its parts need.
struct BuildRun<'a> {
    options: &'a BuildOptions,
    theme: &'a Theme,
    progress: &'a dyn Progress,
    shared: Shared<'a>,
    page_log: PageLog<'a>,
}

/// The result of a part, and how long it took by itself: parts run in parallel.
struct Timed<T> {
    result: T,
    took: Duration,
}

impl<T> Timed<T> {
    fn of(part: impl FnOnce() -> T) -> Self {
        let begin = Instant::now();
        let result = part();
        Self { result, took: begin.elapsed() }
    }
}

impl<'a> BuildRun<'a> {
    fn new(
        options: &'a BuildOptions,
        site: &'a Site,
        theme: &'a Theme,
        output: Option<&'a Output>,
        progress: &'a dyn Progress,
    ) -> Self {
        let web_options = WebOptions { today: options.today, build: Build { with_pdf: options.pdf, concepten: false } };
        Self {
            options,
            theme,
            progress,
            shared: Shared::new(site, theme, web_options),
            page_log: PageLog { output, dry_run: DryRun::default(), pages: Mutex::default() },
        }
    }

    /// Makes all parts. Pages that cannot be made become messages; then no PDFs are made.
    fn run(
        &self,
        stopwatch: &mut Stopwatch,
        meldingen: &mut Meldingen,
        report: &mut BuildReport,
    ) -> Result<(), EnvironmentError> {
        self.progress.stage(Stage::Web, self.shared.site().scholen.len());
        // Much of the search index, and part of the data, runs on one processor: it starts first, and the pages keep
        // the other processors busy meanwhile.
        let side_jobs = || rayon::join(|| Timed::of(|| self.search()), || Timed::of(|| self.data()));
        let ((search, data), page_errors) = rayon::join(side_jobs, || self.pages());
        for err in page_errors {
            match err {
                PageError::Melding(melding) => meldingen.push(*melding),
                PageError::Output(err) => return Err(EnvironmentError::Output(err)),
            }
        }
        data.result?;
        search.result?;
        report.pages = self.page_log.pages().len();
        stopwatch.finish(Stage::Web);
        stopwatch.times.extend([(Stage::Data, data.took), (Stage::Searching, search.took)]);
        if self.options.pdf && !must_stop(self.options, meldingen) {
            report.pdfs = self.pdfs(meldingen)?;
            stopwatch.finish(Stage::Pdf);
        }
        Ok(())
    }

    /// Makes all pages; returns what went wrong.
    fn pages(&self) -> Vec<PageError> {
        let web = Web::new(&self.shared, &self.page_log);
        web.write(&|| self.progress.step()).err().unwrap_or_default()
    }

    /// Makes the open data, the schemas and each `profiel.json`.
    fn data(&self) -> Result<(), EnvironmentError> {
        let (site, page_log) = (self.shared.site(), &self.page_log);
        export::write_schemas(&site.catalogus, page_log).map_err(EnvironmentError::Output)?;
        for file in export::data::files(self.shared.regio()).map_err(EnvironmentError::Data)? {
            page_log.write(File::Data(&file.name).address().path(), &file.bytes).map_err(EnvironmentError::Output)?;
        }
        export::write_profielen(self.shared.regio(), page_log).map_err(EnvironmentError::Output)
    }

    /// Makes the search index of everything that has a page. May run on a thread of rayon, even the only one: the work
    /// that Pagefind leaves to a thread of tokio does not use rayon, so this one can wait for it.
    fn search(&self) -> Result<(), EnvironmentError> {
        // Nothing in content can make it fail, so without an output there is no need to try.
        if self.page_log.output.is_none() {
            return Ok(());
        }
        match search::write(search::records(self.shared.map(), self.shared.regio()), |path, bytes| {
            self.page_log.write(path, bytes)
        }) {
            Ok(_) => Ok(()),
            Err(SearchError::Index(reason)) => Err(EnvironmentError::SearchIndex(reason)),
            Err(SearchError::Writing(err)) => Err(EnvironmentError::Output(err)),
        }
    }

    /// Makes the PDFs of all schools and of the region; returns how many. The cache of the compiler is emptied between
    /// batches.
    fn pdfs(&self, meldingen: &mut Meldingen) -> Result<usize, EnvironmentError> {
        let Some(pdf_compiler) = PdfCompiler::new(self.theme, meldingen) else { return Ok(0) };
        let jobs = pdf_jobs::all(self.shared.map());
        let (of_scholen, of_regio): (Vec<_>, Vec<_>) = jobs.into_iter().partition(PdfJob::is_of_school);
        self.progress.stage(Stage::Pdf, of_scholen.len());
        let make = |job: &PdfJob<'_>| {
            let mut own = Meldingen::new();
            let pdf = job.make(&pdf_compiler, &self.shared, self.options.today, &mut own);
            let written = pdf.map(|bytes| self.page_log.write(&job.path(), &bytes));
            self.progress.step();
            (own, written)
        };
        let mut made = Vec::new();
        for batch in of_scholen.chunks(rayon::current_num_threads() * 4) {
            made.par_extend(batch.par_iter().map(make));
            comemo::evict(0);
        }
        made.extend(of_regio.iter().map(make));
        let mut count = 0;
        for (own, written) in made {
            meldingen.extend(own);
            if let Some(written) = written {
                written.map_err(EnvironmentError::Output)?;
                count += 1;
            }
        }
        Ok(count)
    }
}

/// A word from the command line, with a span that says so.
pub fn command_line(option: &str, text: &str) -> Spanned {
    let source = Source::new(option, text);
    Spanned { text: text.to_owned(), span: Span::new(&source, 0, text.len()) }
}

/// Whether one path lies inside another; symbolic links are followed where the paths exist.
pub fn lies_in(inner: &Path, outer: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
    match (real(inner), real(outer)) {
        (Some(inner), Some(outer)) => inner.starts_with(outer),
        _ => false,
    }
}

struct Stopwatch {
    last: Instant,
    times: Vec<(Stage, Duration)>,
}

impl Stopwatch {
    fn start() -> Self {
        Self { last: Instant::now(), times: Vec::new() }
    }

    fn finish(&mut self, stage: Stage) {
        let now = Instant::now();
        self.times.push((stage, now - self.last));
        self.last = now;
    }
}
