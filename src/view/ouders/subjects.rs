//! What a parent reads of a profile: whole sentences from facts, grouped by what they are about.

use serde::Serialize;
use tera::Value;

use crate::facts::SchoolFacts;
use crate::model::antwoord::AnswerBody;
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Soort};
use crate::model::lijst::Lijst;
use crate::model::site::Document;
use crate::model::value::Stand;
use crate::ouders::overview::Overview;
use crate::ouders::told::{OnlyNamed, Told, ToldSectie, Untold, only_named, refers, tells_items};
use crate::pages::Page;
use crate::soorten::Writer;

use super::pieces::OWN_HEADING;
use super::rows::{SummaryRow, offering_row, row_of_feit, row_of_own};

/// Stands for the list of things that are in no list; no id is empty.
const NO_LIJST: &str = "";

/// The subjects of all current documents together: under each subject the sections of the first document come first.
pub fn merge(all: Vec<Vec<OnderwerpView>>) -> Vec<OnderwerpView> {
    let mut out: Vec<OnderwerpView> = Vec::new();
    for subject in all.into_iter().flatten() {
        match out.iter_mut().find(|o| o.onderwerp == subject.onderwerp) {
            Some(known) => subject.secties.into_iter().for_each(|sectie| join(&mut known.secties, sectie)),
            None => out.push(subject),
        }
    }
    out.sort_by_key(|o| Onderwerp::WORDS.iter().position(|w| *w == o.onderwerp));
    out
}

/// Adds a section of another document; what is gathered of one list stands under one heading.
fn join(secties: &mut Vec<OuderSectie>, mut sectie: OuderSectie) {
    let same = |s: &OuderSectie| s.lijst.is_some() && s.lijst == sectie.lijst && (s.gathered || sectie.gathered);
    let known = secties.iter().position(same).and_then(|index| secties.get_mut(index));
    match known {
        None => secties.push(sectie),
        Some(known) => {
            if known.gathered && !sectie.gathered {
                std::mem::swap(known, &mut sectie);
            }
            known.join(sectie);
        }
    }
}

/// What the profile says about one subject.
#[derive(Debug, Serialize)]
pub struct OnderwerpView {
    /// Which subject.
    pub onderwerp: &'static str,
    /// Its sections.
    pub secties: Vec<OuderSectie>,
}

/// A section as a parent reads it.
#[derive(Debug, Serialize)]
pub struct OuderSectie {
    /// Its id, also its anchor on the page of its document.
    pub id: String,
    /// The page of its document, from the root of the output.
    pub page: String,
    /// Its title in the document.
    pub title: String,
    /// Its heading in words of parents; a section of a list has that of the list.
    pub heading: String,
    /// The list whose items it is about; empty for things that are in no list.
    #[serde(skip)]
    pub lijst: Option<String>,
    /// Whether it is gathered from several sections, and is not one itself.
    #[serde(skip)]
    pub gathered: bool,
    /// The school's text for parents.
    pub for_ouders: Option<Value>,
    /// What the school says alike of everything that is there.
    pub said_of_all: Option<String>,
    /// What is there.
    pub present: Vec<SummaryRow>,
    /// Where the school sends a child; this is no help of its own.
    pub refers: Vec<SummaryRow>,
    /// What is expressly not there.
    pub absent: Vec<SummaryRow>,
    /// What the profile names elsewhere, without saying that it is there.
    pub named: Vec<Mentioned>,
    /// Whether something is there without a place, in a section that has places.
    pub plaats_not_stated: bool,
    /// Whether something is explained in general words, which the school did not write.
    pub general: bool,
    /// Whether the profile says more in this section than a text for parents.
    pub more: bool,
    /// Whether the profile has steps of a route there.
    pub stappen: bool,
}

/// An item that is only named, with the first place that names it.
#[derive(Debug, Serialize)]
pub struct Mentioned {
    /// Its name.
    pub name: Value,
    /// Where, in words.
    pub beside: String,
    /// Where, from the root of the output.
    pub address: String,
}

/// The subjects of one of a school's current documents, in the order of [`Onderwerp`]; sections without anything
/// for parents are left out. `outcomes` are those of all its current documents, and `overview` is what it offers
/// according to them: what no section tells parents, such as a row of a table of who does what, is gathered by list.
pub fn onderwerpen(
    outcomes: &SchoolFacts<'_>,
    overview: &Overview<'_>,
    document: &Document,
    catalogus: &Catalogus,
    writer: &mut Writer<'_>,
) -> Vec<OnderwerpView> {
    let page = Page::Document(outcomes.school, document).address().from_root();
    let told = Told::new(outcomes, document);
    let mut out: Vec<OnderwerpView> = Vec::new();
    for sectie in &told.secties {
        let Some(mut section) = ouder_sectie(sectie, catalogus, writer) else { continue };
        section.page = page.clone();
        if let Some(lijst) = sectie.sectie.lijst.as_ref().filter(|_| sectie.sectie.soort == Soort::Aanbod) {
            section.named = named(lijst, outcomes, writer, None);
            section.lijst = sectie.sectie.is_help().then(|| lijst.id.clone());
        }
        add(&mut out, sectie.onderwerp, section);
    }
    let secties = out.iter().flat_map(|o| &o.secties);
    let lijsten = secties.filter_map(|s| s.lijst.clone()).collect();
    for gathered in gathered(outcomes, &told.untold(overview, document, &lijsten), document, catalogus, writer) {
        let known = out.iter_mut().flat_map(|o| &mut o.secties).find(|s| s.lijst == gathered.lijst);
        match known {
            Some(known) => known.join(gathered),
            None => add(&mut out, Onderwerp::Aanbod.word(), gathered),
        }
    }
    out
}

/// What a document says is there, or is not, outside the sections that tell parents so: a section for each list, and
/// one for things that are in no list.
fn gathered(
    outcomes: &SchoolFacts<'_>,
    all: &[Untold<'_, '_>],
    document: &Document,
    catalogus: &Catalogus,
    writer: &mut Writer<'_>,
) -> Vec<OuderSectie> {
    let mut out: Vec<OuderSectie> = Vec::new();
    for untold in all {
        let (offering, lijst) = (untold.offering, untold.lijst().unwrap_or(NO_LIJST));
        let index = out.iter().position(|s| s.lijst.as_deref() == Some(lijst)).unwrap_or_else(|| {
            writer.start_sectie();
            let lijst_of = catalogus.lijst(lijst);
            let mut section = OuderSectie::of_lijst(lijst, lijst_of.map_or(OWN_HEADING, |l| l.heading_for_parents()));
            section.named = lijst_of.map(|l| named(l, outcomes, writer, Some(document))).unwrap_or_default();
            out.push(section);
            out.len() - 1
        });
        let Some(section) = out.get_mut(index) else { continue };
        let outcome = offering.item.as_ref().and_then(|item| outcomes.outcome(item));
        let row = offering_row(offering, outcome, untold.waar, catalogus, writer);
        section.general |= row.general.is_some();
        section.plaats_not_stated |= offering.without_plaats;
        match (untold.there, outcome) {
            (false, _) => section.absent.push(row),
            (_, Some(o)) if offering.item.as_ref().is_some_and(|item| o.refers_elsewhere(item, catalogus)) => {
                section.refers.push(row);
            }
            _ => section.present.push(row),
        }
    }
    out
}

/// Adds a section under a subject.
fn add(all: &mut Vec<OnderwerpView>, onderwerp: &'static str, sectie: OuderSectie) {
    match all.iter_mut().find(|o| o.onderwerp == onderwerp) {
        Some(known) => known.secties.push(sectie),
        None => all.push(OnderwerpView { onderwerp, secties: vec![sectie] }),
    }
}

impl OuderSectie {
    /// A section in which nothing stands yet.
    fn new(id: String, title: String, heading: String) -> Self {
        Self {
            id,
            page: String::new(),
            title,
            heading,
            lijst: None,
            gathered: false,
            for_ouders: None,
            said_of_all: None,
            present: Vec::new(),
            refers: Vec::new(),
            absent: Vec::new(),
            named: Vec::new(),
            plaats_not_stated: false,
            general: false,
            more: false,
            stappen: false,
        }
    }

    /// A section for what is gathered of a list. Ids of sections have no underscore, so this one cannot be theirs.
    fn of_lijst(lijst: &str, heading: &str) -> Self {
        Self {
            lijst: Some(lijst.to_owned()),
            gathered: true,
            ..Self::new(format!("lijst_{lijst}"), heading.to_owned(), heading.to_owned())
        }
    }

    /// Takes over what was gathered of the same list.
    fn join(&mut self, gathered: Self) {
        self.present.extend(gathered.present);
        self.refers.extend(gathered.refers);
        self.absent.extend(gathered.absent);
        self.plaats_not_stated |= gathered.plaats_not_stated;
        self.general |= gathered.general;
        // A section of a document has all that the school names of its list already.
        if self.gathered {
            self.named.extend(gathered.named);
        }
    }
}

fn ouder_sectie(told: &ToldSectie<'_>, catalogus: &Catalogus, writer: &mut Writer<'_>) -> Option<OuderSectie> {
    let ToldSectie { sectie, antwoord, feiten, others, .. } = told;
    writer.start_sectie();
    let for_ouders = antwoord.for_ouders.as_ref().map(|t| writer.block(t, 4));
    let mut view = OuderSectie {
        for_ouders,
        more: antwoord.has_content(),
        stappen: matches!(antwoord.content, AnswerBody::Graaf(_)),
        ..OuderSectie::new(sectie.id.clone(), sectie.title.clone(), sectie.heading_for_parents().to_owned())
    };
    if tells_items(sectie) {
        let own_names: Vec<&crate::source::Span> = antwoord.others.iter().map(|e| &e.name.span).collect();
        let loose = feiten
            .iter()
            .filter(|f| !own_names.iter().any(|p| p.start() == f.span.start() && p.path() == f.span.path()));
        for feit in loose {
            match feit.stand {
                Stand::Yes if refers(feit, catalogus) => view.refers.push(row_of_feit(feit, catalogus, writer)),
                Stand::Yes => view.present.push(row_of_feit(feit, catalogus, writer)),
                Stand::No => view.absent.push(row_of_feit(feit, catalogus, writer)),
                Stand::Mentioned | Stand::NotStated => continue,
            }
            let has_plaatsen = !sectie.waar.is_empty();
            view.plaats_not_stated |= has_plaatsen && feit.stand == Stand::Yes && feit.waar.is_empty();
        }
        view.present.extend(others.iter().map(|e| row_of_own(e, catalogus, writer)));
        if feiten.iter().any(|f| f.value.is_some()) {
            view.said_of_all = said_of_all(&mut view.present);
        }
        view.general = view.present.iter().any(|r| r.general.is_some());
    }
    let lines = [&view.present, &view.refers, &view.absent];
    let something = view.for_ouders.is_some() || lines.iter().any(|r| !r.is_empty());
    something.then_some(view)
}

/// The sentence that all lines have in common, taken out of them: how well things go is told once, above them.
fn said_of_all(lines: &mut [SummaryRow]) -> Option<String> {
    let [first, others @ ..] = &*lines else { return None };
    let sentence = first.sentence.clone();
    if sentence.is_empty() || others.is_empty() || others.iter().any(|r| r.sentence != sentence) {
        return None;
    }
    lines.iter_mut().for_each(|r| r.sentence.clear());
    Some(sentence)
}

/// The items of a list that the school only names, written in the medium (see [`only_named`]).
fn named(
    lijst: &Lijst,
    outcomes: &SchoolFacts<'_>,
    writer: &mut Writer<'_>,
    all_of: Option<&Document>,
) -> Vec<Mentioned> {
    let written = |named: OnlyNamed<'_>| {
        let name = writer.item_for_parents(&named.item, named.span);
        Mentioned { name, beside: named.beside, address: named.address }
    };
    only_named(lijst, outcomes, all_of).into_iter().map(written).collect()
}
