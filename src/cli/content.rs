//! The content folder that a command works on: its definitions, and the whole site.

use std::path::Path;

use crate::files::Files;
use crate::load::{self, scholen_dir, school_of};
use crate::melding::{Melding, Meldingen, Severity};
use crate::model::catalogus::Catalogus;
use crate::model::site::Site;
use crate::scaffold::schemas;

use super::{Streams, report, stop};

/// The definitions: the built-in ones, and those of the content folder. The error is a message and a hint.
pub(super) fn catalogus(content: &Path, streams: &mut Streams<'_>) -> Result<Catalogus, (String, String)> {
    let display = content.to_string_lossy();
    let files = Files::disk(content, display.trim_end_matches('/')).map_err(|err| {
        let reason = crate::files::system_error(&err);
        let hint = "noem de map met --content, of begin met: steunwijzer init";
        (format!("map `{display}` kan niet gelezen worden ({reason})"), hint.to_owned())
    })?;
    let mut meldingen = Meldingen::new();
    let catalogus = Catalogus::read(&files, &mut meldingen);
    if definition_errors(meldingen, streams) {
        let hint = "verbeter eerst wat hierboven staat".to_owned();
        return Err(("er zijn fouten in lijsten, schalen of formaten".to_owned(), hint));
    }
    Ok(catalogus)
}

/// Brings the schemas for editors up to date. A disk that refuses is told, and stops nothing.
pub(super) fn refresh_schemas(content: &Path, streams: &mut Streams<'_>) {
    if let Err((path, err)) = schemas::refresh(content) {
        let reason = crate::files::system_error(&err);
        let line = format!("`{}` kan niet bijgewerkt worden ({reason}); uw editor helpt met het oude.", path.display());
        let _ = writeln!(streams.err, "{line}");
    }
}

/// The whole site, if it has no errors; otherwise they are printed, and the error is the exit code.
pub(super) fn site(content: &Path, streams: &mut Streams<'_>) -> Result<Site, u8> {
    site_for(content, |_| true, streams)
}

/// The site without schools that cannot be read, if there are no errors in what counts: the definitions, `site.yaml`,
/// and the schools for which `counts` says so (by slug). Otherwise they are printed, and the error is the exit code.
pub(super) fn site_for(content: &Path, counts: impl Fn(&str) -> bool, streams: &mut Streams<'_>) -> Result<Site, u8> {
    let (site, meldingen) = match load::load(content) {
        Ok(loaded) => loaded,
        Err(err) => return Err(stop(&err.0, "noem de map met --content, of begin met: steunwijzer init", streams)),
    };
    let dir = scholen_dir(content);
    let counts_too = |m: &Melding| m.severity == Severity::Error && school_of(m, &dir).is_none_or(&counts);
    let errors: Vec<_> = meldingen.sorted().into_iter().filter(counts_too).collect();
    match site {
        Some(site) if errors.is_empty() => Ok(site),
        _ => {
            let _ = write!(streams.err, "{}", report::human(&errors, streams.color()));
            let _ = writeln!(streams.err, "{} Er is niets geschreven.", report::counts_text(&errors));
            Err(1)
        }
    }
}

/// Reports the errors in definitions; returns whether there are any, and the command should stop.
pub(super) fn definition_errors(meldingen: Meldingen, streams: &mut Streams<'_>) -> bool {
    let errors: Vec<_> = meldingen.sorted().into_iter().filter(|m| m.severity == Severity::Error).collect();
    let _ = write!(streams.err, "{}", report::human(&errors, streams.color()));
    !errors.is_empty()
}
