//! What is wrong with a theme: read, and tried on all pages and PDFs of a site without writing any.

use crate::load;
use crate::melding::{Code, Melding, Meldingen};
use crate::theme::Theme;

use super::{BuildOptions, BuildReport, BuildRun, EnvironmentError, Silent, Stopwatch, command_line};

/// The messages about the theme of a site: its files, colours, letters and blocks, and the names that its templates ask for
/// in vain. Content with errors is not tried on it.
///
/// # Errors
/// When the content cannot be read at all.
pub fn check_theme(build_options: &BuildOptions) -> Result<Vec<Melding>, EnvironmentError> {
    let (site, meldingen) = load::load(&build_options.content).map_err(EnvironmentError::Content)?;
    let Some(site) = site else { return Ok(meldingen.sorted()) };
    let requested = build_options.theme.as_ref().map(|name| command_line("--theme", name));
    let requested = requested.as_ref().or(site.gegevens.theme.as_ref());
    let mut own = Meldingen::new();
    let theme = Theme::read(&build_options.content, requested, &site.gegevens.huisstijl, &mut own);
    if let Some(mut theme) = theme
        && own.counts().0 == 0
        && meldingen.counts().0 == 0
    {
        theme.watches = true;
        let mut tried = Meldingen::new();
        let mut report = BuildReport::of(Some(&site));
        let build_run = BuildRun::new(build_options, &site, &theme, None, &Silent);
        build_run.run(&mut Stopwatch::start(), &mut tried, &mut report)?;
        drop(build_run);
        tried.iter().filter(|message| message.code == Code::ThemaError).for_each(|message| own.push(message.clone()));
        theme.report_names(&mut own);
    }
    Ok(own.sorted())
}
