//! Reads what changed, checks everything, and shows the new version if it is good.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::build::command_line;
use crate::checks::{self, CheckCache};
use crate::files::read_log::ReadLog;
use crate::load::{Loader, NoContent};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::site::Site;
use crate::theme::Theme;

use super::http::ServerState;
use super::round::Round;
use super::{ReadReport, Server};

/// The content as it was read last.
pub(super) struct Content {
    server: Server,
    loader: Loader,
    check_cache: CheckCache,
    theme: Option<LoadedTheme>,
    /// Where the theme was last looked for and read from.
    theme_read_log: ReadLog,
}

/// Content that was read, and searched for errors alone.
pub(super) struct Unchecked {
    site: Option<Arc<Site>>,
    /// What came up while it was read.
    meldingen: Meldingen,
}

/// A theme that was read without any problem.
struct LoadedTheme {
    /// The theme that was asked for, and what the site says of its house style.
    requested: (Option<String>, String),
    read_log: ReadLog,
    theme: Arc<Theme>,
}

impl Content {
    pub(super) fn new(server: Server) -> Self {
        Self {
            loader: Loader::new(&server.content),
            server,
            check_cache: CheckCache::none(),
            theme: None,
            theme_read_log: ReadLog::none(),
        }
    }

    /// What was read and looked for last time.
    pub(super) fn read_log(&self) -> ReadLog {
        let all = self.loader.read_log();
        all.extend(&self.theme_read_log);
        all
    }

    /// Reads what is different and, when it is good, shows it from now on. Only errors are looked for: warnings are
    /// left to [`Self::run_checks`], for which no reader has to wait.
    pub(super) fn read(
        &mut self,
        changed: Vec<PathBuf>,
        since: Instant,
        state: &ServerState,
    ) -> Result<(ReadReport, Unchecked), NoContent> {
        // If the theme is not read this time, its files are not watched either.
        self.theme_read_log = ReadLog::none();
        let (site, mut meldingen) = self.loader.load()?;
        let site = site.map(Arc::new);
        // All messages, not only errors: `site.yaml` may turn a warning into an error.
        let mut errors = meldingen.clone();
        let theme = site.as_ref().and_then(|site| {
            self.check_cache.with_definitions(self.loader.definitions());
            checks::errors(site, Some(self.server.web_options.today), &mut self.check_cache, &mut errors);
            let mut of_theme = Meldingen::new();
            let theme = self.theme(site, &mut of_theme);
            errors.extend(of_theme.clone());
            meldingen.extend(of_theme);
            theme
        });
        let errors = errors.errors_only().sorted();
        let succeeded = match (&site, theme) {
            (Some(site), Some(theme)) if errors.is_empty() => {
                state.show(Round::start(Arc::clone(site), theme, self.server.web_options));
                true
            }
            _ => {
                state.show_errors(errors.clone());
                false
            }
        };
        let scholen = site.as_ref().map_or(0, |site| site.scholen.len());
        let report = ReadReport { changed, meldingen: errors, succeeded, scholen, duration: since.elapsed() };
        Ok((report, Unchecked { site, meldingen }))
    }

    /// All messages about what was read last, sorted by file and place.
    pub(super) fn run_checks(&mut self, unchecked: Unchecked) -> Vec<Melding> {
        let Unchecked { site, mut meldingen } = unchecked;
        if let Some(site) = &site {
            checks::recheck(site, Some(self.server.web_options.today), &mut self.check_cache, &mut meldingen);
        }
        meldingen.sorted()
    }

    /// Reports that the content folder is gone.
    pub(super) fn gone(&self, err: &NoContent, state: &ServerState) -> ReadReport {
        let path = self.server.content.to_string_lossy().into_owned();
        let melding = Melding::at_path(Code::FileMissing, path, err.0.clone());
        let meldingen = vec![melding.hint("zet de map terug; het voorbeeld gaat dan vanzelf verder")];
        state.show_errors(meldingen.clone());
        ReadReport { changed: Vec::new(), meldingen, succeeded: false, scholen: 0, duration: Duration::ZERO }
    }

    /// The theme: the one that was read before, unless something in it changed.
    fn theme(&mut self, site: &Site, meldingen: &mut Meldingen) -> Option<Arc<Theme>> {
        let commanded = self.server.theme.as_ref().map(|name| command_line("--theme", name));
        let requested = commanded.as_ref().or(site.gegevens.theme.as_ref());
        let name = (requested.map(|word| word.text.clone()), site.gegevens.huisstijl.said());
        if let Some(previous) =
            self.theme.take_if(|previous| previous.requested == name && previous.read_log.is_fresh())
        {
            self.theme_read_log = previous.read_log.clone();
            return Some(Arc::clone(&self.theme.insert(previous).theme));
        }
        let read_log = ReadLog::new();
        let mut own = Meldingen::new();
        let theme = Theme::read_with(&self.server.content, requested, &site.gegevens.huisstijl, &read_log, &mut own)
            .map(Arc::new);
        self.theme_read_log = read_log.clone();
        // A theme with messages is read again each time: they may point to a line of `site.yaml`, which moves.
        self.theme = theme.clone().filter(|_| own.iter().next().is_none()).map(|theme| LoadedTheme {
            requested: name,
            read_log,
            theme,
        });
        meldingen.extend(site.gegevens.controles.applied(own));
        theme
    }
}
