//! Answers: what a document says in each section, in the five shapes that all kinds stand on.

use crate::bron::Plek;
use crate::tekst::Markdown;

use super::datum::Datum;
use super::hoeveel::Hoeveel;
use super::lezer::Woord;
use super::waarde::{Bijzonder, Gevuld, Inhoud, Stand, Verwijzing};

/// The answer to one section.
#[derive(Debug, Clone)]
pub struct Antwoord {
    /// Id of the section.
    pub sectie: String,
    /// What was answered.
    pub inhoud: Vorminhoud,
    /// Explanation in the school's words.
    pub toelichting: Option<Markdown>,
    /// Text for parents (B1).
    pub voor_ouders: Option<Markdown>,
    /// What the school has beside the list.
    pub anders: Vec<Eigen>,
    /// Where the answer comes from.
    pub bron: Option<Markdown>,
    /// The day the answer tells about, when it differs from the document's.
    pub peildatum: Option<Datum>,
    /// When it was last checked.
    pub gecontroleerd: Option<Datum>,
    /// The section does not apply to this school.
    pub nvt: bool,
    /// What the limits in it are about, in a section with `onderwerp: grenzen`.
    pub about: About,
    /// Where it stands.
    pub plek: Plek,
}

/// What a limit is about, as its author says: the keys `hulpvragen` and `items` of a section with
/// `onderwerp: grenzen`, of its rows and of groups of rows. What stands nearest holds.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Parents' questions. `None`: not said, so that words decide. `Some` of nothing: the author
    /// wrote `geen`, it is about none of them.
    pub hulpvragen: Option<Vec<Verwijzing>>,
    /// Items that the school says it cannot offer.
    pub items: Vec<Verwijzing>,
}

impl About {
    /// Whether nothing was said.
    pub fn is_leeg(&self) -> bool {
        self.hulpvragen.is_none() && self.items.is_empty()
    }
}

/// The content of an answer, by shape.
#[derive(Debug, Clone)]
pub enum Vorminhoud {
    /// Nothing was filled in.
    Niets,
    /// Running text.
    Tekst(Markdown),
    /// Fields: index of the field in the section, and its value.
    Velden(Vec<(usize, Gevuld)>),
    /// Items, in the order of the list.
    Items(Vec<ItemAntwoord>),
    /// Rows, grouped and nested.
    Rijen(Vec<Rij>),
    /// A route.
    Graaf(Graaf),
}

/// What is said of one item or option.
#[derive(Debug, Clone)]
pub struct ItemAntwoord {
    /// Index of the item in the section's list, of the option in its options, or of an own row
    /// under `anders`.
    pub index: usize,
    /// Whether it is there.
    pub stand: Stand,
    /// The word that says why there is no answer (`nvt`, `volgt nog`), if that was the answer.
    pub woord: Option<Bijzonder>,
    /// Places, each with whether it is there and a remark.
    pub waar: Vec<Plaats>,
    /// Index of the value in the section's scale.
    pub waarde: Option<usize>,
    /// How much.
    pub hoeveel: Option<Hoeveel>,
    /// More about it.
    pub tekst: Option<Markdown>,
    /// A short remark.
    pub noot: Option<Markdown>,
    /// The value it lies towards, when it lies between two values of the scale.
    pub tot: Option<usize>,
    /// What is said of groups of the document, in their order.
    pub per: Vec<PerGroep>,
    /// Values of fields: index of the field in the section, and the value.
    pub velden: Vec<(usize, Gevuld)>,
    /// Sub-options of a choice, as typed.
    pub opties: Vec<String>,
    /// Values of a series: column as typed, and the value.
    pub reeks: Vec<(String, Gevuld)>,
    /// Where it stands.
    pub plek: Plek,
}

/// What is said of one group of the document, such as a location or a class.
#[derive(Debug, Clone)]
pub struct PerGroep {
    /// Id of the group.
    pub groep: String,
    /// Index of the value in the section's scale.
    pub waarde: Option<usize>,
    /// The word that says why there is no value.
    pub woord: Option<Bijzonder>,
    /// Values of fields: index of the field in the section, and the value.
    pub velden: Vec<(usize, Gevuld)>,
    /// A short remark.
    pub noot: Option<Markdown>,
}

/// A place where an item is or is not.
#[derive(Debug, Clone)]
pub struct Plaats {
    /// Id in the list `plaatsen`.
    pub id: String,
    /// Whether it is there.
    pub stand: Stand,
    /// The word that says why that is not known (`volgt nog`), if that was the answer.
    pub woord: Option<Bijzonder>,
    /// A remark.
    pub noot: Option<Markdown>,
}

/// Something a school has that the list does not: "anders, namelijk".
#[derive(Debug, Clone)]
pub struct Eigen {
    /// Its name.
    pub naam: Woord,
    /// Its id, if something refers to it.
    pub id: Option<String>,
    /// Items that it is the same as; these count.
    pub is: Vec<Verwijzing>,
    /// Items that it is related to; these do not count.
    pub bij: Vec<Verwijzing>,
    /// Places.
    pub waar: Vec<Plaats>,
    /// How much.
    pub hoeveel: Option<Hoeveel>,
    /// A whole sentence for parents (B1).
    pub zin: Option<String>,
    /// Where that sentence stands.
    pub zin_plek: Option<Plek>,
    /// More about it.
    pub tekst: Option<Markdown>,
    /// A short remark.
    pub noot: Option<Markdown>,
    /// Parents' questions that it is an answer to.
    pub hulpvragen: Vec<Verwijzing>,
    /// What it is about, where it is a limit.
    pub about: About,
    /// In a judgement or a series: what is said of it as of an item of the list. Its remark and
    /// text stand here, not there.
    pub antwoord: Option<Box<ItemAntwoord>>,
}

/// A row, or a group of rows.
#[derive(Debug, Clone)]
pub enum Rij {
    /// Rows under a heading.
    Groep {
        /// The heading.
        naam: String,
        /// What stands under it.
        rijen: Vec<Self>,
        /// What else is said of a level, in a section of kind `niveaus`.
        niveau: Option<Box<NiveauDeel>>,
        /// What the limits under it are about.
        about: About,
        /// Where it stands.
        plek: Plek,
    },
    /// A row.
    Rij {
        /// Its id, if something refers to it.
        id: Option<String>,
        /// Values: index of the field in the section, and the value.
        velden: Vec<(usize, Gevuld)>,
        /// What it is about, where it is a limit.
        about: About,
        /// Where it stands.
        plek: Plek,
    },
}

/// What is said of a level beside its rows.
#[derive(Debug, Clone)]
pub struct NiveauDeel {
    /// Index of the level in the section.
    pub index: usize,
    /// Share of the pupils.
    pub aandeel: Option<Hoeveel>,
    /// Who helps at this level.
    pub wie: Vec<Verwijzing>,
    /// More about it.
    pub tekst: Option<Markdown>,
    /// A short remark.
    pub noot: Option<Markdown>,
}

/// A route: phases with steps, choices and endings. Order is the flow.
#[derive(Debug, Clone, Default)]
pub struct Graaf {
    /// Phases and steps at the top.
    pub stappen: Vec<Stap>,
}

/// One element of a route.
#[derive(Debug, Clone)]
pub struct Stap {
    /// Number, counted through the whole route from 1; phases have none (0).
    pub nummer: usize,
    /// Its id, if something leads to it.
    pub id: Option<String>,
    /// What happens, or the question of a choice, or the name of a phase.
    pub titel: String,
    /// What kind of element.
    pub soort: StapSoort,
    /// Who does it.
    pub wie: Vec<Verwijzing>,
    /// Condition.
    pub voorwaarde: Option<Markdown>,
    /// How much.
    pub hoeveel: Option<Hoeveel>,
    /// Remark.
    pub noot: Option<Markdown>,
    /// The meeting in which it happens.
    pub overleg: Vec<Verwijzing>,
    /// The item that it is.
    pub is: Vec<Verwijzing>,
    /// More about it.
    pub tekst: Option<Markdown>,
    /// The format's own fields.
    pub velden: Vec<(usize, Gevuld)>,
    /// Where it leads instead of to the next step.
    pub naar: Option<Woord>,
    /// Where it stands.
    pub plek: Plek,
}

/// What kind of element of a route.
#[derive(Debug, Clone)]
pub enum StapSoort {
    /// A phase.
    Fase {
        /// `basis` or `extra`, if the format tells them apart.
        band: Option<String>,
        /// What happens in it.
        stappen: Vec<Stap>,
    },
    /// A step.
    Stap,
    /// A choice.
    Keuze {
        /// Whether several branches may apply at once.
        meer: bool,
        /// The branches.
        takken: Vec<Tak>,
    },
    /// An ending.
    Einde,
}

/// A branch of a choice.
#[derive(Debug, Clone)]
pub struct Tak {
    /// When it applies.
    pub als: String,
    /// The item that it is.
    pub is: Vec<Verwijzing>,
    /// Remark.
    pub noot: Option<Markdown>,
    /// What happens in it.
    pub stappen: Vec<Stap>,
    /// Where it leads instead of past the choice.
    pub naar: Option<Woord>,
    /// Where it stands.
    pub plek: Plek,
}

impl Graaf {
    /// All elements, phases too, in reading order.
    pub fn alle(&self) -> Vec<&Stap> {
        fn verzamel<'a>(stappen: &'a [Stap], uit: &mut Vec<&'a Stap>) {
            for stap in stappen {
                uit.push(stap);
                match &stap.soort {
                    StapSoort::Fase { stappen, .. } => verzamel(stappen, uit),
                    StapSoort::Keuze { takken, .. } => takken.iter().for_each(|t| verzamel(&t.stappen, uit)),
                    StapSoort::Stap | StapSoort::Einde => {}
                }
            }
        }
        let mut uit = Vec::new();
        verzamel(&self.stappen, &mut uit);
        uit
    }

    /// The element with this id.
    pub fn op_id(&self, id: &str) -> Option<&Stap> {
        self.alle().into_iter().find(|s| s.id.as_deref() == Some(id))
    }
}

impl Antwoord {
    /// Whether it says something beside a text for parents.
    pub fn has_content(&self) -> bool {
        !matches!(self.inhoud, Vorminhoud::Niets) || !self.anders.is_empty() || self.toelichting.is_some()
    }

    /// The fields that are filled in directly under the section or in its rows: index and value.
    pub fn fields(&self) -> Vec<(usize, &Gevuld)> {
        fn of_rows<'a>(rijen: &'a [Rij], uit: &mut Vec<(usize, &'a Gevuld)>) {
            for rij in rijen {
                match rij {
                    Rij::Groep { rijen, .. } => of_rows(rijen, uit),
                    Rij::Rij { velden, .. } => uit.extend(velden.iter().map(|(i, g)| (*i, g))),
                }
            }
        }
        let mut uit = Vec::new();
        match &self.inhoud {
            Vorminhoud::Velden(velden) => uit.extend(velden.iter().map(|(i, g)| (*i, g))),
            Vorminhoud::Rijen(rijen) => of_rows(rijen, &mut uit),
            Vorminhoud::Items(items) => {
                uit.extend(items.iter().flat_map(|item| &item.velden).map(|(i, g)| (*i, g)));
            }
            Vorminhoud::Niets | Vorminhoud::Tekst(_) | Vorminhoud::Graaf(_) => {}
        }
        uit
    }

    /// Every reference in it, wherever it stands; those under `anders` come first.
    pub fn verwijzingen(&self) -> Vec<&Verwijzing> {
        let mut uit: Vec<&Verwijzing> = Vec::new();
        for eigen in &self.anders {
            uit.extend(eigen.is.iter().chain(&eigen.bij));
        }
        for antwoord in self.anders.iter().filter_map(|eigen| eigen.antwoord.as_deref()) {
            van_item(antwoord, &mut uit);
        }
        match &self.inhoud {
            Vorminhoud::Niets | Vorminhoud::Tekst(_) => {}
            Vorminhoud::Velden(velden) => van_velden(velden, &mut uit),
            Vorminhoud::Items(items) => items.iter().for_each(|i| van_item(i, &mut uit)),
            Vorminhoud::Rijen(rijen) => van_rijen(rijen, &mut uit),
            Vorminhoud::Graaf(graaf) => {
                for stap in graaf.alle() {
                    uit.extend(stap.wie.iter().chain(&stap.overleg).chain(&stap.is));
                    if let StapSoort::Keuze { takken, .. } = &stap.soort {
                        uit.extend(takken.iter().flat_map(|tak| &tak.is));
                    }
                    van_velden(&stap.velden, &mut uit);
                }
            }
        }
        uit
    }
}

fn van_item<'a>(item: &'a ItemAntwoord, uit: &mut Vec<&'a Verwijzing>) {
    van_velden(&item.velden, uit);
    item.per.iter().for_each(|per| van_velden(&per.velden, uit));
}

fn van_velden<'a>(velden: &'a [(usize, Gevuld)], uit: &mut Vec<&'a Verwijzing>) {
    for (_, gevuld) in velden {
        if let Inhoud::Verwijzingen(verwijzingen) = &gevuld.inhoud {
            uit.extend(verwijzingen);
        }
    }
}

fn van_rijen<'a>(rijen: &'a [Rij], uit: &mut Vec<&'a Verwijzing>) {
    for rij in rijen {
        match rij {
            Rij::Groep { rijen, niveau, .. } => {
                uit.extend(niveau.iter().flat_map(|n| &n.wie));
                van_rijen(rijen, uit);
            }
            Rij::Rij { velden, .. } => van_velden(velden, uit),
        }
    }
}
