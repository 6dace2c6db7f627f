//! Commands for themes: `theme new` and `theme check`.

use std::fs;

use crate::build::{self, BuildOptions, EnvironmentError, ThemeCheck};
use crate::melding::counts;
use crate::output::create_file;
use crate::reading::{id_hint, is_id};
use crate::{scaffold, theme};

use super::arguments::{CheckTheme, NewTheme};
use super::build::{NO_CONTENT, reference_date};
use super::{Streams, not_written, report, stop};

/// `theme new NAAM`: a folder in `themas/` with every token explained.
pub(super) fn new(arguments: &NewTheme, streams: &mut Streams<'_>) -> u8 {
    let (name, content) = (arguments.name.as_str(), arguments.content.dir.as_path());
    if !is_id(name) {
        return stop(&format!("`{name}` kan geen naam van een thema zijn"), &id_hint(name), streams);
    }
    if name == theme::DEFAULT_NAME {
        return stop("`standaard` is het ingebouwde thema", "kies een andere naam", streams);
    }
    if !content.is_dir() {
        let message = format!("er is geen map `{}`", content.display());
        return stop(&message, "noem de map met --content, of begin met: steunwijzer init", streams);
    }
    let folder = content.join(theme::FOLDER).join(name);
    if fs::symlink_metadata(&folder).is_ok() {
        return stop(&format!("`{}` bestaat al", folder.display()), "kies een andere naam", streams);
    }
    let mut made = Vec::new();
    for (file, text) in scaffold::theme::files(name) {
        let path = folder.join(file);
        if let Err(err) = create_file(&path, text.as_bytes()) {
            let (message, hint) = not_written(&path, &err);
            return stop(&message, &hint, streams);
        }
        made.push(format!("  {}", path.display()));
    }
    let _ = writeln!(
        streams.out,
        "Gemaakt:\n{}\nGebruik het met `thema: {name}` in `site.yaml`, en kijk het na met: steunwijzer theme check",
        made.join("\n")
    );
    0
}

/// `theme check`: what is wrong with the theme of a site, and nothing else.
pub(super) fn check(arguments: &CheckTheme, streams: &mut Streams<'_>) -> u8 {
    let today = match reference_date(None) {
        Ok(today) => today,
        Err(message) => return stop(&message, "schrijf jaar, maand en dag, zoals 2026-11-22", streams),
    };
    let options = BuildOptions {
        content: arguments.content.dir.clone(),
        output: None,
        theme: arguments.theme.clone(),
        pdf: true,
        strict: false,
        skip_broken: false,
        today,
    };
    match build::check_theme(&options) {
        Ok(ThemeCheck { messages, tried }) => {
            let text = report::human(&messages, streams.color());
            let counted = match (messages.is_empty(), tried) {
                (true, true) => "Het thema is in orde.".to_owned(),
                (true, false) => {
                    "Het thema is niet op bladzijden geprobeerd, want in de inhoud staan fouten. Kijk die na met: \
                                  steunwijzer check"
                        .to_owned()
                }
                (false, _) => report::counts_text(&messages),
            };
            let _ = writeln!(streams.err, "{text}{counted}");
            u8::from(counts(&messages).0 > 0 || !tried)
        }
        Err(EnvironmentError::Content(err)) => stop(&err.0, NO_CONTENT, streams),
        Err(_) => stop("het thema kan niet nagekeken worden", "probeer het met: steunwijzer check", streams),
    }
}
