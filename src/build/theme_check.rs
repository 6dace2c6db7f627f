//! What is wrong with a theme: read, and tried on all pages and PDFs of a site without writing any.

use crate::load;
use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::theme::Theme;

use super::{BuildOptions, BuildReport, BuildRun, EnvironmentError, Silent, Stopwatch, command_line};

/// What was found about a theme.
pub struct ThemeCheck {
    /// The messages about it.
    pub messages: Vec<Melding>,
    /// Whether it was tried on all pages and PDFs. Content with errors cannot be.
    pub tried: bool,
}

/// The messages about the theme of a site: its files, colours, letters and blocks, what `site.yaml` says wrong, and the names
/// that its templates ask for in vain.
///
/// # Errors
/// When the content cannot be read at all.
pub fn check_theme(build_options: &BuildOptions) -> Result<ThemeCheck, EnvironmentError> {
    let (site, meldingen) = load::load(&build_options.content).map_err(EnvironmentError::Content)?;
    let Some(site) = site else { return Ok(ThemeCheck { messages: meldingen.sorted(), tried: false }) };
    let requested = build_options.theme.as_ref().map(|name| command_line("--theme", name));
    let requested = requested.as_ref().or(site.gegevens.theme.as_ref());
    let mut own = Meldingen::new();
    // The house style stands there.
    let in_site = |message: &&Melding| message.severity == Severity::Error && message.file().ends_with("site.yaml");
    meldingen.iter().filter(in_site).for_each(|message| own.push(message.clone()));
    let mut was_tried = false;
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
        let about_it = |message: &&Melding| matches!(message.code, Code::ThemaError | Code::PdfError);
        tried.iter().filter(about_it).for_each(|message| own.push(message.clone()));
        was_tried = true;
        theme.report_names(&mut own);
    }
    Ok(ThemeCheck { messages: own.sorted(), tried: was_tried })
}
