//! The command `export`: the open data without a site, or a document as Markdown.

use std::path::{Path, PathBuf};

use crate::export;
use crate::model::site::{Document, School, Site};
use crate::output::replace_file;
use crate::pages::{Build, year_path};
use crate::regio::{Regio, shown};

use super::arguments::Export;
use super::content::site;
use super::report::did_you_mean_or;
use super::{Streams, not_written, report, stop};

/// `export`: the open data without a site around it, or one document as Markdown.
pub(super) fn export(arguments: &Export, streams: &mut Streams<'_>) -> u8 {
    let content = &arguments.content.dir;
    let site = match site(content, streams) {
        Ok(site) => site,
        Err(code) => return code,
    };
    let output = arguments.output.as_ref();
    if let Some(name) = &arguments.markdown {
        return markdown(&site, name, content, output, streams);
    }
    let dir = output.map_or(Path::new("data"), PathBuf::as_path);
    let files = match export::data::files(&Regio::new(&site)) {
        Ok(files) => files,
        Err(err) => return stop(&err.to_string(), "meld dit bij de makers van Steunwijzer", streams),
    };
    for file in files {
        let code = write(&dir.join(&file.name), &file.bytes, streams);
        if code != 0 {
            return code;
        }
    }
    0
}

/// Writes a file and prints its path; returns the exit code.
fn write(path: &Path, bytes: &[u8], streams: &mut Streams<'_>) -> u8 {
    if let Err(err) = replace_file(path, bytes) {
        let (message, hint) = not_written(path, &err);
        return stop(&message, &hint, streams);
    }
    let _ = writeln!(streams.out, "{}", path.display());
    0
}

/// `export --markdown DOCUMENT`.
fn markdown(site: &Site, name: &str, content: &Path, output: Option<&PathBuf>, streams: &mut Streams<'_>) -> u8 {
    let requested = short_path(name, content);
    let all = documenten(site);
    let profiel = site.school(&requested).map(|school| (school, school.profiel()));
    let found = match profiel {
        Some((school, Some(document))) => Some((Some(school), document)),
        Some((school, None)) => {
            let hint = match all.iter().find(|(path, ..)| path.starts_with(&format!("{}/", school.slug))) {
                Some((path, ..)) => format!("noem een document, zoals {path}"),
                None => "maak eerst een document, met: steunwijzer new schooljaar".to_owned(),
            };
            return stop(&format!("`{requested}` heeft geen gepubliceerd profiel"), &hint, streams);
        }
        None => all.iter().find(|(path, ..)| *path == requested).map(|(_, school, document)| (*school, *document)),
    };
    let Some((school, document)) = found else {
        let names = site.scholen.iter().map(|s| s.slug.as_str()).chain(all.iter().map(|(path, ..)| path.as_str()));
        let hint = did_you_mean_or(&requested, names, "noem de map van een school, of het pad van een document");
        return stop(&format!("er is geen document `{requested}`"), &hint, streams);
    };
    let regio = Regio::new(site);
    let map = shown::map(&regio, Build { with_pdf: true, concepten: false });
    let text = match export::markdown::document(&regio, &map, school, document) {
        Ok(text) => text,
        Err(melding) => {
            let _ = write!(streams.err, "{}", report::human(&[*melding], streams.color()));
            return 1;
        }
    };
    match output {
        Some(path) => write(path, text.as_bytes(), streams),
        None => {
            let _ = write!(streams.out, "{text}");
            0
        }
    }
}

/// A document as its author may type it: with or without the content folder, `scholen/` and `.yaml`.
fn short_path(name: &str, content: &Path) -> String {
    let path = Path::new(name);
    let path = path.strip_prefix(content).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let path = path.trim_start_matches("./").trim_end_matches('/');
    let path = path.strip_prefix("scholen/").unwrap_or(path);
    path.strip_suffix(".yaml").unwrap_or(path).to_owned()
}

/// All documents by path: `school/jaar/naam`, and `praktijk/naam`.
fn documenten(site: &Site) -> Vec<(String, Option<&School>, &Document)> {
    let of_scholen = site.scholen.iter().map(AsRef::as_ref).flat_map(|school: &School| {
        school.documenten.iter().map(move |document| (year_path(school, document), Some(school), document))
    });
    let examples = site.praktijk.iter().map(|document| (format!("praktijk/{}", document.name), None, document));
    of_scholen.chain(examples).collect()
}
