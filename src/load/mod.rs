//! From a content folder to a [`Site`]: reads every file and collects every problem.

mod controles;
mod definitions;
mod document;
pub(crate) mod huisstijl;
mod norm;
mod school;
mod site;
pub(crate) mod unread;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::files::filenames;
use crate::files::read_log::ReadLog;
use crate::files::{Files, Overlay};
use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::model::catalogus::Catalogus;
use crate::model::site::{Document, School, Site};
use crate::normal;
use crate::reading::texts;
use crate::reading::{id_hint, is_id};
use crate::source::Span;
use crate::text::{LinkTarget, Markdown};

pub use definitions::builtin_formaten;
pub use document::with_own_secties;

/// Folder of the practice examples, and of their files in the output.
const PRAKTIJK: &str = "praktijk";

/// A content folder that cannot be read at all.
#[derive(Debug)]
pub struct NoContent(pub String);

/// Reads a content folder; `None` when even `site.yaml` cannot be used.
///
/// # Errors
/// When the folder is not there or cannot be entered.
pub fn load(content: &Path) -> Result<(Option<Site>, Meldingen), NoContent> {
    load_with(content, Arc::default())
}

/// The folder of all schools as messages show it, with a `/` at the end.
pub fn scholen_dir(content: &Path) -> String {
    format!("{}/scholen/", display(content))
}

/// The slug of the school that a message is about; `dir` is that of [`scholen_dir`].
pub fn school_of<'a>(melding: &'a Melding, dir: &str) -> Option<&'a str> {
    let rest = melding.file().strip_prefix(dir)?;
    rest.split('/').next().filter(|slug| !slug.is_empty())
}

/// The content folder as messages show it.
fn display(content: &Path) -> String {
    content.to_string_lossy().trim_end_matches('/').replace('\\', "/")
}

/// Reads a content folder as it would be with the files of the overlay written.
///
/// # Errors
/// When the folder is not there or cannot be entered.
pub fn load_with(content: &Path, overlay: Arc<Overlay>) -> Result<(Option<Site>, Meldingen), NoContent> {
    Loader { remember: false, overlay, ..Loader::new(content) }.load()
}

/// Reads a content folder again and again. The definitions and each school are reused if they did not change on disk
/// since the last time. The outcome is that of [`load`].
#[derive(Debug)]
pub struct Loader {
    content: PathBuf,
    /// Files that replace those on disk.
    overlay: Arc<Overlay>,
    /// Whether to remember what is read.
    remember: bool,
    catalogus: Option<LoadedPart<Catalogus>>,
    scholen: BTreeMap<String, LoadedPart<Option<Arc<School>>>>,
    /// What else was read.
    rest_log: ReadLog,
}

/// A part that was read, with the problems in it and the files it was read from.
#[derive(Debug, Clone)]
struct LoadedPart<T> {
    value: T,
    meldingen: Meldingen,
    read_log: ReadLog,
}

impl<T> LoadedPart<T> {
    /// `read_log` remembers what is read; see [`ReadLog::after`].
    fn read(read_log: ReadLog, read: impl FnOnce(&ReadLog, &mut Meldingen) -> T) -> Self {
        let mut meldingen = Meldingen::new();
        let value = read(&read_log, &mut meldingen);
        read_log.finish();
        Self { value, meldingen, read_log }
    }
}

impl Loader {
    /// A loader that has read nothing yet.
    pub fn new(content: &Path) -> Self {
        Self {
            content: content.to_owned(),
            overlay: Arc::default(),
            remember: true,
            catalogus: None,
            scholen: BTreeMap::new(),
            rest_log: ReadLog::none(),
        }
    }

    /// All that was read or looked for the last time.
    pub fn read_log(&self) -> ReadLog {
        let all = ReadLog::new();
        all.extend(&self.rest_log);
        self.catalogus.iter().for_each(|part| all.extend(&part.read_log));
        self.scholen.values().for_each(|part| all.extend(&part.read_log));
        all
    }

    /// A hash of the definitions that were read last, and of the practice examples and other texts beside the schools.
    pub fn definitions(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.rest_log.sum(|path| !path.ends_with("site.yaml")).hash(&mut hasher);
        self.catalogus.iter().for_each(|part| part.read_log.sum(|_| true).hash(&mut hasher));
        hasher.finish()
    }

    /// Reads what is new or changed; `None` when even `site.yaml` cannot be used.
    ///
    /// # Errors
    /// When the folder is not there or cannot be entered.
    pub fn load(&mut self) -> Result<(Option<Site>, Meldingen), NoContent> {
        self.rest_log = self.read_log_after(Some(&self.rest_log));
        self.rest_log.is_dir(&self.content);
        let display = display(&self.content);
        let files = Files::disk_with(&self.content, &display, Arc::clone(&self.overlay)).map_err(|err| {
            (self.catalogus, self.scholen) = (None, BTreeMap::new());
            let reason = crate::files::system_error(&err);
            NoContent(format!("map `{display}` kan niet gelezen worden ({reason})"))
        })?;
        let mut meldingen = Meldingen::new();
        let (catalogus, new) = self.catalogus(&files, &mut meldingen);
        let files = files.with_read_log(&self.rest_log).unread();
        let gegevens = site::read(&files, &catalogus, &mut meldingen);
        let (scholen, broken_scholen) = self.scholen(&files, &catalogus, new, &mut meldingen);
        let dir = files.below(PRAKTIJK);
        let mut praktijk_meldingen = Meldingen::new();
        let (praktijk, broken) = load_praktijk(&dir, &catalogus, &mut praktijk_meldingen);
        let published: Vec<_> = praktijk.iter().flat_map(|document| document.published.iter().cloned()).collect();
        texts::report_capitals(&published, &mut praktijk_meldingen);
        let (praktijk_intro, links) = praktijk_intro(&dir, &mut praktijk_meldingen);
        unread::report(
            &dir,
            "een voorbeeld staat in `praktijk/` zelf, niet in een map daarin",
            broken,
            &mut praktijk_meldingen,
        );
        meldingen.extend(praktijk_meldingen);
        unread::report_top(&files, &mut meldingen);
        self.rest_log.finish();
        let site = gegevens.map(|mut gegevens| {
            gegevens.links.extend(links);
            Site { gegevens, catalogus, scholen, broken_scholen, praktijk, praktijk_intro }
        });
        Ok((site, meldingen))
    }

    /// The log of what is read from now on, building on an earlier one; it records nothing if this loader does not
    /// follow.
    fn read_log_after(&self, earlier: Option<&ReadLog>) -> ReadLog {
        if self.remember { earlier.map_or_else(ReadLog::new, ReadLog::after) } else { ReadLog::none() }
    }

    /// The definitions, and whether they were read again: then all schools have to be, too.
    fn catalogus(&mut self, files: &Files, meldingen: &mut Meldingen) -> (Catalogus, bool) {
        let fresh = self.catalogus.take().filter(|part| part.read_log.is_fresh());
        let new = fresh.is_none();
        let part = fresh.unwrap_or_else(|| {
            LoadedPart::read(self.read_log_after(None), |read_log, meldingen| {
                let files = files.with_read_log(read_log).unread();
                let catalogus = Catalogus::read(&files, meldingen);
                for dir in ["lijsten", "schalen", "formaten"] {
                    let advice = format!("dit wordt alleen gelezen in `{dir}/` zelf, niet in een map daarin");
                    unread::report(&files.below(dir), &advice, false, meldingen);
                }
                catalogus
            })
        });
        meldingen.extend(part.meldingen.clone());
        let catalogus = part.value.clone();
        self.catalogus = Some(part);
        (catalogus, new)
    }

    /// The schools, and the slugs of those that could not be read.
    fn scholen(
        &mut self,
        files: &Files,
        catalogus: &Catalogus,
        all_anew: bool,
        meldingen: &mut Meldingen,
    ) -> (Vec<Arc<School>>, BTreeSet<String>) {
        let dir = files.below("scholen");
        let names = dir.content(meldingen).dirs;
        unread::report_flat(
            &dir,
            "elke school heeft een eigen map, met `school.yaml` en een map per schooljaar",
            meldingen,
        );
        let is_good = |name: &&String| {
            !is_copy(name, &names, "de map", &dir, meldingen)
                && check_slug(name, "de map", "een school", &dir, meldingen)
                && !is_folder_of_examples(name, &dir, meldingen)
        };
        let good: Vec<String> = names.iter().filter(is_good).cloned().collect();
        let read = |name: &String| {
            let earlier = self.scholen.get(name);
            if let Some(part) = earlier.filter(|part| !all_anew && part.read_log.is_fresh()) {
                return part.clone();
            }
            LoadedPart::read(self.read_log_after(earlier.map(|part| &part.read_log)), |read_log, meldingen| {
                school::read(name, &dir.below(name).with_read_log(read_log).unread(), catalogus, meldingen)
                    .map(Arc::new)
            })
        };
        let loaded: Vec<LoadedPart<Option<Arc<School>>>> = good.par_iter().map(read).collect();
        let mut scholen = Vec::new();
        let mut broken = BTreeSet::new();
        self.scholen.clear();
        for (name, part) in good.into_iter().zip(loaded) {
            meldingen.extend(part.meldingen.clone());
            match &part.value {
                Some(school) => scholen.push(Arc::clone(school)),
                None => drop(broken.insert(name.clone())),
            }
            if self.remember {
                self.scholen.insert(name, part);
            }
        }
        check_old_slugs(&scholen, meldingen);
        report_same_schools(&scholen, &dir, meldingen);
        scholen.iter().for_each(|school| report_same_titles(school, meldingen));
        (scholen, broken)
    }
}

/// Practice examples: documents that belong to no school. Also whether any could not be read.
fn load_praktijk(dir: &Files, catalogus: &Catalogus, meldingen: &mut Meldingen) -> (Vec<Document>, bool) {
    let mut out = Vec::new();
    let mut broken = false;
    let names = dir.content(meldingen).files;
    for name in &names {
        let Some(stem) = name.strip_suffix(".yaml") else { continue };
        if is_copy(name, &names, "", dir, meldingen) {
            continue;
        }
        if check_slug(stem, "het bestand", "een voorbeeld", dir, meldingen) {
            let input = document::DocumentInput { name: stem, dir, year_dir: "", schooljaar: None, catalogus };
            let loaded = document::read(&input, meldingen);
            broken |= loaded.is_none();
            let new = loaded.filter(|document| !is_same(document, &out, dir, meldingen));
            out.extend(new);
        }
    }
    (out, broken)
}

/// The text `inleiding.md` next to the practice examples, and the links in it.
fn praktijk_intro(dir: &Files, meldingen: &mut Meldingen) -> (Option<Markdown>, Vec<(LinkTarget, Span)>) {
    if !dir.content(meldingen).files.iter().any(|name| name == "inleiding.md") {
        return (None, Vec::new());
    }
    let Some(file) = dir.read_file("inleiding.md", None, meldingen) else { return (None, Vec::new()) };
    let text = file.markdown(0..file.source().text().len(), meldingen);
    texts::report_not_shown(&text, meldingen);
    text.pictures().into_iter().for_each(|(path, _)| dir.count_as_read(path));
    let links: Vec<_> = text.links().into_iter().map(|(target, span)| (target.clone(), span.clone())).collect();
    for (target, _) in &links {
        if let LinkTarget::Bijlage(path) = target {
            dir.count_as_read(path);
        }
    }
    (Some(text), links)
}

fn check_slug(name: &str, what: &str, from: &str, dir: &Files, meldingen: &mut Meldingen) -> bool {
    if is_id(name) {
        return true;
    }
    let message = format!("{what} `{name}` kan geen naam van {from} zijn");
    let hint = id_hint(filenames::original_stem(name).unwrap_or(name));
    meldingen.push(Melding::at_path(Code::InvalidId, dir.show(name), message).hint(hint));
    false
}

/// Whether a school has the name under which the files of practice examples are published. Reports it.
fn is_folder_of_examples(name: &str, dir: &Files, meldingen: &mut Meldingen) -> bool {
    let reserved = name == PRAKTIJK;
    if reserved {
        let message = format!("de map `{name}` kan geen naam van een school zijn");
        let hint =
            "onder deze naam staan de bestanden van praktijkvoorbeelden; noem de map naar de hele naam van de school";
        meldingen.push(Melding::at_path(Code::ReservedId, dir.show(name), message).hint(hint));
    }
    reserved
}

/// Whether a file or folder looks like a copy of one next to it, and should not be read. Reports it.
fn is_copy(name: &str, names: &[String], article: &str, dir: &Files, meldingen: &mut Meldingen) -> bool {
    let melding = dir.copy_message(name, names, article);
    let is_copy = melding.is_some();
    melding.into_iter().for_each(|melding| meldingen.push(melding));
    is_copy
}

/// Whether a document is identical to one next to it: a copy may have any name. Reports it.
fn is_same(document: &Document, others: &[Document], dir: &Files, meldingen: &mut Meldingen) -> bool {
    let text = document.span.source().text();
    let Some(other) = others.iter().find(|other| other.span.source().text() == text) else { return false };
    let name = format!("{}.yaml", document.name);
    let message = format!("`{name}` is precies gelijk aan `{}.yaml`", other.name);
    meldingen.push(Melding::at_path(Code::LooksLikeCopy, dir.show(&name), message).hint("haal een van de twee weg"));
    true
}

/// Reports documents of one school and year with the same format and title: readers see the same thing twice, and one
/// of the two is probably an older version. Of profiles there can be only one anyway.
fn report_same_titles(school: &School, meldingen: &mut Meldingen) {
    let mut seen: BTreeMap<_, &Document> = BTreeMap::new();
    for document in school.documenten.iter().filter(|document| !document.concept && !document.formaat.profiel) {
        let key = (document.schooljaar, document.period, &document.formaat.id, normal::key(document.title()));
        let Some(other) = seen.get(&key) else {
            seen.insert(key, document);
            continue;
        };
        let message = format!("dit document heet net als `{}.yaml`: {}", other.name, document.title());
        let hint = "is het een oudere versie, zet er dan `status: concept` bij of haal het weg; geef het anders een `titel` \
                    van zichzelf";
        let melding = Melding::at(Code::LooksLikeCopy, &document.span, message);
        let melding = melding.also(&other.span, "dit document heet ook zo").hint(hint);
        meldingen.push(Melding { severity: Severity::Warning, ..melding });
    }
}

/// Reports schools that seem to be one: the same `school.yaml` in two folders, or the same name in one town.
fn report_same_schools(scholen: &[Arc<School>], dir: &Files, meldingen: &mut Meldingen) {
    let mut seen: BTreeMap<(String, Option<String>), &Arc<School>> = BTreeMap::new();
    for school in scholen {
        let key = (school.name.to_lowercase(), school.plaats.as_ref().map(|plaats| plaats.to_lowercase()));
        let Some(other) = seen.get(&key) else {
            seen.insert(key, school);
            continue;
        };
        let equal = school.span.source().text() == other.span.source().text();
        let (message, severity) = if equal {
            (format!("`school.yaml` is precies die van school `{}`", other.slug), Severity::Error)
        } else {
            (
                format!("school `{}` heet net als school `{}`: {}", school.slug, other.slug, school.name),
                Severity::Warning,
            )
        };
        let melding = Melding::at(Code::LooksLikeCopy, &school.span, message)
            .also(&other.span, "deze school heet ook zo")
            .hint(format!(
                "is `{}` een kopie, haal de map dan weg; geef anders elke school een naam van zichzelf",
                dir.show(&school.slug)
            ));
        meldingen.push(Melding { severity, ..melding });
    }
}

/// Checks that an old slug leads to one school only, and never away from an existing one.
fn check_old_slugs(scholen: &[Arc<School>], meldingen: &mut Meldingen) {
    let mut seen: BTreeMap<&str, &Arc<School>> = scholen.iter().map(|s| (s.slug.as_str(), s)).collect();
    for school in scholen {
        for old in &school.old_slugs {
            if let Some(other) = seen.insert(&old.text, school) {
                meldingen.push(
                    Melding::at(Code::DuplicateId, &old.span, format!("`{}` is al in gebruik", old.text))
                        .also(&other.span, "deze school heeft die naam")
                        .hint("een oude naam van een pagina kan naar één school leiden"),
                );
            }
        }
    }
}
