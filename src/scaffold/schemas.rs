//! The JSON Schemas in `content/.schema/`, with which an editor helps to write the files of a site. Only we make them, so they are
//! written again whenever they are out of date.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::export::schema;
use crate::files::Files;
use crate::grammar::definitions::Definition;
use crate::load::builtin_formaten;
use crate::melding::Meldingen;
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Formaat;
use crate::output::replace_file;

/// Folder in `content/` with the schemas.
pub const SCHEMA_DIR: &str = ".schema";

/// The schema of a format: its path below the content folder, and its text.
pub(super) fn of_formaat(formaat: &Formaat, catalogus: &Catalogus) -> (PathBuf, String) {
    let path = Path::new(SCHEMA_DIR).join(format!("{}.json", formaat.id));
    (path, format!("{:#}\n", schema::schema(formaat, catalogus)))
}

/// The schemas of the files that define a site: their paths below the content folder, and their texts. No id has a dot, so
/// none is named as that of a format.
pub(super) fn of_definitions(catalogus: &Catalogus) -> Vec<(PathBuf, String)> {
    let one = |definition: Definition| {
        let path = Path::new(SCHEMA_DIR).join(name(definition));
        (path, format!("{:#}\n", schema::of_definition(definition, catalogus)))
    };
    Definition::ALL.into_iter().map(one).collect()
}

/// The name of the schema of a file that defines something.
pub(super) fn name(definition: Definition) -> String {
    format!("{}.yaml.json", definition.name())
}

/// Brings the schemas of a content folder up to date: those that are there, and those of the site's own formats. Without a
/// folder of schemas, which `steunwijzer init` makes, there is nothing to do. Returns what was written.
///
/// # Errors
/// When the disk refuses one of them, with its path; the others are written.
pub fn refresh(content: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let dir = content.join(SCHEMA_DIR);
    // A link may lead out of the content folder.
    if !fs::symlink_metadata(&dir).is_ok_and(|there| there.is_dir()) {
        return Ok(Vec::new());
    }
    let Ok(files) = Files::disk(content, &content.to_string_lossy()) else { return Ok(Vec::new()) };
    let catalogus = Catalogus::read(&files, &mut Meldingen::new());
    let builtin = builtin_formaten();
    let wanted = |formaat: &&std::sync::Arc<Formaat>| {
        !builtin.contains_key(&formaat.id) || dir.join(format!("{}.json", formaat.id)).is_file()
    };
    let formaten = catalogus.formaten.values().filter(wanted).map(|formaat| of_formaat(formaat, &catalogus));
    let (mut written, mut failed) = (Vec::new(), None);
    for (path, text) in formaten.chain(of_definitions(&catalogus)) {
        let path = content.join(path);
        if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
            continue;
        }
        match replace_file(&path, text.as_bytes()) {
            Ok(()) => written.push(path),
            Err(err) => failed = Some((path, err)),
        }
    }
    failed.map_or(Ok(written), Err)
}
