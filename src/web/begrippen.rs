//! The glossary: what items mean, and what abbreviations stand for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use tera::Context;

use crate::model::lijst::{Item, Lijst};
use crate::pages::Page;
use crate::text::sentences;

use super::{Draft, PageError, Web};

#[derive(Serialize)]
struct Letter {
    letter: String,
    begrippen: Vec<Begrip>,
}

#[derive(Serialize)]
struct Begrip {
    term: String,
    anchor: String,
    meaning: String,
    /// Other words, as a sentence part.
    also: String,
    lijst: String,
    /// Path of its own page from the root, if it has one.
    page: Option<String>,
}

#[derive(Serialize)]
struct AfkortingView {
    /// Its place on the page; of several meanings, only the first has one.
    anchor: Option<String>,
    short: String,
    in_full: String,
    /// Names of the schools that use it in this meaning, if there are others.
    scholen: String,
}

impl Web<'_> {
    pub(super) fn begrippen(&self) -> Result<(), PageError> {
        let mut content = Context::new();
        content.insert("letters", &self.letters());
        content.insert("afkortingen", &self.afkortingen());
        let (title, description) = self.titled("begrippen");
        let draft = Draft {
            page: Page::Begrippen,
            template: "begrippen.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }

    fn letters(&self) -> Vec<Letter> {
        let all = self.site.lijsten_in_use();
        let all = all.iter().flat_map(|l| l.items.iter().map(move |i| (l, i)));
        let begrip = |(lijst, item): (&Arc<Lijst>, &Item)| {
            let page = self.map.page(Page::Item(&lijst.id, &item.id)).map(|address| address.from_root());
            self.begrip(lijst, item).map(|b| Begrip { page, ..b })
        };
        let mut begrippen: Vec<Begrip> = all.filter_map(begrip).collect();
        begrippen.sort_by_cached_key(|b| (crate::text::slug(&b.term), b.anchor.clone()));
        // Where two lists have the same word, each tells its list.
        let duplicate: BTreeSet<String> =
            begrippen.windows(2).filter(|p| p[0].term == p[1].term).map(|p| p[0].term.clone()).collect();
        for begrip in begrippen.iter_mut().filter(|b| duplicate.contains(&b.term)) {
            begrip.term = format!("{} ({})", begrip.term, begrip.lijst.to_lowercase());
        }
        // Terms that begin with a digit ("1a. Leren volgen") come after those that begin with a letter.
        let mut letters: BTreeMap<(bool, String), Vec<Begrip>> = BTreeMap::new();
        for begrip in begrippen {
            let first = crate::text::slug(&begrip.term).chars().next().filter(|c| !c.is_numeric());
            let letter = first.map_or_else(|| "0-9".to_owned(), |c| c.to_uppercase().to_string());
            letters.entry((first.is_none(), letter)).or_default().push(begrip);
        }
        letters.into_iter().map(|((_, letter), begrippen)| Letter { letter, begrippen }).collect()
    }

    fn afkortingen(&self) -> Vec<AfkortingView> {
        let mut uses: BTreeMap<(String, &str, &str), BTreeSet<&str>> = BTreeMap::new();
        for school in &self.site.scholen {
            for afkorting in school.documenten.iter().filter(|d| !d.concept).flat_map(|d| &d.afkortingen) {
                let key = (afkorting.short.to_lowercase(), afkorting.short.as_str(), afkorting.in_full.as_str());
                uses.entry(key).or_default().insert(&school.name);
            }
        }
        let duplicate = |short: &str| uses.keys().filter(|(_, k, _)| *k == short).count() > 1;
        let mut anchors: BTreeSet<String> = BTreeSet::new();
        uses.iter()
            .map(|((_, short, in_full), scholen)| AfkortingView {
                anchor: self
                    .map
                    .afkorting(short)
                    .anchor()
                    .map(str::to_owned)
                    .filter(|anchor| anchors.insert(anchor.clone())),
                short: (*short).to_owned(),
                in_full: (*in_full).to_owned(),
                scholen: if duplicate(short) {
                    sentences::join_and(&scholen.iter().collect::<Vec<_>>())
                } else {
                    String::new()
                },
            })
            .collect()
    }
}

impl Web<'_> {
    fn begrip(&self, lijst: &Lijst, item: &Item) -> Option<Begrip> {
        let meaning = item.meaning.as_ref()?;
        Some(Begrip {
            term: item.name.clone(),
            anchor: self.map.word(&lijst.id, &item.id)?.anchor()?.to_owned(),
            meaning: sentences::with_full_stop(meaning),
            also: sentences::join_and(&item.synonyms),
            lijst: lijst.title.clone(),
            page: None,
        })
    }
}
