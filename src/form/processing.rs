//! From returned workbooks to files: what was changed, whether that is allowed, and what each file becomes.
//!
//! A cell counts as changed when it differs from what the workbook was made with. What the school did not touch stays
//! as the file has it, even if that changed in the meantime; what both changed is a clash, and neither is overruled.
//! The outcome is read back twice: as a form again, and as the whole content folder, so that every rule for a file
//! holds for a workbook too. Nothing is written here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::checks;
use crate::files::Overlay;
use crate::load::{self, NoContent};
use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::model::date::Schooljaar;
use crate::model::formaat::BelongsTo;
use crate::model::site::Site;
use crate::reading::is_id;
use crate::text::slug;
use crate::yaml;
use crate::yaml::patch;

use super::answers::formaat_of;
use super::basis::{self, NoFormBasis, Origin};
use super::comparing::{Clash, Comparison, compare};
use super::context::FormContext;
use super::problem::{Cell, Problem, ProblemKind, ProblemPlace};
use super::proposal::{FormSummary, FormWork, Proposal, place_text, text_files};
use super::questions::{self, Onderwerp};
use super::reading::{self, ReadSheet, Workbook};
use super::review::{self, check, report_new_meldingen};
use super::{Changes, Form, FormCell, gone, heading};

/// A workbook to read.
#[derive(Debug)]
pub struct WorkbookInput {
    /// Its path, as shown in messages.
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// Reads workbooks and says what each would change.
///
/// # Errors
/// When the content folder cannot be read at all.
pub fn process(content: &Path, input: &[WorkbookInput]) -> Result<Vec<FormSummary>, NoContent> {
    let (site, before) = load::load(content)?;
    let Some(site) = site else {
        return Err(NoContent(format!(
            "`{}` heeft geen bruikbare site.yaml; kijk na met: steunwijzer check",
            content.display()
        )));
    };
    let mut proposals: Vec<Proposal> =
        input.par_iter().map(|workbook| read_one(content, &site, &before, workbook)).collect();
    mark_duplicates(&mut proposals);
    let mut before = before;
    checks::check(&site, None, &mut before);
    let mut overlay = Overlay::new();
    for work in proposals.iter().filter_map(|v| v.work.as_ref()) {
        overlay.extend(work.overlay.clone());
    }
    if !overlay.is_empty() {
        let overlay = Arc::new(overlay);
        let (after, mut meldingen) = load::load_with(content, Arc::clone(&overlay))?;
        if let Some(after) = &after {
            checks::check(after, None, &mut meldingen);
            let new = new_meldingen(before, meldingen);
            proposals
                .par_iter_mut()
                .for_each(|proposal| report_new_meldingen(content, after, &overlay, &new, proposal));
        }
    }
    Ok(proposals.into_iter().map(Proposal::into_summary).collect())
}

/// Reports workbooks for the same document: which of them is right cannot be known.
fn mark_duplicates(proposals: &mut [Proposal]) {
    let mut by_path: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (i, proposal) in proposals.iter().enumerate() {
        if let Some(work) = &proposal.work {
            by_path.entry(work.basis.path.clone()).or_default().push(i);
        }
    }
    for indexes in by_path.values().filter(|i| i.len() > 1) {
        let names: Vec<String> =
            indexes.iter().filter_map(|i| proposals.get(*i)).map(|v| v.summary.name.clone()).collect();
        for (number, i) in indexes.iter().enumerate() {
            let other = names.iter().enumerate().find(|(other, _)| *other != number).map_or("", |(_, name)| name);
            if let Some(proposal) = proposals.get_mut(*i) {
                let melding = Melding::at_path(
                    Code::FormDuplicate,
                    proposal.summary.name.clone(),
                    format!("`{other}` gaat over hetzelfde document"),
                );
                proposal.summary.meldingen.push(melding.hint("geef er één van de twee"));
            }
        }
    }
}

/// Messages that were not there before the import.
fn new_meldingen(before: Meldingen, after: Meldingen) -> Vec<Melding> {
    let key = |m: &Melding| (m.file().to_owned(), m.code, m.message.clone());
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for melding in before.sorted() {
        *counts.entry(key(&melding)).or_default() += 1;
    }
    let mut out = after.sorted();
    out.retain(|melding| match counts.get_mut(&key(melding)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    out
}

/// A problem of a workbook as a message.
fn melding(name: &str, problem: &Problem) -> Melding {
    let code = match problem.kind {
        ProblemKind::Unreadable => Code::FormUnreadable,
        ProblemKind::Vorm => Code::FormChanged,
        ProblemKind::Cell => Code::FormWrongCell,
        ProblemKind::Clash => Code::FormClash,
        ProblemKind::Hidden => Code::FormHidden,
        ProblemKind::LeftOut => Code::FormLeftOut,
        ProblemKind::Understood => Code::FormUnderstood,
    };
    let waar = place_text(&problem.place);
    Melding::at_path(code, name, format!("{waar}{}", problem.message)).hint(problem.hint.clone())
}

fn read_one(content: &Path, site: &Site, before: &Meldingen, input: &WorkbookInput) -> Proposal {
    let mut summary = FormSummary {
        name: input.name.clone(),
        school: None,
        document: None,
        origin: None,
        antwoorden: 0,
        row_sheets: 0,
        meldingen: Vec::new(),
        files: Vec::new(),
    };
    let mut problems = Vec::new();
    let work = match reading::read(&input.bytes) {
        Ok(workbook) => propose(content, site, before, &workbook, &mut summary, &mut problems),
        Err(problem) => Err(vec![problem]),
    };
    let work = work.unwrap_or_else(|more| {
        problems.extend(more);
        None
    });
    problems.sort_by(|a, b| a.place.cmp(&b.place));
    summary.meldingen.extend(problems.iter().map(|p| melding(&input.name, p)));
    Proposal { summary, work }
}

/// Which school and year a workbook is about.
struct Target<'s> {
    school: Option<&'s crate::model::site::School>,
    name: String,
    year: Schooljaar,
    document: String,
}

fn target<'s>(content: &Path, site: &'s Site, workbook: &Workbook) -> Result<Target<'s>, Vec<Problem>> {
    let stamp = &workbook.stamp;
    let antwoord = |key: &str| {
        workbook.sheets.iter().find_map(|(sheet, parsed)| match parsed {
            ReadSheet::Questions { antwoorden, .. } => antwoorden.get(key).map(|(line, cells)| {
                let column = u32::from(super::workbook_writer::FIRST_ANSWER);
                let cell_place = Cell { sheet: sheet.clone(), line: *line, column };
                (cell_place, cells.first().cloned().unwrap_or_default())
            }),
            ReadSheet::Rows { .. } => None,
        })
    };
    let document = if is_id(&stamp.document) { stamp.document.clone() } else { basis::PROFIEL.to_owned() };
    let mut problems = Vec::new();
    let mut refuse = |key: &str, what: &str, hint: &str| {
        let waar = antwoord(key).map_or(ProblemPlace::Workbook, |(cell_place, _)| ProblemPlace::Cell(cell_place));
        problems.push(Problem::new(ProblemKind::Cell, waar, what, hint));
    };
    if !stamp.school.is_empty() {
        let school = site.school(&stamp.school);
        let year = Schooljaar::read(&stamp.schooljaar);
        if let (Some(school), Some(year)) = (school, year) {
            return Ok(Target { school: Some(school), name: school.name.clone(), year, document });
        }
        let message = format!("dit formulier is van een school die er niet is: `{}`", stamp.school);
        let hint = format!(
            "kijk of de map `{}` er is, en of zij foutloos is",
            content.join("scholen").join(slug(&stamp.school)).display()
        );
        return Err(vec![Problem::new(ProblemKind::Vorm, ProblemPlace::Workbook, message, hint)]);
    }
    let name = antwoord(heading::SCHOOL).map(|(_, text)| super::one_line(&text)).unwrap_or_default();
    let year = antwoord(heading::SCHOOLJAAR).map(|(_, text)| text).unwrap_or_default();
    if slug(&name).is_empty() || !is_id(&slug(&name)) {
        refuse(
            heading::SCHOOL,
            "de naam van de school ontbreekt, of is geen naam",
            "vul hier de naam van de school in",
        );
    }
    let parsed = Schooljaar::typed(&year).ok();
    if parsed.is_none() {
        let message = if year.is_empty() {
            "het schooljaar ontbreekt".to_owned()
        } else {
            format!("`{year}` is geen schooljaar")
        };
        refuse(heading::SCHOOLJAAR, &message, "schrijf twee jaren die op elkaar volgen, zoals 2025-2026");
    }
    let Some(year) = parsed.filter(|_| problems.is_empty()) else { return Err(problems) };
    let lower = name.to_lowercase();
    let school =
        site.scholen.iter().map(AsRef::as_ref).find(|s| s.name.to_lowercase() == lower || s.slug == slug(&name));
    Ok(Target { school, name, year, document })
}

fn propose(
    content: &Path,
    site: &Site,
    before: &Meldingen,
    workbook: &Workbook,
    summary: &mut FormSummary,
    problems: &mut Vec<Problem>,
) -> Result<Option<FormWork>, Vec<Problem>> {
    let formaten = &site.catalogus.formaten;
    let formaat = formaten.get(&workbook.stamp.formaat).filter(|f| f.from == BelongsTo::School).ok_or_else(|| {
        let message = format!("dit formulier is van een formaat dat er niet is: `{}`", workbook.stamp.formaat);
        vec![Problem::new(
            ProblemKind::Vorm,
            ProblemPlace::Workbook,
            message,
            "zie de formaten met: steunwijzer formaten",
        )]
    })?;
    let target = target(content, site, workbook)?;
    summary.school = Some(target.name.clone());
    let request = basis::BasisRequest {
        content,
        catalogus: &site.catalogus,
        formaat,
        school: target.school,
        name: &target.name,
        year: target.year,
        document: &target.document,
    };
    let basis = basis::find(&request).map_err(|err| vec![no_base(&err)])?;
    summary.document = Some(basis.path.to_string_lossy().replace('\\', "/"));
    if basis.origin == Origin::New && target.school.is_none() && basis.added.keys().any(|path| path.exists()) {
        let message = format!("de map van `{}` is er al, maar is niet te lezen", target.name);
        return Err(vec![Problem::new(
            ProblemKind::Vorm,
            ProblemPlace::Workbook,
            message,
            "kijk na met: steunwijzer check",
        )]);
    }
    let broken = before.iter().find(|m| m.severity == Severity::Error && Path::new(m.file()) == basis.path);
    if let Some(err) = broken {
        let message = format!("in `{}` staat een fout: {}", basis.path.display(), err.message);
        return Err(vec![Problem::new(
            ProblemKind::Vorm,
            ProblemPlace::Workbook,
            message,
            "verbeter die eerst; kijk na met: steunwijzer check",
        )]);
    }
    let unreadable = |_| vec![no_base(&NoFormBasis::Unreadable(basis.path.clone()))];
    let dir = basis.dir(content, Arc::new(basis.added.clone())).map_err(unreadable)?;
    let ctx = FormContext::new(&site.catalogus, &dir, &basis.root);
    let extended = formaat_of(formaat, &basis.root, &site.catalogus, &dir);
    let formaat = &*extended;
    let year = target.year.to_string();
    let school = target.school.filter(|_| !workbook.stamp.school.is_empty()).map(|s| s.name.as_str());
    let onderwerp =
        Onderwerp { formaat, root: &basis.root, school, schooljaar: if school.is_some() { &year } else { "" } };
    let form = questions::form(&onderwerp, &ctx);
    if let Some(problem) = gone::problem(workbook, &basis, &form, target.school, formaat) {
        return Err(vec![problem]);
    }
    summary.origin = Some(basis.origin);
    let Comparison { changes, clashes, clash_messages, cells, problems: found } = compare(&form, workbook);
    problems.extend(found);
    problems.extend(workbook.problems.iter().cloned());
    if !clash_messages.is_empty() {
        let trial = |changes: &Changes| review::try_out(content, &onderwerp, site, &basis, &dir, changes);
        problems.extend(real_clashes(&form, clash_messages, trial(&clashes)));
    }
    summary.antwoorden = changes.cells.len();
    summary.row_sheets = changes.rows.len();
    if changes.is_empty() {
        return Ok(None);
    }
    let edit = questions::edit(&onderwerp, &changes, &ctx);
    for refusal in ctx.refusals.borrow().iter() {
        let waar = cells
            .get(&refusal.address)
            .map_or(ProblemPlace::Workbook, |cell_place| ProblemPlace::Cell(cell_place.clone()));
        problems.push(Problem::new(ProblemKind::Cell, waar, refusal.message.clone(), refusal.hint.clone()));
    }
    let remarks = ctx.fill.remarks.take();
    let places = if remarks.is_empty() { BTreeMap::new() } else { changes.places() };
    for remark in remarks {
        let cell_place = places.get(remark.text.as_str()).and_then(|address| cells.get(address));
        let waar = cell_place.map_or(ProblemPlace::Workbook, |cell_place| ProblemPlace::Cell(cell_place.clone()));
        let soort = if remark.refused { ProblemKind::Cell } else { ProblemKind::Understood };
        problems.push(Problem::new(soort, waar, remark.message, remark.hint));
    }
    // The valid answers are processed further, so that all problems are reported at once.
    let mut overlay = basis.added.clone();
    let text = patch::apply(basis.source.text(), yaml::diff(&basis.root, &edit));
    if text != basis.source.text() || basis.origin != Origin::Existing {
        overlay.insert(basis.path.clone(), text.into_bytes());
    }
    let patches = ctx.fill.patches.take();
    text_files(&basis, &dir, patches, &mut overlay).map_err(|clash| {
        let message = format!("twee antwoorden veranderen dezelfde tekst in `{clash}`, elk op een andere manier");
        vec![Problem::new(
            ProblemKind::Clash,
            ProblemPlace::Workbook,
            message,
            "maak de twee gelijk, of verander de tekst in het bestand zelf",
        )]
    })?;
    if !problems.iter().any(Problem::is_error) {
        check(content, site, formaat, &onderwerp, &basis, &overlay, &form, &changes, &cells)?;
    }
    Ok(Some(FormWork { formaat: formaat.id.clone(), basis, school: target.name, year, overlay, cells }))
}

/// The clashes in which the workbook and the file really differ: if the form looks the same with the workbook's answer
/// as without it, only the notation differed.
fn real_clashes(now: &Form, messages: BTreeMap<Clash, Problem>, tried: Option<Form>) -> Vec<Problem> {
    let Some(tried) = tried else { return messages.into_values().collect() };
    let (tried_cells, cells) = (review::all_cells(&tried), review::all_cells(now));
    let same = |clash: &Clash| match clash {
        Clash::Cell(key, column) => {
            let text = |cells: &BTreeMap<&str, &[FormCell]>| {
                cells.get(key.as_str()).and_then(|cells| cells.get(*column)).map(|cell| cell.text.clone())
            };
            text(&tried_cells) == text(&cells)
        }
        Clash::Rows(key) => review::row_texts(&tried, key) == review::row_texts(now, key),
    };
    messages.into_iter().filter(|(clash, _)| !same(clash)).map(|(_, message)| message).collect()
}

fn no_base(err: &NoFormBasis) -> Problem {
    let (message, hint) = err.message_and_hint();
    Problem::new(ProblemKind::Vorm, ProblemPlace::Workbook, message, hint)
}
