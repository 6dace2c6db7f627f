//! What a row of the open data is about. A column takes of it what it holds.

use std::collections::BTreeSet;

use crate::grammar::about;
use crate::model::date::PartialDate;
use crate::model::hoeveel::Hoeveel;
use crate::model::site::{Document, School, Site};
use crate::model::value::{ItemKey, Score, Stand};
use crate::pages::Page;
use crate::text::{Markdown, sentences};

/// Separates the values in a column that can hold several.
pub const SEPARATOR: &str = "; ";

/// A school, or one statement of it. What a statement does not have stays empty.
#[derive(Debug, Clone)]
pub(super) struct Record<'a> {
    pub(super) site: &'a Site,
    pub(super) school: &'a School,
    /// The document that says so; for a school its profile. Statements in `school.yaml` have none.
    pub(super) document: Option<&'a Document>,
    /// Whether it holds now.
    pub(super) is_current: bool,
    /// The section, by id.
    pub(super) sectie: &'a str,
    /// The item; a school's own row has none.
    pub(super) item: Option<&'a ItemKey>,
    /// The name of the item or the row.
    pub(super) name: &'a str,
    /// Whether it is there.
    pub(super) stand: Stand,
    /// Where, as an item of the list of places.
    pub(super) plaats: &'a str,
    pub(super) hoeveel: Option<&'a Hoeveel>,
    /// Remarks at the item, and at its place.
    pub(super) noten: [Option<&'a Markdown>; 2],
    pub(super) peildatum: Option<PartialDate>,
    /// Where the document says so, in words.
    pub(super) place: String,
    /// The questions of parents that it helps with, where the school says so.
    pub(super) hulpvragen: Option<BTreeSet<String>>,
    pub(super) score: Option<&'a Score>,
}

impl<'a> Record<'a> {
    /// A school, with its profile.
    pub(super) fn of_school(site: &'a Site, school: &'a School) -> Self {
        let document = school.profiel();
        Self {
            site,
            school,
            document,
            is_current: true,
            sectie: "",
            item: None,
            name: "",
            stand: Stand::NotStated,
            plaats: "",
            hoeveel: None,
            noten: [None; 2],
            peildatum: document.and_then(Document::facts_date),
            place: String::new(),
            hulpvragen: None,
            score: None,
        }
    }

    /// The numbers of its buildings, each once.
    pub(super) fn brin(&self) -> String {
        let mut seen = BTreeSet::new();
        let numbers = self.school.vestigingen.iter().filter_map(|v| v.brin.as_deref());
        numbers.filter(|number| seen.insert(*number)).collect::<Vec<_>>().join(SEPARATOR)
    }

    /// The page of the school: a whole address where that of the website is known.
    pub(super) fn page(&self) -> String {
        let page = Page::School(&self.school.slug);
        let basis = self.site.gegevens.basis_url.as_ref();
        basis.map_or_else(|| page.folder(), |basis| page.address().whole(basis))
    }

    /// Its remarks, each once.
    pub(super) fn remarks(&self) -> String {
        sentences::once(self.noten.into_iter().flatten().map(Markdown::data_text)).join(SEPARATOR)
    }

    /// Questions of parents; `geen` where the school says that it helps with none of them.
    pub(super) fn questions(&self) -> String {
        match &self.hulpvragen {
            None => String::new(),
            Some(stated) if stated.is_empty() => about::NONE.to_owned(),
            Some(stated) => stated.iter().map(String::as_str).collect::<Vec<_>>().join(SEPARATOR),
        }
    }

    /// The name of the group that its score is about.
    pub(super) fn group(&self) -> Option<&'a str> {
        let group = self.score?.group.as_deref()?;
        Some(self.document.map_or(group, |document| document.group_name(group)))
    }

    /// The name of the value of its score.
    pub(super) fn value_name(&self) -> Option<&'a str> {
        let score = self.score?;
        let schaal = self.site.catalogus.schalen.get(&score.schaal);
        let value = schaal.and_then(|s| s.values.iter().find(|w| w.id == score.value));
        Some(value.map_or(&score.value, |w| &w.name))
    }
}
