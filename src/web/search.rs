//! The search page: a form, and for those without JavaScript links to the same answers.

use serde::Serialize;
use tera::Context;

use crate::model::catalogus::HULPVRAGEN;
use crate::model::lijst::Lijst;
use crate::pages::{Map, Page};

use super::{Draft, PageError, Web};

/// A group of links.
#[derive(Serialize)]
struct Group<'a> {
    title: &'a str,
    links: Vec<SearchLink<'a>>,
}

#[derive(Serialize)]
struct SearchLink<'a> {
    name: String,
    /// From the root of the output.
    address: String,
    sentence: Option<&'a str>,
    /// Its name and synonyms, so that the script can suggest the nearest when nothing is found.
    words: String,
}

impl Web<'_> {
    /// The search page. It links to what has a page.
    pub(super) fn search_page(&self) -> Result<(), PageError> {
        if !self.wants(Page::Search) {
            return Ok(());
        }
        let lijsten = self.site.lijsten_in_use();
        let questions = self.site.catalogus.lijst(HULPVRAGEN).map(|lijst| group(lijst, &self.map));
        let groups = lijsten.iter().filter(|l| l.id != HULPVRAGEN).map(|lijst| group(lijst, &self.map));
        let groups: Vec<Group<'_>> = groups.filter(|g| !g.links.is_empty()).collect();
        let mut content = Context::new();
        content.insert("questions", &questions.filter(|g| !g.links.is_empty()));
        content.insert("groups", &groups);
        let (title, description) = self.titled("search");
        let draft = Draft {
            page: Page::Search,
            template: "search.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }
}

fn group<'a>(lijst: &'a Lijst, map: &Map<'_>) -> Group<'a> {
    let links = lijst.items.iter().filter(|i| i.obsolete.is_none()).filter_map(|item| {
        let address = map.item(&lijst.id, &item.id)?.from_root();
        let names = [item.for_ouders(), item.name.as_str()].into_iter();
        let words = names.chain(item.synonyms.iter().map(String::as_str));
        let words = words.collect::<Vec<_>>().join(" ");
        Some(SearchLink { name: lijst.for_parents(item), address, sentence: item.sentence.as_deref(), words })
    });
    Group { title: lijst.heading_for_parents(), links: links.collect() }
}
