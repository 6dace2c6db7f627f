//! A new school year: the folder of the latest earlier year, copied forward. What was true then is no promise for the
//! new year, so the copy is a concept, its dates are empty, and every section waits until somebody has checked it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::files::filenames;
use crate::melding::Meldingen;
use crate::model::date::Schooljaar;
use crate::model::site::{Document, School};
use crate::source::Source;
use crate::yaml::patch::{self, Patch};
use crate::yaml::{self, Entry, Node};

use super::{Plan, ScaffoldError};

/// The files of a new school year of a school, and the year they come from.
///
/// # Errors
/// When the school has nothing from an earlier year, or a file cannot be read.
pub fn plan(content: &Path, school: &School, to: Schooljaar) -> Result<(Plan, Schooljaar), ScaffoldError> {
    let earlier = school.documenten.iter().filter_map(|d| d.schooljaar).filter(|year| *year < to).max();
    let from = earlier.ok_or_else(|| ScaffoldError::NothingToCarryOver(school.slug.clone()))?;
    let dir = content.join("scholen").join(&school.slug);
    let (old, new) = (dir.join(from.to_string()), dir.join(to.to_string()));
    let mut plan = Plan::default();
    copy_folder(&old, &new, &mut plan)?;
    for document in school.documenten.iter().filter(|d| d.schooljaar == Some(from)) {
        let path = new.join(format!("{}.yaml", document.name));
        for (_, bytes) in plan.new.iter_mut().filter(|(own, _)| *own == path) {
            if let Some(text) = carry_forward(&String::from_utf8_lossy(bytes), document, from, to) {
                *bytes = text.into_bytes();
            }
        }
    }
    Ok((plan, from))
}

/// Plans a copy of all files of a folder and of the folders in it, except what programs leave behind; symbolic links
/// are not copied.
fn copy_folder(old: &Path, new: &Path, plan: &mut Plan) -> Result<(), ScaffoldError> {
    let err = |err| ScaffoldError::Read(old.to_owned(), err);
    let mut dir_entries: Vec<fs::DirEntry> = fs::read_dir(old).map_err(err)?.collect::<Result<_, _>>().map_err(err)?;
    dir_entries.sort_by_key(fs::DirEntry::file_name);
    for dir_entry in dir_entries {
        if filenames::is_by_product(&dir_entry.file_name().to_string_lossy()) {
            continue;
        }
        let (path, target) = (dir_entry.path(), new.join(dir_entry.file_name()));
        let kind = dir_entry.file_type().map_err(|err| ScaffoldError::Read(path.clone(), err))?;
        if kind.is_dir() {
            copy_folder(&path, &target, plan)?;
        } else if kind.is_file() {
            let bytes = fs::read(&path).map_err(|err| ScaffoldError::Read(path, err))?;
            plan.new.push((target, bytes));
        }
    }
    Ok(())
}

/// The text of a document for the new year; nothing else in it changes.
fn carry_forward(text: &str, document: &Document, from: Schooljaar, to: Schooljaar) -> Option<String> {
    let source = Source::new("document.yaml", text);
    let root = yaml::read(&source, &mut Meldingen::new())?;
    let entries = root.as_map()?;
    let mut patches = Vec::new();
    for (i, entry) in entries.iter().enumerate() {
        match entry.key.as_str() {
            "schooljaar" => patches.push(patch::replace(entry, &to.to_string())),
            // The old dates no longer hold, and must not be taken for new ones.
            "peildatum" | "vastgesteld" | "geldig-tot" if !entry.value.is_empty() => {
                patches.push(patch::replace(entry, &format!("  # in {from}: {}", entry.value.span.text().trim())));
            }
            "status" | "overgenomen-uit" | "gecontroleerd" => patches.extend(patch::remove(&root, i)),
            "secties" => patches.extend(without_check_dates(entry)),
            _ => {}
        }
    }
    let anchor =
        entries.iter().find(|p| p.key == "schooljaar").or_else(|| entries.iter().find(|p| p.key == "formaat"))?;
    let mut lines = String::new();
    if anchor.key != "schooljaar" {
        let _ = writeln!(lines, "schooljaar: {to}");
    }
    let _ = write!(
        lines,
        "status: concept  # haal deze regel weg als alles is nagekeken en het document openbaar mag zijn\n\
         overgenomen-uit: {from}\n\
         gecontroleerd:  # zet achter elke sectie die u hebt nagekeken de datum, zoals 2025-09\n"
    );
    for sectie in document.formaat.secties().filter(|s| document.antwoorden.contains_key(&s.id)) {
        let _ = writeln!(lines, "  {}:", sectie.id);
    }
    patches.push(patch::add_after(anchor, &lines));
    Some(patch::apply(text, patches))
}

/// The changes that take from sections the date on which they were checked.
fn without_check_dates(secties: &Entry) -> Vec<Patch> {
    let all: &[Entry] = secties.value.as_map().unwrap_or_default();
    let date = |sectie: &Node| {
        let index = sectie.as_map()?.iter().position(|p| p.key == "gecontroleerd")?;
        patch::remove(sectie, index)
    };
    all.iter().filter_map(|sectie| date(&sectie.value)).collect()
}
