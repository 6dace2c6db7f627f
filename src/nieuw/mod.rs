//! A start: a new site, a new school, an empty document. Files are planned first and written only when none of them
//! is there already.

pub mod document;
pub mod schooljaar;

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::export::schema;
use crate::model::catalogus::Catalogus;
use crate::model::datum::Schooljaar;
use crate::model::formaat::Formaat;
use crate::tekst::slug;

const SITE: &str = include_str!("../../ingebouwd/nieuw/site.yaml");
const SCHOOL: &str = include_str!("../../ingebouwd/nieuw/school.yaml");
const LEESMIJ: &str = include_str!("../../ingebouwd/nieuw/LEESMIJ.md");

/// Folder in `content/` with the JSON Schemas that editors use.
pub const SCHEMAMAP: &str = ".schema";

/// Name of the profile in its year folder.
const PROFIEL: &str = "profiel.yaml";

/// Files that are to be written.
#[derive(Debug, Default)]
pub struct Plan {
    /// New files: none of them may exist.
    pub nieuw: Vec<(PathBuf, Vec<u8>)>,
    /// Files of ours that are made anew.
    pub opnieuw: Vec<(PathBuf, String)>,
}

/// Why nothing was written, or not all.
#[derive(Debug)]
pub enum NieuwFout {
    /// A file is there already.
    BestaatAl(PathBuf),
    /// A file cannot be written.
    Schrijven(PathBuf, io::Error),
    /// Nothing is left of a name that can be a folder.
    GeenNaam(String),
    /// A file of the old year cannot be read.
    Lezen(PathBuf, io::Error),
    /// The school has no documents of an earlier year.
    NietsOver(String),
}

impl fmt::Display for NieuwFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BestaatAl(pad) => write!(f, "`{}` bestaat al; er is niets geschreven", pad.display()),
            Self::Schrijven(pad, fout) => {
                let reden = crate::model::bestanden::systeemfout(fout);
                write!(f, "`{}` kan niet geschreven worden ({reden})", pad.display())
            }
            Self::Lezen(pad, fout) => {
                let reden = crate::model::bestanden::systeemfout(fout);
                write!(f, "`{}` kan niet gelezen worden ({reden})", pad.display())
            }
            Self::NietsOver(school) => write!(f, "`{school}` heeft geen document van een eerder schooljaar"),
            Self::GeenNaam(naam) => write!(f, "van `{naam}` kan geen mapnaam gemaakt worden"),
        }
    }
}

/// A new site with one example school, in a folder.
pub fn site(map: &Path, formaat: &Formaat, catalogus: &Catalogus, jaar: Schooljaar) -> Result<Plan, NieuwFout> {
    let content = map.join("content");
    let mut plan = Plan::default();
    plan.nieuw.push((map.join("LEESMIJ.md"), LEESMIJ.into()));
    plan.nieuw.push((map.join(".gitignore"), "/output/\n/.output.*\n".into()));
    plan.nieuw.push((map.join(".vscode/settings.json"), instellingen().into_bytes()));
    plan.nieuw.push((map.join(".vscode/extensions.json"), uitbreidingen().into_bytes()));
    plan.nieuw.push((content.join("site.yaml"), SITE.into()));
    plan.neem_bij(school(&content, "Voorbeeldschool", formaat, catalogus, jaar)?);
    Ok(plan)
}

/// A new school with an empty profile for one school year.
///
/// # Errors
/// When no folder can be named after it.
pub fn school(
    content: &Path,
    naam: &str,
    formaat: &Formaat,
    catalogus: &Catalogus,
    jaar: Schooljaar,
) -> Result<Plan, NieuwFout> {
    let slug = slug(naam);
    if slug.is_empty() {
        return Err(NieuwFout::GeenNaam(naam.to_owned()));
    }
    let map = content.join("scholen").join(&slug);
    let schema = format!("../../../{SCHEMAMAP}/{}.json", formaat.id);
    let mut plan = Plan::default();
    plan.nieuw.push((map.join("school.yaml"), SCHOOL.replace("{naam}", &yaml_tekst(naam)).into_bytes()));
    plan.nieuw
        .push((map.join(jaar.to_string()).join(PROFIEL), document::leeg(formaat, jaar, Some(&schema)).into_bytes()));
    let json = format!("{:#}\n", schema::schema(formaat, catalogus));
    plan.opnieuw.push((content.join(SCHEMAMAP).join(format!("{}.json", formaat.id)), json));
    Ok(plan)
}

/// Text as a value in YAML: quoted, so that nothing in it means something else.
fn yaml_tekst(tekst: &str) -> String {
    let een_regel = tekst.split_whitespace().collect::<Vec<_>>().join(" ");
    let gewoon = |c: char| c.is_alphanumeric() || " .()&'".contains(c);
    let begint_goed = een_regel.starts_with(char::is_alphabetic);
    if begint_goed && een_regel.chars().all(gewoon) {
        een_regel
    } else {
        format!("'{}'", een_regel.replace('\'', "''"))
    }
}

fn instellingen() -> String {
    let waarde = json!({
        "[yaml]": {"editor.insertSpaces": true, "editor.tabSize": 2, "editor.autoIndent": "keep"},
        "yaml.completion": true,
        "yaml.hover": true,
        "yaml.validate": true,
        "yaml.schemaStore.enable": false,
    });
    format!("{waarde:#}\n")
}

fn uitbreidingen() -> String {
    format!("{:#}\n", json!({"recommendations": ["redhat.vscode-yaml"]}))
}

impl Plan {
    fn neem_bij(&mut self, ander: Self) {
        self.nieuw.extend(ander.nieuw);
        self.opnieuw.extend(ander.opnieuw);
    }

    /// Writes the files; returns the paths of the new ones.
    ///
    /// # Errors
    /// When one of them is there already (then nothing is written), or the disk refuses.
    pub fn schrijf(self) -> Result<Vec<PathBuf>, NieuwFout> {
        // A link that leads nowhere is in the way too.
        if let Some((pad, _)) = self.nieuw.iter().find(|(pad, _)| fs::symlink_metadata(pad).is_ok()) {
            return Err(NieuwFout::BestaatAl(pad.clone()));
        }
        for (pad, tekst) in &self.opnieuw {
            map_van(pad)
                .and_then(|()| fs::write(pad, tekst))
                .map_err(|fout| NieuwFout::Schrijven(pad.clone(), fout))?;
        }
        let mut uit = Vec::new();
        for (pad, bytes) in self.nieuw {
            let schrijf = || {
                map_van(&pad)?;
                fs::File::create_new(&pad)?.write_all(&bytes)
            };
            schrijf().map_err(|fout| NieuwFout::Schrijven(pad.clone(), fout))?;
            uit.push(pad);
        }
        Ok(uit)
    }
}

fn map_van(pad: &Path) -> io::Result<()> {
    pad.parent().map_or(Ok(()), fs::create_dir_all)
}
