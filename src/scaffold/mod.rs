//! A start: a new site, a new school, an empty document, a new school year. Files are planned first, and written only
//! when none of them is there already.

pub mod document;
pub mod formaat;
pub mod schemas;
pub mod schooljaar;
pub mod theme;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::grammar::definitions::Definition;
use crate::model::catalogus::Catalogus;
use crate::model::date::Schooljaar;
use crate::model::formaat::Formaat;
use crate::output::{create_file, replace_file};
use crate::text::{one_line, slug};

use schemas::SCHEMA_DIR;

const SITE: &str = include_str!("../../builtin/new/site.yaml");
const SCHOOL: &str = include_str!("../../builtin/new/school.yaml");
const README: &str = include_str!("../../builtin/new/LEESMIJ.md");

/// Name of the profile in its year folder.
const PROFIEL: &str = "profiel.yaml";

/// Files that are to be written.
#[derive(Debug, Default)]
pub struct Plan {
    /// New files: none of them may exist.
    pub new: Vec<(PathBuf, Vec<u8>)>,
    /// Files that only we make: they are overwritten.
    pub again: Vec<(PathBuf, String)>,
}

/// Why nothing was written, or not all.
#[derive(Debug)]
pub enum ScaffoldError {
    /// A file is there already.
    AlreadyExists(PathBuf),
    /// A file cannot be written.
    Writing(PathBuf, io::Error),
    /// No name of a folder can be made of this name.
    NoName(String),
    /// A file of the old year cannot be read.
    Read(PathBuf, io::Error),
    /// The school has no documents of an earlier year.
    NothingToCarryOver(String),
}

impl fmt::Display for ScaffoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyExists(path) => write!(f, "`{}` bestaat al; er is niets geschreven", path.display()),
            Self::Writing(path, err) => {
                let reason = crate::files::system_error(err);
                write!(f, "`{}` kan niet geschreven worden ({reason})", path.display())
            }
            Self::Read(path, err) => {
                let reason = crate::files::system_error(err);
                write!(f, "`{}` kan niet gelezen worden ({reason})", path.display())
            }
            Self::NothingToCarryOver(school) => write!(f, "`{school}` heeft geen document van een eerder schooljaar"),
            Self::NoName(name) => write!(f, "van `{name}` kan geen mapnaam gemaakt worden"),
        }
    }
}

/// A new site with one example school, in a folder.
///
/// # Errors
/// Those of [`school`].
pub fn site(dir: &Path, formaat: &Formaat, catalogus: &Catalogus, year: Schooljaar) -> Result<Plan, ScaffoldError> {
    let content = dir.join("content");
    let mut plan = Plan::default();
    plan.new.push((dir.join("LEESMIJ.md"), README.into()));
    plan.new.push((dir.join(".gitignore"), "/output/\n/.output.*\n".into()));
    plan.new.push((dir.join(".vscode/settings.json"), settings().into_bytes()));
    plan.new.push((dir.join(".vscode/extensions.json"), extensions().into_bytes()));
    plan.new.push((content.join("site.yaml"), SITE.into()));
    plan.absorb(school(&content, "Voorbeeldschool", formaat, catalogus, year)?);
    Ok(plan)
}

/// A new school with an empty profile for one school year.
///
/// # Errors
/// When no folder can be named after it.
pub fn school(
    content: &Path,
    name: &str,
    formaat: &Formaat,
    catalogus: &Catalogus,
    year: Schooljaar,
) -> Result<Plan, ScaffoldError> {
    let slug = slug(name);
    if slug.is_empty() {
        return Err(ScaffoldError::NoName(name.to_owned()));
    }
    let dir = content.join("scholen").join(&slug);
    let schema = format!("../../../{SCHEMA_DIR}/{}.json", formaat.id);
    let mut plan = Plan::default();
    plan.new.push((dir.join("school.yaml"), SCHOOL.replace("{naam}", &yaml_text(name)).into_bytes()));
    plan.new.push((
        dir.join(year.to_string()).join(PROFIEL),
        document::empty(formaat, catalogus, year, Some(&schema)).into_bytes(),
    ));
    let schemas = std::iter::once(schemas::of_formaat(formaat, catalogus)).chain(schemas::of_definitions(catalogus));
    plan.again.extend(schemas.map(|(path, text)| (content.join(path), text)));
    Ok(plan)
}

/// Text as a value in YAML: quoted unless it is plain, so that nothing in it means something else.
fn yaml_text(text: &str) -> String {
    let line = one_line(text);
    let plain = |c: char| c.is_alphanumeric() || " .()&'".contains(c);
    let starts_well = line.starts_with(char::is_alphabetic);
    if starts_well && line.chars().all(plain) { line } else { format!("'{}'", line.replace('\'', "''")) }
}

fn settings() -> String {
    let schemas: Map<String, Value> = Definition::ALL
        .into_iter()
        .map(|definition| {
            (
                format!("./content/{SCHEMA_DIR}/{}", schemas::name(definition)),
                format!("content/{}", definition.pattern()).into(),
            )
        })
        .collect();
    let value = json!({
        "[yaml]": {"editor.insertSpaces": true, "editor.tabSize": 2, "editor.autoIndent": "keep"},
        "yaml.completion": true,
        "yaml.hover": true,
        "yaml.validate": true,
        "yaml.schemaStore.enable": false,
        "yaml.schemas": schemas,
    });
    format!("{value:#}\n")
}

fn extensions() -> String {
    format!("{:#}\n", json!({"recommendations": ["redhat.vscode-yaml"]}))
}

impl Plan {
    fn absorb(&mut self, other: Self) {
        self.new.extend(other.new);
        self.again.extend(other.again);
    }

    /// Writes the files; returns the paths of the new ones.
    ///
    /// # Errors
    /// When one of them is there already (then nothing is written), or the disk refuses.
    pub fn write(self) -> Result<Vec<PathBuf>, ScaffoldError> {
        // A link that leads nowhere is in the way too.
        if let Some((path, _)) = self.new.iter().find(|(path, _)| fs::symlink_metadata(path).is_ok()) {
            return Err(ScaffoldError::AlreadyExists(path.clone()));
        }
        for (path, text) in &self.again {
            replace_file(path, text.as_ref()).map_err(|err| ScaffoldError::Writing(path.clone(), err))?;
        }
        let mut out = Vec::new();
        for (path, bytes) in self.new {
            create_file(&path, &bytes).map_err(|err| ScaffoldError::Writing(path.clone(), err))?;
            out.push(path);
        }
        Ok(out)
    }
}
