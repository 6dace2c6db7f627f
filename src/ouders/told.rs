//! What the sections of a document tell parents, and what the school says that no section tells them.

use std::collections::BTreeSet;

use crate::facts::SchoolFacts;
use crate::model::antwoord::{Antwoord, OwnItem};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie};
use crate::model::lijst::Lijst;
use crate::model::site::Document;
use crate::model::value::{Evidence, Feit, ItemKey, Stand};
use crate::source::Span;

use super::overview::{Offering, Overview};

/// A section about a subject, with what holds of what it says.
#[derive(Debug)]
pub struct ToldSectie<'f> {
    /// The subject.
    pub onderwerp: &'static str,
    /// The section.
    pub sectie: &'f Sectie,
    /// Its answer.
    pub antwoord: &'f Antwoord,
    /// Its statements that no other section or newer document overrules.
    pub feiten: Vec<&'f Feit>,
    /// The school's own items in it that are not denied elsewhere.
    pub others: Vec<&'f OwnItem>,
}

/// What the sections of a document tell parents themselves.
#[derive(Debug, Default)]
pub struct Told<'f> {
    /// Its sections, by subject in the order of [`Onderwerp::WORDS`], and then in their own.
    pub secties: Vec<ToldSectie<'f>>,
    items: BTreeSet<ItemKey>,
    /// The school's own items, by the offset at which their names begin.
    own: BTreeSet<usize>,
}

/// Whether parents are told the items of a section; other sections are read in the profile.
pub fn tells_items(sectie: &Sectie) -> bool {
    sectie.has_items() && sectie.is_help()
}

impl<'f> Told<'f> {
    /// What one of a school's current documents tells; `outcomes` are those of all of them.
    pub fn new(outcomes: &'f SchoolFacts<'_>, document: &'f Document) -> Self {
        let told_here = |f: &&Feit| f.evidence == Evidence::Answer && outcomes.upheld(document, f).is_some();
        let feiten: Vec<&Feit> = outcomes.statements(document).iter().map(AsRef::as_ref).filter(told_here).collect();
        let mut out = Self::default();
        for onderwerp in Onderwerp::WORDS {
            for sectie in document.formaat.secties().filter(|s| s.onderwerp.is_some_and(|o| o.word() == *onderwerp)) {
                let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
                let feiten: Vec<&Feit> = feiten.iter().copied().filter(|f| f.sectie == sectie.id).collect();
                let others: Vec<&OwnItem> =
                    antwoord.others.iter().filter(|own| !outcomes.is_refuted(own.is_items())).collect();
                if tells_items(sectie) {
                    out.items.extend(feiten.iter().filter(|f| f.stand.is_answer()).map(|f| f.item.clone()));
                    out.own.extend(others.iter().map(|own| own.name.span.start()));
                }
                out.secties.push(ToldSectie { onderwerp, sectie, antwoord, feiten, others });
            }
        }
        out
    }

    fn tells(&self, offering: &Offering<'_>) -> bool {
        match &offering.item {
            Some(item) => self.items.contains(item),
            None => self.own.contains(&offering.span.start()),
        }
    }

    /// What the document says is there, or is not, that none of these sections tells: in the order of the overview. What
    /// stands beside the offer is told only with a list of `lijsten`, which have a section.
    pub fn untold<'o, 'a>(
        &self,
        overview: &'o Overview<'a>,
        document: &Document,
        lijsten: &BTreeSet<String>,
    ) -> Vec<Untold<'o, 'a>> {
        let groups = overview.groups.iter().flat_map(|group| {
            let lijst = group.of.id();
            let parts = group.parts.iter().map(move |part| (lijst, part.waar.as_slice(), part));
            parts.flat_map(|(lijst, waar, part)| {
                part.offerings.iter().map(move |offering| Untold { offering, lijst, waar, there: true })
            })
        });
        let alone = |offering, there| Untold { offering, lijst: None, waar: &[], there };
        let has_section = |o: &&Offering<'_>| o.item.as_ref().is_some_and(|item| lijsten.contains(&item.lijst));
        let beside = overview.beside.iter().filter(has_section).map(|offering| alone(offering, true));
        let absent = overview.absent.iter().map(|offering| alone(offering, false));
        let all = groups.chain(beside).chain(absent);
        all.filter(|u| std::ptr::eq(u.offering.document, document) && !self.tells(u.offering)).collect()
    }
}

/// What no section tells parents.
#[derive(Debug)]
pub struct Untold<'o, 'a> {
    /// What it is.
    pub offering: &'o Offering<'a>,
    /// The list that it comes after, of what is in none itself.
    lijst: Option<&'o str>,
    /// Ids of its places, for the school's own.
    pub waar: &'o [String],
    /// Whether it is there.
    pub there: bool,
}

impl Untold<'_, '_> {
    /// The list under whose heading it is told, if any.
    pub fn lijst(&self) -> Option<&str> {
        self.offering.item.as_ref().map(|item| item.lijst.as_str()).or(self.lijst)
    }
}

/// Whether a child goes elsewhere for what a statement says is there.
pub fn refers(feit: &Feit, catalogus: &Catalogus) -> bool {
    catalogus.item(&feit.item).is_some_and(|item| item.refers) && !feit.waar.contains("school")
}

/// An item that is only named, with the first place that names it.
#[derive(Debug)]
pub struct OnlyNamed<'f> {
    /// The item.
    pub item: ItemKey,
    /// Where it is named in the file.
    pub span: &'f Span,
    /// Where, in words.
    pub beside: String,
    /// Where, from the root of the output.
    pub address: String,
}

/// The items of a list that no section answers and that the school names elsewhere; with `all_of`, those that this
/// document names.
pub fn only_named<'f>(lijst: &Lijst, outcomes: &'f SchoolFacts<'_>, all_of: Option<&Document>) -> Vec<OnlyNamed<'f>> {
    let named = |item: ItemKey| {
        let outcome = outcomes.outcome(&item)?;
        // What only `school.yaml` names is a contact, which parents read under contact, with how to reach it.
        let here = all_of.is_none_or(|document| outcome.document.is_some_and(|d| std::ptr::eq(d, document)));
        let feit = outcome.feiten.first().filter(|_| outcome.stand == Stand::Mentioned && here)?;
        let (beside, address) = outcome.named_at(outcomes.school).into_iter().next()?;
        Some(OnlyNamed { item, span: &feit.span, beside, address })
    };
    let keys = lijst.items.iter().map(|item| ItemKey { lijst: lijst.id.clone(), item: item.id.clone() });
    keys.filter_map(named).collect()
}
