//! What the page and the PDF about coverage show: the same, for samenwerkingsverband and boards.

mod names;
mod norm;
mod summary;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::catalogus::Catalogus;
use crate::model::date::{PartialDate, Schooljaar};
use crate::model::value::{ItemKey, Stand};
use crate::pages::Page;
use crate::regio::gaps::{self, GapAt, ItemGaps, LijstGaps, PlaatsGaps};
use crate::regio::norm::{shortages, verdict};
use crate::regio::profielen::{ProfielNeed, ProfielState, profielen};
use crate::regio::{Regio, names as free_names};

use names::join_short;

pub use names::{FreeNameView, RegioNamesView};
pub use norm::{NormView, ShortageView};

/// Everything that the coverage page and its PDF say.
#[derive(Debug, Serialize)]
pub struct DekkingView {
    /// The reference date.
    #[serde(skip)]
    pub day: Date,
    /// The reference date, in words.
    pub date: String,
    /// The school year it falls in.
    pub schooljaar: String,
    /// The summary: sentences, each with what it is about.
    pub sentences: Vec<(&'static str, String)>,
    /// The norm, rule by rule.
    pub norm: Vec<NormView>,
    /// Schools that lack something, or do not say something.
    pub shortages: Vec<ShortageView>,
    /// The profiles of all schools; those that need work first.
    pub profielen: Vec<ProfielView>,
    /// Numbers of schools with a profile for this school year, with an older one, and without one.
    pub profiel_counts: (usize, usize, usize),
    /// Towns, for the columns of the gaps.
    pub plaatsen: Vec<String>,
    /// Names of schools of which no town is known, as a sentence part.
    pub without_plaats: String,
    /// Gaps, per list.
    pub gaps: Vec<GapListView>,
    /// Per town, what no school there has and some school elsewhere in the region has or names.
    pub per_plaats: Vec<PlaatsGapView>,
    /// Names that are in no list.
    pub names: RegioNamesView,
}

/// The profile of a school.
#[derive(Debug, Serialize)]
pub struct ProfielView {
    /// Page of the school, from the root.
    pub address: String,
    /// Its name.
    pub name: String,
    /// Page of the profile, from the root; empty when there is none.
    pub page: String,
    /// School year or period of the profile.
    pub period_label: Option<String>,
    /// The day that dates its facts.
    pub facts_date: Option<String>,
    /// What is to be done, as sentences; empty when all is well.
    pub remarks: Vec<String>,
}

/// The items of one list, with how many schools have each.
#[derive(Debug, Serialize)]
pub struct GapListView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its items.
    pub items: Vec<GapItemView>,
    /// Names of items that some school says it lacks, and no school has.
    pub lacking: Vec<String>,
    /// Names of items that no school speaks of.
    pub unmentioned: Vec<String>,
    /// Whether all its items are scored on a scale: then "has" means that the value counts as being there.
    pub assessed: bool,
}

/// How many schools have an item.
#[derive(Debug, Serialize)]
pub struct GapItemView {
    /// Its name.
    pub name: String,
    /// Schools that have it, and name no limit about it.
    pub present: usize,
    /// Schools that have it and name a limit about it, so not for every child.
    pub limited: usize,
    /// Schools that say they do not.
    pub absent: usize,
    /// Schools that only name it.
    pub named: usize,
    /// Schools that do not speak of it.
    pub unknown: usize,
    /// The same per town, in the order of [`DekkingView::plaatsen`].
    pub plaatsen: Vec<GapView>,
}

/// An item in a town.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct GapView {
    /// Schools that have it, and name no limit about it.
    pub present: usize,
    /// Schools that have it and name a limit about it.
    pub limited: usize,
    /// `present`, `limited` (schools there have it only with a limit), `lacking` (all schools there say no), `named`
    /// (some school there names it) or `unknown`.
    pub soort: &'static str,
}

/// What no school in a town has.
#[derive(Debug, Serialize)]
pub struct PlaatsGapView {
    /// The town.
    pub plaats: String,
    /// Number of schools there.
    pub scholen: usize,
    /// Items that some school elsewhere has or names, and that every school here says it lacks.
    pub absent: Vec<String>,
    /// Items that some school elsewhere has or names, and that no school here names.
    pub unknown: Vec<String>,
}

impl DekkingView {
    /// That of a region on a reference day.
    pub fn of(regio: &Regio<'_>, day: Date) -> Self {
        let catalogus = &regio.site.catalogus;
        let outcomes = verdict(regio);
        let profielen = profielen(regio, day);
        let in_need = |matches: fn(ProfielNeed) -> bool| profielen.iter().filter(|p| matches(p.need())).count();
        let gaps = gaps::find(regio);
        let without: Vec<&str> =
            regio.scholen.iter().filter(|s| s.school.plaatsen().is_empty()).map(|s| s.school.name.as_str()).collect();
        let mut view = Self {
            day,
            date: PartialDate::day(day).to_string(),
            schooljaar: Schooljaar::at(day).to_string(),
            sentences: Vec::new(),
            norm: outcomes.iter().map(|outcome| norm::norm_view(outcome, catalogus)).collect(),
            shortages: shortages(regio, &outcomes).iter().map(|s| norm::shortage_view(s, catalogus)).collect(),
            profielen: profielen.iter().map(|p| profiel(p, day)).collect(),
            profiel_counts: (
                in_need(|need| need < ProfielNeed::ThisYear),
                in_need(|need| need == ProfielNeed::ThisYear),
                in_need(|need| need == ProfielNeed::Profiel),
            ),
            plaatsen: gaps.plaatsen.iter().map(|p| p.plaats.to_owned()).collect(),
            without_plaats: join_short(&without),
            gaps: gaps.lijsten.iter().map(|lijst| gap_list(lijst, catalogus)).collect(),
            per_plaats: gaps.plaatsen.iter().map(|plaats| plaats_gap(plaats, catalogus)).collect(),
            names: RegioNamesView::of(&free_names::gather(regio.site)),
        };
        view.sentences = summary::summary(&view, &outcomes);
        view
    }
}

fn profiel(state: &ProfielState<'_>, day: Date) -> ProfielView {
    let (school, mut remarks) = (state.school, Vec::new());
    let mut remark = |when: bool, sentence: &str| {
        if when {
            remarks.push(sentence.to_owned());
        }
    };
    remark(state.document.is_none(), "Er is geen profiel.");
    remark(state.other_year, &format!("Er is geen profiel voor {}.", Schooljaar::at(day)));
    remark(state.expired, "De geldigheid is voorbij.");
    remark(state.undated, "Er staat niet bij wanneer de gegevens zijn nagekeken.");
    remark(state.old, "De gegevens zijn ouder dan een jaar.");
    ProfielView {
        address: Page::School(&school.slug).address().from_root(),
        name: school.name.clone(),
        page: state.document.map(|d| Page::Document(school, d).address().from_root()).unwrap_or_default(),
        period_label: state.document.map(|d| d.period_label()),
        facts_date: state.document.and_then(|d| d.facts_date()).map(|d| d.to_string()),
        remarks,
    }
}

/// The name of an item below the heading of its list, where it is short.
fn short_name(key: &ItemKey, catalogus: &Catalogus) -> String {
    catalogus.item(key).map_or(key.item.as_str(), |item| item.for_ouders()).to_owned()
}

fn gap_list(gaps: &LijstGaps<'_>, catalogus: &Catalogus) -> GapListView {
    let name = |key: &ItemKey| short_name(key, catalogus);
    let item = |gaps: &ItemGaps| GapItemView {
        name: name(&gaps.item),
        present: gaps.scholen.present,
        limited: gaps.scholen.limited,
        absent: gaps.scholen.absent,
        named: gaps.scholen.named,
        unknown: gaps.scholen.unknown,
        plaatsen: gaps.plaatsen.iter().map(gap_view).collect(),
    };
    GapListView {
        id: gaps.lijst.to_owned(),
        title: catalogus.lijst(gaps.lijst).map_or(gaps.lijst, |l| l.heading_for_parents()).to_owned(),
        items: gaps.items.iter().map(item).collect(),
        lacking: gaps.lacking.iter().map(name).collect(),
        unmentioned: gaps.unmentioned.iter().map(|item| item.for_ouders().to_owned()).collect(),
        assessed: gaps.assessed,
    }
}

fn gap_view(gap: &GapAt) -> GapView {
    let soort = match gap.stand {
        Stand::Yes if gap.present == 0 => "limited",
        Stand::Yes => "present",
        Stand::No => "lacking",
        Stand::Mentioned => "named",
        Stand::NotStated => "unknown",
    };
    GapView { present: gap.present, limited: gap.limited, soort }
}

fn plaats_gap(gaps: &PlaatsGaps<'_>, catalogus: &Catalogus) -> PlaatsGapView {
    let names = |keys: &[ItemKey]| keys.iter().map(|key| short_name(key, catalogus)).collect();
    PlaatsGapView {
        plaats: gaps.plaats.to_owned(),
        scholen: gaps.scholen,
        absent: names(&gaps.absent),
        unknown: names(&gaps.unknown),
    }
}
