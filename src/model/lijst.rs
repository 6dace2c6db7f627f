//! Shared vocabulary: lists of items, and scales of values.

use std::collections::BTreeMap;

use crate::normal::key;
use crate::source::Span;
use crate::text::sentences;

use crate::model::Spanned;

/// Keys that every section may have; no item may have one as its id.
pub const RESERVED: [&str; 9] =
    ["toelichting", "voor-ouders", "anders", "rijen", "stappen", "bron", "peildatum", "gecontroleerd", "nvt"];

/// Stands for the name of the item in `in-zin`.
pub(crate) const HOLE: &str = "{naam}";

/// A list of items, such as the specialists a school may have.
#[derive(Debug, Clone)]
pub struct Lijst {
    /// Its id.
    pub id: String,
    /// Its title, as shown.
    pub title: String,
    /// What parents read above its items instead of the title.
    pub heading_ouders: Option<String>,
    /// How an item reads inside a sentence, where its name alone says too little: "afspraken over {naam}".
    pub in_sentence: Option<String>,
    /// Its items in order; nested items follow the item they belong to.
    pub items: Vec<Item>,
    /// Whether something is wrong with its definition, so that it may lack items: an unknown name is no error then.
    pub flawed: bool,
    /// The index of the item that each id, name and synonym means.
    pub(crate) index: BTreeMap<String, usize>,
}

/// One thing that a school can have, do or score.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id, unique within the list.
    pub id: String,
    /// Its name, as shown.
    pub name: String,
    /// Its name in words of parents (B1), where the name of the field is jargon.
    pub name_ouders: Option<String>,
    /// What it is, for the glossary.
    pub meaning: Option<String>,
    /// What it is, as it stands between brackets behind the word where parents first meet it.
    pub explanation: Option<String>,
    /// A whole sentence for parents (B1).
    pub sentence: Option<String>,
    /// Other words for the same thing, its abbreviations among them.
    pub synonyms: Vec<String>,
    /// Those of the synonyms that are short for its name.
    pub afkortingen: Vec<String>,
    /// Where the name and each synonym stand.
    pub(crate) spans: Vec<Span>,
    /// Parents' questions that it answers.
    pub hulpvragen: Vec<Spanned>,
    /// Whether a child goes elsewhere for it: to another school or institute. A school then refers to it, and does not
    /// offer it itself.
    pub refers: bool,
    /// The heading it is grouped under, such as parents' questions about learning.
    pub group: Option<String>,
    /// The year it went out of use.
    pub obsolete: Option<String>,
    /// The item that replaced it.
    pub replaced_by: Option<Spanned>,
    /// Index of the item it belongs to.
    pub ouder: Option<usize>,
    /// Where it is defined.
    pub span: Span,
}

impl Lijst {
    /// The name of one of its items as parents read it inside a sentence.
    pub fn in_sentence(&self, item: &Item) -> String {
        let name = sentences::lower(item.for_ouders());
        self.in_sentence.as_ref().map_or(name.clone(), |sentence| sentence.replace(HOLE, &name))
    }

    /// The item with this id.
    pub fn by_id(&self, id: &str) -> Option<(usize, &Item)> {
        self.items.iter().enumerate().find(|(_, i)| i.id == id)
    }

    /// The item that a text means: by id, name or synonym, regardless of case and of what looks the same.
    pub fn find(&self, text: &str) -> Option<(usize, &Item)> {
        let index = *self.index.get(&key(text))?;
        self.items.get(index).map(|item| (index, item))
    }

    /// Every text that means an item: ids first, then names and synonyms.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        let ids = self.items.iter().map(|i| i.id.as_str());
        let names = self
            .items
            .iter()
            .flat_map(|i| std::iter::once(i.name.as_str()).chain(i.synonyms.iter().map(String::as_str)));
        ids.chain(names)
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.items.iter().map(|i| i.id.as_str())
    }
}

impl Lijst {
    /// The name of an item as parents read it where it stands by itself: "Afspraken over pesten", and not "Pesten".
    pub fn for_parents(&self, item: &Item) -> String {
        match self.in_sentence {
            Some(_) => crate::text::sentences::capitalize(&self.in_sentence(item)),
            None => item.for_ouders().to_owned(),
        }
    }

    /// Its title as parents read it.
    pub fn heading_for_parents(&self) -> &str {
        self.heading_ouders.as_deref().unwrap_or(&self.title)
    }
}

impl Item {
    /// Its name as parents read it.
    pub fn for_ouders(&self) -> &str {
        self.name_ouders.as_deref().unwrap_or(&self.name)
    }
}

/// An ordered set of values.
#[derive(Debug, Clone)]
pub struct Schaal {
    /// Its id.
    pub id: String,
    /// Its title, as shown.
    pub title: String,
    /// Its values, from low to high.
    pub values: Vec<SchaalWaarde>,
    /// What its two ends mean, when it runs between two poles.
    pub poles: Option<(String, String)>,
    /// Whether something is wrong with its definition, so that it may lack values.
    pub flawed: bool,
}

/// One value of a scale.
#[derive(Debug, Clone)]
pub struct SchaalWaarde {
    /// Its id, unique within the scale.
    pub id: String,
    /// Its name, as shown.
    pub name: String,
    /// A short mark, such as `O`.
    pub short: Option<String>,
    /// A whole sentence for parents (B1).
    pub sentence: Option<String>,
    /// Whether it counts as being there.
    pub counts: Option<bool>,
    /// The ends of its band, for a scale of bands ("76%" to "100%").
    pub band: Option<(String, String)>,
}

impl Schaal {
    /// The value that a text means: by id, name or short mark, regardless of case.
    pub fn find(&self, text: &str) -> Option<usize> {
        let typed = key(text);
        self.values.iter().position(|w| {
            w.id == typed || key(&w.name) == typed || w.short.as_ref().is_some_and(|short| key(short) == typed)
        })
    }

    /// Every text that means a value.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.values
            .iter()
            .flat_map(|w| [Some(w.id.as_str()), Some(w.name.as_str()), w.short.as_deref()].into_iter().flatten())
    }
}
