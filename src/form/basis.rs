//! The document that a form starts from: the existing one, last year's copied forward, or an empty one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::{Files, Overlay};
use crate::melding::Meldingen;
use crate::model::catalogus::Catalogus;
use crate::model::date::Schooljaar;
use crate::model::formaat::Formaat;
use crate::model::site::{Document, School};
use crate::scaffold::{self, Plan, ScaffoldError};
use crate::source::Source;
use crate::yaml::{self, Node};

/// The file name, without `.yaml`, of a document that has none yet.
pub const PROFIEL: &str = "profiel";

/// A document to start from.
#[derive(Debug)]
pub struct FormBasis {
    /// Its file.
    pub path: PathBuf,
    /// Its text, with the tree.
    pub source: Arc<Source>,
    /// Its tree.
    pub root: Node,
    /// Files to be written with it, because they do not exist yet.
    pub added: Overlay,
    /// Files of our own that are regenerated with it.
    pub schemas: Vec<(PathBuf, String)>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where the starting document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It existed already.
    Existing,
    /// Copied forward from another school year.
    CarriedForward(Schooljaar),
    /// It is new.
    New,
}

/// Why there is nothing to start from.
#[derive(Debug)]
pub enum NoFormBasis {
    /// The document cannot be read as YAML, or as text.
    Unreadable(PathBuf),
    /// It follows another format.
    OtherFormaat(PathBuf, String),
    /// A new one cannot be planned.
    New(ScaffoldError),
}

impl NoFormBasis {
    /// What is wrong, and how to fix it.
    pub fn message_and_hint(&self) -> (String, String) {
        let hint = "kijk na met: steunwijzer check".to_owned();
        match self {
            Self::Unreadable(path) => (format!("`{}` kan niet gelezen worden", path.display()), hint),
            Self::OtherFormaat(path, other) => (
                format!("`{}` volgt een ander formaat: `{other}`", path.display()),
                format!("maak een formulier van dat formaat: steunwijzer form {other}"),
            ),
            Self::New(err) => (err.to_string(), hint),
        }
    }
}

/// Which document is asked for.
#[derive(Debug, Clone, Copy)]
pub struct BasisRequest<'a> {
    /// The content folder.
    pub content: &'a Path,
    /// Definitions.
    pub catalogus: &'a Catalogus,
    /// The format.
    pub formaat: &'a Formaat,
    /// The school, if it exists.
    pub school: Option<&'a School>,
    /// Name for a school that does not exist yet.
    pub name: &'a str,
    /// The school year.
    pub year: Schooljaar,
    /// Name of the document, without `.yaml`.
    pub document: &'a str,
}

/// The document that a form is about when none is named: the school's newest in this format.
pub fn newest<'s>(school: &'s School, formaat: &str) -> Option<&'s Document> {
    school.documenten.iter().filter(|d| d.formaat.id == formaat && d.schooljaar.is_some()).max_by_key(|d| d.schooljaar)
}

/// The document to start from.
///
/// # Errors
/// When the existing one cannot be read or follows another format, or no new one can be planned.
pub fn find(request: &BasisRequest<'_>) -> Result<FormBasis, NoFormBasis> {
    let BasisRequest { content, school, year, document, .. } = request;
    let Some(school) = school else { return new(request) };
    let dir = content.join("scholen").join(&school.slug);
    let path = dir.join(year.to_string()).join(format!("{document}.yaml"));
    if path.exists() {
        return existing(request, path);
    }
    let earlier = |d: &&Document| d.name == *document && d.formaat.id == request.formaat.id;
    let year_dir_free = !dir.join(year.to_string()).exists();
    if year_dir_free
        && school.documenten.iter().filter(earlier).any(|d| d.schooljaar < Some(*year) && d.schooljaar.is_some())
    {
        let (plan, from) = scaffold::schooljaar::plan(content, school, *year).map_err(NoFormBasis::New)?;
        if plan.new.iter().any(|(own, _)| *own == path) {
            return from_plan(plan, path, Origin::CarriedForward(from));
        }
    }
    new(request)
}

fn existing(request: &BasisRequest<'_>, path: PathBuf) -> Result<FormBasis, NoFormBasis> {
    let unreadable = || NoFormBasis::Unreadable(path.clone());
    let (dir, name) = (path.parent().ok_or_else(unreadable)?, path.file_name().ok_or_else(unreadable)?);
    let files = Files::disk(request.content, "").map_err(|_| unreadable())?;
    let below = dir.strip_prefix(request.content).map_err(|_| unreadable())?.to_string_lossy().replace('\\', "/");
    let files = files.below(&below).confine().map_err(|_| unreadable())?;
    // Line ends and a byte order mark are kept.
    let source = files.read_verbatim(&name.to_string_lossy()).ok_or_else(unreadable)?;
    let root = yaml::read(&source, &mut Meldingen::new()).ok_or_else(unreadable)?;
    let formaat = root.find("formaat").and_then(Node::as_text).unwrap_or_default().trim();
    if formaat != request.formaat.id {
        return Err(NoFormBasis::OtherFormaat(path, formaat.to_owned()));
    }
    Ok(FormBasis { path, source, root, added: Overlay::new(), schemas: Vec::new(), origin: Origin::Existing })
}

fn new(request: &BasisRequest<'_>) -> Result<FormBasis, NoFormBasis> {
    let BasisRequest { content, catalogus, formaat, school, name, year, document } = request;
    let name = school.map_or(*name, |s| &s.name);
    let mut plan = scaffold::school(content, name, formaat, catalogus, *year).map_err(NoFormBasis::New)?;
    let dir = match school {
        Some(school) => content.join("scholen").join(&school.slug),
        None => content.join("scholen").join(crate::text::slug(name)),
    };
    let path = dir.join(year.to_string()).join(format!("{document}.yaml"));
    // From the plan for a new school, an existing one only needs the document.
    if school.is_some() {
        plan.new.retain(|(own, _)| own.file_name().is_some_and(|name| name != "school.yaml"));
    }
    for (own, _) in plan.new.iter_mut().filter(|(own, _)| own.ends_with("profiel.yaml")) {
        *own = path.clone();
    }
    from_plan(plan, path, Origin::New)
}

fn from_plan(plan: Plan, path: PathBuf, origin: Origin) -> Result<FormBasis, NoFormBasis> {
    let unreadable = || NoFormBasis::Unreadable(path.clone());
    let Plan { new, again } = plan;
    let added: Overlay = new.into_iter().collect();
    let bytes = added.get(&path).ok_or_else(unreadable)?.clone();
    let mut meldingen = Meldingen::new();
    let display = path.to_string_lossy().replace('\\', "/");
    let source = yaml::to_source(&display, bytes, &mut meldingen).ok_or_else(unreadable)?;
    let root = yaml::read(&source, &mut meldingen).ok_or_else(unreadable)?;
    Ok(FormBasis { path, source, root, added, schemas: again, origin })
}

impl FormBasis {
    /// The folder of the document, with the files in `overlay` on top.
    ///
    /// # Errors
    /// When the content folder cannot be entered.
    pub fn dir(&self, content: &Path, overlay: Arc<Overlay>) -> std::io::Result<Files> {
        let dir = self.path.parent().unwrap_or(content);
        let below = dir.strip_prefix(content).unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
        let files = Files::disk_with(content, "", overlay)?.below(&below);
        Ok(files.confine().unwrap_or(files))
    }
}
