//! Single files of the output, made when they are requested.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::export;
use crate::melding::{Melding, Meldingen};
use crate::model::site::Site;
use crate::output::{OutputError, Sink};
use crate::pages::{File, Page};
use crate::pdf::PdfCompiler;
use crate::search;
use crate::theme::Theme;
use crate::web::{PageError, Shared, Web, WebOptions};

use super::pdf_jobs;

/// Makes any file of the output of one site, on demand, and keeps what it made. The bytes are those that a build would
/// write; nothing is written.
pub struct OnDemand<'a> {
    theme: &'a Theme,
    shared: Shared<'a>,
    web_options: WebOptions,
    pdf_compiler: OnceLock<(Option<PdfCompiler<'a>>, Meldingen)>,
    search_index: OnceLock<Files>,
    open_data: OnceLock<Files>,
    made: Mutex<BTreeMap<String, Artifact>>,
}

type Files = Result<BTreeMap<String, Arc<[u8]>>, String>;

/// The result of a request for a file.
#[derive(Debug, Clone)]
pub enum Artifact {
    /// Its bytes, and the warnings it gave.
    Done(Arc<[u8]>, Vec<Melding>),
    /// The output has no such file.
    Unknown,
    /// It could not be made.
    PageError(Vec<Melding>),
    /// It could not be made for a reason that an author cannot fix.
    Broken(String),
}

impl<'a> OnDemand<'a> {
    /// Prepares what all pages share.
    pub fn new(site: &'a Site, theme: &'a Theme, web_options: WebOptions) -> Self {
        Self {
            theme,
            shared: Shared::new(site, theme, web_options),
            web_options,
            pdf_compiler: OnceLock::new(),
            search_index: OnceLock::new(),
            open_data: OnceLock::new(),
            made: Mutex::default(),
        }
    }

    /// The file at a path of the output. May be called from many threads at once, but not from those of rayon: they
    /// must be free for the work itself.
    pub fn make(&self, path: &str) -> Artifact {
        if let Some(artifact) = self.made().get(path) {
            return artifact.clone();
        }
        let artifact = self.make_now(path);
        if !matches!(artifact, Artifact::Unknown) {
            self.made().insert(path.to_owned(), artifact.clone());
        }
        artifact
    }

    fn made(&self) -> MutexGuard<'_, BTreeMap<String, Artifact>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn make_now(&self, path: &str) -> Artifact {
        if path.ends_with(".pdf") && File::own(path).is_none() {
            return self.compile_pdf(path);
        }
        if path.starts_with(&Page::Search.folder()) && path != Page::Search.address().path() {
            return from_files(self.search_index.get_or_init(|| self.build_search_index()), path);
        }
        let target = SingleFile::new(path);
        let mut page_errors = Web::new(&self.shared, &target).write(&|| ()).err().unwrap_or_default();
        page_errors.extend(self.write_single_files(&target).err().map(PageError::Output));
        match target.artifact(page_errors) {
            Artifact::Unknown if path.starts_with(&Page::Data.folder()) => {
                from_files(self.open_data.get_or_init(|| self.make_open_data()), path)
            }
            artifact => artifact,
        }
    }

    fn site(&self) -> &'a Site {
        self.shared.site()
    }

    /// Files other than pages that are made one by one.
    fn write_single_files(&self, target: &dyn Sink) -> Result<(), OutputError> {
        export::write_schemas(&self.site().catalogus, target)?;
        export::write_profielen(self.shared.regio(), target)
    }

    fn build_search_index(&self) -> Files {
        let mut out = BTreeMap::new();
        let take = |path: &str, bytes: &[u8]| -> Result<(), std::convert::Infallible> {
            out.insert(path.to_owned(), bytes.into());
            Ok(())
        };
        match search::write(search::records(self.shared.map(), self.shared.regio()), take) {
            Ok(_) => Ok(out),
            Err(search::SearchError::Index(reason)) => Err(format!("de zoekindex kan niet gemaakt worden: {reason}")),
            Err(search::SearchError::Writing(never)) => match never {},
        }
    }

    fn make_open_data(&self) -> Files {
        let files = export::data::files(self.shared.regio()).map_err(|err| err.to_string())?;
        Ok(files.into_iter().map(|b| (File::Data(&b.name).address().path().to_owned(), b.bytes.into())).collect())
    }

    fn compile_pdf(&self, path: &str) -> Artifact {
        let all = pdf_jobs::all(self.shared.map());
        let Some(pdf_job) = all.iter().find(|pdf_job| pdf_job.path() == path) else { return Artifact::Unknown };
        let (pdf_compiler, failures) = self.pdf_compiler.get_or_init(|| {
            let mut meldingen = Meldingen::new();
            (PdfCompiler::new(self.theme, &mut meldingen), meldingen)
        });
        let mut meldingen = failures.clone();
        let pdf =
            pdf_compiler.as_ref().and_then(|d| pdf_job.make(d, &self.shared, self.web_options.today, &mut meldingen));
        // Keep what the last few PDFs were made of: it is reused for their next version.
        comemo::evict(8);
        let errors = meldingen.has_errors();
        let meldingen = meldingen.sorted();
        match pdf {
            Some(bytes) if !errors => Artifact::Done(bytes.into(), meldingen),
            _ => Artifact::PageError(meldingen),
        }
    }
}

fn from_files(files: &Files, path: &str) -> Artifact {
    match files {
        Ok(files) => files.get(path).map_or(Artifact::Unknown, |bytes| Artifact::Done(bytes.clone(), Vec::new())),
        Err(reason) => Artifact::Broken(reason.clone()),
    }
}

/// A sink that wants a single file.
struct SingleFile<'a> {
    path: &'a str,
    bytes: Mutex<Option<Arc<[u8]>>>,
}

impl<'a> SingleFile<'a> {
    fn new(path: &'a str) -> Self {
        Self { path, bytes: Mutex::default() }
    }

    fn artifact(&self, page_errors: Vec<PageError>) -> Artifact {
        let mut meldingen = Meldingen::new();
        for err in page_errors {
            match err {
                PageError::Melding(melding) => meldingen.push(*melding),
                PageError::Output(err) => return Artifact::Broken(err.message()),
            }
        }
        if meldingen.has_errors() {
            return Artifact::PageError(meldingen.sorted());
        }
        let bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner).take();
        bytes.map_or(Artifact::Unknown, |bytes| Artifact::Done(bytes, Vec::new()))
    }
}

impl Sink for SingleFile<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        if path == self.path {
            *self.bytes.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes.into());
        }
        Ok(())
    }

    fn wants(&self, path: &str) -> bool {
        path == self.path
    }

    fn wants_below(&self, dir: &str) -> bool {
        self.path.starts_with(dir)
    }
}
